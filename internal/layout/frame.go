package layout

import (
	"html/template"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
)

// csp allows a page its own style sheets, fonts and pictures, and nothing else. That
// the site may be asked lets programs which look at a page in a browser read robots.txt.
const csp = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

// policy is the content security policy of a page: its form may ask this site's
// search, where there is one.
func policy(site *Site) string {
	if site.Search {
		return strings.Replace(csp, "form-action 'none'", "form-action 'self'", 1)
	}
	return csp
}

// scriptWords are the keys of the texts that the script says, without "script.".
var scriptWords = [...]string{"ascending", "descending", "unsorted", "address", "sources", "nosources", "read", "keep", "keep.as"}

// SearchFolder is where the page that searches the site stands. It takes the
// words as the parameter q.
const SearchFolder = "search/"

// A Site is what all pages of a build have in common.
type Site struct {
	*content.Site
	Assets    *Assets
	Public    bool   // false adds noindex to every page
	BaseURL   string // absolute address with a final slash, or ""
	Program   string // name and version of the generator
	OpenData  bool   // there is a page of all datasets (Set.DataPages)
	Published bool   // there are publications, and so a log and feeds (Set.PublicLog)
	Bodies    bool   // the committees are of several municipalities, which are named with them
	Search    bool   // there is a page at SearchFolder that searches; the header and the start page then ask for words
	// Menu and Foot are pages of the whole site that the main menu and the footer
	// lead to besides; whoever adds such a page adds its link, with an Href from the site's root.
	Menu, Foot []Link
	// Languages are those that have a start page of their own beside the site's.
	Languages []string
	Glossary  *content.Glossary // terms that reports explain, or nil
	Laws      *content.Laws     // acts that reports cite, or nil
	// Committees are those that have pages: each says whom to ask for a missing paper.
	Committees []*content.Committee
	Agenda     *agenda.Agenda // the meetings that the build may see, or nil: what became of a report
	AsOf       string         // ISO date, the only clock
}

// committeeName is a committee's name, with its municipality where there are several.
func (s *Site) committeeName(c *content.Committee) string {
	if !s.Bodies || c.Body == "" {
		return c.Name
	}
	return c.Name + ", " + c.Body
}

// up is the relative way from a page to the root: "../" for each folder.
func up(page string) string { return strings.Repeat("../", strings.Count(page, "/")) }

// reportPath is the folder of a report's pages, with a final slash.
func reportPath(m *content.Meta) string { return m.Path + "/" }

// A crumb names a page on the way from the start; path is empty for the page itself.
type crumb struct{ text, path string }

// frame returns the frame of the page at a path such as a/b/index.html.
func (s *Set) frame(site *Site, page, kind, title string, crumbs ...crumb) Frame {
	root := up(page)
	f := Frame{
		Lang: s.lang, Kind: kind, Title: title, SiteName: site.Name, NoIndex: !site.Public, CSP: policy(site), Social: s.social(site, kind),
		Brand: Brand{Name: site.Name, Home: root + "index.html"}, Nav: s.menu(site, page, root), Search: searchForm(site, page, root),
	}
	for _, style := range site.Assets.Styles {
		f.Styles = append(f.Styles, root+style)
	}
	if kind == "report" || kind == "dataset" {
		s.addScripts(&f, site, root)
	}
	if site.Assets.Icon != "" {
		f.Icon = root + site.Assets.Icon
	}
	if site.Assets.Logo != "" {
		f.Brand.Logo = root + site.Assets.Logo
	}
	if site.BaseURL != "" {
		f.Canonical = site.BaseURL + strings.TrimSuffix(page, "index.html")
	}
	if len(crumbs) > 0 {
		f.Crumbs = append(f.Crumbs, Crumb{Text: s.texts.must("frame.start"), Href: root + "index.html"})
	}
	for _, c := range crumbs {
		entry := Crumb{Text: c.text}
		if c.path != "" {
			entry.Href = root + c.path + "index.html"
		}
		f.Crumbs = append(f.Crumbs, entry)
	}
	f.Feeds = s.feedLinks(site, root, nil)
	f.Footer = s.footer(site, page, root)
	s.addFeedback(&f, site, page, reference{})
	if site.Notice != "" {
		f.Notice = &Notice{Kind: "info", Word: site.Name, Text: escape(site.Notice)}
	}
	return f
}

// addScripts gives a page with tables or charts the scripts that only add
// comfort, with their words, and lets its policy run them.
func (s *Set) addScripts(f *Frame, site *Site, root string) {
	for _, script := range site.Assets.Scripts {
		f.Scripts = append(f.Scripts, root+script)
	}
	if len(f.Scripts) == 0 {
		return
	}
	f.CSP += "; script-src 'self'"
	f.Words = s.words()
}

// words are the texts that the scripts say.
func (s *Set) words() string {
	words := make([]string, len(scriptWords))
	for i, key := range scriptWords {
		words[i] = key + "=" + s.texts.must("script."+key)
	}
	return strings.Join(words, "|")
}

// contact writes whom a reader asks, or "".
func contact(c content.Contact) template.HTML {
	var parts []string
	if c.Name != "" {
		parts = append(parts, template.HTMLEscapeString(c.Name))
	}
	if c.Email != "" {
		e := template.HTMLEscapeString(c.Email)
		parts = append(parts, `<a href="mailto:`+e+`">`+e+`</a>`)
	}
	if c.Phone != "" {
		parts = append(parts, template.HTMLEscapeString(c.Phone))
	}
	if c.URL != "" {
		u := template.HTMLEscapeString(c.URL)
		parts = append(parts, `<a href="`+u+`">`+u+`</a>`)
	}
	return template.HTML(strings.Join(parts, ", ")) //nolint:gosec // every piece is escaped above
}

func escape(s string) template.HTML {
	return template.HTML(template.HTMLEscapeString(s)) //nolint:gosec // escaped here
}

func lowerFirst(s string) string { return mapFirst(s, strings.ToLower) }

func upperFirst(s string) string { return mapFirst(s, strings.ToUpper) }

func mapFirst(s string, f func(string) string) string {
	for i := range s {
		if i > 0 {
			return f(s[:i]) + s[i:]
		}
	}
	return f(s)
}
