package spreadsheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// file is what a program that reads workbooks gets of one.
type file struct {
	parts  map[string]string
	shared []string
}

func write(t testing.TB, b *Book) []byte {
	t.Helper()
	var out bytes.Buffer
	var w Writer
	if err := w.Write(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read opens a workbook and holds every part to be well-formed.
func read(t testing.TB, content []byte) *file {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	f := &file{parts: map[string]string{}}
	for _, entry := range z.File {
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		f.parts[entry.Name] = string(text)
		d := xml.NewDecoder(bytes.NewReader(text))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", entry.Name, err, text)
			}
		}
	}
	var sst struct {
		SI []struct {
			T string `xml:"t"`
		} `xml:"si"`
	}
	f.decode(t, "xl/sharedStrings.xml", &sst)
	for _, si := range sst.SI {
		f.shared = append(f.shared, si.T)
	}
	return f
}

func (f *file) decode(t testing.TB, part string, into any) {
	t.Helper()
	if err := xml.Unmarshal([]byte(f.parts[part]), into); err != nil {
		t.Fatalf("%s: %v", part, err)
	}
}

// cells returns the sheet's cells by address: numbers as they are written, texts
// with a quote before them.
func (f *file) cells(t testing.TB, sheet int) map[string]string {
	t.Helper()
	var s struct {
		C []struct {
			R string `xml:"r,attr"`
			T string `xml:"t,attr"`
			V string `xml:"v"`
		} `xml:"sheetData>row>c"`
	}
	f.decode(t, fmt.Sprintf("xl/worksheets/sheet%d.xml", sheet), &s)
	cells := map[string]string{}
	for _, c := range s.C {
		if c.T == "s" {
			var i int
			if _, err := fmt.Sscan(c.V, &i); err != nil || i >= len(f.shared) {
				t.Fatalf("%s: no shared text %q", c.R, c.V)
			}
			c.V = "'" + f.shared[i]
		}
		cells[c.R] = c.V
	}
	return cells
}

func book() *Book {
	return &Book{
		Title: "Drift & personal", Author: "Nämnden", Description: "Första raden\nandra", Lang: "sv", Created: "2020-05-12",
		TableName: "Tabell_drift", TableSheet: "Tabell", NotesSheet: "Om tabellen", Head: [2]string{"Uppgift", "Innehåll"},
		Columns: []Column{{Title: "Kod"}, {Title: "Namn"}, {Title: "Utfall, tkr", Number: true}},
		Rows: [][]Cell{
			{{Text: "01"}, {Text: "Barn och unga"}, {Number: "-13777.80", Decimals: 1}},
			{{Text: "02"}, {Text: "Barn och unga"}, {Number: "123456789012345678901234567890.5", Decimals: 1}},
			{{}, {Text: "=1+1"}, {Text: ".."}},
		},
		Notes: []Note{{"Källa", "ekonomisystemet"}, {"Enhet", "tusen kronor"}},
	}
}

func TestWrite(t *testing.T) {
	t.Parallel()
	f := read(t, write(t, book()))
	cells := f.cells(t, 1)
	for at, want := range map[string]string{
		"A1": "'Kod", "C1": "'Utfall, tkr", "A2": "'01", "C2": "-13777.80", "C3": "123456789012345678901234567890.5", "B4": "'=1+1", "C4": "'..",
	} {
		if cells[at] != want {
			t.Errorf("%s is %s, want %s", at, cells[at], want)
		}
	}
	if _, ok := cells["A4"]; ok || len(cells) != 11 {
		t.Errorf("%d cells: %v", len(cells), cells)
	}
	if notes := f.cells(t, 2); notes["A1"] != "'Uppgift" || notes["B3"] != "'tusen kronor" {
		t.Errorf("notes %v", notes)
	}
	for part, want := range map[string]string{
		"xl/tables/table1.xml":     `displayName="Tabell_drift" ref="A1:C4"`,
		"xl/worksheets/sheet1.xml": `state="frozen"`,
		"docProps/core.xml":        `<dc:title>Drift &amp; personal</dc:title>`,
		"xl/workbook.xml":          `'Tabell'!$1:$1`,
	} {
		if !strings.Contains(f.parts[part], want) {
			t.Errorf("%s lacks %s:\n%s", part, want, f.parts[part])
		}
	}
	for name, text := range f.parts {
		if strings.Contains(text, "mergeCell") || strings.Contains(text, "<f>") {
			t.Errorf("%s has merged cells or formulas", name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	t.Parallel()
	var w Writer
	want := write(t, book())
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			var out bytes.Buffer
			if err := w.Write(&out, book()); err != nil || !bytes.Equal(out.Bytes(), want) {
				t.Errorf("other bytes, %v", err)
			}
		})
	}
	wait.Wait()
}

