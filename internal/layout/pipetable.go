package layout

import (
	"html/template"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// renderPipeTable puts a table typed in Markdown into a scroll region that a
// keyboard reaches, named by the heading that it stands under.
func (p *prose) renderPipeTable(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, err := w.WriteString("</tbody></table></div>\n")
		return ast.WalkContinue, err
	}
	name := `aria-label="` + template.HTMLEscapeString(firstCell(node, source)) + `"`
	if p.heading != "" {
		name = `aria-labelledby="` + template.HTMLEscapeString(p.heading) + `"`
	}
	_, err := w.WriteString(`<div class="tw" role="group" tabindex="0" ` + name + `><table class="pipe">` + "\n")
	return ast.WalkContinue, err
}

func firstCell(table ast.Node, source []byte) string {
	if head := table.FirstChild(); head != nil && head.FirstChild() != nil {
		if lines := head.FirstChild().Lines(); lines != nil && lines.Len() > 0 {
			return string(lines.Value(source))
		}
	}
	return "tabell"
}

func (p *prose) renderPipeHead(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, err := w.WriteString("<thead><tr>")
		return ast.WalkContinue, err
	}
	_, err := w.WriteString("</tr></thead>\n<tbody>\n")
	return ast.WalkContinue, err
}

func (p *prose) renderPipeRow(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, err := w.WriteString("<tr>")
		return ast.WalkContinue, err
	}
	_, err := w.WriteString("</tr>\n")
	return ast.WalkContinue, err
}

func (p *prose) renderPipeCell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	head := node.Parent().Kind() == extast.KindTableHeader
	name := "td"
	if head {
		name = "th"
	}
	if !entering {
		_, err := w.WriteString("</" + name + ">")
		return ast.WalkContinue, err
	}
	_, _ = w.WriteString("<" + name)
	if head {
		_, _ = w.WriteString(` scope="col"`)
	}
	switch node.(*extast.TableCell).Alignment {
	case extast.AlignRight:
		_, _ = w.WriteString(` class="r"`)
	case extast.AlignCenter:
		_, _ = w.WriteString(` class="c"`)
	default: // left, as words stand
	}
	_ = w.WriteByte('>')
	if !node.HasChildren() {
		_, _ = w.WriteString(`<span class="vh">` + template.HTMLEscapeString(p.set.texts.must("table.empty")) + `</span>`)
	}
	return ast.WalkContinue, nil
}
