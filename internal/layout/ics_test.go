package layout

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// A component is a piece of a calendar as a strict reader understands it.
type component struct {
	name  string
	props map[string][]string // values by name, in order; parameters stay with the name
	below []*component
}

// contentLine is a property with its parameters and value (RFC 5545, 3.1).
var contentLine = regexp.MustCompile(`^([A-Z0-9-]+(?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]+))*):([^\x00-\x08\x0a-\x1f\x7f]*)$`)

// parseCalendar reads a calendar strictly: the ends of lines, their length in
// octets, folding between characters, pairs of BEGIN and END.
func parseCalendar(file []byte) (*component, error) {
	if !utf8.Valid(file) || !strings.HasSuffix(string(file), "\r\n") {
		return nil, errors.New("no UTF-8, or no end of the last line")
	}
	physical := strings.Split(strings.TrimSuffix(string(file), "\r\n"), "\r\n")
	for i, line := range physical {
		switch {
		case strings.ContainsAny(line, "\r\n"):
			return nil, fmt.Errorf("line %d: a line ends otherwise than with CR LF", i+1)
		case len(line) > 75:
			return nil, fmt.Errorf("line %d has %d octets", i+1, len(line))
		case !utf8.ValidString(line):
			return nil, fmt.Errorf("line %d is cut within a character", i+1)
		}
	}
	unfolded := strings.Split(strings.ReplaceAll(strings.Join(physical, "\r\n"), "\r\n ", ""), "\r\n")
	root := &component{}
	open := []*component{root}
	for _, line := range unfolded {
		m := contentLine.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("%q is no content line", line)
		}
		last := open[len(open)-1]
		switch m[1] {
		case "BEGIN":
			c := &component{name: m[2], props: map[string][]string{}}
			last.below = append(last.below, c)
			open = append(open, c)
		case "END":
			if last.name != m[2] {
				return nil, fmt.Errorf("END:%s in %s", m[2], last.name)
			}
			open = open[:len(open)-1]
		default:
			if last == root {
				return nil, fmt.Errorf("%q outside of a calendar", line)
			}
			last.props[m[1]] = append(last.props[m[1]], m[2])
		}
	}
	if len(open) != 1 || len(root.below) != 1 || root.below[0].name != "VCALENDAR" {
		return nil, errors.New("not one calendar")
	}
	return root.below[0], checkCalendar(root.below[0])
}

