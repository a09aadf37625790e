package site

import (
	"errors"
	"strings"
	"testing"
)

func TestCheckPath(t *testing.T) {
	t.Parallel()
	good := []string{"index.html", "a/b/c.html", "nämnd/2020/index.html", "..a", ".well-known/x", "a b", "*x", "a/.tertial", "c:/x"}
	for _, name := range good {
		if err := checkPath(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	bad := []string{
		"", ".", "..", "../x", "a/../b", "a/..", "/x", "/", "a//b", "a/", "./a", `a\b`, `..\x`, "a\x00b", "a\nb", "a\rb", "\x7f",
		"a\xffb", "a\u0301", "manifest.sha256", "MANIFEST.sha256", ".tertial", ".tertial/x", ".Tertial/x", ".gitignore", ".gitignore/x",
	}
	for _, name := range bad {
		err := checkPath(name)
		if got := wantError[*PathError](t, err); got.Path != name || got.Reason == "" {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestClaims(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, first, second string
		want                *CollisionError // nil: no collision
	}{
		{"neighbours", "a/b", "a/c", nil},
		{"same", "a/b", "a/b", nil},
		{"case", "a/B", "a/b", &CollisionError{CaseOnly, "a/B", "a/b"}},
		{"case of a folder", "b/x", "B/y", &CollisionError{CaseOnly, "B/y", "b/x"}},
		{"case of letters beyond ASCII", "ÅR", "år", &CollisionError{CaseOnly, "ÅR", "år"}},
		{"kelvin", "K", "\u212a", nil}, // not in form NFC, so never asked
		{"long s", "\u017f", "S", &CollisionError{CaseOnly, "S", "\u017f"}},
		{"sigma", "σ", "ς", &CollisionError{CaseOnly, "ς", "σ"}},
		{"file then folder", "a", "a/b/c", &CollisionError{FileFolder, "a", "a/b/c"}},
		{"folder then file", "a/b/c", "a/b", &CollisionError{FileFolder, "a/b", "a/b/c"}},
		{"file then folder in other case", "A", "a/b", &CollisionError{FileFolder, "A", "a/b"}},
	}
	for _, test := range tests {
		if checkPath(test.second) != nil {
			continue
		}
		taken := claims{}
		if err := taken.take(test.first); err != nil {
			t.Fatal(err)
		}
		err := taken.take(test.second)
		if test.want == nil {
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		if got := wantError[*CollisionError](t, err); *got != *test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

// TestErrorsSayWhat holds the texts to what a reader needs: each name in them.
func TestErrorsSayWhat(t *testing.T) {
	t.Parallel()
	tests := []struct {
		give error
		want []string
	}{
		{&NotOursError{Dir: "out", Names: []string{"a", "b"}}, []string{"out", "a, b"}},
		{&ForeignError{Dir: "out", Path: "cname"}, []string{"out", "cname"}},
		{&PathError{Path: "../x", Reason: "is bad"}, []string{`"../x" is bad`}},
		{&CollisionError{SamePath, "a", "a"}, []string{"a is written twice"}},
		{&CollisionError{CaseOnly, "A", "a"}, []string{"A and a", "case"}},
		{&CollisionError{FileFolder, "a", "a/b"}, []string{"a would be the folder of a/b"}},
		{&SymlinkError{Dir: "out", Path: "a", Target: "/etc"}, []string{"out", "a", "/etc"}},
		{&LockedError{Dir: "out"}, []string{"out", "another process"}},
		{&LockedError{Dir: "out", PID: 12}, []string{"out", "process 12"}},
		{&ManifestError{Line: 3, Reason: "is odd"}, []string{"manifest.sha256:3: is odd"}},
		{&JournalError{Dir: "out", Reason: "r"}, []string{"out", "r", "build again"}},
		{&InterruptedError{Dir: "out", Err: errors.New("e"), Undo: errors.New("u")}, []string{"out", "e", "u", "next run"}},
	}
	for _, test := range tests {
		for _, want := range test.want {
			if !strings.Contains(test.give.Error(), want) {
				t.Errorf("%q lacks %q", test.give, want)
			}
		}
	}
}
