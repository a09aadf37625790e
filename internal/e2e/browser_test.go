package e2e

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/sitecheck"
	"tertial/internal/testsite"
)

// Sites are built for this address and served below its path.
const (
	prefix = "/under/a/prefix/"
	base   = "https://www.exempel.test" + prefix
)

// TestOwnSite looks at every page of the repository's own site.
func TestOwnSite(t *testing.T) {
	t.Parallel()
	out := filepath.Join(folder(t), "public")
	tertial(t, "-C", checkout(t), "build", "--as-of", asOf, "--base-url", base, "--out", out)
	pages := pagesOf(t, out)
	if len(pages) < 5 {
		t.Fatalf("only %d pages: %v", len(pages), pages)
	}
	standards(t, out)
	look(t, "own", out, pages, pages)
}

// TestInventedSite looks at one page of each kind of an invented municipality.
func TestInventedSite(t *testing.T) {
	t.Parallel()
	root := municipality(t, testsite.Options{Seed: 3, Committees: 2, Years: 2, Reports: 4, Charts: 6, Lean: true})
	tertial(t, "-C", root, "build", "--as-of", asOf, "--base-url", base)
	out := filepath.Join(root, "public")
	standards(t, out)
	look(t, "invented", out, oneOfEach(pagesOf(t, out)), nil)
}

// pagesOf lists the pages of a built site.
func pagesOf(t *testing.T, dir string) []string {
	t.Helper()
	var pages []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".html" {
			pages = append(pages, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// oneOfEach keeps the last page of each depth, the error page, and one dataset of
// each name.
func oneOfEach(pages []string) []string {
	kinds := map[string]string{}
	for _, page := range pages {
		dir, file := path.Split(page)
		kind := strings.Repeat("*/", strings.Count(dir, "/")) + file
		if strings.Contains(dir, "/data/") {
			kind = path.Base(dir)
		}
		kinds[kind] = page
	}
	return slices.Sorted(maps.Values(kinds))
}

// standards holds all files of a site to what needs no browser: links that lead
// somewhere from anywhere, and valid HTML.
func standards(t *testing.T, dir string) {
	t.Helper()
	problems, err := sitecheck.Check(os.DirFS(dir), sitecheck.Options{Base: base})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("link: %s", p)
	}
	for _, line := range browsertest.HTMLValidate(t, dir) {
		t.Errorf("html-validate: %s", line)
	}
	for _, line := range browsertest.Nu(t, dir) {
		t.Errorf("vnu: %s", line)
	}
}

// look opens pages in a browser in all the ways that readers do. Pages among keep
// are kept as pictures.
func look(t *testing.T, name, dir string, pages, keep []string) {
	t.Helper()
	b := browsertest.Start(t)
	start := browsertest.Serve(t, os.DirFS(dir), prefix)
	for _, page := range pages {
		t.Run(strings.ReplaceAll(strings.TrimSuffix(page, "/index.html"), "/", "_"), func(t *testing.T) {
			v := visit{b: b, name: name, page: page, keep: slices.Contains(keep, page)}
			if page == "404.html" {
				v.missing(t, start)
				return
			}
			v.served(t, start+page)
			v.plain(t, start+page)
			v.file(t, dir)
		})
	}
}

// A visit is one page on its way through a browser.
type visit struct {
	b    *browsertest.Browser
	name string
	page string
	keep bool
}

// missing looks at the error page, where a server shows it. It is the one page
// that has links from the root.
func (v visit) missing(t *testing.T, start string) {
	t.Helper()
	p := v.b.Open(t, start+"no/such/page", browsertest.View{Width: 320, Height: 640})
	for _, violation := range p.Axe(t) {
		t.Errorf("axe: %s", violation)
	}
	for _, problem := range p.Problems(t) {
		if !strings.Contains(problem, "status of 404") {
			t.Errorf("problem: %s", problem)
		}
	}
}

// served looks at a page of a web server, below a prefix.
func (v visit) served(t *testing.T, address string) {
	t.Helper()
	p := v.b.Open(t, address, browsertest.View{})
	views := append(browsertest.Views(), browsertest.View{Forced: true}, browsertest.View{Width: 794, Print: true})
	for _, view := range views {
		p.Look(t, view)
		if over, elements := p.Overflow(t); over > 0 {
			t.Errorf("%s: %d px too wide: %v", view.Name(), over, elements)
		}
		if lost := browsertest.Eval[[]string](t, p, faint); len(lost) > 0 {
			t.Errorf("%s: cannot be seen: %v", view.Name(), lost)
		}
		if !view.Print && !view.Forced {
			for _, violation := range p.Axe(t) {
				t.Errorf("%s: axe: %s", view.Name(), violation)
			}
		}
		if v.keep {
			file := strings.ReplaceAll(strings.TrimSuffix(v.page, ".html"), "/", "_")
			browsertest.Keep(t, path.Join("e2e", v.name, file+"-"+view.Name()+".png"), p.Screenshot(t))
		}
	}
	for _, problem := range p.Problems(t) {
		t.Errorf("problem: %s", problem)
	}
}

// plain looks at the page without scripts: nothing of it may be lost but what the
// script has made.
func (v visit) plain(t *testing.T, address string) {
	t.Helper()
	const text = `(document.querySelectorAll('.tool').forEach(e => e.remove()), document.body.innerText)`
	with := browsertest.Eval[string](t, v.b.Open(t, address, browsertest.View{}), text)
	p := v.b.Open(t, address, browsertest.View{NoScript: true})
	if without := browsertest.Eval[string](t, p, text); without != with {
		t.Errorf("without scripts the page says\n%s\nwith them\n%s", without, with)
	}
}

// file looks at the page as it opens from a folder.
func (v visit) file(t *testing.T, dir string) {
	t.Helper()
	p := v.b.Open(t, "file://"+filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(v.page))), browsertest.View{})
	for _, problem := range p.Problems(t) {
		t.Errorf("from a folder: %s", problem)
	}
	if !browsertest.Eval[bool](t, p, `document.fonts.check("16px 'Source Sans 3'") && document.styleSheets.length > 0`) {
		t.Error("from a folder: the page has no style or font")
	}
}

