package tabular

import (
	"slices"
	"strings"
	"unicode"

	"tertial/internal/diag"
)

// A Grid is a CSV file cut into fields, before anything of it is understood.
// Every field knows its place.
type Grid struct {
	Source    *diag.Source // the file as UTF-8, without byte order mark, lone carriage returns as line feeds
	Header    []Field      // names of the columns; one that is empty stands over empty cells or was reported
	Records   []Record     // the rows that are not blank, each with as many fields as the header
	Delimiter rune         // as declared or found
	Raw       []byte       // the file as it came
	Encoding  string       // as declared or found: utf-8, utf-16le, utf-16be or windows-1252
}

// A Record is one row of the table.
type Record struct {
	Line   int // physical line on which the record starts, 1-based
	Fields []Field
}

// A Field is one field of a record.
type Field struct {
	Text       string // unquoted, white space around it trimmed, lines ended by a line feed alone
	Start, End int    // bytes of Text in Grid.Source: inside the quotes, doubled quotes still doubled
	Quoted     bool
}

// Place returns the place of the field, which stands in the zero-based column.
func (g *Grid) Place(f Field, column int) diag.Place {
	place := g.Source.Place(f.Start, f.End)
	if column < len(g.Header) && g.Header[column].Text != "" {
		return place.InCell(g.Header[column].Text, column)
	}
	return place
}

// Limits of a table. One that is larger is a register, not something to read.
const (
	maxColumns  = 2_000
	maxRecords  = 1_000_000
	maxFindings = 10_000 // in one file
)

// Read decodes the bytes of a CSV file and cuts them into fields. What the
// dialect leaves open is found out. Findings go to diags and lose nothing but
// the record that they speak of; nil is returned when nothing can be read.
//
// The rules are those of RFC 4180 with the habits of spreadsheets: blanks
// around fields and quotes, blank rows, empty columns and fields at the end,
// and a first line `sep=;` are passed over.
func Read(name string, raw []byte, d Dialect, diags *diag.List) *Grid {
	text, encoding := decode(name, raw, d.Encoding, diags)
	if encoding == "" {
		return nil
	}
	r := &reader{
		scanner: scanner{text: string(text)},
		grid:    &Grid{Source: diag.NewSource(name, text), Raw: raw, Encoding: encoding},
		diags:   diags,
		line:    1,
	}
	start, title := r.dialect(text, d)
	if start = r.skipEmpty(start); start == len(text) {
		r.report(diag.New("CSV-EMPTY", r.grid.Source.File()))
		return nil
	}
	if start = r.header(start, title); start < 0 {
		return nil
	}
	r.checkHeader()
	if !r.records(start) {
		return nil
	}
	if len(r.grid.Records) == 0 {
		f := diag.New("CSV-EMPTY", r.grid.Source.File()).With("rows")
		f.Severity = diag.Warning
		r.report(f)
	}
	return r.grid
}

// A reader fills one grid.
type reader struct {
	scanner
	grid     *Grid
	diags    *diag.List
	findings int
	width    int     // fields of the header, empty ones at its end counted
	unnamed  []int   // columns whose header is empty and whose cells are so far
	room     []Field // the scanner's buffer
	fields   []Field // where the next records' fields go
	line     int     // physical line of the offset below
	offset   int
}

// report adds a finding until there are more than anyone reads.
func (r *reader) report(f diag.Finding) {
	switch r.findings++; {
	case r.findings < maxFindings:
		r.diags.Add(f)
	case r.findings == maxFindings:
		r.diags.Add(diag.New("CSV-SIZE", r.grid.Source.File(), "limit", maxFindings).With("findings"))
	}
}

// dialect settles the delimiter and returns where the table begins, and whether
// its first line is a title.
func (r *reader) dialect(text []byte, d Dialect) (start int, title bool) {
	delimiter, length := separatorLine(text)
	guess := delimiterGuess{delimiter: delimiter}
	if length == 0 {
		guess = findDelimiter(text)
	}
	if d.Delimiter != 0 {
		guess = delimiterGuess{delimiter: byte(d.Delimiter)}
	}
	r.delimiter = guess.delimiter
	r.grid.Delimiter = rune(guess.delimiter)
	return length, guess.title
}

