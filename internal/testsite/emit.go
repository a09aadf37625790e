package testsite

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A spot is a place in a file: line and column in code points, both from 1.
type spot struct{ line, column int }

// A cellAt says which row and column of a table a cell is; row −1 is the header.
type cellAt struct{ row, column int }

// A sheet is a written CSV file and where each of its cells begins, inside
// quotes where it has them.
type sheet struct {
	data  []byte
	spots map[cellAt]spot
	text  strings.Builder
	at    spot
	d     *dressed
}

// csv writes the table's file.
func (d *dressed) csv() (*sheet, error) {
	s := &sheet{d: d, at: spot{1, 1}, spots: make(map[cellAt]spot, (len(d.rows)+1)*len(d.columns))}
	for n, k := range d.colsAt {
		s.field(cellAt{-1, k}, n, d.headers[k])
	}
	s.end()
	for _, i := range d.rowsAt {
		values := d.values(&d.rows[i])
		for n, k := range d.colsAt {
			s.field(cellAt{i, k}, n, values[k])
		}
		s.end()
	}
	var err error
	s.data, err = encode(s.text.String(), d.Encoding)
	if err != nil {
		return nil, fmt.Errorf("write %s.csv (%s): %w", d.id, d.Clothes, err)
	}
	return s, nil
}

// values are a row's texts by column.
func (d *dressed) values(r *row) []string {
	texts := make([]string, len(d.columns))
	n := 0
	for k := range d.columns {
		c := &d.columns[k]
		if !c.isValue() {
			texts[k] = d.cellLabel(r, c)
			continue
		}
		texts[k] = d.number(r, c, &r.values[n])
		n++
	}
	return texts
}

// field writes one field, quoted where it has to be.
func (s *sheet) field(cell cellAt, n int, text string) {
	if n > 0 {
		s.write(string(s.d.Delimiter))
	}
	quoted := s.d.Quoted || strings.ContainsAny(text, "\"\n\r"+string(s.d.Delimiter))
	if quoted {
		s.write(`"`)
	}
	s.spots[cell] = s.at
	s.write(strings.ReplaceAll(text, `"`, `""`))
	if quoted {
		s.write(`"`)
	}
}

func (s *sheet) end() {
	s.text.WriteString(s.d.LineEnd)
	s.at = spot{s.at.line + 1, 1}
}

func (s *sheet) write(text string) {
	s.text.WriteString(text)
	s.at = s.at.after(text)
}

// after is the place behind a text that begins at the place.
func (p spot) after(text string) spot {
	if n := strings.Count(text, "\n"); n > 0 {
		return spot{p.line + n, utf8.RuneCountInString(text[strings.LastIndexByte(text, '\n')+1:]) + 1}
	}
	p.column += utf8.RuneCountInString(text)
	return p
}

// encode turns UTF-8 into the bytes of an encoding.
func encode(text, encoding string) ([]byte, error) {
	switch encoding {
	case "", "utf-8":
		return []byte(text), nil
	case "utf-8-bom":
		return []byte("\ufeff" + text), nil
	case "windows-1252":
		return charmap.Windows1252.NewEncoder().Bytes([]byte(text))
	case "utf-16le", "utf-16be":
		var out []byte
		for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
			low, high := byte(u), byte(u>>8)
			if encoding == "utf-16be" {
				low, high = high, low
			}
			out = append(out, low, high)
		}
		return out, nil
	}
	return nil, fmt.Errorf("unknown encoding %q", encoding)
}

// yaml writes the table's description.
func (d *dressed) yaml() []byte {
	var b strings.Builder
	put := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, value)
		}
	}
	put("title", quote(d.title))
	put("kind", d.kind)
	put("unit", d.Unit)
	put("sign", d.Sign)
	put("split", d.split)
	put("sums", d.sums)
	put("note", quote(d.note))
	b.WriteString("source: {system: ekonomisystemet, note: påhittade siffror}\n")
	if len(d.missing) > 0 {
		put("missing", "["+strings.Join(d.missing, ", ")+"]")
	}
	d.dialect(put)
	d.describe(&b)
	d.relate(&b)
	return []byte(b.String())
}

