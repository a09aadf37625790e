package preview_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tertial/internal/preview"
)

// A tree is a folder with a site that is watched.
type tree struct {
	root    string
	changes <-chan struct{}
}

// watched lays a small site and watches it. Where ticks are given, the system's
// own means may still be used; see TestPolling.
func watched(t *testing.T) *tree {
	t.Helper()
	tr := &tree{root: t.TempDir()}
	tr.write(t, "content/a/2020/r/report.md", "ett")
	tr.write(t, "public/index.html", "ut")
	changes, err := preview.Watch(t.Context(), tr.root, []string{"content", "data", "layouts"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	tr.changes = changes
	return tr
}

func (tr *tree) path(name string) string { return filepath.Join(tr.root, filepath.FromSlash(name)) }

func (tr *tree) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(tr.path(name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(tr.path(name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// noticed waits for a change, and takes all that follow of the same one: a
// write is several events. What is asked for at last must have been told.
func (tr *tree) noticed(t *testing.T, what string) {
	t.Helper()
	if _, open := <-tr.changes; !open {
		t.Fatalf("%s: the watcher has ended", what)
	}
}

// TestWatch: each step is a change of its own kind. Were one not told, the test
// would wait for ever: there is no time in it.
func TestWatch(t *testing.T) {
	t.Parallel()
	tr := watched(t)
	steps := []struct {
		what string
		do   func()
	}{
		{"a file is written", func() { tr.write(t, "content/a/2020/r/report.md", "två") }},
		{"an editor saves by renaming", func() {
			tr.write(t, "content/a/2020/r/.report.md.swp", "tre")
			must(t, os.Rename(tr.path("content/a/2020/r/.report.md.swp"), tr.path("content/a/2020/r/report.md")))
		}},
		{"a file is removed", func() { must(t, os.Remove(tr.path("content/a/2020/r/report.md"))) }},
		{"a new report with its folders", func() { tr.write(t, "content/b/2021/ny/report.md", "ny") }},
		{"a folder that was not there", func() { tr.write(t, "data/b/2021/ny/drift.csv", "a;b") }},
		{"a folder is renamed", func() { must(t, os.Rename(tr.path("content/b"), tr.path("content/c"))) }},
		{"a folder is removed", func() { must(t, os.RemoveAll(tr.path("content/c"))) }},
		{"layouts come", func() { tr.write(t, "layouts/assets/own.css", "p{}") }},
	}
	for _, step := range steps {
		step.do()
		tr.noticed(t, step.what)
		// A new folder is watched when its change has been told of all its
		// depth: a probe written again and again is told at last.
	}
	for _, name := range []string{"data/b/2021/ny/drift.csv", "layouts/assets/own.css"} {
		tr.write(t, name, "x")
		tr.noticed(t, name)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestWatchEnds: with the context the channel closes, so that no goroutine waits.
func TestWatchEnds(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	ctx, end := context.WithCancel(t.Context())
	changes, err := preview.Watch(ctx, root, []string{"content"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	end()
	for range changes {
	}
}

// TestPolling: where the system cannot watch (here the root is not there yet),
// the folders are looked through at each tick, and only a difference is told.
func TestPolling(t *testing.T) {
	t.Parallel()
	root := filepath.Join(t.TempDir(), "kommer")
	ticks := make(chan chan time.Time)
	timer := func(time.Duration) (<-chan time.Time, func()) {
		end := make(chan time.Time, 1)
		select {
		case ticks <- end:
		case <-t.Context().Done():
		}
		return end, func() {}
	}
	ctx, end := context.WithCancel(t.Context())
	changes, err := preview.Watch(ctx, root, []string{"content"}, timer)
	if err != nil {
		t.Fatal(err)
	}
	tr := &tree{root: root, changes: changes}
	tick := func() { (<-ticks) <- time.Time{} }
	tick()
	tr.write(t, "content/a.md", "ett")
	tick()
	tr.noticed(t, "the folder has come")
	tick()
	tr.write(t, "content/.a.md.swp", "editorns egen")
	tick()
	last := <-ticks // so the look before is over
	select {
	case <-changes:
		t.Error("nothing has changed, but it was told")
	default:
	}
	tr.write(t, "content/a.md", "längre")
	last <- time.Time{}
	tr.noticed(t, "the file is another")
	<-ticks
	end()
	for range changes {
	}
}
