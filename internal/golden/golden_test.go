package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A recorder takes the failures of the package under test.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper()             {}
func (r *recorder) Logf(string, ...any) {}
func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, format)
}

func TestCompareFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.golden")
	if err := os.WriteFile(file, []byte("one\ntwo\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for got, fails := range map[string]bool{"one\ntwo\n": false, "one\n": true, "one\ntwo\n\n": true, "": true} {
		r := &recorder{TB: t}
		Compare(r, file, got)
		if (len(r.said) > 0) != fails {
			t.Errorf("%q: %q", got, r.said)
		}
	}
	r := &recorder{TB: t}
	if Compare(r, file+".missing", ""); len(r.said) != 1 {
		t.Error("a missing golden file is nothing to it")
	}
}

func TestOrphanFails(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.csv", "a.csv.golden", "b.yaml", "b.golden", "c.csv.golden"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := &recorder{TB: t}
	files := Inputs(r, filepath.Join(dir, "*.[cy]*[vl]"), ".golden")
	if len(files) != 2 || len(r.said) != 1 {
		t.Errorf("%q: %q", files, r.said)
	}
}

func TestCaseCompare(t *testing.T) {
	file := filepath.Join(t.TempDir(), "SUM-plain.txtar")
	if err := os.WriteFile(file, []byte("a comment\n-- in --\nx\n-- want.txt --\ny\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c := Cases(t, file)[0]
	if c.Name != "SUM-plain" || c.Text("in") != "x\n" || c.Text("none") != "" {
		t.Errorf("read %q %q", c.Name, c.Text("in"))
	}
	for got, fails := range map[string]bool{"y\n": false, "": true, "z\n": true} {
		r := &recorder{TB: t}
		c.Compare(r, "want.txt", got)
		if (len(r.said) > 0) != fails {
			t.Errorf("%q: %q", got, strings.Join(r.said, " "))
		}
	}
}
