package prose

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// wrongDifference returns how a number that says how much something has changed
// contradicts the facts of the report's year and of the year that it compares
// with: 47 fler än 2022, sjunkit med 1,8 procentenheter till 8,3. Every unit
// counts. Where the text also says the value itself, as the table has it, any
// other difference is wrong; without that it must look like a slip of the pen.
func (c *checker) wrongDifference(cl *amount, subjects []linked) *mistake {
	before, said := c.comparedYear(cl)
	if c.Year == 0 || before >= c.Year || cl.s.narrowed() || cl.Hedge != swedish.None {
		return nil
	}
	var wrong *mistake
	for i := range subjects {
		l := &subjects[i]
		if !l.chosen || l.link < headed || l.link == mentioned || !cl.tight(l.link) {
			continue
		}
		for _, r := range l.subject.Rows {
			for _, now := range r.Facts {
				if now.Year != c.Year || now.Derived || !cl.changes(now) {
					continue
				}
				m, right := c.differenceFrom(cl, now, before, said)
				if right {
					return nil
				}
				if wrong == nil {
					wrong = m
				}
			}
		}
	}
	return wrong
}

// changes reports whether a claim can be a change of a fact.
func (c *amount) changes(f *Fact) bool {
	if f.Kind != data.Outcome && f.Kind != data.Number || f.guessed || f.Group != c.cues.group || !sameLine(&c.cues, f) {
		return false
	}
	if !c.moreOfThat(f) {
		return false
	}
	if c.Unit == quantity.PercentagePoints {
		return f.Unit.Share()
	}
	return !f.Unit.Share() && c.comparable(f) && c.countsThat(f)
}

// moreOfThat reports whether a number that says how many more or fewer there are
// says it of what the fact counts: 47 fler lärare än 2020 is nothing for a row of
// pupils.
func (c *amount) moreOfThat(f *Fact) bool {
	words := c.s.Words
	for i := range words {
		if words[i].Start < c.End {
			continue
		}
		if i+1 >= len(words) || words[i+1].Start >= c.after.End || cutBefore(c.s, c, words[i+1].Start) {
			return true
		}
		switch words[i].Fold {
		case "fler", "färre", "mer", "mindre":
		default:
			return true
		}
		noun := &words[i+1]
		return neutral(noun.Fold) && !tallied[noun.Fold] || noun.Fold == "sedan" || c.mentioned(noun) || f.names(noun.Stem)
	}
	return true
}

// names reports whether a word stands in what names the fact.
func (f *Fact) names(stem string) bool {
	for _, text := range [...]string{f.Row.Label, f.Row.Parent, f.Row.Section, f.Header, f.Row.Table.Title, string(f.Unit)} {
		for _, have := range swedish.NewName(text).Stems {
			if have == stem || strings.HasSuffix(have, stem) || strings.HasPrefix(have, stem) {
				return true
			}
		}
	}
	return false
}

// comparedYear returns the year that a number compares with, and whether the
// clause says it; −1 where it names anything else to compare with.
func (c *checker) comparedYear(cl *amount) (year int, said bool) {
	end := cl.after.End
	if cl.n+1 < len(cl.s.claims) && strings.TrimSpace(cl.s.passage.Text[cl.End:end]) == "till" {
		end = cl.s.claims[cl.n+1].after.End // med 5 till 17 sedan 2020
	}
	for i := range cl.s.Items {
		it := &cl.s.Items[i]
		if it.Start < cl.before.Start || it.End > end || it.Kind != swedish.Year && it.Kind != swedish.Period && it.Kind != swedish.Day {
			continue
		}
		y := c.itemYear(it)
		switch {
		case y == 0 || year != 0 && y != year:
			return c.Year, false
		case y < c.Year:
			year = y
		}
	}
	if year > 0 {
		return year, true
	}
	if cl.s.compares() {
		return c.Year, false // with something that is no year
	}
	return c.Year - 1, false
}

