package chart

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// absent is ECharts' value for "no data here".
const absent = "-"

// family is a font for ECharts; the post-processing drops it.
const family = "sans-serif"

// options returns the ECharts options of a plot as JSON. go-echarts is the
// vocabulary; what it has no field for is set on the decoded map afterwards.
func (p *plot) options() ([]byte, error) {
	option, err := generic(p.formChart())
	if err != nil {
		return nil, err
	}
	for _, key := range []string{"title", "toolbox", "tooltip", "color"} {
		delete(option, key)
	}
	p.finishAxes(option)
	p.finishSeries(option)
	p.finishLegend(option)
	return json.Marshal(option)
}

// generic decodes what go-echarts would print, with numbers as they are written.
func generic(chart map[string]any) (map[string]any, error) {
	text, err := json.Marshal(chart)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var option map[string]any
	return option, d.Decode(&option)
}

func (p *plot) barChart() map[string]any {
	c := charts.NewBar()
	c.SetGlobalOptions(p.globals()...)
	for i := range p.Series {
		data := make([]opts.BarData, len(p.Categories))
		for j := range data {
			data[j] = opts.BarData{Value: p.datum(i, j)}
			if p.Diverging {
				data[j].ItemStyle = &opts.ItemStyle{Color: p.barPaint(i, j).sentinel()}
			}
		}
		style := opts.ItemStyle{Color: series(i).sentinel()}
		stack := ""
		if p.Stack == Stacked {
			stack = "all"
			style.BorderColor, style.BorderWidth = paintPaper.sentinel(), 1
		}
		c.AddSeries(seriesID(i), data, charts.WithItemStyleOpts(style), charts.WithSeriesOpts(func(s *charts.SingleSeries) {
			s.Stack = stack
			s.Large, s.LargeThreshold = opts.Bool(p.manyBars()), 1
			s.BarWidth = decimal(p.thickness)
			s.BarGap = decimal(barGap/p.thickness*100) + "%"
		}))
	}
	return c.JSON()
}

// A lineLook tells a line apart without colour.
type lineLook struct {
	dash   []float64
	marker string
	size   float64 // of the marker
}

// lineLooks are the looks of the series, in the palette's order.
func lineLooks() [maxSeries]lineLook {
	return [maxSeries]lineLook{
		{nil, "circle", 8},
		{[]float64{8, 4}, "rect", 7},
		{[]float64{2, 3}, "triangle", 9},
		{[]float64{11, 3, 2, 3}, "diamond", 10},
		{[]float64{5, 2}, "emptyRect", 6},
		{[]float64{1.5, 1.5}, "emptyCircle", 6},
	}
}

func (p *plot) lineChart() map[string]any {
	c := charts.NewLine()
	c.SetGlobalOptions(p.globals()...)
	for i, look := range lineLooks() {
		if i == len(p.Series) {
			break
		}
		data := make([]opts.LineData, len(p.Categories))
		for j := range data {
			data[j] = opts.LineData{Value: p.datum(i, j)}
			if !p.markPoints && p.alone(i, j) {
				data[j].Symbol = look.marker
			}
		}
		colour := series(i).sentinel()
		c.AddSeries(seriesID(i), data,
			charts.WithLineStyleOpts(opts.LineStyle{Color: colour, Width: 2.5}),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: colour, BorderColor: paintPaper.sentinel(), BorderWidth: 1}),
			charts.WithSeriesOpts(func(s *charts.SingleSeries) {
				s.ShowSymbol = opts.Bool(true)
				s.Symbol = "none"
				if p.markPoints {
					s.Symbol = look.marker
				}
				s.SymbolSize = look.size
			}))
	}
	return c.JSON()
}

// alone reports whether a point of a long line gets a marker: the last one, and
// one between gaps, which would not be seen at all.
func (p *plot) alone(i, j int) bool {
	row := p.cells[i]
	if row[j].missing {
		return false
	}
	before, after := j == 0 || row[j-1].missing, j == len(row)-1 || row[j+1].missing
	return before && after || j == len(row)-1
}

// manyBars reports whether a series is drawn as one path, in a third of the time.
func (p *plot) manyBars() bool {
	return p.Form == Bar && !p.Diverging && len(p.Categories)*len(p.Series) >= 60
}

func seriesID(i int) string { return "s" + strconv.Itoa(i) }

// datum is a value as ECharts gets it: the decimal's own digits.
func (p *plot) datum(i, j int) any {
	c := p.cells[i][j]
	switch {
	case c.missing && p.manyBars():
		return 0 // a path of many bars breaks at a missing one; a bar without length is not seen
	case c.missing:
		return absent
	}
	return json.Number(c.value.FloatString(decimalsOf(p.Series[i].Points[j].Value)))
}

