package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// outliers checks OUTLIER: numbers of one measure through time of which one is
// of another size, which are nothing before they are much, or which repeat each
// other to the last digit.
func outliers(c *run, d *data.Dataset) {
	if len(d.Columns) == 0 {
		return
	}
	for _, line := range timelines(d) {
		if apart(line) {
			continue
		}
		strange, variant, others := strangest(line)
		if len(line) < 3 {
			continue
		}
		c.found(outcome{
			fact: strange, dataset: d, column: -1, agrees: strange == nil, stated: valueOf(strange), expected: instead(variant),
			finding: func() diag.Finding {
				f := diag.New("OUTLIER", Place(strange), "name", cell(strange), "value", strange.Quantity, "others", others).With(variant)
				if variant != "zero" {
					f.Severity = diag.Note
				}
				return f
			},
		})
	}
	copies(c, d)
}

// instead is what may stand in a strange number's place: nothing, where zeros
// come before much. Which figure a slip has changed, nobody can tell.
func instead(variant string) string {
	if variant == "zero" {
		return ".."
	}
	return "?"
}

func valueOf(f *data.Fact) string {
	if f == nil {
		return ""
	}
	return text(f)
}

// A timeKey is what the numbers of one measure have in common.
type timeKey struct {
	row   int // −1 where rows are periods
	name  string
	value data.ValueKind
	unit  quantity.Unit
	group string
	line  data.Line
	span  int // months that each covers; 0 for means of a month
}

// timelines are the stated outcomes of each measure in the order of time:
// along a row, or down a column of periods.
func timelines(d *data.Dataset) [][]*data.Fact {
	index := map[timeKey]int{}
	var lines [][]*data.Fact
	eachFact(d, func(f *data.Fact) {
		if !stated(f) || f.Value != data.Outcome && f.Value != data.Number || f.Year == 0 && f.To == 0 {
			return
		}
		k := timeKey{row: f.RowIndex, value: f.Value, unit: f.Unit, group: f.Group, line: f.Line, span: months(f)}
		if d.Rows[f.RowIndex].Period != "" {
			k.row, k.name = -1, f.Code+"\x00"+f.Name+"\x00"+f.Under
		}
		i, ok := index[k]
		if !ok {
			i = len(lines)
			index[k] = i
			lines = append(lines, nil)
		}
		lines[i] = append(lines[i], f)
	})
	for _, line := range lines {
		slices.SortStableFunc(line, func(a, b *data.Fact) int {
			return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.To, b.To), cmp.Compare(a.Version, b.Version), cmp.Compare(column(a), column(b)))
		})
	}
	return lines
}

// apart reports whether numbers of one time stand in the line: those of several
// measures in columns, which are no series.
func apart(line []*data.Fact) bool {
	for i := 1; i < len(line); i++ {
		if a, b := line[i-1], line[i]; a.Value == data.Number && a.Year == b.Year && a.To == b.To {
			return true
		}
	}
	return false
}

// months is how many months a fact covers.
func months(f *data.Fact) int {
	switch {
	case f.Scope == data.FullYear:
		return 12
	case f.Scope == data.MonthlyAverage, f.Scope == data.AtDate:
		return 0
	case f.Scope == data.YearToDate && f.To != 0:
		return f.To.Month()
	case f.From != 0:
		return int(f.To-f.From) + 1
	default:
		return 1
	}
}

// How far a number may lie from the others of its measure. A slip of the
// decimal sign or a lost digit is a factor of about ten; the others must be of
// one size for that to be strange.
const (
	strangeFactor = 8
	likeFactor    = 2
	window        = 7 // neighbours that are looked at
)

// strangest returns the first number of a line that is unlike the others, with
// the message that says how.
func strangest(line []*data.Fact) (f *data.Fact, variant string, others localized) {
	if len(line) < 3 {
		return nil, "", nil
	}
	if n := zeros(line); n > 0 {
		return line[0], "zero", list(line[n:])
	}
	if len(line) < 4 {
		return nil, "", nil
	}
	for i, f := range line {
		from := max(0, min(i-window/2, len(line)-window))
		near := slices.Clone(line[from:min(len(line), from+window)])
		near = slices.DeleteFunc(near, func(g *data.Fact) bool { return g == f })
		if unlikeAll(f, near) {
			return f, "size", list(near)
		}
	}
	return nil, "", nil
}

// zeros returns how many zeros a line begins with, when they are two or more
// and all that follows is far from them. What is counted may well begin with
// none.
func zeros(line []*data.Fact) int {
	n := 0
	for n < len(line) && line[n].Number.IsZero() {
		n++
	}
	if n < 2 || n == len(line) || line[0].Unit.Counted() || line[0].Unit.Money() || line[0].Decimals == 0 {
		return 0
	}
	for _, f := range line[n:] {
		if f.Number.Abs().Cmp(quantity.Int(10)) < 0 {
			return 0
		}
	}
	return n
}

