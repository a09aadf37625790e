package chart

// A shape is a mark that the layout draws itself: a leader line, the sign of a
// cut axis, a swatch of a legend, a connector. What is a value is ECharts' to draw.
type shape struct {
	d            string // path data
	fill, stroke paint  // paintNone: not painted
	width        float64
	dash         string  // as in stroke-dasharray
	opacity      float64 // of the inside; 0 is 1
	under        bool    // lies under ECharts' marks, not upon them
	hatch        hatch   // a pattern in place of the fill, which is its colour
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

// shapeNodes turns the shapes that lie under the marks, or those upon them, into
// elements; neighbours of one look become one.
func (d *dress) shapeNodes(under bool) []*node {
	var out []*node
	for _, s := range d.shapes {
		if s.under != under {
			continue
		}
		n := s.node()
		if s.hatch != plain {
			n.set("fill", "url(#"+d.hatchID(s.hatch, s.fill)+")")
		}
		if len(out) == 0 || !out[len(out)-1].join(n) {
			out = append(out, n)
		}
	}
	return out
}

func (s *shape) node() *node {
	n := &node{name: "path", attrs: []attr{{"d", s.d}, {"fill", s.fill.value()}}}
	if s.opacity > 0 && s.opacity < 1 {
		n.set("fill-opacity", short(s.opacity))
	}
	if s.stroke == paintNone {
		return n
	}
	n.set("stroke", s.stroke.value())
	if s.width != 0 && s.width != 1 {
		n.set("stroke-width", short(s.width))
	}
	if s.dash != "" {
		n.set("stroke-dasharray", s.dash)
	}
	return n
}

// value is a paint as an attribute has it.
func (p paint) value() string {
	if p == paintNone {
		return "none"
	}
	return "var(" + p.property() + ")"
}
