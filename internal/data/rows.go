package data

import (
	"strings"

	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// A rowReader makes rows of the records of a grid.
type rowReader struct {
	d     *Dataset
	grid  *tabular.Grid
	codes *Codes
	diags *diag.List
	units []quantity.Unit // by row; what a unit column says
	state []Status        // by row; what a status column says
}

// read returns one row a record, with all that its label columns say. Cells of
// value columns have their text only.
func (r *rowReader) read() {
	records := r.grid.Records
	rows := make([]Row, len(records))
	cells := make([]Cell, len(records)*len(r.d.Columns))
	r.units = make([]quantity.Unit, len(records))
	r.state = make([]Status, len(records))
	r.d.Rows = rows
	for i := range records {
		row := &rows[i]
		row.Number, row.Parent = records[i].Line, -1
		row.Cells, cells = cells[:len(r.d.Columns):len(r.d.Columns)], cells[len(r.d.Columns):]
		r.labels(i, &records[i])
		r.describe(row, i)
	}
	r.structure()
	r.identify()
}

// labels reads the cells of one record.
func (r *rowReader) labels(i int, rec *tabular.Record) {
	row := &r.d.Rows[i]
	for k := range r.d.Columns {
		c := &r.d.Columns[k]
		if c.Derived {
			continue
		}
		f := &rec.Fields[c.Index]
		row.Cells[k] = Cell{Text: f.Text, Start: f.Start, End: f.End}
		if c.Role != RoleValue && c.Role != RoleText && f.Text != "" {
			r.label(i, k, f.Text)
		}
	}
	if row.Line == "" && r.d.Description.Kind.Account {
		if line, ok := ParseLine(row.Name); ok {
			row.Line = line
		} else if line, ok := ParseLine(row.Section); ok && r.d.Description.Kind.OneNet {
			row.Line = line // Verksamhetens kostnader, above the types of costs
		}
	}
	row.Section = orElse(r.d.allSections(row), row.Section)
	if len(r.d.formulas) > 0 {
		row.At, row.closed = r.d.Entry(row, "as_of"), Closes(row.Name)
	}
}

// label takes what one cell says about its row.
func (r *rowReader) label(i, k int, text string) {
	row := &r.d.Rows[i]
	ok := true
	switch r.d.Columns[k].Role {
	case RoleCode:
		row.Code = text
	case RoleName:
		if row.Name == "" {
			row.Name = text
			row.code(&r.d.Columns[k])
		}
	case RoleSection:
		row.Section = joined(row.Section, text)
	case RoleLine:
		row.Line, ok = ParseLine(text)
		ok = ok || r.totalInLine(row, text)
	case RoleGroup:
		row.Group = ParseGroup(text)
	case RoleType:
		row.Type, ok = ParseRowType(text)
	case RoleUnit:
		r.units[i], _ = quantity.ParseUnit(text)
	case RolePeriod:
		var p Period
		p, ok = ParsePeriod(text)
		row.Period, row.From, row.To = text, p.From, p.To
	case RoleStatus:
		r.state[i], ok = ParseStatus(text)
	case RoleDate, RoleMonth, RoleDeadline, RoleChoice:
		ok = r.typed(i, k, text)
	default:
	}
	if !ok {
		f := diag.New("CSV-CELL", r.d.cellPlace(i, k), "value", text, "column", r.d.Columns[k].Header)
		r.diags.Add(f.With(string(r.d.Columns[k].Role)))
	}
}

// totalInLine takes a line column's Summa or Totalt as the row's type.
func (r *rowReader) totalInLine(row *Row, text string) bool {
	t, _ := RowTypeByName(text, r.d.Description.Totals)
	if t == Total && row.Type == "" {
		row.Type = Total
	}
	return t == Total
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + " / " + b
}

// describe adds what the description and the register of codes say of the row.
func (r *rowReader) describe(row *Row, i int) {
	if spec := r.d.Description.row(row); spec != nil {
		row.Type = orElse(spec.Type, row.Type)
		row.Code = orElse(row.Code, spec.Code)
		row.Aliases = append(row.Aliases, spec.Alias...)
		r.units[i] = orElse(spec.Unit, r.units[i])
	}
	if r.codes == nil || row.Code == "" {
		return
	}
	if c, ok := r.codes.Lookup(r.d.Description.Codes, row.Code); ok {
		row.Aliases = append(row.Aliases[:len(row.Aliases):len(row.Aliases)], c.Name)
		row.Aliases = append(row.Aliases, c.Alias...)
	}
}

// structure finds types, parents, levels and headings, which need the rows
// around.
func (r *rowReader) structure() {
	heading := ""
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		depth := r.kindOfRow(i)
		switch row.Type {
		case Heading:
			heading = row.Name
			continue
		case OfWhich, Overlapping:
			row.Level = max(depth, 1)
			row.Parent = r.parent(i)
			r.disown(row)
			if depth == 0 && row.Parent < 0 {
				row.Level = 0
			}
		case Total:
			heading = ""
		default:
		}
		row.Section = orElse(row.Section, heading)
	}
	r.demote()
	r.trailing()
}

