package layout

import (
	"cmp"
	"slices"

	"tertial/internal/content"
)

// latestShown is how many reports the start page lists.
const latestShown = 8

// Lists renders the pages that lead to reports and meetings: the start page, one
// page a committee, and the page for addresses that lead nowhere.
func (s *Set) Lists(site *Site, committees []*content.Committee, listings []*Listing) ([]File, error) {
	listings = slices.Clone(listings)
	slices.SortStableFunc(listings, newestFirst)
	start, err := s.start(site, committees, listings)
	if err != nil {
		return nil, err
	}
	files := []File{start}
	for _, c := range committees {
		page, err := s.committee(site, c, of(c, listings))
		if err != nil {
			return nil, err
		}
		files = append(files, page)
	}
	notFound, err := s.notFound(site)
	return append(files, notFound), err
}

// newestFirst orders by the day of the report, then by the end of its period,
// then by path. A plan for years to come is not newer for that.
func newestFirst(a, b *Listing) int {
	return cmp.Or(
		cmp.Compare(when(b.Meta), when(a.Meta)),
		cmp.Compare(b.Meta.Period.To, a.Meta.Period.To),
		cmp.Compare(a.Meta.Path, b.Meta.Path),
	)
}

// when is the day that a report belongs to: its own, its meeting's, else the
// end of its period.
func when(m *content.Meta) string {
	return cmp.Or(m.Date, m.Meeting, m.Period.To, m.Period.From, m.Year())
}

func of(c *content.Committee, listings []*Listing) []*Listing {
	var out []*Listing
	for _, l := range listings {
		if l.Meta.Committee() == c.ID {
			out = append(out, l)
		}
	}
	return out
}

func (s *Set) start(site *Site, committees []*content.Committee, listings []*Listing) (File, error) {
	view := StartPage{Title: site.Name, Deck: escape(site.Description), Meetings: s.upcoming(site, committees)}
	names := map[string]string{}
	for _, c := range committees {
		names[c.ID] = site.committeeName(c)
		card := CommitteeCard{Name: c.Name, Href: c.ID + "/index.html", Body: c.Body, Text: c.Task}
		if own := of(c, listings); len(own) > 0 {
			card.Count = len(own)
			card.Latest = &Link{Text: own[0].Meta.Title, Href: reportPath(own[0].Meta) + "index.html"}
		}
		view.Committees = append(view.Committees, card)
	}
	for _, l := range listings[:min(len(listings), latestShown)] {
		card := s.reportCard(site, l, "")
		card.Committee = names[l.Meta.Committee()]
		view.Latest = append(view.Latest, card)
	}
	frame := s.frame(site, "index.html", "start", "")
	frame.Description = site.Description
	html, err := s.page(frame, "start.html", view)
	return File{Path: "index.html", Content: html}, err
}

// reportCard is a report in a list on a page at the given depth.
func (s *Set) reportCard(site *Site, l *Listing, root string) ReportCard {
	m := l.Meta
	return ReportCard{
		Title: m.Title, Href: root + reportPath(m) + "index.html", Period: Period(s.lang, m.Period.From, m.Period.To),
		Date: Date(s.lang, when(m)), ISODate: when(m), Stage: s.listedState(site, m), Summary: l.Deck,
	}
}

func (s *Set) committee(site *Site, c *content.Committee, listings []*Listing) (File, error) {
	page := c.ID + "/index.html"
	view := CommitteePage{Kicker: c.Body, Title: c.Name, Deck: escape(c.Task)}
	s.showMeetings(&view, site, c)
	if contact := contact(c.Contact); contact != "" {
		view.Contact = []Term{{Name: s.texts.must("committee.contact"), Value: contact}}
	}
	for i, l := range listings {
		card := s.reportCard(site, l, "../")
		if i == 0 {
			latest := card
			latest.Cards = withoutLinks(l.Cards)
			view.Latest = &latest
			view.Datasets = prefixed("../"+reportPath(l.Meta), l.Datasets)
		}
		view.Years = addYear(view.Years, l.Meta.Year(), card)
	}
	frame := s.frame(site, page, "committee", c.Name, crumb{text: c.Name})
	frame.Description = c.Task
	frame.RunningHead = c.Name
	frame.Feeds = s.feedLinks(site, up(page), c)
	html, err := s.page(frame, "committee.html", view)
	return File{Path: page, Content: html}, err
}

// withoutLinks drops links into the report's own page.
func withoutLinks(cards []Card) []Card {
	out := slices.Clone(cards)
	for i := range out {
		out[i].Href, out[i].From = "", ""
	}
	return out
}

func prefixed(folder string, links []DatasetLink) []DatasetLink {
	out := slices.Clone(links)
	for i := range out {
		out[i].Href = folder + out[i].Href
		out[i].CSV = folder + out[i].CSV
	}
	return out
}

// addYear puts a card under its year; years come newest first.
func addYear(years []Year, year string, card ReportCard) []Year {
	i, found := slices.BinarySearchFunc(years, year, func(y Year, name string) int { return cmp.Compare(name, y.Year) })
	if !found {
		years = slices.Insert(years, i, Year{Year: year, ID: "ar-" + year})
	}
	years[i].Reports = append(years[i].Reports, card)
	return years
}

// notFound is served at any address, so its links begin at the site's root.
func (s *Set) notFound(site *Site) (File, error) {
	frame := s.frame(site, "404.html", "notfound", s.texts.must("notfound.title"))
	base := rootPath(site.BaseURL)
	for i := range frame.Styles {
		frame.Styles[i] = base + frame.Styles[i]
	}
	if frame.Icon != "" {
		frame.Icon = base + frame.Icon
	}
	if frame.Brand.Logo != "" {
		frame.Brand.Logo = base + frame.Brand.Logo
	}
	frame.Brand.Home = base + "index.html"
	frame.Feeds = s.feedLinks(site, base, nil)
	for i := range frame.Footer.Links {
		frame.Footer.Links[i].Href = base + frame.Footer.Links[i].Href
	}
	frame.NoIndex = true
	frame.Canonical = ""
	view := NotFoundPage{Links: []Link{{Text: s.texts.must("notfound.start"), Href: base + "index.html"}}}
	html, err := s.page(frame, "notfound.html", view)
	return File{Path: "404.html", Content: html}, err
}

// rootPath is the path of the site's root on its server: "/" or "/prefix/".
func rootPath(baseURL string) string {
	for i, slashes := 0, 0; i < len(baseURL); i++ {
		if baseURL[i] != '/' {
			continue
		}
		if slashes++; slashes == 3 {
			return baseURL[i:]
		}
	}
	return "/"
}
