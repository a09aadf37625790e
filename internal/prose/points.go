package prose

import (
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// compared judges the words around a change that the facts have: percentage
// points that are called per cent, and words that point the wrong way. The year
// to compare with must be said, or the value itself.
func compared(c *checker, s *sentence) {
	for _, cl := range s.claims {
		if !cl.cues.change || cl.cues.budget || cl.done || !c.judgeable(cl) || s.narrowed() {
			continue
		}
		year, said := c.comparedYear(cl)
		if !said || year >= c.Year {
			continue
		}
		now, then := c.changedFacts(cl, year)
		if now == nil {
			continue
		}
		if cl.Unit.Share() && cl.typed() {
			c.points(cl, now, then)
			continue
		}
		if at := cl.wayWord(); at >= 0 {
			c.way(cl, at, now, then)
		}
	}
}

// changedFacts returns the only two facts whose difference a claim can be, for a
// claim in per cent those whose difference in points it can be; nil where there
// are none or several.
func (c *checker) changedFacts(cl *amount, year int) (now, then *Fact) {
	for _, l := range c.subjectsOf(cl) {
		if !l.chosen || l.link < headed || l.link == mentioned || !cl.tight(l.link) {
			continue
		}
		for _, r := range l.subject.Rows {
			for _, f := range r.Facts {
				if f.Year != c.Year || f.Derived || !cl.changes(f) && (!cl.Unit.Share() || !f.Unit.Share() || f.Group != cl.cues.group) {
					continue
				}
				g := f.before(year)
				if g == nil || !cl.mayBe(f.Interval().Sub(g.Interval()), cl.Unit) && !cl.mayBe(f.Interval().Sub(g.Interval()), f.Unit) {
					continue
				}
				if now != nil {
					return nil, nil
				}
				now, then = f, g
			}
		}
	}
	return now, then
}

// before is the row's fact of an earlier year that is otherwise the same; nil
// where there is none or several.
func (f *Fact) before(year int) *Fact {
	var only *Fact
	for _, g := range f.Row.Facts {
		if g.Year != year || g.Kind != f.Kind || g.Line != f.Line || g.Group != f.Group || g.Scope != f.Scope || g.month != f.month {
			continue
		}
		if only != nil {
			return nil
		}
		only = g
	}
	return only
}

// points reports per cent that are percentage points: the number is the
// difference of two shares, and not how much the one is of the other.
func (c *checker) points(cl *amount, now, then *Fact) {
	relative, ok := quantity.Quo(now.Number.Sub(then.Number).Shift(2), then.Number, 4)
	in, _ := cl.Interval()
	if !ok || in.Abs().Contains(relative.Abs()) || now.Number.Equal(then.Number) {
		return
	}
	c.diags.Add(diag.New("PP", cl.s.passage.Place(cl.Span), "text", cl.Of(cl.s.passage.Text), "a", then.Quantity, "b", now.Quantity).
		With("sentence").See("fact", now.Place(), "name", now.label(), "value", now.Quantity))
}

// way reports a word that says that something grew where the facts shrank, or
// the other way round.
func (c *checker) way(cl *amount, at int, now, then *Fact) {
	x, y := now.Interval(), then.Interval()
	if now.Unit.Money() && now.Number.Sign() == then.Number.Sign() {
		x, y = x.Abs(), y.Abs()
	}
	_, down := changeOf(cl.s.Words[at].Fold)
	if down && x.Lo.Cmp(y.Hi) <= 0 || !down && x.Hi.Cmp(y.Lo) >= 0 {
		return
	}
	word := cl.s.Words[at]
	c.diags.Add(diag.New("DIR", cl.s.passage.Place(word.Span), "word", word.Of(cl.s.passage.Text), "name", shortened(now.Row.Label), "a", then.Quantity, "b", now.Quantity).
		See("fact", now.Place(), "name", now.label(), "value", now.Quantity))
}

// wayWord is the index of the only word around a number, no further than the
// numbers beside it, that says which way something went; −1 for none or several.
func (c *amount) wayWord() int {
	only := -1
	for i := range c.s.Words {
		w := &c.s.Words[i]
		if w.Start < c.before.Start || w.End > c.after.End {
			continue
		}
		if change, _ := changeOf(w.Fold); !change {
			continue
		}
		switch w.Fold {
		case "fler", "färre", "högre", "lägre", "ökade", "ökat", "ökning", "minskade", "minskat", "minskning", "sjunkit", "sjönk", "stigit", "steg":
		default:
			return -1
		}
		if only >= 0 {
			return -1
		}
		only = i
	}
	if only >= 0 && c.s.denied(only) {
		return -1
	}
	return only
}
