package chart

import "math"

// veilBars makes the bars and segments that are forecasts hollow: what is not
// certain is not solid.
func (p *plot) veilBars() {
	if !p.hasForecast() {
		return
	}
	for j := range p.Categories {
		if p.Stack == Stacked {
			p.eachSegment(j, func(i int, from, to float64) { p.veilBar(i, j, 0, from, to) })
			continue
		}
		for i := range p.cells {
			p.veilBar(i, j, float64(i)*(p.thickness+barGap), 0, p.cells[i][j].pos)
		}
	}
}

// veilBar makes a bar hollow that begins some way into the room of its category.
func (p *plot) veilBar(i, j int, way, from, to float64) {
	if !p.isForecast(i, j) {
		return
	}
	n := float64(len(p.Categories))
	var x, y, w, h float64
	if p.horizontal {
		x, w = min(p.x(from), p.x(to)), math.Abs(p.x(to)-p.x(from))
		y, h = p.top+(float64(j)+0.5)*p.gridHeight/n-p.group()/2+way, p.thickness
	} else {
		y, h = min(p.y(from), p.y(to)), math.Abs(p.y(to)-p.y(from))
		x, w = p.left+(float64(j)+0.5)*p.gridWidth/n-p.group()/2+way, p.thickness
	}
	p.hollow(x, y, w, h, p.barPaint(i, j))
}

// hollowVeil is how much of a hollow bar is paper.
const hollowVeil = 0.75

// hollow veils a rectangle so that a quarter of its colour is left, on which ink
// can be read, and dashes its edge.
func (p *plot) hollow(x, y, w, h float64, edge paint) {
	if w < 3 || h < 3 {
		return // an edge is all there is
	}
	veil := box(x, y, w, h, paintPaper)
	veil.opacity = hollowVeil
	line := box(x+1.25, y+1.25, w-2.5, h-2.5, paintNone)
	line.stroke, line.width, line.dash = edge, 1.5, "5 3"
	p.drawShape(veil, line)
}
