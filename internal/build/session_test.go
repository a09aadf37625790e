package build_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// invented lays a generated municipality and returns what builds it for staff.
func invented(t testing.TB, o testsite.Options) build.Config {
	t.Helper()
	root := t.TempDir()
	if err := testsite.New(o).WriteTo(root); err != nil {
		t.Fatal(err)
	}
	return build.Config{Root: root, Audience: build.Staff, AsOf: "2030-01-01", Program: "Tertial", BuiltIn: layouts.FS()}
}

// sameAsBuild compares what a session made with a build from nothing.
func sameAsBuild(t *testing.T, cfg build.Config, got *build.Result, what string) {
	t.Helper()
	cfg.Out = filepath.Join(t.TempDir(), "public")
	want, err := build.Build(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := said(t, got.Findings), said(t, want.Findings); a != b {
		t.Fatalf("%s: the session says\n%s\nand a build from nothing\n%s", what, a, b)
	}
	if got.Reports != want.Reports || got.Hidden != want.Hidden || !slices.Equal(got.Texts, want.Texts) {
		t.Errorf("%s: %d %d %v, want %d %d %v", what, got.Reports, got.Hidden, got.Texts, want.Reports, want.Hidden, want.Texts)
	}
	if want.Failed() {
		if got.Files != nil {
			t.Errorf("%s: files in spite of an error", what)
		}
		return
	}
	files := map[string][]byte{}
	err = fs.WalkDir(os.DirFS(cfg.Out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "manifest.sha256" { // the writer's own
			return err
		}
		files[name], err = os.ReadFile(filepath.Join(cfg.Out, filepath.FromSlash(name)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	compareFiles(t, got.Files, files, what)
}

func compareFiles(t *testing.T, got, want map[string][]byte, what string) {
	t.Helper()
	for name, content := range want {
		if own, ok := got[name]; !ok {
			t.Errorf("%s: the session lacks %s", what, name)
		} else if !bytes.Equal(own, content) {
			t.Errorf("%s: %s differs: %s", what, name, firstDifference(own, content))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: the session has %s, which a build from nothing has not", what, name)
		}
	}
}

func firstDifference(a, b []byte) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s []byte) string { return string(s[max(0, i-60):min(len(s), i+60)]) }
	return cut(a) + "\n… and …\n" + cut(b)
}

func said(t *testing.T, findings []diag.Finding) string {
	t.Helper()
	var out strings.Builder
	if err := (diag.Printer{Lang: "sv"}).Print(&out, findings); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func rebuild(t testing.TB, s *build.Session) *build.Result {
	t.Helper()
	result, err := s.Rebuild(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestSessionFirst(t *testing.T) {
	t.Parallel()
	cfg := invented(t, testsite.Options{Seed: 5, Committees: 2, Years: 2, Reports: 2})
	s := build.NewSession(cfg, build.SessionOptions{})
	defer s.Close()
	sameAsBuild(t, cfg, rebuild(t, s), "the first build")
	sameAsBuild(t, cfg, rebuild(t, s), "the second build")
}
