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
	case MonthScope, YearToDate, AtDate:
		if c.To > 0 {
			return shortMonth(c.To, lang) + " " + strconv.Itoa(c.To.Year())
		}
	case PeriodScope:
		if c.From > 0 && c.From.Year() == c.To.Year() {
			return shortMonth(c.From, lang) + "–" + shortMonth(c.To, lang) + " " + strconv.Itoa(c.To.Year())
		}
	}
	return ""
}

func shortMonth(m Month, lang string) string { return shortMonths[langIndex(lang)][m.Month()-1] }

// Lang is the language of the names that the dataset makes: sv or en.
func (d *Dataset) Lang() string { return d.lang }
