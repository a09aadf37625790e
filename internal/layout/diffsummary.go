package layout

import (
	"slices"
	"strings"

	"tertial/internal/change"
	"tertial/internal/data"
	"tertial/internal/report"
)

// summary says in one sentence what has changed, the most important first.
func (s *Set) summary(c *change.Changes) string { return s.sentence(s.summaryParts(c)) }

// mostParts is how much a sentence in large type says; the rest follows below.
const mostParts = 4

// deck is the summary in two sentences, the second for what is less important.
func (s *Set) deck(c *change.Changes) (deck, more string) {
	parts := s.summaryParts(c)
	if len(parts) <= mostParts+1 {
		return s.sentence(parts), ""
	}
	return s.sentence(parts[:mostParts]), s.texts.must("changes.sum.more", "list", strings.Join(parts[mostParts:], "; "))
}

func (s *Set) sentence(parts []string) string {
	if len(parts) == 0 {
		return s.texts.must("changes.sum.none") + "."
	}
	return upperFirst(strings.Join(parts, "; ")) + "."
}

func (s *Set) summaryParts(c *change.Changes) []string {
	var parts []string
	add := func(key string, n int) {
		if n > 0 {
			parts = append(parts, s.texts.must("changes.sum."+key, "n", n))
		}
	}
	stated, derived, worded := split(c.Facts)
	if len(stated) > 0 {
		parts = append(parts, s.texts.must("changes.sum.facts", "n", len(stated))+s.largest(stated))
	}
	add("derived", len(derived))
	add("statuses", len(c.Statuses))
	add("protected", len(c.Protected))
	add("words", len(worded))
	add("added", len(c.Added))
	add("removed", len(c.Removed))
	add("restated", len(c.Restated))
	add("renamed", len(c.Renamed))
	counts := countText(c.Text)
	for _, key := range []string{"changed", "follows", "renumbered", "textadded", "textremoved", "sections", "moved"} {
		add(key, counts[key])
	}
	parts = append(parts, s.translationParts(c.Text)...)
	for _, kind := range []change.TextKind{change.TextChanged, change.TextAdded, change.TextRemoved} {
		n := 0
		for i := range c.Charts {
			if c.Charts[i].Kind == kind {
				n++
			}
		}
		add("chart"+string(kind), n)
	}
	return parts
}

// derivedStatus is the status of what no file states.
const derivedStatus = string(data.Derived)

// split divides facts: numbers that a file states, numbers that are computed,
// and what is stated in words.
func split(facts []change.Fact) (stated, derived, worded []change.Fact) {
	for i := range facts {
		switch facts[i].Fact().Status {
		case derivedStatus:
			derived = append(derived, facts[i])
		case report.WordStatus:
			worded = append(worded, facts[i])
		default:
			stated = append(stated, facts[i])
		}
	}
	return stated, derived, worded
}

// largest names the largest change of several, or the only one.
func (s *Set) largest(facts []change.Fact) string {
	values := slices.DeleteFunc(slices.Clone(facts), func(f change.Fact) bool { return f.Difference == nil })
	if len(values) == 0 {
		return ""
	}
	slices.SortStableFunc(values, change.Larger)
	f := &values[0]
	key := "changes.sum.largest"
	if len(facts) == 1 {
		key = "changes.sum.only"
	}
	return s.texts.must(key, "what", what(f.New), "old", s.said(f.Old, ""), "new", s.said(f.New, ""))
}

// countText counts passages by what has happened to them. Those of a section
// that was moved as a whole are in their place in it.
func countText(sections []change.Section) map[string]int {
	counts := map[string]int{}
	for i := range sections {
		if sections[i].Lang != "" {
			continue // each translation is counted as one
		}
		if sections[i].Kind == change.TextMoved {
			counts["sections"]++
		}
		for k := range sections[i].Passages {
			p := &sections[i].Passages[k]
			switch {
			case p.Renumbered:
				counts["renumbered"]++
			case p.Kind == change.TextChanged && p.Follows:
				counts["follows"]++
			case p.Kind == change.TextAdded:
				counts["textadded"]++
			case p.Kind == change.TextRemoved:
				counts["textremoved"]++
			default:
				counts[string(p.Kind)]++
			}
		}
	}
	return counts
}

// wholeTranslation reports whether a section stands for a translation that came or
// went: it has a language and nothing in it.
func wholeTranslation(s *change.Section) bool {
	return s.Lang != "" && s.Kind != "" && s.ID == "" && len(s.Passages) == 0
}

// translationParts say of each translation what has happened to it.
func (s *Set) translationParts(sections []change.Section) []string {
	var parts []string
	for i := range sections {
		section := &sections[i]
		if section.Lang == "" {
			continue
		}
		kind := "changed"
		if wholeTranslation(section) {
			kind = string(section.Kind)
		}
		part := s.texts.must("changes.sum.translation."+kind, "what", s.texts.must("changes.translation."+section.Lang))
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return parts
}

// sectionNote says what has happened to a section as a whole, or is empty.
func (s *Set) sectionNote(section *change.Section) string {
	switch {
	case wholeTranslation(section):
		return s.texts.must("changes.translation.whole." + string(section.Kind))
	case section.Kind != "":
		return s.texts.must("changes.section." + string(section.Kind))
	default:
		return ""
	}
}
