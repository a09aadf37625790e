package data

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

// ordinary is a dataset as most are: ten activities with three lines each,
// eight columns of values.
func ordinary() fstest.MapFS {
	var csv strings.Builder
	csv.WriteString("kod;verksamhet;rad;ack_utfall;ack_utfall_fg_år;bokslut_fg_år;ack_budget;helårsbudget;prognos;fg_prognos;avvikelse\n")
	for i := range 10 {
		for k, line := range [...]string{"Intäkter", "Kostnader", "Netto"} {
			fmt.Fprintf(&csv, "%d;Verksamhet nummer %d;%s", 70+i, i, line)
			for c := range 8 {
				n := [...]int{12345 + 10*c + i, -67890 - 10*c - i, -55545}[k]
				if c == 7 {
					n = 0
				}
				fmt.Fprintf(&csv, ";%s,%d", strings.TrimPrefix(fmt.Sprintf("%d %03d", n/1000, max(n%1000, -n%1000)), "0 00"), i)
			}
			csv.WriteByte('\n')
		}
	}
	yaml := `title: Driftuppföljning
kind: operating-budget
unit: tkr
sign: report
source: {system: ekonomisystemet, extracted: 2024-05-04}
columns:
  ack_utfall: {value: outcome, scope: year-to-date, to: 2024-04, version: preliminary}
  prognos:    {value: forecast, scope: full-year, year: 2024, at: 2024-04-30}
  avvikelse:  {value: deviation, of: prognos, against: helårsbudget}
`
	return fstest.MapFS{
		"data/namnd/2024/rapport/drift.csv":  {Data: []byte(csv.String())},
		"data/namnd/2024/rapport/drift.yaml": {Data: []byte(yaml)},
	}
}

func BenchmarkReadDataset(b *testing.B) {
	fsys := ordinary()
	period, _ := ParsePeriod("2024-01/2024-04")
	b.ReportAllocs()
	for b.Loop() {
		var diags diag.List
		d, err := ReadDataset(fsys, testReport, "drift", Defaults{Period: period}, nil, &diags)
		if err != nil || d == nil || diags.Len() > 0 {
			b.Fatal(d != nil, err, diags.Len())
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	var diags diag.List
	d := readAll(b, ordinary(), &diags)[0]
	parts := []string{"Verksamhet nummer 7", "Netto", "prognos"}
	b.ReportAllocs()
	for b.Loop() {
		if fact, _ := d.Lookup(parts); fact == nil {
			b.Fatal("not found")
		}
	}
}
