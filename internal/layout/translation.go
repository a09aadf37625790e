package layout

import (
	"cmp"
	"html"
	"html/template"
	"path"
	"regexp"
	"strings"

	"tertial/internal/change"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/edition"
	"tertial/internal/report"
)

// A TranslationInput is a report in another language with all that its page shows.
type TranslationInput struct {
	Report     *report.Translation
	Set        *Set  // of that language
	Site       *Site // in that language: see Site.In
	Drawings   map[string]Drawing
	Trends     map[string][][]byte
	CardTrends map[*content.Block][][]byte
}

// A Translated is a report in another language, in a list.
type Translated struct {
	Lang  string
	Title string
	Text  string // what it says in one sentence
	Href  string // from the report's folder
	// Edition is set where only that older edition of the report has it.
	Edition int
}

// translationPath is the page of a translation, from the report's folder.
func translationPath(lang string) string { return lang + "/index.html" }

// translationText is the name of a translation as plain text, beside that of the report.
func translationText(lang string) string { return "report." + lang + ".txt" }

// translated renders the page of a translation and its plain text. It is the
// page of the report with other words: the pages of datasets and of the check
// are those of the original.
func (p *reportMaker) translated(t *TranslationInput) error {
	in := ReportInput{
		Report: t.Report.Report, Verdict: t.Report.Verdict(p.in.Verdict), Drawings: t.Drawings, Trends: t.Trends,
		CardTrends: t.CardTrends, Edition: p.in.Edition, Newest: p.in.Newest,
	}
	q := &reportMaker{
		set: t.Set, site: t.Site, in: in, r: t.Report.Report, marks: map[*data.Fact]string{}, folder: p.folder,
		pages: &ReportPages{Folder: p.folder}, original: p,
	}
	q.collectDifferences()
	q.corrected = p.corrected.in(t.Report)
	body, err := q.body()
	if err != nil {
		return err
	}
	view := q.view(body)
	text, err := q.text(&view)
	if err != nil {
		return err
	}
	lang := t.Set.lang
	if base := q.site.BaseURL; base != "" {
		text = []byte(strings.Replace(string(text), base+p.folder, base+p.folder+lang+"/", 1))
	}
	p.pages.Files = append(p.pages.Files, File{Path: p.folder + translationText(lang), Content: text})
	view.Plain = &Download{
		Text: q.set.texts.must("report.plain"), Href: translationText(lang), Format: q.set.texts.must("report.plain.format"), Size: size(lang, len(text)),
	}
	main, err := q.set.fragment("report.html", view)
	if err != nil {
		return err
	}
	markup := string(q.translationNote(t, p.set.lang)) + string(main)
	markup = foreignLinks(moved(markup, ".."), p.set.lang)
	markup = foreignTexts(markup, p.set.lang, t.Report.Foreign)
	page := q.page(translationPath(lang), "report", q.r.Meta.Title)
	page.Description, page.Lang, page.Words = plainText(view.Deck), lang, q.set.words()
	p.pages.Fragments = append(p.pages.Fragments, Fragment{Page: page, Main: template.HTML(markup)}) //nolint:gosec // our own markup, with languages marked
	p.pages.Translations = append(p.pages.Translations, Translated{Lang: lang, Title: page.Title, Text: page.Description, Href: page.Path})
	return nil
}

// translationNote says that the page is a translation and leads to what it is of.
func (p *reportMaker) translationNote(t *TranslationInput, original string) template.HTML {
	text := template.HTMLEscapeString(p.set.texts.must("translation.note"))
	if t.Report.Stale {
		text += " <strong>" + template.HTMLEscapeString(p.set.texts.must("translation.stale")) + "</strong>"
	}
	return template.HTML(`<p class="translated">` + text + ` <a href="index.html" hreflang="` + original + `" lang="` + original + `">` + //nolint:gosec // escaped here
		template.HTMLEscapeString(p.set.texts.must("language.to."+original)) + "</a></p>\n")
}

// in are the same corrections in a translation.
func (c corrections) in(t *report.Translation) corrections {
	out := corrections{facts: make(map[*data.Fact]change.Mark, len(c.facts)), sections: c.sections}
	for f, mark := range c.facts {
		out.facts[t.Counterpart(f)] = mark
	}
	return out
}

// translatedFiles are the files of a dataset, said in the translation's words:
// there is one set of files for all languages.
func (p *reportMaker) translatedFiles(d *data.Dataset) (*datasetFiles, error) {
	f, err := p.original.filesOf(d.Original())
	if err != nil {
		return nil, err
	}
	out := &datasetFiles{list: f.list}
	for i, download := range f.downloads {
		key := fileKey(strings.TrimPrefix(download.Name, d.ID))
		download.Text, download.Format = p.set.texts.must(key), p.set.texts.must(key+".format")
		download.Size = size(p.set.lang, len(f.list[i].Content))
		out.downloads = append(out.downloads, download)
	}
	return out, nil
}

// fileKey is the key of the text that names a file of a dataset, by its ending.
func fileKey(ending string) string {
	switch ending {
	case ".xlsx":
		return "dataset.sheet"
	case "-excel.csv":
		return "dataset.excel"
	case cleanEnding:
		return "dataset.clean"
	case cleanEnding + csvwEnding:
		return "dataset.csvw"
	default:
		return "dataset.original"
	}
}

