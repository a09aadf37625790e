package chart

import (
	"encoding/json"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// A span is a bar from one value to another, anywhere on the value axis: a step,
// a segment about a middle. ECharts has no such bars; a custom series draws them.
type span struct {
	category  int
	from, to  float64
	thickness float64
	offset    float64 // from the middle of the category
	paint     paint
	tint      float64 // how much of the paint; 0 is all
	hatch     hatch
}

// span adds a span, and its pattern and edge.
func (p *plot) span(s span) {
	p.spans = append(p.spans, s)
	if s.hatch == plain && s.tint == 0 {
		return
	}
	x, y, w, h := p.spanBox(s)
	mark := box(x, y, w, h, paintNone)
	if s.tint != 0 {
		mark.stroke, mark.width = s.paint, 1
		ground := box(x, y, w, h, paintPaper) // the grid shall not shine through
		ground.under = true
		p.drawShape(ground)
	}
	if s.hatch != plain {
		mark.hatch, mark.fill = s.hatch, s.paint
	}
	p.drawShape(mark)
}

// spanBox is where a span lies in the drawing.
func (p *plot) spanBox(s span) (x, y, width, height float64) {
	band := (float64(s.category) + 0.5) / float64(len(p.Categories))
	lo, hi := min(s.from, s.to), max(s.from, s.to)
	if p.horizontal {
		return p.x(lo), p.top + band*p.gridHeight + s.offset - s.thickness/2, p.x(hi) - p.x(lo), s.thickness
	}
	return p.left + band*p.gridWidth + s.offset - s.thickness/2, p.y(hi), s.thickness, p.y(lo) - p.y(hi)
}

// spanChart is the plot's spans as custom series, one a paint.
func (p *plot) spanChart() map[string]any {
	c := charts.NewCustom()
	c.SetGlobalOptions(p.globals()...)
	direction := "@span:standing"
	if p.horizontal {
		direction = "@span:lying"
	}
	type look struct {
		paint paint
		tint  float64
	}
	var looks []look
	data := map[look][]opts.CustomData{}
	for _, s := range p.spans {
		k := look{s.paint, s.tint}
		if data[k] == nil {
			looks = append(looks, k)
		}
		data[k] = append(data[k], opts.CustomData{Value: []json.Number{
			json.Number(strconv.Itoa(s.category)), number9(s.from), number9(s.to), number9(s.thickness), number9(s.offset),
		}})
	}
	for i, k := range looks {
		style := opts.ItemStyle{Color: k.paint.sentinel()}
		if k.tint != 0 {
			style.Opacity = opts.Float(float32(k.tint))
		}
		c.AddSeries(seriesID(i), data[k], charts.WithItemStyleOpts(style),
			charts.WithCustomChartOpts(opts.CustomChart{RenderItem: types.FuncStr(direction)}))
	}
	return c.JSON()
}

func number9(v float64) json.Number { return json.Number(float(v)) }
