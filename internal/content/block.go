package content

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// The names of blocks: those that exist, and those that will.
var (
	blockNames    = [...]string{"chart", "table", "keyfigures", "goals", "risks", "controls", "actions", "decisions"}
	reservedNames = [...]string{"survey", "quotes"}
)

// blockWords are words that authors may take for a block's name.
func blockWords(word string) string {
	switch strings.ToLower(word) {
	case "diagram", "graf", "figur", "figure", "graph":
		return "chart"
	case "tabell", "tab":
		return "table"
	case "nyckeltal", "key-figures", "cards", "kort":
		return "keyfigures"
	case "mål", "måltabell", "målträd":
		return "goals"
	case "risker", "riskmatris":
		return "risks"
	case "kontroller", "internkontroll":
		return "controls"
	case "åtgärder", "åtgärdsplan":
		return "actions"
	case "beslut", "delegationsbeslut":
		return "decisions"
	default:
		return diag.Nearest(word, blockNames[:])
	}
}

// A blockReader takes the YAML of one block apart.
type blockReader struct {
	*builder
	file  segment
	block *Block
}

// fence makes a block of a fenced code block whose info string is a block's
// name. What cannot be read stays the code that it looks like.
func (b *builder) fence(node *ast.FencedCodeBlock) {
	if node.Info == nil {
		return
	}
	start := node.Info.Segment.Start
	word, _, _ := strings.Cut(string(node.Info.Segment.Value(b.doc.Text)), " ")
	at := b.doc.Place(start, start+len(word))
	if !slices.Contains(blockNames[:], word) {
		b.otherFence(word, at)
		return
	}
	from, to := b.body(node)
	var variant string
	switch {
	case node.Parent() != b.doc.Root:
		variant = "nested"
	case !b.closed(node, to):
		variant = "open"
	case b.swallows(from, to, word, at):
		b.lose(from, to)
		return
	case util.IsBlank(b.doc.Text[from:to]):
		variant = "empty"
	default:
		b.block(node, word, from, to)
		return
	}
	b.diags.Add(diag.New("BLOCK", at, "name", word).With(variant))
	b.lose(from, to)
}

// swallows reports a block in whose body another begins: its end is missing,
// and the other's end was taken for it.
func (b *builder) swallows(from, to int, name string, first diag.Place) bool {
	for at := from; at < to; {
		start := at
		var line []byte
		line, at = nextLine(b.doc.Text[:to], at)
		mark, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("```"))
		if !ok || !slices.Contains(blockNames[:], string(mark)) {
			continue
		}
		place := b.doc.Place(start, start+len(bytes.TrimRight(line, " \r\n")))
		b.diags.Add(diag.New("BLOCK", place, "name", name, "other", string(mark)).With("unclosed").See("begins", first))
		return true
	}
	return false
}

func (b *builder) otherFence(word string, at diag.Place) {
	if slices.Contains(reservedNames[:], word) {
		b.diags.Add(diag.New("BLOCK", at, "name", word).With("reserved"))
		return
	}
	if near := blockWords(word); near != "" {
		b.diags.Add(diag.New("BLOCK", at, "name", word, "nearest", near).With("nearest").Propose(near))
	}
}

// block reads the body of a block and puts its node in the place of the code.
func (b *builder) block(node *ast.FencedCodeBlock, name string, start, end int) {
	r := &blockReader{builder: b, file: b.fileAt(start), block: &Block{Start: max(node.Pos(), 0), End: end}}
	tree := yamltree.Parse(r.file.source, start-r.file.start, end-r.file.start, b.diags)
	if tree == nil || !r.read(name, tree) {
		b.lose(start, end)
		return
	}
	r.block.Node = &BlockNode{Block: r.block}
	r.block.Node.SetPos(r.block.Start)
	node.Parent().ReplaceChild(node.Parent(), node, r.block.Node)
	b.doc.Blocks = append(b.doc.Blocks, r.block)
}

// body returns where the lines between the fences stand, indents included.
func (b *builder) body(node *ast.FencedCodeBlock) (start, end int) {
	lines := node.Lines()
	if lines.Len() == 0 {
		_, end = nextLine(b.doc.Text, node.Info.Segment.Stop)
		return end, end
	}
	start = lines.At(0).Start
	start = bytes.LastIndexByte(b.doc.Text[:start], '\n') + 1
	return start, lines.At(lines.Len() - 1).Stop
}

