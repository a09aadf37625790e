package prose

import (
	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// wrongChange returns how a number that says how much something has changed
// contradicts the two facts that it compares: of a named row, of the two years
// that the sentence names. Columns that hold the change themselves are compared
// like any other.
func (c *checker) wrongChange(cl *amount, found []match, equal *match) *mistake {
	if equal != nil && equal.conflict != clash || !cl.Unit.Money() {
		return nil
	}
	a, b := c.yearsCompared(cl)
	if a == 0 || b == 0 {
		return nil
	}
	var later, earlier *Fact
	for i := range found {
		m := &found[i]
		if m.equal && m.conflict != clash {
			return nil
		}
		if !m.chosen || m.link < strongly || m.fact.Kind != data.Outcome && m.fact.Kind != data.Number {
			continue
		}
		switch f := m.fact; f.Year {
		case a:
			if later != nil {
				return nil // of which column is not said
			}
			later = f
		case b:
			if earlier != nil {
				return nil
			}
			earlier = f
		}
	}
	if later == nil || earlier == nil || later.Row != earlier.Row || later.Scope != earlier.Scope || !cl.tight(strongly) {
		return nil
	}
	between := later.Interval().Sub(earlier.Interval())
	d := quantity.Quantity{Number: later.Number.Sub(earlier.Number), Unit: later.Unit, Decimals: min(later.Decimals, earlier.Decimals)}
	if cl.mayBe(between, later.Unit) || c.derived(cl, found) != nil {
		return nil
	}
	const least = 2
	if s, digits := cl.slipOf(d); s != noSlip && digits >= least {
		return &mistake{fact: later, slip: s, change: &d, from: earlier}
	}
	if cl.cues.said && !cl.s.narrowed() && cl.near(d) {
		return &mistake{fact: later, slip: nearSlip, change: &d, from: earlier}
	}
	return nil
}

// yearsCompared returns the two years that a sentence compares, the later first; 0
// where it does not name just two.
func (c *checker) yearsCompared(cl *amount) (later, earlier int) {
	for i := range cl.s.Items {
		it := &cl.s.Items[i]
		if it.Kind != swedish.Year && it.Kind != swedish.Period {
			continue
		}
		switch y := c.itemYear(it); {
		case y == 0:
			return 0, 0
		case later == 0 || y == later:
			later = y
		case earlier == 0 || y == earlier:
			earlier = y
		default:
			return 0, 0
		}
	}
	return max(later, earlier), min(later, earlier)
}
