package layout

import (
	"bytes"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"tertial/internal/content"
	"tertial/internal/report"
)

// overviewFolder is where a report's overview is, seen from the report.
const overviewFolder = "overview/"

const (
	// overviewWords is how many words a report has that is worth an overview.
	overviewWords = 600
	// readingPace is how many words a minute are read. Tables and drawings are
	// looked at, not read, and do not count.
	readingPace = 200
	// partWords is how many words of a section the overview takes; a paragraph
	// that begins before is taken whole.
	partWords = 60
	// mostFindings and mostEntries keep the overview to a screen or two of a phone.
	mostFindings, mostEntries = 4, 3
)

// An OverviewPage is the content of overview.html: a report on one or two screens
// of a phone, made of the report's own facts and sentences.
type OverviewPage struct {
	Kicker   string
	Title    string
	Deck     template.HTML // phrasing content: the answer in one sentence, or empty
	Full     Link          // the whole report, with the time that it takes
	Cards    []Card
	Parts    []OverviewPart    // first paragraphs of sections
	Findings []OverviewFinding // what the charts show
	More     *Link             // to the charts that are left out, or nil
	Lists    []OverviewList    // goals, actions …: what they add up to
	Words    *WordsView        // terms explained, or nil
}

// An OverviewPart is how a section of the report begins.
type OverviewPart struct {
	ID   string // of its heading
	Link Link   // the section in the report
	Text template.HTML
}

// An OverviewFinding is what a chart shows.
type OverviewFinding struct {
	Link     Link // its title, which leads to it
	Sentence string
}

// An OverviewList is what a list of the report adds up to.
type OverviewList struct {
	ID      string // of its heading
	Link    Link   // its title, which leads to it
	Say     []string
	Entries []OverviewEntry // the first ones
	More    *Link           // to those that are left out, or nil
}

// An OverviewEntry is one entry of a list.
type OverviewEntry struct {
	Link Link
	Text string // or empty
}

// countRead is how many words of markup are read one after the other: tables and
// drawings are not.
func countRead(markup template.HTML) int {
	n, table := 0, 0
	for _, s := range segments(string(markup)) {
		switch {
		case s.hidden:
		case !s.tag && table == 0:
			n += len(strings.Fields(s.text))
		case s.tag && strings.HasPrefix(s.text, "<table"):
			table++
		case s.tag && strings.HasPrefix(s.text, "</table"):
			table--
		}
	}
	return n
}

// minutes is how long words take to read, at least a minute.
func minutes(words int) int { return max(1, (words+readingPace/2)/readingPace) }

// overview renders the report's overview, and the link that leads to it; both
// are empty where the report is short enough to be read itself.
func (p *reportMaker) overview(view *ReportPage) (template.HTML, *Link, error) {
	all := countRead(view.Deck) + countRead(view.Body)
	if all < overviewWords && p.r.Meta.Overview == nil {
		return "", nil, nil
	}
	page, err := p.overviewView(view, all)
	if err != nil || len(page.Parts)+len(page.Findings)+len(page.Lists) == 0 || page.Deck == "" && len(page.Parts) == 0 {
		return "", nil, err
	}
	main, err := p.set.fragment("overview.html", page)
	if err != nil {
		return "", nil, err
	}
	brief := countRead(main)
	if brief > all/2 && p.r.Meta.Overview == nil {
		return "", nil, nil // it would spare nobody anything
	}
	t := p.set.texts
	text := t.must("overview.link", "time", t.must("overview.minutes", "n", minutes(brief)))
	return main, &Link{Text: text, Href: overviewFolder + "index.html"}, nil
}

// levels makes the overview, marks and explains the terms of the report, and
// lists the acts that it names. It returns the overview's content and the words
// of the terms.
func (p *reportMaker) levels(view *ReportPage) (template.HTML, []string, error) {
	overview, link, err := p.overview(view)
	if err != nil {
		return "", nil, err
	}
	if view.Overview = link; link != nil {
		t := p.set.texts
		view.Time = t.must("overview.time", "time", t.must("overview.minutes", "n", minutes(countRead(view.Deck)+countRead(view.Body))))
	}
	text := strings.Join(append([]string{visibleText(view.Deck), visibleText(view.Body)}, cardTexts(view.Cards)...), "\n")
	terms := termsOf(p.site.Glossary, text)
	view.Body = markTerms(p.site.Glossary, view.Body, "", map[*content.Term]bool{})
	if words := p.words(terms, p.set.texts.must("words.title"), p.set.texts.must("words.text")); words != nil {
		view.Words = p.fragment("words.html", words)
	}
	view.Laws = p.laws(text)
	var names []string
	for _, t := range terms {
		names = append(names, t.Word)
	}
	return overview, names, p.err
}

