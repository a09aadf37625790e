//go:build long

package build_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	printing "tertial/internal/pdf"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// onPaper prints a report of a site and gives the file, which has no fault: a
// fault is a finding.
func onPaper(t *testing.T, root, report, state string) *build.Exported {
	t.Helper()
	out, err := build.Export(t.Context(), build.Config{Root: root, AsOf: "2026-12-01", Program: "Tertial", BuiltIn: layouts.FS()},
		build.ExportRequest{Report: report, State: state, Format: build.ExportPDF, Chromium: os.Getenv("CHROMIUM")})
	if err != nil || out.Failed() {
		t.Fatalf("%s: %v %s", report, err, saidOf(out.Findings))
	}
	return out
}

// TestAllOnPaper prints every published report of the repository's own site, and
// of a generated municipality each form of report and of chart. Chromium prints
// the largest of them twice, as the same bytes.
func TestAllOnPaper(t *testing.T) {
	own := "../.."
	var reports []string
	for _, m := range content.Scan(os.DirFS(own), func(*content.Meta) bool { return true }, &diag.List{}) {
		if edition.Newest(edition.ListIn(os.DirFS(own), "content/"+m.Path+"/editions", &diag.List{})) != nil {
			reports = append(reports, m.Path)
		}
	}
	if len(reports) < 10 {
		t.Fatal(reports)
	}
	largest, pages := "", 0
	for _, report := range reports {
		if out := onPaper(t, own, report, build.LatestWord); out.Pages > pages {
			largest, pages = report, out.Pages
		}
	}
	first, second := onPaper(t, own, largest, build.LatestWord), onPaper(t, own, largest, build.LatestWord)
	if pages < 20 || !bytes.Equal(first.Files[0].Content, second.Files[0].Content) {
		t.Errorf("%s (%d pages) is printed as other bytes", largest, pages)
	}
	root := t.TempDir()
	site := testsite.New(testsite.Options{Seed: 7, Reports: 12, Gallery: true, Charts: 6, Lean: true})
	if err := site.WriteTo(root); err != nil {
		t.Fatal(err)
	}
	var invented []string
	for _, m := range content.Scan(os.DirFS(root), func(*content.Meta) bool { return true }, &diag.List{}) {
		invented = append(invented, m.Path)
	}
	for _, report := range slices.Sorted(slices.Values(invented)) {
		onPaper(t, root, report, build.WorkingWord)
	}
}

// TestOddOnPaper prints a report of one sentence, one with a title of 300
// letters, and one with a table of 5,000 rows: the first of them, with the head
// on each page and a line that says where the rest is.
func TestOddOnPaper(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, p *publication){
		"one sentence": func(t *testing.T, p *publication) {
			t.Helper()
			write(t, p, "content/"+ofPublish+"/report.md", "---\ntitle: En mening\nkind: interim-report\nperiod: 2020-01/2020-04\ndate: 2020-05-12\nstage: sent\nvisibility: public\n---\n\nAllt går som det ska.\n")
		},
		"long title": func(t *testing.T, p *publication) {
			t.Helper()
			p.edit(t, "content/"+ofPublish+"/report.md", "title: Delårsrapport 1 2020", "title: "+strings.TrimSpace(strings.Repeat("Uppföljning av verksamheten ", 11)))
		},
		"5,000 rows": func(t *testing.T, p *publication) {
			t.Helper()
			var rows strings.Builder
			rows.WriteString("skola;platser\n")
			for i := range 5000 {
				fmt.Fprintf(&rows, "Skolan nummer %04d;%d\n", i, 10+i%90)
			}
			write(t, p, "content/"+ofPublish+"/report.md", "---\ntitle: Lång tabell\nkind: interim-report\nperiod: 2020-01/2020-04\ndate: 2020-05-12\nstage: sent\nvisibility: public\n---\n\n# Platser\n\n```table\nid: tab-barn\ndata: barn\ncaption: Platser\n```\n")
			write(t, p, "data/"+ofPublish+"/barn.csv", rows.String())
			write(t, p, "data/"+ofPublish+"/barn.yaml", "title: Platser\nkind: volumes\nunit: platser\nperiod: 2020-01/2020-04\nsource: {system: skolsystemet, extracted: 2020-05-04}\ncolumns:\n  skola: measure\n  platser: {value: outcome, scope: full-year, year: 2020}\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPublication(t)
			change(t, p)
			out := onPaper(t, p.root, ofPublish, build.WorkingWord)
			t.Logf("%d pages, %d bytes", out.Pages, len(out.Files[0].Content))
			if faults := printing.Check(out.Files[0].Content, "Arbetsmaterial"); len(faults) > 0 {
				t.Error(faults)
			}
			if name == "5,000 rows" {
				headed(t, out.Files[0].Content)
			}
		})
	}
}

// headed wants the head of the long table on each page that has rows of it.
func headed(t *testing.T, file []byte) {
	t.Helper()
	f, err := printing.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	with, said := 0, false
	for i, page := range f.Pages() {
		text, err := f.Text(page)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text, "Skolan nummer") {
			continue
		}
		with++
		said = said || strings.Contains(text, "200 första rader")
		if !strings.Contains(text, "\nSkola Platser\n") {
			t.Errorf("the table has no head on page %d:\n%s", i+1, text[:200])
		}
	}
	if with < 4 || !said {
		t.Errorf("rows on %d pages; where the rest is, is said: %t", with, said)
	}
}

func write(t *testing.T, p *publication, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(p.root, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
