package data

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

const sealedCSV = "kod;enhet;budget;utfall\n1;Skola;10;11\n2;Vård;20;21\n;Summa;30;32\n"

// sealed reads a dataset whose description holds the seal of the export.
func sealed(t *testing.T, export, csv string) *Dataset {
	t.Helper()
	yaml := "title: T\nkind: table\nunit: tkr\nsource: {sha256: " + Seal([]byte(export)) + "}\ncolumns:\n  kod: activity_code\n" +
		"  enhet: name\n  budget: {value: number}\n  utfall: {value: number}\n  år: {value: number}\n"
	if !strings.Contains(csv, "år") {
		yaml = strings.ReplaceAll(yaml, "  år: {value: number}\n", "")
	}
	if !strings.Contains(csv, "kod") {
		yaml = strings.ReplaceAll(yaml, "  kod: activity_code\n", "")
	}
	fsys := fstest.MapFS{"data/n/2020/r/d.csv": {Data: []byte(csv)}, "data/n/2020/r/d.yaml": {Data: []byte(yaml)}}
	diags := &diag.List{}
	d, err := ReadDataset(fsys, "n/2020/r", "d", Defaults{Lang: "sv"}, nil, diags)
	if err != nil || d == nil {
		t.Fatal(err, diags.Sorted())
	}
	return d
}

