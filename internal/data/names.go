package data

import (
	"slices"
	"strings"

	"tertial/internal/tabular"
)

// LineName returns a line's name in the dataset's language.
func (d *Dataset) LineName(line Line) string { return line.Name(d.lang) }

// Label returns a row's name for readers: its name or code, with line and
// group where it has them.
func (d *Dataset) Label(row *Row) string {
	parts := []string{orElse(row.Name, row.Code), row.Period}
	if row.Line != "" {
		parts = append(parts, d.LineName(row.Line))
	}
	if row.Group != "" {
		parts = append(parts, GroupName(row.Group, d.lang))
	}
	return strings.Join(distinct(parts), ", ")
}

// Keys returns the names by which a fact is found: as few as a person would
// write, and so many that [Dataset.Lookup] finds this fact and no other.
func (d *Dataset) Keys(f *Fact) []string {
	row, c := &d.Rows[f.RowIndex], &d.Columns[f.ColumnIndex]
	for _, full := range [...]bool{false, true} {
		keys := d.rowKeys(row, full)
		if c.Line != "" && (full || row.Line == "" && d.sharesTitle(c)) {
			keys = append(keys, d.LineName(c.Line))
		}
		if len(c.Parts) > 1 {
			keys = append(keys, GroupName(f.Group, d.lang))
		}
		keys = append(keys, c.Header)
		if found, _ := d.Lookup(keys); found == f || full {
			return keys
		}
	}
	return nil
}

// sharesTitle reports whether another column has the same title, so that the
// header alone would not tell a reader which is meant.
func (d *Dataset) sharesTitle(c *Column) bool {
	n := 0
	for k := range d.Columns {
		if d.Columns[k].Role == RoleValue && d.Columns[k].Title == c.Title {
			n++
		}
	}
	return n > 1
}

// rowKeys are the names of a row in the order of the file's columns.
func (d *Dataset) rowKeys(row *Row, full bool) []string {
	var keys []string
	for k := range d.Columns {
		switch d.Columns[k].Role {
		case RoleCode:
			if full || row.Name == "" {
				keys = append(keys, row.Code)
			}
		case RoleName:
			if full {
				keys = append(keys, d.above(row)...)
			}
			if !slices.Contains(keys, row.Name) {
				keys = append(keys, row.Name)
			}
		case RoleSection:
			if full && !slices.Contains(keys, row.Section) {
				keys = append(keys, row.Section)
			}
		case RolePeriod:
			keys = append(keys, row.Period)
		case RoleLine:
			if row.Line != "" {
				keys = append(keys, d.LineName(row.Line))
			}
		case RoleGroup:
			if row.Group != "" || full {
				keys = append(keys, GroupName(row.Group, d.lang))
			}
		default:
		}
	}
	return slices.DeleteFunc(keys, func(k string) bool { return k == "" })
}

// above names the heading that a row stands under, when it is no column of its
// own, and the row that it is part of.
func (d *Dataset) above(row *Row) []string {
	var names []string
	if !d.has(RoleSection) {
		names = append(names, row.Section)
	}
	if parent := d.parentOf(row); parent != nil {
		names = append(names, orElse(parent.Name, parent.Code))
	}
	return names
}

// Reference returns how prose names a fact, without the = in front:
// drift[Barn och unga; Netto; prognos_2020].
func (d *Dataset) Reference(f *Fact) string {
	if d.original != nil {
		return d.original.Reference(d.OriginalOf(f))
	}
	keys := d.Keys(f)
	for i := range keys {
		keys[i] = strings.NewReplacer(`;`, `\;`, `]`, `\]`).Replace(keys[i])
	}
	return d.ID + "[" + strings.Join(keys, "; ") + "]"
}

// Address returns a stable id of a fact, unique in its dataset: the row's id,
// the column's and, where a cell holds several values, the group's.
func (d *Dataset) Address(f *Fact) string {
	c := &d.Columns[f.ColumnIndex]
	address := d.Rows[f.RowIndex].ID + "." + c.ID
	if len(c.Parts) > 1 {
		address += "." + orElse(Slug(f.Group), "total")
	}
	return address
}

// RowMatches reports whether a row has the name in a dimension: row (its id,
// code, name or alias), line, group, section, period or type.
func (d *Dataset) RowMatches(row *Row, dimension, name string) bool {
	word := tabular.Fold(name)
	switch dimension {
	case "row":
		return row.named(RoleName, word) || tabular.Same(row.ID, word)
	case "type":
		return rowTypes[word] == row.Type && word != "" || string(row.Type) == name
	default:
		return row.named(Role(dimension), word)
	}
}

// RowNames lists the names that rows have in a dimension, each once, in the
// file's order.
func (d *Dataset) RowNames(dimension string) []string {
	names := make([]string, 0, len(d.Rows))
	for i := range d.Rows {
		row := &d.Rows[i]
		switch dimension {
		case "row":
			names = append(names, row.Name, row.Code)
		case "line":
			names = append(names, d.LineName(row.Line))
		case "group":
			if d.has(RoleGroup) {
				names = append(names, GroupName(row.Group, d.lang))
			}
		case "section":
			names = append(names, row.Section)
		case "period":
			names = append(names, row.Period)
		case "type":
			names = append(names, string(row.Type))
		}
	}
	return distinct(names)
}

func (d *Dataset) has(role Role) bool {
	return slices.ContainsFunc(d.Columns, func(c Column) bool { return c.Role == role })
}

// ValueColumns returns the indices of the file's columns that hold facts; what
// is derived for every row is shown where it is asked for.
func (d *Dataset) ValueColumns() []int {
	return d.columnsWhere(func(c *Column) bool { return c.Role == RoleValue && !c.Derived })
}

// LabelColumns returns the indices of the columns that name rows or comment on
// them. How a row takes part in sums is not for readers.
func (d *Dataset) LabelColumns() []int {
	return d.columnsWhere(func(c *Column) bool { return c.Role != RoleValue && c.Role != RoleType && c.Header != "" })
}

func (d *Dataset) columnsWhere(keep func(*Column) bool) []int {
	var indices []int
	for k := range d.Columns {
		if keep(&d.Columns[k]) {
			indices = append(indices, k)
		}
	}
	return indices
}

// Column returns the index of the value column that a word names, as in
// [Dataset.Lookup], and whether there is exactly one.
func (d *Dataset) Column(name string) (int, bool) {
	word := tabular.Fold(name)
	for _, match := range [...]func(*Column) bool{
		func(c *Column) bool { return c.named(word) },
		func(c *Column) bool { return c.Value.calls(word) },
	} {
		found := d.columnsWhere(func(c *Column) bool { return c.Role == RoleValue && match(c) })
		if len(found) > 0 {
			return found[0], len(found) == 1
		}
	}
	return -1, false
}

// ColumnNames lists the headers of the value columns.
func (d *Dataset) ColumnNames() []string {
	var names []string
	for _, k := range d.ValueColumns() {
		names = append(names, d.Columns[k].Header)
	}
	return names
}

// HasUnits reports whether each row says its own unit.
func (d *Dataset) HasUnits() bool { return d.has(RoleUnit) }
