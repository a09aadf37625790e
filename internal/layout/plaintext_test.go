package layout

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPlainMarkup(t *testing.T) {
	t.Parallel()
	long := strings.TrimSpace(strings.Repeat("ord och ", 20))
	for in, want := range map[string]string{
		"<p>Ett &amp; två\ntre</p>":                           "Ett & två tre\n",
		"<h1>Titel</h1><h2>Del <em>ett</em></h2><p>Text.</p>": "Titel\n=====\n\nDel ett\n=======\n\nText.\n",
		"<ul><li>Ett</li><li><p>Två</p><p>mer</p><ol start=\"3\"><li>Tre</li></ol></li></ul><p>Slut</p>": "- Ett\n- Två\n  mer\n  3. Tre\n\nSlut\n",
		`<dl><div><dt>b</dt><dd>beräknat</dd><dd>alltid</dd></div></dl>`:                                 "b: beräknat; alltid\n",
		`<p>Se <a href="https://example.org/a">här</a>, <a href="#x">tabell 3</a>.</p>`:                  "Se här <https://example.org/a>, tabell 3.\n",
		`<p>12<span class="fl" aria-hidden="true">b</span><span class="vh"> beräknat</span></p>`:         "12 b\n",
		`<figure><figcaption><span class="fno">Diagram 1</span> <strong>Titel</strong> <span class="sub">Kronor</span></figcaption><svg><text>1 > 0</text></svg><details class="data"><summary>Visa</summary><p>x</p></details></figure>`: "Diagram 1: Titel. Kronor\n\nx\n",
		`<table><caption>Namn</caption><thead><tr><th>Rad</th><th>Tal</th></tr></thead><tbody><tr><th>a</th><td>−1</td></tr><tr><th>bb</th><td>12</td></tr></tbody></table>`:                                                              "Namn\n\nRad  Tal\n--------\na     −1\nbb    12\n",
		`<table><tr><th rowspan="2">A</th><td>1</td></tr><tr><td>2</td></tr></table>`:                                       "A  1\n   2\n",
		"<table><tr><td>" + strings.Repeat("å", 60) + "</td><td>" + strings.Repeat("b", 30) + "</td></tr><tr></tr></table>": strings.Repeat("å", 60) + "\t" + strings.Repeat("b", 30) + "\n",
		"<blockquote><p>Ord</p></blockquote><pre><code>a  b\n c\n</code></pre>":                                             "> Ord\n\n    a  b\n     c\n",
		"<p>Not<sup><a href=\"#n\">1</a></sup><br>rad</p><hr><p>1\u00a0000 kr</p>":                                          "Not[1]\n\nrad\n\n" + strings.Repeat("-", 40) + "\n\n1 000 kr\n",
		"<p>" + long + "</p>":                          strings.TrimSpace(strings.Repeat("ord och ", 10)) + "\n" + strings.TrimSpace(strings.Repeat("ord och ", 10)) + "\n",
		"<!-- <p>nej</p> --><p title=\"a > b\">ja</p>": "ja\n",
	} {
		if got := plainMarkup(in); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", in, got, want)
		}
	}
}

func FuzzPlainMarkup(f *testing.F) {
	for _, seed := range []string{
		"<ul><li>a", "</li></ul></table>", "<table><tr><td colspan=\"3\" rowspan=\"9\">a<td><tr>", "<p class=\"vh\">a</p", "<!--", "<", "<svg><a href=\"http://x\">", "<dl><dd>a<dt>b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, markup string) {
		text := plainMarkup(markup)
		if utf8.ValidString(markup) && !utf8.ValidString(text) || !strings.HasSuffix(text, "\n") {
			t.Errorf("%q became %q", markup, text)
		}
	})
}
