package report

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
)

// An arranger turns rows and columns into panels of series of categories. By
// default a value column is a series and a row a category; otherwise a dimension
// of the rows makes the series, and what else they differ in, or columns or
// periods, the categories.
type arranger struct {
	chart   *Chart
	d       *data.Dataset
	by      string // what makes the series: values, or a dimension of the rows
	panels  string // and the panels; "" is one
	columns []int
	names   map[int]string // of the columns
	timed   bool           // the columns' names are times
	grid    grid
}

// arrange fills Categories and Series or Panels. A clash is where two facts
// would stand in the same place.
func (c *Chart) arrange(rows, columns []int) (clash string) {
	d := c.Dataset
	a := &arranger{chart: c, d: d, by: c.Block.Chart.Series, panels: c.Block.Chart.Panels, columns: columns}
	a.grid.facts = map[[3]string]*data.Fact{}
	switch c.Block.Chart.Type {
	case content.LikertChart, content.BulletChart: // answers and targets have names, whatever their time
		a.names = columnTitles(d, columns)
	default:
		course := c.Block.Chart.Type == content.LineChart || c.Block.Chart.Type == content.AreaChart
		a.names, a.timed = columnNames(d, columns, course)
	}
	for _, part := range a.parts(rows) {
		a.part(part)
	}
	a.fill()
	return a.grid.clash
}

// parts divides the rows among the panels.
func (a *arranger) parts(rows []int) [][]int {
	if a.panels == "" || a.panels == "values" {
		return [][]int{rows}
	}
	var parts [][]int
	index := map[string]int{}
	for _, r := range rows {
		name := a.dimension(rows, &a.d.Rows[r], a.panels)
		i, seen := index[name]
		if !seen {
			i = len(parts)
			index[name] = i
			parts = append(parts, nil)
		}
		parts[i] = append(parts[i], r)
	}
	return parts
}

// part places the facts of one panel's rows.
func (a *arranger) part(rows []int) {
	across := a.by != "values"
	// A panel of a single row has nothing but its columns to compare.
	lone := a.panels != "" && a.panels != "values" && !across && len(rows) == 1 && len(a.columns) > 1
	a.chart.Timed = a.chart.Timed || (across || lone) && a.timed
	for _, r := range rows {
		row := &a.d.Rows[r]
		for _, col := range a.columns {
			for _, f := range a.factsOf(row, col) {
				series, category := a.names[col], a.category(rows, row)
				switch {
				case across:
					series, category = a.dimensionOf(rows, row, f, a.by), a.along(rows, row, col)
				case lone:
					series, category = "", a.names[col]
				}
				panel := ""
				switch a.panels {
				case "":
				case "values":
					panel = a.names[col]
					if !across {
						series = ""
					}
				default:
					panel = a.dimensionOf(rows, row, f, a.panels)
					if a.by == a.panels {
						series = ""
					}
				}
				a.grid.set(panel, series, category, f)
			}
		}
	}
}

// factsOf are the facts of a cell that the chart shows: the first, or one for
// each group where groups are told apart.
func (a *arranger) factsOf(row *data.Row, col int) []*data.Fact {
	facts := row.Cells[col].Facts
	if len(facts) < 2 || a.by != "group" && a.panels != "group" {
		return facts[:min(1, len(facts))]
	}
	if a.chart.Block.Chart.Type != content.PairedChart {
		return facts
	}
	return slices.DeleteFunc(slices.Clone(facts), func(f *data.Fact) bool { return f.Group == "" })
}

// category names a row where columns are series.
func (a *arranger) category(rows []int, row *data.Row) string {
	label := a.label(rows, row, a.panels)
	if row.Period == "" || label != row.Period {
		return label
	}
	a.chart.Timed = true
	return row.Time(a.d.Lang())
}

// along names a category where rows are series: by its time, by what else the
// rows differ in, or by the column.
func (a *arranger) along(rows []int, row *data.Row, col int) string {
	if row.Period != "" && len(a.columns) == 1 {
		a.chart.Timed = true
		return row.Time(a.d.Lang())
	}
	if rest := a.labelParts(rows, row, a.by, a.panels); len(rest) > 0 && a.by != "row" {
		if len(a.columns) > 1 && a.panels != "values" {
			rest = append(rest, a.names[col])
		}
		a.chart.Timed = false
		return strings.Join(rest, ", ")
	}
	return a.names[col]
}

