package quantity

// A Quantity is a number with its unit and the accuracy with which it was stated.
type Quantity struct {
	Number   Number
	Unit     Unit
	Decimals int  // accuracy: digits after the point that mean something; negative for tens, hundreds …
	Exact    bool // counted or defined, not rounded: the interval is a point
}

// Interval returns what the quantity may have been before it was rounded: half of
// the last digit to each side, or the number alone when it is exact.
func (q Quantity) Interval() Interval {
	if q.Exact {
		return Point(q.Number)
	}
	decimals := min(max(q.Decimals, -maxDigits), maxDigits)
	half := Int(5).Shift(-decimals - 1)
	return Interval{Lo: q.Number.Sub(half), Hi: q.Number.Add(half)}
}

// In returns the quantity in another unit, its accuracy shifted with it: 38,3 mnkr
// is 38 300 tkr to the nearest hundred. It returns false when the units don't convert.
func (q Quantity) In(unit Unit) (Quantity, bool) {
	shift, ok := shiftBetween(q.Unit, unit)
	if !ok {
		return Quantity{}, false
	}
	return Quantity{Number: q.Number.Shift(shift), Unit: unit, Decimals: q.Decimals - shift, Exact: q.Exact}, true
}

// Neg returns the quantity with the opposite sign.
func (q Quantity) Neg() Quantity {
	q.Number = q.Number.Neg()
	return q
}

// Abs returns the quantity without its sign.
func (q Quantity) Abs() Quantity {
	q.Number = q.Number.Abs()
	return q
}

// Agree reports whether two statements can both be true: whether the intervals that
// their rounding allows overlap, in the same unit. Units that don't convert never agree.
func Agree(a, b Quantity) bool {
	converted, ok := b.In(a.Unit)
	return ok && a.Interval().Overlaps(converted.Interval())
}
