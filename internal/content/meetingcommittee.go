package content

import (
	"strings"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// previewDays is how long a committee needs its papers after the minutes were
// adjusted, unless it says otherwise: those who adjust, and deputies.
const previewDays = 30

// readMeetings reads what all meetings of a committee share.
func (c *Committee) readMeetings(o *yamltree.Object, diags *diag.List) {
	in := o.Map("meetings")
	c.Meetings = MeetingDefaults{Time: clockTime(in, "time"), Place: foldBlanks(in.String("place")), NoticeBoard: webAddress(in, "notice_board", diags)}
	in.Close()
	c.PreviewDays = previewDays
	const year = 365
	if days, ok := o.Int("preview_days", 0, year); ok {
		c.PreviewDays = days
	}
}

// Registrar is whom a reader asks for a paper that is missing: the contact
// whose role is registrator or registrar, else the committee's own.
func (c *Committee) Registrar() Contact {
	for _, contact := range c.Contacts {
		if role := strings.ToLower(contact.Role); strings.HasPrefix(role, "registr") {
			return contact
		}
	}
	return c.Contact
}

// webAddress reads an address on the web; another is a finding.
func webAddress(o *yamltree.Object, key string, diags *diag.List) string {
	address := o.String(key)
	if address != "" && !isWebAddress(address) {
		diags.Add(diag.New("ADDRESS", o.PlaceOf(key), "value", address))
		return ""
	}
	return address
}

// clockTime reads a time of day, 18.00 or 18:00, as it is written in Swedish.
func clockTime(o *yamltree.Object, key string) string {
	text := o.String(key)
	if text == "" {
		return ""
	}
	hour, minute, ok := strings.Cut(strings.Replace(text, ":", ".", 1), ".")
	if !ok || len(hour) > 2 || len(minute) != 2 || !isDigits(hour) || !isDigits(minute) || len(hour) == 2 && hour > "23" || minute > "59" {
		o.Get(key).WrongValue("time")
		return ""
	}
	if len(hour) == 1 {
		hour = "0" + hour
	}
	return hour + "." + minute
}
