package content

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"tertial/internal/diag"
)

// A dumper writes what was read as text, for golden files.
type dumper struct {
	out strings.Builder
	doc *Document
}

func (d *dumper) line(depth int, format string, args ...any) {
	d.out.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&d.out, format, args...)
	d.out.WriteByte('\n')
}

func (d *dumper) at(start, end int) string {
	p := d.doc.Place(start, end)
	file := p.File[strings.LastIndexByte(p.File, '/')+1:]
	return fmt.Sprintf("%s:%d:%d+%d", strings.TrimSuffix(file, ".md"), p.Line, p.Column, p.Length)
}

func dumpDocument(doc *Document) string {
	d := &dumper{doc: doc}
	d.meta(doc.Meta)
	if len(doc.Summary) > 0 {
		d.line(0, "summary: %s", d.inline(doc.Summary))
	}
	d.line(0, "tree:")
	for c := doc.Root.FirstChild(); c != nil; c = c.NextSibling() {
		d.node(c, 1)
	}
	d.lists()
	return d.out.String()
}

func (d *dumper) meta(m *Meta) {
	d.line(0, "%s: %q %s %s", m.Path, m.Title, m.Visibility, m.Lang)
	d.line(1, "kind=%q dnr=%q related=%q period=%q date=%q meeting=%q stage=%q from=%q example=%v origin=%q",
		m.Kind, m.Dnr, m.Related, m.Period, m.Date, m.Meeting, m.Stage, m.From, m.Example, m.Origin)
	if m.Author != "" || len(m.Formerly) > 0 {
		d.line(1, "author=%q formerly=%v", m.Author, m.Formerly)
	}
	for _, k := range m.Known {
		d.line(1, "known %s at %q: %q expected %q, %s (%s)", k.Rule, k.At, k.Stated, k.Expected, k.Reason, k.Role)
	}
}

func (d *dumper) node(node ast.Node, depth int) {
	switch n := node.(type) {
	case *ast.Text:
		d.line(depth, "Text %q", n.Segment.Value(d.doc.Text))
		return
	case *ast.String:
		d.line(depth, "String %q", n.Value)
		return
	case *FigureNode:
		d.line(depth, "Figure %s", n.Figure.Raw)
		return
	case *BlockNode:
		d.line(depth, "Block %s", n.Block.ID)
		return
	case *ast.Link:
		d.line(depth, "Link %s", n.Destination)
	case *ast.Heading:
		id, _ := n.AttributeString("id")
		d.line(depth, "Heading %d %s", n.Level, id)
	case *extast.FootnoteLink:
		d.line(depth, "FootnoteLink %d", n.Index)
	case *extast.Footnote:
		d.line(depth, "Footnote %d", n.Index)
	default:
		d.line(depth, "%s", n.Kind())
	}
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		d.node(c, depth+1)
	}
}

func (d *dumper) lists() {
	for _, s := range d.doc.Sections {
		d.line(0, "section %s: %q #%s level %d %q", d.at(s.Start, s.Start), s.Number, s.ID, s.Level, s.Text)
		if s.Owner != "" || s.Done {
			d.line(1, "owner=%q done=%v", s.Owner, s.Done)
		}
	}
	for _, f := range d.doc.Figures {
		d.line(0, "figure %s", d.figure(f))
	}
	for _, x := range d.doc.XRefs {
		d.line(0, "xref %s: #%s worded=%v", d.at(x.Start, x.End), x.ID, x.Worded)
	}
	for _, b := range d.doc.Blocks {
		d.line(0, "block %s: %s", d.at(b.Start, b.End), b.ID)
		d.block(b)
	}
}

func (d *dumper) block(b *Block) {
	switch {
	case b.Chart != nil:
		c := b.Chart
		d.line(1, "chart type=%s direction=%s stack=%s diverging=%v order=%s series=%s unit=%s decimals=%d", c.Type, c.Direction, c.Stack, c.Diverging, c.Order, c.Series, c.Unit, c.Decimals)
		d.line(1, "title %s: %s", d.at(c.TitleAt[0], c.TitleAt[1]), d.inline(c.Title))
		d.line(1, "subtitle %s note %s", d.inline(c.Subtitle), d.inline(c.Note))
		d.moreOfChart(c)
		d.selection(&c.Selection)
	case b.Table != nil:
		t := b.Table
		d.line(1, "table unit=%s decimals=%d", t.Unit, t.Decimals)
		d.line(1, "caption %s note %s", d.inline(t.Caption), d.inline(t.Note))
		d.selection(&t.Selection)
	case b.List != nil:
		l := b.List
		d.line(1, "%s data %s: %s", l.Kind, d.at(l.DataAt[0], l.DataAt[1]), l.Data)
		d.line(1, "title %s note %s measures %s", d.inline(l.Title), d.inline(l.Note), d.parts(l.Measures))
		if l.Against != nil {
			d.line(1, "against %s", d.figure(l.Against))
		}
	default:
		for _, k := range b.KeyFigures.Items {
			d.line(1, "card %s word=%q note %s", d.inline(k.Label), k.Word, d.inline(k.Note))
			if k.Figure != nil {
				d.line(2, "%s", d.figure(k.Figure))
			}
			d.trend(k.Trend)
		}
	}
}

