package proofread

import (
	"tertial/internal/asis"
	"tertial/internal/diag"
)

// sectionNames are headings that templates give and that must be followed by a
// text, folded.
var sectionNames = map[string]bool{
	"sammanfattning": true, "bakgrund": true, "ärendet": true, "ärende": true, "beslut": true, "förslag till beslut": true, "analys": true,
	"bedömning": true, "barnkonsekvensanalys": true, "ekonomiska konsekvenser": true, "ekonomiska konsekvenser av beslutet": true,
	"konsekvenser för barn": true, "inledning": true, "syfte": true, "förvaltningens bedömning": true, "beslutsunderlag": true,
	"positiva iakttagelser": true, "förbättringsområden": true, "uppföljning": true, "slutsats": true, "slutsatser": true, "resultat": true,
	"metod": true, "åtgärder": true, "kommentar till utfallet": true, "förväntad utveckling": true, "yrkanden": true, "reservationer": true,
}

// leafNames are those that have no subheadings of the template's own.
var leafNames = map[string]bool{
	"sammanfattning": true, "beslut": true, "förslag till beslut": true, "barnkonsekvensanalys": true, "ekonomiska konsekvenser": true,
	"ekonomiska konsekvenser av beslutet": true, "konsekvenser för barn": true, "beslutsunderlag": true, "yrkanden": true, "reservationer": true,
}

// sections finds headings without a text.
func (c *checker) sections() {
	for i := range c.Blocks {
		b := &c.Blocks[i]
		named := sectionNames[asis.Fold(b.Text)] && (b.Kind == asis.Title || b.Kind == asis.Heading)
		numbered := b.Kind == asis.Heading && len(b.Number) > 0 && b.Mark != "agenda" && !b.Dotted
		if !named && !numbered {
			continue
		}
		next := c.nextText(i)
		if next < 0 || !c.ends(b, next) || c.Blocks[next].Gap > 2 { // empty lines are where a picture was
			continue
		}
		if numbered && !named {
			n := &c.Blocks[next]
			if len(n.Number) == 0 || len(n.Number) > len(b.Number) { // only its own subsections follow
				continue
			}
		}
		c.add(diag.New("TEMPLATE", c.whole(b), "title", b.Text, "next", c.Blocks[next].Text).With("section").
			See("next", c.whole(&c.Blocks[next])))
	}
}

// nextText is the next block that is no page header; −1 at the end.
func (c *checker) nextText(i int) int {
	for j := i + 1; j < len(c.Blocks); j++ {
		if c.Blocks[j].Kind != asis.PageHeader {
			return j
		}
	}
	return -1
}

// ends reports whether a block ends the section before it: a numbered heading
// of the same or a higher level, or another heading of the template.
func (c *checker) ends(b *asis.Block, next int) bool {
	n := &c.Blocks[next]
	if n.Part != b.Part || n.Kind != asis.Heading && n.Kind != asis.Title {
		return false
	}
	if n.Kind == asis.Heading && len(n.Number) > 0 && n.Mark != "agenda" && !n.Dotted {
		return len(b.Number) == 0 || len(n.Number) <= len(b.Number)
	}
	return leafNames[asis.Fold(b.Text)] && sectionNames[asis.Fold(n.Text)] && len(b.Number) == 0
}
