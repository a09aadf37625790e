package change_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/change"
	"tertial/internal/edition"
)

// text makes a record of passages. A line that begins with # is a heading; [1]
// is a figure that says 1; "- " begins an item of a list.
func text(t *testing.T, source string) *edition.Record {
	t.Helper()
	r := &edition.Record{}
	var section edition.Passage
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		p := edition.Passage{Section: section.Section, Number: section.Number, Heading: section.Heading, Role: "paragraph"}
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			line = heading
			section = edition.Passage{Section: strings.ToLower(heading), Number: "1", Heading: heading}
			p = section
			p.Role = "heading"
		}
		if item, ok := strings.CutPrefix(line, "- "); ok {
			p.Role, line = "item", item
		}
		for before, rest, ok := strings.Cut(line, "["); ok; before, rest, ok = strings.Cut(rest, "[") {
			value, after, _ := strings.Cut(rest, "]")
			p.Text += before
			p.Figures = append(p.Figures, edition.Figure{Start: len(p.Text), End: len(p.Text) + len(value), Facts: []string{strconv.Itoa(len(p.Figures))}})
			p.Text += value
			rest, line = after, after
		}
		p.Text += line
		r.Text = append(r.Text, p)
	}
	return r
}

// said writes what has happened to a text, a line a passage.
func said(c *change.Changes) string {
	var b strings.Builder
	for _, s := range c.Text {
		fmt.Fprintf(&b, "# %s %s\n", s.Heading, s.Kind)
		for _, p := range s.Passages {
			b.WriteString(string(p.Kind))
			if p.Follows {
				b.WriteString(" follows")
			}
			if p.Moved {
				b.WriteString(" moved")
			}
			b.WriteString(":")
			switch {
			case p.Words != nil:
				for _, w := range p.Words {
					b.WriteString(map[change.Op]string{change.Same: " =", change.Deleted: " -", change.Inserted: " +"}[w.Op] + w.Text)
				}
			case p.New != nil:
				b.WriteString(" " + p.New.Text)
			default:
				b.WriteString(" " + p.Old.Text)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func TestText(t *testing.T) {
	t.Parallel()
	const base = "Inledning med några ord.\n# Ekonomi\nPrognosen är ett underskott på [38,3] miljoner kronor.\nAndra stycket handlar om intäkterna i år.\n" +
		"# Mål\n- Första punkten i listan\n- Andra punkten i listan\n# Slut\nDet var allt för den här gången."
	for _, c := range []struct{ name, from, to, want string }{
		{"nothing", "", "", ""},
		{"a word", "handlar om intäkterna", "handlar om kostnaderna", "# Ekonomi \nchanged: =Andra stycket handlar om  -intäkterna +kostnaderna = i år.\n"},
		{"a figure", "[38,3]", "[39,1]", "# Ekonomi \nchanged follows: =Prognosen är ett underskott på  -38,3 +39,1 = miljoner kronor.\n"},
		{"a figure and a word", "underskott på [38,3]", "minus på [39,1]", "# Ekonomi \nchanged: =Prognosen är ett  -underskott på 38,3 +minus på 39,1 = miljoner kronor.\n"},
		{"a typed number", "stycket handlar", "stycket 2 handlar", "# Ekonomi \nchanged: =Andra stycket  +2  =handlar om intäkterna i år.\n"},
		{"added", "\n# Mål", "\nEtt helt nytt stycke.\n# Mål", "# Ekonomi \nadded: Ett helt nytt stycke.\n"},
		{"removed", "Andra stycket handlar om intäkterna i år.\n", "", "# Ekonomi \nremoved: Andra stycket handlar om intäkterna i år.\n"},
		{"heading", "# Slut", "# Avslutning", "# Avslutning \nchanged: -Slut +Avslutning\n"},
		{"section", "# Slut", "# Nytt\nHär står något nytt.\n# Slut", "# Nytt added\nadded: Nytt\nadded: Här står något nytt.\n"},
		{
			"section removed", "# Mål\n- Första punkten i listan\n- Andra punkten i listan\n", "",
			"# Mål removed\nremoved: Mål\nremoved: Första punkten i listan\nremoved: Andra punkten i listan\n",
		},
		{
			"items swapped", "- Första punkten i listan\n- Andra punkten i listan", "- Andra punkten i listan\n- Första punkten i listan",
			"# Mål \nmoved: Andra punkten i listan\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			changed := strings.Replace(base, c.from, c.to, 1)
			if c.name == "nothing" {
				changed = base
			}
			got := said(change.Compare(text(t, base), text(t, changed)))
			if got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestMoves: a paragraph in another section and a section in another place were
// moved, not removed and added.
func TestMoves(t *testing.T) {
	t.Parallel()
	a := text(t, "# A\nEtt stycke om placeringar och väntetid.\nEtt annat om pengar.\n# B\nOm boende och annat.\n# C\nOm de mål som nämnden har satt.")
	b := text(t, "# B\nOm boende och annat.\nEtt stycke om placeringar och väntetider.\n# A\nEtt annat om pengar.\n# C\nOm de mål som nämnden har satt.")
	got := said(change.Compare(a, b))
	want := "# B \nchanged moved: =Ett stycke om placeringar och  -väntetid +väntetider =.\n# A moved\n"
	other := "# B moved\nchanged moved: =Ett stycke om placeringar och  -väntetid +väntetider =.\n"
	if got != want && got != other {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestCharts(t *testing.T) {
	t.Parallel()
	chart := func(id, title, digest string) edition.Chart {
		return edition.Chart{ID: id, Title: title, Digest: digest}
	}
	a := &edition.Record{Charts: []edition.Chart{chart("a", "Ett", "1"), chart("b", "Två", "2"), chart("c", "Tre", "3")}}
	b := &edition.Record{Charts: []edition.Chart{chart("b", "Två", "9"), chart("d", "Ett", "1"), chart("e", "Fem", "5")}}
	c := change.Compare(a, b)
	var got []string
	for _, x := range c.Charts {
		id := ""
		if x.Old != nil {
			id = x.Old.ID
		}
		if x.New != nil {
			id += ">" + x.New.ID
		}
		got = append(got, string(x.Kind)+" "+id)
	}
	if want := []string{"changed b>b", "added >e", "removed c"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// rebuilt gives both texts back from the pieces of a comparison.
func rebuilt(pieces []change.Piece) (old, now string) {
	var a, b strings.Builder
	for _, p := range pieces {
		if p.Op != change.Inserted {
			a.WriteString(p.Text)
		}
		if p.Op != change.Deleted {
			b.WriteString(p.Text)
		}
	}
	return a.String(), b.String()
}

func FuzzCompareWords(f *testing.F) {
	f.Add("Prognosen är −38,3 mnkr.", "Prognosen är ett underskott på 39,1 mnkr.")
	f.Add("a b c d e f", "f e d c b a")
	f.Add("1\u00a0234,5 och IT-stöd", "1\u00a0235 och it-stöd, l’été")
	f.Add("", "något\n\tnytt")
	f.Add("\xff\xfe", "\xffa")
	f.Fuzz(func(t *testing.T, a, b string) {
		pieces := change.CompareWords(a, b)
		if old, now := rebuilt(pieces); old != a || now != b {
			t.Fatalf("%q and %q became %q and %q", a, b, old, now)
		}
		for i, p := range pieces {
			if p.Text == "" || i > 0 && pieces[i-1].Op == p.Op || i > 0 && pieces[i-1].Op == change.Inserted && p.Op == change.Deleted {
				t.Fatalf("pieces out of order: %q", pieces)
			}
		}
		back := change.CompareWords(b, a)
		if len(back) != len(pieces) {
			t.Fatalf("%q backwards is %q", pieces, back)
		}
		if a == b && len(pieces) > 1 {
			t.Fatalf("equal texts differ: %q", pieces)
		}
	})
}

// TestLongTexts: texts that have nothing in common take no time to speak of.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	var a, b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&a, "a%d ", i)
		fmt.Fprintf(&b, "b%d ", i)
	}
	old, now := rebuilt(change.CompareWords(a.String(), b.String()))
	if old != a.String() || now != b.String() {
		t.Error("the texts cannot be rebuilt")
	}
}
