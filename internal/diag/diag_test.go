package diag

import (
	"bytes"
	"strings"
	"testing"
)

func TestPlace(t *testing.T) {
	t.Parallel()
	src := NewSource("data/x.csv", []byte("a;b\r\nå;ä\rsista\n\n"))
	tests := []struct {
		start, end   int
		line, column int
		length       int
		text         string
	}{
		{0, 1, 1, 1, 1, "a;b"},
		{2, 9, 1, 3, 1, "a;b"}, // cut at the line's end
		{8, 10, 2, 3, 1, "å;ä"},
		{11, 16, 3, 1, 5, "sista"},
		{17, 17, 4, 1, 1, ""},
		{99, 120, 5, 1, 1, ""},
		{-3, 1, 1, 1, 1, "a;b"},
	}
	for _, tt := range tests {
		got := src.Place(tt.start, tt.end)
		if got.Line != tt.line || got.Column != tt.column || got.Length != tt.length || got.Text != tt.text {
			t.Errorf("Place(%d, %d) = %+v, want %+v", tt.start, tt.end, got, tt)
		}
		if line := src.Line(tt.start); tt.start >= 0 && line != tt.line {
			t.Errorf("Line(%d) = %d, want %d", tt.start, line, tt.line)
		}
	}
}

func TestExcerptOfLongLine(t *testing.T) {
	t.Parallel()
	line := strings.Repeat("å", 1000) + "X" + strings.Repeat("ä", 1000)
	at := NewSource("x", []byte(line)).Place(2000, 2001)
	if at.Column != 1001 || len([]rune(at.Text)) != excerptWidth {
		t.Fatalf("column %d, %d code points shown", at.Column, len([]rune(at.Text)))
	}
	if shown := []rune(at.Text)[at.Column-1-at.Shift]; shown != 'X' {
		t.Errorf("the marker points at %q", shown)
	}
}

