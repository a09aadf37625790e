package build_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/search"
)

// TestLeakSearch: the index of a release has nothing that its audience may not
// see, and what it may see of reports is found.
func TestLeakSearch(t *testing.T) {
	t.Parallel()
	site := newLeakSite()
	site.freeze(t)
	everything := func(*plantedThing) bool { return true }
	root := t.TempDir()
	writeAll(t, root, site.files(everything, everything, false))
	for _, audience := range build.Audiences() {
		t.Run(string(audience), func(t *testing.T) {
			t.Parallel()
			cfg := config(root, audience)
			cfg.AsOf, cfg.Out = leakDays()[2], filepath.Join(t.TempDir(), "out")
			cfg.Delivery = &build.Delivery{PDF: build.PDFNone}
			result, err := build.Build(t.Context(), cfg)
			if err != nil || result.Failed() {
				t.Fatal(err, text(t, result.Findings))
			}
			files := readAll(t, cfg.Out)
			for name := range files {
				if !strings.HasPrefix(name, "search/") {
					delete(files, name)
				}
			}
			if len(files) < 10 || files["search/pagefind/pagefind.js"] == nil || files["search/pagefind/LICENSE.txt"] == nil {
				t.Fatalf("%d files", len(files))
			}
			found := site.words(t, files, audience, cfg.AsOf)
			for _, p := range site.things {
				if p.kind == "report" && strings.Contains(p.visible(cfg.AsOf), string(audience[:1])) && !found[p.word('a')] {
					t.Errorf("%s %s from %q is not found: %s", p.kind, p.visibility, p.from, p.word('a'))
				}
			}
		})
	}
}

// TestNoSearchProgram: a release without the program is no release.
func TestNoSearchProgram(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	writeAll(t, root, map[string]string{"content/site.yaml": "name: Kommunen\n" + statement})
	cfg := config(root, build.Public)
	cfg.Out = filepath.Join(t.TempDir(), "out")
	cfg.Delivery = &build.Delivery{PDF: build.PDFNone, Pagefind: filepath.Join(root, "pagefind")}
	var missing *search.ProgramError
	if _, err := build.Build(t.Context(), cfg); !errors.As(err, &missing) || missing.Path != cfg.Delivery.Pagefind {
		t.Error(err)
	}
	if files := readAll(t, root); len(files) != 1 {
		t.Errorf("%d files", len(files))
	}
	cfg.Delivery.Pagefind = ""
	if result, err := build.Build(t.Context(), cfg); err != nil || result.Failed() {
		t.Error("a site without reports:", err, text(t, result.Findings))
	}
}
