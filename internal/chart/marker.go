package chart

import "strings"

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
	nabla       marker = "nabla" // a triangle on its tip
	cross       marker = "cross" // a plus
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
	case nabla:
		return "M" + pair(x, y+r) + "L" + pair(x+r, y-r) + "H" + short(x-r) + "z"
	case cross:
		w, arm := 0.8*r, 0.6*r // the width of an arm and its length
		var path strings.Builder
		path.WriteString("M" + pair(x-w/2, y-r))
		for _, step := range [][2]float64{{w, 0}, {0, arm}, {arm, 0}, {0, w}, {-arm, 0}, {0, arm}, {-w, 0}, {0, -arm}, {-arm, 0}, {0, -w}, {arm, 0}} {
			path.WriteString("l" + pair(step[0], step[1]))
		}
		return path.String() + "z"
	case disc, emptyDisc:
	}
	arc := "a" + short(r) + " " + short(r) + " 0 1 1 "
	return "M" + pair(x-r, y) + arc + pair(2*r, 0) + arc + pair(-2*r, 0) + "z"
}
