package report

import (
	"slices"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// chart binds a chart block.
func (l *linker) chart(b *content.Block) {
	c := &Chart{
		Block: b, ID: b.ID, Number: len(l.Charts) + 1, Title: l.inline(b.Chart.Title),
		Subtitle: l.inline(b.Chart.Subtitle), Note: l.inline(b.Chart.Note), Source: l.inline(b.Chart.Source),
	}
	l.target(ChartTarget, c.ID, c.Number, c.Title)
	sel := &b.Chart.Selection
	d := l.dataset("", sel.Data, l.Doc.Place(sel.DataAt[0], sel.DataAt[1]))
	if d == nil {
		return
	}
	c.Dataset = d
	rows := l.selectRows(d, b, sel, drawable(sel))
	columns := l.selectColumns(d, sel)
	if len(rows) == 0 || len(columns) == 0 {
		return // said by the selection
	}
	if clash := c.arrange(rows, columns); clash != "" {
		l.diags.Add(diag.New("CHART", l.Doc.Place(b.Start, b.End), "id", c.ID, "name", clash).With("double"))
		return
	}
	if len(c.Categories) == 0 || len(c.all()) == 0 || !l.shape(c) || !l.convert(c, l.unit(b.Chart.Unit, b)) {
		return
	}
	c.order(b.Chart.Order)
	if !l.ends(c) || !l.signs(c) {
		return
	}
	l.advise(c)
	l.Charts = append(l.Charts, c)
	l.use(d, Use{Kind: UseChart, ID: c.ID, Section: l.sectionAt(b.Start), Facts: c.own()})
}

// own are the chart's facts that are of its dataset.
func (c *Chart) own() []*data.Fact {
	return slices.DeleteFunc(c.facts(), func(f *data.Fact) bool { return f.Dataset != c.Dataset })
}

// drawable leaves totals out of a chart unless its filters ask for them: a
// total beside its parts dwarfs them.
func drawable(sel *content.Selection) func(*data.Row) bool {
	named := filtered(sel, "row") || filtered(sel, "type")
	return func(r *data.Row) bool {
		return named || r.Type == data.Plain || r.Type == data.OfWhich || r.Type == data.Overlapping
	}
}

// all are the chart's series, of all its panels.
func (c *Chart) all() []*Series {
	var list []*Series
	for i := range c.Series {
		list = append(list, &c.Series[i])
	}
	for i := range c.Panels {
		for k := range c.Panels[i].Series {
			list = append(list, &c.Panels[i].Series[k])
		}
	}
	return list
}

// convert puts every point into one unit; mixed units are a finding.
func (l *linker) convert(c *Chart, unit quantity.Unit) bool {
	facts := c.facts()
	write := Convert
	if unit == "" && len(facts) > 0 {
		unit, write = facts[0].Unit, quantity.Quantity.In
	}
	c.Unit = unit
	c.Decimals = c.Block.Chart.Decimals
	for _, s := range c.all() {
		s.Cells = make([]Point, len(s.Facts))
		for k, f := range s.Facts {
			p, ok := point(f, unit, write)
			if !ok {
				l.diags.Add(diag.New("CHART-UNIT", l.Doc.Place(c.Block.Start, c.Block.End),
					"a", unit.Symbol("sv"), "b", f.Unit.Symbol("sv"), "name", f.Dataset.Label(&f.Dataset.Rows[f.RowIndex])))
				return false
			}
			s.Cells[k] = p
			if c.Block.Chart.Decimals < 0 && !p.Missing {
				c.Decimals = max(c.Decimals, p.Decimals)
			}
		}
		if c.Timed || c.Block.Chart.Type == content.LineChart || c.Block.Chart.Type == content.AreaChart {
			s.foresee()
		}
	}
	c.Decimals = max(c.Decimals, 0)
	return true
}

// foresee marks what is no outcome in a series that has outcomes too.
func (s *Series) foresee() {
	certain := slices.ContainsFunc(s.Facts, func(f *data.Fact) bool {
		return f != nil && f.HasNumber() && !uncertain(f) && f.Value != data.Budget && f.Value != data.Target
	})
	for i, f := range s.Facts {
		s.Cells[i].Forecast = certain && f != nil && uncertain(f)
	}
}

// uncertain reports whether a fact is not yet what came out.
func uncertain(f *data.Fact) bool { return f.Value == data.Forecast || f.Status == data.Preliminary }

func point(f *data.Fact, unit quantity.Unit, write func(quantity.Quantity, quantity.Unit) (quantity.Quantity, bool)) (Point, bool) {
	if f == nil {
		return Point{Missing: true}, true
	}
	if !f.HasNumber() {
		return Point{Missing: true, Words: f.Words}, true
	}
	q, ok := write(f.Quantity, unit)
	return Point{Quantity: q}, ok
}

// order sorts the categories by the first series' value, least first, or
// greatest first for "-value"; missing ones last.
func (c *Chart) order(by string) {
	if by != "value" && by != "-value" {
		return
	}
	index := make([]int, len(c.Categories))
	for i := range index {
		index[i] = i
	}
	first := c.all()[0].Cells
	value := func(i int) quantity.Number {
		if c.Block.Chart.Magnitude {
			return first[i].Number.Abs()
		}
		return first[i].Number
	}
	slices.SortStableFunc(index, func(a, b int) int {
		switch {
		case first[a].Missing || first[b].Missing:
			return boolInt(first[a].Missing) - boolInt(first[b].Missing)
		case by == "value":
			return value(a).Cmp(value(b))
		default:
			return value(b).Cmp(value(a))
		}
	})
	c.Categories = permute(c.Categories, index)
	if len(c.Rising) > 0 {
		c.Rising = permute(c.Rising, index)
	}
	for _, s := range c.all() {
		s.Facts = permute(s.Facts, index)
		s.Cells = permute(s.Cells, index)
	}
}

func (c *Chart) facts() []*data.Fact {
	var facts []*data.Fact
	for _, s := range c.all() {
		for _, f := range s.Facts {
			if f != nil {
				facts = append(facts, f)
			}
		}
	}
	return facts
}

func permute[T any](items []T, index []int) []T {
	out := make([]T, len(items))
	for i, from := range index {
		out[i] = items[from]
	}
	return out
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Account reports whether the chart shows deviations of an account, where
// minus is a deficit and plus a surplus. The totals of a waterfall don't count.
func (c *Chart) Account() bool {
	for _, s := range c.all() {
		for i, f := range s.Facts {
			total := c.Block.Chart.Type == content.WaterfallChart && (i == 0 || i == len(s.Facts)-1)
			if f != nil && f.Value != data.Deviation && !total {
				return false
			}
		}
	}
	return c.Dataset.Description.Kind.Account
}

// Costs reports whether all that the chart shows are costs.
func (c *Chart) Costs() bool {
	return !slices.ContainsFunc(c.facts(), func(f *data.Fact) bool { return f.Line != data.Costs })
}

// Unlike reports whether the series are columns that measure different things:
// they differ in neither kind of value, time, line nor group.
func (c *Chart) Unlike() bool {
	if len(c.Series) < 2 || c.Block.Chart.Series != "values" {
		return false
	}
	var first *data.Column
	for _, f := range c.facts() {
		if f.Dataset != c.Dataset {
			return false
		}
		column := &c.Dataset.Columns[f.ColumnIndex]
		if first == nil {
			first = column
		}
		if other := *column; other.Value != first.Value || other.Year != first.Year || other.From != first.From || other.To != first.To ||
			other.Scope != first.Scope || other.Version != first.Version || other.Line != first.Line || other.Group != first.Group {
			return false
		}
	}
	return true
}

// Columns are the chart's series as columns of a table: those of a panel bear
// its name.
func (c *Chart) Columns() []Series {
	columns := slices.Clone(c.Series)
	for _, p := range c.Panels {
		for _, s := range p.Series {
			switch {
			case len(p.Series) == 1:
				s.Name = p.Title
			default:
				s.Name = p.Title + ", " + s.Name
			}
			columns = append(columns, s)
		}
	}
	return columns
}
