package chart

import (
	"fmt"
	"math"
	"slices"
)

// mostAnswers is the longest scale of answers.
const mostAnswers = 7

// checkLikert wants a scale with a middle.
func (m *model) checkLikert() error {
	n := len(m.Series)
	if n < 2 {
		return &SpecError{"Series", "a scale has at least two answers"}
	}
	if err := m.checkCounts(mostAnswers); err != nil {
		return err
	}
	left, right := m.sides()
	switch {
	case m.Neutral != "" && m.neutral() < 0:
		return &SpecError{"Neutral", fmt.Sprintf("%q is no answer of the scale", m.Neutral)}
	case m.Neutral == "" && n%2 == 1:
		return &SpecError{"Neutral", "a scale of an odd number of answers needs the name of its middle"}
	case left == 0 || right == n || max(left, n-right) > 3:
		return &SpecError{"Neutral", "one to three answers stand on each side of the middle"}
	}
	return nil
}

// neutral is the number of the answer astride the middle, or −1.
func (m *model) neutral() int {
	if m.Neutral == "" {
		return -1
	}
	return slices.IndexFunc(m.Series, func(s Series) bool { return s.Name == m.Neutral })
}

// sides are how many answers stand left of the middle, and where those right of
// it begin.
func (m *model) sides() (left, right int) {
	if at := m.neutral(); at >= 0 {
		return at, at + 1
	}
	return len(m.Series) / 2, len(m.Series) / 2
}

// answers is the model with shares for values. Per cent stay as they are.
func (m *model) answers() *model {
	if m.Unit != "%" {
		return m.shares()
	}
	s := *m
	s.cells = make([][]cell, len(m.cells))
	for i := range s.cells {
		s.cells[i] = slices.Clone(m.cells[i])
	}
	for j := range m.Categories {
		if _, why := m.whole(j); why != "" {
			for i := range s.cells {
				s.cells[i][j] = cell{missing: true, text: why}
			}
		}
	}
	return &s
}

// An answerLook tells an answer from its neighbours: lighter towards the middle,
// and with a pattern of its own on each side.
type answerLook struct {
	paint paint
	tint  float64
	hatch hatch
}

// answerLook is the look of one answer.
func (m *model) answerLook(i int) answerLook {
	left, right := m.sides()
	tints := [][]float64{{0}, {0, 0.4}, {0, 0.55, 0.25}}
	switch {
	case i < left:
		look := answerLook{series(2), tints[left-1][i], lines}
		if look.tint == 0 {
			look.hatch = slants
		}
		return look
	case i < right:
		return answerLook{paint: paintGrid}
	}
	n := len(m.Series)
	look := answerLook{series(0), tints[n-right-1][n-1-i], dots}
	if look.tint == 0 {
		look.hatch = plain
	}
	return look
}

// layOutLikert sets a bar a row, about the middle of the scale. There are no
// numbers on the axis, for there is nothing to read from it: segments have theirs.
func (p *plot) layOutLikert() {
	keys := make([]legendKey, len(p.Series))
	for i, s := range p.Series {
		look := p.answerLook(i)
		keys[i] = legendKey{name: s.Name, paint: look.paint, tint: look.tint, hatch: look.hatch, edge: look.paint == paintGrid}
	}
	y := p.layOutUnit(p.layOutKeys(keys))
	p.thickness = 26
	r := p.planRows()
	p.scaleRows(r, p.likertClaims(), 0)
	p.setRows(r, y)
	for j := range p.Categories {
		p.likertRow(j)
	}
	line := p.across(0, paintAxis)
	line.under = true
	p.drawShape(line)
	p.frameless = true
	p.step = step{1, 0}
	p.height = math.Ceil(p.top + p.gridHeight)
}

// likertReach is how far a row goes to the left of the middle and in all.
func (p *plot) likertReach(j int) (before, all float64) {
	left, right := p.sides()
	for i := range p.cells {
		v := p.cells[i][j].pos
		all += v
		switch {
		case i < left:
			before += v
		case i < right:
			before += v / 2
		}
	}
	return before, all
}

func (p *plot) likertClaims() []claim {
	list := []claim{{room: 2, left: true}, {room: 2}}
	for j := range p.Categories {
		before, all := p.likertReach(j)
		list = append(list, claim{value: -before, left: true}, claim{value: all - before})
	}
	return list
}

func (p *plot) likertRow(j int) {
	if p.cells[0][j].missing {
		text := p.cells[0][j].text
		w := word{lines: p.metrics.wrap(text, 0.5*p.gridWidth, p.value, 1), x: p.x(0) + labelGap, y: p.rowY(j), anchor: start, size: p.value, paint: paintSoft, italic: true, halo: true}
		if p.metrics.width(w.lines[0], p.value, regular) > p.left+p.gridWidth-w.x {
			w.x, w.anchor = p.x(0)-labelGap, end
		}
		p.add(w)
		return
	}
	before, _ := p.likertReach(j)
	at := -before
	gap := (p.hi - p.lo) / p.gridWidth * 0.75 // of paper on each side of a segment
	for i := range p.cells {
		c := p.cells[i][j]
		from, to := at, at+c.pos
		at = to
		if c.pos == 0 {
			continue
		}
		if to-from > 3*gap {
			from, to = from+gap, to-gap
		}
		look := p.answerLook(i)
		s := span{category: j, from: from, to: to, thickness: p.thickness, paint: look.paint, tint: look.tint, hatch: look.hatch}
		p.span(s)
		if look.paint == paintGrid {
			x, y, w, h := p.spanBox(s)
			edge := box(x, y, w, h, paintNone)
			edge.stroke = paintSoft
			p.drawShape(edge)
		}
		p.likertLabel(i, j, from, to)
	}
}

// likertLabel writes a share into its segment, where it fits.
func (p *plot) likertLabel(i, j int, from, to float64) {
	text := bare(p.cells[i][j].text)
	size := p.value - 1
	if p.metrics.width(text, size, semibold)+8 > p.x(to)-p.x(from) {
		return
	}
	w := word{lines: []string{text}, x: (p.x(from) + p.x(to)) / 2, y: p.rowY(j), anchor: center, size: size, weight: semibold, paint: paintInk}
	look := p.answerLook(i)
	switch {
	case look.tint != 0:
		w.halo = true
	case look.paint == series(2):
		w.paint, w.upon = on(2), 3
	case look.paint == series(0):
		w.paint = on(0)
	}
	p.add(w)
}
