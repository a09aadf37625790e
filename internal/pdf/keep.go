package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// A Keep is a folder of finished files, each under the digest of all that
// decides about it, so that nothing is printed twice. It keeps itself out of
// git. A file that is damaged is as if it were not there.
type Keep struct {
	dir string

	mu   sync.Mutex
	used map[string]bool
}

// OpenKeep is the keep of a folder, which is made when it is needed; "" keeps nothing.
func OpenKeep(dir string) *Keep { return &Keep{dir: dir, used: map[string]bool{}} }

// mostKept is how many bytes a folder may hold before what had no use goes.
const mostKept = 512 << 20

// suffix is that of kept files: the digest of a PDF, a line feed, and the PDF.
const suffix = ".kept"

// Key is the digest of what decides about a file.
func Key(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s\n", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Get is the file that is kept under a key.
func (k *Keep) Get(key string) ([]byte, bool) {
	if k.dir == "" {
		return nil, false
	}
	text, err := os.ReadFile(filepath.Join(k.dir, key+suffix))
	sum, file, ok := bytes.Cut(text, []byte("\n"))
	if err != nil || !ok || string(sum) != Key(string(file)) {
		return nil, false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.used[key+suffix] = true
	return file, true
}

// Put keeps a file. That it cannot is no failure: it is printed again next time.
func (k *Keep) Put(key string, file []byte) error {
	if k.dir == "" {
		return nil
	}
	if err := os.MkdirAll(k.dir, 0o700); err != nil {
		return err
	}
	ignore := filepath.Join(k.dir, ".gitignore")
	if _, err := os.Stat(ignore); errors.Is(err, fs.ErrNotExist) {
		if err := os.WriteFile(ignore, []byte("*\n"), 0o600); err != nil {
			return err
		}
	}
	temp, err := os.CreateTemp(k.dir, "new-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(append([]byte(Key(string(file))+"\n"), file...))
	err = errors.Join(err, temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), filepath.Join(k.dir, key+suffix))
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.used[key+suffix] = true
	return nil
}

// Close removes what had no use when the folder has grown too large.
func (k *Keep) Close() {
	entries, err := os.ReadDir(k.dir)
	if k.dir == "" || err != nil {
		return // there is no folder yet
	}
	total := int64(0)
	var unused []string
	for _, e := range entries {
		if info, err := e.Info(); err == nil && filepath.Ext(e.Name()) == suffix {
			total += info.Size()
			if !k.used[e.Name()] {
				unused = append(unused, e.Name())
			}
		}
	}
	slices.Sort(unused)
	for _, name := range unused {
		if total <= mostKept {
			break
		}
		info, err := os.Stat(filepath.Join(k.dir, name))
		if err == nil && os.Remove(filepath.Join(k.dir, name)) == nil {
			total -= info.Size()
		}
	}
}

// Clear removes all files: what was withdrawn is not kept here either.
func (k *Keep) Clear() error {
	entries, err := os.ReadDir(k.dir)
	if k.dir == "" || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == suffix {
			err = errors.Join(err, os.Remove(filepath.Join(k.dir, e.Name())))
		}
	}
	return err
}
