// Package asis reads the literal text of a converted document: what a PDF or
// word-processor file of committee papers becomes as plain text, one line a
// paragraph, one line with tabs a table row, the contents list typed out.
//
// In come the bytes of a file in any usual encoding; out goes a [Document]:
// its lines as blocks that know what they are (heading, paragraph, item, row,
// contents entry, page header, note), its contents lists, tables and agenda,
// and the several documents that one file often holds. Everything has a place
// in the file. It judges nothing: package proofread does, and package build
// hands the tables to package prose.
package asis

import (
	"tertial/internal/diag"
)

// A Kind says what a block is.
type Kind int

// The kinds of block.
const (
	Paragraph    Kind = iota
	Heading           // begins with a section number, or stands in the contents list
	Title             // a short line of its own that may be a heading
	Item              // of a list: bulleted, numbered or with a §
	Row               // of a table
	ContentsHead      // "Innehållsförteckning"
	ContentsLine      // an entry of the contents list
	PageHeader        // repeated on pages, or a page number
	Footnote          // a line that begins with an asterisk or a raised digit
)

// A Block is one line of the document, or a piece of one where the conversion
// has glued lines together.
type Block struct {
	Kind       Kind
	Start, End int    // bytes of Document.Source.Text
	Text       string // what it says without markup, blanks folded; for a row its cells with tabs
	Mark       string // of an item: "-", "3.", "a)", "§ 35"
	Number     []int  // of a heading or a numbered item
	Dotted     bool   // the number is followed by a point or a parenthesis
	Rest       string // Text without mark and number
	Gap        int    // empty lines before it
	Glued      bool   // the line before it stands directly above, or is the same line
	Table      *Table // of a row
	Part       int    // index in Document.Parts
}

// A Part is one of the documents that the file holds: blocks From to To
// (excluding), with the contents list that describes it, if any.
type Part struct {
	From, To int
	Contents *Contents
	Item     *AgendaItem // the agenda item that it belongs to, or nil
	matter   bool        // begins with "Ärende 2": it belongs to no other item
}

// Contents is a typed contents list.
type Contents struct {
	Head    int // block of "Innehållsförteckning"
	Last    int // block of the last entry
	Entries []Entry
	Paged   bool // the entries have page numbers
}

// An Entry is one line of a contents list.
type Entry struct {
	Block      int
	Number     []int // nil where it has none
	Dotted     bool
	Title      string // without leader dots
	Page       int    // 0 where it is no number
	PageText   string
	Start, End int // of the title with its number, in the text
}

// An Agenda is a list of the items of a meeting.
type Agenda struct {
	Head  int
	Items []AgendaItem
}

// An AgendaItem is one entry of an agenda and, where the file has it, the
// section that treats it.
type AgendaItem struct {
	Block   int
	Number  int
	Title   string
	Diary   *Diary // its diary number, or nil
	Section int    // block of the section's heading; −1 without
	// Heading and SectionDiary are the section's own title and number.
	Heading      string
	HeadingBlock int
	SectionDiary *Diary
}

// A Document is a converted text, read.
type Document struct {
	Source   *diag.Source
	Blocks   []Block
	Parts    []Part
	Tables   []*Table
	Agendas  []*Agenda
	Contents []*Contents
	Diaries  []Diary // every diary number, in order

	known   map[string]bool // prefixes of the diaries that the paper uses
	parting []int           // blocks that say "Ärende 2" and part the papers of a meeting
}

// Place returns where a stretch of the text stands.
func (d *Document) Place(start, end int) diag.Place { return d.Source.Place(start, end) }

// Read reads a document. A file that is no text gives nil and a finding.
func Read(name string, raw []byte, diags *diag.List) *Document {
	text, ok := decode(name, raw, diags)
	if !ok {
		return nil
	}
	d := &Document{Source: diag.NewSource(name, text)}
	d.cut()
	d.pageHeaders()
	d.prefixes()
	d.contents()
	d.agendas()
	d.tables()
	d.items()
	d.diaries()
	d.sections()
	d.headings()
	d.parts()
	return d
}
