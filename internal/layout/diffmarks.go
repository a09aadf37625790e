package layout

import (
	"html/template"

	"tertial/internal/change"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/report"
)

// A corrections knows which places of a report a correction has touched. The
// marks say that and when, never what stood there before: a frozen page must
// not keep what a withdrawal takes away.
type corrections struct {
	facts    map[*data.Fact]change.Mark
	sections map[string]change.Mark // by id; "" is above the first heading
}

// correctionsOf finds the cells and sections of the marks.
func correctionsOf(r *report.Report, marks []change.Mark) corrections {
	c := corrections{map[*data.Fact]change.Mark{}, map[string]change.Mark{}}
	if len(marks) == 0 {
		return c
	}
	byKey := map[string]change.Mark{}
	for _, m := range marks {
		if m.Text {
			c.sections[m.Section] = m
		} else {
			byKey[m.Fact] = m
		}
	}
	for fact, key := range report.FactKeys(r) {
		if m, ok := byKey[key]; ok {
			c.facts[fact] = m
		}
	}
	return c
}

// cell says where the mark of a cell with a corrected number leads; root is the
// way from the page to the edition's own. It is empty where no correction has
// touched the cell.
func (c corrections) cell(facts []*data.Fact, root string) string {
	for _, f := range facts {
		if _, ok := c.facts[f]; ok {
			return root + "#" + correctionsID
		}
	}
	return ""
}

// correctedSection is the line below the heading of a section whose text was
// corrected, or "".
func (p *reportMaker) correctedSection(id string) template.HTML {
	m, ok := p.corrected.sections[id]
	if !ok {
		return ""
	}
	text := p.set.texts.must("changes.mark.section", "date", Date(p.set.lang, m.Date), "n", m.Edition)
	return template.HTML(`<p class="corrected"><a href="#` + correctionsID + `">` + template.HTMLEscapeString(text) + "</a></p>\n") //nolint:gosec // escaped here
}

// correctedOpening is the line of the text above the first heading.
func (p *reportMaker) correctedOpening(doc *content.Document, body template.HTML) template.HTML {
	if len(doc.Text) == 0 {
		return body
	}
	return p.correctedSection("") + body
}

// correctedMark writes the sign of a corrected number behind it.
func (w *tableWriter) correctedMark(c *Cell) {
	if c.Corrected == "" {
		return
	}
	w.write(`<a class="corr" href="`, c.Corrected, `"><span aria-hidden="true">`)
	w.text(w.set.texts.must("changes.mark.sign"))
	w.write(`</span><span class="vh"> `)
	w.text(w.set.texts.must("changes.mark"))
	w.write(`</span></a>`)
}
