package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A twin is what two datasets of a report say of the same thing: one of them
// is judged by the other, which is at least as accurate.
type twin struct {
	judged   *data.Fact
	by       []*data.Fact // more than one where costs and financial items stand apart
	derived  quantity.Quantity
	possible bool // they may agree if all rounding went one way
	unlike   bool // the units cannot be compared
	agrees   bool
	detail   bool // in another unit or with fewer digits
}

// A twinKey is what two facts of one report share when they measure the same.
// Versions are compared apart: in one report an absent one is that of the other.
type twinKey struct {
	class       string
	entity      [4]string
	line        data.Line
	group       string
	value       data.ValueKind
	year        int
	scope       data.Scope
	from, to    data.Month
	of, against data.ValueKind
}

// An ownKey tells the facts of one dataset apart: there an original budget
// stands beside the revised one.
type ownKey struct {
	twinKey
	version, at string
}

// twins finds what datasets of the report say twice, once for both rules.
func (c *run) twins() []twin {
	if c.pairs != nil {
		return *c.pairs
	}
	var all []twin
	sets := slices.Clone(c.report.Datasets)
	digits := make(map[*data.Dataset]int, len(sets))
	for _, d := range sets {
		digits[d] = precision(d)
	}
	slices.SortStableFunc(sets, func(a, b *data.Dataset) int {
		return cmp.Or(cmp.Compare(digits[b], digits[a]), cmp.Compare(a.ID, b.ID))
	})
	seen := map[twinKey][]*data.Fact{}
	for _, d := range sets {
		all = append(all, pairUp(d, seen)...)
	}
	c.pairs = &all
	return all
}

// precision is how many digits of a krona the dataset's amounts keep; that of
// a dataset without amounts is its decimals.
func precision(d *data.Dataset) int {
	best := -100
	eachFact(d, func(f *data.Fact) {
		if f.HasNumber() {
			best = max(best, digitsOf(f.Quantity))
		}
	})
	return best
}

func digitsOf(q quantity.Quantity) int {
	if kronor, ok := q.In(quantity.Kronor); ok {
		return kronor.Decimals
	}
	return q.Decimals
}

// pairUp compares a dataset with those before it, and adds its facts to what
// was seen. Two datasets of which fewer than half of the shared values agree
// are about different things that have one name: then nothing is said.
func pairUp(d *data.Dataset, seen map[twinKey][]*data.Fact) []twin {
	var keys []twinKey
	own := map[ownKey]*data.Fact{}
	facts := []*data.Fact(nil) // beside keys
	eachFact(d, func(f *data.Fact) {
		if key, ok := keyOf(f); ok && own[ownKey{key, f.Version, f.At}] == nil {
			own[ownKey{key, f.Version, f.At}] = f
			keys, facts = append(keys, key), append(facts, f)
		}
	})
	type tally struct{ agree, all int }
	with := map[*data.Dataset]*tally{}
	var found []twin
	for n, key := range keys {
		f := facts[n]
		i := slices.IndexFunc(seen[key], func(other *data.Fact) bool { return other.Dataset != d && oneVersion(f, other) })
		if i >= 0 && stated(f) {
			t := compareTwins(key, f, seen[key][i], own, seen)
			n := with[t.by[0].Dataset]
			if n == nil {
				n = &tally{}
				with[t.by[0].Dataset] = n
			}
			n.all++
			if t.agrees {
				n.agree++
			}
			found = append(found, t)
		}
	}
	for n, key := range keys {
		seen[key] = append(seen[key], facts[n])
	}
	return slices.DeleteFunc(found, func(t twin) bool {
		n := with[t.by[0].Dataset]
		return 2*n.agree < n.all
	})
}

// keyOf returns what the fact measures, and false for one that means something
// within its own dataset only.
func keyOf(f *data.Fact) (twinKey, bool) {
	if !f.HasNumber() || f.Year == 0 && f.To == 0 {
		return twinKey{}, false
	}
	k := twinKey{line: f.Line, group: f.Group, value: f.Value, year: f.Year, scope: f.Scope, from: f.From, to: f.To}
	d := f.Dataset
	col := &d.Columns[f.ColumnIndex]
	switch f.Value {
	case data.Deviation, data.Change, data.Remaining:
		if col.Of < 0 || col.Against < 0 {
			return k, false
		}
		k.of, k.against = d.Columns[col.Of].Value, d.Columns[col.Against].Value
	case data.ShareUsed, data.Number:
		return k, false
	default:
	}
	if f.Version == "carried-over" {
		return k, false // a part of the budget, no version of it
	}
	row := &d.Rows[f.RowIndex]
	switch {
	case isTotal(f):
		k.class, k.entity = "account", [4]string{"whole"}
	case isInvestment(f):
		k.class, k.entity = "account", [4]string{"investments"}
	case row.Derived || row.Type == data.Total || row.Type == data.Subtotal:
		return k, false
	case d.Description.Kind.Account && d.Description.Kind.OneNet && row.Type == data.Plain && f.Line == data.Net:
		return k, false
	default:
		k.class = d.Description.Kind.Name
		k.entity = entity(f)
		if k.entity[0] == "table" {
			k.entity[1] = ""
		}
	}
	return k, true
}

