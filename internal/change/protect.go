package change

import (
	"maps"
	"slices"
	"strings"

	"tertial/internal/edition"
	"tertial/internal/quantity"
)

// suppressed is the status of a protected fact (data.Suppressed).
const suppressed = "suppressed"

// A guard is what must not be shown of one version: what a later one protects.
// Its own edition stands as it was published until it is withdrawn, but no
// comparison may lead to what it said.
type guard struct {
	from    map[string]*edition.Edition // by key: the first later version that protects the fact
	numbers []quantity.Number           // that guarded facts state in any version, without their signs
	word    string                      // that stands in their place
}

// guards makes the guard of each of a row of versions; pairs[i] are those of the
// i-th one with the one before it. A fact is followed backwards by its pairs, by
// its key past versions that do not state it, and by what it states where a
// version states it in several places of which only some are left.
func guards(versions []Version, pairs [][]pair) []guard {
	all := make([]guard, len(versions))
	known, alike := map[string]*edition.Edition{}, map[string]*edition.Edition{}
	var numbers []quantity.Number
	for i, v := range slices.Backward(versions) {
		g := guard{from: maps.Clone(known), word: protectedWord(v.Record.Lang)}
		if len(known) > 0 && i+1 < len(versions) {
			g.follow(pairs[i+1], known, alike)
		}
		numbers = append(numbers, g.stated(v.Record)...)
		all[i] = g
		known = maps.Clone(g.from)
		for _, f := range protectedFacts(v.Record) {
			known[f.Key], alike[f.Identity()] = v.Edition, v.Edition
		}
		for _, name := range v.Record.Protected {
			known[name] = v.Edition
		}
	}
	for i := range all {
		if len(all[i].from) > 0 {
			all[i].numbers = numbers
		}
	}
	return all
}

// follow finds the facts of a version that the next one knows as protected.
func (g *guard) follow(pairs []pair, known, alike map[string]*edition.Edition) {
	for i := range pairs {
		p := &pairs[i]
		if p.old.Fact == nil {
			continue
		}
		name, in := p.old.Identity(), alike
		if p.new.Fact != nil {
			name, in = p.new.Key, known
		}
		if e, ok := in[name]; ok {
			g.from[p.old.Key] = e
		}
	}
}

// stated are the numbers of a record that must not be shown.
func (g *guard) stated(r *edition.Record) []quantity.Number {
	if len(g.from) == 0 {
		return nil
	}
	var numbers []quantity.Number
	for i := range r.Sets {
		for k := range r.Sets[i].Facts {
			f := &r.Sets[i].Facts[k]
			if n, ok := numberOf(f); ok && g.has(f.Key) {
				numbers = append(numbers, n.Abs())
			}
		}
	}
	return numbers
}

func (g *guard) has(key string) bool {
	_, ok := g.from[key]
	return ok
}

func protectedFacts(r *edition.Record) []*edition.Fact {
	var out []*edition.Fact
	for i := range r.Sets {
		for k := range r.Sets[i].Facts {
			if f := &r.Sets[i].Facts[k]; f.Status == suppressed {
				out = append(out, f)
			}
		}
	}
	return out
}

// protectedWord stands in a text for a number that is protected, in the
// language of the text.
func protectedWord(lang string) string {
	if strings.HasPrefix(lang, "en") {
		return "protected"
	}
	return "skyddat"
}

// withheld is a fact of which nothing is said: what is protected now must not
// stand in a comparison as what it was before.
func withheld(f *edition.Fact) *edition.Fact {
	copied := *f
	copied.Value, copied.Text, copied.Acc, copied.Status = "", "", 0, suppressed
	return &copied
}

// fact returns a fact as it may be shown, with whether it is guarded.
func (g *guard) fact(f *edition.Fact) (shown *edition.Fact, by *edition.Edition, guarded bool) {
	if f == nil || !g.has(f.Key) {
		return f, nil, false
	}
	return withheld(f), g.from[f.Key], true
}

// protect takes away what must not be shown of a change, and reports whether
// anything was.
func (f *Fact) protect(old, now *guard) bool {
	var ofOld, ofNew bool
	var later *edition.Edition
	f.Old, f.From, ofOld = old.fact(f.Old)
	f.New, later, ofNew = now.fact(f.New)
	if !ofOld && !ofNew {
		return false
	}
	if ofNew {
		f.From = later
	}
	f.Difference, f.Share, f.StatusChanged = nil, nil, false
	return true
}

