package layout

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/content"
)

// A SearchInput is what the page that searches is made of.
type SearchInput struct {
	Listings []*Listing
	Index    bool            // the build makes an index, so there is something to ask
	Kinds    []string        // of what is found, in the order in which they are offered
	Older    bool            // there are editions that are not the newest
	Measures map[string]bool // committees that have a page of all measures
}

// mostRegistered is how many lines the register has on one page. A longer one
// has a page for each committee.
const mostRegistered = 1200

// searchWords are the keys of the texts that the script of the search says,
// without "search.".
var searchWords = [...]string{
	"count.one", "count.other", "none", "without", "short", "long", "failed", "more", "busy", "kind.text", "kind.table", "kind.chart", "kind.key", "kind.data",
	"kind.measure", "kind.meeting", "kind.matter", "kind.term", "kind.page", "old",
}

// Search renders the page that searches, and the register of all there is.
func (s *Set) Search(site *Site, in SearchInput) ([]File, error) {
	page := SearchFolder + "index.html"
	view := SearchPage{Title: s.texts.must("search.title"), Deck: s.texts.must("search.deck")}
	parts, lines := s.register(site, &in, up(page))
	var files []File
	if lines <= mostRegistered {
		view.Parts = parts
	} else {
		parts, _ = s.register(site, &in, up(SearchFolder+"x/index.html"))
		for i, part := range parts {
			id := site.Committees[i].ID
			view.Pages = append(view.Pages, RegisterLink{Text: part.Name, Href: id + "/index.html", Details: s.texts.must("register.count", "n", part.lines())})
			file, err := s.registerPage(site, id, part)
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
	}
	frame := s.frame(site, page, "search", view.Title, crumb{text: view.Title})
	frame.Description = view.Deck
	if script := site.Assets.Search; in.Index && script != nil {
		view.Ask = s.searchAsk(site, &in)
		frame.Scripts, frame.Words = []string{up(page) + script.Path}, s.searchTexts()
		frame.CSP += "; script-src 'self' 'wasm-unsafe-eval'"
		if !strings.Contains(frame.CSP, "connect-src") {
			frame.CSP += "; connect-src 'self'"
		}
		files = append(files, File{Path: script.Path, Content: script.Content})
	}
	html, err := s.page(frame, "search.html", view)
	return append(files, File{Path: page, Content: html}), err
}

// SearchLink leads to the page that searches from the site's root.
func (s *Set) SearchLink() Link {
	return Link{Text: s.texts.must("search.title"), Href: SearchFolder + "index.html"}
}

// searchTexts are what the script says.
func (s *Set) searchTexts() string {
	words := make([]string, len(searchWords))
	for i, key := range searchWords {
		words[i] = key + "=" + s.texts.must("search."+key)
	}
	return strings.Join(words, "|")
}

// searchAsk is the form with its choices: what the listings have.
func (s *Set) searchAsk(site *Site, in *SearchInput) *SearchAsk {
	ask := &SearchAsk{Action: "index.html", Older: in.Older}
	years := map[string]bool{}
	for _, c := range site.Committees {
		ask.Committees = append(ask.Committees, SearchOption{c.ID, site.committeeName(c)})
	}
	for _, l := range in.Listings {
		years[l.Meta.Year()] = true
	}
	if site.Agenda != nil {
		for _, m := range site.Agenda.Meetings {
			years[m.Date[:4]] = true
		}
	}
	for y := range years {
		ask.Years = append(ask.Years, SearchOption{y, y})
	}
	slices.SortFunc(ask.Years, func(a, b SearchOption) int { return cmp.Compare(b.Value, a.Value) })
	for _, k := range in.Kinds {
		ask.Kinds = append(ask.Kinds, SearchOption{k, s.texts.must("search.kinds." + k)})
	}
	return ask
}

// register is what there is, committee by committee, with how many lines it
// takes. root leads from the page to the site's root.
func (s *Set) register(site *Site, in *SearchInput, root string) ([]RegisterPart, int) {
	lines := 0
	var parts []RegisterPart
	recent := slices.Clone(in.Listings)
	slices.SortStableFunc(recent, newestFirst)
	for _, c := range site.Committees {
		part := RegisterPart{ID: "_" + c.ID, Name: site.committeeName(c)}
		for _, l := range of(c, recent) {
			part.addReport(s, l, root)
		}
		part.Letters = s.registerLetters(of(c, recent), root)
		part.Matters = s.registerMatters(site, c, root)
		if in.Measures[c.ID] {
			part.Measures = &Link{Text: s.texts.must("indicators.title"), Href: root + c.ID + "/" + IndicatorsName + "/index.html"}
		}
		lines += part.lines()
		parts = append(parts, part)
	}
	return parts, lines
}

func (s *Set) registerPage(site *Site, committee string, part RegisterPart) (File, error) {
	page := SearchFolder + committee + "/index.html"
	title := s.texts.must("register.title")
	view := RegisterPage{Kicker: part.Name, Title: title, Part: part}
	frame := s.frame(site, page, "search", title+", "+part.Name, crumb{s.texts.must("search.title"), SearchFolder}, crumb{text: part.Name})
	html, err := s.page(frame, "register.html", view)
	return File{Path: page, Content: html}, err
}

// lines is how many lines a part takes.
func (p *RegisterPart) lines() int {
	n := len(p.Matters)
	for _, y := range p.Years {
		n += len(y.Reports)
	}
	for _, l := range p.Letters {
		n += len(l.Items)
	}
	return n
}

// addReport puts a report under its year. Reports come newest first.
func (p *RegisterPart) addReport(s *Set, l *Listing, root string) {
	year := l.Meta.Year()
	i := slices.IndexFunc(p.Years, func(y RegisterYear) bool { return y.Year == year })
	if i < 0 {
		i = len(p.Years)
		p.Years = append(p.Years, RegisterYear{Year: year})
	}
	details := []string{Period(s.lang, l.Meta.Period.From, l.Meta.Period.To), l.Meta.Dnr}
	details = slices.DeleteFunc(details, func(d string) bool { return d == "" })
	p.Years[i].Reports = append(p.Years[i].Reports, RegisterLink{
		Text: l.Meta.Title, Href: root + reportPath(l.Meta) + "index.html", Details: strings.Join(details, " · "),
	})
}

// registerLetters are the datasets of reports by their names' first letters.
func (s *Set) registerLetters(listings []*Listing, root string) []RegisterLetter {
	var all []RegisterLink
	for _, l := range listings {
		for _, d := range l.Datasets {
			all = append(all, RegisterLink{Text: d.Title, Href: root + reportPath(l.Meta) + d.Href, Details: l.Meta.Title})
		}
	}
	slices.SortStableFunc(all, func(a, b RegisterLink) int { return cmp.Compare(alphabetical(a.Text), alphabetical(b.Text)) })
	var letters []RegisterLetter
	for _, d := range all {
		letter := firstLetter(d.Text)
		if n := len(letters); n == 0 || letters[n-1].Letter != letter {
			letters = append(letters, RegisterLetter{Letter: letter})
		}
		last := &letters[len(letters)-1]
		last.Items = append(last.Items, d)
	}
	return letters
}

// alphabetical is what a name is sorted by: å, ä and ö come last.
func alphabetical(name string) string {
	return strings.NewReplacer("å", "{", "ä", "|", "ö", "}", "é", "e", "ü", "u").Replace(strings.ToLower(name))
}

// registerMatters are the matters of a committee's diary, the newest first.
func (s *Set) registerMatters(site *Site, c *content.Committee, root string) []RegisterLink {
	if site.Agenda == nil {
		return nil
	}
	var links []RegisterLink
	for _, m := range site.Agenda.Matters {
		if m.Committee.ID == c.ID {
			links = append(links, RegisterLink{Text: m.Title, Href: root + matterPath(m) + "index.html", Details: m.Number})
		}
	}
	return links
}

// EditionName is an edition in words: "utgåva 1".
func (s *Set) EditionName(n int) string { return s.texts.must("edition.n", "n", n) }

// CommitteeName is a committee's name as lists have it: with its municipality
// where there are several.
func (s *Site) CommitteeName(c *content.Committee) string { return s.committeeName(c) }
