package prose

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
	"tertial/internal/swedish"
)

// numerals are the numbers of all texts of a site's reports, as printed.
func numerals(t *testing.T, site fs.FS) []string {
	t.Helper()
	var linking diag.List
	var all []string
	for _, r := range linkAll(t, site, &linking) {
		for _, p := range OfReport(r).Passages {
			for _, s := range swedish.Read(p.Text, nil).Sentences {
				for i := range s.Items {
					if it := &s.Items[i]; it.Kind == swedish.Amount {
						all = append(all, numeral(it.Digits.Of(p.Text)))
					}
				}
			}
		}
	}
	return all
}

// TestOffersPrintTheSame writes every figure that is offered, and reads the
// same numbers in the text as before, now bound.
func TestOffersPrintTheSame(t *testing.T) {
	t.Parallel()
	_, site := plantAll(t, 5, 400)
	found, before := checkSite(t, site)
	var offered []diag.Finding
	for _, f := range found.Sorted() {
		if f.Code == "UNBOUND" && f.Instead != "" {
			offered = append(offered, f)
		}
	}
	if len(offered) < 100 {
		t.Fatalf("only %d figures are offered", len(offered))
	}
	files := fstest.MapFS{}
	for i := len(offered) - 1; i >= 0; i-- { // from behind, so that places hold
		f := offered[i]
		if files[f.Place.File] == nil {
			text, err := fs.ReadFile(site, f.Place.File)
			if err != nil {
				t.Fatal(err)
			}
			files[f.Place.File] = &fstest.MapFile{Data: text}
		}
		lines := strings.Split(string(files[f.Place.File].Data), "\n")
		line := []rune(lines[f.Place.Line-1])
		lines[f.Place.Line-1] = string(line[:f.Place.Column-1]) + f.Instead + string(line[f.Place.Column-1+f.Place.Length:])
		files[f.Place.File].Data = []byte(strings.Join(lines, "\n"))
	}
	bound := withText{site, files}
	_, after := checkSite(t, bound)
	more := 0
	for i := range before {
		more += after[i].Bound - before[i].Bound
		if after[i].All() != before[i].All() {
			t.Errorf("report %d has %d numbers, and had %d", i, after[i].All(), before[i].All())
		}
	}
	if more != len(offered) {
		t.Errorf("%d figures were written, %d numbers are bound", len(offered), more)
	}
	a, b := numerals(t, site), numerals(t, bound)
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			t.Fatalf("number %d is %q, and was %q", i, b[i], a[i])
		}
	}
	t.Logf("%d figures offered", len(offered))
}
