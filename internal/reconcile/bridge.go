package reconcile

import (
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A budgetPair is the original and the revised budget of one thing.
type budgetPair struct{ original, revised *data.Fact }

// bridges checks BUDGETBRYGGA: the original budget with all decided changes is
// the revised budget.
func bridges(c *run) {
	for _, d := range c.report.Datasets {
		changes := d.BudgetChanges()
		if len(changes) == 0 {
			continue
		}
		for _, account := range c.report.Datasets {
			if account.Description.Kind.Account {
				c.bridge(changes, account)
			}
		}
	}
}

// bridge checks an account that shows both budgets: as a whole, and for each
// activity that any change names by its code or name.
func (c *run) bridge(changes []data.BudgetChange, d *data.Dataset) {
	for _, p := range budgetPairs(d) {
		row := &d.Rows[p.revised.RowIndex]
		switch {
		case isWhole(p.revised):
			c.judgeBridge(p, changes, wholeShare)
		case row.Type == data.Plain:
			names := func(name string) bool { return name != "" && d.RowMatches(row, "row", name) }
			c.judgeBridge(p, changes, func(b *data.BudgetChange) int { return share(names(b.To), names(b.From)) })
		}
	}
}

// wholeShare says how a change counts for all activities together: one that has
// both from and to, or moves, changes nothing.
func wholeShare(b *data.BudgetChange) int {
	if b.Type == "transfer" {
		return 0
	}
	return share(b.From == "" || b.To != "", b.From != "")
}

func share(to, from bool) int {
	switch {
	case to == from:
		return 0
	case to:
		return 1
	default:
		return -1
	}
}

// budgetPairs are the net budgets of a full year, original and revised.
func budgetPairs(d *data.Dataset) []budgetPair {
	type key struct{ row, year int }
	index := map[key]int{}
	var all []budgetPair
	eachFact(d, func(f *data.Fact) {
		if f.Value != data.Budget || f.Scope != data.FullYear || f.Line != data.Net || !f.HasNumber() {
			return
		}
		k := key{f.RowIndex, f.Year}
		i, ok := index[k]
		if !ok {
			i = len(all)
			index[k] = i
			all = append(all, budgetPair{})
		}
		switch f.Version {
		case "original":
			all[i].original = f
		case "revised":
			all[i].revised = f
		}
	})
	complete := all[:0]
	for _, p := range all {
		if p.original != nil && p.revised != nil {
			complete = append(complete, p)
		}
	}
	return complete
}

// judgeBridge adds the changes to an original budget. More money is a larger
// cost: in the report's sign it is taken from the net.
func (c *run) judgeBridge(p budgetPair, changes []data.BudgetChange, count func(*data.BudgetChange) int) {
	derived := p.original.Quantity
	interval := derived.Interval()
	used := []*data.Fact{p.original, p.revised}
	for i := range changes {
		b := &changes[i]
		factor := count(b)
		if factor == 0 {
			continue
		}
		if b.Amount == nil {
			return // nobody knows how much
		}
		q, ok := b.Amount.In(derived.Unit)
		if !ok {
			return
		}
		if factor > 0 {
			q = q.Neg()
		}
		interval, derived.Number = interval.Add(q.Interval()), derived.Number.Add(q.Number)
		used = append(used, b.Amount)
	}
	got, ok := p.revised.In(derived.Unit)
	if !ok || len(used) == 2 && !isWhole(p.revised) {
		return // nobody says that this activity has changed; the whole is judged
	}
	for _, f := range used {
		c.cover(f, covered)
	}
	if stated(p.revised) {
		c.found(outcome{
			fact: p.revised, derived: derived, computes: true, agrees: got.Interval().Overlaps(interval),
			finding: func() diag.Finding { return bridgeFinding(p, derived) },
		})
	}
}

func bridgeFinding(p budgetPair, derived quantity.Quantity) diag.Finding {
	return diag.New("BUDGETBRYGGA", Place(p.revised), "name", Name(p.revised), "original", p.original.Quantity,
		"stated", p.revised.Quantity, "computed", derived).See("original", Place(p.original))
}
