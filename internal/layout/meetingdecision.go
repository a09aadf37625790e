package layout

import (
	"html/template"
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/report"
)

// plainNumber writes a number that is a name: a §, an item.
func plainNumber(n int) string { return strconv.Itoa(n) }

// decisions are an item's decision and what was proposed. What was decided as
// proposed is not said twice.
func (p *meetingsMaker) decisions(it *agenda.Item) []DecisionView {
	proposals := byOrigin(it.Proposals)
	if len(it.Decisions) == 0 {
		return p.proposals(proposals)
	}
	made := p.made(it)
	for _, group := range proposals {
		if sameTexts(group, it.Decisions) {
			made[0].Notes = append(made[0].Notes, p.t("decision.asproposed."+group[0].Origin))
			return made
		}
	}
	if len(proposals) > 0 {
		made[0].Notes = append(made[0].Notes, p.t("decision.differs"))
	}
	return append(made, p.proposals(proposals)...)
}

// byOrigin parts texts by whose they are and what they are, in their order.
func byOrigin(texts []content.Decision) [][]content.Decision {
	var groups [][]content.Decision
	for _, d := range texts {
		last := len(groups) - 1
		if last >= 0 && groups[last][0].Origin == d.Origin {
			groups[last] = append(groups[last], d)
			continue
		}
		groups = append(groups, []content.Decision{d})
	}
	return groups
}

func sameTexts(a, b []content.Decision) bool {
	return slices.EqualFunc(a, b, func(x, y content.Decision) bool {
		return strings.Join(strings.Fields(x.Text), " ") == strings.Join(strings.Fields(y.Text), " ")
	})
}

func (p *meetingsMaker) proposals(groups [][]content.Decision) []DecisionView {
	var views []DecisionView
	for _, group := range groups {
		view := DecisionView{Title: p.t("decision.proposal"), Text: p.sentences(group), Kind: p.commonKind(group)}
		if origin := group[0].Origin; origin != "" {
			view.Who = p.t("decision.from." + origin)
			if len(groups) > 1 {
				view.Title, view.Who = p.t("decision.proposal")+" "+lowerFirst(view.Who), ""
			}
		}
		views = append(views, view)
	}
	return views
}

// made is what was decided, in one piece.
func (p *meetingsMaker) made(it *agenda.Item) []DecisionView {
	view := DecisionView{Made: it.Decided, Title: p.t("decision.unadjusted"), Text: p.sentences(it.Decisions), Kind: p.commonKind(it.Decisions)}
	if it.Decided {
		view.Title = p.t("decision.made", "section", section(it.Item))
	}
	if v := it.Votes; v != nil {
		view.Notes = append(view.Notes, p.t("decision.votes", "yes", v.Yes, "no", v.No, "abstained", v.Abstained))
	}
	if len(it.Reservations) > 0 {
		view.Notes = append(view.Notes, p.t("decision.reservations", "who", strings.Join(it.Reservations, ", ")))
	}
	return []DecisionView{view}
}

// commonKind is what all of some texts are, or "" when they differ or are the
// committee's own decisions.
func (p *meetingsMaker) commonKind(texts []content.Decision) string {
	for _, d := range texts {
		if d.Kind != texts[0].Kind {
			return ""
		}
	}
	return p.decisionKind(texts[0].Kind)
}

// decisionKind is what a decision is where it isn't the committee's own, or "".
func (p *meetingsMaker) decisionKind(kind string) string {
	if kind == "" || kind == "own" {
		return ""
	}
	return p.t("decision.kind." + kind)
}

// sentences writes what is proposed or decided: a paragraph, or a numbered list
// so that each can be referred to. Where they are of several kinds each says its own.
func (p *meetingsMaker) sentences(texts []content.Decision) template.HTML {
	var b strings.Builder
	mixed := p.commonKind(texts) == ""
	write := func(d content.Decision) {
		b.WriteString(template.HTMLEscapeString(d.Text))
		if kind := p.decisionKind(d.Kind); mixed && kind != "" {
			b.WriteString(` <span class="small">(` + template.HTMLEscapeString(lowerFirst(kind)) + `)</span>`)
		}
	}
	if len(texts) == 1 {
		b.WriteString("<p>")
		write(texts[0])
		b.WriteString("</p>")
		return template.HTML(b.String()) //nolint:gosec // escaped above
	}
	b.WriteString("<ol>")
	for _, d := range texts {
		b.WriteString("<li>")
		write(d)
		b.WriteString("</li>")
	}
	b.WriteString("</ol>")
	return template.HTML(b.String()) //nolint:gosec // escaped above
}

