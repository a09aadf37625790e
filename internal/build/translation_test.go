package build_test

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tertial/internal/build"
)

// translatedSite is a site with a report in two languages and a hidden one.
func translatedSite(visibility string) map[string]string {
	report := "---\ntitle: Rapporten\nkind: report\nvisibility: " + visibility + "\n---\n\n# Ett\n\nText.\n"
	return map[string]string{
		"content/site.yaml":                 "name: Prov\nbase_url: https://example.org/\n" + statement,
		"content/namnd/committee.yaml":      "name: Nämnden\n",
		"content/namnd/2020/x/report.md":    report,
		"content/namnd/2020/x/report.en.md": "---\ntitle: Kumquat\n---\n\n# One\n\nText.\n",
	}
}

// TestTranslationLeak builds with a translation of a report that the audience
// does not see: no word of it stands anywhere.
func TestTranslationLeak(t *testing.T) {
	t.Parallel()
	for visibility, seen := range map[string]bool{"internal": false, "committee": true} {
		root := t.TempDir()
		writeAll(t, root, translatedSite(visibility))
		cfg := config(root, "committee")
		cfg.AsOf, cfg.Out = "2020-06-01", filepath.Join(t.TempDir(), "out")
		result, err := build.Build(t.Context(), cfg)
		if err != nil || result.Failed() {
			t.Fatal(err, text(t, result.Findings))
		}
		found := strings.Contains(text(t, result.Findings), "TRANSLATION")
		for name, content := range readAll(t, cfg.Out) {
			found = found || strings.Contains(string(content), "Kumquat") || strings.Contains(name, "/en/")
		}
		if found != seen {
			t.Errorf("%s: the translation is seen: %t", visibility, found)
		}
	}
}

var alternate = regexp.MustCompile(`<link rel="alternate" hreflang="([^"]+)" href="https://example.org/([^"]*)">`)

// TestTranslationReciprocity follows every link between languages: the page it
// leads to is there, and leads back.
func TestTranslationReciprocity(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	writeAll(t, root, translatedSite("public"))
	cfg := config(root, build.Staff)
	cfg.AsOf, cfg.Out = "2020-06-01", filepath.Join(t.TempDir(), "out")
	result, err := build.Build(t.Context(), cfg)
	if err != nil || result.Failed() {
		t.Fatal(err, text(t, result.Findings))
	}
	files := readAll(t, cfg.Out)
	pages := 0
	for name, content := range files {
		links := alternate.FindAllStringSubmatch(string(content), -1)
		if len(links) > 0 {
			pages++
		}
		for _, link := range links {
			other, ok := files[path.Join(link[2], "index.html")]
			back := `href="https://example.org/` + strings.TrimSuffix(name, "index.html") + `"`
			if !ok || !strings.Contains(string(other), back) {
				t.Errorf("%s leads to %s, which does not lead back", name, link[2])
			}
		}
	}
	if pages != 4 { // the start page and the report, each in two languages
		t.Errorf("%d pages have other languages", pages)
	}
}
