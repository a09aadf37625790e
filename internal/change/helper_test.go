package change_test

import (
	"io/fs"
	"testing"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/report"
	"tertial/internal/testsite"
)

// recordWords stand in for the texts of the interface.
var recordWords = report.RecordWords{Lang: "sv", Ref: func(t report.Target) string { return string(t.Kind) + " " + t.Number }}

// records reads every report of a site.
func records(t *testing.T, fsys fs.FS) map[string]*edition.Record {
	t.Helper()
	diags := &diag.List{}
	codes, err := data.ReadCodes(fsys, diags)
	if err != nil {
		t.Fatal(err)
	}
	metas := content.Scan(fsys, func(*content.Meta) bool { return true }, diags)
	read := func(m *content.Meta) (sets []*data.Dataset) {
		period, _ := data.ParsePeriod(m.Period.From + "/" + m.Period.To)
		for _, id := range data.List(fsys, m.Path) {
			d, err := data.ReadDataset(fsys, m.Path, id, data.Defaults{Period: period, Date: m.Date, Lang: "sv"}, codes, diags)
			if err != nil {
				t.Fatal(err)
			}
			sets = append(sets, d)
		}
		return sets
	}
	out := map[string]*edition.Record{}
	for _, m := range metas {
		linked := report.Link(content.Parse(fsys, m, diags), report.Sources{
			Committee: &content.Committee{ID: m.Committee()}, Datasets: read(m),
			Other: func(path string) ([]*data.Dataset, bool) {
				for _, o := range metas {
					if o.Path == path {
						return read(o), true
					}
				}
				return nil, false
			},
		}, diags)
		out[m.Path] = report.MakeRecord(linked, recordWords)
	}
	return out
}

// municipality is a generated site of a few reports of different kinds.
func municipality(clothes testsite.Clothes) *testsite.Site {
	return testsite.New(testsite.Options{
		Seed: 21, Reports: 4, Charts: 4,
		Clothes: func(string, string) testsite.Clothes { return clothes },
	})
}
