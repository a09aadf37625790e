package site

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
)

const (
	defaultFileMode fs.FileMode = 0o644
	defaultDirMode  fs.FileMode = 0o755
)

// Options say how a site is written. The zero value is ready for use.
type Options struct {
	AsOf     string      // the day that the build is made for, YYYY-MM-DD, written into the manifest; may be empty
	Audience string      // whom the build is for, written into the manifest; may be empty
	Copies   string      // names the way in which files are made of one other file alone ([Writer.Copy]); may be empty
	FileMode fs.FileMode // permissions of files whatever the umask, default 0644
	DirMode  fs.FileMode // permissions of new folders, default 0755

	hook   func(op, name string) error // tests: called before every change on disk
	noSync bool                        // tests: do not wait for the disk
}

func (o *Options) complete() error {
	if o.AsOf != "" {
		if _, err := time.Parse(time.DateOnly, o.AsOf); err != nil {
			return fmt.Errorf("as-of date: %w", err)
		}
	}
	for _, word := range [...]string{o.Audience, o.Copies} {
		if strings.ContainsFunc(word, unicode.IsControl) {
			return fmt.Errorf("%q is no word for a manifest", word)
		}
	}
	if o.FileMode == 0 {
		o.FileMode = defaultFileMode
	}
	if o.DirMode == 0 {
		o.DirMode = defaultDirMode
	}
	return nil
}

// A Result counts the files of a committed site, the manifest left out.
type Result struct {
	Added     int   // new files
	Changed   int   // files put in place of older or damaged ones
	Unchanged int   // files that were not touched
	Removed   int   // files of the old site that the new one lacks
	Bytes     int64 // size of all files of the new site
}

// An entry is one added file.
type entry struct {
	sum      Sum
	size     int64
	id       int  // number on the stage
	staged   bool // false: the file in place is the same
	replaces bool // a file of ours stands at the path
	onDir    bool // a folder stands at the path
}

// A Writer builds the new content of an output folder. Add may be called by many goroutines at once; Commit or Discard
// ends it, after all calls of Add have returned.
type Writer struct {
	folder *folder
	lock   *lock
	opts   Options
	old    map[string]Sum
	copies string // the old manifest's
	oldRaw []byte // the old manifest as it is on disk
	byFold map[string]string
	bufs   sync.Pool

	mu      sync.Mutex
	closed  bool
	failed  error // the first error of Add
	entries map[string]*entry
	claims  claims
	dirs    map[string]kind // folders looked at so far
}

// Open starts a build into dir, which may be missing. It recovers dir first, and refuses a folder that is not ours
// ([NotOursError]) or is being written ([LockedError]) before anything in it is touched.
func Open(dir string, opts Options) (*Writer, error) {
	if err := opts.complete(); err != nil {
		return nil, err
	}
	f := &folder{dir: dir, hook: opts.hook, noSync: opts.noSync}
	if f.kind(workName) == isMissing {
		if _, _, err := f.load(); err != nil {
			return nil, err
		}
	}
	l, err := f.acquire(true)
	if err != nil {
		return nil, fmt.Errorf("open output: %w", err)
	}
	w, err := openLocked(l, opts)
	if err != nil {
		return nil, errors.Join(err, l.release())
	}
	return w, nil
}

func openLocked(l *lock, opts Options) (*Writer, error) {
	f := l.folder
	if _, err := f.settle(); err != nil {
		return nil, err
	}
	old, raw, err := f.load()
	if err != nil {
		return nil, err
	}
	if err := f.mkdir(stageName, defaultDirMode); err != nil {
		return nil, err
	}
	w := &Writer{
		folder: f, lock: l, opts: opts, old: old.sums(), copies: old.Copies, oldRaw: raw, byFold: map[string]string{},
		entries: map[string]*entry{}, claims: claims{}, dirs: map[string]kind{},
	}
	w.bufs.New = func() any { return new([64 << 10]byte) }
	for _, file := range old.Files {
		w.byFold[fold(file.Path)] = file.Path
	}
	return w, nil
}

// Earlier is a file of the site as it stands in place from the build before; nil if that had none, or if it is not as
// that build wrote it.
func (w *Writer) Earlier(path string) []byte {
	sum, listed := w.old[path]
	if !listed || w.folder.kind(path) != isFile {
		return nil
	}
	content, err := os.ReadFile(w.folder.path(path))
	if err != nil || sha256.Sum256(content) != sum {
		return nil
	}
	return content
}

// Add puts a file into the new site. A file that stands in place with the same bytes is left untouched; any other is
// staged. Content is not kept. An error is also remembered: Commit then refuses.
func (w *Writer) Add(path string, content []byte) error {
	err := w.add(path, content)
	if err != nil && !errors.Is(err, ErrClosed) {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.failed == nil {
			w.failed = err
		}
	}
	return err
}

