package layout

import (
	"html/template"
	"strings"

	"tertial/internal/change"
	"tertial/internal/content"
	"tertial/internal/edition"
	"tertial/internal/report"
)

// A ChangesInput is a comparison of two editions of a report, or of one with
// the working copy, with everything that its page shows.
type ChangesInput struct {
	Report    string             // its path of today
	Title     string             // of the report
	Committee *content.Committee // of today
	Old, New  *edition.Edition   // nil is the working copy
	Changes   *change.Changes    // of New against Old: change.Compare
	// Sent is the meeting to which the old state was sent: then Old is that
	// dispatch, and the page stands among what was sent.
	Sent      string
	SentPlace string // of the report's pages among what was sent
	Latest    bool   // the page is changes-to-latest/ of the old edition, not changes/ of the new one
	Example   bool   // as edition.Snapshot has it
	// Drawing returns a drawing of a chart by its name (edition.Chart.Wide,
	// Narrow) of an edition, of the working copy for nil; nil where there is
	// none. The field may be nil: then no chart is shown.
	Drawing func(e *edition.Edition, name string) []byte
}

// ChangesPage renders the page /report/N/changes/ of a new edition against the
// one before it or, with Latest, /report/N/changes-to-latest/ of an old one
// against the newest.
func (s *Set) ChangesPage(site *Site, in ChangesInput) (File, error) {
	m := &changesMaker{set: s, site: site, in: in}
	address := m.address()
	m.root = up(strings.TrimPrefix(address, in.Report+"/"))
	if in.Sent != "" {
		m.root = up(address) + in.Report + "/"
	}
	view := m.view()
	crumbs := []crumb{{in.Committee.Name, in.Committee.ID + "/"}, {in.Title, in.Report + "/"}, {text: view.Title}}
	frame := s.frame(site, address, "difference", view.Title+", "+in.Title, crumbs...)
	frame.RunningHead = in.Committee.Name + " · " + in.Title + " · " + view.Title
	frame.Description = view.Deck
	if in.Example {
		frame.Notice = &Notice{Kind: "example", Word: s.texts.must("notice.example"), Text: escape(s.texts.must("notice.example.text"))}
	}
	html, err := s.page(frame, "difference.html", view)
	return File{Path: address, Content: html}, err
}

// ChangesDocument renders the same page as a file that stands alone: without
// links into the site, its style sheets in it. Nobody publishes it.
func (s *Set) ChangesDocument(site *Site, in ChangesInput) ([]byte, error) {
	m := &changesMaker{set: s, site: site, in: in, alone: true}
	view := m.view()
	main, err := s.fragment("difference.html", view)
	if err != nil {
		return nil, err
	}
	doc, err := s.fragment("difference-file.html", ChangesDocument{Lang: s.lang, Title: view.Title + ", " + in.Title, Style: sheetsOf(site.Assets), Main: main})
	return []byte(doc), err
}

// ChangesSummary says in one sentence what has changed.
func (s *Set) ChangesSummary(c *change.Changes) string { return s.summary(c) }

// A CorrectionStep is one correction with what it has changed.
type CorrectionStep struct {
	Edition *edition.Edition
	Before  *edition.Edition // the one that it corrects; nil when that was withdrawn and none is left before it
	Changes *change.Changes
	Lang    string // of the report's own words
}

// CorrectionSteps returns the corrections of a timeline up to an edition, in
// their order. One that was withdrawn is there too, with nothing of what it
// changed: the marks in frozen pages lead to it.
func CorrectionSteps(t *change.Timeline, number int) []CorrectionStep {
	var steps []CorrectionStep
	for _, e := range t.All {
		if e.Kind != edition.Correction || e.Number > number {
			continue
		}
		step := CorrectionStep{Edition: e, Changes: &change.Changes{}}
		if i := t.At(e.Number); i > 0 {
			step.Before, step.Changes = t.Versions[i-1].Edition, t.Steps[i]
			step.Lang = t.Versions[i].Record.Lang
		}
		steps = append(steps, step)
	}
	return steps
}

// CorrectionsSection renders the list of all corrections so far for the
// report's page of an edition (EditionInput.Corrections): date, edition, ground,
// reason, old and new numbers and the places of the text. Its links count from
// the edition's own address; "" when there is no correction. The marks of
// corrections in the frozen pages lead to it.
func (s *Set) CorrectionsSection(steps []CorrectionStep) (template.HTML, error) {
	return s.corrections(steps)
}

// HistorySection renders the numbers of a dataset that have changed through the
// editions, for the dataset's page of an edition (EditionInput.History). Its
// links count from that page; "" when none has changed.
func (s *Set) HistorySection(t *change.Timeline, number int, set string) (template.HTML, error) {
	return s.history(t, number, set)
}

// RecordWords are what a report's record takes from the interface's texts.
func (s *Set) RecordWords() report.RecordWords {
	return report.RecordWords{Lang: s.lang, Ref: func(t report.Target) string { return s.refText(t) }}
}

// refText is a cross-reference in the midst of a sentence.
func (s *Set) refText(t report.Target) string {
	switch {
	case t.Kind == report.SectionTarget && t.Number == "":
		return t.Text
	case t.Kind == report.SectionTarget:
		return lowerFirst(s.texts.must("ref.section", "n", t.Number))
	default:
		return lowerFirst(s.texts.must("ref."+string(t.Kind), "n", t.Number))
	}
}
