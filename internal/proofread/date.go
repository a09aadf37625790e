package proofread

import (
	"strings"
	"time"
	"unicode/utf8"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// A day is a date in a line. It is whole when it has a year.
type day struct {
	year, month, day int
	start, end       int
	iso              bool
}

func (d *day) whole() bool { return d.year > 0 }

// exists reports whether the calendar has the date; without a year 29 February exists.
func (d *day) exists() bool {
	year := d.year
	if year == 0 {
		year = 2000
	}
	if d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 {
		return false
	}
	t := time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.day
}

func (d *day) before(o *day) bool {
	a := [3]int{d.year, d.month, d.day}
	b := [3]int{o.year, o.month, o.day}
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

var months = map[string]int{
	"januari": 1, "februari": 2, "mars": 3, "april": 4, "maj": 5, "juni": 6, "juli": 7, "augusti": 8,
	"september": 9, "oktober": 10, "november": 11, "december": 12,
}

var weekdays = map[string]time.Weekday{
	"måndag": time.Monday, "tisdag": time.Tuesday, "onsdag": time.Wednesday, "torsdag": time.Thursday,
	"fredag": time.Friday, "lördag": time.Saturday, "söndag": time.Sunday,
	"måndagen": time.Monday, "tisdagen": time.Tuesday, "onsdagen": time.Wednesday, "torsdagen": time.Thursday,
	"fredagen": time.Friday, "lördagen": time.Saturday, "söndagen": time.Sunday,
}

func digitsAt(s string, i int) int {
	n := 0
	for i+n < len(s) && s[i+n] >= '0' && s[i+n] <= '9' {
		n++
	}
	return n
}

func value(s string) int {
	n := 0
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n
}

// days finds the dates of a line: 2020-05-26 and 26 maj 2020.
func days(line string) []day {
	var found []day
	for i := 0; i < len(line); {
		n := digitsAt(line, i)
		if n == 0 {
			i++
			continue
		}
		if d, ok := isoDay(line, i, n); ok {
			found = append(found, d)
			i = d.end
			continue
		}
		if d, ok := wordDay(line, i, n); ok {
			found = append(found, d)
			i = d.end
			continue
		}
		i += n
	}
	return found
}

// isoDay reads 2020-05-26. Telephone and organisation numbers have other groups.
func isoDay(line string, i, n int) (day, bool) {
	if n != 4 || i+10 > len(line) || line[i+4] != '-' || line[i+7] != '-' || digitsAt(line, i+5) != 2 || digitsAt(line, i+8) != 2 {
		return day{}, false
	}
	if i > 0 && (line[i-1] == '-' && i > 1 && line[i-2] >= '0' && line[i-2] <= '9' || line[i-1] == '/') {
		if n := strings.TrimRight(line[:i-1], "0123456789"); len(line[:i-1])-len(n) != 4 && len(line[:i-1])-len(n) != 2 {
			return day{}, false
		}
	}
	year := value(line[i : i+4])
	if year < 1900 || year > 2099 || i+10 < len(line) && line[i+10] == '-' && digitsAt(line, i+11) > 0 && digitsAt(line, i+11) != 4 {
		return day{}, false
	}
	return day{year: year, month: value(line[i+5 : i+7]), day: value(line[i+8 : i+10]), start: i, end: i + 10, iso: true}, true
}

// wordDay reads 26 maj and 26 maj 2020.
func wordDay(line string, i, n int) (day, bool) {
	if n > 2 || i > 0 && strings.IndexByte(".,:-/", line[i-1]) >= 0 {
		return day{}, false
	}
	j := i + n
	if strings.HasPrefix(line[j:], ":e") || strings.HasPrefix(line[j:], ":a") {
		j += 2
	}
	blank := j
	for j < len(line) && (line[j] == ' ' || strings.HasPrefix(line[j:], "\u00a0")) {
		if line[j] != ' ' {
			j++
		}
		j++
	}
	if j == blank {
		return day{}, false
	}
	end := j
	for end < len(line) && (line[end] >= 'a' && line[end] <= 'z' || line[end] >= 'A' && line[end] <= 'Z') {
		end++
	}
	month := months[strings.ToLower(line[j:end])]
	if month == 0 {
		return day{}, false
	}
	d := day{month: month, day: value(line[i : i+n]), start: i, end: end}
	if end+5 <= len(line) && line[end] == ' ' && digitsAt(line, end+1) == 4 {
		if year := value(line[end+1 : end+5]); year >= 1900 && year <= 2099 {
			d.year, d.end = year, end+5
		}
	}
	return d, true
}

// dates checks that dates exist, that intervals end after they begin and that
// weekdays fit.
func (c *checker) dates() {
	for i := range c.Blocks {
		b := &c.Blocks[i]
		if b.Kind == asis.ContentsLine || !strings.ContainsAny(b.Text, "0123456789") {
			continue
		}
		line := c.raw(b)
		found := days(line)
		for k := range found {
			d := &found[k]
			if c.doubled(b, line, d) {
				continue
			}
			if !d.exists() {
				c.add(diag.New("DATE", c.at(b, d.start, d.end), "date", line[d.start:d.end]))
				continue
			}
			c.weekday(b, line, d)
			if k+1 < len(found) && found[k+1].exists() {
				c.interval(b, line, d, &found[k+1])
			}
		}
		c.yearRanges(b, line)
		c.shortDates(b, line)
	}
}

// doubled finds a year written twice: 2020-2020-08-01.
func (c *checker) doubled(b *asis.Block, line string, d *day) bool {
	if !d.iso || d.start < 5 || line[d.start-1] != '-' {
		return false
	}
	n := 0
	for at := d.start - 2; at >= 0 && line[at] >= '0' && line[at] <= '9'; at-- {
		n++
	}
	if n != 4 {
		return false
	}
	from := d.start - 5
	before := strings.TrimRight(line[:from], "0123456789")
	if strings.HasSuffix(before, "-") && len(before) < from { // 2019-01-2020-01-01
		return false
	}
	if y := value(line[from : from+4]); y < 1900 || y > 2099 {
		return false
	}
	if y := value(line[from : from+4]); y != d.year && d.exists() && from > 0 && line[from-1] != ' ' {
		return false
	}
	c.add(diag.New("DATE", c.at(b, from, d.end), "date", line[from:d.end], "instead", line[d.start:d.end]).With("doubled").Propose(line[d.start:d.end]))
	return true
}

// weekday compares a weekday beside a date with the calendar.
func (c *checker) weekday(b *asis.Block, line string, d *day) {
	if !d.whole() {
		return
	}
	word, start := wordBefore(line, d.start)
	if low := strings.ToLower(word); low == "den" || low == "d" {
		word, start = wordBefore(line, start)
	}
	day, ok := weekdays[strings.ToLower(word)]
	if !ok {
		return
	}
	right := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Weekday()
	if right != day {
		c.add(diag.New("DATE", c.at(b, start, d.end), "date", line[d.start:d.end], "day", strings.TrimSuffix(strings.ToLower(word), "en"), "right", weekdayName(right)).With("weekday"))
	}
}

func weekdayName(day time.Weekday) string {
	names := [...]string{"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"}
	return names[day]
}

// wordBefore returns the word that ends before an offset, blanks, commas and
// opening brackets between them left out.
func wordBefore(line string, end int) (string, int) {
	end = len(strings.TrimRight(line[:end], " ,(\u00a0"))
	start := end
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(line[:start])
		if r == ' ' || r == '\t' || r == '(' || r == '\u00a0' || r == ':' {
			break
		}
		start -= size
	}
	return line[start:end], start
}

// interval checks two dates that are joined: the end is not before the beginning.
func (c *checker) interval(b *asis.Block, line string, from, to *day) {
	between := line[from.end:to.start]
	if len(between) > 60 {
		c.executed(b, line, from, to, between)
		return
	}
	joint := strings.ToLower(strings.Trim(between, " \u00a0"))
	switch joint {
	case "-", "–", "—", "--", "till", "till och med", "t.o.m.", "t.o.m", "tom", "--–":
	case "och", "och den", "till den", "till och med den":
		if word, _ := wordBefore(line, from.start); joint == "och" || joint == "och den" {
			if low := strings.ToLower(word); low != "mellan" && low != "perioden" && low != "den" || !strings.Contains(strings.ToLower(line[:from.start]), "mellan") {
				return
			}
		}
	default:
		c.executed(b, line, from, to, between)
		return
	}
	if from.year == 0 && to.year == 0 && to.month < from.month { // over New Year
		return
	}
	a, z := *from, *to
	if a.year == 0 && z.year > 0 && a.month <= z.month {
		a.year = z.year
	}
	if z.year == 0 && a.year > 0 || a.year == 0 && z.year > 0 {
		return
	}
	if z.before(&a) {
		c.add(diag.New("DATE", c.at(b, from.start, to.end), "from", line[from.start:from.end], "to", line[to.start:to.end]).With("interval"))
	}
}

// executed checks "fattat 2021-03-16 … verkställt 2021-11-04": what is executed
// was decided before.
func (c *checker) executed(b *asis.Block, line string, from, to *day, between string) {
	if !from.whole() || !to.whole() || len(between) > 200 || strings.ContainsAny(between, ".!?") || !to.before(from) {
		return
	}
	first, _ := wordBefore(line, from.start)
	last, _ := wordBefore(line, to.start)
	switch strings.ToLower(first) {
	case "fattat", "fattades", "beviljat", "beviljades", "beslutat":
	default:
		return
	}
	switch strings.ToLower(last) {
	case "verkställt", "verkställdes", "verkställts", "avslutat", "avslutades", "avslutats":
		c.add(diag.New("DATE", c.at(b, from.start, to.end), "from", line[from.start:from.end], "to", line[to.start:to.end]).With("interval"))
	}
}

// periodWords stand before a range of years that is a period, and not a
// difference.
var periodWords = map[string]bool{
	"perioden": true, "åren": true, "mellan": true, "under": true, "för": true, "plan": true, "flerårsplan": true, "planperioden": true,
	"budgetperioden": true, "mandatperioden": true, "avtalsperioden": true, "kompetensförsörjningsplan": true,
}

// yearRanges finds periods that end before they begin: perioden 2023–2021.
func (c *checker) yearRanges(b *asis.Block, line string) {
	if b.Kind == asis.Row {
		return
	}
	for i := 0; i+9 <= len(line); i++ {
		if line[i] != '2' && line[i] != '1' || digitsAt(line, i) != 4 || i > 0 && (line[i-1] >= '0' && line[i-1] <= '9' || line[i-1] == '-' || line[i-1] == ':') {
			continue
		}
		rest := strings.TrimLeft(line[i+4:], " ")
		dash := strings.TrimLeft(rest, "-–—")
		if dash == rest || len(rest)-len(dash) > 3 {
			continue
		}
		dash = strings.TrimLeft(dash, " ")
		if digitsAt(dash, 0) != 4 || len(dash) > 4 && (dash[4] == '-' || dash[4] == ':') {
			continue
		}
		from, to := value(line[i:i+4]), value(dash[:4])
		word, _ := wordBefore(line, i)
		if from < 1950 || from > 2099 || to < 1950 || to > 2099 || to >= from || !periodWords[strings.ToLower(word)] {
			continue
		}
		end := len(line) - len(dash) + 4
		c.add(diag.New("DATE", c.at(b, i, end), "from", itoa(from), "to", itoa(to)).With("interval"))
	}
}

// shortDates checks dates of six digits where a word says that they are dates.
func (c *checker) shortDates(b *asis.Block, line string) {
	for i := 0; i+6 <= len(line); i++ {
		if line[i] < '0' || line[i] > '9' || i > 0 && line[i-1] != ' ' {
			continue
		}
		n := digitsAt(line, i)
		if n != 6 || i+6 < len(line) && strings.IndexByte("-0123456789", line[i+6]) >= 0 {
			i += n
			continue
		}
		word, _ := wordBefore(line, i)
		switch strings.ToLower(word) {
		case "beviljat", "beviljades", "fattat", "fattades", "verkställdes", "verkställt", "avslutades", "daterat", "daterad", "datum", "verkställts":
			d := day{year: 2000 + value(line[i:i+2]), month: value(line[i+2 : i+4]), day: value(line[i+4 : i+6])}
			if !d.exists() {
				c.add(diag.New("DATE", c.at(b, i, i+6), "date", line[i:i+6]))
			}
		}
		i += n
	}
}
