package testsite

import (
	"bytes"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// A node is a file or folder. The folders of a report are filled when they are
// first asked for what they hold.
type node struct {
	name     string
	children map[string]*node // nil for a file
	report   int              // of a file or folder of a report; −1 for others
	text     func() []byte    // of a file that belongs to no report
}

// grow makes the folders of the site down to the reports.
func (s *Site) grow() {
	s.tree = map[string]*node{}
	s.folder(".")
	s.file("content/site.yaml", func() []byte { return []byte(siteFile) })
	s.file("data/koder.csv", codesFile)
	s.file("content/glossary.yaml", func() []byte { return []byte(glossaryFile) })
	s.file("content/laws.yaml", func() []byte { return []byte(lawsFile) })
	for c := range s.Committees {
		who := committeeAt(c)
		s.file("content/"+who.id+"/committee.yaml", func() []byte { return committeeFile(who) })
	}
	for i, report := range s.Reports() {
		s.folder("content/" + report).report = i
		s.folder("data/" + report).report = i
	}
	if s.Gallery {
		s.hang()
		s.hangLists()
	}
	if s.Meetings {
		s.convene()
	}
}

// folder returns the folder of a path, made with all above it.
func (s *Site) folder(name string) *node {
	if n, ok := s.tree[name]; ok {
		return n
	}
	n := &node{name: path.Base(name), children: map[string]*node{}, report: -1}
	s.tree[name] = n
	if name != "." {
		s.folder(path.Dir(name)).children[n.name] = n
	}
	return n
}

func (s *Site) file(name string, text func() []byte) {
	n := &node{name: path.Base(name), report: -1, text: text}
	s.tree[name] = n
	s.folder(path.Dir(name)).children[n.name] = n
}

// find returns what is at a path: a node of the tree, or the text of a file of
// a report.
func (s *Site) find(op, name string) (*node, []byte, error) {
	if !fs.ValidPath(name) {
		return nil, nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if n, ok := s.tree[name]; ok {
		if n.text != nil {
			return n, n.text(), nil
		}
		return n, nil, nil
	}
	if parent, ok := s.tree[path.Dir(name)]; ok && parent.report >= 0 {
		if text, ok := s.report(parent.report).files[name]; ok {
			return &node{name: path.Base(name), report: parent.report}, text, nil
		}
	}
	return nil, nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// Open implements [fs.FS].
func (s *Site) Open(name string) (fs.File, error) {
	n, text, err := s.find("open", name)
	if err != nil {
		return nil, err
	}
	info := fileInfo{name: n.name, size: int64(len(text)), dir: n.children != nil}
	if !info.dir {
		return &openFile{fileInfo: info, Reader: bytes.NewReader(text)}, nil
	}
	entries, err := s.ReadDir(name)
	return &openDir{fileInfo: info, entries: entries}, err
}

// ReadFile implements [fs.ReadFileFS].
func (s *Site) ReadFile(name string) ([]byte, error) {
	n, text, err := s.find("read", name)
	if err == nil && n.children != nil {
		err = &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	return bytes.Clone(text), err
}

// Stat implements [fs.StatFS].
func (s *Site) Stat(name string) (fs.FileInfo, error) {
	n, text, err := s.find("stat", name)
	if err != nil {
		return nil, err
	}
	return fileInfo{name: n.name, size: int64(len(text)), dir: n.children != nil}, nil
}

// ReadDir implements [fs.ReadDirFS]; the order is that of names.
func (s *Site) ReadDir(name string) ([]fs.DirEntry, error) {
	n, _, err := s.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if n.children == nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	names := slices.Collect(maps.Keys(n.children))
	dirs := len(names)
	if n.report >= 0 {
		for file := range s.report(n.report).files {
			if path.Dir(file) == name {
				names = append(names, path.Base(file))
			}
		}
	}
	entries := make([]fs.DirEntry, len(names))
	for i, child := range names {
		entries[i] = dirEntry{site: s, path: path.Join(name, child), dir: i < dirs && n.children[child].children != nil}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// A dirEntry makes its file only when somebody asks for its size.
type dirEntry struct {
	site *Site
	path string
	dir  bool
}

func (e dirEntry) Name() string { return path.Base(e.path) }

func (e dirEntry) IsDir() bool { return e.dir }

func (e dirEntry) Type() fs.FileMode { return fileInfo{dir: e.dir}.Mode().Type() }

func (e dirEntry) Info() (fs.FileInfo, error) { return e.site.Stat(e.path) }

// A fileInfo describes a file or folder; all are equally old.
type fileInfo struct {
	name string
	size int64
	dir  bool
}

func (i fileInfo) Name() string { return i.name }

func (i fileInfo) Size() int64 { return i.size }

func (i fileInfo) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o755
	}
	return 0o644
}

func (i fileInfo) ModTime() time.Time { return time.Time{} }

func (i fileInfo) IsDir() bool { return i.dir }

func (i fileInfo) Sys() any { return nil }

// An openFile is a file that is being read.
type openFile struct {
	fileInfo
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.fileInfo, nil }

func (f *openFile) Size() int64 { return f.size }

func (f *openFile) Close() error { return nil }

// An openDir is a folder that is being read.
type openDir struct {
	fileInfo
	entries []fs.DirEntry
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.fileInfo, nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}

func (d *openDir) Close() error { return nil }

// ReadDir implements [fs.ReadDirFile].
func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(d.entries)
	} else if len(d.entries) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(d.entries))
	entries := d.entries[:n]
	d.entries = d.entries[n:]
	return entries, nil
}
