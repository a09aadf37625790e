package layout

import (
	"cmp"
	"html/template"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
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
		Text:     p.narrative(m.Text, page, "text-", 2),
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
		path: page, kind: "meeting", title: title, committee: m.Committee, state: view.State, example: m.Example, description: cmp.Or(m.Summary, view.State.Text),
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
