package build

import (
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"tertial/internal/change"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
)

// A published is a report that has editions. A public build reads nothing else
// of a report: not its working copy, and of an edition nothing that it does not
// publish but the record for comparisons.
type published struct {
	path      string // of today: committee/year/report
	committee *content.Committee
	editions  []*edition.Edition
	newest    *edition.Edition // that is not withdrawn, or nil
	snapshots map[int]*edition.Snapshot
	front     bool                // the report's own address shows the newest edition, not a working copy
	printed   map[int]*layout.PDF // of a release: editions on paper
}

// findPublished reads which reports have editions, whether their working copies
// are there and seen or not.
func (b *builder) findPublished() {
	for _, c := range b.committees {
		for _, year := range b.folders(path.Join("content", c.ID)) {
			for _, id := range b.folders(path.Join("content", c.ID, year)) {
				b.findEditions(c, path.Join(c.ID, year, id))
			}
		}
	}
}

func (b *builder) findEditions(c *content.Committee, report string) {
	all := edition.ListIn(b.fsys, path.Join("content", report, edition.Folder), b.diags)
	if len(all) == 0 {
		return
	}
	p := &published{path: report, committee: c, editions: all, newest: edition.Newest(all), snapshots: map[int]*edition.Snapshot{}, front: true}
	if meta := b.meta(report); meta != nil {
		p.front = p.newest != nil && b.unchanged(p)
		b.formerly(meta, all)
	}
	b.published = append(b.published, p)
}

// formerly reports editions that were published at a path that the report has
// not, and does not say it had. A build that reads no working copy cannot know
// that, and does not mind: that no other folder has them is what
// [edition.Misplaced] tries for all.
func (b *builder) formerly(meta *content.Meta, all []*edition.Edition) {
	for _, e := range all {
		known := func(f content.Former) bool { return f.Path == e.Report || f.Path == b.committeeNow(e.Report) }
		if e.Report != meta.Path && b.committeeNow(e.Report) != meta.Path && !slices.ContainsFunc(meta.Formerly, known) {
			b.diags.Report("EDITION-MOVED", diag.Place{File: path.Join(e.Dir, edition.YAMLName)}, "report", e.Report, "here", meta.Path)
		}
	}
}

// committeeNow is a report's path with today's id of a committee that has been
// renamed.
func (b *builder) committeeNow(report string) string {
	committee, rest, _ := strings.Cut(report, "/")
	for _, c := range b.committees {
		if slices.ContainsFunc(c.Formerly, func(f content.Former) bool { return f.Path == committee }) {
			return c.ID + "/" + rest
		}
	}
	return report
}

// meta is the working copy of a report, or nil when this build does not see it.
func (b *builder) meta(report string) *content.Meta {
	for _, m := range b.metas {
		if m.Path == report {
			return m
		}
	}
	return nil
}

// fronted reports whether a report's own address shows its newest edition.
func (b *builder) fronted(report string) bool { return b.newestShown(report) > 0 }

// newestShown is the number of the edition that a report's own address shows,
// or 0 when that is the working copy.
func (b *builder) newestShown(report string) int {
	for _, p := range b.published {
		if p.path == report && p.newest != nil && p.front {
			return p.newest.Number
		}
	}
	return 0
}

