package content

import "github.com/yuin/goldmark/ast"

// A Figure is a fact shown in prose: inline code that begins with "=". Its
// terms are added, subtracted or divided from left to right.
type Figure struct {
	Start, End int // byte offsets in Document.Text, with its backquotes
	Terms      []FigureTerm
	Filters    Filters
	Raw        string // what stands between the backquotes
}

// A FigureTerm is one reference of a figure and how it joins what stands
// before it: 0 for the first term, else '+', '-' or '/'.
type FigureTerm struct {
	Operator byte
	Reference
}

// A Reference names one fact: dataset[part; part; …], in a report of the site
// when Report is set.
type Reference struct {
	Start, End int
	Report     string // path without its leading slash; "" is this report
	Dataset    string
	Parts      []Part
}

// A Part is one name of a reference: a row's code or name, a line, a group, a
// column. Escapes are resolved.
type Part struct {
	Text       string
	Start, End int
}

// Filters say how a figure is written.
type Filters struct {
	Unit       string // as typed; "" keeps the fact's own
	Decimals   int    // −1 is the fact's own accuracy
	Abs        bool
	Signed     bool
	Share      bool   // as per cent; of a quotient
	Positive   string // word(positive/negative): a word in place of the sign
	Negative   string
	Start, End int
}

// A FigureNode is the tree's node of a figure.
type FigureNode struct {
	ast.BaseInline
	Figure *Figure
}

// KindFigure is the kind of a [FigureNode].
var KindFigure = ast.NewNodeKind("Figure")

// Kind implements ast.Node.
func (n *FigureNode) Kind() ast.NodeKind { return KindFigure }

// Dump implements ast.Node.
func (n *FigureNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Raw": n.Figure.Raw}, nil)
}

// An XRef is a link to a fragment of the report's own page. A cross-reference
// proper has no text: it gets that of its target, such as "Tabell 3".
type XRef struct {
	ID         string
	Start, End int
	Node       *ast.Link
	Worded     bool // the link has a text of its own; only its target must exist
}

// An Inline is a short text that may hold figures: a block's title, a caption,
// a key figure's label. It has no other markup.
type Inline []Piece

// A Piece is text, or a figure when Figure is set.
type Piece struct {
	Text   string
	Figure *Figure
}

// A Block is a fenced code block that Tertial draws. Exactly one of Chart,
// Table, KeyFigures and List is set.
type Block struct {
	ID         string // "" only for key figures
	Start, End int
	Node       *BlockNode
	Chart      *ChartBlock
	Table      *TableBlock
	KeyFigures *KeyFiguresBlock
	List       *ListBlock
}

// A BlockNode is the tree's node of a block.
type BlockNode struct {
	ast.BaseBlock
	Block *Block
}

// KindBlock is the kind of a [BlockNode].
var KindBlock = ast.NewNodeKind("Block")

// Kind implements ast.Node.
func (n *BlockNode) Kind() ast.NodeKind { return KindBlock }

// Dump implements ast.Node.
func (n *BlockNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"ID": n.Block.ID}, nil)
}

// A Selection is which rows and value columns of a dataset a block shows.
type Selection struct {
	Data   string   // dataset's id
	DataAt [2]int   // its place
	Rows   []Filter // all must hold; none is every row
	Values []Part   // value columns; none is all of them
}

// A Filter keeps the rows whose dimension has one of the values: row (code or
// name), line, group or type. Not turns it round.
type Filter struct {
	Dimension string
	Values    []Part
	Not       bool
}
