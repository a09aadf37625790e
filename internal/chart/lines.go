package chart

import (
	"cmp"
	"math"
	"slices"
)

// layOutLines lays out a line or area chart: names at the ends of the lines when
// they fit there, else in a legend.
func (p *plot) layOutLines() {
	lo, hi := p.lineExtent()
	p.standingAxis(lo, hi)
	p.left = p.axisRoom() + 4
	p.markPoints = p.Form == Line && len(p.Categories) <= 24
	p.gridHeight = p.tall
	named := len(p.Series) > 1
	ends := p.endWords(named)
	legend := named && ends == nil
	if legend {
		ends = p.endWords(false)
	}
	p.gridWidth = math.Floor(p.width - p.left - p.endRoom(ends))
	p.top = round(p.lineHead(legend))
	if !named {
		_, highest := p.extent()
		p.makeRoomAbove(highest, p.tick+10)
	}
	p.placeEnds(ends)
	p.pointValues(ends != nil)
	p.gapWords()
	names, _ := p.namesBelow(p.pointDistance(), p.pointX)
	p.placeBelow(names, p.pointX)
	p.markForecast()
	p.lineMarkers()
	p.markCut()
}

// lineExtent is what the value axis must show.
func (m *model) lineExtent() (lo, hi float64) {
	lo, hi = m.extent()
	zero := m.Baseline == BaselineZero || m.Form == Area
	if m.Baseline == BaselineAuto {
		far := max(math.Abs(lo), math.Abs(hi))
		zero = zero || lo == hi || hi-lo >= far/4 || lo*hi <= 0
	}
	if zero {
		return min(lo, 0), max(hi, 0)
	}
	if lo == hi {
		pad := max(math.Abs(lo)/10, 1)
		return lo - pad, hi + pad
	}
	return lo, hi
}

// pointX is where the points of a category stand. A single one stands in the middle.
func (p *plot) pointX(j int) float64 {
	n := len(p.Categories)
	if n == 1 {
		return p.left + p.gridWidth/2
	}
	return p.left + float64(j)*p.gridWidth/float64(n-1)
}

func (p *plot) pointDistance() float64 {
	if n := len(p.Categories); n > 1 {
		return p.gridWidth / float64(n-1)
	}
	return p.gridWidth
}

// An endWord is what stands beside the end of a line: its last value and,
// unless there is a legend, its name.
type endWord struct {
	y     float64 // from the grid's top
	value string
	name  []string // lines
}

// half is half the height of an end word.
func (p *plot) half(e *endWord) float64 { return float64(max(len(e.name), 1)) * p.line() / 2 }

// endWords finds places beside the ends of the lines, moved apart where they
// would overlap. It returns nil when a line has no last value, when names are too
// wide, or when a word would stand too far from its line.
func (p *plot) endWords(named bool) []endWord {
	most := 0.2 * p.width
	last := len(p.Categories) - 1
	list := make([]endWord, len(p.Series))
	for i, s := range p.Series {
		c := p.cells[i][last]
		if c.missing {
			return nil
		}
		if p.metrics.width(c.text, p.label, semibold) > most {
			return nil
		}
		list[i] = endWord{y: p.y(p.endAt(i)) - p.top, value: c.text}
		if !named {
			continue
		}
		if p.metrics.width(longestWord(s.Name), p.label, regular) > most {
			return nil
		}
		list[i].name = p.metrics.wrap(s.Name, most, p.label, 3)
	}
	far := p.line() * 0.75
	if named {
		far *= 2
	}
	if last == 0 && p.endWidth(list) > (p.width-p.left)/2-10 || !p.spread(list, far) {
		return nil
	}
	return list
}

// endAt is the value beside which the end word of a series stands: its own, or
// the middle of its layer.
func (p *plot) endAt(i int) float64 {
	last := len(p.Categories) - 1
	at := p.topOf(i, last)
	if p.Stack == Stacked {
		at -= p.cells[i][last].pos / 2
	}
	return at
}

