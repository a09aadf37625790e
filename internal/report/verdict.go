package report

import (
	"slices"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A Verdict is what the check of a report's numbers found. Package reconcile
// makes it, package layout shows it.
type Verdict struct {
	Rules       []RuleCount // every rule by dataset, in the rules' order; Tried is 0 where there was nothing to try
	Differences []Difference

	Cells   int // stated numbers in the report's datasets
	Covered int // of them those that take part in at least one equation that was tried
	Bounded int // of the others those that stand in an inequality only

	Text *Numbers    // the numbers in the text, which package prose counts; nil where they are not shown
	Left *Unfinished // what the report lacks before dispatch; nil where that is not shown
}

// Numbers counts the numbers in a report's text.
type Numbers struct {
	Bound    int // figures bound to facts
	Declared int // typed, and declared as literals with a reason
	Typed    int // typed, and neither
}

// All is how many numbers the text has.
func (n Numbers) All() int { return n.Bound + n.Declared + n.Typed }

// Share returns the share of bound numbers in per cent, rounded down; 100 for a
// text without numbers.
func (n Numbers) Share() int {
	if n.All() == 0 {
		return 100
	}
	return n.Bound * 100 / n.All()
}

// A RuleCount counts what one rule tried.
type RuleCount struct {
	Rule    diag.Code
	Dataset string // id of the dataset whose value was judged; "" in a report without datasets
	Relates bool   // the rule relates numbers, and does not only look at how they are named or written
	Tried   int
	Agree   int
	Known   int
}

// A Difference is something tried that does not hold: what is stated, and what
// it should be.
type Difference struct {
	Rule     diag.Code
	Dataset  *data.Dataset
	Fact     *data.Fact        // nil where a whole column or table is judged
	Column   int               // where Fact is nil: the column, −1 for the table
	Derived  quantity.Quantity // what the fact should be, where Computed
	Computed bool              // false where Stated and Expected are words
	Stated   string
	Expected string
	Known    *diag.KnownDifference // nil when nobody has accepted it
}

// Count adds up all rules.
func (v *Verdict) Count() (tried, agree, known int) {
	return v.sum(func(*RuleCount) bool { return true })
}

// CountRelations adds up the rules that relate numbers to each other, and not
// those that look at how they are named and written.
func (v *Verdict) CountRelations() (tried, agree, known int) {
	return v.sum(func(r *RuleCount) bool { return r.Relates })
}

// Relates reports whether a rule relates numbers to each other.
func (v *Verdict) Relates(rule diag.Code) bool {
	return slices.ContainsFunc(v.Rules, func(r RuleCount) bool { return r.Rule == rule && r.Relates })
}

func (v *Verdict) sum(counts func(*RuleCount) bool) (tried, agree, known int) {
	for i := range v.Rules {
		if r := &v.Rules[i]; counts(r) {
			tried += r.Tried
			agree += r.Agree
			known += r.Known
		}
	}
	return tried, agree, known
}

// ByRule adds up the datasets: one count for each rule, in the rules' order. A
// rule with Tried 0 has not been tried, and says nothing of the report.
func (v *Verdict) ByRule() []RuleCount {
	var sums []RuleCount
	index := map[diag.Code]int{}
	for _, r := range v.Rules {
		i, seen := index[r.Rule]
		if !seen {
			i = len(sums)
			index[r.Rule] = i
			sums = append(sums, RuleCount{Rule: r.Rule, Relates: r.Relates})
		}
		sums[i].Tried += r.Tried
		sums[i].Agree += r.Agree
		sums[i].Known += r.Known
	}
	return sums
}

// Uncovered is how many stated numbers no rule compares with anything.
func (v *Verdict) Uncovered() int { return v.Cells - v.Covered - v.Bounded }

// Of returns the differences of one dataset that stand at a number, in its order.
func (v *Verdict) Of(d *data.Dataset) []Difference {
	var out []Difference
	for _, diff := range v.Differences {
		if diff.Computed && diff.Fact.Dataset == d {
			out = append(out, diff)
		}
	}
	return out
}
