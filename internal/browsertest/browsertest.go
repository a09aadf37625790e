// Package browsertest lets a test look at built pages as a reader's browser does.
//
// It serves a folder on loopback, opens a page of it in one headless Chromium at
// a given width, colour scheme, medium and with or without scripts, and gives
// back what matters: what the console and the page's policy complained of, whom
// the page asked for something, what axe finds wrong with its accessibility, how
// far it runs over the window's edge, and a picture. The same pages go through
// html-validate and the Nu checker. Links need no browser; they are sitecheck's.
//
// What it needs (Chromium, Java, npm's packages) `make test` installs. Where that
// is missing, a test fails and says so; it never skips. The package serves tests
// only, so its functions take a testing.TB and end the test on a failure that is
// not the page's.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience bounds one step in the browser. It is no measure of anything: it turns
// a browser that hangs into a failed test.
const patience = 60 * time.Second

// A Browser is a running headless Chromium with a profile of its own.
type Browser struct {
	ctx  context.Context // chromedp's handle on the process is a context
	stop func()

	mu    sync.Mutex
	users int
	free  []*tab // that no page has now
}

// running is the one browser of this process, while a test needs it: to start one
// takes longer than to look at a page.
var running struct {
	sync.Mutex
	browser *Browser
}

// Start returns a running browser, which tests that run at the same time share:
// the first to ask starts it, it ends with the last. Each opens its own pages in it.
func Start(t testing.TB) *Browser {
	t.Helper()
	running.Lock()
	defer running.Unlock()
	if running.browser == nil {
		running.browser = launch(t)
	}
	b := running.browser
	b.users++
	t.Cleanup(func() {
		running.Lock()
		defer running.Unlock()
		if b.users--; b.users == 0 {
			running.browser = nil
			b.stop()
		}
	})
	return b
}

func launch(t testing.TB) *Browser {
	t.Helper()
	profile, err := os.MkdirTemp("", "browsertest-") //nolint:usetesting // it may outlive the test that starts the browser
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(Executable(t)),
		chromedp.UserDataDir(profile),
		chromedp.NoSandbox, // or it will not start as root
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true), // a scrollbar's width differs between machines
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("lang", "sv-SE"),
		// Nothing outside the machine is asked for, and what a page asks for is
		// refused at once instead of being looked up.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	alloc, end := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(alloc)
	b := &Browser{ctx: ctx, stop: func() {
		cancel()
		end()
		_ = os.RemoveAll(profile) // what is left of it is no fault of a page
	}}
	if err := chromedp.Do(ctx); err != nil {
		b.stop()
		t.Fatalf("start Chromium: %v", err)
	}
	return b
}

// Executable finds Chromium: what $CHROMIUM names, or a usual name on the PATH.
func Executable(t testing.TB) string {
	t.Helper()
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if name == "" {
			continue
		}
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	t.Fatal("no Chromium on the PATH: run make test, which installs it, or: apt-get install chromium")
	return ""
}

// Root returns the checkout's folder, where node_modules is.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}

// module returns the path of a file of an npm package.
func module(t testing.TB, file string) string {
	t.Helper()
	p := filepath.Join(Root(t), "node_modules", filepath.FromSlash(file))
	if _, err := os.Stat(p); err != nil {
		t.Fatalf("npm's %s is missing: run make assets (or npm ci)", file)
	}
	return p
}
