package layout

import (
	"cmp"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/report"
)

// meeting makes the page of one meeting.
func (p *meetingsMaker) meeting(m *agenda.Meeting) {
	page := meetingPath(m.Meeting) + "index.html"
	root := up(page)
	title := p.meetingTitle(m.Meeting)
	view := MeetingPage{
		Kicker: p.site.committeeName(m.Committee), Title: title, Deck: m.Summary, State: p.set.meetingState(m.Meeting, p.site.AsOf),
		Meta: p.meetingMeta(m.Meeting), Secret: m.SecretLine, Dispatches: p.dispatches(m.Meeting, root),
		Calendar: p.calendarLink(m.Committee, root),
		Text:     p.narrative(m.Text, page, "", 2),
		Previous: p.turn(m.Before, root), Next: p.turn(m.After, root),
	}
	for _, it := range m.Items {
		entry, item := p.agendaEntry(it, root), p.item(it, page)
		if item.empty() {
			entry.ID, entry.Href = item.ID, ""
		} else {
			view.Items = append(view.Items, item)
		}
		view.Agenda = append(view.Agenda, entry)
		if p.in.Staff {
			view.Todo = append(view.Todo, left(it)...)
		}
	}
	p.page(meetingFrame{
		path: page, kind: "meeting", title: title, committee: m.Committee, state: view.State, example: m.Example, description: m.Summary,
		trail: []crumb{{p.t("meetings.title"), m.Committee.ID + "/meetings/"}, {text: Date(p.set.lang, m.Date)}},
	}, "meeting.html", view)
}

// left are the texts of an item that their owners are not done with: the memo,
// and sections of it that have owners of their own.
func left(it *agenda.Item) []TodoSection {
	var list []TodoSection
	if it.Owner != "" && !it.Done {
		list = append(list, TodoSection{Text: strings.TrimSpace(itoa(it.Number) + " " + it.Title), Href: "#" + anchorOf(it), Role: it.Owner})
	}
	if it.Memo == nil {
		return list
	}
	for _, s := range it.Memo.Sections {
		if s.Owner != "" && !s.Done {
			list = append(list, TodoSection{Text: sectionText(s), Href: "#" + anchorOf(it) + "-" + s.ID, Role: s.Owner})
		}
	}
	return list
}

func (p *meetingsMaker) turn(m *agenda.Meeting, root string) *Link {
	if m == nil {
		return nil
	}
	return &Link{Text: Date(p.set.lang, m.Date), Href: root + meetingPath(m.Meeting) + "index.html"}
}

func (p *meetingsMaker) calendarLink(c *content.Committee, root string) *Link {
	return &Link{Text: p.t("meeting.calendar"), Href: root + c.ID + "/meetings.ics"}
}

// term adds a term unless it says nothing.
func term(terms []Term, name string, value template.HTML) []Term {
	if value == "" {
		return terms
	}
	return append(terms, Term{Name: name, Value: value})
}

func (p *meetingsMaker) meetingMeta(m *content.Meeting) []Term {
	var terms []Term
	terms = term(terms, p.t("meeting.time"), escape(p.hours(m)))
	terms = term(terms, p.t("meeting.place"), escape(m.Place))
	switch {
	case m.Closed:
		terms = term(terms, p.t("meeting.public"), escape(p.t("meeting.closed")))
	case m.At("closed") != m.Source.File():
		terms = term(terms, p.t("meeting.public"), escape(p.t("meeting.open")))
	}
	if m.NoticeBoard != "" {
		terms = term(terms, p.t("meeting.board"), anchor(m.NoticeBoard, p.t("meeting.board.link")))
	}
	return term(terms, p.t("report.meta.source"), escape(m.Origin))
}

// anchor is a link; both its parts are escaped.
func anchor(href, text string) template.HTML {
	return template.HTML(`<a href="` + template.HTMLEscapeString(href) + `">` + template.HTMLEscapeString(text) + `</a>`) //nolint:gosec // escaped
}

// hours is when a meeting begins and ends: "kl. 18.00–20.15".
func (p *meetingsMaker) hours(m *content.Meeting) string {
	if m.Time == "" {
		return ""
	}
	from, _ := clock(m.Time)
	if m.Ends != "" {
		to, _ := clock(m.Ends)
		from += "–" + to
	}
	return p.t("meeting.hours", "time", from)
}

// dispatches lists what was sent when, if it was more than the summons or is kept.
func (p *meetingsMaker) dispatches(m *content.Meeting, root string) []Dispatch {
	var list []Dispatch
	kept := false
	for _, d := range sentBy(m, p.site.AsOf) {
		entry := Dispatch{Date: Date(p.set.lang, d.Date), ISODate: d.Date, Text: p.t("dispatch." + d.Kind)}
		if p.in.Sent != nil {
			if folder := p.in.Sent(m, d.Date); folder != "" {
				entry.Href, entry.Text, kept = root+folder+"index.html", p.t("dispatch."+d.Kind+".kept"), true
			}
		}
		list = append(list, entry)
	}
	if len(list) < 2 && !kept {
		return nil
	}
	return list
}

