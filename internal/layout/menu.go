package layout

import (
	"html/template"
	"slices"
	"strings"

	"tertial/internal/content"
)

// committeesID is the address of the committees on the start page.
const committeesID = "committees"

// menu is the main menu of a page: the committees, their economy, what others
// have added, and the open data. Which of them a site has is known before its
// first page is made, so that the menu is the same on all.
func (s *Set) menu(site *Site, page, root string) []Link {
	var links []Link
	below := slices.ContainsFunc(site.Committees, func(c *content.Committee) bool { return strings.HasPrefix(page, c.ID+"/") })
	switch len(site.Committees) {
	case 0:
	case 1:
		links = append(links, Link{Text: site.Committees[0].Name, Href: root + site.Committees[0].ID + "/index.html", Current: below})
	default:
		links = append(links, Link{Text: s.texts.must("start.committees"), Href: root + "index.html#" + committeesID, Current: below})
	}
	for _, l := range s.mainPages(site) {
		folder := strings.TrimSuffix(l.Href, "index.html")
		l.Href, l.Current = root+l.Href, folder != "" && strings.HasPrefix(page, folder)
		links = append(links, l)
	}
	return links
}

// mainPages are the pages of the whole site that lead to numbers, with hrefs
// from its root.
func (s *Set) mainPages(site *Site) []Link {
	var links []Link
	if site.OpenData {
		links = append(links, Link{Text: s.texts.must("menu.economy"), Href: EconomyFolder + "index.html"})
	}
	links = append(links, site.Menu...)
	if site.OpenData {
		links = append(links, Link{Text: s.texts.must("data.title"), Href: DataFolder + "index.html"})
	}
	return links
}

// searchForm is where a page asks for words, or nil. The start page and the
// search itself ask in their content.
func searchForm(site *Site, page, root string) *SearchForm {
	if !site.Search {
		return nil
	}
	return &SearchForm{Action: root + SearchFolder + "index.html", Here: page == "index.html" || strings.HasPrefix(page, SearchFolder)}
}

// footer is the foot of a page: who publishes, whom to ask, and what the site
// says of itself.
func (s *Set) footer(site *Site, page, root string) Footer {
	f := Footer{Program: site.Program, Ask: s.ask(site, page)}
	var text strings.Builder
	if site.Description != "" {
		text.WriteString("<p>" + template.HTMLEscapeString(site.Description) + "</p>")
	}
	if c := contact(site.Contact); c != "" {
		text.WriteString("<p>" + template.HTMLEscapeString(s.texts.must("footer.contact")) + " " + string(c) + "</p>")
	}
	f.Text = template.HTML(text.String()) //nolint:gosec // every piece is escaped above
	for _, l := range site.Foot {
		f.Links = append(f.Links, Link{Text: l.Text, Href: root + l.Href})
	}
	if site.Accessibility != nil {
		f.Links = append(f.Links, Link{Text: s.texts.must("a11y.title"), Href: root + StatementFolder + "index.html"})
	}
	if site.Published {
		f.Links = append(f.Links, Link{Text: s.texts.must("log.title"), Href: root + LogFolder + "index.html"})
	}
	if site.OpenData {
		f.Links = append(f.Links, Link{Text: s.texts.must("data.title"), Href: root + DataFolder + "index.html"})
	}
	for _, l := range site.Links {
		f.Out = append(f.Out, Link{Text: l.Text, Href: l.URL})
	}
	return f
}

// rebase lets a frame that was made for the root begin every address with the
// path of the site on its server: the page for unknown addresses is shown at any.
func (f *Frame) rebase(base string) {
	for _, list := range [][]Link{f.Nav, f.Feeds, f.Footer.Links} {
		for i := range list {
			list[i].Href = base + list[i].Href
		}
	}
	for _, list := range [][]string{f.Styles, f.Scripts} {
		for i := range list {
			list[i] = base + list[i]
		}
	}
	for _, href := range []*string{&f.Icon, &f.Brand.Logo} {
		if *href != "" {
			*href = base + *href
		}
	}
	f.Brand.Home = base + f.Brand.Home
	if f.Search != nil {
		f.Search.Action = base + f.Search.Action
	}
}
