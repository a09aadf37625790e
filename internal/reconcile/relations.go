package reconcile

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// relations returns the check of all stated results of the rule's relations.
func relations(finding func(*data.Relation, quantity.Quantity) diag.Finding) func(*run) {
	return eachDataset(func(c *run, d *data.Dataset) {
		for i := range d.Relations {
			if r := &d.Relations[i]; r.Rule == c.rule.Code && judged(r) {
				c.relation(r, finding)
			}
		}
	})
}

// relation judges one relation.
func (c *run) relation(r *data.Relation, finding func(*data.Relation, quantity.Quantity) diag.Finding) {
	derived, ok := r.Evaluate()
	if !ok {
		return // no common unit: said by OMFATTNING
	}
	as := covered
	if r.Within {
		as = bounded
	}
	c.cover(r.Result, as)
	for _, t := range r.Terms {
		c.cover(t.Fact, as)
	}
	c.found(outcome{
		fact: r.Result, derived: derived.Quantity, computes: true, agrees: derived.Agrees,
		finding: func() diag.Finding { return finding(r, derived.Quantity) },
	})
}

// judged reports whether a relation can be tried: a stated result and terms
// that are all numbers.
func judged(r *data.Relation) bool {
	if r.Result == nil || !stated(r.Result) {
		return false
	}
	for _, t := range r.Terms {
		if !t.Fact.HasNumber() {
			return false
		}
	}
	return len(r.Terms) > 0
}

func sumFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("SUM", Place(r.Result), "stated", r.Result.Quantity, "computed", derived,
		"difference", difference(r.Result.Quantity, derived))
	first, last := r.Terms[0].Fact, r.Terms[len(r.Terms)-1].Fact
	return f.See("rows", Place(first), "first", Name(first), "last", Name(last), "count", len(r.Terms))
}

func netFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("NETTO", Place(r.Result), "stated", r.Result.Quantity, "computed", derived, "terms", terms(r, " och "))
	return seeTerms(f, r)
}

func deviationFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	of, against := r.Terms[0].Fact, r.Terms[len(r.Terms)-1].Fact
	f := diag.New("DEV", Place(r.Result), "stated", r.Result.Quantity, "computed", derived,
		"of", column(of), "a", of.Quantity, "against", column(against), "b", against.Quantity)
	return seeTerms(f, r)
}

func splitFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("SPLIT", Place(r.Result), "stated", r.Result.Quantity, "computed", derived, "terms", terms(r, ", "))
	if r.Within {
		f = f.With("within")
	}
	return seeTerms(f, r)
}

// localized joins values in the language in which the message is read.
type localized func(lang string) string

// Localize writes the values.
func (l localized) Localize(lang string) string { return l(lang) }

func terms(r *data.Relation, separator string) localized {
	return func(lang string) string {
		parts := make([]string, len(r.Terms))
		for i, t := range r.Terms {
			parts[i] = Name(t.Fact) + " " + t.Fact.Localize(lang)
		}
		return strings.Join(parts, separator)
	}
}

func seeTerms(f diag.Finding, r *data.Relation) diag.Finding {
	for _, t := range r.Terms {
		if t.Fact.Start == r.Result.Start {
			continue // another part of the same cell
		}
		f = f.See("term", Place(t.Fact), "name", Name(t.Fact)+", "+column(t.Fact), "value", t.Fact.Quantity)
	}
	return f
}

func difference(stated, derived quantity.Quantity) quantity.Quantity {
	d := derived
	d.Number = stated.Number.Sub(derived.Number)
	return d
}
