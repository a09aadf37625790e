package site

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
)

// Paths are the files that have been added so far, sorted.
func (w *Writer) Paths() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Keys(w.entries))
}

// Read gives the content of a file that has been added: what is made of finished files, such as an index of them, asks
// here. The error is fs.ErrNotExist for any other file.
func (w *Writer) Read(path string) ([]byte, error) {
	w.mu.Lock()
	e, ok := w.entries[path]
	closed := w.closed
	w.mu.Unlock()
	switch {
	case closed:
		return nil, ErrClosed
	case !ok:
		return nil, fmt.Errorf("read %s: %w", path, fs.ErrNotExist)
	case e.staged:
		return os.ReadFile(w.folder.path(staged(e.id)))
	}
	return os.ReadFile(w.folder.path(path))
}
