package build_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// listReport is a report with one list, in English: the other language of the
// texts.
const listReport = `---
title: Report
lang: en
kind: annual-report
period: 2020-01/2020-12
date: 2021-02-02
visibility: public
---

# Lists

%s
`

// buildList builds a site of one report with one dataset and a block that
// shows it, and returns the page and what was said.
func buildList(t *testing.T, block, kind, more, csv string) (page, said string) {
	t.Helper()
	root := t.TempDir()
	files := map[string]string{
		"content/site.yaml":                     "name: Reports\nlang: en\n" + statement,
		"content/committee/committee.yaml":      "name: Committee\nbody: Town\ntask: Is an example.\n",
		"content/committee/2020/list/report.md": fmt.Sprintf(listReport, "```"+block+"\nid: it\ndata: list\ntitle: The list\n```"),
		"data/committee/2020/list/list.yaml":    "title: List\nkind: " + kind + "\n" + more,
		"data/committee/2020/list/list.csv":     csv,
	}
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	result, err := build.Build(context.Background(), build.Config{
		Root: root, Audience: build.Staff, AsOf: "2021-03-01", Program: "Tertial", BuiltIn: layouts.FS(),
	})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := (diag.Printer{Lang: "en"}).Print(&out, result.Findings); err != nil {
		t.Fatal(err)
	}
	html, err := os.ReadFile(filepath.Join(root, "public", "committee", "2020", "list", "index.html"))
	if err != nil && !result.Failed() {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(html), "\u00a0", " "), out.String()
}

// TestManyRisks: of three hundred risks all are in the page, and a field of the
// matrix that holds too many counts them.
func TestManyRisks(t *testing.T) {
	t.Parallel()
	var csv strings.Builder
	csv.WriteString("risk_id;risk;sannolikhet;konsekvens\n")
	high := 0
	name := strings.Repeat("mycketlångtord", 8)
	for i := range 300 {
		likely, severe := 1+i%4, 1+i/4%4
		if likely*severe >= 8 {
			high++
		}
		fmt.Fprintf(&csv, "R%d;%s %d;%d;%d\n", i, name, i, likely, severe)
	}
	page, said := buildList(t, "risks", "risks", "matrix: {levels: {low: 1, high: 8}}\n", csv.String())
	if strings.Contains(said, "error") {
		t.Fatal(said)
	}
	for _, want := range []string{"Show 280 more risks", "19 risks</a>", fmt.Sprintf("%d of 300 risks have the level high.", high), `<ol class="rk" start="21">`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if n := strings.Count(page, `<li id="it-r`); n != 300 {
		t.Errorf("%d risks in the page", n)
	}
}

// TestOddLists: lists with little or strange in them become sensible pages.
func TestOddLists(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, block, kind, more, csv, want, lacks string }{
		{
			"one risk that nobody has assessed", "risks", "risks", "", "risk;sannolikhet;konsekvens\nOnly;;\n",
			"Not assessed yet", "possible",
		},
		{
			"a stated value that differs", "risks", "risks", "known_differences: [{rule: MULT, at: \"R1; riskvärde\", stated: \"7\", expected: \"6\", reason: r, role: r}]\n",
			"risk_id;risk;sannolikhet;konsekvens;riskvärde\nR1;Only;3;2;7\n", "the source says 7, but it is 6", "",
		},
		{
			"hostile texts", "actions", "actions", "", "åtgärd;status;kommentar\n\"<img src=x onerror=alert(1)>\";klar;\"\"\"><script>\"\n",
			"&lt;img src=x onerror=alert(1)&gt;", "<script>",
		},
		{
			"actions without a deficit", "actions", "actions", "unit: tkr\n", "åtgärd;klart;status;effekt_i_år\nA;2020-05-01;klar;1000\nB;2020-06;klar;500,5\n",
			"The actions are expected to give SEK 1,500.5 thousand this year.", "deficit",
		},
		{
			"an action past its day", "actions", "actions", "", "åtgärd;klart;status\nA;2020-05-01;pågår\n",
			"ongoing, its day has passed", "",
		},
		{
			"controls that nobody has rated", "controls", "controls", "", "kontrollmoment;metod\nA;sample\nB;sample\n",
			"Two controls.", "rated",
		},
		{
			"goals without measures", "goals", "goals", "", "mål_id;mål;bedömning\n1;A;uppfyllt\n2;B;ej bedömt\n3;C;inte uppfyllt\n",
			"The committee considers one of three goals met, one not and one not assessed.", "measure",
		},
		{
			"decisions whose newest count is protected", "decisions", "decisions-not-enforced", "missing: {X: suppressed}\n",
			"kvartal;lagrum;rapportkategori;antal\n2020K1;SoL;nya;7\n2020K2;SoL;nya;X\n2020K2;LSS;nya;9\n2020K2;SoL;tidigare, nu verkställda;X\n",
			"protected value", "were reported",
		},
		{
			"decisions of no quarter", "decisions", "decisions-not-enforced", "", "rapportkategori;antal\nnya;7\n",
			"Without a quarter", "reported for",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			page, said := buildList(t, c.block, c.kind, c.more, c.csv)
			if !strings.Contains(page, c.want) {
				t.Errorf("the page lacks %q\n%s", c.want, said)
			}
			from := strings.Index(page, `<figure class="ls`)
			if from < 0 {
				t.Fatalf("no list\n%s", said)
			}
			if c.lacks != "" && strings.Contains(page[from:strings.Index(page[from:], "</figure>")+from], c.lacks) {
				t.Errorf("the list has %q", c.lacks)
			}
		})
	}
}

// TestGeneratedLists: the generated municipality has a report with every list,
// and nothing is wrong with it.
func TestGeneratedLists(t *testing.T) {
	t.Parallel()
	text, _ := generated(t, testsite.Lists)
	page := strings.ReplaceAll(text, "\u00a0", " ")
	for _, want := range []string{
		"Åtgärderna ger 12,4 av underskottets 38,3 mnkr, 32 %.",
		"3 av 27 risker har nivån hög. Alla med riskvärdet 9 eller mer har en kontroll eller en åtgärd.",
		"Två av fem kontroller har bedömningen god",
		"Nämnden bedömer att ett av fyra mål är uppfyllt, ett delvis, ett inte och ett är inte bedömt.",
		"De nya är 2 färre än kvartal 4 2013.",
		"185 beslut på delegation anmäls till nämnden 15 april 2014 och 20 maj 2014. Flest är bistånd, 118.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