func TestColumnLetter(t *testing.T) {
	t.Parallel()
	for column, want := range map[int]string{-1: "", 0: "A", 25: "Z", 26: "AA", 27: "AB", 701: "ZZ", 702: "AAA"} {
		if got := ColumnLetter(column); got != want {
			t.Errorf("ColumnLetter(%d) = %q, want %q", column, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	words := []string{"title", "visibility", "period", "avvikelse"}
	for word, want := range map[string]string{"titel": "title", "visibilty": "visibility", "Avikelse": "avvikelse", "zzz": "", "perido": "period"} {
		if got := Nearest(word, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
	years := []string{"Utfall 2020", "Utfall 2021", "Budget"}
	for word, want := range map[string]string{"Utfal 2021": "Utfall 2021", "Utfall 2012": "Utfall 2021", "Utfall 2019": "", "Budget 1": "Budget"} {
		if got := Nearest(word, years); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
	if got := Shortlist([]string{"a", "b", "c", "d", "e", "f"}); got != "a, b, c, d, e …" {
		t.Errorf("Shortlist = %q", got)
	}
}

func TestListSortsAndDropsDoubles(t *testing.T) {
	t.Parallel()
	src := NewSource("b.md", []byte("en rad\ntvå"))
	list, other := &List{}, &List{}
	list.Report("XREF", src.Place(7, 9), "id", "x", "nearest", "y")
	other.Report("DATASET", src.Place(0, 2), "id", "x", "list", "y")
	other.Report("XREF", src.Place(7, 9), "id", "x", "nearest", "y")
	list.Merge(other)
	got := list.Sorted()
	if list.Len() != 3 || len(got) != 2 || got[0].Code != "DATASET" || got[1].Code != "XREF" {
		t.Errorf("Sorted = %v", got)
	}
	if !list.Failed() || list.Count(Error) != 3 || list.Count(Warning) != 0 {
		t.Error("errors are miscounted")
	}
}

func TestPrinter(t *testing.T) {
	t.Parallel()
	src := NewSource("data/drift.csv", []byte("kod;belopp\n73;2\u00a0000\n"))
	f := New("SUM", src.Place(14, 20).InCell("belopp", 1), "stated", "2 000", "computed", "1 000", "difference", "1 000").
		See("rows", src.Place(0, 3), "count", 2, "first", "a", "last", "b").Propose("1 000")
	var sv, colour, en bytes.Buffer
	if err := (Printer{Lang: "sv"}).Print(&sv, []Finding{f}); err != nil {
		t.Fatal(err)
	}
	want := `data/drift.csv:2:4 (kolumn B, ”belopp”): fel: Summan stämmer inte. Det står 2 000, men raderna blir 1 000; skillnaden är 1 000. ` +
		`Kontrollera raderna eller lägg in skillnaden som känd, med en förklaring. [SUM]
    2 | 73;2` + "\u00a0" + `000
      |    ^~~~~
      |    1 000
  data/drift.csv:1:1: se: antal rader som räknas in: 2, från a till b
    1 | kod;belopp
      | ^~~
1 fel, 0 varningar, 0 upplysningar, 0 kända skillnader
Läs mer: tertial explain SUM
`
	if sv.String() != want {
		t.Errorf("printed:\n%s\nwant:\n%s", sv.String(), want)
	}
	if err := (Printer{Lang: "en", Color: true}).Print(&colour, []Finding{f}); err != nil || !strings.Contains(colour.String(), "\x1b[1;31merror\x1b[0m") {
		t.Errorf("no colour in %q (%v)", colour.String(), err)
	}
	if err := (Printer{Lang: "en"}).Print(&en, []Finding{New("SUM", Place{}), New("SUM", Place{File: "a"})}); err != nil || !strings.HasPrefix(en.String(), "the site: error: The sum does not add up.") {
		t.Errorf("printed %q (%v)", en.String(), err)
	}
	if err := (Printer{}).Print(&en, nil); err != nil {
		t.Error(err)
	}
}

func TestWriteJSON(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	f := New("XREF", NewSource("a.md", []byte("[](#x)")).Place(0, 6), "id", "x", "nearest", "y")
	if err := WriteJSON(&out, []Finding{f}, "en"); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"code": "XREF"`, `"severity": "error"`, `"line": 1`, `“#x”`} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("lacks %s: %s", part, out.String())
		}
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	page, ok := Explain("SUM", "en")
	if !ok || !strings.HasPrefix(page.Markdown("en"), "# SUM: The sum does not add up\n\n*error*\n\n> ") {
		t.Errorf("page: %v", page)
	}
	for _, text := range []string{"", "---\ntitle: x\n---\n", "---\nbad\n---\n", "---\nseverity: fatal\n---\n", "---\nwhat: x\n---\n"} {
		if _, err := parsePage("X", text); err == nil {
			t.Errorf("parsePage(%q) found nothing wrong", text)
		}
	}
}

func TestFill(t *testing.T) {
	t.Parallel()
	got := Fill("{a} av {b} {c {a}", "sv", Args("a", 1, "b", Note))
	if got != "1 av note {c {a}" {
		t.Errorf("Fill = %q", got)
	}
}

// TestPrintObeysNothing: what stands in a file is shown to a terminal and never
// steers it.
func TestPrintObeysNothing(t *testing.T) {
	t.Parallel()
	source := NewSource("a\x1b[2J.csv", []byte("x\x1b]0;owned\x07\u202ey\u009b1m\tz\x7f\n"))
	at := source.Place(0, 3).InCell("h\x1b[1m", 0)
	f := New("CSV-DOUBLE", at, "header", "\x1b[31m", "letter", "\b").Propose("\x1b[3m").See("first", source.Place(1, 2), "header", "\a")
	var out strings.Builder
	if err := (Printer{Lang: "en"}).Print(&out, []Finding{f}); err != nil {
		t.Fatal(err)
	}
	for _, r := range out.String() {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == '\u202e' {
			t.Errorf("%q reached the terminal:\n%q", r, out.String())
		}
	}
}
