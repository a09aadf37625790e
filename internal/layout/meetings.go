package layout

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/edition"
	"tertial/internal/report"
)

// A MeetingsInput is what pages of meetings show beside the agenda of their site.
type MeetingsInput struct {
	// Narratives are memos and texts with their figures bound; one that isn't
	// there has none.
	Narratives map[*content.Document]*report.Report
	// Staff is whether the pages are for those who write: they see what is left to do.
	Staff bool
	// Delegations are the decisions by delegates that an item reports.
	Delegations map[*content.Item]*data.Dataset
	// Size is how many bytes a file in a meeting's folder has, −1 when there is
	// none; nil knows none. The file stands beside the meeting's page.
	Size func(m *content.Meeting, file string) int64
	// Sent is the folder of the papers as they were sent on a day, from the site's
	// root and with a final slash, or ""; nil is none.
	Sent func(m *content.Meeting, day string) string
	// Changed is the page, from the site's root, that says what has changed in a
	// report since it was sent to a meeting, or ""; nil is none.
	Changed func(m *content.Meeting, report string) string
	// Newest is the edition that a report's own address shows, 0 when that is the
	// working copy; nil is 0. Figures lead to the pages of that edition.
	Newest func(report string) int
}

// Meetings renders the pages of the meetings and matters of the site's agenda,
// and the calendar file of each committee.
func (s *Set) Meetings(site *Site, in MeetingsInput) ([]File, error) {
	p := &meetingsMaker{set: s, site: site, in: in, texts: s.texts}
	for _, c := range site.meetings() {
		p.committee(c)
	}
	return p.files, p.err
}

// committeeMeetings are the meetings and matters of one committee, the meetings
// in the order of time.
type committeeMeetings struct {
	committee *content.Committee
	meetings  []*agenda.Meeting
	matters   []*agenda.Matter // of its own diary
	others    []*agenda.Matter // of other diaries, that it treats
}

// meetings are those that the build may see, by committee.
func (s *Site) meetings() []*committeeMeetings {
	if s.Agenda == nil {
		return nil
	}
	var all []*committeeMeetings
	of := func(c *content.Committee) *committeeMeetings {
		i := slices.IndexFunc(all, func(m *committeeMeetings) bool { return m.committee.ID == c.ID })
		if i < 0 {
			i = len(all)
			all = append(all, &committeeMeetings{committee: c})
		}
		return all[i]
	}
	for _, m := range s.Agenda.Meetings {
		c := of(m.Committee)
		c.meetings = append(c.meetings, m)
	}
	for _, m := range s.Agenda.Matters {
		c := of(m.Committee)
		c.matters = append(c.matters, m)
		for _, it := range m.Items {
			if c := of(it.Meeting.Committee); it.Meeting.Committee.ID != m.Committee.ID && !slices.Contains(c.others, m) {
				c.others = append(c.others, m)
			}
		}
	}
	for _, c := range all {
		slices.SortStableFunc(c.meetings, func(a, b *agenda.Meeting) int { return cmp.Compare(a.Path, b.Path) })
	}
	return all
}

// A meetingsMaker makes the pages of meetings and matters.
type meetingsMaker struct {
	set   *Set
	site  *Site
	in    MeetingsInput
	texts *Texts
	files []File
	kept  *[]Fragment // pages without their frames, for papers that are frozen; else nil
	err   error
}

// keep takes a page without its frame, if that is what is asked for.
func (p *meetingsMaker) keep(address string, frame Frame, main template.HTML) bool {
	if p.kept == nil {
		return false
	}
	page := edition.Page{Path: address, Kind: frame.Kind, Title: frame.Title, Description: frame.Description, RunningHead: frame.RunningHead}
	*p.kept = append(*p.kept, Fragment{Page: page, Main: main})
	return true
}

func (p *meetingsMaker) t(key string, pairs ...any) string { return p.texts.must(key, pairs...) }

// fail keeps the first error.
func (p *meetingsMaker) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// committee makes all pages of one committee.
func (p *meetingsMaker) committee(c *committeeMeetings) {
	for _, m := range c.meetings {
		p.meeting(m)
	}
	for _, m := range c.matters {
		p.matter(m)
	}
	if len(c.meetings) > 0 {
		p.meetingsPage(c)
		p.files = append(p.files, File{Path: c.committee.ID + "/meetings.ics", Content: p.calendar(c)})
	}
	if len(c.matters)+len(c.others) > 0 {
		p.mattersPage(c)
	}
}

// A framed page is what the frame of a page of meetings says.
type meetingFrame struct {
	path, kind, title string
	committee         *content.Committee
	trail             []crumb // after the committee
	state             Stage
	example           bool
	description       string
}

// page renders a page into its frame, with its state on top of it when that is
// loud, and in the head of every printed page.
func (p *meetingsMaker) page(f meetingFrame, name string, view any) {
	c := f.committee
	crumbs := append([]crumb{{c.Name, c.ID + "/"}}, f.trail...)
	frame := p.set.frame(p.site, f.path, f.kind, f.title+" – "+p.site.committeeName(c), crumbs...)
	frame.Notice = p.set.stateNotice(p.site, f.state, f.example, false)
	frame.RunningHead = runningHead(c.Name, f.title, f.state)
	frame.Description = f.description
	main, err := p.set.fragment(name, view)
	p.fail(err)
	if p.keep(f.path, frame, main) {
		return
	}
	html, err := p.set.framed(frame, main)
	p.fail(err)
	p.files = append(p.files, File{Path: f.path, Content: html})
}

// runningHead is the head of every printed page: what it is and what holds for it.
func runningHead(committee, title string, state Stage) string {
	parts := slices.DeleteFunc([]string{committee, title, strings.TrimSuffix(state.Text, ".")}, func(s string) bool { return s == "" })
	return strings.Join(parts, " · ")
}

// meetingPath is the folder of a meeting's page, with a final slash.
func meetingPath(m *content.Meeting) string { return m.Path + "/" }

// matterPath is the folder of a matter's page, with a final slash.
func matterPath(m *agenda.Matter) string { return m.Committee.ID + "/matters/" + m.ID + "/" }

// meetingTitle is what a meeting is called: "Sammanträde tisdag 26 maj 2020".
func (p *meetingsMaker) meetingTitle(m *content.Meeting) string {
	return cmp.Or(m.Title, p.t("meeting.kind."+cmp.Or(m.Kind, "ordinary"), "date", LongDate(p.set.lang, m.Date)))
}