// unlikeAll reports whether a number is many times larger or smaller than
// others that are of one size.
func unlikeAll(f *data.Fact, others []*data.Fact) bool {
	if len(others) < 3 || f.Number.IsZero() {
		return false
	}
	least, most := others[0].Number.Abs(), others[0].Number.Abs()
	for _, g := range others {
		n := g.Number.Abs()
		if n.Cmp(least) < 0 {
			least = n
		}
		if n.Cmp(most) > 0 {
			most = n
		}
	}
	if least.IsZero() || most.Cmp(least.Mul(quantity.Int(likeFactor))) > 0 {
		return false
	}
	if least.Cmp(quantity.Int(strangeFactor)) < 0 && f.Unit.Counted() {
		return false // a few of something may become many
	}
	n := f.Number.Abs()
	return n.Cmp(most.Mul(quantity.Int(strangeFactor))) >= 0 || n.Mul(quantity.Int(strangeFactor)).Cmp(least) <= 0
}

// list writes numbers of one unit.
func list(facts []*data.Fact) localized {
	return func(lang string) string {
		texts := make([]string, len(facts))
		for i, f := range facts {
			texts[i] = f.Number.Localize(lang)
		}
		return strings.Join(texts, "; ")
	}
}

// sameDigits is how many digits two numbers must share before it is strange
// that they do.
const sameDigits = 5

// copies reports rows in which outcomes of two times are the same to the last
// of many digits, in a column where that is the exception.
func copies(c *run, d *data.Dataset) {
	for k := range d.Columns {
		other := before(d, k)
		if other < 0 {
			continue
		}
		var equal []*data.Fact
		tried := 0
		for i := range d.Rows {
			for _, f := range d.Rows[i].Cells[k].Facts {
				g := partOf(d.Rows[i].Cells[other].Facts, f.Part)
				if g == nil || !stated(f) || !stated(g) || len(f.Number.Abs().String()) < sameDigits {
					continue
				}
				tried++
				if f.Number.Equal(g.Number) && digits(f.Number) >= sameDigits {
					equal = append(equal, f)
				}
			}
		}
		if tried == 0 {
			continue
		}
		o := outcome{dataset: d, column: k, agrees: len(equal) == 0 || 2*len(equal) > tried}
		if !o.agrees {
			o.fact, o.stated = equal[0], equal[0].Number.String()
			o.finding = func() diag.Finding {
				f := diag.New("OUTLIER", Place(equal[0]), "name", cell(equal[0]), "value", equal[0].Quantity, "column", d.Columns[other].Title, "count", len(equal))
				f.Severity = diag.Note
				return f.With("copy")
			}
		}
		c.found(o)
	}
}

// before is the column of outcomes that the column's are compared with: the
// newest of those that are older and cover as much of their year, else the
// newest of all that are older. The order of the columns in the file says
// nothing. −1 is none.
func before(d *data.Dataset, k int) int {
	col := &d.Columns[k]
	if col.Role != data.RoleValue || col.Value != data.Outcome {
		return -1
	}
	best := -1
	for i := range d.Columns {
		other := &d.Columns[i]
		if other.Role == data.RoleValue && other.Value == data.Outcome && other.Line == col.Line && other.Group == col.Group &&
			lastMonth(other) < lastMonth(col) && (best < 0 || nearer(col, other, &d.Columns[best])) {
			best = i
		}
	}
	return best
}

// nearer reports whether an older column is a better one to compare with.
func nearer(col, a, b *data.Column) bool {
	if x, y := alike(col, a), alike(col, b); x != y {
		return x
	}
	return cmp.Or(cmp.Compare(lastMonth(b), lastMonth(a)), cmp.Compare(b.Version, a.Version), cmp.Compare(b.Header, a.Header)) < 0
}

// alike reports whether two columns cover as much of their years.
func alike(a, b *data.Column) bool {
	part := func(c *data.Column) int {
		if c.Scope == data.YearToDate {
			return c.To.Month()
		}
		return 0
	}
	return a.Scope == b.Scope && part(a) == part(b)
}

// lastMonth is when the time of a column ends.
func lastMonth(c *data.Column) data.Month {
	if c.To == 0 && c.Year != 0 {
		return data.MonthOf(c.Year, 12)
	}
	return c.To
}

func partOf(facts []*data.Fact, part int) *data.Fact {
	if part < len(facts) {
		return facts[part]
	}
	return nil
}

// digits counts the digits of a number that say something: zeros at the end of
// a whole number may be rounding.
func digits(n quantity.Number) int {
	text := n.Abs().String()
	count, zeros, started := 0, 0, false
	for _, r := range text {
		switch {
		case r == '.':
		case r == '0' && !started:
		case r == '0':
			zeros++
		default:
			started = true
			count += 1 + zeros
			zeros = 0
		}
	}
	return count
}