// closed reports whether a fence ends the block; else it goes on to the end of
// the file.
func (b *builder) closed(node *ast.FencedCodeBlock, end int) bool {
	mark := b.doc.Text[max(node.Pos(), 0)]
	line, _ := nextLine(b.doc.Text, min(end, len(b.doc.Text)))
	return bytes.HasPrefix(bytes.TrimLeft(line, " "), bytes.Repeat([]byte{mark}, 3))
}

func (b *builder) fileAt(offset int) segment {
	for _, file := range slices.Backward(b.doc.files) {
		if offset >= file.start {
			return file
		}
	}
	return segment{source: b.doc.Meta.Source}
}

// lose remembers the id of a block that could not be read, so that references
// to it are not reported too.
func (b *builder) lose(start, end int) {
	for at := start; at < end; {
		var line []byte
		line, at = nextLine(b.doc.Text[:end], at)
		if key, value, ok := bytes.Cut(line, []byte(":")); ok && bare(key) == "id" {
			b.lost[bare(value)] = true
		}
	}
}

// read fills the block. It returns false when too little is known of it.
func (r *blockReader) read(name string, tree *yamltree.Node) bool {
	if r.from != nil {
		return r.translated(name, tree)
	}
	if name == "keyfigures" {
		return r.keyFigures(tree)
	}
	o := tree.Object()
	if o == nil {
		return false
	}
	if name == "chart" {
		return r.chart(o)
	}
	if slices.Contains(listBlocks[:], name) {
		return r.list(name, o)
	}
	return r.table(o)
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func decimals(o *yamltree.Object) int {
	if n, ok := o.Int("decimals", 0, maxDecimals); ok {
		return n
	}
	return -1
}

// id reads the block's id and claims it.
func (r *blockReader) id(o *yamltree.Object) bool {
	r.block.ID = o.String("id")
	return r.block.ID != "" && r.claim(r.block.ID, o.PlaceOf("id"))
}

// span returns where a value stands in Document.Text.
func (r *blockReader) span(n *yamltree.Node) [2]int {
	if n == nil {
		return [2]int{r.block.Start, r.block.Start}
	}
	return [2]int{n.Start + r.file.start, n.End + r.file.start}
}

func (r *blockReader) text(o *yamltree.Object, key string) Inline {
	return r.inline(r.value(o.Get(key)))
}

func (r *blockReader) value(n *yamltree.Node) scalar {
	return scalarOf(n, r.file.source, r.file.start)
}

// selection reads which rows and columns of a dataset the block shows.
func (r *blockReader) selection(o *yamltree.Object) Selection {
	s := Selection{Data: o.String("data"), DataAt: r.span(o.Get("data"))}
	rows := o.Map("rows")
	s.Rows = r.filters(rows, false, nil)
	except := rows.Map("not")
	s.Rows = r.filters(except, true, s.Rows)
	except.Close()
	rows.Close()
	for _, item := range o.List("values") {
		if item.Scalar() {
			s.Values = append(s.Values, r.part(item))
		}
	}
	return s
}

// filters reads the dimensions of a map, each with a value or a list of them.
func (r *blockReader) filters(o *yamltree.Object, not bool, all []Filter) []Filter {
	for _, dimension := range [...]string{"row", "section", "line", "group", "period", "type"} {
		n := o.Get(dimension)
		if n == nil {
			continue
		}
		items := []*yamltree.Node{n}
		if n.Kind == yamltree.List {
			items = n.Items
		}
		filter := Filter{Dimension: dimension, Not: not}
		for _, item := range items {
			if !item.Scalar() {
				continue
			}
			if dimension == "type" && item.Enum("row", "subtotal", "total", "of_which", "overlapping") == "" {
				continue
			}
			filter.Values = append(filter.Values, r.part(item))
		}
		if len(filter.Values) > 0 {
			all = append(all, filter)
		}
	}
	return all
}

func (r *blockReader) part(n *yamltree.Node) Part {
	at := r.span(n)
	return Part{Text: foldBlanks(strings.TrimSpace(n.Text)), Start: at[0], End: at[1]}
}

// figureOf reads a value that is one figure; backquotes and equals sign are
// not needed there, but may stand.
func (r *blockReader) figureOf(value scalar) *Figure {
	inside, at := value.text, 0
	if len(inside) >= 2 && inside[0] == '`' && inside[len(inside)-1] == '`' {
		inside, at = inside[1:len(inside)-1], 1
	}
	if strings.TrimSpace(inside) == "" {
		return nil
	}
	within := value.from(at)
	figure, problem := parseFigure(inside, within)
	if problem != nil {
		r.report(problem, within)
		return nil
	}
	figure.Start, figure.End = value.first, value.last
	return figure
}
