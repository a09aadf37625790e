package build

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A look is one way to ask a file system for something.
type look byte

// The looks. What a step was told by each is kept with what it made.
const (
	lookFile  look = 'f' // a file's content
	lookDir   look = 'd' // the names in a folder
	lookStat  look = 's' // size and kind, behind links
	lookLstat look = 'l' // the same of a link itself
	lookLink  look = 'k' // where a link leads
	lookHead  look = 'h' // a report's front matter; the name is the report's path
	lookPast  look = 'p' // what there is of earlier versions
)

// A question is one look at one name.
type question struct {
	look look
	name string
}

// remembered is what a session knows of a question from builds before: the answer
// as a digest, and by what the system tells that it still holds.
type remembered struct {
	answer string
	info   fs.FileInfo // of the name itself, no link
	sure   bool        // a change after the answer cannot have left the same time
}

// doubt is how long after a file's time another change may bear the same one:
// the coarsest file systems count in steps of two seconds.
const doubt = 3 * time.Second

// largestKept is the largest file that a build holds in memory for its steps.
const largestKept = largestSource

// answers are what a session remembers from build to build. They are safe for
// concurrent use.
type answers struct {
	mu    sync.Mutex
	known map[question]remembered
	now   func() time.Time // nil: no time is trusted, and every file is read
}

// A view is the site's folder as one build sees it. Each file is read at most
// once a build, so that all steps see the same, and of a file that the system
// says is unchanged the answers of builds before are taken. It is safe for
// concurrent use.
type view struct {
	root    *os.Root
	fsys    fs.FS // of root
	answers *answers

	history func() string // state of what is looked through for earlier versions of files

	mu    sync.Mutex
	said  map[question]string // answers of this build
	files map[string]fileRead
	dirs  map[string]dirRead
}

// A fileRead is a file as it was read, with what the system told of it before.
type fileRead struct {
	content []byte
	err     error
	info    fs.FileInfo // nil when there is none
}

// A dirRead is the same of a folder.
type dirRead struct {
	entries []fs.DirEntry
	err     error
	info    fs.FileInfo
}

func newView(root *os.Root, a *answers) *view {
	return &view{
		root: root, fsys: root.FS(), answers: a,
		said: map[question]string{}, files: map[string]fileRead{}, dirs: map[string]dirRead{},
	}
}

// answer is a digest of what a question is answered with now.
func (v *view) answer(q question) string {
	v.mu.Lock()
	said, ok := v.said[q]
	v.mu.Unlock()
	if ok {
		return said
	}
	said = v.find(q)
	v.mu.Lock()
	defer v.mu.Unlock()
	if first, ok := v.said[q]; ok {
		return first
	}
	v.said[q] = said
	return said
}

// find answers from what is remembered where that still holds, else anew.
func (v *view) find(q question) string {
	if q.look == lookHead || q.look == lookPast {
		return v.ask(q)
	}
	info := v.info(q)
	plain := info != nil && (info.Mode().IsRegular() || info.IsDir())
	a := v.answers
	if plain {
		a.mu.Lock()
		before, ok := a.known[q]
		a.mu.Unlock()
		if ok && before.sure && unchanged(before.info, info) {
			return before.answer
		}
	}
	sure := plain && a.now != nil && info.ModTime().Before(a.now().Add(-doubt))
	answer := v.ask(q)
	a.mu.Lock()
	defer a.mu.Unlock()
	if plain {
		a.known[q] = remembered{answer: answer, info: info, sure: sure}
	} else {
		delete(a.known, q)
	}
	return answer
}

// info is what the system tells of a name, or nil. Of what has been read in this
// build it is what it told before that, so that an answer is never taken for newer
// than it is.
func (v *view) info(q question) fs.FileInfo {
	v.mu.Lock()
	file, isFile := v.files[q.name]
	dir, isDir := v.dirs[q.name]
	v.mu.Unlock()
	switch {
	case isFile && q.look == lookFile:
		return file.info
	case isDir && q.look == lookDir:
		return dir.info
	default:
		return v.system(q.name)
	}
}

func (v *view) system(name string) fs.FileInfo {
	info, err := os.Lstat(filepath.Join(v.root.Name(), filepath.FromSlash(name)))
	if err != nil {
		return nil
	}
	return info
}

