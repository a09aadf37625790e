package change

import (
	"testing"

	"tertial/internal/edition"
)

// TestNewForecast: a forecast of a later day is shown beside the one that it
// comes after, but only where it is certain which one that is.
func TestNewForecast(t *testing.T) {
	t.Parallel()
	fact := func(row, day, value string) edition.Fact {
		return edition.Fact{
			Key: "budget-follow-up|" + row + "|net||forecast|full-year|2026|||" + day, Row: row, Column: "Prognos " + day, ColumnID: "prognos", At: "r1",
			Value: value, Text: value, Unit: "tkr", Status: "reported",
		}
	}
	record := func(facts ...edition.Fact) *edition.Record {
		return &edition.Record{Sets: []edition.Set{{ID: "drift", Title: "Drift", Facts: facts}}}
	}
	c := Compare(
		record(fact("skola", "2026-08-31", "-6200"), fact("vård", "2026-08-31", "-10"), fact("vård", "2026-09-30", "-11")),
		record(fact("skola", "2026-10-31", "-3400"), fact("vård", "2026-10-31", "-12")),
	)
	if len(c.Facts) != 1 || !c.Facts[0].Later || c.Facts[0].Kind != Value || c.Facts[0].Difference.Value.String() != "2800" {
		t.Fatalf("changed: %+v", c.Facts)
	}
	if len(c.Added) != 1 || len(c.Removed) != 2 {
		t.Errorf("two forecasts of one row before: %d added, %d removed", len(c.Added), len(c.Removed))
	}
	if same := Compare(record(fact("skola", "2026-08-31", "-1")), record(fact("skola", "2026-10-31", "-1"))); !same.Empty() {
		t.Errorf("a forecast that stands: %+v", same)
	}
}
