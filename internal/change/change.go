// Package change says what differs between two states of a report: which
// numbers, which words, which charts.
//
// In come two records of package edition, of two editions or of an edition and
// the working copy; out come [Changes], ordered by importance, and what follows
// from a whole row of editions: the course of each number ([History]) and the
// places that corrections have touched ([Corrected]). It knows no files and no
// languages: package layout writes the words, for the page and for the terminal.
package change

import (
	"slices"

	"tertial/internal/edition"
	"tertial/internal/quantity"
)

// Kind is what has happened to a fact.
type Kind string

// The kinds of changes of a fact.
const (
	Value    Kind = "value"    // the number is another one
	Words    Kind = "words"    // other words stand in the place of a number
	Filled   Kind = "filled"   // a number where there was none
	Emptied  Kind = "emptied"  // no number where there was one
	Status   Kind = "status"   // the same number, now final instead of preliminary, and the like
	Unit     Kind = "unit"     // the same value in another unit: 1 000 tkr, 1,0 mnkr
	Accuracy Kind = "accuracy" // the same value, stated more or less accurately
	Added    Kind = "added"
	Removed  Kind = "removed"
)

// A Fact is one fact that is not as it was.
type Fact struct {
	Kind           Kind
	Set            string        // title of its dataset, the new one where it has two
	OldSet, NewSet string        // ids of its dataset
	Old            *edition.Fact // nil of an added one
	New            *edition.Fact // nil of a removed one
	Difference     *Amount       // new minus old; nil where none can be said
	Share          *Amount       // the difference in per cent of the old value's size, with the difference's sign; nil where it means nothing
	StatusChanged  bool          // beside what Kind says
	Later          bool          // the new fact is of another day: a new forecast, another revision of a budget
	// From is the edition that first protects the fact: the newer of the two or a
	// later one; nil where that is the working copy, or for Compare the newer
	// record. Of Changes.Protected only.
	From *edition.Edition
}

// An Amount is an exact number with its unit.
type Amount struct {
	Value    quantity.Number `json:"value"`
	Unit     quantity.Unit   `json:"unit"`
	Decimals int             `json:"decimals"`
}

// Quantity is the amount as a quantity.
func (a *Amount) Quantity() quantity.Quantity {
	return quantity.Quantity{Number: a.Value, Unit: a.Unit, Decimals: a.Decimals}
}

// Headline reports whether the fact is a key figure, then or now.
func (f *Fact) Headline() bool {
	return f.Old != nil && f.Old.Headline || f.New != nil && f.New.Headline
}

// Fact is the new fact, or the old one where it is gone.
func (f *Fact) Fact() *edition.Fact {
	if f.New != nil {
		return f.New
	}
	return f.Old
}

// A Rename is a row whose values are all as they were, under another name.
type Rename struct {
	Set   string `json:"dataset"` // title of the dataset
	Old   string `json:"old"`
	New   string `json:"new"`
	Facts int    `json:"facts"`
}

// TextKind is what has happened to a stretch of text.
type TextKind string

// The kinds of changes of text.
const (
	TextChanged TextKind = "changed"
	TextAdded   TextKind = "added"
	TextRemoved TextKind = "removed"
	TextMoved   TextKind = "moved" // word by word the same, elsewhere
)

// A Passage is a paragraph, heading, list item or title that is not as it was.
type Passage struct {
	Kind    TextKind
	Old     *edition.Passage
	New     *edition.Passage
	Words   []Piece // of a changed one: word by word
	Follows bool    // only numbers differ that are bound to facts: the facts' change says it all
	// Renumbered is set, beside Follows, when those are only the numbers of tables,
	// charts and sections that it refers to.
	Renumbered bool
	Moved      bool // a changed one that also stands elsewhere now
}