// forget drops what no step of a build has asked for.
func (a *answers) forget(v *view) {
	v.mu.Lock()
	defer v.mu.Unlock()
	a.mu.Lock()
	defer a.mu.Unlock()
	maps.DeleteFunc(a.known, func(q question, _ remembered) bool {
		_, asked := v.said[q]
		return !asked
	})
}

// unchanged reports whether two looks at a name found the same thing.
func unchanged(a, b fs.FileInfo) bool {
	return a.Size() == b.Size() && a.Mode() == b.Mode() && a.ModTime().Equal(b.ModTime()) && os.SameFile(a, b)
}

// ask looks, and digests what it sees.
func (v *view) ask(q question) string {
	switch q.look {
	case lookFile:
		content, err := v.ReadFile(q.name)
		return digestOf(content, err)
	case lookDir:
		entries, err := v.ReadDir(q.name)
		return digestDir(entries, err)
	case lookStat:
		info, err := v.Stat(q.name)
		return digestInfo(info, err)
	case lookLstat:
		info, err := v.Lstat(q.name)
		return digestInfo(info, err)
	case lookPast:
		if v.history == nil {
			return ""
		}
		return v.history()
	case lookHead:
		return "none" // the build has set those that there are
	default:
		target, err := v.ReadLink(q.name)
		return digestOf([]byte(target), err)
	}
}

// digestErr tells the failures apart that a step may tell apart.
func digestErr(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "none"
	}
	return "failed: " + err.Error()
}

func digestOf(content []byte, err error) string {
	if err != nil {
		return digestErr(err)
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func digestDir(entries []fs.DirEntry, err error) string {
	if err != nil {
		return digestErr(err)
	}
	var list strings.Builder
	for _, e := range entries {
		list.WriteString(e.Name() + "\x00" + e.Type().String() + "\x00")
	}
	return digestOf([]byte(list.String()), nil)
}

// digestInfo leaves the time out: no step goes by it.
func digestInfo(info fs.FileInfo, err error) string {
	if err != nil {
		return digestErr(err)
	}
	size := info.Size()
	if info.IsDir() {
		size = 0
	}
	return info.Mode().String() + " " + strconv.FormatInt(size, 10)
}

// ReadFile implements [fs.ReadFileFS].
func (v *view) ReadFile(name string) ([]byte, error) {
	v.mu.Lock()
	read, ok := v.files[name]
	v.mu.Unlock()
	if ok {
		return read.content, read.err
	}
	read.info = v.system(name)
	read.content, read.err = fs.ReadFile(v.fsys, name)
	read.content = slices.Clip(read.content) // steps share it
	v.mu.Lock()
	defer v.mu.Unlock()
	if first, ok := v.files[name]; ok {
		return first.content, first.err
	}
	v.files[name] = read
	return read.content, read.err
}

// ReadDir implements [fs.ReadDirFS].
func (v *view) ReadDir(name string) ([]fs.DirEntry, error) {
	v.mu.Lock()
	read, ok := v.dirs[name]
	v.mu.Unlock()
	if ok {
		return read.entries, read.err
	}
	read.info = v.system(name)
	read.entries, read.err = fs.ReadDir(v.fsys, name)
	v.mu.Lock()
	defer v.mu.Unlock()
	if first, ok := v.dirs[name]; ok {
		return first.entries, first.err
	}
	v.dirs[name] = read
	return read.entries, read.err
}

// Stat implements [fs.StatFS].
func (v *view) Stat(name string) (fs.FileInfo, error) { return fs.Stat(v.fsys, name) }

// Lstat implements [fs.ReadLinkFS].
func (v *view) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(v.fsys, name) }

// ReadLink implements [fs.ReadLinkFS].
func (v *view) ReadLink(name string) (string, error) { return fs.ReadLink(v.fsys, name) }

// Open implements [fs.FS]. A file that is not huge comes from the build's memory.
func (v *view) Open(name string) (fs.File, error) {
	info, err := v.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > largestKept {
		return v.fsys.Open(name)
	}
	content, err := v.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return memory{path.Base(name): content}.Open(path.Base(name))
}
