package layout

import (
	"os"
	"strings"
	"testing"

	"tertial/internal/content"
)

func TestLicenseAddress(t *testing.T) {
	t.Parallel()
	for license, want := range map[string]string{
		"CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/", " cc-by-4.0 ": "https://creativecommons.org/licenses/by/4.0/",
		"https://example.org/terms": "https://example.org/terms", "Fråga registratorn.": "", "https://example.org/ och mer": "", "": "",
	} {
		if got := licenseAddress(license); got != want {
			t.Errorf("%q is %q, want %q", license, got, want)
		}
	}
}

// TestOpenDataOrder: committees in the site's order, their kinds by name with
// other tables last, and of each the newest report first.
func TestOpenDataOrder(t *testing.T) {
	t.Parallel()
	s, err := NewSet(Files{os.DirFS("../../layouts")}, "sv")
	if err != nil {
		t.Fatal(err)
	}
	a, b := &content.Committee{ID: "a", Name: "A-nämnden"}, &content.Committee{ID: "b", Name: "B-nämnden", Contact: content.Contact{Email: "b@example.org"}}
	set := func(kind, to string) OpenDataset {
		return OpenDataset{
			ID: "d", Kind: kind, Title: "Tabell " + to, To: to, From: to, Page: "data/d/index.html", Rights: `Fråga "oss" <först>.`,
			Files: []OpenFile{{Path: "data/d/d-clean.csv", Media: "text/csv", Size: 7, Form: "clean"}},
		}
	}
	report := func(path string, c *content.Committee, sets ...OpenDataset) OpenReport {
		return OpenReport{Path: path, First: path, Title: "R", Lang: "en", Committee: c, Edition: 2, Issued: "2020-05-01", Modified: "2020-06-01", Datasets: sets}
	}
	reports := []OpenReport{
		report("a/2020/x", a, set("", "2020-04-30"), set("operating-budget", "2020-04-30")),
		report("a/2021/x", a, set("operating-budget", "2021-04-30")), report("b/2020/x", b, set("volumes", "2020-04-30")),
	}
	site := &Site{Site: &content.Site{Name: "S", Lang: "sv", License: "CC0-1.0"}, Assets: &Assets{}, Public: true, BaseURL: "https://example.org/"}
	files, err := s.DataPages(site, []*content.Committee{a, b}, reports)
	if err != nil || len(files) != 2 {
		t.Fatal(err, len(files))
	}
	at := -1
	for _, want := range []string{"A-nämnden</h2>", "Driftuppföljning", "a/2021/x/2/data", "a/2020/x/2/data", "Övriga tabeller", "B-nämnden</h2>", "b/2020/x/2/data"} {
		now := strings.Index(string(files[1].Content), want)
		if now <= at {
			t.Errorf("%s is not where it should be", want)
		}
		at = now
	}
	catalog := string(files[0].Content)
	for _, want := range []string{
		`<rdfs:label xml:lang="en">Fråga &#34;oss&#34; &lt;först&gt;.</rdfs:label>`, `mailto:b@example.org`, "#contact/b", "language/ENG",
		`<dcat:version>2</dcat:version>`, `#dataset/a/2021/x/d`, `#series/a/table`,
	} {
		if !strings.Contains(catalog, want) {
			t.Errorf("the catalogue lacks %s", want)
		}
	}
	if strings.Contains(catalog, "#contact/a") {
		t.Error("a committee without an address for mail has one")
	}
	site.License = "Fråga registratorn."
	if s.Catalog(site, reports) != nil {
		t.Error("a catalogue whose licence is told in words")
	}
}
