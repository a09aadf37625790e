package data

import (
	"slices"

	"tertial/internal/diag"
)

// duplicates reports rows that speak of the same thing twice, and columns
// that do.
func (d *Dataset) duplicates(diags *diag.List) {
	type key struct {
		code, name, under, group, period string
		line                             Line
	}
	first := make(map[key]int, len(d.Rows))
	nameless := d.nameless(diags)
	for i := range d.Rows {
		row := &d.Rows[i]
		if row.Type == Heading {
			continue
		}
		k := key{row.Code, row.Name, d.under(row), row.Group, row.Period, row.Line}
		if k == (key{}) || nameless && row.Code == "" && row.Name == "" {
			continue // told apart by nothing; where others have names, that is said once
		}
		if row.Code != "" {
			k.name = ""
		}
		other, seen := first[k]
		if !seen {
			first[k] = i
			continue
		}
		column := d.nameColumn(row)
		diags.Add(diag.New("CSV-DUPLICATE", d.cellPlace(i, column), "row", d.Label(row)).
			See("other", d.cellPlace(other, column)))
	}
	d.duplicateColumns(diags)
}

// nameless reports rows whose name is left out below a row that has one, as
// spreadsheets show groups: there two rows of the same line cannot be told apart.
func (d *Dataset) nameless(diags *diag.List) bool {
	column := slices.IndexFunc(d.Columns, func(c Column) bool { return c.Role == RoleName })
	if column < 0 {
		return false
	}
	first, count, named := -1, 0, false
	for i := range d.Rows {
		row := &d.Rows[i]
		switch {
		case row.Name != "" && row.Line != "":
			named = true
		case named && row.Name == "" && row.Code == "" && row.Line != "":
			if count++; first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return false
	}
	diags.Add(diag.New("CSV-DUPLICATE", d.cellPlace(first, column), "column", d.Columns[column].Header,
		"row", d.Label(&d.Rows[first]), "above", d.nameAbove(first), "count", count).With("nameless"))
	return true
}

// nameAbove is the nearest name above a row without one.
func (d *Dataset) nameAbove(i int) string {
	for i > 0 && d.Rows[i].Name == "" {
		i--
	}
	return d.Rows[i].Name
}

func (d *Dataset) duplicateColumns(diags *diag.List) {
	first := make(map[Dimensions]int, len(d.Columns))
	for k := range d.Columns {
		c := &d.Columns[k]
		if c.Role != RoleValue || !c.timed() || c.Year == 0 {
			continue
		}
		dims := Dimensions{
			Value: c.Value, Year: c.Year, Scope: c.Scope, From: c.From, To: c.To, Version: c.Version, At: c.At,
			Line: c.Line, Group: c.Group,
		}
		other, seen := first[dims]
		if !seen {
			first[dims] = k
			continue
		}
		diags.Add(diag.New("CSV-DUPLICATE", d.headerPlace(k), "column", c.Header, "other", d.Columns[other].Header).
			With("column").See("other", d.headerPlace(other)))
	}
}

// headerPlace is where a column's header stands.
func (d *Dataset) headerPlace(k int) diag.Place {
	c := &d.Columns[k]
	return d.Source.Place(c.start, c.end).InCell(c.Header, c.Index)
}

// ColumnPlace returns where a column is described, else its header in the file.
func (d *Dataset) ColumnPlace(k int) diag.Place {
	if c := &d.Columns[k]; c.at.end > 0 {
		return d.Description.place(c.at)
	}
	return d.headerPlace(k)
}

// HeaderPlace returns where a column's header stands in the file.
func (d *Dataset) HeaderPlace(k int) diag.Place { return d.headerPlace(k) }

// NamePlace returns where the name of a row stands in the file.
func (d *Dataset) NamePlace(row int) diag.Place {
	return d.cellPlace(row, d.nameColumn(&d.Rows[row]))
}

// nameColumn is the column by which a person would know the row.
func (d *Dataset) nameColumn(row *Row) int {
	best := 0
	for k := range d.Columns {
		switch {
		case d.Columns[k].Role == RoleName:
			return k
		case d.Columns[k].Role == RoleCode && row.Code != "":
			best = k
		}
	}
	return best
}
