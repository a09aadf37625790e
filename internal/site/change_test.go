package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A source is a folder that is no output, and a change of it: new folders and
// files, one replaced, one folder emptied.
func source(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"content/log.txt", "content/r/1/a.txt", "content/r/1/public/x/y.html", "content/r/1/public/z.html", "other.txt"} {
		write(t, dir, name, "old "+name)
	}
	return dir
}

func change(dir string, hook ChangeHook) error {
	c, err := OpenChange(dir, hook)
	if err != nil {
		return err
	}
	err = errors.Join(
		c.Add("content/r/2/a.txt", []byte("new")),
		c.Add("content/r/2/public/x/y.html", []byte("new page")),
		c.Replace("content/log.txt", []byte("new log")),
		c.Remove("content/r/1/public/x/y.html", "content/r/1"),
		c.Remove("content/r/1/public/z.html", "content/r/1"))
	if err != nil {
		return errors.Join(err, c.Discard())
	}
	return c.Commit(context.Background())
}

// TestChangeStopsAnywhere stops a change before each of its steps, its recovery
// before each of its own, and fails each step once, as a full disk would.
func TestChangeStopsAnywhere(t *testing.T) {
	t.Parallel()
	first := source(t)
	old := state(t, first)
	if err := change(first, nil); err != nil {
		t.Fatal(err)
	}
	after := state(t, first)
	if old == after {
		t.Fatal("no change")
	}
	for _, dead := range []bool{true, false} {
		wasNew := false
		for n := 1; ; n++ {
			dir := source(t)
			hook, count := failAt(n, dead, errFull)
			err := change(dir, hook)
			if *count < n {
				if err != nil || state(t, dir) != after {
					t.Fatal("undisturbed:", err)
				}
				break
			}
			for m := 1; ; m++ {
				hook, tries := failAt(m, true, errDead)
				_, stopped := recoverFolder(&folder{dir: dir, kept: true, noSync: true, hook: hook})
				if *tries < m {
					if stopped != nil {
						t.Fatal(stopped)
					}
					break
				}
			}
			got := state(t, dir)
			switch {
			case got != old && got != after:
				t.Fatalf("step %d: a mixture:\n%s", n, got)
			case !dead && err != nil && got != old:
				t.Fatalf("step %d fails: error %v, but the new tree", n, err)
			case !dead && err == nil && got != after:
				t.Fatalf("step %d fails: no error, but the old tree", n)
			case dead && wasNew && got == old:
				t.Fatalf("stopped at %d: old again", n)
			}
			wasNew = got == after
		}
	}
}

func TestChangeRefuses(t *testing.T) {
	t.Parallel()
	dir := source(t)
	old := state(t, dir)
	if err := os.Symlink("r", filepath.Join(dir, "content", "link")); err != nil {
		t.Fatal(err)
	}
	c, err := OpenChange(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, workIgnore)); err != nil || string(text) != "*\n" {
		t.Errorf("git would see the folder: %q, %v", text, err)
	}
	var locked *LockedError
	if _, err := OpenChange(dir, nil); !errors.As(err, &locked) {
		t.Error("a second change:", err)
	}
	if _, err := RecoverChange(dir); !errors.As(err, &locked) {
		t.Error("recovery of a change at work:", err)
	}
	var link *SymlinkError
	if err := c.Add("content/link/2/a.txt", nil); !errors.As(err, &link) {
		t.Error("through a link:", err)
	}
	for _, err := range []error{c.Add("content/log.txt", nil), c.Replace("content/none", nil), c.Replace("content/r", nil)} {
		if !errors.Is(err, fs.ErrExist) {
			t.Error("what is there:", err)
		}
	}
	for _, name := range []string{"content/none", "content/r"} {
		if err := c.Remove(name, "content"); !errors.Is(err, fs.ErrNotExist) {
			t.Error("what is not there:", err)
		}
	}
	var twice *CollisionError
	if err := errors.Join(c.Remove("other.txt", "content"), c.Remove("other.txt", "content")); !errors.As(err, &twice) {
		t.Error("twice:", err)
	}
	var bad *PathError
	if err := c.Add("../x", nil); !errors.As(err, &bad) {
		t.Error("outside:", err)
	}
	if err := errors.Join(c.Discard(), c.Discard(), os.Remove(filepath.Join(dir, "content", "link"))); err != nil {
		t.Error(err)
	}
	if err := c.Commit(context.Background()); !errors.Is(err, ErrClosed) {
		t.Error("after the end:", err)
	}
	wantState(t, dir, old)
	if _, err := OpenChange(filepath.Join(dir, "none"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Error("no folder:", err)
	}
}

// TestChangeWithDamagedJournal must neither finish nor go back, and says the way out.
func TestChangeWithDamagedJournal(t *testing.T) {
	t.Parallel()
	dir := source(t)
	err := change(dir, func(op, name string) error {
		if op == "rename" && name == "content/r/2/public/x/y.html" || op == "rmdir" {
			return errDead
		}
		return nil
	})
	var interrupted *InterruptedError
	if !errors.As(err, &interrupted) {
		t.Fatal(err)
	}
	write(t, dir, journalName, "half")
	var damaged *JournalError
	if _, err := RecoverChange(dir); !errors.As(err, &damaged) || !damaged.Kept || fmt.Sprint(err) == "" {
		t.Error(err)
	}
}
