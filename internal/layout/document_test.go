package layout

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tertial/internal/content"
	"tertial/internal/edition"
)

// aDocument is a small edition with a page, a page of data and two files.
func aDocument(t *testing.T, e *edition.Edition) (*Set, *Site, DocumentInput) {
	t.Helper()
	files := map[string]string{
		"index.html": `<div class="report"><header class="head"><h1>Rapport &amp; mer</h1></header>
<div class="cols"><div class="side"><nav class="toc"><ol><li><a href="#ett"><span class="no">1</span> Läget <em>nu</em></a><ol><li><a href="#tva"><span class="no">1.1</span> Mer</a></li></ol></li></ol></nav><div><p>Bredvid</p></div></div>
<article class="prose"><h2 id="ett">Läget</h2><p><a href="data/drift/index.html#r1">Rad</a> <a href="data/drift/drift.csv" download="drift.csv">CSV</a> <a href="../../annan/index.html">Annan</a>
<a href="index.html#_corrections">Rättad</a> <a href="https://example.se/?a=1&amp;b=2">Ut</a></p><h3 id="tva">Mer</h3></article></div></div>
`,
		"data/drift/index.html": `<div class="dataset"><h1>Drift</h1><table><tr id="r1"><th id="k">A</th><td headers="k r1">1</td></tr></table>
<svg aria-labelledby="t"><title id="t">Kurva</title><path fill="url(#m)"/></svg><p><a href="#r1">rad</a> <a href="../../index.html#ett">upp</a> <a href="../../index.html">Rapporten</a></p></div>
`,
		"data/drift/drift.csv": "a;b\n1;2\n",
		"assets/report.css":    "#_frozen{\np{margin:0}\n}\n",
	}
	set, err := NewSet(Files{os.DirFS("../../layouts")}, "sv")
	if err != nil {
		t.Fatal(err)
	}
	assets, err := ReadAssets(Files{os.DirFS("../../layouts")}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	site := &Site{Site: &content.Site{Name: "Nämnderna"}, Assets: assets, BaseURL: "https://exempel.se/n/", AsOf: "2026-03-01"}
	snapshot := &edition.Snapshot{
		Title: "Rapport & mer", Committee: "Nämnden", Body: "Kommunen", Lang: "sv", Deck: "Det <strong>går</strong>.", Dnr: "N/2026:1",
		Pages:  []edition.Page{{Path: "index.html", Kind: "report"}, {Path: "data/drift/index.html", Kind: "dataset", Trail: []edition.Step{{Text: "Drift"}}}},
		Files:  []string{"data/drift/drift.csv", "assets/report.css"},
		Styles: []string{"assets/report.css"},
	}
	return set, site, DocumentInput{
		Report: "namnden/2026/rapport", Committee: &content.Committee{ID: "namnden", Name: "Nämnden"}, Snapshot: snapshot, Edition: e,
		Read: func(name string) ([]byte, error) {
			if text, ok := files[name]; ok {
				return []byte(text), nil
			}
			return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
		},
	}
}

func anEdition() *edition.Edition {
	return &edition.Edition{Number: 2, Date: "2026-02-01", Kind: edition.Correction, Reason: "fel siffra", SlipBy: "controller", PublicDigest: strings.Repeat("ab", 32)}
}

var (
	idsOf     = regexp.MustCompile(` id="([^"]+)"`)
	targetsOf = regexp.MustCompile(` (?:href="#|aria-labelledby="|headers=")([^"]+)"`)
)

// checkWhole: every id once, every target there, nothing asked for from elsewhere,
// and the style sheet is the one that the policy allows.
func checkWhole(t *testing.T, text string) {
	t.Helper()
	var ids []string
	for _, m := range idsOf.FindAllStringSubmatch(text, -1) {
		if slices.Contains(ids, m[1]) {
			t.Errorf("id %s is there twice", m[1])
		}
		ids = append(ids, m[1])
	}
	for _, m := range targetsOf.FindAllStringSubmatch(text, -1) {
		for _, target := range strings.Fields(m[1]) {
			if !slices.Contains(ids, target) {
				t.Errorf("nothing has the id %s", target)
			}
		}
	}
	_, style, _ := strings.Cut(text, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	sum := sha256.Sum256([]byte(style))
	if !strings.Contains(text, "sha256-"+strings.ReplaceAll(base64.StdEncoding.EncodeToString(sum[:]), "+", "&#43;")) {
		t.Error("the policy does not allow the style sheet")
	}
	for _, bad := range []string{"<script", "<link", `src="h`, "url(h", "@import", "ZgotmplZ"} {
		if strings.Contains(text, bad) {
			t.Errorf("it has %s", bad)
		}
	}
}

func TestSingleFile(t *testing.T) {
	t.Parallel()
	set, site, in := aDocument(t, anEdition())
	d, err := set.SingleFile(site, in)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := d.HTML(nil)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	checkWhole(t, text)
	for _, want := range []string{
		`<meta name="DCTERMS.title" content="Rapport &amp; mer">`, `<meta name="DCTERMS.publisher" content="Kommunen">`, `content="2026-02-01"`,
		`href="#_data-drift_r1"`, `<tr id="_data-drift_r1"><th id="_data-drift_k">A</th><td headers="_data-drift_k _data-drift_r1">`, `<h2 id="_data-drift__title">Drift</h2>`,
		`fill="url(#_data-drift_m)"`, `<a href="data:text/csv;charset=utf-8;base64,` + base64.StdEncoding.EncodeToString([]byte("a;b\n1;2\n")) + `" download="drift.csv">`,
		`<a href="https://exempel.se/n/namnden/2026/annan/">Annan</a>`, `<a href="#_about">Rättad</a>`, `<a href="#ett">upp</a>`, `<a href="#_top">Rapporten</a>`,
		`https://example.se/?a=1&amp;b=2`, "Fel siffra", strings.Repeat("ab", 32), "https://exempel.se/n/namnden/2026/rapport/2/",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %s", want)
		}
	}
	site.BaseURL = ""
	if d, err = set.SingleFile(site, in); err != nil {
		t.Fatal(err)
	}
	if raw, err = d.HTML(nil); err != nil || !strings.Contains(string(raw), "<a>Annan</a>") {
		t.Errorf("a link leads out of a site without an address: %v", err)
	}
}

func TestPaper(t *testing.T) {
	t.Parallel()
	set, site, in := aDocument(t, anEdition())
	in.Snapshot.Title = strings.Repeat("Långt ”namn” \\ <b> ", 20)
	d, err := set.Paper(site, in)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Contents) != 2 || d.Contents[0].Label() != "1 Läget nu" || d.Contents[0].Sub || !d.Contents[1].Sub || d.Contents[1].ID != "tva" {
		t.Errorf("%+v", d.Contents)
	}
	raw, err := d.HTML(map[string]int{"ett": 7})
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	checkWhole(t, text)
	for _, want := range []string{
		`<span class="leaf">7</span>`, `<span class="leaf"></span>`, `<a href="https://exempel.se/n/namnden/2026/rapport/2/data/drift/#r1" data-in="">Rad</a>`,
		`@top-right{content:"Utgåva 2"}`, `\5c  \3c b\3e `, "kontrollsumma " + strings.Repeat("ab", 8) + `"`, `"Sida " counter(page) " (" counter(pages) ")"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %s", want)
		}
	}
	if strings.Contains(text, "Bredvid") || strings.Contains(text, "data:text/csv") {
		t.Error("it has what is only of use on a screen")
	}
}

func TestDraftOnPaper(t *testing.T) {
	t.Parallel()
	set, site, in := aDocument(t, nil)
	d, err := set.Paper(site, in)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := d.HTML(nil)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	if d.Words != "Arbetsmaterial" || !strings.Contains(text, `@top-right{content:"Arbetsmaterial 2026-03-01"}`) || !strings.Contains(text, "<strong>Arbetsmaterial.</strong>") ||
		!strings.Contains(text, `content="noindex, nofollow"`) || strings.Contains(text, `@page:first{@top-left{content:""}@top-right`) {
		t.Error("a draft does not say everywhere that it is one")
	}
	if _, err := set.SingleFile(site, DocumentInput{Snapshot: in.Snapshot, Committee: in.Committee, Read: func(string) ([]byte, error) { return nil, os.ErrPermission }}); err == nil {
		t.Error("a page that cannot be read is left out in silence")
	}
}

func TestEdited(t *testing.T) {
	t.Parallel()
	for give, want := range map[string]string{
		`<p class=a hidden>x<br>y</p>`:                  `<p class="a" hidden>x<br>y</p>`,
		`<div class="side"><div>a</div><img></div>b`:    `b`,
		`<h1 id='q"r'>a</h1><!-- <b> -->`:               `<h2 id="q&quot;r">a</h2><!-- <b> -->`,
		`<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>`: `<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>`,
		`<input class="side"><p>a > b</p>`:              `<p>a > b</p>`,
		`<a href="x" title="a > b">`:                    `<a href="x" title="a > b">`,
		`<div class="side"><!-- </div> --></div><p`:     `<p>`,
		"<p\n class=\"a\"\n>":                           `<p class="a">`,
		`<div class="side"><p>never closed`:             ``,
		`<a href=`:                                      `<a>`,
	} {
		got := edited(give, func(t *startTag) {
			t.drop = t.has("side")
			if t.name == "h1" {
				t.name = "h2"
			}
		})
		if got != want {
			t.Errorf("%s: %s, want %s", give, got, want)
		}
	}
}
