package e2e

import (
	"cmp"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/squeeze"
)

// phone is the window of a common telephone.
func phone() browsertest.View { return browsertest.View{Width: 390, Height: 844, Zoom: 3} }

// TestPhone: a citizen with a telephone wants to know what the newest report says,
// and gets there with at most two taps.
func TestPhone(t *testing.T) {
	t.Parallel()
	own, _ := theReport(t)
	start := browsertest.Serve(t, os.DirFS(own.out), prefix)
	p := browsertest.Start(t).Open(t, start, phone())
	newest := browsertest.Eval[string](t, p, `(() => { const a = document.querySelector('.news .item a, .news a'); return a ? a.getAttribute('href') : '' })()`)
	if newest == "" {
		t.Fatal("the start page leads to no report")
	}
	holds(t, p, "a finger hits the link", `(() => { const a = document.querySelector('.news .item a, .news a'), box = a.getBoundingClientRect();
		return Math.max(box.height, a.parentElement.getBoundingClientRect().height) >= 24 || box.height})()`)
	p.Click(t, `document.querySelector('.news .item a, .news a')`)
	p.Until(t, `document.readyState === 'complete' && document.body.classList.contains('report')`)
	holds(t, p, "the answer stands on the first screen", `(() => { const deck = document.querySelector('main .deck'), box = deck.getBoundingClientRect();
		return deck.innerText.length > 20 && box.top > 0 && box.bottom <= innerHeight || [box.top, box.bottom, innerHeight]})()`)
	if over, elements := p.Overflow(t); over > 0 {
		t.Errorf("%d px too wide: %v", over, elements)
	}
	visit{site: own, page: newest}.quiet(t, p)
	picture(t, p, "stories/phone.png")
}

// TestPaper: who prints a report gets all of it, and nothing that only a screen needs.
func TestPaper(t *testing.T) {
	t.Parallel()
	own, page := theReport(t)
	start := browsertest.Serve(t, os.DirFS(own.out), prefix)
	p := browsertest.Start(t).Open(t, start+page, browsertest.View{Width: 794, Height: 1123, Print: true})
	holds(t, p, "no navigation", `(() => { const shown = [...document.querySelectorAll('nav, .skip, button, input, .tool')].filter(e => e.checkVisibility() && !e.matches('.vh'));
		return shown.length === 0 || shown.map(e => e.outerHTML.slice(0, 80)).join('\n')})()`)
	holds(t, p, "what is folded is open", `(() => { const hidden = [...document.querySelectorAll('main details > :not(summary)')].filter(e => e.parentElement.checkVisibility() && !e.checkVisibility());
		return hidden.length === 0 || hidden.length + ': ' + hidden[0].outerHTML.slice(0, 120)})()`)
	holds(t, p, "it says where it is from", `(() => { const e = document.querySelector('.runhead'); return e.getClientRects().length > 0 && e.innerText.length > 10 || 'no running head'})()`)
	if pdf := p.PDF(t); thorough {
		browsertest.Keep(t, "e2e/stories/report.pdf", pdf)
	}
}

// TestWithoutScripts: where scripts are off, everything can be read.
func TestWithoutScripts(t *testing.T) {
	t.Parallel()
	own, page := theReport(t)
	start := browsertest.Serve(t, os.DirFS(own.out), prefix)
	p := browsertest.Start(t).Open(t, start+page, browsertest.View{NoScript: true})
	holds(t, p, "tables, charts and text are there", `(() => { const seen = s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility({visibilityProperty: true})).length;
		return seen('main table') > 3 && seen('main figure svg') > 1 && seen('main p') > 20 || [seen('main table'), seen('main figure svg'), seen('main p')]})()`)
	holds(t, p, "charts open their tables", `(() => { const d = document.querySelector('figure details:has(table)'); d.open = true; return d.querySelector('table').checkVisibility()})()`)
	visit{site: own, page: page}.quiet(t, p)
}

