package site

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"
)

const (
	lockName      = workName + "/lock"
	journalName   = workName + "/journal"
	journalTmp    = workName + "/journal.tmp"
	stageName     = workName + "/stage"
	oldName       = workName + "/old"
	syncFilesUpTo = 64 // so many files are synced one by one; more with one call for the file system, where there is one
	syncParallel  = 8
)

// A folder is an output folder. All that changes anything on disk goes through its methods, each after asking hook, so
// that tests can stop or fail a run at every point.
type folder struct {
	dir    string
	hook   func(op, name string) error // nil outside tests
	noSync bool                        // for tests
	kept   bool                        // it is no output but a folder that holds much else: a [Change]
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f *folder) may(op, name string) error {
	if f.hook == nil {
		return nil
	}
	if err := f.hook(op, name); err != nil {
		return fmt.Errorf("%s %s: %w", op, f.path(name), err)
	}
	return nil
}

// mkdir makes one folder with exactly this mode; an existing folder is fine and keeps its own.
func (f *folder) mkdir(name string, mode fs.FileMode) error {
	if info, err := os.Lstat(f.path(name)); err == nil && info.IsDir() {
		return nil
	}
	if err := f.may("mkdir", name); err != nil {
		return err
	}
	if err := os.Mkdir(f.path(name), mode); err != nil {
		return err
	}
	return os.Chmod(f.path(name), mode)
}

// create writes a new file with exactly this mode.
func (f *folder) create(name string, content []byte, mode fs.FileMode) error {
	if err := f.may("create", name); err != nil {
		return err
	}
	file, err := os.OpenFile(f.path(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if err = f.may("write", name); err == nil {
		_, err = file.Write(content)
	}
	if err == nil {
		err = file.Chmod(mode)
	}
	return errors.Join(err, file.Close())
}

func (f *folder) rename(from, to string) error {
	if err := f.may("rename", to); err != nil {
		return err
	}
	return os.Rename(f.path(from), f.path(to))
}

// keep saves the file at name under backup, in place if the file system has hard links, so that name is never missing.
func (f *folder) keep(name, backup string) error {
	if err := f.may("keep", name); err != nil {
		return err
	}
	if err := os.Link(f.path(name), f.path(backup)); err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return os.Rename(f.path(name), f.path(backup))
}

// rmdir removes a folder if it is one and empty; anything else stays and is no error.
func (f *folder) rmdir(name string) error {
	if f.kind(name) != isDir {
		return nil
	}
	if err := f.may("rmdir", name); err != nil {
		return err
	}
	err := os.Remove(f.path(name))
	if entries, _ := os.ReadDir(f.path(name)); len(entries) > 0 {
		return nil
	}
	return err
}

// remove removes a file or a whole folder of our own below .tertial; a missing one is no error.
func (f *folder) remove(name string) error {
	if f.kind(name) == isMissing {
		return nil
	}
	if err := f.may("remove", name); err != nil {
		return err
	}
	return os.RemoveAll(f.path(name))
}

// A kind is what stands at a name, links not followed.
type kind int

const (
	isMissing kind = iota // or cannot be looked at
	isFile
	isDir
	isLink
	isOther
)

func kindOf(mode fs.FileMode) kind {
	switch {
	case mode.IsRegular():
		return isFile
	case mode.IsDir():
		return isDir
	case mode&fs.ModeSymlink != 0:
		return isLink
	default:
		return isOther
	}
}

func (f *folder) kind(name string) kind {
	info, err := os.Lstat(f.path(name))
	if err != nil {
		return isMissing
	}
	return kindOf(info.Mode())
}

func (f *folder) linkError(name string) error {
	target, err := os.Readlink(f.path(name))
	if err != nil {
		return err
	}
	return &SymlinkError{Dir: f.dir, Path: name, Target: target}
}

// sum hashes the regular file at name; ok is false if there is none.
func (f *folder) sum(name string) (sum Sum, ok bool, err error) {
	if f.kind(name) != isFile {
		return sum, false, nil
	}
	file, err := os.Open(f.path(name))
	if err != nil {
		return sum, false, err
	}
	defer func() { _ = file.Close() }() // only read
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return sum, false, err
	}
	h.Sum(sum[:0])
	return sum, true, nil
}

// sync brings the named files or folders to disk. A failing sync of the whole file system may be about somebody else's
// files, so then each of ours is asked.
func (f *folder) sync(names []string) error {
	if len(names) == 0 {
		return nil
	}
	if err := f.may("sync", names[0]); err != nil {
		return err
	}
	if f.noSync || len(names) > syncFilesUpTo && syncFileSystem(f.dir) {
		return nil
	}
	var group errgroup.Group
	group.SetLimit(syncParallel)
	for _, name := range names {
		group.Go(func() error { return syncPath(f.path(name)) })
	}
	return group.Wait()
}

// load reads the folder's manifest. A folder that has content and no manifest of ours is refused.
func (f *folder) load() (m Manifest, raw []byte, err error) {
	if f.kind(ManifestName) == isLink {
		return m, nil, f.linkError(ManifestName)
	}
	raw, err = os.ReadFile(f.path(ManifestName))
	if err == nil {
		m, err = ParseManifest(raw)
	}
	switch {
	case err == nil:
		return m, raw, nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNoMagic):
		return Manifest{}, nil, f.refuseStrangers()
	default:
		return Manifest{}, nil, fmt.Errorf("read the manifest of %s: %w", f.dir, err)
	}
}

func (f *folder) refuseStrangers() error {
	entries, err := os.ReadDir(f.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var names []string
	for _, e := range entries {
		if e.Name() != workName && e.Name() != ignoreName {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	const few = 5
	shown := names[:min(few, len(names))]
	return &NotOursError{Dir: f.dir, Names: shown, More: len(names) - len(shown)}
}
