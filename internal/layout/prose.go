package layout

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/report"
)

// A prose renders one report's narrative. It holds what goldmark's own
// renderer cannot know: the bound figures, the numbers of things, the pieces
// drawn elsewhere.
type prose struct {
	set    *Set
	report *report.Report
	depth  string // "../" as often as the page lies deep
	// folder is where the pages of another report's newest edition are, seen from the site's root.
	folder func(report string) string
	blocks func(*content.Block) template.HTML
	prefix string // before ids, so that several narratives can stand on one page
	deeper int    // how many levels footnotes' heading stands below that of a report
	above  int    // levels between a heading's own and the page's, but for those of a report

	sourced []*data.Dataset               // datasets of the figures in the open paragraph or list
	linked  map[string]bool               // ids that the open paragraph or list links to
	heading string                        // id of the last heading: names pipe tables
	after   func(id string) template.HTML // what follows a heading, by its id; nil for nothing
}

// render writes the narrative as HTML.
func (p *prose) render(doc *content.Document) (template.HTML, error) {
	r := renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(p, 100),
		util.Prioritized(html.NewRenderer(), 1000),
	))
	var out bytes.Buffer
	out.Grow(len(doc.Text) * 3 / 2)
	if err := r.Render(&out, doc.Text, doc.Root); err != nil {
		return "", fmt.Errorf("render %s: %w", doc.Meta.Path, err)
	}
	return template.HTML(out.String()), nil //nolint:gosec // written by our renderer, which escapes text
}

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (p *prose) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, p.renderHeading)
	reg.Register(ast.KindParagraph, p.renderParagraph)
	reg.Register(ast.KindList, p.renderList)
	reg.Register(ast.KindLink, p.renderLink)
	reg.Register(ast.KindRawHTML, escapeRaw)
	reg.Register(ast.KindHTMLBlock, escapeBlock)
	reg.Register(content.KindFigure, p.renderFigure)
	reg.Register(content.KindBlock, p.renderBlock)
	reg.Register(extast.KindTable, p.renderPipeTable)
	reg.Register(extast.KindTableHeader, p.renderPipeHead)
	reg.Register(extast.KindTableRow, p.renderPipeRow)
	reg.Register(extast.KindTableCell, p.renderPipeCell)
	reg.Register(extast.KindStrikethrough, tag("del"))
	p.registerFootnotes(reg)
}

func tag(name string) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, err := w.WriteString("<" + name + ">")
			return ast.WalkContinue, err
		}
		_, err := w.WriteString("</" + name + ">")
		return ast.WalkContinue, err
	}
}

// renderHeading writes a section's heading one level below the page's own h1.
func (p *prose) renderHeading(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Heading)
	level := strconv.Itoa(min(n.Level+1+p.above, 6))
	if !entering {
		_, err := w.WriteString("</h" + level + ">\n")
		if id, _ := p.section(n); p.after != nil {
			_, err = w.WriteString(string(p.after(id)))
		}
		return ast.WalkContinue, err
	}
	id, number := p.section(n)
	p.heading = id
	_, _ = w.WriteString("<h" + level)
	if id != "" {
		_, _ = w.WriteString(` id="` + template.HTMLEscapeString(p.prefix+id) + `"`)
	}
	_ = w.WriteByte('>')
	if number != "" {
		_, _ = w.WriteString(`<span class="no">` + number + `</span> `)
	}
	return ast.WalkContinue, nil
}

func (p *prose) section(n *ast.Heading) (id, number string) {
	for _, s := range p.report.Doc.Sections {
		if s.Node == n {
			return s.ID, s.Number
		}
	}
	return "", ""
}

// renderParagraph ends a paragraph that holds figures with its one source.
func (p *prose) renderParagraph(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	inList := node.Parent() != nil && node.Parent().Kind() == ast.KindListItem
	if entering {
		if !inList {
			p.open()
		}
		_, err := w.WriteString("<p>")
		return ast.WalkContinue, err
	}
	if !inList {
		if link := p.sourceLink(); link != "" {
			_, _ = w.WriteString(" " + link)
		}
	}
	_, err := w.WriteString("</p>\n")
	return ast.WalkContinue, err
}

