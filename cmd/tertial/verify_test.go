package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/diag"
	"tertial/internal/verify"
)

// TestTamper builds a site with an edition, a correction and a withdrawn one,
// changes one byte in every file of it in turn, and wants the file named.
func TestTamper(t *testing.T) {
	t.Parallel()
	public := os.DirFS(filepath.Join(publishedSite(t), "public"))
	whole := fstest.MapFS{}
	err := fs.WalkDir(public, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(public, name)
		whole[name] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if found := verifyFolder(t, whole); len(found) > 0 {
		t.Fatalf("a site as it was built: %v", found)
	}
	tried := 0
	for name, file := range whole {
		if name == ".gitignore" || len(file.Data) == 0 {
			continue
		}
		for _, at := range [...]int{0, len(file.Data) / 2, len(file.Data) - 1} {
			changed := bytes.Clone(file.Data)
			changed[at] ^= 1
			whole[name] = &fstest.MapFile{Data: changed}
			if found := verifyFolder(t, whole); !slices.ContainsFunc(found, func(f diag.Finding) bool { return f.Place.File == name }) {
				t.Errorf("%s, byte %d: %v", name, at, found)
			}
			tried++
		}
		whole[name] = file
	}
	if tried < 60 {
		t.Errorf("only %d bytes were tried", tried)
	}
}

func verifyFolder(t *testing.T, fsys fs.FS) []diag.Finding {
	t.Helper()
	r, err := verify.Folder(context.Background(), fsys, "", verify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Findings
}

// publishedSite makes the small site with three editions, of which one is
// withdrawn and one is a correction, and builds it.
func publishedSite(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	site, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if err := lay(root, site); err != nil {
		t.Fatal(err)
	}
	reviewed(t, root, "2020-05-01")
	const report = "barnnamnden/2020/delar-1"
	file := filepath.Join(root, "content", filepath.FromSlash(report), "report.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	edit := func(old, now string) {
		text = bytes.Replace(text, []byte(old), []byte(now), 1)
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	edit("visibility: public\n", "visibility: public\nauthor: controller\n")
	publish := []string{"publish", report, "--approved-by", "nämndsekreterare", "--as-of"}
	run(t, root, append(slices.Clone(publish), "2020-06-01")...)
	edit("# Läget\n", "# Läget nu\n")
	run(t, root, append(slices.Clone(publish), "2020-06-02", "--reason", "Ny rubrik")...)
	edit("# Läget nu\n", "# Läget\n")
	run(t, root, append(slices.Clone(publish), "2020-06-03", "--reason", "Fel rubrik", "--correction", "--ground", "skrivfel:controller")...)
	run(t, root, "withdraw", report, "2", "--as-of", "2020-06-04", "--reason", "Fel", "--by", "nämndsekreterare", "--preserved", "BN/2020:7")
	run(t, root, "build", "--as-of", "2020-06-04", "--chart-cache", "none")
	return root
}

// reviewed dates the site's accessibility statement, which can be no later
// than the day that a test takes for today.
func reviewed(t *testing.T, root, date string) {
	t.Helper()
	file := filepath.Join(root, "content", "site.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.ReplaceAll(text, []byte("2026-01-10"), []byte(date)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs a command of the program that must succeed.
func run(t *testing.T, root string, args ...string) {
	t.Helper()
	var out, problems strings.Builder
	c := Command{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &problems, Env: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2020, 6, 4, 12, 0, 0, 0, time.UTC) },
	}
	if status := c.Main(append([]string{"-C", root}, args...)); status != 0 {
		t.Fatalf("tertial %s: status %d\n%s%s", strings.Join(args, " "), status, out.String(), problems.String())
	}
}
