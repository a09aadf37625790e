package testsite

import (
	"cmp"
	"slices"
)

// A table is one dataset with its meaning: what its numbers are, not how they
// are written. Clothes turn it into files.
type table struct {
	id, title, kind string
	unit            string // of value columns and rows that name none
	sign            string // report, ledger or unsigned; "" where nothing has a sign
	split           string // within or of_all
	sums            string
	note            string
	adds            bool // its total adds the rows by its kind, without saying so
	ordered         bool // its rows follow each other in time
	relations       []relation
	missing         []string // words that may stand instead of a number
	columns         []column
	rows            []row
	unknownKey      bool // a fault: the description has a key that means nothing
}

// A column is a text column with a role, or a column of values.
type column struct {
	key     string // its name in references of the generator
	header  string
	role    string // the description's word; "value" for values
	declare bool   // the description must have an entry

	// For values:
	spec        []pair // entries of the description, in order
	line        string // "" takes the row's
	unit        string // "" takes the row's, else the table's
	of, against string // keys of the columns that a deviation compares
}

// A pair is one key of a flow mapping in YAML.
type pair struct{ key, value string }

// A row is one line of the table.
type row struct {
	key     string // with line and group: its name in references of the generator
	code    string
	name    string
	section string
	line    string
	group   string
	typ     string // row, total or of_which
	unit    string
	period  string
	status  string
	texts   map[string]string // by column key
	values  []value           // beside the value columns, in their order
}

// A value is a number as it is printed: digits in units of its last decimal,
// in the report's sign; or words.
type value struct {
	digits   int64
	decimals int
	words    string
	none     bool   // an empty cell
	raw      string // a fault: printed as it is
}

// isNumber reports whether the value takes part in relations.
func (v *value) isNumber() bool { return v.words == "" && v.raw == "" && !v.none }

func (c *column) isValue() bool { return c.role == "value" }

// label returns what a row has in a column that is no value.
func (r *row) label(c *column) string {
	switch c.role {
	case "activity_code", "pair_id", "measure_id", "code", "project_no", "goal_id", "occupation_code":
		return r.code
	case "client_group":
		return r.section
	case "line", "lines":
		return r.line
	case "group":
		return r.group
	case "unit":
		return r.unit
	case "period", "year":
		return r.period
	case "status":
		return r.status
	}
	switch {
	case c.key == "name":
		return r.name
	case c.key == "section" && c.role == "measure":
		return r.section
	default:
		return r.texts[c.key]
	}
}

// add appends a row whose values are in the order of the value columns.
func (t *table) add(r row, values ...value) {
	r.values = values
	if r.typ == "" {
		r.typ = "row"
	}
	t.rows = append(t.rows, r)
}

// valueIndex returns the place of a value column in row.values, or −1.
func (t *table) valueIndex(key string) int {
	n := 0
	for i := range t.columns {
		if !t.columns[i].isValue() {
			continue
		}
		if t.columns[i].key == key {
			return n
		}
		n++
	}
	return -1
}

// valueColumns returns the columns of values in order.
func (t *table) valueColumns() []*column {
	var all []*column
	for i := range t.columns {
		if t.columns[i].isValue() {
			all = append(all, &t.columns[i])
		}
	}
	return all
}

func (t *table) column(key string) *column {
	i := slices.IndexFunc(t.columns, func(c column) bool { return c.key == key })
	if i < 0 {
		return nil
	}
	return &t.columns[i]
}

// find returns the row of a key on a line and of a group, or nil.
func (t *table) find(key, line, group string) *row {
	for i := range t.rows {
		r := &t.rows[i]
		if r.key == key && r.line == line && r.group == group {
			return r
		}
	}
	return nil
}

// at returns a value, or nil.
func (t *table) at(key, line, group, column string) *value {
	r, k := t.find(key, line, group), t.valueIndex(column)
	if r == nil || k < 0 {
		return nil
	}
	return &r.values[k]
}

// lineOf is the line of an account that a cell is on.
func lineOf(r *row, c *column) string {
	if c.line != "" {
		return c.line
	}
	return r.line
}

// account reports whether the table has income, costs and what they leave.
func (t *table) account() bool { return t.kind == "operating-budget" || t.kind == "cost-types" }

// signed reports whether the table's amounts follow a sign convention.
func (t *table) signed() bool { return t.account() || t.kind == "investments" }

// unitOf is the unit of a cell: the column's, else the row's, else the table's.
func (t *table) unitOf(r *row, c *column) string {
	return cmp.Or(c.unit, r.unit, t.unit)
}

// power is the power of ten of a unit of money, −1 for any other.
func power(unit string) int {
	switch unit {
	case "kr":
		return 0
	case "tkr":
		return 3
	case "mnkr":
		return 6
	default:
		return -1
	}
}