// dialect declares how the file is written, where that is asked for or cannot
// be found out.
func (d *dressed) dialect(put func(key, value string)) {
	if d.Declared {
		put("encoding", strings.TrimSuffix(orDefault(d.Encoding, "utf-8"), "-bom"))
		put("delimiter", map[rune]string{';': `";"`, ',': `","`, '\t': "tab"}[d.Delimiter])
	}
	points := d.Thousands == "." || d.Thousands == ","
	if d.Declared || points || d.threeDecimals() {
		put("decimal", `"`+string(d.Decimal)+`"`)
	}
	if d.Thousands != "" && (d.Declared || points) {
		put("thousands", quote(d.Thousands))
	}
}

func orDefault(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// threeDecimals reports whether a lone decimal sign could be one of thousands.
func (d *dressed) threeDecimals() bool {
	return d.decimals() == 3 || d.Trimmed && d.decimals() > 2
}

// decimals is how many the amounts have; −1 when there are none.
func (d *dressed) decimals() int {
	if power(d.Unit) < 0 {
		return -1
	}
	for i := range d.rows {
		for k, c := range d.valueColumns() {
			if d.unitOf(&d.rows[i], c) == d.unit {
				return d.rows[i].values[k].decimals + power(d.Unit) - power(d.unit)
			}
		}
	}
	return -1
}

// describe writes the columns' entries.
func (d *dressed) describe(b *strings.Builder) {
	started := false
	for k := range d.columns {
		c := &d.columns[k]
		if !c.declare && d.Names == 0 {
			continue
		}
		if !started {
			b.WriteString("columns:\n")
			started = true
		}
		fmt.Fprintf(b, "  %s: %s\n", quote(d.headers[k]), d.entry(c))
	}
}

// relate writes the declared relations.
func (d *dressed) relate(b *strings.Builder) {
	if len(d.relations) > 0 {
		b.WriteString("relations:\n")
	}
	for _, r := range d.relations {
		header := func(key string) string { return quote(d.header(key)) }
		switch r.rule {
		case "FLOW":
			fmt.Fprintf(b, "  - {rule: FLOW, opening: %s, started: %s, closed: %s, ongoing: %s}\n",
				header(r.terms[0]), header(r.terms[1]), header(r.terms[2]), header(r.result))
		case "RATIO":
			fmt.Fprintf(b, "  - {rule: RATIO, result: %s, numerator: %s, denominator: %s}\n", header(r.result), header(r.terms[0]), header(r.terms[1]))
		case "MULT":
			fmt.Fprintf(b, "  - {rule: MULT, result: %s, factors: [%s, %s]}\n", header(r.result), header(r.terms[0]), header(r.terms[1]))
		}
	}
}

// entry is what the description says about a column.
func (d *dressed) entry(c *column) string {
	if !c.isValue() {
		if c.role == "lines" {
			return "group" // so cost-types calls the column of lines
		}
		return c.role
	}
	spec := c.spec
	switch {
	case len(spec) == 0:
		return "value"
	case spec[0].key == "role":
		return spec[0].value
	}
	if c.of != "" {
		spec = append(spec[:len(spec):len(spec)], pair{"of", quote(d.header(c.of))}, pair{"against", quote(d.header(c.against))})
	}
	if d.Trimmed && d.account() {
		spec = append(spec[:len(spec):len(spec)], pair{"decimals", strconv.Itoa(d.decimals())})
	}
	parts := make([]string, len(spec))
	for i, p := range spec {
		parts[i] = p.key + ": " + p.value
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// quote writes a text as YAML wants it.
func quote(text string) string {
	if text == "" || !strings.ContainsAny(text, "\"'#:{}[],&*!|>%@`\u00a0\u202f ") && strings.Trim(text[:1], "0123456789-.") != "" {
		return text
	}
	out, err := json.Marshal(text)
	if err != nil {
		panic("testsite: a text that JSON cannot write: " + err.Error())
	}
	return string(out)
}
