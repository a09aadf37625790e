package prose

import (
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// A link says how a sentence leads to a subject, from the weakest.
type link int

const (
	unlinked  link = iota
	carried        // the sentence before names it
	implied        // a total: the sentence names nobody but the committee, or nothing
	headed         // the heading above names it
	resumed        // the sentence before is about it, and nothing since is about anything else
	mentioned      // the sentence names it with one common word
	beside         // the passage is set beside its row
	strongly       // the sentence names it in full
)

// A linked is a subject with how the claim leads to it.
type linked struct {
	subject *Subject
	link    link
	chosen  bool // it is what the number is about, as far as words can say
}

// subjectsOf lists what a claim may be about: all that its sentence, its
// heading or its table names. Of the mentions the last before the number, or
// the one that follows directly, is chosen.
func (c *checker) subjectsOf(cl *amount) []linked {
	s := cl.s
	out := make([]linked, 0, 8)
	add := func(sub *Subject, l link, chosen bool) {
		for i := range out {
			if out[i].subject == sub {
				if l > out[i].link {
					out[i].link = l
				}
				out[i].chosen = out[i].chosen || chosen
				return
			}
		}
		out = append(out, linked{sub, l, chosen})
	}
	at := cl.mention()
	for i := range s.mentions {
		m := &s.mentions[i]
		l := mentioned
		if m.strong {
			l = strongly
		}
		for _, sub := range m.subjects {
			add(sub, l, i == at)
		}
	}
	for _, sub := range s.passage.Beside {
		add(sub, beside, at < 0)
	}
	none := at < 0 && len(s.passage.Beside) == 0
	topic := s.topic()
	resumes := none && len(s.mentions) == 0 && topic != nil && len(s.heading) == 0 && !c.speaksOfAll(s)
	if s.previous != nil {
		for i := range s.previous.mentions {
			m := &s.previous.mentions[i]
			for _, sub := range m.subjects {
				if resumes && m == topic {
					add(sub, resumed, true)
				} else {
					add(sub, carried, false)
				}
			}
		}
	}
	none = none && !resumes
	for _, sub := range s.heading {
		add(sub, headed, none)
	}
	none = none && len(s.heading) == 0
	add(c.idx.totals, implied, none && c.speaksOfAll(s))
	return out
}

// mention returns the index of the mention that a claim is about, −1 for none.
func (c *amount) mention() int {
	best := -1
	for i := range c.s.mentions {
		m := &c.s.mentions[i]
		switch {
		case m.End <= c.Start:
			if best < 0 || m.strong || !c.s.mentions[best].strong {
				best = i
			}
		case best < 0 && m.Start >= c.End && m.Start < c.after.End && !c.s.parted(c.End, m.Start):
			return i
		}
	}
	return best
}

// parted reports whether what stands behind a stretch is about something else
// than what stands before it: a cause, a part, the other half of a comparison.
func (s *sentence) parted(from, to int) bool {
	for i := range s.Words {
		w := &s.Words[i]
		if w.Start < from || w.End > to {
			continue
		}
		switch w.Fold {
		case "varav", "därav", "beror", "berodde", "förklaras", "förklarades", "främst", "framför", "men", "medan", "genom", "tack", "eftersom", "orsakas", "orsakades", "exempelvis", "bland":
			return true
		}
	}
	return strings.Contains(s.passage.Text[from:to], ";")
}

// topic is what the sentence before is about, where it names one thing only; nil
// where nobody can tell.
func (s *sentence) topic() *mention {
	if s.previous == nil || s.passage.inTable() {
		return nil
	}
	for i := range s.Words {
		if hasAny(s.Words[i].Fold, "kommunen", "riket", "rikets", "länet", "länets", "snittet", "genomsnittet") {
			return nil
		}
	}
	var only *mention
	for i := range s.previous.mentions {
		m := &s.previous.mentions[i]
		if only != nil && m.subjects[0] != only.subjects[0] {
			return nil
		}
		only = m
	}
	if only == nil || !only.strong {
		return nil
	}
	return only
}

// speaksOfAll reports whether a sentence is about the whole: it names the
// committee or a total. Below a heading that may name a part of it, the
// committee must be named as what the number is of: prognosen för nämnden.
func (c *checker) speaksOfAll(s *sentence) bool {
	part := len(s.passage.Headings) > 0 && !general(s.passage.Headings[len(s.passage.Headings)-1])
	for i := range s.Words {
		w := s.Words[i].Fold
		body := w == "nämnden" || w == "förvaltningen" || w == "nämndens" || w == "förvaltningens"
		for _, n := range c.idx.bodies {
			if s.Words[i].Stem == n.Stems[0] {
				_, named := n.At(s.Words, i)
				body = body || named
			}
		}
		switch {
		case body && (i > 0 && s.Words[i-1].Fold == "för" || strings.HasSuffix(w, "ens")):
			return true
		case part:
		case i == 0 && lineOf(w) != "":
			return true
		case body, w == "totalt", w == "sammanlagt", w == "helhet", w == "sammantaget", w == "totala":
			return true
		}
	}
	return false
}

// general reports whether a heading names no part of the whole: Ekonomi, Läget i
// korthet, Prognos för helåret.
func general(heading string) bool {
	for _, stem := range swedish.NewName(heading).Stems {
		if generalStems[stem] {
			return true
		}
	}
	return false
}

var generalStems = stemSet(
	"sammanfattning", "läget", "korthet", "ekonomi", "ekonomisk", "ekonomiskt", "resultat", "prognos", "prognosen", "driftuppföljning", "uppföljning",
	"ärendet", "ärendebeskrivning", "bedömning", "internbudget", "årsredovisning", "resultaträkning",
	"analys", "budget", "avvikelse", "helåret", "perioden", "inledning", "utfall", "bokslut", "kommentarer", "övrigt", "totalt", "nämnden", "nämndens", "driftredovisning", "översikt",
)

// comparable reports whether a claim and a fact are of one sort: money, shares,
// or the same things counted.
func (c *amount) comparable(f *Fact) bool {
	switch {
	case c.Unit == f.Unit:
		return true
	case c.Unit.Money() || f.Unit.Money():
		_, ok := quantity.Convert(c.Number, c.Unit, f.Unit)
		return ok
	case c.Unit.Share() || f.Unit.Share() || c.Unit == quantity.PercentagePoints || f.Unit == quantity.PercentagePoints:
		return false
	default:
		return vague(c.Unit) || vague(f.Unit) || people[c.Unit] && people[f.Unit]
	}
}

func vague(u quantity.Unit) bool {
	return u == quantity.None || u == quantity.Pieces || u == quantity.Index
}

var people = map[quantity.Unit]bool{
	"personer": true, "barn": true, "flickor": true, "pojkar": true, "kvinnor": true, "män": true, "invånare": true, "elever": true,
	"brukare": true, "klienter": true, "anställda": true,
}

// within returns the claim's interval in a fact's unit, without its sign.
func (c *amount) within(unit quantity.Unit) (quantity.Interval, bool) {
	all, _ := c.Interval()
	lo, ok := quantity.Convert(all.Lo, c.Unit, unit)
	hi, ok2 := quantity.Convert(all.Hi, c.Unit, unit)
	if !ok || !ok2 {
		lo, hi = all.Lo, all.Hi // counted things of other names
	}
	return quantity.Interval{Lo: lo, Hi: hi}.Abs(), true
}

// agrees reports whether the claim can mean the quantity, but for its sign. A
// text prints what its table has: the finer of the two must round to the other.
func (c *amount) agrees(q quantity.Quantity) bool {
	in, ok := c.within(q.Unit)
	if !ok {
		return false
	}
	if in.Contains(q.Number.Abs()) {
		return true
	}
	n, ok := quantity.Convert(c.Number, c.Unit, q.Unit)
	const least = 2 // digits that a rounded fact needs to say anything of a finer number
	return ok && len(digitsOf(q.Number.Abs(), max(q.Decimals, 0))) >= least && c.finer(q) && q.Interval().Abs().Contains(n.Abs())
}

// agreesAt reports whether the claim can mean the quantity in kronor or in
// millions, where its unit was only guessed.
func (c *amount) agreesAt(q quantity.Quantity) bool {
	for _, unit := range [...]quantity.Unit{quantity.Kronor, quantity.Millions} {
		if q.Unit = unit; c.agrees(q) {
			return true
		}
	}
	return false
}

// finer reports whether the claim is printed with more digits than the quantity.
func (c *amount) finer(q quantity.Quantity) bool {
	own, ok := c.Quantity().In(q.Unit)
	return ok && own.Decimals > q.Decimals
}

// mayBe reports whether the claim can mean what was computed of rounded facts.
func (c *amount) mayBe(q quantity.Interval, unit quantity.Unit) bool {
	in, ok := c.within(unit)
	return ok && in.Overlaps(q.Abs())
}

// A conflict says whether the words speak against a fact.
type conflict int

const (
	fits  conflict = iota
	loose          // something differs that words often leave out or say loosely
	clash          // the words name another kind, year, line or group
)

// judge compares a claim's words with a fact's dimensions. The score is higher
// the more of them agree.
func (c *checker) judge(cl *amount, f *Fact) (conflict, int) {
	q := &cl.cues
	worst, score := fits, 0
	note := func(v conflict, points int) {
		worst = max(worst, v)
		score += points
	}
	switch {
	case q.change && f.Kind != data.Change && f.Kind != data.Deviation:
		note(clash, 0)
	case q.kind == "" && (f.Kind == data.Budget || f.Kind == data.Forecast) && f.Row.Table.plan:
	case q.kind == "" && (f.Kind == data.Budget || f.Kind == data.Forecast || f.Kind == data.Target || f.Kind == data.Deviation || f.Kind == data.Change):
		note(loose, 0) // what is said plainly has happened
	case q.kind == "":
	case f.Kind == data.Number && q.said && q.kind != data.Outcome:
		note(loose, 0)
	case f.Kind == data.Number:
	case f.Kind == q.kind, q.kind == data.Deviation && f.Kind == data.Remaining:
		note(fits, 3)
	case q.kind == data.Deviation && f.Kind == data.Change && q.change:
		note(fits, 1)
	case q.kind == data.Forecast && !q.said && f.Kind == data.Budget && f.Row.Table.plan:
		note(fits, 1)
	case q.said || f.Kind == data.Deviation || f.Kind == data.Change:
		note(clash, 0)
	default:
		note(loose, 0)
	}
	switch {
	case f.Year == 0:
	case q.year == f.Year:
		note(fits, 2)
	case q.year != 0 && q.sure:
		note(clash, 0)
	case q.year != 0:
		note(loose, 0)
	case f.Year == f.Row.Table.now:
		note(fits, 1)
	default:
		note(loose, 0)
	}
	switch {
	case f.month != 0 && q.month == f.month:
		note(fits, 2)
	case f.month != 0 && q.month != 0:
		note(clash, 0)
	case f.month != 0, q.month != 0 && f.Scope != data.YearToDate && (f.Scope != "" || f.Unit.Money()):
		note(loose, 0)
	}
	c.judgeLine(q, f, note)
	if q.scope != "" && f.Scope != "" && q.scope != f.Scope {
		note(loose, 0)
	}
	return worst, score
}

func (c *checker) judgeLine(q *cues, f *Fact, note func(conflict, int)) {
	switch {
	case f.Line == "" && q.line == "":
	case f.Line == q.line:
		note(fits, 2)
	case q.line == "" && f.Line == data.Net:
		note(fits, 1)
	case q.line == data.Net && f.Line == "" && f.Unit.Money() && f.Row.Total:
	case q.line == "", f.Line == "":
		note(loose, 0)
	case q.line == data.Costs && f.Line == data.Net:
		note(loose, 0)
	default:
		note(clash, 0)
	}
	switch {
	case q.group == f.Group && q.group != "":
		note(fits, 2)
	case q.group == f.Group:
	case q.group != "" && f.Group != "":
		note(clash, 0)
	default:
		note(loose, 0)
	}
}

// A match is a fact that a claim may be about.
type match struct {
	fact     *Fact
	link     link
	chosen   bool
	conflict conflict
	score    int
	equal    bool
	here     bool // it is in a table that the passage refers to, or stands beside
}

// matches lists all facts of the linked subjects that are of the claim's sort.
func (c *checker) matches(cl *amount, subjects []linked) []match {
	var out []match
	for _, l := range subjects {
		for _, r := range l.subject.Rows {
			for _, f := range r.Facts {
				if !cl.comparable(f) || l.link == implied && !f.Unit.Money() {
					continue
				}
				m := match{fact: f, link: l.link, chosen: l.chosen, equal: cl.agrees(f.Quantity) || f.guessed && cl.agreesAt(f.Quantity)}
				m.here = slices.Contains(cl.s.passage.Tables, r.Table)
				m.conflict, m.score = c.judge(cl, f)
				out = append(out, m)
			}
		}
	}
	return out
}

// better reports whether a is the likelier meaning of the claim than b.
func (a *match) better(b *match) bool {
	switch {
	case a.chosen != b.chosen:
		return a.chosen
	case a.conflict != b.conflict:
		return a.conflict < b.conflict
	case a.here != b.here:
		return a.here
	case a.score != b.score:
		return a.score > b.score
	case a.link != b.link:
		return a.link > b.link
	case a.fact.Derived != b.fact.Derived:
		return !a.fact.Derived
	default:
		return false
	}
}