// renderList writes one source for all figures of a list, after it.
func (p *prose) renderList(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.List)
	name := "ul"
	if n.IsOrdered() {
		name = "ol"
	}
	outer := node.Parent() == nil || node.Parent().Kind() != ast.KindListItem
	if entering {
		if outer {
			p.open()
		}
		start := ""
		if n.IsOrdered() && n.Start != 1 {
			start = ` start="` + strconv.Itoa(n.Start) + `"`
		}
		_, err := w.WriteString("<" + name + start + ">\n")
		return ast.WalkContinue, err
	}
	_, _ = w.WriteString("</" + name + ">\n")
	if outer {
		if link := p.sourceLink(); link != "" {
			_, _ = w.WriteString(`<p class="src">` + link + "</p>\n")
		}
	}
	return ast.WalkContinue, nil
}

// open begins a paragraph or list.
func (p *prose) open() {
	p.sourced = p.sourced[:0]
	clear(p.linked)
}

// sourceLink is "Källa: tabell 3" for the dataset that the open paragraph uses,
// and its dataset page where no table of the report shows it. Most paragraphs
// have one source; where there are several, all are named.
func (p *prose) sourceLink() string {
	if len(p.sourced) == 0 {
		return ""
	}
	slices.SortStableFunc(p.sourced, func(a, b *data.Dataset) int { return cmp.Compare(p.rank(a), p.rank(b)) })
	var links []string
	for i, d := range p.sourced {
		if t := p.report.TableOf(d); t != nil && p.linked[t.ID] || slices.Contains(p.sourced[:i], d) {
			continue // said by the sentence itself, or already
		}
		where, href := p.where(d)
		if len(links) == 0 {
			where = p.set.texts.must("source.table", "what", where)
		}
		links = append(links, `<a class="srcref" href="`+template.HTMLEscapeString(href)+`">`+template.HTMLEscapeString(where)+`</a>`)
	}
	return strings.Join(links, ", ")
}

// rank orders datasets as the report shows them; those without a table last.
func (p *prose) rank(d *data.Dataset) int {
	if t := p.report.TableOf(d); t != nil {
		return t.Number
	}
	return len(p.report.Tables) + 1
}

// where says in words where a dataset's facts stand, and the way there.
func (p *prose) where(d *data.Dataset) (words, href string) {
	if d.Report != p.report.Meta.Path {
		return d.Description.Title, p.depth + p.folder(d.Report) + "data/" + d.ID + "/index.html"
	}
	if t := p.report.TableOf(d); t != nil {
		return strings.ReplaceAll(lowerFirst(p.set.texts.must("ref.table", "n", t.Number)), " ", "\u00a0"), "#" + t.ID
	}
	if l := p.report.ListOf(d); l != nil {
		return strings.ReplaceAll(lowerFirst(p.set.texts.must("ref.list", "n", l.Number)), " ", "\u00a0"), "#" + l.ID
	}
	return d.Description.Title, "data/" + d.ID + "/index.html"
}

// renderFigure writes a figure as data: the words for people, value and fact
// for programs.
func (p *prose) renderFigure(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	v := p.report.Figures[node.(*content.FigureNode).Figure]
	if v == nil {
		return ast.WalkSkipChildren, nil // reported; nothing is published
	}
	first := v.Facts[0].Dataset
	p.sourced = append(p.sourced, first)
	_, err := w.WriteString(p.figure(v, true))
	return ast.WalkSkipChildren, err
}

func (p *prose) figure(v *report.Value, prose bool) string {
	where, _ := p.where(v.Facts[0].Dataset)
	return figureHTML(v, v.Format(p.set.lang, prose), where)
}

