package layout

import (
	"html/template"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/diag"
)

func glossaryOf(t *testing.T, yaml string) *content.Glossary {
	t.Helper()
	diags := &diag.List{}
	g := content.ReadGlossary(fstest.MapFS{"content/glossary.yaml": {Data: []byte("built_in: false\nterms:\n" + yaml)}}, diags)
	if diags.Len() > 0 {
		t.Fatal(diags.Sorted())
	}
	return g
}

func TestMarkTerms(t *testing.T) {
	t.Parallel()
	g := glossaryOf(t, "  - {term: prognos, forms: [prognosen], text: x}\n  - {term: amp, text: x}\n  - {term: ej verkställt beslut, text: x}\n")
	const a, z = `<a class="ord" role="doc-glossref" href="#_ord-`, `</a>`
	for give, want := range map[string]string{
		"<p>Prognosen och prognosen.</p>":                       "<p>" + a + `prognos">Prognosen` + z + " och prognosen.</p>",
		"<h2>Prognos</h2>\n<p>x</p>":                            "<h2>Prognos</h2>\n<p>x</p>",
		`<p><a href="x">prognos</a> prognos</p>`:                `<p><a href="x">prognos</a> ` + a + `prognos">prognos` + z + "</p>",
		"<table><tr><td><p>prognos</p></td></tr></table>":       "<table><tr><td><p>prognos</p></td></tr></table>",
		"<figure><p>prognos</p></figure>":                       "<figure><p>prognos</p></figure>",
		"<ul><li><strong>prognos</strong></li></ul>":            "<ul><li><strong>" + a + `prognos">prognos` + z + "</strong></li></ul>",
		"<p>A &amp; B</p>":                                      "<p>A &amp; B</p>",
		"<p>ej verkställt\nbeslut</p>":                          "<p>" + a + `ej-verkstallt-beslut">ej verkställt` + "\nbeslut" + z + "</p>",
		`<p><data class="fact" title="a>b">prognos</data>.</p>`: `<p><data class="fact" title="a>b">prognos</data>.</p>`,
		"<p>x<br>prognos</p>":                                   "<p>x<br>" + a + `prognos">prognos` + z + "</p>",
		"prognos":                                               "prognos",
		"<p>prognos":                                            "<p>" + a + `prognos">prognos` + z,
	} {
		if got := markTerms(g, template.HTML(give), "", map[*content.Term]bool{}); string(got) != want {
			t.Errorf("%s:\n got %s\nwant %s", give, got, want)
		}
	}
	if got := markTerms(nil, "<p>prognos</p>", "", nil); got != "<p>prognos</p>" {
		t.Error(got)
	}
}

func TestVisibleText(t *testing.T) {
	t.Parallel()
	const give = `<h2>A</h2><p>B <em>c</em>&nbsp;&amp; d</p><svg><title>nej</title><text>nej</text></svg><table><tr><td>1</td><td>2</td></tr></table><!-- nej -->`
	if got := strings.Fields(visibleText(give)); strings.Join(got, " ") != "A B c & d 1 2" {
		t.Errorf("%q", got)
	}
	if n := countRead(give); n != 5 { // A, B, c, & and d: a table is not read
		t.Errorf("%d words", n)
	}
	for words, want := range map[int]int{0: 1, 299: 1, 300: 2, 1000: 5} {
		if got := minutes(words); got != want {
			t.Errorf("%d words: %d minutes", words, got)
		}
	}
}

func TestOutward(t *testing.T) {
	t.Parallel()
	const give = `<a href="#tab">a</a> <a href="data/x/index.html#y">b</a> <a href="https://x.example/">c</a> <a href="../../a/index.html">d</a>`
	const want = `<a href="../index.html#tab">a</a> <a href="../data/x/index.html#y">b</a> <a href="https://x.example/">c</a> <a href="../../../a/index.html">d</a>`
	if got := outward(give); got != want {
		t.Errorf("%s", got)
	}
	for give, want := range map[string]string{"": "", "#a": "../index.html#a", "data/x/index.html": "../data/x/index.html"} {
		if got := fromOverview(give); got != want {
			t.Errorf("%q: %q", give, got)
		}
	}
}

func TestFirstLetter(t *testing.T) {
	t.Parallel()
	for give, want := range map[string]string{"åtgärd": "Å", "Ärende": "Ä", "mnkr": "M", "65+": "#", "": "#"} {
		if got := firstLetter(give); got != want {
			t.Errorf("%q: %q", give, got)
		}
	}
	seen := map[string]bool{}
	for _, l := range strings.Split("A B Z Å Ä Ö #", " ") {
		id := letterID(l)
		if seen[id] {
			t.Errorf("%s has the id of another", l)
		}
		seen[id] = true
	}
}
