package chart

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// absent is ECharts' value for "no data here".
const absent = "-"

// options returns the ECharts options of a plot as JSON. go-echarts is the
// vocabulary; what it has no field for is set on the decoded map afterwards.
func (p *plot) options() ([]byte, error) {
	if len(p.subs) > 0 {
		return p.panelOptions()
	}
	option, err := p.marks()
	if err != nil {
		return nil, err
	}
	return json.Marshal(option)
}

// marks are the options of one plot.
func (p *plot) marks() (map[string]any, error) {
	option, err := generic(p.formChart())
	if err != nil {
		return nil, err
	}
	for _, key := range []string{"title", "toolbox", "tooltip", "color", "legend"} {
		delete(option, key)
	}
	p.finishAxes(option)
	p.finishSeries(option)
	return option, nil
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

// manyBars reports whether a series is drawn as one path, in a third of the time.
func (p *plot) manyBars() bool {
	n := len(p.Categories) * len(p.Series)
	return p.Form == Bar && !p.Diverging && (n >= 60 || n >= 8 && p.Stack == Stacked)
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
	hidden := opts.Bool(false) // grid, axis and numbers are ours
	lo, hi := json.Number(float(p.lo)), json.Number(float(p.hi))
	x := opts.XAxis{Type: "category", Data: names, Show: hidden}
	y := opts.YAxis{Type: "value", Min: lo, Max: hi, Show: hidden}
	if p.horizontal {
		x = opts.XAxis{Type: "value", Min: lo, Max: hi, Show: hidden}
		y = opts.YAxis{Type: "category", Data: names, Show: hidden, Inverse: opts.Bool(true)}
	}
	return []charts.GlobalOpts{
		charts.WithAnimation(false), charts.WithGridOpts(grid), charts.WithXAxisOpts(x), charts.WithYAxisOpts(y),
	}
}

// finishAxes sets what go-echarts has no field for.
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
			if axis["type"] == "category" {
				axis["boundaryGap"] = !p.Form.joined()
			}
		}
	}
}

// finishSeries sets what go-echarts has no field for. Marks are not interactive:
// nothing is drawn for hovering.
func (p *plot) finishSeries(option map[string]any) {
	list, _ := option["series"].([]any)
	for _, s := range list {
		one := s.(map[string]any)
		one["silent"] = true
		one["clip"] = false
		one["legendHoverLink"] = false
		one["emphasis"] = map[string]any{"disabled": true}
		if style, ok := one["lineStyle"].(map[string]any); ok {
			style["cap"] = "butt"
			style["join"] = "round"
			if dash := p.dash(one["name"].(string)); dash != nil {
				style["type"] = dash
			}
		}
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
