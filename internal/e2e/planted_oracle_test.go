package e2e

import (
	"math/big"
	"strings"

	"tertial/internal/data"
	"tertial/internal/quantity"
)

// A span is all that a printed number may have been before it was rounded. It
// is reckoned with fractions, apart from the arithmetic that is tested.
type span struct{ lo, hi *big.Rat }

// possible reports whether numbers exist that round to everything that is
// printed and satisfy the equation.
func possible(r *data.Relation) bool {
	result := spanOf(r.Result, false)
	if r.Form == data.Quotient || r.Form == data.Product {
		result = share(r.Result, result)
	}
	given, ok := reckon(r)
	return ok && given.lo.Cmp(result.hi) <= 0 && result.lo.Cmp(given.hi) <= 0
}

// reckon returns all that the terms may give.
func reckon(r *data.Relation) (span, bool) {
	var spans []span
	for _, t := range r.Terms {
		s := spanOf(t.Fact, r.Form == data.Quotient || r.Form == data.Product && !measured(t.Fact))
		if r.Form == data.Product {
			s = share(t.Fact, s)
		}
		if r.Form == data.Linear && t.Factor < 0 {
			s = span{new(big.Rat).Neg(s.hi), new(big.Rat).Neg(s.lo)}
		}
		spans = append(spans, s)
	}
	switch r.Form {
	case data.Linear:
		sum := span{new(big.Rat), new(big.Rat)}
		for _, s := range spans {
			sum = span{new(big.Rat).Add(sum.lo, s.lo), new(big.Rat).Add(sum.hi, s.hi)}
		}
		return sum, true
	case data.Product:
		scale := rat(r.Scale)
		if r.Scale.IsZero() {
			scale.SetInt64(1)
		}
		return corners(span{scale, scale}, spans, (*big.Rat).Mul), true
	case data.Quotient:
		return divided(spans)
	case data.Relative:
		change, ok := divided([]span{spans[0], magnitude(spans[1])})
		hundred := big.NewRat(100, 1)
		if spans[1].hi.Sign() < 0 {
			return corners(change, []span{{big.NewRat(-1, 1), big.NewRat(-1, 1)}}, (*big.Rat).Sub).times(hundred), ok
		}
		return corners(change, []span{{big.NewRat(1, 1), big.NewRat(1, 1)}}, (*big.Rat).Sub).times(hundred), ok
	default:
		return span{}, false
	}
}

// divided is the first by the second. A quotient is monotonic in both as long
// as the divisor cannot be nothing, so that its bounds lie at the corners.
func divided(spans []span) (span, bool) {
	if len(spans) != 2 || spans[1].lo.Sign()*spans[1].hi.Sign() <= 0 {
		return span{new(big.Rat), new(big.Rat)}, false
	}
	return corners(spans[0], spans[1:], (*big.Rat).Quo), true
}

// corners joins spans with an operation that has its bounds at their ends.
func corners(s span, others []span, join func(z, x, y *big.Rat) *big.Rat) span {
	for _, o := range others {
		var next span
		for _, a := range [...]*big.Rat{s.lo, s.hi} {
			for _, b := range [...]*big.Rat{o.lo, o.hi} {
				v := join(new(big.Rat), a, b)
				if next.lo == nil || v.Cmp(next.lo) < 0 {
					next.lo = v
				}
				if next.hi == nil || v.Cmp(next.hi) > 0 {
					next.hi = v
				}
			}
		}
		s = next
	}
	return s
}

func (s span) times(by *big.Rat) span {
	return span{new(big.Rat).Mul(s.lo, by), new(big.Rat).Mul(s.hi, by)}
}

func magnitude(s span) span {
	if s.hi.Sign() < 0 {
		return span{new(big.Rat).Neg(s.hi), new(big.Rat).Neg(s.lo)}
	}
	return s
}

// spanOf is the number with half of its last digit to each side, amounts in
// kronor. What was derived may be all that its terms give. The parts of a
// quotient are counted where they are whole numbers, and so are those of a
// product that nobody can measure.
func spanOf(f *data.Fact, counts bool) span {
	if f.Derived != nil && f.Status == data.Derived && f.Derived.Relation != nil {
		s, _ := reckon(f.Derived.Relation)
		return s
	}
	n := rat(f.Number)
	exact := f.Exact || counts && f.Decimals == 0 && !f.Unit.Money() && !f.Dataset.Columns[f.ColumnIndex].Rounded
	half := new(big.Rat)
	if !exact {
		half = new(big.Rat).Quo(power(-f.Decimals), big.NewRat(2, 1))
	}
	s := span{new(big.Rat).Sub(n, half), new(big.Rat).Add(n, half)}
	money, _, _ := strings.Cut(string(f.Unit), "/")
	return s.times(power(map[string]int{"tkr": 3, "mnkr": 6, "mdkr": 9}[money]))
}

// measured reports whether a number is in a unit of measurement: a known one, or a
// quotient. Points of a scale have none.
func measured(f *data.Fact) bool {
	_, known := quantity.ParseUnit(string(f.Unit))
	return f.Unit != quantity.None && (known || strings.Contains(string(f.Unit), "/"))
}

// share makes parts of percentages.
func share(f *data.Fact, s span) span {
	if f.Unit == quantity.Percent {
		return s.times(big.NewRat(1, 100))
	}
	return s
}

// power is ten to the power of n.
func power(n int) *big.Rat {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n, -n))), nil)
	if n < 0 {
		return new(big.Rat).SetFrac(big.NewInt(1), ten)
	}
	return new(big.Rat).SetInt(ten)
}

func rat(n quantity.Number) *big.Rat {
	r, ok := new(big.Rat).SetString(n.String())
	if !ok {
		panic("e2e: no number: " + n.String())
	}
	return r
}
