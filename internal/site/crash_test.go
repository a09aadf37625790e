package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A transition is a commit from one tree to another.
type transition struct {
	name     string
	from, to tree // from nil: the folder is missing
}

func transitions() []transition {
	empty := tree{}
	return []transition{
		{"first", nil, treeA()},
		{"forth", treeA(), treeB()},
		{"back", treeB(), treeA()},
		{"repair", treeA(), treeA()}, // with a file damaged by hand
		{"all gone", treeA(), empty},
	}
}

// A stage is where a transition is tried again and again.
type stage struct {
	transition
	dir        string
	initial    string // a copy of the old tree
	old, after string // the states before and after
}

func newStage(t *testing.T, tr transition) *stage {
	t.Helper()
	s := &stage{transition: tr, dir: filepath.Join(t.TempDir(), "a", "out"), initial: filepath.Join(t.TempDir(), "out")}
	if tr.from != nil {
		mustBuild(t, s.initial, tr.from, Options{AsOf: asOfA})
	}
	if tr.name == "repair" {
		write(t, s.initial, "index.html", "damaged")
	}
	s.old = state(t, s.initial)
	s.after = stateOf(t, tr.to, Options{AsOf: asOfB})
	return s
}

// reset puts the old tree in place.
func (s *stage) reset(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll(filepath.Dir(s.dir)); err != nil {
		t.Fatal(err)
	}
	if s.from == nil {
		return
	}
	if err := copyTree(s.dir, s.initial); err != nil {
		t.Fatal(err)
	}
}

// whole asserts that the folder is wholly old or wholly new, and says which.
func (s *stage) whole(t *testing.T, what string) (isNew bool) {
	t.Helper()
	wantState(t, s.initial, s.old) // no file was written in place
	got := state(t, s.dir)
	if got != s.old && got != s.after {
		t.Fatalf("%s: a mixture:\n%s\nold:\n%s\nnew:\n%s", what, got, s.old, s.after)
	}
	if above, err := os.Stat(filepath.Dir(s.dir)); s.old == "" && got == s.old && err == nil {
		t.Fatalf("%s: the folder above stays: %v", what, above.Name())
	}
	return got == s.after
}

// failAt returns a hook that fails the nth change, and with dead all later ones: the same as a process killed there, for
// the disk. The counter tells how many changes were asked for.
func failAt(nth int, dead bool, err error) (hook func(op, name string) error, count *int) {
	count = new(int)
	return func(string, string) error {
		*count++
		if *count == nth || dead && *count > nth {
			return err
		}
		return nil
	}, count
}

var (
	errDead = errors.New("dead")
	errFull = errors.New("disk is full")
)

// bareAfterCrash removes folders that were made and not yet noted in the lock when the run stopped: they are empty, and
// there is no way to know them again.
func (s *stage) bareAfterCrash(t *testing.T) {
	t.Helper()
	if s.from != nil || strings.Contains(state(t, filepath.Dir(s.dir)), `"`) {
		return
	}
	if err := os.RemoveAll(filepath.Dir(s.dir)); err != nil {
		t.Fatal(err)
	}
}

// TestStopAnywhere stops a run before each of its changes, and its recovery before each of its own, and recovers.
func TestStopAnywhere(t *testing.T) {
	t.Parallel()
	for _, tr := range transitions() {
		t.Run(tr.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, tr)
			wasNew := false
			for n := 1; ; n++ {
				s.reset(t)
				hook, count := failAt(n, true, errDead)
				_, err := build(s.dir, s.to, Options{AsOf: asOfB, hook: hook})
				if *count < n {
					if err != nil || !s.whole(t, "undisturbed") {
						t.Fatal(err)
					}
					break
				}
				isNew := s.stopRecovery(t, n)
				if wasNew && !isNew {
					t.Fatalf("stopped at %d: old again", n)
				}
				wasNew = isNew
			}
			if !wasNew {
				t.Error("a run stopped at its last change is not finished")
			}
		})
	}
}

