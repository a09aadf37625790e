package rollforward

import (
	"slices"
	"strings"

	"tertial/internal/data"
)

// A table writes the next CSV file of a dataset.
type table struct {
	set     *data.Dataset
	shift   *Shift
	sources []int    // for each column of the file, the column of last time whose figures it has now; −1 for none
	Filled  []string // headers of columns that have figures of last time
	Days    []string // headers of columns whose days have moved
	Doubt   []string // those whose figures were preliminary, or may have been changed since
}

// emptied are the words of columns whose texts say how things were.
var emptied = []string{"comment", "note", "cause", "case_no", "reason", "motivation", "probability_word", "consequence_word", "status", "assessment", "rating"}

func newTable(set *data.Dataset, s *Shift) *table {
	t := &table{set: set, shift: s}
	width := 0
	for i := range set.Columns {
		if c := &set.Columns[i]; !c.Derived {
			width = max(width, c.Index+1)
		}
	}
	t.sources = make([]int, width)
	for i := range t.sources {
		t.sources[i] = -1
	}
	for i := range set.Columns {
		if c := &set.Columns[i]; !c.Derived {
			t.sources[c.Index] = t.source(i)
			if c.Word == "reported_at" || c.Word == "as_of" {
				t.Days = append(t.Days, t.shift.Text(c.Header))
			}
		}
	}
	return t
}

// dims are what a column of figures measures; the second result is false for
// one whose rows say it.
func (t *table) dims(column int) (d data.Dimensions, ok bool) {
	for r := range t.set.Rows {
		row := &t.set.Rows[r]
		if row.Derived || column >= len(row.Cells) {
			continue
		}
		for _, f := range row.Cells[column].Facts {
			is := data.Dimensions{Value: f.Value, Year: f.Year, Scope: f.Scope, To: f.To, Version: f.Version}
			if ok && is != d {
				return d, false
			}
			d, ok = is, true
		}
	}
	return d, ok
}

// source finds the column of last time that measures what a column measures
// when its period has moved.
func (t *table) source(column int) int {
	c := &t.set.Columns[column]
	if c.Word == "rating_prev" {
		return slices.IndexFunc(t.set.Columns, func(c data.Column) bool { return c.Word == "rating" })
	}
	if c.Role != data.RoleValue {
		return -1
	}
	want, ok := t.dims(column)
	if !ok || want.Year == 0 || !kept(want.Value) {
		return -1
	}
	want.Year += t.shift.Years
	want.To = t.shift.month(want.To)
	for i := range t.set.Columns {
		old := &t.set.Columns[i]
		if old.Derived || old.Role != data.RoleValue || i == column && want.Value != data.Outcome && want.Value != data.Budget {
			continue
		}
		is, ok := t.dims(i)
		was := is.Version
		is.Version = want.Version
		if !ok || is != want || was == "previous" || want.Version == "previous" {
			continue
		}
		header := t.shift.Text(c.Header)
		t.Filled = append(t.Filled, header)
		if was == "preliminary" && want.Version != was || i == column && want.Value == data.Budget {
			t.Doubt = append(t.Doubt, header)
		}
		return i
	}
	return -1
}

// kept reports whether figures of a kind are shown a year later too.
func kept(v data.ValueKind) bool {
	switch v {
	case data.Outcome, data.Budget, data.Forecast, data.Target, data.Number:
		return true
	default:
		return false
	}
}

// text writes the file: headers and the names of rows moved on, figures only
// where they are last time's and still belong.
func (t *table) text(delimiter string) string {
	var out strings.Builder
	headers := make([]string, len(t.sources))
	for i := range t.set.Columns {
		if c := &t.set.Columns[i]; !c.Derived {
			headers[c.Index] = t.shift.Text(c.Header)
		}
	}
	writeLine(&out, headers, delimiter)
	for r := range t.set.Rows {
		row := &t.set.Rows[r]
		if row.Derived {
			continue
		}
		cells := make([]string, len(t.sources))
		for i := range t.set.Columns {
			if c := &t.set.Columns[i]; !c.Derived && i < len(row.Cells) {
				cells[c.Index] = t.cell(row, i)
			}
		}
		writeLine(&out, cells, delimiter)
	}
	return out.String()
}

func (t *table) cell(row *data.Row, column int) string {
	c := &t.set.Columns[column]
	if from := t.sources[c.Index]; from >= 0 && from < len(row.Cells) {
		return row.Cells[from].Text
	}
	text := row.Cells[column].Text
	switch {
	case slices.Contains(emptied, c.Word):
		return ""
	case c.Word == "as_of":
		return t.shift.Text(text)
	case c.Role == data.RoleCode, c.Role == data.RoleText:
		return text // a definition, a decision: their years are no periods
	}
	switch c.Role {
	case data.RoleValue, data.RoleStatus, data.RoleDate, data.RoleMonth, data.RoleDeadline:
		return ""
	default:
		return t.shift.Text(text)
	}
}

func writeLine(out *strings.Builder, cells []string, delimiter string) {
	for i, cell := range cells {
		if i > 0 {
			out.WriteString(delimiter)
		}
		if strings.ContainsAny(cell, delimiter+"\"\r\n") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		out.WriteString(cell)
	}
	out.WriteByte('\n')
}
