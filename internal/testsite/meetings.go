package testsite

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Hidden is a word that stands in everything of a generated site that only
// staff may see: the titles, texts and attachments of internal items.
const Hidden = "Förhandlingsläge"

// A sitting is one generated meeting: of a committee on a day.
type sitting struct {
	committee committee
	date      string
	reports   []int // indices of the reports that it treats
	paragraph int   // before its first
}

// convene adds the meetings that the reports name: a committee's agenda has
// its reports, a matter that goes on for years, an item that is only for
// staff, one for the committee, what is reported, and the line of secret items.
func (s *Site) convene() {
	for _, m := range s.sittings() {
		year := m.date[:len("2020")]
		name := m.committee.id + "/" + year + "/meetings/" + m.date
		s.file("content/"+name+".md", func() []byte { return []byte(m.text(s)) })
		s.file("content/"+name+"/eget.md", func() []byte { return []byte("# Sammanfattning\n\nFrågan förbereds. " + Hidden + ".\n") })
		s.file("content/"+name+"/"+plainName+".pdf", func() []byte { return []byte("%PDF-1.4\n" + Hidden + "\n%%EOF\n") })
		s.file("content/"+name+"/karta.pdf", func() []byte { return []byte("%PDF-1.4\n%%EOF\n") })
	}
}

// plainName is the name of the attachment of the internal item.
const plainName = "forhandlingslage"

// sittings are the meetings in the order of committees and days.
func (s *Site) sittings() []*sitting {
	var all []*sitting
	for i := range s.Reports() {
		c, year, typ := s.locate(i)
		date := meetingDate(year, typ)
		at := slices.IndexFunc(all, func(m *sitting) bool { return m.committee.index == c && m.date == date })
		if at < 0 {
			at = len(all)
			all = append(all, &sitting{committee: committeeAt(c), date: date})
		}
		all[at].reports = append(all[at].reports, i)
	}
	slices.SortFunc(all, func(a, b *sitting) int {
		if a.committee.index != b.committee.index {
			return a.committee.index - b.committee.index
		}
		return strings.Compare(a.date, b.date)
	})
	for i, m := range all {
		if i > 0 && all[i-1].committee.index == m.committee.index && all[i-1].date[:4] == m.date[:4] {
			m.paragraph = all[i-1].paragraph + len(all[i-1].reports) + lasting
		}
	}
	return all
}

// lasting is how many items with a § every meeting has beside its reports.
const lasting = 3

// meetingDate is the day of the meeting that treats a report.
func meetingDate(year int, typ reportType) string {
	month := typ.month + 1
	if month > 12 {
		year, month = year+1, 2
	}
	return isoMonth(year, month) + "-26"
}

// text is the meeting's file.
func (m *sitting) text(s *Site) string {
	var head, body strings.Builder
	month := m.date[:len("2020-05")]
	fmt.Fprintf(&head, "---\ntime: \"13.00\"\nplace: Kommunhuset\nstage: adjusted\nadjusted: %s-28\nvisibility: public\nfrom: %s-19\n", month, month)
	fmt.Fprintf(&head, "example: true\nsource: Påhittat sammanträde\ndispatches:\n  - date: %s-19\n  - date: %s-22\nitems:\n", month, month)
	body.WriteString("---\n\nSammanträdet är påhittat.\n")
	number, paragraph := 0, m.paragraph
	item := func(title string, lines ...string) {
		number++
		fmt.Fprintf(&head, "  - number: %d\n    title: %s\n    visibility: public\n", number, title)
		for _, line := range lines {
			head.WriteString("    " + line + "\n")
		}
	}
	decided := func(text string) []string {
		paragraph++
		return []string{"paragraph: " + strconv.Itoa(paragraph), "proposals: [" + text + "]", "decisions: [" + text + "]"}
	}
	for _, i := range m.reports {
		_, year, typ := s.locate(i)
		lines := []string{fmt.Sprintf("dnr: %s/%d:%04d", m.committee.diary, year, 17+typ.month*13), "memo: {date: " + month + "-12, author: controller}"}
		lines = append(lines, decided("Rapporten godkänns.")...)
		item(fmt.Sprintf("%s %d", typ.title, year), append(lines, "attachments: [{report: /"+s.pathOf(i)+"}, {file: karta.pdf, title: Karta}]")...)
		net := drift("total", "net", "result")
		net.report = s.pathOf(i)
		fmt.Fprintf(&body, "\n# %s {#punkt-%d}\n\nI rapporten står %s.\n", typ.title, number, (&page{r: s.report(i)}).amount(net, ""))
	}
	plan := decided("Nämnden har tagit del av läget.")
	item("Lokalplan", append([]string{fmt.Sprintf("dnr: %s/%d:3", m.committee.diary, s.FirstYear), "dispatch: " + month + "-22"}, plan...)...)
	item("Förvaltningschefen informerar", append([]string{"presented: oral"}, decided("Nämnden har tagit del av informationen.")...)...)
	item("Anmälningsärenden", append([]string{"reported:", "  - {by: Kommunstyrelsen, paragraph: 12, title: Riktlinje för inköp, dnr: \"KS/2014:9\"}", "  - Ett brev"}, decided("Nämnden har tagit del av ärendena.")...)...)
	fmt.Fprintf(&head, "  - number: %d\n    id: eget\n    title: %s\n    visibility: internal\n    summary: %s\n    attachments: [{file: %s.pdf}]\n",
		number+1, Hidden, Hidden, plainName)
	fmt.Fprintf(&head, "  - number: %d\n    title: Nämndens eget underlag\n    visibility: committee\n  - secret: true\n", number+2)
	return head.String() + body.String()
}
