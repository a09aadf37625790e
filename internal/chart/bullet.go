package chart

import (
	"math"
)

// Measures of a bullet: the bar, and the mark of its target across it.
const (
	bulletBar    = 14.0
	bulletMark   = 24.0
	bulletStroke = 3.0
	leastBullet  = 160.0 // of the room for bars beside their words
)

// checkBullet wants outcomes and targets.
func (m *model) checkBullet() error {
	if len(m.Series) != 2 {
		return &SpecError{"Series", "a bullet chart has outcomes and targets, and nothing else"}
	}
	for _, c := range m.Categories {
		if c.Aim != AimUnknown && c.Aim != AtLeast && c.Aim != AtMost {
			return &SpecError{"Aim", "a target is reached at least, at most, or it is not said how"}
		}
	}
	return m.checkCounts(2)
}

// layOutBullet sets a bar a row, a mark across it, and in words the value, its
// target and whether it is reached.
func (p *plot) layOutBullet() {
	y := p.layOutKeys(append([]legendKey{
		{name: p.Series[0].Name, paint: series(0)},
		{name: p.Series[1].Name, paint: paintInk, across: true},
	}, p.hollowKey("")...))
	y = p.layOutUnit(y)
	p.thickness = bulletMark
	words := make([]bulletWords, len(p.Categories))
	value, rest := 0.0, 0.0
	for j := range words {
		words[j] = p.bulletWords(j)
		value = max(value, p.metrics.width(words[j].value, p.value, semibold))
		rest = max(rest, words[j].width(p))
	}
	r := p.planRows()
	column := value + 8 + rest
	beside := !r.above && r.x1-r.x0-column-16 >= leastBullet
	if beside {
		r.x1 -= column + 16
	} else {
		r = p.planAbove()
	}
	lines := 0 // for the words, below the names
	switch {
	case r.above && column > p.width:
		lines = 2
	case r.above:
		lines = 1
	}
	for j := range r.names {
		r.names[j] = append(r.names[j], make([]string, lines)...)
	}
	p.scaleRows(r, p.bulletClaims(), 0)
	p.noZeroLine = r.above && p.lo == 0
	p.setBulletRows(r, y, lines)
	for j, w := range words {
		p.bulletRow(j)
		if beside {
			p.bulletText(w, place{p.width - column + value, p.rowY(j)}, place{p.width - column + value + 8, p.rowY(j)}, end)
			continue
		}
		at := place{0, p.rowY(j) - p.thickness/2 - 3 - p.line()/2}
		if lines == 2 {
			p.bulletText(w, place{0, at.y - p.line()}, at, start)
			continue
		}
		p.bulletText(w, at, place{8 + p.metrics.width(w.value, p.value, semibold), at.y}, start)
	}
	p.frameless = true
	p.step = step{1, 0}
	if !p.noZeroLine {
		p.drawShape(p.across(0, paintAxis))
	}
	p.height = math.Ceil(p.top + p.gridHeight)
}

// setBulletRows places names; lines that wait for words are not written.
func (p *plot) setBulletRows(r rowPlan, y float64, lines int) {
	n := len(p.words)
	p.setRows(r, y)
	for i := range p.words[n:] {
		w := &p.words[n+i]
		w.lines = w.lines[:len(w.lines)-lines]
		w.y -= float64(lines) * p.line() / 2
	}
}

func (p *plot) bulletClaims() []claim {
	list := []claim{{left: true}, {room: bulletStroke}}
	for i := range p.cells {
		for _, c := range p.cells[i] {
			list = append(list, claim{value: c.pos, room: bulletStroke, left: c.pos < 0})
		}
	}
	return list
}

func (p *plot) bulletRow(j int) {
	outcome, target := p.cells[0][j], p.cells[1][j]
	if !outcome.missing {
		s := span{category: j, to: outcome.pos, thickness: bulletBar, paint: series(0)}
		if p.isForecast(0, j) {
			s.tint = hollowTint
		}
		p.span(s)
		p.sliver(s)
	}
	if !target.missing {
		mark := box(p.x(target.pos)-bulletStroke/2, p.rowY(j)-bulletMark/2, bulletStroke, bulletMark, paintInk)
		mark.stroke, mark.width = paintPaper, 1.5
		p.drawShape(mark)
	}
}

// bulletWords are what a row says: "93", "mål 95" and "inte nått".
type bulletWords struct {
	value, target, verdict string
	missing                bool   // there is no value
	sign                   marker // filled when the target is reached, hollow when it is not
	good                   bool
}

func (p *plot) bulletWords(j int) bulletWords {
	words := formWordsOf(p.Lang)
	outcome, target := p.cells[0][j], p.cells[1][j]
	short := func(s string) string { return p.metrics.wrap(s, 0.3*p.width, p.value, 1)[0] }
	w := bulletWords{value: outcome.text, missing: outcome.missing, target: words.target + "\u00a0" + target.text}
	if target.missing {
		w.target = short(target.text)
		if w.target == "" {
			w.target = words.noTarget
		}
	}
	if outcome.missing {
		w.value = short(outcome.text)
		if w.value == "" {
			w.value = words.noValue
		}
	}
	if outcome.missing || target.missing {
		return w
	}
	side := outcome.value.Cmp(target.value)
	if aim := p.Categories[j].Aim; aim != AimUnknown {
		w.good = side == 0 || (side > 0) == (aim == AtLeast)
		w.sign, w.verdict = triangle, words.missed
		if w.good {
			w.sign, w.verdict = disc, words.reached
		}
		return w
	}
	w.verdict = map[int]string{-1: words.under, 0: words.on, 1: words.over}[side]
	return w
}

const bulletSign = 11.0

// width is how wide the words after the value are.
func (w *bulletWords) width(p *plot) float64 {
	wide := p.metrics.width(w.target, p.value, regular)
	if w.verdict != "" {
		wide += p.metrics.width(", "+w.verdict, p.value, regular)
	}
	if w.sign != "" {
		wide += bulletSign + 7
	}
	return wide
}

// bulletText sets the value and the other words, each at its place.
func (p *plot) bulletText(w bulletWords, at, next place, a anchor) {
	value := word{lines: []string{w.value}, x: at.x, y: at.y, anchor: a, size: p.value, weight: semibold, paint: paintInk}
	if w.missing {
		value.weight, value.paint, value.italic = regular, paintSoft, true
	}
	p.add(value)
	text := w.target
	if w.verdict != "" {
		text += ", " + w.verdict
	}
	p.add(word{lines: []string{text}, x: next.x, y: next.y, anchor: start, size: p.value, paint: paintInk})
	if w.sign == "" {
		return
	}
	of := paintNegative
	if w.good {
		of = paintPositive
	}
	p.drawShape(w.sign.at(next.x+p.metrics.width(text, p.value, regular)+7+bulletSign/2, next.y, bulletSign, of, !w.good))
}
