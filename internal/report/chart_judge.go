package report

import (
	"slices"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// signs reports values that the type of the chart cannot show because of their
// sign, and shares of answers that are more than all.
func (l *linker) signs(c *Chart) bool {
	block := c.Block.Chart
	var minus, plus *data.Fact
	for _, s := range c.all() {
		for i, p := range s.Cells {
			switch {
			case p.Missing || s.Facts[i] == nil:
			case p.Number.Sign() < 0 && minus == nil:
				minus = s.Facts[i]
			case p.Number.Sign() > 0 && plus == nil:
				plus = s.Facts[i]
			}
		}
	}
	c.Magnitude = block.Magnitude
	switch {
	case block.Magnitude && plus != nil:
		return l.sign(c, plus, "plus")
	case block.Magnitude && minus == nil && plus == nil:
		c.Magnitude = false // nothing but zeros
	case !block.Magnitude && minus != nil && block.Type == content.PairedChart:
		return l.sign(c, minus, "sides")
	case !block.Magnitude && minus != nil && c.parts():
		if plus == nil {
			return l.sign(c, minus, "costs")
		}
		return l.sign(c, minus, "")
	}
	return block.Type != content.LikertChart || l.answers(c)
}

// parts reports whether the chart shows parts of wholes, which have no sign.
func (c *Chart) parts() bool {
	b := c.Block.Chart
	return b.Type == content.PieChart || b.Type == content.LikertChart || b.Stack == "share" || b.Type == content.AreaChart && (b.Stack == "stacked" || len(c.Series) > 1)
}

func (l *linker) sign(c *Chart, f *data.Fact, variant string) bool {
	q, _ := f.In(c.Unit)
	value := quantity.Quantity{Number: q.Number, Unit: c.Unit, Decimals: c.Decimals}.Format(quantity.Style{Lang: "sv", Decimals: c.Decimals})
	l.diags.Add(diag.New("CHART-SIGN", l.chartAt(c, "magnitude", "stack", "type"), "id", c.ID,
		"name", f.Dataset.Label(&f.Dataset.Rows[f.RowIndex]), "value", value+" "+c.Unit.Symbol("sv")).With(variant))
	return false
}

// answers checks that the shares of a question are no more than all, as far as
// rounding lets one tell.
func (l *linker) answers(c *Chart) bool {
	hundred := quantity.Int(100)
	if c.Unit != quantity.Percent {
		return true // counts, of which the chart makes shares
	}
	for i, category := range c.Categories {
		sum, least := quantity.Int(0), quantity.Int(0)
		for k := range c.Series {
			if p := c.Series[k].Cells[i]; !p.Missing {
				sum, least = sum.Add(p.Number), least.Add(p.Interval().Lo)
			}
		}
		if least.Cmp(hundred) > 0 {
			text := quantity.Quantity{Number: sum, Decimals: c.Decimals}.Format(quantity.Style{Lang: "sv", Decimals: c.Decimals})
			l.diags.Add(diag.New("CHART-SUM", l.chartAt(c, "values", "type"), "id", c.ID, "name", category, "sum", text).With("answers"))
			return false
		}
	}
	return true
}

// advise reports what can be drawn but is read badly.
func (l *linker) advise(c *Chart) {
	block := c.Block.Chart
	add := func(code diag.Code, key string, args ...any) {
		l.diags.Add(diag.New(code, l.chartAt(c, key), append([]any{"id", c.ID, "type", block.Type}, args...)...))
	}
	if n := c.filled(); block.Type == content.PieChart && n > maxPieParts && n <= drawnPieParts {
		add("CHART-PIE", "type", "count", n)
	}
	if name := c.mixed(); name != "" {
		add("CHART-STACK", "stack", "name", name)
	}
	if (block.Type == content.LineChart || block.Type == content.AreaChart) && c.single() {
		add("CHART-POINT", "type")
	}
	if c.Unit == quantity.None && c.Subtitle == "" {
		add("CHART-NOUNIT", "unit")
	}
}

// filled counts the values that are numbers.
func (c *Chart) filled() int {
	n := 0
	for _, s := range c.all() {
		for _, p := range s.Cells {
			n += boolInt(!p.Missing)
		}
	}
	return n
}

// mixed is the first category of a stack whose parts point both ways: its bar
// does not show what they make together.
func (c *Chart) mixed() string {
	if c.Block.Chart.Stack != "stacked" || c.Block.Chart.Type != content.BarChart {
		return ""
	}
	for i, category := range c.Categories {
		var signs [3]bool
		for _, s := range c.all() {
			if !s.Cells[i].Missing {
				signs[s.Cells[i].Number.Sign()+1] = true
			}
		}
		if signs[0] && signs[2] {
			return category
		}
	}
	return ""
}

// single reports whether no line of the chart has a second point.
func (c *Chart) single() bool {
	return !slices.ContainsFunc(c.all(), func(s *Series) bool {
		n := 0
		for _, p := range s.Cells {
			n += boolInt(!p.Missing)
		}
		return n > 1
	})
}
