// Package site is the one way to put a built site on disk.
//
// In come finished output files, one at a time, as a slash path and its bytes; what goes out is the output folder, wholly
// old or wholly new. Package build feeds a [Writer]; the commands call [Recover] before they read an output folder and
// [Verify] to compare one with its manifest. Nothing of a site's meaning is known here.
//
// # Writing
//
// [Open] takes the folder's lock and finishes what an interrupted run left behind. [Writer.Add] compares each file with
// the one in place: an equal file is never touched, any other is written to .tertial/stage inside the folder, so that
// pages need not be kept in memory. [Writer.Commit] then
//
//  1. syncs the staged files to disk,
//  2. writes a journal of all steps under a temporary name, syncs it, and renames it to .tertial/journal,
//  3. takes the steps: new folders, renames into place (what is replaced or removed moves to .tertial/old), and the
//     manifest last,
//  4. syncs the folders, removes the journal, and removes .tertial.
//
// Until the rename of step 2 the tree is the old one, from then on it is the new one: [Recover] rolls a journal forward
// and throws away a stage without one. Every step can be repeated and undone, so a step that fails (a full disk, a folder
// that may not be written) is answered by undoing those before it; the error then comes with the old tree.
//
// # Changes of other folders
//
// A [Change] uses the same lock, stage and journal for a folder that is no output: files are added to a site's own
// folder, replaced in it or taken away, all at once or not at all. Package edition publishes and withdraws with it, in
// .tertial of the site's root.
//
// # What may be touched
//
// The folder's manifest.sha256 lists the files that this package wrote; only those are ever replaced or removed. A folder
// with other content and no manifest is refused ([NotOursError]), and so is a file in the way that the manifest does not
// list ([ForeignError]). A .gitignore at the top is left alone. Symbolic links are not followed: one on the way to a file
// is refused ([SymlinkError]).
//
// A missing output folder is made by Open, because the stage lies in it, and removed again by [Writer.Discard], by a
// failed Commit, and after a crash by Recover.
//
// # The manifest
//
// The format is that of sha256sum, sorted by path, with comment lines that sha256sum -c (GNU, also with --strict
// --warn) and shasum skip in silence; the last one is the digest of all lines before it:
//
//	# tertial 1
//	# as-of: 2020-05-26
//	# audience: public
//	# copies: br10 gz9 1
//	e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  index.html
//	# seal: 7d2f…
package site
