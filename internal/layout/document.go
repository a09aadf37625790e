package layout

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"html/template"
	"path"
	"regexp"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/edition"
	"tertial/internal/site"
)

// A DocumentInput is one state of a report that is to stand alone: on paper, or
// as a single file.
type DocumentInput struct {
	Report    string // its path of today
	Committee *content.Committee
	Snapshot  *edition.Snapshot
	Edition   *edition.Edition // nil is the working copy
	Read      func(name string) ([]byte, error)
}

// A StandAlone is a report with everything that it needs in one document.
type StandAlone struct {
	Title    string // of the document: the report's and which edition
	Author   string // who publishes it
	Subject  string // its first sentence
	Lang     string
	Date     string // ISO date: of the edition, or that the build is for
	Address  string // of the edition, or its path where the site has no address
	Contents []ContentsEntry
	Words    string // that stand on every page on paper: which edition it is

	set  *Set
	view DocumentPage
}

// A ContentsEntry is an entry of the printed list of contents.
type ContentsEntry struct {
	Number string
	Text   string
	ID     string // of the section
	Sub    bool   // of the entry above it
	Page   int    // 0 is not known
}

// Label is the entry as it is printed.
func (e *ContentsEntry) Label() string { return strings.TrimSpace(e.Number + " " + e.Text) }

// Paper composes a document that is printed: the report's own page, with a list
// of contents whose numbers are known when it has been printed once.
func (s *Set) Paper(site *Site, in DocumentInput) (*StandAlone, error) {
	m := s.documentMaker(site, in, true)
	return m.document()
}

// SingleFile composes a document that is kept: the report's page, after it all
// pages that belong to it, and the files that they lead to within their links.
func (s *Set) SingleFile(site *Site, in DocumentInput) (*StandAlone, error) {
	m := s.documentMaker(site, in, false)
	return m.document()
}

// HTML writes the document with the pages of its sections, as far as they are
// known. An entry has the same room with and without its number.
func (d *StandAlone) HTML(pages map[string]int) ([]byte, error) {
	view := d.view
	view.Contents = slices.Clone(d.Contents)
	for i := range view.Contents {
		view.Contents[i].Page = pages[view.Contents[i].ID]
	}
	text, err := d.set.fragment("document.html", view)
	return []byte(text), err
}

// A documentMaker composes one document.
type documentMaker struct {
	set   *Set
	site  *Site
	in    DocumentInput
	paper bool
	// folder is the edition's own address from the site's root, with a final slash.
	folder string
	err    error // of a file that could not be read
}

func (s *Set) documentMaker(site *Site, in DocumentInput, paper bool) *documentMaker {
	m := &documentMaker{set: s, site: site, in: in, paper: paper, folder: in.Report + "/"}
	if in.Edition != nil {
		m.folder = numbered(m.folder, in.Edition.Number)
	}
	return m
}

func (m *documentMaker) document() (*StandAlone, error) {
	snapshot := m.in.Snapshot
	d := &StandAlone{
		Author: m.author(), Lang: snapshot.Lang, Date: m.date(), Words: m.state(),
		Title:   snapshot.Title + ", " + m.in.Committee.Name + " (" + lowerFirst(m.state()) + ")",
		Subject: plainText(template.HTML(snapshot.Deck)), Address: m.address(), set: m.set, //nolint:gosec // written by Freeze
	}
	main, err := m.fragment(snapshot.Pages[0])
	if err != nil {
		return nil, err
	}
	if m.paper {
		d.Contents = contentsOf(main)
		main = m.ready(main)
	}
	top, rest := parted(main)
	d.view = DocumentPage{
		Lang: d.Lang, Title: d.Title, Kind: "single", Head: m.head(), Main: template.HTML(top), Rest: template.HTML(rest), //nolint:gosec // our own markup, edited
		About: m.about(), Notice: m.notice(), Meta: m.meta(d),
	}
	if m.paper {
		d.view.Kind = "paper"
		d.view.Long = len(d.Contents) >= longContents
	} else if err := m.appendices(&d.view); err != nil {
		return nil, err
	}
	sheet, err := m.sheet()
	if err != nil {
		return nil, err
	}
	d.view.Style = template.CSS(sheet) //nolint:gosec // our own style sheets, and words that are escaped
	sum := sha256.Sum256([]byte(sheet))
	d.view.CSP = "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
	return d, m.err
}

