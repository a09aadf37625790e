package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A tree is the content of a site by path.
type tree map[string]string

// The trees differ in every way that a commit has to deal with: changed, new, removed and equal files, a file that
// becomes a folder and the other way round, folders that come and go, and a name that changes its case.
func treeA() tree {
	return tree{
		"index.html":            "start a",
		"same/index.html":       "same",
		"gone/deep/er/x.html":   "x",
		"gone/y.html":           "y",
		"turn":                  "a file that becomes a folder",
		"fold/index.html":       "a folder that becomes a file",
		"fold/inner/index.html": "and its inner folder",
		"Case.html":             "case",
	}
}

func treeB() tree {
	return tree{
		"index.html":      "start b, longer",
		"same/index.html": "same",
		"new/a/b.html":    "new",
		"turn/index.html": "in the folder",
		"fold":            "now a file",
		"case.html":       "case",
		"empty.txt":       "",
	}
}

const asOfA, asOfB = "2020-05-26", "2020-06-16"

// add adds a tree in order.
func add(w *Writer, files tree) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := w.Add(name, []byte(files[name])); err != nil {
			return err
		}
	}
	return nil
}

// build opens, adds and commits; after an error it discards, as a command does.
func build(dir string, files tree, opts Options) (result Result, err error) {
	opts.noSync = true
	w, err := Open(dir, opts)
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, w.Discard()) }()
	if err := add(w, files); err != nil {
		return Result{}, err
	}
	return w.Commit(context.Background())
}

func mustBuild(t testing.TB, dir string, files tree, opts Options) Result {
	t.Helper()
	result, err := build(dir, files, opts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// state describes everything below dir, with kinds and permissions; "" for a folder that does not exist.
func state(t testing.TB, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		fmt.Fprintf(&b, "%s %s", info.Mode(), filepath.ToSlash(rel))
		if info.Mode().IsRegular() {
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, " %q", content)
		}
		b.WriteString("\n")
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func write(t testing.TB, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func wantState(t testing.TB, dir, want string) {
	t.Helper()
	if got := state(t, dir); got != want {
		t.Errorf("state of the folder:\n%s\nwant:\n%s", got, want)
	}
}

// wantError asserts that err holds an error of type E and returns it.
func wantError[E error](t testing.TB, err error) E {
	t.Helper()
	var want E
	if !errors.As(err, &want) {
		t.Fatalf("error is %T %v, want a %T", err, err, want)
	}
	return want
}

// stateOf is the state that a build of files into a new folder gives.
func stateOf(t testing.TB, files tree, opts Options) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	mustBuild(t, dir, files, opts)
	return state(t, dir)
}
