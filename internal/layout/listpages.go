package layout

import (
	"cmp"
	"html/template"
	"slices"

	"tertial/internal/content"
)

// A ListsInput is what the pages that lead to reports and meetings show.
type ListsInput struct {
	Committees []*content.Committee
	Listings   []*Listing
	Log        *PublicLog         // what was published, or nil
	Through    map[string]Through // by the committee's id
}

// A Through is what is known of a committee through time; see CommitteePage.
type Through struct {
	Economy, Goals, Forecasts template.HTML
	Indicators                *Link // Href from the site's root
}

// Lists renders the pages that lead to reports and meetings: the start page, one
// page a committee, and the page for addresses that lead nowhere.
func (s *Set) Lists(site *Site, in ListsInput) ([]File, error) {
	listings := slices.Clone(in.Listings)
	slices.SortStableFunc(listings, newestFirst)
	start, err := s.start(site, &in, listings)
	if err != nil {
		return nil, err
	}
	files := []File{start}
	for _, c := range in.Committees {
		page, err := s.committee(site, &in, c, of(c, listings))
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

// reportCard is a report in a list on a page at the given depth.
func (s *Set) reportCard(site *Site, l *Listing, root string) ReportCard {
	m := l.Meta
	return ReportCard{
		Title: m.Title, Href: root + reportPath(m) + "index.html", Period: Period(s.lang, m.Period.From, m.Period.To),
		Date: Date(s.lang, when(m)), ISODate: when(m), Stage: s.listedState(site, m), Summary: l.Deck,
	}
}

// withoutLinks drops links into the report's own page.
func withoutLinks(cards []Card) []Card {
	out := slices.Clone(cards)
	for i := range out {
		out[i].Href, out[i].From = "", ""
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
	frame.rebase(base)
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
