package e2e

import (
	"bytes"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/testpublish"
	"tertial/internal/testsite"
	"tertial/internal/verify"
	"tertial/layouts"
)

// TestTamper changes one byte in every file that is published and in every file
// that is kept of it: the file is named, whichever it is. That a file is gone shows
// too, at the latest in what speaks of it. The draft is its authors' own.
func TestTamper(t *testing.T) {
	t.Parallel()
	root := municipality(t, testsite.Options{Seed: 6, Committees: 1, Reports: 2, Charts: 1, Lean: true})
	cfg := build.Config{Root: root, AsOf: asOf, Program: "Tertial", BuiltIn: layouts.FS(), BaseURL: base, ChartCache: t.TempDir()}
	reports, err := testpublish.All(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := testpublish.Withdraw(t.Context(), cfg, reports[1]); err != nil {
		t.Fatal(err)
	}
	out := fstest.MapFS{}
	for name, text := range filesOf(t, cfg) {
		out[name] = &fstest.MapFile{Data: text}
	}
	repository, err := inMemory(os.DirFS(root), "content")
	if err != nil {
		t.Fatal(err)
	}
	tamper(t, "site", out, func(string) bool { return true }, func(fsys fs.FS) (*verify.Result, error) {
		return verify.Folder(t.Context(), fsys, "", verify.Options{})
	})
	kept := func(name string) bool { return strings.Contains(name, "/editions/") || name == "content/log.txt" }
	tamper(t, "repository", repository, kept, func(fsys fs.FS) (*verify.Result, error) {
		return verify.Repository(fsys, verify.Options{})
	})
}

// tamper spoils one file after the other.
func tamper(t *testing.T, what string, files fstest.MapFS, kept func(string) bool, check func(fs.FS) (*verify.Result, error)) {
	t.Helper()
	random := rand.New(rand.NewPCG(6, 6))
	tried := 0
	names := func(spoilt fstest.MapFS, name string) {
		t.Helper()
		result, err := check(spoilt)
		if err != nil {
			t.Errorf("%s: %s: %v", what, name, err)
			return
		}
		for i := range result.Findings {
			f := &result.Findings[i]
			places := []diag.Place{f.Place} // and the others that matter: the last line of a log is held to its edition alone
			for _, r := range f.Related {
				places = append(places, r.Place)
			}
			if strings.Contains(f.Message("en"), name) || slices.ContainsFunc(places, func(at diag.Place) bool {
				return path.Clean(filepath.ToSlash(at.File)) == name
			}) {
				return
			}
		}
		t.Errorf("%s: %s has another byte, and it is not named: %v", what, name, codes(result.Findings))
	}
	if result, err := check(files); err != nil || len(result.Findings) > 0 {
		t.Fatalf("%s: before anything was done: %v, %v", what, err, result.Findings)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !kept(name) || path.Base(name) == ".gitignore" {
			continue
		}
		tried++
		spoilt := maps.Clone(files)
		delete(spoilt, name)
		if result, err := check(spoilt); err == nil && !result.Failed() {
			t.Errorf("%s: nobody misses %s", what, name)
		}
		text := bytes.Clone(files[name].Data)
		if len(text) == 0 {
			continue
		}
		text[random.IntN(len(text))] ^= 1
		spoilt[name] = &fstest.MapFile{Data: text}
		names(spoilt, name)
	}
	if tried < 20 {
		t.Errorf("%s: only %d files were tried", what, tried)
	}
	t.Logf("%s: %d files", what, tried)
}
