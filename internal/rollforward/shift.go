package rollforward

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tertial/internal/content"
	"tertial/internal/data"
)

// A Shift moves periods: years by whole years, months and days by months. It
// moves what stands in a text without knowing what the text is about, so that
// a header, its description and every reference to it move alike.
type Shift struct {
	Years, Months int
	low, high     int             // years that can be a period's; others are numbers
	keep          map[string]bool // codes that look like years
	from, to      time.Month      // the last month of both periods
}

// reach is how far from the report's year a year can be and still be a period
// of its tables.
const reach = 12

// NewShift returns the way from one period to another, counted between their
// last months: the first month of a report stays January, as often as not.
func NewShift(from, to content.Period) Shift {
	first, last := month(from.To), month(to.To)
	years := last.Year() - first.Year()
	return Shift{
		Years: years, Months: 12*years + int(last.Month()) - int(first.Month()),
		low: first.Year() - reach, high: first.Year() + reach, from: first.Month(), to: last.Month(),
	}
}

// Later returns a period some months later.
func Later(p content.Period, months int) content.Period {
	return content.Period{From: addMonths(p.From, months), To: addMonths(p.To, months)}
}

// month reads an ISO month, which package content has checked.
func month(s string) time.Time {
	t, _ := time.Parse("2006-01", s)
	return t
}

// month moves a month; none stays none.
func (s *Shift) month(m data.Month) data.Month {
	if m == 0 {
		return 0
	}
	return m + data.Month(s.Months)
}

func addMonths(s string, months int) string { return month(s).AddDate(0, months, 0).Format("2006-01") }

// Text moves every period in a text: 2020, 2020-04, 2020-04-30, 2020_04,
// 2020K1, april 2020. Numbers of diaries and laws (2020:238) stay.
func (s *Shift) Text(text string) string {
	var out strings.Builder
	done := 0
	for i := 0; i+4 <= len(text); i++ {
		if !s.yearAt(text, i) {
			continue
		}
		start, end, moved := s.move(text, done, i)
		out.WriteString(text[done:start])
		out.WriteString(moved)
		done, i = end, end-1
	}
	out.WriteString(text[done:])
	return out.String()
}

// yearAt reports whether a year stands alone at an offset.
func (s *Shift) yearAt(text string, i int) bool {
	year := text[i : i+4]
	n, err := strconv.Atoi(year)
	if err != nil || year[0] == '-' || year[0] == '+' || n < s.low || n > s.high || s.keep[year] {
		return false
	}
	before, after := text[:i], text[i+4:]
	switch {
	case isDigit(after, 0), isDigit(before, len(before)-1):
		return false
	case isSign(after) && isDigit(after, 1) && !isYearList(after[1:]):
		return false // 2020:238 or 2020,5
	case strings.HasSuffix(before, "/") && strings.HasPrefix(after, "/") && isDigit(after, 1):
		return false // SN/2020/33
	case len(before) > 1 && strings.IndexByte(",.:", before[len(before)-1]) >= 0 && isDigit(before, len(before)-2) && !endsInYear(before[:len(before)-1]):
		return false
	default:
		return true
	}
}

func isSign(s string) bool { return s != "" && strings.IndexByte(":,.", s[0]) >= 0 }

// isYearList reports whether a text goes on with another year, not with the
// decimals of a number.
func isYearList(s string) bool {
	return len(s) >= 4 && strings.Trim(s[:4], "0123456789") == "" && !isDigit(s, 4)
}

func endsInYear(s string) bool {
	return len(s) >= 4 && strings.Trim(s[len(s)-4:], "0123456789") == "" && !isDigit(s, len(s)-5)
}

func isDigit(s string, i int) bool { return i >= 0 && i < len(s) && '0' <= s[i] && s[i] <= '9' }

