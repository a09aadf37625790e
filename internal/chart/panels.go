package chart

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Limits of small multiples.
const (
	leastPanels = 2
	mostPanels  = 12
)

// readPanels checks the panels of a Spec and reads each as a model of its own.
// One without any value is drawn empty.
func (m *model) readPanels() error {
	if err := m.checkPanels(); err != nil {
		return err
	}
	seen := false
	for k, panel := range m.Panels {
		spec := m.Spec
		spec.Panels, spec.Series, spec.Title = nil, panel.Series, panel.Title
		sub, err := readSpec(spec)
		var wrong *SpecError
		switch {
		case errors.Is(err, ErrNoData):
			sub = m.emptyPanel(panel)
		case errors.As(err, &wrong) && strings.HasPrefix(wrong.Field, "Series"):
			return &SpecError{fmt.Sprintf("Panels[%d].%s", k, wrong.Field), wrong.Reason}
		case err != nil:
			return err
		default:
			seen = true
		}
		sub.Title = panel.Title
		m.panels = append(m.panels, sub)
	}
	if !seen {
		return ErrNoData
	}
	m.agree()
	return nil
}

// checkPanels says what panels cannot show.
func (m *model) checkPanels() error {
	switch n := len(m.Panels); {
	case n < leastPanels || n > mostPanels:
		return &SpecError{"Panels", fmt.Sprintf("%d panels; %d to %d can be compared", n, leastPanels, mostPanels)}
	case len(m.Series) > 0:
		return &SpecError{"Series", "the series stand in the panels"}
	case m.Form != Bar && m.Form != Line && m.Form != Area:
		return &SpecError{"Panels", fmt.Sprintf("%q is not drawn in panels", m.Form)}
	}
	first := m.Panels[0].Series
	for k, panel := range m.Panels {
		if title := panel.Title; title == "" || len(title) > maxLabel {
			return &SpecError{fmt.Sprintf("Panels[%d].Title", k), "a panel needs a title of reasonable length"}
		}
		if !slices.EqualFunc(panel.Series, first, func(a, b Series) bool { return a.Name == b.Name }) {
			return &SpecError{fmt.Sprintf("Panels[%d].Series", k), "other series than in the first panel"}
		}
	}
	if n := len(m.Categories) * len(first) * len(m.Panels); m.Form == Bar && n > maxBars {
		return &SpecError{"Categories", fmt.Sprintf("%d values are too many for one chart", n)}
	}
	return nil
}

// emptyPanel is a panel without any value.
func (m *model) emptyPanel(panel Panel) *model {
	sub := *m
	sub.Panels, sub.Series = nil, panel.Series
	sub.cells = make([][]cell, len(panel.Series))
	for i := range sub.cells {
		sub.cells[i] = make([]cell, len(m.Categories))
		for j := range sub.cells[i] {
			sub.cells[i][j] = cell{missing: true}
			if j < len(panel.Series[i].Points) {
				sub.cells[i][j].text = oneLine(panel.Series[i].Points[j].MissingText)
			}
		}
	}
	return &sub
}

// agree gives all panels one scale, and one meaning of dashes.
func (m *model) agree() {
	lo, hi := math.Inf(1), math.Inf(-1)
	forecasts := false
	for k, sub := range m.panels {
		m.panels[k] = sub.prepared()
		if sub = m.panels[k]; !sub.empty() {
			a, b := sub.extent()
			lo, hi = min(lo, a), max(hi, b)
		}
		forecasts = forecasts || sub.hasForecast()
	}
	fine := 0
	for _, sub := range m.panels {
		fine = max(fine, sub.valueDecimals())
	}
	for _, sub := range m.panels {
		sub.common, sub.forecasts, sub.fine = &[2]float64{lo, hi}, forecasts, fine
	}
}

// Distances between panels.
const (
	panelGap    = 32.0 // beside each other
	panelRow    = 22.0 // above each other
	panelTall   = 132.0
	panelShort  = 112.0 // in the narrow drawing
	panelHeadUp = 17.0  // between title and grid
)

// A grid of panels: how many columns, and where their plots begin and end.
type panelGrid struct {
	*plot
	columns int
	left    float64 // of the first plot; what is left of it are names or numbers
	wide    float64 // of each plot
	subs    []*plot
}

// layOutPanels lays out small multiples: standing ones, or lying bars where
// standing is false. It reports false when names do not fit under standing bars.
func (p *plot) layOutPanels(standing bool) bool {
	p.frameless = true
	g := &panelGrid{plot: p, columns: p.panelColumns(standing)}
	for _, m := range p.panels {
		g.subs = append(g.subs, &plot{model: m, sizes: p.sizes, metrics: p.metrics, frameless: m.empty()})
	}
	if standing {
		if !g.stand() {
			return false
		}
	} else {
		g.lie()
	}
	for _, sub := range g.subs {
		sub.lineMarkersOf()
		sub.frame()
		p.words = append(p.words, sub.words...)
		p.shapes = append(p.shapes, sub.shapes...)
	}
	p.subs = g.subs
	first := g.subs[0]
	p.left, p.top, p.gridWidth, p.gridHeight, p.lo, p.hi = first.left, first.top, first.gridWidth, first.gridHeight, first.lo, first.hi
	return true
}

