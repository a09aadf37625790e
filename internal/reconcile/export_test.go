package reconcile

import (
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/report"
)

// CoveredFacts returns the stated facts that take part in an equation, in the
// order of the datasets and their cells.
func CoveredFacts(r *report.Report) []*data.Fact {
	c := newRun(r, &diag.List{})
	rules := Rules()
	for i := range rules {
		c.begin(&rules[i])
		if rules[i].check != nil {
			rules[i].check(c)
		}
	}
	var facts []*data.Fact
	for _, d := range r.Datasets {
		eachFact(d, func(f *data.Fact) {
			if stated(f) && c.marks[f]&covered != 0 {
				facts = append(facts, f)
			}
		})
	}
	return facts
}
