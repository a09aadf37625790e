package build_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/publog"
)

// TestWithdrawalTakenBack: files from before a withdrawal do not put the edition
// on the web again, unless the output that knows better is removed.
func TestWithdrawalTakenBack(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	cfg := p.config()
	cfg.Out = filepath.Join(t.TempDir(), "ut")
	run := func() *build.Result {
		t.Helper()
		result, err := build.Build(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	e := p.must(t, ofPublish, nil)
	before := t.TempDir() // as git would keep it
	for _, name := range []string{e.Dir, publog.Path} {
		from, to := filepath.Join(p.root, name), filepath.Join(before, name)
		text, err := os.ReadFile(from)
		if err == nil {
			writeFile(t, to, string(text))
		} else if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	restore := func() {
		t.Helper()
		for _, name := range []string{e.Dir, publog.Path} {
			if err := os.RemoveAll(filepath.Join(p.root, name)); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.CopyFS(p.root, os.DirFS(before)); err != nil {
			t.Fatal(err)
		}
	}
	page := filepath.Join(cfg.Out, ofPublish, "1", "data", "barn", "index.html")
	there := func() bool {
		_, err := os.Stat(page)
		return err == nil
	}
	if r := run(); r.Failed() || !there() {
		t.Fatal(saidOf(r.Findings), there())
	}
	if r, err := p.withdraw(quick); err != nil || r.Failed() {
		t.Fatal(err)
	}
	if r := run(); r.Failed() || there() {
		t.Fatal(saidOf(r.Findings), there())
	}
	restore()
	r := run()
	if got := saidOf(r.Findings); !r.Failed() || there() || !strings.Contains(got, "LOG-HISTORY "+filepath.ToSlash(cfg.Out)+"/changes/log.txt: ") || !strings.Contains(got, "rad 2 i dess") {
		t.Fatal(got, there())
	}
	if err := os.Remove(filepath.Join(p.root, publog.Path)); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(p.root, e.Dir)); err != nil {
		t.Fatal(err)
	}
	if r := run(); !r.Failed() || !strings.Contains(saidOf(r.Findings), "LOG-HISTORY") {
		t.Error("a site without a history took the place of one with it:", saidOf(r.Findings))
	}
	restore()
	if err := os.RemoveAll(cfg.Out); err != nil {
		t.Fatal(err)
	}
	if r := run(); r.Failed() || !there() {
		t.Error("with the old output gone:", saidOf(r.Findings))
	}
}
