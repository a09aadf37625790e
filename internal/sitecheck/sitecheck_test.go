package sitecheck_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/golden"
	"tertial/internal/sitecheck"
)

// TestCheck runs each testdata/*.txtar: its files are a site, the comment on top
// holds options, and the file "problems" what must be found.
func TestCheck(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			problems, err := sitecheck.Check(unpack(c.Archive), options(string(c.Comment)))
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, p := range problems {
				got.WriteString(p.String() + "\n")
			}
			c.Compare(t, "problems", got.String())
		})
	}
}

func unpack(archive *txtar.Archive) fstest.MapFS {
	site := fstest.MapFS{}
	for _, f := range archive.Files {
		if f.Name != "problems" {
			site[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return site
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

// TestReadError: what cannot be read is an error, not a problem of the site.
func TestReadError(t *testing.T) {
	t.Parallel()
	if _, err := sitecheck.Check(os.DirFS(filepath.Join(t.TempDir(), "missing")), sitecheck.Options{}); err == nil {
		t.Error("a missing folder was taken for a site")
	}
}