// recoveryStride thins out the pairs of a stop and a stop while recovering; which of them are left differs from stop to stop.
const recoveryStride = 23

// stopRecovery recovers a run stopped at its nth change, with the recovery stopped at some of its own.
func (s *stage) stopRecovery(t *testing.T, n int) (isNew bool) {
	t.Helper()
	left := filepath.Join(t.TempDir(), "left")
	above, first := filepath.Dir(s.dir), 1+n%recoveryStride
	if err := copyTree(left, above); err != nil {
		t.Fatal(err)
	}
	for m := first; ; m += recoveryStride {
		if err := errors.Join(os.RemoveAll(above), copyTree(above, left)); err != nil {
			t.Fatal(err)
		}
		hook, count := failAt(m, true, errDead)
		outcome, err := recoverFolder(&folder{dir: s.dir, noSync: true, hook: hook})
		done := *count < m
		if done && err != nil {
			t.Fatal(err)
		}
		if !done {
			if outcome, err = recoverFolder(&folder{dir: s.dir, noSync: true}); err != nil {
				t.Fatalf("stopped at %d, recovery at %d: %v", n, m, err)
			}
		}
		s.bareAfterCrash(t)
		now := s.whole(t, fmt.Sprintf("stopped at %d, recovery at %d", n, m))
		if m > first && now != isNew {
			t.Fatalf("stopped at %d, recovery at %d: decided otherwise", n, m)
		}
		isNew = now
		if outcome == Finished && !isNew || outcome == RolledBack && isNew && s.old != s.after {
			t.Errorf("stopped at %d, recovery at %d: outcome %v, new %v", n, m, outcome, isNew)
		}
		if done {
			return isNew
		}
	}
}

// copyTree copies folders and links files, which is quick, and keeps two names of one file together. A lock file is
// written in place, so it is copied.
func copyTree(to, from string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(from, path)
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		if entry.Name() != filepath.Base(lockName) {
			return os.Link(path, filepath.Join(to, rel))
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), content, 0o644)
	})
}

// TestFailAnywhere fails each change of a run once, as a full disk or one mounted read-only would. The run must give the
// error and leave the old tree, or must have succeeded in spite of it.
func TestFailAnywhere(t *testing.T) {
	t.Parallel()
	for _, tr := range transitions() {
		t.Run(tr.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, tr)
			for n := 1; ; n++ {
				s.reset(t)
				hook, count := failAt(n, false, errFull)
				_, err := build(s.dir, s.to, Options{AsOf: asOfB, hook: hook})
				if *count < n {
					break
				}
				if err == nil { // failed while clearing up
					if _, err := recoverFolder(&folder{dir: s.dir, noSync: true}); err != nil {
						t.Fatal(err)
					}
					if !s.whole(t, "cleared up") {
						t.Fatalf("change %d fails: no error, but not the new tree", n)
					}
					continue
				}
				if !errors.Is(err, errFull) {
					t.Fatalf("change %d fails: %v", n, err)
				}
				if _, err := recoverFolder(&folder{dir: s.dir, noSync: true}); err != nil {
					t.Fatal(err)
				}
				s.bareAfterCrash(t)
				if s.whole(t, fmt.Sprintf("change %d fails", n)) && s.old != s.after {
					t.Fatalf("change %d fails: error %v, but the new tree", n, err)
				}
				if n%4 != 0 {
					continue
				}
				mustBuild(t, s.dir, s.to, Options{AsOf: asOfB})
				if !s.whole(t, "next build") {
					t.Fatalf("change %d fails: the next build does not help", n)
				}
			}
		})
	}
}