func (w *Writer) add(path string, content []byte) error {
	if err := checkPath(path); err != nil {
		return err
	}
	e := &entry{sum: sha256.Sum256(content), size: int64(len(content))}
	if fresh, err := w.reserve(path, e); err != nil || !fresh {
		return err
	}
	same, err := w.compare(path, e, content)
	if err != nil || same {
		return err
	}
	e.staged = true
	return w.folder.create(staged(e.id), content, w.opts.FileMode)
}

// reserve enters the file; fresh is false if the very same file was added before.
func (w *Writer) reserve(path string, e *entry) (fresh bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false, ErrClosed
	}
	if have, ok := w.entries[path]; ok {
		if have.sum == e.sum {
			return false, nil
		}
		return false, collide(SamePath, path, path)
	}
	if err := w.claims.take(path); err != nil {
		return false, err
	}
	e.id = len(w.entries)
	w.entries[path] = e
	return true, nil
}

// compare looks at what stands at path: the same file, an older one of ours, nothing, or something to keep off.
func (w *Writer) compare(path string, e *entry, content []byte) (same bool, err error) {
	if ok, err := w.reachable(path); err != nil || !ok {
		return false, err
	}
	info, err := os.Lstat(w.folder.path(path))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	switch kindOf(info.Mode()) {
	case isFile:
	case isDir:
		e.onDir = true // whether it goes away is known at the end
		return false, nil
	case isLink:
		return false, w.folder.linkError(path)
	default:
		return false, &ForeignError{Dir: w.folder.dir, Path: path}
	}
	oldSum, listed := w.old[path]
	if listed && oldSum != e.sum {
		e.replaces = true
		return false, nil
	}
	modeOK := !w.lock.keepsMode || info.Mode().Perm() == w.opts.FileMode
	same = w.respelled(path, info) == "" && modeOK && info.Size() == e.size && w.equal(path, content)
	e.replaces = listed
	if !same && !listed && w.respelled(path, info) == "" {
		return false, &ForeignError{Dir: w.folder.dir, Path: path}
	}
	return same, nil
}

// respelled returns the old path that names this very file in other case, as file systems that ignore case have it.
func (w *Writer) respelled(path string, info fs.FileInfo) string {
	old, ok := w.byFold[fold(path)]
	if !ok || old == path {
		return ""
	}
	if other, err := os.Lstat(w.folder.path(old)); err != nil || !os.SameFile(info, other) {
		return ""
	}
	return old
}

// equal compares the file in place with content. The digest of the old manifest agrees already; this reads the bytes, so
// that a file changed by hand is repaired. A file that cannot be read is not equal.
func (w *Writer) equal(path string, content []byte) bool {
	file, err := os.Open(w.folder.path(path))
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }() // only read
	buf := w.bufs.Get().(*[64 << 10]byte)
	defer w.bufs.Put(buf)
	for {
		n, err := file.Read(buf[:])
		if n > len(content) || !bytes.Equal(buf[:n], content[:n]) {
			return false
		}
		content = content[n:]
		if err != nil {
			return errors.Is(err, io.EOF) && len(content) == 0
		}
	}
}

// reachable says whether the folders of path exist. A link among them is refused, and so is a file that is not ours.
func (w *Writer) reachable(path string) (bool, error) {
	dirs := slices.Collect(parents(path))
	slices.Reverse(dirs)
	for _, dir := range dirs {
		switch w.look(dir) {
		case isDir:
		case isMissing:
			return false, nil
		case isLink:
			return false, w.folder.linkError(dir)
		default:
			if _, ok := w.old[dir]; !ok {
				return false, &ForeignError{Dir: w.folder.dir, Path: dir}
			}
			return false, nil // an old file that the new site makes a folder
		}
	}
	return true, nil
}

// look is folder.kind for folders, remembered.
func (w *Writer) look(dir string) kind {
	w.mu.Lock()
	defer w.mu.Unlock()
	k, ok := w.dirs[dir]
	if !ok {
		k = w.folder.kind(dir)
		w.dirs[dir] = k
	}
	return k
}

// Discard ends the build and leaves the old site as it is. After Commit it does nothing, so that it can be deferred.
func (w *Writer) Discard() error {
	if !w.close() {
		return nil
	}
	return w.cleanUp()
}

// close marks the writer as ended; false if it was already.
func (w *Writer) close() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	open := !w.closed
	w.closed = true
	return open
}

func (w *Writer) cleanUp() error {
	return errors.Join(w.folder.clear(), w.lock.release())
}
