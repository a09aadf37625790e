package chart

import (
	"fmt"
	"math"
	"math/big"
	"strings"
)

// A leg is one bar of a waterfall: a total from zero, or a step from where the
// bar before it ended.
type leg struct {
	from, to float64
	total    bool
}

// leastOfSteps is the share of the longest total that all steps together may be
// before the totals are broken: less could not be read.
const leastOfSteps = 0.25

// totalTint makes totals lighter than steps that add, also in black and white.
const totalTint = 0.35

// checkWaterfall wants one series that begins and ends with a total.
func (m *model) checkWaterfall() error {
	n := len(m.Categories)
	switch {
	case len(m.Series) != 1:
		return &SpecError{"Series", "a waterfall walks through one series"}
	case n < 2 || !m.Categories[0].Total || !m.Categories[n-1].Total:
		return &SpecError{"Steps", "a waterfall begins and ends with a total"}
	}
	return m.checkCounts(1)
}

// checkWalk refuses steps that do not lead where they should: a step that is not
// known, or totals that do not agree with the steps, as they are rounded.
func (m *model) checkWalk() error {
	at, steps, coarsest := new(big.Rat), int64(0), maxDecimals
	for j, c := range m.cells[0] {
		if c.missing {
			return &SpecError{"Steps", fmt.Sprintf("%q has no value, and what comes after it has no place", m.Categories[j].Label)}
		}
		coarsest = min(coarsest, decimalsOf(m.Series[0].Points[j].Value))
		if !m.Categories[j].Total {
			at.Add(at, c.value)
			steps++
			continue
		}
		off := new(big.Rat).Sub(at, c.value)
		// Half a unit of the last digit for each of the numbers.
		bound := new(big.Rat).SetFrac(big.NewInt(steps+2), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(coarsest)), nil))
		bound.Quo(bound, big.NewRat(2, 1))
		if j > 0 && off.Abs(off).Cmp(bound) > 0 {
			return &SpecError{"Steps", fmt.Sprintf("the steps lead to %s, but %q is %s",
				formatNumber(at, m.Lang, coarsest, false), m.Categories[j].Label, c.text)}
		}
		at.Set(c.value)
		steps = 0
	}
	return nil
}

// legs are the bars in the order of the walk.
func (m *model) legs() []leg {
	list := make([]leg, len(m.Categories))
	at := 0.0
	for j, c := range m.cells[0] {
		list[j] = leg{at, at + c.pos, false}
		if m.Categories[j].Total {
			list[j] = leg{0, c.pos, true}
		}
		at = list[j].to
	}
	return list
}

// walk is the interval in which the steps are.
func walk(legs []leg) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, l := range legs {
		if !l.total {
			lo, hi = min(lo, l.from), max(hi, l.from)
		}
		lo, hi = min(lo, l.to), max(hi, l.to)
	}
	return lo, hi
}

// broken says whether the totals dwarf the steps, and where their bars then begin.
// Zero is then not in the drawing: a mark across each total and words say so.
func broken(legs []leg) (base float64, yes bool) {
	lo, hi := walk(legs)
	far := max(math.Abs(lo), math.Abs(hi))
	if lo == hi || lo*hi <= 0 || hi-lo >= leastOfSteps*far {
		return 0, false
	}
	if lo > 0 {
		return lo - 0.9*(hi-lo), true
	}
	return hi + 0.9*(hi-lo), true
}

// layOutWaterfall stands where names and values have room, and lies on a phone.
func (p *plot) layOutWaterfall() {
	if p.class == wideSizes().class {
		try := *p
		if try.layOutFalls() {
			*p = try
			return
		}
	}
	p.layOutLyingFalls()
}

