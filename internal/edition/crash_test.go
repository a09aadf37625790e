package edition

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/diag"
)

var errStopped = errors.New("stopped")

// tree is all of a folder as text.
func tree(t *testing.T, root string) string {
	t.Helper()
	var out strings.Builder
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		out.WriteString(strings.TrimPrefix(name, root) + "\n")
		if entry.IsDir() {
			return nil
		}
		text, err := os.ReadFile(name)
		out.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// newSite is one with so many editions.
func newSite(t *testing.T, editions int) string {
	t.Helper()
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "content", "log.txt"), []byte("log\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= editions; n++ {
		if err := publish(root, quick, n); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// quick does not wait for the disk, as no hook but nil does.
func quick(string, string) error { return nil }

// TestStoppedAnywhere stops a publication and a withdrawal before each change
// on disk, once for ever, as a kill does, and once only, as a full disk does.
// What is left is wholly old or wholly new, and log and folders agree.
func TestStoppedAnywhere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		editions int
		run      func(root string, hook func(op, name string) error) error
	}{
		"publish the first":  {0, func(root string, hook func(op, name string) error) error { return publish(root, hook, 1) }},
		"publish the second": {1, func(root string, hook func(op, name string) error) error { return publish(root, hook, 2) }},
		"withdraw":           {2, func(root string, hook func(op, name string) error) error { return withdraw(root, hook, 1) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := newSite(t, c.editions)
			old := tree(t, start)
			if err := c.run(start, quick); err != nil {
				t.Fatal(err)
			}
			after := tree(t, start)
			for _, dead := range []bool{true, false} {
				steps, root := 0, newSite(t, c.editions)
				for n := 1; ; n++ {
					count := 0
					err := c.run(root, func(string, string) error {
						if count++; count == n || dead && count > n {
							return errStopped
						}
						return nil
					})
					if count < n {
						break
					}
					steps++
					if whole(t, root, old, after, err, dead, n) {
						root = newSite(t, c.editions)
					}
				}
				if steps < 10 {
					t.Errorf("only %d steps", steps)
				}
			}
		})
	}
}

// settle ends what was stopped, as the next command does; most times without
// waiting for the disk.
func settle(t *testing.T, root string, n int) {
	t.Helper()
	if n%8 == 0 {
		if _, err := Recover(root); err != nil {
			t.Fatal(err)
		}
		return
	}
	store, err := Open(root, quick)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// whole fails when the site is neither the old nor the new one, and says which.
func whole(t *testing.T, root, old, after string, err error, dead bool, n int) (isNew bool) {
	t.Helper()
	settle(t, root, n)
	got := tree(t, root)
	switch {
	case got != old && got != after:
		t.Fatalf("step %d: a mixture:\n%s", n, got)
	case !dead && err != nil && got != old:
		t.Fatalf("step %d: %v, and yet the new tree", n, err)
	case !dead && err == nil && got != after:
		t.Fatalf("step %d: no error, and the old tree", n)
	}
	files := os.DirFS(root)
	diags := &diag.List{}
	log, _ := os.ReadFile(filepath.Join(root, "content", "log.txt"))
	last := ""
	for _, e := range List(files, report, nil, diags) {
		e.Check(files, diags)
		if sum, _ := e.Digest(files); strings.HasSuffix(string(log), sum) {
			last = sum
		}
	}
	if diags.Len() > 0 || last == "" && string(log) != "log\n" {
		t.Fatalf("step %d: log and folders differ: %v", n, messages(diags))
	}
	return got == after
}

func TestConcurrentPublicationIsRefused(t *testing.T) {
	t.Parallel()
	root := newSite(t, 0)
	store, err := Open(root, quick)
	if err != nil {
		t.Fatal(err)
	}
	if err := publish(root, quick, 1); err == nil {
		t.Error("two at once")
	}
	if _, err := Recover(root); err == nil {
		t.Error("recovered while one is at work")
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := publish(root, quick, 1); err != nil {
		t.Error(err)
	}
}
