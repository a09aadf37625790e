package browsertest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A View is how a reader looks at a page. The zero View is a window of 1280 × 900
// in the light scheme, with scripts.
type View struct {
	Width, Height int
	Dark          bool
	Forced        bool // the reader's own few colours, as in Windows' contrast themes
	Print         bool // as on paper
	NoScript      bool
	LargeText     bool    // all text of twice its size, and nothing else: what a window of half the width does not try
	Spaced        bool    // lines, words and letters as far apart as WCAG 1.4.12 asks a page to stand
	Zoom          float64 // pixels of the picture for one of the page; 0 is 1
}

// Name describes the view in a word that fits a file name, such as "320-dark".
func (v View) Name() string {
	v = v.withDefaults()
	name := strconv.Itoa(v.Width)
	for _, part := range []struct {
		on   bool
		name string
	}{{v.Dark, "dark"}, {v.Forced, "forced"}, {v.Print, "print"}, {v.NoScript, "noscript"}, {v.LargeText, "large"}, {v.Spaced, "spaced"}} {
		if part.on {
			name += "-" + part.name
		}
	}
	return name
}

func (v View) withDefaults() View {
	if v.Width == 0 {
		v.Width = 1280
	}
	if v.Height == 0 {
		v.Height = 900
	}
	if v.Zoom == 0 {
		v.Zoom = 1
	}
	return v
}

// Views are the windows that every page must stand: 320 and 1280 pixels, light
// and dark.
func Views() []View {
	return []View{
		{Width: 320, Height: 640},
		{Width: 320, Height: 640, Dark: true},
		{Width: 1280},
		{Width: 1280, Dark: true},
	}
}

// A Page is a page that is open in a tab, until its test ends or the tab goes on to
// the next page.
type Page struct {
	ctx  context.Context // chromedp's handle on the tab is a context
	tab  *tab
	host string // of the page's own address; empty for a file

	mu       sync.Mutex
	problems []string
}

// A tab shows one page after the other: to open one takes longer than to load
// most pages.
type tab struct {
	ctx context.Context // as above

	mu   sync.Mutex
	page *Page // that hears what happens in the tab
}

func (b *Browser) newTab() (*tab, error) {
	ctx, _ := chromedp.NewContext(b.ctx) // it closes with the browser
	own := &tab{ctx: ctx}
	if err := chromedp.Do(ctx); err != nil { // without limit: it binds the tab to its context
		return nil, err
	}
	return own, chromedp.Listen(ctx, own.listen)
}

// listen runs in the tab's message loop, so whatever came before the answer to a
// command has been heard.
func (own *tab) listen(event any) {
	own.mu.Lock()
	p := own.page
	own.mu.Unlock()
	if p != nil {
		p.listen(event)
	}
}

// show gives the tab to a page, or to none.
func (own *tab) show(p *Page) {
	own.mu.Lock()
	defer own.mu.Unlock()
	own.page = p
}

// take returns a tab that no page has.
func (b *Browser) take() (*tab, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := len(b.free); n > 0 {
		t := b.free[n-1]
		b.free = b.free[:n-1]
		return t, nil
	}
	return b.newTab()
}

// Open opens an address and waits until the page and all it needs have loaded. It
// has its tab until the test ends.
func (b *Browser) Open(t testing.TB, address string, v View) *Page {
	t.Helper()
	own, err := b.take()
	if err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	t.Cleanup(func() {
		own.show(nil)
		b.mu.Lock()
		defer b.mu.Unlock()
		b.free = append(b.free, own)
	})
	return own.open(t, address, v)
}

// Go opens another address in the page's tab, which is quicker than to open a
// second page. The page that was there is gone.
func (p *Page) Go(t testing.TB, address string, v View) *Page {
	t.Helper()
	return p.tab.open(t, address, v)
}

func (own *tab) open(t testing.TB, address string, v View) *Page {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	p := &Page{ctx: own.ctx, tab: own, host: u.Host}
	p.Look(t, v)
	own.show(p)
	p.do(t, "open "+address, chromedp.Navigate(address))
	p.settle(t)
	if v.LargeText || v.Spaced {
		p.setText(t, v)
	}
	return p
}

// Look changes how the open page is looked at, without loading it again. Whether
// scripts run is decided when a page is opened.
func (p *Page) Look(t testing.TB, v View) {
	t.Helper()
	v = v.withDefaults()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: pick(v.Dark, "dark", "light")},
		{Name: "forced-colors", Value: pick(v.Forced, "active", "none")},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}}
	if v.Print {
		media.Media = "print"
	}
	p.do(t, "set the view", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if _, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled,
			emulation.SetScriptExecutionDisabledParams{Value: v.NoScript}); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, media); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, tab, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: int64(v.Width), Height: int64(v.Height), DeviceScaleFactor: v.Zoom,
		})
		return err
	}))
	p.setText(t, v)
}

// setText sets the page's text as the view wants it. It works through the style
// sheet objects, which no policy of a page forbids.
func (p *Page) setText(t testing.TB, v View) {
	t.Helper()
	css := ""
	if v.Spaced {
		css = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}"
	}
	Eval[bool](t, p, fmt.Sprintf(`((large, css) => {
  const root = document.documentElement;
  root.style.removeProperty('font-size');
  document.adoptedStyleSheets = [];
  if (large) root.style.setProperty('font-size', 2 * parseFloat(getComputedStyle(root).fontSize) + 'px', 'important');
  if (css) { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }
  return true;
})(%t, %q)`, v.LargeText, css))
}

