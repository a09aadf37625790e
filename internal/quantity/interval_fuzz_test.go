package quantity

import (
	"math/big"
	"slices"
	"testing"
)

// FuzzInterval compares the arithmetic of intervals with exact fractions over
// all that the ends and what lies between them can give. Quotients are rounded
// outwards, and no further than their last digit.
func FuzzInterval(f *testing.F) {
	f.Add(int64(-15), int64(5), uint8(1), int64(20), int64(-30), uint8(2))
	f.Add(int64(0), int64(0), uint8(0), int64(0), int64(1), uint8(3))
	f.Add(int64(9_223_372_036_854_775_807), int64(-9_223_372_036_854_775_807), uint8(9), int64(3), int64(7), uint8(0))
	f.Add(int64(1000), int64(1), uint8(12), int64(-1), int64(-3), uint8(12))
	f.Fuzz(func(t *testing.T, a, b int64, scaleA uint8, c, d int64, scaleC uint8) {
		x, y := between(a, b, int(scaleA%20)), between(c, d, int(scaleC%20))
		xs, ys := points(t, x), points(t, y)
		holds(t, "sum", x.Add(y), xs, ys, (*big.Rat).Add)
		holds(t, "difference", x.Sub(y), xs, ys, (*big.Rat).Sub)
		holds(t, "product", x.Mul(y), xs, ys, (*big.Rat).Mul)
		holds(t, "multiple", x.MulNumber(y.Lo), xs, ys[:1], (*big.Rat).Mul)
		first := func(r, v, _ *big.Rat) *big.Rat { return r.Set(v) }
		holds(t, "negative", x.Neg().Neg(), xs, ys[:1], first)
		holds(t, "magnitude", x.Abs(), magnitudes(x, xs), ys[:1], first)
		quotient(t, x, y)
		if got, want := x.Overlaps(y), xs[1].Cmp(ys[0]) >= 0 && ys[1].Cmp(xs[0]) >= 0; got != want {
			t.Fatalf("%v–%v and %v–%v overlap: %v", x.Lo, x.Hi, y.Lo, y.Hi, got)
		}
	})
}

// between is the interval of two numbers, whichever is the smaller.
func between(a, b int64, scale int) Interval {
	lo, hi := Int(a).Shift(-scale), Int(b).Shift(-scale)
	if hi.Cmp(lo) < 0 {
		lo, hi = hi, lo
	}
	return Interval{Lo: lo, Hi: hi}
}

// points are the ends of an interval, then some numbers inside.
func points(t *testing.T, i Interval) []*big.Rat {
	t.Helper()
	lo, hi := rat(t, i.Lo), rat(t, i.Hi)
	all := []*big.Rat{lo, hi}
	for _, part := range []*big.Rat{big.NewRat(1, 2), big.NewRat(1, 3), big.NewRat(9, 10)} {
		inside := new(big.Rat).Sub(hi, lo)
		all = append(all, inside.Mul(inside, part).Add(inside, lo))
	}
	return all
}

// magnitudes are those of the points, and 0 where it is one of them.
func magnitudes(i Interval, points []*big.Rat) []*big.Rat {
	var all []*big.Rat
	for _, p := range points {
		all = append(all, new(big.Rat).Abs(p))
	}
	if i.Contains(Number{}) {
		all = append(all, new(big.Rat))
	}
	return all
}

// holds checks that the interval has all that the operation gives of points,
// and that its ends are reached.
func holds(t *testing.T, what string, got Interval, xs, ys []*big.Rat, op func(r, x, y *big.Rat) *big.Rat) {
	t.Helper()
	var values []*big.Rat
	for _, x := range xs {
		for _, y := range ys {
			values = append(values, op(new(big.Rat), x, y))
		}
	}
	least, most := slices.MinFunc(values, (*big.Rat).Cmp), slices.MaxFunc(values, (*big.Rat).Cmp)
	if rat(t, got.Lo).Cmp(least) != 0 || rat(t, got.Hi).Cmp(most) != 0 {
		t.Fatalf("%s: got %v–%v, want %s–%s", what, got.Lo, got.Hi, least.RatString(), most.RatString())
	}
}
