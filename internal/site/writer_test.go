package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestBuildThenBuildAgain(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "not", "yet", "there")
	steps := []struct {
		give tree
		asOf string
		want Result
	}{
		{treeA(), asOfA, Result{Added: 8, Bytes: 93}},
		{treeA(), asOfA, Result{Unchanged: 8, Bytes: 93}},
		{treeA(), asOfB, Result{Unchanged: 8, Bytes: 93}},
		{treeB(), asOfB, Result{Added: 5, Changed: 1, Unchanged: 1, Removed: 6, Bytes: 49}},
		{treeA(), asOfA, Result{Added: 6, Changed: 1, Unchanged: 1, Removed: 5, Bytes: 93}},
		{tree{}, asOfA, Result{Removed: 8}},
	}
	for i, s := range steps {
		if got := mustBuild(t, dir, s.give, Options{AsOf: s.asOf}); got != s.want {
			t.Errorf("build %d: %+v, want %+v", i, got, s.want)
		}
		wantState(t, dir, stateOf(t, s.give, Options{AsOf: s.asOf}))
		if found, err := Verify(dir); err != nil || len(found) > 0 {
			t.Errorf("build %d: verify: %v %v", i, found, err)
		}
	}
}

func TestUnchangedIsUntouched(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mustBuild(t, dir, treeA(), Options{AsOf: asOfA})
	names := []string{"index.html", "same/index.html", ManifestName}
	long := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	before := map[string]os.FileInfo{}
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
		before[name], _ = os.Stat(path)
	}
	mustBuild(t, dir, treeA(), Options{AsOf: asOfA})
	for _, name := range names {
		after, err := os.Stat(filepath.Join(dir, name))
		if err != nil || !os.SameFile(after, before[name]) || !after.ModTime().Equal(long) {
			t.Errorf("%s was touched: %v", name, err)
		}
	}
}

func TestHandChangesAreRepaired(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		hand func(dir string) error
	}{
		{"same size", func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "index.html"), []byte("START A"), 0o644)
		}},
		{"longer", func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "index.html"), []byte("start a and more"), 0o644)
		}},
		{"missing", func(dir string) error { return os.Remove(filepath.Join(dir, "index.html")) }},
		{"mode", func(dir string) error { return os.Chmod(filepath.Join(dir, "index.html"), 0o600) }},
		{"unreadable", func(dir string) error { return os.Chmod(filepath.Join(dir, "index.html"), 0) }},
		{"empty folder in its place", func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "index.html")), os.Mkdir(filepath.Join(dir, "index.html"), 0o755))
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			mustBuild(t, dir, treeA(), Options{})
			want := state(t, dir)
			if err := test.hand(dir); err != nil {
				t.Fatal(err)
			}
			if got := mustBuild(t, dir, treeA(), Options{}); got.Changed != 1 || got.Unchanged != len(treeA())-1 {
				t.Errorf("result %+v", got)
			}
			wantState(t, dir, want)
		})
	}
}

func TestStrangersAreRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, ".gitignore", "*\n")
	for i := range 7 {
		write(t, dir, fmt.Sprintf("thesis-%d.txt", i), "years of work")
	}
	before := state(t, dir)
	_, err := Open(dir, Options{})
	notOurs := wantError[*NotOursError](t, err)
	if len(notOurs.Names) != 5 || notOurs.More != 2 || notOurs.Names[0] != "thesis-0.txt" || !strings.Contains(err.Error(), "and 2 more") {
		t.Errorf("%+v", notOurs)
	}
	wantState(t, dir, before)

	_, err = Verify(dir)
	wantError[*NotOursError](t, err)
	if outcome, err := Recover(dir); outcome != Clean || err != nil {
		t.Error(outcome, err)
	}
	wantState(t, dir, before)
}

func TestSomebodyElsesManifestIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, ManifestName, strings.Repeat("0", 64)+"  thesis.txt\n")
	write(t, dir, "thesis.txt", "years of work")
	_, err := Open(dir, Options{})
	wantError[*NotOursError](t, err)
}

func TestDamagedManifestIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, ManifestName, manifestHead+"\n<<<<<<< HEAD\n")
	_, err := Open(dir, Options{})
	if got := wantError[*ManifestError](t, err); got.Line != 2 {
		t.Error(got)
	}
}

func TestIgnoreFileIsFine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, ".gitignore", "*\n")
	mustBuild(t, dir, treeA(), Options{})
	mustBuild(t, dir, treeB(), Options{})
	if found, err := Verify(dir); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
	if content, err := os.ReadFile(filepath.Join(dir, ".gitignore")); err != nil || string(content) != "*\n" {
		t.Error(string(content), err)
	}
}

func TestForeignFilesStay(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, foreign, give string
		way                 string
	}{
		{"file in place", "cname", "cname", "cname"},
		{"file as folder", "cname", "cname/x.html", "cname"},
		{"folder as file", "cname/x/y", "cname", "cname/x/y"},
		{"in an old folder that becomes a file", "fold/mine.txt", "fold", "fold/mine.txt"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			mustBuild(t, dir, treeA(), Options{})
			write(t, dir, test.foreign, "mine")
			before := state(t, dir)
			_, err := build(dir, tree{test.give: "ours"}, Options{})
			if got := wantError[*ForeignError](t, err); got.Path != test.way {
				t.Errorf("in the way: %s, want %s", got.Path, test.way)
			}
			wantState(t, dir, before)
		})
	}
}

func TestForeignFilesBesideAreLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mustBuild(t, dir, treeA(), Options{})
	write(t, dir, "gone/mine.txt", "mine")
	write(t, dir, "same.txt", "equal")
	result := mustBuild(t, dir, tree{"same.txt": "equal"}, Options{})
	if result.Unchanged != 1 || result.Removed != len(treeA()) {
		t.Errorf("%+v", result)
	}
	found, err := Verify(dir)
	if err != nil || len(found) != 1 || found[0] != (Mismatch{"gone/mine.txt", Extra}) {
		t.Error(found, err)
	}
}

func TestAddAgain(t *testing.T) {
	t.Parallel()
	w, err := Open(filepath.Join(t.TempDir(), "out"), Options{noSync: true})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := w.Add("a.css", []byte("a")); err != nil {
			t.Fatal(err)
		}
	}
	got := wantError[*CollisionError](t, w.Add("a.css", []byte("b")))
	if got.Kind != SamePath || got.Path != "a.css" {
		t.Error(got)
	}
	if _, err := w.Commit(context.Background()); !errors.Is(err, got) {
		t.Errorf("commit after a failed add: %v", err)
	}
	if _, err := w.Commit(context.Background()); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if err := w.Add("b.css", nil); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if err := w.Discard(); err != nil {
		t.Error(err)
	}
}

func TestAddFromManyGoroutines(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for round := range 2 {
		w, err := Open(dir, Options{noSync: true})
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		for g := range 8 {
			group.Go(func() {
				for i := range 50 {
					name := fmt.Sprintf("g%d/%d/index.html", (g+i)%8/2, i) // some twice
					if err := w.Add(name, fmt.Appendf(nil, "%s %d", name, round*(i%2))); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		result, err := w.Commit(context.Background())
		want := Result{Added: 200, Bytes: result.Bytes}
		if round > 0 {
			want = Result{Changed: 100, Unchanged: 100, Bytes: result.Bytes}
		}
		if err != nil || result != want {
			t.Errorf("%+v %v", result, err)
		}
		if found, err := Verify(dir); err != nil || len(found) > 0 {
			t.Error(found, err)
		}
	}
}

func TestDiscardLeavesNoTrace(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, dir := range []string{filepath.Join(root, "new", "out"), filepath.Join(root, "old")} {
		if filepath.Base(dir) == "old" {
			mustBuild(t, dir, treeA(), Options{})
		}
		before, above := state(t, dir), state(t, filepath.Dir(dir))
		w, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := add(w, treeB()); err != nil {
			t.Fatal(err)
		}
		if err := w.Discard(); err != nil {
			t.Fatal(err)
		}
		wantState(t, dir, before)
		wantState(t, filepath.Dir(dir), above)
	}
}

func TestCancelledCommit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mustBuild(t, dir, treeA(), Options{})
	before := state(t, dir)
	w, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := add(w, treeB()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := w.Commit(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	wantState(t, dir, before)
}

func TestOneBuildAtATime(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out")
	w, err := Open(dir, Options{noSync: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(dir, Options{})
	if got := wantError[*LockedError](t, err); got.PID != os.Getpid() {
		t.Error(got)
	}
	_, err = Recover(dir)
	wantError[*LockedError](t, err)
	if err := add(w, treeA()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	wantState(t, dir, stateOf(t, treeA(), Options{}))
}

// TestRacingBuilds lets runs come and go: each is refused or writes a whole site, and .tertial is gone at the end.
func TestRacingBuilds(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out")
	var group sync.WaitGroup
	for g := range 4 {
		group.Go(func() {
			for i := range 25 {
				files := treeA()
				if (g+i)%2 == 0 {
					files = treeB()
				}
				var locked *LockedError
				if _, err := build(dir, files, Options{}); err != nil && !errors.As(err, &locked) {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	got := state(t, dir)
	if got != stateOf(t, treeA(), Options{}) && got != stateOf(t, treeB(), Options{}) {
		t.Error(got)
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := Open(dir, Options{AsOf: "26 maj"}); err == nil {
		t.Error("a date that is none is taken")
	}
	mustBuild(t, dir, tree{"a/b": ""}, Options{FileMode: 0o640, DirMode: 0o750})
	for name, want := range map[string]os.FileMode{"a": 0o750 | os.ModeDir, "a/b": 0o640} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode() != want {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
}

func TestOutputIsAFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "out", "a file")
	before := state(t, dir)
	for _, name := range []string{"out", "out/below"} {
		if _, err := Open(filepath.Join(dir, name), Options{}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	wantState(t, dir, before)
}

// TestSynced writes with the disk waited for: few files are synced one by one, many with one call.
func TestSynced(t *testing.T) {
	t.Parallel()
	for _, n := range []int{3, syncFilesUpTo + 1} {
		dir := filepath.Join(t.TempDir(), "out")
		w, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			if err := w.Add(fmt.Sprintf("%d.txt", i), []byte("text")); err != nil {
				t.Fatal(err)
			}
		}
		if result, err := w.Commit(context.Background()); err != nil || result.Added != n {
			t.Error(result, err)
		}
	}
}
