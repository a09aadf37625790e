package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// lockTries bounds the wait for runs that end, and take their lock file with them, just while this one starts.
const lockTries = 100

// A lock is the right to write an output folder. It is a locked file in .tertial, so that it ends with the process. The
// file's content is for others: who holds it, and how many folders (the output's own and those above) were made for it,
// which go away again when nothing is committed.
type lock struct {
	folder    *folder
	file      *os.File
	made      int
	closed    bool
	keepsMode bool // whether the file system stores permissions
}

// acquire takes the folder's lock. With create, missing folders are made.
func (f *folder) acquire(create bool) (*lock, error) {
	for range lockTries {
		made := 0
		if create {
			var err error
			if made, err = f.makeAll(); err != nil {
				return nil, err
			}
		}
		l, err := f.tryLock(made)
		if l != nil || err != nil && (!create || !errors.Is(err, fs.ErrNotExist)) {
			return l, err
		}
	}
	return nil, &LockedError{Dir: f.dir}
}

// makeAll makes the output folder and .tertial in it, and counts the folders made.
func (f *folder) makeAll() (made int, err error) {
	var missing []string
	for dir := filepath.Clean(f.dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, dir)
	}
	for made < len(missing) {
		at := folder{dir: missing[len(missing)-1-made], hook: f.hook}
		if err := at.mkdir(".", defaultDirMode); err != nil {
			return made, errors.Join(err, f.unmake(made, missing))
		}
		made++
	}
	if f.kind(workName) == isLink {
		return made, f.linkError(workName)
	}
	if err := f.mkdir(workName, defaultDirMode); err != nil {
		return made, errors.Join(err, f.unmake(made, missing))
	}
	return made, nil
}

func (f *folder) unmake(made int, missing []string) error {
	for _, dir := range missing[len(missing)-made:] {
		if err := os.Remove(dir); err != nil {
			return err
		}
	}
	return nil
}

// tryLock takes the lock once. Both results are nil, or the error is fs.ErrNotExist, if a run that ends took the file
// away: a lock on a file that has lost its name is worth nothing.
func (f *folder) tryLock(made int) (*lock, error) {
	if f.kind(lockName) == isLink {
		return nil, f.linkError(lockName)
	}
	if err := f.may("lock", lockName); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(f.path(lockName), os.O_RDWR|os.O_CREATE, defaultFileMode)
	if err != nil {
		return nil, err
	}
	pid, madeBefore := readLock(file)
	if busy, err := lockFile(file); busy {
		return nil, errors.Join(&LockedError{Dir: f.dir, PID: pid}, file.Close())
	} else if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", f.dir, err), file.Close())
	}
	if !hasName(file, f.path(lockName)) {
		return nil, file.Close()
	}
	l := &lock{folder: f, file: file, made: max(made, madeBefore)}
	if err := l.write(); err != nil {
		return nil, errors.Join(err, l.release())
	}
	return l, nil
}

func hasName(file *os.File, path string) bool {
	held, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(path)
	return err == nil && os.SameFile(held, named)
}

func readLock(file *os.File) (pid, made int) {
	buf := make([]byte, 64)
	n, _ := file.ReadAt(buf, 0)
	if _, err := fmt.Sscanf(string(buf[:n]), "pid %d\nmade %d\n", &pid, &made); err != nil {
		return 0, 0
	}
	return pid, made
}

func (l *lock) write() error {
	if err := l.folder.may("write", lockName); err != nil {
		return err
	}
	text := fmt.Appendf(nil, "pid %d\nmade %d\n", os.Getpid(), l.made)
	if _, err := l.file.WriteAt(text, 0); err != nil {
		return err
	}
	if err := l.file.Truncate(int64(len(text))); err != nil {
		return err
	}
	// Windows and some mounts do not store these bits, and would make every file look changed.
	chmodErr := l.file.Chmod(defaultFileMode)
	info, err := l.file.Stat()
	l.keepsMode = chmodErr == nil && err == nil && info.Mode().Perm() == defaultFileMode
	return nil
}

// release gives the lock back and takes .tertial away, and the folders made for it unless they are now a site.
func (l *lock) release() error {
	f := l.folder
	var err error
	if runtime.GOOS == "windows" { // an open file cannot be removed there
		err = l.close()
	}
	if err == nil {
		err = f.remove(lockName)
	}
	if err == nil {
		err = f.rmdir(workName)
	}
	if l.made > 0 && err == nil && f.kind(ManifestName) == isMissing {
		err = l.unmake()
	}
	return errors.Join(err, l.close())
}

// close ends the lock; a second call does nothing.
func (l *lock) close() error {
	if l.closed {
		return nil
	}
	l.closed = true
	return errors.Join(unlockFile(l.file), l.file.Close())
}

// unmake removes the folders made for this output that are still empty, innermost first.
func (l *lock) unmake() error {
	dir := filepath.Clean(l.folder.dir)
	for range l.made {
		at := folder{dir: dir, hook: l.folder.hook}
		if err := at.rmdir("."); err != nil {
			return err
		}
		dir = filepath.Dir(dir)
	}
	return nil
}
