package site

import (
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// ManifestName is the file at the top of the output that lists all others.
	ManifestName = "manifest.sha256"

	workName   = ".tertial"
	ignoreName = ".gitignore"
	workIgnore = workName + "/" + ignoreName // of a [Change], whose folder git looks at
)

// checkPath says whether name can be an output file on every file system and in every manifest.
func checkPath(name string) error {
	bad := func(reason string) error { return &PathError{Path: name, Reason: reason} }
	switch {
	case name == "":
		return bad("is empty")
	case !utf8.ValidString(name):
		return bad("is not valid UTF-8")
	case strings.ContainsFunc(name, unicode.IsControl):
		return bad("has a control character")
	case strings.Contains(name, `\`):
		return bad("has a backslash")
	case name == "." || !fs.ValidPath(name):
		return bad("is not a clean relative path inside the output")
	case !norm.NFC.IsNormalString(name):
		return bad("is not in Unicode form NFC")
	}
	top, _, _ := strings.Cut(fold(name), "/")
	if top == workName || top == ignoreName || top == ManifestName {
		return bad("is reserved")
	}
	return nil
}

// fold maps names that some file system takes for the same to one string: the least rune of each case orbit.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r < utf8.RuneSelf {
			return r
		}
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		if 'A' <= least && least <= 'Z' { // K (kelvin) and ſ fold to letters of ASCII
			return least + 'a' - 'A'
		}
		return least
	}, name)
}

// parents yields the folders of name, innermost first, without the top.
func parents(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if !yield(dir) {
				return
			}
		}
	}
}

// A claim is what an added file says about a name: that it is the file, or one of its folders.
type claim struct {
	name   string // as spelled
	by     string // the added file
	folder bool
}

// claims holds the names taken so far, by their fold.
type claims map[string]claim

// take claims name and its folders, or returns the collision. A second claim of the very same file is no collision here.
func (c claims) take(name string) error {
	if err := c.check(claim{name, name, false}); err != nil {
		return err
	}
	for dir := range parents(name) {
		if err := c.check(claim{dir, name, true}); err != nil {
			return err
		}
	}
	c.put(claim{name, name, false})
	for dir := range parents(name) {
		if !c.put(claim{dir, name, true}) {
			break // its own folders were claimed with it
		}
	}
	return nil
}

func (c claims) put(n claim) bool {
	key := fold(n.name)
	if _, ok := c[key]; ok {
		return false
	}
	c[key] = n
	return true
}

func (c claims) check(n claim) error {
	have, ok := c[fold(n.name)]
	switch {
	case !ok:
		return nil
	case have.folder != n.folder:
		return collide(FileFolder, have.by, n.by)
	case have.name != n.name:
		return collide(CaseOnly, have.by, n.by)
	}
	return nil
}

func collide(kind Collision, a, b string) error {
	return &CollisionError{Kind: kind, Path: min(a, b), Other: max(a, b)}
}
