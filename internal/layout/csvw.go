package layout

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"tertial/internal/data"
)

// csvwEnding is what the description of a CSV file ends with, after the file's
// own name, as the W3C's Tabular Metadata has it.
const csvwEnding = "-metadata.json"

// A csvwTable describes a CSV file for programs: Metadata Vocabulary for Tabular
// Data, W3C 2015. Properties with a prefix are of Dublin Core, DCAT and FOAF.
type csvwTable struct {
	Context     [2]any      `json:"@context"`
	URL         string      `json:"url"`
	Title       string      `json:"dc:title"`
	Description string      `json:"dc:description,omitempty"`
	Type        string      `json:"dc:type,omitempty"`
	Date        *csvwTyped  `json:"dc:date,omitempty"`
	License     *csvwRef    `json:"dc:license,omitempty"`
	Rights      string      `json:"dc:rights,omitempty"`
	Publisher   csvwAgent   `json:"dc:publisher"`
	Temporal    *csvwPeriod `json:"dc:temporal,omitempty"`
	Source      string      `json:"dc:source,omitempty"`
	Part        *csvwPart   `json:"dc:isPartOf,omitempty"`
	Notes       []csvwNote  `json:"notes,omitempty"`
	Dialect     csvwDialect `json:"dialect"`
	Schema      csvwSchema  `json:"tableSchema"`
}

type csvwRef struct {
	ID string `json:"@id"`
}

type csvwTyped struct {
	Value string `json:"@value"`
	Type  string `json:"@type"`
}

type csvwAgent struct {
	Type string `json:"@type"`
	Name string `json:"foaf:name"`
}

type csvwPeriod struct {
	Type  string    `json:"@type"`
	Start csvwTyped `json:"dcat:startDate"`
	End   csvwTyped `json:"dcat:endDate"`
}

type csvwPart struct {
	ID    string `json:"@id"`
	Title string `json:"dc:title"`
}

type csvwNote struct {
	Title       string `json:"dc:title,omitempty"`
	Description string `json:"dc:description"`
}

type csvwDialect struct {
	Encoding       string `json:"encoding"`
	Delimiter      string `json:"delimiter"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
	Header         bool   `json:"header"`
	HeaderRowCount int    `json:"headerRowCount"`
}

type csvwSchema struct {
	Columns    []csvwColumn `json:"columns"`
	PrimaryKey []string     `json:"primaryKey,omitempty"`
}

type csvwColumn struct {
	Name        string   `json:"name"`
	Titles      []string `json:"titles"`
	Datatype    string   `json:"datatype"`
	Null        []string `json:"null,omitempty"`      // the empty string when it is left out
	Separator   string   `json:"separator,omitempty"` // between the values of a cell
	Ordered     bool     `json:"ordered,omitempty"`
	PropertyURL string   `json:"propertyUrl"`
	Description string   `json:"dc:description,omitempty"`
	Unit        string   `json:"schema:unitText,omitempty"`
}

// csvw describes the clean CSV file of a dataset.
func (p *reportMaker) csvw(d *data.Dataset, file string) ([]byte, error) {
	t := csvwTable{
		Context: [2]any{"http://www.w3.org/ns/csvw", map[string]string{"@language": p.set.lang}},
		URL:     file, Title: d.Description.Title, Description: d.Description.Note, Type: d.Description.Kind.Title,
		Publisher: csvwAgent{Type: "foaf:Organization", Name: p.publisher()},
		Source:    p.csvwSource(d), Part: &csvwPart{ID: "../../index.html", Title: p.r.Meta.Title}, Notes: p.csvwNotes(d),
		Dialect: csvwDialect{Encoding: "utf-8", Delimiter: ",", QuoteChar: `"`, DoubleQuote: true, Header: true, HeaderRowCount: 1},
	}
	if isoDate(p.r.Meta.Date) {
		t.Date = &csvwTyped{p.r.Meta.Date, "xsd:date"}
	}
	license := cmp.Or(d.Description.License, p.site.License)
	if address := licenseAddress(license); address != "" {
		t.License = &csvwRef{address}
	} else {
		t.Rights = license
	}
	if period := d.Description.Period; !period.IsZero() {
		t.Temporal = &csvwPeriod{
			Type: "dc:PeriodOfTime", Start: csvwTyped{period.From.String() + "-01", "xsd:date"},
			End: csvwTyped{fmt.Sprintf("%s-%02d", period.To, period.To.LastDay()), "xsd:date"},
		}
	}
	t.Schema.Columns = p.csvwColumns(d)
	t.Schema.PrimaryKey = csvwKey(d, t.Schema.Columns)
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(&t); err != nil {
		return nil, fmt.Errorf("describe %s: %w", d.File, err)
	}
	return out.Bytes(), nil
}

