package chart

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Names of the files in a cache's folder. What is called otherwise is not ours
// and is never touched.
const (
	cacheEnding = ".chart"
	cacheNew    = "new-" // begins the names of files that are being written
	cacheIgnore = ".gitignore"
)

// cacheMagic begins each file; its number changes with the format.
const cacheMagic = "tertial chart 1\n"

// A DirCache is a [Cache] in a folder, which later runs and other machines may
// use: a name is the hash of all that decides about a drawing ([Library.Key]),
// so nothing in the folder is ever out of date. A file that is damaged, cut off
// or not ours counts as missing and is written anew. Several processes may use
// the folder at once. A cache that cannot be written costs time and nothing else.
//
// Whoever can write into the folder decides what the pages show: it is to be
// trusted like the site itself. And it holds drawings for all audiences that
// were built with it, so it is no more public than the site's sources.
type DirCache struct {
	dir string

	mu   sync.Mutex
	used map[string]bool // names of the files of this run
}

var _ Cache = (*DirCache)(nil)

// NewDirCache returns the cache in a folder, which is made with the first image,
// together with a file that keeps it out of git.
func NewDirCache(dir string) *DirCache { return &DirCache{dir: dir, used: map[string]bool{}} }

func cacheName(key [sha256.Size]byte) string { return hex.EncodeToString(key[:]) + cacheEnding }

// Get reads the image with that key.
func (c *DirCache) Get(key [sha256.Size]byte) (Image, bool) {
	name := cacheName(key)
	data, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil {
		return Image{}, false
	}
	img, ok := decodeImage(key, data)
	if ok {
		c.note(name)
	}
	return img, ok
}

// Put writes an image: first beside its place, then there in one step.
func (c *DirCache) Put(key [sha256.Size]byte, img Image) {
	name := cacheName(key)
	if c.write(name, encodeImage(key, img)) == nil {
		c.note(name)
	}
}

func (c *DirCache) note(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used[name] = true
}

func (c *DirCache) write(name string, data []byte) error {
	f, err := os.CreateTemp(c.dir, cacheNew+"*")
	if errors.Is(err, fs.ErrNotExist) {
		if err = c.makeFolder(); err == nil {
			f, err = os.CreateTemp(c.dir, cacheNew+"*")
		}
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(c.dir, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// makeFolder makes the folder readable for its owner only, and unseen by git.
func (c *DirCache) makeFolder() error {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.dir, cacheIgnore), []byte("*\n"), 0o600)
}

// Prune makes the folder smaller than limit bytes, if it can, by removing images
// that this run has neither read nor written, in the order of their names: no
// clock is asked. It returns how many files it removed.
func (c *DirCache) Prune(limit int64) (removed int, err error) {
	entries, err := os.ReadDir(c.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	total := int64(0)
	sizes := make([]int64, len(entries))
	for i, e := range entries {
		info, err := e.Info()
		if err != nil || !ownCacheFile(e.Name()) {
			continue // removed by another process, or not ours
		}
		sizes[i] = info.Size()
		total += sizes[i]
	}
	for i, e := range entries {
		if total <= limit {
			break
		}
		if !ownCacheFile(e.Name()) || c.used[e.Name()] {
			continue
		}
		if os.Remove(filepath.Join(c.dir, e.Name())) == nil {
			total -= sizes[i]
			removed++
		}
	}
	return removed, nil
}

func ownCacheFile(name string) bool {
	stem, ours := strings.CutSuffix(name, cacheEnding)
	_, err := hex.DecodeString(stem)
	return ours && err == nil && len(stem) == 2*sha256.Size || strings.HasPrefix(name, cacheNew)
}

// imageParts is how many texts an Image has.
const imageParts = 5

// encodeImage writes an image: magic, checksum, the lengths of its texts, its texts.
func encodeImage(key [sha256.Size]byte, img Image) []byte {
	parts := [imageParts][]byte{[]byte(img.Title), []byte(img.Desc), []byte(img.Sentence), img.Wide, img.Narrow}
	var body []byte
	for _, p := range parts {
		body = binary.BigEndian.AppendUint32(body, uint32(len(p)))
	}
	body = append(body, bytes.Join(parts[:], nil)...)
	sum := cacheSum(key, body)
	return append(append([]byte(cacheMagic), sum[:]...), body...)
}

// cacheSum is over the key also: a file under another name is not its image.
func cacheSum(key [sha256.Size]byte, body []byte) [sha256.Size]byte {
	return sha256.Sum256(append(key[:len(key):len(key)], body...))
}

// decodeImage reads what encodeImage wrote; anything else reports false.
func decodeImage(key [sha256.Size]byte, data []byte) (Image, bool) {
	rest, found := bytes.CutPrefix(data, []byte(cacheMagic))
	const lengths = 4 * imageParts
	if !found || len(rest) < sha256.Size+lengths {
		return Image{}, false
	}
	body := rest[sha256.Size:]
	if sum := cacheSum(key, body); !bytes.Equal(sum[:], rest[:sha256.Size]) {
		return Image{}, false
	}
	var parts [imageParts][]byte
	text := body[lengths:]
	for i := range parts {
		n := int64(binary.BigEndian.Uint32(body[4*i:]))
		if n > int64(len(text)) {
			return Image{}, false
		}
		parts[i], text = text[:n:n], text[n:]
	}
	img := Image{Title: string(parts[0]), Desc: string(parts[1]), Sentence: string(parts[2]), Wide: parts[3], Narrow: parts[4]}
	return img, len(text) == 0
}