// topOf is where the mark of a point ends: at its value, or on what it lies upon.
func (p *plot) topOf(i, j int) float64 {
	at := p.cells[i][j].pos
	for k := 0; k < i && p.Stack == Stacked; k++ {
		at += p.cells[k][j].pos
	}
	return at
}

// spread moves end words apart within the height of the plot, each as little as
// possible. It reports false when one would stand farther away than far.
func (p *plot) spread(list []endWord, far float64) bool {
	order := make([]*endWord, len(list))
	ideal := make([]float64, len(list))
	for i := range list {
		order[i] = &list[i]
	}
	slices.SortStableFunc(order, func(a, b *endWord) int { return cmp.Compare(a.y, b.y) })
	floor := -p.line() / 2
	for i, e := range order {
		ideal[i] = e.y
		e.y = max(e.y, floor+p.half(e))
		floor = e.y + p.half(e)
	}
	roof := p.tall + p.line()/2
	for _, e := range slices.Backward(order) {
		e.y = min(e.y, roof-p.half(e))
		roof = e.y - p.half(e)
	}
	if roof < -p.line()/2 {
		return false
	}
	for i, e := range order {
		if math.Abs(e.y-ideal[i]) > far {
			return false
		}
	}
	return true
}

// valueColumn is how wide the values of end words are.
func (p *plot) valueColumn(ends []endWord) float64 {
	wide := 0.0
	for _, e := range ends {
		wide = max(wide, p.metrics.width(e.value, p.label, semibold))
	}
	return wide
}

// endWidth is how wide end words are, with their distance from the line.
func (p *plot) endWidth(ends []endWord) float64 {
	names := 0.0
	for _, e := range ends {
		names = max(names, p.metrics.widest(e.name, p.label, regular)+7)
	}
	return 12 + p.valueColumn(ends) + names
}

// endRoom is how much is left for end words to the right of the grid. A single
// point stands in the middle and has its words inside.
func (p *plot) endRoom(ends []endWord) float64 {
	if len(ends) == 0 || len(p.Categories) == 1 {
		return 10
	}
	return p.endWidth(ends)
}

// placeEnds sets values and names in two columns.
func (p *plot) placeEnds(ends []endWord) {
	x := p.pointX(len(p.Categories)-1) + 10
	for i := range ends {
		e := &ends[i]
		y := p.top + e.y
		first := y - p.half(e) + p.line()/2
		p.add(word{lines: []string{e.value}, x: x, y: first, anchor: start, size: p.label, weight: semibold, paint: paintInk, halo: true})
		p.add(word{lines: e.name, x: x + p.valueColumn(ends) + 7, y: y, anchor: start, size: p.label, paint: paintInk})
	}
}

// pointValues writes the values along a single line, where each has room; the
// last one stands at the end already when ended is true.
func (p *plot) pointValues(ended bool) {
	if len(p.Series) > 1 {
		return
	}
	cells := p.cells[0]
	if ended {
		cells = cells[:len(cells)-1]
	}
	var list []word
	free := 0.0
	for j, c := range cells {
		if c.missing {
			continue
		}
		half := p.metrics.width(c.text, p.tick, semibold) / 2
		x := min(max(p.pointX(j), p.left+half-4), p.width-half)
		if x-half < free {
			return
		}
		free = x + half + 6
		y := p.y(c.pos) - 8 - p.tick/2
		if p.valley(j) && p.y(c.pos)+10+p.tick < p.top+p.gridHeight {
			y = p.y(c.pos) + 8 + p.tick/2
		}
		list = append(list, word{lines: []string{c.text}, x: x, y: y, anchor: center, size: p.tick, weight: semibold, paint: paintInk, halo: true})
	}
	p.words = append(p.words, list...)
}

// valley reports whether a line rises on both sides of a point, or on the only
// side it has: its value then stands below.
func (p *plot) valley(j int) bool {
	cells := p.cells[0]
	rises := false
	for _, k := range []int{j - 1, j + 1} {
		if k < 0 || k >= len(cells) || cells[k].missing {
			continue
		}
		if cells[k].pos < cells[j].pos {
			return false
		}
		rises = rises || cells[k].pos > cells[j].pos
	}
	return rises
}
