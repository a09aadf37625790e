package data

import (
	"cmp"
	"slices"

	"tertial/internal/diag"
	"tertial/internal/tabular"
)

// declared builds the relations that the description declares. Their names are
// columns, and hold in every row, or rows, and hold in every value column.
func (r *relater) declared() {
	for i := range r.d.Description.relations {
		spec := &r.d.Description.relations[i]
		if k, ok := r.valueColumn(spec.result.name); ok {
			r.declaredColumns(spec, k)
			continue
		}
		r.declaredRows(spec)
	}
}

// valueColumn finds a value column by its header, id, title or alias.
func (r *relater) valueColumn(name string) (int, bool) {
	word := tabular.Fold(name)
	for k := range r.d.Columns {
		if c := &r.d.Columns[k]; c.Role == RoleValue && c.named(word) {
			return k, true
		}
	}
	return -1, false
}

// unknown reports a name that is neither a row nor a value column.
func (r *relater) unknown(name reference, candidates []string) {
	near := diag.Nearest(name.name, candidates)
	f := diag.New("DATA-RELATION", r.d.Description.place(name.at), "name", name.name, "list", diag.Shortlist(candidates), "nearest", near)
	if near != "" {
		f = f.With("near").Propose(near)
	}
	r.diags.Add(f)
}

func (r *relater) declaredColumns(spec *relationSpec, result int) {
	columns := make([]int, len(spec.terms))
	for i, t := range spec.terms {
		k, ok := r.valueColumn(t.name)
		if !ok {
			r.unknown(t, r.d.ColumnNames())
			return
		}
		columns[i] = k
	}
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		for _, f := range row.Cells[result].Facts {
			facts := make([]*Fact, len(columns))
			for n, k := range columns {
				facts[n] = row.fact(k, f.Part)
			}
			r.declare(spec, f, facts)
		}
	}
}

// declaredRows relates every row of the result's name to the rows of the
// terms' that are like it: of its group, line, period and section.
func (r *relater) declaredRows(spec *relationSpec) {
	results := r.rowsNamed(spec.result.name)
	if len(results) == 0 {
		r.unknown(spec.result, append(r.d.RowNames("row"), r.d.ColumnNames()...))
		return
	}
	terms := make([][]*Row, len(spec.terms))
	for i, t := range spec.terms {
		if terms[i] = r.rowsNamed(t.name); len(terms[i]) == 0 {
			r.unknown(t, r.d.RowNames("row"))
			return
		}
	}
	for _, result := range results {
		rows := make([]*Row, len(terms))
		for i := range terms {
			rows[i] = likest(terms[i], result)
		}
		for k := range r.d.Columns {
			for _, f := range result.Cells[k].Facts {
				r.declare(spec, f, r.factsOf(spec, rows, result, k, f.Part))
			}
		}
	}
}

func (r *relater) rowsNamed(name string) []*Row {
	var rows []*Row
	for i := range r.d.Rows {
		if row := &r.d.Rows[i]; row.Type != Heading && r.d.RowMatches(row, "row", name) {
			rows = append(rows, row)
		}
	}
	return rows
}

// likest is the row that is of the same group, line and period, and best of
// the same section too; nil when there is none.
func likest(rows []*Row, as *Row) *Row {
	var best *Row
	for _, row := range rows {
		if row.alike(as) && (best == nil || row.Section == as.Section && best.Section != as.Section) {
			best = row
		}
	}
	return best
}

// factsOf are the facts of the rows in one column. A flow without an opening
// row opens with what the column before it in time ended with.
func (r *relater) factsOf(spec *relationSpec, rows []*Row, result *Row, k, part int) []*Fact {
	facts := make([]*Fact, 0, len(rows)+1)
	for _, row := range rows {
		if row == nil {
			return nil
		}
		facts = append(facts, row.fact(k, part))
	}
	if spec.rule == "FLOW" && len(spec.terms) == 2 {
		before := r.columnBefore(k)
		if before < 0 {
			return nil
		}
		facts = append(facts, result.fact(before, part))
	}
	return facts
}

// columnBefore is the column whose time ends where that of the column begins.
func (r *relater) columnBefore(k int) int {
	from, _ := r.d.Columns[k].span()
	for i := range r.d.Columns {
		c := &r.d.Columns[i]
		if _, to := c.span(); i != k && from != 0 && to+1 == from && c.Value == r.d.Columns[k].Value {
			return i
		}
	}
	return -1
}

// span are the first and last month of a column's time; zero for none.
func (c *Column) span() (from, to Month) {
	switch {
	case c.Scope == FullYear && c.Year != 0:
		return MonthOf(c.Year, 1), MonthOf(c.Year, 12)
	case c.Scope == YearToDate && c.To != 0:
		return MonthOf(c.To.Year(), 1), c.To
	case c.Scope == MonthlyAverage:
		return 0, 0
	default:
		return cmp.Or(c.From, c.To), c.To
	}
}

// declare builds one relation, when all its facts are numbers.
func (r *relater) declare(spec *relationSpec, result *Fact, facts []*Fact) {
	if !result.HasNumber() || len(facts) == 0 || slices.Contains(facts, result) {
		return
	}
	rel := &Relation{Rule: spec.rule, Result: result, Scale: spec.scale}
	for i, f := range facts {
		if f == nil || !f.HasNumber() {
			r.d.Untested++
			return
		}
		factor := 1
		if i < len(spec.factors) {
			factor = spec.factors[i]
		}
		rel.Terms = append(rel.Terms, Term{factor, f})
	}
	switch spec.rule {
	case "MULT":
		rel.Form = Product
	case "RATIO":
		rel.Form = Quotient
	}
	r.state(rel)
}