// TestSiteIsNeverWithoutItsPages looks at a page that both trees have before every change: a web server may be reading.
func TestSiteIsNeverWithoutItsPages(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mustBuild(t, dir, treeA(), Options{})
	_, err := build(dir, treeB(), Options{hook: func(op, name string) error {
		for _, page := range []string{"index.html", "same/index.html", ManifestName} {
			if _, err := os.Stat(filepath.Join(dir, page)); err != nil {
				return fmt.Errorf("before %s %s: %w", op, name, err)
			}
		}
		return nil
	}})
	if err != nil {
		t.Error(err)
	}
}

// interrupted leaves dir with a whole journal of which some steps were taken.
func interrupted(t *testing.T, dir string) {
	t.Helper()
	mustBuild(t, dir, treeA(), Options{AsOf: asOfA})
	renames := 0
	_, err := build(dir, treeB(), Options{AsOf: asOfB, hook: func(op, name string) error {
		if op == "rename" && name != journalName {
			renames++
		}
		if renames > 5 {
			return errDead
		}
		return nil
	}})
	wantError[*InterruptedError](t, err)
}

// TestDamagedJournal cuts and changes a journal. When nothing was done yet, the run is thrown away; else it is said.
func TestDamagedJournal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	interrupted(t, dir)
	raw, err := os.ReadFile(filepath.Join(dir, journalName))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := decodeJournal(raw); err != nil {
		t.Fatal(err)
	}
	for n := range raw {
		flipped := append([]byte(nil), raw...)
		flipped[n] ^= 1
		for _, damaged := range [][]byte{raw[:n], flipped} {
			if _, err := decodeJournal(damaged); err == nil {
				t.Fatalf("damaged at byte %d, and taken", n)
			}
		}
	}
	write(t, dir, journalName, string(raw[:len(raw)-1]))
	_, err = Recover(dir)
	wantError[*JournalError](t, err)

	untouched := t.TempDir()
	mustBuild(t, untouched, treeA(), Options{AsOf: asOfA})
	for _, name := range []string{journalName, journalTmp} {
		write(t, untouched, stageName+"/1", "half")
		write(t, untouched, name, string(raw[:len(raw)/2]))
		if outcome, err := Recover(untouched); outcome != RolledBack || err != nil {
			t.Error(outcome, err)
		}
		wantState(t, untouched, stateOf(t, treeA(), Options{AsOf: asOfA}))
	}
}

// TestLostStageGoesBack loses a staged file of a run that had begun to put files in place.
func TestLostStageGoesBack(t *testing.T) {
	t.Parallel()
	for _, lose := range []func(path string) error{os.Remove, func(path string) error { return os.WriteFile(path, []byte("?"), 0o644) }} {
		dir := t.TempDir()
		interrupted(t, dir)
		left, err := filepath.Glob(filepath.Join(dir, stageName, "*"))
		if err != nil || len(left) == 0 {
			t.Fatal(left, err)
		}
		if err := lose(left[0]); err != nil {
			t.Fatal(err)
		}
		if outcome, err := Recover(dir); outcome != RolledBack || err != nil {
			t.Error(outcome, err)
		}
		wantState(t, dir, stateOf(t, treeA(), Options{AsOf: asOfA}))
	}
}

func TestOpenFinishesAnInterruptedRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	interrupted(t, dir)
	w, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Discard(); err != nil {
		t.Fatal(err)
	}
	wantState(t, dir, stateOf(t, treeB(), Options{AsOf: asOfB}))
}

func FuzzDecodeJournal(f *testing.F) {
	steps := []step{{do: doMkdir, name: "a", mode: 0o755}, {do: doRmdir, name: "b", mode: 0o700}, {do: doAdd, id: 1, name: "a/x"}, {do: doDrop, id: 3, name: "z"}}
	f.Add(encodeJournal(steps))
	f.Add([]byte(journalHead))
	f.Fuzz(func(t *testing.T, data []byte) {
		steps, err := decodeJournal(data)
		if err != nil {
			return
		}
		for _, s := range steps {
			if s.name != ManifestName && checkPath(s.name) != nil {
				t.Errorf("%+v", s)
			}
		}
	})
}
