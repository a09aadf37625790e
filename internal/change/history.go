package change

import (
	"slices"

	"tertial/internal/edition"
)

// A Timeline is a row of editions of one report with all that each has changed
// against the one before it. It serves every page that looks back: make it once
// a report.
type Timeline struct {
	All      []*edition.Edition // of the row, withdrawn ones too
	Versions []Version
	Steps    []*Changes // Steps[i] is Versions[i] against the one before it; nil for the first
	pairs    [][]pair
	guards   []guard

	courses map[*edition.Fact]*Course // of every fact whose value some edition has changed
}

// NewTimeline compares a row of editions, the oldest first. Those that are
// withdrawn have no record; they are left out, and what follows them is
// compared with the newest one before.
func NewTimeline(versions []Version) *Timeline {
	t := &Timeline{}
	for _, v := range versions {
		if v.Edition != nil {
			t.All = append(t.All, v.Edition)
		}
		if v.Record != nil {
			t.Versions = append(t.Versions, v)
		}
	}
	t.Steps, t.pairs = make([]*Changes, len(t.Versions)), make([][]pair, len(t.Versions))
	for i := 1; i < len(t.Versions); i++ {
		t.pairs[i] = match(t.Versions[i-1].Record, t.Versions[i].Record)
	}
	t.guards = guards(t.Versions, t.pairs)
	changed := map[*edition.Fact]bool{}
	for i := 1; i < len(t.Versions); i++ {
		a, b := t.Versions[i-1].Record, t.Versions[i].Record
		var facts []*edition.Fact
		t.Steps[i], facts = compare(a, b, t.pairs[i], &t.guards[i-1], &t.guards[i])
		for _, f := range facts {
			changed[f] = true
		}
	}
	t.link(changed)
	return t
}

// Compare says how one of Versions differs from another, by their indices.
// Nothing is said of what a version after them protects, wherever in the row it is.
func (t *Timeline) Compare(old, now int) *Changes {
	a, b := t.Versions[old].Record, t.Versions[now].Record
	c, _ := compare(a, b, match(a, b), &t.guards[old], &t.guards[now])
	return c
}

// At returns the index of an edition in Versions, −1 when it is not there.
func (t *Timeline) At(number int) int {
	return slices.IndexFunc(t.Versions, func(v Version) bool { return v.Edition != nil && v.Number == number })
}

// A Course is one fact through a row of editions.
type Course struct {
	Values []*edition.Fact // one of each of Timeline.Versions; nil where that does not state the fact
}

// Fact is the fact as the newest edition that has it states it.
func (c *Course) Fact() *edition.Fact {
	for i := len(c.Values) - 1; i >= 0; i-- {
		if c.Values[i] != nil {
			return c.Values[i]
		}
	}
	return nil
}

// History returns the course of every fact of a dataset of one edition whose
// value some edition has changed, in the order of the dataset.
func (t *Timeline) History(number int, set string) []Course {
	at := t.At(number)
	if at < 0 {
		return nil
	}
	var out []Course
	for i := range t.Versions[at].Record.Sets {
		s := &t.Versions[at].Record.Sets[i]
		if s.ID != set {
			continue
		}
		for k := range s.Facts {
			if c := t.courses[&s.Facts[k]]; c != nil {
				out = append(out, *c)
			}
		}
	}
	return out
}

// link follows every fact through the editions, and keeps the courses of those
// whose value was changed, but for what nothing may be said of.
func (t *Timeline) link(changed map[*edition.Fact]bool) {
	course := map[*edition.Fact]*Course{}
	for i, pairs := range t.pairs {
		for k := range pairs {
			o, n := pairs[k].old.Fact, pairs[k].new.Fact
			if o == nil || n == nil {
				continue
			}
			c := course[o]
			if c == nil {
				c = &Course{Values: make([]*edition.Fact, len(t.Versions))}
				c.Values[i-1], course[o] = o, c
			}
			c.Values[i], course[n] = n, c
		}
	}
	kept := map[*Course]bool{}
	for f := range changed {
		c := course[f]
		t.withhold(c)
		kept[c] = c.changes()
	}
	t.courses = map[*edition.Fact]*Course{}
	for f, c := range course {
		if kept[c] {
			t.courses[f] = c
		}
	}
}

// withhold takes away what was stated before a fact was protected.
func (t *Timeline) withhold(c *Course) {
	for i, f := range c.Values {
		c.Values[i], _, _ = t.guards[i].fact(f)
	}
}

// changes reports whether the course still says more than one thing.
func (c *Course) changes() bool {
	for i := 1; i < len(c.Values); i++ {
		if c.Values[i-1] != nil && c.Values[i] != nil && valueChanged(c.Values[i-1], c.Values[i]) {
			return true
		}
	}
	return false
}