// faint lists texts of charts that have the colour of the page behind them and no
// mark beneath, and charts without any colour: what forced colours and dark pages get wrong first.
const faint = `(() => {
  const out = [];
  for (const svg of document.querySelectorAll('figure svg')) {
    if (svg.getClientRects().length === 0) continue;
    let behind = 'rgba(0, 0, 0, 0)';
    for (let e = svg; e && behind === 'rgba(0, 0, 0, 0)'; e = e.parentElement) behind = getComputedStyle(e).backgroundColor;
    let seen = 0;
    const marks = [...svg.querySelectorAll('rect, path, circle')].filter(m => ![behind, 'none'].includes(getComputedStyle(m).fill))
      .map(m => m.getBoundingClientRect());
    const marked = e => { const b = e.getBoundingClientRect(), x = (b.left + b.right) / 2, y = (b.top + b.bottom) / 2;
      return marks.some(m => m.left <= x && x <= m.right && m.top <= y && y <= m.bottom); };
    for (const e of svg.querySelectorAll('text, path, polyline, line, rect, circle')) {
      const s = getComputedStyle(e);
      if (s.display === 'none' || s.visibility !== 'visible') continue;
      if (e.tagName === 'text' && s.fill === behind && !marked(e)) out.push(svg.id + ': ' + e.textContent);
      if (s.fill !== 'none' && s.fill !== behind || s.stroke !== 'none' && s.stroke !== behind) seen++;
    }
    if (!seen) out.push(svg.id + ': nothing of the chart');
  }
  return out;
})()`