// In is the site as pages of another language show it: its own words in that
// language where it has them. texts are those that the site's words were made with.
func (s *Site) In(from, to *Set) *Site {
	out := *s
	out.Site = s.Site.In(to.lang)
	out.Committees = nil
	for _, c := range s.Committees {
		out.Committees = append(out.Committees, c.In(to.lang))
	}
	say := func(links []Link) []Link {
		own := make([]Link, len(links))
		for i, l := range links {
			own[i] = l
			own[i].Text = to.texts.same(from.texts, l.Text)
		}
		return own
	}
	out.Menu, out.Foot = say(s.Menu), say(s.Foot)
	return &out
}

// same says a text of another language's interface; what is none stays.
func (t *Texts) same(other *Texts, text string) string {
	best := ""
	for key, value := range other.texts {
		if value == text && (best == "" || key < best) {
			best = key
		}
	}
	if said, ok := t.texts[best]; ok {
		return said
	}
	return text
}

// A Language leads to the same page in another language.
type Language struct {
	Lang string
	Text string // in that language
	Href string
}

// An Alternate names a page in one language for search engines.
type Alternate struct {
	Lang string // or x-default
	Href string // absolute where the site knows its address
}

// addLanguages tells of the languages of a report's page. folder is that of the
// page's canonical address, address where the frame's page stands, and langs the
// languages of the translations beside the original's.
func (s *Set) addLanguages(f *Frame, site *Site, folder, address, lang, original string, langs []string) {
	if len(langs) == 0 {
		return
	}
	here := strings.TrimSuffix(address, "index.html")
	if lang != original {
		here = strings.TrimSuffix(here, lang+"/")
	}
	root := up(address)
	for i, other := range append([]string{original}, langs...) {
		name := "index.html"
		if i > 0 {
			name = translationPath(other)
		}
		if other != lang {
			f.Languages = append(f.Languages, Language{Lang: other, Text: s.texts.must("language.to." + other), Href: root + here + name})
		}
		href := root + folder + name
		if site.BaseURL != "" {
			href = site.BaseURL + folder + strings.TrimSuffix(name, "index.html")
		}
		f.Alternates = append(f.Alternates, Alternate{other, href})
		if i == 0 {
			defer func() { f.Alternates = append(f.Alternates, Alternate{"x-default", href}) }()
		}
	}
}

// languagesOf are the languages of a report's pages beside the original's.
func languagesOf(pages []edition.Page) []string {
	var langs []string
	for _, p := range pages {
		if p.Lang != "" {
			langs = append(langs, p.Lang)
		}
	}
	return langs
}

// schemaWork describes a report and its translations for search engines.
type schemaWork struct {
	Context  string       `json:"@context,omitempty"`
	Type     string       `json:"@type"`
	Name     string       `json:"name"`
	Language string       `json:"inLanguage"`
	URL      string       `json:"url,omitempty"`
	Of       *schemaWork  `json:"translationOfWork,omitempty"`
	In       []schemaWork `json:"workTranslation,omitempty"`
}

// work describes the report's page or that of a translation, or is nil where
// there is none.
func (e *editionMaker) work(p edition.Page) *schemaWork {
	pages := e.in.Snapshot.Pages
	if len(languagesOf(pages)) == 0 || !e.site.Public || p.Path != pages[0].Path && p.Lang == "" {
		return nil
	}
	of := func(p edition.Page) schemaWork {
		w := schemaWork{Type: "Report", Name: p.Title, Language: cmp.Or(p.Lang, e.in.Snapshot.Lang)}
		if e.site.BaseURL != "" {
			w.URL = e.site.BaseURL + e.folder + strings.TrimSuffix(p.Path, "index.html")
		}
		return w
	}
	work := of(p)
	work.Context = "https://schema.org/"
	if p.Lang != "" {
		original := of(pages[0])
		work.Of = &original
		return &work
	}
	for _, other := range pages {
		if other.Lang != "" {
			work.In = append(work.In, of(other))
		}
	}
	return &work
}

// link is a link in our own markup.
var link = regexp.MustCompile(`<a ([^>]*?)href="([^"]*)"([^>]*)>`)

// foreignLinks marks the links to pages of this site that are in another language
// than the page itself: all that do not lead below the folder of one of ours.
func foreignLinks(markup, lang string) string {
	return link.ReplaceAllStringFunc(markup, func(tag string) string {
		parts := link.FindStringSubmatch(tag)
		target, _, _ := strings.Cut(parts[2], "#")
		if target == "" || scheme.MatchString(target) || strings.Contains(tag, "hreflang=") || path.Ext(target) != ".html" || ownLanguage(target, lang) {
			return tag
		}
		return `<a ` + parts[1] + `href="` + parts[2] + `" hreflang="` + lang + `"` + parts[3] + `>`
	})
}

// ownLanguage reports whether an address is in a folder of another language than
// the one given.
func ownLanguage(target, lang string) bool {
	folder := path.Base(path.Dir(target))
	return folder != lang && (folder == "en" || folder == "sv")
}

// foreignTexts marks texts of a page that are in another language: those that
// stand alone in an element.
func foreignTexts(markup, lang string, foreign func(string) bool) string {
	var out strings.Builder
	title := false
	for _, s := range segments(markup) {
		text := strings.TrimSpace(s.text)
		switch {
		case s.tag:
			title = strings.HasPrefix(s.text, "<title")
		case !s.hidden && !title && text != "" && foreign(html.UnescapeString(text)):
			before, after, _ := strings.Cut(s.text, text)
			out.WriteString(before + `<span lang="` + lang + `">` + text + `</span>` + after)
			continue
		}
		out.WriteString(s.text)
	}
	return out.String()
}
