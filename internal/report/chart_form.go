package report

import (
	"slices"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// Most panels and parts that a picture holds and can still be read.
const (
	maxPanels     = 12
	maxPieParts   = 5
	drawnPieParts = 6 // more are not drawn
)

// chartAt is where a finding about a chart stands: at the key that matters,
// else at the block.
func (l *linker) chartAt(c *Chart, keys ...string) diag.Place {
	for _, key := range keys {
		if at, written := c.Block.Chart.KeyAt(key); written {
			return l.Doc.Place(at[0], at[1])
		}
	}
	return l.Doc.Place(c.Block.Start, c.Block.End)
}

// shape reports a selection that the chart's type cannot show.
func (l *linker) shape(c *Chart) bool {
	variant, count := c.misshapen()
	if variant == "" {
		return true
	}
	l.diags.Add(diag.New("CHART-SHAPE", l.chartAt(c, "values", "type"), "id", c.ID, "type", c.Block.Chart.Type, "count", count).With(variant))
	return false
}

// misshapen says what the chart's type asks for and the selection does not have.
func (c *Chart) misshapen() (variant string, count int) {
	series := len(c.all())
	switch c.Block.Chart.Type {
	case content.SlopeChart:
		if n := len(c.Categories); n != 2 {
			return "slope", n
		}
	case content.DumbbellChart, content.PairedChart:
		if series != 2 {
			return "two", series
		}
	case content.BulletChart:
		return c.target()
	case content.LikertChart:
		return c.scale()
	case content.PieChart, content.WaterfallChart:
		if series != 1 {
			return "one", series
		}
	}
	if n := len(c.Panels); n > maxPanels {
		return "panels", n
	}
	return "", 0
}

// target asks a bullet chart for two columns, the second of targets, and finds
// out in which direction each measure gets better.
func (c *Chart) target() (variant string, count int) {
	if len(c.Series) != 2 {
		return "bullet", len(c.Series)
	}
	aimed := func(i int) bool {
		return slices.ContainsFunc(c.Series[i].Facts, func(f *data.Fact) bool {
			return f != nil && (f.Value == data.Target || f.Value == data.Budget)
		})
	}
	switch {
	case aimed(0) && !aimed(1):
		return "swapped", 2
	case aimed(0) || !aimed(1):
		return "target", 2
	}
	rising := map[int]int{}
	for _, m := range c.Dataset.Measures() {
		rising[m.Row] = m.Rising
	}
	for _, f := range c.Series[1].Facts {
		if f == nil {
			c.Rising = append(c.Rising, 0)
			continue
		}
		c.Rising = append(c.Rising, rising[f.RowIndex])
	}
	return "", 0
}

// scale asks a chart of answers for a scale and its middle.
func (c *Chart) scale() (variant string, count int) {
	neutral := c.Block.Chart.Neutral
	if i, ok := c.Dataset.Column(neutral); ok && neutral != "" {
		neutral = c.Dataset.Columns[i].Title
	}
	for _, s := range c.Series {
		if neutral != "" && tabular.Same(s.Name, tabular.Fold(neutral)) {
			c.Neutral = s.Name
		}
	}
	switch n := len(c.Series); {
	case n < 2:
		return "likert", n
	case neutral != "" && c.Neutral == "":
		return "neutral", n
	case n%2 == 1 && neutral == "":
		return "middle", n
	}
	return "", 0
}

// ends puts the totals of a waterfall before and after its steps, and checks
// that the steps lead from the one to the other.
func (l *linker) ends(c *Chart) bool {
	block := c.Block.Chart
	if block.Type != content.WaterfallChart {
		return true
	}
	if block.From == nil || block.To == nil {
		return false // reported when the block was read
	}
	from, ok := l.end(c, block.From)
	if !ok {
		return false
	}
	to, ok := l.end(c, block.To)
	if !ok || !l.leads(c, from, to) {
		return false
	}
	s := &c.Series[0]
	c.Categories = slices.Concat([]string{l.inline(block.From.Label)}, c.Categories, []string{l.inline(block.To.Label)})
	s.Cells = slices.Concat([]Point{{Quantity: from.Quantity}}, s.Cells, []Point{{Quantity: to.Quantity}})
	s.Facts = slices.Concat([]*data.Fact{from.fact}, s.Facts, []*data.Fact{to.fact})
	return true
}

// A waterEnd is a total of a waterfall in the chart's unit, with its fact when
// it is one.
type waterEnd struct {
	quantity.Quantity
	fact *data.Fact
}

func (l *linker) end(c *Chart, end *content.ChartEnd) (waterEnd, bool) {
	v := l.figure(end.Figure)
	if v == nil {
		return waterEnd{}, false
	}
	at := l.Doc.Place(end.Figure.Start, end.Figure.End)
	if len(v.Facts) == 1 && v.Facts[0].Status == data.Missing && v.Words == "" { // an empty cell
		l.diags.Add(diag.New("FIGURE-MISSING", at, "words", ""))
		return waterEnd{}, false
	}
	if v.Words != "" || v.Word != "" {
		l.diags.Add(diag.New("CHART-SHAPE", at, "id", c.ID, "type", c.Block.Chart.Type, "count", 0).With("end"))
		return waterEnd{}, false
	}
	q, ok := v.In(c.Unit)
	if !ok {
		l.diags.Add(diag.New("CHART-UNIT", at, "a", c.Unit.Symbol("sv"), "b", v.Unit.Symbol("sv"), "name", l.inline(end.Label)))
		return waterEnd{}, false
	}
	if c.Block.Chart.Decimals < 0 {
		c.Decimals = max(c.Decimals, min(q.Decimals, 1))
	}
	e := waterEnd{Quantity: q}
	if len(v.Facts) == 1 {
		e.fact = v.Facts[0]
	}
	return e, true
}

// leads checks that the steps of a waterfall lead from its start to its end, as
// far as rounding lets one tell. Where a step is missing nobody knows.
func (l *linker) leads(c *Chart, from, to waterEnd) bool {
	sum, reach := from.Number, from.Interval()
	for _, f := range c.Series[0].Facts {
		if f == nil || !f.HasNumber() {
			return true
		}
		step, _ := f.In(c.Unit) // which convert has tried
		sum, reach = sum.Add(step.Number), reach.Add(step.Interval())
	}
	if reach.Overlaps(to.Interval()) {
		return true
	}
	text := func(n quantity.Number) string {
		return quantity.Quantity{Number: n, Unit: c.Unit, Decimals: c.Decimals}.Format(quantity.Style{Lang: "sv", Decimals: c.Decimals})
	}
	l.diags.Add(diag.New("CHART-SUM", l.chartAt(c, "to"), "id", c.ID, "from", text(from.Number), "steps", text(sum.Sub(from.Number)),
		"to", text(to.Number), "sum", text(sum), "unit", c.Unit.Symbol("sv")))
	return false
}