func (p *meetingsMaker) agendaEntry(it *agenda.Item, root string) AgendaEntry {
	e := AgendaEntry{No: itoa(it.Number), Title: it.Title, Href: "#" + anchorOf(it), Dnr: it.Dnr, Late: p.set.late(it.Meeting.Meeting, it.Item, p.site.AsOf)}
	if it.Decided {
		e.Section = section(it.Item)
	}
	if it.Matter != nil {
		e.Matter = root + matterPath(it.Matter) + "index.html"
		e.Dnr = it.Matter.Number
	}
	if how := p.presented(it); how != "" {
		e.Tags = append(e.Tags, how)
	}
	if state := p.set.itemState(it.Meeting.Meeting, it.Item); state.Text != "" {
		e.Tags = append(e.Tags, state.Text)
	}
	return e
}

// empty reports whether the agenda says all that there is of an item, such as
// the roll-call.
func (v *ItemView) empty() bool {
	words := v.Deck + v.State.Text + string(v.Memo)
	return words == "" && v.Motion == nil && len(v.Decisions)+len(v.Papers)+len(v.Lists)+len(v.Tables)+len(v.Recipients) == 0
}

// itoa is a number, or nothing for 0.
func itoa(n int) string {
	if n == 0 {
		return ""
	}
	return plainNumber(n)
}

func (p *meetingsMaker) item(it *agenda.Item, page string) ItemView {
	root := up(page)
	view := ItemView{
		ID: anchorOf(it), No: itoa(it.Number), Title: it.Title, Deck: it.Summary, State: p.set.itemState(it.Meeting.Meeting, it.Item),
		Late: p.set.late(it.Meeting.Meeting, it.Item, p.site.AsOf), Meta: p.itemMeta(it, root), Decisions: p.decisions(it),
		Motion: p.motion(it), Recipients: it.Recipients, Papers: p.papers(it, root), MemoBy: upperFirst(it.Author),
		Memo: p.narrative(it.Memo, page, anchorOf(it)+"-", 4),
	}
	view.MemoTitle = p.t("item.memo")
	if it.MemoDate != "" {
		view.MemoTitle = p.t("item.memo.dated", "date", Date(p.set.lang, it.MemoDate))
	}
	if d := p.in.Delegations[it.Item]; d != nil {
		view.Lists = append(view.Lists, p.delegations(it, d, page))
	}
	if len(it.Reported) > 0 {
		view.Tables = append(view.Tables, p.reported(it, root))
	}
	return view
}

func (p *meetingsMaker) itemMeta(it *agenda.Item, root string) []Term {
	var terms []Term
	number := escape(it.Dnr)
	if it.Matter != nil {
		number = anchor(root+matterPath(it.Matter)+"index.html", it.Matter.Number)
	}
	terms = term(terms, p.t("report.meta.dnr"), number)
	terms = term(terms, p.t("item.related"), template.HTML(strings.Join(p.numbers(it.Related, root), "<br>"))) //nolint:gosec // escaped above
	return term(terms, p.t("item.presented"), escape(upperFirst(p.presented(it))))
}

// presented is how an item comes to the committee: by word of mouth or in
// writing; "" where there is nothing to present, such as the roll-call.
func (p *meetingsMaker) presented(it *agenda.Item) string {
	switch {
	case it.Oral:
		return p.t("item.oral")
	case it.Memo != nil || it.Motion != nil || len(it.Proposals)+len(it.Decisions)+len(it.Attachments)+len(it.Reported) > 0:
		return p.t("item.written")
	default:
		return ""
	}
}

// anchorOf is the id of an item on its meeting's page. One without an id of its
// own is named by its place among those that are shown.
func anchorOf(it *agenda.Item) string {
	if it.ID != "" {
		return it.ID
	}
	return "_p-" + plainNumber(slices.Index(it.Meeting.Items, it)+1)
}

// papers lists an item's documents: the memo, when there is more than that, and
// the attachments.
func (p *meetingsMaker) papers(it *agenda.Item, root string) []Paper {
	var papers []Paper
	attached := map[string]bool{}
	for i := range it.Attachments {
		a := &it.Attachments[i]
		paper := Paper{Title: a.Title, Type: p.t("paper.attachment"), Late: p.set.lateDay(it.Meeting.Meeting, cmp.Or(a.Dispatch, it.Dispatch), p.site.AsOf)}
		switch {
		case a.Meta != nil:
			attached[a.Meta.Path] = true
			paper.Title, paper.Href, paper.Type = cmp.Or(a.Title, a.Meta.Title), root+reportPath(a.Meta)+"index.html", upperFirst(p.set.kind(a.Meta))
		case a.File != "":
			p.file(&paper, it.Meeting.Meeting, a.File)
		default:
			paper.Where = p.t("paper.elsewhere")
		}
		papers = append(papers, paper)
	}
	for _, m := range p.reportsOf(it) {
		if !attached[m.Path] {
			papers = append(papers, p.reportPaper(m, root))
		}
	}
	if it.Memo != nil && len(papers) > 0 {
		papers = slices.Insert(papers, 0, Paper{Title: p.t("item.memo"), Href: "#" + anchorOf(it) + "-memo", Type: p.t("paper.below")})
	}
	return papers
}

