package layout

import (
	"bytes"
	"cmp"
	"strings"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/spreadsheet"
)

// A sheetMaker turns a dataset into the rows that people's own programs get: one
// header row in words, one value a cell, what is derived left out.
type sheetMaker struct {
	set     *Set
	d       *data.Dataset
	columns []sheetColumn
}

// A sheetColumn is a column of the file, or one of the values that its cells
// hold together.
type sheetColumn struct {
	column int
	part   int // of the facts of a cell
	title  string
}

func newSheet(set *Set, d *data.Dataset) *sheetMaker {
	m := &sheetMaker{set: set, d: d}
	for i := range d.Columns {
		c := &d.Columns[i]
		if c.Derived {
			continue
		}
		title := c.Title
		if unit := cmp.Or(c.Unit, d.Description.Unit); c.Role == data.RoleValue && unit != "" {
			title = withUnit(title, unit.Symbol(set.lang))
		}
		parts := m.parts(i)
		for part := range max(parts, 1) {
			name := title
			if parts > 1 {
				name += " – " + m.partName(i, part)
			}
			m.columns = append(m.columns, sheetColumn{i, part, name})
		}
	}
	return m
}

// parts is how many values the fullest cell of a column holds.
func (m *sheetMaker) parts(column int) int {
	most := 0
	for i := range m.d.Rows {
		if column < len(m.d.Rows[i].Cells) {
			most = max(most, len(m.d.Rows[i].Cells[column].Facts))
		}
	}
	return most
}

// partName is the group of one of the values of a cell.
func (m *sheetMaker) partName(column, part int) string {
	for i := range m.d.Rows {
		if facts := m.d.Rows[i].Cells[column].Facts; part < len(facts) {
			return strings.ToLower(data.GroupName(facts[part].Group, m.set.lang))
		}
	}
	return ""
}

