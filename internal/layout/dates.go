package layout

import (
	"strconv"
	"strings"
)

var monthNames = map[string][12]string{
	"sv": {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// Date writes an ISO date as in running text: 12 maj 2020. What is no date is
// returned as it is.
func Date(lang, iso string) string {
	parts := strings.Split(iso, "-")
	if len(parts) != 3 {
		return Month(lang, iso)
	}
	month, ok := monthName(lang, parts[1])
	if !ok {
		return iso
	}
	return strings.TrimLeft(parts[2], "0") + "\u00a0" + month + " " + parts[0]
}

// Month writes an ISO month: februari 2020.
func Month(lang, iso string) string {
	year, number, ok := strings.Cut(iso, "-")
	if !ok {
		return iso
	}
	month, ok := monthName(lang, number)
	if !ok {
		return iso
	}
	return month + " " + year
}

func monthName(lang, number string) (string, bool) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > 12 {
		return "", false
	}
	names, ok := monthNames[lang]
	if !ok {
		names = monthNames["sv"]
	}
	return names[n-1], true
}

// Period writes a span of months: januari–april 2020, helåret 2020. Both ends
// are ISO months; an empty end is the same month.
func Period(lang, from, to string) string {
	if to == "" || from == to {
		return Month(lang, from)
	}
	fromYear, fromMonth, _ := strings.Cut(from, "-")
	toYear, toMonth, _ := strings.Cut(to, "-")
	if fromYear == toYear && fromMonth == "01" && toMonth == "12" {
		return map[string]string{"sv": "helåret ", "en": "the year "}[lang] + fromYear
	}
	first, ok := monthName(lang, fromMonth)
	if !ok {
		return from + "–" + to
	}
	if fromYear != toYear {
		return first + " " + fromYear + "–" + Month(lang, to)
	}
	return first + "–" + Month(lang, to)
}
