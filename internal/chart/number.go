package chart

import (
	"math/big"
	"strings"
)

// Limits of a value: beyond them its text does not fit into a narrow drawing.
const (
	maxWhole    = 18
	maxDecimals = 12
)

// parseDecimal reads "-17.25" exactly. Anything else than digits with one point
// and a leading minus is refused.
func parseDecimal(s string) (*big.Rat, bool) {
	whole, frac, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if !digits(whole, maxWhole) || point && !digits(frac, maxDecimals) {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

func digits(s string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, "0123456789") == ""
}

// formatNumber writes a value as a reader sees it: groups of three, a real minus,
// halves rounded away from zero. What is rounded to zero has no sign.
func formatNumber(r *big.Rat, lang string, decimals int, plus bool) string {
	group, point := "\u00a0", ","
	if lang == "en" {
		group, point = ",", "."
	}
	text := strings.TrimPrefix(r.FloatString(decimals), "-")
	whole, frac, _ := strings.Cut(text, ".")
	var b strings.Builder
	if strings.Trim(text, "0.") != "" {
		switch {
		case r.Sign() < 0:
			b.WriteString("\u2212")
		case plus:
			b.WriteString("+")
		}
	}
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(d)
	}
	if frac != "" {
		b.WriteString(point + frac)
	}
	return b.String()
}
