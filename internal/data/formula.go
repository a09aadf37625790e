package data

import (
	"cmp"
	"slices"
)

// A formula says how a column of a kind follows from others. Where the file
// states the column it is checked, else it is derived.
type formula struct {
	word   string    // the role word of the column that states it
	header [2]string // of the derived column, in Swedish and English
	value  ValueKind
	ways   []way // the first whose numbers a row has is taken
}

// A way is one way to compute a formula: what is added, what is subtracted and
// of what the difference is a share.
type way struct {
	plus, minus []source
	of          string // role word; "" for no share
	ofAt        rowRef
}

// A source is a column by its role word.
type source struct {
	word string
	at   rowRef
	may  bool // it may be missing, and is nothing then
}

// A rowRef says in which row of a series the number of a source stands.
type rowRef string

const (
	rowHere   rowRef = ""
	rowBefore rowRef = "before" // the row before, of the same year and activity
	rowLast   rowRef = "last"   // the row of the final accounts
)

// Words for the outcomes of the newest years, which have no role words.
const (
	newest       = "newest"
	secondNewest = "second-newest"
)

// A boundFormula is a formula in the columns of one file.
type boundFormula struct {
	*formula
	column int // that states it, or is derived
	ways   []boundWay
}

type boundWay struct {
	terms []boundSource
	of    int // −1 for no share
	ofAt  rowRef
}

type boundSource struct {
	column, factor int
	at             rowRef
	may            bool
}

// bindFormulas finds the columns of the kind's formulas and appends those that
// the file lacks.
func (d *Dataset) bindFormulas() {
	for i := range d.Description.Kind.formulas {
		f := &d.Description.Kind.formulas[i]
		b := boundFormula{formula: f, column: d.stating(f)}
		for k := range f.ways {
			if w, ok := d.bindWay(&f.ways[k]); ok {
				b.ways = append(b.ways, w)
			}
		}
		if len(b.ways) == 0 {
			continue
		}
		if b.column < 0 {
			b.column = d.appendColumn(f)
		}
		d.pair(&b)
		d.formulas = append(d.formulas, b)
	}
}

// stating returns the column that states a formula: by its role word, or by
// what it compares.
func (d *Dataset) stating(f *formula) int {
	for k := range d.Columns {
		if c := &d.Columns[k]; c.Role == RoleValue && c.Word == f.word {
			return k
		}
	}
	for i := range f.ways {
		w, ok := d.bindWay(&f.ways[i])
		of, against, simple := w.pair()
		if !ok || !simple {
			continue
		}
		for k := range d.Columns {
			if c := &d.Columns[k]; c.Value == f.value && c.Of == of && c.Against == against {
				return k
			}
		}
	}
	return -1
}

// pair returns the two columns that a way compares, if it is no more than that.
func (w *boundWay) pair() (of, against int, ok bool) {
	for _, t := range w.terms {
		if t.at != rowHere {
			return -1, -1, false
		}
	}
	switch {
	case w.of >= 0 && len(w.terms) == 1 && w.ofAt == rowHere:
		return w.terms[0].column, w.of, true
	case w.of < 0 && len(w.terms) == 2 && w.terms[1].factor < 0:
		return w.terms[0].column, w.terms[1].column, true
	default:
		return -1, -1, false
	}
}

// pair lets a column say what it compares, when that is the same in all rows.
func (d *Dataset) pair(b *boundFormula) {
	c := &d.Columns[b.column]
	of, against, ok := b.ways[0].pair()
	if c.Of >= 0 || !ok || len(b.ways) > 1 {
		return
	}
	c.Of, c.Against = of, against
	c.inherit(&d.Columns[of])
}

// appendColumn adds the column of a formula that the file lacks.
func (d *Dataset) appendColumn(f *formula) int {
	c := newSpec().Column
	c.Role, c.Word, c.Value = RoleValue, f.word, f.value
	c.Index, c.Derived = -1, true
	c.Header = f.header[langIndex(d.lang)]
	c.Title = TitleOf(c.Header)
	if f.ways[0].of != "" {
		c.Unit = quantityPercent
	}
	taken := make(ids, len(d.Columns))
	for k := range d.Columns {
		taken[d.Columns[k].ID]++
	}
	c.ID = taken.unique(Slug(c.Header))
	c.foldNames()
	d.Columns = append(d.Columns, c)
	return len(d.Columns) - 1
}

func (d *Dataset) bindWay(w *way) (boundWay, bool) {
	b := boundWay{of: -1, ofAt: w.ofAt}
	for i, list := range [...][]source{w.plus, w.minus} {
		for _, s := range list {
			k := d.columnOf(s.word)
			if k < 0 && !s.may {
				return b, false
			}
			if k >= 0 {
				b.terms = append(b.terms, boundSource{column: k, factor: 1 - 2*i, at: s.at, may: s.may})
			}
		}
	}
	if w.of != "" {
		b.of = d.columnOf(w.of)
		return b, b.of >= 0
	}
	return b, true
}

// columnOf returns the value column of a role word: the one that has it, else
// the one that measures what the word means, this year's before others; −1
// for none.
func (d *Dataset) columnOf(word string) int {
	switch word {
	case newest:
		return d.outcome(0)
	case secondNewest:
		return d.outcome(1)
	}
	best := -1
	w := d.Description.Kind.word(word)
	for k := range d.Columns {
		c := &d.Columns[k]
		if c.Role == RoleValue && (c.Word == word || w != nil && w.means(c)) && (best < 0 || d.nearer(c, &d.Columns[best])) {
			best = k
		}
	}
	return best
}

// means reports whether a column without a role word holds what the word means.
func (w *RoleWord) means(c *Column) bool {
	v := w.Value
	if c.Word != "" || v.value == Number || v.value == "" || c.Value != v.value {
		return false
	}
	return (v.scope == "" || c.Scope == v.scope) && (c.Version == carriedOver) == (v.version == carriedOver)
}

// nearer reports whether a column is nearer to the report's year than another.
func (d *Dataset) nearer(c, than *Column) bool {
	year := d.Description.Period.Year()
	if (c.Year == year) != (than.Year == year) {
		return c.Year == year
	}
	return c.Year > than.Year
}

// outcome returns the column of the newest year's outcome, or of the one
// before; −1 when there are not as many years.
func (d *Dataset) outcome(back int) int {
	var columns []int
	for k := range d.Columns {
		if c := &d.Columns[k]; c.Role == RoleValue && c.Value == Outcome && c.Scope == FullYear && !c.Derived {
			columns = append(columns, k)
		}
	}
	slices.SortStableFunc(columns, func(a, b int) int { return cmp.Compare(d.Columns[b].Year, d.Columns[a].Year) })
	if back >= len(columns) {
		return -1
	}
	return columns[back]
}