// layOutFalls lays out standing bars.
func (p *plot) layOutFalls() bool {
	legs := p.legs()
	base, cut := broken(legs)
	y := p.layOutHead2(p.fallKeys())
	lo, hi := walk(legs)
	if cut {
		p.lo, p.hi = min(base, lo), max(base, hi)
	} else {
		p.standingAxis(min(lo, 0), max(hi, 0))
		p.left = p.axisRoom()
	}
	p.gridWidth = p.width - p.left
	band := p.gridWidth / float64(len(legs))
	p.thickness = round(min(64, band*0.66))
	middle := func(j int) float64 { return p.left + (float64(j)+0.5)*band }
	names, ok := p.namesBelow(band, middle)
	if !ok || p.thickness < 3*leastColumn {
		return false
	}
	for j := range legs {
		if p.metrics.width(p.fallText(j), p.value, semibold) > band-4 {
			return false
		}
	}
	p.top, p.gridHeight = round(y), p.tall
	p.makeRoomForFalls(legs)
	p.drawFalls(legs, base, cut)
	for j, l := range legs {
		at := p.y(max(l.from, l.to)) - labelGap/2 - p.value/2
		if p.downward(l) {
			at = p.y(min(l.from, l.to)) + labelGap/2 + p.value/2
		}
		p.add(p.fallWord(j, middle(j), at, center))
	}
	p.placeBelow(names, middle)
	if cut {
		p.sayBelow(formWordsOf(p.Lang).broken)
	}
	return true
}

// makeRoomForFalls widens the axis so that values stand within the plot.
func (p *plot) makeRoomForFalls(legs []leg) {
	need := p.value + labelGap
	lo, hi := p.lo, p.hi
	for range 3 { // each widening moves the others a little
		unit := (hi - lo) / p.gridHeight
		for _, l := range legs {
			if p.downward(l) {
				lo = min(lo, min(l.from, l.to)-need*unit)
			} else {
				hi = max(hi, max(l.from, l.to)+need*unit)
			}
		}
	}
	p.lo, p.hi = lo, hi
}

// downward reports whether a bar's value stands on its lower or left side.
func (p *plot) downward(l leg) bool { return l.to < l.from }

// drawFalls draws bars, what joins them, and the mark of a broken total.
func (p *plot) drawFalls(legs []leg, base float64, cut bool) {
	for j, l := range legs {
		s := span{category: j, from: l.from, to: l.to, thickness: p.thickness, paint: fallPaint(l)}
		switch {
		case l.total:
			s.tint = totalTint
			if cut {
				s.from = base
			}
		case s.paint == paintNegative:
			s.hatch = slants
		}
		p.span(s)
		p.sliver(s)
		if j > 0 {
			p.joint(j, legs[j-1].to)
		}
		if cut && l.total {
			p.breakMark(s)
		}
	}
	p.frameless = cut
	if cut {
		line := p.across(base, paintSoft)
		line.dash = "3 3"
		p.drawShape(line)
	}
}

// sliver shows where a bar is that is too short to be seen.
func (p *plot) sliver(s span) {
	x, y, w, h := p.spanBox(s)
	switch {
	case p.horizontal && w < 2:
		p.drawShape(box(x+w/2-1, y, 2, h, s.paint))
	case !p.horizontal && h < 2:
		p.drawShape(box(x, y+h/2-1, w, 2, s.paint))
	}
}

// fallPaint is neutral for totals.
func fallPaint(l leg) paint {
	switch {
	case l.total:
		return paintSeries5
	case l.to < l.from:
		return paintNegative
	default:
		return paintPositive
	}
}

// joint leads from the end of a bar to where the next begins.
func (p *plot) joint(j int, at float64) {
	x1, y1, w1, h1 := p.spanBox(span{category: j - 1, from: at, to: at, thickness: p.thickness})
	x2, y2, _, _ := p.spanBox(span{category: j, from: at, to: at, thickness: p.thickness})
	line := rule(x1+w1, y1, x2, y2, paintSoft, 1)
	if p.horizontal {
		line = rule(x1, y1+h1, x2, y2, paintSoft, 1)
	}
	line.under = true
	p.drawShape(line)
}

// breakMark cuts through a bar near its base, in two jagged edges.
func (p *plot) breakMark(s span) {
	x, y, w, h := p.spanBox(s)
	const deep, teeth = 5.0, 4
	var d strings.Builder
	for i := range teeth*2 + 1 {
		letter := "L"
		if i == 0 {
			letter = "M"
		}
		shift := deep * (float64(i%2) - 0.5)
		share := float64(i) / (teeth * 2)
		if p.horizontal {
			at := x + 16
			if s.from > s.to {
				at = x + w - 16
			}
			d.WriteString(letter + pair(at+shift, y-1+share*(h+2)))
			continue
		}
		at := y + h - 16
		if s.from > s.to {
			at = y + 16
		}
		d.WriteString(letter + pair(x-1+share*(w+2), at+shift))
	}
	p.drawShape(shape{d: d.String(), fill: paintNone, stroke: paintPaper, width: 5})
}

