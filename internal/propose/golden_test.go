package propose

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares the text with the file, or rewrites the file with -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run go test -update)", err)
	}
	if got != string(want) {
		t.Errorf("%s differs\n--- got\n%s\n--- want\n%s", file, got, want)
	}
}

// inputs returns the files of the pattern, and fails for a golden file beside
// them that belongs to none: the input's name with .golden added.
func inputs(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no files, %v", pattern, err)
	}
	goldens, _ := filepath.Glob(filepath.Join(filepath.Dir(pattern), "*.golden"))
	for _, g := range goldens {
		if !slices.Contains(files, strings.TrimSuffix(g, ".golden")) {
			t.Errorf("%s belongs to no input", g)
		}
	}
	return files
}
