package layout

import (
	"html/template"
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
func (p *meetingsMaker) reported(it *agenda.Item) Table {
	t := Table{ID: it.ID + "-anmalda", Class: "plain words", Title: escape(p.t("reported.title"))}
	column := func(key, class string) {
		t.Columns = append(t.Columns, Column{ID: t.ID + "-h" + plainNumber(len(t.Columns)), Text: p.t(key), Class: class})
	}
	column("reported.what", "text")
	cells := p.reportedColumns(it.Reported, column)
	var group Group
	for i := range it.Reported {
		row := Row{ID: t.ID + "-r" + plainNumber(i+1), Text: it.Reported[i].Title, Cells: cells(&it.Reported[i])}
		for j := range row.Cells {
			row.Cells[j].ID = row.ID + "c" + plainNumber(j+1)
			row.Cells[j].Class = "text"
			if row.Cells[j].Text == "" {
				row.Cells[j].Class, row.Cells[j].HTML = "text missing", p.nothing()
			}
		}
		group.Rows = append(group.Rows, row)
	}
	t.Groups = []Group{group}
	t.HTML = p.set.tableHTML(&t, "")
	return t
}

// nothing stands in a cell that nothing is said in.
func (p *meetingsMaker) nothing() template.HTML {
	return template.HTML(`<span aria-hidden="true">–</span><span class="vh">` + template.HTMLEscapeString(p.t("reported.none")) + `</span>`) //nolint:gosec // escaped
}

// reportedColumns adds the columns that anything has something in, and returns
// what writes a row's cells.
func (p *meetingsMaker) reportedColumns(list []content.Reported, column func(key, class string)) func(*content.Reported) []Cell {
	columns := []struct {
		key  string
		text func(*content.Reported) string
	}{
		{"reported.by", func(r *content.Reported) string { return r.By }},
		{"reported.section", func(r *content.Reported) string { return section(&content.Item{Paragraph: r.Paragraph}) }},
		{"reported.date", func(r *content.Reported) string { return Date(p.set.lang, r.Date) }},
		{"report.meta.dnr", func(r *content.Reported) string { return strings.Join(r.Dnr, ", ") }},
	}
	columns = slices.DeleteFunc(columns, func(c struct {
		key  string
		text func(*content.Reported) string
	},
	) bool {
		return !slices.ContainsFunc(list, func(r content.Reported) bool { return c.text(&r) != "" })
	})
	for _, c := range columns {
		column(c.key, "text")
	}
	return func(r *content.Reported) []Cell {
		cells := make([]Cell, len(columns))
		for i, c := range columns {
			cells[i].Text = c.text(r)
		}
		return cells
	}
}

// delegations are the decisions that delegates took, counted.
func (p *meetingsMaker) delegations(it *agenda.Item, d *data.Dataset) ListView {
	id := it.ID + "-delegation"
	l := &report.List{ID: id, Title: d.Description.Title, Dataset: d, Delegations: d.Delegations()}
	maker := &reportMaker{set: p.set, site: p.site, r: &report.Report{}}
	m := &listMaker{p: maker, l: l, texts: p.texts}
	view := ListView{ID: id, Kind: "decisions", Title: escape(l.Title), Note: escape(d.Description.Note)}
	if len(l.Delegations) > 0 {
		view.Say, view.Body = m.delegationSay(), maker.fragment("list-table.html", m.delegations())
	}
	p.fail(maker.err)
	return view
}