// longContents is how many entries a list of contents has that gets the rest of
// its page.
const longContents = 9

// author is who publishes: the committee with its municipality.
func (m *documentMaker) author() string {
	name, body := m.in.Snapshot.Committee, m.in.Snapshot.Body
	if body == "" {
		return name
	}
	return name + ", " + body
}

func (m *documentMaker) date() string {
	if m.in.Edition != nil {
		return m.in.Edition.Date
	}
	return m.site.AsOf
}

// state is which edition it is, or that it is none.
func (m *documentMaker) state() string {
	if m.in.Edition == nil {
		return m.set.texts.must("notice.draft")
	}
	return m.set.texts.must("edition.line", "n", m.in.Edition.Number)
}

func (m *documentMaker) address() string { return m.site.BaseURL + m.folder }

// notice says on the first page what holds for the whole document.
func (m *documentMaker) notice() *Notice {
	t := m.set.texts
	switch {
	case m.in.Edition == nil:
		return &Notice{Kind: "draft", Word: t.must("notice.draft"), Text: escape(t.must("notice.draft.text"))}
	case m.in.Snapshot.Example:
		return &Notice{Kind: "info", Word: t.must("notice.example"), Text: escape(t.must("notice.example.text"))}
	default:
		return nil
	}
}

// head is the line above the title: who publishes, and which edition it is.
func (m *documentMaker) head() [2]string {
	state := m.state() + " · " + Date(m.set.lang, m.date())
	if e := m.in.Edition; e != nil && e.Kind != edition.First {
		state += " · " + m.set.texts.must("edition.kind."+string(e.Kind))
	}
	publisher := m.in.Snapshot.Body
	if publisher == "" {
		publisher = m.site.Name
	}
	return [2]string{publisher, state}
}

// about is what the end of the document says of it.
func (m *documentMaker) about() []Term {
	t, e, snapshot := m.set.texts, m.in.Edition, m.in.Snapshot
	var terms []Term
	add := func(key, value string) {
		if value != "" {
			terms = append(terms, Term{Name: t.must("document." + key), Value: escape(value)})
		}
	}
	add("title", snapshot.Title)
	add("publisher", m.author())
	add("dnr", snapshot.Dnr)
	if e == nil {
		add("state", t.must("notice.draft")+". "+t.must("notice.draft.text"))
		add("date", Date(m.set.lang, m.date()))
		return terms
	}
	add("edition", t.must("edition.line", "n", e.Number)+", "+Date(m.set.lang, e.Date)+". "+m.set.ground(e))
	add("reason", upperFirst(sentence(e.Reason)))
	add("source", snapshot.Origin)
	if m.site.BaseURL != "" {
		terms = append(terms, Term{Name: t.must("document.address"), Value: anchor(m.address(), m.address())})
	}
	terms = append(terms, Term{Name: t.must("edition.digest"), Value: template.HTML("<code>" + template.HTMLEscapeString(e.PublicDigest) + "</code>")}) //nolint:gosec // escaped here
	add("permanent", t.must("document.permanent.text"))
	return terms
}

// meta is the document's description in the words of Dublin Core.
func (m *documentMaker) meta(d *StandAlone) []DocumentMeta {
	metas := []DocumentMeta{{"description", d.Subject}, {"DCTERMS.title", m.in.Snapshot.Title}, {"DCTERMS.creator", m.in.Snapshot.Committee}}
	add := func(name, value string) {
		if value != "" {
			metas = append(metas, DocumentMeta{name, value})
		}
	}
	publisher := m.in.Snapshot.Body
	if publisher == "" {
		publisher = m.site.Name
	}
	add("DCTERMS.publisher", publisher)
	add("DCTERMS.language", m.in.Snapshot.Lang)
	add("DCTERMS.type", "Text")
	add("DCTERMS.format", "text/html")
	if period := (content.Period{From: m.in.Snapshot.From, To: m.in.Snapshot.To}); period.From != "" {
		add("DCTERMS.temporal", strings.Trim(period.From+"/"+period.To, "/"))
	}
	add("DCTERMS.identifier", d.Address)
	add("DCTERMS.bibliographicCitation", m.in.Snapshot.Dnr)
	if e := m.in.Edition; e != nil {
		add("DCTERMS.issued", e.Date)
		add("DCTERMS.hasVersion", m.state())
		add("tertial:sha256", e.PublicDigest)
	} else {
		metas = append(metas, DocumentMeta{"robots", "noindex, nofollow"})
	}
	return slices.DeleteFunc(metas, func(meta DocumentMeta) bool { return meta.Content == "" })
}

