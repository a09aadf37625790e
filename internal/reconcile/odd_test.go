package reconcile_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/reconcile"
)

// odd is what may stand where a number is expected.
var odd = [...]string{"", "..", ".", "-", "Ja", "Mäts i höst", "0", "0,0", "-0", "1/2/3", "12 %", "99999999999999999999999999999999999999", "-0,00000001", "1.234"}

// TestOddCells puts something odd into every cell of every case, headers and
// names among them: a rule may be silent, but never fails.
func TestOddCells(t *testing.T) {
	t.Parallel()
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for f := range archive.Files {
			part := &archive.Files[f]
			if filepath.Ext(part.Name) != ".csv" {
				continue
			}
			whole := part.Data
			for cell := range strings.Count(string(whole), ";") {
				part.Data = []byte(withOdd(string(whole), cell, odd[n%len(odd)]))
				n++
				checkAll(t, archive)
			}
			part.Data = whole
		}
	}
	if n < 500 {
		t.Errorf("only %d cells", n)
	}
}

// withOdd replaces the cell behind the separator of the number.
func withOdd(csv string, cell int, text string) string {
	from := 0
	for range cell + 1 {
		from += strings.IndexByte(csv[from:], ';') + 1
	}
	to := from + strings.IndexAny(csv[from:]+"\n", ";\n")
	return csv[:from] + text + csv[to:]
}

func checkAll(t *testing.T, archive *txtar.Archive) {
	t.Helper()
	r := newReader(t, open(t, archive))
	ledger := reconcile.NewLedger()
	for _, meta := range r.metas {
		linked := r.link(meta)
		reconcile.Check(linked, r.diags)
		ledger.Add(linked)
	}
	ledger.Check(r.get, r.diags)
	for _, f := range r.diags.Sorted() {
		_ = f.Message("sv") + f.Message("en")
		for _, other := range f.Related {
			_ = f.RelatedText(other, "sv") + f.RelatedText(other, "en")
		}
	}
}
