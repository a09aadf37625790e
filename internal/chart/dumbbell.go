package chart

import "strings"

// Markers of a dumbbell's two series.
const (
	dumbbellSize = 13.0
	barbell      = 4.0 // thickness of what joins them
)

func dumbbellMarks() [2]marker { return [2]marker{disc, diamond} }

// checkDumbbell wants two series.
func (m *model) checkDumbbell() error {
	if len(m.Series) != 2 {
		return &SpecError{"Series", "a dumbbell has two series"}
	}
	return m.checkCounts(2)
}

// layOutDumbbell sets two markers in each row and a bar between, their values
// beyond them. Markers show places, not lengths: the axis need not begin at zero.
func (p *plot) layOutDumbbell() {
	y := p.layOutKeys(p.dumbbellKeys())
	p.thickness = dumbbellSize
	base := p.dotBase()
	r := p.planRows()
	if !p.scaleRows(r, p.dumbbellClaims(base), base) {
		r = p.planAbove()
		if !p.scaleRows(r, p.dumbbellClaims(base), base) {
			p.unvalued = true
			p.scaleRows(r, p.dumbbellClaims(base), base)
		}
	}
	bare := r.above && !p.unvalued
	y = p.layOutUnit(y)
	p.setRows(r, y)
	for j := range p.Categories {
		p.dumbbellRow(j)
	}
	if bare {
		p.closeBare()
	} else {
		p.barTicks()
	}
	if base != 0 {
		p.sayBelow(formWordsOf(p.Lang).cut)
	}
}

// dumbbellKeys name the markers. A series of forecasts only has a hollow one, which
// needs no explanation when its name says what it is.
func (p *plot) dumbbellKeys() []legendKey {
	var keys []legendKey
	explained := true
	for i, m := range dumbbellMarks() {
		count, known := 0, 0
		for j, c := range p.cells[i] {
			if !c.missing {
				known++
			}
			if p.isForecast(i, j) {
				count++
			}
		}
		name := p.Series[i].Name
		all := count > 0 && count == known
		keys = append(keys, legendKey{name: name, paint: series(i), marker: m, hollow: all})
		if count > 0 && (!all || !strings.Contains(strings.ToLower(name), strings.ToLower(p.uncertain()))) {
			explained = false
		}
	}
	if !explained {
		keys = append(keys, p.hollowKey(emptyDisc)...)
	}
	return keys
}

// dotBase is zero, or the lowest value where zero would squeeze all dots into half
// of the width.
func (p *plot) dotBase() float64 {
	lo, hi := p.extent()
	far := max(lo, -lo, hi, -hi)
	if lo == hi || lo*hi <= 0 || hi-lo >= far/2 {
		return 0
	}
	return lo
}

func (p *plot) dumbbellClaims(base float64) []claim {
	list := []claim{{room: dumbbellSize / 2, left: true}, {room: dumbbellSize / 2}}
	for j := range p.Categories {
		left, right := p.dumbbellEnds(j)
		for _, e := range []dotEnd{left, right} {
			if e.shown {
				room := dumbbellSize / 2
				if !p.unvalued {
					room += labelGap + p.metrics.width(e.text, p.value, semibold) + p.tailRoom(e)
				}
				list = append(list, claim{value: e.pos - base, room: room, left: e.left},
					claim{value: e.pos - base, room: dumbbellSize / 2, left: !e.left})
			}
		}
	}
	return list
}

// A dotEnd is one side of a dumbbell: the value there and what stands beside it.
type dotEnd struct {
	pos   float64
	text  string
	tail  string // words for the value that is missing
	left  bool
	shown bool
}

// dumbbellEnds are the lower and the higher value of a row; where both look the
// same, or only one is known, the right one alone.
func (p *plot) dumbbellEnds(j int) (left, right dotEnd) {
	a, b := p.cells[0][j], p.cells[1][j]
	if b.missing || !a.missing && a.pos > b.pos {
		a, b = b, a
	}
	switch {
	case b.missing:
		return left, right
	case a.missing:
		return left, dotEnd{pos: b.pos, text: b.text, tail: p.metrics.wrap(a.text, 0.3*p.width, p.value, 1)[0], shown: true}
	case a.text == b.text:
		return dotEnd{pos: a.pos, left: true, shown: true}, dotEnd{pos: b.pos, text: b.text, shown: true}
	}
	return dotEnd{pos: a.pos, text: a.text, left: true, shown: true}, dotEnd{pos: b.pos, text: b.text, shown: true}
}

func (p *plot) tailRoom(e dotEnd) float64 {
	if e.tail == "" {
		return 0
	}
	return labelGap + p.metrics.width(e.tail, p.value, regular)
}

func (p *plot) dumbbellRow(j int) {
	left, right := p.dumbbellEnds(j)
	if !right.shown {
		text := p.cells[0][j].text
		if text == "" {
			text = p.cells[1][j].text
		}
		if text == "" {
			text = formWordsOf(p.Lang).noValue
		}
		p.absentWord(j, text)
		return
	}
	if left.shown {
		p.span(span{category: j, from: left.pos, to: right.pos, thickness: barbell, paint: paintSoft})
	}
	upon := left.shown && p.x(right.pos)-p.x(left.pos) < 4 // one hides the other
	for i, m := range dumbbellMarks() {
		size := dumbbellSize + 2*float64(i)
		if upon {
			size = dumbbellSize + 5 - 7*float64(i)
		}
		if c := p.cells[i][j]; !c.missing {
			p.drawShape(m.at(p.x(c.pos), p.rowY(j), size, series(i), p.Series[i].Points[j].Forecast))
		}
	}
	if p.unvalued {
		return
	}
	beside := dumbbellSize/2 + labelGap
	w := word{y: p.rowY(j), size: p.value, weight: semibold, paint: paintInk, halo: true}
	w.lines, w.x, w.anchor = []string{right.text}, p.x(right.pos)+beside, start
	p.add(w)
	if right.tail != "" {
		tail := w
		tail.lines, tail.weight, tail.paint, tail.italic = []string{right.tail}, regular, paintSoft, true
		tail.x += p.metrics.width(right.text, p.value, semibold) + labelGap
		p.add(tail)
	}
	if left.shown && left.text != "" {
		w.lines, w.x, w.anchor = []string{left.text}, p.x(left.pos)-beside, end
		p.add(w)
	}
}
