package chart

// areaOpacity is how much of its colour the area under a single line has; the
// line itself has all of it.
const areaOpacity = 0.2

// checkArea says what areas cannot show.
func (m *model) checkArea() error {
	switch {
	case m.Direction == Horizontal:
		return &SpecError{"Direction", "areas run from left to right"}
	case m.Stack == Grouped && len(m.Series) > 1:
		return &SpecError{"Stack", "areas that cover each other cannot be read: stack them, or draw lines"}
	case m.Diverging:
		return &SpecError{"Diverging", "two colours by sign need the bars of a single series"}
	case m.Baseline == BaselineFree:
		return &SpecError{"Baseline", "an area begins at zero"}
	}
	return m.checkCounts(maxSeries)
}

// wholes is the model of stacked areas without the categories in which a part is
// missing: there the layers above would stand too low.
func (m *model) wholes() *model {
	s := *m
	s.cells = make([][]cell, len(m.cells))
	for i := range s.cells {
		s.cells[i] = make([]cell, len(m.Categories))
	}
	for j := range m.Categories {
		why, missing := "", false
		for i := range m.cells {
			if c := m.cells[i][j]; c.missing && !missing {
				why, missing = c.text, true
			}
		}
		for i := range s.cells {
			s.cells[i][j] = m.cells[i][j]
			if missing {
				s.cells[i][j] = cell{missing: true, text: why}
			}
		}
	}
	return &s
}

// empty reports whether no value is left.
func (m *model) empty() bool {
	for j := range m.Categories {
		if !m.nothingAt(j) {
			return false
		}
	}
	return true
}

// gapWords says on the ground of an area why there is none, where that fits.
func (p *plot) gapWords() {
	if p.Form != Area {
		return
	}
	free := p.left
	for j := range p.Categories {
		text := p.cells[0][j].text
		if !p.nothingAt(j) || text == "" {
			continue
		}
		x, half := p.pointX(j), p.metrics.width(text, p.tick, regular)/2
		room := p.pointDistance() - 4
		if j == 0 {
			x, room = x+half+4, room/2
		}
		if j == len(p.Categories)-1 {
			x, room = x-half-4, room/2
		}
		w := word{lines: []string{text}, x: x, y: p.y(0) - 6 - p.tick/2, anchor: center, size: p.tick, paint: paintSoft, italic: true, halo: true}
		if w.y-p.tick/2 < p.top {
			w.y = p.y(0) + 6 + p.tick/2
		}
		if half > room || x-half < free || p.covered(w) {
			continue
		}
		free = x + half + 6
		p.add(w)
	}
}

// covered reports whether a word of one line would stand over another.
func (p *plot) covered(w word) bool {
	left, _, right, _ := p.boxOf(w)
	for _, other := range p.words {
		l, top, r, bottom := p.boxOf(other)
		if left < r && l < right && w.y-w.size/2 < bottom && top < w.y+w.size/2 {
			return true
		}
	}
	return false
}

// boxOf is the room that a word takes.
func (p *plot) boxOf(w word) (left, top, right, bottom float64) {
	wide := p.metrics.widest(w.lines, w.size, w.weight)
	left = w.x
	switch w.anchor {
	case start:
	case center:
		left -= wide / 2
	case end:
		left -= wide
	}
	half := float64(len(w.lines)-1)*(w.size+4)/2 + w.size/2
	return left, w.y - half, left + wide, w.y + half
}