// lineMarkersOf marks points when there are lines.
func (p *plot) lineMarkersOf() {
	if p.Form.joined() && !p.frameless {
		p.lineMarkers()
	}
}

// panelColumns is how many panels stand beside each other.
func (p *plot) panelColumns(standing bool) int {
	n := len(p.panels)
	switch {
	case p.class == narrowSizes().class && !standing:
		return 1
	case p.class == narrowSizes().class, n == 2, n == 4:
		return 2
	}
	return 3
}

// spreadOver sets where the plots of each column are.
func (g *panelGrid) spreadOver(left float64) {
	n := float64(g.columns)
	g.left = left
	right := 4.0
	if g.panels[0].Form.joined() {
		right = panelGap / 2 // half a name of the last category
	}
	g.wide = math.Floor((g.width - left - right - (n-1)*panelGap) / n)
	for k, sub := range g.subs {
		sub.left = left + float64(k%g.columns)*(g.wide+panelGap)
		sub.gridWidth = g.wide
		sub.bounds = &[2]float64{sub.left - panelGap/2 + 2, sub.left + g.wide + panelGap/2 - 2}
		if k%g.columns == 0 {
			sub.bounds[0] = 0
		}
		sub.bounds[1] = min(sub.bounds[1], g.width)
	}
}

// head sets what all panels share above them, and returns where they begin.
func (g *panelGrid) head() float64 {
	y := 0.0
	first := g.subs[0]
	if len(first.Series) > 1 {
		shared := *g.plot
		shared.model, shared.words, shared.shapes = first.model, nil, nil
		y = shared.layOutLegend()
		shared.legendIcons()
		g.words, g.shapes = append(g.words, shared.words...), append(g.shapes, shared.shapes...)
	}
	unit := first.unitWords()
	if unit != "" {
		lines := g.metrics.wrap(unit, g.width, g.tick, 3)
		block := float64(len(lines)) * (g.tick + 4)
		g.add(word{lines: lines, y: y + block/2, anchor: start, size: g.tick, paint: paintSoft})
		y += block + 4
	}
	if first.hasForecast() {
		y = g.forecastKey(y) + 4
	}
	return y
}

// titles sets the titles of a row of panels and returns where their plots begin.
func (g *panelGrid) titles(row int, y float64) float64 {
	lines := 0
	titles := make([][]string, g.columns)
	from := row * g.columns
	for c := range titles {
		if from+c >= len(g.subs) {
			break
		}
		// Bold letters are wider than those that are wrapped.
		titles[c] = g.metrics.wrap(g.subs[from+c].Title, g.wide*0.94, g.label, 3)
		lines = max(lines, len(titles[c]))
	}
	for c, t := range titles {
		if len(t) == 0 {
			continue
		}
		x := g.subs[from+c].left
		bottom := y + float64(lines)*g.line()
		g.add(word{lines: t, x: x, y: bottom - float64(len(t))*g.line()/2, anchor: start, size: g.label, weight: semibold, paint: paintInk})
	}
	return y + float64(lines)*g.line() + panelHeadUp
}

// lowest reports whether no panel stands under the k-th.
func (g *panelGrid) lowest(k int) bool { return k+g.columns >= len(g.subs) }

// stand lays out panels of lines, areas or standing bars.
func (g *panelGrid) stand() bool {
	tall := panelTall
	if g.class == narrowSizes().class {
		tall = panelShort
	}
	room := 0.0
	for _, sub := range g.subs {
		sub.gridHeight = tall
		sub.panelAxis()
		room = max(room, sub.axisRoom())
	}
	g.spreadOver(room + 2)
	for g.wide < 96 && g.columns > 1 {
		g.columns--
		g.spreadOver(room + 2)
	}
	if !g.columnsFit() {
		return false
	}
	names, ok := g.names()
	if !ok {
		return false
	}
	y := g.head()
	for k, sub := range g.subs {
		if k%g.columns == 0 {
			y = g.titles(k/g.columns, y)
		} else {
			sub.labelled = nil
		}
		sub.top = round(y)
		sub.panelValues()
		bottom := sub.top + tall
		if g.lowest(k) {
			sub.placeBelow(names, sub.place)
			bottom = sub.height
		}
		g.height = max(g.height, math.Ceil(bottom))
		if k%g.columns == g.columns-1 {
			y = sub.top + tall + panelRow
			if g.lowest(k) || g.lowest(k-g.columns+1) { // names stand under some
				y = max(y, sub.height)
			}
		}
	}
	return true
}

