package build

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// A sheet is a table of a converted document as a CSV file, which the rules of
// datasets can read, and the way back from its cells to the paper.
type sheet struct {
	id    string
	first *asis.Table // the first part
	table *asis.Table // the last
	lines []sheetLine // line 1 is the header
}

// A sheetLine is one line of the CSV file.
type sheetLine struct {
	fields []string
	cells  []asis.Cell // beside fields; an empty cell where the paper has none
}

// More is no table for readers, and would take long to count over.
const (
	mostColumns = 60
	mostRows    = 2000
)

// sheets makes CSV files of the tables that hold numbers. A table that a page
// break has split is put together.
func sheets(d *asis.Document) []*sheet {
	var all []*sheet
	var last *sheet
	for _, t := range d.Tables {
		head := header(t)
		rows := t.Rows[t.Heads:]
		if last != nil && sameHeader(last.lines[0].fields, head) && near(d, last.table, t) {
			last.add(rows, len(head))
			last.table = t
			continue
		}
		last = nil
		if len(head) < 2 || len(head) > mostColumns || len(rows) > mostRows || !numeric(rows) {
			continue
		}
		last = &sheet{id: "tabell-" + strconv.Itoa(len(all)+1), first: t, table: t}
		line := sheetLine{fields: head, cells: make([]asis.Cell, len(head))}
		for i := range head {
			if h := t.Rows[max(t.Heads-1, 0)]; t.Heads > 0 && i < len(h.Cells) {
				line.cells[i] = h.Cells[i]
			}
		}
		last.lines = append(last.lines, line)
		last.add(rows, len(head))
		all = append(all, last)
	}
	for _, s := range all {
		s.unfold()
		s.unit()
	}
	return all
}

// unfold gives the rows under a heading row a column of their own for it, when
// the same labels come again under each: Intäkter, Kostnader, Netto.
func (s *sheet) unfold() {
	sections, group := map[string]int{}, 0
	labels := map[string]int{}
	for _, l := range s.lines[1:] {
		switch {
		case l.lone():
			sections[l.fields[0]]++
			group++
		case group > 0:
			labels[strings.ToLower(l.fields[0])]++
		}
	}
	if len(sections) < 2 || len(labels) == 0 || len(labels) > 6 {
		return
	}
	for _, n := range labels {
		if n*2 < len(sections) { // rows with names of their own
			return
		}
	}
	head := s.lines[0]
	lines := []sheetLine{head.with("Verksamhet", asis.Cell{})}
	lines[0].fields[1] = "Rad"
	section, at := "", asis.Cell{}
	for _, l := range s.lines[1:] {
		if l.lone() {
			section, at = l.fields[0], l.cells[0]
			continue
		}
		lines = append(lines, l.with(section, at))
	}
	s.lines = lines
}

// lone reports whether a line has a label and nothing else.
func (l *sheetLine) lone() bool {
	if l.fields[0] == "" {
		return false
	}
	for _, f := range l.fields[1:] {
		if f != "" {
			return false
		}
	}
	return true
}

// with returns the line with one more field in front.
func (l *sheetLine) with(field string, cell asis.Cell) sheetLine {
	return sheetLine{fields: append([]string{field}, l.fields...), cells: append([]asis.Cell{cell}, l.cells...)}
}

// unitWords are the units of amounts as captions write them.
var unitWords = []struct{ word, unit string }{
	{"(tkr)", "tkr"},
	{"i tkr", "tkr"},
	{", tkr", "tkr"},
	{"tusental kronor", "tkr"},
	{"tusentals kronor", "tkr"},
	{"tusen kronor", "tkr"},
	{"(mkr)", "mnkr"},
	{"(mnkr)", "mnkr"},
	{"i mkr", "mnkr"},
	{"i mnkr", "mnkr"},
	{", mkr", "mnkr"},
	{", mnkr", "mnkr"},
	{"(i miljoner kronor)", "mnkr"},
	{"belopp i kronor", "kr"},
	{"redovisning i kronor", "kr"},
}

// unit puts the unit that stands above the table into its first header, where
// the headers name none.
func (s *sheet) unit() {
	for _, f := range s.lines[0].fields {
		low := strings.ToLower(f)
		if strings.Contains(low, "kr") || strings.Contains(low, "kronor") {
			return
		}
	}
	above := strings.ToLower(s.first.Context)
	for _, w := range unitWords {
		if strings.Contains(above, w.word) {
			s.lines[0].fields[0] += ", " + w.unit
			return
		}
	}
}

func sameHeader(a, b []string) bool { return strings.Join(a, ";") == strings.Join(b, ";") }

// near reports whether a table stands directly after another with the same
// header, but for what a page break puts between them: one or two short lines.
func near(d *asis.Document, a, b *asis.Table) bool {
	from := a.Rows[len(a.Rows)-1].Block
	for i := from + 1; i < b.First; i++ {
		if short := len(d.Blocks[i].Text) < 70 && len(d.Blocks[i].Number) == 0; d.Blocks[i].Kind != asis.PageHeader && !short {
			return false
		}
	}
	return b.First-from <= 3
}