// fill takes the grid into the chart.
func (a *arranger) fill() {
	g := &a.grid
	a.chart.Categories = g.categories
	series := func(panel string) []Series {
		var list []Series
		for _, name := range g.series {
			s := Series{Name: name, Facts: make([]*data.Fact, len(g.categories))}
			for i, category := range g.categories {
				s.Facts[i] = g.facts[[3]string{panel, name, category}]
			}
			list = append(list, s)
		}
		return list
	}
	if a.panels == "" {
		a.chart.Series = series("")
		return
	}
	for _, panel := range g.panels {
		a.chart.Panels = append(a.chart.Panels, Panel{Title: panel, Series: series(panel)})
	}
}

// columnNames names value columns in a chart: by their time alone where that
// is all they differ in, since the subtitle says the rest. In a course a
// forecast follows outcomes, and the drawing tells them apart.
func columnNames(d *data.Dataset, columns []int, course bool) (names map[int]string, timed bool) {
	names = map[int]string{}
	seen := map[string]bool{}
	if len(columns) == 1 {
		return columnTitles(d, columns), d.Columns[columns[0]].Time(d.Lang()) != ""
	}
	for _, c := range columns {
		first, column := &d.Columns[columns[0]], &d.Columns[c]
		name := column.Time(d.Lang())
		alike := column.Value == first.Value || course && foreseen(column.Value) && foreseen(first.Value)
		if name == "" || seen[name] || !alike || column.Scope != first.Scope || column.Line != first.Line {
			return columnTitles(d, columns), false
		}
		names[c], seen[name] = name, true
	}
	return names, true
}

func foreseen(v data.ValueKind) bool { return v == data.Outcome || v == data.Forecast }

func columnTitles(d *data.Dataset, columns []int) map[int]string {
	names := map[int]string{}
	for _, c := range columns {
		names[c] = d.Columns[c].Title
	}
	return names
}

// A grid collects facts by panel, series and category in the order of their
// coming.
type grid struct {
	panels, series, categories []string
	facts                      map[[3]string]*data.Fact
	clash                      string // a series and category that two facts have
}

func (g *grid) set(panel, series, category string, f *data.Fact) {
	for _, one := range [...]struct {
		list *[]string
		name string
	}{{&g.panels, panel}, {&g.series, series}, {&g.categories, category}} {
		if !slices.Contains(*one.list, one.name) {
			*one.list = append(*one.list, one.name)
		}
	}
	key := [3]string{panel, series, category}
	if g.facts[key] != nil && g.facts[key] != f {
		g.clash = strings.Join(slices.DeleteFunc(key[:], func(s string) bool { return s == "" }), ", ")
		return
	}
	g.facts[key] = f
}

// label names a row as far as needed: its name, and line, group or period
// where the chosen rows differ in them.
func (a *arranger) label(rows []int, row *data.Row, but ...string) string {
	if parts := a.labelParts(rows, row, but...); len(parts) > 0 {
		return strings.Join(parts, ", ")
	}
	return cmp.Or(row.Name, row.Period)
}

func (a *arranger) labelParts(rows []int, row *data.Row, but ...string) []string {
	first := &a.d.Rows[rows[0]]
	differ := func(dimension string, get func(*data.Row) string) bool {
		return !slices.Contains(but, dimension) && slices.ContainsFunc(rows, func(i int) bool { return get(&a.d.Rows[i]) != get(first) })
	}
	var parts []string
	if differ("row", func(r *data.Row) string { return r.Name }) {
		parts = append(parts, partName(row, rows))
		if clashes(a.d, rows, row) && row.Section != "" && !slices.Contains(but, "section") {
			parts = append(parts, row.Section)
		}
	}
	if differ("line", func(r *data.Row) string { return string(r.Line) }) {
		parts = append(parts, a.d.LineName(row.Line))
	}
	if differ("group", func(r *data.Row) string { return r.Group }) {
		parts = append(parts, data.GroupName(row.Group, a.d.Lang()))
	}
	if differ("period", func(r *data.Row) string { return r.Period }) {
		parts = append(parts, row.Period)
	}
	return parts
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

// dimension names a row in one dimension, for a legend or a panel.
func (a *arranger) dimension(rows []int, row *data.Row, by string) string {
	switch by {
	case "line":
		return a.d.LineName(row.Line)
	case "group":
		return data.GroupName(row.Group, a.d.Lang())
	case "section":
		return row.Section
	default:
		return partName(row, rows)
	}
}

// dimensionOf is the same of one of several facts in a cell.
func (a *arranger) dimensionOf(rows []int, row *data.Row, f *data.Fact, by string) string {
	if by == "group" && f.Group != row.Group {
		return data.GroupName(f.Group, a.d.Lang())
	}
	return a.dimension(rows, row, by)
}
