package layout

import (
	"html/template"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

func (p *prose) registerFootnotes(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindFootnoteLink, p.renderFootnoteLink)
	reg.Register(extast.KindFootnoteBacklink, p.renderFootnoteBacklink)
	reg.Register(extast.KindFootnote, renderFootnote)
	reg.Register(extast.KindFootnoteList, p.renderFootnoteList)
}

// fnref is the id of a reference to a footnote; the first one has no suffix.
func fnref(index, ref int) string {
	id := "_fnref-" + strconv.Itoa(index)
	if ref > 0 {
		id += "-" + strconv.Itoa(ref+1)
	}
	return id
}

func (p *prose) renderFootnoteLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*extast.FootnoteLink)
	number := strconv.Itoa(n.Index)
	label := template.HTMLEscapeString(p.set.texts.must("footnotes.ref", "n", n.Index))
	_, err := w.WriteString(`<sup class="fnref" id="` + fnref(n.Index, n.RefIndex) + `"><a href="#_fn-` + number +
		`" aria-label="` + label + `">` + number + `</a></sup>`)
	return ast.WalkContinue, err
}

func (p *prose) renderFootnoteBacklink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*extast.FootnoteBacklink)
	label := template.HTMLEscapeString(p.set.texts.must("footnotes.back"))
	_, err := w.WriteString(` <a class="back" href="#` + fnref(n.Index, n.RefIndex) + `" aria-label="` + label + `">↩</a>`)
	return ast.WalkContinue, err
}

func renderFootnote(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, err := w.WriteString(`<li id="_fn-` + strconv.Itoa(node.(*extast.Footnote).Index) + `">`)
		return ast.WalkContinue, err
	}
	_, err := w.WriteString("</li>\n")
	return ast.WalkContinue, err
}

func (p *prose) renderFootnoteList(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		title := template.HTMLEscapeString(p.set.texts.must("footnotes.title"))
		_, err := w.WriteString(`<section class="footnotes" aria-labelledby="_notes"><h2 id="_notes">` + title + "</h2>\n<ol>\n")
		return ast.WalkContinue, err
	}
	_, err := w.WriteString("</ol>\n</section>\n")
	return ast.WalkContinue, err
}