// figureHTML is the data element of a value; text is what people read.
func figureHTML(v *report.Value, text, where string) string {
	names := make([]string, len(v.Facts))
	for i, f := range v.Facts {
		names[i] = f.Dataset.Reference(f)
	}
	var b strings.Builder
	b.WriteString(`<data class="fact" value="`)
	if v.Words == "" {
		b.WriteString(v.Number.String())
	}
	b.WriteString(`" data-unit="` + template.HTMLEscapeString(string(v.Unit)))
	b.WriteString(`" data-fact="` + template.HTMLEscapeString(strings.Join(names, " ")))
	if where != "" {
		b.WriteString(`" data-at="` + template.HTMLEscapeString(where))
	}
	b.WriteString(`">` + template.HTMLEscapeString(text) + `</data>`)
	return b.String()
}

// renderLink writes a cross-reference as the number of what it leads to.
func (p *prose) renderLink(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	dest := string(n.Destination)
	if id, ok := strings.CutPrefix(dest, "#"); ok && !n.HasChildren() {
		if entering {
			p.linked[id] = true
			_, _ = w.WriteString(`<a class="xref" href="#` + template.HTMLEscapeString(p.prefix+id) + `">` +
				template.HTMLEscapeString(p.xref(id, startsSentence(node, source))) + `</a>`)
		}
		return ast.WalkSkipChildren, nil
	}
	if !entering {
		_, err := w.WriteString("</a>")
		return ast.WalkContinue, err
	}
	_, err := w.WriteString(`<a href="` + string(util.EscapeHTML(util.URLEscape([]byte(p.address(dest)), true))) + `">`)
	return ast.WalkContinue, err
}

// address makes a link from the site's root relative, so that it holds under
// any path of a server and on a memory stick, and names a folder's page.
func (p *prose) address(dest string) string {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return dest
	}
	rest, rooted := strings.CutPrefix(u.Path, "/")
	if last := path.Base(rest); rest == "" || last == ".." || path.Ext(last) == "" {
		rest = strings.TrimPrefix(strings.TrimSuffix(rest, "/")+"/index.html", "/")
	}
	if rooted {
		rest = p.depth + inEdition(rest, p.folder)
	}
	u.Path, u.RawPath = rest, ""
	return u.String()
}

// xref is the text of a cross-reference, with a capital where a sentence begins.
func (p *prose) xref(id string, capital bool) string {
	t, ok := p.report.Targets[id]
	if !ok {
		return id
	}
	var text string
	switch t.Kind {
	case report.TableTarget:
		text = p.set.texts.must("ref.table", "n", t.Number)
	case report.ChartTarget:
		text = p.set.texts.must("ref.chart", "n", t.Number)
	case report.ListTarget:
		text = p.set.texts.must("ref.list", "n", t.Number)
	default:
		if t.Number == "" {
			return t.Text
		}
		text = p.set.texts.must("ref.section", "n", t.Number)
	}
	text = strings.ReplaceAll(text, " ", "\u00a0")
	if capital {
		return upperFirst(text)
	}
	return lowerFirst(text)
}

// startsSentence reports whether a node is the first thing of its paragraph or
// stands after the end of a sentence.
func startsSentence(node ast.Node, source []byte) bool {
	prev := node.PreviousSibling()
	if prev == nil {
		return true
	}
	text, ok := prev.(*ast.Text)
	if !ok {
		return false
	}
	before := strings.TrimRight(string(text.Segment.Value(source)), " \n")
	return strings.HasSuffix(before, ".") || strings.HasSuffix(before, "!") || strings.HasSuffix(before, "?")
}

func (p *prose) renderBlock(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, err := w.WriteString(string(p.blocks(node.(*content.BlockNode).Block)))
		return ast.WalkSkipChildren, err
	}
	return ast.WalkContinue, nil
}

// escapeRaw shows raw HTML as text: it is not passed through.
func escapeRaw(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	n := node.(*ast.RawHTML)
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		_, _ = w.Write(util.EscapeHTML(segment.Value(source)))
	}
	return ast.WalkSkipChildren, nil
}

func escapeBlock(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<pre><code>")
	lines := node.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		_, _ = w.Write(util.EscapeHTML(line.Value(source)))
	}
	_, err := w.WriteString("</code></pre>\n")
	return ast.WalkContinue, err
}
