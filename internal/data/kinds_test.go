package data

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tertial/internal/diag"
)

// readCase reads one dataset of a case, without its findings.
func readCase(t *testing.T, name, id string, defaults Defaults) *Dataset {
	t.Helper()
	var diags diag.List
	d, err := ReadDataset(archive(t, "testdata/facts/"+name+".txtar"), testReport, id, defaults, nil, &diags)
	if err != nil || d == nil {
		t.Fatal(err)
	}
	return d
}

func TestGoals(t *testing.T) {
	t.Parallel()
	d := readCase(t, "goals", "mal", Defaults{})
	all := d.Goals()
	var got []string
	for i := range all {
		g := &all[i]
		got = append(got, fmt.Sprintf("%s %s %s %s %d %v", g.ID, g.Level, g.Assessment, g.AssessedAt, g.Parent, g.Children))
	}
	want := []string{
		"1 område   -1 [1 2]",
		"1.1 nämndmål partly 2024-05-02 0 []",
		"1.2 nämndmål met 2024-05-02 0 []",
		"2 område not-assessed  -1 [4]",
		"2.1 nämndmål met 2024-05-02 3 []",
	}
	if !slices.Equal(got, want) {
		t.Errorf("Goals:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if all := readCase(t, "assignments", "uppdrag", Defaults{}).Goals(); all != nil {
		t.Errorf("Goals of assignments = %v", all)
	}
}

// TestGoalsInCircles requires that goals that are each other's ancestors have
// no parent rather than no end.
func TestGoalsInCircles(t *testing.T) {
	t.Parallel()
	all := readCase(t, "bad-goals", "mal", Defaults{}).Goals()
	for i := range all {
		steps := 0
		for k := i; k >= 0; k = all[k].Parent {
			if steps++; steps > len(all) {
				t.Fatalf("%s leads nowhere", all[i].ID)
			}
		}
	}
}

func TestBudgetChanges(t *testing.T) {
	t.Parallel()
	d := readCase(t, "budget-changes", "andringar", Defaults{})
	var got []string
	for _, b := range d.BudgetChanges() {
		got = append(got, fmt.Sprintf("%s %s %s %s→%s %s", b.Date, b.Decision, b.Type, b.From, b.To, b.Amount.Localize("sv")))
	}
	want := []string{
		"2024-02-12 KF § 21 carried-over →73 1 200 tkr",
		"2024-03-19 SN § 41 transfer 73→75 300 tkr",
		"2024-03-19 SN § 42 transfer →75 800 tkr",
		"2024-03-19 SN § 42 transfer 76→ 500 tkr",
		"2024-03-19 SN § 42 transfer →79 −300 tkr",
		"2024-04-22 KF § 60 supplement →76 2 000 tkr",
	}
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], "\u00a0", " ")
	}
	if !slices.Equal(got, want) {
		t.Errorf("BudgetChanges:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if all := readCase(t, "goals", "mal", Defaults{}).BudgetChanges(); all != nil {
		t.Errorf("BudgetChanges of goals = %v", all)
	}
}

// TestDeadlinesByDate requires that the report's date counts before its period.
func TestDeadlinesByDate(t *testing.T) {
	t.Parallel()
	period, _ := ParsePeriod("2024-01/2024-04")
	for date, want := range map[string]int{"": 2, "2024-02-15": 0, "2024-04-30": 2, "2024-10-02": 3} {
		var diags diag.List
		fsys := archive(t, "testdata/facts/assignments.txtar")
		if _, err := ReadDataset(fsys, testReport, "uppdrag", Defaults{Period: period, Date: date}, nil, &diags); err != nil {
			t.Fatal(err)
		}
		if diags.Len() != want {
			t.Errorf("on %q %d have passed, want %d", date, diags.Len(), want)
		}
	}
}

func TestParseDeadline(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2024-09-01": "2024-09-01", "20240901": "2024-09-01", "1 september 2024": "2024-09-01", "den 1 sep. 2024": "2024-09-01",
		"2024-02": "2024-02-29", "feb 2023": "2023-02-28", "202402": "2024-02-29", "2024": "2024-12-31", "2024-K3": "2024-09-30",
		"T1 2024": "2024-04-30", "2024-02-30": "", "32 maj 2024": "", "1 vår 2024": "", "våren": "", "0001-01-01": "", "1 maj 24": "", "": "",
	} {
		if got, ok := ParseDeadline(text); got != want || ok != (want != "") {
			t.Errorf("parseDeadline(%q) = %q, %t, want %q", text, got, ok, want)
		}
	}
}

func TestSplitCode(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"3696 Boenden": {"3696", "Boenden"}, "(75) Vuxna med": {"75", "Vuxna med"}, "Barn och unga (73)": {"73", "Barn och unga"},
		"Boenden": {"", "Boenden"}, "3 696": {"3", "696"}, "Projekt (6-projekt)": {"", "Projekt (6-projekt)"}, "73": {"", "73"}, "": {"", ""},
	} {
		if code, name, _ := SplitCode(text); [2]string{code, name} != want {
			t.Errorf("splitCode(%q) = %q, %q", text, code, name)
		}
	}
}

// TestSide requires that expenditures count as costs, and what a project gets
// as income.
func TestSide(t *testing.T) {
	t.Parallel()
	d := readCase(t, "investments", "bokslut", Defaults{})
	f := d.Rows[0].Cells[1].Facts[0]
	if got := f.Side(); got != Costs {
		t.Errorf("Side = %q", got)
	}
	d.Rows[0].Name = "Statligt investeringsbidrag"
	if got := f.Side(); got != Income {
		t.Errorf("Side of a grant = %q", got)
	}
}
