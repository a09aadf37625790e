package prose

import (
	"testing"

	"tertial/internal/testsite"
)

// TestGeneratedSite: nothing is typed by hand in a text whose numbers are all
// figures, whatever its datasets wear.
func TestGeneratedSite(t *testing.T) {
	t.Parallel()
	found, _ := checkSite(t, testsite.New(testsite.Options{Seed: 7, Committees: 4, Years: 2, Reports: 6}))
	for _, f := range found.Sorted() {
		t.Errorf("%s:%d:%d: %s: %s", f.Place.File, f.Place.Line, f.Place.Column, f.Code, f.Message("sv"))
	}
}
