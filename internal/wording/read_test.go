package wording

import (
	"os"
	"testing"

	"tertial/internal/diag"
	"tertial/internal/swedish"
)

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// FuzzCheck: no text makes a rule fail, and every finding lies in the text.
func FuzzCheck(f *testing.F) {
	f.Add("Kön har minskat från 88 till 90 dagar, varav 91 (17 av 22, 70 procent).", 0)
	f.Add("25 x 20 000 = 400 000 kr, ett underskott på −3 mnkr och tre mål:", 4)
	f.Fuzz(func(t *testing.T, text string, items int) {
		var diags diag.List
		source := diag.NewSource("text.md", []byte(text))
		at := func(start, end int) diag.Place {
			if start < 0 || end > len(text) || start > end {
				t.Fatalf("%d–%d of %d bytes", start, end, len(text))
			}
			return source.Place(start, end)
		}
		Check(&Paragraph{Text: swedish.Read(text, nil), At: at, Items: items, Year: 2021}, &diags)
	})
}

// BenchmarkCheck judges one sentence that many rules look at.
func BenchmarkCheck(b *testing.B) {
	text := "Väntetiden har ökat med 2 dagar, från 88 till 90 dagar, och 17 av 22 synpunkter, motsvarande 77 procent, besvarades i tid jämfört med 2020."
	source := diag.NewSource("text.md", []byte(text))
	read := swedish.Read(text, nil)
	b.ReportAllocs()
	for b.Loop() {
		var diags diag.List
		Check(&Paragraph{Text: read, At: source.Place, Year: 2021}, &diags)
	}
}
