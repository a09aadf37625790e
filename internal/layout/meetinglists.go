package layout

import (
	"slices"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
)

// How many meetings and decisions lists show.
const (
	nextShown      = 4
	decisionsShown = 3
)

// meetingsPage makes the list of a committee's meetings.
func (p *meetingsMaker) meetingsPage(c *committeeMeetings) {
	page := c.committee.ID + "/meetings/index.html"
	root := up(page)
	view := MeetingsPage{Kicker: p.site.committeeName(c.committee), Title: p.t("meetings.title"), Calendar: p.calendarLink(c.committee, root)}
	if m := c.next(p.site.AsOf); m != nil {
		card := p.set.meetingCard(p.site, m, root)
		view.Next = &card
	}
	if len(c.matters)+len(c.others) > 0 {
		view.Matters = &Link{Text: p.t("matters.title"), Href: root + c.committee.ID + "/matters/index.html"}
	}
	view.Years = p.set.meetingYears(p.site, c, root)
	p.page(meetingFrame{
		path: page, kind: "meetings", title: view.Title, committee: c.committee, trail: []crumb{{text: view.Title}},
	}, "meetings.html", view)
}

// next is the committee's first meeting from a day on that is held, or nil.
func (c *committeeMeetings) next(asOf string) *agenda.Meeting {
	for _, m := range c.meetings {
		if m.Date >= asOf && !m.Cancelled {
			return m
		}
	}
	return nil
}

// meetingYears groups a committee's meetings, the newest first.
func (s *Set) meetingYears(site *Site, c *committeeMeetings, root string) []MeetingYear {
	var years []MeetingYear
	for _, m := range slices.Backward(c.meetings) {
		year, _, _ := strings.Cut(m.Date, "-")
		if len(years) == 0 || years[len(years)-1].Year != year {
			years = append(years, MeetingYear{Year: year, ID: "moten-" + year})
		}
		last := &years[len(years)-1]
		last.Meetings = append(last.Meetings, s.meetingCard(site, m, root))
	}
	return years
}

// meetingCard is a meeting in a list on a page whose way to the root is given.
func (s *Set) meetingCard(site *Site, m *agenda.Meeting, root string) MeetingCard {
	t, lang := s.texts, s.lang
	day := upperFirst(LongDate(lang, m.Date))
	card := MeetingCard{
		Title: day, Href: root + meetingPath(m.Meeting) + "index.html", Date: Date(lang, m.Date), ISODate: m.Date,
		When: day, Place: m.Place, State: s.meetingState(m.Meeting, site.AsOf),
	}
	if m.Kind != "" && m.Kind != "ordinary" {
		card.Title += ", " + t.must("meeting.kindword."+m.Kind)
	}
	if time, _ := clock(m.Time); time != "" {
		card.When += " " + t.must("meeting.hours", "time", time)
	}
	return card
}

// upcoming are the next meetings of all committees, the nearest first.
func (s *Set) upcoming(site *Site, committees []*content.Committee) []MeetingCard {
	var cards []MeetingCard
	for _, own := range site.meetings() {
		m := own.next(site.AsOf)
		if m == nil || !slices.Contains(committees, own.committee) {
			continue
		}
		card := s.meetingCard(site, m, "")
		card.Committee = site.committeeName(own.committee)
		cards = append(cards, card)
	}
	slices.SortStableFunc(cards, func(a, b MeetingCard) int { return strings.Compare(a.ISODate, b.ISODate) })
	return cards[:min(len(cards), nextShown)]
}

// showMeetings adds what a committee's page shows of its meetings.
func (s *Set) showMeetings(view *CommitteePage, site *Site, c *content.Committee) {
	root := "../"
	for _, own := range site.meetings() {
		if own.committee.ID != c.ID {
			continue
		}
		if m := own.next(site.AsOf); m != nil {
			card := s.meetingCard(site, m, root)
			view.Next = &card
		}
		if len(own.meetings) > 0 {
			view.Meetings = firstYears(s.meetingYears(site, own, root))
			view.AllMeetings = &Link{Text: s.texts.must("committee.meetings.all"), Href: "meetings/index.html"}
			view.Calendar = &Link{Text: s.texts.must("meeting.calendar"), Href: "meetings.ics"}
		}
		if len(own.matters)+len(own.others) > 0 {
			view.Matters = &Link{Text: s.texts.must("committee.matters"), Href: "matters/index.html"}
		}
		s.latestDecisions(view, site, own, root)
	}
}

// meetingsShown is how many meetings a committee's page lists; the others are
// on the page of its meetings.
const meetingsShown = 8

func firstYears(years []MeetingYear) []MeetingYear {
	left := meetingsShown
	var out []MeetingYear
	for _, y := range years {
		if left == 0 {
			break
		}
		y.Meetings = y.Meetings[:min(left, len(y.Meetings))]
		left -= len(y.Meetings)
		out = append(out, y)
	}
	return out
}

// latestDecisions adds the decisions of the latest meeting whose minutes are adjusted.
func (s *Set) latestDecisions(view *CommitteePage, site *Site, c *committeeMeetings, root string) {
	for _, m := range slices.Backward(c.meetings) {
		for _, it := range m.Items {
			if it.Decided && len(it.Decisions) > 0 && len(view.Decisions) < decisionsShown {
				card := DecisionCard{Section: section(it.Item), Title: it.Title, Href: root + meetingPath(m.Meeting) + "index.html#" + anchorOf(it)}
				if outcomes[it.Item.Stage] {
					card.Kind = s.itemState(m.Meeting, it.Item).Text
				}
				view.Decisions = append(view.Decisions, card)
			}
		}
		if len(view.Decisions) > 0 {
			card := s.meetingCard(site, m, root)
			view.Decided = &card
			return
		}
	}
}
