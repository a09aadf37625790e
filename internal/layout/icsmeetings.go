package layout

import (
	"strings"

	"tertial/internal/agenda"
)

// calendar makes the calendar file of a committee.
func (p *meetingsMaker) calendar(c *committeeMeetings) []byte {
	name := p.site.committeeName(c.committee)
	events := make([]Event, 0, len(c.meetings))
	for _, m := range c.meetings {
		_, from := clock(m.Time)
		_, to := clock(m.Ends)
		e := Event{
			UID: eventID(m), Stamp: changed(m.Meeting), Sequence: changes(m.Meeting), Date: m.Date, Start: from, End: to,
			Summary: p.t("calendar.summary", "committee", name), Location: m.Place,
			Description: p.set.meetingState(m.Meeting, p.site.AsOf).Text, Cancelled: m.Cancelled || m.Stage == "dropped",
		}
		if p.site.BaseURL != "" {
			e.URL = p.site.BaseURL + meetingPath(m.Meeting)
			e.Description += "\n" + e.URL
		}
		events = append(events, e)
	}
	return Calendar(p.t("calendar.name", "committee", name), p.set.lang, events)
}

// eventID is the same for as long as the meeting keeps its path, whatever the
// site's address: calendars know a meeting by it. The municipality's name keeps
// committees of the same name apart; a committee that was renamed keeps its first.
func eventID(m *agenda.Meeting) string {
	path, domain := m.Path, "tertial"
	if first := m.Committee.Formerly; len(first) > 0 {
		path = first[0].Path + strings.TrimPrefix(path, m.Committee.ID)
	}
	if body := slug(m.Committee.Body); body != "" {
		domain = body + "." + domain
	}
	return strings.ReplaceAll(path, "/", ".") + "@" + domain
}

// slug makes an address of a name: small letters without marks, digits and hyphens.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch r {
		case 'å', 'ä':
			r = 'a'
		case 'ö':
			r = 'o'
		case 'é':
			r = 'e'
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}
