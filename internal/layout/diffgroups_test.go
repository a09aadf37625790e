package layout

import (
	"os"
	"strings"
	"testing"

	"tertial/internal/change"
	"tertial/internal/edition"
)

// TestChangedBySet: numbers of several datasets stand under their titles, the one
// with the most important change first, and what is true of a whole group is said once.
func TestChangedBySet(t *testing.T) {
	t.Parallel()
	set, err := NewSet(Files{os.DirFS("../../layouts")}, "sv")
	if err != nil {
		t.Fatal(err)
	}
	fact := func(of, row string, later bool) change.Fact {
		return change.Fact{
			Kind: change.Value, Set: of, Later: later,
			Old: &edition.Fact{Row: row, Column: "Prognos", Value: "1", Unit: "tkr"}, New: &edition.Fact{Row: row, Column: "Prognos", Value: "2", Unit: "tkr"},
		}
	}
	m := &changesMaker{set: set, site: &Site{Assets: &Assets{}}, in: ChangesInput{
		Old: &edition.Edition{Number: 1}, New: &edition.Edition{Number: 2},
	}}
	several := string(m.factTable("numbers", []change.Fact{
		fact("Drift", "Skola", true), fact("Åtgärder", "Buss", false), fact("Drift", "Vård", true), fact("Åtgärder", "Lov", true),
	}))
	at := -1
	for _, want := range []string{"Drift (av senare datum)", "Skola, prognos<", "Vård, prognos<", "Åtgärder<", "Buss, prognos<", "Lov, prognos (av senare datum)<"} {
		next := strings.Index(several, want)
		if next <= at {
			t.Errorf("%q does not come in its place", want)
		}
		at = next
	}
	for name, facts := range map[string][]change.Fact{"Av senare datum": {fact("Drift", "Skola", true)}, "": {fact("Drift", "Skola", false)}} {
		one := string(m.factTable("numbers", facts))
		if strings.Contains(one, "Drift") || strings.Contains(one, `scope="rowgroup"`) != (name != "") || !strings.Contains(one, name) {
			t.Errorf("one dataset, %q: %s", name, one)
		}
	}
}
