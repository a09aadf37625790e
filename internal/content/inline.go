package content

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tertial/internal/diag"
)

// builderKey is where goldmark's context holds the builder of the document
// that is being parsed.
var builderKey = parser.NewContextKey()

// A codeSpanParser is goldmark's own parser of code spans, which makes a
// figure of a span that begins with an equals sign.
type codeSpanParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p codeSpanParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, before := block.Position()
	node := p.InlineParser.Parse(parent, block, pc)
	span, ok := node.(*ast.CodeSpan)
	if !ok {
		return node
	}
	first, ok := span.FirstChild().(*ast.Text)
	if !ok {
		return node
	}
	source := block.Source()
	value := source[first.Segment.Start:first.Segment.Stop]
	switch {
	case len(value) == 0:
	case value[0] == '=':
		_, after := block.Position()
		if figure := builderOf(pc).figure(span, before.Start, after.Start); figure != nil {
			return figure
		}
	case value[0] == '\\' && len(value) > 1 && value[1] == '=':
		first.Segment.Start++
	}
	return node
}

func builderOf(pc parser.Context) *builder {
	b, _ := pc.Get(builderKey).(*builder)
	return b
}

// figure makes a figure of a code span, or reports what is wrong with it and
// returns nil: then it stays the code that it looks like.
func (b *builder) figure(span *ast.CodeSpan, start, end int) ast.Node {
	joined, at := b.spanText(span)
	figure, problem := parseFigure(joined, at)
	if problem != nil {
		b.report(problem, at)
		return nil
	}
	figure.Start, figure.End = start, end
	node := &FigureNode{Figure: figure}
	node.SetPos(start)
	return node
}

// spanText joins the lines of a code span and says where each byte stands. In
// a quotation or a list the lines do not follow each other directly.
func (b *builder) spanText(span *ast.CodeSpan) (string, positions) {
	var joined strings.Builder
	var at lines
	for c := span.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			at = append(at, t.Segment)
			joined.Write(b.doc.Text[t.Segment.Start:t.Segment.Stop])
		}
	}
	return joined.String(), at
}

// lines are the positions of a text that was joined from at least one line.
type lines []text.Segment

func (l lines) start(i int) int {
	for _, line := range l {
		if n := line.Stop - line.Start; i >= n {
			i -= n
			continue
		}
		return line.Start + i
	}
	return l[len(l)-1].Stop
}

func (l lines) end(i int) int {
	if i <= 0 {
		return l[0].Start
	}
	return l.start(i-1) + 1
}

// report adds the finding of a figure that cannot be read.
func (b *builder) report(p *problem, in positions) {
	if b.crowded("FIGURE") {
		return
	}
	at := b.doc.Place(in.start(p.start), in.end(p.end))
	b.diags.Add(diag.New("FIGURE", at, p.args...).With(p.variant).Propose(p.instead))
}

// inline reads a short text with figures from a YAML value.
func (b *builder) inline(value scalar) Inline {
	var out Inline
	var runs []Run
	rest, at := value.text, 0
	literal := func(s string, from, to int) {
		if s == "" {
			return
		}
		runs = append(runs, Run{Text: s, Start: value.start(from), End: value.end(to), Exact: value.exact && to-from == len(s)})
		if n := len(out); n > 0 && out[n-1].Figure == nil {
			out[n-1].Text += s
		} else {
			out = append(out, Piece{Text: s})
		}
	}
	for {
		open := strings.IndexByte(rest, '`')
		if open < 0 {
			break
		}
		inside, after, closed := strings.Cut(rest[open+1:], "`")
		if !closed {
			break
		}
		next := at + open + 1 + len(inside) + 1
		b.bareValue(value, rest[:open], at)
		literal(rest[:open], at, at+open)
		if figure := b.inlineFigure(value, inside, at+open+1); figure != nil {
			out = append(out, Piece{Figure: figure})
			runs = append(runs, Run{Start: figure.Start, End: figure.End, Figure: figure})
		} else if code, ok := strings.CutPrefix(inside, `\=`); ok {
			literal("="+code, at+open, next)
		} else {
			literal("`"+inside+"`", at+open, next)
		}
		rest, at = after, next
	}
	b.bareValue(value, rest, at)
	literal(rest, at, at+len(rest))
	b.doc.inlines = append(b.doc.inlines, runs)
	return out
}

// inlineFigure reads a figure that stands at an offset of a YAML value.
func (b *builder) inlineFigure(value scalar, inside string, at int) *Figure {
	if !strings.HasPrefix(inside, "=") {
		return nil
	}
	within := value.from(at)
	figure, problem := parseFigure(inside, within)
	if problem != nil {
		b.report(problem, within)
		return nil
	}
	figure.Start, figure.End = value.start(at-1), value.end(at+len(inside)+1)
	return figure
}

// A scalar is a text from YAML and where it stands in Document.Text. Where it
// is written as it reads, each byte has its place; where it has escapes or
// line breaks, all of it has the whole value's.
type scalar struct {
	text        string
	first, last int
	exact       bool
}

// from returns the positions of the text behind the byte i.
func (s scalar) from(i int) scalar {
	if s.exact {
		s.first = min(s.first+i, s.last)
	}
	return s
}

func (s scalar) start(i int) int {
	if !s.exact {
		return s.first
	}
	return min(s.first+i, s.last)
}

func (s scalar) end(i int) int {
	if !s.exact {
		return s.last
	}
	return min(s.first+i, s.last)
}
