package chart

import "strings"

// A shape is a mark that the layout draws itself: a leader line, the sign of a
// cut axis, a swatch of a legend, a connector. What is a value is ECharts' to draw.
type shape struct {
	d            string // path data
	fill, stroke paint  // paintNone: not painted
	width        float64
	dash         string  // as in stroke-dasharray
	opacity      float64 // of the inside; 0 is 1
	under        bool    // lies under ECharts' marks, not upon them
}

// paintNone paints nothing.
const paintNone paint = -1

// rule is a straight line from one point to another.
func rule(x1, y1, x2, y2 float64, stroke paint, width float64) shape {
	d := "M" + pair(x1, y1)
	switch {
	case short(y1) == short(y2):
		d += "H" + short(x2)
	case short(x1) == short(x2):
		d += "V" + short(y2)
	default:
		d += "L" + pair(x2, y2)
	}
	return shape{d: d, fill: paintNone, stroke: stroke, width: width}
}

// box is a filled rectangle.
func box(x, y, width, height float64, fill paint) shape {
	return shape{d: "M" + pair(x, y) + "h" + short(width) + "v" + short(height) + "H" + short(x) + "z", fill: fill, stroke: paintNone}
}

// pair writes a point of path data.
func pair(x, y float64) string {
	second := short(y)
	if second[0] == '-' {
		return short(x) + second
	}
	return short(x) + " " + second
}

// drawShape adds shapes to a plot.
func (p *plot) drawShape(list ...shape) { p.shapes = append(p.shapes, list...) }

// writeShapes writes those that lie under the marks, or those upon them.
func (d *dress) writeShapes(b *strings.Builder, under bool) {
	for _, s := range d.shapes {
		if s.under == under {
			s.write(b)
		}
	}
}

func (s *shape) write(b *strings.Builder) {
	b.WriteString(`<path d="` + s.d + `"`)
	if s.fill == paintNone {
		b.WriteString(` fill="none"`)
	} else {
		b.WriteString(` fill="var(` + s.fill.property() + `)"`)
	}
	if s.opacity > 0 && s.opacity < 1 {
		b.WriteString(` fill-opacity="` + short(s.opacity) + `"`)
	}
	if s.stroke != paintNone {
		b.WriteString(` stroke="var(` + s.stroke.property() + `)"`)
		if s.width != 0 && s.width != 1 {
			b.WriteString(` stroke-width="` + short(s.width) + `"`)
		}
		if s.dash != "" {
			b.WriteString(` stroke-dasharray="` + s.dash + `"`)
		}
	}
	b.WriteString("/>")
}
