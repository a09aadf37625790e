package site

import (
	"errors"
	"io/fs"
	"slices"
	"testing"
)

// Files can be read back while the site is being made, whether they are new,
// changed or stand in place.
func TestReadBack(t *testing.T) {
	dir := t.TempDir()
	write := func(files map[string]string) *Writer {
		t.Helper()
		w, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for path, content := range files {
			if err := w.Add(path, []byte(content)); err != nil {
				t.Fatal(err)
			}
		}
		return w
	}
	if _, err := write(map[string]string{"same.txt": "a", "a/old.txt": "b", "gone.txt": "c"}).Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	now := map[string]string{"same.txt": "a", "a/old.txt": "new", "z.txt": "z"}
	w := write(now)
	if got, want := w.Paths(), []string{"a/old.txt", "same.txt", "z.txt"}; !slices.Equal(got, want) {
		t.Errorf("paths are %q, want %q", got, want)
	}
	for path, want := range now {
		if got, err := w.Read(path); err != nil || string(got) != want {
			t.Errorf("%s reads %q, %v, want %q", path, got, err, want)
		}
	}
	if _, err := w.Read("gone.txt"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that was not added gives %v", err)
	}
	if err := w.Discard(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Read("z.txt"); !errors.Is(err, ErrClosed) {
		t.Errorf("after the end, reading gives %v", err)
	}
}
