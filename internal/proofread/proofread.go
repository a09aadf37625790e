// Package proofread says what must hold of a text whatever its numbers: that
// references lead somewhere, contents lists agree with headings, lists are
// numbered without gaps, dates exist, diary numbers are written in one way and
// nothing of a template is left.
//
// In comes a [Text], which [FromAsIs] makes of a converted document and
// [FromReport] of a report's narrative; out go findings. Precision comes
// first: where a text does not say enough to judge, nothing is said. The
// package reads no numbers: those belong to package prose.
package proofread

import (
	"strings"

	"tertial/internal/asis"
	"tertial/internal/content"
	"tertial/internal/diag"
)

// A Text is what the rules read: blocks in order, with places.
type Text struct {
	Raw      []byte // blocks' offsets count here
	At       func(start, end int) diag.Place
	Blocks   []asis.Block
	Parts    []asis.Part
	Contents []*asis.Contents
	Tables   []*asis.Table
	Agendas  []*asis.Agenda
	Diaries  []asis.Diary
	Patterns []string // forms of the committee's own diary numbers: "SN/{year}:{n}"
	Targets  []Target // of a report: what a reference can be written to
	Report   bool     // a report of the site, not a converted document

	Laws        *content.Laws // acts that are known; nil judges none
	First, Last string        // ISO dates of the days that the text is about; "" is not known

	found []diag.Finding // already, while the text was made
}

// A Target is a numbered section, table or chart of a report.
type Target struct {
	Kind   string // "section", "table", "chart"
	Number string
	ID     string
}

// FromAsIs makes a text of a converted document. The patterns are those of the
// committee whose paper it is, or nil.
func FromAsIs(d *asis.Document, patterns []string) *Text {
	return &Text{
		Raw: d.Source.Text, At: d.Place, Blocks: d.Blocks, Parts: d.Parts, Contents: d.Contents,
		Tables: d.Tables, Agendas: d.Agendas, Diaries: d.Diaries, Patterns: patterns,
	}
}

// A checker is one run of the rules over one text.
type checker struct {
	*Text
	diags       *diag.List
	misnumbered map[int]bool // headings whose number is not that of the contents list
}

// Check applies all rules to a text.
func Check(t *Text, diags *diag.List) {
	c := &checker{Text: t, diags: diags, misnumbered: map[int]bool{}}
	if !t.Report {
		c.toc()
		c.agendas()
		c.headingNumbers()
		c.itemNumbers()
		c.sections()
		c.fields()
		c.headers()
		c.paragraphs()
		c.twins()
	}
	for _, f := range t.found {
		c.add(f)
	}
	c.xrefs()
	c.headingReuse()
	c.diaries()
	c.dates()
	c.dateOrder()
	c.residue()
	c.notes()
	c.duplicates()
	c.laws()
}

// at is the place of a stretch inside a block.
func (c *checker) at(b *asis.Block, start, end int) diag.Place {
	return c.At(b.Start+start, b.Start+end)
}

// whole is the place of a block.
func (c *checker) whole(b *asis.Block) diag.Place { return c.At(b.Start, b.End) }

// raw is a block as it was written.
func (c *checker) raw(b *asis.Block) string {
	return breaks.Replace(string(c.Raw[b.Start:b.End]))
}

// breaks makes blanks of line breaks inside a paragraph, each of one byte.
var breaks = strings.NewReplacer("\n", " ", "\r", " ")

// prose reports whether a block is running text, an item or a row: what says
// something, rather than naming what follows.
func prose(b *asis.Block) bool {
	switch b.Kind {
	case asis.Paragraph, asis.Item, asis.Row, asis.Footnote, asis.Title:
		return true
	case asis.Heading, asis.ContentsHead, asis.ContentsLine, asis.PageHeader:
		return false
	}
	return false
}

// add adds a finding.
func (c *checker) add(f diag.Finding) { c.diags.Add(f) }
