package data

import (
	"strings"

	"tertial/internal/diag"
	"tertial/internal/tabular"
)

// A Delegation is one row of a dataset of decisions taken by delegates.
type Delegation struct {
	Row      int    // index in Dataset.Rows
	Reported string // ISO date, or ""
	Delegate string // a role
	Clause   string // of the order of delegation
	Law      string
	Type     string
	Case     string // diary number
	Count    *Fact  // nil where there is no number
}

// Delegations returns the rows of a dataset of that kind in the file's order,
// nil for other kinds.
func (d *Dataset) Delegations() []Delegation {
	if d.Description.Kind.Name != delegationsName {
		return nil
	}
	count := d.columnOf("count")
	var all []Delegation
	for i := range d.Rows {
		row := &d.Rows[i]
		if !row.listed() {
			continue
		}
		day, _ := ParseDate(d.Entry(row, "reported_at"))
		all = append(all, Delegation{
			Row: i, Reported: day, Delegate: d.Entry(row, "delegate_role"), Clause: d.Entry(row, "clause"), Law: d.Entry(row, "law"),
			Type: row.Name, Case: d.Entry(row, "case_no"), Count: row.number(count),
		})
	}
	return all
}

// delegations checks that days are days, and that each clause is one of the
// order of delegation where the register of codes holds it.
func (c *checker) delegations() {
	for i := range c.d.Rows {
		row := &c.d.Rows[i]
		if !row.listed() {
			continue
		}
		if text := c.d.Entry(row, "reported_at"); text != "" {
			if _, ok := ParseDate(text); !ok {
				k := c.d.labelColumn("reported_at")
				c.diags.Add(diag.New("CSV-CELL", c.d.cellPlace(i, k), "value", text, "column", c.d.Columns[k].Header).With(string(RoleDate)))
			}
		}
		system, clause := c.d.Description.Codes, c.d.Entry(row, "clause")
		if system == "" || clause == "" || c.d.Codes == nil {
			continue
		}
		if _, ok := c.d.Codes.Lookup(system, clause); !ok {
			c.diags.Add(diag.New("DECISIONS", c.entryPlace(i, "clause"), "clause", clause, "system", system).With("clause"))
		}
	}
}

// personWords are parts of folded headers of columns that speak of persons or
// of single cases.
var personWords = [...]string{
	"personnummer", "person nr", "personnr", "namn", "name", "klient", "client", "brukare", "född", "birth", "adress", "address",
	"datum", "date", "fattat", "beviljat", "initialer",
}

// personColumns refuses columns that do not belong in a file of counts: names,
// days and descriptions of single cases.
func (c *checker) personColumns() {
	for k := range c.d.Columns {
		col := &c.d.Columns[k]
		if col.Word == "reported_at" || col.Word == "case_no" || col.Word == "delegate_role" {
			continue
		}
		if personal(col) || c.dated(k) {
			c.diags.Add(diag.New("DECISIONS", c.d.headerPlace(k), "column", col.Header))
		}
	}
}

// personal reports whether a column's header names what belongs to a person or
// to one case.
func personal(c *Column) bool {
	if c.Role == RoleDate || c.Role == RoleMonth || c.Role == RoleDeadline {
		return true
	}
	if c.Word != "" && c.Word != "text" && c.Word != "comment" && c.Word != "note" {
		return false
	}
	header := tabular.Fold(c.Header)
	if header == "text" {
		return true // what was written of each case
	}
	for _, w := range personWords {
		if strings.Contains(header, w) {
			return true
		}
	}
	return false
}

// dated reports whether the cells of a column of texts are days.
func (c *checker) dated(k int) bool {
	if c.d.Columns[k].Role == RoleValue {
		return false
	}
	for i := range c.d.Rows {
		text := c.d.Rows[i].Cells[k].Text
		if len(text) < len("200101") {
			continue
		}
		if _, ok := ParseDate(text); ok {
			return true
		}
		if _, ok := ParseDate("20" + text); ok && len(text) == len("200101") {
			return true // as staff write it: 200415
		}
	}
	return false
}
