package preview

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// Watch tells of changes below some folders of a site's root until the context
// ends, and then closes the channel. Folders may come and go; so may the watched
// ones themselves. A value says that something may have changed, not what, and
// one that nobody has taken stands for all that follow. Where the system cannot
// watch, for it has no means or the tree is too large, the folders are looked
// through each time that the ticks come.
func Watch(ctx context.Context, root string, folders []string, ticks Timer) (<-chan struct{}, error) {
	if ticks == nil {
		ticks = systemTimer
	}
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	w := &watcher{root: root, folders: folders, changes: make(chan struct{}, 1), ticks: ticks}
	notify, err := fsnotify.NewWatcher()
	if err == nil {
		w.notify = notify
		err = w.begin()
	}
	if err != nil {
		w.stop()
		w.seen = w.look()
		go w.poll(ctx)
		return w.changes, nil //nolint:nilerr // looking is as good, if slower
	}
	go w.run(ctx)
	return w.changes, nil
}

// A watcher is the state of one call of [Watch].
type watcher struct {
	root    string
	folders []string // below root
	changes chan struct{}
	ticks   Timer
	notify  *fsnotify.Watcher // nil when the folders are looked through
	seen    uint64
}

// begin watches the root, where the folders may come, and all that they hold.
func (w *watcher) begin() error {
	if err := w.notify.Add(w.root); err != nil {
		return err
	}
	for _, folder := range w.folders {
		if err := w.add(filepath.Join(w.root, folder)); err != nil {
			return err
		}
	}
	return nil
}

// add watches a folder and all below it. One that is gone again, or that may not
// be read, is nothing to watch.
func (w *watcher) add(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil //nolint:nilerr // see above
		}
		err = w.notify.Add(name)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil
		}
		return err
	})
}

func (w *watcher) stop() {
	if w.notify != nil {
		_ = w.notify.Close() // it watches nothing any more
		w.notify = nil
	}
}

func (w *watcher) run(ctx context.Context) {
	defer w.stop()
	for {
		select {
		case <-ctx.Done():
			close(w.changes)
			return
		case e, open := <-w.notify.Events:
			if !open || !w.concerns(e) {
				continue
			}
			err := w.grow(e)
			w.tell()
			if err != nil {
				w.stop()
				w.poll(ctx)
				return
			}
		case err, open := <-w.notify.Errors:
			if !open {
				continue
			}
			// What the system could not keep up with may be anything.
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				err = w.begin()
			}
			w.tell()
			if err != nil {
				w.stop()
				w.poll(ctx)
				return
			}
		}
	}
}

// concerns reports whether an event is about what a build reads. An editor's own
// files beside the text are not, nor is a mere reading.
func (w *watcher) concerns(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod || passing(filepath.Base(e.Name)) {
		return false
	}
	rel, err := filepath.Rel(w.root, e.Name)
	if err != nil {
		return false
	}
	top, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	return slices.Contains(w.folders, top)
}

// grow begins to watch a folder that is new. The error is a folder too many for
// the system.
func (w *watcher) grow(e fsnotify.Event) error {
	if !e.Has(fsnotify.Create) {
		return nil
	}
	if info, err := os.Lstat(e.Name); err != nil || !info.IsDir() {
		return nil //nolint:nilerr // gone again
	}
	return w.add(e.Name)
}

// passing reports whether a file is one that an editor keeps for a moment.
func passing(base string) bool {
	switch ext := filepath.Ext(base); {
	case strings.HasPrefix(base, "."), strings.HasPrefix(base, "#"), strings.HasPrefix(base, "~$"), strings.HasSuffix(base, "~"):
		return true
	case ext == ".swp", ext == ".swx", ext == ".tmp", ext == ".crdownload":
		return true
	default:
		return base == "4913" // vim tries with it whether it may write
	}
}

// tell wakes whoever waits. Who has not taken the last value needs no second.
func (w *watcher) tell() {
	select {
	case w.changes <- struct{}{}:
	default:
	}
}
