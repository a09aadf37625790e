package e2e

import (
	"bytes"
	_ "embed"
	"fmt"
	"io/fs"
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

// TestCharts measures every form of chart in the page of a report, and every
// drawing that package chart is tested with, in all the ways that readers do.
func TestCharts(t *testing.T) {
	t.Parallel()
	root := municipality(t, testsite.Options{Seed: 3, Lean: true, Gallery: true}) // a draft, whose sheets the drawings can have too
	tertial(t, "-C", root, "build", "--as-of", asOf, "--base-url", base, "--audience", "staff")
	out := os.DirFS(filepath.Join(root, "public"))
	report := path.Join(testsite.Gallery, "index.html")
	golden := path.Join(path.Dir(testsite.Gallery), "drawings", "index.html")
	hung := inFont(t, changed{out, golden, goldens(t, out, report)})

	b := browsertest.Start(t)
	start := browsertest.Serve(t, hung, prefix)
	views := append(views(), browsertest.View{Forced: true, Dark: true}, browsertest.View{Width: 320, Forced: true})
	for _, page := range []struct {
		file  string
		least int // figures
	}{{report, 12}, {golden, 60}} {
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

// inFont is a site whose pages wait for their font: drawings are laid out for
// it, and what a slow first visit shows instead is another question.
func inFont(t *testing.T, site fs.FS) fs.FS {
	t.Helper()
	sheets, err := fs.Glob(site, "assets/frame-*.css")
	if err != nil || len(sheets) != 1 {
		t.Fatal(err, sheets)
	}
	raw, err := fs.ReadFile(site, sheets[0])
	if err != nil || !bytes.Contains(raw, []byte("font-display:optional")) {
		t.Fatal("the style sheet does not say when its fonts are used:", err)
	}
	return changed{site, sheets[0], bytes.ReplaceAll(raw, []byte("font-display:optional"), []byte("font-display:block"))}
}

// goldens makes a page of the golden drawings, with the head of a report's.
func goldens(t *testing.T, site fs.FS, report string) []byte {
	t.Helper()
	text, err := fs.ReadFile(site, report)
	if err != nil {
		t.Fatal(err)
	}
	head := regexp.MustCompile(`(?s)^.*</head>`).Find(text)
	var b bytes.Buffer
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
	return b.Bytes()
}
