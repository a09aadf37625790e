package data

import "tertial/internal/quantity"

// weightedMeans derives what a measure of staff is for all groups of a table
// together: the newest year's shares, each weighted by how many it is of.
func (r *relater) weightedMeans() {
	base, newest := r.d.columnOf("base"), r.d.outcome(0)
	if r.d.Description.Kind.Name != staffName || base < 0 || newest < 0 {
		return
	}
	for from := 0; from < len(r.d.Rows); {
		to := from + 1
		for to < len(r.d.Rows) && r.d.Rows[to].Section == r.d.Rows[from].Section {
			to++
		}
		r.weightedMean(from, to, base, newest)
		from = to
	}
}

// weightedMean derives the mean of a block of rows, when all of them say how
// many they are of.
func (r *relater) weightedMean(from, to, base, newest int) {
	var sum, lo, hi, weight quantity.Number
	var first *Fact
	var rows []*Row
	for i := from; i < to; i++ {
		row := &r.d.Rows[i]
		value, of := row.fact(newest, 0), row.fact(base, 0)
		if row.Type != Plain || row.Group != "" || value == nil || of == nil || !value.HasNumber() || !of.HasNumber() {
			return
		}
		if first = orElse(first, value); value.Unit != first.Unit || additive(value.Unit) {
			return
		}
		interval := value.Interval()
		sum, weight = sum.Add(value.Number.Mul(of.Number)), weight.Add(of.Number)
		lo, hi = lo.Add(interval.Lo.Mul(of.Number)), hi.Add(interval.Hi.Mul(of.Number))
		rows = append(rows, row)
	}
	mean, ok := quantity.Quo(sum, weight, first.Decimals)
	if len(rows) < 2 || !ok {
		return
	}
	row := r.newRow(rows[0], "")
	row.Code, row.Aliases, row.Type, row.Name = "", nil, Subtotal, "Vägt snitt"
	if r.d.lang == "en" {
		row.Name = "Weighted mean"
	}
	r.label(row)
	r.pending = append(r.pending, insertion{to - 1, row})
	if terms, ok := r.terms(rows, base, 0); ok {
		r.give(row, base, 0, &Relation{Rule: "SUM", Terms: terms})
	}
	exact := func(n quantity.Number) quantity.Number {
		q, _ := quantity.Quo(n, weight, first.Decimals+spare)
		return q
	}
	r.put(row, newest, 0, Derivation{
		Quantity: quantity.Quantity{Number: mean, Unit: first.Unit, Decimals: first.Decimals},
		Interval: quantity.Interval{Lo: exact(lo), Hi: exact(hi)}, Agrees: true,
	})
}
