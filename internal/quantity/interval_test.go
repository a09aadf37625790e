package quantity

import (
	"math/big"
	"testing"
)

// grid returns small intervals with ends of one decimal, and tenths in each of them.
func grid() []Interval {
	var all []Interval
	for lo := int64(-12); lo <= 12; lo += 3 {
		for hi := lo; hi <= 12; hi += 4 {
			all = append(all, Interval{Lo: Int(lo).Shift(-1), Hi: Int(hi).Shift(-1)})
		}
	}
	return all
}

func inside(i Interval) []Number {
	var all []Number
	for n := i.Lo; n.Cmp(i.Hi) <= 0; n = n.Add(Int(1).Shift(-1)) {
		all = append(all, n)
	}
	return all
}

// TestIntervals compares with all pairs of tenths: every result lies within, and both
// ends are reached.
func TestIntervals(t *testing.T) {
	t.Parallel()
	for _, a := range grid() {
		oracle(t, "abs", a.Abs(), inside(a), []Number{Int(0)}, a.Lo.Sign() < 0 && a.Hi.Sign() > 0, func(x, _ Number) Number { return x.Abs() })
		oracle(t, "neg", a.Neg(), inside(a), []Number{Int(0)}, false, func(x, _ Number) Number { return x.Neg() })
		if a.Width().Sign() < 0 || !a.Width().Equal(a.Hi.Sub(a.Lo)) {
			t.Errorf("width %v", a.Width())
		}
		for _, b := range grid() {
			oracle(t, "add", a.Add(b), inside(a), inside(b), false, Number.Add)
			oracle(t, "sub", a.Sub(b), inside(a), inside(b), false, Number.Sub)
			oracle(t, "mul", a.Mul(b), inside(a), inside(b), false, Number.Mul)
			oracle(t, "mul number", a.MulNumber(b.Lo), inside(a), []Number{b.Lo}, false, Number.Mul)
			quotient(t, a, b)
			overlap := false
			for _, x := range inside(a) {
				overlap = overlap || b.Contains(x)
			}
			if got := a.Overlaps(b); overlap && !got || got != b.Overlaps(a) {
				t.Errorf("%v overlaps %v: %v", a, b, got)
			}
		}
	}
}

// oracle checks an interval against all results; 0 need not be among the tenths.
func oracle(t *testing.T, what string, got Interval, xs, ys []Number, zero bool, op func(x, y Number) Number) {
	t.Helper()
	lo, hi := op(xs[0], ys[0]), op(xs[0], ys[0])
	for _, x := range xs {
		for _, y := range ys {
			n := op(x, y)
			if !got.Contains(n) {
				t.Fatalf("%s: %v–%v lacks %v", what, got.Lo, got.Hi, n)
			}
			if n.Cmp(lo) < 0 {
				lo = n
			}
			hi = larger(hi, n)
		}
	}
	tenth := Int(1).Shift(-1)
	wideBelow := lo.Sub(got.Lo).Cmp(tenth) >= 0 && !zero
	if wideBelow || got.Hi.Sub(hi).Cmp(tenth) >= 0 {
		t.Fatalf("%s: %v–%v is wider than %v–%v", what, got.Lo, got.Hi, lo, hi)
	}
}

// quotient checks Quo against exact fractions: they lie within, and the ends are no
// further out than the last digit kept.
func quotient(t *testing.T, a, b Interval) {
	t.Helper()
	got, ok := a.Quo(b)
	if ok == b.Contains(Number{}) {
		t.Fatalf("%v / %v: %v", a, b, ok)
	}
	if !ok {
		return
	}
	lo, hi := rat(t, got.Lo), rat(t, got.Hi)
	var least, most *big.Rat
	for _, x := range []Number{a.Lo, a.Hi} {
		for _, y := range []Number{b.Lo, b.Hi} {
			q := new(big.Rat).Quo(rat(t, x), rat(t, y))
			if least == nil || q.Cmp(least) < 0 {
				least = q
			}
			if most == nil || q.Cmp(most) > 0 {
				most = q
			}
		}
	}
	slack, _ := new(big.Rat).SetString("0.00000000000000000000001")
	if lo.Cmp(least) > 0 || hi.Cmp(most) < 0 || new(big.Rat).Sub(least, lo).Cmp(slack) > 0 || new(big.Rat).Sub(hi, most).Cmp(slack) > 0 {
		t.Fatalf("%v–%v / %v–%v: got %v–%v", a.Lo, a.Hi, b.Lo, b.Hi, got.Lo, got.Hi)
	}
}

func TestQuantityInterval(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		q      Quantity
		lo, hi string
	}{
		{Quantity{Number: Int(12)}, "11.5", "12.5"},
		{Quantity{Number: Int(12), Exact: true}, "12", "12"},
		{Quantity{Number: num(t, "-2.5"), Decimals: 1}, "-2.55", "-2.45"},
		{Quantity{Number: Int(1200), Decimals: -2}, "1150", "1250"},
		{Quantity{Number: Int(0), Decimals: 1_000_000}, "-0.00000000000000000000000000000000000000005", "0.00000000000000000000000000000000000000005"},
	} {
		if i := c.q.Interval(); i.Lo.String() != c.lo || i.Hi.String() != c.hi {
			t.Errorf("%+v: %v–%v", c.q, i.Lo, i.Hi)
		}
	}
}
