package layout

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/agenda"
)

// matter makes the page of one matter.
func (p *meetingsMaker) matter(m *agenda.Matter) {
	page := matterPath(m) + "index.html"
	root := up(page)
	view := MatterPage{
		Kicker: p.t("matter.kicker", "dnr", m.Number), Title: m.Title, State: p.matterState(m), Meta: p.matterMeta(m),
	}
	for _, it := range slices.Backward(m.Items) {
		view.Steps = append(view.Steps, p.step(m, it, root))
	}
	for _, it := range slices.Backward(m.Mentioned) {
		step := p.step(m, it, root)
		step.Decisions, step.Papers = nil, nil
		step.State.Text = p.t("matter.mentioned")
		view.Steps = append(view.Steps, step)
	}
	slices.SortStableFunc(view.Steps, func(a, b MatterStep) int { return cmp.Compare(b.ISODate, a.ISODate) })
	for _, r := range slices.Backward(m.Reports) {
		if !slices.ContainsFunc(m.Items, func(it *agenda.Item) bool { return slices.Contains(p.reportsOf(it), r) }) {
			view.Reports = append(view.Reports, p.reportPaper(r, root))
		}
	}
	p.page(meetingFrame{
		path: page, kind: "matter", title: m.Number + " " + m.Title, committee: m.Committee, state: view.State, description: view.State.Text,
		trail: []crumb{{p.t("matters.title"), m.Committee.ID + "/matters/"}, {text: m.Number}},
	}, "matter.html", view)
}

// matterState is what the newest meeting did with a matter, or is asked to do.
func (p *meetingsMaker) matterState(m *agenda.Matter) Stage {
	if len(m.Items) == 0 {
		return Stage{Code: "none", Text: p.t("matter.untreated")}
	}
	it := m.Items[len(m.Items)-1]
	return p.set.treatment(it.Meeting.Meeting, it.Item, p.site.AsOf, it.Meeting.Committee.Name)
}

func (p *meetingsMaker) matterMeta(m *agenda.Matter) []Term {
	terms := term(nil, p.t("report.meta.dnr"), escape(m.Number))
	var committees, recipients []string
	for _, it := range m.Items {
		if name := p.site.committeeName(it.Meeting.Committee); !slices.Contains(committees, name) {
			committees = append(committees, name)
		}
		for _, r := range it.Recipients {
			if !slices.Contains(recipients, r) {
				recipients = append(recipients, r)
			}
		}
	}
	terms = term(terms, p.t("matter.committees"), escape(strings.Join(committees, ", ")))
	return term(terms, p.t("item.recipients"), escape(strings.Join(recipients, ", ")))
}

// step is one meeting's treatment of a matter.
func (p *meetingsMaker) step(m *agenda.Matter, it *agenda.Item, root string) MatterStep {
	meeting := it.Meeting
	step := MatterStep{
		ID: "m-" + strings.ReplaceAll(meeting.Path, "/", "-") + "-" + anchorOf(it), Date: Date(p.set.lang, meeting.Date), ISODate: meeting.Date,
		Title: meeting.Committee.Name + p.set.itemNumber(it.Item), Href: root + meetingPath(meeting.Meeting) + "index.html#" + anchorOf(it),
		State: p.set.treatment(meeting.Meeting, it.Item, p.site.AsOf, meeting.Committee.Name), Decisions: p.decisions(it),
	}
	if it.Title != m.Title {
		step.Subject = it.Title
	}
	if len(step.Decisions) > 0 && step.Decisions[0].Made && step.State.Code == "adjusted" {
		step.State = Stage{} // the decision's heading says it
	}
	for _, r := range p.reportsOf(it) {
		step.Papers = append(step.Papers, p.reportPaper(r, root))
	}
	return step
}

// mattersPage makes the index of a committee's matters, and of those of others
// that it treats: by the year of their number, the newest first.
func (p *meetingsMaker) mattersPage(c *committeeMeetings) {
	page := c.committee.ID + "/matters/index.html"
	view := MattersPage{Kicker: p.site.committeeName(c.committee), Title: p.t("matters.title")}
	matters := slices.Concat(c.matters, c.others)
	slices.SortStableFunc(matters, func(a, b *agenda.Matter) int { return naturally(b.Number, a.Number) })
	for _, m := range matters {
		year := yearIn(m.Number)
		i := slices.IndexFunc(view.Years, func(y MatterYear) bool { return y.Year == year })
		if i < 0 {
			i = len(view.Years)
			view.Years = append(view.Years, MatterYear{Year: year, ID: "ar-" + cmp.Or(year, "okant")})
		}
		state := p.matterState(m)
		if n := len(m.Items); n > 0 {
			state = p.set.briefly(m.Items[n-1].Meeting.Meeting, m.Items[n-1].Item, p.site.AsOf)
		}
		view.Years[i].Matters = append(view.Years[i].Matters, MatterCard{
			Dnr: m.Number, Title: m.Title, Href: up(page) + matterPath(m) + "index.html", State: state.Text,
		})
	}
	slices.SortStableFunc(view.Years, func(a, b MatterYear) int { return cmp.Compare(b.Year, a.Year) })
	p.page(meetingFrame{
		path: page, kind: "matters", title: view.Title, committee: c.committee, trail: []crumb{{text: view.Title}},
	}, "matters.html", view)
}

// yearIn is the year in a diary number, or "".
func yearIn(number string) string {
	for _, digits := range strings.FieldsFunc(number, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(digits) == 4 && (strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20")) {
			return digits
		}
	}
	return ""
}

// naturally compares two diary numbers so that 38 comes before 238.
func naturally(a, b string) int {
	x, y := runs(a), runs(b)
	for i := range min(len(x), len(y)) {
		if c := compareRuns(x[i], y[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(x), len(y))
}

func compareRuns(a, b string) int {
	if isDigit(a[0]) && isDigit(b[0]) {
		a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	}
	return cmp.Compare(a, b)
}

// runs cuts a text where digits begin or end.
func runs(s string) []string {
	var list []string
	start := 0
	for i := 1; i <= len(s); i++ {
		if i == len(s) || isDigit(s[i]) != isDigit(s[start]) {
			list = append(list, s[start:i])
			start = i
		}
	}
	return list
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