// isTotal reports whether a fact is about all activities: the total of an
// account, or in an account with one net the sum of a line.
func isTotal(f *data.Fact) bool {
	d := f.Dataset
	row := &d.Rows[f.RowIndex]
	switch {
	case !d.Description.Kind.Account || row.Group != "" || f.Line == "":
		return false
	case !d.Description.Kind.OneNet:
		return row.Type == data.Total && row.Section == ""
	case row.Type == data.Subtotal || row.Type == data.Total || f.Line == data.Net:
		return true
	default:
		return row.Type == data.Plain && alone(d, f.RowIndex)
	}
}

// alone reports whether no other row has the row's line. The rows of a line
// stand together, so that the nearest are looked at first.
func alone(d *data.Dataset, row int) bool {
	same := func(i int) bool { return i >= 0 && i < len(d.Rows) && d.Rows[i].Line == d.Rows[row].Line }
	for n := 1; n < len(d.Rows); n++ {
		if same(row-n) || same(row+n) {
			return false
		}
	}
	return true
}

// isInvestment reports whether a fact is about all investments: the total of a
// table of them, or a row of a summary that is called so.
func isInvestment(f *data.Fact) bool {
	d := f.Dataset
	row := &d.Rows[f.RowIndex]
	if d.Description.Kind.Name == "investments" {
		return row.Type == data.Total
	}
	return d.Description.Kind.Account && f.Line == "" && strings.HasPrefix(fold(row.Name), "nettoinvestering")
}

// oneVersion reports whether two facts may be of one version and date.
func oneVersion(a, b *data.Fact) bool {
	same := func(x, y string) bool { return x == y || x == "" || y == "" }
	return same(a.Version, b.Version) && same(a.At, b.At)
}

// compareTwins judges a fact by another. Costs may stand with the financial
// items or without.
func compareTwins(key twinKey, f, by *data.Fact, own map[ownKey]*data.Fact, seen map[twinKey][]*data.Fact) twin {
	t := twin{judged: f, by: []*data.Fact{by}}
	derived, ok := by.In(f.Unit)
	t.detail = by.Unit != f.Unit || derived.Decimals != f.Decimals
	t.derived, t.unlike = derived, !ok
	a, b := likely(f, f.Unit), likely(by, f.Unit)
	t.agrees = ok && a.Overlaps(b)
	t.possible = ok && room(f, f.Unit).Overlaps(room(by, f.Unit))
	if t.agrees || t.unlike || key.line != data.Costs || key.entity[0] != "whole" {
		return t
	}
	key.line = data.Financial
	if mine := own[ownKey{key, f.Version, f.At}]; mine != nil {
		t.agrees = b.Overlaps(a.Add(likely(mine, f.Unit)))
	}
	for _, other := range seen[key] {
		if other.Dataset == by.Dataset && !t.agrees && b.Add(likely(other, f.Unit)).Overlaps(a) {
			t.agrees, t.by = true, append(t.by, other)
		}
	}
	return t
}

// details checks DETAIL: a table in mnkr says what the one in tkr says.
func details(c *run) {
	for _, t := range c.twins() {
		if t.detail {
			c.twin(t, "DETAIL")
		}
	}
}

// sameTwice checks SAMETWICE: two tables say the same of the same thing.
func sameTwice(c *run) {
	for _, t := range c.twins() {
		if !t.detail {
			c.twin(t, "SAMETWICE")
		}
	}
}

func (c *run) twin(t twin, code diag.Code) {
	c.cover(t.judged, covered)
	for _, f := range t.by {
		c.cover(f, covered)
	}
	by := t.by[0]
	rounded := t.derived
	rounded.Decimals = max(t.judged.Decimals, t.judged.Written)
	rounded.Number = rounded.Number.Round(max(rounded.Decimals, 0))
	c.found(outcome{
		fact: t.judged, derived: rounded, computes: !t.unlike, agrees: t.agrees,
		stated: string(t.judged.Unit), expected: string(by.Unit),
		finding: func() diag.Finding {
			f := diag.New(code, Place(t.judged), "name", cell(t.judged), "value", t.judged.Quantity, "other", by.Quantity,
				"table", by.Dataset.Description.Title)
			if by.Status != data.Derived {
				f = f.See("other", Place(by))
			}
			if t.unlike {
				f = f.With("unit")
				f.Severity = diag.Warning
			} else if t.possible || !by.Dataset.Description.Kind.Account && by.Code == "" {
				f.Severity = diag.Warning
			}
			return f
		},
	})
}
