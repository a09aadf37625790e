package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/report"
)

const recordText = `---
title: Rapport 2020
kind: annual-report
period: 2020-01/2020-12
summary: Nettot blev ` + "`=drift[Summa; utfall]`" + `.
---

` + "```keyfigures\n- label: Netto\n  figure: =drift[Summa; utfall]\n```" + `

# Ekonomi {#ekonomi}

Vården kostade ` + "`=drift[Vård; utfall]`" + `, se [](#tab-drift).
En rad till.

` + "```table\nid: tab-drift\ndata: drift\ncaption: Drift\n```" + `

` + "```chart\nid: dia-drift\ntype: bar\ndata: drift\nvalues: [utfall]\ntitle: Utfall\n```\n"

// linked links a report of the files, which replace those that it has otherwise.
func linked(t *testing.T, files map[string]string) *report.Report {
	t.Helper()
	const dir = "data/n/2020/r/"
	fsys := fstest.MapFS{"content/n/2020/r/report.md": {Data: []byte(recordText)}}
	all := map[string]string{
		"drift.csv": "enhet;utfall;budget;ursprunglig;kommentar\nVård;-10;-9;-8;Fler platser\nStöd;-5;-6;-7;\nSumma;-15;-15;-15;\n",
		"drift.yaml": "title: Drift\nkind: table\nunit: tkr\nsums: rows\ncolumns:\n  enhet: name\n  utfall: {value: outcome, scope: full-year, year: 2020}\n" +
			"  budget: {value: budget, scope: full-year, year: 2020, version: revised}\n  ursprunglig: {value: budget, scope: full-year, year: 2020, version: original}\n  kommentar: text\n",
	}
	for name, text := range files {
		all[name] = text
	}
	for name, text := range all {
		fsys[dir+name] = &fstest.MapFile{Data: []byte(text)}
	}
	diags := &diag.List{}
	meta := content.Scan(fsys, func(*content.Meta) bool { return true }, diags)[0]
	period, _ := data.ParsePeriod("2020-01/2020-12")
	var sets []*data.Dataset
	for _, id := range data.List(fsys, meta.Path) {
		d, err := data.ReadDataset(fsys, meta.Path, id, data.Defaults{Period: period, Lang: "sv"}, nil, diags)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, d)
	}
	r := report.Link(content.Parse(fsys, meta, diags), report.Sources{Committee: &content.Committee{ID: "n"}, Datasets: sets}, diags)
	if diags.Failed() {
		t.Fatal(diags.Sorted())
	}
	return r
}

func made(t *testing.T, files map[string]string) *edition.Record {
	t.Helper()
	return report.MakeRecord(linked(t, files), report.RecordWords{Lang: "sv", Ref: func(t report.Target) string { return "tabell " + t.Number }})
}

// keysOf are the keys of a record with what stands there.
func keysOf(r *edition.Record) []string {
	var out []string
	for _, s := range r.Sets {
		for _, f := range s.Facts {
			said := f.Value
			if said == "" {
				said = f.Text
			}
			out = append(out, fmt.Sprintf("%s = %s", f.Key, said))
		}
	}
	return out
}

