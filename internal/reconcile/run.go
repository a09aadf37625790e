package reconcile

import (
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// An outcome is one thing tried by a rule.
type outcome struct {
	fact     *data.Fact        // the stated fact that is judged; nil where it is a whole column or table
	dataset  *data.Dataset     // where fact is nil
	column   int               // where fact is nil: the column that is judged, −1 for the table
	derived  quantity.Quantity // what the fact should be, for a rule that computes
	computes bool              // derived holds; without, stated and expected are words
	stated   string
	expected string
	agrees   bool
	finding  func() diag.Finding // asked for only when it does not agree
}

// run is the check of one report.
type run struct {
	report  *report.Report
	diags   *diag.List
	verdict *report.Verdict
	known   map[*data.Dataset]*acceptance
	marks   map[*data.Fact]mark

	rule   *Rule
	pairs  *[]twin               // what datasets say twice, once it has been looked for
	counts map[*data.Dataset]int // index into verdict.Rules, of the rule at work
}

// A mark says what has been tried of a fact.
type mark uint8

const (
	bounded mark = 1 << iota // an inequality
	covered                  // an equation
)

func newRun(r *report.Report, diags *diag.List) *run {
	c := &run{
		report: r, diags: diags, verdict: &report.Verdict{},
		known:  make(map[*data.Dataset]*acceptance, len(r.Datasets)),
		counts: make(map[*data.Dataset]int, len(r.Datasets)),
	}
	for _, d := range r.Datasets {
		c.known[d] = newAcceptance(d, r.Meta.Known)
		eachFact(d, func(f *data.Fact) {
			if stated(f) {
				c.verdict.Cells++
			}
		})
	}
	c.marks = make(map[*data.Fact]mark, c.verdict.Cells)
	return c
}

// begin opens the counts of a rule, one for each dataset.
func (c *run) begin(rule *Rule) {
	c.rule = rule
	for _, d := range c.report.Datasets {
		c.counts[d] = len(c.verdict.Rules)
		c.verdict.Rules = append(c.verdict.Rules, report.RuleCount{Rule: rule.Code, Dataset: d.ID, Relates: rule.Relates})
	}
	if len(c.report.Datasets) == 0 {
		c.verdict.Rules = append(c.verdict.Rules, report.RuleCount{Rule: rule.Code, Relates: rule.Relates})
	}
}

// found takes what a rule tried.
func (c *run) found(o outcome) {
	d := o.dataset
	if o.fact != nil {
		d = o.fact.Dataset
	}
	count := &c.verdict.Rules[c.counts[d]]
	count.Tried++
	if o.agrees {
		count.Agree++
		return
	}
	finding := o.finding()
	entry := c.known[d].accepts(c.rule.Code, &o)
	if entry != nil {
		count.Known++
		finding.Severity, finding.Accepted = diag.Known, entry
	}
	c.diags.Add(finding)
	c.verdict.Differences = append(c.verdict.Differences, report.Difference{
		Rule: c.rule.Code, Dataset: d, Fact: o.fact, Column: o.column, Derived: o.derived, Computed: o.computes && o.fact != nil,
		Stated: o.stated, Expected: o.expected, Known: entry,
	})
}

// cover remembers that a fact takes part in what was tried. What a derived
// fact was made of takes part with it.
func (c *run) cover(f *data.Fact, as mark) {
	if f.Status != data.Derived {
		c.marks[f] |= as
		return
	}
	if f.Derived == nil || f.Derived.Relation == nil {
		return
	}
	for _, t := range f.Derived.Relation.Terms {
		c.cover(t.Fact, as)
	}
}

// count adds up the marks.
func (c *run) count() {
	for f, m := range c.marks {
		switch {
		case !stated(f):
		case m&covered != 0:
			c.verdict.Covered++
		case m&bounded != 0:
			c.verdict.Bounded++
		}
	}
}

// stated reports whether the file itself states the fact, and as a number.
func stated(f *data.Fact) bool { return f.HasNumber() && f.Status != data.Derived }

// eachFact visits all facts of a dataset, row by row.
func eachFact(d *data.Dataset, visit func(*data.Fact)) {
	for r := range d.Rows {
		for k := range d.Rows[r].Cells {
			for _, f := range d.Rows[r].Cells[k].Facts {
				visit(f)
			}
		}
	}
}

// eachDataset makes a rule for one dataset a rule for the report.
func eachDataset(check func(*run, *data.Dataset)) func(*run) {
	return func(c *run) {
		for _, d := range c.report.Datasets {
			check(c, d)
		}
	}
}
