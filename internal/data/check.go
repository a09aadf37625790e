package data

import (
	"tertial/internal/diag"
	"tertial/internal/tabular"
)

// A checker looks at what the rows of a kind say, beyond their numbers.
type checker struct {
	d     *Dataset
	diags *diag.List
	today string // ISO: the report's date, else its period's last day; "" for none
}

// check applies the checks of the dataset's kind. They know no other day than
// the report's.
func (d *Dataset) check(defaults Defaults, diags *diag.List) {
	checks := d.Description.Kind.checks
	c := &checker{d: d, diags: diags, today: defaults.Date}
	if period := orElse(defaults.Period, d.Description.Period); c.today == "" && !period.IsZero() {
		c.today = endOf(period.To)
	}
	d.Today = c.today
	for _, check := range checks {
		check(c)
	}
}

// plain visits the rows that are neither sums nor headings.
func (c *checker) plain(visit func(i int, row *Row)) {
	for i := range c.d.Rows {
		if row := &c.d.Rows[i]; !row.Derived && (row.Type == Plain || row.Type == OfWhich) {
			visit(i, row)
		}
	}
}

// entryPlace is where a row says something, else where its name stands.
func (c *checker) entryPlace(i int, word string) diag.Place {
	if k := c.d.labelColumn(word); k >= 0 && c.d.Rows[i].Cells[k].Text != "" {
		return c.d.cellPlace(i, k)
	}
	return c.d.NamePlace(i)
}

// number returns the fact of a row in the column of a role word when it is a
// number other than nothing, else nil.
func (c *checker) number(row *Row, word string) *Fact {
	k := c.d.columnOf(word)
	if k < 0 {
		return nil
	}
	if f := row.fact(k, 0); f != nil && f.HasNumber() && !f.Number.IsZero() {
		return f
	}
	return nil
}

// passed reports whether the report's day is after the one of an entry.
func (c *checker) passed(row *Row, word string) (day string, ok bool) {
	day = c.d.Entry(row, word)
	return day, day != "" && c.today != "" && day < c.today
}

// projects checks investments: what is decided year by year has no earlier
// outcome, and what was carried over has a decision.
func (c *checker) projects() {
	c.plain(func(i int, row *Row) {
		if f := c.number(row, "actual_prior"); f != nil && c.d.Entry(row, "type") == annual {
			c.diags.Add(diag.New("PROJECT", c.d.factPlace(f), "row", c.d.Label(row), "value", f.Quantity).
				See("type", c.entryPlace(i, "type")))
		}
		if f := c.number(row, "carried_over"); f != nil && c.d.Entry(row, "decision") == "" {
			c.diags.Add(diag.New("PROJECT", c.d.factPlace(f), "row", c.d.Label(row), "value", f.Quantity).With("decision"))
		}
	})
}

// factPlace is where a fact stands.
func (d *Dataset) factPlace(f *Fact) diag.Place {
	c := &d.Columns[f.ColumnIndex]
	return d.Source.Place(f.Start, f.End).InCell(c.Header, c.Index)
}

// grantDates reports grants whose dates have passed: to claim them, when
// nothing is claimed, and to report what they were used for.
func (c *checker) grantDates() {
	c.plain(func(i int, row *Row) {
		if day, ok := c.passed(row, "claim_by"); ok && c.number(row, "claimed") == nil {
			c.diags.Add(diag.New("DEADLINE", c.entryPlace(i, "claim_by"), "row", c.d.Label(row), "day", day, "today", c.today).With("claim"))
		}
		if day, ok := c.passed(row, "report_by"); ok {
			f := diag.New("DEADLINE", c.entryPlace(i, "report_by"), "row", c.d.Label(row), "day", day, "today", c.today).With("report")
			f.Severity = diag.Note
			c.diags.Add(f)
		}
	})
}

// assignments reports those that are open after the day on which they were due.
func (c *checker) assignments() {
	c.plain(func(i int, row *Row) {
		status := c.d.Entry(row, "status")
		if day, ok := c.passed(row, "due"); ok && (status == open || status == "") {
			c.diags.Add(diag.New("DEADLINE", c.entryPlace(i, "due"), "row", c.d.Label(row), "day", day, "today", c.today))
		}
	})
}

// moves reports transfers that say neither from nor to, or one of them alone
// when no other of the same decision says the other.
func (c *checker) moves() {
	sides := map[string]int{}
	key := func(row *Row) string { return c.d.Entry(row, "date") + "\x00" + tabular.Fold(row.Name) }
	c.plain(func(_ int, row *Row) {
		if c.d.oneSided(row) != 0 {
			sides[key(row)]++
		}
	})
	c.plain(func(i int, row *Row) {
		if c.d.Entry(row, "type") != transfer || c.d.Entry(row, "from") != "" && c.d.Entry(row, "to") != "" {
			return
		}
		if c.d.oneSided(row) == 0 || sides[key(row)] == 1 {
			f := diag.New("TRANSFER", c.entryPlace(i, "type"), "row", c.d.Label(row)).With("side")
			f.Severity = diag.Warning // the decision may not say it
			c.diags.Add(f)
		}
	})
}

// smallestBase is how many a group must have for its sick leave to be shown:
// groups of more than ten (domain.md §3).
const smallestBase = 11

// bases notes groups that are so small that a share tells about persons.
func (c *checker) bases() {
	c.plain(func(_ int, row *Row) {
		f := c.number(row, "base")
		if f == nil || f.Number.Cmp(quantityInt(smallestBase)) >= 0 {
			return
		}
		for k := range row.Cells {
			if shown := row.fact(k, 0); shown != nil && shown != f && shown.HasNumber() && shown.Status != Derived {
				c.diags.Add(diag.New("BASE", c.d.factPlace(f), "row", c.d.Label(row), "value", f.Quantity, "limit", smallestBase))
				return
			}
		}
	})
}
