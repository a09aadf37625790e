package series

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/edition"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// A Committee is what the reports of one committee say through time.
type Committee struct {
	ID       string
	Measures []*Measure // by kind, then in the order in which the newest report states them
	Reports  []*Report  // the oldest first

	// Total is how many reports the committee has, with those that state nothing
	// that is followed.
	Total int

	parts   []*Part
	series  map[*Report]map[string]string // series of a dataset, by its id
	economy map[*Report]string            // dataset of the whole committee's economy, or empty
	facts   map[*Report][]*Fact           // all that may be shown
}

// A Measure is one thing that is measured through time: a row of datasets in
// all the reports that have it.
type Measure struct {
	ID      string // name of its page in the address
	Kind    string // of its datasets
	Code    string // of its row today, or empty
	Name    string // today
	Under   string // the heading that it stands under, or empty
	Courses []*Course
	Reports []*Report // that state it, the oldest first
	// Rising is its declared direction: +1 should rise, −1 should fall, 0 not said.
	Rising     int
	Definition string   // as the newest report words it, or empty
	Notes      []string // what makes it hard to compare, each once
	Former     []Former // what it was called before
	Addresses  []string // further names of its page: those of codes that it replaces or has replaced

	facts  []*Fact
	words  map[*Report][]word
	system string // of its code
	called string // its own name, where Name has its dataset too
	order  int
}

// A Former is a name or code that a measure had.
type Former struct {
	Name, Code string
	Until      *Report // the last report that has it
}

// Join follows the rows of all reports of a committee. Codes is the register,
// which knows what replaces what; it may be nil.
func Join(id string, parts []*Part, codes *data.Codes) *Committee {
	c := &Committee{ID: id}
	for _, p := range parts {
		if p == nil {
			continue
		}
		if p.Report != nil {
			c.Total++
		}
		if !p.Empty() {
			c.parts = append(c.parts, p)
		}
	}
	slices.SortStableFunc(c.parts, func(a, b *Part) int { return byTime(a.Report, b.Report) })
	for _, p := range c.parts {
		c.Reports = append(c.Reports, p.Report)
	}
	c.facts = shown(c.parts)
	c.identify()
	j := &joiner{committee: c, codes: codes, measures: map[string]*Measure{}}
	j.successors(c)
	for i, p := range c.parts {
		j.part, j.count = p, -i*mostFacts
		for _, f := range c.facts[p.Report] {
			j.take(f)
		}
	}
	for _, m := range j.list {
		m.finish()
	}
	c.Measures = slices.DeleteFunc(j.list, func(m *Measure) bool { return len(m.Courses) == 0 })
	slices.SortStableFunc(c.Measures, func(a, b *Measure) int {
		return cmp.Or(cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)), cmp.Compare(a.order, b.order), strings.Compare(a.Name, b.Name))
	})
	j.name(c)
	c.callMeasures()
	return c
}

// mostFacts is more than any report has.
const mostFacts = 1 << 24

// byTime orders reports by the time that they are of, then by their day.
func byTime(a, b *Report) int {
	return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Path, b.Path))
}

// shown are the facts that no report protects.
func shown(parts []*Part) map[*Report][]*Fact {
	hidden, elsewhere := map[string]bool{}, map[string]bool{}
	for _, p := range parts {
		for _, id := range p.protected {
			hidden[id] = true
		}
		for _, name := range p.elsewhere {
			elsewhere[name] = true
		}
	}
	all := make(map[*Report][]*Fact, len(parts))
	for _, p := range parts {
		for _, f := range p.facts {
			if hidden[f.undated] || elsewhere[p.Report.Path+": "+f.identity] || p.Report.Former != "" && elsewhere[p.Report.Former+": "+f.identity] {
				continue
			}
			all[p.Report] = append(all[p.Report], f)
		}
	}
	return all
}

// A joiner collects facts by what they measure.
type joiner struct {
	committee *Committee
	codes     *data.Codes
	part      *Part
	measures  map[string]*Measure
	list      []*Measure
	count     int               // place of the fact: those of newer reports come first
	next      map[string]string // code (with its kind and system) that a code is followed as
}

// codeOf is the code of a subject, as it is folded there, and whether it is one.
func codeOf(subject string) (string, bool) { return strings.CutPrefix(subject, "#") }

func coded(kind, system, code string) string {
	return strings.Join([]string{kind, system, code}, edition.KeySeparator)
}

// successors finds the codes that are one thing with the code that has replaced
// them. One that replaces several others is none of them.
func (j *joiner) successors(c *Committee) {
	j.next = map[string]string{}
	if j.codes.Len() == 0 {
		return
	}
	before := map[string][]string{}
	seen := map[string]bool{}
	for _, p := range c.parts {
		for _, f := range c.facts[p.Report] {
			code, ok := codeOf(f.Subject)
			system := p.codes[f.Set]
			old := coded(f.Kind, system, code)
			if !ok || seen[old] {
				continue
			}
			seen[old] = true
			if now, replaced := j.codes.Successor(system, code); replaced {
				to := coded(f.Kind, system, strings.ToLower(now.Code))
				before[to] = append(before[to], old)
			}
		}
	}
	for to, olds := range before {
		if len(olds) == 1 {
			j.next[olds[0]] = to
		}
	}
}

