package reconcile

import (
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
	known *diag.KnownDifference
	fact  *data.Fact
	used  bool
	now   *Outcome // the outcome at the same place with other values
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
	fact, _ := d.Lookup(parts)
	a.entries = append(a.entries, entry{known: k, fact: fact})
}

// accepts returns the entry whose rule, place and both values are those of
// the outcome, or nil.
func (a *acceptance) accepts(code diag.Code, o Outcome) *diag.KnownDifference {
	for i := range a.entries {
		e := &a.entries[i]
		if e.known.Rule != code || e.fact != o.Fact {
			continue
		}
		if same(e.known.Stated, o.Fact.Quantity) && same(e.known.Expected, o.Derived) {
			e.used = true
			return e.known
		}
		e.now = &o
	}
	return nil
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

// report adds a finding for each entry that accepted nothing.
func (a *acceptance) report(diags *diag.List) {
	for i := range a.entries {
		e := &a.entries[i]
		if e.used {
			continue
		}
		f := diag.New("KNOWN", e.known.Place, "rule", string(e.known.Rule), "at", e.known.At,
			"stated", e.known.Stated, "expected", e.known.Expected)
		if e.now != nil {
			f = f.With("values")
			f.Args = append(f.Args, diag.Args("now_stated", e.now.Fact.Quantity, "now_expected", e.now.Derived)...)
		}
		diags.Add(f)
	}
}
