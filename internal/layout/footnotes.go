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
	reg.Register(extast.KindFootnote, p.renderFootnote)
	reg.Register(extast.KindFootnoteList, p.renderFootnoteList)
}

// fnref is the id of a reference to a footnote; the first one has no suffix.
func (p *prose) fnref(index, ref int) string {
	id := "_" + p.prefix + "fnref-" + strconv.Itoa(index)
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
	_, err := w.WriteString(`<sup class="fnref" id="` + p.fnref(n.Index, n.RefIndex) + `"><a href="#` + p.fn(n.Index) +
		`" aria-label="` + label + `">` + number + `</a></sup>`)
	return ast.WalkContinue, err
}

func (p *prose) renderFootnoteBacklink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*extast.FootnoteBacklink)
	label := template.HTMLEscapeString(p.set.texts.must("footnotes.back"))
	_, err := w.WriteString(` <a class="back" href="#` + p.fnref(n.Index, n.RefIndex) + `" aria-label="` + label + `">↩</a>`)
	return ast.WalkContinue, err
}

// fn is the id of a footnote.
func (p *prose) fn(index int) string { return "_" + p.prefix + "fn-" + strconv.Itoa(index) }

func (p *prose) renderFootnote(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, err := w.WriteString(`<li id="` + p.fn(node.(*extast.Footnote).Index) + `">`)
		return ast.WalkContinue, err
	}
	_, err := w.WriteString("</li>\n")
	return ast.WalkContinue, err
}

func (p *prose) renderFootnoteList(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		title := template.HTMLEscapeString(p.set.texts.must("footnotes.title"))
		id, heading := "_"+p.prefix+"notes", "h"+strconv.Itoa(2+p.deeper)
		_, err := w.WriteString(`<section class="footnotes" aria-labelledby="` + id + `"><` + heading + ` id="` + id + `">` + title + "</" + heading + ">\n<ol>\n")
		return ast.WalkContinue, err
	}
	_, err := w.WriteString("</ol>\n</section>\n")
	return ast.WalkContinue, err
}