// checkCalendar holds the properties to what RFC 5545 asks for and allows once.
func checkCalendar(c *component) error {
	seen := map[string]bool{}
	for _, name := range []string{"VERSION", "PRODID", "CALSCALE"} {
		if len(c.props[name]) != 1 {
			return fmt.Errorf("%d %s", len(c.props[name]), name)
		}
	}
	zone := false
	for _, part := range c.below {
		if part.name == "VTIMEZONE" {
			zone = len(part.below) == 2 && len(part.props["TZID"]) == 1
			continue
		}
		for _, name := range []string{"UID", "DTSTAMP", "SEQUENCE", "STATUS", "SUMMARY"} {
			if len(part.props[name]) != 1 || part.props[name][0] == "" {
				return fmt.Errorf("an event has %q as %s", part.props[name], name)
			}
		}
		if uid := part.props["UID"][0]; seen[uid] {
			return fmt.Errorf("the UID %s twice", uid)
		}
		seen[part.props["UID"][0]] = true
		if _, err := time.Parse("20060102T150405Z", part.props["DTSTAMP"][0]); err != nil {
			return err
		}
		day, local := part.props["DTSTART;VALUE=DATE"], part.props["DTSTART;TZID=Europe/Stockholm"]
		if len(day)+len(local) != 1 {
			return fmt.Errorf("%d beginnings", len(day)+len(local))
		}
		for layout, values := range map[string][]string{"20060102": day, "20060102T150405": append(local, part.props["DTEND;TZID=Europe/Stockholm"]...)} {
			for _, v := range values {
				if _, err := time.Parse(layout, v); err != nil {
					return err
				}
			}
		}
	}
	if !zone {
		return errors.New("no rules of the zone")
	}
	return nil
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Östra Göinge, ", 12) + "slut"
	file := Calendar("Nämnd; \\ och, annat", "sv", []Event{
		{UID: "a@b", Stamp: "2020-05-19", Sequence: 2, Date: "2020-05-26", Start: "18:00", End: "20:15", Summary: long, Location: "Rum 1;2\r\nTrapphus A", Description: "Rad ett\nrad\ttvå\x00", URL: "https://exempel.example/a/"},
		{UID: "c@b", Stamp: "2020-05-19", Date: "2020-06-09", Summary: "Hel dag", End: "12:00", Cancelled: true},
		{UID: "d@b", Stamp: "2020-05-19", Date: "2020-06-10", Start: "18:00", End: "17:00", Summary: "Slut före början \xff"},
	})
	c, err := parseCalendar(file)
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	if got := c.props["NAME"][0]; got != `Nämnd\; \\ och\, annat` {
		t.Errorf("name %q", got)
	}
	events := c.below[1:]
	for _, tt := range []struct{ got, want string }{
		{events[0].props["SUMMARY"][0], strings.ReplaceAll(long, ",", `\,`)},
		{events[0].props["LOCATION"][0], `Rum 1\;2\nTrapphus A`},
		{events[0].props["DESCRIPTION"][0], `Rad ett\nrad två `},
		{events[0].props["DTSTART;TZID=Europe/Stockholm"][0], "20200526T180000"},
		{events[0].props["DTEND;TZID=Europe/Stockholm"][0], "20200526T201500"},
		{events[0].props["STATUS"][0], "CONFIRMED"},
		{events[1].props["DTSTART;VALUE=DATE"][0], "20200609"},
		{events[1].props["STATUS"][0], "CANCELLED"},
		{fmt.Sprint(len(events[1].props["DTEND;TZID=Europe/Stockholm"]), len(events[2].props["DTEND;TZID=Europe/Stockholm"])), "0 0"},
		{events[2].props["SUMMARY"][0], "Slut före början \uFFFD"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

// TestStrictReader holds that the reader of this test sees what is wrong.
func TestStrictReader(t *testing.T) {
	t.Parallel()
	good := string(Calendar("x", "sv", []Event{{UID: "a", Stamp: "2020-01-01", Date: "2020-01-02", Start: "18:00", Summary: "s"}}))
	for name, bad := range map[string]string{
		"line feeds":    strings.ReplaceAll(good, "\r\n", "\n"),
		"a long line":   strings.Replace(good, "SUMMARY:s", "SUMMARY:"+strings.Repeat("s", 80), 1),
		"no uid":        strings.Replace(good, "UID:a\r\n", "", 1),
		"a bad date":    strings.Replace(good, "20200102T", "20201302T", 1),
		"a bare line":   strings.Replace(good, "SUMMARY:s", "SUMMARY", 1),
		"an open event": strings.Replace(good, "END:VEVENT\r\n", "", 1),
		"no zone":       strings.Replace(good, stockholm, "", 1),
		"two calendars": good + good,
	} {
		if _, err := parseCalendar([]byte(bad)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzCalendar holds that no text of a meeting breaks its calendar file.
func FuzzCalendar(f *testing.F) {
	for _, s := range []string{"Sammanträde", "a;b,c\\d\n", "\r\r\n\x1b\x7f", "\xff\xfe", strings.Repeat("å", 90), ":;\"", " \n "} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, name, place string) {
		file := Calendar(name, "sv", []Event{{UID: "a@b", Stamp: "2020-01-01", Date: "2020-01-02", Start: "09:00", Summary: "s" + name, Location: place, Description: place}})
		c, err := parseCalendar(file)
		if err != nil {
			t.Fatalf("%v\n%q", err, file)
		}
		if len(c.below) != 2 {
			t.Errorf("%d components", len(c.below))
		}
	})
}

func TestZoneRules(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	for month, rule := range map[time.Month]string{time.March: "BYMONTH=3;BYDAY=-1SU", time.October: "BYMONTH=10;BYDAY=-1SU"} {
		for year := 1997; year < 2030; year++ {
			day := time.Date(year, month+1, 0, 1, 0, 0, 0, time.UTC) // all of the Union changes at one o'clock
			day = day.AddDate(0, 0, -int(day.Weekday()))
			_, before := day.Add(-time.Minute).In(zone).Zone()
			name, after := day.In(zone).Zone()
			says := fmt.Sprintf("%s\r\nTZOFFSETFROM:+0%d00\r\nTZOFFSETTO:+0%d00\r\nTZNAME:%s\r\n", rule, before/3600, after/3600, name)
			if !strings.Contains(stockholm, says) {
				t.Fatalf("at %v the rules do not say %q", day, says)
			}
		}
	}
}
