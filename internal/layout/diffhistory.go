package layout

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/change"
	"tertial/internal/content"
	"tertial/internal/edition"
)

// correctionsID is the id of the list of corrections on a report's page, to
// which the marks of corrections lead.
const correctionsID = "_corrections"

// mostCorrected is how many numbers of one correction the list names; the page
// of its changes has all.
const mostCorrected = 12

// corrections renders the list of corrections, the last one first.
func (s *Set) corrections(steps []CorrectionStep) (template.HTML, error) {
	if len(steps) == 0 {
		return "", nil
	}
	view := CorrectionsView{ID: correctionsID}
	for _, step := range slices.Backward(steps) {
		view.Items = append(view.Items, s.correction(&step))
	}
	return s.fragment("corrections.html", view)
}

func (s *Set) correction(step *CorrectionStep) CorrectionItem {
	e, t := step.Edition, s.texts
	root := "../"
	item := CorrectionItem{
		Head: upperFirst(t.must("edition.n", "n", e.Number)) + ", " + Date(s.lang, e.Date), ISODate: e.Date,
		Ground: strings.TrimPrefix(s.ground(e), upperFirst(t.must("edition.kind.correction"))+". "), Reason: e.Reason,
	}
	if e.Withdrawn != nil {
		item.Ground, item.Reason = item.Ground+" "+t.must("changes.withdrawn", "date", Date(s.lang, e.Withdrawn.Date)), ""
	}
	if step.Before != nil {
		item.Changes = &Link{Text: t.must("edition.changes"), Href: numbered(root, e.Number) + "changes/index.html"}
	}
	if step.Lang != s.lang {
		item.Lang = step.Lang
	}
	facts := slices.Concat(step.Changes.Facts, step.Changes.Added, step.Changes.Removed)
	for i := range facts {
		if i == mostCorrected {
			item.More = t.must("changes.more", "n", len(facts)-i)
			break
		}
		item.Facts = append(item.Facts, s.correctedFact(root, e, &facts[i]))
	}
	for i := range step.Changes.Protected {
		item.Protected = append(item.Protected, s.protectedFact(e, &step.Changes.Protected[i]))
	}
	for i := range step.Changes.Text {
		section := &step.Changes.Text[i]
		if section.Lang != "" || !rewritten(section) {
			continue
		}
		link := Link{Text: s.sectionIn(section), Href: numbered(root, e.Number) + "index.html"}
		switch {
		case section.Kind == change.TextRemoved && step.Before != nil:
			link.Href = numbered(root, step.Before.Number) + "index.html"
		case section.ID != "":
			link.Href += "#" + section.ID
		}
		item.Places = append(item.Places, link)
	}
	for i := range step.Changes.Charts {
		if c := step.Changes.Charts[i].New; c != nil {
			item.Places = append(item.Places, Link{Text: lowerFirst(t.must("ref.chart", "n", c.Number)), Href: numbered(root, e.Number) + "index.html#" + c.ID})
		}
	}
	return item
}

// rewritten reports whether a section's text says something else, other than by
// numbers that it is bound to.
func rewritten(s *change.Section) bool {
	return slices.ContainsFunc(s.Passages, func(p change.Passage) bool { return !p.Follows && p.Kind != change.TextMoved })
}

func (s *Set) correctedFact(root string, e *edition.Edition, f *change.Fact) CorrectedFact {
	out := CorrectedFact{What: what(f.Fact())}
	none := s.texts.must("changes.none")
	out.Old, out.New = none, none
	if f.Old != nil {
		out.Old = s.said(f.Old, "")
	}
	if f.New != nil {
		out.New = s.said(f.New, "")
		out.Href = numbered(root, e.Number) + "data/" + f.NewSet + "/index.html#" + f.New.At
	}
	return out
}

// protectedFact says that a number was protected, by the correction or since.
func (s *Set) protectedFact(e *edition.Edition, f *change.Fact) string {
	if f.From != nil {
		e = f.From
	}
	return what(f.Fact()) + ": " + s.texts.must("changes.protected.from", "edition", s.texts.must("edition.n", "n", e.Number))
}

// history renders the numbers of a dataset through the editions, the newest
// edition in the last column.
func (s *Set) history(t *change.Timeline, number int, set string) (template.HTML, error) {
	courses := t.History(number, set)
	if len(courses) == 0 {
		return "", nil
	}
	m := &changesMaker{set: s, in: ChangesInput{Committee: &content.Committee{}}}
	u := courseUnit(courses)
	table := m.table("_history", len(courses), "changes.what")
	shown := shownVersions(courses, t.At(number))
	for i, k := range shown {
		v := t.Versions[k]
		table.Columns = append(table.Columns, Column{ID: "_history-h" + strconv.Itoa(i+1), Text: upperFirst(s.texts.must("edition.n", "n", v.Number)) + ", " + Date(s.lang, v.Date)})
	}
	group := Group{}
	for i := range courses {
		group.Rows = append(group.Rows, s.courseRow(t, &courses[i], i, shown, set, u))
	}
	table.Groups = []Group{group}
	return s.fragment("history.html", HistoryView{ID: "_history", Text: joinSentences(s.texts.must("changes.history.text"), s.unitText(u)), Table: m.finish(&table)})
}

func courseUnit(courses []change.Course) unitOf {
	var facts []change.Fact
	for i := range courses {
		for _, f := range courses[i].Values {
			facts = append(facts, change.Fact{New: f})
		}
	}
	return commonUnit(facts)
}

// mostVersions is how many editions a table of courses has columns for.
const mostVersions = 12

// shownVersions are the editions that a table of courses shows: the first one,
// those in which a number was changed and the one of the page; the newest of
// them where they are many.
func shownVersions(courses []change.Course, page int) []int {
	var shown []int
	for i := range courses[0].Values {
		changed := func(c change.Course) bool { return c.ChangedAt(i) }
		if i == 0 || i == page || slices.ContainsFunc(courses, changed) {
			shown = append(shown, i)
		}
	}
	return shown[max(0, len(shown)-mostVersions):]
}

// courseRow is one number through the editions. A value that differs from the
// one before it leads to its cell.
func (s *Set) courseRow(t *change.Timeline, c *change.Course, i int, shown []int, set string, u unitOf) Row {
	row := Row{ID: "_history-r" + strconv.Itoa(i+1), Text: what(c.Fact())}
	for _, k := range shown {
		value := c.Values[k]
		if value == nil {
			row.Cells = append(row.Cells, Cell{Class: "missing nil"})
			continue
		}
		said := template.HTMLEscapeString(s.said(value, u.unit))
		href := numbered("../../../", t.Versions[k].Number) + "data/" + setOf(t.Versions[k].Record, value, set) + "/index.html#" + value.At
		html := `<a href="` + template.HTMLEscapeString(href) + `">` + said + `</a>`
		row.Cells = append(row.Cells, Cell{HTML: template.HTML(html), Class: wordsClass(value)}) //nolint:gosec // escaped above
	}
	return row
}

// setOf is the id of the dataset that states a fact in a record: a dataset may
// have had another name.
func setOf(r *edition.Record, f *edition.Fact, id string) string {
	for i := range r.Sets {
		for k := range r.Sets[i].Facts {
			if r.Sets[i].Facts[k].Key == f.Key {
				return r.Sets[i].ID
			}
		}
	}
	return id
}
