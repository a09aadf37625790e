package tabular

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"tertial/internal/diag"
)

func TestLoad(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	big := filepath.Join(root, "big.csv")
	if err := os.WriteFile(big, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, maxFileSize+1); err != nil {
		t.Fatal(err)
	}
	var diags diag.List
	raw, err := Load(os.DirFS(root), "big.csv", &diags)
	if raw != nil || err != nil || diags.Len() != 1 {
		t.Errorf("a big file: %d bytes, %v, %d findings", len(raw), err, diags.Len())
	}
	if f := diags.Sorted()[0]; f.Code != "CSV-SIZE" || f.Place.File != "big.csv" {
		t.Errorf("finding %+v", f)
	}
	files := fstest.MapFS{
		"a.csv":    {Data: []byte("a;b\n")},
		"none.csv": {Data: nil},
		"dir.csv":  {Mode: fs.ModeDir},
	}
	if raw, err := Load(files, "a.csv", &diags); string(raw) != "a;b\n" || err != nil {
		t.Errorf("got %q, %v", raw, err)
	}
	if _, err := Load(files, "b.csv", &diags); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := Load(files, "dir.csv", &diags); err == nil {
		t.Error("a folder is no file")
	}
	if diags.Len() != 1 {
		t.Errorf("%d findings", diags.Len())
	}
}

// growing is a file that is longer than it says.
type growing struct{ left int }

func (g *growing) Open(string) (fs.File, error) { return g, nil }
func (g *growing) Stat() (fs.FileInfo, error)   { return g, nil }
func (g *growing) Close() error                 { return nil }
func (g *growing) Name() string                 { return "a.csv" }
func (g *growing) Size() int64                  { return 10 }
func (g *growing) Mode() fs.FileMode            { return 0 }
func (g *growing) ModTime() time.Time           { return time.Time{} }
func (g *growing) IsDir() bool                  { return false }
func (g *growing) Sys() any                     { return nil }
func (g *growing) Read(p []byte) (n int, err error) {
	if g.left == 0 {
		return 0, errors.New("read on after the limit")
	}
	n = min(len(p), g.left)
	g.left -= n
	return n, nil
}

func TestLoadGrowingFile(t *testing.T) {
	t.Parallel()
	var diags diag.List
	raw, err := Load(&growing{left: maxFileSize + 1}, "a.csv", &diags)
	if raw != nil || err != nil || diags.Len() != 1 {
		t.Errorf("%d bytes, %v, %d findings", len(raw), err, diags.Len())
	}
	if _, err := Load(&growing{left: 100}, "a.csv", &diags); err == nil {
		t.Error("an error while reading is lost")
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for _, name := range encodingNames {
		if _, ok := encodingByName(name); !ok {
			t.Errorf("encoding %q is not known", name)
		}
	}
	if _, ok := encodingByName("x"); ok {
		t.Error("x is an encoding")
	}
}

func TestFindDelimiter(t *testing.T) {
	t.Parallel()
	tests := []struct {
		give string
		want delimiterGuess
	}{
		{"", delimiterGuess{';', false}},
		{"a,b\n1,2\n", delimiterGuess{',', false}},
		{"a;b\n1,5;2\n", delimiterGuess{';', false}},
		{"a, x;b\n1,5;2\n2,5;3\n", delimiterGuess{';', false}},
		{"a, x\tb, y\n1,5\t2,5\n", delimiterGuess{'\t', false}},
		{"a,b,c\n\"x;y\",1,2\n\"z;w\",3,4\n", delimiterGuess{',', false}},
		{"text\nannan\n", delimiterGuess{';', false}},
		{"Titel\na,b\n1,2\n", delimiterGuess{',', true}},
		{"Titel, tkr\na;b\n1;2\n", delimiterGuess{';', true}},
		{"a;b;c\n1;2\n3;4\n5;6\n", delimiterGuess{';', false}},
		{"namn\nBarn; unga\n", delimiterGuess{';', false}},
		{"a;b;c;;\n1;2;3\n4;5;6;;\n", delimiterGuess{';', false}},
		// Half of the lines are faulty: still the delimiter of the others.
		{"a;b;c\n1;2\n1;2,5;3\n7;8;9;10\n4;5;6\n", delimiterGuess{';', false}},
	}
	for _, tt := range tests {
		if got := findDelimiter([]byte(tt.give)); got != tt.want {
			t.Errorf("%q: got %+v, want %+v", tt.give, got, tt.want)
		}
	}
}