// take gives a fact to its measure.
func (j *joiner) take(f *Fact) {
	if f.Kind == forecastHistory || f.Value == Deviation || f.Value == "change" || f.Value == "remaining" || f.Value == "share-used" {
		return
	}
	j.count++
	key := j.keyOf(f)
	m := j.measures[key]
	if m == nil {
		m = &Measure{Kind: f.Kind, words: map[*Report][]word{}}
		j.measures[key] = m
		j.list = append(j.list, m)
	}
	if code, ok := codeOf(f.Subject); ok {
		m.Code, m.system = code, j.part.codes[f.Set]
	}
	if len(m.facts) == 0 || m.facts[len(m.facts)-1].Report != f.Report {
		m.order = j.count
		m.Reports = append(m.Reports, f.Report)
		j.describe(m, f)
	}
	m.facts = append(m.facts, f)
}

// keyOf is what facts of one measure have in common: kind and code, else kind,
// name and what sort of unit it is counted in; and the series of their dataset.
func (j *joiner) keyOf(f *Fact) string {
	if code, ok := codeOf(f.Subject); ok {
		key := coded(f.Kind, j.part.codes[f.Set], code)
		if next, replaced := j.next[key]; replaced {
			key = next
		}
		_, known := j.codes.Lookup(j.part.codes[f.Set], code)
		return key + edition.KeySeparator + j.series(f, known || len(j.codes.Entries(j.part.codes[f.Set], strings.ToUpper(code))) > 0)
	}
	subject := f.Subject
	if subject == "" {
		subject = "\x00" + f.Column
	}
	return strings.Join([]string{f.Kind, subject, dimension(f), j.series(f, typeOf(f) == total)}, edition.KeySeparator)
}

// series is the series of a fact's dataset; that of the whole committee's
// economy for what is the same in all its tables.
func (j *joiner) series(f *Fact, same bool) string {
	if same && j.committee.inEconomy(f) {
		return economySeries
	}
	return j.committee.seriesOf(f)
}

// dimension is a unit without its size: kronor for all amounts of money.
func dimension(f *Fact) string {
	u := f.Amount.Unit
	if _, money := quantity.Convert(quantity.Int(1), u, quantity.Kronor); money {
		return string(quantity.Kronor)
	}
	return string(u)
}

// describe notes what a report says of the measure in words.
func (j *joiner) describe(m *Measure, f *Fact) {
	subject := subjectOf(f.Kind, f.Subject)
	for _, w := range j.part.words {
		if w.subject != subject {
			continue
		}
		m.words[f.Report] = append(m.words[f.Report], w)
		switch w.word {
		case "direction":
			m.Rising = data.Rising(w.text)
		case "definition":
			m.Definition = w.text
		}
	}
	for _, n := range j.part.notes {
		if unsigned(n.Subject) == f.Subject && !slices.Contains(m.Notes, n.Text) {
			m.Notes = append(m.Notes, n.Text)
		}
	}
}

// finish makes the courses of a measure.
func (m *Measure) finish() {
	last := m.facts[len(m.facts)-1]
	m.Name, m.Under = last.Name, last.Under
	if m.Name == "" || last.Subject == "" || periodName.MatchString(m.Name) && last.Column != "" {
		m.Name = last.Title
	}
	if m.Under == m.Name || last.Subject == "" {
		m.Under = ""
	}
	m.formers()
	m.Courses = m.courses()
}

// formers are the names and codes that the measure had in earlier reports, as
// they wrote them: another spelling is no other name.
func (m *Measure) formers() {
	last := m.facts[len(m.facts)-1]
	now := map[string]bool{}
	for _, f := range m.facts {
		if f.Report == last.Report {
			now[tabular.Fold(f.Name)] = true
		}
	}
	for _, f := range m.facts {
		code, coded := codeOf(f.Subject)
		former := Former{Name: f.Name, Code: code}
		if !coded || code == m.Code {
			former.Code = ""
		}
		if f.Report == last.Report || f.Subject == "" || f.Name == "" || former.Code == "" && now[tabular.Fold(f.Name)] {
			continue
		}
		i := slices.IndexFunc(m.Former, func(o Former) bool { return tabular.Same(o.Name, tabular.Fold(former.Name)) && o.Code == former.Code })
		if i < 0 {
			m.Former, i = append(m.Former, former), len(m.Former)
		}
		m.Former[i].Until = f.Report
	}
}

// kinds are the kinds of datasets whose rows have pages, in the order of the
// index, with the word that their addresses begin with.
var kinds = [...][2]string{
	{"goals", "mal"},
	{"indicators", "matt"},
	{"operating-budget", "verksamhet"},
	{"cost-types", "kostnadsslag"},
	{"investments", "investering"},
	{"volumes", "volym"},
	{"key-figures", "nyckeltal"},
	{"series", "serie"},
	{"staff", "personal"},
	{"survey", "enkat"},
	{"decisions-not-enforced", "beslut"},
	{"grants", "bidrag"},
	{"table", "tabell"},
}

func kindOrder(kind string) int {
	return slices.IndexFunc(kinds[:], func(k [2]string) bool { return k[0] == kind })
}
