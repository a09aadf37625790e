package reconcile

import (
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// An acceptance matches outcomes of one dataset with the differences that the
// authors have declared known.
type acceptance struct {
	entries []entry
}

type entry struct {
	known  *diag.KnownDifference
	fact   *data.Fact // what it speaks of; nil when it is a column, or nothing
	column int        // where fact is nil: the column, −1 for none
	used   bool
	now    *outcome // the outcome at the same place with other values
}

// newAcceptance resolves the entries of the description, and those of the
// report's front matter that name the dataset: drift[3698; avvikelse].
func newAcceptance(d *data.Dataset, front []diag.KnownDifference) *acceptance {
	a := &acceptance{}
	for i := range d.Description.KnownDifferences {
		a.add(d, &d.Description.KnownDifferences[i], d.Description.KnownDifferences[i].At)
	}
	for i := range front {
		if place, ok := strings.CutPrefix(front[i].At, d.ID+"["); ok {
			a.add(d, &front[i], strings.TrimSuffix(strings.TrimSpace(place), "]"))
		}
	}
	return a
}

func (a *acceptance) add(d *data.Dataset, k *diag.KnownDifference, at string) {
	parts := strings.Split(at, ";")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	e := entry{known: k, column: -1}
	if e.fact, _ = d.Lookup(parts); e.fact == nil && len(parts) == 1 {
		e.column = columnNamed(d, parts[0])
	}
	a.entries = append(a.entries, e)
}

// columnNamed returns the column of a header or title, a value column first:
// what a rule says of words stands at the column that holds them. −1 is none.
func columnNamed(d *data.Dataset, name string) int {
	if k, ok := d.Column(name); ok {
		return k
	}
	return slices.IndexFunc(d.Columns, func(c data.Column) bool { return fold(c.Header) == fold(name) || fold(c.Title) == fold(name) })
}

// accepts returns the entry whose rule, place and both values are those of
// the outcome, or nil.
func (a *acceptance) accepts(code diag.Code, o *outcome) *diag.KnownDifference {
	for i := range a.entries {
		e := &a.entries[i]
		if e.known.Rule != code || e.fact != o.fact || o.fact == nil && e.column != o.column {
			continue
		}
		if o.states(e.known) {
			e.used = true
			return e.known
		}
		e.now = o
	}
	return nil
}

// states reports whether both values of the entry are the outcome's.
func (o *outcome) states(k *diag.KnownDifference) bool {
	if o.computes {
		return same(k.Stated, o.fact.Quantity) && same(k.Expected, o.derived)
	}
	return sameWords(k.Stated, o.stated) && sameWords(k.Expected, o.expected)
}

func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// same reports whether a value as the author typed it is the quantity's
// number. The sign may be the file's own.
func same(typed string, q quantity.Quantity) bool {
	reading, err := quantity.Read(typed, quantity.NumberFormat{Decimal: ','})
	if err != nil {
		return false
	}
	n := q.Number.Round(max(q.Decimals, 0))
	return reading.Number.Equal(n) || reading.Number.Equal(n.Neg())
}

// report adds a finding for each entry that accepted nothing. Entries for
// rules of other scopes are left to those who check them.
func (a *acceptance) report(diags *diag.List, scopes ...Scope) {
	for i := range a.entries {
		e := &a.entries[i]
		if e.used || !slices.Contains(scopes, scopeOf(e.known.Rule)) {
			continue
		}
		f := diag.New("KNOWN", e.known.Place, "rule", string(e.known.Rule), "at", e.known.At,
			"stated", e.known.Stated, "expected", e.known.Expected)
		if e.now != nil {
			f = f.With("values")
			f.Args = append(f.Args, e.now.values()...)
		}
		diags.Add(f)
	}
}

// values are those of the outcome, for a message.
func (o *outcome) values() []diag.Arg {
	if o.computes {
		return diag.Args("now_stated", o.fact.Quantity, "now_expected", o.derived)
	}
	return diag.Args("now_stated", o.stated, "now_expected", o.expected)
}

// scopeOf is the scope of the rule; that of an unknown rule is a dataset, so
// that the entry is reported.
func scopeOf(code diag.Code) Scope {
	for _, rule := range Rules() {
		if rule.Code == code {
			return rule.Scope
		}
	}
	return DatasetScope
}
