//go:build long

package build_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// leakGuards are the places that keep something from somebody, and what each
// would be without its guard.
var leakGuards = []struct{ name, file, guard, without string }{
	{"the public: only what is public", "audience/audience.go", "return rule.Visibility == OnWeb && r.reached(rule.From)", "return rule.Visibility.Rank() > 1 && r.reached(rule.From)"},
	{"the public: not before its date", "audience/audience.go", "return rule.Visibility == OnWeb && r.reached(rule.From)", "return rule.Visibility == OnWeb"},
	{"the committee: nothing internal", "audience/audience.go", "rule.Visibility == InCommittee && r.reached", "rule.Visibility != Withdrawn && r.reached"},
	{"the committee: not before its date", "audience/audience.go", "rule.Visibility == InCommittee && r.reached(rule.From)", "rule.Visibility == InCommittee"},
	{"the committee: inside the window", "audience/audience.go", " && r.inside(rule.Window)", ""},
	{"the window closes", "audience/audience.go", "(w.Last == \"\" || r.AsOf != \"\" && r.AsOf <= w.Last)", "true"},
	{"no decision before it is adjusted", "audience/audience.go", "adjusted != \"\" && r.reached(adjusted)", "true"},
	{"a report has its meeting's window", "build/audience.go", "if m.Meeting != \"\" {", "if false {"},
	{"the public: reports as editions alone", "build/build.go", "if shown && b.cfg.audience() == Public {", "if false {"},
	{"hidden reports", "content/scan.go", "if s.show != nil && !s.show(meta) {", "if false {"},
	{"hidden meetings", "content/meetingread.go", "case s.seen.Meeting != nil && !s.seen.Meeting(m):", "case false:"},
	{"the veil over hidden items", "content/meetingveil.go", "blank(out[min(span[0], len(out)):min(span[1], len(out))])", "_ = span"},
	{"what was sent", "build/sent.go", "return b.cfg.reader().Sees(audience.Rule{Visibility: audience.InCommittee, From: e.Date, Window: window})", "return window.First != \"never\""},
	{"sources that are judged", "build/privacy.go", "case s.all || top == \"layouts\":", "case len(top) > 0:"},
	{"who is to write an item", "build/meetings.go", "\t\tStaff: b.cfg.audience() == Staff,", "\t\tStaff: true,"},
}

// TestGuardsAreNeeded takes each guard out of a copy of the program: the leak
// table must then fail. So it is known to see what the guard keeps back.
func TestGuardsAreNeeded(t *testing.T) {
	dir := t.TempDir()
	top, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		raw, err := os.ReadFile(filepath.Join(top, name))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, name), string(raw))
	}
	for _, name := range []string{"internal", "layouts"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(top, name))); err != nil {
			t.Fatal(err)
		}
	}
	if out, ok := leaks(t, dir); !ok {
		t.Fatalf("with all guards: %s", out)
	}
	for _, g := range leakGuards {
		t.Run(g.name, func(t *testing.T) {
			file := filepath.Join(dir, "internal", filepath.FromSlash(g.file))
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Count(string(raw), g.guard) != 1 {
				t.Fatalf("%s has not one guard %s", g.file, g.guard)
			}
			writeFile(t, file, strings.Replace(string(raw), g.guard, g.without, 1))
			defer writeFile(t, file, string(raw))
			out, ok := leaks(t, dir)
			if ok || !strings.Contains(out, "--- FAIL: TestLeak") {
				t.Errorf("nobody sees that the guard is gone:\n%s", out)
			}
		})
	}
}

// leaks runs the leak table of a copy of the program, and reports whether it holds.
func leaks(t *testing.T, dir string) (out string, ok bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-run", "^TestLeak", "./internal/build")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	raw, err := cmd.CombinedOutput()
	return string(raw), err == nil
}
