package tabular

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"tertial/internal/diag"
	"tertial/internal/golden"
)

func TestReadGolden(t *testing.T) {
	t.Parallel()
	for _, file := range golden.Inputs(t, "testdata/grid/*.csv", ".golden") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".csv"), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var diags diag.List
			grid := Read("data/"+filepath.Base(file), raw, Dialect{}, &diags)
			checkPlaces(t, grid)
			golden.Compare(t, file+".golden", dump(t, grid)+printed(t, &diags))
		})
	}
}

// dump writes a grid so that a person can compare it with the file.
func dump(t *testing.T, g *Grid) string {
	t.Helper()
	if g == nil {
		return "nothing\n"
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s, %q\n", g.Encoding, g.Delimiter)
	write := func(label string, fields []Field) {
		out.WriteString(label + ":")
		for i, f := range fields {
			p := g.Place(f, i)
			fmt.Fprintf(&out, " %d:%d %q", p.Line, p.Column, f.Text)
		}
		out.WriteByte('\n')
	}
	write("header", g.Header)
	for _, r := range g.Records {
		write(strconv.Itoa(r.Line), r.Fields)
	}
	return out.String()
}

// printed lists findings with their messages in both languages, whatever the
// printer makes of them.
func printed(t *testing.T, diags *diag.List) string {
	t.Helper()
	var out strings.Builder
	for _, f := range diags.Sorted() {
		p := f.Place
		fmt.Fprintf(&out, "\n%s %s %d:%d+%d", f.Severity, strings.TrimSpace(string(f.Code)+" "+f.Variant), p.Line, p.Column, p.Length)
		if p.Letter != "" {
			fmt.Fprintf(&out, " %s %q", p.Letter, p.Header)
		}
		out.WriteByte('\n')
		for _, lang := range diag.Languages() {
			m := f.Message(lang)
			if strings.Contains(m, "{") {
				t.Errorf("a message has a name without a value: %s", m)
			}
			fmt.Fprintf(&out, "  %s: %s\n", lang, m)
		}
		if f.Instead != "" {
			fmt.Fprintf(&out, "  instead: %s\n", f.Instead)
		}
		for _, r := range f.Related {
			fmt.Fprintf(&out, "  %d:%d: %s\n", r.Place.Line, r.Place.Column, f.RelatedText(r, "sv"))
		}
	}
	return out.String()
}

// checkPlaces checks what every grid promises of its fields.
func checkPlaces(t *testing.T, g *Grid) {
	t.Helper()
	if g == nil {
		return
	}
	text := g.Source.Text
	check := func(f Field) {
		if f.Start < 0 || f.End < f.Start || f.End > len(text) {
			t.Fatalf("field %q lies at %d:%d of %d bytes", f.Text, f.Start, f.End, len(text))
		}
		raw := string(text[f.Start:f.End])
		if f.Quoted {
			raw = strings.ReplaceAll(strings.ReplaceAll(raw, `""`, `"`), "\r\n", "\n")
		}
		if raw != f.Text {
			t.Fatalf("field is %q, but %q stands at its place", f.Text, raw)
		}
	}
	for _, f := range g.Header {
		check(f)
	}
	last := 0
	for _, r := range g.Records {
		if len(r.Fields) != len(g.Header) {
			t.Fatalf("line %d has %d fields, the header %d", r.Line, len(r.Fields), len(g.Header))
		}
		for _, f := range r.Fields {
			check(f)
		}
		if r.Line <= last || r.Line > g.Source.Line(r.Fields[0].Start) {
			t.Fatalf("record of line %d after %d begins with a field on line %d", r.Line, last, g.Source.Line(r.Fields[0].Start))
		}
		last = r.Line
	}
}

// TestReadDialects writes one table in every dialect, encoding and line end.
func TestReadDialects(t *testing.T) {
	t.Parallel()
	table := [][]string{
		{"kod", "verksamhet; område", "rad", "utfall 2020, tkr", "prognos"},
		{"01", "Barn, unga och\nderas föräldrar", "Intäkter", "1 200,5", "1,5"},
		{"02", `Projekt "Bo hemma"`, "Kostnader", "-9 800", ""},
		{"03", "Äldre\tÖvriga", "Netto", "", "10 %"},
		{"", "Å", "", "–", "…"},
	}
	for _, delimiter := range []rune{';', ',', '\t'} {
		for _, lineEnd := range []string{"\n", "\r\n", "\r"} {
			for _, encoding := range []string{"utf-8", "utf-8-bom", "utf-16le", "utf-16le-bom", "utf-16be", "utf-16be-bom", "windows-1252"} {
				for _, quoteAll := range []bool{false, true} {
					raw := encode(t, write(table, delimiter, lineEnd, quoteAll), encoding)
					var diags diag.List
					g := Read("x.csv", raw, Dialect{}, &diags)
					checkPlaces(t, g)
					name := fmt.Sprintf("%q %q %s %v", delimiter, lineEnd, encoding, quoteAll)
					if diags.Len() > 0 || g == nil {
						t.Fatalf("%s: %s", name, printed(t, &diags))
					}
					if got := texts(g); !slices.EqualFunc(got, table, slices.Equal) {
						t.Errorf("%s: got %q", name, got)
					}
					if want := strings.TrimSuffix(encoding, "-bom"); g.Encoding != want || g.Delimiter != delimiter {
						t.Errorf("%s: found %s, %q", name, g.Encoding, g.Delimiter)
					}
				}
			}
		}
	}
}

func write(table [][]string, delimiter rune, lineEnd string, quoteAll bool) string {
	var out strings.Builder
	for _, row := range table {
		for i, cell := range row {
			if i > 0 {
				out.WriteRune(delimiter)
			}
			if quoteAll || strings.ContainsAny(cell, "\n\""+string(delimiter)) {
				cell = `"` + strings.ReplaceAll(strings.ReplaceAll(cell, `"`, `""`), "\n", lineEnd) + `"`
			}
			out.WriteString(cell)
		}
		out.WriteString(lineEnd)
	}
	return out.String()
}

func encode(t *testing.T, text, encoding string) []byte {
	t.Helper()
	encoding, bom := strings.CutSuffix(encoding, "-bom")
	if bom {
		text = "\ufeff" + text
	}
	var out bytes.Buffer
	for _, u := range utf16.Encode([]rune(text)) {
		switch encoding {
		case "utf-16le":
			out.Write([]byte{byte(u), byte(u >> 8)})
		case "utf-16be":
			out.Write([]byte{byte(u >> 8), byte(u)})
		}
	}
	switch encoding {
	case "utf-8":
		return []byte(text)
	case "windows-1252":
		b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	return out.Bytes()
}

func texts(g *Grid) [][]string {
	row := func(fields []Field) []string {
		out := make([]string, len(fields))
		for i, f := range fields {
			out[i] = f.Text
		}
		return out
	}
	all := [][]string{row(g.Header)}
	for _, r := range g.Records {
		all = append(all, row(r.Fields))
	}
	return all
}

func TestReadLimits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		give    string
		variant string
		rows    int // −1 for nothing
	}{
		{strings.Repeat("a;", maxColumns) + "b\n", "columns", -1},
		{"a" + strings.Repeat(";", 3*maxColumns) + "\n1\n", "", 1},
		{"a;b\n" + strings.Repeat("1;2\n", maxRecords+1), "rows", -1},
		{"a;b\n" + strings.Repeat("1\n", maxFindings+5), "findings", maxFindings + 5},
	}
	for i, tt := range tests {
		var diags diag.List
		g := Read("x.csv", []byte(tt.give), Dialect{}, &diags)
		rows := -1
		if g != nil {
			rows = len(g.Records)
		}
		if rows != tt.rows {
			t.Errorf("%d: %d rows, want %d", i, rows, tt.rows)
		}
		variant := ""
		for _, f := range diags.Sorted() {
			if f.Code == "CSV-SIZE" {
				variant = f.Variant
			}
		}
		if variant != tt.variant {
			t.Errorf("%d: variant %q, want %q", i, variant, tt.variant)
		}
	}
}