// reportPaper is a report of this site as a paper.
func (p *meetingsMaker) reportPaper(m *content.Meta, root string) Paper {
	return Paper{Title: m.Title, Href: root + reportPath(m) + "index.html", Type: upperFirst(p.set.kind(m))}
}

// reportsOf are the reports that say they are treated at an item's meeting and
// have its number.
func (p *meetingsMaker) reportsOf(it *agenda.Item) []*content.Meta {
	if it.Matter == nil {
		return nil
	}
	var list []*content.Meta
	for _, m := range it.Matter.Reports {
		if m.Meeting == it.Meeting.Date && m.Committee() == it.Meeting.Meeting.Committee() {
			list = append(list, m)
		}
	}
	return list
}

// file says what a file is and how large.
func (p *meetingsMaker) file(paper *Paper, m *content.Meeting, name string) {
	paper.Title = cmp.Or(paper.Title, name)
	paper.Format = strings.ToUpper(strings.TrimPrefix(path.Ext(name), "."))
	bytes := int64(-1)
	if p.in.Size != nil {
		bytes = p.in.Size(m, name)
	}
	if bytes < 0 {
		paper.Where = p.t("paper.elsewhere")
		return
	}
	paper.Href, paper.Size = (&url.URL{Path: name}).String(), size(p.set.lang, int(bytes))
}

// narrative renders a memo or text; its highest headings are of the level
// given, and its ids have the prefix, so that many can stand on one page.
func (p *meetingsMaker) narrative(doc *content.Document, page, prefix string, level int) template.HTML {
	if doc == nil {
		return ""
	}
	r := p.in.Narratives[doc]
	if r == nil {
		r = &report.Report{Meta: doc.Meta, Doc: doc}
	}
	maker := p.maker(r, path.Dir(page)+"/")
	prose := &prose{
		set: p.set, report: r, depth: up(page), folder: func(report string) string { return report + "/" },
		blocks: maker.block, linked: map[string]bool{}, prefix: prefix, deeper: level - topLevel, above: level - topLevel,
	}
	if highest := highestHeading(doc); highest > 0 {
		prose.above = level - 1 - highest
	}
	html, err := prose.render(doc)
	p.fail(cmp.Or(err, maker.err))
	for _, d := range r.Datasets {
		p.datasetPage(maker, d)
	}
	return html
}

// topLevel is the level of the highest headings in a report.
const topLevel = 2

// highestHeading is the level of a document's highest headings as written, 0 when
// it has none.
func highestHeading(doc *content.Document) int {
	highest := 0
	for _, s := range doc.Sections {
		if highest == 0 || s.Node.Level < highest {
			highest = s.Node.Level
		}
	}
	return highest
}

// maker makes the pieces of a text that belongs to a meeting, as of a report's.
func (p *meetingsMaker) maker(r *report.Report, folder string) *reportMaker {
	return &reportMaker{
		set: p.set, site: p.site, in: ReportInput{Report: r}, r: r, folder: folder, pages: &ReportPages{Folder: folder},
	}
}

// datasetPage makes the page of a dataset that belongs to a meeting, once.
func (p *meetingsMaker) datasetPage(maker *reportMaker, d *data.Dataset) {
	page := maker.dataFolder(d) + "index.html"
	if d.Report != strings.TrimSuffix(maker.folder, "/") || slices.ContainsFunc(p.files, func(f File) bool { return f.Path == page }) {
		return
	}
	maker.pages.Fragments, maker.pages.Files = nil, nil
	p.fail(maker.dataset(d))
	m := p.site.Agenda.Meeting(d.Report)
	for _, f := range maker.pages.Fragments {
		frame := p.set.frame(p.site, page, f.Kind, f.Title, crumb{m.Committee.Name, m.Committee.ID + "/"},
			crumb{p.t("meetings.title"), m.Committee.ID + "/meetings/"}, crumb{Date(p.set.lang, m.Date), meetingPath(m.Meeting)}, crumb{text: d.Description.Title})
		state := p.set.meetingState(m.Meeting, p.site.AsOf)
		frame.Notice = p.set.stateNotice(p.site, state, m.Example, true)
		frame.RunningHead, frame.Description = runningHead(m.Committee.Name, d.Description.Title, state), f.Description
		html, err := p.set.framed(frame, f.Main)
		p.fail(err)
		p.files = append(p.files, File{Path: page, Content: html})
	}
	p.files = append(p.files, maker.pages.Files...)
}
