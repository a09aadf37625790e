package data

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"tertial/internal/diag"
	"tertial/internal/tabular"
	"tertial/internal/yamltree"
)

// A Choice is one of the words that the cells of a column may hold. Spellings
// are the folded words by which staff call it, the usual one first.
type Choice struct {
	Word      string // for descriptions and programs: not-met
	Spellings []string
}

// typed reads the cell of a column of dates, months, deadlines or chosen
// words: its value is what the text means, and stays empty for words that may
// stand instead.
func (r *rowReader) typed(i, k int, text string) bool {
	c := &r.d.Columns[k]
	cell := &r.d.Rows[i].Cells[k]
	if wordStatus(c, r.d.Description, text) != "" {
		return true
	}
	ok := false
	switch c.Role {
	case RoleDate:
		cell.Value, ok = ParseDate(text)
	case RoleMonth:
		var m Month
		m, ok = ParseMonth(text)
		cell.Value = m.String()
	case RoleDeadline:
		cell.Value, ok = ParseDeadline(text)
	case RoleChoice:
		return r.choice(i, k, text)
	default:
	}
	return ok
}

// choice finds the word that a cell means, and reports one that is not among
// those of the column, with the nearest.
func (r *rowReader) choice(i, k int, text string) bool {
	c := &r.d.Columns[k]
	word, ok := c.choose(text)
	r.d.Rows[i].Cells[k].Value = word
	if ok {
		return true
	}
	words := c.choices()
	near := diag.Nearest(text, words)
	f := diag.New("CSV-CELL", r.d.cellPlace(i, k), "value", text, "column", c.Header, "list", diag.Shortlist(words), "nearest", near)
	if near == "" {
		r.diags.Add(f.With("choice"))
	} else {
		r.diags.Add(f.With("choice-near").Propose(near))
	}
	return true // said
}

// choose returns the word that a text means. A column without declared words
// takes every one.
func (c *Column) choose(text string) (string, bool) {
	if len(c.Choices) == 0 {
		return tabular.Fold(text), true
	}
	folded := tabular.Fold(text)
	for i := range c.Choices {
		choice := &c.Choices[i]
		if tabular.Same(choice.Word, folded) {
			return choice.Word, true
		}
		for _, s := range choice.Spellings {
			if s == folded {
				return choice.Word, true
			}
		}
	}
	return "", false
}

// Allows reports whether a cell of a column that the word describes may hold
// the text.
func (w *RoleWord) Allows(text string) bool {
	s := specOf(w)
	_, ok := s.choose(text)
	return ok
}

// choices are the usual spellings of the words that a column may hold.
func (c *Column) choices() []string {
	words := make([]string, len(c.Choices))
	for i := range c.Choices {
		words[i] = c.Choices[i].Word
		if s := c.Choices[i].Spellings; len(s) > 0 {
			words[i] = s[0]
		}
	}
	return words
}

// ParseDate reads a day: 2020-09-01, 20200901, 1 september 2020, den 1 sep 2020.
func ParseDate(text string) (string, bool) {
	for _, layout := range [...]string{time.DateOnly, "20060102"} {
		if day, err := time.Parse(layout, text); err == nil {
			return isoDay(day)
		}
	}
	words := strings.Fields(strings.TrimPrefix(tabular.Fold(text), "den "))
	if len(words) != 3 {
		return "", false
	}
	day, err := strconv.Atoi(words[0])
	month := MonthNumber(strings.TrimSuffix(words[1], "."))
	year, ok := ParseYear(words[2])
	if err != nil || !ok || month == 0 || day < 1 || day > MonthOf(year, month).LastDay() {
		return "", false
	}
	return isoDay(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
}

// isoDay writes a day of a year that a report can speak of.
func isoDay(day time.Time) (string, bool) {
	text := day.Format(time.DateOnly)
	_, ok := ParseYear(text[:4])
	return text, ok
}

// ParseMonth reads a month: 2020-09, 202009, september 2020, sep 2020.
func ParseMonth(text string) (Month, bool) {
	if m, ok := isoMonth(text); ok {
		return m, true
	}
	if len(text) == len("202009") {
		return isoMonth(text[:4] + "-" + text[4:])
	}
	name, year, _ := strings.Cut(tabular.Fold(text), " ")
	y, ok := ParseYear(year)
	m := MonthNumber(strings.TrimSuffix(name, "."))
	if !ok || m == 0 {
		return 0, false
	}
	return MonthOf(y, m), true
}

// ParseDeadline reads a day, or the month, third, quarter, half or year on
// whose last day something is due.
func ParseDeadline(text string) (string, bool) {
	if day, ok := ParseDate(text); ok {
		return day, true
	}
	if m, ok := ParseMonth(text); ok {
		return endOf(m), true
	}
	if p, ok := ParsePeriod(text); ok {
		return endOf(p.To), true
	}
	return "", false
}

// endOf is the last day of a month.
func endOf(m Month) string { return m.String() + "-" + itoa(m.LastDay()) }

// decodeChoices reads the words that a column's cells may hold: a list, or a
// map from the word that programs know to the words of the file. Those of a
// kind are fixed, and only get other spellings.
func decodeChoices(o *yamltree.Object, known []Choice) []Choice {
	choices := slices.Clone(known)
	if len(known) > 0 {
		m := o.Map("words")
		for i := range choices {
			if n := m.Get(choices[i].Word); n != nil {
				choices[i].Spellings = slices.Concat(foldAll(listOf(n)), choices[i].Spellings)
			}
		}
		m.Close()
		return choices
	}
	if n := o.Get("words"); n != nil && n.Kind != yamltree.Map {
		for _, word := range o.Strings("words") {
			choices = append(choices, Choice{Word: word, Spellings: []string{tabular.Fold(word)}})
		}
		return choices
	}
	for _, f := range o.Pairs("words") {
		choices = append(choices, Choice{Word: f.Key, Spellings: foldAll(listOf(f.Value))})
	}
	return choices
}

// listOf reads one text or a list of them.
func listOf(n *yamltree.Node) []string {
	items := n.Items
	if n.Kind != yamltree.List {
		items = []*yamltree.Node{n}
	}
	var all []string
	for _, item := range items {
		if item.Scalar() {
			all = append(all, item.Text)
		}
	}
	return all
}

func foldAll(words []string) []string {
	for i := range words {
		words[i] = tabular.Fold(words[i])
	}
	return words
}
