package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

const passagesFile = `---
title: Rapport 1
visibility: public
summary: "Läget är ` + "`=drift[Totalt]`" + ` och 2 till"
literals:
  - {text: ungefär 300 besök, reason: räknat för hand}
---

# Ekonomi ` + "`=drift[a]`" + ` 2020

Ett *viktigt* tal: 12 &amp; 3, ` + "`kod 4`" + ` och [länk 5](https://exempel.example/6) i [](#tab).
Rad två.[^1]

- punkt 7

| A 8 | B |
|---|---|
| 9 | ` + "`=drift[b]`" + ` |

` + "```table" + `
id: tab
data: drift
caption: "Tabell över 10 saker"
note: Not 11
` + "```" + `

[^1]: Fot 12.
`

func TestPassages(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{"content/n/2020/r/report.md": {Data: []byte(passagesFile)}}
	var diags diag.List
	metas := Scan(fsys, func(*Meta) bool { return true }, &diags)
	if len(metas) != 1 || diags.Failed() {
		t.Fatal(diags.Sorted())
	}
	doc := Parse(fsys, metas[0], &diags)
	var out strings.Builder
	for _, p := range doc.Passages() {
		fmt.Fprintf(&out, "%s %d:", p.Role, p.Section)
		for _, r := range p.Runs {
			switch {
			case r.Figure != nil:
				fmt.Fprintf(&out, " {%s}", r.Figure.Raw)
			case r.XRef != "":
				fmt.Fprintf(&out, " #%s", r.XRef)
			default:
				fmt.Fprintf(&out, " %q", r.Text)
			}
			if got := string(doc.Text[r.Start:r.End]); r.Exact && got != r.Text {
				t.Errorf("%q stands at %q", r.Text, got)
			}
		}
		out.WriteByte('\n')
	}
	want := `title -1: "Rapport 1"
summary -1: "Läget är " {=drift[Totalt]} " och 2 till"
heading 0: "Ekonomi " {=drift[a]} " 2020"
paragraph 0: "Ett " "viktigt" " tal: 12 & 3, " " och " "länk 5" " i " #tab "." " " "Rad två."
item 0: "punkt 7"
cell 0: "A 8"
cell 0: "B"
cell 0: "9"
cell 0: {=drift[b]}
block 0: "Tabell över 10 saker"
block 0: "Not 11"
footnote 0: "Fot 12."
`
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if l := metas[0].Literals; len(l) != 1 || l[0].Text != "ungefär 300 besök" || l[0].Reason != "räknat för hand" || l[0].Place.Line != 6 {
		t.Errorf("literals = %+v", l)
	}
}
