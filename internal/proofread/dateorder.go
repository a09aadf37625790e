package proofread

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// A dated line is one of a list whose lines all have a date at one place.
type dated struct {
	block int
	day   day
	lead  string // the word before the date; "" when the line begins with it
}

// dateOrder finds the one line of a list in order of date that is out of order.
func (c *checker) dateOrder() {
	var list []dated
	for i := range c.Blocks {
		b := &c.Blocks[i]
		d, ok := c.datedLine(i)
		if ok && len(list) > 0 && list[len(list)-1].lead != d.lead {
			c.judgeOrder(list)
			list = nil
		}
		switch {
		case ok:
			list = append(list, d)
		case b.Kind == asis.PageHeader || b.Kind == asis.Paragraph && startsLower(b.Text): // a page break
		case c.isField(b) || len(list) > 0 && pageDate(b.Text):
		default:
			c.judgeOrder(list)
			list = nil
		}
	}
	c.judgeOrder(list)
}

func startsLower(s string) bool {
	return s != "" && s[0] >= 'a' && s[0] <= 'z'
}

// pageDate recognises a line that is a date and no more, as page headers have.
func pageDate(text string) bool {
	d := days(text)
	return len(d) == 1 && d[0].start == 0 && d[0].end == len(text)
}

// datedLine reads the first date of a line. It must stand early, at the line's
// beginning or behind a word that the list's other lines have too.
func (c *checker) datedLine(i int) (dated, bool) {
	b := &c.Blocks[i]
	if b.Kind != asis.Paragraph && b.Kind != asis.Item && b.Kind != asis.Title && b.Kind != asis.Row {
		return dated{}, false
	}
	text := b.Text
	if b.Kind == asis.Item {
		text = b.Rest
	}
	if text == "" || pageDate(text) {
		return dated{}, false
	}
	found := days(text)
	if len(found) > 0 && found[0].whole() && found[0].exists() && found[0].start < 90 {
		word, _ := wordBefore(text, found[0].start)
		return dated{block: i, day: found[0], lead: strings.ToLower(word)}, found[0].start == 0 || listWord(word)
	}
	return shortDated(i, text)
}

// listWord reports whether a word says that the date is the line's own.
func listWord(word string) bool {
	switch strings.ToLower(word) {
	case "fattat", "beviljat", "fattad", "beviljad", "inkom", "daterad", "daterat", "beslutat":
		return true
	}
	return false
}

// shortDated reads "beviljat 191204".
func shortDated(i int, text string) (dated, bool) {
	for _, w := range []string{"beviljat ", "fattat ", "beviljad ", "fattad "} {
		at := strings.Index(text, w)
		if at < 0 || at > 110 || digitsAt(text, at+len(w)) != 6 {
			continue
		}
		n := text[at+len(w) : at+len(w)+6]
		d := day{year: 2000 + value(n[:2]), month: value(n[2:4]), day: value(n[4:]), start: at + len(w), end: at + len(w) + 6}
		return dated{block: i, day: d, lead: strings.TrimSpace(w)}, d.exists()
	}
	return dated{}, false
}

// judgeOrder reports the lines that stand out of an order that nearly all
// others keep, rising or falling.
func (c *checker) judgeOrder(list []dated) {
	const enough = 6
	if len(list) < enough {
		return
	}
	var rises, falls []int
	for k := 1; k < len(list); k++ {
		if list[k].day.before(&list[k-1].day) {
			falls = append(falls, k)
		}
		if list[k-1].day.before(&list[k].day) {
			rises = append(rises, k)
		}
	}
	odd := falls
	if len(falls) > len(rises) {
		odd = rises
	}
	if len(odd) == 0 || len(odd)*8 > len(list) {
		return
	}
	for _, k := range odd {
		if restarts(list, k) {
			continue
		}
		b, prev := &c.Blocks[list[k].block], &c.Blocks[list[k-1].block]
		f := diag.New("DATE", c.whole(b), "date", iso(&list[k].day), "before", iso(&list[k-1].day)).With("order")
		f.Severity = diag.Warning
		c.add(f.See("before", c.whole(prev)))
	}
}

// restarts reports whether another list begins at a line: neither without it
// nor without the one before it are the lines around in order.
func restarts(list []dated, k int) bool {
	falling := list[len(list)-1].day.before(&list[0].day)
	inOrder := func(a, b int) bool {
		if a < 0 || b >= len(list) {
			return true
		}
		if falling {
			return !list[a].day.before(&list[b].day)
		}
		return !list[b].day.before(&list[a].day)
	}
	return !inOrder(k-1, k+1) && !inOrder(k-2, k)
}

func iso(d *day) string {
	two := func(n int) string {
		if n < 10 {
			return "0" + itoa(n)
		}
		return itoa(n)
	}
	return itoa(d.year) + "-" + two(d.month) + "-" + two(d.day)
}

// runsOn reports whether text goes on at a block, as below a page header.
func (c *checker) runsOn(i int) bool {
	if i >= len(c.Blocks) {
		return false
	}
	b := &c.Blocks[i]
	r, _ := utf8.DecodeRuneInString(b.Text)
	return b.Kind == asis.Item || b.Kind == asis.Paragraph && (len(b.Text) > 60 || unicode.IsLower(r))
}

// headers compares the date in page headers with that of the cover: dates that
// stand alone above one and the same diary number.
func (c *checker) headers() {
	type head struct {
		block int
		date  string
	}
	first := map[string]head{}
	for i := 0; i+1 < len(c.Blocks); i++ {
		b := &c.Blocks[i]
		if !pageDate(b.Text) || !c.isField(&c.Blocks[i+1]) || asis.Fold(c.Blocks[i+1].Text) == "dnr" {
			continue
		}
		if h, ok := first[itoa(b.Part)+asis.Fold(c.Blocks[i+1].Text)]; ok && (h.block == i || !c.runsOn(i+2)) {
			continue // another memo in the same matter
		}
		key := itoa(b.Part) + asis.Fold(c.Blocks[i+1].Text)
		h, ok := first[key]
		if !ok {
			first[key] = head{i, b.Text}
			continue
		}
		if h.date != b.Text {
			f := diag.New("DATE", c.whole(b), "date", b.Text, "cover", h.date).With("header")
			f.Severity = diag.Warning
			c.add(f.See("cover", c.whole(&c.Blocks[h.block])))
		}
	}
}
