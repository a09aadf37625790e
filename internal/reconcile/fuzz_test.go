package reconcile_test

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/diag"
	"tertial/internal/reconcile"
)

// FuzzCheck holds that no table and no description of one makes a rule crash,
// that every finding can be said in both languages, and that counts add up.
func FuzzCheck(f *testing.F) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var csv, yaml []byte
		for _, part := range archive.Files {
			switch filepath.Ext(part.Name) {
			case ".csv":
				csv = part.Data
			case ".yaml":
				yaml = part.Data
			}
		}
		f.Add(string(csv), string(yaml))
	}
	f.Fuzz(func(t *testing.T, csv, yaml string) {
		site := open(t, &txtar.Archive{Files: []txtar.File{
			{Name: "tabell.csv", Data: []byte(csv)},
			{Name: "tabell.yaml", Data: []byte(yaml)},
			{Name: "annan.csv", Data: []byte(csv)},
			{Name: "annan.yaml", Data: []byte(yaml)},
			{Name: "nasta/tabell.csv", Data: []byte(csv)},
			{Name: "nasta/tabell.yaml", Data: []byte(yaml)},
		}})
		r := newReader(t, site)
		ledger := reconcile.NewLedger()
		for _, meta := range r.metas {
			linked := r.link(meta)
			v := reconcile.Check(linked, r.diags)
			if v.Covered < 0 || v.Bounded < 0 || v.Covered+v.Bounded > v.Cells {
				t.Fatalf("%d covered, %d bounded of %d", v.Covered, v.Bounded, v.Cells)
			}
			for _, c := range v.Rules {
				if c.Agree+c.Known > c.Tried {
					t.Fatalf("%s: tried %d, agree %d, known %d", c.Rule, c.Tried, c.Agree, c.Known)
				}
			}
			ledger.Add(linked)
		}
		ledger.Check(r.get, r.diags)
		for _, found := range r.diags.Sorted() {
			for _, lang := range diag.Languages() {
				_ = found.Message(lang)
				for _, other := range found.Related {
					_ = found.RelatedText(other, lang)
				}
			}
		}
	})
}
