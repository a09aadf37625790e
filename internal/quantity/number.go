package quantity

import (
	"errors"
	"math"
	"math/big"
	"strconv"
)

// A Number is an exact decimal together with its scale: 1.50 and 1.5 are equal,
// but each is written as it was read. The zero Number is 0.
//
// Numbers are compared with [Number.Equal] and [Number.Cmp]; == does not compile,
// since it would tell 1.5 from 1.50.
type Number struct {
	_     [0]func() // makes == a compile error
	coef  int64     // the digits with their sign, unless big is set; never math.MinInt64
	scale int32     // how many of the digits stand after the point, ≥ 0
	big   *big.Int  // the digits where they do not fit coef; never changed once set
}

const (
	// maxDigits is what a number may have when it is read. The largest real
	// amounts have sixteen; the rest guards against text made to cost time.
	maxDigits = 40
	// maxScale bounds what a caller may ask of Shift and Quo, so that a wrong
	// argument is found at once instead of filling the memory.
	maxScale = 1000
)

// pow10 are the powers of ten that fit an int64.
var pow10 = [...]int64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

var errCanonical = errors.New("want a canonical number, such as -1234.50")

// Int returns the whole number i.
func Int(i int64) Number {
	if i == math.MinInt64 {
		return fromBig(big.NewInt(i), 0)
	}
	return Number{coef: i}
}

// Parse reads the canonical form that [Number.String] writes: digits with an
// optional leading minus and an optional point, no exponent, no needless zero in
// front, no negative zero, at most 40 digits. What arithmetic has made longer than that
// is rounded before it is kept.
func Parse(canonical string) (Number, error) {
	n, ok := parse(canonical)
	if !ok {
		return Number{}, errCanonical
	}
	return n, nil
}

func parse(s string) (Number, bool) {
	negative := len(s) > 0 && s[0] == '-'
	if negative {
		s = s[1:]
	}
	var d digits
	point := -1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			if c != '0' || i > 0 || len(s) == 1 { // the zero in front of a point says nothing
				d.add(c)
			}
		case c == '.' && point < 0 && i > 0 && i < len(s)-1:
			point = i
		default:
			return Number{}, false
		}
	}
	scale := 0
	if point >= 0 {
		scale = len(s) - point - 1
	}
	if s == "" || (s[0] == '0' && len(s) > 1 && point != 1) || d.count > maxDigits {
		return Number{}, false
	}
	n := d.number(int32(scale), negative)
	return n, !negative || n.Sign() != 0
}

// digits collects decimal digits one by one, without an allocation as long as
// they fit.
type digits struct {
	count int
	value int64
	all   [maxDigits]byte // the digits themselves, for the case that value overflows
}

func (d *digits) add(c byte) {
	if d.count < len(d.all) {
		d.all[d.count] = c
	}
	if d.count < len(pow10)-1 {
		d.value = d.value*10 + int64(c-'0')
	}
	d.count++
}

// number returns what was collected; count is at most maxDigits.
func (d *digits) number(scale int32, negative bool) Number {
	if d.count < len(pow10) {
		if negative {
			return Number{coef: -d.value, scale: scale}
		}
		return Number{coef: d.value, scale: scale}
	}
	b, _ := new(big.Int).SetString(string(d.all[:d.count]), 10)
	if negative {
		b.Neg(b)
	}
	return fromBig(b, scale)
}

// Sign returns −1, 0 or 1.
func (n Number) Sign() int {
	switch {
	case n.big != nil:
		return n.big.Sign()
	case n.coef < 0:
		return -1
	case n.coef > 0:
		return 1
	default:
		return 0
	}
}

// IsZero reports whether n is 0, at any scale.
func (n Number) IsZero() bool { return n.Sign() == 0 }

// Decimals returns how many digits stand after the point, as the number is written.
func (n Number) Decimals() int { return int(n.scale) }

