package data

// NoteOf returns the footnote that the description gives to a row, by its name
// or code, or "".
func (d *Dataset) NoteOf(row *Row) string {
	if row.Derived {
		return ""
	}
	if spec := d.Description.row(row); spec != nil {
		return spec.Note
	}
	return ""
}
