package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// MonthOf returns the month of a year; month counts from 1.
func MonthOf(year, month int) Month { return Month(year*12 + month - 1) }

// Year returns the month's calendar year.
func (m Month) Year() int { return int(m) / 12 }

// Month returns which month of its year it is, from 1.
func (m Month) Month() int { return int(m)%12 + 1 }

// LastDay returns the number of days of the month.
func (m Month) LastDay() int {
	return time.Date(m.Year(), time.Month(m.Month())+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Name returns the month's Swedish name without its year: april.
func (m Month) Name() string { return monthNames[m.Month()-1] }

var monthNames = [...]string{
	"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
}

// MonthNumber returns which month a word names, whole or by three letters or
// more, or 0.
func MonthNumber(word string) int {
	if len(word) < 3 {
		return 0
	}
	return slices.IndexFunc(monthNames[:], func(name string) bool { return strings.HasPrefix(name, word) }) + 1
}

// String returns the month as 2020-04, or "" for none.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year(), m.Month())
}

// A Period is a stretch of whole months. The zero Period is none.
type Period struct{ From, To Month }

// IsZero reports whether the period is none.
func (p Period) IsZero() bool { return p.To == 0 }

// Year returns the year in which the period ends, or 0.
func (p Period) Year() int { return p.To.Year() }

// String returns the period as it is written in YAML: 2020, 2020-04 or 2020-01/2020-04.
func (p Period) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.From == p.To:
		return p.To.String()
	case p.From == MonthOf(p.Year(), 1) && p.To == MonthOf(p.Year(), 12):
		return strconv.Itoa(p.Year())
	default:
		return p.From.String() + "/" + p.To.String()
	}
}

// ParsePeriod reads 2020, 2020-04, 2020-01/2020-04, and the thirds, quarters
// and halves of a year as staff write them: 2020-T1, T1 2020, 2020K1, 2020-H1.
func ParsePeriod(text string) (Period, bool) {
	text = strings.ToUpper(strings.TrimSpace(text))
	if from, to, ok := strings.Cut(text, "/"); ok {
		a, okA := isoMonth(from)
		b, okB := isoMonth(to)
		return Period{a, b}, okA && okB && a <= b
	}
	if m, ok := isoMonth(text); ok {
		return Period{m, m}, true
	}
	if year, ok := ParseYear(text); ok {
		return Period{MonthOf(year, 1), MonthOf(year, 12)}, true
	}
	return parsePart(text)
}

// parsePart reads a third, quarter or half of a year.
func parsePart(text string) (Period, bool) {
	text = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, text)
	if len(text) != len("2020T1") {
		return Period{}, false
	}
	year, part := text[:4], text[4:]
	if text[0] > '9' {
		year, part = text[2:], text[:2]
	}
	y, ok := ParseYear(year)
	months := map[byte]int{'T': 4, 'K': 3, 'Q': 3, 'H': 6}[part[0]]
	n := int(part[1] - '0')
	if !ok || months == 0 || part[1] < '1' || n > 12/months {
		return Period{}, false
	}
	return Period{MonthOf(y, (n-1)*months+1), MonthOf(y, n*months)}, true
}

// isoMonth reads a month written as 2020-04.
func isoMonth(text string) (Month, bool) {
	year, month, ok := strings.Cut(strings.TrimSpace(text), "-")
	y, okYear := ParseYear(year)
	m, err := strconv.Atoi(month)
	if !ok || !okYear || err != nil || len(month) != 2 || m < 1 || m > 12 {
		return 0, false
	}
	return MonthOf(y, m), true
}

// ParseYear reads a year of four digits that a report can speak of.
func ParseYear(text string) (int, bool) {
	if len(text) != 4 {
		return 0, false
	}
	y, err := strconv.Atoi(text)
	return y, err == nil && y >= 1900 && y <= 2199
}
