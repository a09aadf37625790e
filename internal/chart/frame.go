package chart

import "math"

// This file draws what stands around the marks, which is nobody's value: grid,
// zero line, numbers of the axis, legend; and the markers of lines. ECharts would
// take more time for them than for the marks.

// frame draws grid, axis and legend of a plot that has been laid out.
func (p *plot) frame() {
	if !p.frameless {
		p.gridLines()
		p.zeroLine()
		p.numbers()
	}
	p.legendIcons()
}

func (p *plot) gridLines() {
	marks := p.shapes
	p.shapes = nil // the grid lies below all
	for _, t := range p.grid {
		line := p.across(t.pos, paintGrid)
		line.under = true
		p.drawShape(line)
	}
	p.drawShape(marks...)
}

// across is a line through the grid at a value, in the middle of a pixel.
func (p *plot) across(v float64, of paint) shape {
	if p.horizontal {
		x := crisp(p.x(v))
		return rule(x, p.top, x, round(p.top+p.gridHeight), of, 1)
	}
	y := crisp(p.y(v))
	return rule(p.left, y, round(p.left+p.gridWidth), y, of, 1)
}

// crisp is the middle of the pixel nearest to a place.
func crisp(v float64) float64 { return math.Floor(round(v)) + 0.5 }

// zeroLine lies upon bars, which begin at it, and beneath lines. There is none
// where zero is not on the axis: a strong line would be taken for it.
func (p *plot) zeroLine() {
	if p.noZeroLine || p.lo > 0 || p.hi < 0 {
		return
	}
	line := p.across(0, paintAxis)
	line.under = p.Form == Line // an area begins at it
	p.drawShape(line)
}

// numbers writes the values of the grid lines.
func (p *plot) numbers() {
	for _, t := range p.labelled {
		w := word{lines: []string{t.text}, x: p.left - 8, y: p.y(t.pos), anchor: end, size: p.tick, paint: paintSoft}
		if p.horizontal {
			w.x, w.y, w.anchor = p.x(t.pos), p.top+p.gridHeight+8+p.tick/2, center
		}
		p.add(w)
	}
}

// legendIcons draws a square a series, or a piece of its line with its marker.
func (p *plot) legendIcons() {
	looks := p.looks()
	for i, at := range p.legend {
		if p.Form != Line {
			p.drawShape(box(at.x, at.y+1, 14, 14, series(i)))
			continue
		}
		line := rule(at.x, at.y+8, at.x+p.legendIcon(), at.y+8, series(i), 2.5)
		line.dash = looks[i].strokes()
		p.drawShape(line, looks[i].marker.at(at.x+p.legendIcon()/2, at.y+8, looks[i].size, series(i), false))
	}
}

// lineMarkers marks the points of lines: each, or of long lines the last and
// those between gaps, which would not be seen at all.
func (p *plot) lineMarkers() {
	looks := p.looks()
	for i, row := range p.cells {
		for j, c := range row {
			if p.Form == Area && p.isolated(i, j) {
				// An area of one point has no width: a stem shows how high it is.
				p.drawShape(rule(p.pointX(j), p.y(p.topOf(i, j)-c.pos), p.pointX(j), p.y(p.topOf(i, j)), series(i), 4))
				if p.Stack == Stacked {
					continue
				}
			}
			if !c.missing && (p.markPoints || p.alone(i, j)) {
				p.drawShape(looks[i].marker.at(p.pointX(j), p.y(p.topOf(i, j)), looks[i].size, series(i), p.Series[i].Points[j].Forecast))
			}
		}
	}
}
