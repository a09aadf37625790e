package layout

import (
	"html/template"

	"tertial/internal/content"
)

// StatementFolder is where the accessibility statement stands.
const StatementFolder = "accessibility/"

// tellAuthority is where the supervising authority takes reports of sites that
// do not meet the law. The law wants it named by every statement.
const tellAuthority = "https://www.digg.se/tdosanmalan"

// A StatementPage is the content of accessibility.html: how far the site meets
// the law, what falls short, and whom to tell.
type StatementPage struct {
	Title      string
	Deck       template.HTML // phrasing content: who answers for the site, and what the page says
	Compliance string        // a sentence, or empty while the authors have not said it
	Contact    template.HTML // phrasing content: how to reach who answers, or empty
	Report     *Link         // to tell of something wrong, or nil
	Authority  Link          // to tell the supervising authority
	Issues     []StatementGroup
	Covered    bool          // nothing is known that should be accessible and is not
	Method     template.HTML // phrasing content, or empty
	Assessed   string        // a sentence, or empty
	Updated    string        // likewise
}

// A StatementGroup is the issues with one reason.
type StatementGroup struct {
	ID     string // of its heading
	Title  string
	Text   string // what the reason means
	Issues []StatementIssue
}

// A StatementIssue is content that falls short.
type StatementIssue struct {
	What        string
	Criterion   string // "Gäller kriterium 1.3.1 i WCAG.", or empty
	Motivation  string // why it is so, or empty
	Alternative string // what to do instead, or empty
	Until       string // by when it is mended: a sentence, or empty
}

// Statement renders the accessibility statement, or returns nothing when the
// site has none.
func (s *Set) Statement(site *Site) ([]File, error) {
	a := site.Accessibility
	if a == nil {
		return nil, nil
	}
	page := StatementFolder + "index.html"
	t := s.texts
	view := StatementPage{
		Title: t.must("a11y.title"), Authority: Link{Text: t.must("a11y.authority.link"), Href: tellAuthority},
		Method: escape(a.Method), Contact: contact(a.Contact), Covered: true,
	}
	if a.Service != "" {
		view.Title = t.must("a11y.title.of", "service", a.Service)
	}
	if view.Contact == "" {
		view.Contact = contact(site.Contact)
	}
	view.Deck = escape(t.must("a11y.deck"))
	if a.Actor != "" {
		view.Deck = escape(t.must("a11y.actor", "actor", a.Actor) + " " + t.must("a11y.deck"))
	}
	if a.Compliance != "" {
		view.Compliance = t.must("a11y." + string(a.Compliance))
	}
	if a.Assessed != "" {
		view.Assessed = t.must("a11y.assessed", "date", Date(s.lang, a.Assessed))
	}
	if a.Updated != "" {
		view.Updated = t.must("a11y.updated", "date", Date(s.lang, a.Updated))
	}
	for _, reason := range content.Reasons() {
		if group := s.statementGroup(a, reason); len(group.Issues) > 0 {
			view.Issues = append(view.Issues, group)
			view.Covered = view.Covered && reason == content.Outside
		}
	}
	frame := s.frame(site, page, "accessibility", view.Title, crumb{text: t.must("a11y.title")})
	frame.Description = t.must("a11y.description", "service", orName(a.Service, site.Name))
	view.Report = frame.Footer.Feedback
	html, err := s.page(frame, "accessibility.html", view)
	return []File{{Path: page, Content: html}}, err
}

func orName(service, name string) string {
	if service == "" {
		return name
	}
	return service
}

// statementGroup is what falls short for one reason.
func (s *Set) statementGroup(a *content.Statement, reason content.Reason) StatementGroup {
	t, key := s.texts, "a11y.reason."+string(reason)
	group := StatementGroup{ID: string(reason), Title: t.must(key), Text: t.must(key + ".text")}
	for _, i := range a.Issues {
		if i.Reason != reason {
			continue
		}
		issue := StatementIssue{What: sentence(i.What), Motivation: sentence(i.Motivation), Alternative: sentence(i.Alternative)}
		if i.Criterion != "" {
			issue.Criterion = t.must("a11y.criterion", "n", i.Criterion)
		}
		if i.Until != "" {
			issue.Until = t.must("a11y.until", "date", Date(s.lang, i.Until))
		}
		group.Issues = append(group.Issues, issue)
	}
	return group
}
