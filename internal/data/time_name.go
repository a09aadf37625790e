package data

import "strconv"

// shortMonths are the names of months beside a year.
var shortMonths = [2][12]string{
	{"jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"},
	{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
}

// Time names the time that a value column covers, as briefly as an axis
// wants it: 2020, feb 2020. It is "" where the column does not fix one.
func (c *Column) Time(lang string) string {
	switch c.Scope {
	case FullYear, MonthlyAverage:
		if c.Year > 0 {
			return strconv.Itoa(c.Year)
		}
	case MonthScope, AtDate:
		return Period{From: c.To, To: c.To}.name(lang)
	case YearToDate:
		return Period{From: MonthOf(c.To.Year(), 1), To: c.To}.name(lang)
	case PeriodScope:
		return Period{From: c.From, To: c.To}.name(lang)
	case EarlierYears, Lifetime: // of a project: no time of its own
	}
	return ""
}

// Time names the period of a row of a series, as briefly as an axis wants it,
// and as printed where it is not understood.
func (row *Row) Time(lang string) string {
	return orElse(Period{From: row.From, To: row.To}.name(lang), row.Period)
}

// name is the period as briefly as an axis wants it: 2020, feb 2020, jan–feb
// 2020; "" for none and for one that crosses a year's end.
func (p Period) name(lang string) string {
	if p.To == 0 || p.From == 0 || p.From.Year() != p.To.Year() {
		return ""
	}
	year := strconv.Itoa(p.To.Year())
	switch {
	case p.From == p.To:
		return shortMonth(p.To, lang) + " " + year
	case p.From.Month() == 1 && p.To.Month() == 12:
		return year
	default:
		return shortMonth(p.From, lang) + "–" + shortMonth(p.To, lang) + " " + year
	}
}

func shortMonth(m Month, lang string) string { return shortMonths[langIndex(lang)][m.Month()-1] }

// Lang is the language of the names that the dataset makes: sv or en.
func (d *Dataset) Lang() string { return d.lang }

// Before reports whether the column covers an earlier time than another one.
func (c *Column) Before(other *Column) bool {
	return c.last() < other.last()
}

// last is the last month that a value column covers, as far as it says.
func (c *Column) last() Month {
	if c.To > 0 {
		return c.To
	}
	return MonthOf(c.Year, 12)
}