// header reads the names of the columns and returns the offset after them; −1
// when there are none or too many. Titles above them are reported and passed
// over.
func (r *reader) header(at int, title bool) (next int) {
	r.keep = maxColumns + 1
	rec := r.headerRecord(at)
	for below := r.skipEmpty(rec.next); r.isTitle(rec, below, title); below = r.skipEmpty(rec.next) {
		cell := rec.fields[rec.filled-1]
		r.report(diag.New("CSV-HEADER", r.place(cell, rec.filled-1), "text", cell.Text).With("title"))
		rec = r.headerRecord(below)
	}
	if rec.filled == 0 {
		r.report(diag.New("CSV-EMPTY", r.grid.Source.File()))
		return -1
	}
	if rec.filled > maxColumns {
		r.report(diag.New("CSV-SIZE", r.place(rec.fields[maxColumns], maxColumns),
			"columns", rec.count, "limit", maxColumns).With("columns"))
		return -1
	}
	r.width = min(rec.count, maxColumns)
	r.keep = r.width
	r.grid.Header = slices.Clone(rec.fields[:rec.filled])
	for i := range r.width {
		if rec.fields[i].Text == "" {
			r.unnamed = append(r.unnamed, i)
		}
	}
	return rec.next
}

// isTitle reports whether a record above others is no header: it says one
// thing only, and one of the next says more. Where the first line has no
// delimiter, another without any is a title too.
func (r *reader) isTitle(rec record, below int, undivided bool) bool {
	if rec.named != 1 || rec.filled > maxColumns || rec.count <= 2 && (!undivided || rec.count > 1) {
		return false
	}
	for range maxTitles {
		if below == len(r.text) {
			return false
		}
		next := r.relaxed(below, nil)
		if next.named > 1 {
			return true
		}
		below = r.skipEmpty(next.next)
	}
	return false
}

// headerRecord reads the first record from the offset that is not empty. What
// is wrong with its quotes is reported; then the line is taken as it stands.
func (r *reader) headerRecord(at int) record {
	rec := r.strict(at, nil)
	for rec.fault.kind == noFault && rec.filled == 0 && rec.next < len(r.text) {
		at = rec.next
		rec = r.strict(at, nil)
	}
	if rec.fault.kind != noFault {
		fault := rec.fault
		rec = r.relaxed(at, nil)
		r.reportQuote(rec, fault, true)
	} else if rec.stray.kind != noFault {
		r.reportQuote(rec, rec.stray, true)
	}
	return rec
}

// checkHeader reports names that stand twice.
func (r *reader) checkHeader() {
	first := make(map[string]int, len(r.grid.Header))
	for i, f := range r.grid.Header {
		key := Fold(f.Text)
		if key == "" {
			continue
		}
		before, double := first[key]
		if !double {
			first[key] = i
			continue
		}
		other := r.grid.Header[before]
		r.report(diag.New("CSV-DOUBLE", r.place(f, i), "header", f.Text, "letter", diag.ColumnLetter(before)).
			See("first", r.place(other, before), "header", other.Text))
	}
}

// records reads the rows. It reports false when there are too many.
func (r *reader) records(at int) bool {
	for at = r.skipEmpty(at); at < len(r.text); at = r.skipEmpty(at) {
		line := r.lineOf(at)
		rec, kept := r.record(at)
		at = rec.next
		if !kept || rec.filled == 0 {
			continue
		}
		if len(r.grid.Records) == maxRecords {
			r.report(diag.New("CSV-SIZE", r.place(rec.fields[0], 0), "limit", maxRecords).With("rows"))
			return false
		}
		r.nameless(rec)
		r.grid.Records = append(r.grid.Records, Record{Line: line, Fields: r.store(rec)})
	}
	return true
}

// lineOf returns the physical line of an offset that is not before the last.
func (r *reader) lineOf(at int) int {
	r.line += strings.Count(r.text[r.offset:at], "\n")
	r.offset = at
	return r.line
}

// record reads the record at the offset; the next one begins at rec.next. Where
// its quotes are wrong it is read as a single line, if that has the right
// number of fields; else reading goes on at the next line that has.
func (r *reader) record(at int) (rec record, kept bool) {
	rec = r.strict(at, r.room)
	r.room = rec.fields
	fault := rec.fault
	if fault.kind == noFault && r.swallows(at, rec) {
		fault = rec.multi
	}
	if fault.kind != noFault {
		rec = r.relaxed(at, r.room)
		if kept = r.fits(rec); !kept {
			rec.next = r.resume(rec.next)
		}
		r.reportQuote(rec, fault, kept)
		return rec, kept
	}
	if rec.stray.kind != noFault {
		kept = r.fits(rec)
		r.reportQuote(rec, rec.stray, kept)
		return rec, kept
	}
	return rec, r.checkWidth(at, rec)
}

