package report

import (
	"slices"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
)

// course returns the value columns whose course a table draws in its last
// column: those that the block names, or the outcomes of one scope in order of
// time, with the forecasts that follow them. Fewer than two are a finding.
func (l *linker) course(d *data.Dataset, t *Table, b *content.Block) []int {
	if !b.Table.Trend {
		return nil
	}
	var columns []int
	if len(b.Table.Course) > 0 {
		sel := content.Selection{Values: b.Table.Course}
		if columns = l.selectColumns(d, &sel); len(columns) < len(b.Table.Course) {
			return nil // reported
		}
	} else {
		columns = timeCourse(d, t.Columns)
	}
	if len(columns) < 2 {
		at := l.Doc.Place(b.Table.TrendAt[0], b.Table.TrendAt[1])
		l.diags.Add(diag.New("BLOCK", at, "name", b.ID).With("trend"))
		return nil
	}
	return columns
}

// timeCourse chooses the largest set of columns that only differ in time.
func timeCourse(d *data.Dataset, columns []int) []int {
	var best []int
	for _, c := range columns {
		var set []int
		for _, other := range columns {
			if sameMeasure(&d.Columns[c], &d.Columns[other]) {
				set = append(set, other)
			}
		}
		slices.SortStableFunc(set, func(a, b int) int {
			return order(&d.Columns[a], &d.Columns[b])
		})
		set = onceEach(d, set)
		if len(set) > len(best) {
			best = set
		}
	}
	return best
}

// sameMeasure reports whether two columns measure the same at different times.
func sameMeasure(a, b *data.Column) bool {
	return measured(a) && measured(b) && a.Scope == b.Scope && a.Line == b.Line && a.Group == b.Group && a.Unit == b.Unit
}

func measured(c *data.Column) bool {
	return c.Role == data.RoleValue && (c.Value == data.Outcome || c.Value == data.Forecast || c.Value == data.Number && c.Scope != "")
}

// order sorts columns by time, an outcome before the forecast of the same time.
func order(a, b *data.Column) int {
	switch {
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	case a.Value != data.Forecast && b.Value == data.Forecast:
		return -1
	case a.Value == data.Forecast && b.Value != data.Forecast:
		return 1
	default:
		return 0
	}
}

// onceEach keeps one column for each time: the outcome rather than a forecast.
func onceEach(d *data.Dataset, sorted []int) []int {
	return slices.CompactFunc(sorted, func(a, b int) bool {
		return !d.Columns[a].Before(&d.Columns[b]) && !d.Columns[b].Before(&d.Columns[a])
	})
}
