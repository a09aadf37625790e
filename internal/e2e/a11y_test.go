package e2e

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/golden"
)

// body finds the kind of a page.
var body = regexp.MustCompile(`<body class="([a-z-]+)`)

// A sample is a page that stands for all of its kind.
type sample struct {
	site *site
	kind string
	page string
}

func (s sample) name() string { return s.kind + "_" + s.site.name + "_" + plainName(s.page) }

// largestSample is how many bytes a page may have that stands for the others of
// its kind: what is there more of in a larger one is more of the same.
const largestSample = 120_000

// samples returns a page of each kind: the largest that is not too large, for it
// has the most to look at. Thorough tests get every page.
func samples(t *testing.T) []sample {
	t.Helper()
	var all []sample
	best, sizes := map[string]int{}, map[string]int{}
	for _, s := range builtSites(t) {
		for _, page := range s.look {
			text, err := os.ReadFile(filepath.Join(s.out, filepath.FromSlash(page)))
			if err != nil {
				t.Fatal(err)
			}
			found := body.FindSubmatch(text)
			if found == nil || page == missingPage || strings.Contains(string(text), `http-equiv="refresh"`) {
				continue // leads elsewhere, or stands at any address
			}
			one := sample{site: s, kind: string(found[1]), page: page}
			at, known := best[one.kind]
			switch size := len(text); {
			case thorough:
				all = append(all, one)
			case !known:
				best[one.kind], sizes[one.kind] = len(all), size
				all = append(all, one)
			case size <= largestSample && (size > sizes[one.kind] || sizes[one.kind] > largestSample):
				all[at], sizes[one.kind] = one, size
			}
		}
	}
	return all
}

// modes are further ways in which readers look at pages: with their own colours,
// with the window's width halved as by a zoom of 200 %, with all text of twice its
// size, and with text set wider.
func modes() []browsertest.View {
	return []browsertest.View{
		{Width: 1280, Forced: true},
		{Width: 320, Height: 640, Forced: true, Dark: true},
		{Width: 640, Height: 450, Zoom: 2},
		{Width: 1280, LargeText: true},
		{Width: 320, Height: 640, Spaced: true},
		{Width: 1280, Spaced: true},
	}
}

// inMode are the rules of axe that a way of looking can decide about: all others
// judge the document, which is the same in each.
var inMode = []string{
	"color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block", "skip-link", "landmark-one-main", "page-has-heading-one",
	"aria-hidden-focus", "nested-interactive", "region",
}

// TestModes looks at a page of each kind in the ways that TestPages leaves out.
func TestModes(t *testing.T) {
	t.Parallel()
	b := browsertest.Start(t)
	all := samples(t)
	if len(all) < 12 {
		t.Errorf("only %d kinds of pages", len(all))
	}
	starts := map[*site]string{}
	for _, s := range builtSites(t) {
		starts[s] = browsertest.Serve(t, os.DirFS(s.out), prefix)
	}
	const groups = 4 // that share a tab each
	for i := range groups {
		t.Run(string(rune('a'+i)), func(t *testing.T) {
			t.Parallel()
			var p *browsertest.Page
			for j := i; j < len(all); j += groups {
				s := all[j]
				if p == nil {
					p = b.Open(t, starts[s.site]+s.page, browsertest.View{})
				} else {
					p = p.Go(t, starts[s.site]+s.page, browsertest.View{})
				}
				for _, view := range modes() {
					s.inMode(t, p, view)
				}
				visit{site: s.site, page: s.page}.quiet(t, p)
			}
		})
	}
}

// inMode looks at the sample in one way: it is as accessible as in any other, runs
// over no edge, and cuts off nothing.
func (s sample) inMode(t *testing.T, p *browsertest.Page, view browsertest.View) {
	t.Helper()
	visit{site: s.site, page: s.page}.seen(t, p, view)
	rules := inMode
	if thorough {
		rules = nil
	}
	for _, violation := range p.Axe(t, rules...) {
		t.Errorf("%s, %s: axe: %s", s.name(), view.Name(), violation)
	}
	for _, cut := range browsertest.Eval[[]string](t, p, cutOff) {
		t.Errorf("%s, %s: cut off: %s", s.name(), view.Name(), cut)
	}
	if thorough {
		picture(t, p, path.Join("modes", s.name()+"-"+view.Name()+".png"))
	}
}

// cutOff lists elements that hide a part of their text and do not scroll.
const cutOff = `(() => {
  const out = [];
  for (const e of document.body.querySelectorAll('*')) {
    if (e.closest('svg, .vh, pre') || !e.getClientRects().length || !e.innerText) continue;
    const s = getComputedStyle(e);
    const hides = v => v === 'hidden' || v === 'clip';
    if (hides(s.overflowY) && e.scrollHeight > e.clientHeight + 2 && e.clientHeight > 1 ||
        hides(s.overflowX) && e.scrollWidth > e.clientWidth + 2 && e.clientWidth > 1)
      out.push(e.tagName.toLowerCase() + '.' + e.className + ': ' + e.innerText.slice(0, 60));
  }
  return out.slice(0, 3);
})()`

