package browsertest

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Until waits until a JavaScript expression is true in the page, whatever page the
// tab shows by then: a page may load another one, or itself again, meanwhile.
func (p *Page) Until(t testing.TB, expression string) {
	t.Helper()
	const wait = `(async () => { while (!(EXPRESSION)) await new Promise(done => setTimeout(done, 5)); return true; })()`
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	script := replace(wait, expression)
	for {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script, chromedp.EvalAwaitPromise))
		if err == nil && ok {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("%s: not within %s: %v", oneLine(expression), patience, err)
		}
	}
}

// Click clicks with the mouse in the middle of the first element that a selector
// finds, after it has been scrolled into sight.
func (p *Page) Click(t testing.TB, selector string) {
	t.Helper()
	at := Eval[struct{ X, Y float64 }](t, p, replace(`(() => {
  const e = EXPRESSION;
  e.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
  const box = e.getBoundingClientRect();
  return {X: box.x + box.width / 2, Y: box.y + box.height / 2};
})()`, selector))
	for _, kind := range [...]input.DispatchMouseEventType{
		input.DispatchMouseEventTypeMouseMoved, input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased,
	} {
		p.do(t, "click", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{
				Type: kind, X: at.X, Y: at.Y, Button: input.MouseButtonLeft, ClickCount: 1,
			})
			return err
		}))
	}
}

// Press presses a key, such as Enter or ArrowDown. With a command of the browser's
// editor, such as paste, it does what that key does on a person's machine.
func (p *Page) Press(t testing.TB, key string, commands ...string) {
	t.Helper()
	known := keys[key]
	down := input.DispatchKeyEventTypeRawKeyDown
	if known.text != "" {
		down = input.DispatchKeyEventTypeKeyDown
	}
	for _, kind := range [...]input.DispatchKeyEventType{down, input.DispatchKeyEventTypeKeyUp} {
		p.do(t, "press "+key, chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			params := input.DispatchKeyEventParams{Type: kind, Key: key, Commands: commands, WindowsVirtualKeyCode: known.code}
			if kind == down {
				params.Text = known.text
			}
			_, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, params)
			commands = nil
			return err
		}))
	}
}

// Clipboard lets the page's site use the clipboard, as a person's click does.
func (p *Page) Clipboard(t testing.TB) {
	t.Helper()
	for _, name := range [...]string{"clipboard-read", "clipboard-write"} {
		p.do(t, "allow the clipboard", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, browser.SetPermission, browser.SetPermissionParams{
				Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: "http://" + p.host,
			})
			return err
		}))
	}
}

// keys are those that the browser itself does something with: by their number, and
// the text that some of them are.
var keys = map[string]struct {
	code int64
	text string
}{
	"Tab": {code: 9}, "Enter": {13, "\r"}, "Escape": {code: 27}, " ": {32, " "},
	"ArrowLeft": {code: 37}, "ArrowUp": {code: 38}, "ArrowRight": {code: 39}, "ArrowDown": {code: 40},
}

func replace(script, expression string) string {
	return strings.ReplaceAll(script, "EXPRESSION", expression)
}

// Without lets pages that the tab opens from now on get nothing whose address a
// pattern matches, such as *.woff2, as if it never came.
func (p *Page) Without(t testing.TB, patterns ...string) {
	t.Helper()
	block := func(patterns []*network.BlockPattern) {
		p.do(t, "block", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: patterns})
			return err
		}))
	}
	var all []*network.BlockPattern
	for _, pattern := range patterns {
		all = append(all, &network.BlockPattern{URLPattern: pattern, Block: true})
	}
	block(all)
	t.Cleanup(func() { block([]*network.BlockPattern{}) })
}
