package e2e

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/build"
	"tertial/internal/edition"
	"tertial/internal/testpublish"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// otherLayouts are the built-in layouts with other words in every template, other
// rules in every style sheet and other texts.
func otherLayouts(t *testing.T) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(layouts.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(layouts.FS(), name)
		switch path.Ext(name) {
		case ".html":
			text = bytes.ReplaceAll(text, []byte("</main>"), []byte("<p>Ny ram</p></main>"))
			text = append(bytes.ReplaceAll(text, []byte("<h1>"), []byte(`<h1 class="ny">`)), "<p>Ny mall</p>"...)
		case ".css":
			text = append(bytes.Clone(text), "\n.ny { color: red }\n"...)
		case ".txt":
			text = bytes.ReplaceAll(text, []byte(": "), []byte(": Ny "))
		}
		files[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestNewProgramOldEditions: editions stand for what was published by the program
// of their day. A later one with other templates, style sheets, texts and name,
// which could not draw a chart or judge a number of theirs since nothing but the
// editions is left, gives the same bytes between its own frames.
func TestNewProgramOldEditions(t *testing.T) {
	t.Parallel()
	o := testsite.Options{Seed: 8, Committees: 1, Reports: 2, Charts: 6, Lean: true}
	root := municipality(t, o)
	cfg := build.Config{Root: root, AsOf: asOf, Program: "Tertial 1", BuiltIn: layouts.FS(), ChartCache: filepath.Join(root, ".cache", "charts")}
	reports, err := testpublish.All(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	o.Seed++
	if err := testsite.New(o).Rewrite(root); err != nil {
		t.Fatal(err)
	}
	second := build.PublishRequest{Report: reports[0], Reason: "Rättat", Correction: true, SlipBy: "controller"}
	if _, err := testpublish.One(t.Context(), cfg, second); err != nil {
		t.Fatal(err)
	}
	old := filesOf(t, cfg)
	for _, name := range []string{"data", ".cache", "public"} {
		if err := os.RemoveAll(filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, report := range reports {
		files, err := filepath.Glob(filepath.Join(root, "content", filepath.FromSlash(report), "*.md"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	cfg.Program, cfg.AsOf, cfg.BuiltIn = "Tertial 9", "2031-01-01", otherLayouts(t)
	now := filesOf(t, cfg)
	pages := 0
	for name, page := range old {
		frozen, ok := edition.Fragment(page)
		if !ok {
			continue
		}
		pages++
		if got, ok := edition.Fragment(now[name]); !ok || !bytes.Equal(got, frozen) {
			t.Errorf("%s is not what it was", name)
		}
		if bytes.Equal(now[name], page) || !bytes.Contains(now[name], []byte("Ny ram")) {
			t.Errorf("%s has the old frame: nothing was tried", name)
		}
	}
	if pages < 30 {
		t.Errorf("only %d pages", pages)
	}
	charts := 0
	for name, file := range old {
		if strings.Contains(name, "/data/") && path.Ext(name) != ".html" && !bytes.Equal(file, now[name]) {
			t.Errorf("%s is not the file that it was", name)
		}
		charts += bytes.Count(file, []byte("<svg "))
	}
	if charts == 0 {
		t.Error("no chart")
	}
}

// filesOf builds the site for the public and returns all files.
func filesOf(t *testing.T, cfg build.Config) map[string][]byte {
	t.Helper()
	cfg.Out = filepath.Join(t.TempDir(), "public")
	result, err := build.Build(t.Context(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, codes(result.Findings))
	}
	files := map[string][]byte{}
	err = fs.WalkDir(os.DirFS(cfg.Out), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = os.ReadFile(filepath.Join(cfg.Out, filepath.FromSlash(name)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
