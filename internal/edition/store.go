package edition

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tertial/internal/site"
)

// Recover ends what a stopped publish, dispatch or withdrawal left in a site:
// it completes it or takes it back. Every command calls it with the site's root
// before it reads or writes there; where nothing is left it costs nothing. While
// such a command is at work it gives a [site.LockedError].
func Recover(root string) (site.Outcome, error) { return site.RecoverChange(root) }

// A Store changes the frozen part of a site: all that it is told of becomes one
// step when [Store.Commit] is called. It holds the site's lock from [Open] on,
// so what is decided between the two cannot be overtaken.
type Store struct{ change *site.Change }

// Open takes the lock of a site, given by its root folder. The hook is for tests; else nil.
func Open(root string, hook site.ChangeHook) (*Store, error) {
	change, err := site.OpenChange(root, hook)
	if err != nil {
		return nil, err
	}
	return &Store{change: change}, nil
}

// Freeze stages a new edition with its files, whose paths count from its
// folder, and sets its digests and its nonce, for which random bytes are read.
// It returns the text of edition.yaml, whose digest the log takes.
func (s *Store) Freeze(e *Edition, files []File, random io.Reader) ([]byte, error) {
	if s.change.Has(e.Dir) {
		return nil, fmt.Errorf("freeze %s: %w", e.Dir, fs.ErrExist)
	}
	nonce := make([]byte, nonceSize)
	if _, err := io.ReadFull(random, nonce); err != nil {
		return nil, fmt.Errorf("freeze %s: %w", e.Dir, err)
	}
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	list := Manifest(files)
	e.seal(nonce, list)
	text := e.YAML()
	files = append(files, File{ManifestName, list}, File{YAMLName, text})
	for _, f := range files {
		if err := s.change.Add(path.Join(e.Dir, f.Path), f.Content); err != nil {
			return nil, err
		}
	}
	return text, nil
}

// nonceSize is how many random bytes an edition.yaml holds.
const nonceSize = 16

func (e *Edition) seal(nonce, list []byte) {
	e.Nonce = hex.EncodeToString(nonce)
	e.ContentDigest = Digest(list)
	if lines, err := readManifest(list); err == nil {
		e.PublicDigest = digestOf(lines, PublicFolder)
	}
}

// Withdraw stages that an edition is withdrawn, as its Withdrawn says: of its
// folder only edition.yaml is left, whatever else is there. It returns the new
// text of that.
func (s *Store) Withdraw(fsys fs.FS, e *Edition) ([]byte, error) {
	if e.Withdrawn == nil {
		return nil, errors.New("edition: no withdrawal")
	}
	text := e.YAML()
	err := fs.WalkDir(fsys, e.Dir, func(at string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || at == path.Join(e.Dir, YAMLName) {
			return err
		}
		return s.change.Remove(at, e.Dir)
	})
	if err != nil {
		return nil, err
	}
	return text, s.change.Replace(path.Join(e.Dir, YAMLName), text)
}

// Put stages the new content of another file of the site, such as its log,
// which may be new.
func (s *Store) Put(name string, content []byte) error {
	if s.change.Has(name) {
		return s.change.Replace(name, content)
	}
	return s.change.Add(name, content)
}

// Commit makes all of the change, or with an error nothing of it.
func (s *Store) Commit(ctx context.Context) error { return s.change.Commit(ctx) }

// Close gives the lock back, and the change up if it was not made.
func (s *Store) Close() error { return s.change.Discard() }
