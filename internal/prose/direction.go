package prose

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A turn is a word that says which way something has gone.
type turn struct {
	at int // index of the word
	up bool
}

// direction compares "har minskat jämfört med 2020" with the facts of the two
// years, where the sentence names one row, one direction and one other year. On
// cost rows the words concern the amount without its sign (domain.md, words of
// direction).
func direction(c *checker, s *sentence) {
	t, ok := s.turn()
	if !ok || len(s.claims) > 1 || s.passage.inTable() || s.denied(t.at) {
		return
	}
	before, now, ok := c.twoYears(s)
	if !ok {
		return
	}
	row := s.onlyRow()
	if row == nil {
		return
	}
	a, b := row.inYear(before), row.inYear(now)
	if a == nil || b == nil || a.Scope != b.Scope || a.Unit != b.Unit || !s.counts(row, a) {
		return
	}
	from, to := magnitude(a), magnitude(b)
	if t.up && to.Hi.Cmp(from.Lo) >= 0 || !t.up && to.Lo.Cmp(from.Hi) <= 0 {
		return
	}
	word := s.Words[t.at]
	c.diags.Add(diag.New("DIR", s.passage.Place(word.Span), "word", word.Of(s.passage.Text), "name", row.Label, "a", a.Quantity, "b", b.Quantity).
		See("fact", b.Place(), "name", b.label(), "value", b.Quantity))
}

// magnitude is what a fact may be: of a cost without its sign.
func magnitude(f *Fact) quantity.Interval {
	if f.Line == data.Costs || f.Line == data.Net {
		return f.Interval().Abs()
	}
	return f.Interval()
}

// turn finds the only word of the sentence that says which way something went.
func (s *sentence) turn() (turn, bool) {
	found := turn{at: -1}
	for i := range s.Words {
		change, down := changeOf(s.Words[i].Fold)
		if !change {
			continue
		}
		if found.at >= 0 || !past(s.Words[i].Fold) {
			return found, false
		}
		found = turn{at: i, up: !down}
	}
	return found, found.at >= 0
}

// past reports whether a word says what has happened, not what happens or shall.
func past(fold string) bool {
	switch fold {
	case "ökat", "ökade", "stigit", "steg", "höjts", "höjdes", "vuxit", "minskat", "minskade", "sjunkit", "sjönk", "sänkts", "sänktes", "ökning", "minskning":
		return true
	}
	return false
}

// denied reports whether words before one take it back: inte minskat, mål om
// minskning, trots en ökning.
func (s *sentence) denied(at int) bool {
	for i := range s.Words {
		switch s.Words[i].Fold {
		case "inte", "ej", "varken", "ingen", "inget", "aldrig", "utan", "mål", "målet", "ska", "skulle", "bör", "om", "trots", "vill", "arbetar", "syfte", "att",
			"väntas", "förväntas", "beräknas", "antas", "bland", "inom", "främst", "delvis", "medan", "men", "däremot", "både", "respektive", "exklusive", "förutom":
			if i < at || s.Words[i].Fold != "att" {
				return true
			}
		}
	}
	return false
}

// twoYears returns the year that a sentence speaks of and the one it compares
// with: the only other one, behind a word that compares.
func (c *checker) twoYears(s *sentence) (before, now int, ok bool) {
	now = c.Year
	relation := -1
	for i := range s.Words {
		if isRelation(s, i) || s.Words[i].Fold == "sedan" || s.Words[i].Fold == "från" {
			relation = s.Words[i].End
		}
	}
	for i := range s.Items {
		year := c.itemYear(&s.Items[i])
		switch {
		case year == 0:
		case relation >= 0 && s.Items[i].Start >= relation && before == 0:
			before = year
		case year == c.Year || year == now:
		default:
			return 0, 0, false
		}
	}
	return before, now, before > 0 && before < now
}

// onlyRow returns the one row that a sentence can be about: named in full, of
// the line and group that its words say.
func (s *sentence) onlyRow() *Row {
	var subject *Subject
	for i := range s.mentions {
		m := &s.mentions[i]
		if len(m.subjects) != 1 || subject != nil && m.subjects[0] != subject {
			return nil
		}
		if m.strong {
			subject = m.subjects[0]
		}
	}
	if subject == nil {
		return nil
	}
	var line data.Line
	group := ""
	for i := range s.Words {
		if l := lineOf(s.Words[i].Fold); l != "" {
			line = l
		}
		if g := groupOf(s.Words[i].Fold); g != "" {
			group = g
		}
	}
	var only *Row
	for _, r := range subject.Rows {
		if r.Line != line || r.Group != group {
			continue
		}
		if only != nil {
			return nil
		}
		only = r
	}
	return only
}

// inYear returns the row's only outcome of a year, or nil.
func (r *Row) inYear(year int) *Fact {
	var only *Fact
	for _, f := range r.Facts {
		if f.Year != year || f.Kind != data.Outcome && f.Kind != data.Number {
			continue
		}
		if only != nil {
			return nil
		}
		only = f
	}
	return only
}

// counts reports whether a sentence speaks of what the fact measures: "antalet"
// of no share, "andelen" of nothing else, and "kostnaden" of money.
func (s *sentence) counts(row *Row, f *Fact) bool {
	for i := range s.Words {
		w := s.Words[i].Fold
		switch {
		case strings.HasPrefix(w, "antal") && (f.Unit.Share() || f.Unit.Money()),
			strings.HasPrefix(w, "andel") && !f.Unit.Share(),
			strings.Contains(w, "kostnad") && !f.Unit.Money(),
			narrows(w) && !strings.Contains(strings.ToLower(row.Label), w):
			return false
		}
	}
	return true
}
