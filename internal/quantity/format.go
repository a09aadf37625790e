package quantity

import "strings"

// Characters of Swedish number typography.
const (
	noBreakSpace = "\u00a0"
	minusSign    = "\u2212"
)

// AsAccurate is the number of decimals of a [Style] that shows a quantity as
// accurately as it was stated.
const AsAccurate = -1

// A Style says how a quantity is written for a reader.
type Style struct {
	Lang     string // "sv" (also when empty) or "en"
	Decimals int    // digits after the point; AsAccurate (−1): those of the quantity
	Signed   bool   // a plus before positive numbers
	Unit     bool   // with the unit's symbol
	Long     bool   // with the unit in words instead: "miljoner kronor"
}

// Format returns the quantity as a reader sees it: in Swedish with no-break spaces
// between groups of three, decimal comma and a real minus, in English with commas and
// a point. What is rounded to zero has no sign.
func (q Quantity) Format(s Style) string {
	var buffer [64]byte
	return string(q.Append(buffer[:0], s))
}

// Append appends what [Quantity.Format] returns.
func (q Quantity) Append(dst []byte, s Style) []byte {
	decimals := s.Decimals
	if decimals < 0 {
		decimals = q.shown()
	}
	n := q.Number.Round(decimals)
	english := s.Lang == "en"
	unit := ""
	switch {
	case s.Long && decimals <= 0:
		unit = q.Unit.Long(s.Lang, n)
	case s.Long:
		unit = q.Unit.plural(s.Lang)
	case s.Unit:
		unit = q.Unit.Symbol(s.Lang)
	}
	// "SEK 38.3 million": English puts the currency first.
	if english && strings.HasPrefix(unit, "SEK") {
		dst = append(dst, "SEK"+noBreakSpace...)
		unit = strings.TrimPrefix(unit[len("SEK"):], " ")
	}
	dst = n.appendLocal(dst, english, decimals, s.Signed)
	if unit == "" {
		return dst
	}
	if !english || unit != "%" {
		dst = append(dst, noBreakSpace...)
	}
	return append(dst, unit...)
}

// shown is how many decimals make the quantity as accurate as it is.
func (q Quantity) shown() int {
	if q.Exact {
		return max(q.Decimals, q.Number.Decimals())
	}
	return max(q.Decimals, 0)
}

// Localize returns number and symbol as accurately as they were stated, so that a
// finding can name the quantity.
func (q Quantity) Localize(lang string) string {
	return q.Format(Style{Lang: lang, Decimals: AsAccurate, Unit: true})
}

// Localize returns the number with all its decimals, so that a finding can name it.
func (n Number) Localize(lang string) string {
	var buffer [64]byte
	return string(n.appendLocal(buffer[:0], lang == "en", n.Decimals(), false))
}

// appendLocal writes n, which has at most so many decimals, with exactly so many.
func (n Number) appendLocal(dst []byte, english bool, decimals int, signed bool) []byte {
	switch sign := n.Sign(); {
	case sign < 0:
		dst = append(dst, minusSign...)
	case sign > 0 && signed:
		dst = append(dst, '+')
	}
	group, point := noBreakSpace, byte(',')
	if english {
		group, point = ",", '.'
	}
	var buffer [48]byte
	text := n.digits(buffer[:0])
	whole := len(text) - int(n.scale)
	for i, c := range text[:whole] {
		if i > 0 && (whole-i)%3 == 0 {
			dst = append(dst, group...)
		}
		dst = append(dst, c)
	}
	if decimals <= 0 {
		return dst
	}
	dst = append(append(dst, point), text[whole:]...)
	for missing := decimals - int(n.scale); missing > 0; missing-- {
		dst = append(dst, '0')
	}
	return dst
}
