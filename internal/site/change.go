package site

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// A ChangeHook is asked before every change on disk; its error stops the change. It is for tests of those who change a
// folder: a disk that is full, a process that is killed.
type ChangeHook func(op, name string) error

// A Change puts files into a folder that is no output and holds much else, and takes files away: all of it or nothing,
// with the same lock, stage and journal as a [Writer], in .tertial of that folder. What it was not told of it never
// touches. Its methods are for one goroutine.
type Change struct {
	folder *folder
	lock   *lock
	done   bool
	nextID int
	puts   []step // add and swap, in the order of the calls
	drops  []step
}

// OpenChange takes the lock of an existing folder, ends what an interrupted change left there, and begins a new one.
// While another is at work it gives a [LockedError].
func OpenChange(dir string, hook ChangeHook) (*Change, error) {
	f := &folder{dir: dir, hook: hook, kept: true, noSync: hook != nil}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, errors.Join(err, fs.ErrInvalid)
	}
	l, err := f.acquire(true)
	if err != nil {
		return nil, err
	}
	c := &Change{folder: f, lock: l}
	_, err = f.settle()
	if err == nil {
		err = f.mkdir(stageName, defaultDirMode)
	}
	if err == nil { // what a stopped change leaves is nothing to commit
		err = f.create(workIgnore, []byte("*\n"), defaultFileMode)
	}
	if err != nil {
		return nil, errors.Join(err, l.release())
	}
	return c, nil
}

// RecoverChange ends what a stopped [Change] left in a folder, as [Recover] does for an output.
func RecoverChange(dir string) (Outcome, error) { return recoverFolder(&folder{dir: dir, kept: true}) }

// Add stages a file that is not there yet.
func (c *Change) Add(name string, content []byte) error {
	return c.put(doAdd, isMissing, name, content)
}

// Replace stages new content of a file that is there.
func (c *Change) Replace(name string, content []byte) error {
	return c.put(doSwap, isFile, name, content)
}

// Has reports whether something stands at a name.
func (c *Change) Has(name string) bool { return c.folder.kind(name) != isMissing }

func (c *Change) put(do action, want kind, name string, content []byte) error {
	if err := c.free(name); err != nil {
		return err
	}
	if c.folder.kind(name) != want {
		return fmt.Errorf("change %s: %w", name, fs.ErrExist)
	}
	s := step{do: do, name: name, id: c.nextID, sum: sha256.Sum256(content)}
	c.nextID++
	c.puts = append(c.puts, s)
	return c.folder.create(staged(s.id), content, defaultFileMode)
}

// free says whether the name may be changed: by this call alone, and not through a link.
func (c *Change) free(name string) error {
	if c.done {
		return ErrClosed
	}
	if err := checkPath(name); err != nil {
		return err
	}
	if slices.ContainsFunc(append(slices.Clip(c.puts), c.drops...), func(s step) bool { return s.name == name }) {
		return collide(SamePath, name, name)
	}
	for dir := range parents(name) {
		if c.folder.kind(dir) == isLink {
			return c.folder.linkError(dir)
		}
	}
	return nil
}

// Remove takes a file or link away, and with it the folders around it that it leaves empty, up to the folder called top.
func (c *Change) Remove(name, top string) error {
	if err := c.free(name); err != nil {
		return err
	}
	if k := c.folder.kind(name); k == isMissing || k == isDir {
		return fmt.Errorf("remove %s: %w", name, fs.ErrNotExist)
	}
	c.drops = append(c.drops, step{do: doDrop, id: c.nextID, name: name})
	c.nextID++
	for dir := range parents(name) {
		if !strings.HasPrefix(dir, top+"/") || slices.ContainsFunc(c.drops, func(s step) bool { return s.do == doRmdir && s.name == dir }) {
			break
		}
		info, err := os.Lstat(c.folder.path(dir))
		if err != nil {
			return err
		}
		c.drops = append(c.drops, step{do: doRmdir, name: dir, mode: info.Mode().Perm()})
	}
	return nil
}

// Commit makes the change. With an error the folder is as it was; only an [InterruptedError] leaves that to the next
// [RecoverChange]. A context that is done stops it until the journal is written, and no more after.
func (c *Change) Commit(ctx context.Context) error {
	if c.done {
		return ErrClosed
	}
	c.done = true
	err := c.commit(ctx)
	var interrupted *InterruptedError
	if errors.As(err, &interrupted) { // the stage is still needed
		return errors.Join(err, c.lock.close())
	}
	if err != nil {
		return errors.Join(err, c.cleanUp())
	}
	_ = c.cleanUp() // the change stands; should something of .tertial stay, the next run clears it
	return nil
}

func (c *Change) commit(ctx context.Context) error {
	f, steps := c.folder, c.steps()
	if len(steps) == 0 {
		return nil
	}
	if err := f.mkdir(oldName, defaultDirMode); err != nil {
		return err
	}
	names := []string{stageName}
	for _, s := range c.puts {
		names = append(names, staged(s.id))
	}
	if err := f.sync(names); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	err := f.startJournal(steps)
	if err == nil {
		err = f.finish(steps)
	}
	if err == nil || f.kind(journalName) == isMissing {
		return err
	}
	if undo := f.revert(steps); undo != nil {
		return &InterruptedError{Dir: f.dir, Err: err, Undo: undo}
	}
	return err
}

// steps orders the change: new folders, outer ones first, then files, then what goes, inner folders first.
func (c *Change) steps() []step {
	var dirs, all []step
	for _, s := range c.puts {
		for dir := range parents(s.name) {
			if c.folder.kind(dir) == isDir {
				break
			}
			if !slices.ContainsFunc(dirs, func(d step) bool { return d.name == dir }) {
				dirs = append(dirs, step{do: doMkdir, name: dir, mode: defaultDirMode})
			}
		}
	}
	slices.SortFunc(dirs, func(a, b step) int { return strings.Compare(a.name, b.name) })
	all = append(append(all, dirs...), c.puts...)
	var empty []step
	for _, s := range c.drops {
		if s.do == doRmdir {
			empty = append(empty, s)
		} else {
			all = append(all, s)
		}
	}
	slices.SortFunc(empty, func(a, b step) int { return strings.Compare(path.Clean(b.name), path.Clean(a.name)) })
	return append(all, empty...)
}

// Discard ends the change and leaves the folder as it is. After Commit it does nothing, so that it can be deferred.
func (c *Change) Discard() error {
	if c.done {
		return nil
	}
	c.done = true
	return c.cleanUp()
}

func (c *Change) cleanUp() error { return errors.Join(c.folder.clear(), c.lock.release()) }
