package content

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"tertial/internal/diag"
)

// markdown returns the parser of narratives. It keeps nothing of a document,
// so that one serves all, at the same time too.
var markdown = sync.OnceValue(newMarkdown)

// newMarkdown puts the parser together as goldmark does by default, but for
// code spans, which may be figures, and HTML, which is text.
func newMarkdown() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(commentParser{}, 900),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(codeSpanParser{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(footnoteParser{extension.NewFootnoteParser()}, 101),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(unusedFootnotes{}, 900),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
		parser.WithAttribute(),
	)
}

// A builder is the state of one call of [Parse].
type builder struct {
	doc   *Document
	diags *diag.List
	ids   map[string]diag.Place // of sections and blocks that name theirs
	lost  map[string]bool       // ids of blocks that could not be read
	found map[diag.Code]int     // findings that a text can have without number
	notes int                   // footnotes so far, in all files

	below         int  // the level of the heading that all others stand below; 0 is none
	plainHeadings bool // headings have no numbers

	from    *Document               // of a translation: the original; else nil
	aligned map[*ast.Heading]string // of a translation: the ids of the original's sections
}

// maxFindings is how many findings of one code a report may have; more only
// bury the others, and where they come from there is no end of them.
const maxFindings = 200

// crowded counts one more finding of a code and reports whether it is one too
// many.
func (b *builder) crowded(code diag.Code) bool {
	b.found[code]++
	return b.found[code] > maxFindings
}

// parseText parses the Markdown of each file by itself, so that a fence or a
// comment that is never closed cannot swallow the next one, and joins the
// trees. Offsets count in Document.Text for all of them.
func (b *builder) parseText() {
	root := ast.NewDocument()
	b.doc.Root = root
	var notes *extast.FootnoteList
	for _, file := range b.doc.files {
		if !b.shallow(file) {
			continue
		}
		part := b.parseFile(file)
		for node := part.FirstChild(); node != nil; {
			next := node.NextSibling()
			list, ok := node.(*extast.FootnoteList)
			switch {
			case !ok:
				root.AppendChild(root, node)
			case notes == nil:
				notes = list
				part.RemoveChild(part, list)
			default:
				joinNotes(notes, list)
			}
			node = next
		}
	}
	if notes != nil {
		root.AppendChild(root, notes)
	}
	b.collect()
}

// parseFile parses one file's Markdown where it stands in the text.
func (b *builder) parseFile(file segment) ast.Node {
	reader := text.NewReader(b.doc.Text[:file.end])
	reader.SetPosition(0, text.NewSegment(file.body, file.body))
	reader.AdvanceLine()
	context := parser.NewContext()
	context.Set(builderKey, b)
	node := markdown().Parse(reader, parser.WithContext(context))
	b.renumberNotes(node)
	return node
}

// maxNesting is how deep quotations and lists may stand in each other. It
// keeps a line of nothing but markers from costing minutes.
const maxNesting = 30

// shallow reports whether no line of a file opens too many quotations and
// lists within each other; one that does is a finding.
func (b *builder) shallow(file segment) bool {
	for at := file.body; at < file.end; {
		line, next := nextLine(b.doc.Text[:file.end], at)
		if nesting(line) > maxNesting {
			b.diags.Report("NESTING", b.doc.Place(at, at+1), "most", maxNesting)
			return false
		}
		at = next
	}
	return true
}

// nesting counts the markers of quotations and lists that a line begins with.
func nesting(line []byte) int {
	for n := 0; ; n++ {
		line = bytes.TrimLeft(line, " \t")
		length := marker(line)
		if length == 0 {
			return n
		}
		line = line[length:]
	}
}

// marker returns the length of the marker that a line begins with, or 0. That
// of a list has a blank behind it.
func marker(line []byte) int {
	digits := 0
	for digits < len(line) && '0' <= line[digits] && line[digits] <= '9' {
		digits++
	}
	if digits == len(line) {
		return 0
	}
	end := digits + 1
	blank := end == len(line) || line[end] == ' ' || line[end] == '\t'
	switch line[digits] {
	case '>':
		if digits == 0 {
			return end
		}
	case '-', '*', '+':
		if digits == 0 && blank {
			return end
		}
	case '.', ')':
		if digits > 0 && blank {
			return end
		}
	}
	return 0
}

// joinNotes moves the footnotes of a later file behind those before it.
func joinNotes(notes, more *extast.FootnoteList) {
	for note := more.FirstChild(); note != nil; {
		next := note.NextSibling()
		notes.AppendChild(notes, note)
		note = next
	}
	notes.Count += more.Count
}

// renumberNotes makes the footnotes of a later file go on from those before.
func (b *builder) renumberNotes(file ast.Node) {
	list, ok := file.LastChild().(*extast.FootnoteList)
	if !ok {
		return
	}
	if before := b.notes; before > 0 {
		walk(file, func(node ast.Node) {
			switch n := node.(type) {
			case *extast.FootnoteLink:
				n.Index += before
			case *extast.FootnoteBacklink:
				n.Index += before
			case *extast.Footnote:
				n.Index += before
			}
		})
	}
	b.notes += list.Count
}

// walk calls visit for the node and everything below it, in the order of the
// document. The visit must not change the tree.
func walk(node ast.Node, visit func(ast.Node)) {
	visit(node)
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		walk(c, visit)
	}
}

// unusedFootnotes reports footnotes that nothing refers to, just before
// goldmark removes them.
type unusedFootnotes struct{}

// Transform implements parser.ASTTransformer.
func (unusedFootnotes) Transform(root *ast.Document, _ text.Reader, pc parser.Context) {
	b := builderOf(pc)
	for node := root.FirstChild(); node != nil; node = node.NextSibling() {
		list, ok := node.(*extast.FootnoteList)
		if !ok {
			continue
		}
		for note := list.FirstChild(); note != nil; note = note.NextSibling() {
			if n, ok := note.(*extast.Footnote); ok && n.Index < 0 {
				b.footnote("unused", string(n.Ref), n.Pos(), diag.Warning)
			}
		}
	}
}

func (b *builder) footnote(variant, label string, start int, severity diag.Severity) {
	if b.crowded("FOOTNOTE") {
		return
	}
	mark := "[^" + label + "]"
	finding := diag.New("FOOTNOTE", b.doc.Place(start, start+len(mark)), "mark", mark).With(variant)
	finding.Severity = severity
	b.diags.Add(finding)
}

// A footnoteParser is goldmark's own parser of references to footnotes, which
// reports those whose note does not exist.
type footnoteParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p footnoteParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	node := p.InlineParser.Parse(parent, block, pc)
	if node != nil || !bytes.HasPrefix(line, []byte("[^")) {
		return node
	}
	if end := bytes.IndexByte(line, ']'); end > len("[^") {
		builderOf(pc).footnote("", string(line[len("[^"):end]), segment.Start, diag.Error)
	}
	return nil
}
