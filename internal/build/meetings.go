package build

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tertial/internal/agenda"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/prose"
	"tertial/internal/reconcile"
	"tertial/internal/report"
)

// openMeetings finds the meetings that this build may see, links them and
// judges them. Their texts are read later, behind the privacy gate.
func (b *builder) openMeetings() {
	b.meetings = content.ScanMeetings(b.fsys, b.seen(), b.diags)
	b.followPapers()
	reports := b.reportsSeen()
	for _, meta := range reports {
		b.pages = append(b.pages, meta.Path)
	}
	src := agenda.Sources{
		Meetings: b.meetings, Reports: reports, Committees: b.committees,
		Exists: b.exists, Waiting: b.waiting, Withdrawn: b.withdrawn(), Files: b.meetingFiles, AsOf: b.cfg.AsOf, Staff: b.cfg.audience() == Staff,
	}
	linked := agenda.Link(src, b.diags)
	linked.Check(src, b.diags)
	b.site.Agenda, b.site.AsOf, b.site.Committees = linked, b.cfg.AsOf, b.committees
}

// reportsSeen are the front matters of all reports that have a page: those of
// the working copies, else of the newest editions.
func (b *builder) reportsSeen() []*content.Meta {
	all := slices.Clone(b.metas)
	for _, p := range b.published {
		if p.newest == nil || b.meta(p.path) != nil {
			continue
		}
		s, err := p.newest.Snapshot(b.fsys)
		if err != nil {
			continue // the check of the edition says why
		}
		all = append(all, &content.Meta{
			Path: p.path, Title: s.Title, Kind: s.Kind, Dnr: s.Dnr, Period: content.Period{From: s.From, To: s.To}, Date: s.Date,
			Meeting: s.Meeting, Stage: s.Stage, Visibility: content.Public, Example: s.Example, Lang: s.Lang,
		})
	}
	slices.SortFunc(all, func(x, y *content.Meta) int { return strings.Compare(x.Path, y.Path) })
	return all
}

// meetingPaths are the meetings that have a page.
func (b *builder) meetingPaths() []string {
	paths := []string{}
	for _, m := range b.meetings {
		paths = append(paths, m.Path)
	}
	return paths
}

// exists reports whether there is a report or meeting of a path, seen or not.
func (b *builder) exists(name string) bool {
	for _, file := range [...]string{name + ".md", name + "/report.md"} {
		if _, err := fs.Stat(b.fsys, path.Join("content", file)); err == nil {
			return true
		}
	}
	return false
}

// meetingFiles lists the files in a meeting's folder, and its datasets.
func (b *builder) meetingFiles(m *content.Meeting) (files, datasets []string) {
	entries, err := fs.ReadDir(b.fsys, m.Folder())
	for _, e := range entries {
		if err == nil && !e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			files = append(files, e.Name())
		}
	}
	return files, data.List(b.fsys, m.Path)
}

// readsForMeetings reports whether the build may read a file because of a
// meeting that it sees.
func (b *builder) readsForMeetings(name string) bool {
	return slices.ContainsFunc(b.meetings, func(m *content.Meeting) bool { return m.Reads(name) })
}

// covered is what this build may see of a file: of a meeting's, not the items
// that are hidden from it.
func (b *builder) covered(name string, raw []byte) []byte {
	for _, m := range b.meetings {
		if m.Source.Name == name {
			return m.Cover(raw)
		}
	}
	return raw
}

// meetingPages reads the texts of all meetings, binds and checks them as those of
// reports, and writes the pages of meetings and matters.
func (b *builder) meetingPages(ctx context.Context) error {
	in := b.meetingsInput()

	for _, m := range b.site.Agenda.Meetings {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.meetingTexts(m, &in); err != nil {
			return err
		}
	}
	papers, err := b.sent()
	if err != nil || b.writer == nil || b.diags.Failed() {
		return err
	}
	in.Sent = func(m *content.Meeting, day string) string { return papers.folders[sentKey(m, day)] }
	in.Changed = func(m *content.Meeting, report string) string { return papers.changed[sentKey(m, report)] }
	files, err := b.set.Meetings(b.site, in)
	if err != nil {
		return err
	}
	if err := b.addAll(files); err != nil {
		return err
	}
	return b.attachments()
}

// meetingsInput is what pages of meetings show, before any text is read.
func (b *builder) meetingsInput() layout.MeetingsInput {
	return layout.MeetingsInput{
		Narratives: map[*content.Document]*report.Report{}, Delegations: map[*content.Item]*data.Dataset{}, Size: b.attachmentSize,
		Staff: b.cfg.audience() == Staff, Newest: b.newestShown,
	}
}

// meetingTexts binds the texts of one meeting and what delegates decided.
func (b *builder) meetingTexts(m *agenda.Meeting, in *layout.MeetingsInput) error {
	content.ParseMeeting(b.fsys, m.Meeting, b.diags)
	if m.Text != nil {
		in.Narratives[m.Text] = b.narrative(m, m.Text, nil)
	}
	for _, it := range m.Items {
		sets, err := b.meetingData(m.Meeting, it.Item)
		if err != nil {
			return err
		}
		if it.Memo != nil {
			in.Narratives[it.Memo] = b.narrative(m, it.Memo, sets)
		}
		if d := b.delegations(it, sets); d != nil {
			in.Delegations[it.Item] = d
		}
	}
	return nil
}

