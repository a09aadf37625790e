package build

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/diag"
	"tertial/internal/site"
	"tertial/internal/squeeze"
	"tertial/internal/verify"
)

// squeezed makes a site of these files with their copies.
func squeezed(t *testing.T, dir string, files map[string]string) site.Result {
	t.Helper()
	cfg := Config{Out: dir, Delivery: &Delivery{}, Workers: 2}
	w, err := site.Open(dir, site.Options{Copies: cfg.copyScheme()})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		if err := w.Add(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	b := &builder{cfg: cfg, diags: &diag.List{}, finished: w}
	b.writer = guard{to: w, b: b}
	if err := copies(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	result, err := w.Commit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	proof, err := verify.Folder(t.Context(), os.DirFS(dir), dir, verify.Options{})
	if err != nil || proof.Failed() {
		t.Errorf("the copies do not verify: %v %v", proof.Findings, err)
	}
	return result
}

func TestCopies(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Nämnden räknar med ett underskott. ", 60)
	files := map[string]string{
		"index.html": long, "a/data.csv": long + "1", "a/kort.html": "kort", "a/bok.xlsx": long, "a/typsnitt.woff2": long, "assets/x.css": long + "2",
	}
	dir := t.TempDir()
	if got := squeezed(t, dir, files); got.Added != len(files)+6 {
		t.Errorf("first: %+v", got)
	}
	for _, name := range []string{"index.html", "a/data.csv", "assets/x.css"} {
		for _, e := range squeeze.Encodings() {
			packed, err := os.ReadFile(filepath.Join(dir, name+e.Ext()))
			if err != nil {
				t.Fatal(err)
			}
			if content, err := squeeze.Expand(e, packed, 1<<20); err != nil || string(content) != files[name] {
				t.Errorf("%s%s holds something else: %v", name, e.Ext(), err)
			}
		}
	}
	if got := squeezed(t, dir, files); got.Added+got.Changed+got.Removed > 0 {
		t.Errorf("again: %+v", got)
	}
	files["index.html"] += "!"
	delete(files, "a/data.csv")
	if got := squeezed(t, dir, files); got.Changed != 3 || got.Removed != 3 || got.Added > 0 {
		t.Errorf("changed: %+v", got)
	}
	// What was kept is what would be made.
	clean := t.TempDir()
	squeezed(t, clean, files)
	a, err := os.ReadFile(filepath.Join(dir, site.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(clean, site.ManifestName))
	if err != nil || !slices.Equal(a, b) {
		t.Errorf("a build with the one before gives\n%s\nwithout it\n%s", a, b)
	}
}

// A copy that is in place is not made again: one that only stands for its file,
// though it holds it in other bytes than ours, stays.
func TestCopiesAreKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	page := strings.Repeat("Nämnden räknar med ett underskott. ", 60)
	other := squeeze.Compress(squeeze.Gzip, []byte(page))
	other[9] = 3 // of another system, as gzip notes
	w, err := site.Open(dir, site.Options{Copies: squeeze.Scheme})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"index.html": page, "index.html.gz": string(other)} {
		if err := w.Add(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := squeezed(t, dir, map[string]string{"index.html": page}); got.Unchanged != 2 || got.Added != 1 {
		t.Errorf("%+v", got)
	}
}
