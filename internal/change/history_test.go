package change_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tertial/internal/change"
	"tertial/internal/edition"
)

func version(n int, kind edition.Kind, r *edition.Record) change.Version {
	return change.Version{Edition: &edition.Edition{Number: n, Kind: kind, Date: fmt.Sprintf("2026-01-%02d", n)}, Record: r}
}

// with adds text to a record.
func with(r, passages *edition.Record) *edition.Record {
	r.Text = passages.Text
	return r
}

// TestHistory: the course of a number holds through editions in which its row
// has another name, and past one that was withdrawn.
func TestHistory(t *testing.T) {
	t.Parallel()
	line := change.NewTimeline([]change.Version{
		version(1, edition.First, record(tkr("a", "1", 0), tkr("b", "2", 0))),
		version(2, edition.Revision, record(tkr("a", "5", 0), tkr("b", "2", 0), tkr("c", "3", 0))),
		version(3, edition.Revision, nil),
		version(4, edition.Revision, record(tkr("a", "5", 0), tkr("b", "2", 0), tkr("c", "4", 0))),
	})
	if len(line.Versions) != 3 || line.At(3) >= 0 || line.At(4) != 2 {
		t.Fatalf("%d versions", len(line.Versions))
	}
	for _, number := range []int{1, 2, 4} {
		var got []string
		for _, c := range line.History(number, "drift") {
			parts := []string{c.Fact().Key}
			for i, f := range c.Values {
				value := "–"
				if f != nil {
					value = f.Value
				}
				if i > 0 && c.ChangedAt(i) {
					value += "!"
				}
				parts = append(parts, value)
			}
			got = append(got, strings.Join(parts, " "))
		}
		want := []string{"a 1 5! 5", "c – 3! 4!"}
		if number == 1 {
			want = want[:1] // it does not know the other
		}
		if !slices.Equal(got, want) {
			t.Errorf("of edition %d: %q, want %q", number, got, want)
		}
	}
	if line.History(3, "drift") != nil || line.History(4, "annan") != nil {
		t.Error("a history of nothing")
	}
}

// TestCorrected: the places that corrections have touched stay marked as long as
// they are there, with the last correction that touched them.
func TestCorrected(t *testing.T) {
	t.Parallel()
	one := "Inledning om ett och annat.\n# A\nProsan är [1] och lång nog.\n# B\nAnnat om B som står kvar."
	two := "Inledning om ett och annat.\n# A\nProsan är [2] och lång nog.\n# B\nAnnat om B som är rättat här."
	three := "# B\nAnnat om B som är rättat här.\n# C\nNytt i C."
	line := change.NewTimeline([]change.Version{
		version(1, edition.First, with(record(tkr("a", "1", 0), tkr("b", "2", 0), tkr("c", "3", 0)), text(t, one))),
		version(2, edition.Correction, with(record(tkr("a", "2", 0), tkr("b", "3", 0), tkr("c", "3", 0)), text(t, two))),
		version(3, edition.Revision, with(record(tkr("a", "7", 0), tkr("c", "4", 0)), text(t, three))),
		version(4, edition.Correction, with(record(tkr("a", "8", 0), tkr("c", "4", 0)), text(t, three+"\nOch en rad till om C."))),
	})
	for number, want := range map[int][]string{
		1: nil,
		2: {"a 2", "b 2", "#a 2", "#b 2"},
		3: {"a 2", "#b 2"},
		4: {"a 4", "#b 2", "#c 4"},
		9: nil,
	} {
		var got []string
		for _, m := range line.Corrected(number) {
			name := m.Fact
			if m.Text {
				name = "#" + m.Section
			}
			got = append(got, fmt.Sprintf("%s %d", name, m.Edition))
			if want := fmt.Sprintf("2026-01-%02d", m.Edition); m.Date != want {
				t.Errorf("%s was corrected on %s", name, m.Date)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("edition %d: %q, want %q", number, got, want)
		}
	}
}

// TestCorrectedPlaces: a key figure marks the head of the report, a chart its
// section; new numbers of tables mark nothing.
func TestCorrectedPlaces(t *testing.T) {
	t.Parallel()
	first := with(record(tkr("a", "1", 0)), text(t, "# A\nSe tabell [1] om A.\n# B\nOm B."))
	second := with(record(tkr("a", "2", 0)), text(t, "# A\nSe tabell [2] om A.\n# B\nOm B."))
	for _, r := range []*edition.Record{first, second} {
		r.Text[1].Figures[0].Facts = []string{"#tab-a"}
		r.Sets[0].Facts[0].Headline = true
	}
	first.Charts = []edition.Chart{{ID: "dia", Section: "b", Digest: "1"}}
	second.Charts = []edition.Chart{{ID: "dia", Section: "b", Digest: "2"}}
	line := change.NewTimeline([]change.Version{
		version(1, edition.First, first), version(2, edition.Correction, second), version(3, edition.Revision, second),
	})
	for number := 2; number <= 3; number++ {
		var got []string
		for _, m := range line.Corrected(number) {
			got = append(got, fmt.Sprintf("%s#%s %t", m.Fact, m.Section, m.Text))
		}
		if want := []string{"a# false", "# true", "#b true"}; !slices.Equal(got, want) {
			t.Errorf("edition %d: %q, want %q", number, got, want)
		}
	}
	if p := line.Steps[1].Text[0].Passages[0]; !p.Renumbered || !p.Follows {
		t.Errorf("%+v", p)
	}
}

// TestWithheld: what is protected now does not stand in a comparison or a course
// as what it was before.
func TestWithheld(t *testing.T) {
	t.Parallel()
	line := change.NewTimeline([]change.Version{
		version(1, edition.First, record(tkr("a", "4", 0))),
		version(2, edition.Revision, record(tkr("a", "5", 0))),
		version(3, edition.Correction, record(words("a", "", "suppressed"))),
	})
	for number := 1; number <= 3; number++ {
		if courses := line.History(number, "drift"); courses != nil {
			t.Errorf("edition %d: %+v", number, courses)
		}
	}
	for _, c := range []*change.Changes{line.Steps[1], line.Steps[2], line.Compare(0, 2), line.Compare(2, 0)} {
		if len(c.Protected) != 1 || len(c.Facts)+len(c.Statuses) > 0 {
			t.Fatalf("%+v", c)
		}
		f := c.Protected[0]
		if f.From == nil || f.From.Number != 3 || f.Old.Value+f.New.Value+f.Old.Text+f.New.Text != "" || f.Difference != nil || f.Share != nil {
			t.Errorf("%+v from %+v", f, f.Old)
		}
	}
}