func pick(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

// listen collects what a page should not do.
func (p *Page) listen(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !p.own(e.Request.URL) {
			p.problem("asks another host: %s", e.Request.URL)
		}
	case *network.EventLoadingFailed:
		if e.BlockedReason != "" {
			p.problem("blocked: %s (%s)", e.Type, e.BlockedReason)
		}
	case *log.EventEntryAdded:
		if strings.HasSuffix(e.Entry.URL, "/favicon.ico") {
			return // asked for by the browser, at the server's root, for a page that names no icon
		}
		p.problem("%s: %s", e.Entry.Level, oneLine(e.Entry.Text+" "+e.Entry.URL))
	case *runtime.EventConsoleAPICalled:
		var text []string
		for _, arg := range e.Args {
			text = append(text, pick(arg.Description != "", arg.Description, string(arg.Value)))
		}
		p.problem("console.%s: %s", e.Type, oneLine(strings.Join(text, " ")))
	case *runtime.EventExceptionThrown:
		p.problem("exception: %s", oneLine(exception(e.ExceptionDetails)))
	}
}

func exception(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}

// own reports whether a request stays with the page's own server or asks nobody.
func (p *Page) own(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "data", "blob", "about":
		return true
	}
	return u.Host == p.host
}

func (p *Page) problem(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = append(p.problems, fmt.Sprintf(format, args...))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Problems returns what the page did that it should not have, in order: requests
// to other hosts, resources that were missing or blocked, violations of its own
// policy, exceptions, and anything written to the console.
func (p *Page) Problems(t testing.TB) []string {
	t.Helper()
	p.settle(t)
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.problems)
}

// settle waits until fonts are there and two frames have been drawn, so that the
// layout is final and events that were on their way have come. It works with the
// page's scripts off, since it runs from outside.
func (p *Page) settle(t testing.TB) {
	t.Helper()
	p.do(t, "wait for the layout", chromedp.Evaluate[chromedp.Void](
		`document.fonts.ready.then(() => undefined)`, chromedp.EvalAwaitPromise))
}

// Eval evaluates a JavaScript expression in the page and decodes its value, which
// it waits for when it is a promise.
func Eval[T any](t testing.TB, p *Page, expression string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("evaluate %s: %v", oneLine(expression), err)
	}
	return v
}

// Overflow returns by how many pixels the page is wider than its window, and the
// elements that stick out furthest. A region that scrolls by itself may hold what
// is wider than the window.
func (p *Page) Overflow(t testing.TB) (pixels int, elements []string) {
	t.Helper()
	over := Eval[struct {
		Pixels   int
		Elements []string
	}](t, p, overflow)
	return over.Pixels, over.Elements
}

const overflow = `(() => {
  const width = document.documentElement.clientWidth;
  const pixels = Math.max(0, document.documentElement.scrollWidth - width);
  if (!pixels) return {Pixels: 0, Elements: []};
  const scrolls = e => { for (e = e.parentElement; e && e !== document.body; e = e.parentElement)
    if (getComputedStyle(e).overflowX !== 'visible') return true; return false; };
  // What does not scroll shows all it holds, also beyond its own box.
  const reach = e => { const box = e.getBoundingClientRect();
    return getComputedStyle(e).overflowX === 'visible' ? Math.max(box.right, box.left + e.scrollWidth) : box.right; };
  const out = [...document.body.querySelectorAll('*')]
    .map(e => [e, reach(e)]).filter(([e, r]) => r > width + 0.5 && !scrolls(e))
    .sort((a, b) => b[1] - a[1]).slice(0, 5)
    .map(([e, r]) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') +
      (e.classList.length ? '.' + [...e.classList].join('.') : '') + ' to ' + Math.round(r) + ' px');
  return {Pixels: pixels, Elements: out};
})()`

// Screenshot returns a PNG of the whole page in the present view.
func (p *Page) Screenshot(t testing.TB) []byte {
	t.Helper()
	p.settle(t)
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	shot, err := chromedp.Run(ctx, func(ctx context.Context, tab *chromedp.Target) ([]byte, error) {
		res, err := cdp.Call(ctx, tab, page.CaptureScreenshot, page.CaptureScreenshotParams{
			Format: page.CaptureScreenshotFormatPng, CaptureBeyondViewport: new(true),
		})
		return res.Data, err
	})
	if err != nil {
		t.Fatalf("take a screenshot: %v", err)
	}
	return shot
}

// PDF returns the page as Chromium prints it, tagged and with its headings as
// bookmarks.
func (p *Page) PDF(t testing.TB) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	pdf, err := chromedp.Run(ctx, func(ctx context.Context, tab *chromedp.Target) ([]byte, error) {
		res, err := cdp.Call(ctx, tab, page.PrintToPDF, page.PrintToPDFParams{
			PreferCSSPageSize: new(true), PrintBackground: new(true),
			GenerateTaggedPDF: new(true), GenerateDocumentOutline: new(true),
		})
		return res.Data, err
	})
	if err != nil {
		t.Fatalf("print: %v", err)
	}
	return pdf
}

// Keep writes a picture or PDF to .cache/screens/ of the checkout, which git
// ignores, for a person to look at.
func Keep(t testing.TB, name string, data []byte) {
	t.Helper()
	file := filepath.Join(Root(t), ".cache", "screens", filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// do runs a step in the page's tab.
func (p *Page) do(t testing.TB, what string, step chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, step); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}
