package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/privacy"
	"tertial/internal/report"
	"tertial/internal/site"
)

// A DispatchRequest says which meeting's papers are sent.
type DispatchRequest struct {
	Meeting string  // its path: committee/year/meetings/date
	Ignored Ignored // tells what version control would leave out; nil where there is none
	Random  io.Reader
	Hook    site.ChangeHook // for tests
}

// A Dispatch is what came of it: the list of what was tried, and the frozen
// papers if nothing stood in the way.
type Dispatch struct {
	Findings []diag.Finding
	Steps    []ReleaseStep // the checklist, in its order
	Number   int           // of the dispatch that is, or was to be, made
	Sent     *edition.Edition
	Reports  []string // that are among the papers
}

// Failed reports whether nothing was frozen.
func (d *Dispatch) Failed() bool { return d.Sent == nil }

// A NoMeetingError says that a site has no such meeting.
type NoMeetingError struct{ Path, Nearest string }

func (e *NoMeetingError) Error() string { return "no meeting " + e.Path }

// SendPapers checks the papers of a meeting as the committee sees them that
// day, and freezes them: what is sent is kept, whatever becomes of the meeting's
// page. With anything in the way nothing is changed. Nothing is entered in the
// publication log, since nothing is published.
func SendPapers(ctx context.Context, cfg Config, req DispatchRequest) (result *Dispatch, err error) {
	d, err := openDispatcher(cfg, req)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	if d.meeting != nil {
		if err := d.read(ctx); err != nil {
			return nil, err
		}
	}
	d.decide()
	if d.result.Failed() {
		return d.result, nil
	}
	if err := d.freeze(ctx); err != nil || d.result.Failed() {
		return d.result, err
	}
	return d.result, d.store.Commit(ctx)
}

// A dispatcher is the state of one call of SendPapers.
type dispatcher struct {
	*opened
	req     DispatchRequest
	meeting *agenda.Meeting // nil when the committee does not see it
	before  []*edition.Edition
	reports []*sentReport
	late    map[string]bool // paths of reports, and of files, that come with a later dispatch
	papers  layout.MeetingsInput
	sources []edition.File
	next    *edition.Edition
	result  *Dispatch
}

// A sentReport is a report among the papers.
type sentReport struct {
	meta    *content.Meta
	linked  *report.Report
	verdict *report.Verdict
}

func openDispatcher(cfg Config, req DispatchRequest) (*dispatcher, error) {
	o, err := openStore(cfg, Committee, req.Hook) // nothing is sent that the committee does not see
	if err != nil {
		return nil, err
	}
	d := &dispatcher{opened: o, req: req, result: &Dispatch{Number: 1}}
	d.meeting = d.site.Agenda.Meeting(req.Meeting)
	if d.meeting == nil && !d.exists(req.Meeting) {
		var known []string
		for _, m := range d.meetings {
			known = append(known, m.Path)
		}
		return nil, errors.Join(&NoMeetingError{Path: req.Meeting, Nearest: diag.Nearest(req.Meeting, known)}, d.close())
	}
	return d, nil
}

// read does all that a check of the papers does, and reads earlier dispatches.
func (d *dispatcher) read(ctx context.Context) error {
	d.before = d.dispatches(d.meeting.Meeting)
	for _, e := range d.before {
		e.Check(d.fsys, d.diags)
	}
	d.leaveLater()
	if err := d.sourcesOf(ctx, false); err != nil {
		return err
	}
	var err error
	if d.crossed, err = d.across(ctx); err != nil {
		return err
	}
	for _, meta := range d.onAgenda() {
		linked, err := d.linked(meta)
		if err != nil {
			return err
		}
		if linked != nil {
			d.reports = append(d.reports, &sentReport{meta, linked, d.judged(linked)})
			d.result.Reports = append(d.result.Reports, meta.Path)
		}
	}
	d.papers = d.meetingsInput()
	if err := d.meetingTexts(d.meeting, &d.papers); err != nil {
		return err
	}
	return d.readPapers()
}

