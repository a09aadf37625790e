package chart

import (
	"math"
	"slices"
)

// leastColumn is how slim a standing bar may be, in units of the drawing.
const leastColumn = 4

// layOutColumns lays out standing bars. It reports false when names or bars do
// not fit: the caller then lays the bars down.
func (p *plot) layOutColumns() bool {
	y := p.layOutHead(len(p.Series) > 1)
	lo, hi := p.extent()
	p.standingAxis(min(lo, 0), max(hi, 0))
	p.left = p.axisRoom()
	p.gridWidth = p.width - p.left
	if p.gridWidth < p.width/2 {
		return false
	}
	n, k := float64(len(p.Categories)), float64(p.perCategory())
	band := p.gridWidth / n
	p.thickness = round(min(64, (band*0.74-(k-1)*barGap)/k))
	if p.thickness < leastColumn {
		return false
	}
	middle := func(j int) float64 { return p.left + (float64(j)+0.5)*band }
	names, ok := p.namesBelow(band, middle)
	if !ok {
		return false
	}
	values := p.Stack != Stacked && p.columnValuesFit(band)
	p.top, p.gridHeight = round(y), p.tall
	totals := p.totals() != nil && p.widestTotal() <= band-4
	if values || totals {
		p.makeRoomForValues(lo, hi)
	}
	switch {
	case values:
		p.columnValues()
	case p.Stack == Stacked:
		p.stackValues()
	}
	if totals {
		p.columnTotals(band)
	}
	p.veilBars()
	p.missingColumns(band)
	p.placeBelow(names, middle)
	return true
}

// layOutHead sets legend and unit above a standing plot and returns where it ends.
func (p *plot) layOutHead(legend bool) float64 {
	y := 0.0
	if legend {
		y = p.layOutLegend()
	}
	if p.hasForecast() {
		y = p.forecastKey(y)
	}
	return p.layOutUnit(y) + p.tick/2
}

// layOutUnit sets the unit in a row of its own and returns where the row ends.
func (p *plot) layOutUnit(y float64) float64 {
	p.unitSet = true
	if p.Unit == "" {
		return y
	}
	p.add(word{lines: []string{p.Unit}, y: y + p.tick/2 + 1, anchor: start, size: p.tick, paint: paintSoft})
	return y + p.tick + 8
}

// standingAxis rounds the axis outwards to whole steps.
func (p *plot) standingAxis(lo, hi float64) {
	if lo == hi {
		hi = lo + 1
	}
	// The same step in both drawings: they show the same axis.
	p.chooseStep(lo, hi, wideSizes().tall, 48)
	size := p.step.size()
	first, last := math.Floor(lo/size+1e-6), math.Ceil(hi/size-1e-6)
	p.grid = p.step.ticks(first*size, last*size, p.model)
	p.lo, p.hi = p.grid[0].pos, p.grid[len(p.grid)-1].pos
	p.grid = p.realTicks(p.grid)
	p.labelled = p.grid
}

// realTicks leaves only zero where all values are zero: any other number on the
// axis would be made up.
func (p *plot) realTicks(list []tick) []tick {
	if lo, hi := p.extent(); lo != 0 || hi != 0 {
		return list
	}
	return slices.DeleteFunc(list, func(t tick) bool { return t.value.Sign() != 0 })
}

// axisRoom is the width of the numbers beside a standing axis.
func (p *plot) axisRoom() float64 {
	room := 0.0
	for _, t := range p.labelled {
		room = max(room, p.metrics.width(t.text, p.tick, regular))
	}
	return math.Ceil(room + 8)
}

// columnValuesFit reports whether each value fits above its bar.
func (p *plot) columnValuesFit(band float64) bool {
	room := band - 4
	if p.perCategory() > 1 {
		room = p.thickness + barGap - 3
	}
	for i := range p.cells {
		for _, c := range p.cells[i] {
			if !c.missing && p.metrics.width(c.text, p.valueSize(), semibold) > room {
				return false
			}
		}
	}
	return true
}

// makeRoomForValues keeps the values beyond the bars' ends off legend and names.
func (p *plot) makeRoomForValues(lo, hi float64) {
	need := p.valueSize() + labelGap
	if hi >= 0 {
		p.makeRoomAbove(hi, need)
	}
	if under := need - (lo-p.lo)*p.gridHeight/(p.hi-p.lo); lo < 0 && under > 0 {
		// The axis goes on below its last number, by as much as is needed.
		share := need / p.gridHeight
		p.lo = (lo - share*p.hi) / (1 - share)
	}
}

// makeRoomAbove moves the grid down until there is need above the highest mark.
func (p *plot) makeRoomAbove(hi, need float64) {
	over := need - (p.hi-hi)*p.gridHeight/(p.hi-p.lo)
	p.top = round(p.top + max(0, over-p.tick/2))
}

func (p *plot) columnValues() {
	p.eachColumn(func(i, j int, x float64) {
		c := p.cells[i][j]
		if c.missing {
			return
		}
		y := p.y(c.pos) - labelGap/2 - p.valueSize()/2
		if c.pos < 0 {
			y = p.y(c.pos) + labelGap/2 + p.valueSize()/2
		}
		p.add(p.valueWord(c, x, y, center))
	})
}

// missingColumns says in the bar's place why there is none, where that fits.
func (p *plot) missingColumns(band float64) {
	room := band - 4
	if p.perCategory() > 1 {
		room = p.thickness
	}
	p.eachColumn(func(i, j int, x float64) {
		c := p.cells[i][j]
		if !c.missing || c.text == "" || p.Stack == Stacked && (i > 0 || !p.nothingAt(j)) {
			return
		}
		lines := p.metrics.wrap(c.text, room, p.tick, 3)
		if p.metrics.width(longestWord(c.text), p.tick, regular) > room {
			return
		}
		half := float64(len(lines)) * (p.tick + 4) / 2
		y := p.y(0) - 4 - half
		if y-half < p.top {
			y = p.y(0) + 4 + half
		}
		p.add(word{lines: lines, x: x, y: y, anchor: center, size: p.tick, paint: paintSoft, italic: true, halo: true})
	})
}

// eachColumn calls f with each bar's series and category and the middle of its place.
func (p *plot) eachColumn(f func(i, j int, x float64)) {
	band := p.gridWidth / float64(len(p.Categories))
	for j := range p.Categories {
		x := p.left + (float64(j)+0.5)*band - p.group()/2 + p.thickness/2
		for i := range p.cells {
			f(i, j, x)
			if p.Stack != Stacked {
				x += p.thickness + barGap
			}
		}
	}
}
