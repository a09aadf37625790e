package report

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// chart binds a chart block.
func (l *linker) chart(b *content.Block) {
	c := &Chart{
		Block: b, ID: b.ID, Number: len(l.Charts) + 1,
		Title: l.inline(b.Chart.Title), Subtitle: l.inline(b.Chart.Subtitle), Note: l.inline(b.Chart.Note),
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
	if clash := c.arrange(d, rows, columns, b.Chart.Series); clash != "" {
		l.diags.Add(diag.New("CHART", l.Doc.Place(b.Start, b.End), "id", c.ID, "name", clash).With("double"))
		return
	}
	if len(c.Categories) == 0 || len(c.Series) == 0 {
		return // said by the selection
	}
	if !l.convert(c, l.unit(b.Chart.Unit, b)) {
		return
	}
	c.order(b.Chart.Order)
	l.Charts = append(l.Charts, c)
	l.use(d, Use{Kind: UseChart, ID: c.ID, Section: l.sectionAt(b.Start), Facts: c.facts()})
}

// drawable leaves totals out of a chart unless its filters ask for them: a
// total beside its parts dwarfs them.
func drawable(sel *content.Selection) func(*data.Row) bool {
	named := filtered(sel, "row") || filtered(sel, "type")
	return func(r *data.Row) bool {
		return named || r.Type == data.Plain || r.Type == data.OfWhich || r.Type == data.Overlapping
	}
}

// arrange turns rows and columns into series of categories. By default a value
// column is a series and a row a category; otherwise a dimension of the rows
// makes the series, and columns or periods the categories.
func (c *Chart) arrange(d *data.Dataset, rows, columns []int, by string) (clash string) {
	g := newGrid()
	names, timed := columnNames(d, columns)
	across := by != "" && by != "values"
	c.Timed = across && timed
	for _, r := range rows {
		row := &d.Rows[r]
		for _, col := range columns {
			series, category := names[col], rowLabel(d, rows, row)
			c.Timed = c.Timed || !across && row.Period != "" && category == row.Period
			if across {
				series, category = dimension(d, rows, row, by), names[col]
				if row.Period != "" && len(columns) == 1 {
					category, c.Timed = row.Time(d.Lang()), true
				}
			}
			for _, fact := range row.Cells[col].Facts[:min(1, len(row.Cells[col].Facts))] {
				g.set(series, category, fact)
			}
		}
	}
	c.Categories = g.categories
	for _, name := range g.series {
		s := Series{Name: name, Facts: make([]*data.Fact, len(c.Categories))}
		for i, category := range c.Categories {
			s.Facts[i] = g.facts[[2]string{name, category}]
		}
		c.Series = append(c.Series, s)
	}
	return g.clash
}

// columnNames names value columns in a chart: by their time alone where that
// is all they differ in, since the subtitle says the rest.
func columnNames(d *data.Dataset, columns []int) (names map[int]string, timed bool) {
	names = map[int]string{}
	seen := map[string]bool{}
	if len(columns) == 1 {
		return columnTitles(d, columns), d.Columns[columns[0]].Time(d.Lang()) != ""
	}
	for _, c := range columns {
		first, column := &d.Columns[columns[0]], &d.Columns[c]
		name := column.Time(d.Lang())
		if name == "" || seen[name] || column.Value != first.Value || column.Scope != first.Scope || column.Line != first.Line {
			return columnTitles(d, columns), false
		}
		names[c], seen[name] = name, true
	}
	return names, true
}

func columnTitles(d *data.Dataset, columns []int) map[int]string {
	names := map[int]string{}
	for _, c := range columns {
		names[c] = d.Columns[c].Title
	}
	return names
}

// A grid collects facts by series and category in the order of their coming.
type grid struct {
	series, categories []string
	facts              map[[2]string]*data.Fact
	clash              string // a series and category that two facts have
}

func newGrid() *grid { return &grid{facts: map[[2]string]*data.Fact{}} }

func (g *grid) set(series, category string, f *data.Fact) {
	if !slices.Contains(g.series, series) {
		g.series = append(g.series, series)
	}
	if !slices.Contains(g.categories, category) {
		g.categories = append(g.categories, category)
	}
	key := [2]string{series, category}
	if g.facts[key] != nil && g.facts[key] != f {
		g.clash = series + ", " + category
		return
	}
	g.facts[key] = f
}

// rowLabel names a row as far as needed: its name, and line, group or period
// where the chosen rows differ in them.
func rowLabel(d *data.Dataset, rows []int, row *data.Row) string {
	first := &d.Rows[rows[0]]
	label := partName(row, rows)
	differ := func(get func(*data.Row) string) bool {
		return slices.ContainsFunc(rows, func(i int) bool { return get(&d.Rows[i]) != get(first) })
	}
	if !differ(func(r *data.Row) string { return r.Name }) {
		label = ""
	}
	var parts []string
	if label != "" {
		parts = append(parts, label)
	}
	if label != "" && clashes(d, rows, row) && row.Section != "" {
		parts = append(parts, row.Section)
	}
	if differ(func(r *data.Row) string { return string(r.Line) }) {
		parts = append(parts, d.LineName(row.Line))
	}
	if differ(func(r *data.Row) string { return r.Group }) {
		parts = append(parts, data.GroupName(row.Group, d.Lang()))
	}
	if differ(func(r *data.Row) string { return r.Period }) {
		parts = append(parts, row.Period)
	}
	if len(parts) == 0 {
		return cmp.Or(row.Name, row.Period)
	}
	return strings.Join(parts, ", ")
}

// clashes reports whether a row of another section has the same name.
func clashes(d *data.Dataset, rows []int, row *data.Row) bool {
	return slices.ContainsFunc(rows, func(i int) bool {
		return d.Rows[i].Name == row.Name && d.Rows[i].Section != row.Section
	})
}

// partName is a row's name; a part (varav) whose whole is not in the picture
// stands for itself.
func partName(row *data.Row, rows []int) string {
	rest, part := strings.CutPrefix(row.Name, "varav ")
	if !part || slices.Contains(rows, row.Parent) {
		return row.Name
	}
	for i := range rest {
		if i > 0 {
			return strings.ToUpper(rest[:i]) + rest[i:]
		}
	}
	return row.Name
}

// dimension names a row in one dimension, for a legend.
func dimension(d *data.Dataset, rows []int, row *data.Row, by string) string {
	switch by {
	case "line":
		return d.LineName(row.Line)
	case "group":
		return data.GroupName(row.Group, d.Lang())
	default:
		return partName(row, rows)
	}
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
	for i := range c.Series {
		s := &c.Series[i]
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
	}
	c.Decimals = max(c.Decimals, 0)
	return true
}

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
	first := c.Series[0].Cells
	slices.SortStableFunc(index, func(a, b int) int {
		switch {
		case first[a].Missing || first[b].Missing:
			return boolInt(first[a].Missing) - boolInt(first[b].Missing)
		case by == "value":
			return first[a].Number.Cmp(first[b].Number)
		default:
			return first[b].Number.Cmp(first[a].Number)
		}
	})
	c.Categories = permute(c.Categories, index)
	for i := range c.Series {
		c.Series[i].Facts = permute(c.Series[i].Facts, index)
		c.Series[i].Cells = permute(c.Series[i].Cells, index)
	}
}

func (c *Chart) facts() []*data.Fact {
	var facts []*data.Fact
	for _, s := range c.Series {
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
// minus is a deficit and plus a surplus.
func (c *Chart) Account() bool {
	for _, f := range c.facts() {
		if f.Value != data.Deviation {
			return false
		}
	}
	return c.Dataset.Description.Kind.Account
}
