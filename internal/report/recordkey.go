package report

import (
	"slices"
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/edition"
	"tertial/internal/tabular"
)

// A recordItem is what a record states as one fact: a number or the words in its
// place, or a cell of words.
type recordItem struct {
	set         *data.Dataset
	row, column int
	fact        *data.Fact // nil for words
}

func itemOf(f *data.Fact) recordItem { return recordItem{f.Dataset, f.RowIndex, f.ColumnIndex, f} }

// recordItems returns what a dataset states, row by row.
func recordItems(d *data.Dataset) []recordItem {
	var items []recordItem
	for i := range d.Rows {
		if d.Rows[i].Type == data.Heading {
			continue
		}
		for k := range d.Rows[i].Cells {
			cell := &d.Rows[i].Cells[k]
			for _, f := range cell.Facts {
				items = append(items, itemOf(f))
			}
			if len(cell.Facts) == 0 && says(d.Columns[k].Role) && strings.TrimSpace(cell.Text) != "" {
				items = append(items, recordItem{d, i, k, nil})
			}
		}
	}
	return items
}

// says reports whether a column of a role states something in words, rather
// than naming its rows.
func says(role data.Role) bool {
	switch role {
	case data.RoleText, data.RoleDate, data.RoleMonth, data.RoleDeadline, data.RoleChoice:
		return true
	default:
		return false
	}
}

// A recordKey names a fact in its record: same is shared by all that state the
// same, key is its own.
type recordKey struct{ same, key string }

// recordKeys names what all datasets of a report state. What several state
// alike is told apart by what differs, in this order: dataset, version, name,
// heading, column, and at last its place among them.
func recordKeys(r *Report) map[recordItem]recordKey {
	var order []string
	groups := map[string][]recordItem{}
	for _, d := range r.Datasets {
		for _, item := range recordItems(d) {
			id := identity(d, item)
			if groups[id] == nil {
				order = append(order, id)
			}
			groups[id] = append(groups[id], item)
		}
	}
	keys := make(map[recordItem]recordKey, len(order))
	for _, id := range order {
		group := groups[id]
		if len(group) == 1 {
			keys[group[0]] = recordKey{id, id}
			continue
		}
		for item, key := range apart(id, group) {
			keys[item] = recordKey{id, key}
		}
	}
	return keys
}

// apart tells facts of one identity apart.
func apart(id string, group []recordItem) map[recordItem]string {
	keys := make(map[recordItem]string, len(group))
	for _, item := range group {
		keys[item] = id
	}
	for _, by := range []func(recordItem) string{setOf, versionOf, nameOf, underOf, columnOf} {
		if len(distinctValues(keys)) == len(group) {
			return keys
		}
		if !differs(group, by) {
			continue
		}
		for _, item := range group {
			keys[item] += edition.KeySeparator + clean(by(item))
		}
	}
	seen := map[string]int{}
	for _, item := range group {
		key := keys[item]
		if seen[key]++; seen[key] > 1 {
			keys[item] = key + edition.KeySeparator + strconv.Itoa(seen[key])
		}
	}
	return keys
}

func distinctValues(keys map[recordItem]string) map[string]bool {
	out := make(map[string]bool, len(keys))
	for _, key := range keys {
		out[key] = true
	}
	return out
}

func differs(group []recordItem, by func(recordItem) string) bool {
	for _, item := range group {
		if by(item) != by(group[0]) {
			return true
		}
	}
	return false
}

func versionOf(i recordItem) string {
	if i.fact == nil {
		return ""
	}
	return i.fact.Version
}

func nameOf(i recordItem) string { return i.set.Rows[i.row].Name }

func underOf(i recordItem) string { return headingOf(i.set, &i.set.Rows[i.row]) }

func columnOf(i recordItem) string { return i.set.Columns[i.column].ID }

func setOf(i recordItem) string { return i.set.ID }

// identity says what a fact measures (design.md §5), whatever its file, its row
// and its column are called and in which order they stand. Body and committee
// are those of the report.
func identity(d *data.Dataset, item recordItem) string {
	row := &d.Rows[item.row]
	name := "#" + clean(row.Code)
	if row.Code == "" {
		name = clean(row.Name)
		if under := clean(underKey(d, row)); under != "" {
			name = under + " › " + name
		}
	}
	parts := []string{d.Description.Kind.Name, name}
	if item.fact == nil {
		parts = append(parts, string(row.Line), clean(row.Group), clean(row.Period), "words")
		return strings.Join(parts, edition.KeySeparator)
	}
	f := item.fact
	parts = append(parts, string(f.Line), clean(f.Group), string(f.Value), string(f.Scope), strconv.Itoa(f.Year),
		months(f.From, f.To), version(f.Value, f.Version), f.At)
	for _, c := range [...]int{d.Columns[item.column].Of, d.Columns[item.column].Against} {
		if c >= 0 {
			parts = append(parts, meaning(&d.Columns[c]))
		}
	}
	return strings.TrimRight(strings.Join(parts, edition.KeySeparator), edition.KeySeparator)
}

// underKey is the heading of a row in an order that does not depend on that of
// the columns which say it.
func underKey(d *data.Dataset, row *data.Row) string {
	var columns []*data.Column
	texts := map[*data.Column]string{}
	for i := range d.Columns {
		if c := &d.Columns[i]; c.Role == data.RoleSection && i < len(row.Cells) {
			columns = append(columns, c)
			texts[c] = row.Cells[i].Text
		}
	}
	if len(columns) < 2 { //nolint:mnd // one heading needs no order
		return headingOf(d, row)
	}
	slices.SortStableFunc(columns, func(a, b *data.Column) int { return strings.Compare(a.Word, b.Word) })
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = texts[c]
	}
	return strings.Join(parts, " › ")
}

// version is the version of a fact as far as it says which one it is: budgets
// have several beside each other, while an outcome that becomes final is the
// same fact with another status.
func version(value data.ValueKind, version string) string {
	if value == data.Budget {
		return version
	}
	return ""
}

// meaning says what a column measures, without its header.
func meaning(c *data.Column) string {
	return strings.Join([]string{string(c.Value), string(c.Scope), strconv.Itoa(c.Year), months(c.From, c.To), version(c.Value, c.Version), c.At, string(c.Line)}, ",")
}

func months(from, to data.Month) string {
	if from == 0 && to == 0 {
		return ""
	}
	text := ""
	if from != 0 {
		text = from.String()
	}
	if to != 0 {
		text += "/" + to.String()
	}
	return text
}

// clean folds a name; the sign between parts is none of it.
func clean(name string) string {
	return strings.ReplaceAll(tabular.Fold(name), edition.KeySeparator, "¦")
}
