package layout

import (
	"slices"

	"tertial/internal/content"
)

// A LanguagePage is the content of language.html: what there is in a language
// other than the site's own.
type LanguagePage struct {
	Title, Deck string
	Reports     []ReportCard // the newest first
	More        []Link       // in the site's own language
}

// LanguagePage renders the start page of the set's language on a site in
// another: the reports that are translated to it. site is in that language.
func (s *Set) LanguagePage(site *Site, own string, committees []*content.Committee, listings []*Listing) (File, error) {
	address := s.lang + "/index.html"
	view := LanguagePage{Title: s.texts.must("language.title"), Deck: s.texts.must("language.deck")}
	listings = slices.Clone(listings)
	slices.SortStableFunc(listings, newestFirst)
	for _, l := range listings {
		for _, t := range l.Translations {
			if t.Lang != s.lang {
				continue
			}
			card := s.reportCard(site, l, "../")
			card.Title, card.Summary, card.Href = t.Title, escape(t.Text), "../"+reportPath(l.Meta)+t.Href
			if t.Edition > 0 {
				card.Period += " · " + s.texts.must("edition.n", "n", t.Edition)
			}
			for _, c := range committees {
				if c.ID == l.Meta.Committee() {
					card.Period = site.committeeName(c.In(s.lang)) + " · " + card.Period
				}
			}
			view.Reports = append(view.Reports, card)
		}
	}
	view.More = []Link{{Text: s.texts.must("language.start"), Href: "../index.html"}}
	if site.OpenData {
		view.More = append(view.More, Link{Text: s.texts.must("language.data"), Href: "../" + DataFolder + "index.html"})
	}
	frame := s.frame(site, address, "language", view.Title, crumb{text: view.Title})
	frame.Description = view.Deck
	s.addLanguages(&frame, site, "", address, s.lang, own, site.Languages)
	html, err := s.page(frame, "language.html", view)
	return File{Path: address, Content: []byte(foreignLinks(string(html), own))}, err
}
