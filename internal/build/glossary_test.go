package build_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/sitecheck"
	"tertial/internal/testpublish"
	"tertial/internal/testsite"
)

// TestGeneratedWords: the generated municipality explains its words, names the act
// of each year, and has overviews whose links hold, in a build for the public.
func TestGeneratedWords(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := testsite.New(testsite.Options{Seed: 4, FirstYear: 2017, Years: 2, Reports: 2, Charts: 1, Lean: true}).WriteTo(root); err != nil {
		t.Fatal(err)
	}
	cfg := config(root, build.Public)
	cfg.AsOf = "2026-06-01"
	paths, err := testpublish.All(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	result, err := build.Build(t.Context(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, text(t, result.Findings))
	}
	out := filepath.Join(root, "public")
	problems, err := sitecheck.Check(os.DirFS(out), sitecheck.Options{Base: "https://exempelkoping.example/namnder/"})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	words := readPage(t, out, "glossary/index.html")
	for _, path := range paths {
		page := readPage(t, out, path+"/1/index.html")
		act := "(2017:725)"
		if strings.Contains(path, "/2017/") {
			act = "(1991:900)"
		}
		for _, want := range []string{`<h2 id="_lagrum">`, act + "</a>: 6 kap.", `href="#_ord-malgrupp">målgrupp</a>`, `<div id="_ord-malgrupp">`, `<a href="overview/index.html">`} {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %s", path, want)
			}
		}
		brief := readPage(t, out, path+"/1/overview/index.html")
		if !strings.Contains(brief, `<a href="../index.html">`) || !strings.Contains(brief, `id="_del-sammanfattning"`) {
			t.Errorf("the overview of %s: %s", path, brief)
		}
		if !strings.Contains(words, `<a href="../`+path+`/index.html">`) {
			t.Errorf("the glossary does not name %s", path)
		}
	}
}

func readPage(t *testing.T, out, name string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.ReplaceAll(page, []byte("\u00a0"), []byte(" ")))
}

// TestOverviewComesLater: an edition that was published without an overview stays
// as it is; the next one has it.
func TestOverviewComesLater(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	const report = "namnden/2020/delar-1"
	short := "---\ntitle: Delår\nperiod: 2020-01/2020-04\nvisibility: public\nstage: sent\nauthor: controller\nsummary: Det går bra.\n---\n\n# Läget\n\nDet går bra.\n"
	writeAll(t, root, map[string]string{
		"content/site.yaml": "name: Exempel\nlang: sv\n" + statement, "content/namnden/committee.yaml": "name: Nämnden\n",
		"content/" + report + "/report.md": short,
	})
	cfg := config(root, build.Public)
	cfg.AsOf = "2020-06-01"
	if _, err := testpublish.One(t.Context(), cfg, build.PublishRequest{Report: report}); err != nil {
		t.Fatal(err)
	}
	writeAll(t, root, map[string]string{
		"content/" + report + "/report.md": short + "\n# Sammanfattning\n\n" + strings.Repeat("Här står ord om prognosen.\n\n", 130) + "\n",
	})
	if _, err := testpublish.One(t.Context(), cfg, build.PublishRequest{Report: report, Reason: "Text till", Decision: "§ 1"}); err != nil {
		t.Fatal(err)
	}
	result, err := build.Build(t.Context(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, text(t, result.Findings))
	}
	out := filepath.Join(root, "public")
	if page := readPage(t, out, report+"/1/index.html"); strings.Contains(page, "overview/") {
		t.Error("the first edition has an overview")
	}
	if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(report), "1", "overview")); err == nil {
		t.Error("the first edition has a page of an overview")
	}
	if page := readPage(t, out, report+"/index.html"); !strings.Contains(page, `<a href="2/overview/index.html">Läs i korthet, 1 minut</a>. Hela rapporten tar 3 minuter att läsa.`) {
		t.Error("the newest edition does not lead to its overview")
	}
	brief := readPage(t, out, report+"/2/overview/index.html")
	for _, want := range []string{"<h1>Delår i korthet</h1>", "Det går bra.", `href="../index.html#_ord-prognos"`} {
		if !strings.Contains(brief, want) {
			t.Errorf("the overview lacks %s", want)
		}
	}
}

// TestWordsStopPublication: words are frozen with their explanations, so a fault
// in the site's own lists of words or acts stops a publication.
func TestWordsStopPublication(t *testing.T) {
	t.Parallel()
	const report = "namnden/2020/delar-1"
	for _, file := range [...]string{"content/glossary.yaml", "content/laws.yaml"} {
		root := t.TempDir()
		writeAll(t, root, map[string]string{
			"content/site.yaml": "name: Exempel\n" + statement, "content/namnden/committee.yaml": "name: Nämnden\n",
			"content/" + report + "/report.md": "---\ntitle: Delår\nperiod: 2020-01/2020-04\nvisibility: public\nstage: sent\nauthor: controller\nsummary: Det går bra.\n---\n\n# Läget\n\nDet går bra.\n",
			file:                               "fel: [\n",
		})
		cfg := config(root, build.Public)
		cfg.AsOf = "2020-06-01"
		release, err := testpublish.Try(t.Context(), cfg, build.PublishRequest{Report: report})
		if err != nil || !release.Failed() {
			t.Errorf("with a fault in %s it is published: %v", file, err)
		}
		if _, err := os.Stat(filepath.Join(root, "content", filepath.FromSlash(report), "editions")); err == nil {
			t.Errorf("with a fault in %s something is frozen", file)
		}
	}
}
