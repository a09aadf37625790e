package prose

import (
	"slices"
	"strings"

	"tertial/internal/quantity"
)

// A slip is how a number can have gone wrong.
type slip string

// The slips. What each is called in messages stands in slipWords.
const (
	noSlip     slip = ""
	digitSlip  slip = "digit"    // one digit differs
	swapSlip   slip = "swapped"  // two neighbours have changed places
	orderSlip  slip = "order"    // all digits are there, in another order
	lostSlip   slip = "lost"     // a digit is missing or there once too often
	factorSlip slip = "factor"   // ten times, a thousand times
	roundSlip  slip = "rounding" // the last digit is off by one
	signSlip   slip = "sign"
	columnSlip slip = "column" // another column of the row
	yearSlip   slip = "year"
	rowSlip    slip = "row"  // another row of the column
	nearSlip   slip = "near" // no slip of the pen, but another number of about the size
)

// slipWords say in messages what is likely wrong.
var slipWords = map[slip][2]string{
	digitSlip:  {"En siffra skiljer.", "One digit differs."},
	swapSlip:   {"Två siffror har bytt plats.", "Two digits have changed places."},
	orderSlip:  {"Siffrorna är desamma, men i en annan ordning.", "The digits are the same, but in another order."},
	lostSlip:   {"En siffra för lite eller för mycket.", "One digit is missing or one too many."},
	factorSlip: {"Siffrorna är desamma, men storleken skiljer: rätt enhet och rätt decimaltecken?", "The digits are the same but not the size: is the unit right, and the decimal sign?"},
	roundSlip:  {"Sista siffran är fel avrundad.", "The last digit is rounded wrongly."},
	signSlip:   {"Tecknet är det motsatta.", "The sign is the opposite."},
	columnSlip: {"Samma tal står i en annan kolumn.", "The same number stands in another column."},
	yearSlip:   {"Samma tal står under ett annat år.", "The same number stands under another year."},
	rowSlip:    {"Samma tal står på en annan rad.", "The same number stands in another row."},
	nearSlip:   {"Talen skiljer sig åt.", "The numbers differ."},
}

// Localize returns what the slip is called.
func (s slip) Localize(lang string) string {
	words := slipWords[s]
	if lang == "en" {
		return words[1]
	}
	return words[0]
}

// slipOf tells how a claim that does not agree with a quantity can have come
// from it, and how many digits say so.
func (c *amount) slipOf(q quantity.Quantity) (slip, int) {
	converted, ok := quantity.Convert(q.Number, q.Unit, c.Unit)
	if !ok {
		converted = q.Number
	}
	if c.Decimals < 0 || c.Range {
		return noSlip, 0
	}
	want := digitsOf(converted.Abs().Round(c.Decimals), c.Decimals)
	got := digitsOf(c.Number.Abs(), c.Decimals)
	n := max(len(got), len(want))
	switch {
	case got == want:
		return noSlip, 0
	case len(got) == len(want):
		switch differing(got, want) {
		case 1:
			if offByOne(got, want) && c.coarser(q) {
				return roundSlip, n
			}
			return digitSlip, n
		case 2:
			if swapped(got, want) {
				return swapSlip, n
			}
		}
		if offByOne(got, want) && c.coarser(q) {
			return roundSlip, n
		}
		const least = 4 // fewer are the same too often by chance
		if n >= least && reordered(got, want) {
			return orderSlip, n
		}
	}
	if k := c.factor(converted); k > 0 {
		return factorSlip, k
	}
	if lost(got, want) || lost(want, got) {
		return lostSlip, min(len(got), len(want))
	}
	return noSlip, 0
}

// coarser reports whether the claim is printed with fewer digits than the
// quantity has, so that somebody has rounded it.
func (c *amount) coarser(q quantity.Quantity) bool {
	own, ok := c.Quantity().In(q.Unit)
	return ok && own.Decimals < q.Decimals
}

// digitsOf returns the digits of a number with so many decimals.
func digitsOf(n quantity.Number, decimals int) string {
	text := n.String()
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) < decimals {
		fraction += strings.Repeat("0", decimals-len(fraction))
	}
	out := strings.TrimLeft(whole+fraction[:decimals], "0")
	if out == "" {
		return "0"
	}
	return out
}

func differing(a, b string) int {
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

func swapped(a, b string) bool {
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// reordered reports whether two digit strings have the same digits.
func reordered(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}

// offByOne reports whether two digit strings of the same length are neighbours.
func offByOne(a, b string) bool {
	x, errX := quantity.Parse(a)
	y, errY := quantity.Parse(b)
	return errX == nil && errY == nil && x.Sub(y).Abs().Equal(quantity.Int(1))
}

// lost reports whether the longer string is the shorter with one digit put in.
func lost(shorter, longer string) bool {
	if len(longer) != len(shorter)+1 {
		return false
	}
	for i := range longer {
		if longer[:i]+longer[i+1:] == shorter {
			return true
		}
	}
	return false
}

// factor returns how many digits agree when the claim is the number times ten,
// a hundred, a thousand or a million, or a part of it; 0 when it is not.
func (c *amount) factor(number quantity.Number) int {
	in, _ := c.Interval()
	in = in.Abs()
	digits := digitsOf(c.Number.Abs(), c.Decimals)
	if c.Decimals == 0 {
		digits = strings.TrimRight(digits, "0")
	}
	significant := len(digits)
	for _, power := range [...]int{1, -1, 2, -2, 3, -3, 6, -6} {
		if in.Contains(number.Abs().Shift(power)) {
			return significant
		}
	}
	return 0
}