// A tocLink is an entry of a page's own list of contents, and whether it is in a
// list inside another.
var tocLink = regexp.MustCompile(`<ol>|</ol>|<a href="#([^"]+)">(?:<span class="no">([^<]*)</span> )?(.*?)</a>`)

// contentsOf reads the list of contents out of a report's page.
func contentsOf(main string) []ContentsEntry {
	_, nav, ok := strings.Cut(main, `<nav class="toc"`)
	nav, _, found := strings.Cut(nav, "</nav>")
	if !ok || !found {
		return nil
	}
	var entries []ContentsEntry
	depth := 0
	for _, match := range tocLink.FindAllStringSubmatch(nav, -1) {
		switch match[0] {
		case "<ol>":
			depth++
		case "</ol>":
			depth--
		default:
			entries = append(entries, ContentsEntry{
				ID: html.UnescapeString(match[1]), Number: plainText(template.HTML(match[2])), Text: plainText(template.HTML(match[3])), Sub: depth > 1, //nolint:gosec // only its words are taken
			})
		}
	}
	return entries
}

// parted cuts a page where a list of contents stands on paper: after its head.
func parted(main string) (top, rest string) {
	if at := strings.Index(main, `<div class="cols">`); at >= 0 {
		return main[:at], main[at:]
	}
	return "", main
}

// ready leaves out what only helps on a screen.
func (m *documentMaker) ready(main string) string {
	return edited(main, func(t *startTag) { t.drop = t.has("side") || t.has("view") })
}

// fragment is the content of a page, with its links and ids as the document has
// them.
func (m *documentMaker) fragment(p edition.Page) (string, error) {
	raw, err := m.in.Read(p.Path)
	if err != nil {
		return "", fmt.Errorf("read edition: %w", err)
	}
	text := edited(string(raw), func(t *startTag) { m.adapt(t, p) })
	return text, m.err
}

// anchorOfPage is the id of a page of the edition within the document; that of
// the report's own page is "".
func (m *documentMaker) anchorOfPage(name string) string {
	if name == m.in.Snapshot.Pages[0].Path {
		return ""
	}
	return "_" + strings.ReplaceAll(path.Dir(name), "/", "-")
}

// before is what ids of a page begin with in the document.
func (m *documentMaker) before(name string) string {
	if anchor := m.anchorOfPage(name); anchor != "" {
		return anchor + "_"
	}
	return ""
}

// adapt changes a tag of a page: its ids and what refers to them, its links,
// and the level of a heading on a page that comes after the report's own.
func (m *documentMaker) adapt(t *startTag, p edition.Page) {
	before := m.before(p.Path)
	if before != "" {
		appended(t, p)
	}
	href := t.get("href")
	for i := range t.attributes {
		a := &t.attributes[i]
		switch a.name {
		case "id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "list":
			names := strings.Fields(a.value)
			for k := range names {
				names[k] = before + names[k]
			}
			a.value = strings.Join(names, " ")
		case "href", "xlink:href":
			a.value = m.link(a.value, p)
		case "src":
			a.value = m.embedded(path.Join(path.Dir(p.Path), a.value), a.value)
		case "download":
		default:
			a.value = urlOf.ReplaceAllString(a.value, "url(#"+before+"$1)")
		}
	}
	if href != "" && t.get("href") == "" {
		t.unset("href")
		t.unset("download")
	} else if t.name == "a" && m.paper && !strings.HasPrefix(t.get("href"), "#") && !scheme.MatchString(href) {
		t.unset("download")
		t.set("data-in", "")
	}
}

// appended changes a tag of a page that comes after the report's own: a heading
// is one level deeper, and parts that many pages have tell of which page they
// are, or are no landmarks.
func appended(t *startTag, p edition.Page) {
	switch {
	case t.name == "h1" && t.get("id") == "":
		t.set("id", titleID)
		fallthrough
	case heading(t.name) && t.name[1] < '6':
		t.name = "h" + string(t.name[1]+1)
	case t.name == "section" && t.get("aria-label") != "":
		t.set("aria-label", t.get("aria-label")+", "+html.EscapeString(p.Trail[len(p.Trail)-1].Text))
	case t.name == "section":
		t.unset("aria-labelledby")
	case t.get("role") == "region" && t.get("aria-labelledby") != "":
		t.set("aria-labelledby", titleID+" "+t.get("aria-labelledby"))
	}
}