func TestHostile(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("å", 40_000)
	b := &Book{
		TableSheet: "a/b: [en mycket lång tabell] om 'allt'", NotesSheet: "<&>",
		Columns: []Column{{Title: ""}, {Title: "Namn"}, {Title: "NAMN"}, {Title: " namn "}, {Title: strings.Repeat("x", 500)}},
		Rows:    [][]Cell{{{Text: "\x00<b>&\"\x1b"}, {Text: "_x0041_"}, {Text: long}, {Text: "\xff"}, {Number: "1", Decimals: 99}}},
	}
	f := read(t, write(t, b))
	cells := f.cells(t, 1)
	for at, want := range map[string]string{
		"A1": "'2", "B1": "'Namn", "C1": "'NAMN 2", "D1": "'namn 3",
		"A2": "'\ufffd<b>&\"\ufffd", "B2": "'_x005F_x0041_", "D2": "'\ufffd", "E2": "1",
	} {
		if cells[at] != want {
			t.Errorf("%s is %.60s, want %s", at, cells[at], want)
		}
	}
	if n := len([]rune(cells["C2"])) - 1; n != maxText {
		t.Errorf("the long text has %d characters", n)
	}
	if n := len([]rune(cells["E1"])) - 1; n > maxHeader {
		t.Errorf("the long header has %d characters", n)
	}
	if !strings.Contains(f.parts["xl/workbook.xml"], `name="a-b- -en mycket lång tabell- om"`) {
		t.Errorf("sheet %s", f.parts["xl/workbook.xml"])
	}
}

func TestNoRows(t *testing.T) {
	t.Parallel()
	b := book()
	b.Rows, b.Created = nil, ""
	f := read(t, write(t, b))
	if f.parts["xl/tables/table1.xml"] != "" || strings.Contains(f.parts["[Content_Types].xml"], "table1") || strings.Contains(f.parts["xl/worksheets/sheet1.xml"], "tablePart") {
		t.Error("a table without rows is no table to Excel")
	}
	if strings.Contains(f.parts["docProps/core.xml"], "dcterms:created") {
		t.Error("a day that nobody gave")
	}
}

func TestFits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		rows, columns int
		want          bool
	}{{0, 1, true}, {1, 0, false}, {maxRows - 1, maxColumns, true}, {maxRows, 1, false}, {1, maxColumns + 1, false}} {
		if Fits(tt.rows, tt.columns) != tt.want {
			t.Errorf("Fits(%d, %d) is not %v", tt.rows, tt.columns, tt.want)
		}
	}
}

func TestTableName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Tabell_drift": "Tabell_drift", "a1": "Tabell_a1", "": "Tabell_", "8 kap. <lag>": "_8_kap___lag_", "Tabell_mått-2": "Tabell_mått_2",
	} {
		if got := tableName(name); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
}

func TestLetters(t *testing.T) {
	t.Parallel()
	for column, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA", maxColumns - 1: "XFD"} {
		if got := letters(column); got != want {
			t.Errorf("letters(%d) = %s, want %s", column, got, want)
		}
	}
}

// FuzzText holds that any text makes a workbook that XML can read, and that a
// text without control characters comes back.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "å", "<&>\"'", "_x000D_", "\x00", "a\r\nb", strings.Repeat("x", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := &Book{Title: s, TableSheet: s, NotesSheet: "n", Columns: []Column{{Title: s}}, Rows: [][]Cell{{{Text: s}}}, Notes: []Note{{s, s}}}
		got := read(t, write(t, b)).cells(t, 1)["A2"]
		if plain := strings.ToValidUTF8(s, "\ufffd"); plain == s && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == '_' || r > 0xfff0 }) && len(s) < maxText && s != "" && got != "'"+s {
			t.Errorf("%q came back as %q", s, got)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	bk := book()
	for i := range 40 {
		row := []Cell{{Text: strconv.Itoa(i)}, {Text: "Verksamhet nummer " + strconv.Itoa(i)}, {Number: strconv.Itoa(i*7919) + ".5", Decimals: 1}}
		bk.Rows = append(bk.Rows, row)
	}
	var w Writer
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(io.Discard, bk); err != nil {
			b.Fatal(err)
		}
	}
}
