package wording

import (
	"strings"

	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// signed are words that say the sign of the amount behind them.
func signed(fold string) bool {
	switch fold {
	case "underskott", "underskottet", "överskott", "överskottet", "minskning", "minskningen", "ökning", "ökningen", "besparing", "besparingen",
		"nedgång", "nedgången", "uppgång", "uppgången", "försämring", "förbättring":
		return true
	}
	return false
}

// doubleSigns finds "ett underskott på −38,3": the word is the sign already
// (domain.md §1).
func (s *sentence) doubleSigns() {
	for i := range s.tokens {
		if !signed(s.tokens[i].fold) || !s.word(i+1, "på", "om", "med") {
			continue
		}
		at := s.amountAfter(i+1, 1)
		if at < 0 || s.amount(at).Sign != swedish.Minus {
			continue
		}
		amount := strings.TrimLeft(s.printed(s.amount(at)), "-−– \u00a0")
		s.say("DUBBELTECKEN", "", s.amount(at).Span, "word", s.text(i), "preposition", s.text(i+1), "amount", amount)
	}
}

// years finds comparisons with a year that is not over, and "föregående år
// (2018)" in a report for 2020.
func (s *sentence) years() {
	for i := range s.tokens {
		it := s.tokens[i].item
		if it == nil || it.Kind != swedish.Year {
			continue
		}
		if it.Relative {
			s.namedYear(i, it)
			continue
		}
		if it.From.Year >= s.Year && it.From == it.To && s.compared(i) && !s.otherYear(i) {
			s.say("YEARREF", "", it.Span, "year", it.From.Year, "report", s.Year)
		}
	}
}

// compared reports whether a year is what something is compared with.
func (s *sentence) compared(i int) bool {
	j := i - 1
	for j >= 0 && s.word(j, "år", "under", "i", "både", "för") {
		j--
	}
	return s.word(j, "än") && directed(s.fold(j-1)) || s.word(j, "med", "mot") && s.word(j-1, "jämfört") && s.changed(j-1)
}

// directed reports whether a word compares: lägre än 2021.
func directed(fold string) bool {
	switch fold {
	case "högre", "lägre", "fler", "färre", "mer", "mindre", "bättre", "sämre", "större":
		return true
	}
	return false
}

// changed reports whether the sentence says that something went up or down
// before a token, and not what it will be.
func (s *sentence) changed(i int) bool {
	found := false
	for j := range i {
		found = found || directions[s.tokens[j].fold] != 0
		if s.word(j, "budget", "budgeten", "prognos", "prognosen", "väntas", "beräknas", "kommer", "ska", "planeras", "planerat") {
			return false
		}
	}
	return found
}

// otherYear reports whether the sentence has another year, which then may be
// the one that it speaks of, or speaks of the future.
func (s *sentence) otherYear(i int) bool {
	for j := range s.tokens {
		if it := s.tokens[j].item; j != i && it != nil && (it.Kind == swedish.Year || it.Kind == swedish.Period || it.Kind == swedish.Day) {
			return true
		}
		if s.word(j, "kommande", "nästa", "framöver", "framåt", "väntas", "beräknas", "kommer", "budgeteras", "planeras", "ska") {
			return true
		}
	}
	return false
}

// namedYear compares "föregående år (2018)" with the report's year.
func (s *sentence) namedYear(i int, it *swedish.Item) {
	if i+1 >= len(s.tokens) || it.Shift >= 0 || !s.pastYear(i) {
		return
	}
	next := s.tokens[i+1].item
	if next == nil || next.Kind != swedish.Year || next.Relative || next.From != next.To || !strings.HasSuffix(s.tokens[i+1].gap, "(") {
		return
	}
	if named := s.Year + it.Shift; next.From.Year != named {
		s.say("YEARREF", "named", next.Span, "word", s.text(i), "year", next.From.Year, "right", named)
	}
}

// pastYear reports whether a relative year counts from the report's, and not from
// another year of the sentence.
func (s *sentence) pastYear(i int) bool {
	for j := range i {
		if it := s.tokens[j].item; it != nil && (it.Kind == swedish.Year || it.Kind == swedish.Period || it.Kind == swedish.Day) {
			return false
		}
	}
	return true
}

// listed are nouns whose number is that of a list that follows.
func listed(noun string) bool {
	switch swedish.Stem(noun) {
	case swedish.Stem("områden"), swedish.Stem("punkter"), swedish.Stem("delar"), swedish.Stem("mål"), swedish.Stem("åtgärder"), swedish.Stem("risker"),
		swedish.Stem("orsaker"), swedish.Stem("steg"), swedish.Stem("frågor"), swedish.Stem("grupper"), swedish.Stem("målgrupper"), swedish.Stem("skäl"),
		swedish.Stem("insatser"), swedish.Stem("förslag"), swedish.Stem("uppdrag"), swedish.Stem("aktiviteter"), swedish.Stem("faktorer"),
		swedish.Stem("saker"), swedish.Stem("utmaningar"), swedish.Stem("perspektiv"), swedish.Stem("kategorier"), swedish.Stem("fokusområden"),
		swedish.Stem("målområden"), swedish.Stem("satsningar"), swedish.Stem("prioriteringar"), swedish.Stem("förändringar"), swedish.Stem("kriterier"),
		swedish.Stem("verksamheter"), swedish.Stem("enheter"), swedish.Stem("nivåer"), swedish.Stem("behov"), swedish.Stem("alternativ"):
		return true
	}
	return false
}

// counted compares "tre områden:" with the list that follows.
func (s *sentence) counted() {
	if !s.last || s.Items < 2 || !strings.HasSuffix(s.end, ":") || len(s.amounts) != 1 {
		return
	}
	i := s.amounts[0]
	it := s.amount(i)
	if !s.counts(i) || it.Unit != "" || it.Number.Cmp(quantity.Int(30)) > 0 || it.Number.Cmp(quantity.Int(2)) < 0 || s.word(i+1, "av") ||
		s.word(i-1, "av") || s.word(i-2, "av") {
		return
	}
	if !listed(it.Noun) && !s.word(i-1, "följande") || it.Number.Equal(quantity.Int(int64(s.Items))) {
		return
	}
	s.say("COUNTWORD", "", it.Span, "stated", s.printed(it), "items", s.Items)
}
