package data

import (
	"strings"

	"tertial/internal/quantity"
)

// headerSpec finds what a header that needs no entry means: one of the kind's
// own, also with the year or month and the unit that it speaks of behind it
// (beviljat_kr, årsbudget_2020), or the year's value (utfall_2020).
func (k *Kind) headerSpec(folded string) (columnSpec, bool) {
	if w := k.Header(folded); w != nil {
		return specOf(w), true
	}
	if k.Years {
		if value, year, ok := yearHeader(folded); ok {
			s := newSpec()
			s.Role, s.Value, s.Scope, s.Year = RoleValue, value, FullYear, year
			return s, true
		}
	}
	if k.Account {
		return columnSpec{}, false // which year an amount is of must be declared
	}
	rest, unit := cutUnit(folded)
	rest, year, to := cutTime(rest)
	w := k.Header(rest)
	if w == nil || w.Role != RoleValue || rest == folded {
		return columnSpec{}, false
	}
	s := specOf(w)
	s.Unit = orElse(unit, s.Unit)
	s.Year, s.To = year, to
	return s, true
}

// ReadHeader returns what a folded header that needs no entry means: one of the
// kind's own words, also with a year or month and a unit behind it. The year of
// a word that counts from the report's stays open.
func (k *Kind) ReadHeader(folded string) (Column, bool) {
	s, ok := k.headerSpec(folded)
	s.Scope, s.Version = orElse(s.Scope, s.short.scope), s.short.version
	return s.Column, ok
}

// cutUnit takes the unit from the end of a folded header.
func cutUnit(header string) (rest string, unit quantity.Unit) {
	at := strings.LastIndexByte(header, ' ')
	if at < 0 {
		return header, ""
	}
	switch word := header[at+1:]; word {
	case "pct", "procent":
		return header[:at], quantity.Percent
	default:
		if u, known := quantity.ParseUnit(word); known && (u.Money() || u == quantity.Percent) {
			return header[:at], u
		}
	}
	return header, ""
}

// cutTime takes a year, or a year and a month, from the end of a folded header.
func cutTime(header string) (rest string, year int, to Month) {
	words := strings.Fields(header)
	n := len(words)
	if n > 2 {
		if m, ok := isoMonth(words[n-2] + "-" + words[n-1]); ok {
			return strings.Join(words[:n-2], " "), m.Year(), m
		}
	}
	if n > 1 {
		if y, ok := ParseYear(words[n-1]); ok {
			return strings.Join(words[:n-1], " "), y, 0
		}
	}
	return header, 0, 0
}

// sparse reports whether an empty cell of the column is nothing, not a missing
// number: what only some projects have.
func (c *Column) sparse() bool {
	return c.Scope == Lifetime || c.Scope == EarlierYears || c.Version == carriedOver
}

// promote lets the measure name the rows of a file that has no other names.
func (r *resolver) promote() {
	if r.hasRole(RoleName) || r.hasRole(RoleCode) {
		return
	}
	for i := range r.columns {
		if c := &r.columns[i]; c.Role == RoleSection && c.Word == "measure" {
			c.Role = RoleName
		}
	}
}
