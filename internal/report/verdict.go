package report

import (
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A Verdict is what the check of a report's numbers found. Package reconcile
// makes it, package layout shows it.
type Verdict struct {
	Rules       []RuleCount // in the rules' order; a rule that tried nothing has Tried 0
	Differences []Difference
}

// A RuleCount counts the relations of one rule.
type RuleCount struct {
	Rule    diag.Code
	Dataset string // id
	Tried   int
	Agree   int
	Known   int
}

// A Difference is a relation that does not hold: the stated fact and what was
// derived for it.
type Difference struct {
	Rule    diag.Code
	Fact    *data.Fact
	Derived quantity.Quantity
	Known   *diag.KnownDifference // nil when nobody has accepted it
}

// Count adds up all rules.
func (v *Verdict) Count() (tried, agree, known int) {
	for _, r := range v.Rules {
		tried += r.Tried
		agree += r.Agree
		known += r.Known
	}
	return tried, agree, known
}

// Of returns the differences of one dataset, in its order.
func (v *Verdict) Of(d *data.Dataset) []Difference {
	var out []Difference
	for _, diff := range v.Differences {
		if diff.Fact.Dataset == d {
			out = append(out, diff)
		}
	}
	return out
}