// names are those of the categories that fit under every panel.
func (g *panelGrid) names() (names [][]string, ok bool) {
	fewest := len(g.Categories) + 1
	for _, sub := range g.subs {
		these, ok := sub.namesBelow(sub.distance(), sub.place)
		if !ok {
			return nil, false
		}
		shown := 0
		for _, n := range these {
			if n != nil {
				shown++
			}
		}
		if shown < fewest {
			fewest, names = shown, these
		}
	}
	touch := func(sub *plot) bool { return !sub.apart(names, sub.place) }
	for every := 2; slices.ContainsFunc(g.subs, touch); every = sparser(every) {
		if every >= len(g.Categories) {
			return g.subs[0].thinOut(len(g.Categories)), true
		}
		names = g.subs[0].thinOut(every)
	}
	return names, true
}

// columnsFit reports whether standing bars are wide enough, and sets how wide.
func (g *panelGrid) columnsFit() bool {
	if g.subs[0].Form != Bar {
		return true
	}
	for _, sub := range g.subs {
		n, k := float64(len(sub.Categories)), float64(sub.perCategory())
		sub.thickness = round(min(40, (g.wide/n*0.74-(k-1)*barGap)/k))
		if sub.thickness < leastColumn {
			return false
		}
	}
	return true
}

// panelAxis sets the scale, with few grid lines.
func (p *plot) panelAxis() {
	lo, hi := p.extent()
	if p.Form == Bar {
		lo, hi = min(lo, 0), max(hi, 0)
	} else {
		lo, hi = p.lineExtent()
	}
	if lo == hi {
		hi = lo + 1
	}
	p.chooseStep(lo, hi, panelTall, 42)
	size := p.step.size()
	p.grid = p.step.ticks(math.Floor(lo/size+1e-6)*size, math.Ceil(hi/size-1e-6)*size, p.model)
	p.lo, p.hi = p.grid[0].pos, p.grid[len(p.grid)-1].pos
	p.grid = p.realTicks(p.grid)
	p.labelled = p.grid
	p.markPoints = p.Form == Line && len(p.Categories) <= 8
}

// place is the middle of a category, distance how far it is to the next.
func (p *plot) place(j int) float64 {
	if p.Form.joined() {
		return p.pointX(j)
	}
	return p.left + (float64(j)+0.5)*p.distance()
}

func (p *plot) distance() float64 {
	if p.Form.joined() {
		return p.pointDistance()
	}
	return p.gridWidth / float64(len(p.Categories))
}

// panelValues writes values where that is calm: at the end of a single line, in
// the segments of bars; and the word for a panel without any.
func (p *plot) panelValues() {
	switch {
	case p.empty():
		p.emptyWord(p.top + p.gridHeight/2)
	case p.Form == Bar && p.Stack == Stacked:
		p.veilBars()
		p.stackValues()
	case p.Form == Bar:
		p.veilBars()
		if len(p.Series) == 1 && p.panelValuesFit() {
			p.columnValues()
		}
	case len(p.Series) == 1:
		p.lastValue()
	}
	if p.Form != Bar {
		p.markCut()
		p.veilForecast()
	}
}

// panelValuesFit reports whether values fit above all bars, also the highest.
func (p *plot) panelValuesFit() bool {
	lo, hi := p.extent()
	need := p.valueSize() + labelGap
	if p.y(max(hi, 0)) < p.top-panelHeadUp+need || lo < 0 && p.y(lo)+need > p.top+p.gridHeight {
		return false
	}
	return p.columnValuesFit(p.gridWidth / float64(len(p.Categories)))
}

// emptyWord says that a panel has no values.
func (p *plot) emptyWord(y float64) {
	text := p.cells[0][0].text
	if text == "" {
		text = termsOf(p.Lang).noValue
	}
	most := 3
	if p.horizontal { // beside the first name, or under it
		most = 1
	}
	lines := p.metrics.wrap(text, p.gridWidth-8, p.tick, most)
	p.add(word{lines: lines, x: p.left + p.gridWidth/2, y: y, anchor: center, size: p.tick, paint: paintSoft, italic: true})
}

// lastValue writes the last value of a line above its point, or below where
// there is more room.
func (p *plot) lastValue() {
	row := p.cells[0]
	for j := len(row) - 1; j >= 0; j-- {
		c := row[j]
		if c.missing {
			continue
		}
		wide := p.metrics.width(c.text, p.tick, semibold)
		x := min(max(p.pointX(j)+4, p.left+wide), p.bounds[1])
		if x-wide < p.left-4 {
			return // wider than the panel
		}
		y := p.y(c.pos) - 7 - p.tick/2
		if y-p.tick/2 < p.top-panelHeadUp-4 || p.valley(j) && p.y(c.pos)+11+p.tick < p.top+p.gridHeight {
			y = p.y(c.pos) + 9 + p.tick/2
		}
		p.add(word{lines: []string{c.text}, x: x, y: y, anchor: end, size: p.tick, weight: semibold, paint: paintInk, halo: true})
		return
	}
}