// move moves the period whose year stands at an offset, and says what it
// takes the place of. Nothing before floor is touched.
func (s *Shift) move(text string, floor, i int) (start, end int, moved string) {
	year, after := text[i:i+4], text[i+4:]
	if len(after) >= 3 && (after[0] == '-' || after[0] == '_') && isMonth(after[1:3]) && !isDigit(after, 3) {
		to := month(year+"-"+after[1:3]).AddDate(0, s.Months, 0)
		end = i + 7
		if len(after) >= 6 && after[3] == '-' && isDay(after[4:6]) && !isDigit(after, 6) {
			return i, end + 3, s.day(year + after[:6])
		}
		return i, end, to.Format("2006" + after[:1] + "01")
	}
	if word, gap, first := monthBefore(text[floor:i]); s.Months%12 != 0 && word != "" {
		to := month(year+"-"+first).AddDate(0, s.Months, 0)
		return i - len(word) - len(gap), i + 4, sameForm(word, to.Month()) + gap + strconv.Itoa(to.Year())
	}
	if q := quarter(after); q > 0 && s.Months%3 == 0 {
		n, _ := strconv.Atoi(year)
		number := int(after[q]-'1') + 4*n + s.Months/3
		return i, i + 4 + q + 1, strconv.Itoa(number/4) + after[:q] + string(rune('1'+number%4))
	}
	n, _ := strconv.Atoi(year)
	return i, i + 4, strconv.Itoa(n + s.Years)
}

// day moves a day by months; the last day of a month stays the last one.
func (s *Shift) day(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	first := day.AddDate(0, 0, 1-day.Day()).AddDate(0, s.Months, 0)
	last := first.AddDate(0, 1, -1).Day()
	if day.AddDate(0, 0, 1).Day() == 1 || day.Day() > last {
		return first.AddDate(0, 0, last-1).Format(time.DateOnly)
	}
	return first.AddDate(0, 0, day.Day()-1).Format(time.DateOnly)
}

func isMonth(s string) bool { n, err := strconv.Atoi(s); return err == nil && n >= 1 && n <= 12 }

func isDay(s string) bool { n, err := strconv.Atoi(s); return err == nil && n >= 1 && n <= 31 }

// quarter returns where the number of a quarter stands behind a year, or 0.
func quarter(after string) int {
	for _, sign := range []string{"K", "k", "Q", "-K", "-Q", " K", "kv", "-kv"} {
		if rest, ok := strings.CutPrefix(after, sign); ok && rest != "" && rest[0] >= '1' && rest[0] <= '4' && !isDigit(rest, 1) {
			return len(sign)
		}
	}
	return 0
}

// Names of months, as headers and titles have them.
var months = [...][]string{
	{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
	{"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
	{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
}

// monthOf returns the number and the list of a month's name.
func monthOf(word string) (number int, list []string) {
	low := strings.ToLower(word)
	for _, names := range months {
		if i := slices.Index(names, low); i >= 0 {
			return i + 1, names
		}
	}
	return 0, nil
}

// monthBefore returns the name of a month that a text ends with, what stands
// behind it, and its number as two digits.
func monthBefore(text string) (word, gap, number string) {
	head := strings.TrimRight(text, " _-.\u00a0")
	gap = text[len(head):]
	at := strings.LastIndexFunc(head, func(r rune) bool { return !unicode.IsLetter(r) })
	_, size := utf8.DecodeRuneInString(head[max(at, 0):])
	if at >= 0 {
		head = head[at+size:]
	}
	n, _ := monthOf(head)
	if n == 0 || gap == "" || len(gap) > 3 {
		return "", "", ""
	}
	return head, gap, twoDigits(n)
}

func twoDigits(n int) string {
	s := strconv.Itoa(n)
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// sameForm writes a month as another is written: its language, length and
// first letter.
func sameForm(like string, m time.Month) string {
	_, names := monthOf(like)
	name := names[m-1]
	if r, _ := utf8.DecodeRuneInString(like); unicode.IsUpper(r) {
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return name
}

// Name moves the periods of a title or a folder's name, also the month that
// the report ends with when it stands there alone: manadsrapport-februari.
func (s *Shift) Name(text string) string {
	text = s.Text(text)
	if s.Months%12 == 0 {
		return text
	}
	fields := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range fields {
		if n, _ := monthOf(word); n == int(s.from) {
			return strings.Replace(text, word, sameForm(word, s.to), 1)
		}
	}
	return text
}
