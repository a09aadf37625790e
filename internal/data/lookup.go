package data

import (
	"slices"
	"strings"

	"tertial/internal/tabular"
)

// Lookup finds the fact that the parts of a reference name. They are names of
// the fact's keys in the order of the file's columns (heading, code or name,
// period, line, group) and last of the value column; any may be left out. It
// returns the fact when exactly one is meant, and always all that are.
//
// A value column answers to its header, id, title and aliases; when no column
// does, it answers to the word for its kind of value, such as prognos.
func (d *Dataset) Lookup(parts []string) (fact *Fact, found []*Fact) {
	folded := make([]string, len(parts))
	for i, p := range parts {
		folded[i] = tabular.Fold(p)
	}
	for _, m := range [...]matching{{}, {parents: true}, {values: true}, {true, true}} {
		found = d.lookup(folded, m)
		if len(found) == 1 {
			return found[0], found
		}
		if len(found) > 1 {
			return nil, found
		}
	}
	return nil, nil
}

// matching says which names count beside a row's and a column's own.
type matching struct {
	parents bool // the heading's above the row, and of a varav row its parent's
	values  bool // of a column: the words for its kind of value
}

// lookup collects the facts that all parts name.
func (d *Dataset) lookup(parts []string, m matching) []*Fact {
	var found []*Fact
	for i := range d.Rows {
		row := &d.Rows[i]
		rest := d.matchRow(row, parts, m)
		if len(rest) > 3 {
			continue // a column answers to line, group and name at most
		}
		for k := range row.Cells {
			for _, f := range row.Cells[k].Facts {
				if len(d.matchColumn(f, rest, m)) == 0 {
					found = append(found, f)
				}
			}
		}
	}
	return found
}

// matchRow takes from the front of the parts those that name the row, and
// returns the others.
func (d *Dataset) matchRow(row *Row, parts []string, m matching) []string {
	for k := range d.Columns {
		role := d.Columns[k].Role
		if role == RoleName && m.parents {
			parts = d.matchAbove(row, parts)
		}
		if len(parts) == 0 {
			return parts
		}
		if row.named(role, parts[0]) {
			parts = parts[1:]
		}
	}
	return parts
}

// matchAbove takes from the parts those that name what the row stands under in
// the column of names: a heading, and the row that it is part of.
func (d *Dataset) matchAbove(row *Row, parts []string) []string {
	if len(parts) > 0 && row.named(RoleSection, parts[0]) {
		parts = parts[1:]
	}
	if parent := d.parentOf(row); parent != nil && len(parts) > 0 && parent.named(RoleName, parts[0]) {
		parts = parts[1:]
	}
	return parts
}

// parentOf returns the row that an of_which row is part of, or nil.
func (d *Dataset) parentOf(row *Row) *Row {
	if row.Parent < 0 {
		return nil
	}
	return &d.Rows[row.Parent]
}

// named reports whether the folded word names the row in one of its roles.
func (row *Row) named(role Role, word string) bool {
	switch role {
	case RoleCode:
		return row.Code != "" && tabular.Same(row.Code, word)
	case RoleName:
		return row.Name != "" && tabular.Same(row.Name, word) || row.Code != "" && tabular.Same(row.Code, word) || row.alias(word)
	case RoleSection:
		return row.Section != "" && (tabular.Same(row.Section, word) || strings.Contains(row.Section, " / ") && row.inSection(word)) ||
			row.under != "" && tabular.Same(row.under, word)
	case RolePeriod:
		return row.Period != "" && (tabular.Same(row.Period, word) || word == Period{row.From, row.To}.String())
	case RoleLine:
		return lineNamed(row.Line, word)
	case RoleGroup:
		return groupNamed(row.Group, word)
	default:
		return false
	}
}

func (row *Row) alias(word string) bool {
	return slices.ContainsFunc(row.Aliases, func(a string) bool { return tabular.Same(a, word) })
}

func (row *Row) inSection(word string) bool {
	for part := range strings.SplitSeq(row.Section, " / ") {
		if tabular.Same(part, word) {
			return true
		}
	}
	return false
}

func lineNamed(line Line, word string) bool {
	if line == "" {
		return false
	}
	if string(line) == word {
		return true
	}
	named, ok := ParseLine(word)
	return ok && named == line
}

func groupNamed(group, word string) bool { return tabular.Same(ParseGroup(word), tabular.Fold(group)) }

// matchColumn takes from the parts those that name the fact's column and what
// the column fixes, and returns the others.
func (d *Dataset) matchColumn(f *Fact, parts []string, m matching) []string {
	c := &d.Columns[f.ColumnIndex]
	if len(parts) > 0 && c.Line != "" && lineNamed(c.Line, parts[0]) {
		parts = parts[1:]
	}
	fixed := len(c.Parts) > 0 || c.Group != ""
	if len(parts) > 0 && fixed && groupNamed(f.Group, parts[0]) {
		parts = parts[1:]
	}
	if len(parts) > 0 && (c.named(parts[0]) || m.values && c.Value.calls(parts[0])) {
		parts = parts[1:]
	}
	return parts
}

// named reports whether the folded word is a name of the column.
func (c *Column) named(word string) bool { return slices.Contains(c.names, word) }

// foldNames keeps the names by which the column is found.
func (c *Column) foldNames() {
	c.names = append(c.names[:0], tabular.Fold(c.Header), tabular.Fold(c.ID), tabular.Fold(c.Title))
	for _, a := range c.Alias {
		c.names = append(c.names, tabular.Fold(a))
	}
}

// Known reports whether a word names anything in the dataset: a row, a line, a
// group or a value column.
func (d *Dataset) Known(word string) bool {
	word = tabular.Fold(word)
	for i := range d.Rows {
		if len(d.matchRow(&d.Rows[i], []string{word}, matching{parents: true})) == 0 {
			return true
		}
	}
	for k := range d.Columns {
		c := &d.Columns[k]
		if c.Role != RoleValue {
			continue
		}
		if c.named(word) || c.Value.calls(word) || lineNamed(c.Line, word) {
			return true
		}
		if slices.ContainsFunc(c.Parts, func(g string) bool { return groupNamed(g, word) }) {
			return true
		}
	}
	return false
}

// Names lists all that a reference may name, each once: rows, lines, groups,
// columns.
func (d *Dataset) Names() []string {
	names := d.RowNames("row")
	for i := range d.Rows {
		names = append(names, d.Rows[i].Aliases...)
	}
	for _, dimension := range [...]string{"section", "period", "line", "group"} {
		names = append(names, d.RowNames(dimension)...)
	}
	for k := range d.Columns {
		if c := &d.Columns[k]; c.Role == RoleValue {
			if c.Line != "" {
				names = append(names, d.LineName(c.Line))
			}
			for _, g := range c.Parts {
				names = append(names, GroupName(g, d.lang))
			}
		}
	}
	names = append(names, d.ColumnNames()...)
	return distinct(names)
}

func distinct(names []string) []string {
	seen := make(map[string]bool, len(names))
	out := names[:0]
	for _, n := range names {
		if n != "" && !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}
