package data

import (
	"slices"

	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// newRow returns a derived row that speaks of the same thing as another, on
// one of its lines.
func (r *relater) newRow(like *Row, line Line) *Row {
	return &Row{
		Code: like.Code, Name: like.Name, Aliases: like.Aliases, Section: like.Section, Line: line, Group: like.Group,
		Period: like.Period, From: like.From, To: like.To, Type: like.Type, Parent: like.Parent, Level: like.Level,
		Derived: true, Cells: make([]Cell, len(r.d.Columns)),
	}
}

// derive fills a derived row from its addends and keeps it for insertion. A
// row of which nothing can be derived is dropped.
func (r *relater) derive(rule diag.Code, row *Row, after int, addends []*Row) bool {
	r.label(row)
	found := false
	for k := range r.d.Columns {
		if r.d.Columns[k].Role == RoleValue {
			found = r.deriveCell(rule, row, k, addends) || found
		}
	}
	if found {
		r.deriveDeviations(row)
		r.pending = append(r.pending, insertion{after, row})
	}
	return found
}

// label writes the names of a derived row into its cells.
func (r *relater) label(row *Row) {
	for k := range r.d.Columns {
		switch r.d.Columns[k].Role {
		case RoleCode:
			row.Cells[k].Text = row.Code
		case RoleName:
			row.Cells[k].Text = row.Name
		case RoleLine:
			row.Cells[k].Text = row.Line.Name(r.d.lang)
		case RoleSection:
			row.Cells[k].Text = row.Section
		default:
		}
	}
}

// deriveCell adds up one column. Deviations wait for what they compare.
func (r *relater) deriveCell(rule diag.Code, row *Row, k int, addends []*Row) bool {
	c := &r.d.Columns[k]
	if r.compares(c) || c.Derived {
		return false
	}
	for part := range max(len(c.Parts), 1) {
		terms, ok := r.terms(addends, k, part)
		if !ok || len(terms) == 0 || !r.addable(k, terms[0].Fact.Unit) {
			return false
		}
		if !r.give(row, k, part, &Relation{Rule: rule, Terms: terms}) {
			return false
		}
	}
	return true
}

func (r *relater) compares(c *Column) bool { return c.compares() && c.Of >= 0 && c.Against >= 0 }

// compares reports whether the column holds differences of others.
func (c *Column) compares() bool {
	return c.Value == Deviation || c.Value == Change || c.Value == Remaining
}

// deriveDeviations compares the derived values of a row, as its columns ask.
func (r *relater) deriveDeviations(row *Row) {
	for k := range r.d.Columns {
		c := &r.d.Columns[k]
		if c.Role != RoleValue || c.Derived || !r.compares(c) || !r.d.Comparable(c) {
			continue
		}
		for part := range row.Cells[c.Of].Facts {
			of, against := row.fact(c.Of, part), row.fact(c.Against, part)
			if of == nil || against == nil {
				continue
			}
			r.give(row, k, part, &Relation{Rule: "DEV", Terms: []Term{{1, of}, {-1, against}}})
		}
	}
}

// give puts the value of a relation into a cell of a derived row.
func (r *relater) give(row *Row, k, part int, rel *Relation) bool {
	derived, ok := rel.Evaluate()
	if !ok {
		return false
	}
	r.put(row, k, part, derived)
	r.d.Relations = append(r.d.Relations, *rel)
	return true
}

// put makes a fact of a derived value. A difference of shares is in percentage
// points.
func (r *relater) put(row *Row, k, part int, derived Derivation) {
	c := &r.d.Columns[k]
	if c.compares() && c.Unit != quantity.Percent && derived.Unit == quantity.Percent {
		derived.Unit = quantity.PercentagePoints
	}
	row.Cells[k].Facts = append(row.Cells[k].Facts, &Fact{
		Dimensions: r.d.dimensions(row, c, part), Quantity: derived.Quantity, Status: Derived,
		Dataset: r.d, ColumnIndex: k, Part: part, Written: max(derived.Decimals, 0), Derived: &derived,
	})
}

// insert puts the derived rows among the others and corrects all indices.
func (r *relater) insert() {
	if len(r.pending) == 0 {
		return
	}
	slices.SortStableFunc(r.pending, func(a, b insertion) int { return a.after - b.after })
	old := r.d.Rows
	rows := make([]Row, 0, len(old)+len(r.pending))
	moved := make([]int, len(old))
	next := 0
	for i := range old {
		moved[i] = len(rows)
		rows = append(rows, old[i])
		for ; next < len(r.pending) && r.pending[next].after == i; next++ {
			rows = append(rows, *r.pending[next].row)
		}
	}
	taken := make(ids, len(rows))
	for i := range old {
		taken[old[i].ID]++
	}
	r.d.Rows = rows
	for i := range rows {
		row := &rows[i]
		if row.Parent >= 0 {
			row.Parent = moved[row.Parent]
		}
		for k := range row.Cells {
			for _, f := range row.Cells[k].Facts {
				f.RowIndex = i
			}
		}
	}
	for i := range rows {
		if rows[i].Derived {
			rows[i].ID = r.d.rowID(&rows[i], taken)
		}
	}
}
