package data

import (
	"slices"
	"strings"
	"unicode"

	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// In returns the dataset as readers of another language see it: the same facts
// in the same places, under other names. word says a text of the file or its
// description in that language, and false when it cannot; then the text stays,
// and [Dataset.Foreign] knows it. Names for lines, groups, totals, units and the
// usual columns need no word. Everything is found by its original names too, and
// references stay those of the original.
func (d *Dataset) In(lang string, word func(text string) (string, bool)) *Dataset {
	out := *d
	t := &translator{from: d, to: &out, lang: lang, word: word}
	out.lang, out.original, out.foreign = lang, d, map[string]bool{}
	t.description()
	t.columns()
	t.rows()
	return &out
}

// Original is the dataset in the language of its file.
func (d *Dataset) Original() *Dataset {
	if d.original != nil {
		return d.original
	}
	return d
}

// OriginalOf is a fact of the dataset in the language of its file.
func (d *Dataset) OriginalOf(f *Fact) *Fact {
	if d.original == nil {
		return f
	}
	return d.original.Rows[f.RowIndex].Cells[f.ColumnIndex].Facts[f.Part]
}

// Counterpart is a fact of the original in this language.
func (d *Dataset) Counterpart(f *Fact) *Fact {
	if d.original == nil || f.Dataset != d.original {
		return f
	}
	return d.Rows[f.RowIndex].Cells[f.ColumnIndex].Facts[f.Part]
}

// Foreign reports whether a text of a translated dataset is still in the
// original's language.
func (d *Dataset) Foreign(text string) bool { return d.foreign[text] }

// ForeignTexts are all texts that are, sorted.
func (d *Dataset) ForeignTexts() []string {
	all := make([]string, 0, len(d.foreign))
	for text := range d.foreign {
		all = append(all, text)
	}
	slices.Sort(all)
	return all
}

// A translator makes one dataset in another language.
type translator struct {
	from, to *Dataset
	lang     string
	word     func(string) (string, bool)
}

// text says a text, or leaves it and remembers that.
func (t *translator) text(s string) string {
	if said, ok := t.word(s); ok {
		return said
	}
	if worded(s) {
		t.to.foreign[s] = true
	}
	return s
}

// worded reports whether a text has words at all: two letters beside each other.
func worded(s string) bool {
	last := false
	for _, r := range s {
		letter := unicode.IsLetter(r)
		if letter && last {
			return true
		}
		last = letter
	}
	return false
}

func (t *translator) description() {
	desc := *t.from.Description
	desc.Title, desc.Note = t.text(desc.Title), t.text(desc.Note)
	desc.Source.System, desc.Source.Note = t.text(desc.Source.System), t.text(desc.Source.Note)
	t.to.Description = &desc
}

func (t *translator) columns() {
	t.to.Columns = slices.Clone(t.from.Columns)
	for i := range t.to.Columns {
		c := &t.to.Columns[i]
		c.Title, c.Note = t.title(c), t.text(c.Note)
	}
}

// title is a column's heading: a word of the translation, else the usual name of
// such a column.
func (t *translator) title(c *Column) string {
	if said, ok := t.word(c.Title); ok {
		return said
	}
	made := c.Title == TitleOf(c.Header)
	if c.Role != RoleValue && c.Word != "" && made && t.lang == "en" && c.Word != string(RoleText) {
		return TitleOf(c.Word)
	}
	if name, ok := t.valueTitle(c.Title); ok {
		return name
	}
	return t.text(c.Title)
}

// valueTitle says headings such as Utfall 2024: the word for a kind of value with
// a year or a period of one word.
func (t *translator) valueTitle(title string) (string, bool) {
	first, rest, _ := strings.Cut(title, " ")
	if worded(rest) {
		return "", false
	}
	folded := tabular.Fold(first)
	for i := range valueWords {
		if words := valueWords[i].words; slices.Contains(words, folded) && valueWords[i].value != Number {
			name := words[0]
			if t.lang == "en" {
				name = words[min(1, len(words)-1)]
			}
			return strings.TrimSpace(TitleOf(name) + " " + rest), true
		}
	}
	return "", false
}

func (t *translator) rows() {
	t.to.Rows = slices.Clone(t.from.Rows)
	var notes []rowSpec
	for i := range t.to.Rows {
		row := &t.to.Rows[i]
		if note := t.from.NoteOf(row); note != "" {
			notes = append(notes, rowSpec{name: tabular.Fold(t.name(row.Name)), Note: t.text(note)})
		}
		if name := t.name(row.Name); name != row.Name {
			row.Aliases = append(slices.Clip(row.Aliases), row.Name)
			row.Name = name
		}
		if row.Section != "" {
			row.under, row.Section = row.Section, t.text(row.Section)
		}
		row.Cells = slices.Clone(row.Cells)
		for k := range row.Cells {
			t.cell(row, k)
		}
	}
	t.to.Description.rows = append(notes, t.to.Description.rows...)
}

// name says a row's name; those of sums are known.
func (t *translator) name(name string) string {
	if _, ok := t.word(name); !ok && slices.Contains(totalWords[:], tabular.Fold(name)) {
		return totalName(t.lang)
	}
	if line, ok := ParseLine(name); ok {
		if _, said := t.word(name); !said {
			return line.Name(t.lang)
		}
	}
	if name == "" {
		return ""
	}
	return t.text(name)
}

// cell says the text of a cell, and makes its facts those of the translation.
func (t *translator) cell(row *Row, k int) {
	cell, c := &row.Cells[k], &t.to.Columns[k]
	if cell.Text != "" && len(cell.Facts) == 0 {
		cell.Text = t.cellText(c, cell.Text)
	}
	cell.Facts = slices.Clone(cell.Facts)
	for i, f := range cell.Facts {
		own := *f
		own.Dataset = t.to
		if own.Words != "" {
			own.Words = t.text(own.Words)
		}
		cell.Facts[i] = &own
	}
}

func (t *translator) cellText(c *Column, text string) string {
	if said, ok := t.word(text); ok {
		return said
	}
	switch c.Role {
	case RoleName:
		return t.name(text)
	case RoleLine:
		if line, ok := ParseLine(text); ok {
			return line.Name(t.lang)
		}
	case RoleGroup:
		group := ParseGroup(text)
		if name := GroupName(group, t.lang); group != strings.TrimSpace(text) {
			return strings.ToLower(name)
		}
	case RoleUnit:
		if unit, known := quantity.ParseUnit(text); known {
			return unit.Symbol(t.lang)
		}
	case RoleCode, RoleType, RolePeriod, RoleStatus, RoleDate, RoleMonth, RoleDeadline:
		return text
	default:
		switch {
		case strings.HasSuffix(c.Word, "id"), c.Word == "decision": // names of papers stay what they are
			return text
		case c.Word == "direction" && t.lang == "en" && Rising(text) != 0:
			return map[int]string{1: "increases", -1: "decreases"}[Rising(text)]
		}
	}
	return t.text(text)
}
