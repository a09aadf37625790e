//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package site

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func link(t *testing.T, target, at string) {
	t.Helper()
	if err := os.RemoveAll(at); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, at); err != nil {
		t.Fatal(err)
	}
}

// TestLinksAreNotFollowed replaces parts of a site by links to a folder of precious files.
func TestLinksAreNotFollowed(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, at string
		give     tree
	}{
		{"folder written into", "same", tree{"same/index.html": "other"}},
		{"folder removed from", "gone", tree{"index.html": "start a"}},
		{"inner folder removed from", "gone/deep", tree{"index.html": "start a"}},
		{"file", "index.html", tree{"index.html": "start a"}},
		{"manifest", ManifestName, treeA()},
		{"work folder", workName, treeA()},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			precious, dir := t.TempDir(), t.TempDir()
			for name, content := range treeA() {
				write(t, precious, strings.TrimPrefix(name, "gone/"), content)
			}
			mustBuild(t, dir, treeA(), Options{})
			link(t, precious, filepath.Join(dir, test.at))
			before, outside := state(t, dir), state(t, precious)
			_, err := build(dir, test.give, Options{})
			if got := wantError[*SymlinkError](t, err); got.Path != test.at || got.Target != precious {
				t.Errorf("%+v", got)
			}
			wantState(t, dir, before)
			wantState(t, precious, outside)
		})
	}
}

func TestOutputMayBeALink(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	real, dir := filepath.Join(root, "real"), filepath.Join(root, "link")
	if err := os.Mkdir(real, 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, real, dir)
	mustBuild(t, dir, treeA(), Options{})
	wantState(t, real, stateOf(t, treeA(), Options{}))
}

func TestRecoverFollowsNoLink(t *testing.T) {
	t.Parallel()
	dir, precious := t.TempDir(), t.TempDir()
	write(t, precious, "x", "x")
	link(t, precious, filepath.Join(dir, workName))
	_, err := Recover(dir)
	wantError[*SymlinkError](t, err)

	link(t, "nowhere", filepath.Join(dir, "a"))
	if err := os.Remove(filepath.Join(dir, workName)); err != nil {
		t.Fatal(err)
	}
	write(t, dir, journalName, string(encodeJournal([]step{{do: doDrop, id: 1, name: "a/x"}})))
	_, err = Recover(dir)
	wantError[*SymlinkError](t, err)

	if err := os.RemoveAll(filepath.Join(dir, workName)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, workName), 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, filepath.Join(precious, "x"), filepath.Join(dir, lockName))
	_, err = Recover(dir)
	wantError[*SymlinkError](t, err)
}

// TestCaseInsensitiveDisk stands in for a file system that ignores case: both names lead to one file.
func TestCaseInsensitiveDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mustBuild(t, dir, tree{"Page.html": "page"}, Options{})
	if err := os.Link(filepath.Join(dir, "Page.html"), filepath.Join(dir, "page.html")); err != nil {
		t.Fatal(err)
	}
	result := mustBuild(t, dir, tree{"page.html": "page"}, Options{})
	if want := (Result{Added: 1, Removed: 1, Bytes: 4}); result != want {
		t.Errorf("%+v, want %+v", result, want)
	}
	wantState(t, dir, stateOf(t, tree{"page.html": "page"}, Options{}))
}

func TestOtherKindsOfFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mustBuild(t, dir, treeA(), Options{})
	at := filepath.Join(dir, "index.html")
	if err := os.Remove(at); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(at, 0o644); err != nil {
		t.Fatal(err)
	}
	found, err := Verify(dir)
	if err != nil || len(found) != 1 || found[0] != (Mismatch{"index.html", Changed}) {
		t.Error(found, err)
	}
	_, err = build(dir, treeA(), Options{})
	wantError[*ForeignError](t, err)
}

// TestUmask is not parallel, since the umask belongs to the process.
func TestUmask(t *testing.T) {
	want := stateOf(t, treeA(), Options{})
	for _, mask := range []int{0, 0o077, 0o777} {
		dir := filepath.Join(t.TempDir(), "out")
		was := syscall.Umask(mask)
		_, err := build(dir, treeA(), Options{})
		syscall.Umask(was)
		if err != nil {
			t.Fatal(err)
		}
		wantState(t, dir, want)
	}
}
