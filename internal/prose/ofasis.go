package prose

import (
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/swedish"
)

// OfDocument returns the texts and the facts of a converted document: one input
// for each of the papers that the file holds, since the tables of one say
// nothing of another.
func OfDocument(d *asis.Document) []*Input {
	all := make([]*Input, 0, len(d.Parts))
	for i := range d.Parts {
		r := &asisReader{doc: d, part: i, in: &Input{AsIs: true, Lang: "sv"}, rows: map[int]*Row{}}
		r.read()
		all = append(all, r.in)
	}
	return all
}

// An asisReader makes an input of one paper.
type asisReader struct {
	doc      *asis.Document
	part     int
	in       *Input
	rows     map[int]*Row // by block: the row of facts that stands there
	headings [2]string    // the numbered one, and the unnumbered one below it
	years    map[int]int  // how often a year heads a column
}

func (r *asisReader) read() {
	part := r.doc.Parts[r.part]
	r.years = map[int]int{}
	for _, t := range r.doc.Tables {
		if t.First >= part.From && t.First < part.To {
			r.table(t)
		}
	}
	r.in.Year = r.year()
	r.in.Committee = r.committee()
	for i := part.From; i < part.To; i++ {
		r.block(i)
	}
	r.in.idx = newIndex(r.in)
	for i := range r.in.Passages {
		r.beside(&r.in.Passages[i])
	}
}

// year is the year of the paper's title, else the last year that has an outcome;
// in a paper without outcomes the one that heads most columns.
func (r *asisReader) year() int {
	most, year, last := 0, 0, 0
	for y, n := range r.years {
		if n > most || n == most && y > year {
			most, year = n, y
		}
	}
	for _, t := range r.in.Tables {
		for _, row := range t.Rows {
			for _, f := range row.Facts {
				if f.Kind == data.Outcome {
					last = max(last, f.Year)
				}
			}
		}
	}
	switch said := r.doc.Year(r.part); {
	case said > 0 && said >= last:
		return said
	case last > 0:
		return last
	}
	return year
}

// committee is the committee that the paper speaks of most.
func (r *asisReader) committee() string {
	count, best := map[string]int{}, ""
	part := r.doc.Parts[r.part]
	for i := part.From; i < part.To; i++ {
		for _, w := range strings.Fields(strings.ToLower(r.doc.Blocks[i].Text)) {
			w = strings.Trim(w, ".,:;()”\"")
			if !strings.HasSuffix(w, "nämnden") || w == "nämnden" {
				continue
			}
			if count[w]++; count[w] > count[best] {
				best = w
			}
		}
	}
	return best
}

// block adds a block's text to the passages.
func (r *asisReader) block(i int) {
	b := &r.doc.Blocks[i]
	switch b.Kind {
	case asis.Heading:
		r.headings = [2]string{b.Rest, ""}
		if b.Rest == "" {
			r.headings[0] = b.Text
		}
		r.passage(i, content.Heading, b.Start, b.End)
	case asis.Title:
		r.headings[1] = b.Text
		r.passage(i, content.Heading, b.Start, b.End)
	case asis.Paragraph, asis.Footnote:
		r.passage(i, content.Paragraph, b.Start, b.End)
	case asis.Item:
		r.passage(i, content.ListItem, b.Start, b.End)
	case asis.Row:
		r.rowText(i)
	default:
	}
}

// longCell is how long a cell is at least that holds sentences.
const longCell = 60

// rowText adds the sentences that stand in cells of a table: the analysis below
// a measure's row, or a comment beside it.
func (r *asisReader) rowText(i int) {
	b := &r.doc.Blocks[i]
	for k := range b.Table.Rows {
		row := &b.Table.Rows[k]
		if row.Block != i {
			continue
		}
		for _, c := range row.Cells {
			if len(c.Text) >= longCell && r.rows[i] == nil && strings.ContainsAny(c.Text, ".!?") {
				r.passage(i, content.Paragraph, c.Start, c.End)
			}
		}
	}
}

func (r *asisReader) passage(block int, role content.PassageRole, start, end int) {
	raw := string(r.doc.Source.Text[start:end])
	if !strings.ContainsAny(raw, "0123456789") && role == content.Heading {
		return
	}
	p := Passage{Role: role, Text: masked(raw), place: r.doc.Place}
	p.runs = []run{{length: len(raw), start: start, end: end, exact: true}}
	for _, h := range r.headings {
		if h != "" && role != content.Heading {
			p.Headings = append(p.Headings, h)
		}
	}
	p.block = block
	if role != content.ListItem {
		p.Items = r.itemsAfter(block)
	}
	r.in.Passages = append(r.in.Passages, p)
}

