package data

import "tertial/internal/quantity"

const quantityPercent = quantity.Percent

// formulas computes what the kind derives: beside a column that the file
// states, or into the one that was added for it. Sums come after what they add.
func (r *relater) formulas() {
	rows := r.rows()
	for i := range r.d.formulas {
		b := &r.d.formulas[i]
		c := &r.d.Columns[b.column]
		if !c.Derived && c.Of >= 0 {
			continue // related as every column that compares two
		}
		ways := newWays(len(b.ways))
		for _, sums := range [...]bool{false, true} {
			for n, row := range rows {
				sum := row.Type == Total || row.Type == Subtotal
				if row.Type == Heading || !c.Derived && row.Derived || sum != sums {
					continue
				}
				for part := range r.partsOf(row, b) {
					if sum && ways.differ() {
						r.sumOfFormula(b, row, part)
					} else {
						ways.take(r.formula(b, rows, n, part))
					}
				}
				for _, f := range row.Cells[b.column].Facts {
					f.RowIndex = min(n, len(r.d.Rows)-1) // a derived row's is set when it is inserted
				}
			}
		}
	}
}

// ways says in which ways the rows of a file have computed a formula.
type ways []bool

func newWays(n int) ways { return make(ways, n) }

func (w ways) take(way int) {
	if way >= 0 {
		w[way] = true
	}
}

// differ reports whether rows have computed in several ways, so that a sum has
// no way of its own.
func (w ways) differ() bool {
	n := 0
	for _, taken := range w {
		if taken {
			n++
		}
	}
	return n > 1
}

// sumOfFormula adds up what the rows of a sum have computed in different ways.
// A share of all has no meaning then.
func (r *relater) sumOfFormula(b *boundFormula, row *Row, part int) {
	c := &r.d.Columns[b.column]
	if !c.Derived || b.value == ShareUsed {
		return
	}
	if terms, ok := r.terms(r.all(row), b.column, part); ok && len(terms) > 0 && row.Type == Total {
		r.give(row, b.column, part, &Relation{Rule: "SUM", Terms: terms})
	}
}

// partsOf counts the values in the cells that a formula begins with.
func (r *relater) partsOf(row *Row, b *boundFormula) int {
	most := 0
	for i := range b.ways {
		most = max(most, len(row.Cells[b.ways[i].terms[0].column].Facts))
	}
	return most
}

// formula computes one cell in the first way that the row has numbers for, and
// returns which it is; −1 for none.
func (r *relater) formula(b *boundFormula, rows []*Row, n, part int) int {
	row, c := rows[n], &r.d.Columns[b.column]
	for i := range b.ways {
		terms, ok := r.wayTerms(&b.ways[i], rows, n, part)
		if !ok {
			continue
		}
		var whole *Fact
		if w := &b.ways[i]; w.of >= 0 {
			whole = r.at(rows, n, w.of, part, w.ofAt)
		}
		f := row.fact(b.column, part)
		switch {
		case c.Derived && whole != nil:
			r.share(row, b, part, terms, whole)
		case c.Derived:
			r.give(row, b.column, part, &Relation{Rule: "DEV", Terms: terms})
		case f == nil || !f.HasNumber():
		case whole != nil:
			r.statedShare(f, terms, whole)
		default:
			r.state(&Relation{Rule: "DEV", Result: f, Terms: terms})
		}
		return i
	}
	return -1
}

// statedShare relates a share that the file states: what its terms are
// together, of the whole.
func (r *relater) statedShare(f *Fact, terms []Term, whole *Fact) {
	sum := &Relation{Rule: "RATIO", Terms: terms}
	derived, ok := sum.Evaluate()
	if !ok {
		return
	}
	part := *terms[0].Fact
	part.Quantity, part.Status, part.Derived = derived.Quantity, Derived, &derived
	r.state(&Relation{Rule: "RATIO", Form: Quotient, Result: f, Terms: []Term{{1, &part}, {1, whole}}})
}

// wayTerms are the numbers that a way adds and subtracts in one row.
func (r *relater) wayTerms(w *boundWay, rows []*Row, n, part int) ([]Term, bool) {
	terms := make([]Term, 0, len(w.terms))
	for _, s := range w.terms {
		f := r.at(rows, n, s.column, part, s.at)
		switch {
		case f != nil:
			terms = append(terms, Term{s.factor, f})
		case !s.may:
			return nil, false
		}
	}
	if w.of >= 0 && r.at(rows, n, w.of, part, w.ofAt) == nil {
		return nil, false
	}
	return terms, len(terms) > 0
}

// at returns the number of a column in the row, or in the one of its series
// that the place means; nil when there is none.
func (r *relater) at(rows []*Row, n, column, part int, place rowRef) *Fact {
	row := rows[n]
	if place != rowHere {
		row = r.sibling(rows, n, place)
	}
	if row == nil {
		return nil
	}
	if f := row.fact(column, part); f != nil && f.HasNumber() {
		return f
	}
	return nil
}

// sibling returns another row of the series: the one before, or the last one,
// of the final accounts. Nothing follows that one, and it is not compared with
// itself.
func (r *relater) sibling(rows []*Row, n int, place rowRef) *Row {
	row := rows[n]
	if place == rowBefore {
		for i := n - 1; i >= 0; i-- {
			if rows[i].follows(row) {
				return rows[i]
			}
		}
		return nil
	}
	for _, other := range rows {
		if other.closed && other != row && other.follows(row) {
			return other
		}
	}
	return nil
}

// follows reports whether two rows are of the same series.
func (row *Row) follows(other *Row) bool {
	return row.Type == Plain && other.Type == Plain && row.Section == other.Section && row.alike(other)
}

// share derives a share in per cent. What a deviation is of a budget has the
// deviation's sign; what is used of it is a share of the same sign.
func (r *relater) share(row *Row, b *boundFormula, part int, terms []Term, whole *Fact) {
	used, ok := (&Relation{Rule: "RATIO", Terms: terms}).Evaluate()
	base, same := whole.In(used.Unit)
	if !ok || !same {
		return
	}
	if b.value != ShareUsed {
		base = base.Abs()
	}
	ratio, ok := used.Interval.Quo(base.Interval())
	if !ok {
		return
	}
	const decimals = 1
	number, ok := quantity.Quo(used.Number.Shift(2), base.Number, decimals)
	if !ok {
		return
	}
	r.put(row, b.column, part, Derivation{
		Quantity: quantity.Quantity{Number: number, Unit: quantity.Percent, Decimals: decimals},
		Interval: quantity.Interval{Lo: ratio.Lo.Shift(2), Hi: ratio.Hi.Shift(2)}, Agrees: true,
	})
}