// rows are the rows of the file, without those that are derived.
func (m *sheetMaker) rows() [][]spreadsheet.Cell {
	var rows [][]spreadsheet.Cell
	for i := range m.d.Rows {
		if m.d.Rows[i].Derived {
			continue
		}
		row := make([]spreadsheet.Cell, len(m.columns))
		for k, c := range m.columns {
			if c.column < len(m.d.Rows[i].Cells) {
				row[k] = m.cell(&m.d.Rows[i].Cells[c.column], c)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (m *sheetMaker) cell(c *data.Cell, at sheetColumn) spreadsheet.Cell {
	if len(c.Facts) == 0 {
		if m.d.Columns[at.column].Role == data.RoleValue {
			return spreadsheet.Cell{Text: m.set.texts.must("table.missing.sign")}
		}
		return spreadsheet.Cell{Text: c.Text}
	}
	if at.part >= len(c.Facts) {
		return spreadsheet.Cell{}
	}
	f := c.Facts[at.part]
	if f.HasNumber() {
		return spreadsheet.Cell{Number: f.Number.String(), Decimals: max(f.Decimals, 0)}
	}
	return spreadsheet.Cell{Text: m.words(f)}
}

// words is what stands instead of a number: its words, or the sign that the
// page shows, which the notes explain. Of a protected value nothing else is told.
func (m *sheetMaker) words(f *data.Fact) string {
	switch {
	case f.Status == data.Suppressed:
		return m.set.texts.must("table.suppressed.sign")
	case !isSign(f.Words):
		return f.Words
	case f.Status == data.NotApplicable:
		return m.set.texts.must("table.notapplicable.sign")
	default:
		return m.set.texts.must("table.missing.sign")
	}
}

// withUnit adds a unit to a column's title, unless the title ends with it.
func withUnit(title, unit string) string {
	if strings.HasSuffix(title, " "+unit) || strings.HasSuffix(title, "("+unit+")") {
		return title
	}
	return title + ", " + unit
}

// excelCSV is the dataset for a Swedish Excel: UTF-8 with a byte order mark,
// semicolons, decimal commas. A text that a spreadsheet would take for a formula
// gets an apostrophe before it.
func (m *sheetMaker) excelCSV(rows [][]spreadsheet.Cell) []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	for i, c := range m.columns {
		excelField(&out, i, harmless(c.title))
	}
	out.WriteString("\r\n")
	for _, row := range rows {
		for i := range row {
			text := harmless(row[i].Text)
			if row[i].Number != "" {
				text = strings.Replace(row[i].Number, ".", ",", 1)
			}
			excelField(&out, i, text)
		}
		out.WriteString("\r\n")
	}
	return out.Bytes()
}

func excelField(out *bytes.Buffer, i int, text string) {
	if i > 0 {
		out.WriteByte(';')
	}
	if strings.ContainsAny(text, "\";\r\n") || text != strings.TrimSpace(text) {
		text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	out.WriteString(text)
}

// harmless keeps a spreadsheet from computing a text.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// book is the workbook of a dataset, or nil when it is larger than one may be.
func (p *reportMaker) book(m *sheetMaker, rows [][]spreadsheet.Cell) *spreadsheet.Book {
	if !spreadsheet.Fits(len(rows), len(m.columns)) {
		return nil
	}
	t, d := p.set.texts, m.d
	b := &spreadsheet.Book{
		Title: d.Description.Title + ", " + p.r.Meta.Title, Author: p.site.committeeName(p.r.Committee),
		Description: d.Description.Note, Lang: p.set.lang,
		TableName: t.must("sheet.table") + "_" + d.ID, TableSheet: t.must("sheet.table"), NotesSheet: t.must("sheet.notes"),
		Head: [2]string{t.must("sheet.what"), t.must("sheet.text")}, Rows: rows, Notes: p.sheetNotes(m),
	}
	if isoDate(p.r.Meta.Date) {
		b.Created = p.r.Meta.Date
	}
	for _, c := range m.columns {
		b.Columns = append(b.Columns, spreadsheet.Column{Title: c.title, Number: d.Columns[c.column].Role == data.RoleValue})
	}
	return b
}

// isoDate reports whether a text is a whole date.
func isoDate(s string) bool { return len(s) == len("2020-01-31") && s[4] == '-' && s[7] == '-' }

// sheetNotes says of a workbook what the page says around its table.
func (p *reportMaker) sheetNotes(m *sheetMaker) []spreadsheet.Note {
	t, d := p.set.texts, m.d
	var notes []spreadsheet.Note
	add := func(name, text string) {
		if text != "" {
			notes = append(notes, spreadsheet.Note{Name: name, Text: text})
		}
	}
	add(t.must("sheet.title"), d.Description.Title)
	add(t.must("sheet.report"), p.r.Meta.Title+", "+p.site.committeeName(p.r.Committee))
	add(t.must("report.meta.dnr"), p.r.Meta.Dnr)
	add(t.must("report.meta.period"), Period(p.set.lang, p.r.Meta.Period.From, p.r.Meta.Period.To))
	add(t.must("report.meta.date"), Date(p.set.lang, p.r.Meta.Date))
	if p.site.BaseURL != "" {
		add(t.must("sheet.address"), p.site.BaseURL+p.dataFolder(d))
	}
	add(t.must("sheet.about"), d.Description.Note)
	add(t.must("sheet.restated"), d.Description.Restated)
	for _, term := range p.readingTerms(d) {
		add(term.Name, plainText(term.Value))
	}
	for _, term := range p.sourceTerms(d) {
		add(term.Name, plainText(term.Value))
	}
	add(t.must("sheet.license"), d.Description.License)
	for _, n := range p.notesOf(d) {
		add(t.must("sheet.note", "what", n.what), n.text)
	}
	for _, key := range m.signs() {
		term := p.set.term("table."+key, ".sign")
		add(t.must("sheet.sign", "sign", term.Name), plainText(term.Value))
	}
	for _, c := range m.columns {
		column := &d.Columns[c.column]
		text := p.set.roleText(column)
		if column.Role == data.RoleValue {
			text = p.set.valueText(d, column)
			if unit := cmp.Or(column.Unit, d.Description.Unit); unit != "" {
				text += ", " + unit.Long(p.set.lang, quantity.Int(2))
			}
		}
		add(t.must("sheet.column", "name", c.title), t.must("sheet.column.text", "text", text, "header", column.Header))
	}
	add(t.must("sheet.digits"), t.must("sheet.digits.text"))
	return notes
}

// signs are the signs that stand in the table instead of numbers.
func (m *sheetMaker) signs() []string {
	found := map[string]bool{}
	for i := range m.d.Rows {
		for k := range m.d.Rows[i].Cells {
			if m.d.Columns[k].Role != data.RoleValue {
				continue
			}
			if len(m.d.Rows[i].Cells[k].Facts) == 0 && !m.d.Rows[i].Derived {
				found["missing"] = true
			}
			for _, f := range m.d.Rows[i].Cells[k].Facts {
				switch {
				case f.HasNumber():
				case f.Status == data.Suppressed:
					found["suppressed"] = true
				case !isSign(f.Words):
				case f.Status == data.NotApplicable:
					found["notapplicable"] = true
				default:
					found["missing"] = true
				}
			}
		}
	}
	var signs []string
	for _, key := range [...]string{"missing", "notapplicable", "suppressed"} {
		if found[key] {
			signs = append(signs, key)
		}
	}
	return signs
}
