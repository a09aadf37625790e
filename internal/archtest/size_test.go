package archtest

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// The most lines that a file and a function may have, and the most that half of
// them may have. Comments inside a function do not count: a reason never costs.
const (
	fileMost, fileHalf = 600, 200
	funcMost, funcHalf = 80, 12
)

func TestFileAndFunctionSize(t *testing.T) {
	t.Parallel()
	set, files := goFiles(t)
	var fileLines, funcLines []int
	for _, f := range files {
		if f.Test() || ast.IsGenerated(f.AST) {
			continue
		}
		fileLines = append(fileLines, f.Lines)
		if f.Lines > fileMost {
			t.Errorf("%s: %d lines; a file has at most %d", f.Path, f.Lines, fileMost)
		}
		for _, fn := range functions(set, f) {
			funcLines = append(funcLines, fn.lines)
			if fn.lines > funcMost {
				t.Errorf("%s: func %s has %d lines; a function has at most %d", f.Path, fn.name, fn.lines, funcMost)
			}
		}
	}
	if m := median(fileLines); m > fileHalf {
		t.Errorf("half of the files have more than %d lines; at most %d", m, fileHalf)
	}
	if m := median(funcLines); m > funcHalf {
		t.Errorf("half of the functions have more than %d lines; at most %d", m, funcHalf)
	}
	t.Logf("%d files, median %d lines; %d functions, median %d lines",
		len(fileLines), median(fileLines), len(funcLines), median(funcLines))
}

type function struct {
	name  string
	lines int // between its braces, without lines of comment
}

func functions(set *token.FileSet, f GoFile) []function {
	var all []function
	for _, d := range f.AST.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		line := func(p token.Pos) int { return set.Position(p).Line }
		lines := max(0, line(fn.Body.Rbrace)-line(fn.Body.Lbrace)-1)
		for _, c := range f.AST.Comments {
			if c.Pos() > fn.Body.Lbrace && c.End() < fn.Body.Rbrace && ownLine(set, fn, c) {
				lines -= line(c.End()) - line(c.Pos()) + 1
			}
		}
		all = append(all, function{fn.Name.Name, lines})
	}
	return all
}

// ownLine reports whether a comment starts its line, rather than ending one with
// code on it.
func ownLine(set *token.FileSet, fn *ast.FuncDecl, c *ast.CommentGroup) bool {
	at := set.Position(c.Pos()).Line
	own := true
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if n != nil && n != fn.Body && set.Position(n.Pos()).Line <= at && set.Position(n.End()).Line == at && n.End() <= c.Pos() {
			own = false
		}
		return own
	})
	return own
}

func median(n []int) int {
	if len(n) == 0 {
		return 0
	}
	n = slices.Sorted(slices.Values(n))
	return n[(len(n)-1)/2]
}

// TestHouseRules looks for what needs no type checker: init functions and
// packages without a comment.
func TestHouseRules(t *testing.T) {
	t.Parallel()
	_, files := goFiles(t)
	commented := map[string]bool{}
	for _, f := range files {
		dir := f.Path[:strings.LastIndex(f.Path, "/")]
		commented[dir] = commented[dir] || !f.Test() && f.AST.Doc != nil
		for _, d := range f.AST.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: has an init function; call it from where it is needed", f.Path)
			}
		}
	}
	for _, f := range files {
		dir := f.Path[:strings.LastIndex(f.Path, "/")]
		if !commented[dir] {
			t.Errorf("%s: no file has a package comment", dir)
			commented[dir] = true
		}
	}
}

func goFiles(t *testing.T) (*token.FileSet, []GoFile) {
	t.Helper()
	set, files, err := GoFiles(checkout(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("the checkout has no Go file")
	}
	return set, files
}