func TestCheckSeal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, csv string
		want      string // variant, count and all that is said, "" for nothing
	}{
		{"untouched", sealedCSV, ""},
		{"line ends", strings.ReplaceAll(sealedCSV, "\n", "\r\n"), "note form d.csv:0:0 (andra radslut)"},
		{"mark", "\ufeff" + sealedCSV, "note form d.csv:0:0 (annan BOM)"},
		{"last line", strings.TrimSuffix(sealedCSV, "\n"), "note form d.csv:0:0 (annat slut på sista raden)"},
		{"both", "\ufeff" + strings.ReplaceAll(sealedCSV, "\n", "\r\n"), "note form d.csv:0:0 (andra radslut, annan BOM)"},
		{"delimiter", strings.ReplaceAll(sealedCSV, ";", "\t"), "note written d.csv:0:0"},
		{"quotes", strings.ReplaceAll(sealedCSV, "Skola", `"Skola"`), "note written d.csv:0:0"},
		{"cell", strings.Replace(sealedCSV, "21", "22", 1), "warning  d.csv:3:11 1: ”22” ”21”"},
		{"cells", strings.NewReplacer("21", "22", "32", "33").Replace(sealedCSV), "warning  d.csv:3:11 2: ”22” ”21”; 4:11 cell 33 32"},
		{"row in", strings.Replace(sealedCSV, "2;V", "9;Ny;1;1\n2;V", 1), "warning added d.csv:3:1 1: ”9; Ny; 1; 1”"},
		{"row out", strings.Replace(sealedCSV, "1;Skola;10;11\n", "", 1), "warning removed d.csv:0:0 1: ”1; Skola; 10; 11”"},
		{"row renamed", strings.Replace(sealedCSV, "Skola", "Skolan", 1), "warning  d.csv:2:3 1: ”Skolan” ”Skola”"},
		{"rows turned", "kod;enhet;budget;utfall\n2;Vård;20;21\n1;Skola;10;11\n;Summa;30;32\n", "note written d.csv:0:0"},
		{"column in", "kod;enhet;budget;utfall;år\n1;Skola;10;11;1\n2;Vård;20;21;2\n;Summa;30;32;3\n", "warning column-added d.csv:1:25 1: ”år”"},
		{"column out", "enhet;budget;utfall\nSkola;10;11\nVård;20;21\nSumma;30;32\n", "warning column-removed d.csv:0:0 1: ”kod”"},
	}
	past := func(file string, wanted func([]byte) bool) ([]byte, bool) {
		if file != "data/n/2020/r/d.csv" || !wanted([]byte(sealedCSV)) || wanted([]byte("x")) {
			t.Error("asked for something else")
		}
		return []byte(sealedCSV), true
	}
	for _, tt := range tests {
		diags := &diag.List{}
		sealed(t, sealedCSV, tt.csv).CheckSeal(past, diags)
		if got := sealSaid(diags.Sorted()); got != tt.want {
			t.Errorf("%s: %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// sealSaid is a finding in short.
func sealSaid(findings []diag.Finding) string {
	if len(findings) == 0 {
		return ""
	}
	f := findings[0]
	at := f.Place
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s %s:%d:%d", f.Severity, f.Variant, at.File[strings.LastIndex(at.File, "/")+1:], at.Line, at.Column)
	arg := func(args []diag.Arg, name string) any {
		for _, a := range args {
			if a.Name == name && a.Value != "" {
				if r, ok := a.Value.(resaving); ok {
					return r.sv
				}
				return a.Value
			}
		}
		return nil
	}
	if form := arg(f.Args, "form"); form != nil {
		fmt.Fprintf(&out, " (%v)", form)
	}
	if n := arg(f.Args, "count"); n != nil {
		fmt.Fprintf(&out, " %v:", n)
		for _, name := range []string{"now", "then"} {
			if v := arg(f.Args, name); v != nil {
				fmt.Fprintf(&out, " ”%v”", v)
			}
		}
	}
	for _, r := range f.Related {
		if r.Key != "seal" {
			fmt.Fprintf(&out, "; %d:%d %s %v %v", r.Place.Line, r.Place.Column, r.Key, arg(r.Args, "now"), arg(r.Args, "then"))
		}
	}
	for _, lang := range diag.Languages() {
		for _, r := range f.Related {
			if strings.Contains(f.Message(lang)+f.RelatedText(r, lang), "{") {
				out.WriteString(" unfilled")
			}
		}
	}
	return out.String()
}

// TestCheckSealWithoutPast: where nothing can be compared the warning says so.
func TestCheckSealWithoutPast(t *testing.T) {
	t.Parallel()
	changed := strings.Replace(sealedCSV, "21", "22", 1)
	none := func(string, func([]byte) bool) ([]byte, bool) { return nil, false }
	unknown := func(string, func([]byte) bool) ([]byte, bool) { return nil, true }
	for want, past := range map[string]Past{"unknown": unknown, "alone": none} {
		diags := &diag.List{}
		sealed(t, sealedCSV, changed).CheckSeal(past, diags)
		if got := diags.Sorted(); len(got) != 1 || got[0].Variant != want || got[0].Severity != diag.Warning || diags.Failed() {
			t.Errorf("%s: %v", want, got)
		}
	}
	diags := &diag.List{}
	sealed(t, sealedCSV, changed).CheckSeal(nil, diags)
	if got := diags.Sorted(); len(got) != 1 || got[0].Variant != "alone" {
		t.Errorf("without a past: %v", got)
	}
	binary := func(string, func([]byte) bool) ([]byte, bool) { return []byte("PK\x03\x04"), true }
	diags = &diag.List{}
	sealed(t, sealedCSV, changed).CheckSeal(binary, diags)
	if got := diags.Sorted(); len(got) != 1 || got[0].Variant != "unknown" {
		t.Errorf("of a binary: %v", got)
	}
}

// TestCheckSealNamesSomeCells: of many changes ten are named.
func TestCheckSealNamesSomeCells(t *testing.T) {
	t.Parallel()
	var before, after bytes.Buffer
	before.WriteString("kod;enhet;budget;utfall\n")
	after.WriteString("kod;enhet;budget;utfall\n")
	for i := range 30 {
		fmt.Fprintf(&before, "%d;A%d;1;2\n", i, i)
		fmt.Fprintf(&after, "%d;A%d;1;3\n", i, i)
	}
	diags := &diag.List{}
	sealed(t, before.String(), after.String()).CheckSeal(func(string, func([]byte) bool) ([]byte, bool) { return before.Bytes(), true }, diags)
	f := diags.Sorted()[0]
	if n := len(f.Related); n != 11 || f.Related[n-1].Key != "rest" || f.Related[n-1].Args[0].Value != 20 {
		t.Errorf("related: %v", f.Related)
	}
}

func TestWrongSeal(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{
		"data/n/2020/r/d.csv":  {Data: []byte("a;b\nx;1\n")},
		"data/n/2020/r/d.yaml": {Data: []byte("title: T\nkind: table\nsource: {sha256: abc}\ncolumns: {a: name, b: {value: number}}\n")},
	}
	diags := &diag.List{}
	d, err := ReadDataset(fsys, "n/2020/r", "d", Defaults{Lang: "sv"}, nil, diags)
	if err != nil || d == nil || d.Description.Source.Seal != "" {
		t.Fatal(err, d)
	}
	if got := diags.Sorted(); len(got) != 1 || got[0].Code != "YAML-VALUE" {
		t.Errorf("found %v", got)
	}
}
