package content

import (
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

func TestOverviewSections(t *testing.T) {
	t.Parallel()
	for _, tt := range [...]struct{ give, ids, found string }{
		{"", "<nil>", ""},
		{"overview: []\n", "", ""},
		{"overview: [laget, ekonomi]\n", "laget ekonomi", ""},
		{"overview: [laeget, saknas, [a]]\n", "laeget saknas", "XREF. laget|XREF.none |YAML-TYPE.list "},
	} {
		diags := &diag.List{}
		fsys := fstest.MapFS{"content/a/2020/b/report.md": {Data: []byte("---\ntitle: T\n" + tt.give + "---\n\n# Läget\n\nx\n\n# Ekonomi\n\ny\n")}}
		metas := Scan(fsys, nil, diags)
		if len(metas) != 1 {
			t.Fatal(diags.Sorted())
		}
		Parse(fsys, metas[0], diags)
		ids := "<nil>"
		if names := metas[0].Overview; names != nil {
			var all []string
			for _, n := range names {
				all = append(all, n.ID)
			}
			ids = strings.Join(all, " ")
		}
		var found []string
		for _, f := range diags.Sorted() {
			found = append(found, string(f.Code)+"."+f.Variant+" "+f.Instead)
		}
		if ids != tt.ids || strings.Join(found, "|") != tt.found {
			t.Errorf("%q: %s, %q", tt.give, ids, found)
		}
	}
}