func TestReadDeclared(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		give    string
		dialect Dialect
		want    [][]string
		variant string // of the finding
	}{
		{"delimiter", "a;b,c\n1;2,3\n", Dialect{Delimiter: ','}, [][]string{{"a;b", "c"}, {"1;2", "3"}}, "none"},
		{"delimiter over separator line", "sep=,\na;b,c\n1;2,3\n", Dialect{Delimiter: ';'}, [][]string{{"a", "b,c"}, {"1", "2,3"}}, "none"},
		{"bar by separator line", "sep=|\na|b\n1|2\n", Dialect{}, [][]string{{"a", "b"}, {"1", "2"}}, "none"},
		{"windows-1252 decides", "a;b\n\x94;\x8f\n", Dialect{Encoding: "windows-1252"}, [][]string{{"a", "b"}, {"”", "�"}}, "none"},
		{"windows-1252 over valid UTF-8", "a;b\nÅ;1\n", Dialect{Encoding: "ANSI"}, [][]string{{"a", "b"}, {"Ã…", "1"}}, "none"},
		{"utf-8 decides", "a;b\nÃ¥;1\n", Dialect{Encoding: "UTF8"}, [][]string{{"a", "b"}, {"Ã¥", "1"}}, "none"},
		{"utf-8 with another byte", "a;b\n\xe5;1\n", Dialect{Encoding: "utf-8"}, [][]string{{"a", "b"}, {"å", "1"}}, "mixed"},
		{"utf-16", "a\x00;\x00b\x00\n\x001\x00;\x002\x00", Dialect{Encoding: "utf-16"}, [][]string{{"a", "b"}, {"1", "2"}}, "none"},
		{"utf-16 with a mark", "\xfe\xff\x00a\x00;\x00b\x00\n\x001\x00;\x002", Dialect{Encoding: "utf-16"}, [][]string{{"a", "b"}, {"1", "2"}}, "none"},
		{"utf-16le with the other mark", "\xfe\xff\x00a\x00;\x00b\x00\n\x001\x00;\x002", Dialect{Encoding: "utf-16le"}, [][]string{{"a", "b"}, {"1", "2"}}, "declared"},
		{"mark of utf-8", "\xef\xbb\xbfa;b\nå;2\n", Dialect{Encoding: "windows-1252"}, [][]string{{"a", "b"}, {"å", "2"}}, "declared"},
		{"unknown", "a;b\nå;2\n", Dialect{Encoding: "utf-9"}, [][]string{{"a", "b"}, {"å", "2"}}, "unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var diags diag.List
			g := Read("x.csv", []byte(tt.give), tt.dialect, &diags)
			checkPlaces(t, g)
			if got := texts(g); !slices.EqualFunc(got, tt.want, slices.Equal) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			variant := "none"
			for _, f := range diags.Sorted() {
				variant = f.Variant
			}
			if variant != tt.variant {
				t.Errorf("finding %q, want %q", variant, tt.variant)
			}
		})
	}
}

