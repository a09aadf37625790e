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
)

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
			paper.Changed = p.changed(it, a.Meta.Path, root)
		case a.Gone:
			paper.Title, paper.Href, paper.Type = cmp.Or(a.Title, p.t("paper.withdrawn.title")), root+a.Report+"/index.html", p.t("paper.withdrawn")
		case a.File != "":
			p.file(&paper, it.Meeting.Meeting, a.File)
		default:
			paper.Where = p.t("paper.elsewhere")
		}
		papers = append(papers, paper)
	}
	for _, m := range p.reportsOf(it) {
		if !attached[m.Path] {
			paper := p.reportPaper(m, root)
			paper.Changed = p.changed(it, m.Path, root)
			papers = append(papers, paper)
		}
	}
	if it.Memo != nil && len(papers) > 0 {
		papers = slices.Insert(papers, 0, Paper{Title: p.t("item.memo"), Href: "#" + anchorOf(it) + "-memo", Type: p.t("paper.below")})
	}
	return papers
}

// changed leads to what has changed in a report since it was sent.
func (p *meetingsMaker) changed(it *agenda.Item, report, root string) *Link {
	if p.in.Changed == nil {
		return nil
	}
	page := p.in.Changed(it.Meeting.Meeting, report)
	if page == "" {
		return nil
	}
	return &Link{Text: p.t("paper.changed"), Href: root + page}
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
