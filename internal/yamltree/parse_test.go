package yamltree

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/diag"
	"tertial/internal/golden"
)

// parseText parses a whole text.
func parseText(text string) (*Node, *diag.List) {
	diags := new(diag.List)
	return Parse(diag.NewSource("a.yaml", []byte(text)), 0, len(text), diags), diags
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, name := range golden.Inputs(t, "testdata/parse/*.yaml", ".out") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		root, diags := parseText(string(text))
		var out strings.Builder
		dump(&out, string(text), root, 0)
		out.WriteString(printed(t, diags))
		golden.Compare(t, strings.TrimSuffix(name, ".yaml")+".out", out.String())
		checkSpans(t, string(text), root, 0, len(text))
	}
}

func printed(t *testing.T, diags *diag.List) string {
	t.Helper()
	var out strings.Builder
	if err := (diag.Printer{Lang: "sv"}).Print(&out, diags.Sorted()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var kinds = [...]string{"null", "scalar", "map", "list", "broken"}

// dump writes the tree: kind, span's text, and value where it differs.
func dump(out *strings.Builder, text string, n *Node, level int) {
	indent := strings.Repeat("  ", level)
	if n == nil {
		fmt.Fprintf(out, "%snone\n", indent)
		return
	}
	source := text[n.Start:n.End]
	fmt.Fprintf(out, "%s%s %d-%d", indent, kinds[n.Kind], n.Start, n.End)
	if n.Kind == Scalar {
		fmt.Fprintf(out, " %q", n.Text)
		if source != n.Text {
			fmt.Fprintf(out, " from %q", source)
		}
	}
	out.WriteString("\n")
	for _, f := range n.Fields {
		fmt.Fprintf(out, "%s  %q %d-%d from %q:\n", indent, f.Key, f.KeyStart, f.KeyEnd, text[f.KeyStart:f.KeyEnd])
		dump(out, text, f.Value, level+2)
	}
	for _, item := range n.Items {
		dump(out, text, item, level+1)
	}
}

// checkSpans checks that spans lie in their parent's and follow each other.
func checkSpans(t *testing.T, text string, n *Node, low, high int) {
	t.Helper()
	if n == nil {
		return
	}
	if n.Start < low || n.End > high || n.Start > n.End {
		t.Fatalf("span %d-%d is not within %d-%d of %q", n.Start, n.End, low, high, text)
	}
	at := n.Start
	for _, f := range n.Fields {
		if f.KeyStart < at || f.KeyEnd < f.KeyStart {
			t.Fatalf("key span %d-%d after %d in %q", f.KeyStart, f.KeyEnd, at, text)
		}
		checkSpans(t, text, f.Value, f.KeyEnd, n.End)
		at = f.Value.End
	}
	for _, item := range n.Items {
		checkSpans(t, text, item, at, n.End)
		at = item.End
	}
	if n.Kind == Scalar && !n.Quoted && !strings.ContainsAny(n.Text, " \t\n\r") && text[n.Start:n.End] != n.Text {
		t.Fatalf("span %d-%d is %q, not %q, in %q", n.Start, n.End, text[n.Start:n.End], n.Text, text)
	}
}

func TestParseStretch(t *testing.T) {
	t.Parallel()
	text := "# Rubrik\n```chart\nid: dia\n```\n"
	start := strings.Index(text, "id")
	diags := new(diag.List)
	src := diag.NewSource("a.md", []byte(text))
	root := Parse(src, start, strings.Index(text, "\n```\n")+1, diags)
	if diags.Len() > 0 {
		t.Fatal(printed(t, diags))
	}
	id := root.Get("id")
	if got := text[id.Start:id.End]; got != "dia" {
		t.Errorf("got %q", got)
	}
	if p := id.Place(); p.Line != 3 || p.Column != 5 || p.Length != 3 {
		t.Errorf("place %+v", p)
	}
	for _, wrong := range [][2]int{{-5, 4}, {7, 3}, {0, 1000}, {1000, 2000}} {
		Parse(src, wrong[0], wrong[1], diags)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ give, variant string }{
		{strings.Repeat("a", maxBytes+1), "size"},
		{strings.Repeat("- a\n", maxTokens), "values"},
		{strings.Repeat("[\n", maxTokens-1), "depth"},
		{strings.Repeat("- ", maxLine/2), "depth"},
		{strings.Repeat("a", maxLine+1), "line"},
		{strings.Repeat("{a: ", maxDepth+1) + strings.Repeat("}", maxDepth+1), "depth"},
		{strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1), "depth"},
		{stairs(maxDepth + 1), "depth"},
		{strings.Repeat("[", maxDepth-1) + strings.Repeat("]", maxDepth-1), ""},
		{stairs(maxDepth - 1), ""},
	} {
		root, diags := parseText(c.give)
		found := diags.Sorted()
		if c.variant == "" {
			if root == nil || len(found) > 0 {
				t.Errorf("%.40q: %s", c.give, printed(t, diags))
			}
			continue
		}
		if root != nil || len(found) != 1 || found[0].Code != "YAML-LIMIT" || found[0].Variant != c.variant {
			t.Errorf("%.40q: got %v %.300s", c.give, root != nil, printed(t, diags))
		}
	}
}

// stairs is a map in a map in a map.
func stairs(levels int) string {
	var out strings.Builder
	for i := range levels {
		out.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return out.String()
}

func TestManyFindingsOfOneSort(t *testing.T) {
	t.Parallel()
	_, diags := parseText(strings.Repeat("\ta: 1\n", 50))
	if got := diags.Len(); got != maxFound {
		t.Errorf("got %d findings, want %d", got, maxFound)
	}
}

// FuzzParse checks that no text panics and that spans hold.
func FuzzParse(f *testing.F) {
	names, _ := filepath.Glob("testdata/parse/*.yaml")
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text, 0)
	}
	f.Fuzz(func(t *testing.T, text []byte, skip int) {
		skip = max(min(skip, len(text)), 0)
		diags := new(diag.List)
		src := diag.NewSource("a.yaml", text)
		root := Parse(src, skip, len(text), diags)
		if root == nil && diags.Len() == 0 {
			t.Fatalf("nothing read and nothing said: %q", text)
		}
		if root != nil {
			checkSpans(t, string(text), root, skip, len(text))
		}
		again := new(diag.List)
		if second := Parse(src, skip, len(text), again); (second == nil) != (root == nil) {
			t.Fatalf("not the same twice: %q", text)
		}
		for _, finding := range diags.Sorted() {
			if strings.Contains(finding.Message("sv"), "{") && !slices.Contains([]diag.Code{"YAML-SYNTAX", "YAML-ALIAS"}, finding.Code) {
				t.Fatalf("unfilled message %q", finding.Message("sv"))
			}
		}
	})
}
