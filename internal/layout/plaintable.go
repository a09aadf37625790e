package layout

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A textTable is a table that is being read from markup.
type textTable struct {
	caption string
	rows    [][]string
	heads   int // rows of the head
	head    bool
	row     []string
	span    int         // columns of the open cell
	held    map[int]int // columns that a cell of an earlier row reaches into: how many rows yet
	down    int         // rows of the open cell
}

// start begins an element inside a table; what stands between cells falls away.
func (t *textTable) start(name, tag string, text *strings.Builder) {
	switch name {
	case "thead":
		t.head = true
	case "tbody", "tfoot":
		t.head = false
	case "tr":
		t.row = []string{}
	case "caption":
		text.Reset()
	case "th", "td":
		text.Reset()
		t.span, t.down = number(attributeOf(tag, "colspan")), number(attributeOf(tag, "rowspan"))
		t.hold()
	case "br", "p", "li", "div":
		text.WriteByte(' ')
	case "span":
		spaced(strings.Fields(attributeOf(tag, "class")), text)
	}
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxSpan)
}

// maxSpan is how many columns or rows a cell may reach over.
const maxSpan = 1000

// hold leaves the columns free that a cell of an earlier row reaches into.
func (t *textTable) hold() {
	for t.held[len(t.row)] > 0 {
		t.held[len(t.row)]--
		t.row = append(t.row, "")
	}
}

// end ends an element inside the table.
func (t *textTable) end(e *textElement, text *strings.Builder) {
	if e.class == "fno" {
		text.WriteByte(':')
	}
	switch e.name {
	case "caption":
		t.caption = strings.Join(words(text.String()), " ")
		text.Reset()
	case "th", "td":
		cell := strings.Join(words(text.String()), " ")
		text.Reset()
		if t.down > 1 {
			if t.held == nil {
				t.held = map[int]int{}
			}
			t.held[len(t.row)] = t.down - 1
		}
		t.row = append(t.row, cell)
		for range t.span - 1 {
			t.row = append(t.row, "")
		}
	case "tr":
		t.rows = append(t.rows, t.row)
		if t.head {
			t.heads = len(t.rows)
		}
	}
}

// tabular writes a table: with aligned columns where they find room, else one
// row a line with tabs between the cells.
func (m *textMaker) tabular(t *textTable) {
	if t.caption != "" {
		m.gap()
		m.wrap(t.caption)
	}
	if len(t.rows) == 0 {
		return
	}
	m.gap()
	indent, _ := m.leads()
	widths, right := t.shape()
	total := len(indent)
	for _, width := range widths {
		total += width + 2
	}
	aligned := total-2 <= textWidth
	for i, row := range t.rows {
		if !aligned {
			m.put(indent + strings.TrimRight(strings.Join(row, "\t"), "\t"))
			continue
		}
		m.put(indent + alignedRow(row, widths, right))
		if i+1 == t.heads {
			m.put(indent + strings.Repeat("-", total-2-len(indent)))
		}
	}
	m.gap()
}

// shape says how wide the columns are, and which of them hold numbers.
func (t *textTable) shape() (widths []int, right []bool) {
	for _, row := range t.rows {
		for len(widths) < len(row) {
			widths = append(widths, 0)
		}
	}
	right = make([]bool, len(widths))
	for c := range widths {
		numbers, words := 0, 0
		for r, row := range t.rows {
			if c >= len(row) || row[c] == "" || c == 0 && group(row) {
				continue
			}
			widths[c] = max(widths[c], utf8.RuneCountInString(row[c]))
			switch {
			case r < t.heads:
			case strings.ContainsAny(row[c][:1], "0123456789+.") || strings.HasPrefix(row[c], "−"):
				numbers++
			default:
				words++
			}
		}
		right[c] = c > 0 && numbers > words
	}
	return widths, right
}

// group reports whether a row is a heading over others: one text alone.
func group(row []string) bool {
	if len(row) < 2 {
		return false
	}
	for _, cell := range row[1:] {
		if cell != "" {
			return false
		}
	}
	return true
}

func alignedRow(row []string, widths []int, right []bool) string {
	if group(row) {
		return row[0]
	}
	var line strings.Builder
	for c, cell := range row {
		if c > 0 {
			line.WriteString("  ")
		}
		blank := strings.Repeat(" ", widths[c]-utf8.RuneCountInString(cell))
		if right[c] {
			line.WriteString(blank + cell)
		} else {
			line.WriteString(cell + blank)
		}
	}
	return line.String()
}
