package asis_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"tertial/internal/asis"
	"tertial/internal/diag"
	"tertial/internal/golden"
)

// TestRead compares what excerpts are read as with what stands beside them.
func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			c.Compare(t, "want", dump(read(t, c.Text("text.txt"))))
		})
	}
}

func read(t testing.TB, text string) *asis.Document {
	t.Helper()
	var diags diag.List
	d := asis.Read("text.txt", []byte(text), &diags)
	if d == nil {
		t.Fatal("the text cannot be read")
	}
	return d
}

var kinds = []string{"paragraph", "heading", "title", "item", "row", "contents", "entry", "page", "note"}

// dump writes a document down.
func dump(d *asis.Document) string {
	var out strings.Builder
	for i := range d.Blocks {
		b := &d.Blocks[i]
		fmt.Fprintf(&out, "%d %s", d.Place(b.Start, b.End).Line, kinds[b.Kind])
		if b.Number != nil {
			fmt.Fprintf(&out, " %v", b.Number)
		}
		if b.Mark != "" {
			fmt.Fprintf(&out, " <%s>", b.Mark)
		}
		text := []rune(strings.ReplaceAll(b.Text, "\t", "|"))
		fmt.Fprintf(&out, " part %d: %s\n", b.Part, string(text[:min(len(text), 60)]))
	}
	for _, c := range d.Contents {
		for _, e := range c.Entries {
			fmt.Fprintf(&out, "entry %v %q page %d %q at %q\n", e.Number, e.Title, e.Page, e.PageText, d.Source.Text[e.Start:e.End])
		}
	}
	for _, a := range d.Agendas {
		for _, item := range a.Items {
			fmt.Fprintf(&out, "agenda %d %q %s: section %d %q %s\n", item.Number, item.Title, number(item.Diary), item.Section, item.Heading, number(item.SectionDiary))
		}
	}
	for _, table := range d.Tables {
		fmt.Fprintf(&out, "table at block %d, %d rows, %d headers, under %q\n", table.First, len(table.Rows), table.Heads, table.Context)
		for _, r := range table.Rows {
			for _, c := range r.Cells {
				fmt.Fprintf(&out, " [%s]", c.Text)
			}
			out.WriteByte('\n')
		}
	}
	for _, n := range d.Diaries {
		fmt.Fprintf(&out, "diary %s\n", number(&n))
	}
	return out.String()
}

func number(n *asis.Diary) string {
	if n == nil {
		return "–"
	}
	return fmt.Sprintf("%s%s%d%s%s", n.Prefix, n.Between, n.Year, n.Colon, n.Digits)
}

