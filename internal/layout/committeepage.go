package layout

import (
	"slices"

	"tertial/internal/content"
)

// What a committee's page shows at once: years until there are that many
// reports, and that many publications.
const (
	reportsOpen = 24
	eventsShown = 5
)

// committee renders the page of a committee.
func (s *Set) committee(site *Site, in *ListsInput, c *content.Committee, listings []*Listing) (File, error) {
	page := c.ID + "/index.html"
	root := up(page)
	view := CommitteePage{Title: c.Name, Kicker: c.Body, Deck: escape(c.Task), Contact: s.contacts(c), Reports: len(listings)}
	s.showMeetings(&view, site, c)
	for i, l := range listings {
		card := s.reportCard(site, l, root)
		if i == 0 {
			latest := card
			latest.Cards = withoutLinks(l.Cards)
			view.Latest = &latest
		}
		view.Years = addYear(view.Years, l.Meta.Year(), card)
	}
	foldYears(view.Years)
	if site.Published {
		news := s.news(site, in, listings, c.ID, root)
		view.News = news[:min(len(news), eventsShown)]
	}
	if site.OpenData && slices.ContainsFunc(listings, func(l *Listing) bool { return len(l.Datasets) > 0 }) {
		view.Data = &Link{Text: s.texts.must("committee.data"), Href: root + DataFolder + "index.html#" + dataID(c)}
	}
	if through, ok := in.Through[c.ID]; ok {
		view.Economy, view.Goals, view.Forecasts = through.Economy, through.Goals, through.Forecasts
		if l := through.Indicators; l != nil {
			view.Indicators = &Link{Text: l.Text, Href: root + l.Href}
		}
	}
	frame := s.frame(site, page, "committee", c.Name, crumb{text: c.Name})
	frame.Description = c.Task
	frame.RunningHead = c.Name
	frame.Feeds = s.feedLinks(site, root, c)
	html, err := s.page(frame, "committee.html", view)
	return File{Path: page, Content: html}, err
}

// contacts are whom a reader asks, by role.
func (s *Set) contacts(c *content.Committee) []Term {
	terms := term(nil, s.texts.must("committee.contact.general"), contact(c.Contact))
	for _, other := range c.Contacts {
		terms = term(terms, upperFirst(other.Role), contact(other))
	}
	return terms
}

// foldYears folds the years that come after enough reports.
func foldYears(years []Year) {
	shown := 0
	for i := range years {
		years[i].Folded = i > 0 && shown+len(years[i].Reports) > reportsOpen
		shown += len(years[i].Reports)
	}
}
