package reconcile

import (
	"cmp"
	"slices"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/report"
)

const crossDoc diag.Code = "CROSSDOC"

// A crossing is one check of a ledger.
type crossing struct {
	ledger   *Ledger
	get      func(path string) ([]*data.Dataset, bool)
	diags    *diag.List
	verdicts map[string]*report.Verdict
	known    map[*data.Dataset]*acceptance
	read     map[string][]*data.Dataset // what get returned, by path
}

// declared opens the entries of known differences that are meant for the rule.
func (c *crossing) declared() {
	for i := range c.ledger.sets {
		set := &c.ledger.sets[i]
		if set.known {
			if d := c.dataset(set); d != nil {
				c.accepting(set, d)
			}
		}
	}
}

// sorted puts what was found of each report in the order of its datasets,
// which the digests do not have.
func (c *crossing) sorted() map[string]*report.Verdict {
	for _, v := range c.verdicts {
		slices.SortFunc(v.Differences, func(a, b report.Difference) int {
			return cmp.Or(cmp.Compare(a.Fact.Dataset.ID, b.Fact.Dataset.ID), cmp.Compare(a.Fact.Start, b.Fact.Start))
		})
	}
	return c.verdicts
}

// accepting returns what is accepted in a dataset.
func (c *crossing) accepting(set *ledgerSet, d *data.Dataset) *acceptance {
	a := c.known[d]
	if a == nil {
		a = newAcceptance(d, c.ledger.reports[set.report].meta.Known)
		c.known[d] = a
	}
	return a
}

// unused reports the entries that accepted nothing, in the reports' order.
func (c *crossing) unused() {
	for _, a := range c.known {
		a.report(c.diags, SiteScope) // a List sorts what it is given
	}
}

func (c *crossing) dataset(set *ledgerSet) *data.Dataset {
	path := c.ledger.reports[set.report].meta.Path
	sets, seen := c.read[path]
	if !seen {
		sets, _ = c.get(path)
		c.read[path] = sets
	}
	for _, d := range sets {
		if d.ID == set.id {
			return d
		}
	}
	return nil
}

// fact returns the fact of a line, or nil when it cannot be read again.
func (c *crossing) fact(line *ledgerLine) *data.Fact {
	d := c.dataset(&c.ledger.sets[line.set])
	if d == nil || int(line.row) >= len(d.Rows) || int(line.column) >= len(d.Columns) {
		return nil
	}
	facts := d.Rows[line.row].Cells[line.column].Facts
	if int(line.part) >= len(facts) {
		return nil
	}
	return facts[line.part]
}

// group compares the lines of one thing: the first of each report with the
// first of the report before it.
func (c *crossing) group(lines []ledgerLine) {
	before := &lines[0]
	for i := 1; i < len(lines); i++ {
		line := &lines[i]
		if c.ledger.reportOf(line) == c.ledger.reportOf(before) {
			continue
		}
		c.pair(before, line)
		before = line
	}
}

func (c *crossing) pair(before, line *ledgerLine) {
	l := c.ledger
	if l.unitless(before, line) {
		return
	}
	a, comparable := l.interval(before, line)
	b, _ := l.interval(line, line)
	agrees := comparable && a.Overlaps(b)
	switch {
	case line.soft:
		if !agrees && comparable && !l.reportOf(line).bridged {
			c.bridge(before, line)
		}
	case agrees:
		c.count(line, true, false)
	default:
		c.differ(before, line)
	}
}

// differ judges two lines that do not agree, by the facts themselves.
func (c *crossing) differ(before, line *ledgerLine) {
	earlier, later := c.fact(before), c.fact(line)
	if earlier == nil || later == nil || !sameThing(earlier, later) {
		return
	}
	if later.Dataset.Description.Restated != "" {
		c.count(line, true, false)
		return
	}
	converted, comparable := earlier.In(later.Unit)
	o := outcome{fact: later, derived: converted, computes: comparable, stated: string(later.Unit), expected: string(earlier.Unit)}
	f := diag.New(crossDoc, Place(later), "name", cell(later), "value", later.Quantity, "other", earlier.Quantity,
		"report", c.ledger.reportOf(before).meta.Title).See("other", Place(earlier))
	if !comparable {
		f = f.With("unit")
	}
	if !comparable || !settled(later) {
		f.Severity = diag.Warning
	}
	entry := c.accepting(&c.ledger.sets[line.set], later.Dataset).accepts(crossDoc, &o)
	if entry != nil {
		f.Severity = diag.Known
	}
	c.diags.Add(f)
	v := c.count(line, false, entry != nil)
	if comparable {
		v.Differences = append(v.Differences, report.Difference{
			Rule: crossDoc, Dataset: later.Dataset, Fact: later, Column: later.ColumnIndex, Derived: converted, Computed: true, Known: entry,
		})
	}
}

// settled reports whether a number is final, of a row that other reports name
// in the same way, so that two values of it cannot both be right.
func settled(f *data.Fact) bool {
	if !f.Dataset.Description.Kind.Account && f.Code == "" {
		return false
	}
	return f.Value != data.Outcome || f.Version == "final"
}

// bridge asks how one budget became another.
func (c *crossing) bridge(before, line *ledgerLine) {
	earlier, later := c.fact(before), c.fact(line)
	if earlier == nil || later == nil {
		return
	}
	f := diag.New(crossDoc, Place(later), "year", later.Year, "value", later.Quantity, "other", earlier.Quantity,
		"report", c.ledger.reportOf(before).meta.Title).With("budget").See("other", Place(earlier))
	f.Severity = diag.Note
	c.diags.Add(f)
}

// count adds to the verdict of the line's report.
func (c *crossing) count(line *ledgerLine, agrees, known bool) *report.Verdict {
	set := &c.ledger.sets[line.set]
	path := c.ledger.reports[set.report].meta.Path
	v := c.verdicts[path]
	if v == nil {
		v = &report.Verdict{}
		c.verdicts[path] = v
	}
	i, found := slices.BinarySearchFunc(v.Rules, set.id, func(r report.RuleCount, id string) int { return cmp.Compare(r.Dataset, id) })
	if !found {
		v.Rules = slices.Insert(v.Rules, i, report.RuleCount{Rule: crossDoc, Dataset: set.id, Relates: true})
	}
	v.Rules[i].Tried++
	switch {
	case agrees:
		v.Rules[i].Agree++
	case known:
		v.Rules[i].Known++
	}
	return v
}