// titleID is the id of the heading of a page, among those of that page.
const titleID = "_title"

// link leads to where a link of a page leads from the document; "" is nowhere.
func (m *documentMaker) link(href string, p edition.Page) string {
	if fragment, ok := strings.CutPrefix(href, "#"); ok {
		if m.paper && strings.HasPrefix(fragment, "_sources") {
			return ""
		}
		if inFrame(fragment) != fragment {
			return "#" + inFrame(fragment)
		}
		return "#" + m.before(p.Path) + fragment
	}
	if scheme.MatchString(href) || strings.HasPrefix(href, "//") {
		return href
	}
	target, fragment, _ := strings.Cut(href, "#")
	name := path.Join(path.Dir(p.Path), target)
	page := slices.IndexFunc(m.in.Snapshot.Pages, func(q edition.Page) bool { return q.Path == name })
	switch {
	case page == 0 && fragment == "":
		return "#" + topID
	case page == 0:
		return "#" + inFrame(fragment)
	case page > 0 && !m.paper && fragment == "":
		return "#" + m.anchorOfPage(name)
	case page > 0 && !m.paper:
		return "#" + m.before(name) + fragment
	case slices.Contains(m.in.Snapshot.Files, name) && !m.paper:
		return m.embedded(name, "")
	case m.site.BaseURL == "":
		return ""
	}
	address := m.site.BaseURL + strings.TrimSuffix(path.Join(m.folder, name), "index.html")
	if fragment != "" {
		address += "#" + fragment
	}
	return address
}

// inFrame leads what leads to a part of the frame of a page, the corrections or
// the list of editions, to what the document says of itself.
func inFrame(fragment string) string {
	switch fragment {
	case editionsID, "_corrections":
		return aboutID
	default:
		return fragment
	}
}

// aboutID is the id of what the document says of itself.
const aboutID = "_about"

// topID is the id of the document's content.
const topID = "_top"

// embedded is a file of the edition within a link. What is not there is as it was.
func (m *documentMaker) embedded(name, instead string) string {
	if !slices.Contains(m.in.Snapshot.Files, name) {
		return instead
	}
	content, err := m.in.Read(name)
	if err != nil {
		m.err = fmt.Errorf("read edition: %w", err)
		return instead
	}
	return dataURL(name, content)
}

func dataURL(name string, content []byte) string {
	return "data:" + strings.ReplaceAll(site.MediaType(name), " ", "") + ";base64," + base64.StdEncoding.EncodeToString(content)
}

// appendices are the pages after the report's own, and the files that none of
// them leads to.
func (m *documentMaker) appendices(view *DocumentPage) error {
	for _, p := range m.in.Snapshot.Pages[1:] {
		text, err := m.fragment(p)
		if err != nil {
			return err
		}
		view.Appendices = append(view.Appendices, Appendix{ID: m.anchorOfPage(p.Path), Title: p.Trail[len(p.Trail)-1].Text, Main: template.HTML(text)}) //nolint:gosec // our own markup, edited
	}
	for _, name := range m.in.Snapshot.Files {
		if slices.Contains(m.in.Snapshot.Styles, name) || slices.Contains(m.in.Snapshot.Scripts, name) {
			continue
		}
		content, err := m.in.Read(name)
		if err != nil {
			return fmt.Errorf("read edition: %w", err)
		}
		view.Files = append(view.Files, EmbeddedFile{
			Name: name, File: strings.ReplaceAll(name, "/", "-"), Size: size(m.set.lang, len(content)), Href: template.URL(dataURL(name, content)), //nolint:gosec // a file of the edition
		})
	}
	return nil
}

// A PDF is an edition on paper.
type PDF struct {
	Name  string // of its file, at the edition's own address
	File  []byte
	Pages int
}

// pdf leads to the edition on paper; nil where it is not printed.
func (e *editionMaker) pdf(root string) *Download {
	p := e.in.PDF
	if p == nil {
		return nil
	}
	t := e.set.texts
	pages := t.must("edition.pdf.pages", "n", p.Pages)
	if p.Pages == 1 {
		pages = t.must("edition.pdf.page")
	}
	return &Download{Text: t.must("edition.pdf"), Href: root + e.folder + p.Name, Format: size(e.set.lang, len(p.File)), Size: pages}
}
