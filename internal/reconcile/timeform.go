package reconcile

import (
	"strings"
	"unicode"

	"tertial/internal/data"
	"tertial/internal/diag"
)

// timeForms compares the headers of columns that differ in their time only:
// nov-19 beside januari, utfall 2019 beside utfall år 2018.
func timeForms(c *run, d *data.Dataset) {
	type key struct {
		value   data.ValueKind
		scope   data.Scope
		line    data.Line
		group   string
		version string
	}
	first := map[key]int{}
	for k := range d.Columns {
		col := &d.Columns[k]
		if col.Role != data.RoleValue || col.Year == 0 || compares(col) {
			continue
		}
		form := timeForm(col.Header)
		if !strings.ContainsAny(form, "#M*") {
			continue // the header says nothing of time
		}
		same := key{col.Value, col.Scope, col.Line, col.Group, col.Version}
		other, seen := first[same]
		if !seen {
			first[same] = k
			continue
		}
		c.found(outcome{
			dataset: d, column: k, agrees: sameForm(form, timeForm(d.Columns[other].Header)), stated: col.Header, expected: d.Columns[other].Header,
			finding: func() diag.Finding {
				return diag.New("NUMFORMAT", d.HeaderPlace(k), "column", col.Header, "other", d.Columns[other].Header).With("time").
					See("other", d.HeaderPlace(other))
			},
		})
	}
}

var monthNames = [...]string{
	"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
	"january", "february", "march", "may", "june", "july", "august", "october",
}

// sameForm compares two forms word by word; * is a month either way.
func sameForm(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return false
	}
	month := func(w string) bool { return w == "m#" || w == "M#" || w == "*" }
	for i := range x {
		either := month(x[i]) && month(y[i]) && (x[i] == "*" || y[i] == "*")
		if x[i] != y[i] && !either {
			return false
		}
	}
	return true
}

// timeForm is the form of the times in a header: M# for a month
// written out, m# for a short one, * for one whose name is never shortened, and
// the number of digits of a year.
func timeForm(header string) string {
	var out strings.Builder
	for _, word := range headerParts(strings.ToLower(header)) {
		if form := wordForm(word); form != "" {
			out.WriteString(form)
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// headerParts divides a header at signs and between letters and digits.
func headerParts(header string) []string {
	var parts []string
	from, kind := -1, 0
	for i, r := range header {
		now := 0
		switch {
		case unicode.IsLetter(r):
			now = 1
		case unicode.IsDigit(r):
			now = 2
		}
		if now != kind && from >= 0 {
			parts = append(parts, header[from:i])
			from = -1
		}
		if now != 0 && from < 0 {
			from = i
		}
		kind = now
	}
	if from >= 0 {
		parts = append(parts, header[from:])
	}
	return parts
}

func wordForm(word string) string {
	if word[0] >= '0' && word[0] <= '9' {
		switch len(word) {
		case 4:
			return "#4"
		case 2:
			return "#2"
		default:
			return "#"
		}
	}
	for _, m := range monthNames {
		runes := []rune(m)
		switch {
		case word == m && len(runes) <= 5:
			return "*"
		case word == m:
			return "M#"
		case word == string(runes[:3]), len(runes) > 5 && word == string(runes[:4]):
			return "m#"
		}
	}
	switch word {
	case "år", "year", "mån", "månad", "month", "kvartal", "q", "t", "k":
		return word
	default:
		return "" // what the column holds, not when
	}
}
