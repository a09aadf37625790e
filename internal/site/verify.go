package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"
)

// A Difference is how a file and its manifest disagree.
type Difference int

// The differences that [Verify] finds.
const (
	Changed Difference = iota // the content is not that of the manifest, or it is no regular file
	Missing                   // listed, but not there
	Extra                     // there, but not listed
)

// A Mismatch is one file that is not as the manifest says.
type Mismatch struct {
	Path string
	Kind Difference
}

// ErrNoManifest is returned by [Verify] for an empty or missing folder.
var ErrNoManifest = errors.New("no " + ManifestName)

// Digest computes the files of a manifest anew from what is in dir. The manifest itself, .tertial and the .gitignore at
// the top are not part of it. Links and other irregular files are listed with a zero digest.
func Digest(dir string) ([]File, error) {
	files, err := walk(dir)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", dir, err)
	}
	f := &folder{dir: dir}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range files {
		group.Go(func() (err error) {
			files[i].Sum, _, err = f.sum(files[i].Path)
			return err
		})
	}
	return files, group.Wait()
}

// walk lists all files below dir, sorted by path.
func walk(dir string) ([]File, error) {
	var m Manifest
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		name := filepath.ToSlash(rel)
		switch {
		case err != nil:
			return err
		case name == workName && entry.IsDir():
			return filepath.SkipDir
		case entry.IsDir(), name == workName, name == ignoreName, name == ManifestName:
			return nil
		}
		m.Files = append(m.Files, File{Path: name})
		return nil
	})
	m.sort()
	return m.Files, err
}

// Verify compares the files in dir with its manifest, ignoring .tertial and the .gitignore at the top, and returns every
// difference, sorted by path. A folder with content and no manifest gives a [NotOursError], an empty one [ErrNoManifest].
func Verify(dir string) ([]Mismatch, error) {
	f := &folder{dir: dir}
	if f.kind(ManifestName) == isMissing {
		if err := f.refuseStrangers(); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("verify %s: %w", dir, ErrNoManifest)
	}
	return f.verify()
}

func (f *folder) verify() ([]Mismatch, error) {
	manifest, _, err := f.load()
	if err != nil {
		return nil, err
	}
	got, err := Digest(f.dir)
	if errors.Is(err, os.ErrNotExist) && len(manifest.Files) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return compare(manifest.Files, got), nil
}

// compare merges two sorted lists of files.
func compare(want, got []File) []Mismatch {
	var found []Mismatch
	for len(want) > 0 || len(got) > 0 {
		var order int
		switch {
		case len(want) == 0:
			order = 1
		case len(got) == 0:
			order = -1
		default:
			order = strings.Compare(want[0].Path, got[0].Path)
		}
		switch {
		case order < 0:
			found = append(found, Mismatch{want[0].Path, Missing})
			want = want[1:]
		case order > 0:
			found = append(found, Mismatch{got[0].Path, Extra})
			got = got[1:]
		default:
			if want[0].Sum != got[0].Sum {
				found = append(found, Mismatch{want[0].Path, Changed})
			}
			want, got = want[1:], got[1:]
		}
	}
	return found
}
