package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"testing"
)

// TestOnePlaceDecides: nothing but package audience compares visibilities, so
// that who sees what is decided in one place.
func TestOnePlaceDecides(t *testing.T) {
	t.Parallel()
	set, files := goFiles(t)
	for _, f := range files {
		if f.Test() || f.Owner() == "audience" {
			continue
		}
		for _, at := range decides(f.AST) {
			t.Errorf("%s: compares a visibility; ask package audience", set.Position(at))
		}
	}
}

// decides finds comparisons and switches of visibilities.
func decides(tree *ast.File) (found []token.Pos) {
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if slices.Contains([]token.Token{token.EQL, token.NEQ, token.LSS, token.GTR}, n.Op) && (visibility(n.X) || visibility(n.Y)) {
				found = append(found, n.Pos())
			}
		case *ast.SwitchStmt:
			if n.Tag != nil && visibility(n.Tag) {
				found = append(found, n.Pos())
			}
		case *ast.CaseClause:
			if slices.ContainsFunc(n.List, visibility) {
				found = append(found, n.Pos())
			}
		}
		return true
	})
	return found
}

// visibility reports whether an expression is a field of that name or one of
// the words that package content or audience has for it.
func visibility(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	from, _ := s.X.(*ast.Ident)
	switch {
	case s.Sel.Name == "Visibility":
		return true
	case from == nil:
		return false
	case from.Name == "content":
		return slices.Contains([]string{"Public", "CommitteeOnly", "Internal", "Withdrawn"}, s.Sel.Name)
	default:
		return from.Name == "audience" && slices.Contains([]string{"OnWeb", "InCommittee", "Internal", "Withdrawn"}, s.Sel.Name)
	}
}

// TestDecisionIsSeen makes sure that the test above can fail.
func TestDecisionIsSeen(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]int{
		"m.Visibility == x":         1,
		"content.Public != v":       1,
		"v == audience.OnWeb":       1,
		"m.Visibility.Rank() < 2":   0,
		"m.Visibility.ForWeb()":     0,
		"b.cfg.audience() == Staff": 0,
	} {
		tree, err := parser.ParseFile(token.NewFileSet(), "a.go", "package a\nvar _ = "+source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(decides(tree)); got != want {
			t.Errorf("%s: %d found", source, got)
		}
	}
	tree, err := parser.ParseFile(token.NewFileSet(), "a.go", "package a\nfunc f() { switch m.Visibility { case content.Public: } }", parser.SkipObjectResolution)
	if err != nil || len(decides(tree)) != 2 {
		t.Error("a switch is not seen", err)
	}
}
