package build_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/layouts"
)

// TestOldNames: links and figures by a former address, and figures by a code
// that another replaces, lead to what is there now, and a note says so.
func TestOldNames(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	table := "kod;verksamhet;rad;utfall\n443;Anpassad grundskola;Netto;-12\n"
	description := "title: Drift\nkind: operating-budget\nunit: tkr\ncodes: V\ncolumns:\n  kod: activity_code\n  verksamhet: activity\n  rad: line\n  utfall: {value: outcome, scope: full-year, year: 2023}\n"
	for name, text := range map[string]string{
		"content/site.yaml":          "name: Prov\ncontact: {email: prov@example.org}\n" + statement,
		"content/nya/committee.yaml": "name: Nya nämnden\nformerly: [gamla]\n",
		"content/nya/2023/ny/report.md": "---\ntitle: Ny\nkind: annual-report\nperiod: 2023\nformerly: [nya/2023/mellan]\n---\n\n# A\n\n" +
			"Kostnaden är `=drift[442; Netto; utfall] tkr abs`, eller `=drift[Grundsärskola; Netto; utfall] tkr abs`.\n",
		"content/nya/2024/b/report.md": "---\ntitle: B\nkind: annual-report\nperiod: 2024\n---\n\n# A\n\n" +
			"Se [den gamla](/gamla/2023/mellan/#a), [sidan](/gamla/) och [en annan](/borta/2023/x/). Kostnaden var `=/gamla/2023/mellan/drift[443; Netto; utfall] tkr abs`.\n",
		"data/nya/2023/ny/drift.csv":  table,
		"data/nya/2023/ny/drift.yaml": description,
		"data/koder.csv":              "kodsystem;kod;namn;alias;gäller_från;gäller_till;ersätter;rs_kod\nV;442;Grundsärskola;;;2023-06;;\nV;443;Anpassad grundskola;;2023-07;;442;\n",
	} {
		writeFile(t, filepath.Join(root, name), text)
	}
	cfg := build.Config{Root: root, Out: filepath.Join(t.TempDir(), "ut"), Audience: build.Staff, AsOf: "2024-05-01", Program: "Tertial", BuiltIn: layouts.FS()}
	result, err := build.Check(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	if err := (diag.Printer{Lang: "en"}).Print(&said, result.Findings); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"“442” is called 443 Anpassad grundskola now", "“Grundsärskola” is called 443 Anpassad grundskola now",
		"/gamla/2023/mellan has moved to /nya/2023/ny", "/gamla has moved to /nya", "/borta/2023/x/", "[LINK]", "[MOVED]", "[SUCCESSOR]",
	} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%q is not said:\n%s", want, said.String())
		}
	}
	if n := strings.Count(said.String(), "[MOVED]"); n != 3 {
		t.Errorf("%d notes of what has moved, want 3:\n%s", n, said.String())
	}
	text, err := os.ReadFile(filepath.Join(root, "content/nya/2024/b/report.md"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(root, "content/nya/2024/b/report.md"), strings.Replace(string(text), "[en annan](/borta/2023/x/)", "en annan", 1))
	if result, err = build.Build(context.Background(), cfg); err != nil || result.Failed() {
		t.Fatal(err, result.Findings)
	}
	page, err := os.ReadFile(filepath.Join(cfg.Out, "nya", "2024", "b", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`href="../../../nya/2023/ny/index.html#a"`, `href="../../../nya/index.html"`, "12"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, old := range []string{"gamla/index.html", "nya/2023/mellan/index.html", "redirects.txt"} {
		if _, err := os.Stat(filepath.Join(cfg.Out, filepath.FromSlash(old))); err != nil {
			t.Error(err)
		}
	}
}
