package chart

import "math"

// A plot is one drawing of a model, laid out: where the grid is, what the axis
// shows, how wide bars are, and every word. ECharts draws the marks into it.
type plot struct {
	*model
	*sizes
	metrics *metrics

	height     float64
	horizontal bool // bars lie

	// The rectangle of the grid.
	left, top, gridWidth, gridHeight float64

	lo, hi     float64 // of the value axis, at the grid's edges
	grid       []tick  // grid lines
	labelled   []tick  // those of grid that have a number
	step       step
	thickness  float64 // of a bar
	legend     []place // of the icons, by series
	markPoints bool    // each point of a line has a marker
	noZeroLine bool    // bars begin at the drawing's edge, under their names
	unvalued   bool    // bars without their values
	frameless  bool    // neither grid nor axis
	unitSet    bool    // the unit has its place

	forecastAtY float64 // the row of the word for forecasts

	// Of a heat map: classes of values, the height of a row, parts of the grid.
	shades  []shade
	heatRow float64
	blocks  []heatBlock

	// Of small multiples: the plots, and in one of them where words may stand.
	subs   []*plot
	bounds *[2]float64

	spans  []span
	shapes []shape
	words  []word
}

// A place is the upper left corner of something.
type place struct{ x, y float64 }

// Distances that hold in both drawings.
const (
	barGap      = 2.0  // between bars of a category
	labelGap    = 6.0  // between a bar and its value
	nameGap     = 16.0 // between a category's name and its bar
	legendSpace = 6.0  // between icon and name
	legendGap   = 18.0
	legendLine  = 24.0
)

// layOut decides how a model is drawn at a width. There is always a way: what
// does not fit goes elsewhere, and values go last, since the axis tells them too.
func layOut(m *model, z sizes, fonts *metrics) *plot {
	m = m.prepared()
	fresh := func() *plot { return &plot{model: m, sizes: &z, metrics: fonts} }
	p := fresh()
	if !p.tryForm() {
		p = fresh()
		p.layOutForm()
	}
	p.frame()
	return p
}

// add places a word; an empty one is left out.
func (p *plot) add(w word) {
	if len(w.lines) > 0 && w.lines[0] != "" {
		p.words = append(p.words, w)
	}
}

// layOutLegend packs the names of the series into rows from the top and returns
// where the rows end.
func (p *plot) layOutLegend() float64 {
	x, y := 0.0, 0.0
	before := p.legendIcon() + legendSpace
	for _, s := range p.Series {
		name := p.metrics.wrap(s.Name, p.width-before, p.label, 1)
		w := before + p.metrics.width(name[0], p.label, regular)
		if x > 0 && x+w > p.width {
			x, y = 0, y+legendLine
		}
		p.legend = append(p.legend, place{round(x), y})
		p.add(word{lines: name, x: x + before, y: y + 8, anchor: start, size: p.label, paint: paintInk})
		x += w + legendGap
	}
	return y + legendLine + 6
}

// legendIcon is the width of a legend's icon: a piece of the line, or a square.
func (p *plot) legendIcon() float64 {
	if p.Form == Line {
		return 28
	}
	return 14
}

// chooseStep chooses the step of the ticks so that numbers of the given room stand
// at least gap apart on a length.
func (p *plot) chooseStep(lo, hi, length, least float64) {
	p.step = niceStep((hi - lo) * min(least/length, 1)).coarse(p.valueDecimals())
	// A number may be wider than the distance that was asked for.
	for range 8 {
		widest := 0.0
		for _, t := range p.step.ticks(lo, hi, p.model) {
			widest = max(widest, p.metrics.width(t.text, p.tick, regular))
		}
		if !p.horizontal || widest+14 <= p.step.size()*length/(hi-lo) {
			return
		}
		p.step = niceStep(p.step.size() * 1.5)
	}
}

func decimalsOf(s string) int {
	for i, r := range s {
		if r == '.' {
			return len(s) - i - 1
		}
	}
	return 0
}

// x and y are the places of a value on the value axis.
func (p *plot) x(v float64) float64 { return p.left + (v-p.lo)/(p.hi-p.lo)*p.gridWidth }

func (p *plot) y(v float64) float64 {
	return p.top + p.gridHeight - (v-p.lo)/(p.hi-p.lo)*p.gridHeight
}

// perCategory is how many bars stand side by side in a category.
func (m *model) perCategory() int {
	switch m.Form {
	case Dumbbell, Bullet, Paired, Likert:
		return 1
	case Bar, Line, Area, Waterfall, Slope, Heat, Pie:
	}
	if m.Stack == Stacked {
		return 1
	}
	return len(m.Series)
}

// group is how much room the bars of a category take.
func (p *plot) group() float64 {
	k := float64(p.perCategory())
	return k*p.thickness + (k-1)*barGap
}

// barPaint is the paint of one bar.
func (p *plot) barPaint(i, j int) paint {
	switch c := p.cells[i][j]; {
	case !p.Diverging:
		return series(i)
	case c.pos < 0:
		return paintNegative
	default:
		return paintPositive
	}
}

// round to a tenth: finer places cannot be seen and make goldens fragile.
func round(v float64) float64 { return math.Round(v*10) / 10 }
