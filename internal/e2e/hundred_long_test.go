//go:build long

package e2e

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"tertial/internal/build"
	"tertial/internal/testpublish"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// TestHundredEditions publishes a hundred reports, builds the site, and then
// changes one draft: of the site only what depends on it is written, by the public
// nothing.
func TestHundredEditions(t *testing.T) {
	hundred(t, testsite.Options{Seed: 10, Committees: 5, Years: 2, Reports: 10, Charts: 1, Lean: true})
}

func hundred(t *testing.T, o testsite.Options) {
	t.Helper()
	root := municipality(t, o)
	cfg := build.Config{Root: root, AsOf: "2026-01-01", Program: "Tertial", BuiltIn: layouts.FS(), BaseURL: base, ChartCache: t.TempDir()}
	start := time.Now() //nolint:forbidigo // what is measured is time
	reports, err := testpublish.All(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d editions in %v", len(reports), time.Since(start).Round(time.Second))
	weighed(t, cfg, reports)
}

// weighed builds a site twice for the public and for staff, changes one draft
// and builds once more.
func weighed(t *testing.T, cfg build.Config, reports []string) {
	t.Helper()
	root := cfg.Root
	made := func(audience build.Audience) build.Result {
		cfg := cfg
		cfg.Audience, cfg.Out = audience, filepath.Join(root, "out-"+string(audience))
		runtime.GC()
		start := time.Now() //nolint:forbidigo // as above
		result, err := build.Build(t.Context(), cfg)
		if err != nil || result.Failed() {
			t.Fatal(err, codes(result.Findings))
		}
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		t.Logf("%s: %v, %+v, %d MB from the system", audience, time.Since(start).Round(10*time.Millisecond), result.Written, memory.Sys>>20)
		return *result
	}
	for _, audience := range []build.Audience{build.Public, build.Staff} {
		made(audience)
		if again := made(audience).Written; again.Added+again.Changed+again.Removed > 0 {
			t.Errorf("%s: a second build writes %+v", audience, again)
		}
	}
	draft := filepath.Join(root, "content", filepath.FromSlash(reports[len(reports)/2]), "report.md")
	text, err := os.ReadFile(draft)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(draft, append(text, "\nNytt stycke i utkastet.\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	if now := made(build.Public).Written; now.Added+now.Changed+now.Removed > 0 {
		t.Errorf("the public's site changes with a draft: %+v", now)
	}
	// The report's pages, its editions' list, and the lists that name it.
	if now := made(build.Staff).Written; now.Changed == 0 || now.Added+now.Changed+now.Removed > 60 {
		t.Errorf("a draft changes %+v", now)
	}
}
