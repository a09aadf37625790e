package chart

import (
	"bytes"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/golden"
)

// TestGolden draws each case of testdata/charts and compares both drawings and
// the words with the files beside it.
func TestGolden(t *testing.T) {
	known := map[string]bool{}
	for name, img := range drawn(t) {
		for suffix, got := range map[string]string{
			".wide.svg":   string(img.Wide) + "\n",
			".narrow.svg": string(img.Narrow) + "\n",
			".txt":        img.Title + "\n" + img.Sentence + "\n" + img.Desc + "\n",
		} {
			file := filepath.Join("testdata", "charts", name+suffix)
			known[file] = true
			golden.Compare(t, file, got)
		}
	}
	files, _ := filepath.Glob("testdata/charts/*")
	for _, file := range files {
		if !known[file] && !strings.HasSuffix(file, ".json") {
			t.Errorf("%s belongs to no case", file)
		}
	}
}

// TestFreshAndReused draws the cases in another order in an engine of their own,
// and some in a fresh engine each: the bytes must be the same.
func TestFreshAndReused(t *testing.T) {
	first, all := drawn(t), cases(t)
	e := engine(t)
	for i, name := range slices.Backward(slices.Sorted(maps.Keys(all))) {
		same(t, name+" again", draw(t, e, all[name]), first[name])
		if i%6 == 0 {
			same(t, name+" fresh", draw(t, engine(t), all[name]), first[name])
		}
	}
}

func draw(t testing.TB, e *Engine, s Spec) Image {
	t.Helper()
	img, err := Render(t.Context(), e, s)
	if err != nil {
		t.Fatalf("%s: %v", s.ID, err)
	}
	return img
}

func same(t *testing.T, what string, got, want Image) {
	t.Helper()
	if !bytes.Equal(got.Wide, want.Wide) || !bytes.Equal(got.Narrow, want.Narrow) || got.Title != want.Title || got.Desc != want.Desc {
		t.Errorf("%s: the image differs", what)
	}
}
