package build_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/layouts"
)

// TestEmptySite: a site without a committee, and one whose committee has not
// published anything, are sites.
func TestEmptySite(t *testing.T) {
	t.Parallel()
	const statement = "accessibility: {actor: Exempelköpings kommun, service: Rapporter, compliance: full, assessed: 2026-01-10, updated: 2026-01-10, method: Egen granskning., contact: {email: webb@example.org}}\n"
	for name, files := range map[string]string{
		"nothing":   "",
		"committee": "-- content/barnnamnden/committee.yaml --\nname: Barnnämnden\ntask: Svarar för förskolan.\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			lay(t, root, txtar.Parse([]byte("-- content/site.yaml --\nname: Exempelköping\n"+statement+files)))
			result, err := build.Build(t.Context(), build.Config{Root: root, Audience: build.Public, AsOf: "2026-06-01", BuiltIn: layouts.FS()})
			if err != nil || result.Failed() {
				t.Fatal(err, result.Findings)
			}
			start := read(t, root, "public", "index.html")
			if !strings.Contains(start, "Här är inget publicerat än.") || strings.Contains(start, "economy/") || strings.Contains(start, "data/index.html") {
				t.Errorf("the start page of a site with nothing: %s", start)
			}
			if name == "committee" && !strings.Contains(read(t, root, "public", "barnnamnden", "index.html"), "Här är ingen rapport publicerad än.") {
				t.Error("the committee's page does not say that there is no report")
			}
		})
	}
}

// TestVastTable: a table of five thousand rows stands in a region of limited
// height that a keyboard can scroll, without a link for each row to pass, and
// says what paper leaves out.
func TestVastTable(t *testing.T) {
	t.Parallel()
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	lay(t, root, base)
	var rows strings.Builder
	rows.WriteString("plats;antal\n")
	const n = 5000
	for i := range n {
		fmt.Fprintf(&rows, "Plats %d;%d\n", i+1, i%97)
	}
	lay(t, root, txtar.Parse([]byte("-- data/barnnamnden/2020/delar-1/stor.yaml --\ntitle: Platser\nkind: table\ncolumns:\n  plats: name\n  antal: {value: number, unit: st}\n"+
		"-- data/barnnamnden/2020/delar-1/stor.csv --\n"+rows.String())))
	result, err := build.Build(t.Context(), build.Config{Root: root, Audience: build.Staff, AsOf: "2020-06-01", BuiltIn: layouts.FS()})
	if err != nil || result.Failed() {
		t.Fatal(err, result.Findings)
	}
	page := read(t, root, "public", "barnnamnden", "2020", "delar-1", "data", "stor", "index.html")
	for _, part := range []string{`long vast"`, `role="region" tabindex="0"`, "Visa hela tabellen (5\u00a0000 rader)", "tabellens 200 första rader"} {
		if !strings.Contains(page, part) {
			t.Errorf("the table lacks %s", part)
		}
	}
	if rows, links := strings.Count(page, "<tr"), strings.Count(page, "<a "); rows < n || links > 60 {
		t.Errorf("%d rows, %d links", rows, links)
	}
	const most = 1200 << 10
	if len(page) > most {
		t.Errorf("the page has %d bytes, more than %d", len(page), most)
	}
}
