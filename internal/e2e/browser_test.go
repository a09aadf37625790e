package e2e

import (
	"fmt"
	"hash/fnv"
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

// TestPages looks at pages as readers do: in narrow and wide windows, light and
// dark, in forced colours and on paper. Pages that together have all kinds of
// elements of all sites, and one in forty of the others, are also held to the
// rules of accessibility, read without scripts and from a folder. Of the public's
// own site all others are looked at briefly. test-long leaves nothing out.
func TestPages(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	cover := coverOf(t, builtSites(t))
	for _, s := range builtSites(t) {
		start := browsertest.Serve(t, os.DirFS(s.out), prefix)
		closely, rest := s.split(cover)
		t.Logf("%s: %d pages, %d of them its own: %d to be looked at closely, %d others", s.name, len(s.pages), len(s.look), len(closely), len(rest))
		for _, page := range closely {
			t.Run(s.name+"_"+plainName(page), func(t *testing.T) {
				t.Parallel()
				v := visit{site: s, page: page}
				if page == missingPage {
					v.missing(t, b, start)
					return
				}
				p := b.Open(t, start+page, browsertest.View{})
				v.served(t, p)
				v.plain(t, p, start+page)
				v.file(t, p)
			})
		}
		if s.name != "own" {
			continue
		}
		const most = 20 // pages that share a tab, so that the tests share the machine's cores
		for i, group := range slices.Collect(slices.Chunk(rest, most)) {
			t.Run(fmt.Sprintf("%s_rest-%02d", s.name, i), func(t *testing.T) {
				t.Parallel()
				s.glance(t, b, start, group)
			})
		}
	}
}

// missingPage is what a server shows for what is not there.
const missingPage = "404.html"

func plainName(page string) string {
	return strings.ReplaceAll(strings.TrimSuffix(page, "/index.html"), "/", "_")
}

// coverOf chooses pages of the sites that together have all kinds of elements. They
// are named by their site and path.
func coverOf(t *testing.T, sites []*site) []string {
	t.Helper()
	var pages []string
	for _, s := range sites {
		for _, page := range s.look {
			if !slices.Contains(s.moves, page) {
				pages = append(pages, path.Join(s.name, page))
			}
		}
	}
	cover, err := sitecheck.Cover(os.DirFS(filepath.Dir(sites[0].out)), pages)
	if err != nil {
		t.Fatal(err)
	}
	return cover
}

// split parts the pages that only this site has: those to be looked at closely,
// and the others.
func (s *site) split(cover []string) (closely, rest []string) {
	const oneIn = 40
	for _, page := range s.look {
		if slices.Contains(s.moves, page) {
			continue
		}
		name := path.Join(s.name, page)
		h := fnv.New32a()
		_, _ = h.Write([]byte(name)) // it never fails
		always := page == missingPage || page == path.Join(testsite.Gallery, "index.html")
		if thorough || always || h.Sum32()%oneIn == 0 || slices.Contains(cover, name) {
			closely = append(closely, page)
		} else {
			rest = append(rest, page)
		}
	}
	return closely, rest
}

// glance sees to it that all of each page can be seen, and that the browser has
// nothing to say.
func (s *site) glance(t *testing.T, b *browsertest.Browser, start string, pages []string) {
	t.Helper()
	p := b.Open(t, start+pages[0], browsertest.View{})
	for i, page := range pages {
		if i > 0 {
			p = p.Go(t, start+page, browsertest.View{})
		}
		visit{site: s, page: page}.glance(t, p)
	}
}

// A visit is one page on its way through a browser.
type visit struct {
	site *site
	page string
}

// views are all ways in which a page is looked at.
func views() []browsertest.View {
	return append(browsertest.Views(), browsertest.View{Forced: true}, browsertest.View{Width: 794, Print: true})
}

func (v visit) glance(t *testing.T, p *browsertest.Page) {
	t.Helper()
	for _, view := range views() {
		v.seen(t, p, view)
	}
	v.quiet(t, p)
}

// seen looks at the page in one way: nothing is wider than the window, and nothing
// has the colour of what it stands on.
func (v visit) seen(t *testing.T, p *browsertest.Page, view browsertest.View) {
	t.Helper()
	p.Look(t, view)
	if over, elements := p.Overflow(t); over > 0 {
		t.Errorf("%s, %s: %d px too wide: %v", v.page, view.Name(), over, elements)
	}
	if lost := browsertest.Eval[[]string](t, p, faint); len(lost) > 0 {
		t.Errorf("%s, %s: cannot be seen: %v", v.page, view.Name(), lost)
	}
}

// quiet sees to it that the browser has nothing to complain of.
func (v visit) quiet(t *testing.T, p *browsertest.Page) {
	t.Helper()
	for _, problem := range p.Problems(t) {
		t.Errorf("%s: problem: %s", v.page, problem)
	}
}

// missing looks at the error page, where a server shows it. It is the one page
// that has links from the root.
func (v visit) missing(t *testing.T, b *browsertest.Browser, start string) {
	t.Helper()
	p := b.Open(t, start+"no/such/page", browsertest.View{Width: 320, Height: 640})
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
func (v visit) served(t *testing.T, p *browsertest.Page) {
	t.Helper()
	for _, view := range views() {
		v.seen(t, p, view)
		accessible(t, p, view)
		picture(t, p, path.Join(v.site.name, plainName(v.page)+"-"+view.Name()+".png"))
	}
	v.quiet(t, p)
}

// accessible runs axe where it can tell something: all its rules in the light, and
// in the dark the one that looks at colours.
func accessible(t *testing.T, p *browsertest.Page, view browsertest.View) {
	t.Helper()
	var rules []string
	switch {
	case view.Print || view.Forced:
		return
	case view.Dark:
		rules = []string{"color-contrast"}
	}
	for _, violation := range p.Axe(t, rules...) {
		t.Errorf("%s: axe: %s", view.Name(), violation)
	}
}

// picture keeps what the page looks like for people to see, when there is time.
func picture(t *testing.T, p *browsertest.Page, name string) {
	t.Helper()
	if thorough {
		browsertest.Keep(t, path.Join("e2e", name), p.Screenshot(t))
	}
}

// plain looks at the page without scripts: nothing of it may be lost but what the
// script has made.
func (v visit) plain(t *testing.T, p *browsertest.Page, address string) {
	t.Helper()
	const text = `(document.querySelectorAll('.tool').forEach(e => e.remove()), document.body.innerText)`
	p.Look(t, browsertest.View{})
	with := browsertest.Eval[string](t, p, text)
	p = p.Go(t, address, browsertest.View{NoScript: true})
	if without := browsertest.Eval[string](t, p, text); without != with {
		t.Errorf("without scripts the page says\n%s\nwith them\n%s", without, with)
	}
}

// file looks at the page as it opens from a folder.
func (v visit) file(t *testing.T, p *browsertest.Page) {
	t.Helper()
	p = p.Go(t, "file://"+filepath.ToSlash(filepath.Join(v.site.out, filepath.FromSlash(v.page))), browsertest.View{})
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