// differenceFrom compares a claim with the difference of a fact from the row's
// fact of an earlier year. It tells whether the claim is right.
func (c *checker) differenceFrom(cl *amount, now *Fact, year int, said bool) (wrong *mistake, right bool) {
	anchored := cl.anchored(now)
	for _, then := range now.Row.Facts {
		if then.Kind != now.Kind || then.Year >= now.Year || then.Year == 0 || then.Line != now.Line || then.Group != now.Group || then.Scope != now.Scope || then.month != now.month {
			continue
		}
		if then.Year != year {
			if !said && cl.mayBe(now.Interval().Sub(then.Interval()), now.Unit) {
				return nil, true
			}
			continue
		}
		if cl.mayBe(now.Interval().Sub(then.Interval()), now.Unit) {
			return nil, true
		}
		d := quantity.Quantity{Number: now.Number.Sub(then.Number), Unit: now.Unit, Decimals: max(now.Decimals, then.Decimals)}
		s, digits := cl.slipOf(d)
		least := 2
		switch {
		case anchored && said && s == noSlip:
			s, digits = nearSlip, least
		case anchored:
			least = 1
		case !said:
			continue
		}
		if s != noSlip && digits >= least {
			wrong = &mistake{fact: now, slip: s, change: &d, from: then}
		}
	}
	return wrong, false
}

// anchored reports whether another number of the sentence is the fact itself.
func (c *amount) anchored(f *Fact) bool {
	const least = 2
	for _, other := range c.s.claims {
		if other != c && other.comparable(f) && len(digitsOf(other.Number.Abs(), max(other.Decimals, 0))) >= least && other.agrees(f.Quantity) {
			return true
		}
	}
	return false
}

// against finds a word that says that a number lies above the budget where it
// lies below, or the other way round: the number and its distance are those of
// the table, but on the other side.
func against(c *checker, s *sentence) {
	for _, cl := range s.claims {
		if !cl.cues.change || !cl.cues.budget || cl.done || cl.n == 0 || cl.s.passage.inTable() || s.narrowed() {
			continue
		}
		at := cl.sideWord()
		if at < 0 {
			continue
		}
		_, down := changeOf(s.Words[at].Fold)
		for _, l := range c.subjectsOf(s.claims[cl.n-1]) {
			if !l.chosen || l.link < headed || l.link == mentioned {
				continue
			}
			if now, budget := cl.otherSide(l.subject, down); now != nil {
				cl.done = true
				word := s.Words[at]
				c.diags.Add(diag.New("DIR", s.passage.Place(word.Span), "word", word.Of(s.passage.Text), "name", shortened(now.Row.Label), "a", budget.Quantity.Abs(), "b", now.Quantity.Abs()).
					With("budget").See("fact", now.Place(), "name", now.label(), "value", now.Quantity))
				break
			}
		}
	}
}

// sideWord is the index of the word right behind a number that says on which
// side of the budget it lies; −1 for none.
func (c *amount) sideWord() int {
	for i := range c.s.Words {
		if w := &c.s.Words[i]; w.Start >= c.End {
			switch w.Fold {
			case "högre", "lägre", "mer", "mindre":
				return i
			}
			return -1
		}
	}
	return -1
}

// otherSide finds the fact that the number before is, and the budget that it
// lies as far from as the claim says, but on the other side. It returns nil
// where any pair has the side that the text says.
func (c *amount) otherSide(s *Subject, down bool) (now, budget *Fact) {
	before := c.s.claims[c.n-1]
	for _, r := range s.Rows {
		for _, f := range r.Facts {
			if f.Kind != data.Outcome && f.Kind != data.Forecast || !before.comparable(f) || !before.agrees(f.Quantity) || f.guessed {
				continue
			}
			for _, b := range r.Facts {
				if b.Kind != data.Budget || b.Year != f.Year || b.Scope != f.Scope && b.Scope != "" && f.Scope != "" || b.Line != f.Line || b.Number.Sign() != f.Number.Sign() {
					continue
				}
				x, y := f.Interval().Abs(), b.Interval().Abs()
				if !c.mayBe(x.Sub(y), f.Unit) {
					continue
				}
				if below := x.Hi.Cmp(y.Lo) < 0; below == down {
					return nil, nil
				}
				now, budget = f, b
			}
		}
	}
	return now, budget
}
