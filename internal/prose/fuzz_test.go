package prose

import (
	"testing"

	"tertial/internal/asis"
	"tertial/internal/diag"
	"tertial/internal/golden"
)

// FuzzPaper checks any text as a converted document: no crash, and every
// finding stands in the file.
func FuzzPaper(f *testing.F) {
	for _, c := range golden.Cases(f, "testdata/*.txtar") {
		for _, file := range c.Files {
			f.Add(string(file.Data))
		}
	}
	f.Add("1 A\n\nVerksamhet\tBudget 2020\tPrognos 2020\nBarn\t1 000\t-2 000,5\n\n<p>Barn har en prognos på −2 005 tkr, 5 %-enheter och § 5.</p>\n\xff\t7")
	f.Fuzz(func(t *testing.T, text string) {
		var found diag.List
		d := asis.Read("paper.txt", []byte(text), &found)
		if d == nil {
			return
		}
		for _, in := range OfDocument(d) {
			Check(in, &found)
		}
		for _, x := range found.Sorted() {
			if x.Place.File != "paper.txt" || x.Place.Line < 1 || x.Place.Column < 1 {
				t.Errorf("%s has no place: %+v", x.Code, x.Place)
			}
			_, _ = x.Message("sv"), x.Message("en")
		}
	})
}