// translations says what differs between the translations of two records, each by
// itself. A number that follows a fact is said of the original alone.
func translations(a, b *edition.Record, old, now *guard) []Section {
	var all []Section
	in := func(r *edition.Record, lang string) *edition.Translation {
		i := slices.IndexFunc(r.Translations, func(t edition.Translation) bool { return t.Lang == lang })
		if i < 0 {
			return nil
		}
		return &r.Translations[i]
	}
	var langs []string
	for _, r := range [...]*edition.Record{a, b} {
		for _, t := range r.Translations {
			langs = append(langs, t.Lang)
		}
	}
	slices.Sort(langs)
	for _, lang := range slices.Compact(langs) {
		before, after := in(a, lang), in(b, lang)
		switch {
		case before == nil:
			all = append(all, Section{Kind: TextAdded, Heading: after.Title, Lang: lang})
			continue
		case after == nil:
			all = append(all, Section{Kind: TextRemoved, Heading: before.Title, Lang: lang})
			continue
		}
		sections := compareText(old.passages(before.Text), now.passages(after.Text))
		conceal(sections, old, now)
		for _, s := range sections {
			s.Passages = slices.DeleteFunc(s.Passages, func(p Passage) bool { return p.Follows })
			if s.Lang = lang; len(s.Passages) > 0 {
				all = append(all, s)
			}
		}
	}
	return all
}

// A Section is a section with passages that are not as they were. Those above
// the first heading have one without an id.
type Section struct {
	ID       string   // in the new report, else in the old one; empty too where it may say a protected number
	Kind     TextKind // added, removed or moved as a whole; empty otherwise
	Number   string
	Heading  string
	Passages []Passage // in the new report's order, each removed one where it stood

	Lang string // of a section of a translation; empty of the report's own

	id string // ID, whatever it says
}

// A Chart is a chart that is not as it was.
type Chart struct {
	Kind TextKind // changed, added or removed
	Old  *edition.Chart
	New  *edition.Chart
	// Protected is set when one of the two shows a fact that is protected since:
	// that one has no title, no sentence and no drawing here.
	Protected bool
}

// Changes are all differences between two records. Each list is ordered by
// importance, but for Text, which is in the order of reading.
type Changes struct {
	Facts     []Fact // value, words, filled, emptied
	Statuses  []Fact // status
	Restated  []Fact // unit, accuracy
	Added     []Fact
	Removed   []Fact
	Protected []Fact // of which nothing is said but from when: value, words, filled, emptied, status
	Renamed   []Rename
	Text      []Section
	Charts    []Chart
}

// Empty reports whether nothing differs.
func (c *Changes) Empty() bool {
	return len(c.Facts)+len(c.Statuses)+len(c.Restated)+len(c.Added)+len(c.Removed)+len(c.Protected)+len(c.Renamed)+len(c.Text)+len(c.Charts) == 0
}

// Compare says how b differs from a, which was before it. Compare(b, a) says
// the same backwards, but for what b protects: where more than two states are
// known, ask [Timeline.Compare].
func Compare(a, b *edition.Record) *Changes {
	pairs := match(a, b)
	both := guards([]Version{{Record: a}, {Record: b}}, [][]pair{nil, pairs})
	c, _ := compare(a, b, pairs, &both[0], &both[1])
	return c
}

// compare is Compare for matched facts and known guards. It also returns the
// facts of b whose value is another one.
func compare(a, b *edition.Record, pairs []pair, old, now *guard) (*Changes, []*edition.Fact) {
	c := &Changes{}
	changed := c.facts(pairs, old, now)
	c.Text = compareText(old.passages(a.Text), now.passages(b.Text))
	conceal(c.Text, old, now)
	c.Text = append(c.Text, translations(a, b, old, now)...)
	c.Charts = protectCharts(compareCharts(a.Charts, b.Charts), old, now)
	return c, changed
}

// A Version is an edition in a row of editions: its yaml and its record. Those
// that are withdrawn have no record and are left out of the row. One without an
// edition is the working copy, which comes last.
type Version struct {
	*edition.Edition
	Record *edition.Record
}