// narrative binds one text and checks it as a report's.
func (b *builder) narrative(m *agenda.Meeting, doc *content.Document, sets []*data.Dataset) *report.Report {
	linked := report.Link(doc, report.Sources{
		Committee: m.Committee, Datasets: sets, Other: b.datasetsOf, Reports: append(b.withdrawn(), b.pages...), Committees: b.committeeIDs(), Moved: b.renames.now, Meetings: b.meetingPaths(),
	}, b.diags)
	reconcile.Check(linked, b.diags)
	b.proof(linked, sets)
	var found diag.List
	prose.Check(prose.OfReport(linked), &found)
	for _, f := range found.Sorted() {
		if f.Code != "UNBOUND" && f.Code != "LITERALS" { // a memo has no tables that its numbers should come from
			b.diags.Add(f)
		}
	}
	return linked
}

// meetingData reads the datasets that belong to an item.
func (b *builder) meetingData(m *content.Meeting, it *content.Item) ([]*data.Dataset, error) {
	var sets []*data.Dataset
	for _, id := range it.Data {
		defaults := data.Defaults{Date: m.Date, Lang: b.set.Lang()}
		if !slices.Contains(data.List(b.fsys, m.Path), id) {
			continue // reported by the check of the agenda
		}
		d, err := data.ReadDataset(b.fsys, m.Path, id, defaults, b.codes, b.diags)
		if err != nil {
			return nil, err
		}
		if d != nil && len(d.Rows) > 0 {
			sets = append(sets, d)
		}
	}
	return sets, nil
}

// datasetsOf returns the datasets of a report that this build shows: of its
// working copy, else of its newest edition, as it was frozen.
func (b *builder) datasetsOf(name string) ([]*data.Dataset, bool) {
	if b.meta(name) != nil {
		return b.other(name)
	}
	for _, p := range b.published {
		if p.path != name || p.newest == nil {
			continue
		}
		fsys := frozenFS{FS: b.fsys, at: "data/" + name, to: path.Join(p.newest.Dir, edition.SourcesFolder, "data")}
		meta := &content.Meta{Path: name}
		if s, err := p.newest.Snapshot(b.fsys); err == nil {
			meta.Period, meta.Date = content.Period{From: s.From, To: s.To}, s.Date
		}
		frozen := &builder{cfg: b.cfg, fsys: fsys, set: b.set, codes: b.codes}
		sets, _, err := frozen.datasets(meta, &diag.List{}) // judged when they were frozen
		return sets, err == nil
	}
	return nil, false
}

// A frozenFS shows a folder of an edition where the folder of its report is.
type frozenFS struct {
	fs.FS
	at, to string
}

// Open implements fs.FS.
func (f frozenFS) Open(name string) (fs.File, error) {
	if rest, ok := strings.CutPrefix(name, f.at); ok {
		name = f.to + rest
	}
	return f.FS.Open(name)
}

// delegationKind is the kind of dataset that holds decisions of delegates.
const delegationKind = "decisions-delegation"

// delegations finds the decisions of delegates that an item reports: one of
// its own datasets, or one of a report.
func (b *builder) delegations(it *agenda.Item, own []*data.Dataset) *data.Dataset {
	address := it.Delegation
	if address == "" {
		return nil
	}
	sets, ids := own, it.Data
	if report, id, ok := cutLast(strings.Trim(address, "/")); ok {
		if !b.readable(report, it.At("delegation")) {
			return nil
		}
		sets, _ = b.datasetsOf(report)
		ids = nil
		for _, d := range sets {
			ids = append(ids, d.ID)
		}
		address = id
	}
	for _, d := range sets {
		if d.ID != address {
			continue
		}
		if kind := d.Description.Kind.Name; kind != delegationKind {
			b.diags.Report("BLOCK-KIND", it.At("delegation"), "block", "delegation", "kinds", delegationKind, "id", d.ID, "kind", kind)
			return nil
		}
		return d
	}
	if near := diag.Nearest(address, ids); near != "" {
		b.diags.Add(diag.New("DATASET", it.At("delegation"), "id", address, "list", diag.Shortlist(ids), "nearest", near).With("nearest"))
	} else {
		b.diags.Add(diag.New("DATASET", it.At("delegation"), "id", address).With("none"))
	}
	return nil
}

// readable reports whether this build shows a report that an item takes data
// from, and says why not.
func (b *builder) readable(name string, at diag.Place) bool {
	switch {
	case slices.Contains(b.pages, name):
		return true
	case slices.Contains(b.waiting, name): // which is said
	case b.exists(name):
		b.diags.Add(diag.New("MEETING-FILE", at, "report", "/"+name).With("hidden"))
	default:
		b.diags.Add(diag.New("MEETING-FILE", at, "report", "/"+name).With("report"))
	}
	return false
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '/')
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+1:], true
}

// attachmentSize is how large a file in a meeting's folder is, −1 when there is none.
func (b *builder) attachmentSize(m *content.Meeting, file string) int64 {
	info, err := fs.Stat(b.fsys, path.Join(m.Folder(), file))
	if err != nil {
		return -1
	}
	return info.Size()
}

// attachments writes the files that the items of meetings have attached,
// beside the meeting's page.
func (b *builder) attachments() error {
	for _, m := range b.meetings {
		files, err := b.attached(m)
		if err != nil {
			return err
		}
		if err := b.addAll(files); err != nil {
			return err
		}
	}
	return nil
}

// attached reads the files that the items of a meeting have attached.
func (b *builder) attached(m *content.Meeting) ([]layout.File, error) {
	var files []layout.File
	for _, it := range m.Items {
		for _, a := range it.Attachments {
			name := path.Join(m.Path, a.File)
			if a.File == "" || slices.ContainsFunc(files, func(f layout.File) bool { return f.Path == name }) {
				continue
			}
			raw, err := fs.ReadFile(b.fsys, path.Join(m.Folder(), a.File))
			if err != nil {
				return nil, fmt.Errorf("read attachment: %w", err)
			}
			files = append(files, layout.File{Path: name, Content: raw})
		}
	}
	return files, nil
}