func TestRecordKeys(t *testing.T) {
	t.Parallel()
	r := made(t, nil)
	want := []string{
		"table|vård|||outcome|full-year|2020 = -10",
		"table|vård|||budget|full-year|2020||revised = -9",
		"table|vård|||budget|full-year|2020||original = -8",
		"table|vård||||words = Fler platser",
		"table|stöd|||outcome|full-year|2020 = -5",
	}
	if got := keysOf(r); len(got) != 10 || !slices.Equal(got[:5], want) {
		t.Errorf("%q\nwant %q …", got, want)
	}
	for fact, key := range report.FactKeys(linked(t, nil)) {
		if !slices.ContainsFunc(r.Sets[0].Facts, func(f edition.Fact) bool { return f.Key == key && f.Value == fact.Number.String() }) {
			t.Errorf("no fact has the key %s", key)
		}
	}
	twice := made(t, map[string]string{
		"annan.csv":  "enhet;utfall\nVård;-10\n",
		"annan.yaml": "title: Annan\nkind: table\nunit: tkr\ncolumns:\n  enhet: name\n  utfall: {value: outcome, scope: full-year, year: 2020, version: final}\n",
	})
	for i, want := range []string{"table|vård|||outcome|full-year|2020|annan", "table|vård|||outcome|full-year|2020|drift"} {
		f := twice.Sets[i].Facts[0]
		if f.Key != want || f.Same != "table|vård|||outcome|full-year|2020" || f.Identity() != f.Same {
			t.Errorf("%q of %q, want %q", f.Key, f.Same, want)
		}
		if f.Subject() != "vård" || f.Measure() != "table|||outcome|full-year|2020" {
			t.Errorf("%q is of %q and measures %q", f.Key, f.Subject(), f.Measure())
		}
	}
}

func TestRecordContents(t *testing.T) {
	t.Parallel()
	r := made(t, nil)
	facts := map[string]edition.Fact{}
	for _, f := range r.Sets[0].Facts {
		facts[f.Row+"/"+f.ColumnID] = f
	}
	sum, care, budget, comment := facts["Summa/utfall"], facts["Vård/utfall"], facts["Stöd/budget"], facts["Vård/kommentar"]
	if !sum.Headline || care.Headline || sum.Weight <= care.Weight || care.Weight <= budget.Weight || budget.Weight == 0 {
		t.Errorf("weights %d %d %d", sum.Weight, care.Weight, budget.Weight)
	}
	if !slices.Equal(care.Shown, []string{"ekonomi", "tab-drift", "dia-drift"}) {
		t.Errorf("shown at %q", care.Shown)
	}
	if care.At != "drift-r2c2" || comment.At != "drift-r2c1" || comment.Status != report.WordStatus || comment.Text != "Fler platser" {
		t.Errorf("%+v %+v", care, comment)
	}
	if care.Text != "−10\u00a0tkr" || care.Unit != "tkr" || care.Status != "reported" {
		t.Errorf("%+v", care)
	}
	var paragraph edition.Passage
	for _, p := range r.Text {
		if p.Role == "paragraph" {
			paragraph = p
		}
	}
	if want := "Vården kostade −10\u00a0tusen kronor, se tabell 1. En rad till."; paragraph.Text != want || paragraph.Section != "ekonomi" || paragraph.Heading != "Ekonomi" {
		t.Errorf("%+v, want %q", paragraph, want)
	}
	var bound []string
	for _, f := range paragraph.Figures {
		bound = append(bound, paragraph.Text[f.Start:f.End]+" "+strings.Join(f.Facts, " "))
	}
	if !slices.Equal(bound, []string{"−10\u00a0tusen kronor " + care.Key, "tabell 1 #tab-drift"}) {
		t.Errorf("%q", bound)
	}
}

// TestRecordCharts: a chart is another one when its values or its form are, not
// when its rows stand in another order or its column has another name.
func TestRecordCharts(t *testing.T) {
	t.Parallel()
	digest := func(csv string) string { return made(t, map[string]string{"drift.csv": csv}).Charts[0].Digest }
	base := digest("enhet;utfall;budget;ursprunglig;kommentar\nVård;-10;-9;-8;\nStöd;-5;-6;-7;\nSumma;-15;-15;-15;\n")
	if other := digest("enhet;budget;utfall;ursprunglig;kommentar\nStöd;-6;-5;-7;\nVård;-9;-10;-8;Ja\nSumma;-15;-15;-15;\n"); other != base {
		t.Error("the order of rows and columns is another chart")
	}
	if other := digest("enhet;utfall;budget;ursprunglig;kommentar\nVård;-11;-9;-8;\nStöd;-4;-6;-7;\nSumma;-15;-15;-15;\n"); other == base {
		t.Error("other values are the same chart")
	}
}
