package quantity

// An Interval is all numbers from Lo to Hi, both included: what a rounded number
// may have been. The zero Interval is the point 0.
type Interval struct{ Lo, Hi Number }

// Point returns the interval that holds n alone.
func Point(n Number) Interval { return Interval{Lo: n, Hi: n} }

// Add returns all sums of a number of a and a number of b.
func (a Interval) Add(b Interval) Interval {
	return Interval{Lo: a.Lo.Add(b.Lo), Hi: a.Hi.Add(b.Hi)}
}

// Sub returns all differences of a number of a and a number of b.
func (a Interval) Sub(b Interval) Interval {
	return Interval{Lo: a.Lo.Sub(b.Hi), Hi: a.Hi.Sub(b.Lo)}
}

// Neg returns the interval mirrored at 0.
func (a Interval) Neg() Interval { return Interval{Lo: a.Hi.Neg(), Hi: a.Lo.Neg()} }

// Abs returns the magnitudes of all numbers of a.
func (a Interval) Abs() Interval {
	switch {
	case a.Lo.Sign() >= 0:
		return a
	case a.Hi.Sign() <= 0:
		return a.Neg()
	default:
		return Interval{Hi: larger(a.Lo.Neg(), a.Hi)}
	}
}

// Mul returns the smallest interval with all products of a number of a and one of b.
func (a Interval) Mul(b Interval) Interval {
	return hull(a.Lo.Mul(b.Lo), a.Lo.Mul(b.Hi), a.Hi.Mul(b.Lo), a.Hi.Mul(b.Hi))
}

// MulNumber returns all numbers of a times n.
func (a Interval) MulNumber(n Number) Interval {
	return hull(a.Lo.Mul(n), a.Hi.Mul(n))
}

// quoDigits is how many digits a quotient's end keeps beyond the divisor's own: far
// more than any amount has, so that what is lost can never decide a comparison.
const quoDigits = 24

// Quo returns an interval with all quotients of a number of a and one of b. Its ends
// are rounded outwards where they have no exact decimal. It returns false when b
// holds 0.
func (a Interval) Quo(b Interval) (Interval, bool) {
	if b.Contains(Number{}) {
		return Interval{}, false
	}
	decimals := quoDigits + max(b.Lo.magnitude(), b.Hi.magnitude())
	lo := func(x, y Number) Number { return quoToward(x, y, decimals, -1) }
	hi := func(x, y Number) Number { return quoToward(x, y, decimals, 1) }
	return Interval{
		Lo: hull(lo(a.Lo, b.Lo), lo(a.Lo, b.Hi), lo(a.Hi, b.Lo), lo(a.Hi, b.Hi)).Lo,
		Hi: hull(hi(a.Lo, b.Lo), hi(a.Lo, b.Hi), hi(a.Hi, b.Lo), hi(a.Hi, b.Hi)).Hi,
	}, true
}

// magnitude is how many digits n has before the point.
func (n Number) magnitude() int {
	var buffer [48]byte
	return len(n.digits(buffer[:0])) - int(n.scale)
}

// Overlaps reports whether at least one number is in both.
func (a Interval) Overlaps(b Interval) bool {
	return a.Lo.Cmp(b.Hi) <= 0 && b.Lo.Cmp(a.Hi) <= 0
}

// Contains reports whether n is in a.
func (a Interval) Contains(n Number) bool {
	return a.Lo.Cmp(n) <= 0 && n.Cmp(a.Hi) <= 0
}

// Width returns Hi − Lo.
func (a Interval) Width() Number { return a.Hi.Sub(a.Lo) }

// hull returns the smallest interval that holds all the numbers.
func hull(first Number, others ...Number) Interval {
	all := Point(first)
	for _, n := range others {
		if n.Cmp(all.Lo) < 0 {
			all.Lo = n
		}
		all.Hi = larger(all.Hi, n)
	}
	return all
}

func larger(a, b Number) Number {
	if a.Cmp(b) < 0 {
		return b
	}
	return a
}