// onAgenda are the working copies of the reports that the meeting treats.
func (d *dispatcher) onAgenda() []*content.Meta {
	there := func(m *content.Meta) bool {
		for _, it := range d.meeting.Items {
			named := slices.ContainsFunc(it.Attachments, func(a agenda.Attachment) bool { return a.Meta != nil && a.Meta.Path == m.Path })
			own := m.Meeting == d.meeting.Date && m.Committee() == d.meeting.Meeting.Committee()
			if named || own && it.Matter != nil && d.site.Agenda.MatterOf(m.Path) == it.Matter {
				return true
			}
		}
		return false
	}
	return slices.DeleteFunc(slices.Clone(d.metas), func(m *content.Meta) bool { return d.late[m.Path] || !there(m) })
}

// readPapers reads all files that the papers are made of, byte for byte.
func (d *dispatcher) readPapers() error {
	m := d.meeting.Meeting
	dirs := []string{m.Folder(), path.Join("data", m.Path)}
	for _, r := range d.reports {
		dirs = append(dirs, path.Join("content", r.meta.Path), path.Join("data", r.meta.Path))
	}
	text, err := fs.ReadFile(d.fsys, m.Source.Name)
	if err != nil {
		return fmt.Errorf("read sources: %w", err)
	}
	d.sources = []edition.File{{Path: m.Source.Name, Content: text}}
	for _, dir := range dirs {
		files, err := d.readFolder(dir, edition.Folder, dispatchesFolder)
		if err != nil {
			return err
		}
		d.sources = append(d.sources, slices.DeleteFunc(files, func(f edition.File) bool { return d.late[f.Path] })...)
	}
	return nil
}

// own reports whether a finding is about the papers, or about what all share.
func (d *dispatcher) own(f *diag.Finding) bool {
	m := d.meeting.Meeting
	mine := func(name string) bool {
		if name == "" || name == m.Source.Name || name == "content/site.yaml" || name == "data/koder.csv" || strings.HasPrefix(name, "layouts/") ||
			name == path.Join("content", m.Committee(), "committee.yaml") || below(name, m.Folder()) || below(name, path.Join("data", m.Path)) {
			return true
		}
		return slices.ContainsFunc(d.reports, func(r *sentReport) bool {
			return below(name, path.Join("content", r.meta.Path)) || below(name, path.Join("data", r.meta.Path))
		})
	}
	return mine(f.Place.File) || slices.ContainsFunc(f.Related, func(r diag.Related) bool { return mine(r.Place.File) })
}

// freeze renders the papers and stages them. What the privacy gate stops in a
// finished file takes them back.
func (d *dispatcher) freeze(ctx context.Context) error {
	in := layout.SentInput{Number: d.next.Number, Meeting: d.meeting, Meetings: d.papers}
	var files []edition.File
	for _, r := range d.reports {
		one := layout.ReportInput{Report: r.linked, Verdict: r.verdict, Newest: d.newestShown}
		if err := d.drawn(ctx, &one); err != nil {
			return err
		}
		in.Reports = append(in.Reports, one)
		text, err := edition.JSON(recordOf(d.set, r.linked, nil))
		if err != nil {
			return err
		}
		files = append(files, edition.File{Path: path.Join(recordsFolder, r.meta.Path+".json"), Content: text})
	}
	attached, err := d.attachedNow()
	if err != nil {
		return err
	}
	in.Files = attached
	frozen, err := d.set.FreezeSent(d.site, in)
	if err != nil {
		return err
	}
	for _, f := range frozen.Files {
		name := path.Join(edition.PublicFolder, f.Path)
		if found, bad := d.gate.Output(path.Join(d.next.Dir, name), f.Content); bad {
			found.Place.File = path.Join(d.next.Dir, name)
			d.refused("privacy", privacy.Conceal([]diag.Finding{found}))
		}
		files = append(files, edition.File{Path: name, Content: f.Content})
	}
	if d.result.Failed() {
		return nil
	}
	for _, f := range d.sources {
		files = append(files, edition.File{Path: path.Join(edition.SourcesFolder, f.Path), Content: f.Content})
	}
	snapshot, err := edition.JSON(frozen.Snapshot)
	if err != nil {
		return err
	}
	_, err = d.store.Freeze(d.next, append(files, edition.File{Path: edition.SnapshotName, Content: snapshot}), d.req.Random)
	return err
}
