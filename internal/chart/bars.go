package chart

import (
	"math"
)

// layOutBars lays out lying bars: one row a category, from the top.
func (p *plot) layOutBars() {
	p.horizontal = true
	y := 0.0
	if len(p.Series) > 1 {
		y = p.layOutLegend()
	}
	if p.hasForecast() {
		y = p.forecastKey(y) + 4
	}
	p.thickness = p.barThickness()
	names, column := p.nameColumn()
	above := column < 0
	x0 := 0.0
	if !above {
		x0 = math.Ceil(column + nameGap)
	}
	x1 := p.width - 2
	if _, hi := p.extent(); hi <= 0 {
		x1 -= p.tick / 2 // room for half a zero
	}
	if !p.scaleBars(x0, x1) {
		names, above = p.namesAbove(), true
		if !p.scaleBars(0, x1) {
			p.unvalued = true
			p.scaleBars(0, x1)
		}
	}
	bare := above && p.Stack != Stacked && !p.unvalued
	if bare {
		y = p.layOutUnit(y)
	}
	p.noZeroLine = above && p.lo == 0
	band := p.placeNames(names, above, &y)
	p.top = round(y)
	p.gridHeight = round(band * float64(len(p.Categories)))
	p.veilBars()
	p.barValues()
	if bare {
		// Each bar has its number, and grid lines would run through the names.
		p.step = step{1, 0}
		p.height = math.Ceil(p.top + p.gridHeight)
		return
	}
	p.barTicks()
}

// barThickness makes bars slimmer the more there are.
func (p *plot) barThickness() float64 {
	switch n := len(p.Categories) * p.perCategory(); {
	case p.perCategory() > 1:
		return p.value + 2
	case n > 24:
		return 16
	default:
		return 22
	}
}

// nameColumn wraps the categories' names into a column beside the bars and
// returns its width; −1 when the names go above their bars.
func (p *plot) nameColumn() (names [][]string, column float64) {
	most, longest := 0.34*p.width, 0.0
	names = make([][]string, len(p.Categories))
	for j, c := range p.Categories {
		longest = max(longest, p.metrics.width(c.Label, p.label, regular))
		names[j] = p.metrics.wrap(c.Label, most, p.label, 3)
		column = max(column, p.metrics.widest(names[j], p.label, regular))
	}
	if p.class == narrowSizes().class && longest > most {
		return p.namesAbove(), -1
	}
	return names, column
}

func (p *plot) namesAbove() [][]string {
	names := make([][]string, len(p.Categories))
	for j, c := range p.Categories {
		names[j] = p.metrics.wrap(c.Label, p.width, p.label, 3)
	}
	return names
}

// placeNames sets the names and returns the height of a row; y moves to where
// the first row begins.
func (p *plot) placeNames(names [][]string, above bool, y *float64) float64 {
	lines := 1
	for _, n := range names {
		lines = max(lines, len(n))
	}
	block := float64(lines) * p.line()
	band := max(p.group()+12, block+8)
	if above {
		// The bar stands in the middle of its row, the name reaches into the row
		// above: nearer to its own bar than to the other.
		band = block + p.group() + 16
		*y += (block - 8) / 2
	}
	for j, n := range names {
		mid := *y + (float64(j)+0.5)*band
		w := word{lines: n, y: mid, anchor: start, size: p.label, paint: paintInk}
		if above {
			w.halo = true
			w.y = mid - p.group()/2 - 3 - float64(len(n))*p.line()/2
		}
		p.add(w)
	}
	return band
}

// scaleBars fits bars and their values between x0 and x1.
func (p *plot) scaleBars(x0, x1 float64) bool {
	zero, scale, ok := fitScale(p.claims(), x0, x1)
	if !ok {
		return false
	}
	p.left, p.gridWidth = round(x0), round(x1-x0)
	p.lo, p.hi = (x0-zero)/scale, (x1-zero)/scale
	return true
}

func (p *plot) claims() []claim {
	if p.Stack == Stacked || p.unvalued {
		lo, hi := p.extent()
		room := 8.0
		if p.inShares { // for half of the number under the end
			room = max(room, p.metrics.width("100", p.tick, regular)/2)
		}
		if wide := p.widestTotal(); wide > 0 && !p.unvalued {
			room = labelGap + wide
		}
		return []claim{{value: min(lo, 0), left: true}, {value: max(hi, 0), room: room}}
	}
	var list []claim
	for i := range p.cells {
		for _, c := range p.cells[i] {
			room := labelGap + p.metrics.width(p.valueText(c), p.valueSize(), semibold)
			list = append(list, claim{c.pos, room, c.pos < 0})
		}
	}
	return list
}

// valueSize is smaller where bars stand close.
func (p *plot) valueSize() float64 {
	if p.perCategory() > 1 {
		return p.value - 1
	}
	return p.value
}

// barValues sets each value at the end of its bar, or inside a stacked one.
func (p *plot) barValues() {
	switch {
	case p.unvalued:
		return
	case p.Stack == Stacked:
		p.stackValues()
		p.barTotals()
		return
	}
	band := p.gridHeight / float64(len(p.Categories))
	for j := range p.Categories {
		y := p.top + (float64(j)+0.5)*band - p.group()/2 + p.thickness/2
		for i := range p.cells {
			c := p.cells[i][j]
			w := p.valueWord(c, p.x(c.pos)+labelGap, y, start)
			if c.pos < 0 {
				w.x, w.anchor = p.x(c.pos)-labelGap, end
			}
			p.add(w)
			y += p.thickness + barGap
		}
	}
}

