package chart

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

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
		if s.tint == hollowTint {
			mark.width, mark.dash = 1.5, hollowDash
		}
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

// spanChart is the plot's spans as one custom series.
func (p *plot) spanChart() map[string]any {
	c := charts.NewCustom()
	c.SetGlobalOptions(p.globals()...)
	looks := []string{"@span", "standing"}
	if p.horizontal {
		looks[1] = "lying"
	}
	names := len(looks)
	spans := slices.Clone(p.spans)
	slices.SortStableFunc(spans, func(a, b span) int { // those of a look become one path
		return cmp.Or(cmp.Compare(a.paint, b.paint), cmp.Compare(a.tint, b.tint))
	})
	data := make([]opts.CustomData, len(spans))
	for i, s := range spans {
		opacity := 1.0
		if s.tint != 0 {
			opacity = s.tint
		}
		look := s.paint.sentinel() + "/" + short(opacity)
		at := slices.Index(looks, look)
		if at < 0 {
			at = len(looks)
			looks = append(looks, look)
		}
		data[i] = opts.CustomData{Value: []json.Number{
			json.Number(strconv.Itoa(s.category)), number9(s.from), number9(s.to), number9(s.thickness), number9(s.offset), json.Number(strconv.Itoa(at - names)),
		}}
	}
	draw := types.FuncStr(strings.Join(looks, ":"))
	c.AddSeries(seriesID(0), data, charts.WithCustomChartOpts(opts.CustomChart{RenderItem: draw}))
	return c.JSON()
}

func number9(v float64) json.Number { return json.Number(float(v)) }
