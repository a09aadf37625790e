package chart

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// maxSlopes is how many lines a slope chart may have: each has its name beside it.
const maxSlopes = 20

// checkSlope says what slopes cannot show.
func (m *model) checkSlope() error {
	switch {
	case len(m.Categories) != 2:
		return &SpecError{"Categories", fmt.Sprintf("%d categories; a slope joins two", len(m.Categories))}
	case m.Direction == Horizontal:
		return &SpecError{"Direction", "slopes run from left to right"}
	case m.Stack != Grouped:
		return &SpecError{"Stack", "slopes are not stacked"}
	case m.Diverging:
		return &SpecError{"Diverging", "two colours by sign need the bars of a single series"}
	}
	return m.checkCounts(maxSlopes)
}

// A course is where a line of a slope chart goes.
type course int

const (
	rising course = iota
	falling
	level
	cutOff // one end is missing
	courses
)

// course compares the two ends as they are printed.
func (m *model) slopeCourse(i int) course {
	a, b := m.cells[i][0], m.cells[i][1]
	switch {
	case a.missing || b.missing:
		return cutOff
	case a.text == b.text:
		return level
	case b.pos > a.pos:
		return rising
	}
	return falling
}

// A slopeLook tells a course apart, with and without colour.
type slopeLook struct {
	of     paint
	dash   []float64
	point  marker
	hollow bool
}

func (c course) look() slopeLook {
	switch c {
	case rising:
		return slopeLook{paintSeries1, nil, disc, false}
	case falling:
		return slopeLook{paintSeries4, []float64{7, 4}, disc, true}
	case level, cutOff, courses:
	}
	return slopeLook{paintSoft, []float64{2, 3}, square, false}
}

// at is the point at an end.
func (l slopeLook) at(x, y float64) shape { return l.point.at(x, y, 9, l.of, l.hollow) }

// A flank is the words beside one end of the slopes.
type flank struct {
	category int
	values   float64    // width of the column of values
	names    float64    // width of the column of names; 0: there are none
	lines    [][]string // the names, by series
	at       []settler  // by series; half is 0 where there is no value
	moved    bool       // words do not stand beside their points
}

// width is how much room a flank needs beside the plot.
func (f *flank) width() float64 {
	w := slopeGap + f.values
	if f.names > 0 {
		w += slopeGap + f.names
	}
	return math.Ceil(w)
}

const (
	slopeGap    = 8.0
	slopeLeader = 18.0 // the length of a leader line
	leastSlope  = 72.0 // the least distance of the two ends
)

// layOutSlopes lays out a slope chart. It reports false when values are too wide.
func (p *plot) layOutSlopes() bool {
	p.frameless = true
	p.lo, p.hi = p.slopeExtent()
	left, right, ok := p.flanks()
	if !ok {
		return false
	}
	y := p.slopeKey(p.layOutUnit(0))
	p.left = left.width() + slopeLeader
	p.gridWidth = p.width - p.left - right.width() - slopeLeader
	y = p.slopeHeads(y)
	p.top = round(y + p.line()/2)
	for _, f := range []*flank{left, right} {
		p.settleFlank(f)
		p.placeFlank(f)
	}
	p.drawSlopes()
	p.height = math.Ceil(p.slopeNotes(p.top + p.gridHeight + p.line()))
	return true
}

// slopeExtent is the whole height: slopes have no axis, and each end has its number.
func (p *plot) slopeExtent() (lo, hi float64) {
	lo, hi = p.extent()
	if p.Baseline == BaselineZero {
		lo, hi = min(lo, 0), max(hi, 0)
	}
	if lo == hi {
		pad := max(math.Abs(lo)/10, 1)
		return lo - pad, hi + pad
	}
	return lo, hi
}

// flanks measures the words at both ends: with names at both, else at the right
// only. It sets the height of the plot so that all have room.
func (p *plot) flanks() (left, right *flank, ok bool) {
	for _, share := range [][2]float64{{0.24, 0.24}, {0, 0.34}, {0, 0.24}} {
		left, right = p.flank(0, share[0]), p.flank(1, share[1])
		room := p.width - left.width() - right.width() - 2*slopeLeader
		if share[0] > 0 && room < 0.3*p.width || room < leastSlope {
			continue
		}
		p.gridHeight = p.tall + 20
		for _, f := range []*flank{left, right} {
			need := 0.0
			for _, s := range f.at {
				need += 2 * s.half
			}
			p.gridHeight = max(p.gridHeight, math.Ceil(need))
		}
		return left, right, true
	}
	return nil, nil, false
}

// flank measures the words at one end, names on at most a share of the width.
func (p *plot) flank(j int, share float64) *flank {
	f := &flank{category: j, at: make([]settler, len(p.Series)), lines: make([][]string, len(p.Series))}
	for i, s := range p.Series {
		c := p.cells[i][j]
		other := p.cells[i][1-j]
		named := share > 0 || c.missing != other.missing
		if c.missing {
			continue
		}
		f.values = max(f.values, p.metrics.width(c.text, p.label, semibold))
		if named && s.Name != "" {
			f.lines[i] = p.metrics.wrap(s.Name, max(share, 0.24)*p.width, p.label, 3)
			f.names = max(f.names, p.metrics.widest(f.lines[i], p.label, regular))
		}
		f.at[i].half = float64(max(len(f.lines[i]), 1)) * p.line() / 2
	}
	return f
}

// settleFlank puts the words beside their points, apart from each other.
func (p *plot) settleFlank(f *flank) {
	var list []settler
	for i := range f.at {
		if f.at[i].half > 0 {
			f.at[i].at = p.y(p.cells[i][f.category].pos)
			list = append(list, f.at[i])
		}
	}
	settle(list, p.top-p.line()/2, p.top+p.gridHeight+p.line()/2)
	for i := range f.at {
		if f.at[i].half == 0 {
			continue
		}
		f.moved = f.moved || math.Abs(f.at[i].at-list[0].at) > 3
		f.at[i], list = list[0], list[1:]
	}
}

