package edition

import (
	"reflect"
	"testing"

	"tertial/internal/diag"
)

// TestMisplaced: a line of the log is about one folder, whatever has moved.
func TestMisplaced(t *testing.T) {
	t.Parallel()
	at := func(home, report string, number int) *Edition {
		return &Edition{Dir: Dir(home, number), Report: report, Number: number, Kind: First}
	}
	for name, c := range map[string]struct {
		give []*Edition
		want []string
	}{
		"where they belong":      {give: []*Edition{at("n/2020/a", "n/2020/a", 1), at("n/2020/a", "n/2020/a", 2), at("n/2020/b", "n/2020/b", 1)}},
		"moved whole":            {give: []*Edition{at("n/2020/b", "n/2020/a", 1), at("n/2020/b", "n/2020/b", 2)}},
		"moved and back":         {give: []*Edition{at("n/2020/a", "n/2020/a", 1), at("n/2020/a", "n/2020/b", 2)}},
		"copied":                 {[]*Edition{at("m/2020/b", "n/2020/a", 1), at("n/2020/a", "n/2020/a", 1)}, []string{"content/m/2020/b/editions/1/edition.yaml: EDITION-LOG.copied"}},
		"copied after a move":    {[]*Edition{at("n/2020/b", "n/2020/a", 1), at("n/2020/c", "n/2020/a", 1)}, []string{"content/n/2020/c/editions/1/edition.yaml: EDITION-LOG.copied"}},
		"the newest one moved":   {[]*Edition{at("n/2020/a", "n/2020/a", 1), at("n/2020/b", "n/2020/b", 1), at("n/2020/b", "n/2020/a", 2)}, []string{"content/n/2020/b/editions/2/edition.yaml: EDITION-LOG.elsewhere"}},
		"dispatches are in none": {give: []*Edition{{Dir: "content/n/2020/meetings/x/dispatches/1", Report: "y", Kind: Sent}, {Dir: "content/n/2020/meetings/z/dispatches/1", Report: "y", Kind: Sent}}},
	} {
		var diags diag.List
		wrong := Misplaced(c.give, &diags)
		if got := messages(&diags); wrong != (len(c.want) > 0) || len(got) != len(c.want) || len(got) > 0 && !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v %q, want %q", name, wrong, got, c.want)
		}
	}
}