// TestFirstPaint: a page is painted before a script or a font has come.
func TestFirstPaint(t *testing.T) {
	t.Parallel()
	own, page := theReport(t)
	start := browsertest.Serve(t, os.DirFS(own.out), prefix)
	p := browsertest.Start(t).Open(t, start+missingPage, browsertest.View{})
	p.Without(t, "*://*:*/*.js", "*://*:*/*.woff2")
	p = p.Go(t, start+page, browsertest.View{})
	holds(t, p, "it is painted", `new Promise(done => { const seen = () => performance.getEntriesByName('first-contentful-paint').length;
		if (seen()) done(true); new PerformanceObserver(() => done(seen() > 0)).observe({type: 'paint', buffered: true}) })`)
	holds(t, p, "no script and no font has come", `!document.fonts.check("16px 'Source Sans 3'") && !document.querySelector('.tool') || 'they have'`)
	holds(t, p, "all of it can be read", `document.querySelector('h1').checkVisibility() && document.querySelectorAll('main table').length > 3`)
	for _, name := range own.pages {
		text, err := os.ReadFile(filepath.Join(own.out, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range scripts.FindAllString(string(text), -1) {
			if !strings.Contains(tag, " defer") && !strings.Contains(tag, `type="module"`) && !strings.Contains(tag, "application/ld+json") {
				t.Errorf("%s: a script keeps the page waiting: %s", name, tag)
			}
		}
	}
	sheets, err := filepath.Glob(filepath.Join(own.out, "assets", "*.css"))
	if err != nil || len(sheets) == 0 {
		t.Fatal(sheets, err)
	}
	for _, name := range sheets {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, face := range faces.FindAllString(string(text), -1) {
			if strings.Contains(face, "url(") && !strings.Contains(face, "font-display:optional") {
				t.Errorf("%s: text waits for its font: %s", filepath.Base(name), face)
			}
		}
		if strings.Contains(string(text), "@import") {
			t.Errorf("%s: a sheet that waits for another", filepath.Base(name))
		}
	}
}

var (
	scripts  = regexp.MustCompile(`<script[^>]*>`)
	faces    = regexp.MustCompile(`@font-face\{[^}]*\}`)
	sheets   = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)
	loaded   = regexp.MustCompile(`<script src="([^"]+)"`)
	language = regexp.MustCompile(`<html lang="([^"]*)"`)
	langs    = regexp.MustCompile(` lang="([^"]*)"`)
	others   = regexp.MustCompile(`<a [^>]*hreflang="([^"]+)"[^>]*>`)
	href     = regexp.MustCompile(` href="([^"#]+)`)
	annual   = regexp.MustCompile(`(?m)^kind: annual-report$`)
)

// TestLanguage: a screen reader reads every page with the right voice.
func TestLanguage(t *testing.T) {
	t.Parallel()
	for _, s := range builtSites(t) {
		spoken := map[string]string{}
		texts := map[string]string{}
		for _, page := range s.pages {
			text, err := os.ReadFile(filepath.Join(s.out, filepath.FromSlash(page)))
			if err != nil {
				t.Fatal(err)
			}
			found := language.FindSubmatch(text)
			if found == nil || string(found[1]) != "sv" && string(found[1]) != "en" {
				t.Errorf("%s: %s has the language %q", s.name, page, found)
				continue
			}
			spoken[page] = string(found[1])
			texts[page] = string(text)
		}
		for _, page := range s.pages {
			for _, m := range langs.FindAllStringSubmatch(texts[page], -1) {
				if m[1] != "sv" && m[1] != "en" {
					t.Errorf("%s: %s has a part in %q", s.name, page, m[1])
				}
			}
			for _, m := range others.FindAllStringSubmatch(texts[page], -1) {
				to := href.FindStringSubmatch(m[0])
				if to == nil || strings.Contains(to[1], ":") {
					continue
				}
				target := path.Join(path.Dir(page), to[1])
				if got := spoken[target]; got != m[1] {
					t.Errorf("%s: %s leads to %s as %s, which is %q", s.name, page, target, m[1], got)
				}
			}
		}
	}
}

// heaviest is what the page of an annual report may weigh on its way to a reader,
// in bytes, with its charts, sheets and script, and without fonts.
const heaviest = 100_000

// TestWeight weighs what a reader of an annual report gets.
func TestWeight(t *testing.T) {
	t.Parallel()
	own := builtSites(t)[0]
	root := checkout(t)
	reports, err := filepath.Glob(filepath.Join(root, "content", "*", "*", "*", "report.md"))
	if err != nil {
		t.Fatal(err)
	}
	weighed := 0
	for _, source := range reports {
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		dir, err := filepath.Rel(filepath.Join(root, "content"), filepath.Dir(source))
		if err != nil {
			t.Fatal(err)
		}
		page := path.Join(filepath.ToSlash(dir), "index.html")
		if !annual.Match(text) || !slices.Contains(own.pages, page) {
			continue
		}
		weighed++
		html := read(t, own, page)
		parts := map[string]int{"page": packed(html)}
		for kind, found := range map[string][][]string{"sheets": sheets.FindAllStringSubmatch(html, -1), "scripts": loaded.FindAllStringSubmatch(html, -1)} {
			for _, m := range found {
				parts[kind] += packed(read(t, own, path.Join(path.Dir(page), m[1])))
			}
		}
		sum := parts["page"] + parts["sheets"] + parts["scripts"]
		t.Logf("%s: %d bytes: page %d (of %d), sheets %d, scripts %d", page, sum, parts["page"], len(html), parts["sheets"], parts["scripts"])
		if sum > heaviest {
			t.Errorf("%s weighs %d bytes, more than %d", page, sum, heaviest)
		}
	}
	if weighed == 0 {
		t.Error("the site has no annual report")
	}
}

func read(t *testing.T, s *site, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.out, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// packed is how many bytes a text has as a server sends it.
func packed(text string) int {
	return len(cmp.Or(string(squeeze.Compress(squeeze.Brotli, []byte(text))), text))
}
