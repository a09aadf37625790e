package asis

import (
	"strings"
)

// yearKinds are stems of words that a paper is called by together with the year
// that it is about.
var yearKinds = []string{
	"internbudget", "verksamhetsplan", "budget", "månadsrapport", "delårsrapport", "tertialrapport", "kvartalsrapport", "verksamhetsberättelse",
	"årsredovisning", "bokslut", "årsrapport", "kvalitetsrapport", "kvalitetsberättelse", "månadsuppföljning", "helårsuppföljning", "internkontrollplan",
}

// titled is how many blocks from the start of a paper its title stands at most.
const titled = 12

// Year is the year that a part of the file says it is about in its title, or
// the file in its; 0 where neither does.
func (d *Document) Year(part int) int {
	if part >= 0 && part < len(d.Parts) {
		if y := d.titleYear(d.Parts[part].From, d.Parts[part].To); y > 0 {
			return y
		}
	}
	if len(d.Agendas) > 0 { // a meeting's papers, each about a year of its own
		return 0
	}
	return d.titleYear(0, len(d.Blocks))
}

// titleYear looks for a title with a year in the first of some blocks.
func (d *Document) titleYear(from, to int) int {
	for i := from; i < min(to, from+titled); i++ {
		b := &d.Blocks[i]
		if b.Kind == ContentsHead {
			break
		}
		if b.Kind != Title && b.Kind != Paragraph && b.Kind != Heading || len(b.Text) > 120 || Sentence(b.Text) {
			continue
		}
		low := strings.ToLower(b.Text)
		for _, kind := range yearKinds {
			if at := strings.Index(low, kind); at >= 0 {
				if y := firstYear(low[at+len(kind):]); y > 0 {
					return y
				}
			}
		}
	}
	return 0
}

// firstYear is the first year that a text names.
func firstYear(text string) int {
	for i := 0; i+4 <= len(text); i++ {
		if y, ok := yearAt(text, i); ok && (i+4 == len(text) || text[i+4] < '0' || text[i+4] > '9') {
			return y
		}
	}
	return 0
}
