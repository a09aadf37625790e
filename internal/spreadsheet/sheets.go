package spreadsheet

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The numbers of the cells' looks in styles; a number's look follows styleNumber
// by its decimals.
const (
	styleText   = 1
	styleHead   = 2
	styleWords  = 3 // instead of a number
	styleNumber = 4
	maxDecimals = 10
)

func styles() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<styleSheet ` + mainNS + `><numFmts count="` + strconv.Itoa(maxDecimals+1) + `">`)
	for d := range maxDecimals + 1 {
		code := "#,##0"
		if d > 0 {
			code += "." + strings.Repeat("0", d)
		}
		b.WriteString(`<numFmt numFmtId="` + strconv.Itoa(164+d) + `" formatCode="` + code + `"/>`)
	}
	b.WriteString(`</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="` + strconv.Itoa(styleNumber+maxDecimals+1) + `"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
		`<xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="bottom" wrapText="1"/></xf>` +
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="right" vertical="top" wrapText="1"/></xf>`)
	for d := range maxDecimals + 1 {
		b.WriteString(`<xf numFmtId="` + strconv.Itoa(164+d) + `" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>`)
	}
	b.WriteString(`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`)
	return b.String()
}

// tableSheet is the sheet of the table: header in the first row, which stays in
// sight, printed on as many pages as it is long and one wide.
func (p *parts) tableSheet() string {
	var b strings.Builder
	b.Grow(256 + len(p.Rows)*len(p.Columns)*40)
	b.WriteString(xmlHead + `<worksheet ` + mainNS + ` ` + linkNS + `><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
		`<dimension ref="` + p.area() + `"/>` +
		`<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i := range p.Columns {
		n := strconv.Itoa(i + 1)
		b.WriteString(`<col min="` + n + `" max="` + n + `" width="` + strconv.Itoa(p.width(i)) + `" customWidth="1"/>`)
	}
	b.WriteString(`</cols><sheetData><row r="1">`)
	for i, head := range p.heads {
		p.string(&b, i, 1, head, styleHead)
	}
	b.WriteString(`</row>`)
	for r, row := range p.Rows {
		b.WriteString(`<row r="` + strconv.Itoa(r+2) + `">`)
		for i := range row {
			p.cell(&b, i, r+2, &row[i])
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData><pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>`)
	if p.isTable() {
		// Codes are texts though they look like numbers; Excel need not warn of it.
		b.WriteString(`<ignoredErrors><ignoredError sqref="` + p.area() + `" numberStoredAsText="1"/></ignoredErrors>` +
			`<tableParts count="1"><tablePart r:id="rId1"/></tableParts>`)
	}
	b.WriteString(`</worksheet>`)
	return b.String()
}

// area is the table with its header: A1:F12.
func (p *parts) area() string {
	return "A1:" + letters(len(p.Columns)-1) + strconv.Itoa(len(p.Rows)+1)
}

// width is a column's width in characters: that of its longest text, within
// reason, since longer texts wrap.
func (p *parts) width(column int) int {
	most := min(utf8.RuneCountInString(p.heads[column]), 18)
	for _, row := range p.Rows {
		c := &row[column]
		n := utf8.RuneCountInString(c.Text)
		if c.Number != "" {
			n = len(c.Number) + len(c.Number)/3
		}
		most = max(most, n)
	}
	return min(max(most+2, 9), 50)
}

func (p *parts) cell(b *strings.Builder, column, row int, c *Cell) {
	switch {
	case c.Number != "":
		style := styleNumber + min(max(c.Decimals, 0), maxDecimals)
		b.WriteString(`<c r="` + letters(column) + strconv.Itoa(row) + `" s="` + strconv.Itoa(style) + `"><v>` + c.Number + `</v></c>`)
	case c.Text != "" && p.Columns[column].Number:
		p.string(b, column, row, c.Text, styleWords)
	case c.Text != "":
		p.string(b, column, row, c.Text, styleText)
	}
}

func (p *parts) string(b *strings.Builder, column, row int, text string, style int) {
	b.WriteString(`<c r="` + letters(column) + strconv.Itoa(row) + `" s="` + strconv.Itoa(style) + `" t="s"><v>` + p.text(text) + `</v></c>`)
}

// letters is a column's name: A, B … Z, AA.
func letters(column int) string {
	if column < 26 {
		return string(rune('A' + column))
	}
	return letters(column/26-1) + string(rune('A'+column%26))
}

// notesSheet is the sheet of notes in two columns.
func (p *parts) notesSheet() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<worksheet ` + mainNS + `><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>` +
		`<cols><col min="1" max="1" width="28" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/></cols><sheetData>`)
	rows := append([]Note{{p.Head[0], p.Head[1]}}, p.Notes...)
	for i, n := range rows {
		style := styleText
		if i == 0 {
			style = styleHead
		}
		b.WriteString(`<row r="` + strconv.Itoa(i+1) + `">`)
		p.string(&b, 0, i+1, n.Name, style)
		p.string(&b, 1, i+1, n.Text, style)
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData><pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" fitToHeight="0"/></worksheet>`)
	return b.String()
}

// tableName makes a name of letters, digits and _ that is no address of a cell.
func tableName(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, s)
	if !strings.Contains(s, "_") {
		s = "Tabell_" + s
	}
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsDigit(r) {
		s = "_" + s
	}
	if r := []rune(s); len(r) > maxHeader {
		s = string(r[:maxHeader])
	}
	return s
}

func (p *parts) table() string {
	var b strings.Builder
	area := p.area()
	name := tableName(p.TableName)
	b.WriteString(xmlHead + `<table ` + mainNS + ` id="1" name="` + name + `" displayName="` + name + `" ref="` + area + `" totalsRowShown="0"><autoFilter ref="` + area + `"/>` +
		`<tableColumns count="` + strconv.Itoa(len(p.heads)) + `">`)
	for i, head := range p.heads {
		b.WriteString(`<tableColumn id="` + strconv.Itoa(i+1) + `" name="` + clean(head, maxText) + `"/>`)
	}
	b.WriteString(`</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`)
	return b.String()
}