// folders lists the folders in a folder by name.
func (b *builder) folders(dir string) []string {
	entries, err := fs.ReadDir(b.fsys, dir)
	if err != nil {
		return nil // there is none, or whoever reads it says why
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// unchanged reports whether the working copy has just what the newest edition
// was made of.
func (b *builder) unchanged(p *published) bool {
	frozen, err := p.newest.SourcesDigest(b.fsys)
	if err != nil {
		return false // the check of the edition says why
	}
	here, err := b.sourcesAt("", p.path)
	return err == nil && frozen == edition.Digest(edition.Manifest(here))
}

// editions checks every edition, and writes the pages of all that are
// published. The listings come in the order of the reports' paths.
func (b *builder) editions(ctx context.Context) ([]*layout.Listing, error) {
	listings := make([]*layout.Listing, len(b.published))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(b.cfg.Workers)
	for i, p := range b.published {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := b.printEditions(ctx, p); err != nil {
				return err
			}
			listing, err := b.publishedOnce(p)
			listings[i] = listing
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(listings, func(l *layout.Listing) bool { return l == nil }), nil
}

// publishedReport writes the pages of a report's editions. A file that is not
// as it was frozen is a finding, and nothing is written.
func (b *builder) publishedReport(p *published) (*layout.Listing, error) {
	sound := true
	for _, e := range p.editions {
		sound = e.Check(b.fsys, b.diags) && sound
	}
	if !sound {
		return nil, nil
	}
	versions, err := b.versions(p)
	if err != nil || b.writer == nil || b.failed() {
		return nil, err
	}
	line := change.NewTimeline(versions)
	for _, e := range p.editions {
		files, err := b.edition(p, e, line)
		if err != nil {
			return nil, err
		}
		if err := b.addAll(files); err != nil {
			return nil, err
		}
	}
	if p.newest == nil || !p.front {
		return nil, nil
	}
	listing := layout.EditionListing(p.path, p.newest.Number, p.snapshots[p.newest.Number])
	listing.Translations = append(listing.Translations, p.olderTranslations()...)
	listing.Terms = b.termsIn(versions[line.At(p.newest.Number)].Record)
	return listing, nil
}

// versions reads the snapshots and the records of a report's editions.
func (b *builder) versions(p *published) ([]change.Version, error) {
	var versions []change.Version
	for _, e := range p.editions {
		v := change.Version{Edition: e}
		if e.Withdrawn == nil {
			snapshot, err := e.Snapshot(b.fsys)
			if err != nil {
				return nil, err
			}
			p.snapshots[e.Number] = snapshot
			if v.Record, err = e.Record(b.fsys); err != nil {
				return nil, err
			}
		}
		versions = append(versions, v)
	}
	return versions, nil
}

// edition renders the pages of one edition, or what is left of it.
func (b *builder) edition(p *published, e *edition.Edition, line *change.Timeline) ([]layout.File, error) {
	changes := map[int]bool{}
	for i, v := range line.Versions {
		changes[v.Number] = i > 0
	}
	if e.Withdrawn != nil {
		return b.set.Tombstone(b.site, layout.TombstoneInput{
			Report: p.path, Committee: p.committee, Editions: p.editions, Edition: e, Newest: p.newest, Front: p.front, Changes: changes,
		})
	}
	in := layout.EditionInput{
		Report: p.path, Committee: p.committee, Editions: p.editions, Edition: e, Snapshot: p.snapshots[e.Number],
		Newest: p.newest, Latest: p.snapshots[p.newest.Number], Front: p.front && e == p.newest, Changes: changes,
		History: map[string]template.HTML{}, PDF: p.printed[e.Number],
		Read: func(name string) ([]byte, error) {
			text, err := fs.ReadFile(b.fsys, path.Join(e.Public(), name))
			if err != nil {
				return nil, fmt.Errorf("edition %d: %w", e.Number, err)
			}
			return text, nil
		},
	}
	if e == p.newest {
		in.Through = b.throughTime.panels[p.path]
	}
	in.Sections = commonSections(line, e.Number, p.newest.Number)
	var err error
	if in.Corrections, err = b.set.CorrectionsSection(layout.CorrectionSteps(line, e.Number)); err != nil {
		return nil, err
	}
	if err := b.addLanguages(&in, line); err != nil {
		return nil, err
	}
	for _, d := range in.Snapshot.Datasets {
		if in.History[d.ID], err = b.set.HistorySection(line, e.Number, d.ID); err != nil {
			return nil, err
		}
	}
	files, err := b.set.Edition(b.site, in)
	if err != nil {
		return nil, err
	}
	changed, err := b.changesPages(p, e, line)
	return append(files, changed...), err
}

// changesPages are the pages of what an edition has changed, and of what has
// changed since.
func (b *builder) changesPages(p *published, e *edition.Edition, line *change.Timeline) ([]layout.File, error) {
	var files []layout.File
	add := func(old, now *edition.Edition, changes *change.Changes, latest bool) error {
		file, err := b.set.ChangesPage(b.site, layout.ChangesInput{
			Report: p.path, Title: p.snapshots[now.Number].Title, Committee: p.committee, Old: old, New: now, Changes: changes,
			Latest: latest, Example: p.snapshots[now.Number].Example, Drawing: b.frozenDrawing,
		})
		files = append(files, file)
		return err
	}
	at := line.At(e.Number)
	if at > 0 {
		if err := add(line.Versions[at-1].Edition, e, line.Steps[at], false); err != nil {
			return nil, err
		}
	}
	if last := len(line.Versions) - 1; at < last {
		if err := add(e, line.Versions[last].Edition, line.Compare(at, last), true); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// frozenDrawing is a chart of an edition as it was drawn then; nil where it was not.
func (b *builder) frozenDrawing(e *edition.Edition, name string) []byte {
	if e == nil || name == "" {
		return nil
	}
	drawing, err := fs.ReadFile(b.fsys, path.Join(e.Dir, "charts", name))
	if err != nil {
		return nil
	}
	return drawing
}

// commonSections are the sections that two editions have, as links by fragment.
func commonSections(line *change.Timeline, number, newest int) []layout.Link {
	if number == newest {
		return nil
	}
	there := map[string]bool{}
	for _, t := range line.Versions[line.At(newest)].Record.Text {
		there[t.Section] = true
	}
	var links []layout.Link
	for _, t := range line.Versions[line.At(number)].Record.Text {
		if t.Role != string(content.Heading) || t.Section == "" || !there[t.Section] {
			continue
		}
		text := t.Text
		if t.Number != "" {
			text = t.Number + " " + text
		}
		links = append(links, layout.Link{Text: text, Href: "#" + t.Section})
	}
	return links
}
