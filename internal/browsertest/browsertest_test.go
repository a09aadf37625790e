package browsertest_test

import (
	"bytes"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/browsertest"
)

func TestGoodPage(t *testing.T) {
	t.Parallel()
	start := browsertest.Serve(t, os.DirFS("testdata/good"), "/under/a/prefix/")
	b := browsertest.Start(t)
	for _, name := range []string{"index.html", "sub/", ""} {
		p := b.Open(t, start+name, browsertest.View{})
		for _, v := range browsertest.Views() {
			p.Look(t, v)
			for _, violation := range p.Axe(t) {
				t.Errorf("%s at %s: %s", name, v.Name(), violation)
			}
			if over, elements := p.Overflow(t); over != 0 {
				t.Errorf("%s at %s: %d px too wide: %v", name, v.Name(), over, elements)
			}
		}
		if got := p.Problems(t); len(got) > 0 {
			t.Errorf("%s: %s", name, strings.Join(got, "\n"))
		}
	}
}

func TestBadPage(t *testing.T) {
	t.Parallel()
	start := browsertest.Serve(t, os.DirFS("testdata/bad"), "/")
	p := browsertest.Start(t).Open(t, start, browsertest.View{Width: 320, Height: 640})

	problems := strings.Join(p.Problems(t), "\n")
	for _, want := range []string{
		"asks another host: http://elsewhere.example/a.png",
		"missing.css",
		"Applying inline style violates",
		"console.log: \"said\" 7",
		"exception: Error: broken",
	} {
		if !strings.Contains(problems, want) {
			t.Errorf("problems lack %q:\n%s", want, problems)
		}
	}

	found := map[string]string{}
	for _, v := range p.Axe(t) {
		found[v.ID] = v.String()
	}
	for _, id := range []string{"html-has-lang", "image-alt", "landmark-one-main"} {
		if !strings.Contains(found[id], "): ") {
			t.Errorf("axe did not report %s; it did %v", id, found)
		}
	}

	over, elements := p.Overflow(t)
	if over == 0 || len(elements) == 0 || !strings.HasPrefix(elements[0], "pre.long to ") {
		t.Errorf("overflow = %d px, %v", over, elements)
	}
}

func TestViews(t *testing.T) {
	t.Parallel()
	start := browsertest.Serve(t, os.DirFS("testdata/good"), "/")
	b := browsertest.Start(t)
	const state = `[innerWidth, devicePixelRatio, document.getElementById('state').textContent,
		...['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'].map(q => matchMedia(q).matches)].join(' ')`
	tests := []struct {
		give browsertest.View
		name string
		want string
	}{
		{browsertest.View{}, "1280", "1280 1 Med skript false false false"},
		{browsertest.View{Width: 320, Dark: true}, "320-dark", "320 1 Med skript true false false"},
		{browsertest.View{Forced: true, Zoom: 2}, "1280-forced", "1280 2 Med skript false true false"},
		{browsertest.View{Print: true}, "1280-print", "1280 1 Med skript false false true"},
		{browsertest.View{NoScript: true}, "1280-noscript", "1280 1 Utan skript false false false"},
	}
	for _, tt := range tests {
		p := b.Open(t, start, tt.give)
		if got := browsertest.Eval[string](t, p, state); got != tt.want {
			t.Errorf("%s: state = %s, want %s", tt.name, got, tt.want)
		}
		if got := tt.give.Name(); got != tt.name {
			t.Errorf("name = %s, want %s", got, tt.name)
		}
		if got := p.Problems(t); len(got) > 0 {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestPictures(t *testing.T) {
	t.Parallel()
	page, err := filepath.Abs("testdata/good/index.html")
	if err != nil {
		t.Fatal(err)
	}
	p := browsertest.Start(t).Open(t, "file://"+filepath.ToSlash(page), browsertest.View{Width: 400, Height: 300, Zoom: 2})
	if got := p.Problems(t); len(got) > 0 {
		t.Errorf("from a folder: %v", got)
	}
	shot := p.Screenshot(t)
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size.X != 800 || size.Y < 600 {
		t.Errorf("picture of %v", size)
	}
	browsertest.Keep(t, "browsertest/good.png", shot)
	if pdf := p.PDF(t); !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Errorf("no PDF: %.20q", pdf)
	}
}

func TestServe(t *testing.T) {
	t.Parallel()
	start := browsertest.Serve(t, os.DirFS("testdata/good"), "r")
	host := strings.TrimSuffix(start, "r/")
	for address, want := range map[string]int{
		start:                     http.StatusOK,
		start + "index.html":      http.StatusOK,
		start + "sub/index.html":  http.StatusOK,
		start + "style.css":       http.StatusOK,
		start + "nowhere":         http.StatusNotFound,
		host:                      http.StatusNotFound,
		host + "style.css":        http.StatusNotFound,
		start + "../style.css":    http.StatusNotFound,
		start + "%2e%2e/page.go":  http.StatusNotFound,
		host + "good/style.css":   http.StatusNotFound,
		start + "sub/missing.css": http.StatusNotFound,
	} {
		res, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%s: %d, want %d", address, res.StatusCode, want)
		}
	}
}

func TestHTMLValidate(t *testing.T) {
	t.Parallel()
	if got := browsertest.HTMLValidate(t, "testdata/good"); len(got) > 0 {
		t.Errorf("good pages:\n%s", strings.Join(got, "\n"))
	}
	got := strings.Join(browsertest.HTMLValidate(t, "testdata/bad"), "\n")
	for _, want := range []string{"index.html:15:", "[no-dup-id]", "[element-required-attributes]", "[no-inline-style]"} {
		if !strings.Contains(got, want) {
			t.Errorf("bad page: no %s in\n%s", want, got)
		}
	}
}

func TestNu(t *testing.T) {
	t.Parallel()
	if got := browsertest.Nu(t, "testdata/good"); len(got) > 0 {
		t.Errorf("good pages:\n%s", strings.Join(got, "\n"))
	}
	got := strings.Join(browsertest.Nu(t, "testdata/bad"), "\n")
	for _, want := range []string{"index.html:15:", "error: Duplicate ID “x”.", "warning: "} {
		if !strings.Contains(got, want) {
			t.Errorf("bad page: no %q in\n%s", want, got)
		}
	}
}
