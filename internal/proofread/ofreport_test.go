package proofread_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/proofread"
	"tertial/internal/report"
)

const (
	siteFile      = "name: Sjövik\n"
	committeeFile = "name: Parknämnden\nbody: Sjöviks kommun\nnumbers:\n  - PN/{year}:{n}\n"
	driftFile     = "verksamhet;utfall_2022;budget_2022\nParker;-10;-12\nBad;-3;-2\n"
	driftYAML     = "title: Drift  # BEKRÄFTA: tabellens namn för läsaren\nkind: table\nunit: tkr  # BEKRÄFTA: är beloppen i tkr?\n" +
		"columns:\n  verksamhet: name\n  utfall_2022: {value: outcome, scope: full-year, year: 2022}\n  budget_2022: {value: budget, scope: full-year, year: 2022}\n"
)

// ofReport proofreads a report with the given narrative.
func ofReport(t testing.TB, narrative string) []diag.Finding {
	t.Helper()
	fsys := fstest.MapFS{
		"content/site.yaml":                              {Data: []byte(siteFile)},
		"content/parknamnden/committee.yaml":             {Data: []byte(committeeFile)},
		"content/parknamnden/2022/delar-1/report.md":     {Data: []byte(narrative)},
		"data/parknamnden/2022/delar-1/drift.csv":        {Data: []byte(driftFile)},
		"data/parknamnden/2022/delar-1/drift.yaml":       {Data: []byte(driftYAML)},
		"content/parknamnden/2022/meetings/.placeholder": {},
	}
	var linking, found diag.List
	metas := content.Scan(fsys, func(*content.Meta) bool { return true }, &linking)
	if len(metas) != 1 {
		t.Fatalf("%d reports", len(metas))
	}
	period, _ := data.ParsePeriod("2022-01/2022-04")
	set, err := data.ReadDataset(fsys, metas[0].Path, "drift", data.Defaults{Period: period, Lang: "sv"}, nil, &linking)
	if err != nil || set == nil {
		t.Fatal(err)
	}
	r := report.Link(content.Parse(fsys, metas[0], &linking), report.Sources{
		Committee: content.ReadCommittees(fsys, &linking)[0], Datasets: []*data.Dataset{set},
	}, &linking)
	for _, f := range linking.Sorted() {
		if f.Severity == diag.Error {
			t.Fatalf("%s:%d: %s: %s", f.Place.File, f.Place.Line, f.Code, f.Message("sv"))
		}
	}
	proofread.Check(proofread.FromReport(r), &found)
	return found.Sorted()
}

const head = "---\ntitle: Delårsrapport 1 2022\nkind: interim-report\nperiod: 2022-01/2022-04\ndate: 2022-05-04\nvisibility: public\n---\n\n"

const table = "\n```table\nid: tab-drift\ndata: drift\ncaption: Drift\n```\n"

