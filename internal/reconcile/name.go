package reconcile

import (
	"tertial/internal/data"
	"tertial/internal/diag"
)

// Place returns where a fact stands, as a person would point at it.
func Place(f *data.Fact) diag.Place {
	c := &f.Dataset.Columns[f.ColumnIndex]
	return f.Dataset.Source.Place(f.Start, f.End).InCell(c.Header, c.Index)
}

// Name returns what a person calls a fact: its row, line and group.
func Name(f *data.Fact) string {
	row := &f.Dataset.Rows[f.RowIndex]
	name := joined(orElse(row.Name, row.Code), row.Period)
	if f.Line != "" {
		name = joined(name, f.Dataset.LineName(f.Line))
	}
	if f.Group == "" {
		return name
	}
	return joined(name, data.GroupName(f.Group, f.Dataset.Lang()))
}

// column returns the title of a fact's column.
func column(f *data.Fact) string { return f.Dataset.Columns[f.ColumnIndex].Title }

// cell names a fact with its column.
func cell(f *data.Fact) string { return joined(Name(f), column(f)) }

func joined(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || a == b:
		return a
	default:
		return a + ", " + b
	}
}
