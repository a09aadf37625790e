package quantity

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
)

// samples are canonical numbers around every edge: zero, scales, int64, forty digits.
var samples = []string{
	"0", "0.0", "0.000", "1", "-1", "1.0", "1.00", "-1.5", "0.5", "-0.5", "0.05", "2.5", "-2.5", "0.49", "9.99", "10", "-10", "99.95",
	"123456.789", "-38.3", "669.9", "1e0"[:1], "999999999999999999", "1000000000000000000", "9223372036854775807", "-9223372036854775807",
	"9223372036854775808", "-9223372036854775808", "-9223372036854775809", "92233720368547758.07", "4611686018427387904",
	"0.000000000000000001", "0.0000000000000000001", "-0.00000000000000000000000000000000000005",
	"1234567890123456789012345678901234567890", "-1234567890123456789012.345678901234567890", "3", "7", "-7.000", "0." + strings.Repeat("3", 40),
}

func rat(t testing.TB, n Number) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(n.String())
	if !ok {
		t.Fatalf("not canonical: %q", n.String())
	}
	return r
}

// half rounds a rational half away from zero: the oracle of Round and Quo.
func half(r *big.Rat, decimals int) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(decimals, -decimals))), nil))
	if decimals < 0 {
		scale.Inv(scale)
	}
	x := new(big.Rat).Mul(new(big.Rat).Abs(r), scale)
	x.Add(x, big.NewRat(1, 2))
	whole := new(big.Rat).SetInt(new(big.Int).Quo(x.Num(), x.Denom()))
	if r.Sign() < 0 {
		whole.Neg(whole)
	}
	return whole.Quo(whole, scale)
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, s := range samples {
		if got := num(t, s).String(); got != s {
			t.Errorf("Parse(%q).String() = %q", s, got)
		}
	}
	for _, s := range []string{
		"", "-", ".", "-.", "1.", ".5", "-.5", "+1", "01", "-01", "00", "-0", "-0.00", "1e5", "1 000", "1,5", "--1", "1.2.3", "٣", "0x1", "NaN",
		strings.Repeat("1", 41), "0." + strings.Repeat("0", 41), " 1", "0.", "-0.", "00.5",
	} {
		if n, err := Parse(s); err == nil {
			t.Errorf("Parse(%q) = %v", s, n)
		}
	}
}

func TestArithmetic(t *testing.T) {
	t.Parallel()
	for _, as := range samples {
		a := num(t, as)
		ra := rat(t, a)
		unary(t, a, ra)
		for _, bs := range samples {
			b := num(t, bs)
			rb := rat(t, b)
			same(t, as+" + "+bs, a.Add(b), new(big.Rat).Add(ra, rb))
			same(t, as+" - "+bs, a.Sub(b), new(big.Rat).Sub(ra, rb))
			same(t, as+" * "+bs, a.Mul(b), new(big.Rat).Mul(ra, rb))
			if got := a.Cmp(b); got != ra.Cmp(rb) || a.Equal(b) != (got == 0) {
				t.Errorf("%s <=> %s: %d", as, bs, got)
			}
			for _, decimals := range []int{-3, -1, 0, 1, 2, 7, 40} {
				got, ok := Quo(a, b, decimals)
				if ok != (rb.Sign() != 0) {
					t.Errorf("%s / %s: %v", as, bs, ok)
				} else if ok {
					same(t, as+" / "+bs, got, half(new(big.Rat).Quo(ra, rb), decimals))
				}
			}
		}
	}
}

func unary(t *testing.T, a Number, ra *big.Rat) {
	t.Helper()
	same(t, "neg", a.Neg(), new(big.Rat).Neg(ra))
	same(t, "abs", a.Abs(), new(big.Rat).Abs(ra))
	if a.Sign() != ra.Sign() || a.IsZero() != (ra.Sign() == 0) || a.IsInt() != ra.IsInt() {
		t.Errorf("%s: sign %d, integer %v", a, a.Sign(), a.IsInt())
	}
	for decimals := -25; decimals <= 45; decimals++ {
		rounded := a.Round(decimals)
		same(t, "round "+a.String(), rounded, half(ra, decimals))
		if rounded.Decimals() > max(decimals, 0) && rounded.Decimals() > 0 {
			t.Errorf("%s rounded to %d has %d decimals", a, decimals, rounded.Decimals())
		}
	}
	for by := -20; by <= 20; by++ {
		same(t, "shift "+a.String(), a.Shift(by).Shift(-by), ra)
		if by > 0 {
			same(t, "shift "+a.String(), a.Shift(by), rat(t, a.Mul(num(t, "1"+strings.Repeat("0", by)))))
		}
	}
	if i, ok := a.Int64(); ok {
		same(t, "int", Int(i), ra)
	}
	f, _ := ra.Float64()
	if a.Float64() != f {
		t.Errorf("%s as float: %v", a, a.Float64())
	}
}

func same(t *testing.T, what string, got Number, want *big.Rat) {
	t.Helper()
	if rat(t, got).Cmp(want) != 0 {
		t.Errorf("%s = %s, want %s", what, got, want.RatString())
	}
	if got.big != nil && got.big.IsInt64() && got.big.Int64() != math.MinInt64 {
		t.Errorf("%s = %s is big and need not be", what, got)
	}
}

func TestRandomArithmetic(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		a := Number{coef: random.Int64() >> random.IntN(63), scale: int32(random.IntN(8))}
		b := Number{coef: -random.Int64() >> random.IntN(63), scale: int32(random.IntN(8))}
		ra, rb := rat(t, a), rat(t, b)
		same(t, "sum", a.Add(b), new(big.Rat).Add(ra, rb))
		same(t, "product", a.Mul(b), new(big.Rat).Mul(ra, rb))
		decimals := random.IntN(14) - 4
		same(t, "round", a.Round(decimals), half(ra, decimals))
		if q, ok := Quo(a, b, decimals); ok {
			same(t, "quotient", q, half(new(big.Rat).Quo(ra, rb), decimals))
		}
	}
}

func TestScales(t *testing.T) {
	t.Parallel()
	a, b := num(t, "1.50"), num(t, "2.5")
	for _, c := range []struct{ got, want string }{
		{a.Add(b).String(), "4.00"},
		{a.Mul(b).String(), "3.750"},
		{a.Shift(1).String(), "15.0"},
		{a.Shift(3).String(), "1500"},
		{a.Shift(-1).String(), "0.150"},
		{a.Round(5).String(), "1.50"},
		{Int(math.MinInt64).String(), "-9223372036854775808"},
		{Int(math.MinInt64).Neg().String(), "9223372036854775808"},
		{Number{}.String(), "0"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	in := map[string]Number{"a": num(t, "-1234.50"), "b": num(t, "12345678901234567890.5")}
	text, err := json.Marshal(in)
	if err != nil || string(text) != `{"a":"-1234.50","b":"12345678901234567890.5"}` {
		t.Fatalf("%s %v", text, err)
	}
	var out map[string]Number
	if err := json.Unmarshal(text, &out); err != nil || out["a"].String() != "-1234.50" {
		t.Errorf("%v %v", out, err)
	}
	var n Number
	if err := n.UnmarshalText([]byte("1e9")); err == nil || err.Error() == "" {
		t.Error("1e9 was read")
	}
	if got, err := num(t, "7.0").AppendText([]byte("x")); err != nil || string(got) != "x7.0" {
		t.Errorf("%s %v", got, err)
	}
}

func TestProgrammersErrors(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]func(){
		"shift":    func() { Int(1).Shift(maxScale + 1) },
		"quotient": func() { Quo(Int(1), Int(3), -maxScale-1) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}