// IsInt reports whether n is a whole number, at any scale: 3.00 is.
func (n Number) IsInt() bool { return n.Round(0).Equal(n) }

// Int64 returns n as an integer, or false when it is not whole or does not fit.
func (n Number) Int64() (int64, bool) {
	whole := n.Round(0)
	return whole.coef, whole.big == nil && whole.Equal(n)
}

// Float64 returns the nearest float. It is for drawing only: what is compared,
// added or printed stays a Number.
func (n Number) Float64() float64 {
	f, _ := strconv.ParseFloat(n.String(), 64)
	return f
}

// Neg returns −n.
func (n Number) Neg() Number {
	if n.big != nil {
		return Number{big: new(big.Int).Neg(n.big), scale: n.scale}
	}
	n.coef = -n.coef
	return n
}

// Abs returns n without its sign.
func (n Number) Abs() Number {
	if n.Sign() < 0 {
		return n.Neg()
	}
	return n
}

// Cmp returns −1, 0 or 1 as n is less than, equal to or greater than m.
func (n Number) Cmp(m Number) int {
	if a, b, _, ok := align(n, m); ok {
		switch {
		case a < b:
			return -1
		case a > b:
			return 1
		default:
			return 0
		}
	}
	return n.decimal().Cmp(m.decimal())
}

// Equal reports whether both are the same number, at any scale.
func (n Number) Equal(m Number) bool { return n.Cmp(m) == 0 }

// Add returns n + m at the larger scale of the two.
func (n Number) Add(m Number) Number {
	if a, b, scale, ok := align(n, m); ok {
		// Two int64 in (−2⁶³, 2⁶³) overflow when the sum's sign differs from both.
		sum := a + b
		if (sum^a)&(sum^b) >= 0 && sum != math.MinInt64 {
			return Number{coef: sum, scale: scale}
		}
	}
	return fromDecimal(n.decimal().Add(m.decimal()))
}

// Sub returns n − m at the larger scale of the two.
func (n Number) Sub(m Number) Number { return n.Add(m.Neg()) }

// Mul returns n × m; the scales add up.
func (n Number) Mul(m Number) Number {
	if n.big == nil && m.big == nil {
		product := n.coef * m.coef
		if n.coef == 0 || (product/n.coef == m.coef && product != math.MinInt64) {
			return Number{coef: product, scale: n.scale + m.scale}
		}
	}
	return fromDecimal(n.decimal().Mul(m.decimal()))
}

// Shift returns n × 10ⁿ, exactly, for by = n: Shift(3) makes kronor of thousands.
// More than 1000 places is a programmer's error.
func (n Number) Shift(by int) Number {
	mustBeSmall(by)
	scale := n.scale - int32(by)
	if scale >= 0 {
		n.scale = scale
		return n
	}
	n.scale = 0
	if coef, ok := times10(n.coef, -scale); ok && n.big == nil {
		return Number{coef: coef}
	}
	return fromDecimal(n.decimal().Shift(-scale))
}

// Round returns n with at most so many digits after the point, rounded half away
// from zero. Negative decimals round to tens, hundreds and so on. It adds no zeros.
func (n Number) Round(decimals int) Number {
	if decimals >= int(n.scale) {
		return n
	}
	drop := int(n.scale) - decimals
	if n.big != nil || drop >= len(pow10) {
		return n.roundBig(decimals)
	}
	unit := pow10[drop]
	quotient := divRound(n.coef, unit)
	if decimals >= 0 {
		return Number{coef: quotient, scale: int32(decimals)}
	}
	return Number{coef: quotient}.Shift(-decimals)
}

// Quo returns a ÷ b with so many digits after the point, rounded half away from
// zero. It returns false when b is 0.
func Quo(a, b Number, decimals int) (Number, bool) {
	if b.IsZero() {
		return Number{}, false
	}
	mustBeSmall(decimals)
	if n, ok := quoSmall(a, b, decimals); ok {
		return n, true
	}
	return quoBig(a, b, decimals), true
}

