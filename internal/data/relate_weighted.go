package data

import "tertial/internal/quantity"

// weightedMeans derives what a measure of staff is for all groups of a table
// together: the newest year's shares, each weighted by how many it is of.
func (r *relater) weightedMeans() {
	base, newest := r.d.columnOf("base"), r.d.outcome(0)
	if r.d.Description.Kind.Name != staffName || base < 0 || newest < 0 {
		return
	}
	var sections []string
	measures := map[string][]int{}
	for i := range r.d.Rows {
		section := r.d.Rows[i].Section
		if measures[section] == nil {
			sections = append(sections, section)
		}
		measures[section] = append(measures[section], i)
	}
	for _, section := range sections {
		r.weightedMean(measures[section], base, newest)
	}
}

// weightedMean derives the mean of a measure's rows, when all of them say how
// many they are of. They need not stand together.
func (r *relater) weightedMean(measure []int, base, newest int) {
	var sum, lo, hi, weight quantity.Number
	var first *Fact
	var rows []*Row
	for _, i := range measure {
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
	r.pending = append(r.pending, insertion{measure[len(measure)-1], row})
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
