package content

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"tertial/internal/diag"
)

// A harvest is what a walk through a tree finds and what then changes it.
type harvest struct {
	headings []*ast.Heading
	fences   []*ast.FencedCodeBlock
	links    []*ast.Link
	auto     []*ast.AutoLink
	images   []*ast.Image
	html     []*ast.RawHTML
	comments []*ast.HTMLBlock
}

// collect goes through the joined tree once and then treats, kind by kind,
// what needs more than goldmark gives.
func (b *builder) collect() {
	var found harvest
	walk(b.doc.Root, func(node ast.Node) {
		switch n := node.(type) {
		case *FigureNode:
			b.doc.Figures = append(b.doc.Figures, n.Figure)
		case *ast.Text:
			b.bareText(n)
		case *ast.Heading:
			found.headings = append(found.headings, n)
		case *ast.FencedCodeBlock:
			found.fences = append(found.fences, n)
		case *ast.Link:
			found.links = append(found.links, n)
		case *ast.AutoLink:
			found.auto = append(found.auto, n)
		case *ast.Image:
			found.images = append(found.images, n)
		case *ast.RawHTML:
			found.html = append(found.html, n)
		case *ast.HTMLBlock:
			found.comments = append(found.comments, n)
		}
	})
	b.treat(&found)
}

// treat changes the tree. Blocks come before headings, whose own ids must
// differ from theirs; links come last, since they may lead to either.
func (b *builder) treat(found *harvest) {
	for _, node := range found.comments {
		b.comment(node)
	}
	for _, node := range found.html {
		b.rawHTML(node)
	}
	for _, node := range found.images {
		b.image(node)
	}
	b.explicitIDs(found.headings)
	for _, node := range found.fences {
		b.fence(node)
	}
	b.sections(found.headings)
	for _, node := range found.auto {
		b.autoLink(node)
	}
	for _, node := range found.links {
		b.link(node)
	}
}

// image takes an image out of the tree; pictures are not published yet.
func (b *builder) image(node *ast.Image) {
	if !b.crowded("IMAGE") {
		start := max(node.Pos(), 0)
		b.diags.Report("IMAGE", b.doc.Place(start, start+b.span(start, ')')), "file", string(node.Destination))
	}
	node.Parent().RemoveChild(node.Parent(), node)
}

// maxSpan is as far as the end of a link is looked for.
const maxSpan = 2000

// rest returns the text from an offset to the end of its line, within reason.
func (b *builder) rest(start int) []byte {
	line, _ := nextLine(b.doc.Text[:min(start+maxSpan, len(b.doc.Text))], start)
	return line
}

// span is the length of a stretch that ends with a byte, on the same line.
func (b *builder) span(start int, end byte) int {
	line := b.rest(start)
	if n := bytes.IndexByte(line, end); n >= 0 {
		return n + 1
	}
	return 1
}

// allowed reports whether a link may have the scheme; others have no place on
// a page that must work for anyone, or are a way to smuggle a script in.
func allowed(scheme string) bool {
	switch scheme {
	case "", "http", "https", "mailto", "tel":
		return true
	default:
		return false
	}
}

// scheme returns what stands before a link's first colon, in lower case, or ""
// for a relative one. Two slashes, which mean another host, come back as such.
func scheme(destination []byte) string {
	address := util.URLEscape(destination, true)
	if bytes.HasPrefix(address, []byte("//")) || bytes.HasPrefix(address, []byte(`\\`)) {
		return "//"
	}
	if end := bytes.IndexAny(address, ":/?#"); end >= 0 && address[end] == ':' {
		return strings.ToLower(string(address[:end]))
	}
	return ""
}

// link judges a link. A bad one stays as its text.
func (b *builder) link(node *ast.Link) {
	start := max(node.Pos(), 0)
	open := start + max(bytes.Index(b.rest(start), []byte("](")), 0)
	end := open + b.span(open, ')')
	kind := scheme(node.Destination)
	var bad string
	switch {
	case len(node.Destination) == 0:
		bad = "empty"
	case !allowed(kind):
		bad = "scheme"
	case node.Destination[0] == '#':
		b.xref(node, start, end)
		return
	case node.FirstChild() == nil:
		bad = "text"
	default:
		if kind == "" {
			b.doc.Links = append(b.doc.Links, &Link{Address: string(node.Destination), Start: start, End: end, node: node})
		}
		return
	}
	unlink(node)
	b.badLink(bad, string(node.Destination), start, end)
}

func (b *builder) badLink(variant, address string, start, end int) {
	if !b.crowded("LINK") {
		b.diags.Add(diag.New("LINK", b.doc.Place(start, end), "address", address).With(variant))
	}
}

// unlink puts a link's text in its place.
func unlink(node *ast.Link) {
	parent := node.Parent()
	for c := node.FirstChild(); c != nil; {
		next := c.NextSibling()
		parent.InsertBefore(parent, node, c)
		c = next
	}
	parent.RemoveChild(parent, node)
}

func (b *builder) xref(node *ast.Link, start, end int) {
	id := string(node.Destination[1:])
	if b.lost[id] {
		return // the finding is where the target stands
	}
	b.doc.XRefs = append(b.doc.XRefs, &XRef{ID: id, Start: start, End: end, Node: node, Worded: node.FirstChild() != nil})
}

func (b *builder) autoLink(node *ast.AutoLink) {
	address := node.URL(b.doc.Text)
	if allowed(scheme(address)) || node.AutoLinkType == ast.AutoLinkEmail {
		return
	}
	start := max(node.Pos(), 0)
	b.badLink("scheme", string(address), start, start+b.span(start, '>'))
	parent := node.Parent()
	parent.ReplaceChild(parent, node, ast.NewString(node.Label(b.doc.Text)))
}

// plain returns the text below a node without markup, as pieces.
func (b *builder) plain(node ast.Node) Inline {
	var out Inline
	add := func(s []byte) {
		if n := len(out); n > 0 && out[n-1].Figure == nil {
			out[n-1].Text += string(s)
		} else if len(s) > 0 {
			out = append(out, Piece{Text: string(s)})
		}
	}
	walk(node, func(n ast.Node) {
		switch n := n.(type) {
		case *FigureNode:
			out = append(out, Piece{Figure: n.Figure})
		case *ast.String:
			add(n.Value)
		case *ast.Text:
			value := n.Segment.Value(b.doc.Text)
			if !n.IsRaw() {
				value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
			}
			add(value)
			if n.SoftLineBreak() || n.HardLineBreak() {
				add([]byte(" "))
			}
		case *ast.AutoLink:
			add(n.Label(b.doc.Text))
		case *extast.FootnoteLink:
		}
	})
	return out
}
