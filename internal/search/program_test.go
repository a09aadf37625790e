package search

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// installedProgram is the program that make has fetched.
func installedProgram(t testing.TB) string {
	t.Helper()
	program, err := Find("", "", ".")
	if err != nil {
		t.Fatalf("%v: run make", err)
	}
	return program
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	var missing *ProgramError
	if _, err := Find("", dir, dir); !errors.As(err, &missing) || missing.Path != "" {
		t.Errorf("nowhere: %v", err)
	}
	wanted := filepath.Join(dir, "mine")
	if _, err := Find(wanted, dir, dir); !errors.As(err, &missing) || missing.Path != wanted {
		t.Errorf("not there: %v", err)
	}
	below := filepath.Join(dir, "a", "b")
	for _, place := range []struct{ file, tool, folder string }{
		{wanted, "", below},
		{filepath.Join(dir, "node_modules", "@pagefind", "linux-x64", "bin", "pagefind_extended"), "", below},
		{filepath.Join(dir, "tool", "pagefind"), filepath.Join(dir, "tool"), below},
		{filepath.Join(dir, "pagefind"), "", t.TempDir()},
	} {
		if err := os.MkdirAll(filepath.Dir(place.file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place.file, nil, 0o755); err != nil { //nolint:gosec // a program
			t.Fatal(err)
		}
		asked := ""
		if place.file == wanted {
			asked = wanted
		}
		if got, err := Find(asked, place.tool, place.folder); err != nil || got != place.file {
			t.Errorf("%s: %s, %v", place.file, got, err)
		}
	}
}
