package chart

import "strings"

// A hatch is a pattern on a span or a swatch: it tells marks apart where their
// colours look the same, in print and in forced colours.
type hatch int

const (
	plain  hatch = iota
	slants       // strokes in the colour of the paper, upon a full colour
	lines        // strokes in the mark's own colour, upon a tint of it
	dots         // dots in the mark's own colour, upon a tint of it
)

// tile is the side of the pattern and what is in it.
func (h hatch) tile(of paint) (side float64, content string) {
	stroke := ` fill="none" stroke="` + of.value() + `"`
	switch h {
	case slants:
		return 8, `<path d="M-2 2l4-4M-1 9l10-10M6 10l4-4" fill="none" stroke="` + paintPaper.value() + `" stroke-width="1.5"/>`
	case lines:
		return 7, `<path d="M-2 2l4-4M-1 8l9-9M5 9l4-4"` + stroke + `/>`
	case plain, dots:
	}
	return 6, `<path d="M1.5 0v2M4.5 3v2"` + stroke + ` stroke-width="2"/>`
}

// hatchID is the pattern's id in a drawing.
func (d *dress) hatchID(h hatch, of paint) string {
	return d.id + "-" + d.suffix + "-h" + short(float64(h)) + strings.TrimPrefix(of.property(), "-")
}

// writeHatches defines the patterns that shapes use.
func (d *dress) writeHatches(b *strings.Builder) {
	type key struct {
		hatch hatch
		of    paint
	}
	seen := map[key]bool{}
	for _, s := range d.shapes {
		k := key{s.hatch, s.fill}
		if s.hatch == plain || seen[k] {
			continue
		}
		if len(seen) == 0 {
			b.WriteString("<defs>")
		}
		seen[k] = true
		side, content := s.hatch.tile(s.fill)
		b.WriteString(`<pattern id="` + escape(d.hatchID(s.hatch, s.fill)) + `" width="` + short(side) + `" height="` + short(side) +
			`" patternUnits="userSpaceOnUse">` + content + `</pattern>`)
	}
	if len(seen) > 0 {
		b.WriteString("</defs>")
	}
}