// itemsAfter counts the items of the list that follows a block directly, where
// all of them are marked in one way.
func (r *asisReader) itemsAfter(block int) int {
	n, first := 0, ""
	for i := block + 1; i < r.doc.Parts[r.part].To && r.doc.Blocks[i].Kind == asis.Item; i++ {
		mark := strings.Trim(r.doc.Blocks[i].Mark, "0123456789")
		if n > 0 && mark != first {
			return 0
		}
		first = mark
		n++
	}
	return n
}

// masked replaces what marks up a text by blanks, so that every byte keeps its
// place.
func masked(raw string) string {
	out := []byte(raw)
	for i := 0; i < len(out); i++ {
		switch out[i] {
		case '<':
			if end := strings.IndexByte(raw[i:], '>'); end > 0 && end < 200 {
				for k := i; k <= i+end; k++ {
					out[k] = ' '
				}
				i += end
			}
		case '*', '|', '\t':
			out[i] = ' '
		}
	}
	return string(out)
}

// beside finds the row that a text in a table stands below.
func (r *asisReader) beside(p *Passage) {
	if p.block == 0 || r.doc.Blocks[p.block].Kind != asis.Row {
		return
	}
	for i := p.block; i >= max(p.block-2, 0); i-- {
		if row := r.rows[i]; row != nil {
			p.Beside = []*Subject{{Label: row.Label, Rows: []*Row{row}}}
			return
		}
	}
}

// A head is what a column's header says.
type head struct {
	text  string
	lines []string
	kind  data.ValueKind
	year  int
	line  data.Line
	group string
	scope data.Scope
	unit  quantity.Unit
	month int // where the column is of one month
}

// table makes facts of a table's cells.
func (r *asisReader) table(from *asis.Table) {
	if from.Heads == 0 || from.Heads >= len(from.Rows) {
		return
	}
	heads := r.heads(from)
	t := &Table{Title: r.title(from, heads), Section: -1}
	caption(from.Context, heads)
	unit, money := tableUnit(from, heads)
	section, above := "", ""
	for i := from.Heads; i < len(from.Rows); i++ {
		line, who := from.Rows[i], ""
		if measure, group, ok := splitLabel(&line, heads, above); ok {
			line.Cells = slices.Clone(line.Cells)
			line.Cells[0].Text, line.Cells[1].Text = measure, ""
			above, who = measure, group
		} else {
			above = ""
		}
		row := r.row(t, line, heads, unit, section)
		row.of(who)
		switch {
		case row == nil:
		case len(row.Facts) == 0:
			section = row.Label
		default:
			t.Rows = append(t.Rows, row)
			r.rows[from.Rows[i].Block] = row
		}
	}
	if money && unit == "" {
		assume(t)
	}
	t.date()
	for i := range heads {
		if heads[i].year > 0 && heads[i].kind != data.Target {
			r.years[heads[i].year] += len(t.Rows)
		}
	}
	if len(t.Rows) > 0 {
		r.in.Tables = append(r.in.Tables, t)
	}
}

// date gives columns that compare others, and say no year, the last year of the
// table.
func (t *Table) date() {
	last := 0
	for _, r := range t.Rows {
		for _, f := range r.Facts {
			last = max(last, f.Year)
		}
	}
	for _, r := range t.Rows {
		for _, f := range r.Facts {
			if f.Year == 0 && f.Kind != data.Number {
				f.Year = last
			}
		}
	}
}

// title names a table for messages: its caption, or the heading right above it. A
// heading with text in between is that of the text.
func (r *asisReader) title(t *asis.Table, heads []head) string {
	const most = 90
	first := max(t.First-1, r.doc.Parts[r.part].From)
	for i := t.First - 1; i >= first-1 && i >= 0; i-- {
		b := &r.doc.Blocks[i]
		if named := strings.HasPrefix(strings.ToLower(b.Text), "tabell"); len(b.Text) < most && (named || i == first && b.Kind == asis.Heading) {
			return b.Text
		}
	}
	if len(heads) > 0 && heads[0].text != "" {
		return heads[0].text
	}
	return "tabellen"
}

