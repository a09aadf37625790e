package data

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// A factReader makes facts of the cells of all value columns.
type factReader struct {
	d      *Dataset
	rows   *rowReader
	diags  *diag.List
	pieces []piece
	facts  []Fact
}

// read types every value cell and puts its facts into the cell.
func (r *factReader) read() error {
	r.cut()
	if len(r.pieces) == 0 {
		return nil
	}
	numbers, err := typePieces(r.pieces, r.d.Description.Dialect)
	if err != nil {
		return err
	}
	r.facts = make([]Fact, len(r.pieces))
	for i := range r.pieces {
		r.begin(i)
	}
	for i := range numbers {
		r.number(&numbers[i])
	}
	r.d.accuracy(r.facts)
	r.d.normalise(r.facts)
	r.attach()
	return nil
}

// cut divides the value cells into pieces: one, or as many as the column
// declares parts.
func (r *factReader) cut() {
	values := 0
	for k := range r.d.Columns {
		if r.d.Columns[k].Role == RoleValue {
			values++
		}
	}
	r.pieces = make([]piece, 0, values*len(r.d.Rows))
	for i := range r.d.Rows {
		if r.d.Rows[i].Type == Heading {
			continue
		}
		for k := range r.d.Columns {
			if c := &r.d.Columns[k]; c.Role == RoleValue && !c.Derived {
				r.cutCell(i, k)
			}
		}
	}
}

func (r *factReader) cutCell(i, k int) {
	cell, c := &r.d.Rows[i].Cells[k], &r.d.Columns[k]
	whole := piece{row: i, column: k, text: cell.Text, start: cell.Start, end: cell.End}
	whole.status = wordStatus(c, r.d.Description, cell.Text)
	if len(c.Parts) < 2 {
		r.pieces = append(r.pieces, whole)
		return
	}
	parts := splitCell(whole)
	if whole.status != "" {
		parts = slices.Repeat([]piece{whole}, len(c.Parts))
	}
	if len(parts) != len(c.Parts) && (len(parts) != 1 || c.Parts[0] != "") {
		r.report(diag.New("CSV-CELL", r.d.cellPlace(i, k), "value", cell.Text, "count", len(c.Parts)).With("parts"))
		return
	}
	for n := range parts {
		parts[n].part = n
		parts[n].status = orElse(whole.status, wordStatus(c, r.d.Description, parts[n].text))
	}
	r.pieces = append(r.pieces, parts...)
}

// splitCell divides a cell at its strokes. A column of wholes with their parts
// may have cells with the whole alone.
func splitCell(whole piece) []piece {
	var parts []piece
	for from := 0; ; {
		to := strings.IndexAny(whole.text[from:], "/|")
		end := from + to
		if to < 0 {
			end = len(whole.text)
		}
		p := whole
		p.text = strings.TrimSpace(whole.text[from:end])
		lead := strings.Index(whole.text[from:end], p.text)
		p.start = whole.start + from + lead
		p.end = p.start + len(p.text)
		parts = append(parts, p)
		if to < 0 {
			return parts
		}
		from = end + 1
	}
}

// wordStatus returns the status of a text that may stand instead of a number, "" for
// all others. Which words may stand is declared; an empty cell and the signs
// of official statistics, .. and ., always may.
func wordStatus(c *Column, desc *Description, text string) Status {
	for _, list := range [...][]MissingWord{c.Missing, desc.Missing} {
		for i := range list {
			if tabular.Same(text, list[i].Word) {
				return list[i].Status
			}
		}
	}
	switch text {
	case "", "..":
		return Missing
	case ".":
		return NotApplicable
	default:
		return ""
	}
}

// begin fills a fact with all but its number.
func (r *factReader) begin(i int) {
	p, f := &r.pieces[i], &r.facts[i]
	row, c := &r.d.Rows[p.row], &r.d.Columns[p.column]
	f.Dimensions = r.d.dimensions(row, c, p.part)
	f.Dataset, f.RowIndex, f.ColumnIndex, f.Part = r.d, p.row, p.column, p.part
	f.Start, f.End = p.start, p.end
	f.Unit = r.d.unit(c, r.rows.units[p.row])
	f.Status, f.Words = p.status, p.text
	if f.Status == "" {
		f.Status, f.Words = r.rows.state[p.row], ""
		if c.Version == "preliminary" {
			f.Status = orElse(f.Status, Preliminary)
		}
		f.Status = orElse(f.Status, Reported)
	}
}

// dimensions join what the column fixes with what the row says.
func (d *Dataset) dimensions(row *Row, c *Column, part int) Dimensions {
	dims := Dimensions{
		Code: row.Code, Name: row.Name, Under: d.under(row),
		Line: orElse(c.Line, row.Line), Group: orElse(c.Group, row.Group),
		Value: c.Value, Year: c.Year, Scope: c.Scope, From: c.From, To: c.To, Version: c.Version, At: orElse(row.At, c.At),
	}
	if row.closed && c.Value == Forecast {
		dims.Value, dims.Version, dims.At = Outcome, "final", ""
	}
	if part < len(c.Parts) {
		dims.Group = c.Parts[part]
	}
	if c.Of >= 0 {
		dims.Of = d.Columns[c.Of].Header
	}
	if c.Against >= 0 {
		dims.Against = d.Columns[c.Against].Header
	}
	if row.To != 0 {
		dims.From, dims.To, dims.Year = row.From, row.To, row.To.Year()
		dims.Scope = scopeOf(Period{row.From, row.To})
	}
	return dims
}