// publisher is who answers for the report's data: the committee and its municipality.
func (p *reportMaker) publisher() string {
	c := p.r.Committee
	if c.Body == "" {
		return c.Name
	}
	return c.Name + ", " + c.Body
}

// csvwSource says where the data come from, in words.
func (p *reportMaker) csvwSource(d *data.Dataset) string {
	var parts []string
	for _, term := range p.sourceTerms(d) {
		parts = append(parts, term.Name+": "+strings.TrimRight(plainText(term.Value), "."))
	}
	return strings.Join(parts, ". ")
}

// csvwNotes say of the file what the page says around its table.
func (p *reportMaker) csvwNotes(d *data.Dataset) []csvwNote {
	t := p.set.texts
	var notes []csvwNote
	add := func(title, text string) {
		if text != "" {
			notes = append(notes, csvwNote{title, text})
		}
	}
	add(t.must("sheet.restated"), d.Description.Restated)
	for _, term := range p.readingTerms(d) {
		if term.Name != t.must("dataset.reading.signs") { // derived rows are not in the file
			add(term.Name, plainText(term.Value))
		}
	}
	for _, n := range p.notesOf(d) {
		add(n.what, n.text)
	}
	if protected(d) {
		term := p.set.term("table.suppressed", ".sign")
		add(t.must("sheet.sign", "sign", term.Name), plainText(term.Value))
	}
	return notes
}

// csvwColumns describe the columns of the clean CSV file.
func (p *reportMaker) csvwColumns(d *data.Dataset) []csvwColumn {
	var columns []csvwColumn
	names := map[string]bool{}
	for i := range d.Columns {
		c := &d.Columns[i]
		if c.Derived {
			continue
		}
		out := csvwColumn{Name: csvwName(c.ID, names), Titles: []string{c.Header}, Datatype: "string"}
		out.PropertyURL = "index.html#kolumn-" + url.PathEscape(c.ID)
		if c.Title != "" && c.Title != c.Header {
			out.Titles = append(out.Titles, c.Title)
		}
		if c.Role == data.RoleValue {
			out.Description, out.Unit = p.set.valueText(d, c), cmp.Or(c.Unit, d.Description.Unit).Symbol(p.set.lang)
			p.csvwValues(d, i, &out)
		} else {
			out.Description, out.Datatype = p.set.roleText(c), csvwDatatype(d, i)
		}
		columns = append(columns, out)
	}
	return columns
}

// csvwName is a name of letters, digits and underscores that no other column has.
func csvwName(id string, taken map[string]bool) string {
	name := strings.TrimLeft(strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return r
		}
		return '_'
	}, id), "_")
	name = cmp.Or(name, "column")
	for unique, n := name, 2; ; n++ {
		if !taken[unique] {
			taken[unique] = true
			return unique
		}
		unique = name + "_" + strconv.Itoa(n)
	}
}

