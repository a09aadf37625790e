package series_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/series"
)

// fact is a fact of a record: identity, name of its row, value and unit.
func fact(key, row, value, unit string) edition.Fact {
	f := edition.Fact{Key: key, Row: row, Value: value, Text: value, Unit: unit, Status: "reported", At: "d-r1c1", Column: "Kolumn", ColumnID: "kolumn"}
	if i := strings.IndexByte(value, '.'); i >= 0 {
		f.Acc = len(value) - i - 1
	}
	if value == "" {
		f.Status = "missing"
	}
	return f
}

func words(subject, word, text string) edition.Fact {
	return edition.Fact{Key: "indicators|" + subject + "||||words|" + word, Row: "Rad", Text: text, Status: "words", Word: word, ColumnID: word}
}

func report(id, to string) series.Report {
	return series.Report{Path: "n/" + to[:4] + "/" + id, Title: id + " " + to[:4], Kind: id, From: to[:4] + "-01", To: to, Date: to + "-28", Edition: 1}
}

func part(r series.Report, kind string, facts ...edition.Fact) *series.Part {
	return series.Extract(r, []edition.Set{{ID: "d", Title: "Data", Kind: kind, Facts: facts}}, nil)
}

func outcome(code string, year int, value, unit string) edition.Fact {
	return fact(fmt.Sprintf("indicators|%s|||outcome|full-year|%d", code, year), "Rad", value, unit)
}

func target(code string, year int, value, unit string) edition.Fact {
	return fact(fmt.Sprintf("indicators|%s|||target|full-year|%d", code, year), "Rad", value, unit)
}

// said writes the points of a measure's courses.
func said(m *series.Measure) string {
	var b strings.Builder
	for _, c := range m.Courses {
		for _, p := range c.Points {
			fmt.Fprintf(&b, "%d %s", p.Year, p.Amount.Number)
			if p.Aim != nil {
				fmt.Fprintf(&b, " aim %s", p.Aim.Amount.Number)
			}
			if p.Change != nil {
				fmt.Fprintf(&b, " change %s %s", p.Change.Number, p.Change.Unit)
			}
			for _, br := range p.Breaks {
				fmt.Fprintf(&b, " %s %s-%s", br.Kind, br.From, br.To)
			}
			if p.Differs {
				b.WriteString(" differs")
			}
			fmt.Fprintf(&b, " in %d\n", len(p.Stated))
		}
	}
	return b.String()
}

func TestCourse(t *testing.T) {
	t.Parallel()
	c := series.Join("n", []*series.Part{
		part(report("b", "2023-12"), "indicators", outcome("#m", 2020, "50.0", "%"), outcome("#m", 2023, "53.5", "%"), target("#m", 2023, "55", "%"), words("#m", "direction", "ökar")),
		part(report("a", "2020-12"), "indicators", outcome("#m", 2019, "49", "%"), outcome("#m", 2020, "50", "%"), words("#m", "direction", "ökar")),
	}, nil)
	if len(c.Measures) != 1 {
		t.Fatalf("%d measures", len(c.Measures))
	}
	m := c.Measures[0]
	want := "2019 49 in 1\n2020 50.0 change 1.0 procentenheter in 2\n2023 53.5 aim 55 change 3.5 procentenheter gap 2021-2022 in 1\n"
	if got := said(m); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	points := m.Main().Outcomes()
	last := points[len(points)-1]
	if m.ID != "matt-m" || m.Rising != 1 || m.Judge(last) != series.Better {
		t.Errorf("%s, %d, %s", m.ID, m.Rising, m.Judge(last))
	}
	if reached, known := m.Reached(last); reached || !known {
		t.Error("the target is not reached")
	}
}