func TestReadLosesOnlyTheFaultyRecord(t *testing.T) {
	t.Parallel()
	// A fault is put into each place of each row in turn; all other rows stay.
	const rows = 6
	good := make([][]string, 0, rows)
	for i := range rows {
		good = append(good, []string{strconv.Itoa(i), "Namn " + strconv.Itoa(i), "text\npå två rader", strconv.Itoa(i * 100)})
	}
	for fault := range rows {
		for _, cell := range []string{`"öppen`, `a "b" c`, `"a" b`, `slut"`, `""x`, `a;b"c`} {
			for column := range 4 {
				var file strings.Builder
				file.WriteString("nr;namn;text;värde\n")
				for i, row := range good {
					line := write([][]string{row}, ';', "\n", false)
					if i == fault {
						flat := slices.Clone(row)
						flat[2] = "text"
						flat[column] = cell
						line = strings.Join(flat, ";") + "\n"
					}
					file.WriteString(line)
				}
				var diags diag.List
				g := Read("x.csv", []byte(file.String()), Dialect{}, &diags)
				checkPlaces(t, g)
				if diags.Len() == 0 {
					t.Errorf("no finding in\n%s", file.String())
				}
				got := texts(g)[1:]
				for i, row := range good {
					if i != fault && !slices.ContainsFunc(got, func(r []string) bool { return slices.Equal(r, row) }) {
						t.Errorf("row %d is lost in\n%s", i, file.String())
					}
				}
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/grid/*.csv")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, "", "")
		f.Add(raw, "utf-8", ";")
		f.Add(raw, "windows-1252", ",")
		f.Add(raw, "utf-16", "tab")
	}
	f.Fuzz(func(t *testing.T, raw []byte, encoding, delimiter string) {
		var diags diag.List
		c := map[string]rune{";": ';', ",": ',', "tab": '\t'}[delimiter]
		before := bytes.Clone(raw)
		g := Read("x.csv", raw, Dialect{Encoding: encoding, Delimiter: c}, &diags)
		checkPlaces(t, g)
		if !bytes.Equal(before, raw) {
			t.Fatal("the bytes of the file were changed")
		}
		if g == nil && diags.Len() == 0 {
			t.Fatal("nothing was read and nothing said")
		}
		for _, f := range diags.Sorted() {
			if m := f.Message("sv"); m == "" || f.Place.File != "x.csv" {
				t.Fatalf("bad finding %+v", f)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	table := [][]string{{"kod", "verksamhet", "rad", "ack_utfall", "ack_utfall_fg_år", "bokslut_fg_år", "helårsbudget", "prognos"}}
	for i := range 30 {
		n := strconv.Itoa(i)
		table = append(table, []string{n, "Verksamhet för stöd " + n, "Kostnader", "-1" + n + "0,5", "-1 200", "-9 999,9", "-10 000", "–"})
	}
	text := write(table, ';', "\r\n", false)
	latin, err := charmap.Windows1252.NewEncoder().Bytes([]byte(text))
	if err != nil {
		b.Fatal(err)
	}
	for _, bb := range []struct {
		name string
		raw  []byte
	}{{"utf-8", []byte(text)}, {"windows-1252", latin}} {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(bb.raw)))
			b.ReportAllocs()
			for b.Loop() {
				var diags diag.List
				if Read("x.csv", bb.raw, Dialect{}, &diags) == nil {
					b.Fatal("nothing read")
				}
			}
		})
	}
}

func TestReadWithoutNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		give string
		want [][]string // nil for nothing
	}{
		{"\"\"\n\"\"\n", nil},
		{"\"\n", nil},
		{"\"\";\"\"\n\na;b\n1;2\n", [][]string{{"a", "b"}, {"1", "2"}}},
		{"\u00a0\n\u200b;\na;b\n1;2\n", [][]string{{"a", "b"}, {"1", "2"}}},
		{strings.Repeat(";", 2*maxColumns) + "Titel\na;b\n1;2\n", nil},
	}
	for _, tt := range tests {
		var diags diag.List
		g := Read("x.csv", []byte(tt.give), Dialect{}, &diags)
		if g == nil {
			if tt.want != nil || diags.Len() == 0 {
				t.Errorf("%.40q: nothing, %d findings", tt.give, diags.Len())
			}
			continue
		}
		checkPlaces(t, g)
		if got := texts(g); !slices.EqualFunc(got, tt.want, slices.Equal) {
			t.Errorf("%.40q: got %q, want %q", tt.give, got, tt.want)
		}
	}
}
