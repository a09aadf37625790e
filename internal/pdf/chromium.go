package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// oldest is the first version of Chromium that prints texts in the margins of
// pages and lists of contents for readers' programs.
const oldest = 131

// patience is how long one print may take: that of the longest report takes
// some seconds.
const patience = 3 * time.Minute

// A BrowserError says that there is no browser that can print.
type BrowserError struct {
	Path string // that was asked for, or ""
	Kind string // missing, broken, old, slow or failed
	Text string // its version, or what it said
}

func (e *BrowserError) Error() string {
	return strings.TrimSpace("Chromium is " + e.Kind + ": " + e.Path + " " + e.Text)
}

// The kinds of a [BrowserError].
const (
	Missing = "missing" // there is none, or not where it should be
	Broken  = "broken"  // it does not say which version it is
	Old     = "old"     // it cannot do what is needed
	Slow    = "slow"    // it was stopped after [patience]
	Failed  = "failed"  // it ended without a file
)

// A Browser is a Chromium on this machine.
type Browser struct {
	Path    string
	Version string // "156.0.8078.79"
}

// names are what a Chromium is called.
var names = [...]string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"}

// FindBrowser finds a Chromium: at a path, or by a usual name. It asks which
// version that is, since what is printed depends on it.
func FindBrowser(ctx context.Context, path string) (*Browser, error) {
	found, err := look(path)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	cmd := exec.Command(found, "--version") //nolint:noctx // grouped ends it
	var out bytes.Buffer
	cmd.Stdout = &out
	err = grouped(ctx, cmd)
	if ctx.Err() != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return nil, ctx.Err()
	}
	version := regexp.MustCompile(`\d+(\.\d+){3}`).FindString(out.String())
	if err != nil || version == "" {
		return nil, &BrowserError{Path: found, Kind: Broken, Text: firstLine(out.String())}
	}
	major, _, _ := strings.Cut(version, ".")
	if n, err := strconv.Atoi(major); err != nil || n < oldest {
		return nil, &BrowserError{Path: found, Kind: Old, Text: version}
	}
	return &Browser{Path: found, Version: version}, nil
}

func look(path string) (string, error) {
	if path != "" {
		found, err := exec.LookPath(path)
		if err != nil {
			return "", &BrowserError{Path: path, Kind: Missing}
		}
		return found, nil
	}
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", &BrowserError{Kind: Missing}
}

// Oldest is the lowest version that [FindBrowser] takes.
func Oldest() int { return oldest }

// Print prints a document that stands alone. The browser reads it from a folder
// of its own, finds no network, and is gone with all it has started when the
// print is made or the time is over.
func (b *Browser) Print(ctx context.Context, document []byte) ([]byte, error) {
	folder, err := os.MkdirTemp("", "tertial-pdf-")
	if err != nil {
		return nil, fmt.Errorf("make a folder to print in: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }() // what a process of the browser still writes there is no failure of the print
	in, out := filepath.Join(folder, "report.html"), filepath.Join(folder, "report.pdf")
	if err := os.WriteFile(in, document, 0o600); err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	limited, stop := context.WithTimeout(ctx, patience)
	defer stop()
	cmd := exec.Command(b.Path, arguments(folder, in, out)...) //nolint:noctx // grouped ends it
	var said bytes.Buffer
	cmd.Stderr = &said
	cmd.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C.UTF-8", "DBUS_SESSION_BUS_ADDRESS=disabled:")
	failure := grouped(limited, cmd)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, &BrowserError{Path: b.Path, Kind: Slow, Text: patience.String()}
	}
	printed, err := os.ReadFile(out)
	if failure != nil || err != nil {
		return nil, &BrowserError{Path: b.Path, Kind: Failed, Text: reason(said.String(), failure)}
	}
	return printed, nil
}

// arguments are the flags for one print.
func arguments(folder, in, out string) []string {
	args := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
		"--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-quic", "--disable-dev-shm-usage",
		"--disable-breakpad", "--no-pings", "--mute-audio", "--metrics-recording-only",
		"--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
		"--lang=sv-SE", "--force-color-profile=srgb", "--font-render-hinting=none",
		"--user-data-dir=" + filepath.Join(folder, "profile"),
		"--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf", "--print-to-pdf=" + out,
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // it refuses to start otherwise; the document has no script and no address to reach
	}
	return append(args, "file://"+filepath.ToSlash(in))
}

// reason is the last that a browser said of why it failed.
func reason(said string, failure error) string {
	last := ""
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(line); line != "" && !strings.Contains(line, "dbus") {
			last = line
		}
	}
	if last == "" && failure != nil {
		last = failure.Error()
	}
	return last
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

// lingering is how long what the browser started may hold its streams after it
// has ended.
const lingering = time.Second

// ended is how a browser ended; that something it started held its streams is
// no failure.
func ended(err error) error {
	if errors.Is(err, exec.ErrWaitDelay) {
		return nil
	}
	return err
}