// globals are the options of grid and axes that go-echarts has fields for.
func (p *plot) globals() []charts.GlobalOpts {
	grid := opts.Grid{
		Left: decimal(p.left), Top: decimal(p.top),
		Width: decimal(p.gridWidth), Height: decimal(p.gridHeight),
	}
	names := make([]string, len(p.Categories))
	for j := range names {
		names[j] = strconv.Itoa(j) // the words are ours
	}
	hidden := &opts.AxisLabel{Show: opts.Bool(false)}
	numbers := &opts.AxisLabel{
		Show: opts.Bool(true), Color: paintSoft.sentinel(), FontSize: int(p.tick), FontFamily: family,
		ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true), HideOverlap: opts.Bool(false),
		Margin: 8, Formatter: types.FuncStr(p.formatter()),
	}
	gridLine := &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: paintGrid.sentinel(), Width: 1}}
	noLine := &opts.SplitLine{Show: opts.Bool(false)}
	axis := &opts.AxisLine{Show: opts.Bool(!p.noZeroLine), OnZero: opts.Bool(true), LineStyle: &opts.LineStyle{Color: paintAxis.sentinel(), Width: 1}}
	bare := &opts.AxisLine{Show: opts.Bool(false)}
	lo, hi := json.Number(float(p.lo)), json.Number(float(p.hi))
	x := opts.XAxis{Type: "category", Data: names, AxisLabel: hidden, SplitLine: noLine, AxisLine: axis}
	y := opts.YAxis{Type: "value", Min: lo, Max: hi, AxisLabel: numbers, SplitLine: gridLine, AxisLine: bare}
	if p.horizontal {
		x = opts.XAxis{Type: "value", Min: lo, Max: hi, AxisLabel: numbers, SplitLine: gridLine, AxisLine: bare}
		y = opts.YAxis{Type: "category", Data: names, AxisLabel: hidden, SplitLine: noLine, AxisLine: axis, Inverse: opts.Bool(true)}
	}
	return []charts.GlobalOpts{
		charts.WithAnimation(false), charts.WithGridOpts(grid), charts.WithXAxisOpts(x), charts.WithYAxisOpts(y),
	}
}

// formatter names the function that writes the numbers of the value axis.
func (p *plot) formatter() string {
	name := fmt.Sprintf("@number:%s:%d", p.Lang, p.step.decimals())
	if p.Signed {
		name += ":+"
	}
	return name
}

// finishAxes sets where the ticks are and turns off what would only cost time.
func (p *plot) finishAxes(option map[string]any) {
	grids, _ := option["grid"].([]any)
	for _, g := range grids {
		g.(map[string]any)["outerBoundsMode"] = "none" // the layout is ours
	}
	for _, key := range []string{"xAxis", "yAxis"} {
		axes, _ := option[key].([]any)
		for _, a := range axes {
			axis := a.(map[string]any)
			axis["silent"] = true
			tick := map[string]any{"show": false}
			axis["axisTick"] = tick
			if axis["type"] == "value" {
				tick["customValues"] = p.places(p.grid)
				axis["axisLabel"].(map[string]any)["customValues"] = p.places(p.labelled)
				continue
			}
			axis["boundaryGap"] = p.Form != Line
			axis["z"] = 3 // the zero line lies upon the bars
			axis["axisLine"].(map[string]any)["lineStyle"].(map[string]any)["cap"] = "butt"
		}
	}
}

func (p *plot) places(list []tick) []json.Number {
	values := make([]json.Number, len(list))
	for i, t := range list {
		values[i] = json.Number(t.value.FloatString(p.step.decimals()))
	}
	return values
}

// finishSeries sets what go-echarts has no field for. Marks are not interactive:
// nothing is drawn for hovering.
func (p *plot) finishSeries(option map[string]any) {
	list, _ := option["series"].([]any)
	looks := lineLooks()
	for i, s := range list {
		one := s.(map[string]any)
		one["silent"] = true
		one["clip"] = false
		one["legendHoverLink"] = false
		one["emphasis"] = map[string]any{"disabled": true}
		if style, ok := one["lineStyle"].(map[string]any); ok {
			style["cap"] = "butt"
			style["join"] = "round"
			if dash := looks[i].dash; dash != nil {
				style["type"] = dash
			}
		}
	}
}

// finishLegend makes a legend of each icon, at its place; the names are words.
func (p *plot) finishLegend(option map[string]any) {
	delete(option, "legend")
	var icons []map[string]any
	for i, at := range p.legend {
		icons = append(icons, map[string]any{
			"left": at.x, "top": at.y, "padding": 0, "itemWidth": p.legendIcon(), "itemHeight": 14,
			"selectedMode": false, "silent": true, "data": []string{seriesID(i)}, "formatter": "@blank",
			"itemStyle": map[string]any{"borderWidth": 1}, "lineStyle": map[string]any{"width": 2.5},
		})
	}
	if icons != nil {
		option["legend"] = icons
	}
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// float writes the ends of an axis: nine digits are more than a drawing shows,
// and hide the last bit, in which machines may differ.
func float(v float64) string {
	if v == 0 || math.IsNaN(v) {
		return "0"
	}
	return strconv.FormatFloat(v, 'g', 9, 64)
}
