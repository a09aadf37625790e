package build

import (
	"io/fs"
	"maps"
	"sync"
)

// A tracker is a view that keeps account of what one step has asked for, and
// of what it was told. A step that would be told the same again would make the
// same again. It is safe for concurrent use.
type tracker struct {
	view *view

	mu   sync.Mutex
	told map[question]string
}

var (
	_ fs.ReadFileFS = (*tracker)(nil)
	_ fs.ReadDirFS  = (*tracker)(nil)
	_ fs.StatFS     = (*tracker)(nil)
	_ fs.ReadLinkFS = (*tracker)(nil)
)

func newTracker(v *view) *tracker { return &tracker{view: v, told: map[question]string{}} }

func (t *tracker) note(l look, name string) {
	q := question{l, name}
	answer := t.view.answer(q)
	t.mu.Lock()
	t.told[q] = answer
	t.mu.Unlock()
}

// absorb takes over what another step was told whose result this one has used.
func (t *tracker) absorb(told map[question]string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.Copy(t.told, told)
}

// all is what was told so far.
func (t *tracker) all() map[question]string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return maps.Clone(t.told)
}

// Open implements [fs.FS].
func (t *tracker) Open(name string) (fs.File, error) {
	info, err := t.view.Stat(name)
	if err == nil && info.Mode().IsRegular() && info.Size() <= largestKept {
		t.note(lookFile, name)
	} else {
		t.note(lookStat, name)
	}
	return t.view.Open(name)
}

// ReadFile implements [fs.ReadFileFS].
func (t *tracker) ReadFile(name string) ([]byte, error) {
	t.note(lookFile, name)
	return t.view.ReadFile(name)
}

// ReadDir implements [fs.ReadDirFS].
func (t *tracker) ReadDir(name string) ([]fs.DirEntry, error) {
	t.note(lookDir, name)
	return t.view.ReadDir(name)
}

// Stat implements [fs.StatFS].
func (t *tracker) Stat(name string) (fs.FileInfo, error) {
	t.note(lookStat, name)
	return t.view.Stat(name)
}

// Lstat implements [fs.ReadLinkFS].
func (t *tracker) Lstat(name string) (fs.FileInfo, error) {
	t.note(lookLstat, name)
	return t.view.Lstat(name)
}

// ReadLink implements [fs.ReadLinkFS].
func (t *tracker) ReadLink(name string) (string, error) {
	t.note(lookLink, name)
	return t.view.ReadLink(name)
}

// holds reports whether all that was told would be told again.
func (v *view) holds(told map[question]string) bool {
	for q, answer := range told {
		if v.answer(q) != answer {
			return false
		}
	}
	return true
}
