package agenda

import (
	"slices"
	"strings"
	"unicode"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// item judges one entry of an agenda.
func (c *checker) item(it *Item) {
	if c.src.Staff && it.Visibility.ForStaff() && !it.Says("visibility") && !it.Meeting.Visibility.ForStaff() {
		c.softer(diag.New("MEETING-ITEM", it.At("")).With("hidden"), diag.Note)
	}
	if it.Oral && it.Memo != nil {
		c.softer(diag.New("MEETING-ITEM", it.At("presented")).With("oral"), diag.Warning)
	}
	if sent := it.Stage != "" && it.Stage != "draft"; c.src.Staff && sent && it.Owner != "" && !it.Done {
		c.add("OWNER", "item", it.At("owner"), "title", it.Title, "role", it.Owner)
	}
	c.decided(it)
	if !unusual(it) {
		c.compare(it)
	}
	if it.Motion == nil {
		return
	}
	for _, clause := range it.Motion.Clauses {
		switch {
		case clause.Proposal == "":
			c.add("MEETING-DECISION", "clause", clause.Place)
		case clause.Decision != "" && clause.Decision != clause.Proposal:
			c.add("DECISION", "clause", clause.Place, "proposal", answer(clause.Proposal), "decision", answer(clause.Decision))
		}
	}
}

// unusual reports whether the matter was not decided as such.
func unusual(it *Item) bool {
	switch it.Stage {
	case "referred-back", "tabled", "dropped":
		return true
	}
	return slices.ContainsFunc(it.Decisions, func(d content.Decision) bool {
		return d.Kind == "referral" || d.Kind == "tabling" || d.Kind == "removal"
	})
}

// decided compares the decision with the state of the minutes.
func (c *checker) decided(it *Item) {
	adjusted := it.Meeting.AdjustedFor(it.Item) != ""
	switch {
	case len(it.Decisions) > 0 && !adjusted:
		c.add("MEETING-DECISION", "early", it.At("decisions"))
	case len(it.Decisions) > 0 && len(it.Proposals) == 0 && !it.Oral && it.Motion == nil:
		c.add("MEETING-DECISION", "", it.At("decisions"))
	case len(it.Decisions) == 0 && len(it.Proposals) > 0 && it.Decided && !unusual(it):
		c.add("MEETING-DECISION", "none", it.At(""))
	}
	switch {
	case it.Paragraph > 0 && !adjusted:
		c.softer(diag.New("MEETING-PARAGRAPH", it.At("paragraph")).With("early"), diag.Note)
	case it.Paragraph == 0 && len(it.Decisions) > 0 && it.Decided:
		c.softer(diag.New("MEETING-PARAGRAPH", it.At("")).With("missing"), diag.Note)
	}
}

// An answer to a clause is named in the reader's language.
type answer string

// Localize implements diag's values of messages.
func (a answer) Localize(lang string) string {
	words := map[answer][2]string{
		"approve": {"bifall", "approval"}, "reject": {"avslag", "rejection"},
		"answered": {"besvarat", "answered"}, "partly": {"delvis bifall", "approval in part"},
	}
	if lang == "en" {
		return words[a][1]
	}
	return words[a][0]
}

// compare says where the decision differs from what was proposed, word by
// word. Sentences that are the same are paired first, then the most alike.
func (c *checker) compare(it *Item) {
	if len(it.Decisions) == 0 || len(it.Proposals) == 0 {
		return
	}
	proposals, decisions := sentences(it.Proposals), sentences(it.Decisions)
	for i := range proposals {
		for j := range decisions {
			if !proposals[i].paired && !decisions[j].paired && slices.Equal(proposals[i].folded, decisions[j].folded) {
				proposals[i].paired, decisions[j].paired = true, true
			}
		}
	}
	for i := range proposals {
		p := &proposals[i]
		if p.paired {
			continue
		}
		if d := mostAlike(p, decisions); d != nil {
			p.paired, d.paired = true, true
			here, there := difference(p, d)
			c.diags.Add(diag.New("DECISION", p.place, "here", here, "there", there).See("other", d.place))
			continue
		}
		c.add("DECISION", "less", p.place, "text", short(p.words))
	}
	for _, d := range decisions {
		if !d.paired && d.origin != "meeting" { // an amendment says that it is one
			c.diags.Add(diag.New("DECISION", d.place, "text", short(d.words)).With("more").See("proposal", it.At("proposals")))
		}
	}
}

// A sentence is a proposal or decision in words.
type sentence struct {
	words, folded []string
	origin        string
	place         diag.Place
	paired        bool
}

func sentences(all []content.Decision) []sentence {
	out := make([]sentence, len(all))
	for i, d := range all {
		words := strings.Fields(d.Text)
		folded := make([]string, len(words))
		for k, w := range words {
			folded[k] = strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))
		}
		out[i] = sentence{words: words, folded: folded, origin: d.Origin, place: d.Place}
	}
	return out
}

// mostAlike returns the decision that shares most of a proposal's words, at
// least half of them, or nil.
func mostAlike(p *sentence, decisions []sentence) *sentence {
	var best *sentence
	most := 0
	for i := range decisions {
		d := &decisions[i]
		if d.paired {
			continue
		}
		common := 0
		for _, w := range p.folded {
			if slices.Contains(d.folded, w) {
				common++
			}
		}
		if 2*common >= max(len(p.folded), 1) && common > most {
			best, most = d, common
		}
	}
	return best
}

// difference returns where two sentences differ, without the words that both
// begin and end with.
func difference(a, b *sentence) (here, there string) {
	start := 0
	for start < len(a.folded) && start < len(b.folded) && a.folded[start] == b.folded[start] {
		start++
	}
	endA, endB := len(a.folded), len(b.folded)
	for endA > start && endB > start && a.folded[endA-1] == b.folded[endB-1] {
		endA, endB = endA-1, endB-1
	}
	return excerpt(a.words, start, endA), excerpt(b.words, start, endB)
}

// around is how many words are shown beside a difference, and most how many at
// all.
const (
	around = 2
	most   = 14
)

func excerpt(words []string, start, end int) string {
	from, to := max(start-around, 0), min(end+around, len(words))
	text := short(words[from:to])
	if from > 0 {
		text = "… " + text
	}
	if to < len(words) && !strings.HasSuffix(text, "…") {
		text += " …"
	}
	return text
}

func short(words []string) string {
	if len(words) > most {
		return strings.Join(words[:most], " ") + " …"
	}
	return strings.Join(words, " ")
}
