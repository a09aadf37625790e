package content

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"tertial/internal/diag"
)

// A Passage is a stretch of running text that a reader sees as one: a
// paragraph, a heading, a cell, the title of a chart.
type Passage struct {
	Role    PassageRole
	Section int    // index of the section in Document.Sections that it stands in or is the heading of; −1 above the first
	Block   *Block // whose title, caption, note or label it is; nil in the narrative
	Row     int    // of a cell: its row in the table, 0 for the head
	Column  int    // and its column
	Items   int    // of the list that follows a paragraph directly; 0 where none does
	Runs    []Run
}

// PassageRole is what a passage is to its report.
type PassageRole string

// The roles of passages.
const (
	Title     PassageRole = "title"   // the report's
	Lead      PassageRole = "summary" // the front matter's summary
	Heading   PassageRole = "heading"
	Paragraph PassageRole = "paragraph"
	ListItem  PassageRole = "item"
	TableCell PassageRole = "cell"
	Remark    PassageRole = "footnote"
	BlockText PassageRole = "block" // a block's title, caption, note or label
)

// A Run is a piece of a passage: text as a reader sees it, or a figure. Code
// spans and the addresses of links are no running text; what stands for them is
// empty.
type Run struct {
	Text       string
	Start, End int  // byte offsets in Document.Text
	Exact      bool // Text is the source, byte for byte
	Figure     *Figure
	XRef       string // id of what a cross-reference without words leads to
}

// Passages returns all running text of the document in its order: title and
// summary first.
func (d *Document) Passages() []Passage {
	p := &passages{doc: d}
	if start := bytes.Index(d.Text, []byte(d.Meta.Title)); start >= 0 && d.Meta.Title != "" {
		p.add(Passage{Role: Title, Section: -1, Runs: []Run{{Text: d.Meta.Title, Start: start, End: start + len(d.Meta.Title), Exact: true}}})
	}
	for _, runs := range d.inlines {
		p.short(runs)
	}
	p.walk(d.Root, Paragraph)
	slices.SortStableFunc(p.all, func(a, b Passage) int { return cmp.Compare(a.Runs[0].Start, b.Runs[0].Start) })
	for i := range p.all {
		p.all[i].Section = d.sectionAt(p.all[i].Runs[0].Start)
	}
	return p.all
}

// sectionAt returns the index of the section that an offset stands in, or −1.
func (d *Document) sectionAt(offset int) int {
	i, found := slices.BinarySearchFunc(d.Sections, offset, func(s *Section, at int) int { return cmp.Compare(s.Start, at) })
	if found {
		return i
	}
	return i - 1
}

// passages collects the passages of a document.
type passages struct {
	doc *Document
	all []Passage
}

func (p *passages) add(one Passage) {
	if len(one.Runs) > 0 {
		p.all = append(p.all, one)
	}
}

// short adds a text of the front matter or of a block.
func (p *passages) short(runs []Run) {
	if len(runs) == 0 {
		return
	}
	at := runs[0].Start
	for _, b := range p.doc.Blocks {
		if b.Start <= at && at < b.End {
			p.add(Passage{Role: BlockText, Block: b, Runs: runs})
			return
		}
	}
	if len(p.doc.files) > 0 && at < p.doc.files[0].body {
		p.add(Passage{Role: Lead, Runs: runs})
	}
}

// walk goes through the tree. Lists and footnotes give the paragraphs in them
// their role.
func (p *passages) walk(node ast.Node, role PassageRole) {
	switch n := node.(type) {
	case *ast.Heading:
		p.add(Passage{Role: Heading, Runs: p.runs(n)})
		return
	case *ast.Paragraph, *ast.TextBlock:
		p.add(Passage{Role: role, Items: itemsAfter(n), Runs: p.runs(n)})
		return
	case *ast.CodeBlock, *ast.FencedCodeBlock, *BlockNode:
		return
	case *extast.Table:
		p.table(n)
		return
	case *ast.List:
		role = ListItem
	case *extast.FootnoteList:
		role = Remark
	}
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		p.walk(c, role)
	}
}

// itemsAfter counts the items of the list that follows a node.
func itemsAfter(node ast.Node) int {
	if list, ok := node.NextSibling().(*ast.List); ok {
		return list.ChildCount()
	}
	return 0
}

func (p *passages) table(table *extast.Table) {
	row := 0
	for r := table.FirstChild(); r != nil; r = r.NextSibling() {
		column := 0
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			p.add(Passage{Role: TableCell, Row: row, Column: column, Runs: p.runs(c)})
			column++
		}
		row++
	}
}

// runs returns the text below a node.
func (p *passages) runs(node ast.Node) []Run {
	var out []Run
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		out = p.run(out, c)
	}
	return out
}

func (p *passages) run(out []Run, node ast.Node) []Run {
	switch n := node.(type) {
	case *FigureNode:
		return append(out, Run{Start: n.Figure.Start, End: n.Figure.End, Figure: n.Figure})
	case *ast.Text:
		return p.text(out, n)
	case *ast.String:
		return append(out, Run{Text: string(n.Value), Start: max(n.Pos(), p.last(out)), End: p.last(out)})
	case *ast.CodeSpan, *extast.FootnoteLink, *extast.FootnoteBacklink, *ast.RawHTML:
		return out
	case *ast.AutoLink:
		return out
	case *ast.Link:
		if n.FirstChild() == nil {
			at := max(n.Pos(), 0)
			return append(out, Run{Start: at, End: at, XRef: strings.TrimPrefix(string(n.Destination), "#")})
		}
	}
	return append(out, p.runs(node)...)
}

func (p *passages) last(out []Run) int {
	if len(out) == 0 {
		return 0
	}
	return out[len(out)-1].End
}

func (p *passages) text(out []Run, n *ast.Text) []Run {
	value := n.Segment.Value(p.doc.Text)
	text, exact := string(value), true
	if !n.IsRaw() && bytes.ContainsAny(value, `\&`) {
		text = string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value))))
		exact = text == string(value)
	}
	run := Run{Text: text, Start: n.Segment.Start, End: n.Segment.Stop, Exact: exact}
	out = append(out, run)
	if n.SoftLineBreak() || n.HardLineBreak() {
		out = append(out, Run{Text: " ", Start: run.End, End: run.End})
	}
	return out
}

// A Literal is a number that the authors write by hand and answer for: an entry
// of literals in the front matter.
type Literal struct {
	Text   string // as the running text has it: ungefär 300 besök
	Reason string // why it is no fact of a table
	Place  diag.Place
}
