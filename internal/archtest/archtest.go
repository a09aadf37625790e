// Package archtest holds the tests that keep the house in order: which package
// may import which, who owns a third-party library, how long a file may be, what
// may stand at the top level and which names may stand nowhere.
//
// It reads the checkout as source text and nothing else, so it needs no build,
// no git and no network. No package uses it; its only code beside the tests is
// the walk over the checkout below.
package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// Module is the path of the module that is tested.
const Module = "tertial"

// A GoFile is one Go source file of the checkout, parsed with its comments.
type GoFile struct {
	Path    string   // slash-separated, relative to the root
	Imports []string // import paths, in the order of the file
	Lines   int
	AST     *ast.File
}

// Test reports whether the file is compiled only for tests.
func (f GoFile) Test() bool { return strings.HasSuffix(f.Path, "_test.go") }

// Owner returns the package that answers for the file: "cmd/tertial", "layouts",
// or the name below internal/, which stands for its subpackages also.
func (f GoFile) Owner() string { return owner(path.Dir(f.Path)) }

// owner cuts the folder of a package, or an import path of ours without the
// module, to the package that answers for it.
func owner(dir string) string {
	parts := strings.Split(dir, "/")
	if parts[0] == "internal" && len(parts) > 1 {
		return parts[1]
	}
	if parts[0] == "cmd" && len(parts) > 1 {
		return "cmd/" + parts[1]
	}
	return parts[0]
}

// Root returns the folder with go.mod, from a folder inside the checkout.
func Root(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("find the checkout's root: no go.mod above %s", dir)
		}
		dir = parent
	}
}

// built names the folders that make fills; nothing in them is ours.
var built = map[string]bool{".git": true, ".cache": true, "bin": true, "node_modules": true}

// Files returns the paths of the checkout's files in lexical order, without what
// git or make put there.
func Files(root fs.FS) ([]string, error) {
	var files []string
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && built[p]:
			return fs.SkipDir
		case strings.HasPrefix(p, "public/") && p != "public/.gitignore":
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.IsDir():
			files = append(files, p)
		}
		return nil
	})
	return files, err
}

// GoFiles parses the checkout's Go files outside testdata.
func GoFiles(root fs.FS) (*token.FileSet, []GoFile, error) {
	paths, err := Files(root)
	if err != nil {
		return nil, nil, err
	}
	set := token.NewFileSet()
	var files []GoFile
	for _, p := range paths {
		if !strings.HasSuffix(p, ".go") || InTestdata(p) {
			continue
		}
		f, err := parse(set, root, p)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, f)
	}
	return set, files, nil
}

func parse(set *token.FileSet, root fs.FS, p string) (GoFile, error) {
	src, err := fs.ReadFile(root, p)
	if err != nil {
		return GoFile{}, err
	}
	tree, err := parser.ParseFile(set, p, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return GoFile{}, err
	}
	f := GoFile{Path: p, Lines: strings.Count(string(src), "\n"), AST: tree}
	for _, imp := range tree.Imports {
		name, err := strconv.Unquote(imp.Path.Value)
		if err != nil {
			return GoFile{}, fmt.Errorf("%s: import %s: %w", p, imp.Path.Value, err)
		}
		f.Imports = append(f.Imports, name)
	}
	return f, nil
}

// InTestdata reports whether p lies in a testdata folder.
func InTestdata(p string) bool { return strings.Contains("/"+p, "/testdata/") }