// addOverview adds the page of the overview.
func (p *reportMaker) addOverview(main template.HTML, deck template.HTML) {
	t := p.set.texts
	page := p.page(overviewFolder+"index.html", "overview", t.must("overview.title", "report", p.r.Meta.Title), t.must("overview.name"))
	page.Description = plainText(deck)
	p.pages.Fragments = append(p.pages.Fragments, Fragment{Page: page, Main: main})
}

func (p *reportMaker) overviewView(view *ReportPage, words int) (*OverviewPage, error) {
	t := p.set.texts
	page := &OverviewPage{
		Kicker: view.Kicker, Title: t.must("overview.title", "report", view.Title), Deck: view.Deck,
		Full: Link{Text: t.must("overview.full", "time", t.must("overview.minutes", "n", minutes(words))), Href: "../index.html"},
	}
	for _, c := range view.Cards {
		c.Href = fromOverview(c.Href)
		page.Cards = append(page.Cards, c)
	}
	sections := p.overviewSections()
	for _, s := range sections {
		text, err := p.opening(s)
		if err != nil {
			return nil, err
		}
		if text != "" {
			page.Parts = append(page.Parts, OverviewPart{ID: "_del-" + s.ID, Link: Link{Text: p.plain(s.Title), Href: fromOverview("#" + s.ID)}, Text: text})
		}
	}
	p.findings(page)
	for _, l := range p.r.Lists {
		if list, ok := p.overviewList(l); ok {
			page.Lists = append(page.Lists, list)
		}
	}
	p.explain(page)
	return page, p.err
}

// cardTexts are what key figures say.
func cardTexts(cards []Card) []string {
	var texts []string
	for _, c := range cards {
		texts = append(texts, c.Label, visibleText(c.Text), visibleText(c.Value)+" "+c.Unit)
	}
	return texts
}

// explain marks and explains the terms of the overview.
func (p *reportMaker) explain(page *OverviewPage) {
	texts := append([]string{visibleText(page.Deck)}, cardTexts(page.Cards)...)
	for i := range page.Parts {
		texts = append(texts, visibleText(page.Parts[i].Text))
	}
	for _, f := range page.Findings {
		texts = append(texts, f.Link.Text, f.Sentence)
	}
	for _, l := range page.Lists {
		texts = append(texts, strings.Join(l.Say, " "))
	}
	marked := map[*content.Term]bool{}
	for i := range page.Parts {
		page.Parts[i].Text = markTerms(p.site.Glossary, page.Parts[i].Text, "../index.html", marked)
	}
	terms := termsOf(p.site.Glossary, strings.Join(texts, "\n"))
	var names []string
	for _, t := range terms {
		names = append(names, t.Word)
	}
	page.Words = p.words(terms, p.set.texts.must("words.overview", "words", strings.Join(names, ", ")), "")
}

// summaryTitles are in headings of sections that sum a report up, proposalTitles of
// those that say what is to be decided.
var (
	summaryTitles  = []string{"sammanfattning", "i korthet", "summary", "in brief"}
	proposalTitles = []string{"förslag till beslut", "proposed decision"}
)

