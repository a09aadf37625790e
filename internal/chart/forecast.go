package chart

import (
	"fmt"
	"strings"
)

// This file says, in the drawing, where outcomes end and forecasts begin, and
// that an axis does not begin at zero.

// lineHead sets what stands above lines: the legend, the unit with a word about
// a cut axis, and what dashes mean. It returns where the plot begins.
func (p *plot) lineHead(legend bool) float64 {
	y := 0.0
	if legend {
		y = p.layOutLegend()
	}
	var unit []string
	if text := p.unitWords(); text != "" {
		unit = p.metrics.wrap(text, p.width, p.tick, 3)
	}
	pitch := p.tick + 4
	for i, line := range unit {
		p.add(word{lines: []string{line}, y: y + p.tick/2 + 1 + float64(i)*pitch, anchor: start, size: p.tick, paint: paintSoft})
	}
	if !p.hasForecast() {
		if len(unit) > 0 {
			y += float64(len(unit)-1)*pitch + p.tick + 8
		}
		return y + p.tick/2
	}
	last := 0.0 // width of the last line of the unit
	if len(unit) > 0 {
		last = p.metrics.width(unit[len(unit)-1], p.tick, regular) + 12
		y += float64(len(unit)-1) * pitch
	}
	y = p.layOutForecast(y, last)
	return y + p.tick/2
}

// unitWords are the unit, and where the axis begins when that is not zero.
func (p *plot) unitWords() string {
	if !p.cutAxis() {
		return p.Unit
	}
	first := p.labelled[0]
	if p.hi < 0 {
		first = p.labelled[len(p.labelled)-1]
	}
	cut := fmt.Sprintf(termsOf(p.Lang).cut, first.text)
	if p.Unit == "" {
		return capital(cut)
	}
	return p.Unit + "; " + cut
}

func (p *plot) cutAxis() bool { return p.Form == Line && (p.lo > 0 || p.hi < 0) }

// layOutForecast sets the word for forecasts above their part of the plot, on
// row y right of used when there is room; where outcome and forecast do not part
// at one place it sets a key instead. It returns where the row ends.
func (p *plot) layOutForecast(y, used float64) float64 {
	row := p.tick + 8
	if from, ok := p.forecastFrom(); ok {
		text := p.metrics.wrap(capital(p.uncertain()), 0.45*p.width, p.tick, 1)[0]
		wide := p.metrics.width(text, p.tick, semibold)
		x := p.boundary(from) + 6
		w := word{lines: []string{text}, x: x, anchor: start, size: p.tick, weight: semibold, paint: paintSoft}
		if x+wide > p.width {
			w.x, w.anchor, x = p.width, end, p.width-wide
		}
		if used > x {
			y += row
		}
		w.y = y + p.tick/2 + 1
		p.add(w)
		p.forecastAtY = w.y
		return y + row
	}
	if used > 0 {
		y += row
	}
	return p.forecastKey(y)
}

// forecastFrom is the first category of the forecasts, when they are all after
// all outcomes.
func (p *plot) forecastFrom() (int, bool) {
	from := -1
	for j := range p.Categories {
		for i := range p.Series {
			switch {
			case p.cells[i][j].missing:
			case p.isForecast(i, j) && from < 0:
				from = j
			case !p.isForecast(i, j) && from >= 0:
				return 0, false
			}
		}
		if from == j && !p.onlyForecasts(j) {
			return 0, false
		}
	}
	return from, from > 0
}

func (p *plot) onlyForecasts(j int) bool {
	for i := range p.Series {
		if !p.cells[i][j].missing && !p.isForecast(i, j) {
			return false
		}
	}
	return true
}

// boundary is where forecasts begin: at the last category before them.
func (p *plot) boundary(from int) float64 {
	if p.Form == Area {
		return p.pointX(from - 1)
	}
	return (p.pointX(from-1) + p.pointX(from)) / 2
}

// forecastKey sets a key of both kinds of lines.
func (p *plot) forecastKey(y float64) float64 {
	terms := termsOf(p.Lang)
	x, mid := 0.0, y+8
	for _, one := range []struct {
		text   string
		dash   string
		hollow bool
	}{{terms.outcome, "", false}, {p.metrics.wrap(p.uncertain(), 0.45*p.width, p.label, 1)[0], "6 4", true}} {
		p.forecastIcon(x, mid, one.dash, one.hollow)
		w := word{lines: []string{one.text}, x: x + 28 + legendSpace, y: mid, anchor: start, size: p.label, paint: paintInk}
		p.add(w)
		x = w.x + p.metrics.width(one.text, p.label, regular) + legendGap
	}
	return y + legendLine
}

// forecastIcon draws a piece of line, or of a layer, as outcomes or forecasts have it.
func (p *plot) forecastIcon(x, y float64, dash string, hollow bool) {
	if p.Form == Bar {
		p.drawShape(box(x, y-7, 28, 14, paintInk))
		if hollow {
			p.hollow(x, y-7, 28, 14, paintInk)
		}
		return
	}
	if p.Form == Area && p.Stack != Grouped {
		p.drawShape(box(x, y-7, 28, 14, paintInk))
		if hollow {
			veil := rule(x, y, x+28, y, paintPaper, 14)
			veil.dash = veilDash
			p.drawShape(veil)
		}
		return
	}
	line := rule(x, y, x+28, y, paintInk, 2.5)
	line.dash = dash
	p.drawShape(line, disc.at(x+14, y, 8, paintInk, hollow))
}

// veilDash makes narrow stripes of a broad line.
const veilDash = "1.2 4.3"

// markForecast draws the line between outcomes and forecasts, and hatches the
// forecasts of layers, which have no line of their own that could be dashed.
func (p *plot) markForecast() {
	if from, ok := p.forecastFrom(); ok && p.hasForecast() {
		line := rule(p.boundary(from), p.forecastAtY-p.tick/2, p.boundary(from), p.top+p.gridHeight, paintSoft, 1)
		line.dash = "2 3"
		p.drawShape(line)
	}
	p.veilForecast()
}

// veilForecast hatches the layers of forecasts.
func (p *plot) veilForecast() {
	if p.Stack != Stacked || p.Form != Area {
		return
	}
	for j := 1; j < len(p.Categories); j++ {
		if p.forecastAt(j) || p.forecastAt(j-1) {
			mid := p.top + p.gridHeight/2
			veil := rule(p.pointX(j-1), mid, p.pointX(j), mid, paintPaper, p.gridHeight)
			veil.dash = veilDash
			p.drawShape(veil)
		}
	}
}

// markCut tears the line at which a cut axis begins.
func (p *plot) markCut() {
	if !p.cutAxis() {
		return
	}
	y := p.top + p.gridHeight
	if p.hi < 0 {
		y = p.top
	}
	path := "M" + pair(p.left, y) + "l2-2.5" + strings.Repeat("l4 5l4-5", int((p.gridWidth-2)/8))
	p.drawShape(shape{d: path, fill: paintNone, stroke: paintSoft, width: 1, under: true})
}