// trailing reports a last line that is no row of the table: a source or a note
// that came along from the spreadsheet.
func (r *rowReader) trailing() {
	last := len(r.d.Rows) - 1
	if last < 1 || len(r.d.Columns) < 3 || !r.onlyName(&r.d.Rows[last]) {
		return
	}
	row := &r.d.Rows[last]
	if r.d.Rows[last-1].Type == Total || isRemark(row.Name) {
		column := r.d.nameColumn(row)
		f := diag.New("CSV-EMPTY", r.d.cellPlace(last, column), "row", row.Name).With("row")
		f.Severity = diag.Warning
		r.diags.Add(f)
	}
}

// isRemark reports whether a line begins as remarks under a table do.
func isRemark(text string) bool {
	text = tabular.Fold(text)
	for _, word := range [...]string{"källa", "not:", "anm", "obs", "*", "source", "note"} {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}

// disown takes from a part the code that it repeats from its parent: the code
// names the parent, and so do the names that the register has for it.
func (r *rowReader) disown(row *Row) {
	if row.Parent < 0 || row.Code == "" || r.d.Rows[row.Parent].Code != row.Code {
		return
	}
	row.Code, row.Aliases = "", nil
	if spec := r.d.Description.row(row); spec != nil {
		row.Aliases = spec.Alias
	}
}

// kindOfRow decides the type of a row and how deep its name says that it stands.
func (r *rowReader) kindOfRow(i int) int {
	row := &r.d.Rows[i]
	r.nameTotal(row)
	byName, depth := RowTypeByName(row.Name, r.d.Description.Totals)
	if row.Type == "" {
		row.Type = byName
		if row.Type == Plain && r.isHeading(i) {
			row.Type = Heading
		}
	}
	if row.Type == OfWhich && r.d.Description.Overlapping {
		row.Type = Overlapping
	}
	return depth
}

// nameTotal gives a row without a name the Summa or Totalt that stands in its
// first filled cell, where a spreadsheet writes it: in the column of numbers or
// codes.
func (r *rowReader) nameTotal(row *Row) {
	if row.Name != "" {
		return
	}
	for k := range row.Cells {
		text := row.Cells[k].Text
		if text == "" {
			continue
		}
		role := r.d.Columns[k].Role
		if t, _ := RowTypeByName(text, r.d.Description.Totals); t != Total || role != RoleCode && role != RoleText {
			return
		}
		row.Name = text
		if role == RoleCode {
			row.Code = ""
		}
		return
	}
}

// isHeading reports whether a row is a line between blocks: a name, and
// nothing else, with a row that has more below it.
func (r *rowReader) isHeading(i int) bool {
	rows := r.d.Rows
	return i+1 < len(rows) && len(r.d.Columns) > 2 && r.onlyName(&rows[i]) && !r.onlyName(&rows[i+1])
}

// onlyName reports whether a row has a name and no other cell.
func (r *rowReader) onlyName(row *Row) bool {
	for k := range row.Cells {
		if row.Cells[k].Text != "" && r.d.Columns[k].Role != RoleName {
			return false
		}
	}
	return row.Name != ""
}

// parent returns the index of the row above that the row is part of, or −1.
func (r *rowReader) parent(i int) int {
	row := &r.d.Rows[i]
	for k := i - 1; k >= 0; k-- {
		above := &r.d.Rows[k]
		if above.Type == Heading {
			return -1
		}
		if !above.alike(row) {
			continue
		}
		if above.Level < row.Level {
			return k
		}
		if above.Level == row.Level {
			return above.Parent // its neighbour's
		}
	}
	return -1
}

// demote makes subtotals of all rows that are called a total but are followed
// by another one of another name: Summa vård … Summa skola … Totalt.
func (r *rowReader) demote() {
	last := -1
	for i := len(r.d.Rows) - 1; i >= 0; i-- {
		row := &r.d.Rows[i]
		if row.Type != Total || row.Line == Net && r.d.Description.Kind.OneNet {
			continue
		}
		if last < 0 {
			last = i
		}
		end := &r.d.Rows[last]
		if i > 0 && !sameEntity(row, end) {
			row.Type = Subtotal
		}
	}
}

// sameEntity reports whether two rows speak of the same thing, whatever their
// line and group.
func sameEntity(a, b *Row) bool {
	return a.Code == b.Code && a.Section == b.Section && a.Period == b.Period && a.Parent == b.Parent &&
		(a.Code != "" || strings.EqualFold(a.Name, b.Name))
}

// under returns what tells the row from others of its name.
func (d *Dataset) under(row *Row) string {
	if row.Parent < 0 {
		return row.Section
	}
	parent := &d.Rows[row.Parent]
	return joined(row.Section, orElse(parent.Code, parent.Name))
}

// identify gives every row an id of its own.
func (r *rowReader) identify() {
	taken := make(ids, len(r.d.Rows))
	for i := range r.d.Rows {
		r.d.Rows[i].ID = r.d.rowID(&r.d.Rows[i], taken)
	}
}

func (d *Dataset) rowID(row *Row, taken ids) string {
	id := Slug(orElse(row.Code, row.Name))
	for _, part := range [...]string{row.Period, string(row.Line), row.Group} {
		if part != "" {
			id = strings.TrimPrefix(id+"-"+Slug(part), "-")
		}
	}
	if under := d.under(row); under != "" && taken[id] > 0 {
		id = Slug(under) + "-" + id
	}
	return taken.unique(id)
}

// cellPlace is where a cell stands in the file.
func (d *Dataset) cellPlace(row, column int) diag.Place {
	cell := &d.Rows[row].Cells[column]
	c := &d.Columns[column]
	return d.Source.Place(cell.Start, cell.End).InCell(c.Header, c.Index)
}
