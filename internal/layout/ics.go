package layout

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Event is one meeting in a calendar file. Everything in it comes from the
// site's content, so that the same content gives the same bytes.
type Event struct {
	UID         string // stable for as long as the meeting keeps its address
	Stamp       string // ISO date of the last change that the content knows
	Sequence    int    // how often it was changed
	Date        string // ISO date
	Start       string // HH:MM in Stockholm, or empty: the whole day
	End         string // HH:MM, or empty: the end isn't known
	Summary     string
	Location    string // or empty
	Description string // or empty
	URL         string // absolute, or empty
	Cancelled   bool
}

// stockholm is the zone's rules since 1996, when the European Union's summer
// time took its present form.
const stockholm = "BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\n" +
	"BEGIN:DAYLIGHT\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n" +
	"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n" +
	"BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n" +
	"TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n" +
	"END:VTIMEZONE\r\n"

// Calendar writes events as RFC 5545 has it: lines of at most 75 octets that end
// with CR LF, texts escaped, times in Stockholm with the zone's rules beside them.
func Calendar(name, lang string, events []Event) []byte {
	c := &calendar{}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Tertial//Sammanträden//"+strings.ToUpper(lang))
	c.line("CALSCALE", "GREGORIAN")
	c.text("NAME", name)
	c.text("X-WR-CALNAME", name)
	c.line("X-WR-TIMEZONE", "Europe/Stockholm")
	c.out.WriteString(stockholm)
	for i := range events {
		c.event(&events[i])
	}
	c.line("END", "VCALENDAR")
	return []byte(c.out.String())
}

// A calendar is a calendar file in the making.
type calendar struct{ out strings.Builder }

func (c *calendar) event(e *Event) {
	c.line("BEGIN", "VEVENT")
	c.line("UID", e.UID)
	c.line("DTSTAMP", compact(e.Stamp)+"T000000Z")
	c.line("SEQUENCE", strconv.Itoa(e.Sequence))
	if e.Start == "" {
		c.line("DTSTART;VALUE=DATE", compact(e.Date))
	} else {
		c.line("DTSTART;TZID=Europe/Stockholm", compact(e.Date)+"T"+compact(e.Start)+"00")
	}
	if e.Start != "" && e.End > e.Start {
		c.line("DTEND;TZID=Europe/Stockholm", compact(e.Date)+"T"+compact(e.End)+"00")
	}
	c.text("SUMMARY", e.Summary)
	c.text("LOCATION", e.Location)
	c.text("DESCRIPTION", e.Description)
	if e.URL != "" {
		c.line("URL", e.URL)
	}
	if e.Cancelled {
		c.line("STATUS", "CANCELLED")
	} else {
		c.line("STATUS", "CONFIRMED")
	}
	c.line("TRANSP", "OPAQUE")
	c.line("END", "VEVENT")
}

// compact leaves the digits of a date or time.
func compact(s string) string { return strings.NewReplacer("-", "", ":", "").Replace(s) }

// text writes a property whose value is text, unless it is empty.
func (c *calendar) text(name, value string) {
	if value != "" {
		c.line(name, escapeText(value))
	}
}

// escapeText writes text as a value of type TEXT: a backslash before what
// separates values, and lines as \n. Other control characters are not allowed
// and become blanks.
func escapeText(s string) string {
	s = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(s)
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// maxLine is how many octets a line may have before it is folded.
const maxLine = 75

// line writes a content line, folded between characters.
func (c *calendar) line(name, value string) {
	used := 0
	for _, r := range name + ":" + value {
		n := utf8.RuneLen(r)
		if n < 0 {
			r, n = utf8.RuneError, len(string(utf8.RuneError))
		}
		if used+n > maxLine {
			c.out.WriteString("\r\n ")
			used = 1
		}
		c.out.WriteRune(r)
		used += n
	}
	c.out.WriteString("\r\n")
}
