package proofread_test

import (
	"fmt"
	"strings"
	"testing"

	"tertial/internal/asis"
	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/proofread"
)

// TestCases compares what is found in excerpts with what stands beside them.
// Of a case whose name begins with clean nothing may be found.
func TestCases(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/cases/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			var patterns []string
			if p := strings.TrimSpace(c.Text("patterns")); p != "" {
				patterns = strings.Split(p, "\n")
			}
			got := show(find(t, c.Text("text.txt"), patterns))
			if strings.HasPrefix(c.Name, "clean") && got != "" {
				t.Errorf("%s: a true text is found fault with:\n%s", c.File, got)
				return
			}
			c.Compare(t, "want", got)
		})
	}
}

// find proofreads a converted document.
func find(t testing.TB, text string, patterns []string) []diag.Finding {
	t.Helper()
	var diags diag.List
	d := asis.Read("text.txt", []byte(text), &diags)
	if d == nil {
		t.Fatal("the text cannot be read")
	}
	proofread.Check(proofread.FromAsIs(d, patterns), &diags)
	return diags.Sorted()
}

// show prints findings, one a line, with the stretch that is marked.
func show(findings []diag.Finding) string {
	var out strings.Builder
	for i := range findings {
		f := &findings[i]
		code := string(f.Code)
		if f.Variant != "" {
			code += "." + f.Variant
		}
		fmt.Fprintf(&out, "%d:%d %s %s %s: %s\n", f.Place.Line, f.Place.Column, f.Severity, code, marked(f.Place), f.Message("sv"))
		if f.Instead != "" {
			fmt.Fprintf(&out, "  instead %s\n", f.Instead)
		}
		for _, r := range f.Related {
			fmt.Fprintf(&out, "  %s %d:%d\n", r.Key, r.Place.Line, r.Place.Column)
		}
	}
	return out.String()
}

func marked(p diag.Place) string {
	line := []rune(p.Text)
	from := min(max(p.Column-1-p.Shift, 0), len(line))
	return fmt.Sprintf("%q", string(line[from:min(from+p.Length, len(line))]))
}

// TestEveryVariantHasCases makes sure that each message of the rules has been seen.
func TestEveryVariantHasCases(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range golden.Cases(t, "testdata/cases/*.txtar") {
		for line := range strings.Lines(c.Text("want")) {
			if fields := strings.Fields(line); len(fields) > 2 {
				seen[fields[2]] = true
			}
		}
	}
	elsewhere := map[string]bool{ // of reports, see ofreport_test.go, and of packages content and agenda
		"DNR.unknown": true, "DNR.pattern": true, "DECISION.less": true, "DECISION.clause": true,
		"XREF": true, "XREF.none": true, "XREF.typed": true, "XREF.typed-unknown": true, "XREF.typed-section": true, "TEMPLATE.confirm": true, "TEMPLATE.empty": true, "FOOTNOTE": true, "FOOTNOTE.unused": true,
	}
	for _, code := range []diag.Code{"XREF", "TOC", "HEADINGREUSE", "NUMBERING", "DNR", "DATE", "TEMPLATE", "FOOTNOTE", "DUP", "DECISION", "TWIN"} {
		page, ok := diag.Explain(code, "sv")
		if !ok {
			t.Fatalf("no page for %s", code)
		}
		for variant := range page.Messages {
			key := string(code)
			if variant != "" {
				key += "." + variant
			}
			if !seen[key] && !elsewhere[key] {
				t.Errorf("no case has %s", key)
			}
		}
	}
}
