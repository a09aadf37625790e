package chart

import (
	"fmt"
	"math"
)

// checkPaired wants two series.
func (m *model) checkPaired() error {
	if len(m.Series) != 2 {
		return &SpecError{"Series", "bars back to back are of two series"}
	}
	return m.checkCounts(2)
}

// checkPairs refuses what would point inwards.
func (m *model) checkPairs() error {
	for i, row := range m.cells {
		for j, c := range row {
			if !c.missing && c.value.Sign() < 0 {
				return &SpecError{fmt.Sprintf("Series[%d].Points[%d].Value", i, j), "bars back to back cannot show what is below zero"}
			}
		}
	}
	return nil
}

// A pairPlan is where the two sides of paired bars begin and end.
type pairPlan struct {
	names       [][]string
	middle      bool // the names stand between the sides
	left, right float64
	long        float64 // of a side, with values
	scale       float64
}

// layOutPaired sets bars back to back, with the names between them, or above on a
// phone. Both sides have one scale; each bar has its value, so there is no axis.
func (p *plot) layOutPaired() {
	p.horizontal, p.frameless = true, true
	p.thickness = 18
	plan := p.planPairs()
	y := p.pairHeads(plan)
	lines := 1
	for _, n := range plan.names {
		lines = max(lines, len(n))
	}
	block := float64(lines) * p.line()
	band := max(p.thickness+12, block+8)
	over := 0.0 // of a row, for the name above
	if !plan.middle {
		over = block
		band = over + p.thickness + 20
	}
	p.left, p.gridWidth = 0, p.width
	p.top, p.gridHeight = round(y), round(band*float64(len(p.Categories)))
	p.lo, p.hi = -p.width/2, p.width/2 // the axis is the drawing itself
	for j, n := range plan.names {
		w := word{lines: n, x: p.width / 2, y: p.rowY(j), anchor: center, size: p.label, paint: paintInk}
		if !plan.middle {
			top := p.rowY(j) - band/2
			w.y = top + 10 + over - float64(len(n))*p.line()/2
		}
		p.add(w)
		shift := 0.0
		if !plan.middle {
			shift = over/2 + 2
		}
		for i := range p.cells {
			p.pairBar(plan, i, j, shift)
		}
	}
	p.step = step{1, 0}
	p.height = math.Ceil(p.top + p.gridHeight - 4)
}

// planPairs finds the scale that both sides share.
func (p *plot) planPairs() pairPlan {
	plan := pairPlan{middle: p.class == wideSizes().class}
	inner := 1.0 // half the distance of the sides
	if plan.middle {
		plan.names = make([][]string, len(p.Categories))
		column := 0.0
		for j, c := range p.Categories {
			plan.names[j] = p.metrics.wrap(c.Label, 0.26*p.width, p.label, 3)
			column = max(column, p.metrics.widest(plan.names[j], p.label, regular))
		}
		inner = math.Ceil(column/2 + 14)
	} else {
		plan.names = p.namesAbove()
	}
	plan.left, plan.right = p.width/2-inner, p.width/2+inner
	plan.long = plan.left
	plan.scale = math.Inf(1)
	most := 0.0
	for i := range p.cells {
		for _, c := range p.cells[i] {
			if c.pos > 0 {
				room := labelGap + p.metrics.width(p.pairText(c, plan.long), p.value, semibold)
				most, plan.scale = max(most, c.pos), min(plan.scale, (plan.long-room)/c.pos)
			}
		}
	}
	switch {
	case most == 0:
		plan.scale = 1
	case plan.scale*most < 0.25*plan.long:
		p.unvalued = true
		plan.scale = plan.long / most
	}
	return plan
}

// pairText is a value, or short words for what is missing.
func (p *plot) pairText(c cell, long float64) string {
	if c.missing {
		return p.metrics.wrap(c.text, 0.6*long, p.value, 1)[0]
	}
	return c.text
}

// pairHeads names the two sides above them, and the unit.
func (p *plot) pairHeads(plan pairPlan) float64 {
	y := 0.0
	if key := p.hollowKey(""); key != nil {
		y = p.layOutKeys(key)
	}
	y = p.layOutUnit(y)
	lines := 1
	for i, s := range p.Series {
		names := p.metrics.wrap(s.Name, p.width/2-34, p.label, 2)
		lines = max(lines, len(names))
		w := word{lines: names, size: p.label, weight: regular, paint: paintInk}
		x := plan.right
		w.x, w.anchor = x+14+legendSpace, start
		if i == 0 {
			x = plan.left - 14
			w.x, w.anchor = x-legendSpace, end
		}
		if wide := p.metrics.widest(names, p.label, regular); i == 0 && w.x-wide < 0 {
			w.x, w.anchor = 0, start
			x = wide + legendSpace
		} else if i == 1 && w.x+wide > p.width {
			w.x = p.width - wide
			x = w.x - legendSpace - 14
		}
		w.y = y + float64(len(names))*p.line()/2
		p.drawShape(legendKey{paint: series(i)}.swatch(round(x), y+1)...)
		p.add(w)
	}
	return y + float64(lines)*p.line() + 8
}

// pairBar draws one bar, down from the middle of its row by shift, and its value.
func (p *plot) pairBar(plan pairPlan, i, j int, shift float64) {
	c := p.cells[i][j]
	from, side := plan.right-p.width/2, 1.0
	if i == 0 {
		from, side = plan.left-p.width/2, -1.0
	}
	to := from + side*c.pos*plan.scale
	if !c.missing {
		s := span{category: j, from: from, to: to, thickness: p.thickness, offset: shift, paint: series(i)}
		if p.isForecast(i, j) {
			s.tint = hollowTint
		}
		p.span(s)
		p.sliver(s)
	}
	if p.unvalued && !c.missing {
		return
	}
	w := word{
		lines: []string{p.pairText(c, plan.long)}, x: to + p.width/2 + side*labelGap, y: p.rowY(j) + shift,
		anchor: start, size: p.value, weight: semibold, paint: paintInk,
	}
	if i == 0 {
		w.anchor = end
	}
	if c.missing {
		w.weight, w.paint, w.italic = regular, paintSoft, true
	}
	p.add(w)
}
