package build

import (
	"testing"

	"tertial/internal/asis"
	"tertial/internal/diag"
	"tertial/internal/golden"
)

// FuzzRecount reads anything as a paper: its tables are counted without a panic,
// and every finding has a place in the paper.
func FuzzRecount(f *testing.F) {
	for _, c := range golden.Cases(f, "testdata/asis/*.txtar") {
		f.Add([]byte(c.Text("papper.txt")))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := asis.Read("papper.txt", raw, &diag.List{})
		if d == nil {
			return
		}
		var diags diag.List
		checkAsIs(d, nil, &diags)
		for _, found := range diags.Sorted() {
			if found.Place.File != "papper.txt" || found.Message("sv") == "" {
				t.Errorf("%s stands at %v: %s", found.Code, found.Place, found.Message("sv"))
			}
		}
	})
}
