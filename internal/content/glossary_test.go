package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

// glossaryOf reads a glossary and returns it with what was found, each finding by
// its code, variant and line.
func glossaryOf(t *testing.T, text string) (*Glossary, []string) {
	t.Helper()
	fsys := fstest.MapFS{}
	if text != "" {
		fsys["content/glossary.yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	diags := &diag.List{}
	g := ReadGlossary(fsys, diags)
	var found []string
	for _, f := range diags.Sorted() {
		found = append(found, fmt.Sprint(f.Code, " ", f.Variant, " ", f.Place.Line))
		if m := f.Message("sv"); strings.Contains(m, "{") {
			t.Errorf("a message has a place left: %s", m)
		}
	}
	return g, found
}

func wordsOf(g *Glossary) []string {
	var all []string
	for _, t := range g.Terms {
		all = append(all, t.Word)
	}
	return all
}

func TestBuiltInGlossary(t *testing.T) {
	t.Parallel()
	g, found := glossaryOf(t, "")
	if len(found) > 0 || len(g.Terms) < 20 {
		t.Fatalf("%d terms, %v", len(g.Terms), found)
	}
	ids := map[string]bool{}
	for _, term := range g.Terms {
		if !term.BuiltIn || term.Text == "" || term.English == "" || len([]rune(term.Text)) > longestExplanation || len([]rune(term.English)) > longestExplanation {
			t.Errorf("%s: %+v", term.Word, term)
		}
		if ids[term.ID] || !isSlug(term.ID) {
			t.Errorf("%s has the id %q", term.Word, term.ID)
		}
		ids[term.ID] = true
		for _, form := range append([]string{term.Word}, term.Forms...) {
			if uses := g.Find("x " + form + " y"); len(uses) != 1 || uses[0].Term != term {
				t.Errorf("%q of %s is found as %v", form, term.Word, uses)
			}
		}
		if !strings.HasSuffix(term.Text, ".") || !strings.HasSuffix(term.English, ".") {
			t.Errorf("%s: an explanation is sentences", term.Word)
		}
	}
	if got := wordsOf(g); !slices.IsSortedFunc(got, func(a, b string) int { return strings.Compare(alphabetical(a), alphabetical(b)) }) {
		t.Errorf("not in order: %v", got)
	}
}

func TestGlossaryOfASite(t *testing.T) {
	t.Parallel()
	g, found := glossaryOf(t, `built_in: false
terms:
  - term: öppenvård
    forms: [öppenvården]
    text: Hemma.
    see: [Årsplats, familjehem, elevhälsa]
  - {term: årsplats, text: En plats., text_en: A place., source: nämnden}
  - {term: ärende, text: Ett ärende.}
  - {term: Zebra, text: Ett djur.}
  - {term: Årsplats, text: Igen.}
  - {term: familjehem, forms: [öppenvården, familjehem], text: Ett hem.}
  - {term: lång, text: `+strings.Repeat("ord ", 90)+`}
  - {term: tom}
  - {term: fel, text: x, form: [a]}
`)
	for _, w := range [...]string{"GLOSSARY see 6", "GLOSSARY twice 10", "GLOSSARY again 11", "GLOSSARY shared 11", "GLOSSARY long 12", "YAML-MISSING  13", "YAML-KEY  14"} {
		if !slices.Contains(found, w) {
			t.Errorf("%q is missing in\n%s", w, strings.Join(found, "\n"))
		}
	}
	if got := strings.Join(wordsOf(g), " "); got != "familjehem fel lång Zebra årsplats ärende öppenvård" {
		t.Errorf("terms: %s", got)
	}
	last := g.Terms[len(g.Terms)-1]
	if len(last.See) != 2 || last.See[0].Word != "årsplats" || last.ID != "oppenvard" {
		t.Errorf("öppenvård: %+v", last)
	}
	if a := g.Terms[4]; a.Explains("en") != "A place." || a.Explains("sv") != "En plats." || last.Explains("en") != "Hemma." {
		t.Errorf("%q %q", a.Explains("en"), last.Explains("en"))
	}
}

// TestGlossaryReplaces: a term of the site's own replaces the built-in one, and
// takes its forms from others, without a finding.
func TestGlossaryReplaces(t *testing.T) {
	t.Parallel()
	g, found := glossaryOf(t, "terms:\n  - {term: Prognos, forms: [utfallet], text: Vår egen.}\n")
	if len(found) > 0 {
		t.Error(found)
	}
	for text, want := range map[string]string{"prognos": "Vår egen.", "utfallet": "Vår egen.", "prognosen": ""} {
		got := ""
		if uses := g.Find(text); len(uses) > 0 {
			got = uses[0].Text
		}
		if got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
	if uses := g.Find("utfall"); len(uses) != 1 || !uses[0].BuiltIn {
		t.Errorf("utfall: %v", uses)
	}
}

func TestFindTerms(t *testing.T) {
	t.Parallel()
	g, _ := glossaryOf(t, `built_in: false
terms:
  - {term: SoL, text: x}
  - {term: beslut, text: x}
  - {term: ej verkställt beslut, forms: [ej verkställda beslut], text: x}
  - {term: avvikelse, forms: [avvikelser], text: x}
  - {term: "LSS", forms: ["LSS:s"], text: x}
  - {term: årsplats, text: x}
`)
	for text, want := range map[string]string{
		"Avvikelser och avvikelse":                "avvikelse avvikelse",
		"avvikelsen budgetavvikelse":              "",
		"solen, SOL och SoL.":                     "SoL",
		"ej verkställda beslut, beslut":           "ej verkställt beslut|beslut",
		"ej verkställda\u00a0beslut":              "ej verkställt beslut",
		"ej verkställda\n  beslut":                "ej verkställt beslut",
		"ej verkställda, beslut":                  "beslut",
		"LSS-boende, LSS:s, (LSS)":                "LSS|LSS",
		"a\u030arsplats":                          "årsplats", // decomposed
		"beslut":                                  "beslut",
		"":                                        "",
		"\xff beslut \xff":                        "beslut",
		"EJ VERKSTÄLLDA BESLUT":                   "ej verkställt beslut",
		"förbeslut beslut2 beslut-et under_tryck": "",
	} {
		var got []string
		for _, u := range g.Find(text) {
			got = append(got, u.Word)
			if u.Start >= u.End || u.End > len(text) {
				t.Errorf("%q: %d–%d", text, u.Start, u.End)
			}
		}
		if s := strings.Join(got, "|"); s != want && s != strings.ReplaceAll(want, " ", "|") {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
	var none *Glossary
	if none.Find("SoL") != nil {
		t.Error("no glossary finds something")
	}
}

func FuzzGlossary(f *testing.F) {
	f.Add("terms:\n  - {term: a b, forms: [c], text: t}\n", "a  b c")
	f.Add("built_in: false\nterms: [{term: 'x', text: y, see: [x]}]", "X:x x")
	f.Fuzz(func(t *testing.T, yaml, text string) {
		g := ReadGlossary(fstest.MapFS{"content/glossary.yaml": {Data: []byte(yaml)}}, &diag.List{})
		end := 0
		for _, u := range g.Find(text) {
			if u.Start < end || u.End <= u.Start || u.End > len(text) {
				t.Fatalf("%d–%d after %d in %q", u.Start, u.End, end, text)
			}
			end = u.End
		}
	})
}
