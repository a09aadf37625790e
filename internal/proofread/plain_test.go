package proofread_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/asis"
	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/proofread"
)

// plainText is a text of paragraphs, and of headings, which begin with #.
func plainText(text string) *proofread.Text {
	source := diag.NewSource("t.md", []byte(text))
	t := &proofread.Text{Raw: []byte(text), At: source.Place, Report: true, Patterns: []string{"KVU/{year}:{n}"}, Laws: content.BuiltInLaws()}
	at := 0
	for line := range strings.Lines(text) {
		start, rest := at, strings.TrimSpace(line)
		at += len(line)
		if rest == "" {
			continue
		}
		b := asis.Block{Start: start, End: start + len(strings.TrimRight(line, "\n")), Kind: asis.Paragraph, Text: rest}
		if strings.HasPrefix(rest, "#") {
			b.Kind, b.Text = asis.Heading, strings.TrimSpace(strings.TrimLeft(rest, "#"))
		}
		t.Blocks = append(t.Blocks, b)
	}
	t.Parts = []asis.Part{{To: len(t.Blocks)}}
	return t
}

// hints are what staff hear of a text: code, variant and the words that are marked.
func hints(t *testing.T, text string) []string {
	t.Helper()
	diags := &diag.List{}
	proofread.Plain(plainText(text), content.ReadGlossary(fstest.MapFS{}, diags), diags)
	var out []string
	for _, f := range diags.Sorted() {
		if f.Severity != diag.Note || !slices.Contains(proofread.Hints(), f.Code) || strings.Contains(f.Message("sv")+f.Message("en"), "{") {
			t.Errorf("%s %s: %s", f.Code, f.Severity, f.Message("sv"))
		}
		out = append(out, strings.TrimSuffix(fmt.Sprintf("%s.%s", f.Code, f.Variant), ".")+" "+short(marked(f.Place)))
	}
	return out
}

func short(s string) string {
	if r := []rune(s); len(r) > 24 {
		return string(r[:24]) + "…"
	}
	return s
}

func TestPlain(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("vi säger att ", 15) + "det räcker."
	for _, tt := range [...]struct {
		name, give string
		want       []string
	}{
		{"nothing", "# Läget\nNämnden beslutar idag. Det finns pengar.\n", nil},
		{"long", "Nu så " + long, []string{"LONG-SENTENCE"}},
		{"passive", "Planen har beslutats, redovisats och genomförts.", []string{"PASSIVE"}},
		{"the same verb three times", "Det redovisas här, redovisas där och redovisas igen.", nil},
		{"two sentences", "Planen beslutades och redovisades. Sedan genomfördes och utvärderades den.", []string{"PASSIVE.pair"}},
		{"one each", "Planen beslutades. Den redovisades. Den genomfördes.", nil},
		{"abbreviation", "Förvaltningen och RVB svarar. RVB svarar igen.", []string{"ABBREVIATION"}},
		{"written out", "Råd vid brott (RVB) svarar. RVB svarar igen.", nil},
		{"written out later", "RVB svarar. Det är råd vid brott (RVB).", nil},
		{"explained behind", "RVB (råd vid brott) svarar.", nil},
		{"known", "EU, IT, SKR, LSS, LVU, HVB, SoL och kapitel IV.", nil},
		{"diary", "Se KVU/2020:3, KVU, SN 2021:64, KS § 202, § 23 KF och A/BC.", nil},
		{"shouted", "BESLUT OM RVB", nil},
		{"part of a word", "RVB-huset och RVBs hus.", []string{"ABBREVIATION"}},
		{"officialese", "Vi svarar beträffande detta.", []string{"OFFICIALESE"}},
		{"a noun", "I detta avseende, i vissa avseenden.", nil},
		{"hard", "# Läget\n" + strings.Repeat("Verksamhetsområdenas omställningsarbeten fortsätter tillsammans. ", 30) + "\n# Nästa\nKort.\n", []string{"LIX.words"}},
		{"hard and long", "# Läget\n" + strings.Repeat("Verksamhetsområdenas omställningsarbeten och de nya planerna för lokaler fortsätter tillsammans med grannkommunernas motsvarande förvaltningar under hela det kommande året. ", 6), []string{"LIX"}},
		{"hard and short", "# Läget\nVerksamhetsområdenas omställningsarbeten fortsätter tillsammans.\n", nil},
		{"no heading", strings.Repeat("Verksamhetsområdenas omställningsarbeten fortsätter tillsammans. ", 20), nil},
	} {
		got := hints(t, tt.give)
		var codes []string
		for _, g := range got {
			code, _, _ := strings.Cut(g, " ")
			codes = append(codes, code)
		}
		if !slices.Equal(codes, tt.want) {
			t.Errorf("%s: %q, want %v", tt.name, got, tt.want)
		}
	}
}

// TestFewHints: of much that could be said, a report hears the worst.
func TestFewHints(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for i := range 10 {
		fmt.Fprintf(&text, "# Avsnitt %c\nAB%cD svarar. Planen har beslutats, redovisats, granskats och genomförts beträffande %s.\n", 'a'+i, 'E'+i, strings.Repeat("ett ord till ", 14+i))
	}
	got := hints(t, text.String())
	counts := map[string]int{}
	for _, g := range got {
		code, _, _ := strings.Cut(g, " ")
		counts[code]++
	}
	if len(got) != 6 || counts["LONG-SENTENCE"] != 2 || counts["PASSIVE"] != 2 {
		t.Errorf("%d hints: %v", len(got), got)
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("# Läget\nPlanen har beslutats och redovisats. ABCD beträffande 1 § SoL.\n")
	f.Add("#\n\xff AB(CD) redovisas\n\n§ 1 AB")
	f.Fuzz(func(t *testing.T, text string) {
		diags := &diag.List{}
		in := plainText(text)
		in.First, in.Last = "2025-01-01", "2025-08-31"
		proofread.Plain(in, nil, diags)
		proofread.Check(in, diags)
		for _, found := range diags.Sorted() {
			if found.Place.Line < 1 || found.Place.Line > strings.Count(text, "\n")+strings.Count(text, "\r")+1 {
				t.Fatalf("%s at line %d", found.Code, found.Place.Line)
			}
		}
	})
}

// TestVerbsOfBoth: a hint at two sentences names the verbs of both.
func TestVerbsOfBoth(t *testing.T) {
	t.Parallel()
	diags := &diag.List{}
	proofread.Plain(plainText("Planen beslutades och redovisades. Sedan genomfördes och utvärderades den."), content.ReadGlossary(fstest.MapFS{}, diags), diags)
	for _, f := range diags.Sorted() {
		if !strings.Contains(f.Message("sv"), "4 verb") || !strings.Contains(f.Message("sv"), "beslutades, redovisades, genomfördes, utvärderades") {
			t.Error(f.Message("sv"))
		}
	}
	if diags.Count(diag.Note) != 1 {
		t.Error("no hint")
	}
}
