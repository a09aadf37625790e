package propose

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/tabular"
)

// TestProposeGolden proposes a description and reads the file with it.
func TestDescriptionGolden(t *testing.T) {
	t.Parallel()
	for _, file := range golden.Inputs(t, "testdata/*.csv", ".golden") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".csv"), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, findings := propose(t, filepath.Base(file), raw, data.Defaults{})
			golden.Compare(t, file+".golden", text+findings)
		})
	}
}

// propose returns the proposed description and what reading by it finds.
func propose(t *testing.T, name string, raw []byte, defaults data.Defaults) (description, findings string) {
	t.Helper()
	var diags diag.List
	grid := tabular.Read(name, raw, tabular.Dialect{}, &diags)
	if grid == nil {
		t.Fatalf("%+v", diags.Sorted())
	}
	text, confirm := Description(grid, name, defaults)
	if n := strings.Count(string(text), "BEKRÄFTA: "); n != confirm {
		t.Errorf("%d things to confirm, said %d", n, confirm)
	}
	files := fstest.MapFS{
		"data/r/x.csv":  {Data: raw},
		"data/r/x.yaml": {Data: text},
	}
	if _, err := data.ReadDataset(files, "r", "x", defaults, nil, &diags); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range diags.Sorted() {
		if line := strings.TrimSpace("finding: "+string(f.Code)+" "+f.Variant) + "\n"; !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return string(text), strings.Join(lines, "")
}

func TestDescriptionWithThePeriodOfTheReport(t *testing.T) {
	t.Parallel()
	period, ok := data.ParsePeriod("2020-01/2020-04")
	if !ok {
		t.Fatal("no period")
	}
	for _, name := range []string{"ledger", "lines-in-columns", "sammanfattning"} {
		raw, err := os.ReadFile("testdata/" + name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		text, findings := propose(t, name+".csv", raw, data.Defaults{Period: period})
		if findings != "" || strings.Contains(text, "period:") {
			t.Errorf("%s\n%s\n%s", name, text, findings)
		}
	}
}

func TestParseHeading(t *testing.T) {
	t.Parallel()
	april := func(year int) data.Month { return data.MonthOf(year, 4) }
	tests := []struct {
		give string
		want heading
	}{
		{"Jan 20 – April 20", heading{value: data.Outcome, scope: data.YearToDate, year: 2020, to: april(2020)}},
		{"utfall_jan20_apr20", heading{value: data.Outcome, scope: data.YearToDate, year: 2020, to: april(2020)}},
		{"Ack utfall 2020-04", heading{value: data.Outcome, scope: data.YearToDate, year: 2020, to: april(2020)}},
		{"ack_utfall_202004", heading{value: data.Outcome, scope: data.YearToDate, year: 2020, to: april(2020)}},
		{"Utfall t.o.m. april 2020", heading{value: data.Outcome, scope: data.YearToDate, year: 2020, to: april(2020)}},
		{"Utfall period", heading{value: data.Outcome, scope: data.YearToDate}},
		{"Jan 19 – Mån 13 19", heading{value: data.Outcome, scope: data.FullYear, year: 2019, version: "final"}},
		{"Bokslut 2019", heading{value: data.Outcome, scope: data.FullYear, year: 2019, version: "final"}},
		{"Utfall period 13 2019", heading{value: data.Outcome, scope: data.FullYear, year: 2019, version: "final"}},
		{"Jan–Dec 2020", heading{value: data.Outcome, scope: data.FullYear, year: 2020, version: "preliminary"}},
		{"Ack budget", heading{value: data.Budget, scope: data.YearToDate, version: "periodised"}},
		{"Periodiserad budget", heading{value: data.Budget, scope: data.YearToDate, version: "periodised"}},
		{"Budget 2020", heading{value: data.Budget, year: 2020}},
		{"Helårsbudget", heading{value: data.Budget, scope: data.FullYear}},
		{"Årsbudget", heading{value: data.Budget, scope: data.FullYear}},
		{"Prognos helår", heading{value: data.Forecast, scope: data.FullYear}},
		{"Helårsprognos 2020 (tkr)", heading{value: data.Forecast, scope: data.FullYear, year: 2020, unit: "tkr"}},
		{"fg_prognos", heading{value: data.Forecast, version: "previous"}},
		{"ack_utfall_fg_år", heading{value: data.Outcome, scope: data.YearToDate, back: true}},
		{"Prel feb 2020", heading{value: data.Outcome, scope: data.MonthScope, year: 2020, to: data.MonthOf(2020, 2), version: "preliminary"}},
		{"Genomsnitt/mån 2019", heading{value: data.Outcome, scope: data.MonthlyAverage, year: 2019}},
		{"nov_19", heading{value: data.Outcome, scope: data.MonthScope, year: 2019, to: data.MonthOf(2019, 11)}},
		{"målvärde_2021", heading{value: data.Target, year: 2021}},
		{"2017_pct", heading{value: data.Outcome, year: 2017, unit: "%"}},
		{"utfall_intäkter", heading{value: data.Outcome, line: data.Income}},
		{"nettokostnad 2020", heading{value: data.Outcome, year: 2020, line: data.Net}},
		{"Prognosavvikelse", heading{value: data.Deviation}},
		{"helår_prognosavvikelse", heading{value: data.Deviation, scope: data.FullYear}},
		{"Bokslutsavvikelse", heading{value: data.Deviation, scope: data.FullYear, version: "final"}},
		{"Förändring", heading{value: data.Change}},
		{"Förbrukat %", heading{value: data.ShareUsed, unit: "%"}},
		{"Utfall T2 2021", heading{value: data.Outcome, scope: data.PeriodScope, year: 2021, from: data.MonthOf(2021, 5), to: data.MonthOf(2021, 8)}},
		{"Utfall kvartal 1 2021", heading{value: data.Outcome, scope: data.YearToDate, year: 2021, to: data.MonthOf(2021, 3)}},
		{"sep 2020–apr 2021", heading{value: data.Outcome, scope: data.PeriodScope, year: 2021, from: data.MonthOf(2020, 9), to: april(2021)}},
		{"Belopp kr", heading{value: data.Number, unit: "kr"}},
		{"Ansvarig", heading{}},
		{"", heading{}},
	}
	for _, tt := range tests {
		h := parseHeading(tt.give)
		got := heading{value: h.value, scope: h.scope, year: h.year, from: h.from, to: h.to, version: h.version, line: h.line, unit: h.unit, back: h.back}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q: got %+v, want %+v", tt.give, got, tt.want)
		}
	}
}

// FuzzPropose checks that a proposal for any file is YAML that can be read.
func FuzzDescription(f *testing.F) {
	for _, pattern := range []string{"testdata/*.csv", "../tabular/testdata/grid/*.csv"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var diags diag.List
		grid := tabular.Read("x.csv", raw, tabular.Dialect{}, &diags)
		if grid == nil {
			return
		}
		text, _ := Description(grid, "x.csv", data.Defaults{})
		var found diag.List
		if data.ParseDescription(diag.NewSource("x.yaml", text), data.Defaults{}, &found) == nil {
			t.Fatalf("no description in\n%s", text)
		}
		for _, d := range found.Sorted() {
			if d.Severity == diag.Error {
				t.Fatalf("%s: %s\n%s", d.Code, d.Message("en"), text)
			}
		}
	})
}
