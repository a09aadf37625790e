package data

import (
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

func quantityInt(n int64) quantity.Number { return quantity.Int(n) }

// Closes reports whether a row of a series of forecasts is that of the final
// accounts.
func Closes(name string) bool {
	switch tabular.Fold(name) {
	case "bokslut", "årsbokslut", "final accounts", "year-end", "annual accounts":
		return true
	default:
		return false
	}
}

// history checks a series of forecasts: each is later than the one before,
// and the final accounts come last, when their year is over.
func (c *checker) history() {
	type series struct{ section, group, period string }
	newest, closed := map[series]int{}, map[series]bool{}
	var order []series
	c.plain(func(i int, row *Row) {
		s := series{row.Section, row.Group, row.Period}
		previous, seen := newest[s]
		newest[s], closed[s] = i, closed[s] || row.closed
		if !seen {
			order = append(order, s)
			return
		}
		above := &c.d.Rows[previous]
		if above.closed {
			c.diags.Add(diag.New("HISTORY", c.d.NamePlace(i), "row", c.d.Label(row)).With("closed").See("other", c.d.NamePlace(previous)))
		}
		if row.At != "" && above.At != "" && row.At <= above.At {
			c.diags.Add(diag.New("HISTORY", c.entryPlace(i, "as_of"), "row", c.d.Label(row), "day", row.At, "other", above.At).
				See("other", c.entryPlace(previous, "as_of")))
		}
	})
	for _, s := range order {
		row := &c.d.Rows[newest[s]]
		if year := row.To.Year(); !closed[s] && year != 0 && c.today > itoa(year+1) {
			f := diag.New("HISTORY", c.d.NamePlace(newest[s]), "row", c.d.Label(row), "year", itoa(year)).With("open")
			f.Severity = diag.Warning // they may not be made yet
			c.diags.Add(f)
		}
	}
}
