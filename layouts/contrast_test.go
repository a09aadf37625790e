package layouts_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"tertial/internal/layout"
	"tertial/layouts"
)

// maxSheet is what the style sheets may weigh together, comments and all.
const maxSheet = 48 << 10

func sheet(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, name := range []string{"frame.css", "tertial.css"} {
		css, err := fs.ReadFile(layouts.FS(), "assets/"+name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(css)
	}
	return all.String()
}

func TestSheetSize(t *testing.T) {
	if n := len(sheet(t)); n > maxSheet {
		t.Errorf("the sheets have %d bytes, more than %d", n, maxSheet)
	}
}

// TestSheetAsksNobody holds that the sheet fetches nothing but the fonts beside it.
func TestSheetAsksNobody(t *testing.T) {
	for _, m := range regexp.MustCompile(`url\(([^)]*)\)|@import`).FindAllStringSubmatch(sheet(t), -1) {
		if !strings.HasPrefix(m[1], "fonts/") {
			t.Errorf("the sheet fetches %s", m[0])
		}
	}
}

// custom are the custom properties of a :root block that follows a marker in the
// sheet, over those of the block before it.
func custom(t *testing.T, css, after string, base map[string]string) map[string]string {
	t.Helper()
	at := strings.Index(css, after)
	if at < 0 {
		t.Fatalf("no %q in the sheet", after)
	}
	block, _, _ := strings.Cut(css[at+strings.Index(css[at:], ":root{"):], "}")
	props := map[string]string{}
	for k, v := range base {
		props[k] = v
	}
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+):(#[0-9a-f]{3,6})\b`).FindAllStringSubmatch(block, -1) {
		props[m[1]] = long(m[2])
	}
	return props
}

// long writes #abc as #aabbcc.
func long(colour string) string {
	if len(colour) != 4 {
		return colour
	}
	var b strings.Builder
	b.WriteByte('#')
	for _, c := range colour[1:] {
		fmt.Fprintf(&b, "%c%c", c, c)
	}
	return b.String()
}

// TestContrast holds the colours of the sheet to WCAG 2.2: text 4.5 to 1 (labels
// of marks 7 to 1), marks 3 to 1 against the paper and their neighbours.
func TestContrast(t *testing.T) {
	css := sheet(t)
	light := custom(t, css, "/* Colours and sizes */", nil)
	modes := []struct {
		name  string
		props map[string]string
	}{
		{"light", light},
		{"dark", custom(t, css, "prefers-color-scheme:dark", light)},
		{"print", custom(t, css, "@media print", light)},
	}
	rules := []struct {
		least     float64
		of, on    string
		forScreen bool
	}{
		{7, "ink", "paper wash", false},
		{4.5, "soft brand bad", "paper wash", false},
		{4.5, "brand-on", "brand", true},
		{4.5, "warn-ink", "warn", false},
		{4.5, "ink", "mark", false},
		{4.5, "bad", "mark", false},
		{3, "accent edge", "paper", false},
		{3, "warn-edge", "warn wash", false},
		{7, "c-ink", "c-paper", false},
		{4.5, "c-soft", "c-paper", false},
		{3, "c1 c2 c3 c4 c5 c6 c-pos c-neg c-axis", "c-paper", false},
		{3, "c1", "c2", false},
		{3, "c2", "c3", false},
		{3, "c3", "c4", false},
		{3, "c4", "c5", false},
		{3, "c5", "c6", false},
		{4.5, "c1-on", "c1", false},
		{4.5, "c2-on", "c2", false},
		{4.5, "c3-on", "c3", false},
		{4.5, "c4-on", "c4", false},
		{4.5, "c5-on", "c5", false},
		{4.5, "c6-on", "c6", false},
	}
	for _, m := range modes {
		for _, r := range rules {
			if r.forScreen && m.name == "print" {
				continue
			}
			for _, of := range strings.Fields(r.of) {
				for _, on := range strings.Fields(r.on) {
					if got := layout.Contrast(m.props[of], m.props[on]); got < r.least {
						t.Errorf("%s: --%s %s on --%s %s has %.2f, want %.1f", m.name, of, m.props[of], on, m.props[on], got, r.least)
					}
				}
			}
		}
	}
	if got := layout.Contrast(modes[2].props["c-pos"], modes[2].props["c-neg"]); got < 2.5 {
		t.Errorf("print: better and worse differ by %.2f only", got)
	}
}

// TestTexts holds that both catalogues have the same keys and every key that a
// template names.
func TestTexts(t *testing.T) {
	sv, en := keys(t, "sv"), keys(t, "en")
	for k := range sv {
		if !en[k] {
			t.Errorf("en.txt lacks %s", k)
		}
	}
	for k := range en {
		if !sv[k] {
			t.Errorf("sv.txt lacks %s", k)
		}
	}
	names, err := fs.Glob(layouts.FS(), "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(layouts.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\bt "([^"]*)"`).FindAllStringSubmatch(string(data), -1) {
			if !sv[m[1]] && !sv[m[1]+".other"] {
				t.Errorf("%s: no text %s", name, m[1])
			}
		}
	}
}

func keys(t *testing.T, lang string) map[string]bool {
	t.Helper()
	data, err := fs.ReadFile(layouts.FS(), "text/"+lang+".txt")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if key, _, ok := strings.Cut(line, ": "); ok && line[0] != '#' {
			found[key] = true
		}
	}
	return found
}
