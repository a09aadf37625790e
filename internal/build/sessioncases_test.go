package build_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/internal/golden"
	"tertial/internal/testpublish"
	"tertial/layouts"
)

// TestSessionCases takes the cases of TestCases as changes: the small site becomes
// that of the case, and then file by file what it was, and after each step a
// session shows what a build from nothing would.
func TestSessionCases(t *testing.T) {
	t.Parallel()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range golden.Cases(t, "testdata/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			lay(t, root, base)
			cfg := build.Config{
				Root: root, Audience: audience(c.Archive), AsOf: "2020-06-01", Program: "Tertial", BuiltIn: layouts.FS(), ChartCache: t.TempDir(),
			}
			publish := cfg.Audience == published
			if publish {
				cfg.Audience = build.Public
			}
			s := build.NewSession(cfg, build.SessionOptions{})
			defer s.Close()
			rebuild(t, s)
			lay(t, root, c.Archive)
			if publish {
				if _, err := testpublish.All(t.Context(), cfg); err != nil {
					t.Fatal(err)
				}
			}
			sameAsBuild(t, cfg, rebuild(t, s), "the case")
			for _, f := range c.Files {
				if top, _, _ := strings.Cut(f.Name, "/"); top != "content" && top != "data" && top != "layouts" {
					continue
				}
				restore(t, root, f.Name, base)
				if result, err := s.Rebuild(t.Context()); err == nil {
					sameAsBuild(t, cfg, result, "without "+f.Name)
				} else {
					sameError(t, cfg, err)
				}
			}
			rebuild(t, s)
		})
	}
}

// restore gives a file what it has in the archive, or removes it.
func restore(t *testing.T, root, name string, from *txtar.Archive) {
	t.Helper()
	path := filepath.Join(root, filepath.FromSlash(name))
	for _, f := range from.Files {
		if f.Name == name {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}
