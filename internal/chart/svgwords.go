package chart

import (
	"slices"
	"strings"
)

// writeWords writes the words that the layout placed, those of one look together.
func (d *dress) writeWords(b *strings.Builder) {
	words := slices.Clone(d.words)
	slices.SortStableFunc(words, func(a, b word) int { return strings.Compare(a.look(), b.look()) })
	look := ""
	for _, w := range words {
		next := w.look()
		if next != look {
			if look != "" {
				b.WriteString("</g>")
			}
			b.WriteString("<g" + next + ">")
			look = next
		}
		w.write(b)
	}
	if look != "" {
		b.WriteString("</g>")
	}
}

// look is what words of a group have in common, as attributes.
func (w *word) look() string {
	s := ` font-size="` + short(w.size) + `" fill="var(` + w.paint.property() + `)"`
	if w.weight == semibold {
		s += ` font-weight="600"`
	}
	if w.italic {
		s += ` font-style="italic"`
	}
	around := paintPaper
	if w.upon > 0 {
		around = series(w.upon - 1)
	}
	if w.halo || w.upon > 0 {
		s += ` stroke="var(` + around.property() + `)" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`
	}
	if w.anchor != start {
		s += ` text-anchor="` + string(w.anchor) + `"`
	}
	return s
}

// property is the custom property of a paint.
func (p paint) property() string { return Palette()[p].Property }

// write writes one word, a line of it an element, which survives every renderer
// and every copy and paste.
func (w *word) write(b *strings.Builder) {
	pitch := w.size + 4
	y := w.y - pitch*float64(len(w.lines)-1)/2 + middle*w.size
	for _, line := range w.lines {
		b.WriteString(`<text x="` + short(round(w.x)) + `" y="` + short(round(y)) + `">` + escape(line) + `</text>`)
		y += pitch
	}
}
