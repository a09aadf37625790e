package chart

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func testImage(text string) Image {
	return Image{Title: "T " + text, Desc: "D", Sentence: "S", Wide: []byte("<svg>" + text), Narrow: []byte("n" + text)}
}

func TestDirCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "charts")
	c := NewDirCache(dir)
	key := [32]byte{1, 2, 3}
	if _, ok := c.Get(key); ok {
		t.Error("an empty cache has an image")
	}
	if n, err := c.Prune(0); n != 0 || err != nil {
		t.Errorf("pruning an empty cache: %d, %v", n, err)
	}
	c.Put(key, testImage("å"))
	got, ok := NewDirCache(dir).Get(key)
	if !ok {
		t.Fatal("the image is lost")
	}
	if !reflect.DeepEqual(got, testImage("å")) || reflect.TypeFor[Image]().NumField() != imageParts {
		t.Errorf("from disk comes %+v", got)
	}
	if _, ok := c.Get([32]byte{9}); ok {
		t.Error("another key gives an image")
	}
	if text, err := os.ReadFile(filepath.Join(dir, ".gitignore")); err != nil || string(text) != "*\n" {
		t.Errorf("git would see the cache: %q, %v", text, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "new-*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

// TestDirCacheDamage: whatever stands in place of an image is ignored and written anew.
func TestDirCacheDamage(t *testing.T) {
	dir := t.TempDir()
	c := NewDirCache(dir)
	key := [32]byte{7}
	file := filepath.Join(dir, cacheName(key))
	good := encodeImage(key, testImage("x"))
	bad := map[string][]byte{"empty": nil, "foreign": []byte("<svg/>"), "of another key": encodeImage([32]byte{8}, testImage("x")), "longer": append(good[:len(good):len(good)], 0)}
	for n := range good {
		bad["cut at "+short(float64(n))] = good[:n]
		flipped := append([]byte(nil), good...)
		flipped[n] ^= 1
		bad["flipped at "+short(float64(n))] = flipped
	}
	for name, data := range bad {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, ok := c.Get(key); ok {
			t.Errorf("%s: taken for an image", name)
		}
	}
	c.Put(key, testImage("x"))
	if img, ok := c.Get(key); !ok {
		t.Error("not written anew")
	} else {
		same(t, "written anew", img, testImage("x"))
	}
	// Where nothing can be written, nothing is kept and nothing fails.
	blocked := NewDirCache(file)
	blocked.Put(key, testImage("y"))
	if _, ok := blocked.Get(key); ok {
		t.Error("a file is a folder")
	}
	if _, err := blocked.Prune(0); err == nil {
		t.Error("a file can be pruned like a folder")
	}
	folder := [32]byte{11}
	if err := os.Mkdir(filepath.Join(dir, cacheName(folder)), 0o700); err != nil {
		t.Fatal(err)
	}
	c.Put(folder, testImage("z"))
	if left, _ := filepath.Glob(filepath.Join(dir, "new-*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

// TestDirCachePrune: only images that this run did not use go, by name, until
// the rest is small enough.
func TestDirCachePrune(t *testing.T) {
	dir := t.TempDir()
	before := NewDirCache(dir)
	for i := range byte(6) {
		before.Put([32]byte{i}, testImage(strings.Repeat("x", 100)))
	}
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), make([]byte, 5000), 0o600); err != nil {
		t.Fatal(err)
	}
	size := int64(len(encodeImage([32]byte{}, testImage(strings.Repeat("x", 100)))))
	c := NewDirCache(dir)
	c.Get([32]byte{0})
	c.Get([32]byte{4})
	if n, err := c.Prune(6 * size); n != 0 || err != nil {
		t.Errorf("%d removed from what is small enough (%v)", n, err)
	}
	if n, err := c.Prune(4*size + 1); n != 2 || err != nil {
		t.Errorf("%d removed, want 2 (%v)", n, err)
	}
	for i, want := range []bool{true, false, false, true, true, true} {
		if _, ok := NewDirCache(dir).Get([32]byte{byte(i)}); ok != want {
			t.Errorf("image %d is there: %v", i, ok)
		}
	}
	if n, err := c.Prune(0); n != 2 || err != nil {
		t.Errorf("%d removed, want the 2 that are not used (%v)", n, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "mine.txt")); err != nil {
		t.Error("a file of somebody else is gone")
	}
}

// TestDirCacheShared: many workers write and read the same images at once.
func TestDirCacheShared(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "charts")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			c := NewDirCache(dir)
			for i := range byte(20) {
				if img, ok := c.Get([32]byte{i}); ok {
					same(t, "shared", img, testImage(string(rune('a'+i))))
				}
				c.Put([32]byte{i}, testImage(string(rune('a'+i))))
			}
		})
	}
	all.Wait()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 21 {
		t.Errorf("%d files, want 20 images and .gitignore (%v)", len(files), err)
	}
}

// TestCachedBytes: a pool with a full cache gives what one without gives.
func TestCachedBytes(t *testing.T) {
	dir := t.TempDir()
	all := cases(t)
	for _, name := range []string{"grouped", "line", "hostile", "waterfall"} {
		var images []Image
		for _, cache := range []Cache{nil, NewDirCache(dir), NewDirCache(dir)} {
			pool := NewPool(library(t), PoolOptions{Cache: cache})
			img, err := pool.Render(t.Context(), all[name])
			if err != nil {
				t.Fatal(err)
			}
			images = append(images, img)
			if err := pool.Close(); err != nil {
				t.Error(err)
			}
		}
		same(t, name+" written", images[1], images[0])
		same(t, name+" read", images[2], images[0])
	}
}

func FuzzDecodeImage(f *testing.F) {
	f.Add(encodeImage([32]byte{1}, testImage("x")))
	f.Add([]byte(cacheMagic))
	f.Fuzz(func(t *testing.T, data []byte) {
		if img, ok := decodeImage([32]byte{1}, data); ok && string(encodeImage([32]byte{1}, img)) != string(data) {
			t.Error("decoded, but not the same again")
		}
	})
}

// BenchmarkHit is a chart from the cache: key, file, checksum, image.
func BenchmarkHit(b *testing.B) {
	pool := NewPool(library(b), PoolOptions{Cache: NewDirCache(b.TempDir())})
	defer pool.Close()
	spec := cases(b)["grouped"]
	for b.Loop() {
		if _, err := pool.Render(b.Context(), spec); err != nil {
			b.Fatal(err)
		}
	}
}
