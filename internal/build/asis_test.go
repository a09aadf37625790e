package build_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/golden"
)

// TestAsIs compares what is found in converted documents with what stands beside
// them. Of a case whose name begins with clean no error and no warning may be found.
func TestAsIs(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/asis/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "papper.txt")
			// No identity number stands in this repository; one is put together here.
			text := strings.ReplaceAll(c.Text("papper.txt"), "{identity number}", strings.Join([]string{"19811218", "9876"}, "-"))
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			found, err := build.AsIs("", "papper.txt", file)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for i := range found {
				f := &found[i]
				if strings.HasPrefix(c.Name, "clean") && f.Severity.String() != "note" {
					t.Errorf("a true text is found fault with: %s: %s", f.Code, f.Message("sv"))
				}
				fmt.Fprintf(&got, "%s:%d:%d %s %s: %s\n", f.Place.File, f.Place.Line, f.Place.Column, f.Severity, f.Code, f.Message("sv"))
			}
			c.Compare(t, "want", got.String())
		})
	}
}

// TestAsIsSite takes the patterns of diary numbers from a site.
func TestAsIsSite(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for name, text := range map[string]string{
		"content/site.yaml": "name: Sjövik\n", "content/parknamnden/committee.yaml": "name: Parknämnden\nbody: Sjövik\nnumbers:\n  - PN/{year}:{n}\n",
		"papper.txt": "Lekplatsen vid ån, PN-2022/17\n\nBadet, PN/2022:18\n\nHamnen, PN/2022:19\n",
	} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, err := build.AsIs(root, "papper.txt", filepath.Join(root, "papper.txt"))
	if err != nil || len(found) != 1 || found[0].Code != "DNR" || found[0].Instead != "PN/2022:17" {
		t.Errorf("%v, %v", found, err)
	}
	if _, err := build.AsIs("", "x", filepath.Join(root, "saknas.txt")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := build.AsIs("", "x", root); err == nil {
		t.Error("a folder is read")
	}
}