// layOutLyingFalls lays out one row a bar.
func (p *plot) layOutLyingFalls() {
	p.horizontal = true
	legs := p.legs()
	base, cut := broken(legs)
	y := p.layOutKeys(p.fallKeys())
	p.thickness = 20
	names, column := p.nameColumn()
	above := column < 0
	x0 := 0.0
	if !above {
		x0 = math.Ceil(column + nameGap)
	}
	claims := p.fallClaims(legs, base, cut)
	zero, scale, ok := fitScale(claims, x0, p.width-2)
	if !ok && !above {
		names, above, x0 = p.namesAbove(), true, 0
		zero, scale, ok = fitScale(claims, x0, p.width-2)
	}
	if !ok {
		zero, scale, p.unvalued = fitBare(legs, base, x0, p.width-2)
	}
	p.left, p.gridWidth = round(x0), round(p.width-2-x0)
	p.lo, p.hi = base+(x0-zero)/scale, base+(p.width-2-zero)/scale
	plainAxis := above || cut
	y = p.layOutUnit(y)
	p.noZeroLine = above && p.lo == 0
	band := p.placeNames(names, above, &y)
	p.top = round(y)
	p.gridHeight = round(band * float64(len(legs)))
	p.drawFalls(legs, base, cut)
	p.lyingFallValues(legs)
	if !plainAxis {
		p.barTicks()
		return
	}
	p.step = step{1, 0}
	p.height = math.Ceil(p.top + p.gridHeight)
	if cut {
		p.sayBelow(formWordsOf(p.Lang).broken)
	}
}

// fitBare scales bars whose values have no room beside them.
func fitBare(legs []leg, base, x0, x1 float64) (zero, scale float64, unvalued bool) {
	lo, hi := walk(legs)
	lo, hi = min(lo, base), max(hi, base)
	if lo == hi {
		hi = lo + 1
	}
	scale = (x1 - x0) / (hi - lo)
	return x0 + (base-lo)*scale, scale, true
}

// fallClaims are the rooms that bars and values need, from the base of the axis.
func (p *plot) fallClaims(legs []leg, base float64, cut bool) []claim {
	var list []claim
	for j, l := range legs {
		room := labelGap + p.metrics.width(p.fallText(j), p.value, semibold)
		if !cut || !l.total {
			list = append(list, claim{value: l.from - base, left: l.from < base})
		}
		list = append(list, claim{value: l.to - base, room: room, left: p.downward(l)})
	}
	return list
}

func (p *plot) lyingFallValues(legs []leg) {
	if p.unvalued {
		return
	}
	band := p.gridHeight / float64(len(legs))
	for j, l := range legs {
		y := p.top + (float64(j)+0.5)*band
		if p.downward(l) {
			p.add(p.fallWord(j, p.x(min(l.from, l.to))-labelGap, y, end))
			continue
		}
		p.add(p.fallWord(j, p.x(max(l.from, l.to))+labelGap, y, start))
	}
}

func (p *plot) fallWord(j int, x, y float64, a anchor) word {
	return word{lines: []string{p.fallText(j)}, x: x, y: y, anchor: a, size: p.value, weight: semibold, paint: paintInk, halo: true}
}

// fallText is a value as printed; a step that adds has a plus.
func (p *plot) fallText(j int) string {
	c := p.cells[0][j]
	if !p.Categories[j].Total && c.pos > 0 && !strings.HasPrefix(c.text, "+") && strings.ContainsAny(c.text, "123456789") {
		return "+" + c.text
	}
	return c.text
}

// fallKeys are what the three kinds of bars mean.
func (p *plot) fallKeys() []legendKey {
	words := formWordsOf(p.Lang)
	keys := []legendKey{
		{name: words.total, paint: paintSeries5, tint: totalTint},
		{name: words.rise, paint: paintPositive},
		{name: words.fall, paint: paintNegative, hatch: slants},
	}
	if p.Words.Positive != "" && p.Words.Negative != "" {
		keys[1].name, keys[2].name = p.Words.Positive, p.Words.Negative
	}
	return keys
}
