package data

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tertial/internal/quantity"
)

// said joins what a test has to say, one a line, without no-break spaces.
func wantLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], "\u00a0", " ")
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestRisks(t *testing.T) {
	t.Parallel()
	d := readCase(t, "lists", "risker", Defaults{})
	var got []string
	for _, r := range d.Risks() {
		got = append(got, fmt.Sprintf("%s %s %d×%d=%d %d %v %s", r.ID, r.Name, r.Probability, r.Consequence, r.Value, r.Level, r.Common, r.List))
	}
	wantLines(t, got,
		"R1 Vikarier saknas 3×4=12 2 true net",
		"R2 Avtal följs inte 2×2=4 1 false gross",
		"R3 Ännu inte värderad 0×0=0 -1 false ",
	)
	got = nil
	for _, r := range readCase(t, "lists", "rutor", Defaults{}).Risks() {
		got = append(got, fmt.Sprintf("%s %d %d", r.ID, r.Value, r.Level))
	}
	wantLines(t, got, "R1 3 2", "R2 3 0")
	if m := d.Description.Matrix; m.Steps != 4 || m.Limit != 9 || m.Levels[0].Name != "låg" || m.LevelOf(0) != -1 || m.Probability[0] != "" {
		t.Errorf("Matrix = %+v", m)
	}
}

func TestControls(t *testing.T) {
	t.Parallel()
	d := readCase(t, "lists", "kontroller", Defaults{})
	var got []string
	for _, c := range d.Controls() {
		share := "-"
		if c.HasShare {
			share = c.Share.Localize("sv") + " " + d.Description.Limits.Rate(c.Share.Number)
		}
		got = append(got, fmt.Sprintf("%s %v %s %s %s", c.ID, c.RiskIDs, share, c.Rating, c.Before))
	}
	wantLines(t, got,
		"K1 [R1] 92,5 % good good acceptable",
		"K2 [R1 R2] 0,0 % not-acceptable not-acceptable good",
		"K3 [] - not-done ",
	)
	if rating := d.Description.Limits.Rate(quantity.Int(80)); rating != Acceptable {
		t.Errorf("Rate(80) = %s", rating)
	}
}

func TestActions(t *testing.T) {
	t.Parallel()
	today := MonthOf(2024, 12)
	d := readCase(t, "lists", "atgarder", Defaults{Period: Period{today, today + 1}})
	var got []string
	for _, a := range d.Actions() {
		effect := "-"
		if a.ThisYear != nil {
			effect = a.ThisYear.Localize("sv")
		}
		got = append(got, fmt.Sprintf("%s %s %s %s open %v overdue %v %s", a.ID, a.Name, a.Due, a.Status, a.Open(), a.Overdue, effect))
	}
	wantLines(t, got,
		"1 Färre vikarier 2024-03-31 done open false overdue false 1 200,0 tkr",
		"2 Nya avtal 2024-12-31 ongoing open true overdue true 800,5 tkr",
		"3 Utbildning  cancelled open false overdue false -",
	)
}

func TestDecisions(t *testing.T) {
	t.Parallel()
	var got []string
	for _, u := range readCase(t, "lists", "ej-verkstallda", Defaults{}).Unenforced() {
		n, ok := u.Number()
		got = append(got, fmt.Sprintf("%s %s %s %q %s %v", u.Quarter, u.Law, u.Category, u.Measure, n, ok))
	}
	wantLines(t, got,
		`2023-10/2023-12 SoL new "" 7 true`,
		`2023-10/2023-12 SoL remaining "" 9 true`,
		`2024-01/2024-03 SoL new "" 12 true`,
		`2024-01/2024-03 SoL executed "" 8 true`,
		`2024-01/2024-03 SoL ended-or-remaining "" 8 true`,
		`2024-01/2024-03 SoL new "boende" 0 false`,
		`2024-01/2024-03 SoL new "kontaktperson" 0 false`,
		`2024-01/2024-03 LSS new "" 0 true`,
	)
	got = nil
	for _, x := range readCase(t, "lists", "delegation", Defaults{}).Delegations() {
		got = append(got, fmt.Sprintf("%s %s %s %s %s %s", x.Reported, x.Delegate, x.Clause, x.Type, x.Count.Number, x.Case))
	}
	wantLines(t, got,
		"2024-04-16 Ordförande 4.1 Tillfälligt tillstånd 1 SN/2024:7",
		"2024-05-21 Ordförande 4.1 Tillfälligt tillstånd 2 ",
		"2024-05-21 Handläggare 4.2 Återkallelse 1 ",
	)
}

// TestOtherKinds: each list is of its own kind alone.
func TestOtherKinds(t *testing.T) {
	t.Parallel()
	d := readCase(t, "goals", "mal", Defaults{})
	if d.Risks() != nil || d.Controls() != nil || d.Actions() != nil || d.Unenforced() != nil || d.Delegations() != nil || d.Measures() != nil {
		t.Error("a dataset of goals has other lists")
	}
}

func TestMeasures(t *testing.T) {
	t.Parallel()
	var got []string
	for _, m := range readCase(t, "reach", "matt", Defaults{}).Measures() {
		got = append(got, fmt.Sprintf("%s %s %s", m.GoalID, m.Name, m.Reach))
	}
	wantLines(t, got,
		"1 Minst reached",
		"1 Minst, under missed",
		"1 Högst reached",
		"1 Lika utan riktning reached",
		"1 Annat utan riktning undecided",
		"2 Utan mål no-target",
		"2 Utan utfall no-outcome",
		"2 Ja är ja reached",
		"2 Nej är inte ja missed",
		"2 Tal mot ja undecided",
		"2 Ska öka reached",
		"2 Ska öka men står still missed",
		"2 Ska öka utan fjolår undecided",
	)
	if got := readCase(t, "reach", "bara-mal", Defaults{}).Measures(); got[0].Year != 2025 || got[0].Reach != NoOutcome {
		t.Errorf("targets alone: %+v", got[0])
	}
	if got := readCase(t, "reach", "utan-mal", Defaults{}).Measures(); got[0].Year != 2024 || got[0].Reach != NoTarget {
		t.Errorf("outcomes alone: %+v", got[0])
	}
}
