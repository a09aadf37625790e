package data

import (
	"strings"

	"tertial/internal/quantity"
)

// spare is how many digits a quotient keeps beyond its result's own.
const spare = 6

// product multiplies the terms. Of their units only money counts, above the
// line of a quotient too: kr/person times persons is kr. A share is a part.
func (r *Relation) product() (q quantity.Quantity, interval quantity.Interval, ok bool) {
	q.Number, q.Exact = quantity.Int(1), true
	if !r.Scale.IsZero() {
		q.Number = r.Scale
	}
	interval = quantity.Point(q.Number)
	for _, t := range r.Terms {
		factor := scores(t.Fact)
		of := factor.Interval()
		if factor.Unit == quantity.Percent {
			factor.Number = factor.Number.Shift(-2)
			of = quantity.Interval{Lo: of.Lo.Shift(-2), Hi: of.Hi.Shift(-2)}
		}
		if money, ok := moneyOf(factor.Unit); ok {
			if q.Unit != quantity.None {
				return q, interval, false // money times money
			}
			q.Unit = money
		}
		q.Number, interval = q.Number.Mul(factor.Number), interval.Mul(of)
		q.Exact = q.Exact && factor.Exact
	}
	return r.inResult(q, interval)
}

// moneyOf returns the money in a unit: kr of kr/månad.
func moneyOf(u quantity.Unit) (quantity.Unit, bool) {
	if numerator, _, cut := strings.Cut(string(u), "/"); cut {
		u = quantity.Unit(numerator)
	}
	return u, u.Money()
}

// inResult turns money into the result's, and a part into a share.
func (r *Relation) inResult(q quantity.Quantity, interval quantity.Interval) (quantity.Quantity, quantity.Interval, bool) {
	if r.Result == nil {
		return q, interval, true
	}
	shift := 0
	if r.Result.Unit == quantity.Percent {
		shift = 2
	}
	if to, ok := moneyOf(r.Result.Unit); ok && q.Unit != quantity.None {
		one, ok := quantity.Quantity{Number: quantity.Int(1), Unit: q.Unit}.In(to)
		if !ok {
			return q, interval, false
		}
		q.Number = q.Number.Mul(one.Number)
		interval = interval.MulNumber(one.Number)
	}
	q.Number = q.Number.Shift(shift)
	interval = quantity.Interval{Lo: interval.Lo.Shift(shift), Hi: interval.Hi.Shift(shift)}
	q.Unit = r.Result.Unit
	return q, interval, true
}

// quotient divides the first term by the second. Whole numbers are counts.
func (r *Relation) quotient() (q quantity.Quantity, interval quantity.Interval, ok bool) {
	if len(r.Terms) != 2 {
		return q, interval, false
	}
	a, b := counts(r.Terms[0].Fact), counts(r.Terms[1].Fact)
	if a.Unit.Money() != b.Unit.Money() && r.Result != nil && r.Result.Unit == quantity.Percent {
		return q, interval, false // money is no part of anything else
	}
	if a.Unit.Money() && b.Unit.Money() {
		a, _ = a.In(b.Unit)
	}
	interval, ok = a.Interval().Quo(b.Interval())
	if !ok {
		return q, interval, false
	}
	q.Number, ok = quantity.Quo(a.Number, b.Number, r.digits())
	if a.Unit.Money() && !b.Unit.Money() {
		q.Unit = a.Unit
	}
	if !ok {
		return q, interval, false
	}
	return r.inResult(q, interval)
}

// counts takes a whole number that is no amount as exact, whatever the unit of
// the measure whose part it is, unless its column says that it is rounded.
func counts(f *Fact) quantity.Quantity {
	q := f.Quantity
	if !q.Unit.Money() && q.Decimals == 0 && !f.Dataset.Columns[f.ColumnIndex].Rounded {
		q.Exact = true
	}
	return q
}

// scores takes a whole number of no unit, or of things that only the file has a
// word for, as exact: points of a scale, or how many there are. A known unit
// that is not counted, such as hours, is measured and may be rounded.
func scores(f *Fact) quantity.Quantity {
	_, known := quantity.ParseUnit(string(f.Unit))
	if f.Status == Derived || f.Unit != quantity.None && (known || strings.Contains(string(f.Unit), "/")) {
		return f.Quantity
	}
	return counts(f)
}

func (r *Relation) digits() int {
	if r.Result == nil {
		return spare
	}
	return max(r.Result.Decimals, 0) + spare
}

// relative is the difference of the terms in per cent of the second.
func (r *Relation) relative() (q quantity.Quantity, interval quantity.Interval, ok bool) {
	if len(r.Terms) != 2 {
		return q, interval, false
	}
	b := r.Terms[1].Fact.Quantity
	a, ok := r.Terms[0].Fact.In(b.Unit)
	if !ok {
		return q, interval, false
	}
	// (a − b)/|b| is a/|b| minus the sign of b: so b counts once only.
	base := b.Interval().Abs()
	ratio, ok := a.Interval().Quo(base)
	if !ok {
		return q, interval, false
	}
	one := quantity.Int(100)
	if b.Number.Sign() < 0 {
		one = one.Neg()
	}
	interval = ratio.MulNumber(quantity.Int(100)).Sub(quantity.Point(one))
	q.Number, ok = quantity.Quo(a.Number.Sub(b.Number).Mul(quantity.Int(100)), b.Number.Abs(), r.digits())
	q.Unit = quantity.Percent
	return q, interval, ok
}