// TestEncodings reads one text in all encodings that are known.
func TestEncodings(t *testing.T) {
	t.Parallel()
	const text = "Månadsrapport\n\nÄrendet är återförvisat – åter.\n"
	latin, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	encode := func(order unicode.Endianness, mark unicode.BOMPolicy) string {
		s, err := unicode.UTF16(order, mark).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for name, raw := range map[string]string{
		"utf-8": text, "utf-8 with a mark": "\ufeff" + text, "windows-1252": latin,
		"utf-16le": encode(unicode.LittleEndian, unicode.UseBOM), "utf-16be": encode(unicode.BigEndian, unicode.UseBOM),
		"utf-16le without a mark": encode(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16be without a mark": encode(unicode.BigEndian, unicode.IgnoreBOM),
	} {
		if got := string(read(t, raw).Source.Text); got != text {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestNoText(t *testing.T) {
	t.Parallel()
	for raw, variant := range map[string]string{
		"%PDF-1.7\n": "", "PK\x03\x04rest": "", "{\\rtf1": "", "ab\x00\x01\x02c\xff": "binary", "\n \n": "empty", "": "empty",
		strings.Repeat("a", asis.MaxSize+1): "size",
	} {
		var diags diag.List
		d := asis.Read("f", []byte(raw), &diags)
		found := diags.Sorted()
		if d != nil || len(found) != 1 || found[0].Code != "AS-IS" || found[0].Variant != variant {
			t.Errorf("%.10q: %v", raw, found)
		}
	}
}

func TestSplitNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text   string
		number []int
		dotted bool
		rest   string
	}{
		{"2.1 Ekonomi", []int{2, 1}, false, "Ekonomi"},
		{"3. Syfte", []int{3}, true, "Syfte"},
		{"4) Svar", []int{4}, true, "Svar"},
		{"09 Information", []int{9}, false, "Information"},
		{"2.1.1.1\tMål", []int{2, 1, 1, 1}, false, "Mål"},
		{"7", []int{7}, false, ""},
		{"2020 års budget", nil, false, "2020 års budget"},
		{"3,4 miljoner", nil, false, "3,4 miljoner"},
		{"0 kronor", nil, false, "0 kronor"},
		{"7h", nil, false, "7h"},
		{"Text", nil, false, "Text"},
		{"", nil, false, ""},
	} {
		number, dotted, rest := asis.SplitNumber(c.text)
		if !slices.Equal(number, c.number) || dotted != c.dotted || rest != c.rest {
			t.Errorf("%q: %v %v %q", c.text, number, dotted, rest)
		}
	}
}

func TestDiaryNumbers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"(SN/2020:238)": "SN/2020:238", "SN 2020:218 och KS2020/158": "SN 2020:218 KS2020/158", "SN-2020/33": "SN-2020/33", "SN 2020/0238": "SN 2020/0238",
		"SN/ 2022:00019": "SN/ 2022:00019", "PN//2022:4": "PN//2022:4", "PN/2022 36": "PN/2022 36",
		"SOSFS 2014:4": "", "(2010:659)": "", "SKR 2021/22": "", "Prop. 2019/20:1": "", "IPS 2020 15": "", "i maj 2020": "", "IPS 2020-05-26": "", "HVB 2021: 12": "",
	} {
		var got []string
		for n := range asis.DiaryNumbers(text) {
			got = append(got, text[n.Start:n.End])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// FuzzRead looks for texts that cannot be read, and for places outside the text.
func FuzzRead(f *testing.F) {
	for _, c := range golden.Cases(f, "testdata/*.txtar") {
		f.Add([]byte(c.Text("text.txt")))
	}
	f.Add([]byte("Innehåll\n1\tA\t1\n2\tB\t2\n3\tC\tFel! Bokmärket är inte definierat.\n\n**1****A (SN/2020:1)****Beslut**\r\n| a | b |\n|---|---|\n| 1 | 2 |\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var diags diag.List
		d := asis.Read("f", raw, &diags)
		if d == nil {
			if diags.Len() == 0 {
				t.Fatal("nothing is said of a file that is not read")
			}
			return
		}
		inside := func(what string, start, end int) {
			if start < 0 || end < start || end > len(d.Source.Text) {
				t.Fatalf("%s at %d–%d of %d", what, start, end, len(d.Source.Text))
			}
		}
		for i := range d.Blocks {
			b := &d.Blocks[i]
			inside("block", b.Start, b.End)
			if !utf8.ValidString(b.Text) && utf8.Valid(d.Source.Text) {
				t.Fatalf("block %d is cut inside a character", i)
			}
			if b.Part < 0 || b.Part >= len(d.Parts) {
				t.Fatalf("block %d is of no part", i)
			}
		}
		for _, c := range d.Contents {
			for _, e := range c.Entries {
				inside("entry", e.Start, e.End)
			}
		}
		for _, table := range d.Tables {
			for _, r := range table.Rows {
				for _, c := range r.Cells {
					inside("cell", c.Start, c.End)
				}
			}
		}
		for i := range d.Diaries {
			inside("diary number", d.Diaries[i].Start, d.Diaries[i].End)
		}
	})
}
