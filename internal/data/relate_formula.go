package data

import "tertial/internal/quantity"

const quantityPercent = quantity.Percent

// formulas computes what the kind derives: beside a column that the file
// states, or into the one that was added for it.
func (r *relater) formulas() {
	rows := r.rows()
	for i := range r.d.formulas {
		b := &r.d.formulas[i]
		c := &r.d.Columns[b.column]
		if !c.Derived && c.Of >= 0 {
			continue // related as every column that compares two
		}
		for n, row := range rows {
			if row.Type == Heading || !c.Derived && row.Derived {
				continue
			}
			for part := range r.partsOf(row, b) {
				r.formula(b, rows, n, part)
			}
		}
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

// formula computes one cell in the first way that the row has numbers for.
func (r *relater) formula(b *boundFormula, rows []*Row, n, part int) {
	row, c := rows[n], &r.d.Columns[b.column]
	for i := range b.ways {
		terms, ok := r.wayTerms(&b.ways[i], rows, n, part)
		if !ok {
			continue
		}
		switch {
		case c.Derived && b.ways[i].of >= 0:
			if whole := r.at(rows, n, b.ways[i].of, part, b.ways[i].ofAt); whole != nil {
				r.share(row, b, part, terms, whole)
			}
		case c.Derived:
			r.give(row, b.column, part, &Relation{Rule: "DEV", Terms: terms})
		case b.ways[i].of < 0:
			if f := row.fact(b.column, part); f != nil && f.HasNumber() {
				r.state(&Relation{Rule: "DEV", Result: f, Terms: terms})
			}
		}
		return
	}
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
