package e2e

import (
	_ "embed"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/testsite"
)

// drawings measures all charts of a page as they are shown.
//
//go:embed testdata/drawings.js
var drawings string

// TestCharts looks at every form of chart in the page of a report, and at every
// drawing that package chart is tested with, in all the ways that readers do.
func TestCharts(t *testing.T) {
	t.Parallel()
	root := municipality(t, testsite.Options{Seed: 3, Committees: 1, Years: 1, Reports: 1, Charts: 2, Lean: true, Gallery: true})
	tertial(t, "-C", root, "build", "--as-of", asOf, "--base-url", base, "--chart-cache", "none")
	out := filepath.Join(root, "public")
	report := path.Join(testsite.Gallery, "index.html")
	golden := path.Join(path.Dir(path.Dir(report)), "drawings", "index.html")
	hangGoldens(t, filepath.Join(out, filepath.FromSlash(report)), filepath.Join(out, filepath.FromSlash(golden)))

	b := browsertest.Start(t)
	start := browsertest.Serve(t, os.DirFS(out), prefix)
	views := append(browsertest.Views(), browsertest.View{Forced: true}, browsertest.View{Forced: true, Dark: true},
		browsertest.View{Width: 320, Forced: true}, browsertest.View{Width: 794, Print: true})
	for _, page := range []struct {
		file  string
		least int  // figures
		axe   bool // the drawings alone are no page
	}{{report, 12, true}, {golden, 60, false}} {
		p := b.Open(t, start+page.file, views[0])
		for _, view := range views {
			p.Look(t, view)
			found := browsertest.Eval[chartsSeen](t, p, drawings)
			if found.Figures < page.least || found.Texts < 5*page.least {
				t.Errorf("%s, %s: only %d figures with %d texts", page.file, view.Name(), found.Figures, found.Texts)
			}
			for _, fault := range found.Faults {
				t.Errorf("%s, %s: %s", path.Base(path.Dir(page.file)), view.Name(), fault)
			}
			if page.axe && !view.Print && !view.Forced {
				for _, violation := range p.Axe(t) {
					t.Errorf("%s: axe: %s", view.Name(), violation)
				}
			}
			if page.axe {
				browsertest.Keep(t, path.Join("e2e", "charts", view.Name()+".png"), p.Screenshot(t))
			}
		}
		for _, problem := range p.Problems(t) {
			t.Errorf("%s: %s", page.file, problem)
		}
	}
}

// chartsSeen is what the script says of a page.
type chartsSeen struct {
	Figures, Texts int
	Faults         []string
}

// hangGoldens makes a page of the golden drawings, with the head of a report's.
func hangGoldens(t *testing.T, report, page string) {
	t.Helper()
	text, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	head := regexp.MustCompile(`(?s)^.*</head>`).Find(text)
	var b strings.Builder
	b.Write(regexp.MustCompile(`<script .*?</script>`).ReplaceAll(head, nil)) // it is made for reports' pages
	b.WriteString(`<body class="report"><main id="_main"><article>`)
	files, err := filepath.Glob(filepath.Join(checkout(t), "internal/chart/testdata/charts/*.wide.svg"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	for _, wide := range files {
		name := strings.TrimSuffix(filepath.Base(wide), ".wide.svg")
		fmt.Fprintf(&b, `<figure class="chart" id="golden-%s"><figcaption>%s</figcaption>`, name, name)
		for _, file := range []string{wide, strings.TrimSuffix(wide, ".wide.svg") + ".narrow.svg"} {
			svg, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(svg)
		}
		b.WriteString("</figure>")
	}
	b.WriteString("</article></main></body></html>")
	if err := os.MkdirAll(filepath.Dir(page), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