// heads joins the lines of a table's header. In all but the last line a cell
// that is empty belongs to the one to its left.
func (r *asisReader) heads(t *asis.Table) []head {
	width := 0
	for i := range t.Rows {
		width = max(width, len(t.Rows[i].Cells))
	}
	heads := make([]head, width)
	for i := range t.Heads {
		left := ""
		for k := range heads {
			text := ""
			if k < len(t.Rows[i].Cells) {
				text = t.Rows[i].Cells[k].Text
			}
			if text == "" && i+1 < t.Heads && k > 0 {
				text = left
			}
			left = text
			heads[k].lines = append(heads[k].lines, text)
			heads[k].text = strings.TrimSpace(heads[k].text + " " + text)
		}
	}
	for k := range heads {
		heads[k].parse()
	}
	return heads
}

// parse reads a header line by line: what kind, which year, which line. A lower
// line is more exact than one above it.
func (h *head) parse() {
	for _, line := range h.lines {
		one := head{}
		for _, s := range swedish.Read(glue.Replace(line), nil).Sentences {
			for i := range s.Words {
				one.word(s.Words[i].Fold)
			}
			for i := range s.Items {
				one.item(&s.Items[i])
			}
		}
		if strings.Contains(strings.ToLower(line), "mån 13") { // what is booked after December
			one.month, one.scope = 0, data.FullYear
		}
		h.over(&one)
	}
	if h.kind == "" && h.year > 0 {
		h.kind = data.Number
	}
}

// word takes what one word of a header says.
func (h *head) word(w string) {
	if kind, said := kindOf(w); kind != "" && said && (h.kind == "" || kind == data.Deviation) {
		h.kind = kind
	}
	switch {
	case strings.HasPrefix(w, "avv"), w == "förändring", w == "diff":
		h.kind = data.Deviation
	case w == "mål" || w == "målvärde":
		h.kind = data.Target
	case w == "ack" || w == "ackumulerat":
		h.scope = data.YearToDate
	case hasAny(w, "helår"):
		h.scope = data.FullYear
	}
	if line := lineOf(w); line != "" {
		h.line = line
	}
	if g := groupOf(w); g != "" {
		h.group = g
	}
	if u, known := quantity.ParseUnit(w); known && u.Money() && w != "kronor" {
		h.unit = u
	}
}

// item takes what a year or a period in a header says.
func (h *head) item(it *swedish.Item) {
	if (it.Kind == swedish.Year || it.Kind == swedish.Period) && it.To.Year > 0 {
		h.year = it.To.Year
	}
	switch {
	case it.Kind != swedish.Period:
	case it.From.Month == 1 && it.To.Month > 1 && it.To.Month < 12:
		h.scope = data.YearToDate
	case it.From.Month == it.To.Month:
		h.month = it.To.Month
	}
}

// over takes over what another header says.
func (h *head) over(o *head) {
	h.kind, h.line, h.group, h.scope, h.unit = orElse(o.kind, h.kind), orElse(o.line, h.line), orElse(o.group, h.group), orElse(o.scope, h.scope), orElse(o.unit, h.unit)
	if o.year != 0 {
		h.year = o.year
	}
	if o.month != 0 {
		h.month = o.month
	}
}

func orElse[T ~string](s, otherwise T) T {
	if s == "" {
		return otherwise
	}
	return s
}

// glue parts words that the conversion has run together.
var glue = strings.NewReplacer("BUDGET", "BUDGET ", "PROGNOS", "PROGNOS ", "UTFALL", "UTFALL ", "AVVIKELSE", "AVVIKELSE ", "årJan", "år Jan", "-", " - ", "/", " / ")

// tableUnit finds the unit of a table in its header or the lines above it, and
// whether it is one of money.
func tableUnit(t *asis.Table, heads []head) (unit quantity.Unit, money bool) {
	for i := range heads {
		if heads[i].unit != "" {
			return heads[i].unit, true
		}
		money = money || heads[i].kind == data.Budget || heads[i].kind == data.Deviation && strings.Contains(strings.ToLower(heads[i].text), "avv") || heads[i].kind == data.Forecast
	}
	text := t.Context
	for i := range t.Rows {
		if len(t.Rows[i].Cells) > 0 {
			if line, ok := data.ParseLine(t.Rows[i].Cells[0].Text); ok && line != "" {
				money = true
			}
		}
	}
	lines := strings.Split(text, "\n")
	last := strings.ToLower(lines[len(lines)-1])
	for _, w := range [...]string{"mkr", "mnkr", "miljoner kronor"} {
		if strings.Contains(last, w) && (len(last) < longCell || strings.HasSuffix(strings.TrimRight(last, " ).:]"), w)) {
			return quantity.Millions, true
		}
	}
	for _, w := range [...]string{"tkr", "kkr", "tusen kronor"} {
		if strings.Contains(last, w) && (len(last) < longCell || strings.HasSuffix(strings.TrimRight(last, " ).:]"), w)) {
			return quantity.Thousands, true
		}
	}
	return "", money
}

