package chart

import (
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// joined reports whether the marks of a form run from category to category.
func (f Form) joined() bool { return f == Line || f == Area || f == Slope }

// A lineLook tells a line apart without colour.
type lineLook struct {
	dash   []float64
	marker marker
	size   float64 // of the marker
}

// lineLooks are the looks of the series, in the palette's order.
func lineLooks() [maxSeries]lineLook {
	return [maxSeries]lineLook{
		{nil, disc, 8},
		{[]float64{8, 4}, square, 7},
		{[]float64{2, 3}, triangle, 9},
		{[]float64{11, 3, 2, 3}, diamond, 10},
		{[]float64{5, 2}, emptySquare, 6},
		{[]float64{1.5, 1.5}, emptyDisc, 6},
	}
}

// forecastLooks are those of a chart with forecasts, in which a dash and a
// hollow marker mean that and nothing else.
func forecastLooks() [maxSeries]lineLook {
	return [maxSeries]lineLook{
		{nil, disc, 8}, {nil, square, 7}, {nil, triangle, 9}, {nil, diamond, 10}, {nil, nabla, 9}, {nil, cross, 10},
	}
}

// strokes is the dash as an attribute.
func (l *lineLook) strokes() string { return strokes(l.dash) }

func strokes(dash []float64) string {
	texts := make([]string, len(dash))
	for i, v := range dash {
		texts[i] = short(v)
	}
	return strings.Join(texts, " ")
}

func (p *plot) looks() [maxSeries]lineLook {
	if p.hasForecast() {
		return forecastLooks()
	}
	return lineLooks()
}

// hasForecast reports whether any value that is drawn is a forecast.
func (m *model) hasForecast() bool {
	if m.forecasts {
		return true
	}
	for j := range m.Categories {
		if m.forecastAt(j) {
			return true
		}
	}
	return false
}

// forecastAt reports whether any series has a forecast in a category.
func (m *model) forecastAt(j int) bool {
	for i := range m.Series {
		if m.isForecast(i, j) {
			return true
		}
	}
	return false
}

func (m *model) isForecast(i, j int) bool {
	return !m.cells[i][j].missing && m.Series[i].Points[j].Forecast
}

// dash is the dash of the line with that name in the options.
func (p *plot) dash(name string) []float64 {
	if strings.HasPrefix(name, "f") {
		return []float64{6, 4}
	}
	i, err := strconv.Atoi(strings.TrimPrefix(name, "s"))
	if err == nil && p.Form == Slope {
		return course(i).look().dash
	}
	if err != nil || p.Form != Line {
		return nil
	}
	return p.looks()[i%maxSeries].dash
}

func (p *plot) lineChart() map[string]any {
	c := charts.NewLine()
	c.SetGlobalOptions(p.globals()...)
	forecasts := p.hasForecast() && p.Stack != Stacked
	for i := range p.Series {
		p.addLine(c, i, seriesID(i), func(j int) bool { return !forecasts || !p.isForecast(i, j) })
	}
	for i := range p.Series {
		if forecasts {
			p.addLine(c, i, "f"+strconv.Itoa(i), func(j int) bool { return p.besideForecast(i, j) })
		}
	}
	return c.JSON()
}

// besideForecast reports whether a point belongs to the dashed line: it is a
// forecast, or one is next to it.
func (p *plot) besideForecast(i, j int) bool {
	for _, k := range []int{j - 1, j, j + 1} {
		if k >= 0 && k < len(p.Categories) && p.isForecast(i, k) {
			return true
		}
	}
	return false
}

// addLine adds the points of a series that belong to a line.
func (p *plot) addLine(c *charts.Line, i int, name string, belongs func(j int) bool) {
	data := make([]opts.LineData, len(p.Categories))
	for j := range data {
		data[j] = opts.LineData{Value: absent}
		if belongs(j) {
			data[j].Value = p.datum(i, j)
		}
	}
	colour := series(i).sentinel()
	line := opts.LineStyle{Color: colour, Width: 2.5}
	shade := opts.AreaStyle{Color: colour, Opacity: opts.Float(areaOpacity)}
	switch {
	case p.Stack == Stacked:
		shade.Opacity = opts.Float(1)
		line = opts.LineStyle{Color: paintPaper.sentinel(), Width: 1.5}
	case name[0] == 'f':
		shade.Opacity = opts.Float(areaOpacity / 2)
	}
	c.AddSeries(name, data, charts.WithLineStyleOpts(line), charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		s.ShowSymbol, s.Symbol = opts.Bool(false), "none" // markers are ours
		if p.Form == Area {
			s.AreaStyle = &shade
		}
		if p.Stack == Stacked {
			s.Stack = "all"
		}
	}))
}

// alone reports whether a point of a line without markers gets one: the last of
// a long line, and one between gaps, which would not be seen at all.
func (p *plot) alone(i, j int) bool {
	last := j == len(p.Categories)-1 && p.Stack != Stacked
	return p.isolated(i, j) || last && !p.cells[i][j].missing
}

// isolated reports whether a point has no value beside it.
func (p *plot) isolated(i, j int) bool {
	row := p.cells[i]
	return !row[j].missing && (j == 0 || row[j-1].missing) && (j == len(row)-1 || row[j+1].missing)
}
