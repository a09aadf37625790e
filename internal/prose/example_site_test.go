package prose

import (
	"os"
	"testing"

	"tertial/internal/archtest"
)

// TestWorkedExample: every number in the example's text is a figure or a
// declared literal.
func TestWorkedExample(t *testing.T) {
	t.Parallel()
	root, err := archtest.Root(".")
	if err != nil {
		t.Fatal(err)
	}
	found, results := checkSite(t, os.DirFS(root))
	for _, f := range found.Sorted() {
		t.Errorf("%s:%d:%d: %s: %s", f.Place.File, f.Place.Line, f.Place.Column, f.Code, f.Message("sv"))
	}
	for i, r := range results {
		t.Logf("report %d: %+v, %d %% bound", i, r, r.Share())
	}
}
