package build

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"tertial/internal/agenda"
	"tertial/internal/audience"
	"tertial/internal/change"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
)

// dispatchesFolder is the folder in a meeting's folder that holds its papers as
// they were sent, one folder a dispatch.
const dispatchesFolder = "dispatches"

// recordsFolder is the folder of a dispatch that holds what its reports stated.
const recordsFolder = "records"

// dispatches reads what was sent to a meeting, in the order of the dispatches.
func (b *builder) dispatches(m *content.Meeting) []*edition.Edition {
	return edition.ListIn(b.fsys, path.Join(m.Folder(), dispatchesFolder), b.diags)
}

// seesSent decides whether this build may see what was sent to a meeting.
// It was sent to the committee, which has it as long as the meeting's papers;
// the public sees a report as an edition and a meeting's page as it is now.
func (b *builder) seesSent(m *content.Meeting, e *edition.Edition) bool {
	window := audience.MeetingWindow(m.From, m.Adjusted, b.previewDays(m.Committee()))
	return b.cfg.reader().Sees(audience.Rule{Visibility: audience.InCommittee, From: e.Date, Window: window})
}

// A sentPapers is what was sent to the meetings that a build sees.
type sentPapers struct {
	folders map[string]string // of a dispatch, by the meeting's path and the day
	changed map[string]string // pages of what has changed since, by the meeting's path and the report's
}

func sentKey(m *content.Meeting, what string) string { return m.Path + " " + what }

// sent checks what was sent to all meetings that this build sees, byte by byte,
// and writes it with what has changed since. A public build reads nothing of it.
func (b *builder) sent() (*sentPapers, error) {
	papers := &sentPapers{folders: map[string]string{}, changed: map[string]string{}}
	if b.cfg.audience() == Public {
		return papers, nil
	}
	for _, m := range b.site.Agenda.Meetings {
		last := map[string]*edition.Edition{} // that a report was last sent with
		for _, e := range b.dispatches(m.Meeting) {
			sound := e.Kind == edition.Sent && e.Report == m.Path
			if !sound {
				b.diags.Report("EDITION-REPORT", diag.Place{File: path.Join(e.Dir, edition.YAMLName)}, "report", e.Report, "here", m.Path)
			}
			if !e.Check(b.fsys, b.diags) || !sound || e.Withdrawn != nil || !b.seesSent(m.Meeting, e) {
				continue
			}
			gone := b.gone(e)
			if err := b.sentPages(m, e, gone); err != nil {
				return nil, err
			}
			papers.folders[sentKey(m.Meeting, e.Date)] = layout.SentFolder(m.Path, e.Number)
			for _, report := range b.sentReports(e) {
				last[report] = e
			}
			for _, g := range gone {
				delete(last, g.Report) // what has changed since would tell what stood there
			}
		}
		if err := b.sentChanges(m, last, papers); err != nil {
			return nil, err
		}
	}
	return papers, nil
}

// sentPages writes the pages of one dispatch.
func (b *builder) sentPages(m *agenda.Meeting, e *edition.Edition, gone []layout.SentGone) error {
	if b.writer == nil || b.diags.Failed() {
		return nil
	}
	snapshot, err := e.Snapshot(b.fsys)
	if err != nil {
		return err
	}
	files, err := b.set.Sent(b.site, layout.SentPageInput{
		Meeting: m, Edition: e, Snapshot: snapshot, Gone: gone,
		Read: func(name string) ([]byte, error) { return fs.ReadFile(b.fsys, path.Join(e.Public(), name)) },
	})
	if err != nil {
		return err
	}
	return b.addAll(files)
}

// sentReports are the paths of the reports that were sent.
func (b *builder) sentReports(e *edition.Edition) []string {
	names, err := fs.Glob(b.fsys, path.Join(e.Dir, recordsFolder, "*", "*", "*.json"))
	if err != nil {
		return nil
	}
	var reports []string
	for _, name := range names {
		report := name[len(path.Join(e.Dir, recordsFolder))+1:]
		reports = append(reports, report[:len(report)-len(".json")])
	}
	slices.Sort(reports)
	return reports
}

// sentChanges writes a page for each report that is not as it was sent.
func (b *builder) sentChanges(m *agenda.Meeting, last map[string]*edition.Edition, papers *sentPapers) error {
	if b.writer == nil || b.diags.Failed() {
		return nil
	}
	for _, meta := range b.reportsSeen() {
		e := last[meta.Path]
		if e == nil || b.asSent(meta.Path, e) {
			continue
		}
		now, by, err := b.recordNow(meta)
		if now == nil || err != nil {
			return err
		}
		then, err := sentRecord(b.fsys, e, meta.Path)
		if err != nil {
			return err
		}
		changes := change.Compare(then, now)
		if changes.Empty() {
			continue
		}
		in := layout.ChangesInput{
			Report: meta.Path, Title: meta.Title, Committee: b.committee(meta), Old: e, New: by, Changes: changes,
			Example: meta.Example, Latest: true, Sent: m.Path, SentPlace: b.sentPlace(e, meta.Path),
		}
		page, err := b.set.ChangesPage(b.site, in)
		if err != nil {
			return err
		}
		if err := b.add(page.Path, page.Content); err != nil {
			return err
		}
		papers.changed[sentKey(m.Meeting, meta.Path)] = page.Path
	}
	return nil
}

// asSent reports whether a report's working copy has just the files that were sent.
func (b *builder) asSent(report string, e *edition.Edition) bool {
	if b.meta(report) == nil {
		return false
	}
	then, errThen := b.sourcesAt(path.Join(e.Dir, edition.SourcesFolder), report)
	now, errNow := b.sourcesAt("", report)
	return errors.Join(errThen, errNow) == nil && bytes.Equal(edition.Manifest(then), edition.Manifest(now))
}

// recordNow is what a report states now, as this build shows it: its working copy,
// else its newest edition. Drawings are left out of it, as of what was sent.
func (b *builder) recordNow(meta *content.Meta) (*edition.Record, *edition.Edition, error) {
	if b.meta(meta.Path) == nil || b.fronted(meta.Path) {
		for _, p := range b.published {
			if p.path == meta.Path && p.newest != nil {
				record, err := p.newest.Record(b.fsys)
				if err == nil {
					for i := range record.Charts {
						record.Charts[i].Sentence, record.Charts[i].Wide, record.Charts[i].Narrow = "", "", ""
					}
				}
				return record, p.newest, err
			}
		}
		return nil, nil, nil
	}
	aside := *b // what is wrong with it has been said
	aside.diags = &diag.List{}
	linked, err := aside.linked(meta)
	if linked == nil || err != nil {
		return nil, nil, err
	}
	return recordOf(b.set, linked, nil), nil, nil
}

// sentRecord is what a report stated when it was sent.
func sentRecord(fsys fs.FS, e *edition.Edition, report string) (*edition.Record, error) {
	file := path.Join(e.Dir, recordsFolder, report+".json")
	text, err := fs.ReadFile(fsys, file)
	record := &edition.Record{}
	if err == nil {
		err = json.Unmarshal(text, record)
	}
	if err == nil && record.Format != edition.RecordFormat {
		err = edition.ErrFormat
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return record, nil
}

// sentPlace is where the pages of a report are among those that were sent.
func (b *builder) sentPlace(e *edition.Edition, report string) string {
	if _, err := fs.Stat(b.fsys, path.Join(e.Public(), report, "index.html")); err == nil {
		return report + "/"
	}
	return path.Base(report) + "/"
}
