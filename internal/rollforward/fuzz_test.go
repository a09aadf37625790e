package rollforward

import (
	"strings"
	"testing"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

func shiftOfAYear() *Shift {
	s := NewShift(content.Period{From: "2020-01", To: "2020-04"}, content.Period{From: "2021-01", To: "2021-04"})
	return &s
}

// FuzzNarrative: whatever a text is, what comes out is finished, and what comes
// out of that once more says no more: there is no prose left to be taken away.
func FuzzNarrative(f *testing.F) {
	for _, seed := range []string{
		"# A\n\ntext\n\n## B {#b .done}\n", "```chart\nid: a\ntitle: x\n```\n", "A\n===\n\n- b\n", "```", "~~~ chart\nid: a", "---\n", "# \x00", "<!-- x -->\n",
		"```keyfigures\n- label: a\n  note: >-\n    b\n\n    c\n- {label: b, note: c}\n```\n", "```goals\ntitle: |\n x\n y\nnote:\n```\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := narrative(text, shiftOfAYear())
		if n := strings.Count(once, writeSection); n > strings.Count(text, "\n")+1 {
			t.Errorf("%d times that a section must be written in\n%s", n, once)
		}
		_ = narrative(once, shiftOfAYear())
	})
}

// FuzzEdited: YAML that can be read can be read afterwards, and has lost its
// statements.
func FuzzEdited(f *testing.F) {
	for _, seed := range []string{
		"title: a\nnote: b\n", "note: >-\n  a\n  b\n\nkey: c\n", "note:\n  - a\n  - b\n", "- label: a\n  note: b\n- note: c\n  label: d\n", "{note: a, title: b}", "note: \"a\n  b\"\nx: y",
		"# c\nnote: a # b\n# d\nx: 2020\n", "note:\n- a\n- b\nx: y\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var before diag.List
		tree := yamltree.Parse(diag.NewSource("", []byte(text)), 0, len(text), &before)
		if tree == nil || before.Len() > 0 || strings.ContainsAny(text, "\t\r\x00") {
			return
		}
		out := edited(text, shiftOfAYear(), map[string]edit{"note": drop, "title": write("x")})
		var after diag.List
		tree = yamltree.Parse(diag.NewSource("", []byte(out)), 0, len(out), &after)
		if after.Len() > 0 {
			t.Fatalf("%q became %q: %s", text, out, after.Sorted()[0].Message("en"))
		}
		if note := tree.Get("note"); note != nil && strings.HasPrefix(text, "note: ") && strings.Count(text, "note") == 1 {
			t.Errorf("%q became %q", text, out)
		}
	})
}