// TestStatements: reports that differ are both shown, units convert exactly,
// and units that don't part the series.
func TestStatements(t *testing.T) {
	t.Parallel()
	budget := func(year int, value, unit string) edition.Fact {
		return fact(fmt.Sprintf("operating-budget|#1|net||outcome|full-year|%d", year), "Skola, Netto", value, unit)
	}
	c := series.Join("n", []*series.Part{
		part(report("a", "2020-12"), "operating-budget", budget(2019, "-1000.0", "tkr"), budget(2020, "-1100.0", "tkr")),
		part(report("b", "2021-12"), "operating-budget", budget(2020, "-1.3", "mnkr"), budget(2021, "-1.4", "mnkr")),
	}, nil)
	if got, want := said(c.Measures[0]), "2019 -1000.0 in 1\n2020 -1100.0 change -100.0 tkr differs in 1\n2020 -1.3 differs in 1\n2021 -1.4 change -0.1 mnkr in 1\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if c.Measures[0].Name != "Skola" {
		t.Errorf("the row is called %q", c.Measures[0].Name)
	}
	c = series.Join("n", []*series.Part{
		part(report("a", "2020-12"), "indicators", outcome("#m", 2020, "5", "st")), part(report("b", "2021-12"), "indicators", outcome("#m", 2021, "7", "%")),
	}, nil)
	if got, want := said(c.Measures[0]), "2020 5 in 1\n2021 7 unit st-% in 1\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestBreaks(t *testing.T) {
	t.Parallel()
	codes, err := data.ReadCodes(fstest.MapFS{"data/koder.csv": {Data: []byte("kodsystem;kod;namn;ersätter\nx;71;Gammal;\nx;72;Ny;71\n")}}, &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	c := series.Join("n", []*series.Part{
		part(report("a", "2020-12"), "indicators", outcome("#71", 2020, "5", "st"), words("#71", "definition", "På ett sätt")),
		part(report("b", "2021-12"), "indicators", outcome("#72", 2021, "7", "st"), words("#72", "definition", "På ett annat"), words("#72", "valid_from", "2021")),
	}, codes)
	if len(c.Measures) != 1 {
		t.Fatalf("%d measures", len(c.Measures))
	}
	m := c.Measures[0]
	if got, want := said(m), "2020 5 in 1\n2021 7 change 2 st code 71-72 definition - new -2021 in 1\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if m.ID != "matt-71" || !slices.Equal(m.Addresses, []string{"matt-72"}) || m.Code != "72" || len(m.Former) != 1 || m.Former[0].Code != "71" {
		t.Errorf("%s %v %s %v", m.ID, m.Addresses, m.Code, m.Former)
	}
}

// TestProtected: what any report protects is said by none.
func TestProtected(t *testing.T) {
	t.Parallel()
	hidden := outcome("#m", 2020, "", "st")
	hidden.Status = "suppressed"
	elsewhere := series.Extract(report("c", "2022-12"), nil, []string{"n/2020/a: indicators|#k|||outcome|full-year|2020"})
	c := series.Join("n", []*series.Part{
		part(report("a", "2020-12"), "indicators", outcome("#m", 2020, "4711", "st"), outcome("#m", 2019, "9", "st"), outcome("#k", 2020, "4712", "st"), outcome("#k", 2018, "3", "st")),
		part(report("b", "2021-12"), "indicators", hidden), elsewhere,
	}, nil)
	for _, m := range c.Measures {
		if got := said(m); strings.Contains(got, "471") {
			t.Errorf("%s says what is protected:\n%s", m.ID, got)
		}
	}
	if len(c.Measures) != 2 || said(c.Measures[0]) != "2019 9 in 1\n" {
		t.Errorf("%d measures, %s", len(c.Measures), said(c.Measures[0]))
	}
	if compared := c.Compare(c.Reports[0], c.Reports[1]); len(compared.Sets) != 0 {
		t.Error("a protected value is compared")
	}
}

// TestNames: the oldest measure keeps an address that two would have; several
// rows of one code are told apart; 2,000 measures have 2,000 addresses.
func TestNames(t *testing.T) {
	t.Parallel()
	c := series.Join("n", []*series.Part{
		part(report("a", "2020-12"), "indicators", outcome("nöjda", 2020, "5", "st")),
		part(report("b", "2021-12"), "indicators", outcome("nojda", 2021, "7", "st"), outcome("nöjda", 2021, "7", "%")),
	}, nil)
	ids := map[string]bool{}
	for _, m := range c.Measures {
		ids[m.ID] = true
	}
	first := slices.IndexFunc(c.Measures, func(m *series.Measure) bool { return m.Reports[0] == c.Reports[0] })
	if len(ids) != 3 || c.Measures[first].ID != "matt-nojda" {
		t.Errorf("%v", ids)
	}
	var many []edition.Fact
	for i := range 2000 {
		many = append(many, outcome(fmt.Sprintf("mått %d", i), 2020, "1", "st"))
	}
	c = series.Join("n", []*series.Part{part(report("a", "2020-12"), "indicators", many...)}, nil)
	clear(ids)
	for _, m := range c.Measures {
		ids[m.ID] = true
	}
	if len(ids) != len(many) {
		t.Errorf("%d addresses", len(ids))
	}
	one, two := outcome("#7", 2020, "5", "st"), outcome("#7", 2020, "6", "st")
	one.Row, two.Row, two.Same, two.Key = "Norr", "Syd", two.Key, two.Key+"|syd"
	c = series.Join("n", []*series.Part{part(report("a", "2020-12"), "indicators", one, two)}, nil)
	if len(c.Measures) != 1 || len(c.Measures[0].Courses) != 2 || c.Measures[0].Courses[1].Name != "Syd" {
		t.Errorf("%+v", c.Measures[0].Courses)
	}
}

// account states the result of a year with two activities.
func account(r series.Report, year int, facts ...[3]string) *series.Part {
	var all []edition.Fact
	for _, f := range facts {
		x := fact("operating-budget|"+f[0]+"|net||"+f[1], f[0], f[2], "tkr")
		x.Name = strings.ToUpper(f[0][:1]) + f[0][1:]
		if f[0] == "totalt" {
			x.Type = "total"
		}
		all = append(all, x)
	}
	_ = year
	return part(r, "operating-budget", all...)
}

