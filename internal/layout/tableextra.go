package layout

import (
	"html/template"
	"strconv"
	"strings"

	"tertial/internal/data"
)

// longTable is how many rows a table shows in full: more stand in a region of
// the height of a window, whose head stays in sight.
const longTable = 25

// foldLong gives a table of many rows the box that shows it in its full length.
func (s *Set) foldLong(t *Table, rows int) {
	if rows > longTable {
		t.Class += " long"
		t.Fold = s.texts.must("table.all", "n", rows)
	}
}

// vastTable is how many rows a table has at most whose line numbers are links:
// a keyboard passes through each of them. Of more, paper shows the first.
const vastTable = 1000

// wideTable is how many columns stand on a sheet of paper held upright: a table
// with more is printed across.
const wideTable = 14

// extraHeads are the heads of the columns that hold no values: the course of
// each row, and on a dataset's page its line in the file.
func (m *tableMaker) extraHeads() []Column {
	var heads []Column
	if m.trends != nil {
		heads = append(heads, Column{ID: m.id + "-ht", Text: m.set.texts.must("table.trend"), Class: "trend"})
	}
	if m.full {
		heads = append(heads, Column{ID: m.id + "-hl", Text: m.set.texts.must("table.line"), Class: "line"})
	}
	return heads
}

// extraCells are the cells below extraHeads, of the n-th row.
func (m *tableMaker) extraCells(row *data.Row, n int) []Cell {
	var cells []Cell
	if m.trends != nil {
		cells = append(cells, m.trendCell(row, n))
	}
	if m.full {
		cells = append(cells, m.lineCell(row, m.rowID(row, n+1)))
	}
	return cells
}

// lineCell is the row's address: where it stands in the file, as a link to itself.
func (m *tableMaker) lineCell(row *data.Row, id string) Cell {
	text := m.set.texts.must("table.line.none")
	if row.Number > 0 {
		text = `<span class="vh">` + template.HTMLEscapeString(m.set.texts.must("table.line.word")) + ` </span>` + strconv.Itoa(row.Number)
	}
	if len(m.rows) > vastTable {
		return Cell{Class: "line", HTML: template.HTML(text)} //nolint:gosec // a number and a text of the program's own
	}
	return Cell{Class: "line", HTML: template.HTML(`<a href="#` + id + `">` + text + `</a>`)} //nolint:gosec // a slug and texts of the program's own
}

// trendCell is the drawing of a row's course. Its first and last numbers are
// said in words to those who do not see it.
func (m *tableMaker) trendCell(row *data.Row, n int) Cell {
	var shown []string
	for _, c := range m.course {
		if c < len(row.Cells) && len(row.Cells[c].Facts) > 0 && row.Cells[c].Facts[0].HasNumber() {
			shown = append(shown, m.number(row.Cells[c].Facts[0]))
		}
	}
	if n >= len(m.trends) || m.trends[n] == nil || len(shown) == 0 {
		return Cell{Class: "trend missing", HTML: template.HTML(`<span aria-hidden="true">–</span><span class="vh">` +
			template.HTMLEscapeString(m.set.texts.must("table.trend.none")) + `</span>`)} //nolint:gosec // escaped
	}
	words := m.set.texts.must("table.trend.words", "first", shown[0], "last", shown[len(shown)-1])
	drawing := strings.TrimSpace(string(m.trends[n]))
	return Cell{Class: "trend", HTML: template.HTML(drawing + `<span class="vh">` + template.HTMLEscapeString(words) + `</span>`)} //nolint:gosec // drawn by package chart, which escapes text
}

// statusFlag is the sign that a status has, as a key of texts; most have none.
func statusFlag(s data.Status) string {
	switch s {
	case data.Preliminary:
		return "preliminary"
	case data.Revised:
		return "revised"
	default:
		return ""
	}
}

// flagClass is the class of a cell with a flag.
func flagClass(flag string) string {
	if flag == "preliminary" {
		return "prelim"
	}
	return flag
}

// wholeColumns finds the columns in which every number is preliminary, or every
// one revised: there the head says it once.
func (m *tableMaker) wholeColumns() {
	m.whole = map[int]string{}
	for _, c := range m.values {
		if flag := m.columnFlag(c); flag != "" {
			m.whole[c] = flag
			m.flags[flag] = true
		}
	}
}

// columnFlag is the flag that all numbers of a column share, or "".
func (m *tableMaker) columnFlag(column int) string {
	flag, numbers := "", 0
	for _, r := range m.rows {
		for _, f := range m.d.Rows[r].Cells[column].Facts {
			if !f.HasNumber() || f.Status == data.Derived {
				continue
			}
			now := statusFlag(f.Status)
			if now == "" || numbers > 0 && now != flag {
				return ""
			}
			flag = now
			numbers++
		}
	}
	if numbers < 2 {
		return ""
	}
	return flag
}
