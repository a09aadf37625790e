package build_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/build"
	"tertial/internal/sitecheck"
)

// TestThroughTimeLeaks publishes a value in one report, protects it in a later
// one: no page of measures,
// comparisons or of all committees says it, and no link is dead.
func TestThroughTimeLeaks(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	folder := strings.SplitN(otherPublish, "/", 2)[0]
	publish := func(year, norr string) string {
		report := folder + "/" + year + "/koer"
		lay(t, p.root, &txtar.Archive{Files: []txtar.File{
			{Name: "content/" + report + "/report.md", Data: []byte("---\ntitle: Köer " + year + "\nkind: annual-report\nperiod: " + year + "-01/" + year + "-12\ndate: " + year +
				"-12-30\nvisibility: public\nauthor: controller\nsummary: Köerna.\n---\n\n# Kön\n\nKöer.\n\n```table\nid: tab-ko\ndata: ko\ncaption: Kön\n```\n")},
			{Name: "data/" + report + "/ko.csv", Data: []byte("kod;enhet;y2018;y" + year + "\nn;Norr;" + norr + ";15\n")},
			{Name: "data/" + report + "/ko.yaml", Data: []byte("title: Kö\nkind: table\nmissing: {X: suppressed}\ncolumns:\n  kod: code\n  enhet: name\n" +
				"  y2018: {value: outcome, scope: full-year, year: 2018, unit: personer}\n  y" + year + ": {value: outcome, scope: full-year, year: " + year + ", unit: personer}\n")},
		}})
		p.day = "2023-01-01"
		p.must(t, report, func(r *build.PublishRequest) { r.Acknowledged = nil })
		return report
	}
	publish("2019", "4711")
	out := p.built(t)
	page := filepath.Join(out, folder, "indicators", "tabell-n", "index.html")
	if text, err := os.ReadFile(page); err != nil || !strings.Contains(string(text), "4\u00a0711") {
		t.Fatalf("%v: the page of the measure does not say what is public", err)
	}
	publish("2020", "X")
	out = p.built(t)
	made := 0
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(name, "/indicators/") && !strings.Contains(name, "/compare/") && !strings.HasPrefix(name, "economy/") {
			return err
		}
		made++
		text, err := os.ReadFile(filepath.Join(out, name))
		if at := canaries.FindIndex(text); at != nil {
			t.Errorf("%s says what is protected", name)
		}
		return err
	})
	if err != nil || made < 3 {
		t.Errorf("%v: %d pages", err, made)
	}
	problems, err := sitecheck.Check(os.DirFS(out), sitecheck.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		t.Error(problem)
	}
}
