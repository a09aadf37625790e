package squeeze

import (
	"bytes"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// prose is text as pages have it.
func prose(n int) []byte {
	words := strings.Fields("nämnden prognos utfall budget avvikelse kronor verksamhet 12,5 14,6 mnkr <td> </td> <tr>")
	random := rand.New(rand.NewPCG(1, 2))
	var out strings.Builder
	for out.Len() < n {
		out.WriteString(words[random.IntN(len(words))] + " ")
	}
	return []byte(out.String()[:n])
}

func TestCopiesHoldTheirFile(t *testing.T) {
	t.Parallel()
	for _, content := range [][]byte{prose(Smallest), prose(300_000)} {
		sizes := map[Encoding]int{}
		for _, e := range Encodings() {
			packed := Compress(e, content)
			if again := Compress(e, content); !bytes.Equal(packed, again) {
				t.Errorf("%s: other bytes the second time", e)
			}
			got, err := Expand(e, packed, int64(len(content)))
			if err != nil || !bytes.Equal(got, content) {
				t.Errorf("%s: %d bytes became %d, %v", e, len(content), len(got), err)
			}
			if _, err := Expand(e, packed, int64(len(content)-1)); err == nil {
				t.Errorf("%s: more than the limit was read", e)
			}
			if _, err := Expand(e, packed[:len(packed)/2], 1<<30); err == nil {
				t.Errorf("%s: half a copy was read", e)
			}
			sizes[e] = len(packed)
		}
		if sizes[Brotli] >= sizes[Gzip] || sizes[Gzip] >= len(content) {
			t.Errorf("sizes %v of %d", sizes, len(content))
		}
	}
}

func TestWhatDoesNotGetSmaller(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 4096)
	random := rand.New(rand.NewPCG(3, 4))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	for _, e := range Encodings() {
		if got := Compress(e, noise); got != nil {
			t.Errorf("%s: noise became %d bytes", e, len(got))
		}
	}
	if Compress(None, noise) != nil || Compress("zstd", noise) != nil {
		t.Error("no encoding made a copy")
	}
	if _, err := Expand("zstd", noise, 1); err == nil {
		t.Error("an unknown encoding was read")
	}
	if got, err := Expand(None, noise, 4096); err != nil || !bytes.Equal(got, noise) {
		t.Error("a file as it is was not read as it is")
	}
}

// A gzip file tells neither when nor where it was made: its header is the same
// everywhere.
func TestGzipTellsNothing(t *testing.T) {
	t.Parallel()
	head := Compress(Gzip, prose(5000))[:10]
	if want := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255}; !bytes.Equal(head, want) {
		t.Errorf("header % x, want % x", head, want)
	}
}

func TestWorth(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"index.html": true, "a/b.css": true, "c.csv": true, "x.csv-metadata.json": true, "catalog.rdf": true, "möten 2.ics": true,
		"a.woff2": false, "a.xlsx": false, "a.pdf": false, "fragment/sv_1.pf_fragment": false, "a.png": false, "checkpoint": false,
		"a.html.br": false, "a.html.gz": false, "a.": false, "tile/8/0/000": false,
	} {
		if got := Worth(name, Smallest); got != want {
			t.Errorf("%s: %t", name, got)
		}
		if Worth(name, Smallest-1) {
			t.Errorf("%s: a small file", name)
		}
	}
}

func TestOriginal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file string
		encoding   Encoding
	}{
		{"a/index.html.br", "a/index.html", Brotli},
		{"a/index.html.gz", "a/index.html", Gzip},
		{"a/index.html", "a/index.html", None},
		{"wasm.sv.gz", "wasm.sv.gz", None}, // of no kind that we compress
		{"archive.tar.gz", "archive.tar.gz", None},
		{"x.br", "x.br", None},
		{".br", ".br", None},
	}
	for _, tt := range tests {
		if file, e := Original(tt.name); file != tt.file || e != tt.encoding {
			t.Errorf("%s: %q of %s", tt.name, e, file)
		}
	}
}

// FuzzExpand reads what a server may send in place of a copy.
func FuzzExpand(f *testing.F) {
	f.Add([]byte(""))
	for _, e := range Encodings() {
		f.Add(Compress(e, prose(2000)))
	}
	f.Fuzz(func(t *testing.T, packed []byte) {
		const most = 1 << 16
		for _, e := range Encodings() {
			if got, err := Expand(e, packed, most); err == nil && len(got) > most {
				t.Errorf("%s: %d bytes", e, len(got))
			}
		}
	})
}

// BenchmarkCompress is what a page costs.
func BenchmarkCompress(b *testing.B) {
	page, err := os.ReadFile("squeeze.go")
	if err != nil {
		b.Fatal(err)
	}
	page = append(page, prose(30_000)...)
	for _, e := range Encodings() {
		b.Run(string(e), func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				Compress(e, page)
			}
		})
	}
}
