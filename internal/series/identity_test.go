package series_test

import (
	"strings"
	"testing"

	"tertial/internal/edition"
	"tertial/internal/series"
)

// set is a dataset of a record.
func set(id, title, kind string, facts ...edition.Fact) edition.Set {
	return edition.Set{ID: id, Title: title, Kind: kind, Facts: facts}
}

func costs(name, column, value string) edition.Fact {
	f := fact("cost-types|"+strings.ToLower(name)+"|||"+column, name, value, "mnkr")
	return f
}

// TestIdentity: rows of one name in different tables are different measures,
// those of one table in several years are one, whatever signs their names have.
func TestIdentity(t *testing.T) {
	t.Parallel()
	a, b := report("delar", "2020-04"), report("bokslut", "2021-12")
	c := series.Join("n", []*series.Part{
		series.Extract(a, []edition.Set{
			set("covid", "Beräknade kostnader för covid", "cost-types", costs("Netto", "forecast|full-year|2020|||2020-04-30", "-5")),
			set("sammanfattning", "Ekonomin 2020", "cost-types", costs("Netto (+/-)", "outcome|full-year|2019", "-665.0")),
		}, nil),
		series.Extract(b, []edition.Set{
			set("oversikt", "Ekonomin 2021", "cost-types", costs("Netto", "outcome|full-year|2020", "-681.2")),
		}, nil),
		series.Extract(report("plan", "2022-12"), []edition.Set{set("x", "", "cost-types")}, nil),
	}, nil)
	got := map[string]string{}
	for _, m := range c.Measures {
		got[m.Name] = said(m)
		if len(m.Former) != 0 {
			t.Errorf("%s was called %v", m.Name, m.Former)
		}
	}
	want := map[string]string{
		"Netto – Beräknade kostnader för covid": "2020 -5 in 1\n",
		"Netto – Ekonomin 2021":                 "2019 -665.0 in 1\n2020 -681.2 change -16.2 mnkr in 1\n",
	}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
	for name, points := range want {
		if got[name] != points {
			t.Errorf("%s: got %q want %q", name, got[name], points)
		}
	}
	if c.Total != 3 || len(c.Reports) != 2 {
		t.Errorf("%d of %d reports", len(c.Reports), c.Total)
	}
	if pairs := c.Became(c.Reports[0], c.Reports[1]); len(pairs) != 0 {
		t.Errorf("%v", pairs)
	}
}

// TestUnassessed: a goal on a level that is assessed counts without an assessment.
func TestUnassessed(t *testing.T) {
	t.Parallel()
	say := func(code, word, text, means string) edition.Fact {
		return edition.Fact{Key: "goals|#" + code + "||||words|" + word, Row: "Mål " + code, Text: text, Means: means, Status: "words", Word: word}
	}
	c := series.Join("n", []*series.Part{series.Extract(report("a", "2021-12"), []edition.Set{set("mal", "Mål", "goals",
		say("1", "level", "område", ""),
		say("1.1", "level", "nämndens mål", ""), say("1.1", "assessment", "uppfyllt", "met"),
		say("1.2", "level", "nämndens mål", ""),
	)}, nil)}, nil)
	if _, counts := c.Goals(); counts["met"] != 1 || counts["not-assessed"] != 1 || len(counts) != 2 {
		t.Errorf("%v", counts)
	}
	if len(c.Measures) != 2 {
		t.Errorf("%d measures", len(c.Measures))
	}
}

// TestStatedDeviation: what a report states stays, with the difference beside it.
func TestStatedDeviation(t *testing.T) {
	t.Parallel()
	c := series.Join("n", []*series.Part{account(report("a", "2021-12"), 2021,
		[3]string{"totalt", "budget|full-year|2021", "-116955"}, [3]string{"totalt", "outcome|full-year|2021", "-135844"},
		[3]string{"totalt", "deviation|full-year|2021||||outcome,full-year,2021,,,,|budget,full-year,2021,,,,", "-18886"},
	)}, nil)
	a := c.Accounts()[0]
	if a.Deviation.Amount.Number.String() != "-18886" || a.Deviation.Fact == nil || a.Counted == nil || a.Counted.Number.String() != "-18889" {
		t.Errorf("%+v %v", a.Deviation, a.Counted)
	}
	if e := c.Tracks()[0].Outcome; !e.Stated || e.Counted == nil {
		t.Errorf("%+v", e)
	}
}

// TestMainCourse: the whole comes before its groups, then the newest value.
func TestMainCourse(t *testing.T) {
	t.Parallel()
	women := func(year, value string) edition.Fact {
		return fact("indicators|#m||women|outcome|full-year|"+year, "Rad", value, "%")
	}
	whole := fact("indicators|#m|||outcome|full-year|2020", "Rad", "5", "%")
	c := series.Join("n", []*series.Part{part(report("a", "2021-12"), "indicators", women("2020", "7"), women("2021", "8"), whole)}, nil)
	if main := c.Measures[0].Main(); main.Group != "" {
		t.Errorf("a group is spoken of first: %s", main.Group)
	}
	c = series.Join("n", []*series.Part{part(report("a", "2021-12"), "indicators", women("2021", "8"))}, nil)
	if main := c.Measures[0].Main(); main.Group != "women" {
		t.Errorf("%+v", main)
	}
}
