package site

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestVerifyNamesEveryMismatch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mustBuild(t, dir, treeA(), Options{AsOf: asOfA})
	write(t, dir, ".gitignore", "*\n")
	write(t, dir, "Case.html", "other")
	write(t, dir, "a-first.txt", "extra")
	write(t, dir, "same/.gitignore", "extra too")
	write(t, dir, "zz/last.txt", "extra")
	write(t, dir, ".tertial/stage/7", "not looked at")
	for _, name := range []string{"index.html", "turn"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Verify(dir)
	want := []Mismatch{
		{"Case.html", Changed}, {"a-first.txt", Extra}, {"index.html", Missing}, {"same/.gitignore", Extra}, {"turn", Missing}, {"zz/last.txt", Extra},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v %v, want %v", got, err, want)
	}
}

func TestVerifyNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, at := range []string{dir, filepath.Join(dir, "missing")} {
		if _, err := Verify(at); !errors.Is(err, ErrNoManifest) {
			t.Error(err)
		}
	}
	if _, err := Digest(filepath.Join(dir, "missing")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestDigestIsTheManifest(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mustBuild(t, dir, treeB(), Options{AsOf: asOfB})
	files, err := Digest(dir)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if got := (Manifest{AsOf: asOfB, Files: files}).Bytes(); err != nil || string(got) != string(raw) {
		t.Errorf("%s\nwant %s", got, raw)
	}
}
