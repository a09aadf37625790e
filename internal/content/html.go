package content

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"tertial/internal/diag"
)

var (
	openComment  = []byte("<!--")
	closeComment = []byte("-->")
)

// A commentParser reads HTML comments that begin a line, over blank lines too.
// It is all that is left of HTML blocks: other tags are text of a paragraph.
type commentParser struct{}

// Trigger implements parser.BlockParser.
func (commentParser) Trigger() []byte { return []byte{'<'} }

// Open implements parser.BlockParser.
func (commentParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], openComment) {
		return nil, parser.NoChildren
	}
	if _, after, closed := bytes.Cut(line[pos+len(openComment):], closeComment); closed && !util.IsBlank(after) {
		return nil, parser.NoChildren // an inline comment, and text behind it
	}
	node := ast.NewHTMLBlock(ast.HTMLBlockType2)
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (commentParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	block, ok := node.(*ast.HTMLBlock)
	if !ok || closesComment(block, reader.Source()) {
		return parser.Close
	}
	_, segment := reader.PeekLine()
	block.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// closesComment reports whether the comment's lines so far end it.
func closesComment(block *ast.HTMLBlock, source []byte) bool {
	last := block.Lines().At(block.Lines().Len() - 1)
	line := last.Value(source)
	if block.Lines().Len() == 1 {
		_, line, _ = bytes.Cut(line, openComment)
	}
	return bytes.Contains(line, closeComment)
}

// Close implements parser.BlockParser.
func (commentParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (commentParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (commentParser) CanAcceptIndentedLine() bool { return false }

// comment takes a comment block out of the tree. A comment is kept from the
// page, but not from the file: that is worth a warning.
func (b *builder) comment(node *ast.HTMLBlock) {
	defer node.Parent().RemoveChild(node.Parent(), node)
	if b.crowded("HTML") {
		return
	}
	first := node.Lines().At(0)
	start := first.Start + max(bytes.Index(b.doc.Text[first.Start:first.Stop], openComment), 0)
	at := b.doc.Place(start, start+len(openComment))
	last := node.Lines().At(node.Lines().Len() - 1)
	_, after, _ := bytes.Cut(b.doc.Text[last.Start:last.Stop], closeComment)
	finding := diag.New("HTML", at).With("comment")
	switch {
	case !closesComment(node, b.doc.Text):
		finding = finding.With("open")
		finding.Severity = diag.Error
	case node.Lines().Len() > 1 && !util.IsBlank(after):
		finding = finding.With("after")
		finding.Severity = diag.Error
		finding.Args = diag.Args("text", string(bytes.TrimSpace(after)))
		finding.Place = b.doc.Place(last.Stop-len(after), last.Stop)
	}
	b.diags.Add(finding)
}

// rawHTML turns a tag into the text that it is, and takes a comment away.
func (b *builder) rawHTML(node *ast.RawHTML) {
	parent := node.Parent()
	first := node.Segments.At(0)
	last := node.Segments.At(node.Segments.Len() - 1)
	tag := b.doc.Text[first.Start:last.Stop]
	comment := bytes.HasPrefix(tag, openComment)
	if !bytes.HasPrefix(tag, []byte("</")) && !b.crowded("HTML") {
		finding := diag.New("HTML", b.doc.Place(first.Start, last.Stop), "tag", firstLine(tag))
		if comment {
			finding = finding.With("comment")
		}
		b.diags.Add(finding)
	}
	for i := range node.Segments.Len() {
		if !comment {
			parent.InsertBefore(parent, node, ast.NewRawTextSegment(node.Segments.At(i)))
		}
	}
	parent.RemoveChild(parent, node)
}

func firstLine(s []byte) string {
	line, _, _ := bytes.Cut(s, []byte("\n"))
	return string(bytes.TrimSpace(line))
}
