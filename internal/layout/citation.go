package layout

import (
	"strings"

	"tertial/internal/data"
)

// citation says how to refer to a dataset, and to one of its numbers.
func (p *reportMaker) citation(d *data.Dataset) []Term {
	t := p.set.texts
	address := p.site.BaseURL + p.dataFolder(d)
	parts := []string{p.site.committeeName(p.r.Committee)}
	if date := Date(p.set.lang, p.r.Meta.Date); date != "" {
		parts[0] += " (" + date + ")"
	}
	parts = append(parts, d.Description.Title)
	report := p.r.Meta.Title
	if p.r.Meta.Dnr != "" {
		report += ", " + p.r.Meta.Dnr
	}
	text := strings.Join(append(parts, report), ". ") + "."
	if p.site.BaseURL != "" {
		text += " " + address
	}
	terms := []Term{{Name: t.must("dataset.cite.whole"), Value: escape(text)}}
	for i := range d.Rows {
		if row := &d.Rows[i]; row.Number > 0 && row.Type != data.Heading {
			m := tableMaker{set: p.set, id: d.ID, full: true}
			example := "#" + m.rowID(row, 0) + "c1"
			terms = append(terms, Term{Name: t.must("dataset.cite.cell"), Value: escape(t.must("dataset.cite.cell.text", "example", example))})
			break
		}
	}
	return terms
}