func TestTracks(t *testing.T) {
	t.Parallel()
	forecast, budget := "forecast|full-year|2020|||2020-04-30", "budget|full-year|2020||revised|2020-04-30"
	c := series.Join("n", []*series.Part{
		account(report("delar", "2020-04"), 2020, [3]string{"skola", budget, "-600"}, [3]string{"vård", budget, "-400"}, [3]string{"totalt", budget, "-1000"},
			[3]string{"skola", forecast, "-650"}, [3]string{"vård", forecast, "-400"}, [3]string{"totalt", forecast, "-1051"}, [3]string{"totalt", "outcome|year-to-date|2020|/2020-04", "-340"}),
		account(report("bokslut", "2020-12"), 2020, [3]string{"skola", "budget|full-year|2020", "-600"}, [3]string{"totalt", "budget|full-year|2020", "-1000"},
			[3]string{"skola", "outcome|full-year|2020", "-610"}, [3]string{"totalt", "outcome|full-year|2020", "-1020"}),
	}, nil)
	accounts := c.Accounts()
	if len(accounts) != 2 || accounts[0].Budget.Lines.Number.String() != "-1000" || !accounts[0].Budget.Agrees || accounts[0].ToDate == nil {
		t.Fatalf("%+v", accounts)
	}
	if e := accounts[0].Forecast; !e.Agrees || e.Lines.Number.String() != "-1050" {
		t.Errorf("rounded lines may differ by one: %+v", e)
	}
	if accounts[1].Outcome.Agrees {
		t.Error("-610 is not -1020")
	}
	tracks := c.Tracks()
	if len(tracks) != 1 || len(tracks[0].Forecasts) != 1 {
		t.Fatalf("%+v", tracks)
	}
	f := tracks[0].Forecasts[0]
	if f.Deviation.Number.String() != "-51" || tracks[0].Outcome.Deviation.Number.String() != "-20" || f.Miss.Number.String() != "-31" || f.Share.Number.String() != "3.1" {
		t.Errorf("%v %v %v %v", f.Deviation, tracks[0].Outcome.Deviation, f.Miss, f.Share)
	}
	if own := c.Activities(accounts); len(own) != 2 || own[0].Name != "Skola" || own[0].Estimates[1].Deviation.Number.String() != "-10" || own[1].Estimates[1] != nil {
		t.Errorf("%+v", own)
	}
	compared := c.Compare(c.Reports[0], c.Reports[1])
	if len(compared.Sets) != 0 || len(compared.OnlyOld) == 0 && len(compared.UnlikeOld) == 0 {
		t.Errorf("%+v", compared)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	a, b := report("delar", "2020-08"), report("delar", "2021-08")
	c := series.Join("n", []*series.Part{
		account(a, 2020, [3]string{"skola", "outcome|year-to-date|2020|/2020-08", "-400"}, [3]string{"vård", "budget|full-year|2020", "-9"}),
		account(b, 2021, [3]string{"skola", "outcome|year-to-date|2021|/2021-08", "-420"}, [3]string{"kultur", "budget|full-year|2021", "-8"}),
	}, nil)
	earlier := c.Earlier(c.Reports[1])
	if len(earlier) != 1 || earlier[0] != c.Reports[0] {
		t.Fatalf("%+v", earlier)
	}
	got := c.Compare(c.Reports[0], c.Reports[1])
	if got.Years != 1 || len(got.Sets) != 1 || len(got.Sets[0].Pairs) != 1 || got.Sets[0].Pairs[0].Difference.Number.String() != "-20" {
		t.Errorf("%+v", got)
	}
	if !slices.Equal(got.OnlyOld, []string{"Data: Vård"}) || !slices.Equal(got.OnlyNew, []string{"Data: Kultur"}) {
		t.Errorf("%v %v", got.OnlyOld, got.OnlyNew)
	}
	if m := c.Of(c.Reports[0]); len(m) != 1 {
		t.Errorf("%d measures; a budget alone has no page", len(m))
	}
}

func TestGoals(t *testing.T) {
	t.Parallel()
	goal := func(code, means string) edition.Fact {
		return edition.Fact{Key: "goals|#" + code + "||||words|bedomning", Row: "Mål " + code, Text: means, Means: means, Status: "words", Word: "assessment"}
	}
	c := series.Join("n", []*series.Part{
		part(report("a", "2020-12"), "goals", goal("1", "met"), goal("2", "partly")), part(report("b", "2021-12"), "goals", goal("1", "not-met")),
	}, nil)
	r, counts := c.Goals()
	if r != c.Reports[1] || counts["not-met"] != 1 || len(counts) != 1 {
		t.Errorf("%v", counts)
	}
	if len(c.Measures) != 2 || len(c.Measures[0].Main().Points) != 2 {
		t.Errorf("%d measures", len(c.Measures))
	}
}
