package build_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/rollforward"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// missingKinds are what a scaffold may be blamed for: what its author has not
// given yet. A row that is derived from others is no cell before they are filled.
var missingKinds = []diag.Code{"TEMPLATE", "CHART", "CHART-POINT", "FIGURE-MISSING", "VERDICT", "TREND", "FIGURE-CELL"}

// TestRollForward: the next report of every report of the generated
// municipality can be checked, and is found to lack only what is missing.
func TestRollForward(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	site := testsite.New(testsite.Options{Seed: 5, Committees: 2, Reports: 6, Charts: 6, Gallery: true})
	if err := os.CopyFS(root, site); err != nil {
		t.Fatal(err)
	}
	rollForward(t, root, func(m *content.Meta) bool { return m.Path != testsite.Gallery }, diag.Warning)
}

// TestRollForwardWorkedExample: the same of real papers of all kinds, whose
// rows and names have oddities that only their authors can judge.
func TestRollForwardWorkedExample(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, dir := range []string{"content", "data"} {
		if err := os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join("..", "..", dir))); err != nil {
			t.Fatal(err)
		}
	}
	rollForward(t, root, func(*content.Meta) bool { return false }, diag.Error)
}

// rollForward makes the next report of each, and checks that nothing of the
// given severity or worse is found but what is missing. Where compares says so
// there must be figures of last time.
func rollForward(t *testing.T, root string, compares func(*content.Meta) bool, severity diag.Severity) {
	t.Helper()
	fsys := os.DirFS(root)
	codes, err := data.ReadCodes(fsys, &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]bool{}
	for _, m := range content.Scan(fsys, nil, &diag.List{}) {
		s, err := rollforward.Make(fsys, rollforward.Request{From: m}, codes)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(root, "content", s.Report)); err == nil || made[s.Report] {
			s, err = rollforward.Make(fsys, rollforward.Request{From: m, To: fmt.Sprint(m.Committee(), "/2099/r", len(made))}, codes)
			if err != nil {
				t.Fatal(err)
			}
		}
		made[s.Report] = true
		if s.Filled == 0 && compares(m) {
			t.Errorf("%s: no figures of last time in %s", m.Path, s.Report)
		}
		for _, f := range s.Files {
			writeFile(t, filepath.Join(root, f.Path), f.Text)
		}
	}
	blame(t, root, made, severity)
}

// blame checks a site and judges what is found in the scaffolds.
func blame(t *testing.T, root string, made map[string]bool, severity diag.Severity) {
	t.Helper()
	result, err := build.Check(context.Background(), build.Config{Root: root, Audience: build.Staff, AsOf: "2020-01-01", BuiltIn: layouts.FS()})
	if err != nil {
		t.Fatal(err)
	}
	blamed := map[string]bool{}
	for _, f := range result.Findings {
		report := reportOf(f.Place.File)
		if !made[report] {
			continue
		}
		blamed[report] = true
		grave := f.Severity == diag.Error || f.Severity == diag.Warning && severity == diag.Warning
		if grave && !slices.Contains(missingKinds, f.Code) {
			t.Errorf("%s:%d: %s: %s", f.Place.File, f.Place.Line, f.Code, f.Message("en"))
		}
	}
	for report := range made {
		if !blamed[report] {
			t.Errorf("%s: nothing is missing", report)
		}
	}
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// reportOf is the report that a file of content or data belongs to.
func reportOf(file string) string {
	parts := strings.Split(file, "/")
	const depth = 4
	if len(parts) < depth {
		return ""
	}
	return strings.Join(parts[1:depth], "/")
}