// header joins the header rows of a table to one name a column: a name of the
// upper row holds for the columns to its right until the next.
func header(t *asis.Table) []string {
	if t.Heads == 0 || len(t.Rows) <= t.Heads {
		return nil
	}
	width := 0
	for _, r := range t.Rows {
		width = max(width, len(r.Cells))
	}
	names := make([]string, width)
	for h := range t.Heads {
		above := ""
		for i := range width {
			text := ""
			if i < len(t.Rows[h].Cells) {
				text = t.Rows[h].Cells[i].Text
			}
			switch {
			case text != "":
				above = text
			case i == 0 || h == t.Heads-1:
				above = ""
			}
			names[i] = strings.TrimSpace(overlap(names[i], above) + " " + above)
		}
	}
	seen := map[string]bool{}
	for i, n := range names {
		if n == "" {
			n = map[bool]string{true: "rad", false: "kolumn " + strconv.Itoa(i+1)}[i == 0]
		}
		for seen[strings.ToLower(n)] {
			n += " " + strconv.Itoa(i+1)
		}
		seen[strings.ToLower(n)] = true
		names[i] = n
	}
	return names
}

// kronor reports whether any cell of the table names a unit of money.
func (s *sheet) kronor() bool {
	for i := range s.lines {
		for _, f := range s.lines[i].fields {
			for _, w := range strings.Fields(strings.ToLower(f)) {
				switch strings.Trim(w, "(),.:") {
				case "kr", "tkr", "mkr", "mnkr", "kkr", "kronor", "msek", "ksek":
					return true
				}
			}
		}
	}
	return false
}

// shares reports whether all numbers of the table are in per cent.
func (s *sheet) shares() bool {
	n := 0
	for i := 1; i < len(s.lines); i++ {
		for _, f := range s.lines[i].fields[1:] {
			switch {
			case strings.HasSuffix(f, "%"):
				n++
			case asis.Amount(f):
				return false
			}
		}
	}
	return n > 1
}

// overlap takes from the upper name of a column what the lower one says too:
// "Ack utfall 2020" above "Budget netto" leaves "Ack 2020".
func overlap(upper, lower string) string {
	low := strings.ToLower(lower)
	says := false
	for _, w := range valueWords {
		says = says || strings.Contains(low, w)
	}
	if !says {
		return upper
	}
	var kept []string
	for _, w := range strings.Fields(upper) {
		if bare := strings.ToLower(strings.Trim(w, ",")); bare != "och" && !slices.Contains(valueWords, bare) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// valueWords say what the numbers of a column are.
var valueWords = []string{"utfall", "budget", "prognos", "avvikelse", "bokslut", "mål"}

// numeric reports whether half of the filled cells beside the labels are numbers.
func numeric(rows []asis.TableRow) bool {
	numbers, filled := 0, 0
	for _, r := range rows {
		for i, c := range r.Cells {
			if i > 0 && c.Text != "" {
				filled++
				if asis.Amount(c.Text) {
					numbers++
				}
			}
		}
	}
	return numbers >= 2 && numbers*2 >= filled
}

// add adds rows. A row of one long text explains the row above, and is no row
// of numbers.
func (s *sheet) add(rows []asis.TableRow, width int) {
	for _, r := range rows {
		if len(r.Cells) > width || explains(&r) {
			continue
		}
		line := sheetLine{fields: make([]string, width), cells: make([]asis.Cell, width)}
		empty := true
		for i, c := range r.Cells {
			line.fields[i], line.cells[i] = c.Text, c
			empty = empty && c.Text == ""
		}
		if !empty {
			s.lines = append(s.lines, line)
		}
	}
}

func explains(r *asis.TableRow) bool {
	return len(r.Cells[0].Text) > 160 || strings.HasPrefix(r.Cells[0].Text, "Analys ")
}

// text writes the sheet as CSV.
func (s *sheet) text() []byte {
	var out strings.Builder
	w := csv.NewWriter(&out)
	w.Comma = ';'
	for i := range s.lines {
		_ = w.Write(s.lines[i].fields) // a strings.Builder takes everything
	}
	w.Flush()
	return []byte(out.String())
}

// cell finds the paper's cell behind a place in the CSV file.
func (s *sheet) cell(p diag.Place) (asis.Cell, bool) {
	if p.Line < 1 || p.Line > len(s.lines) {
		return asis.Cell{}, false
	}
	line := &s.lines[p.Line-1]
	at := 1
	for i, f := range line.fields {
		width := utf8.RuneCountInString(f)
		if quoted := strings.ContainsAny(f, ";\"") || strings.HasPrefix(f, " "); quoted {
			width += 2 + strings.Count(f, `"`)
		}
		if p.Column <= at+width {
			return line.cells[i], line.cells[i].End > line.cells[i].Start
		}
		at += width + 1
	}
	return asis.Cell{}, false
}