// ChangedAt reports whether the i-th version states another value than the one
// before it, or was the first or last to state the fact.
func (c *Course) ChangedAt(i int) bool {
	switch before, now := c.Values[i-1], c.Values[i]; {
	case before == nil || now == nil:
		return before != now
	default:
		return valueChanged(before, now)
	}
}

// valueChanged reports whether a fact says another value, or says one at all.
func valueChanged(old, now *edition.Fact) bool {
	f, ok := compareFacts(&pair{old: stated{old, &edition.Set{}}, new: stated{now, &edition.Set{}}})
	return ok && f.isValue()
}

func (f *Fact) isValue() bool {
	return f.Kind == Value || f.Kind == Words || f.Kind == Filled || f.Kind == Emptied
}

// A Mark says that a correction has touched a fact or a section's text. A place
// that several corrections have touched has the mark of the last one.
type Mark struct {
	Fact    string // key of the fact; "" for a section
	Section string // id of the section; "" and Text for what stands above the first heading
	Text    bool   // the mark is of a section's text, not of a fact
	Edition int    // number of the correction
	Date    string // ISO date of it
}

// Corrected returns the places of an edition that a correction has touched, its
// own and those of all corrections before it, as long as the fact or the
// section exists. For an edition that is being made its version stands in the
// timeline like all others. A fact is marked when its value or its words were
// changed, a section when its text says something else or one of its charts shows
// something else; what stands above the first heading also when a key figure
// was changed.
func (t *Timeline) Corrected(number int) []Mark {
	last := t.At(number)
	if last < 0 {
		return nil
	}
	facts, sections := map[string]Mark{}, map[string]Mark{}
	for i := 1; i <= last; i++ {
		facts, sections = t.carry(i, facts, sections)
		if v := t.Versions[i]; v.Kind == edition.Correction {
			t.Steps[i].mark(Mark{Edition: v.Number, Date: v.Date}, facts, sections)
		}
	}
	var marks []Mark
	r := t.Versions[last].Record
	for i := range r.Sets {
		for k := range r.Sets[i].Facts {
			if m, ok := facts[r.Sets[i].Facts[k].Key]; ok {
				m.Fact = r.Sets[i].Facts[k].Key
				marks = append(marks, m)
			}
		}
	}
	seen := map[string]bool{}
	for _, id := range sectionIDs(r) {
		if m, ok := sections[id]; ok && !seen[id] {
			seen[id] = true
			m.Section, m.Text = id, true
			marks = append(marks, m)
		}
	}
	return marks
}

// sectionIDs are the sections of a record, with what stands above the first one.
func sectionIDs(r *edition.Record) []string {
	ids := []string{""}
	for i := range r.Text {
		ids = append(ids, r.Text[i].Section)
	}
	return ids
}

// carry takes the marks of the edition before to where their facts and sections
// are in the i-th one.
func (t *Timeline) carry(i int, facts, sections map[string]Mark) (f, s map[string]Mark) {
	f, s = map[string]Mark{}, map[string]Mark{}
	for k := range t.pairs[i] {
		p := &t.pairs[i][k]
		if p.old.Fact == nil || p.new.Fact == nil {
			continue
		}
		if m, ok := facts[p.old.Key]; ok {
			f[p.new.Key] = m
		}
	}
	if len(sections) == 0 {
		return f, s
	}
	old := blocks(t.Versions[i-1].Record.Text)
	pairBlocks(old, blocks(t.Versions[i].Record.Text))
	if m, ok := sections[""]; ok {
		s[""] = m // a report has a head, whatever stands there
	}
	for _, b := range old {
		if m, ok := sections[b.id]; ok && b.pair != nil {
			s[b.pair.id] = m
		}
	}
	return f, s
}

// mark notes the places that a correction has touched.
func (c *Changes) mark(m Mark, facts, sections map[string]Mark) {
	for i := range c.Facts {
		facts[c.Facts[i].New.Key] = m
		if c.Facts[i].Headline() {
			sections[""] = m // key figures stand at the head of the report
		}
	}
	for i := range c.Added {
		facts[c.Added[i].New.Key] = m
	}
	for i := range c.Protected {
		if f := &c.Protected[i]; f.isValue() {
			facts[f.New.Key] = m
			if f.Headline() {
				sections[""] = m
			}
		}
	}
	for i := range c.Charts {
		if n := c.Charts[i].New; n != nil {
			sections[n.Section] = m
		}
	}
	for i := range c.Text {
		s := &c.Text[i]
		if s.Kind == TextRemoved || s.Lang != "" {
			continue
		}
		for k := range s.Passages {
			if p := &s.Passages[k]; !p.Renumbered && p.Kind != TextMoved {
				sections[s.id] = m
			}
		}
	}
}
