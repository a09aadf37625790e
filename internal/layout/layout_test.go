package layout

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/diag"
)

func TestDates(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ got, want string }{
		{Date("sv", "2020-05-02"), "2\u00a0maj 2020"},
		{Date("en", "2020-05-26"), "26\u00a0May 2020"},
		{Date("sv", "2020-05"), "maj 2020"},
		{Date("sv", "i maj"), "i maj"},
		{Date("sv", "2020-13-01"), "2020-13-01"},
		{Month("sv", "2020-00"), "2020-00"},
		{Month("de", "2020-02"), "februari 2020"},
		{Period("sv", "2020-01", "2020-04"), "januari–april 2020"},
		{Period("sv", "2020-01", "2020-12"), "helåret 2020"},
		{Period("en", "2020-01", "2020-12"), "the year 2020"},
		{Period("sv", "2019-11", "2020-02"), "november 2019–februari 2020"},
		{Period("sv", "2020-02", "2020-02"), "februari 2020"},
		{Period("sv", "2020-02", ""), "februari 2020"},
		{Period("sv", "vår", "höst"), "vår–höst"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	base := fstest.MapFS{"text/sv.txt": {Data: []byte("# ord\na: A {x}\n\nn.one: {n} rad\nn.other: {n} rader\n")}}
	own := fstest.MapFS{"text/sv.txt": {Data: []byte("a: B {x}\n")}}
	texts, err := ReadTexts([]fs.FS{own, base}, "sv")
	if err != nil {
		t.Fatal(err)
	}
	for want, pairs := range map[string][]any{"B 7": {"a", "x", 7}, "1 rad": {"n", "n", 1}, "1\u00a0234 rader": {"n", "n", 1234}} {
		if got, err := texts.Text(pairs[0].(string), pairs[1:]...); err != nil || got != want {
			t.Errorf("Text%v = %q, %v, want %q", pairs, got, err, want)
		}
	}
	if _, err := texts.Text("finns.inte"); err == nil {
		t.Error("an unknown key is no error")
	}
	bad := map[string]fstest.MapFS{
		"no text is called": {"text/sv.txt": {Data: []byte("b: x\n")}},
		"want `key: text`":  {"text/sv.txt": {Data: []byte("b\n")}},
	}
	for want, layer := range bad {
		if _, err := ReadTexts([]fs.FS{layer, base}, "sv"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if _, err := ReadTexts([]fs.FS{base}, "fi"); err == nil {
		t.Error("a language without texts is no error")
	}
}

func TestContrast(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b     string
		low, top float64
	}{
		{"#000000", "#ffffff", 20.99, 21.01},
		{"#777777", "#ffffff", 4.47, 4.49},
		{"#123456", "#123456", 0.99, 1.01},
		{"red", "#ffffff", 0, 0},
		{"#12345", "#ffffff", 0, 0},
		{"#zzzzzz", "#ffffff", 0, 0},
	} {
		if got := Contrast(tt.a, tt.b); got < tt.low || got > tt.top {
			t.Errorf("Contrast(%s, %s) = %v", tt.a, tt.b, got)
		}
	}
}

// TestThemeIsReadable derives dark colours for many brands and demands the
// contrasts that WCAG asks for.
func TestThemeIsReadable(t *testing.T) {
	t.Parallel()
	for _, brand := range []string{"", "#000000", "#12436d", "#7a1549", "#0b5d1e", "#5a2ca0", "#8a4b00"} {
		diags := &diag.List{}
		css := string(Theme(content.Theme{Brand: brand}, func(string) diag.Place { return diag.Place{File: "site.yaml"} }, diags))
		if diags.Len() > 0 {
			t.Errorf("%s: %v", brand, diags.Sorted())
		}
		if strings.Count(css, "--brand:") != 2 || strings.Count(css, "--brand-on:") != 2 {
			t.Errorf("%s: %s", brand, css)
		}
	}
	diags := &diag.List{}
	Theme(content.Theme{Brand: "#eeeeee", Accent: "#zz", BrandDark: "#111111"}, func(string) diag.Place { return diag.Place{} }, diags)
	if n := diags.Count(diag.Error); n != 3 {
		t.Errorf("%d errors: %v", n, diags.Sorted())
	}
}

func TestPlainText(t *testing.T) {
	t.Parallel()
	if got := plainText(`<data value="1">1 &lt; 2</data> &amp; &#34;ja&#34;`); got != `1 < 2 & "ja"` {
		t.Errorf("plainText = %q", got)
	}
}

func TestSetReportsBrokenTemplates(t *testing.T) {
	t.Parallel()
	texts := &fstest.MapFile{Data: []byte("a: b\n")}
	for name, layer := range map[string]fstest.MapFS{
		"syntax": {"x.html": {Data: []byte("{{if}}")}, "text/sv.txt": texts},
		"texts":  {"x.html": {Data: []byte("x")}},
	} {
		if _, err := NewSet(Files{layer}, "sv"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	set, err := NewSet(Files{fstest.MapFS{"x.html": {Data: []byte(`{{t "saknas"}}`)}, "text/sv.txt": texts}}, "sv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := set.fragment("x.html", nil); err == nil || !strings.Contains(err.Error(), "saknas") {
		t.Errorf("an unknown text in a template: %v", err)
	}
}

func TestAssetsLeaveNotesOut(t *testing.T) {
	t.Parallel()
	files := Files{fstest.MapFS{
		"assets/tertial.css": {Data: []byte("a{}")}, "assets/icon.svg": {Data: []byte("<svg/>")}, "assets/logo.svg": {},
		"assets/fonts/README": {}, "assets/fonts/x.LICENSE": {}, "assets/fonts/x.woff2": {}, "assets/.gitignore": {},
	}}
	a, err := ReadAssets(files, []byte(":root{}"), "logo.svg")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range a.Files {
		names = append(names, f.Path)
	}
	got := strings.Join(names, " ")
	if len(names) != 5 || strings.Contains(got, "README") || strings.Contains(got, "LICENSE") || a.Logo != "assets/logo.svg" || a.Icon != "assets/icon.svg" {
		t.Errorf("assets %s, logo %q, icon %q", got, a.Logo, a.Icon)
	}
	if len(a.Styles) != 2 || !strings.HasPrefix(a.Styles[0], "assets/tertial-") || !strings.HasPrefix(a.Styles[1], "assets/theme-") {
		t.Errorf("styles %v", a.Styles)
	}
}

func TestRootPath(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]string{"": "/", "https://a.se/": "/", "https://a.se/b/c/": "/b/c/"} {
		if got := rootPath(base); got != want {
			t.Errorf("rootPath(%q) = %q, want %q", base, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	t.Parallel()
	p := &prose{depth: "../../"}
	for dest, want := range map[string]string{
		"/a/b/": "../../a/b/index.html", "/": "../../index.html", "/a/#x": "../../a/index.html#x", "/a.csv": "../../a.csv",
		"//other.se/": "//other.se/", "https://a.se": "https://a.se", "#x": "#x", "b.html": "b.html",
	} {
		if got := p.address(dest); got != want {
			t.Errorf("address(%q) = %q, want %q", dest, got, want)
		}
	}
}