func TestOfReport(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{
			"a typed number is offered as a reference",
			"# Ekonomi {#ekonomi}\n\nUtfallet visas i tabell 1, och läget i avsnitt 2.\n" + table + "\n# Läget {#laget}\n\nDet mesta går bra.\n",
			"11:18 warning XREF.typed \"tabell 1\": ”tabell 1” är skrivet för hand. Skriv [](#tab-drift), så följer numret med när ordningen ändras.\n" +
				"  instead [](#tab-drift)\n" +
				"11:40 warning XREF.typed \"avsnitt 2\": ”avsnitt 2” är skrivet för hand. Skriv [](#laget), så följer numret med när ordningen ändras.\n" +
				"  instead [](#laget)\n",
		},
		{
			"one that leads nowhere is offered nothing",
			"# Ekonomi\n\nSe tabell 7.\n" + table,
			"11:4 warning XREF.typed-unknown \"tabell 7\": ”tabell 7” är skrivet för hand och leder ingenstans. Skriv en hänvisning med namnet i stället för numret: [](#tab-drift).\n",
		},
		{
			"a section that is not there is offered no table",
			"# Ekonomi\n\nSe avsnitt 7.\n" + table,
			"11:4 warning XREF.typed-section \"avsnitt 7\": ”avsnitt 7” är skrivet för hand och leder ingenstans. Skriv en hänvisning med rubrikens namn i stället för numret: [](#ekonomi).\n",
		},
		{
			"templates, dates and diary numbers of the committee's own",
			"# Ekonomi\n\nText KOMMER SENARE. Mötet är 2022-02-30, ärende PN 2022:4 och KS 2022:5.\n" + table,
			"11:6 warning TEMPLATE \"KOMMER SENARE\": ”KOMMER SENARE” är mallens text. Skriv det som ska stå här, eller ta bort den.\n" +
				"11:30 error DATE \"2022-02-30\": Datumet ”2022-02-30” finns inte.\n" +
				"11:49 warning DNR \"PN 2022:4\": ”PN 2022:4” passar inget diarium som webbplatsen känner till. Menade du ”PN/2022:4”? Hör numret till en annan myndighet, skriv det under `related`.\n" +
				"  instead PN/2022:4\n",
		},
		{
			"figures, code and addresses are no text",
			"# Ekonomi\n\nUtfallet är `=drift[Parker; utfall_2022] tkr`, se [](#tab-drift) och `xx` på [sidan](https://sjovik.example/2022-02-30).\n" + table,
			"",
		},
		{
			"two items in a row",
			"# Händelser\n\n- En ny lekplats öppnades vid kanalen i mars\n- En ny lekplats öppnades vid kanalen i mars\n" + table,
			"12:3 warning DUP \"En ny lekplats öppnades vid kanalen i mars\": Raden är likadan som den före: ”En ny lekplats öppnades vid kanalen i mars”.\n  first 11:3\n",
		},
		{
			"a section without a text",
			"# Ekonomi\n\n## Drift\n\n# Läget\n\nDet går bra.\n" + table,
			"11:1 warning TEMPLATE.empty \"## Drift\": Under ”Drift” står ingen text: nästa rubrik, ”Läget”, kommer direkt. Skriv texten, eller ta bort rubriken.\n  next 13:1\n",
		},
		{
			"a heading repeated in other words",
			"# Mål\n\n- Invånarna deltar i planeringen av nya lekplatser och bad\n\n# Invånarna deltar i planering av nya lekplatser och bad\n\nMålet är uppfyllt.\n" + table,
			"11:3 warning HEADINGREUSE \"Invånarna deltar i planeringen av nya lekplatser och bad\": ”Invånarna deltar i planeringen av nya lekplatser och bad” är nästan rubriken ”Invånarna deltar i planering av nya lekplatser och bad”, men inte riktigt. Skriv målet likadant överallt.\n  heading 13:3\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := show(ofReport(t, head+c.text)); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestDescription(t *testing.T) {
	t.Parallel()
	var diags diag.List
	proofread.Description(diag.NewSource("drift.yaml", []byte(driftYAML)), &diags)
	const want = "1:17 warning TEMPLATE.confirm \"BEKRÄFTA\": Beskrivningen är inte bekräftad: ”BEKRÄFTA: tabellens namn för läsaren”. Antal ställen: 2. Kontrollera det som står där, och ta bort orden.\n"
	if got := show(diags.Sorted()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	diags = diag.List{}
	proofread.Description(diag.NewSource("drift.yaml", []byte("source: \"BEKRÄFTA: varifrån\"  # sedan\n")), &diags)
	if got := show(diags.Sorted()); !strings.Contains(got, "”BEKRÄFTA: varifrån”.") {
		t.Errorf("a value in quotes is told as %s", got)
	}
	diags = diag.List{}
	proofread.Description(diag.NewSource("drift.yaml", []byte("title: Drift\n")), &diags)
	if diags.Len() != 0 {
		t.Error("a confirmed description is found fault with")
	}
}