// motion is an item's motion with the answers: what was decided once it is
// adjusted, else what is proposed.
func (p *meetingsMaker) motion(it *agenda.Item) *MotionView {
	m := it.Motion
	if m == nil {
		return nil
	}
	view := &MotionView{Text: m.Text}
	switch {
	case m.By != "" && m.Submitted != "":
		view.By = p.t("motion.by.at", "who", m.By, "date", Date(p.set.lang, m.Submitted))
	case m.By != "":
		view.By = p.t("motion.by", "who", m.By)
	}
	for _, c := range m.Clauses {
		clause := Clause{Text: c.Text, Reason: c.Comment}
		switch {
		case c.Decision != "":
			clause.Label, clause.Answer = p.t("motion.answer"), p.t("motion.answer."+c.Decision)
		case c.Proposal != "":
			clause.Label, clause.Answer = p.t("motion.proposal"), p.t("motion.answer."+c.Proposal)
		}
		view.Clauses = append(view.Clauses, clause)
	}
	return view
}

// reported is the table of matters that others decided and that are reported to
// the committee.
func (p *meetingsMaker) reported(it *agenda.Item, root string) Table {
	t := Table{ID: anchorOf(it) + "-anmalda", Class: "plain words", Title: escape(p.t("reported.title"))}
	columns := p.reportedColumns(it, root)
	t.Columns = []Column{{ID: t.ID + "-h0", Text: p.t("reported.what"), Class: "text"}}
	for i, c := range columns {
		t.Columns = append(t.Columns, Column{ID: t.ID + "-h" + plainNumber(i+1), Text: p.t(c.key), Class: "text"})
	}
	var group Group
	for i := range it.Reported {
		row := Row{ID: t.ID + "-r" + plainNumber(i+1), Text: it.Reported[i].Title}
		for j, c := range columns {
			cell := Cell{ID: row.ID + "c" + plainNumber(j+1), HTML: c.cells[i], Class: "text"}
			if cell.HTML == "" {
				cell.Class, cell.HTML = "text missing", p.nothing()
			}
			row.Cells = append(row.Cells, cell)
		}
		group.Rows = append(group.Rows, row)
	}
	t.Groups = []Group{group}
	t.HTML = p.set.tableHTML(&t, "")
	return t
}

// A reportedColumn is what is said of each reported matter under one head.
type reportedColumn struct {
	key   string
	cells []template.HTML
}

// reportedColumns are the columns that anything stands in.
func (p *meetingsMaker) reportedColumns(it *agenda.Item, root string) []reportedColumn {
	columns := []reportedColumn{{key: "reported.by"}, {key: "reported.section"}, {key: "reported.date"}, {key: "report.meta.dnr"}}
	for i := range it.Reported {
		r := &it.Reported[i]
		var numbers []string
		if i < len(it.Numbers) {
			numbers = p.numbers(it.Numbers[i], root)
		}
		for j, text := range [...]template.HTML{
			escape(r.By), escape(section(&content.Item{Paragraph: r.Paragraph})), escape(Date(p.set.lang, r.Date)),
			template.HTML(strings.Join(numbers, ", ")), //nolint:gosec // escaped by numbers
		} {
			columns[j].cells = append(columns[j].cells, text)
		}
	}
	return slices.DeleteFunc(columns, func(c reportedColumn) bool {
		return !slices.ContainsFunc(c.cells, func(text template.HTML) bool { return text != "" })
	})
}

// numbers writes diary numbers, with a link where the site follows the matter.
func (p *meetingsMaker) numbers(list []agenda.Number, root string) []string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = template.HTMLEscapeString(n.Text)
		if n.Matter != nil {
			texts[i] = string(anchor(root+matterPath(n.Matter)+"index.html", n.Text))
		}
	}
	return texts
}

// nothing stands in a cell that nothing is said in.
func (p *meetingsMaker) nothing() template.HTML {
	return template.HTML(`<span aria-hidden="true">–</span><span class="vh">` + template.HTMLEscapeString(p.t("reported.none")) + `</span>`) //nolint:gosec // escaped
}

// delegations are the decisions that delegates took, counted.
func (p *meetingsMaker) delegations(it *agenda.Item, d *data.Dataset, page string) ListView {
	id := anchorOf(it) + "-delegation"
	l := &report.List{ID: id, Title: d.Description.Title, Dataset: d, Delegations: d.Delegations()}
	maker := p.maker(&report.Report{Meta: &content.Meta{Path: it.Meeting.Path, Title: it.Title}, Committee: it.Meeting.Committee}, path.Dir(page)+"/")
	m := &listMaker{p: maker, l: l, texts: p.texts}
	view := ListView{ID: id, Kind: "decisions", Title: escape(l.Title), Note: escape(d.Description.Note)}
	view.Source = anchor(up(page)+maker.newestFolder(d.Report)+"data/"+d.ID+"/index.html", d.Description.Title)
	if len(l.Delegations) > 0 {
		view.Say, view.Body = m.delegationSay(), maker.fragment("list-table.html", m.delegations())
	}
	p.datasetPage(maker, d)
	p.fail(maker.err)
	return view
}
