package content

import (
	"regexp"

	"github.com/yuin/goldmark/ast"

	"tertial/internal/diag"
)

// bareFigure is a figure as it looks where its backquotes are missing, or are
// the apostrophes and accents that a keyboard offers for them.
var bareFigure = regexp.MustCompile(`=/?[a-z0-9][a-z0-9/-]*\[[^\]\x60\n]{1,200}\]`)

// bareText reports figures that stand in text as text. A reader would see the
// reference in place of the number.
func (b *builder) bareText(node *ast.Text) {
	if _, code := node.Parent().(*ast.CodeSpan); code {
		return
	}
	const longest = 300 // a figure may go on in the nodes that its brackets make
	line, _ := nextLine(b.doc.Text[:min(node.Segment.Stop+longest, len(b.doc.Text))], node.Segment.Start)
	for _, found := range bareFigure.FindAllIndex(line, -1) {
		start := node.Segment.Start + found[0]
		if start >= node.Segment.Stop {
			return
		}
		if start == 0 || b.doc.Text[start-1] != '\\' {
			b.bare(b.doc.Place(start, start+found[1]-found[0]), string(line[found[0]:found[1]]))
		}
	}
}

// bareValue reports figures without backquotes in a stretch of a YAML value.
func (b *builder) bareValue(value scalar, text string, at int) {
	for _, found := range bareFigure.FindAllStringIndex(text, -1) {
		b.bare(b.doc.Place(value.start(at+found[0]), value.end(at+found[1])), text[found[0]:found[1]])
	}
}

func (b *builder) bare(at diag.Place, figure string) {
	if !b.crowded("FIGURE") {
		b.diags.Add(diag.New("FIGURE", at, "figure", figure).With("bare").Propose("`" + figure + "`"))
	}
}
