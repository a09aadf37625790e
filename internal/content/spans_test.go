package content

import (
	"testing"

	"github.com/yuin/goldmark/ast"
)

// checkSpans fails the test for an offset outside the document's text, or a
// figure whose source is not the one it says.
func checkSpans(t *testing.T, doc *Document) {
	t.Helper()
	inside := func(what string, start, end int) {
		t.Helper()
		if start < 0 || end < start || end > len(doc.Text) {
			t.Errorf("%s: [%d:%d] lies outside the text of %d bytes", what, start, end, len(doc.Text))
		}
		if p := doc.Place(start, end); p.File == "" {
			t.Errorf("%s: [%d:%d] has no place", what, start, end)
		}
	}
	for _, f := range allFigures(doc) {
		inside("figure", f.Start, f.End)
		inside("filters", f.Filters.Start, f.Filters.End)
		for _, term := range f.Terms {
			inside("term", term.Start, term.End)
			for _, part := range term.Parts {
				inside("part", part.Start, part.End)
			}
		}
	}
	for _, b := range doc.Blocks {
		inside("block", b.Start, b.End)
	}
	for _, s := range doc.Sections {
		inside("section", s.Start, s.Start)
	}
	for _, x := range doc.XRefs {
		inside("xref", x.Start, x.End)
	}
	walk(doc.Root, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Text:
			inside("text", n.Segment.Start, n.Segment.Stop)
		case *ast.RawHTML, *ast.HTMLBlock, *ast.Image:
			t.Errorf("the tree holds a %s", n.Kind())
		}
	})
}

// allFigures returns the figures of prose, blocks and summary.
func allFigures(doc *Document) []*Figure {
	all := append([]*Figure(nil), doc.Figures...)
	add := func(texts ...Inline) {
		for _, text := range texts {
			for _, piece := range text {
				if piece.Figure != nil {
					all = append(all, piece.Figure)
				}
			}
		}
	}
	for _, b := range doc.Blocks {
		switch {
		case b.Chart != nil:
			add(b.Chart.Title, b.Chart.Subtitle, b.Chart.Note)
		case b.Table != nil:
			add(b.Table.Caption, b.Table.Note)
		case b.List != nil:
			add(b.List.Title, b.List.Note)
			if b.List.Against != nil {
				all = append(all, b.List.Against)
			}
		default:
			for _, item := range b.KeyFigures.Items {
				add(item.Label, item.Note)
				if item.Figure != nil {
					all = append(all, item.Figure)
				}
			}
		}
	}
	return all
}
