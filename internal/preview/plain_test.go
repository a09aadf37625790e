package preview

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"tertial/internal/diag"
)

// TestWords: both languages have the same texts with the same placeholders, and
// every text that the script asks for is there.
func TestWords(t *testing.T) {
	t.Parallel()
	sv, en := wordsOf("sv"), wordsOf("en")
	if a, b := slices.Sorted(maps.Keys(sv)), slices.Sorted(maps.Keys(en)); !slices.Equal(a, b) {
		t.Errorf("sv has %v\nen has %v", a, b)
	}
	for key := range sv {
		for _, name := range []string{"{n}", "{file}", "{line}", "{reason}", "{reference}", "{audience}"} {
			if strings.Contains(sv[key], name) != strings.Contains(en[key], name) {
				t.Errorf("%s: %s is in one language only", key, name)
			}
		}
	}
	script := string(asset(scriptName))
	for rest := script; ; {
		_, after, found := strings.Cut(rest, "say('")
		if !found {
			break
		}
		key, _, _ := strings.Cut(after, "'")
		if sv[key] == "" {
			t.Errorf("the script asks for %q", key)
		}
		rest = after
	}
	if got := wordsOf("fi")["lang"]; got != diag.Languages()[0] {
		t.Errorf("an unknown language is %s", got)
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for give, want := range map[string]string{
		"Det kom **1 412** brev":                 "Det kom 1 412 brev",
		"se [Tabell 1](#tab) och [](#tab), *12*": "se Tabell 1 och \uFFFC, 12",
		"ett `=drift[a; b] mnkr abs` mer ":       "ett \uFFFC mer ",
		"ett `=drift[a; b] mnkr":                 "ett \uFFFC",
		" \u00a0två\t blanka ":                   " två blanka ",
		"":                                       "",
		"   ":                                    "",
		"[12] och \\*12":                         "[12] och 12",
		"# Rubrik 3":                             " Rubrik 3",
		"[länk](https://example.org/a) [trasig](": "länk trasig",
	} {
		if got := plain(give); got != want {
			t.Errorf("plain(%q) = %q, want %q", give, got, want)
		}
	}
}

// TestLasting: only what cannot change under its name, and is no draft, may be kept.
func TestLasting(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"assets/tertial-0a1b2c3d.css": true, "assets/tertial-0a1b2c3d.js": true, "assets/fonts/x.woff2": true,
		"assets/tertial.css": false, "assets/tertial-0a1b2c3.css": false, "assets/tertial-0a1b2c3g.css": false, "assets/icon-0a1b2c3d.svg": false,
		"a/2020/r/1/assets/tertial-0a1b2c3d.css": false, "index.html": false, "a/2020/r/data/d/d-0a1b2c3d.csv": false, "preview.js": false,
	} {
		if lasting(name) != want {
			t.Errorf("%s: %t", name, !want)
		}
	}
}

func TestMarkOf(t *testing.T) {
	t.Parallel()
	line := "Det kom 1 412 brev och `=d[a]` till."
	find := func(code diag.Code, column, length int) *mark {
		f := diag.Finding{Code: code, Place: diag.Place{File: "content/a/2020/r/report.md", Line: 3, Column: column, Length: length, Text: line}}
		return markOf(&f)
	}
	if m := find("UNBOUND", 9, 5); m == nil || *m != (mark{Text: "1 412", Before: "Det kom ", After: " brev och \uFFFC till."}) {
		t.Errorf("%+v", m)
	}
	if m := find("PROSE", 9, 5); m == nil || !m.Wrong {
		t.Errorf("%+v", m)
	}
	if find("XREF", 9, 5) != nil || find("UNBOUND", 24, 8) != nil || find("UNBOUND", 90, 2) != nil {
		t.Error("marked what is no number of the text")
	}
	cut := diag.Finding{Code: "UNBOUND", Place: diag.Place{File: "x.md", Line: 1, Column: 109, Length: 5, Text: line, Shift: 100}}
	if m := markOf(&cut); m == nil || m.Text != "1 412" {
		t.Errorf("in a long line: %+v", m)
	}
}

func TestWithSource(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ policy, need, want string }{
		{"default-src 'none'", "connect-src 'self'", "default-src 'none'; connect-src 'self'"},
		{"default-src 'none'; script-src 'self'", "script-src 'self'", "default-src 'none'; script-src 'self'"},
		{"default-src 'none'; script-src 'none'; img-src 'self'", "script-src 'self'", "default-src 'none'; script-src 'self'; img-src 'self'"},
		{"script-src 'wasm-unsafe-eval';", "script-src 'self'", "script-src 'wasm-unsafe-eval' 'self';"},
		{"script-src;", "script-src 'self'", "script-src 'self';"},
	} {
		if got := withSource(tt.policy, tt.need); got != tt.want {
			t.Errorf("withSource(%q, %q) = %q, want %q", tt.policy, tt.need, got, tt.want)
		}
	}
	for _, head := range []string{"<head>", `<meta http-equiv="Content-Security-Policy" content="default-src`} {
		if got := string(allow([]byte(head))); got != head {
			t.Errorf("%s became %s", head, got)
		}
	}
}

// TestTold: what concerns the page comes first, errors before the rest, and of
// many findings the rest is counted.
func TestTold(t *testing.T) {
	t.Parallel()
	var found []notice
	for range mostTold + 20 {
		found = append(found, notice{Severity: "warning", Name: "content/b/2020/r/report.md"})
	}
	found = append(
		found, notice{Severity: "note", Name: "data/a/2020/r/d.csv"}, notice{Severity: "error", Name: "content/b/2020/r/report.md"},
		notice{Severity: "error", Name: "content/a/2020/r/report.md"}, notice{Severity: "error", Name: "content/a/2020/rapport/report.md"},
	)
	list, counts := told(found, "a/2020/r/data/d/index.html")
	if len(list) != mostTold+4 || counts["warning"] != mostTold+20 || counts["error"] != 3 {
		t.Errorf("%d told, %v", len(list), counts)
	}
	if !list[0].Here || list[0].Severity != "error" || !list[1].Here || list[1].Severity != "note" || list[2].Here || list[2].Severity != "error" {
		t.Errorf("%+v", list[:3])
	}
	if list, _ := told(found, "index.html"); list[0].Here {
		t.Error("the start page has no findings of its own")
	}
}

func TestEditor(t *testing.T) {
	t.Parallel()
	at := diag.Place{File: "content/a/2020/å r/report.md", Line: 3}
	for root, want := range map[string]string{
		"/home/a b": "vscode://file/home/a%20b/content/a/2020/%C3%A5%20r/report.md:3:1",
		"C:/webb":   "vscode://file/C:/webb/content/a/2020/%C3%A5%20r/report.md:3:1",
		"":          "",
	} {
		if got := New(Options{Root: root}).editor(at); got != want {
			t.Errorf("%s: %s", root, got)
		}
	}
	if got := New(Options{Root: "/a"}).editor(diag.Place{File: "../b"}); got != "" {
		t.Errorf("a place outside the site leads to %s", got)
	}
}
