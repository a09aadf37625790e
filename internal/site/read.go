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

// Copy is the file at path as it stands in place from the build before, if it is still good for the new site: it was made
// of the file of, which is the same as then, and in the way that [Options.Copies] names. Else it is nil, and is to be
// made anew. So what is costly to make of one file is made once.
func (w *Writer) Copy(path, of string) []byte {
	w.mu.Lock()
	e, ok := w.entries[of]
	w.mu.Unlock()
	if !ok || w.opts.Copies == "" || w.opts.Copies != w.copies {
		return nil
	}
	if sum, listed := w.old[of]; !listed || sum != e.sum {
		return nil
	}
	return w.Earlier(path)
}
