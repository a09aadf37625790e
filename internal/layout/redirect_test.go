package layout_test

import (
	"os"
	"strings"
	"testing"

	"tertial/internal/content"
	"tertial/internal/layout"
)

// TestRedirectPages: an old address leads on without a script and without a
// server, tells search engines where the page is, and needs no more than its
// policy allows.
func TestRedirectPages(t *testing.T) {
	t.Parallel()
	set, err := layout.NewSet(layout.Files{os.DirFS("../../layouts")}, "sv")
	if err != nil {
		t.Fatal(err)
	}
	site := &layout.Site{Site: &content.Site{Name: "Prov"}, Assets: &layout.Assets{Styles: []string{"assets/a.css"}}, Public: true, BaseURL: "https://example.org/rapporter/"}
	files, err := set.Redirects(site, []layout.Redirect{
		{From: "b/2020/x/1/", To: "b/2020/y/1/"},
		{From: "a/", To: "b/"},
		{From: "a/", To: "c/"},
		{From: "b/2020/x/1/f.csv", To: "b/2020/y/1/f.csv"},
		{From: "../x/", To: "b/"},
		{From: "/x/", To: "b/"},
		{From: "x;}/", To: "b/"},
		{From: "", To: "b/"},
		{From: "x/", To: "a b/"},
		{From: "x//y/", To: "b/"},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range files {
		got[f.Path] = string(f.Content)
	}
	if len(got) != 5 {
		t.Errorf("%d files, want 5: %v", len(got), files)
	}
	for file, wants := range map[string][]string{
		"b/2020/x/1/index.html": {
			`<meta http-equiv="refresh" content="0; url=../../../../b/2020/y/1/index.html">`, `<link rel="canonical" href="https://example.org/rapporter/b/2020/y/1/">`,
			`<meta name="robots" content="noindex`, `<a class="go" href="../../../../b/2020/y/1/index.html">/rapporter/b/2020/y/1/</a>`, "<h1>Sidan har flyttat</h1>", `content="default-src`,
		},
		"a/index.html":         {`url=../b/index.html"`},
		layout.RedirectList:    {"/a/ /b/\n/b/2020/x/1/ /b/2020/y/1/\n/b/2020/x/1/f.csv /b/2020/y/1/f.csv\n"},
		"redirects.nginx.conf": {"/rapporter/a/ /rapporter/b/;\n", "/rapporter/a /rapporter/b/;\n", "/rapporter/a/index.html /rapporter/b/;\n", "/rapporter/b/2020/x/1/f.csv /rapporter/b/2020/y/1/f.csv;\n"},
		"redirects.caddy":      {"redir /rapporter/a/ /rapporter/b/ permanent\n"},
	} {
		for _, want := range wants {
			if !strings.Contains(got[file], want) {
				t.Errorf("%s lacks %q:\n%s", file, want, got[file])
			}
		}
	}
	if strings.Contains(got["a/index.html"], "<script") {
		t.Error("a script")
	}
	if none, err := set.Redirects(site, nil); len(none) > 0 || err != nil {
		t.Errorf("no redirects make %d files, %v", len(none), err)
	}
}
