package preview_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"tertial/internal/diag"
	"tertial/internal/preview"
)

// page is a page as the site has them.
func page(text string) []byte {
	return []byte("<!DOCTYPE html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n" +
		`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;self&#39;">` +
		"\n<title>x</title>\n</head>\n<body>\n<main>\n" + text + "\n</main>\n</body>\n</html>\n")
}

// A bench is a server with builds that the test decides.
type bench struct {
	address string
	changes chan struct{}
	builds  chan *preview.Build
	fails   chan error
	end     context.CancelFunc
	ended   chan error
}

// serve starts a server whose timers end at once and whose every build is sent
// by the test.
func serve(t *testing.T, change func(*preview.Options)) *bench {
	t.Helper()
	b := &bench{changes: make(chan struct{}, 1), builds: make(chan *preview.Build), fails: make(chan error), ended: make(chan error, 1)}
	opts := preview.Options{
		Rebuild: func(ctx context.Context) (*preview.Build, error) {
			select {
			case build := <-b.builds:
				return build, nil
			case err := <-b.fails:
				return nil, err
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		},
		Changes: b.changes, Root: "/home/anna/webbplats", Audience: "personal",
	}
	if change != nil {
		change(&opts)
	}
	listener, err := preview.Listen(t.Context(), "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	b.address = listener.Addr().String()
	var ctx context.Context
	ctx, b.end = context.WithCancel(context.Background())
	go func() { b.ended <- preview.New(opts).Run(ctx, listener) }()
	t.Cleanup(func() {
		b.end()
		if err := <-b.ended; err != nil {
			t.Error(err)
		}
	})
	return b
}

// get asks for a path and returns the answer with its body read.
func (b *bench) get(t *testing.T, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+b.address+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	return do(t, r, headers...)
}

func do(t *testing.T, r *http.Request, headers ...string) (*http.Response, string) {
	t.Helper()
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// site are some files of a site.
func site(text string) map[string][]byte {
	return map[string][]byte{
		"index.html": page(text), "404.html": page("finns inte"), "a/2020/r/index.html": page("rapport"),
		"assets/x-1.css": []byte("p{}"), "a/2020/r/data/d/d.csv": []byte("a;b\n"),
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	b := serve(t, nil)
	b.builds <- &preview.Build{Files: site("start")}
	tests := []struct {
		path, kind string
		status     int
		has        string
	}{
		{"/", "text/html; charset=utf-8", 200, "start"},
		{"/index.html", "text/html; charset=utf-8", 200, "start"},
		{"/a/2020/r/", "text/html; charset=utf-8", 200, "rapport"},
		{"/a/2020/r", "text/html; charset=utf-8", 302, ""},
		{"/a/2020/", "text/html; charset=utf-8", 404, "finns inte"},
		{"/a/2020/r/data/d/d.csv", "text/csv; charset=utf-8", 200, "a;b"},
		{"/assets/x-1.css", "text/css; charset=utf-8", 200, "p{}"},
		{"/assets/x-2.css", "text/plain; charset=utf-8", 404, "not found"},
		{"/_preview/preview.js", "text/javascript; charset=utf-8", 200, "'use strict'"},
		{"/_preview/panel.css", "text/css; charset=utf-8", 200, ":host"},
		{"/_preview/other", "text/plain; charset=utf-8", 404, ""},
		{"/..%2f..%2fetc/passwd", "text/plain; charset=utf-8", 404, "not found"},
		{"/%2e%2e/%2e%2e/index.html", "text/html; charset=utf-8", 200, "start"},
	}
	for _, tt := range tests {
		res, body := b.get(t, tt.path)
		kind := res.Header.Get("Content-Type")
		if res.StatusCode != tt.status || tt.kind != "" && kind != tt.kind || !strings.Contains(body, tt.has) {
			t.Errorf("%s: %d %s, want %d %s with %q: %.200s", tt.path, res.StatusCode, kind, tt.status, tt.kind, tt.has, body)
		}
		for header, want := range map[string]string{
			"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := res.Header.Get(header); got != want {
				t.Errorf("%s: %s: %q, want %q", tt.path, header, got, want)
			}
		}
	}
}

// TestDressed: the preview's own part is in a page's response, its policy lets it
// work and nothing more, and the file stays what the build made.
func TestDressed(t *testing.T) {
	t.Parallel()
	b := serve(t, nil)
	files := site("start")
	before := string(files["index.html"])
	b.builds <- &preview.Build{Files: files}
	_, body := b.get(t, "/")
	for _, want := range []string{
		`<script src="/_preview/preview.js" defer data-page="index.html"`, `<link rel="stylesheet" href="/_preview/preview.css">`,
		`default-src &#39;none&#39;; style-src &#39;self&#39;; script-src &#39;self&#39;; connect-src &#39;self&#39;"`, `data-audience="personal"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s:\n%s", want, body)
		}
	}
	if string(files["index.html"]) != before || strings.Contains(before, "_preview") {
		t.Error("the build's own file was changed")
	}
}

// TestGuard: only the reader of this server gets an answer.
func TestGuard(t *testing.T) {
	t.Parallel()
	b := serve(t, nil)
	b.builds <- &preview.Build{Files: site("hemligt utkast")}
	_, port, _ := net.SplitHostPort(b.address)
	tests := []struct {
		name, method, path string
		headers            []string
		status             int
	}{
		{"our address", "GET", "/", nil, 200},
		{"our name", "GET", "/", []string{"Host", "localhost:" + port}, 200},
		{"our name in capitals", "GET", "/", []string{"Host", "LOCALHOST:" + port}, 200},
		{"only the head", "HEAD", "/", nil, 200},
		{"a name that leads to us", "GET", "/", []string{"Host", "evil.example:" + port}, 421},
		{"a name below ours", "GET", "/", []string{"Host", "localhost.evil.example:" + port}, 421},
		{"another port", "GET", "/", []string{"Host", "127.0.0.1:1"}, 421},
		{"no port", "GET", "/", []string{"Host", "127.0.0.1"}, 421},
		{"a form", "POST", "/", nil, 405},
		{"anything else", "DELETE", "/index.html", nil, 405},
		{"a preflight", "OPTIONS", "/_preview/events", []string{"Origin", "http://evil.example"}, 405},
		{"another origin", "GET", "/_preview/references", []string{"Origin", "http://evil.example"}, 403},
		{"an origin of none", "GET", "/", []string{"Origin", "null"}, 403},
		{"our origin, encrypted", "GET", "/", []string{"Origin", "https://" + b.address}, 403},
		{"our own origin", "GET", "/_preview/references", []string{"Origin", "http://" + b.address}, 200},
		{"a picture on another site", "GET", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}, 403},
		{"a frame on another site", "GET", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{"another port of this machine", "GET", "/", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"}, 403},
		{"a link on another site", "GET", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{"a link to the stream", "GET", "/_preview/events", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 403},
		{"our own page", "GET", "/_preview/references", []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors"}, 200},
		{"typed by the reader", "GET", "/", []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate"}, 200},
	}
	for _, tt := range tests {
		r, err := http.NewRequestWithContext(t.Context(), tt.method, "http://"+b.address+tt.path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		res, body := do(t, r, tt.headers...)
		if res.StatusCode != tt.status {
			t.Errorf("%s: %d, want %d", tt.name, res.StatusCode, tt.status)
		}
		if tt.status >= 400 && strings.Contains(body, "utkast") {
			t.Errorf("%s: gets the page", tt.name)
		}
		if got := res.Header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("%s: others may read it: %s", tt.name, got)
		}
	}
}

func TestListen(t *testing.T) {
	t.Parallel()
	for address, ok := range map[string]bool{
		"127.0.0.1:0": true, "localhost:0": true, "127.0.0.2:0": true,
		"0.0.0.0:0": false, ":0": false, "192.0.2.1:0": false, "[::]:0": false, "example.se:0": false,
	} {
		listener, err := preview.Listen(t.Context(), address)
		if ok != (err == nil) {
			t.Errorf("%s: %v", address, err)
		}
		if err != nil && !errors.Is(err, preview.ErrNotLoopback) {
			t.Errorf("%s: %v", address, err)
		}
		if err == nil {
			_ = listener.Close()
		}
	}
	for _, address := range []string{"127.0.0.1", "127.0.0.1:hundra"} {
		if _, err := preview.Listen(t.Context(), address); err == nil || errors.Is(err, preview.ErrNotLoopback) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// An event is what the stream tells.
type event struct {
	Build                 int
	Reload, Failed, Empty bool
	Reason                string
	Counts                map[string]int
	Notices               []struct {
		Severity, Code, Message, File, Href, Instead string
		Here                                         bool
		Mark                                         *struct{ Text, Before, After string }
	}
}

// stream opens the stream of a page; the function returns the next event.
func (b *bench) stream(t *testing.T, page, tag string) func() event {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+b.address+"/_preview/events?page="+page+"&tag="+tag, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	lines := bufio.NewScanner(res.Body)
	return func() event {
		t.Helper()
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var e event
				if err := json.Unmarshal([]byte(text), &e); err != nil {
					t.Fatal(err)
				}
				return e
			}
		}
		t.Fatal("the stream has ended")
		return event{}
	}
}

// tagOf is the tag that a page was given.
func (b *bench) tagOf(t *testing.T, path string) string {
	t.Helper()
	_, body := b.get(t, path)
	_, rest, _ := strings.Cut(body, `data-tag="`)
	tag, _, _ := strings.Cut(rest, `"`)
	return tag
}

func (b *bench) change() { b.changes <- struct{}{} }

// TestStream: a page hears when it is out of date, and only then; errors come
// with the last good build still in sight; it recovers.
func TestStream(t *testing.T) {
	t.Parallel()
	b := serve(t, nil)
	b.builds <- &preview.Build{Files: site("ett")}
	start := b.stream(t, "index.html", b.tagOf(t, "/"))
	report := b.stream(t, "a/2020/r/index.html", b.tagOf(t, "/a/2020/r/"))
	lost := b.stream(t, "finns/inte.html", b.tagOf(t, "/finns/inte.html"))
	for name, next := range map[string]func() event{"start": start, "report": report, "lost": lost} {
		if e := next(); e.Reload || e.Failed || e.Build != 1 {
			t.Errorf("%s: %+v", name, e)
		}
	}
	b.change()
	b.builds <- &preview.Build{Files: site("två")}
	if e := start(); !e.Reload {
		t.Errorf("the page that changed: %+v", e)
	}
	if e := report(); e.Reload {
		t.Errorf("the page that did not change: %+v", e)
	}
	b.change()
	at := diag.Place{File: "content/a/2020/r/report.md", Line: 7, Column: 4, Length: 2, Text: "ja 12 **nej**"}
	b.builds <- &preview.Build{Findings: []diag.Finding{
		diag.New("XREF", diag.Place{File: "content/b/2020/r/report.md", Line: 2, Column: 1}, "id", "x").With("none"),
		diag.New("UNBOUND", at, "number", "12").With("more"),
	}}
	start()
	e := report()
	if !e.Failed || e.Reload || e.Counts["error"] != 1 || e.Counts["warning"] != 1 || len(e.Notices) != 2 {
		t.Fatalf("after an error: %+v", e)
	}
	if n := e.Notices[0]; !n.Here || n.File != "content/a/2020/r/report.md:7:4" || n.Href != "vscode://file/home/anna/webbplats/content/a/2020/r/report.md:7:4" ||
		n.Mark == nil || n.Mark.Before != "ja " || n.Mark.Text != "12" || n.Mark.After != " nej" {
		t.Errorf("the finding of the page: %+v %+v", n, n.Mark)
	}
	if _, body := b.get(t, "/"); !strings.Contains(body, "två") {
		t.Error("the last good page is gone")
	}
	b.change()
	b.fails <- errors.New("disken är full")
	if e := report(); !e.Failed || !strings.Contains(e.Reason, "disken är full") {
		t.Errorf("after a failure: %+v", e)
	}
	b.change()
	b.builds <- &preview.Build{Files: site("två")}
	if e := report(); e.Failed || e.Reload || len(e.Notices) != 0 || e.Reason != "" {
		t.Errorf("after the recovery: %+v", e)
	}
}

// TestNothingYet: before the first build without errors there is a page that says
// so, and it goes when there is one.
func TestNothingYet(t *testing.T) {
	t.Parallel()
	b := serve(t, nil)
	b.builds <- &preview.Build{Findings: []diag.Finding{diag.New("XREF", diag.Place{File: "content/site.yaml"}, "id", "x").With("none")}}
	res, body := b.get(t, "/")
	if res.StatusCode != http.StatusNotFound || !strings.Contains(body, "kan inte visas än") || !strings.Contains(body, "/_preview/preview.js") {
		t.Errorf("%d %s", res.StatusCode, body)
	}
	next := b.stream(t, "index.html", "")
	if e := next(); !e.Empty || !e.Failed || e.Reload {
		t.Errorf("%+v", e)
	}
	b.change()
	b.builds <- &preview.Build{Files: site("nu")}
	if e := next(); !e.Reload || e.Empty {
		t.Errorf("%+v", e)
	}
}

func TestReferences(t *testing.T) {
	t.Parallel()
	b := serve(t, func(o *preview.Options) {
		o.References = func(_ context.Context, page string) (map[string]string, error) {
			if page == "fel.html" {
				return nil, errors.New("trasig")
			}
			return map[string]string{"c1": "`=d[" + page + "]`"}, nil
		}
	})
	b.builds <- &preview.Build{Files: site("x")}
	if _, body := b.get(t, "/_preview/references?page=a/index.html"); body != "{\"c1\":\"`=d[a/index.html]`\"}" {
		t.Error(body)
	}
	if res, _ := b.get(t, "/_preview/references?page=fel.html"); res.StatusCode != http.StatusInternalServerError {
		t.Error(res.StatusCode)
	}
}

// TestBurst: changes that follow each other give one build, begun when there has
// been a pause, or after the longest wait.
func TestBurst(t *testing.T) {
	t.Parallel()
	type timer struct {
		length time.Duration
		end    chan time.Time
	}
	timers := make(chan timer)
	b := serve(t, func(o *preview.Options) {
		o.Timer = func(length time.Duration) (<-chan time.Time, func()) {
			end := make(chan time.Time, 1)
			timers <- timer{length, end}
			return end, func() {}
		}
	})
	b.builds <- &preview.Build{Files: site("ett")}
	b.change()
	limit, pause := <-timers, <-timers
	if limit.length <= pause.length {
		t.Errorf("limit %s, pause %s", limit.length, pause.length)
	}
	for range 3 {
		b.change() // and another: the pause begins anew
		pause = <-timers
	}
	select {
	case b.builds <- nil:
		t.Fatal("built within the burst")
	default:
	}
	pause.end <- time.Time{}
	b.builds <- &preview.Build{Files: site("två")}
	b.change()
	limit = <-timers
	<-timers
	limit.end <- time.Time{} // the pause never comes
	b.builds <- &preview.Build{Files: site("tre")}
}
