package report

import (
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
)

// selectRows returns the rows of a dataset that a block's filters keep. That
// there are none is a finding, unless it follows from one.
func (l *linker) selectRows(d *data.Dataset, b *content.Block, sel *content.Selection, keep func(*data.Row) bool) []int {
	hits := make([][]bool, len(sel.Rows))
	for i := range sel.Rows {
		hits[i] = make([]bool, len(sel.Rows[i].Values))
	}
	var rows []int
	for i := range d.Rows {
		row := &d.Rows[i]
		ok := true
		for k := range sel.Rows {
			ok = l.matches(d, row, &sel.Rows[k], hits[k]) && ok
		}
		if ok && keep(row) {
			rows = append(rows, i)
		}
	}
	said := false
	for k := range sel.Rows {
		said = l.unmatched(d, &sel.Rows[k], hits[k]) || said
	}
	if len(rows) == 0 && !said {
		l.diags.Add(diag.New("BLOCK-EMPTY", l.Doc.Place(b.Start, b.End), "file", d.File))
	}
	return rows
}

// matches reports whether the row passes one filter, and notes which values hit.
func (l *linker) matches(d *data.Dataset, row *data.Row, f *content.Filter, hits []bool) bool {
	found := false
	for i, v := range f.Values {
		if d.RowMatches(row, f.Dimension, v.Text) {
			hits[i] = true
			found = true
		}
	}
	return found != f.Not
}

// unmatched reports every value of a filter that no row has, and whether there
// is one.
func (l *linker) unmatched(d *data.Dataset, f *content.Filter, hits []bool) (said bool) {
	for i, hit := range hits {
		if hit {
			continue
		}
		v := f.Values[i]
		finding := diag.New("BLOCK-ROW", l.Doc.Place(v.Start, v.End), "name", v.Text, "dimension", f.Dimension, "file", d.File)
		l.report(finding, v.Text, d.RowNames(f.Dimension))
		said = true
	}
	return said
}

// selectColumns returns the value columns that a block names, or all of them.
func (l *linker) selectColumns(d *data.Dataset, sel *content.Selection) []int {
	if len(sel.Values) == 0 {
		return d.ValueColumns()
	}
	var columns []int
	for _, v := range sel.Values {
		i, ok := d.Column(v.Text)
		if !ok {
			f := diag.New("BLOCK-COLUMN", l.Doc.Place(v.Start, v.End), "name", v.Text, "file", d.File, "list", diag.Shortlist(d.ColumnNames()))
			l.report(f, v.Text, d.ColumnNames())
			continue
		}
		columns = append(columns, i)
	}
	return columns
}

// filtered reports whether a filter names the dimension.
func filtered(sel *content.Selection, dimension string) bool {
	return slices.ContainsFunc(sel.Rows, func(f content.Filter) bool { return f.Dimension == dimension })
}

// inline writes a short text with its figures.
func (l *linker) inline(text content.Inline) string {
	var out strings.Builder
	for _, p := range text {
		if p.Figure == nil {
			out.WriteString(p.Text)
			continue
		}
		if v := l.figure(p.Figure); v != nil {
			out.WriteString(v.Format(l.lang(), true))
		}
	}
	return out.String()
}

func (l *linker) lang() string {
	if l.Meta.Lang == "" {
		return "sv"
	}
	return l.Meta.Lang
}
