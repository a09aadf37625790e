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
	var later, earlier []*Fact
	for i := range found {
		m := &found[i]
		if m.equal && m.conflict != clash {
			return nil
		}
		if !m.chosen || m.link < strongly || m.fact.Kind != data.Outcome && m.fact.Kind != data.Number || !sameLine(&cl.cues, m.fact) {
			continue
		}
		switch m.fact.Year {
		case a:
			later = append(later, m.fact)
		case b:
			earlier = append(earlier, m.fact)
		}
	}
	if !cl.tight(strongly) || c.derived(cl, found) != nil {
		return nil
	}
	return c.slippedChange(cl, later, earlier)
}

// sameLine reports whether a fact is of the line that the words name; without a
// word it is the net.
func sameLine(q *cues, f *Fact) bool {
	return f.Line == "" || f.Line == q.line || q.line == "" && f.Line == data.Net
}

// slippedChange compares the number with the differences of facts of one row and
// one stretch of the year. It is wrong when it can be none of them.
func (c *checker) slippedChange(cl *amount, later, earlier []*Fact) *mistake {
	var wrong *mistake
	pairs := 0
	for _, x := range later {
		for _, y := range earlier {
			if x.Row != y.Row || x.Scope != y.Scope || x.Line != y.Line || x.Group != y.Group {
				continue
			}
			pairs++
			if cl.mayBe(x.Interval().Sub(y.Interval()), x.Unit) {
				return nil
			}
			d := quantity.Quantity{Number: x.Number.Sub(y.Number), Unit: x.Unit, Decimals: min(x.Decimals, y.Decimals)}
			const least = 2
			s, digits := cl.slipOf(d)
			if (s == noSlip || digits < least) && cl.cues.said && !cl.s.narrowed() && cl.near(d) {
				s, digits = nearSlip, least
			}
			if s != noSlip && digits >= least && (wrong == nil || wrong.slip == nearSlip) {
				wrong = &mistake{fact: x, slip: s, change: &d, from: y}
			}
		}
	}
	if wrong != nil && wrong.slip == nearSlip && pairs > 1 {
		return nil
	}
	return wrong
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
