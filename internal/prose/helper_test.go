package prose

import (
	"io/fs"
	"testing"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/report"
)

// linkAll reads and links all reports of a site, in order of their paths.
func linkAll(t testing.TB, fsys fs.FS, diags *diag.List) []*report.Report {
	t.Helper()
	committees := content.ReadCommittees(fsys, diags)
	codes, err := data.ReadCodes(fsys, diags)
	if err != nil {
		t.Fatal(err)
	}
	var all []*report.Report
	metas := content.Scan(fsys, func(*content.Meta) bool { return true }, diags)
	paths := make([]string, 0, len(metas))
	sets := map[string][]*data.Dataset{}
	for _, m := range metas {
		paths = append(paths, m.Path)
		period, _ := data.ParsePeriod(m.Period.From + "/" + m.Period.To)
		for _, id := range data.List(fsys, m.Path) {
			d, err := data.ReadDataset(fsys, m.Path, id, data.Defaults{Period: period, Date: m.Date, Lang: "sv"}, codes, diags)
			if err != nil {
				t.Fatal(err)
			}
			if d != nil {
				sets[m.Path] = append(sets[m.Path], d)
			}
		}
	}
	for _, m := range metas {
		committee := &content.Committee{ID: m.Committee(), Name: m.Committee()}
		for _, c := range committees {
			if c.ID == m.Committee() {
				committee = c
			}
		}
		all = append(all, report.Link(content.Parse(fsys, m, diags), report.Sources{
			Committee: committee, Datasets: sets[m.Path], Reports: paths,
			Other: func(path string) ([]*data.Dataset, bool) { s, ok := sets[path]; return s, ok },
		}, diags))
	}
	return all
}

// checkSite checks the text of all reports of a site.
func checkSite(t testing.TB, fsys fs.FS) (*diag.List, []report.Numbers) {
	t.Helper()
	var linking, found diag.List
	reports := linkAll(t, fsys, &linking)
	for _, f := range linking.Sorted() {
		if f.Severity == diag.Error {
			t.Fatalf("%s:%d: %s: %s", f.Place.File, f.Place.Line, f.Code, f.Message("sv"))
		}
	}
	var results []report.Numbers
	for _, r := range reports {
		results = append(results, Check(OfReport(r), &found))
	}
	return &found, results
}
