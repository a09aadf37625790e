package data

import (
	"slices"

	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// Evaluate returns what the terms give for the result, and false when that
// cannot be said: they have no common unit, or a divisor may be nothing. For a
// relation that bounds its result, the interval is all that the result may be.
func (r *Relation) Evaluate() (Derivation, bool) {
	d := Derivation{Relation: r}
	if len(r.Terms) == 0 {
		return d, false
	}
	var ok bool
	switch r.Form {
	case Product:
		d.Quantity, d.Interval, ok = r.product()
	case Quotient:
		d.Quantity, d.Interval, ok = r.quotient()
	case Relative:
		d.Quantity, d.Interval, ok = r.relative()
	default:
		d.Quantity, d.Interval, ok = r.linear()
	}
	if !ok {
		return d, false
	}
	return r.judge(d), true
}

// linear adds the terms, or finds what lies between them.
func (r *Relation) linear() (q quantity.Quantity, interval quantity.Interval, ok bool) {
	unit := r.unit()
	for i, t := range r.Terms {
		term, ok := inUnit(t.Fact, unit)
		if !ok {
			return q, interval, false
		}
		of := term.Interval()
		if t.Factor < 0 {
			term, of = term.Neg(), of.Neg()
		}
		if i == 0 {
			q, interval = term, of
			continue
		}
		q.Exact = q.Exact && term.Exact
		q.Decimals = min(q.Decimals, term.Decimals)
		if r.Form == Between {
			interval = hull(interval, of)
			continue
		}
		q.Number = q.Number.Add(term.Number)
		interval = interval.Add(of)
	}
	return q, interval, true
}

// judge compares with the result, and rounds to its accuracy.
func (r *Relation) judge(d Derivation) Derivation {
	if r.Result == nil {
		d.Agrees = true
		d.Number = d.Number.Round(d.Decimals)
		return d
	}
	result := r.Result.Interval()
	switch r.Form {
	case Between:
		d.Quantity = r.Result.Quantity
		d.Agrees = result.Overlaps(d.Interval)
	case AtMost:
		// Amounts of one sign: costs are below nothing, all else above.
		d.Agrees = d.Interval.Lo.Cmp(result.Hi) <= 0
		if r.Result.Number.Sign() < 0 {
			d.Agrees = result.Lo.Cmp(d.Interval.Hi) <= 0
		}
	default:
		d.Agrees = result.Overlaps(d.Interval)
	}
	d.Unit, d.Decimals = r.Result.Unit, max(r.Result.Decimals, r.Result.Written)
	d.Number = d.Number.Round(d.Decimals)
	return d
}

// unit is the unit in which the terms are added: the result's, else the first's.
func (r *Relation) unit() quantity.Unit {
	if r.Result != nil {
		return r.Result.Unit
	}
	if len(r.Terms) == 0 {
		return quantity.None
	}
	return r.Terms[0].Fact.Unit
}

// inUnit converts a fact. A difference of two shares is in percentage points.
func inUnit(f *Fact, unit quantity.Unit) (quantity.Quantity, bool) {
	if unit == quantity.PercentagePoints && f.Unit == quantity.Percent {
		q := f.Quantity
		q.Unit = unit
		return q, true
	}
	return f.In(unit)
}

func hull(a, b quantity.Interval) quantity.Interval {
	if b.Lo.Cmp(a.Lo) < 0 {
		a.Lo = b.Lo
	}
	if b.Hi.Cmp(a.Hi) > 0 {
		a.Hi = b.Hi
	}
	return a
}

// A relater builds the relations of a dataset and derives what the file lacks.
type relater struct {
	d       *Dataset
	diags   *diag.List
	list    []*account  // of a file with a row for each line
	pending []insertion // derived rows, not yet among the others
}

// An insertion is a derived row with its place: behind the row of that index.
type insertion struct {
	after int
	row   *Row
}

// relate builds all relations of the dataset. The order is that of
// dependence: nets of activities, then totals, which add derived nets too.
func (d *Dataset) relate(diags *diag.List) {
	r := &relater{d: d, diags: diags}
	r.netsInColumns()
	switch {
	case d.Description.Kind.OneNet:
		r.sums()
		r.groupSums()
		r.oneNet()
	case d.hasLines():
		r.accounts()
		r.nets()
		r.sums()
		r.totals()
	default:
		r.sums()
		r.totals()
		r.groupTotals()
		r.weightedMeans()
	}
	r.deviations()
	r.splits()
	r.partsOfRows()
	r.declared()
	r.transfers()
	r.formulas()
	r.grantBounds()
	r.lists()
	r.insert()
}

func (d *Dataset) hasLines() bool {
	return slices.ContainsFunc(d.Rows, func(row Row) bool { return row.Line != "" })
}

// state adds a relation whose result the file states, and keeps what the
// relation gives beside the stated value: the first that disagrees, else the
// first of all.
func (r *relater) state(rel *Relation) {
	derived, ok := rel.Evaluate()
	if !ok {
		r.d.Untested++ // no common unit
		return
	}
	r.d.Relations = append(r.d.Relations, *rel)
	f := rel.Result
	if !rel.Bounds() && (f.Derived == nil || f.Derived.Agrees && !derived.Agrees) {
		derived.Relation = rel
		f.Derived = &derived
	}
}

// add builds the relations that give each fact of the row from the facts of
// other rows in the same column, where the column allows it.
func (r *relater) add(rule diag.Code, result *Row, addends []*Row) {
	if len(addends) == 0 {
		return
	}
	for k := range r.d.Columns {
		for _, f := range result.Cells[k].Facts {
			if !f.HasNumber() || !r.addable(k, f.Unit) {
				continue
			}
			if terms, ok := r.terms(addends, k, f.Part); ok && len(terms) > 0 {
				r.state(&Relation{Rule: rule, Result: f, Terms: terms})
			}
		}
	}
}

// addable reports whether values of the column may be added over rows.
func (r *relater) addable(k int, unit quantity.Unit) bool {
	return r.d.Columns[k].Value != ShareUsed && additive(unit)
}

// terms are the facts of the rows in one column. Shares and the like that stand
// among amounts are left out. When a fact has no number there is nothing to
// test, which is counted.
func (r *relater) terms(rows []*Row, k, part int) ([]Term, bool) {
	terms := make([]Term, 0, len(rows))
	for _, row := range rows {
		f := row.fact(k, part)
		if f != nil && !additive(f.Unit) {
			continue
		}
		if f != nil && f.Status == Missing && f.Words == "" && r.d.Columns[k].sparse() {
			continue
		}
		if f == nil || !f.HasNumber() {
			r.d.Untested++
			return nil, false
		}
		terms = append(terms, Term{Factor: 1, Fact: f})
	}
	return terms, true
}

// fact returns the fact of a cell, or nil.
func (row *Row) fact(column, part int) *Fact {
	if facts := row.Cells[column].Facts; part < len(facts) {
		return facts[part]
	}
	return nil
}
