package data

// deviations builds DEV for every column that compares two others of equal
// scope, in every row.
func (r *relater) deviations() {
	for k := range r.d.Columns {
		c := &r.d.Columns[k]
		if c.Of < 0 || c.Against < 0 || c.Value != Deviation && c.Value != Change || !r.d.comparable(c) {
			continue
		}
		for i := range r.d.Rows {
			for _, f := range r.d.Rows[i].Cells[k].Facts {
				r.deviation(&r.d.Rows[i], c, f)
			}
		}
	}
}

// comparable reports whether the two columns speak of equal stretches of time,
// a deviation also of the same one (domain.md §1).
func (d *Dataset) comparable(c *Column) bool {
	of, against := &d.Columns[c.Of], &d.Columns[c.Against]
	if of.Scope != against.Scope {
		return false
	}
	return c.Value == Change || of.Year == against.Year && of.To == against.To
}

func (r *relater) deviation(row *Row, c *Column, f *Fact) {
	of, against := row.fact(c.Of, f.Part), row.fact(c.Against, f.Part)
	if !f.HasNumber() || of == nil || against == nil {
		return
	}
	if !of.HasNumber() || !against.HasNumber() {
		r.d.Untested++
		return
	}
	r.state(&Relation{Rule: "DEV", Result: f, Terms: []Term{{1, of}, {-1, against}}})
}

// splits builds SPLIT for every whole that stands beside its groups, in rows
// or in one cell.
func (r *relater) splits() {
	if r.d.Description.Split == "" {
		return
	}
	for _, group := range r.wholes() {
		for k := range r.d.Columns {
			c := &r.d.Columns[k]
			if c.Role == RoleValue && c.Value != Deviation && c.Value != Change && len(c.Parts) < 2 {
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
	within := r.d.Description.Split == SplitWithin
	if within && whole.Unit.Counted() {
		return // a number of things never lies between its parts
	}
	terms := make([]Term, 0, len(parts))
	for _, f := range parts {
		if f == nil || !f.HasNumber() {
			r.d.Untested++
			return
		}
		terms = append(terms, Term{1, f})
	}
	r.state(&Relation{Rule: "SPLIT", Result: whole, Terms: terms, Within: within})
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
