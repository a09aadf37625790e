package sitecheck_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/sitecheck"
)

var update = flag.Bool("update", false, "write the golden part of testdata/*.txtar anew")

// TestCheck runs each testdata/*.txtar: its files are a site, the comment on top
// holds options, and the file "problems" what must be found.
func TestCheck(t *testing.T) {
	t.Parallel()
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			site, want := unpack(archive)
			problems, err := sitecheck.Check(site, options(string(archive.Comment)))
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, p := range problems {
				got.WriteString(p.String() + "\n")
			}
			if *update {
				write(t, file, archive, got.String())
				return
			}
			if got.String() != want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
}

func unpack(archive *txtar.Archive) (site fstest.MapFS, problems string) {
	site = fstest.MapFS{}
	for _, f := range archive.Files {
		if f.Name == "problems" {
			problems = string(f.Data)
			continue
		}
		site[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return site, problems
}

// options reads lines such as "base https://example.org/r/" from a comment.
func options(comment string) sitecheck.Options {
	var o sitecheck.Options
	for line := range strings.Lines(comment) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch key {
		case "base":
			o.Base = value
		case "folders":
			o.FolderLinks = true
		case "unlinked":
			o.Unlinked = strings.Fields(value)
		}
	}
	return o
}

func write(t *testing.T, file string, archive *txtar.Archive, problems string) {
	t.Helper()
	for i := range archive.Files {
		if archive.Files[i].Name == "problems" {
			archive.Files[i].Data = []byte(problems)
		}
	}
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReadError: what cannot be read is an error, not a problem of the site.
func TestReadError(t *testing.T) {
	t.Parallel()
	if _, err := sitecheck.Check(os.DirFS(filepath.Join(t.TempDir(), "missing")), sitecheck.Options{}); err == nil {
		t.Error("a missing folder was taken for a site")
	}
}
