package chart

// A marker is the shape of a point.
type marker string

// The shapes that can be told apart at eight pixels.
const (
	disc        marker = "circle"
	square      marker = "rect"
	triangle    marker = "triangle"
	diamond     marker = "diamond"
	emptySquare marker = "emptyRect"
	emptyDisc   marker = "emptyCircle"
)

// at is a marker of a size about a point. An edge of paper keeps it off what it
// lies upon; a hollow one has its own colour as its edge.
func (m marker) at(x, y, size float64, of paint, hollow bool) shape {
	s := shape{d: m.outline(x, y, size/2), fill: of, stroke: paintPaper, width: 1}
	if hollow || m == emptySquare || m == emptyDisc {
		s.fill, s.stroke, s.width = paintPaper, of, 2
	}
	return s
}

// outline is the path about a point, r away from it.
func (m marker) outline(x, y, r float64) string {
	switch m {
	case square, emptySquare:
		return "M" + pair(x-r, y-r) + "h" + short(2*r) + "v" + short(2*r) + "H" + short(x-r) + "z"
	case triangle:
		return "M" + pair(x, y-r) + "L" + pair(x+r, y+r) + "H" + short(x-r) + "z"
	case diamond:
		return "M" + pair(x, y-r) + "l" + pair(r, r) + "l" + pair(-r, r) + "l" + pair(-r, -r) + "z"
	case disc, emptyDisc:
	}
	arc := "a" + short(r) + " " + short(r) + " 0 1 1 "
	return "M" + pair(x-r, y) + arc + pair(2*r, 0) + arc + pair(-2*r, 0) + "z"
}
