package build

import (
	"bytes"
	"io/fs"
	"time"
)

// memory is a file system of texts by name.
type memory map[string][]byte

// Open implements [fs.FS].
func (m memory) Open(name string) (fs.File, error) {
	text, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return memoryFile{bytes.NewReader(text), name}, nil
}

// A memoryFile is one text, opened; it is its own information.
type memoryFile struct {
	*bytes.Reader
	name string
}

// Stat implements [fs.File].
func (f memoryFile) Stat() (fs.FileInfo, error) { return f, nil }

// Close implements [fs.File].
func (f memoryFile) Close() error { return nil }

// Name implements [fs.FileInfo].
func (f memoryFile) Name() string { return f.name }

// Mode implements [fs.FileInfo].
func (f memoryFile) Mode() fs.FileMode { return 0o444 }

// ModTime implements [fs.FileInfo].
func (f memoryFile) ModTime() time.Time { return time.Time{} }

// IsDir implements [fs.FileInfo].
func (f memoryFile) IsDir() bool { return false }

// Sys implements [fs.FileInfo].
func (f memoryFile) Sys() any { return nil }
