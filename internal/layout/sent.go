package layout

import (
	"fmt"
	"html/template"
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/edition"
)

// SentFolder is the address of the papers of a meeting as they were sent the nth
// time, from the site's root and with a final slash.
func SentFolder(meeting string, n int) string {
	return meeting + "/sent/" + strconv.Itoa(n) + "/"
}

// SentChanges is the address of the page that says what has changed in a report
// since it was sent.
func SentChanges(meeting string, n int, report string) string {
	return SentFolder(meeting, n) + "changes/" + report + "/index.html"
}

// A SentInput is what is sent to a committee before a meeting.
type SentInput struct {
	Number   int // of the dispatch, whose address all links count from
	Meeting  *agenda.Meeting
	Meetings MeetingsInput
	Reports  []ReportInput // that are on its agenda
	Files    []File        // attachments, at their paths from the site's root
}

// FreezeSent renders the papers of a meeting as they are sent: the meeting's page
// and those of the reports on its agenda, each the content of a page without its
// frame, with the files that belong to them. What leads from one of them to
// another leads to the other as it was sent.
func (s *Set) FreezeSent(site *Site, in SentInput) (*Frozen, error) {
	meetings := &meetingsMaker{set: s, site: site, in: in.Meetings, texts: s.texts, kept: &[]Fragment{}}
	meetings.meeting(in.Meeting)
	if meetings.err != nil {
		return nil, meetings.err
	}
	m := in.Meeting.Meeting
	b := &sentBinder{folder: SentFolder(m.Path, in.Number), places: map[string]string{meetingPath(m): ""}}
	pages, files := *meetings.kept, slices.Concat(meetings.files, in.Files)
	for _, r := range in.Reports {
		b.places[reportPath(r.Report.Meta)] = b.report(r.Report.Meta)
		own, err := s.ReportPages(site, r)
		if err != nil {
			return nil, err
		}
		for _, f := range own.Fragments {
			f.Path = own.Folder + f.Path
			pages = append(pages, f)
		}
		files = append(files, own.Files...)
	}
	f := &Frozen{Snapshot: &edition.Snapshot{
		Format: edition.SnapshotFormat, Lang: s.lang, Title: meetings.meetingTitle(m), Committee: in.Meeting.Committee.Name,
		Body: in.Meeting.Committee.Body, Date: site.AsOf, Meeting: m.Date, Stage: m.Stage, Example: m.Example, Origin: m.Origin,
		Facts: true, Words: s.words(),
	}}
	b.bind(f, pages, files)
	f.assets(site.Assets)
	return f, nil
}

// A sentBinder puts pages that stand at different addresses into one folder.
type sentBinder struct {
	folder string
	places map[string]string // folders of the site, and where they are in the folder of what was sent
	frozen map[string]string // addresses of pages and files, and where they are there
}

// report is where the pages of a report are put.
func (b *sentBinder) report(m *content.Meta) string {
	place := path.Base(m.Path) + "/"
	for _, taken := range b.places {
		if taken == place {
			return m.Path + "/"
		}
	}
	return place
}

// place finds where an address is put.
func (b *sentBinder) place(address string) string {
	for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
		if place, ok := b.places[dir+"/"]; ok {
			return place + strings.TrimPrefix(address, dir+"/")
		}
	}
	return address
}

// bind notes and moves all pages and files.
func (b *sentBinder) bind(f *Frozen, pages []Fragment, files []File) {
	b.frozen = map[string]string{}
	for _, p := range pages {
		b.frozen[p.Path] = b.place(p.Path)
	}
	for _, file := range files {
		b.frozen[file.Path] = b.place(file.Path)
	}
	for _, p := range pages {
		main := b.moved(string(p.Main), p.Path)
		p.Path = b.frozen[p.Path]
		f.Snapshot.Pages = append(f.Snapshot.Pages, p.Page)
		f.Files = append(f.Files, File{Path: p.Path, Content: []byte(`<div class="` + p.Kind + "\">\n" + strings.TrimSpace(main) + "\n</div>\n")})
	}
	for _, file := range files {
		f.add(&f.Snapshot.Files, b.frozen[file.Path], file.Content)
	}
}

// moved leads the links of a page to where they lead now that it is among the
// papers that were sent.
func (b *sentBinder) moved(main, page string) string {
	here := path.Dir(b.folder + b.frozen[page])
	return relative.ReplaceAllStringFunc(main, func(attribute string) string {
		name, value, _ := strings.Cut(strings.TrimSuffix(attribute, `"`), `"`)
		if scheme.MatchString(value) || strings.HasPrefix(value, "/") {
			return attribute
		}
		target, fragment, found := strings.Cut(value, "#")
		target = path.Join(path.Dir(page), target)
		if place, ok := b.frozen[target]; ok {
			target = b.folder + place
		}
		target = way(here, target)
		if found {
			target += "#" + fragment
		}
		return name + `"` + target + `"`
	})
}