// valueWord is a value, or the words for a missing one.
func (p *plot) valueWord(c cell, x, y float64, a anchor) word {
	w := word{lines: []string{p.valueText(c)}, x: x, y: y, anchor: a, size: p.valueSize(), weight: semibold, paint: paintInk, halo: true}
	if c.missing {
		w.weight, w.paint, w.italic = regular, paintSoft, true
	}
	return w
}

// valueText is a value as printed; long words for a missing one are cut short,
// so that they don't push the bars together.
func (p *plot) valueText(c cell) string {
	if c.missing {
		room := 0.5 * p.width
		if p.bounds != nil {
			room = min(room, 0.75*p.gridWidth)
		}
		return p.metrics.wrap(c.text, room, p.valueSize(), 1)[0]
	}
	return c.text
}

// stackValues sets values inside the segments that are long enough.
func (p *plot) stackValues() {
	n := float64(len(p.Categories))
	bareShares := p.inShares && p.fitting(true) > p.fitting(false)
	for j := range p.Categories {
		if p.nothingAt(j) && p.horizontal {
			p.add(p.gapWord(j, p.top+(float64(j)+0.5)*p.gridHeight/n))
		}
		p.eachSegment(j, func(i int, from, to float64) {
			c := p.cells[i][j]
			w := word{lines: []string{c.text}, anchor: center, size: p.value - 1, weight: semibold, paint: on(i)}
			if bareShares {
				w.lines[0] = bare(c.text)
			}
			switch {
			case p.isForecast(i, j):
				w.paint = paintInk
			case p.patterned() && i >= patternFrom:
				w.upon = i + 1
			}
			if p.horizontal {
				w.x, w.y = p.x((from+to)/2), p.top+(float64(j)+0.5)*p.gridHeight/n
			} else {
				w.x, w.y = p.left+(float64(j)+0.5)*p.gridWidth/n, p.y((from+to)/2)
			}
			if p.fitsSegment(w.lines[0], math.Abs(to-from)) {
				p.add(w)
			}
		})
	}
}

// gapWord says why a stacked bar is not there, on the side of zero with more room.
func (p *plot) gapWord(j int, y float64) word {
	from, to := 0.0, p.width
	if p.bounds != nil {
		from, to = p.bounds[0], p.bounds[1]
	}
	w := p.valueWord(p.cells[0][j], p.x(0)+labelGap, y, start)
	wide := p.metrics.width(w.lines[0], w.size, w.weight)
	if room := to - w.x; wide > room {
		left := p.x(0) - labelGap
		if left-from > room {
			w.x, w.anchor, room = left, end, left-from
		}
		w.lines = p.metrics.wrap(w.lines[0], room, w.size, 1)
	}
	return w
}

// eachSegment calls f with each segment of a stacked bar and where it begins and ends.
func (p *plot) eachSegment(j int, f func(i int, from, to float64)) {
	var below, above float64
	for i := range p.cells {
		c := p.cells[i][j]
		if c.missing {
			continue
		}
		from := &above
		if c.pos < 0 {
			from = &below
		}
		f(i, *from, *from+c.pos)
		*from += c.pos
	}
}

// fitsSegment reports whether a value has room in a segment that long.
func (p *plot) fitsSegment(text string, long float64) bool {
	size := p.value - 1
	wide := p.metrics.width(text, size, semibold)
	long /= p.hi - p.lo
	if p.horizontal {
		return wide+8 <= long*p.gridWidth && size <= p.thickness
	}
	return wide+6 <= p.thickness && size+4 <= long*p.gridHeight
}

// fitting counts the segments that have room for their share, with or without
// the sign.
func (p *plot) fitting(withoutSign bool) int {
	count := 0
	for j := range p.Categories {
		p.eachSegment(j, func(i int, from, to float64) {
			text := p.cells[i][j].text
			if withoutSign {
				text = bare(text)
			}
			if p.fitsSegment(text, to-from) {
				count++
			}
		})
	}
	return count
}

// nothingAt reports whether no series has a value in a category.
func (m *model) nothingAt(j int) bool {
	for i := range m.cells {
		if !m.cells[i][j].missing {
			return false
		}
	}
	return true
}

// barTicks chooses grid lines under lying bars and closes the drawing below.
func (p *plot) barTicks() {
	p.chooseStep(p.lo, p.hi, p.gridWidth, p.tickGap)
	first := p.labelTicks()
	for _, finer := range []float64{0.4, 0.5} {
		coarse := p.step
		if len(p.labelled) > 1 {
			break
		}
		// Two numbers are the least that shows a scale.
		p.chooseStep(p.lo, p.hi, p.gridWidth, finer*coarse.size()/(p.hi-p.lo)*p.gridWidth)
		first = p.labelTicks()
	}
	bottom := p.top + p.gridHeight
	p.height = math.Ceil(bottom + 8 + p.tick + 2)
	if !p.unitSet && p.metrics.width(p.Unit, p.tick, regular)+8 <= first {
		p.add(word{lines: []string{p.Unit}, y: bottom + 8 + p.tick/2, anchor: start, size: p.tick, paint: paintSoft})
	}
}

// labelTicks sets the grid lines and numbers those whose number lies within the
// drawing. It returns where the first number begins.
func (p *plot) labelTicks() float64 {
	p.grid = p.realTicks(p.step.ticks(p.lo, p.hi, p.model))
	p.labelled = nil
	first := p.width
	for _, t := range p.grid {
		half := p.metrics.width(t.text, p.tick, regular) / 2
		if x := p.x(t.pos); x-half >= 0 && x+half <= p.width {
			p.labelled = append(p.labelled, t)
			first = min(first, x-half)
		}
	}
	return first
}
