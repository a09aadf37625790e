package spreadsheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A part is one file of a workbook.
type part struct{ name, text string }

// parts makes the files of a workbook.
type parts struct {
	*Book
	heads  []string       // of the table, unique
	shared []string       // texts of cells in the order of their first use, ready for XML
	index  map[string]int // into shared, by the text as given
	uses   int
}

func newParts(b *Book) *parts {
	p := &parts{Book: b, index: map[string]int{}}
	p.headers()
	return p
}

// headers makes the table's headers unique, as Excel demands of a table: without
// regard to case.
func (p *parts) headers() {
	seen := map[string]bool{}
	for _, c := range p.Columns {
		title := strings.Join(strings.Fields(c.Title), " ")
		if utf8.RuneCountInString(title) > maxHeader-8 {
			title = string([]rune(title)[:maxHeader-9]) + "…"
		}
		head := title
		for n := 2; head == "" || seen[strings.ToLower(head)]; n++ {
			head = strings.TrimSpace(title + " " + strconv.Itoa(n))
		}
		seen[strings.ToLower(head)] = true
		p.heads = append(p.heads, head)
	}
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	linkNS  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relNS   = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relType = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	mime    = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
)

// list returns all files; the sheets come first, since they collect the texts.
func (p *parts) list() []part {
	table, notes := p.tableSheet(), p.notesSheet()
	list := []part{
		{"[Content_Types].xml", p.contentTypes()},
		{"_rels/.rels", relations("officeDocument", "xl/workbook.xml",
			"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml",
			"extended-properties", "docProps/app.xml")},
		{"docProps/core.xml", p.core()},
		{"docProps/app.xml", xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Tertial</Application></Properties>`},
		{"xl/workbook.xml", p.workbook()},
		{"xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml", "worksheet", "worksheets/sheet2.xml",
			"styles", "styles.xml", "sharedStrings", "sharedStrings.xml")},
		{"xl/styles.xml", styles()},
		{"xl/sharedStrings.xml", p.strings()},
		{"xl/worksheets/sheet1.xml", table},
		{"xl/worksheets/sheet2.xml", notes},
	}
	if p.isTable() {
		list = append(list, part{"xl/worksheets/_rels/sheet1.xml.rels", relations("table", "../tables/table1.xml")}, part{"xl/tables/table1.xml", p.table()})
	}
	return list
}

// isTable reports whether the sheet holds a table in Excel's sense, which has at
// least one row.
func (p *parts) isTable() bool { return len(p.Rows) > 0 }

func relations(pairs ...string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships ` + relNS + `>`)
	for i := 0; i < len(pairs); i += 2 {
		typ := pairs[i]
		if !strings.Contains(typ, "/") {
			typ = relType + typ
		}
		b.WriteString(`<Relationship Id="rId` + strconv.Itoa(i/2+1) + `" Type="` + typ + `" Target="` + pairs[i+1] + `"/>`)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

func (p *parts) contentTypes() string {
	text := xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + mime + `sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + mime + `worksheet+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet2.xml" ContentType="` + mime + `worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + mime + `styles+xml"/>` +
		`<Override PartName="/xl/sharedStrings.xml" ContentType="` + mime + `sharedStrings+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>`
	if p.isTable() {
		text += `<Override PartName="/xl/tables/table1.xml" ContentType="` + mime + `table+xml"/>`
	}
	return text + `</Types>`
}

func (p *parts) core() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, e := range [][2]string{{"dc:title", p.Title}, {"dc:creator", p.Author}, {"dc:description", p.Description}, {"dc:language", p.Lang}} {
		if e[1] != "" {
			b.WriteString("<" + e[0] + ">" + clean(e[1], maxText) + "</" + e[0] + ">")
		}
	}
	if p.Created != "" {
		for _, name := range [...]string{"created", "modified"} {
			b.WriteString(`<dcterms:` + name + ` xsi:type="dcterms:W3CDTF">` + clean(p.Created, 10) + `T00:00:00Z</dcterms:` + name + `>`)
		}
	}
	b.WriteString(`</cp:coreProperties>`)
	return b.String()
}

func (p *parts) workbook() string {
	name := sheetName(p.TableSheet)
	return xmlHead + `<workbook ` + mainNS + ` ` + linkNS + `><sheets>` +
		`<sheet name="` + clean(name, maxText) + `" sheetId="1" r:id="rId1"/><sheet name="` + clean(sheetName(p.NotesSheet), maxText) + `" sheetId="2" r:id="rId2"/></sheets>` +
		`<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">` + clean("'"+strings.ReplaceAll(name, "'", "''")+"'!$1:$1", maxText) + `</definedName></definedNames></workbook>`
}

// sheetName leaves out what a sheet may not be called.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return '-'
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 31 {
		s = string(r[:31])
	}
	return s
}

func (p *parts) strings() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<sst ` + mainNS + ` count="` + strconv.Itoa(p.uses) + `" uniqueCount="` + strconv.Itoa(len(p.shared)) + `">`)
	for _, s := range p.shared {
		b.WriteString(`<si><t xml:space="preserve">` + s + `</t></si>`)
	}
	b.WriteString(`</sst>`)
	return b.String()
}

// text returns the number of a text among the shared ones.
func (p *parts) text(s string) string {
	p.uses++
	i, ok := p.index[s]
	if !ok {
		i = len(p.shared)
		p.index[s] = i
		p.shared = append(p.shared, clean(s, maxText))
	}
	return strconv.Itoa(i)
}
