package reconcile_test

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
	"tertial/internal/reconcile"
	"tertial/internal/report"
)

// account is an account of so many activities as a CSV file: three lines each
// and a total, five columns of numbers.
func account(activities int) string {
	var out strings.Builder
	out.WriteString("kod;verksamhet;rad;ack;bokslut;budget;prognos;avvikelse\n")
	line := func(code, name, line string, n int) {
		fmt.Fprintf(&out, "%s;%s;%s;%d,5;%d,5;%d,0;%d,0;%d,0\n", code, name, line, n, 3*n, 3*n, 4*n, n)
	}
	for i := range activities {
		code, name := strconv.Itoa(1000+i), "Verksamhet "+strconv.Itoa(i)
		line(code, name, "Intäkter", 10)
		line(code, name, "Kostnader", -110)
		line(code, name, "Netto", -100)
	}
	line("", "Totalt", "Netto", -100*activities)
	return out.String()
}

const accountYAML = `title: Drift
kind: operating-budget
unit: tkr
columns:
  kod: activity_code
  ack: {value: outcome, scope: year-to-date, to: 2020-04}
  bokslut: {value: outcome, scope: full-year, year: 2019, version: final}
  budget: {value: budget, scope: full-year, year: 2020}
  prognos: {value: forecast, scope: full-year, year: 2020, at: 2020-04-30}
  avvikelse: {value: deviation, of: prognos, against: budget}
`

// measures is a table of indicators with groups.
func measures(n int) string {
	var out strings.Builder
	out.WriteString("mått_id;mått;grupp;enhet;utfall_2018;utfall_2019;utfall_2020;målvärde_2020\n")
	for i := range n {
		for g, group := range []string{"totalt", "kvinnor", "män"} {
			fmt.Fprintf(&out, "m%d;Andel nöjda i grupp %d;%s;%%;%d,1;%d,2;%d,3;90,0\n", i, i, group, 80+g%2, 80+g%2, 80+g%2)
		}
	}
	return out.String()
}

// bigReport is a report of so many datasets of so many rows.
func bigReport(t testing.TB, datasets, activities int) *report.Report {
	t.Helper()
	site := fstest.MapFS{
		"content/site.yaml":                   {Data: []byte("name: Exempel\nlang: sv\n")},
		"content/namnden/committee.yaml":      {Data: []byte("name: Nämnden\nbody: Exempelköping\ntask: Är ett exempel.\n")},
		"content/namnden/2020/stor/report.md": {Data: []byte(plainReport)},
	}
	put := func(name, csv, yaml string) {
		site["data/namnden/2020/stor/"+name+".csv"] = &fstest.MapFile{Data: []byte(csv)}
		site["data/namnden/2020/stor/"+name+".yaml"] = &fstest.MapFile{Data: []byte(yaml)}
	}
	for i := range datasets {
		if i%2 == 0 {
			put("drift-"+strconv.Itoa(i), account(activities), accountYAML)
		} else {
			put("matt-"+strconv.Itoa(i), measures(activities), "title: Mått\nkind: indicators\n")
		}
	}
	return bigLink(t, site)
}

func bigLink(t testing.TB, site fs.FS) *report.Report {
	t.Helper()
	r := newReader(t, site)
	linked := r.link(r.metas[0])
	if r.diags.Failed() {
		t.Fatal(r.diags.Sorted()[0].Message("en"))
	}
	return linked
}

// BenchmarkCheck holds that time grows with the number of facts and no faster.
func BenchmarkCheck(b *testing.B) {
	for _, size := range []struct{ datasets, activities int }{{40, 10}, {2, 330}, {2, 3300}} {
		linked := bigReport(b, size.datasets, size.activities)
		cells := reconcile.Check(linked, &diag.List{}).Cells
		b.Run(fmt.Sprintf("%d-datasets-%d-facts", size.datasets, cells), func(b *testing.B) {
			for b.Loop() {
				reconcile.Check(linked, &diag.List{})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(cells), "ns/fact")
		})
	}
}

// BenchmarkLedger takes the same report as many.
func BenchmarkLedger(b *testing.B) {
	linked := bigReport(b, 2, 3300)
	for b.Loop() {
		ledger := reconcile.NewLedger()
		ledger.Add(linked)
		ledger.Check(nil, &diag.List{})
	}
}
