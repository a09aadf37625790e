package reconcile

import (
	"regexp"
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A labelKind is what the words of a label say of its numbers.
type labelKind int

const (
	anyLabel   labelKind = iota
	shareLabel           // Andel …, … i %
	countLabel           // Antal …
	yesNoLabel           // … (ja/nej)
	unitLabel            // … (kr)
)

// A label is what a measure's name promises.
type label struct {
	kind labelKind
	unit quantity.Unit
	word string // what says so
	told bool   // it names the unit itself, so that none is missing
}

var parentheses = regexp.MustCompile(`\(([^()]*)\)`)

// promised reads the name of a measure. What stands in parentheses is surest,
// then a share that is named anywhere, then the leading word of a part.
func promised(name string) label {
	folded := fold(name)
	for _, m := range parentheses.FindAllStringSubmatch(folded, -1) {
		if l, ok := inParentheses(strings.TrimSpace(m[1])); ok {
			return l
		}
	}
	for n, w := range [...]string{" i %", " i procent ", " in per cent", "som andel av", "as a share of"} {
		if strings.Contains(folded+" ", w) {
			return label{kind: shareLabel, word: strings.TrimSpace(w), told: n < 3}
		}
	}
	for _, part := range labelParts(folded) {
		switch word, _, _ := strings.Cut(part, " "); strings.Trim(word, ",:") {
		case "andel", "andelen", "share", "proportion":
			return label{kind: shareLabel, word: strings.Trim(word, ",:")}
		case "antal", "antalet", "number":
			return label{kind: countLabel, word: strings.Trim(word, ",:")}
		}
	}
	return label{}
}

// labelParts divides a name at dashes and colons: what follows is a measure of
// its own.
func labelParts(folded string) []string {
	for _, dash := range [...]string{" – ", " — ", ": "} {
		folded = strings.ReplaceAll(folded, dash, " - ")
	}
	return strings.Split(folded, " - ")
}

func inParentheses(text string) (label, bool) {
	switch text {
	case "ja/nej", "yes/no", "ja / nej":
		return label{kind: yesNoLabel, word: "(" + text + ")"}, true
	case "antal", "st", "number":
		return label{kind: countLabel, word: "(" + text + ")"}, true
	}
	unit, known := quantity.ParseUnit(text)
	switch {
	case !known || unit == quantity.None || data.ParseGroup(text) != text:
		return label{}, false // a remark, or a group
	case unit == quantity.Percent:
		return label{kind: shareLabel, word: "(" + text + ")", told: true}, true
	case unit.Money():
		return label{kind: unitLabel, unit: unit, word: "(" + text + ")"}, true
	default:
		return label{}, false // (barn) may say of whom, not in what
	}
}

// labels checks LABELUNIT: the numbers of a measure are what its name, and the
// table's title, say that they are.
func labels(c *run) {
	pairs := newPairWords(c.report.Datasets)
	for _, d := range c.report.Datasets {
		titleYear(c, d)
		if d.Description.Kind.Account {
			continue // named for what they account for
		}
		for i := range d.Rows {
			row := &d.Rows[i]
			if row.Type == data.Heading || row.Derived || row.Name == "" {
				continue
			}
			labelUnit(c, d, i, measureName(d, i))
			if d.Description.Kind.Known() {
				oneUnit(c, d, i)
			}
			pairs.check(c, d, i)
		}
	}
}

// measureName is what says what a row measures: its name, or where rows are
// occupations, what they stand under.
func measureName(d *data.Dataset, i int) string {
	for k := range d.Columns {
		if d.Columns[k].Word == "measure" && d.Columns[k].Role == data.RoleSection {
			return d.Rows[i].Cells[k].Text
		}
	}
	return d.Rows[i].Name
}

// labelUnit compares the name of a measure with the units and values of a row.
func labelUnit(c *run, d *data.Dataset, i int, name string) {
	l := promised(name)
	if l.kind == anyLabel {
		return
	}
	tried := false
	var bad *data.Fact
	variant := ""
	eachValue(d, i, func(f *data.Fact) {
		if bad != nil {
			return
		}
		tried = true
		if variant = l.clash(f, name); variant != "" {
			bad = f
		}
	})
	if !tried {
		return
	}
	o := outcome{fact: bad, dataset: d, column: -1, agrees: bad == nil}
	if bad != nil {
		o.stated, o.expected = orElse(string(bad.Unit), bad.Words), l.word
		o.finding = func() diag.Finding {
			return diag.New("LABELUNIT", Place(bad), "name", name, "word", strings.Trim(l.word, "()"), "unit", unitName(bad.Unit),
				"value", shown(bad)).With(variant)
		}
	}
	c.found(o)
}

// eachValue visits the facts of a row that are values, not differences, and
// that say something: a number, Ja or Nej.
func eachValue(d *data.Dataset, i int, visit func(*data.Fact)) {
	for k := range d.Rows[i].Cells {
		col := &d.Columns[k]
		if compares(col) || col.Derived || col.Value == data.ShareUsed || col.Word == "numerator" || col.Word == "denominator" || col.Word == "base" {
			continue
		}
		for _, f := range d.Rows[i].Cells[k].Facts {
			if stated(f) || yesNo(f) {
				visit(f)
			}
		}
	}
}

// yesNo reports whether a fact is an answer.
func yesNo(f *data.Fact) bool {
	switch strings.ToLower(f.Words) {
	case "ja", "nej", "yes", "no":
		return true
	default:
		return false
	}
}

// shown is a fact as its file has it.
func shown(f *data.Fact) localized {
	return func(lang string) string {
		if f.Words != "" {
			return f.Words
		}
		q := f.Quantity
		q.Decimals = f.Written
		return q.Localize(lang)
	}
}

// clash returns which message says that a fact is not what its label promises,
// "" when it is. A target such as "minskar" is no number and says nothing.
func (l label) clash(f *data.Fact, name string) string {
	switch {
	case l.kind == yesNoLabel && !yesNo(f):
		return "answer"
	case l.kind == yesNoLabel:
		return ""
	case yesNo(f):
		return "number"
	case l.kind == shareLabel && f.Unit == quantity.None && !l.told:
		return "no-unit"
	case l.kind == shareLabel && f.Unit != quantity.None && f.Unit != quantity.Percent:
		return "unit"
	case l.kind == countLabel && (f.Unit == quantity.Percent || f.Unit == quantity.PercentagePoints || f.Unit.Money()):
		return "unit"
	case l.kind == countLabel && !f.Number.IsInt() && whole(f, name):
		return "whole"
	case l.kind == unitLabel && f.Unit != quantity.None:
		if _, ok := f.In(l.unit); !ok {
			return "unit"
		}
	}
	return ""
}

// whole reports whether what is counted must be a whole number: no mean, no
// full-time equivalents or years of places.
func whole(f *data.Fact, name string) bool {
	if f.Scope == data.MonthlyAverage || f.Unit != quantity.None && !f.Unit.Counted() {
		return false
	}
	folded := fold(name)
	for _, w := range [...]string{"snitt", "medel", "median", "average", "mean", " per ", "/", "årsarbetar", "årsplats", "heltid", "tjänst", "timmar", "dygn", "år"} {
		if strings.Contains(folded, w) {
			return false
		}
	}
	return true
}

// oneUnit compares the facts of a row with each other: what was reached and
// what was aimed at are in one unit, or are both answers.
func oneUnit(c *run, d *data.Dataset, i int) {
	var first, other *data.Fact
	n := 0
	eachValue(d, i, func(f *data.Fact) {
		if d.Columns[f.ColumnIndex].Unit != quantity.None {
			return // the column says its own
		}
		n++
		switch {
		case first == nil:
			first = f
		case other == nil && (yesNo(first) != yesNo(f) || !yesNo(f) && first.Unit != f.Unit):
			other = f
		}
	})
	if n < 2 {
		return
	}
	c.found(outcome{
		fact: other, dataset: d, column: -1, agrees: other == nil, stated: wordsOf(other), expected: wordsOf(first),
		finding: func() diag.Finding {
			f := diag.New("LABELUNIT", Place(other), "name", d.Rows[i].Name, "value", shown(other), "other", shown(first), "column", column(first))
			return f.With("mixed").See("other", Place(first))
		},
	})
}

func wordsOf(f *data.Fact) string {
	if f == nil {
		return ""
	}
	return orElse(f.Words, string(f.Unit))
}