// moreOfChart writes the keys that few charts have.
func (d *dumper) moreOfChart(c *ChartBlock) {
	if c.Baseline+c.Panels+c.Neutral != "" || c.Magnitude || len(c.Source) > 0 {
		d.line(1, "baseline=%s magnitude=%v panels=%s neutral=%s source %s", c.Baseline, c.Magnitude, c.Panels, c.Neutral, d.inline(c.Source))
	}
	for _, end := range [...]*ChartEnd{c.From, c.To} {
		if end != nil {
			d.line(1, "end %s %s", d.inline(end.Label), d.figure(end.Figure))
		}
	}
}

func (d *dumper) trend(t *Trend) {
	if t == nil {
		return
	}
	d.line(2, "trend %s", d.at(t.At[0], t.At[1]))
	for _, f := range t.Figures {
		d.line(3, "%s", d.figure(f))
	}
	if t.Data != "" {
		d.selection(&t.Selection)
	}
}

func (d *dumper) selection(s *Selection) {
	d.line(1, "data %s: %s", d.at(s.DataAt[0], s.DataAt[1]), s.Data)
	for _, f := range s.Rows {
		d.line(1, "rows %s not=%v %s", f.Dimension, f.Not, d.parts(f.Values))
	}
	d.line(1, "values %s", d.parts(s.Values))
}

func (d *dumper) parts(parts []Part) string {
	var out []string
	for _, p := range parts {
		out = append(out, fmt.Sprintf("%q %s", p.Text, d.at(p.Start, p.End)))
	}
	return "[" + strings.Join(out, "; ") + "]"
}

func (d *dumper) inline(in Inline) string {
	var out []string
	for _, p := range in {
		if p.Figure != nil {
			out = append(out, "<"+d.figure(p.Figure)+">")
		} else {
			out = append(out, fmt.Sprintf("%q", p.Text))
		}
	}
	return strings.Join(out, " ")
}

func (d *dumper) figure(f *Figure) string {
	var out strings.Builder
	out.WriteString(d.at(f.Start, f.End))
	for _, t := range f.Terms {
		operator := ""
		if t.Operator != 0 {
			operator = string(t.Operator) + " "
		}
		fmt.Fprintf(&out, " %s%s %s %s", operator, strings.Trim(t.Report+":"+t.Dataset, ":"), d.at(t.Start, t.End), d.parts(t.Parts))
	}
	w := f.Filters
	if w != (Filters{Decimals: -1, Start: w.Start, End: w.End}) {
		fmt.Fprintf(&out, " | %s unit=%q decimals=%d abs=%v signed=%v share=%v word=%q/%q", d.at(w.Start, w.End), w.Unit, w.Decimals, w.Abs, w.Signed, w.Share, w.Positive, w.Negative)
	}
	return out.String()
}

// placeholder is what a message would show of an argument it was not given.
var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// dumpFindings writes the findings as a person would see them, and fails the
// test for a message that is not complete.
func dumpFindings(t *testing.T, diags *diag.List) string {
	t.Helper()
	var out strings.Builder
	for _, f := range diags.Sorted() {
		fmt.Fprintf(&out, "%s:%d:%d+%d %s %s: %s\n", f.Place.File, f.Place.Line, f.Place.Column, f.Place.Length, f.Severity, f.Code, f.Message("sv"))
		if f.Instead != "" {
			fmt.Fprintf(&out, "  instead: %s\n", f.Instead)
		}
		for _, r := range f.Related {
			fmt.Fprintf(&out, "  %s:%d:%d %s\n", r.Place.File, r.Place.Line, r.Place.Column, f.RelatedText(r, "sv"))
			_ = f.RelatedText(r, "en")
		}
		for _, lang := range diag.Languages() {
			if message := f.Message(lang); placeholder.MatchString(message) {
				t.Errorf("%s: message with a hole: %s", f.Code, message)
			}
		}
	}
	return out.String()
}
