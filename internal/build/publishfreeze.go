package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tertial/internal/change"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/privacy"
	"tertial/internal/publog"
)

// readIfThere reads a file; one that is not there is empty.
func readIfThere(fsys fs.FS, name string) ([]byte, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return text, nil
}

// sourcesAt reads the files that a report is made of, byte for byte: of the
// working copy below the site's root, or of what was frozen below another
// folder. Their paths are those below the folder sources of an edition.
func (b *builder) sourcesAt(base, report string) ([]edition.File, error) {
	var files []edition.File
	for _, top := range [...]string{"content", "data"} {
		dir := path.Join(base, top, report)
		found, err := b.readFolder(dir, edition.Folder)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			files = append(files, edition.File{Path: path.Join(top, strings.TrimPrefix(f.Path, dir+"/")), Content: f.Content})
		}
	}
	return files, nil
}

// readFolder reads all files below a folder of sources by their paths from the
// site's root, but for what lies in its folders that are frozen and what systems
// leave there. A folder that is not there has none.
func (b *builder) readFolder(dir string, frozen ...string) ([]edition.File, error) {
	var files []edition.File
	err := fs.WalkDir(b.fsys, dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == dir:
			return nil
		case err != nil:
			return err
		case entry.IsDir() && (path.Dir(name) == dir && slices.Contains(frozen, entry.Name()) || strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case entry.IsDir(), strings.HasPrefix(entry.Name(), "."), edition.Litter(name):
			return nil
		}
		text, err := fs.ReadFile(b.fsys, name)
		files = append(files, edition.File{Path: name, Content: text})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read sources: %w", err)
	}
	return files, nil
}

// freeze renders the edition and stages it with its entry in the log. What the
// privacy gate stops in a finished file takes the edition back.
func (p *publisher) freeze(ctx context.Context, release *Release) error {
	in, err := p.input(ctx)
	if err != nil {
		return err
	}
	p.record = recordOf(p.set, p.linked, in.Drawings)
	if err := p.recordTranslations(p.record, p.translations); err != nil {
		return err
	}
	if in.Corrected, err = p.corrected(); err != nil {
		return err
	}
	frozen, err := p.set.Freeze(p.site, in)
	if err != nil {
		return err
	}
	if found := p.stopped(frozen.Files); len(found) > 0 {
		release.Edition = nil
		release.Findings = append(release.Findings, privacy.Conceal(found)...)
		at := slices.IndexFunc(release.Steps, func(s ReleaseStep) bool { return s.Name == "privacy" })
		release.Steps[at] = ReleaseStep{Name: "privacy", State: Refused, Count: len(found)}
		return nil
	}
	files, err := p.files(in, frozen)
	if err != nil {
		return err
	}
	text, err := p.store.Freeze(p.next, files, p.req.Random)
	if err != nil {
		return err
	}
	return p.enter(p.entry(p.next.PublicDigest, edition.Digest(text)))
}

// corrected are the places that corrections have touched, this edition's own
// included.
func (p *publisher) corrected() ([]change.Mark, error) {
	var versions []change.Version
	for _, e := range append(slices.Clip(p.editions), p.next) {
		v := change.Version{Edition: e}
		var err error
		switch {
		case e == p.next:
			v.Record = p.record
		case e.Withdrawn == nil:
			v.Record, err = e.Record(p.fsys)
		}
		if err != nil {
			return nil, err
		}
		versions = append(versions, v)
	}
	return change.NewTimeline(versions).Corrected(p.next.Number), nil
}

// stopped puts finished files before the privacy gate.
func (p *publisher) stopped(files []layout.File) []diag.Finding {
	var found []diag.Finding
	for _, f := range files {
		name := path.Join(p.next.Public(), f.Path)
		if f, bad := p.gate.Output(name, f.Content); bad {
			f.Place.File = name
			found = append(found, f)
		}
	}
	return found
}

// files are all files of the edition but those that [edition.Store.Freeze] makes.
func (p *publisher) files(in layout.ReportInput, frozen *layout.Frozen) ([]edition.File, error) {
	var files []edition.File
	add := func(name string, content []byte) { files = append(files, edition.File{Path: name, Content: content}) }
	for _, f := range frozen.Files {
		add(path.Join(edition.PublicFolder, f.Path), f.Content)
	}
	for _, f := range p.sources {
		add(path.Join(edition.SourcesFolder, f.Path), f.Content)
	}
	for _, c := range p.record.Charts {
		if drawing, ok := in.Drawings[c.ID]; ok {
			add(path.Join(edition.ChartsFolder, c.Wide), drawing.Wide)
			add(path.Join(edition.ChartsFolder, c.Narrow), drawing.Narrow)
		}
	}
	for _, f := range []struct {
		name  string
		value any
	}{{edition.SnapshotName, frozen.Snapshot}, {edition.RecordName, p.record}} {
		text, err := edition.JSON(f.value)
		if err != nil {
			return nil, err
		}
		add(f.name, text)
	}
	return files, nil
}

// enter stages an entry of the log.
func (p *publisher) enter(entry publog.Entry) error {
	return enter(p.fsys, p.store, p.log, []publog.Entry{entry})
}

// enter stages the log with more entries. That they can follow was tried before.
func enter(fsys fs.FS, store *edition.Store, log *publog.Log, entries []publog.Entry) error {
	text, err := readIfThere(fsys, publog.Path)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		list := &diag.List{}
		more := log.Next(entry, list)
		if more == nil || list.Failed() {
			return fmt.Errorf("the log does not take edition %d of %s", entry.Edition, entry.Report)
		}
		text = append(slices.Clip(text), more...)
		log = publog.Parse(diag.NewSource(publog.Path, text), list)
	}
	return store.Put(publog.Path, text)
}
