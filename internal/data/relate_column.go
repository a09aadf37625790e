package data

import "tertial/internal/quantity"

// deviations builds the relations of every column that compares two others, in
// every row: DEV for a difference, RATIO for a share.
func (r *relater) deviations() {
	for k := range r.d.Columns {
		c := &r.d.Columns[k]
		switch {
		case c.Of >= 0 && c.Against >= 0 && r.d.Comparable(c):
			r.compareColumn(k, c.Of, c.Against)
		case c.Numerator >= 0 && c.Denominator >= 0:
			r.compareColumn(k, c.Numerator, c.Denominator)
		}
	}
}

func (r *relater) compareColumn(k, of, against int) {
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		for _, f := range row.Cells[k].Facts {
			r.compareFacts(&r.d.Columns[k], f, row.fact(of, f.Part), row.fact(against, f.Part))
		}
	}
}

func (r *relater) compareFacts(c *Column, f, of, against *Fact) {
	if !f.HasNumber() || of == nil || against == nil {
		return
	}
	if !of.HasNumber() || !against.HasNumber() {
		r.d.Untested++
		return
	}
	rel := &Relation{Rule: "DEV", Result: f, Terms: []Term{{1, of}, {-1, against}}}
	switch {
	case c.Numerator >= 0 || c.Value == ShareUsed:
		rel.Rule, rel.Form, rel.Terms[1].Factor = "RATIO", Quotient, 1
	case f.Unit == quantity.Percent && !rel.holds():
		rel.Form, rel.Terms[1].Factor = Relative, 1
	}
	r.state(rel)
}

// holds reports whether the relation can be tried and holds.
func (r *Relation) holds() bool {
	d, ok := r.Evaluate()
	return ok && d.Agrees
}

// Comparable reports whether the two columns that a column compares speak of
// equal stretches of time, for a deviation the same one (domain.md §1). What
// remains, and what share is used, compares different ones.
func (d *Dataset) Comparable(c *Column) bool {
	of, against := &d.Columns[c.Of], &d.Columns[c.Against]
	switch c.Value {
	case Deviation:
		return of.Scope == against.Scope && of.Year == against.Year && of.To == against.To
	case Change:
		return of.Scope == against.Scope && of.months() == against.months()
	case ShareUsed, Remaining:
		return true
	default:
		return false
	}
}

// months are the months of the year that a column speaks of.
func (c *Column) months() [2]int {
	if c.To == 0 || c.Scope == MonthScope || c.Scope == AtDate {
		return [2]int{} // one month may be compared with another
	}
	first := 1
	if c.From != 0 {
		first = c.From.Month()
	}
	return [2]int{first, c.To.Month()}
}

// splits builds SPLIT for every whole that stands beside its groups, in rows
// or in one cell.
func (r *relater) splits() {
	for _, group := range r.wholes() {
		for k := range r.d.Columns {
			c := &r.d.Columns[k]
			if c.Role == RoleValue && !c.compares() && len(c.Parts) < 2 {
				r.split(group.whole.fact(k, 0), group.facts(k))
			}
		}
	}
	for i := range r.d.Rows {
		for k := range r.d.Columns {
			if facts := r.d.Rows[i].Cells[k].Facts; len(facts) > 2 {
				r.splitCell(facts)
			}
		}
	}
}

// splitCell relates the values of one cell.
func (r *relater) splitCell(facts []*Fact) {
	var whole *Fact
	var parts []*Fact
	for _, f := range facts {
		if f.Group == "" {
			whole = f
		} else {
			parts = append(parts, f)
		}
	}
	r.split(whole, parts)
}

func (r *relater) split(whole *Fact, parts []*Fact) {
	if whole == nil || !whole.HasNumber() || len(parts) < 2 {
		return
	}
	terms := make([]Term, 0, len(parts))
	for _, f := range parts {
		if f == nil || !f.HasNumber() {
			r.d.Untested++
			return
		}
		terms = append(terms, Term{1, f})
	}
	rel := &Relation{Rule: "SPLIT", Result: whole, Terms: terms}
	switch r.d.Description.Split {
	case SplitWithin:
		if whole.Unit.Counted() {
			return // a number of things never lies between its parts
		}
		rel.Form = Between
	case SplitOfAll:
	default:
		rel.Assumed = true
		if !rel.holds() && !whole.Unit.Counted() {
			rel.Form = Between
		}
	}
	r.state(rel)
}

// A grouping is a row for the whole with the rows of its groups.
type grouping struct {
	whole *Row
	parts []*Row
}

func (g *grouping) facts(k int) []*Fact {
	facts := make([]*Fact, 0, len(g.parts))
	for _, row := range g.parts {
		if f := row.fact(k, 0); f != nil {
			facts = append(facts, f)
		}
	}
	return facts
}

// wholes finds the rows without a group that have rows with groups of the same
// thing.
func (r *relater) wholes() []*grouping {
	type key struct {
		code, name, under, period string
		line                      Line
	}
	index := map[key]*grouping{}
	var all []*grouping
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		if row.Type == Heading {
			continue
		}
		k := key{row.Code, row.Name, r.d.under(row), row.Period, row.Line}
		g := index[k]
		if g == nil {
			g = &grouping{}
			index[k] = g
			all = append(all, g)
		}
		if row.Group == "" {
			g.whole = row
		} else {
			g.parts = append(g.parts, row)
		}
	}
	whole := all[:0]
	for _, g := range all {
		if g.whole != nil && len(g.parts) > 1 {
			whole = append(whole, g)
		}
	}
	return whole
}
