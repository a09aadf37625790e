package build_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/internal/testpublish"
	"tertial/layouts"
)

// TestProtectedFile holds that the file with a protected value is in no public
// output, under whatever name, and that the other files are.
func TestProtectedFile(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, name := range []string{"testdata/base.txtar", "testdata/tables.txtar"} {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lay(t, root, archive)
	}
	// What the file says of a protected value besides its sign must not get out.
	const secret = "skolor9876543"
	file := filepath.Join(root, "data/barnnamnden/2020/tabeller/skolor")
	replace(t, file+".csv", ";x\n", ";"+secret+"\n")
	replace(t, file+".yaml", "x: suppressed", secret+": suppressed")
	replace(t, filepath.Join(root, "content/barnnamnden/2020/tabeller/report.md"), "stage: sent\n", "stage: sent\nauthor: controller\n")
	cfg := build.Config{Root: root, AsOf: "2020-06-01", Program: "Tertial", BuiltIn: layouts.FS()}
	if _, err := testpublish.One(t.Context(), cfg, build.PublishRequest{Report: "barnnamnden/2020/tabeller"}); err != nil {
		t.Fatal(err)
	}
	result, err := build.Build(context.Background(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, result.Findings)
	}
	found := map[string]int{}
	err = fs.WalkDir(os.DirFS(filepath.Join(root, "public")), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(root, "public", filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		found[path.Base(name)]++
		if strings.Contains(all(t, content), secret) {
			t.Errorf("%s tells the protected value", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"skolor.csv": 0, "skolor-clean.csv": 1, "skolor-excel.csv": 1, "skolor.xlsx": 1, "enkat.csv": 1} {
		if found[name] != want {
			t.Errorf("%d files %s, want %d", found[name], name, want)
		}
	}
}

// replace changes the first place of a text in a file.
func replace(t *testing.T, file, from, to string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(from)) {
		t.Fatalf("%s has no %q", file, from)
	}
	if err := os.WriteFile(file, bytes.Replace(text, []byte(from), []byte(to), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}

// all is what a file says, with the parts of a workbook unpacked.
func all(t *testing.T, content []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return string(content)
	}
	var text strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&text, r); err != nil {
			t.Fatal(err)
		}
	}
	return text.String()
}