// overviewSections are those whose beginnings the overview takes: what the report
// says itself, else its summary, or its first section where no heading says that it
// is one, and what is to be decided.
func (p *reportMaker) overviewSections() []*content.Section {
	var all []*content.Section
	if ids := p.r.Meta.Overview; ids != nil {
		for _, name := range ids {
			if i := slices.IndexFunc(p.r.Doc.Sections, func(s *content.Section) bool { return s.ID == name.ID }); i >= 0 {
				all = append(all, p.r.Doc.Sections[i])
			}
		}
		return all
	}
	first := p.titled(summaryTitles)
	if first == nil && len(p.r.Doc.Sections) > 0 {
		first = p.r.Doc.Sections[0]
	}
	for _, s := range [...]*content.Section{first, p.titled(proposalTitles)} {
		if s != nil && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// titled is the first section whose heading holds one of the titles, or nil.
func (p *reportMaker) titled(titles []string) *content.Section {
	for _, s := range p.r.Doc.Sections {
		title := strings.ToLower(s.Text)
		if slices.ContainsFunc(titles, func(part string) bool { return strings.Contains(title, part) }) {
			return s
		}
	}
	return nil
}

// footnoteRef is a reference to a footnote, which the overview has not.
var footnoteRef = regexp.MustCompile(`<sup class="fnref".*?</sup>`)

// opening is how a section begins: its first paragraphs and lists, up to its
// first heading; of a section that begins with a heading, those below it.
func (p *reportMaker) opening(s *content.Section) (template.HTML, error) {
	prose := &prose{set: p.set, report: p.r, depth: up(p.folder), folder: p.otherFolder, linked: map[string]bool{}, blocks: func(*content.Block) template.HTML { return "" }}
	r := renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(prose, 100), util.Prioritized(html.NewRenderer(), 1000)))
	var out strings.Builder
	words := 0
	for n := s.Node.NextSibling(); n != nil && words < partWords; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			if words > 0 || h.Level <= s.Level {
				break
			}
			continue
		}
		switch n.(type) {
		case *ast.Paragraph, *ast.List, *ast.Blockquote:
		default:
			continue
		}
		var b bytes.Buffer
		if err := r.Render(&b, p.r.Doc.Text, n); err != nil {
			return "", fmt.Errorf("render overview: %w", err)
		}
		markup := footnoteRef.ReplaceAllString(b.String(), "")
		words += countRead(template.HTML(markup)) //nolint:gosec // written by our renderer, which escapes text
		out.WriteString(markup)
	}
	return template.HTML(outward(out.String())), nil //nolint:gosec // likewise
}

// outward leads the links of the report's own markup to where they led, from the
// folder of the overview.
func outward(markup string) string {
	return strings.ReplaceAll(moved(markup, ".."), ` href="#`, ` href="../index.html#`)
}

// fromOverview is a link of the report's page, from the folder of the overview.
func fromOverview(href string) string {
	switch {
	case href == "":
		return ""
	case strings.HasPrefix(href, "#"):
		return "../index.html" + href
	default:
		return "../" + href
	}
}

// findings are the charts' titles with what they show.
func (p *reportMaker) findings(page *OverviewPage) {
	for i, c := range p.r.Charts {
		link := Link{Text: c.Title, Href: fromOverview("#" + c.ID)}
		if i == mostFindings {
			page.More = &Link{Text: p.set.texts.must("overview.charts", "n", len(p.r.Charts)-i), Href: link.Href}
			return
		}
		page.Findings = append(page.Findings, OverviewFinding{Link: link, Sentence: p.in.Drawings[c.ID].Sentence})
	}
}

// overviewList is what a list adds up to: goals by the committee's assessment,
// actions by their effect, with the first of them.
func (p *reportMaker) overviewList(l *report.List) (OverviewList, bool) {
	m := &listMaker{p: p, l: l, texts: p.set.texts}
	out := OverviewList{ID: "_del-" + l.ID, Link: Link{Text: l.Title, Href: fromOverview("#" + l.ID)}}
	switch {
	case l.Risks != nil:
		out.Say = m.riskSay()
	case l.Controls != nil:
		out.Say = m.controlSay()
	case l.Actions != nil:
		out.Say = m.actionSay()
		p.overviewActions(m, &out)
	case l.Unenforced != nil:
		out.Say = m.unenforcedSay()
	case l.Delegations != nil:
		out.Say = m.delegationSay()
	default:
		out.Say = m.goalSay()
	}
	return out, len(out.Say)+len(out.Entries) > 0
}

func (p *reportMaker) overviewActions(m *listMaker, out *OverviewList) {
	for i := range m.l.Actions {
		a := &m.l.Actions[i]
		if i == mostEntries {
			out.More = &Link{Text: p.set.texts.must("overview.actions", "n", len(m.l.Actions)-i), Href: out.Link.Href}
			return
		}
		e := OverviewEntry{Link: Link{Text: a.Name, Href: fromOverview("#" + m.rowID(a.Row))}}
		if mark := m.status(a); mark != nil {
			e.Text = mark.Word
		}
		due := m.day(a)
		if a.Due != "" && due != a.DueText {
			due = p.set.texts.must("overview.due", "date", due)
		}
		e.Text = strings.Join(filled(e.Text, due), ", ")
		out.Entries = append(out.Entries, e)
	}
}
