package testsite

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// digest is over all paths and bytes of a file system.
func digest(t *testing.T, fsys fs.FS) string {
	t.Helper()
	sum := sha256.New()
	for _, name := range files(t, fsys) {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		sum.Write([]byte(name + "\x00"))
		sum.Write(text)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func files(t *testing.T, fsys fs.FS) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestFileSystem(t *testing.T) {
	t.Parallel()
	site := New(Options{Seed: 1, Committees: 2, Years: 2, Reports: 2})
	names := files(t, site)
	if err := fstest.TestFS(site, names...); err != nil {
		t.Error(err)
	}
	// Two committees and the four files of the site; in interim reports sixteen
	// datasets, their descriptions and two texts, in annual ones seventeen and one.
	if want := 2 + 4 + 4*(2*16+2) + 4*(2*17+1); len(names) != want {
		t.Errorf("%d files, want %d", len(names), want)
	}
	// Lean ones have eight datasets each.
	if n, want := len(files(t, New(Options{Seed: 1, Committees: 2, Years: 2, Reports: 2, Lean: true}))), 2+4+8*17+4; n != want {
		t.Errorf("%d files of lean reports, want %d", n, want)
	}
}

func TestSameBytes(t *testing.T) {
	t.Parallel()
	o := Options{Seed: 7, Committees: 3, Years: 2, Reports: 3, Charts: 3}
	first := New(o)
	want := digest(t, first)
	if got := digest(t, New(o)); got != want {
		t.Error("two sites of the same options differ")
	}
	o.Seed = 8
	if digest(t, New(o)) == want {
		t.Error("two seeds give the same site")
	}

	// In another order of reading, and from disk.
	o.Seed = 7
	other := New(o)
	names := files(t, other)
	for _, name := range slices.Backward(names) {
		a, _ := fs.ReadFile(first, name)
		b, _ := fs.ReadFile(other, name)
		if !bytes.Equal(a, b) {
			t.Errorf("%s depends on the order of reading", name)
		}
	}
	dir := filepath.Join(t.TempDir(), "site")
	if err := other.WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	if digest(t, os.DirFS(dir)) != want {
		t.Error("what WriteTo writes differs")
	}
}

func TestFullSize(t *testing.T) {
	t.Parallel()
	site := New(Full(1))
	reports := site.Reports()
	if len(reports) != 960 {
		t.Fatalf("%d reports, want 960", len(reports))
	}
	slices.Sort(reports)
	if len(slices.Compact(reports)) != 960 {
		t.Error("two reports have one path")
	}
	for i, want := range map[int]int{0: 32, 2: 16, 959: 34} { // interim, monthly, annual
		entries, err := site.ReadDir("data/" + reports[i])
		if err != nil || len(entries) != want {
			t.Errorf("%s: %d files of data, want %d (%v)", reports[i], len(entries), want, err)
		}
	}
	if n := len(site.recent); n > keep {
		t.Errorf("%d reports are in memory, at most %d may be", n, keep)
	}
}

func TestPageSize(t *testing.T) {
	t.Parallel()
	page := Page(3, 20_000, 8)
	if n := len(page); n < 20_000 || n > 22_000 {
		t.Errorf("a page of 20 KB has %d bytes", n)
	}
	if n := bytes.Count(page, []byte("|:---|")); n != 8 {
		t.Errorf("%d tables, want 8", n)
	}
	if !bytes.Equal(page, Page(3, 20_000, 8)) || bytes.Equal(page, Page(4, 20_000, 8)) {
		t.Error("a page must depend on its seed and on nothing else")
	}
}

// TestOracle: without faults, every number agrees with the others within
// rounding, and rounding alone does make sums differ.
func TestOracle(t *testing.T) {
	t.Parallel()
	site := New(Options{Seed: 5, Committees: 8, Years: 3, Reports: 4})
	apart := 0
	for i := range site.Reports() {
		for _, d := range site.report(i).dressed {
			misses := append(d.wrong(), d.twins(site.report(i).table("drift").table)...)
			if site.report(i).isLong() {
				misses = append(misses, d.unbridged(site.report(i).table("andringar").table)...)
			}
			for _, m := range misses {
				t.Errorf("%s: %s: row %d, column %d: %s", site.pathOf(i), d.id, m.row, m.column, m.code)
			}
			if total := d.find("total", "costs", ""); total != nil {
				sum := int64(0)
				for k := range d.rows {
					if r := &d.rows[k]; r.typ == "row" && r.line == "costs" {
						sum += r.values[0].digits
					}
				}
				if sum != total.values[0].digits {
					apart++
				}
			}
		}
	}
	if apart == 0 {
		t.Error("no total differs from its rows by rounding, so tolerance is not tested")
	}
}

func TestFaultsAreSeen(t *testing.T) {
	t.Parallel()
	for _, kind := range FaultKinds() {
		planted := New(Options{Seed: 2, Reports: 3, Faults: []Fault{{kind, 1}}}).Planted()
		if len(planted) == 0 {
			t.Errorf("%s: nothing is to be found", kind)
		}
		for _, p := range planted {
			if p.Kind != kind {
				t.Errorf("%s: %s is blamed on %s", kind, p, p.Kind)
			}
		}
	}
	if n := len(New(Options{Seed: 2, Reports: 3}).Planted()); n > 0 {
		t.Errorf("%d findings without a fault", n)
	}
}

func BenchmarkReport(b *testing.B) {
	site := New(Full(1))
	for i := 0; b.Loop(); i++ {
		site.report(i * 31 % 960)
	}
}
