package prose

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/golden"
)

// TestRules checks the reports of each testdata/rules/*.txtar: want.txt is what
// is said of their texts.
func TestRules(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/rules/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			site := fstest.MapFS{"content/namnd/committee.yaml": {Data: []byte("name: Nämnden\nbody: Exempelköping\ntask: Är ett exempel.\n")}}
			for _, f := range c.Files {
				if f.Name != "want.txt" {
					site[f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			diags, _ := checkSite(t, site)
			var said strings.Builder
			for _, f := range diags.Sorted() {
				fmt.Fprintf(&said, "%s:%d:%d %s %s: %s\n", f.Place.File, f.Place.Line, f.Place.Column, f.Severity, f.Code, f.Message("sv"))
				if text := f.Message("en") + f.Message("sv"); strings.ContainsAny(text, "{}") {
					t.Errorf("unfilled: %s", text)
				}
			}
			c.Compare(t, "want.txt", said.String())
		})
	}
}
