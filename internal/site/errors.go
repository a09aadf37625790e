package site

import (
	"errors"
	"fmt"
	"strings"
)

// ErrClosed is returned by the methods of a [Writer] that was already committed or discarded.
var ErrClosed = errors.New("site: writer is closed")

// A NotOursError says that an output folder has content but no manifest of ours, so that nothing in it may be touched.
type NotOursError struct {
	Dir   string
	Names []string // the first few names found there, sorted
	More  int      // how many more there are
}

func (e *NotOursError) Error() string {
	more := ""
	if e.More > 0 {
		more = fmt.Sprintf(" and %d more", e.More)
	}
	return fmt.Sprintf("%s was not written by tertial: no manifest, but %s%s", e.Dir, strings.Join(e.Names, ", "), more)
}

// A ForeignError says that a file or folder that the manifest does not list stands where an output file has to go.
type ForeignError struct {
	Dir  string
	Path string // what is in the way, relative to Dir
}

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s in %s is in the way: it is not in the manifest, so it is left alone", e.Path, e.Dir)
}

// A PathError says why a path cannot be the name of an output file.
type PathError struct {
	Path   string
	Reason string
}

func (e *PathError) Error() string { return fmt.Sprintf("output path %q %s", e.Path, e.Reason) }

// A Collision is the way in which two output paths exclude each other.
type Collision int

// The collisions that [Writer.Add] finds.
const (
	SamePath   Collision = iota // the same path with different bytes
	CaseOnly                    // paths that differ only in case, one file on many file systems
	FileFolder                  // one path is a folder of the other
)

// A CollisionError names two added files that cannot both be in the site.
type CollisionError struct {
	Kind        Collision
	Path, Other string // sorted; equal for SamePath
}

func (e *CollisionError) Error() string {
	switch e.Kind {
	case CaseOnly:
		return fmt.Sprintf("output files %s and %s differ only in case", e.Path, e.Other)
	case FileFolder:
		return fmt.Sprintf("output file %s would be the folder of %s", e.Path, e.Other)
	default:
		return fmt.Sprintf("output file %s is written twice with different content", e.Path)
	}
}

// A SymlinkError says that a symbolic link stands where the output needs a file or folder of its own.
type SymlinkError struct {
	Dir    string
	Path   string // the link, relative to Dir
	Target string // where it points
}

func (e *SymlinkError) Error() string {
	return fmt.Sprintf("%s in %s is a symbolic link to %s; links in the output are not followed", e.Path, e.Dir, e.Target)
}

// A LockedError says that another process is writing the same output folder.
type LockedError struct {
	Dir string
	PID int // the other process, 0 when unknown
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return e.Dir + " is being written by another process"
	}
	return fmt.Sprintf("%s is being written by process %d", e.Dir, e.PID)
}

// A ManifestError says that a manifest is ours and cannot be read.
type ManifestError struct {
	Line   int // 1-based
	Reason string
}

func (e *ManifestError) Error() string {
	return fmt.Sprintf("%s:%d: %s", ManifestName, e.Line, e.Reason)
}

// A JournalError says that the journal of an interrupted run is damaged while the tree is not the old one, so that
// neither finishing nor going back is safe. The way out is to remove the folder and to build again; where the folder
// holds the site's own files, to take those back from the last commit and to remove .tertial.
type JournalError struct {
	Dir    string
	Reason string
	Kept   bool // the folder was being changed by a [Change]
}

func (e *JournalError) Error() string {
	if e.Kept {
		return fmt.Sprintf("interrupted change of %s cannot be finished: %s; restore content/ from version control and remove .tertial", e.Dir, e.Reason)
	}
	return fmt.Sprintf("interrupted write of %s cannot be finished: %s; remove the folder and build again", e.Dir, e.Reason)
}

// An InterruptedError says that a commit failed and could not be undone at once. The journal is still there: the next
// [Recover] ends it one way or the other.
type InterruptedError struct {
	Dir  string
	Err  error // what failed
	Undo error // why it could not be undone
}

func (e *InterruptedError) Error() string {
	return fmt.Sprintf("write of %s was interrupted and is finished by the next run: %v (undo: %v)", e.Dir, e.Err, e.Undo)
}

// Unwrap gives both causes to errors.Is and errors.As.
func (e *InterruptedError) Unwrap() []error { return []error{e.Err, e.Undo} }
