package chart

import "math"

// lie lays out panels of lying bars: names left of the first column only.
func (g *panelGrid) lie() {
	first := g.subs[0]
	names, column := first.nameColumn()
	above := column < 0
	if !above && g.columns > 1 { // a column less where names are wide
		for g.columns > 1 && (g.width-column-nameGap)/float64(g.columns) < 150 {
			g.columns--
		}
	}
	left := 0.0
	if !above {
		left = math.Ceil(column + nameGap)
	}
	g.spreadOver(left)
	unvalued := !g.scale()
	if unvalued && !above {
		above = true
		g.spreadOver(0)
		unvalued = !g.scale()
	}
	if above {
		for j, c := range first.Categories {
			names[j] = g.metrics.wrap(c.Label, g.wide, g.label, 3)
		}
	}
	y := g.head()
	for k, sub := range g.subs {
		if k%g.columns == 0 {
			y = g.titles(k/g.columns, y)
		}
		at := y - panelHeadUp + 6
		band := sub.rowHeight(names, above, &at)
		sub.top, sub.gridHeight = round(at), round(band*float64(len(sub.Categories)))
		if k%g.columns == 0 || above {
			sub.panelNames(names, above, band)
		}
		sub.noZeroLine = above && sub.lo == 0 // it would run through the names
		sub.panelBars(unvalued)
		bottom := sub.top + sub.gridHeight
		if sub.labelled = nil; sub.Stack == Stacked || unvalued {
			sub.panelTicks()
			if g.lowest(k) {
				bottom += 8 + sub.tick + 2
			} else {
				sub.labelled = nil
			}
		}
		g.height = max(g.height, math.Ceil(bottom))
		if k%g.columns == g.columns-1 {
			y = max(sub.top+sub.gridHeight, g.height) + panelRow
		}
	}
}

// scale fits bars and values of all panels to one scale.
func (g *panelGrid) scale() bool {
	var claims []claim
	for _, sub := range g.subs {
		sub.horizontal, sub.unvalued = true, false
		sub.thickness = sub.barThickness()
		if !sub.empty() {
			claims = append(claims, sub.claims()...)
		}
	}
	zero, scale, ok := fitScale(claims, 0, g.wide)
	if !ok {
		claims = nil
		for _, sub := range g.subs {
			sub.unvalued = true
			claims = append(claims, sub.claims()...)
		}
		zero, scale, _ = fitScale(claims, 0, g.wide)
	}
	for _, sub := range g.subs {
		sub.lo, sub.hi = -zero/scale, (g.wide-zero)/scale
	}
	return ok
}

// rowHeight is the height of a category with its name.
func (p *plot) rowHeight(names [][]string, above bool, y *float64) float64 {
	lines := 1
	for _, n := range names {
		lines = max(lines, len(n))
	}
	block := float64(lines) * p.line()
	if !above {
		return max(p.group()+10, block+6)
	}
	*y += (block - 8) / 2
	return block + p.group() + 16
}

func (p *plot) panelNames(names [][]string, above bool, band float64) {
	for j, n := range names {
		mid := p.top + (float64(j)+0.5)*band
		w := word{lines: n, y: mid, anchor: start, size: p.label, paint: paintInk}
		if above {
			w.x, w.halo = p.left, true
			w.y = mid - p.group()/2 - 3 - float64(len(n))*p.line()/2
		}
		p.add(w)
	}
}

func (p *plot) panelBars(unvalued bool) {
	p.unvalued = unvalued
	if p.empty() {
		p.emptyWord(p.top + p.gridHeight/float64(len(p.Categories))/2)
		return
	}
	p.veilBars()
	p.barValues()
}

// panelTicks chooses grid lines under lying bars, with numbers inside the panel.
func (p *plot) panelTicks() {
	p.chooseStep(p.lo, p.hi, p.gridWidth, p.tickGap)
	p.grid = p.realTicks(p.step.ticks(p.lo, p.hi, p.model))
	for _, t := range p.grid {
		half := p.metrics.width(t.text, p.tick, regular) / 2
		if x := p.x(t.pos); x-half >= p.bounds[0] && x+half <= p.bounds[1] {
			p.labelled = append(p.labelled, t)
		}
	}
}