// scopeOf is the scope of a series' row.
func scopeOf(p Period) Scope {
	switch int(p.To-p.From) + 1 {
	case 1:
		return MonthScope
	case 12:
		return FullYear
	default:
		return PeriodScope
	}
}

// unit is the unit of a cell: the column's, else the row's, else the
// dataset's. A difference of shares is in percentage points.
func (d *Dataset) unit(c *Column, ofRow quantity.Unit) quantity.Unit {
	if c.Unit != "" {
		return c.Unit
	}
	unit := orElse(ofRow, d.Description.Unit)
	if unit == quantity.Percent && (c.Value == Deviation || c.Value == Change) && c.Of >= 0 {
		return quantity.PercentagePoints
	}
	return unit
}

// number takes what gocsv made of a piece.
func (r *factReader) number(t *typed) {
	p, f := &r.pieces[t.Piece], &r.facts[t.Piece]
	if t.err != nil {
		r.unreadable(p, f, t.err)
		return
	}
	if t.reading.Percent && !r.percent(p, f) {
		return
	}
	f.Number, f.Written = t.reading.Number, t.reading.Decimals
}

// percent takes a percent sign as the unit, or reports that it is another one.
func (r *factReader) percent(p *piece, f *Fact) bool {
	switch f.Unit {
	case quantity.None:
		f.Unit = quantity.Percent
	case quantity.Percent, quantity.PercentagePoints:
	default:
		at := r.place(p)
		r.report(diag.New("CSV-CELL", at, "value", p.text, "unit", f.Unit, "description", r.d.Description.File).With("percent"))
		f.Status, f.Words = Missing, p.text
		return false
	}
	return true
}

// unreadable reports a cell that is no number, and keeps its words.
func (r *factReader) unreadable(p *piece, f *Fact, err error) {
	f.Words = p.text
	if f.Unit == YesNo && IsYesNo(p.text) {
		return
	}
	f.Status = Missing
	description := r.d.Description.File
	if ambiguous := (*quantity.AmbiguousError)(nil); errors.As(err, &ambiguous) {
		r.report(diag.New("CSV-NUMBER", r.place(p), "value", p.text, "a", ambiguous.A, "b", ambiguous.B, "description", description))
		return
	}
	finding := diag.New("CSV-CELL", r.place(p), "value", p.text, "description", description)
	if how := spoiled(p.text); how != "" {
		finding = finding.With(how)
	} else if number, stray, ok := strayText(p.text); ok {
		finding = finding.With("stray").Propose(number)
		finding.Args = append(finding.Args, diag.Args("number", number, "stray", stray)...)
	} else if isDash(p.text) {
		finding = finding.With("dash")
	}
	r.report(finding)
}

// spoiled says how a spreadsheet has spoiled a number: a formula that failed,
// a column too narrow for it, or digits left out for an exponent.
func spoiled(text string) string {
	switch {
	case strings.Trim(text, "#") == "":
		return "narrow"
	case text[0] == '#':
		return "formula"
	case exponent.MatchString(text):
		return "exponent"
	default:
		return ""
	}
}

var exponent = regexp.MustCompile(`^[-−]?[0-9]([.,][0-9]+)?[eE][+-]?[0-9]+$`)

// YesNo is the unit of a measure that is reached or not.
const YesNo = "ja/nej"

// IsYesNo reports whether a text is the answer to such a measure.
func IsYesNo(text string) bool {
	switch tabular.Fold(text) {
	case "ja", "nej", "yes", "no":
		return true
	default:
		return false
	}
}

func isDash(text string) bool { return text == "-" || text == "–" || text == "—" || text == "−" }

// strayText divides "1 234 *" into the number and what follows it.
func strayText(text string) (number, stray string, ok bool) {
	last := len(text)
	for noteMark(text[last:]) {
		if last = strings.LastIndexAny(text[:last], "0123456789%)"); last < 0 {
			break
		}
		number, stray = strings.TrimSpace(text[:last+1]), strings.TrimSpace(text[last+1:])
		_, err := quantity.Read(number, quantity.NumberFormat{})
		ambiguous := (*quantity.AmbiguousError)(nil)
		if stray != "" && (err == nil || errors.As(err, &ambiguous)) {
			return number, stray, true
		}
	}
	return "", "", false
}

// noteMark reports whether a text, the end of a cell, can be the mark of a
// note: nothing yet, or at most a few characters such as *) and 2).
func noteMark(text string) bool {
	return text == "" || len(text) <= len("12*)") && strings.HasSuffix(text, ")")
}

func (r *factReader) place(p *piece) diag.Place {
	c := &r.d.Columns[p.column]
	return r.d.Source.Place(p.start, p.end).InCell(c.Header, c.Index)
}

func (r *factReader) report(f diag.Finding) { r.diags.Add(f) }

// attach gives every cell its facts.
func (r *factReader) attach() {
	pointers := make([]*Fact, len(r.facts))
	for i := range r.facts {
		pointers[i] = &r.facts[i]
	}
	for from := 0; from < len(r.pieces); {
		p := &r.pieces[from]
		to := from + 1
		for to < len(r.pieces) && r.pieces[to].row == p.row && r.pieces[to].column == p.column {
			to++
		}
		r.d.Rows[p.row].Cells[p.column].Facts = pointers[from:to:to]
		from = to
	}
}