// theReport is the report of the repository's own site that has the most in it.
func theReport(t *testing.T) (*site, string) {
	t.Helper()
	own := builtSites(t)[0]
	var page string
	var largest int64
	for _, name := range own.pages {
		text, err := os.ReadFile(filepath.Join(own.out, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		kind := body.FindSubmatch(text)
		if kind == nil || string(kind[1]) != "report" || strings.Count(name, "/") != 3 {
			continue
		}
		if size := int64(len(text)); size > largest && strings.Contains(string(text), "<details") {
			page, largest = name, size
		}
	}
	if page == "" {
		t.Fatal("the site has no report with a chart")
	}
	return own, page
}

// TestTrees compares what assistive technology is told of a table and of a chart
// with what it was told before.
func TestTrees(t *testing.T) {
	t.Parallel()
	start := browsertest.Serve(t, os.DirFS(tablesSite(t)), prefix)
	p := browsertest.Start(t).Open(t, start+tablesPage, browsertest.View{})
	for name, selector := range map[string]string{"table": "#tab-fyra", "chart": "#dia-skolor"} {
		browsertest.Eval[bool](t, p, `(document.querySelectorAll('figure details').forEach(d => d.open = true), true)`)
		golden.Compare(t, "testdata/tree-"+name+".golden", p.AXTree(t, selector))
	}
	report := p.AXTree(t, "#tab-fyra table")
	for _, want := range []string{"columnheader \"", "rowheader \"", "cell \""} {
		if !strings.Contains(report, want) {
			t.Errorf("the table has no %s", want)
		}
	}
}

// TestKeyboard walks through a report with the keyboard alone.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	own, page := theReport(t)
	start := browsertest.Serve(t, os.DirFS(own.out), prefix)
	p := browsertest.Start(t).Open(t, start+page, browsertest.View{Width: 1280, Height: 900})
	want := browsertest.Eval[[]string](t, p, stops)
	if len(want) < 20 {
		t.Fatalf("%s has only %d stops", page, len(want))
	}
	var got []string
	for range len(want) + 1 {
		p.Press(t, "Tab")
		at := browsertest.Eval[stop](t, p, here)
		if at.Name == "body" {
			break // through, and out of the page
		}
		got = append(got, at.Name)
		if at.Why != "" {
			t.Errorf("stop %d, %s: %s", len(got), at.Name, at.Why)
		}
	}
	if !slices.Equal(got, want) {
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Errorf("of %d stops the walk made %d; number %d is %v, in the order of reading it is %v", len(want), len(got), i+1, from(got, i), from(want, i))
				break
			}
		}
	}
	if !strings.HasPrefix(want[0], "a.skip") {
		t.Errorf("the first stop is %s", want[0])
	}
	t.Run("skip", func(t *testing.T) { skips(t, p.Go(t, start+page, browsertest.View{})) })
	t.Run("operate", func(t *testing.T) { operates(t, p.Go(t, start+page, browsertest.View{Width: 400, Height: 700})) })
}

func from(list []string, i int) []string { return list[min(i, len(list)):min(i+3, len(list))] }

// A stop is where the focus is.
type stop struct {
	Name string
	Why  string // why a person would not know, or ""
}

// named gives an element a name that tells it from others.
const named = `const named = e => e.tagName.toLowerCase() + (e.className && typeof e.className === 'string' ? '.' + e.className.split(' ')[0] : '') +
  (e.id ? '#' + e.id : '') + ' ' + (e.innerText || e.getAttribute('aria-label') || '').trim().slice(0, 30).replace(/\s+/g, ' ');`

// stops lists all that the keyboard should reach, in the order of reading.
const stops = `(() => { ` + named + `
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(e => e.getClientRects().length && e.checkVisibility({visibilityProperty: true}) && !e.disabled).map(named);
})()`

// here says where the focus is, and what is wrong with how it shows.
const here = `(() => { ` + named + `
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return {Name: 'body', Why: ''};
  const s = getComputedStyle(e), box = e.getBoundingClientRect(), why = [];
  if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) why.push('no outline: ' + s.outline);
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) why.push('out of sight');
  if (!(box.width && box.height)) why.push('without a size');
  if (!e.matches(':focus-visible')) why.push('the focus is not to be seen');
  return {Name: named(e), Why: why.join(', ')};
})()`

// skips uses the link that leads past the head of the page.
func skips(t *testing.T, p *browsertest.Page) {
	t.Helper()
	p.Press(t, "Tab")
	p.Press(t, "Enter")
	p.Until(t, `document.activeElement.id === '_main'`)
	p.Press(t, "Tab")
	holds(t, p, "the next stop is in the content", `document.activeElement.closest('main') !== null || document.activeElement.outerHTML`)
}

// operates opens what folds, ticks what can be ticked, and scrolls what scrolls.
func operates(t *testing.T, p *browsertest.Page) {
	t.Helper()
	holds(t, p, "there is something that folds", `(() => { const s = document.querySelector('main details:not([open]) > summary'); window.fold = s.parentElement;
		s.focus(); return document.activeElement === s})()`)
	p.Press(t, "Enter")
	p.Until(t, `window.fold.open`)
	p.Press(t, " ")
	p.Until(t, `!window.fold.open`)
	if browsertest.Eval[bool](t, p, `(() => { const box = document.querySelector('main input[type=checkbox]'); if (!box) return false;
		window.box = box; window.was = box.checked; box.focus(); return true})()`) {
		p.Press(t, " ")
		p.Until(t, `window.box.checked !== window.was`)
	} else {
		t.Error("the report has no box to tick")
	}
	holds(t, p, "a wide table can be scrolled to", `(() => { const wide = [...document.querySelectorAll('main [role=region][tabindex="0"]')].find(e => e.scrollWidth > e.clientWidth + 40);
		if (!wide) return 'no table is wider than the window'; window.wide = wide; wide.focus(); return document.activeElement === wide && wide.scrollLeft === 0})()`)
	p.Press(t, "ArrowRight")
	p.Until(t, `window.wide.scrollLeft > 0`)
}
