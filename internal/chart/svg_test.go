package chart

import (
	"os"
	"strings"
	"testing"
)

func put(t *testing.T, body string) (string, error) {
	t.Helper()
	d := dress{id: "dia", class: "wide", suffix: "w", width: 100, height: 50, title: "T", desc: "D"}
	out, err := d.put([]byte(`<svg width="100" height="50">` + body + `</svg>`))
	text := strings.TrimSuffix(string(out), "</svg>")
	if _, after, ok := strings.Cut(text, "</desc>"); ok {
		return after, err
	}
	return text, err
}

func TestDress(t *testing.T) {
	for name, c := range map[string]struct{ give, want string }{
		"style sheet": {`<style >.a{fill:red}</style>`, ``},
		"background":  {`<rect width="100" height="50" fill="none"></rect>`, ``},
		"unseen":      {`<path d="M0 0l1 1" fill="rgb(0,0,0)" fill-opacity="0" stroke="#b7b9be" stroke-width="0"/>`, ``},
		"grid line": {
			`<path d="M1.5 20L1.5 370" fill="none" pointer-events="visible" stroke="#c0de11" class="zr0-cls-0"></path>`,
			`<path d="M1.5 20V370" fill="none" stroke="var(--c-line)"/>`,
		},
		"two bars become one path": {
			`<path d="M100 289.3l81.44 0l0 30.2l-81.44 0Z" fill="#c0de01" ecmeta_series_index="0"/><path d="M-0.001 2.006l1 2" fill="#c0de01" ecmeta_series_index="0"/>`,
			`<path d="M100 289.3h81.44v30.2h-81.44zM0 2.01l1 2" fill="var(--c1)"/>`,
		},
		"marker": {
			`<path d="M1 0A1 1 0 1 1 1 -0.1" transform="matrix(4,0,0,4,26,44.3)" fill="#c0de01" stroke="#fff" stroke-width="0.5"/>`,
			`<path d="M30 44.3A4 4 0 1 1 30 43.9" fill="var(--c1)" stroke="var(--c-paper)" stroke-width="2"/>`,
		},
		"text": {
			`<text dominant-baseline="central" text-anchor="start" style="font-size:10px;font-family:sans-serif;font-weight:normal;" xml:space="preserve" x="1" y="2" transform="translate(10 20.456)" fill="#c0de0f">a &amp; &lt;b&gt; &quot;&#39;</text>`,
			`<text x="11" y="25.86" font-size="10" fill="var(--c-ink)">a &amp; &lt;b&gt; &quot;'</text>`,
		},
		"turned text": {
			`<text style="font-size:10px;font-style:italic" transform="rotate(90 1 1)" fill="#c0de0f">a</text>`,
			`<text transform="rotate(90 1 1)" x="0" y="0" font-size="10" font-style="italic" fill="var(--c-ink)">a</text>`,
		},
		"ids": {
			`<g clip-path="url(#zr-c0)"><rect x="1.239" fill="url(#g1)"/></g><defs><clipPath id="zr-c0"><path d="M0 0l1 0" fill="#000"/></clipPath></defs>`,
			`<g clip-path="url(#dia-w-zr-c0)"><rect x="1.24" fill="url(#dia-w-g1)"/></g><defs><clipPath id="dia-w-zr-c0"><path d="M0 0h1"/></clipPath></defs>`,
		},
		"dashes": {
			`<path d="M0 0L1 1L2 3" fill="none" stroke="#c0de02" stroke-dasharray="8,4.123" stroke-linecap="butt" stroke-miterlimit="10"/>`,
			`<path d="M0 0L1 1L2 3" fill="none" stroke="var(--c2)" stroke-dasharray="8 4.12"/>`,
		},
		"curves": {
			`<path d="M0 0C1 2 3 4 5 6c1 1 -1 -1 2 2a1 1 0 0 1 2 2Z" transform="translate(1 1)" fill="transparent" stroke="#c0de02"/>`,
			`<path d="M1 1C2 3 4 5 6 7c1 1-1-1 2 2a1 1 0 0 1 2 2z" fill="none" stroke="var(--c2)"/>`,
		},
	} {
		if got, err := put(t, c.give); err != nil || got != c.want {
			t.Errorf("%s:\n got %s (%v)\nwant %s", name, got, err, c.want)
		}
	}
}

