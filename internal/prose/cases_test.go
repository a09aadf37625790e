package prose

import (
	"fmt"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/asis"
	"tertial/internal/diag"
	"tertial/internal/golden"
)

// TestCases checks the reports of testdata/*.txtar, and the converted documents
// among them.
func TestCases(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			var found diag.List
			head := ""
			if paper := c.Text("paper.txt"); paper != "" {
				d := asis.Read("paper.txt", []byte(paper), &found)
				for _, in := range OfDocument(d) {
					Check(in, &found)
				}
			} else {
				list, counts := checkSite(t, siteOf(c))
				found.Merge(list)
				head = fmt.Sprintf("%+v\n", counts[0])
			}
			c.Compare(t, "want", head+written(&found))
		})
	}
}

// siteOf makes a site of one report of a case's files.
func siteOf(c *golden.Case) fstest.MapFS {
	site := fstest.MapFS{"content/namnden/committee.yaml": {Data: []byte("name: Socialnämnden\nbody: Orten\nnumbers: [\"SN/{year}:{n}\"]\n")}}
	for _, f := range c.Files {
		switch path.Ext(f.Name) {
		case ".md":
			site["content/namnden/2020/rapport/"+f.Name] = &fstest.MapFile{Data: f.Data}
		case ".csv", ".yaml":
			site["data/namnden/2020/rapport/"+f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return site
}

// written lists findings with what to write instead.
func written(found *diag.List) string {
	var out strings.Builder
	for _, f := range found.Sorted() {
		fmt.Fprintf(&out, "%s:%d:%d+%d %s %s: %s", path.Base(f.Place.File), f.Place.Line, f.Place.Column, f.Place.Length, f.Severity, f.Code, f.Message("sv"))
		for _, r := range f.Related {
			fmt.Fprintf(&out, " (%s:%d)", path.Base(r.Place.File), r.Place.Line)
		}
		out.WriteByte('\n')
	}
	return out.String()
}