// assume gives a table of money without a unit the one that its sizes suggest:
// thousands where an amount has four digits, else none.
func assume(t *Table) {
	large := false
	for _, r := range t.Rows {
		for _, f := range r.Facts {
			large = large || f.Unit == "" && f.Number.Abs().Cmp(quantity.Int(1000)) >= 0
		}
	}
	for _, r := range t.Rows {
		for _, f := range r.Facts {
			if f.Unit == "" && large && (r.Line != "" || r.Total || f.Kind == data.Deviation || f.Kind == data.Budget || f.Kind == data.Forecast || f.Kind == data.Outcome || f.Kind == data.Number) {
				f.Unit, f.guessed = quantity.Thousands, true
			}
		}
	}
}

// row makes the facts of one line. A line with a name alone is a heading.
func (r *asisReader) row(t *Table, from asis.TableRow, heads []head, unit quantity.Unit, section string) *Row {
	var names []string
	row := &Row{Table: t, Section: section}
	own := unit
	for k, c := range from.Cells {
		if c.Text == "" || k >= len(heads) {
			continue
		}
		if all := cellNumbers(c.Text); len(all) > 0 && k > 0 {
			for i, q := range all {
				f := r.fact(row, c, &heads[k], q)
				f.Group = orElse(f.Group, groupsInCell[i])
				row.Facts = append(row.Facts, f)
			}
			continue
		}
		if u, known := quantity.ParseUnit(c.Text); known && k > 0 && len(row.Facts) == 0 {
			own = u
			continue
		}
		if len(row.Facts) == 0 && k <= 1 {
			names = append(names, c.Text)
		}
	}
	if len(names) == 0 {
		return nil
	}
	name := strings.Trim(names[len(names)-1], " *:-–")
	if line, ok := data.ParseLine(name); ok && section != "" {
		row.Line = line
		row.Names, row.Label = []string{section}, section+", "+name
		name = section
	} else {
		row.Names, row.Label = []string{name}, name
		if ok {
			row.Line, row.Total = line, line == data.Net
		}
	}
	row.Total = row.Total || isTotal(name)
	for _, f := range row.Facts {
		if f.Line == "" {
			f.Line = row.Line
		}
		if f.Unit == "" {
			f.Unit = own
		}
		if f.Unit == "" {
			f.Unit = unitInName(strings.ToLower(names[len(names)-1]))
		}
	}
	return row
}

// groupsInCell is the order in which a cell gives a total and its split.
var groupsInCell = [...]string{"", "women", "men"}

// cellNumbers reads the number of a cell, or the three of a total with its
// split.
func cellNumbers(text string) []quantity.Quantity {
	if q, ok := cellNumber(text); ok {
		return []quantity.Quantity{q}
	}
	parts := strings.Fields(text)
	if len(parts) != len(groupsInCell) {
		return nil
	}
	var all []quantity.Quantity
	for _, p := range parts {
		q, ok := cellNumber(p)
		if !ok {
			return nil
		}
		all = append(all, q)
	}
	return all
}

// cellNumber reads a cell that is a number and nothing else.
func cellNumber(text string) (quantity.Quantity, bool) {
	got, err := quantity.Read(text, quantity.NumberFormat{Decimal: ',', Thousands: ' '})
	if err != nil {
		return quantity.Quantity{}, false
	}
	q := quantity.Quantity{Number: got.Number, Decimals: got.Decimals}
	if got.Percent {
		q.Unit = quantity.Percent
	}
	return q, true
}

func (r *asisReader) fact(row *Row, c asis.Cell, h *head, q quantity.Quantity) *Fact {
	f := &Fact{Quantity: q, Row: row, Kind: h.kind, Year: h.year, Line: h.line, Group: h.group, Scope: h.scope, Header: h.text, month: h.month}
	if f.Kind == "" {
		f.Kind = data.Number
	}
	doc := r.doc
	f.at = func() diag.Place { return doc.Place(c.Start, c.End) }
	return f
}