func TestDressRefuses(t *testing.T) {
	for name, give := range map[string]string{
		"a script":            `<script>alert(1)</script>`,
		"an image":            `<image href="x"/>`,
		"a link":              `<a href="x"></a>`,
		"a handler":           `<rect onclick="x" fill="#c0de01"/>`,
		"a colour of its own": `<rect fill="#123456"/>`,
		"its colour in text":  `<text style="font-size:1px" fill="red">a</text>`,
		"outside reference":   `<rect fill="url(https://example.org)"/>`,
		"unknown style":       `<rect style="mix-blend-mode:x" fill="#c0de01"/>`,
		"loose text":          `<g>words</g>`,
		"a bad path":          `<path d="M0 x" fill="#c0de01"/>`,
		"an unknown command":  `<path d="Q0 0 1 1" fill="#c0de01"/>`,
		"a bad number":        `<rect x="12px" fill="#c0de01"/>`,
		"bad dashes":          `<path d="M0 0L1 1" stroke-dasharray="a" stroke="#c0de01"/>`,
		"text without words":  `<text style="font-size:1px" fill="#c0de01"></text>`,
		"text without size":   `<text fill="#c0de01">a</text>`,
		"text with a handler": `<text onclick="x">a</text>`,
		"a comment":           `<!-- a -->`,
		"an unknown entity":   `<text style="font-size:1px" fill="#c0de01">&nbsp;</text>`,
		"an open element":     `<g><g></g>`,
		"a wrong end":         `<g></path>`,
		"a double attribute":  `<rect x="1" x="2"/>`,
		"no quotes":           `<rect x=1/>`,
		"an endless value":    `<rect x="1/>`,
		"a < in a value":      `<rect x="<"/>`,
		"no name":             `< rect/>`,
		"too deep":            strings.Repeat("<g>", 100) + strings.Repeat("</g>", 100),
		"unknown colour deep": `<g><g><rect fill="blue"/></g></g>`,
	} {
		if got, err := put(t, give); err == nil {
			t.Errorf("%s is let through: %s", name, got)
		}
	}
	d := dress{id: "a"}
	for _, bad := range []string{"", "<p/>", "<svg/>after", "words"} {
		if _, err := d.put([]byte(bad)); err == nil {
			t.Errorf("%q is let through", bad)
		}
	}
}

// FuzzDress: what comes out can be read again, and nothing in it escapes.
func FuzzDress(f *testing.F) {
	f.Add([]byte(`<svg><path d="M0 0L1 1" stroke="#c0de01"/></svg>`), "a title", "<b>")
	f.Add([]byte(`<svg><text style="font-size:10px" fill="#c0de01">&lt;</text></svg>`), "]]>", "&amp;")
	if golden, err := os.ReadFile("testdata/charts/line-six.wide.svg"); err == nil {
		f.Add(golden, "", "")
	}
	f.Fuzz(func(t *testing.T, svg []byte, title, word_ string) {
		d := dress{id: "dia", class: "wide", suffix: "w", title: oneLine(title), words: []word{{lines: []string{oneLine(word_)}}}}
		out, err := d.put(svg)
		if err != nil {
			return
		}
		root, err := readSVG(out)
		if err != nil {
			t.Fatalf("cannot be read again: %v\n%s", err, out)
		}
		checkNames(t, root)
	})
}

func checkNames(t *testing.T, n *node) {
	t.Helper()
	switch n.name {
	case "script", "style", "a", "image", "use", "foreignObject", "iframe":
		t.Errorf("element %s", n.name)
	}
	for _, a := range n.attrs {
		if strings.HasPrefix(a.name, "on") || a.name == "href" || a.name == "style" {
			t.Errorf("attribute %s", a.name)
		}
	}
	for _, k := range n.kids {
		checkNames(t, k)
	}
}
