package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Commit puts the added files in place, removes the files of the old site that were not added, and writes the manifest.
// With an error the old site stands as it was; only an [InterruptedError] leaves that to the next [Recover]. A context
// that is done stops it until the journal is written, and no more after.
func (w *Writer) Commit(ctx context.Context) (Result, error) {
	if !w.close() {
		return Result{}, ErrClosed
	}
	result, err := w.commit(ctx)
	var interrupted *InterruptedError
	if errors.As(err, &interrupted) { // the stage is still needed
		return Result{}, errors.Join(err, w.lock.close())
	}
	if err != nil {
		return Result{}, errors.Join(err, w.cleanUp())
	}
	// The new site is in place for good. Should something of .tertial stay, the next run clears it.
	_ = w.cleanUp()
	return result, nil
}

func (w *Writer) commit(ctx context.Context) (Result, error) {
	if w.failed != nil {
		return Result{}, w.failed
	}
	p := &plan{w: w, f: w.folder, names: slices.Sorted(maps.Keys(w.entries)), leaving: map[string]bool{}}
	if err := p.make(); err != nil || len(p.steps) == 0 {
		return p.result, err
	}
	if err := p.f.mkdir(oldName, defaultDirMode); err != nil {
		return Result{}, err
	}
	if err := p.f.sync(p.stagedFiles()); err != nil {
		return Result{}, err
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	err := p.f.startJournal(p.steps)
	if err == nil {
		err = p.f.finish(p.steps)
	}
	if err == nil {
		return p.result, nil
	}
	if p.f.kind(journalName) == isMissing {
		return Result{}, err
	}
	if undo := p.f.revert(p.steps); undo != nil {
		return Result{}, &InterruptedError{Dir: p.f.dir, Err: err, Undo: undo}
	}
	return Result{}, err
}

// A plan finds the steps from the old tree to the new one. Their order: what stands in the way goes first, then come new
// folders, new files, and what else is old; the manifest is last.
type plan struct {
	w       *Writer
	f       *folder
	names   []string // the new files, sorted
	steps   []step
	result  Result
	nextID  int
	leaving map[string]bool // folders that a step removes; none twice, since each is undone
}

func (p *plan) make() error {
	drops, err := p.drops()
	if err != nil {
		return err
	}
	first, later := p.split(drops)
	p.steps = append(p.steps, first...)
	if err := p.clearDirs(); err != nil {
		return err
	}
	if err := p.mkdirs(); err != nil {
		return err
	}
	p.puts()
	p.steps = append(p.steps, later...)
	p.rmdirs(drops)
	return p.manifest()
}

// drops are the steps that remove old files which the new site lacks, as far as they are there.
func (p *plan) drops() ([]step, error) {
	p.nextID = len(p.names)
	var drops []step
	for _, name := range slices.Sorted(maps.Keys(p.w.old)) {
		if _, ok := p.w.entries[name]; ok {
			continue
		}
		ok, err := p.w.reachable(name)
		if err != nil {
			return nil, err
		}
		if at := p.f.kind(name); !ok || at == isMissing || at == isDir {
			continue
		}
		drops = append(drops, step{do: doDrop, id: p.nextID, name: name})
		p.nextID++
	}
	p.result.Removed = len(drops)
	return drops, nil
}

// split parts the old files that stand in the way of new ones, also by a name in other case, from those that do not.
func (p *plan) split(drops []step) (first, later []step) {
	for _, s := range drops {
		_, blocks := p.w.claims[fold(s.name)]
		for dir := range parents(s.name) {
			_, isFile := p.w.entries[dir]
			blocks = blocks || isFile
		}
		if blocks {
			first = append(first, s)
		} else {
			later = append(later, s)
		}
	}
	return first, later
}

// clearDirs removes old folders where new files have to go; by then they are empty, or they hold what is not ours.
func (p *plan) clearDirs() error {
	for _, name := range p.names {
		if !p.w.entries[name].onDir {
			continue
		}
		var dirs []string
		err := filepath.WalkDir(p.f.path(name), func(at string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(p.f.dir, at)
			if err != nil {
				return err
			}
			found := filepath.ToSlash(rel)
			if entry.IsDir() {
				dirs = append(dirs, found)
			} else if _, ours := p.w.old[found]; !ours {
				return &ForeignError{Dir: p.f.dir, Path: found}
			}
			return nil
		})
		if err != nil {
			return err
		}
		p.rmdirAll(dirs)
	}
	return nil
}

// rmdirAll removes folders, inner ones before those around them.
func (p *plan) rmdirAll(dirs []string) {
	slices.Sort(dirs)
	for _, dir := range slices.Backward(dirs) {
		if info, err := os.Lstat(p.f.path(dir)); err == nil && !p.leaving[dir] {
			p.leaving[dir] = true
			p.steps = append(p.steps, step{do: doRmdir, name: dir, mode: info.Mode().Perm()})
		}
	}
}

// mkdirs makes the missing folders of staged files, outer ones first.
func (p *plan) mkdirs() error {
	missing := map[string]bool{}
	for _, name := range p.names {
		if !p.w.entries[name].staged {
			continue
		}
		if _, err := p.w.reachable(name); err != nil {
			return err
		}
		for dir := range parents(name) {
			if missing[dir] || p.w.look(dir) == isDir {
				break
			}
			missing[dir] = true
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(missing)) {
		p.steps = append(p.steps, step{do: doMkdir, name: dir, mode: p.w.opts.DirMode})
	}
	return nil
}

func (p *plan) puts() {
	for _, name := range p.names {
		e := p.w.entries[name]
		p.result.Bytes += e.size
		_, listed := p.w.old[name]
		switch {
		case !e.staged:
			p.result.Unchanged++
			continue
		case listed:
			p.result.Changed++
		default:
			p.result.Added++
		}
		s := step{do: doAdd, id: e.id, sum: e.sum, name: name}
		if e.replaces {
			s.do = doSwap
		}
		p.steps = append(p.steps, s)
	}
}

// rmdirs removes the folders that the drops may leave empty.
func (p *plan) rmdirs(drops []step) {
	var dirs []string
	for _, s := range drops {
		for dir := range parents(s.name) {
			if have, ok := p.w.claims[fold(dir)]; !ok || have.name != dir && !have.folder {
				dirs = append(dirs, dir)
			}
		}
	}
	p.rmdirAll(dirs)
}

// manifest stages the new manifest, unless it is the old one.
func (p *plan) manifest() error {
	m := Manifest{AsOf: p.w.opts.AsOf, Audience: p.w.opts.Audience, Copies: p.w.opts.Copies}
	for _, name := range p.names {
		m.Files = append(m.Files, File{Path: name, Sum: p.w.entries[name].sum})
	}
	raw := m.Bytes()
	if bytes.Equal(raw, p.w.oldRaw) {
		return nil
	}
	s := step{do: doAdd, id: p.nextID, sum: sha256.Sum256(raw), name: ManifestName}
	if p.w.oldRaw != nil {
		s.do = doSwap
	}
	p.steps = append(p.steps, s)
	return p.f.create(staged(s.id), raw, p.w.opts.FileMode)
}

// stagedFiles are the files that have to be on disk before the journal is.
func (p *plan) stagedFiles() []string {
	names := []string{stageName}
	for _, s := range p.steps {
		if s.do == doAdd || s.do == doSwap {
			names = append(names, staged(s.id))
		}
	}
	return names
}