// swallows reports whether a quote that is closed on a later line was not meant
// to be open so long: the first line is a whole record by itself, and either
// the record is not, or every line of it is.
func (r *reader) swallows(at int, rec record) bool {
	if rec.multi.kind == noFault {
		return false
	}
	first := r.relaxed(at, nil)
	if !r.fits(first) {
		return false
	}
	if !r.fits(rec) {
		return true
	}
	lines := 1
	for next := first.next; next < rec.next; lines++ {
		line := r.relaxed(next, nil)
		if line.count != first.count {
			return false
		}
		next = line.next
	}
	// A cell of two lines may hold a delimiter or two by chance.
	return lines > 2 && first.count > 2 || first.count > 3
}

// fits reports whether a record has the header's number of fields, empty ones
// at the end apart.
func (r *reader) fits(rec record) bool {
	return rec.count >= len(r.grid.Header) && rec.filled <= r.width
}

// resume returns the offset of the next line with the right number of fields.
func (r *reader) resume(at int) int {
	for at < len(r.text) {
		line := r.relaxed(at, nil)
		if r.fits(line) {
			break
		}
		at = line.next
	}
	return at
}

// checkWidth reports a record with too few or too many fields. One with too few
// is kept, since its first cells are where they should be.
func (r *reader) checkWidth(at int, rec record) (kept bool) {
	want := len(r.grid.Header)
	switch {
	case r.fits(rec) || rec.filled == 0:
		return true
	case rec.count < want:
		end := rec.fields[len(rec.fields)-1].End
		r.report(diag.New("CSV-WIDTH", r.grid.Source.Place(end, end),
			"fields", rec.count, "columns", want, "header", r.grid.Header[rec.count].Text).With("few"))
		return true
	}
	f := diag.New("CSV-WIDTH", r.place(rec.surplus, r.width),
		"fields", rec.filled, "columns", want, "text", rec.surplus.Text)
	if column, cell := r.decimalComma(at, rec.filled-want); column >= 0 {
		number := r.text[cell.Start:cell.End]
		f.Args = append(f.Args, diag.Arg{Name: "number", Value: number})
		f = f.With("decimal").Propose(`"` + number + `"`)
		f.Place = r.place(cell, column)
	}
	r.report(f)
	return false
}

// decimalComma finds the first number of a record that its own comma cuts in
// two, where such numbers explain all of the fields that are too many.
func (r *reader) decimalComma(at, surplus int) (column int, cell Field) {
	column = -1
	if r.delimiter != ',' || surplus > len(r.grid.Header) {
		return column, cell
	}
	wide := r.scanner
	wide.keep = len(r.grid.Header) + surplus
	rec := wide.strict(at, nil)
	for i := 0; i+1 < len(rec.fields); i++ {
		whole, part := rec.fields[i], rec.fields[i+1]
		if whole.Quoted || part.Quoted || !isInteger(whole.Text) || !isDigits(part.Text) {
			continue
		}
		if column < 0 {
			column, cell = i, Field{Start: whole.Start, End: part.End}
		}
		surplus--
		i++
	}
	if surplus != 0 {
		return -1, cell
	}
	return column, cell
}

func isInteger(text string) bool {
	return isDigits(strings.ReplaceAll(strings.TrimLeft(text, "-\u2212"), " ", ""))
}

func isDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// nameless reports cells under an empty header, once a column.
func (r *reader) nameless(rec record) {
	for i := 0; i < len(r.unnamed); {
		column := r.unnamed[i]
		if column >= len(rec.fields) || rec.fields[column].Text == "" {
			i++
			continue
		}
		cell := rec.fields[column]
		r.report(diag.New("CSV-HEADER", r.place(cell, column),
			"letter", diag.ColumnLetter(column), "text", cell.Text))
		r.unnamed = slices.Delete(r.unnamed, i, i+1)
	}
}

// store copies the fields of the columns out of the scanner's buffer, and fills
// up a record that is too short.
func (r *reader) store(rec record) []Field {
	const most = 1 << 12
	width := len(r.grid.Header)
	if cap(r.fields)-len(r.fields) < width {
		room := most
		if r.fields == nil && len(r.text) < sampleBytes {
			room = min(most, (strings.Count(r.text[rec.next:], "\n")+2)*width)
		}
		r.fields = make([]Field, 0, max(room, width))
	}
	from := len(r.fields)
	r.fields = append(r.fields, rec.fields[:min(width, len(rec.fields))]...)
	for len(r.fields) < from+width {
		end := r.fields[len(r.fields)-1].End
		r.fields = append(r.fields, Field{Start: end, End: end})
	}
	return r.fields[from : from+width : from+width]
}

func (r *reader) place(f Field, column int) diag.Place { return r.grid.Place(f, column) }

func isBlank(c rune) bool {
	const zeroWidthSpace, byteOrderMark = '\u200b', '\ufeff'
	return unicode.IsSpace(c) || c == zeroWidthSpace || c == byteOrderMark
}