// quoSmall divides when everything fits an int64.
func quoSmall(a, b Number, decimals int) (Number, bool) {
	if a.big != nil || b.big != nil || decimals < 0 {
		return Number{}, false
	}
	numerator, denominator := a.coef, b.coef
	shift := int32(decimals) + b.scale - a.scale
	var ok bool
	if shift >= 0 {
		numerator, ok = times10(numerator, shift)
	} else {
		denominator, ok = times10(denominator, -shift)
	}
	if !ok {
		return Number{}, false
	}
	return Number{coef: divRound(numerator, denominator), scale: int32(decimals)}, true
}

// divRound divides and rounds half away from zero.
func divRound(a, b int64) int64 {
	quotient, rest := a/b, a%b
	// The rest is compared with what lacks to the divisor: doubling could overflow.
	if magnitude := abs(rest); magnitude >= abs(b)-magnitude && rest != 0 {
		if (a < 0) == (b < 0) {
			return quotient + 1
		}
		return quotient - 1
	}
	return quotient
}

func abs(i int64) int64 {
	if i < 0 {
		return -i
	}
	return i
}

// align brings both to the same scale, or returns false when the digits do not fit.
func align(n, m Number) (a, b int64, scale int32, ok bool) {
	if n.big != nil || m.big != nil {
		return 0, 0, 0, false
	}
	switch {
	case n.scale == m.scale:
		return n.coef, m.coef, n.scale, true
	case n.scale < m.scale:
		a, ok = times10(n.coef, m.scale-n.scale)
		return a, m.coef, m.scale, ok
	default:
		b, ok = times10(m.coef, n.scale-m.scale)
		return n.coef, b, n.scale, ok
	}
}

// times10 returns i × 10^power, or false when that does not fit.
func times10(i int64, power int32) (int64, bool) {
	if i == 0 {
		return 0, true
	}
	if int(power) >= len(pow10) {
		return 0, false
	}
	factor := pow10[power]
	product := i * factor
	return product, product/factor == i && product != math.MinInt64
}

func mustBeSmall(places int) {
	if places > maxScale || places < -maxScale {
		panic("quantity: more than 1000 decimal places: " + strconv.Itoa(places))
	}
}

// String returns the canonical form: digits with a point and a leading minus, as
// many decimals as the number has ("-1234.50").
func (n Number) String() string {
	var buffer [48]byte
	return string(n.append(buffer[:0]))
}

// AppendText appends the canonical form; the error is always nil.
func (n Number) AppendText(dst []byte) ([]byte, error) { return n.append(dst), nil }

// MarshalText returns the canonical form; the error is always nil.
func (n Number) MarshalText() ([]byte, error) { return n.append(nil), nil }

// UnmarshalText reads the canonical form, as [Parse] does.
func (n *Number) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err == nil {
		*n = parsed
	}
	return err
}

func (n Number) append(dst []byte) []byte {
	if n.Sign() < 0 {
		dst = append(dst, '-')
	}
	var buffer [48]byte
	text := n.digits(buffer[:0])
	whole := len(text) - int(n.scale)
	dst = append(dst, text[:whole]...)
	if n.scale > 0 {
		dst = append(dst, '.')
		dst = append(dst, text[whole:]...)
	}
	return dst
}

// digits appends the digits without sign and point, at least one before the point.
func (n Number) digits(dst []byte) []byte {
	var buffer [48]byte
	var text []byte
	if n.big != nil {
		text = n.big.Append(buffer[:0], 10)
	} else {
		text = strconv.AppendInt(buffer[:0], n.coef, 10)
	}
	if text[0] == '-' {
		text = text[1:]
	}
	for missing := int(n.scale) + 1 - len(text); missing > 0; missing-- {
		dst = append(dst, '0')
	}
	return append(dst, text...)
}
