package asis

import (
	"strings"
)

// A Table is lines of cells. A table that a page break has split is two.
type Table struct {
	Rows    []TableRow
	Heads   int    // how many rows at the top are headers
	Context string // caption: the lines above that may say unit and year
	First   int    // block of the first row
}

// A TableRow is one line of a table.
type TableRow struct {
	Block int
	Cells []Cell
}

// A Cell is one field of a row, with its place in the text.
type Cell struct {
	Start, End int
	Text       string
}

// mostHeads is how many lines a table's header has at most.
const mostHeads = 3

// tables finds runs of lines with cells.
func (d *Document) tables() {
	for i := 0; i < len(d.Blocks); {
		if !d.celled(i) {
			i++
			continue
		}
		from := i
		for i++; i < len(d.Blocks) && d.Blocks[i].Gap == 0 && (d.celled(i) || d.lone(i)); i++ {
		}
		if i-from >= 2 || strings.Count(d.Blocks[from].Text, "\t") >= 2 {
			d.table(from, i)
		}
	}
}

// celled reports whether a line is cut into cells and belongs to nothing else.
func (d *Document) celled(i int) bool {
	b := &d.Blocks[i]
	if b.Kind != Paragraph {
		return false
	}
	if strings.HasPrefix(b.Text, "|") {
		return strings.Count(b.Text, "|") >= 3
	}
	if strings.IndexByte(b.Text, '\t') < 0 {
		return false
	}
	number, _, rest := SplitNumber(b.Text)
	return number == nil || strings.IndexByte(rest, '\t') >= 0 || strings.Count(b.Text, "\t") > 1
}

// lone reports whether a line is a heading inside a table whose empty cells the
// conversion has lost: short, and directly followed by a row.
func (d *Document) lone(i int) bool {
	b := &d.Blocks[i]
	return b.Kind == Paragraph && len(b.Text) < 60 && !strings.HasPrefix(b.Text, "|") && !Sentence(b.Text) &&
		i+1 < len(d.Blocks) && d.Blocks[i+1].Gap == 0 && d.celled(i+1)
}

func (d *Document) table(from, to int) {
	t := &Table{First: from}
	for i := from; i < to; i++ {
		b := &d.Blocks[i]
		cells := d.cells(b)
		if ruled(cells) {
			b.Kind, b.Table = Row, t
			continue
		}
		b.Kind, b.Table = Row, t
		t.Rows = append(t.Rows, TableRow{Block: i, Cells: cells})
	}
	if len(t.Rows) == 0 {
		return
	}
	for t.Heads < len(t.Rows) && t.Rows[t.Heads].header(t.Heads == 0) {
		t.Heads++
	}
	if t.Heads > mostHeads { // a table of words
		t.Heads = 1
	}
	t.Context = d.context(from)
	d.Tables = append(d.Tables, t)
}

// ruled recognises the line of dashes in a table with bars.
func ruled(cells []Cell) bool {
	for _, c := range cells {
		if strings.Trim(c.Text, "-: ") != "" {
			return false
		}
	}
	for _, c := range cells {
		if strings.Contains(c.Text, "--") {
			return true
		}
	}
	return false
}

func (d *Document) cells(b *Block) []Cell {
	from, to, sep := b.Start, b.End, byte('\t')
	line := d.Source.Text[from:to]
	if strings.HasPrefix(b.Text, "|") {
		sep = '|'
		for from < to && d.Source.Text[from] != '|' {
			from++
		}
		from++
		for to > from && d.Source.Text[to-1] != '|' {
			to--
		}
		line = d.Source.Text[from:max(from, to-1)]
	}
	var cells []Cell
	start := from
	for i, c := range line {
		if c == sep {
			cells = append(cells, d.cell(start, from+i))
			start = from + i + 1
		}
	}
	return append(cells, d.cell(start, from+len(line)))
}

func (d *Document) cell(start, end int) Cell {
	text := d.Source.Text
	for start < end && (text[start] == ' ' || text[start] == '\t') {
		start++
	}
	for end > start && (text[end-1] == ' ' || text[end-1] == '\t') {
		end--
	}
	return Cell{Start: start, End: end, Text: Plain(string(text[start:end]))}
}

// header reports whether a row names columns: beside the first cell there are
// words or years and no amounts. The first row may be a title of one cell.
func (r *TableRow) header(first bool) bool {
	words := 0
	for i, c := range r.Cells {
		switch {
		case c.Text == "":
		case i > 0 && Amount(c.Text) && !year(c.Text):
			return false
		case i > 0 && (len(c.Text) > 80 || missing(c.Text)):
			return false
		case i > 0:
			words++
		}
	}
	return words >= 2 || first && (words == 1 || len(r.Cells) > 2)
}

// Amount reports whether a cell is a number, with or without a sign, a unit or
// several values.
func Amount(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune(" \u00a0\u202f.,-−–+%/*:", r):
		default:
			rest := strings.TrimLeft(text, "0123456789 \u00a0.,-−–+%/")
			return digits > 0 && (rest == "kr" || rest == "tkr" || rest == "mkr" || rest == "st" || rest == "st." || rest == "kronor")
		}
	}
	return digits > 0
}

// year recognises a cell that is a year or a period, and no amount.
func year(text string) bool {
	if bareYear(text) {
		return true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-–/ ", r) })
	if len(parts) != 2 {
		return false
	}
	return bareYear(parts[0]) && bareYear(parts[1])
}

func bareYear(text string) bool {
	if len(text) != 4 {
		return false
	}
	_, ok := yearAt(text, 0)
	return ok
}

// missing are the words that stand where a value is missing.
func missing(text string) bool {
	switch strings.ToLower(text) {
	case "-", "–", "x", "ja", "nej", "..", ".", "saknas", "uppgift saknas", "utfall saknas", "●", "—", "◆", "pågår", "klart", "klar":
		return true
	}
	return false
}

// context is what stands above a table: at most three short lines.
func (d *Document) context(from int) string {
	var lines []string
	for i := from - 1; i >= 0 && i >= from-3; i-- {
		b := &d.Blocks[i]
		if b.Kind == PageHeader {
			continue
		}
		if b.Kind == Row || len(b.Text) > 200 {
			break
		}
		lines = append([]string{b.Text}, lines...)
	}
	return strings.Join(lines, "\n")
}
