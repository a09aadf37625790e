package archtest

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// topLevel is all that may stand beside the dot files. The first line is the
// site, which every user's repository has too.
var topLevel = []string{
	"content", "data", "layouts", "cmd", "public", "go.mod", "Makefile", "README.md",
	"internal", "docs",
	"go.sum", "package.json", "package-lock.json", // what tools demand
	"bin", "node_modules", // what make makes and git ignores
}

func TestTopLevel(t *testing.T) {
	t.Parallel()
	entries, err := fs.ReadDir(checkout(t), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(topLevel, e.Name()) {
			t.Errorf("%s: does not belong at the top level", e.Name())
		}
	}
}

// TestNoDocumentNames: the code knows no municipality. Whatever is special about
// one is in its files under content/ and data/.
func TestNoDocumentNames(t *testing.T) {
	t.Parallel()
	root := checkout(t)
	names := documentNames(t, root)
	paths, err := Files(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		if !strings.HasPrefix(p, "internal/") || InTestdata(p) {
			continue
		}
		text, err := fs.ReadFile(root, p)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text) {
			continue
		}
		words := wordsOf(p + "\n" + string(text))
		for _, name := range names {
			if words[name] {
				t.Errorf("%s: holds the name %q of a real document; it may stand in testdata only", p, name)
			}
		}
	}
}

// invented is the municipality of which no document exists: examples everywhere
// are called after it.
const invented = "exempelkoping"

// documentNames returns the municipalities whose committees are published under
// content/: a folder there is named municipality-committee.
func documentNames(t *testing.T, root fs.FS) []string {
	t.Helper()
	entries, err := fs.ReadDir(root, "content")
	if err != nil {
		t.Fatalf("the worked example is missing: %v", err)
	}
	var names []string
	for _, e := range entries {
		if name, _, ok := strings.Cut(e.Name(), "-"); ok && e.IsDir() && name != invented && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		t.Fatal("content/ holds no folder of a committee, so there is no name to look for")
	}
	return names
}

var word = regexp.MustCompile(`[\p{L}]+`)

// wordsOf returns the words of a text as a folder would spell them: in lower case
// and without the Swedish letters' marks. "Orts" and "ortKommun" count too, a
// genitive and a first part in camel case.
func wordsOf(text string) map[string]bool {
	words := map[string]bool{}
	for _, w := range word.FindAllString(text, -1) {
		for _, part := range camel.FindAllString(w, -1) {
			part = fold.Replace(strings.ToLower(part))
			words[part] = true
			words[strings.TrimSuffix(part, "s")] = true
		}
	}
	return words
}

var (
	camel = regexp.MustCompile(`\p{Lu}*[^\p{Lu}]+|\p{Lu}+`)
	fold  = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e")
)

func TestWordsOf(t *testing.T) {
	t.Parallel()
	words := wordsOf(`// Älvdalens data, from älvdalenRows in "SÄLEN" and x_orsa_y`)
	for _, want := range []string{"alvdalen", "salen", "orsa", "rows"} {
		if !words[want] {
			t.Errorf("%q was not found", want)
		}
	}
	if words["data,"] || words["lvdalen"] {
		t.Errorf("words are cut wrongly: %v", words)
	}
}

// TestNothingSkips: a test that cannot run fails and says what is missing. What
// takes long stands in files with the build tag "long".
func TestNothingSkips(t *testing.T) {
	t.Parallel()
	_, files := goFiles(t)
	root := checkout(t)
	for _, f := range files {
		if !f.Test() && ranks[f.Owner()] != support || f.Owner() == "archtest" {
			continue
		}
		src, err := fs.ReadFile(root, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range []string{".Skip(", ".Skipf(", ".SkipNow(", "testing.Short("} {
			if bytes.Contains(src, []byte(call)) {
				t.Errorf("%s: calls %s…); a test never skips", f.Path, call)
			}
		}
	}
}

// TestEmbeddedFoldersHaveAReadme: go build must find something to embed before
// make has copied anything.
func TestEmbeddedFoldersHaveAReadme(t *testing.T) {
	t.Parallel()
	root := checkout(t)
	ignore := readFile(t, ".gitignore")
	for line := range strings.Lines(ignore) {
		dir, ok := strings.CutSuffix(strings.TrimSpace(line), "/*")
		if !ok || strings.HasPrefix(dir, "!") {
			continue
		}
		dir = strings.TrimPrefix(dir, "/")
		found, err := fs.Glob(root, path.Join(dir, "README*"))
		if err != nil || len(found) == 0 {
			t.Errorf("%s: its files are copied by make; it needs a committed README, or go:embed fails on a fresh clone", dir)
		}
	}
}

// checkout opens the checkout that this package stands in.
func checkout(t *testing.T) fs.FS {
	t.Helper()
	root, err := Root(".")
	if err != nil {
		t.Fatal(err)
	}
	return os.DirFS(root)
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(checkout(t), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
