package chart

import "math"

// Forms that lie have a row a category: its name beside or above, and marks in
// the middle of the row.

// A rowPlan is where names and marks of lying forms go.
type rowPlan struct {
	names  [][]string
	above  bool
	x0, x1 float64 // room for marks and their values
}

// planRows leaves room for names beside the marks, or above them.
func (p *plot) planRows() rowPlan {
	p.horizontal = true
	names, column := p.nameColumn()
	if column < 0 {
		return p.planAbove()
	}
	return rowPlan{names: names, x0: math.Ceil(column + nameGap), x1: p.width - 2}
}

func (p *plot) planAbove() rowPlan {
	p.horizontal = true
	return rowPlan{names: p.namesAbove(), above: true, x1: p.width - 2}
}

// scaleRows fits claims, which are reckoned from base, into a plan. It reports
// false when there is no room for them.
func (p *plot) scaleRows(r rowPlan, claims []claim, base float64) bool {
	zero, scale, ok := fitScale(claims, r.x0, r.x1)
	if !ok {
		return false
	}
	p.left, p.gridWidth = round(r.x0), round(r.x1-r.x0)
	p.lo, p.hi = base+(r.x0-zero)/scale, base+(r.x1-zero)/scale
	return true
}

// setRows places the names from y on, and the grid.
func (p *plot) setRows(r rowPlan, y float64) {
	band := p.placeNames(r.names, r.above, &y)
	p.top = round(y)
	p.gridHeight = round(band * float64(len(p.Categories)))
}

// rowY is the middle of a row.
func (p *plot) rowY(j int) float64 {
	return p.top + (float64(j)+0.5)*p.gridHeight/float64(len(p.Categories))
}

// closeBare ends a drawing without numbers on its axis.
func (p *plot) closeBare() {
	p.frameless = true
	p.step = step{1, 0}
	p.height = math.Ceil(p.top + p.gridHeight)
}

// sayBelow writes a remark below the plot.
func (p *plot) sayBelow(text string) {
	lines := p.metrics.wrap(text, p.width, p.tick, 3)
	high := float64(len(lines)) * (p.tick + 4)
	p.add(word{lines: lines, y: p.height + 6 + high/2, anchor: start, size: p.tick, paint: paintSoft})
	p.height = math.Ceil(p.height + 6 + high)
}

// absentWord says in a row why there is no mark.
func (p *plot) absentWord(j int, text string) {
	w := word{lines: p.metrics.wrap(text, p.gridWidth-labelGap, p.value, 1), x: p.left + labelGap, y: p.rowY(j), anchor: start, size: p.value, paint: paintSoft, italic: true, halo: true}
	p.add(w)
}