// csvwValues says of a column of values how its cells are read: as decimals, of
// which words may stand in the place, or as texts where an answer such as Ja
// is a value as numbers are.
func (p *reportMaker) csvwValues(d *data.Dataset, column int, out *csvwColumn) {
	null := []string{""}
	numbers, several := false, false
	for i := range d.Rows {
		if d.Rows[i].Derived {
			continue
		}
		cell := &d.Rows[i].Cells[column]
		if len(cell.Facts) == 0 && cell.Text != "" {
			return
		}
		several = several || len(cell.Facts) > 1
		for _, f := range cell.Facts {
			switch {
			case f.HasNumber():
				numbers = true
			case f.Status == data.Suppressed:
				null = append(null, p.set.texts.must("table.suppressed.sign"))
			case f.Status == data.Missing, f.Status == data.NotApplicable:
				null = append(null, strings.Join(strings.Fields(f.Words), " "))
			default:
				return
			}
		}
	}
	slices.Sort(null)
	null = slices.Compact(null)
	if several && slices.ContainsFunc(null, func(word string) bool { return strings.Contains(word, "/") }) {
		return
	}
	if !numbers {
		return // words alone
	}
	out.Datatype, out.Null = "decimal", null
	if several {
		out.Separator, out.Ordered = "/", true
	}
}

// csvwDatatype is the type of a column without values: a date or a month where
// all its cells are one as ISO 8601 writes it.
func csvwDatatype(d *data.Dataset, column int) string {
	role, datatype, layout := d.Columns[column].Role, "date", "2006-01-02"
	switch role {
	case data.RoleDate, data.RoleDeadline:
	case data.RoleMonth:
		datatype, layout = "gYearMonth", "2006-01"
	default:
		return "string"
	}
	found := false
	for i := range d.Rows {
		if d.Rows[i].Derived || d.Rows[i].Cells[column].Text == "" {
			continue
		}
		if !isTime(layout, d.Rows[i].Cells[column].Text) {
			return "string"
		}
		found = true
	}
	if !found {
		return "string"
	}
	return datatype
}

// isTime reports whether a text is a day or month of the calendar as layout has it.
func isTime(layout, text string) bool {
	_, err := time.Parse(layout, text)
	return err == nil
}

// csvwKey is the shortest list of columns, of those that name a row, that tells
// all rows apart; none when they do not.
func csvwKey(d *data.Dataset, columns []csvwColumn) []string {
	var naming []int
	for _, role := range []data.Role{data.RoleCode, data.RoleName, data.RoleSection, data.RoleLine, data.RoleGroup, data.RolePeriod, data.RoleUnit} {
		for i := range columns {
			if d.Columns[i].Role == role {
				naming = append(naming, i)
			}
		}
	}
	for size := 1; size <= min(len(naming), 3); size++ {
		for _, key := range combinations(naming, size) {
			if tellsApart(d, key) {
				names := make([]string, len(key))
				for i, c := range key {
					names[i] = columns[c].Name
				}
				return names
			}
		}
	}
	if len(naming) > 3 && tellsApart(d, naming) {
		var names []string
		for _, c := range naming {
			names = append(names, columns[c].Name)
		}
		return names
	}
	return nil
}

// combinations are the choices of some of a list's members, in its order.
func combinations(list []int, size int) [][]int {
	if size == 0 {
		return [][]int{nil}
	}
	var all [][]int
	for i := range list {
		for _, rest := range combinations(list[i+1:], size-1) {
			all = append(all, append([]int{list[i]}, rest...))
		}
	}
	return all
}

// tellsApart reports whether no two rows agree in all of the columns, and the
// first of these is never empty.
func tellsApart(d *data.Dataset, columns []int) bool {
	seen := map[string]bool{}
	for i := range d.Rows {
		row := &d.Rows[i]
		if row.Derived {
			continue
		}
		var key strings.Builder
		for _, c := range columns {
			key.WriteString(strconv.Quote(row.Cells[c].Text))
		}
		if seen[key.String()] || row.Cells[columns[0]].Text == "" {
			return false
		}
		seen[key.String()] = true
	}
	return len(seen) > 0
}