// placeFlank sets values next to the points, names beyond them, and leader lines
// where words had to move.
func (p *plot) placeFlank(f *flank) {
	x, way, side := p.left, -1.0, end
	if f.category == 1 {
		x, way, side = p.left+p.gridWidth, 1, start
	}
	gap := slopeGap + 2
	if f.moved {
		gap = slopeLeader + 2
	}
	for i, s := range f.at {
		if s.half == 0 {
			continue
		}
		c := p.cells[i][f.category]
		if f.moved {
			p.drawShape(rule(x+way*6, round(p.y(c.pos)), x+way*(gap-3), round(s.at), paintSoft, 1))
		}
		p.add(word{lines: []string{c.text}, x: x + way*gap, y: s.at, anchor: side, size: p.label, weight: semibold, paint: paintInk})
		p.add(word{lines: f.lines[i], x: x + way*(gap+f.values+slopeGap), y: s.at, anchor: side, size: p.label, paint: paintInk})
	}
}

// slopeHeads names the two categories above their ends.
func (p *plot) slopeHeads(y float64) float64 {
	mid := p.left + p.gridWidth/2
	most := 1
	for j, c := range p.Categories {
		lo, hi, x := 0.0, mid-6, p.left
		if j == 1 {
			lo, hi, x = mid+6, p.width, p.left+p.gridWidth
		}
		lines := p.metrics.wrap(c.Label, hi-lo, p.label, 2)
		if c.Short != "" && len(lines) > 1 {
			lines = p.metrics.wrap(c.Short, hi-lo, p.label, 2)
		}
		half := p.metrics.widest(lines, p.label, semibold) / 2
		if half > (hi-lo)/2 { // bold letters are wider than those that were wrapped
			lines = p.metrics.wrap(c.Label, (hi-lo)*0.92, p.label, 2)
			half = p.metrics.widest(lines, p.label, semibold) / 2
		}
		x = min(max(x, lo+half), hi-half)
		p.add(word{lines: lines, x: x, y: y + float64(len(lines))*p.line()/2, anchor: center, size: p.label, weight: semibold, paint: paintInk})
		most = max(most, len(lines))
	}
	return y + float64(most)*p.line() + 6
}

// slopeKey says what the lines' looks mean, for those that occur.
func (p *plot) slopeKey(y float64) float64 {
	terms := termsOf(p.Lang)
	var seen [courses]bool
	for i := range p.Series {
		seen[p.slopeCourse(i)] = true
	}
	x := 0.0
	mid := y + 8
	for c, text := range []string{terms.rising, terms.falling, terms.same} {
		if !seen[c] {
			continue
		}
		look := course(c).look()
		line := rule(x, mid, x+28, mid, look.of, 2.5)
		line.dash = strokes(look.dash)
		p.drawShape(line, look.at(x+28, mid))
		w := word{lines: []string{text}, x: x + 34 + legendSpace, y: mid, anchor: start, size: p.label, paint: paintInk}
		p.add(w)
		x = w.x + p.metrics.width(text, p.label, regular) + legendGap
	}
	if x == 0 {
		return y
	}
	return y + legendLine + 6
}

// drawSlopes draws the two uprights and the points.
func (p *plot) drawSlopes() {
	for _, x := range []float64{p.left, p.left + p.gridWidth} {
		upright := rule(crisp(x), p.top-6, crisp(x), p.top+p.gridHeight+6, paintGrid, 1)
		upright.under = true
		p.drawShape(upright)
	}
	for i, row := range p.cells {
		look := p.slopeCourse(i).look()
		for j, c := range row {
			if !c.missing {
				p.drawShape(look.at(p.left+float64(j)*p.gridWidth, p.y(c.pos)))
			}
		}
	}
}

// slopeNotes names what has no value at an end, or a forecast, under the plot.
func (p *plot) slopeNotes(y float64) float64 {
	for j, c := range p.Categories {
		var names []string
		for i, s := range p.Series {
			one := p.cells[i][j]
			if !one.missing {
				continue
			}
			name := s.Name
			if one.text != "" {
				name = strings.TrimSpace(name + " (" + one.text + ")")
			}
			if name != "" {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			continue
		}
		text := fmt.Sprintf(termsOf(p.Lang).missing, c.Label, strings.Join(names, ", "))
		y = p.note(text, y)
	}
	return p.noteForecasts(y)
}

// slopeChart has a series a course: its lines are pieces of one with gaps between,
// which takes ECharts a fraction of the time of a series a line.
func (p *plot) slopeChart() map[string]any {
	c := charts.NewLine()
	c.SetGlobalOptions(p.globals()...)
	for _, way := range []course{rising, falling, level} {
		var data []opts.LineData
		for i := range p.Series {
			if p.slopeCourse(i) != way {
				continue
			}
			for j := range p.Categories {
				data = append(data, opts.LineData{Value: [2]any{j, p.datum(i, j)}})
			}
			data = append(data, opts.LineData{Value: [2]any{1, absent}})
		}
		if data == nil {
			continue
		}
		c.AddSeries(seriesID(int(way)), data, charts.WithLineStyleOpts(opts.LineStyle{Color: way.look().of.sentinel(), Width: 2.5}),
			charts.WithSeriesOpts(func(s *charts.SingleSeries) {
				s.ShowSymbol, s.Symbol = opts.Bool(false), "none" // markers are ours
			}))
	}
	return c.JSON()
}