// way leads from a folder to a file, both from the site's root.
func way(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	n := 0
	for n < len(a) && n < len(b)-1 && a[n] == b[n] {
		n++
	}
	return strings.Repeat("../", len(a)-n) + strings.Join(b[n:], "/")
}

// A SentPageInput is what was sent, with everything that its pages show.
type SentPageInput struct {
	Meeting  *agenda.Meeting // of today
	Edition  *edition.Edition
	Snapshot *edition.Snapshot
	Gone     []SentGone // reports that are withdrawn since
	Read     func(name string) ([]byte, error)
}

// A SentPage is the content of sent.html: a page as it was sent, and what a build
// of today says around it.
type SentPage struct {
	Date    string // "19 maj 2020"
	ISODate string
	Now     Link          // the meeting's page of today
	Frozen  template.HTML // flow content with the page's h1, between two marks
}

// Sent wraps papers as they were sent in the frame of today, and gives their
// files as they are.
func (s *Set) Sent(site *Site, in SentPageInput) ([]File, error) {
	folder := SentFolder(in.Meeting.Path, in.Edition.Number)
	var files []File
	for _, p := range in.Snapshot.Pages {
		if g := in.goneAt(p.Path); g != nil {
			file, err := s.sentTombstone(site, &in, p, g, folder)
			if err != nil {
				return nil, err
			}
			files = append(files, file)
			continue
		}
		main, err := in.Read(p.Path)
		if err != nil {
			return nil, fmt.Errorf("read what was sent: %w", err)
		}
		main = s.withoutGone(main, &in, p.Path)
		address := folder + p.Path
		root := up(address)
		day := Date(s.lang, in.Edition.Date)
		html, err := s.page(s.sentFrame(site, &in, p, folder), "sent.html", SentPage{
			Date: day, ISODate: in.Edition.Date,
			Now:    Link{Text: s.texts.must("sent.now"), Href: root + meetingPath(in.Meeting.Meeting) + "index.html"},
			Frozen: template.HTML(edition.FragmentStart + string(main) + edition.FragmentEnd), //nolint:gosec // written by FreezeSent
		})
		if err != nil {
			return nil, err
		}
		files = append(files, File{Path: address, Content: html})
	}
	for _, name := range slices.Concat(in.Snapshot.Files, in.Snapshot.Styles, in.Snapshot.Scripts) {
		if in.goneAt(name) != nil {
			continue
		}
		text, err := in.Read(name)
		if err != nil {
			return nil, fmt.Errorf("read what was sent: %w", err)
		}
		files = append(files, File{Path: folder + name, Content: text})
	}
	return files, nil
}

// sentFrame is today's frame with the style sheets and scripts of the day when
// the papers were sent.
func (s *Set) sentFrame(site *Site, in *SentPageInput, p edition.Page, folder string) Frame {
	m, c := in.Meeting.Meeting, in.Meeting.Committee
	state := s.texts.must("sent.state", "date", Date(s.lang, in.Edition.Date))
	crumbs := []crumb{
		{c.Name, c.ID + "/"},
		{s.texts.must("meetings.title"), c.ID + "/meetings/"},
		{Date(s.lang, m.Date), meetingPath(m)},
		{s.texts.must("sent.n", "n", in.Edition.Number), folder},
	}
	if p.Path == in.Snapshot.Pages[0].Path {
		crumbs[len(crumbs)-1].path = ""
	} else {
		crumbs = append(crumbs, crumb{text: p.Title})
	}
	address := folder + p.Path
	frame := s.frame(site, address, p.Kind, p.Title, crumbs...)
	frame.Styles, frame.Scripts = nil, nil
	root := up(address)
	for _, style := range site.Assets.Styles {
		if style != site.Assets.Content {
			frame.Styles = append(frame.Styles, root+style)
		}
	}
	for _, style := range in.Snapshot.Styles {
		frame.Styles = append(frame.Styles, root+folder+style)
	}
	if len(frame.Words) > 0 {
		frame.Words = in.Snapshot.Words
		for _, script := range in.Snapshot.Scripts {
			frame.Scripts = append(frame.Scripts, root+folder+script)
		}
	}
	frame.NoIndex = true
	frame.Notice = s.stateNotice(site, Stage{Code: "sent", Text: state + "."}, in.Snapshot.Example, true)
	frame.RunningHead, frame.Description = runningHead(c.Name, p.Title, Stage{Text: state}), p.Description
	return frame
}