// passages are a version's passages without the numbers that must not be shown:
// those that are bound to a protected fact, or computed from one.
func (g *guard) passages(all []edition.Passage) []edition.Passage {
	if len(g.from) == 0 {
		return all
	}
	out := slices.Clone(all)
	headings := map[string]string{}
	for i := range out {
		p := &out[i]
		if !slices.ContainsFunc(p.Figures, g.binds) {
			continue
		}
		p.Text, p.Figures = g.redacted(p)
		if p.Role == headingRole {
			headings[p.Section] = p.Text
		}
	}
	for i := range out {
		if h, ok := headings[out[i].Section]; ok {
			out[i].Heading = h
		}
	}
	return out
}

// headingRole is the role of a section's heading (content.Heading).
const headingRole = "heading"

// binds reports whether a figure says something of a fact that must not be shown.
func (g *guard) binds(f edition.Figure) bool { return slices.ContainsFunc(f.Facts, g.has) }

func (g *guard) redacted(p *edition.Passage) (text string, figures []edition.Figure) {
	var b strings.Builder
	last := 0
	for _, f := range p.Figures {
		b.WriteString(p.Text[last:f.Start])
		start := b.Len()
		if g.binds(f) {
			b.WriteString(g.word)
		} else {
			b.WriteString(p.Text[f.Start:f.End])
		}
		figures = append(figures, edition.Figure{Start: start, End: b.Len(), Facts: f.Facts})
		last = f.End
	}
	b.WriteString(p.Text[last:])
	return b.String(), figures
}

// mask replaces the protected numbers themselves, where a text has them without
// being bound to their facts.
func (g *guard) mask(text string) string {
	if len(g.numbers) == 0 {
		return text
	}
	tokens := cut(text)
	for i, token := range tokens {
		n, err := quantity.Parse(plainNumber.Replace(token))
		if err == nil && slices.ContainsFunc(g.numbers, n.Equal) {
			tokens[i] = g.word
		}
	}
	return strings.Join(tokens, "")
}

// plainNumber writes a number as quantity.Parse reads it, without its sign.
var plainNumber = strings.NewReplacer("\u00a0", "", "\u202f", "", ",", ".", "−", "", "+", "")

// conceal masks the section's heading, and forgets an id that may be made of it.
func (s *Section) conceal(g *guard) {
	s.Heading = g.mask(s.Heading)
	if len(g.from) > 0 && strings.Contains(s.Heading, g.word) {
		s.ID = ""
	}
}

// conceal masks what a comparison shows of the two texts.
func conceal(sections []Section, old, now *guard) {
	if len(old.from)+len(now.from) == 0 {
		return
	}
	masked := func(g *guard, p *edition.Passage) *edition.Passage {
		if p == nil {
			return nil
		}
		copied := *p
		copied.Text, copied.Heading, copied.Figures = g.mask(p.Text), g.mask(p.Heading), nil
		return &copied
	}
	for i := range sections {
		s := &sections[i]
		if s.Kind == TextRemoved {
			s.conceal(old)
		} else {
			s.conceal(now)
		}
		for k := range s.Passages {
			p := &s.Passages[k]
			p.Old, p.New = masked(old, p.Old), masked(now, p.New)
			for n := range p.Words {
				if p.Words[n].Op == Deleted {
					p.Words[n].Text = old.mask(p.Words[n].Text)
				} else {
					p.Words[n].Text = now.mask(p.Words[n].Text)
				}
			}
		}
	}
}

// chart returns a chart as it may be shown: one that shows a protected fact has
// no drawing, no title and no sentence.
func (g *guard) chart(c *edition.Chart) (shown *edition.Chart, guarded bool) {
	if c == nil || !slices.ContainsFunc(c.Facts, g.has) {
		return c, false
	}
	copied := *c
	copied.Title, copied.Sentence, copied.Wide, copied.Narrow = "", "", "", ""
	return &copied, true
}

// protectCharts takes away the drawings that must not be shown.
func protectCharts(charts []Chart, old, now *guard) []Chart {
	for i := range charts {
		c := &charts[i]
		var ofOld, ofNew bool
		c.Old, ofOld = old.chart(c.Old)
		c.New, ofNew = now.chart(c.New)
		c.Protected = ofOld || ofNew
	}
	return charts
}

// ProtectsMore reports whether a later version protects a fact that an earlier
// one shows. What makes things findable then leads past the earlier one: it
// stands as it was published, but nothing brings readers to what it said.
func ProtectsMore(later, earlier *edition.Record) bool {
	before := map[string]bool{}
	for _, f := range protectedFacts(earlier) {
		before[f.Key], before[f.Identity()] = true, true
	}
	return slices.ContainsFunc(protectedFacts(later), func(f *edition.Fact) bool { return !before[f.Key] && !before[f.Identity()] })
}

// Protects reports whether a version protects any fact.
func Protects(r *edition.Record) bool { return len(protectedFacts(r)) > 0 }
