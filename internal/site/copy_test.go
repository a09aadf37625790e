package site

import (
	"os"
	"path/filepath"
	"testing"
)

// What is made of one file alone is taken from the build before as long as that
// file, the way of making it and the copy itself are as they were.
func TestCopyIsKept(t *testing.T) {
	t.Parallel()
	const scheme = "twice 1"
	build := func(dir, text, scheme string) *Writer {
		t.Helper()
		w, err := Open(dir, Options{Audience: "public", Copies: scheme})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Add("a.txt", []byte(text)); err != nil {
			t.Fatal(err)
		}
		return w
	}
	commit := func(w *Writer) {
		t.Helper()
		if err := w.Add("a.txt.x2", []byte("aa")); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name, text, scheme string
		hand               func(dir string) error
		want               string
	}{
		{name: "the same", text: "a", scheme: scheme, want: "aa"},
		{name: "another file", text: "b", scheme: scheme},
		{name: "another way", text: "a", scheme: "twice 2"},
		{name: "no way", text: "a"},
		{name: "damaged copy", text: "a", scheme: scheme, hand: func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "a.txt.x2"), []byte("ab"), 0o644)
		}},
		{name: "damaged file", text: "a", scheme: scheme, want: "aa", hand: func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "a.txt"), []byte("b"), 0o644)
		}},
		{name: "missing copy", text: "a", scheme: scheme, hand: func(dir string) error {
			return os.Remove(filepath.Join(dir, "a.txt.x2"))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			first := build(dir, "a", scheme)
			if first.Copy("a.txt.x2", "a.txt") != nil {
				t.Error("a copy of nothing")
			}
			commit(first)
			if tt.hand != nil {
				if err := tt.hand(dir); err != nil {
					t.Fatal(err)
				}
			}
			w := build(dir, tt.text, tt.scheme)
			if got := string(w.Copy("a.txt.x2", "a.txt")); got != tt.want {
				t.Errorf("copy %q, want %q", got, tt.want)
			}
			if w.Copy("a.txt.x2", "b.txt") != nil {
				t.Error("a copy of a file that is not there")
			}
			commit(w)
			raw, err := os.ReadFile(filepath.Join(dir, ManifestName))
			if err != nil {
				t.Fatal(err)
			}
			m, err := ParseManifest(raw)
			if err != nil || m.Audience != "public" || m.Copies != tt.scheme || len(m.Files) != 2 {
				t.Errorf("manifest %+v, %v", m, err)
			}
		})
	}
}

func TestWordsOfAManifest(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{{Audience: "public\n# copies: x"}, {Copies: "a\x00"}} {
		if _, err := Open(t.TempDir(), o); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
	for _, text := range []string{
		manifestHead + "\n# audience: public\n# audience: staff\n", manifestHead + "\n# audience: \n", manifestHead + "\n# colour: red\n",
	} {
		if m, err := ParseManifest([]byte(text)); err == nil {
			t.Errorf("%q was taken as %+v", text, m)
		}
	}
}
