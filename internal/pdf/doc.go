// Package pdf prints a finished HTML document with Chromium, and makes of what
// comes out a file that is the same whenever it is made, can be found through,
// and is read aloud in the right order.
//
// In comes a document that stands alone, as package layout composes it, and what
// is said of it ([Meta]); out comes a [Printed] file, whose list of contents names
// the pages on which its sections are ([Make]). A [Browser] is the only program
// that is started. [Parse] reads the files that Chromium and this package write,
// [Check] says what of a file's tags, fonts or title is not as a reader with a
// screen reader needs it. Nothing here claims that a file conforms to PDF/UA or
// PDF/A: only a validator could say so.
package pdf
