package change_test

import (
	"fmt"
	"strings"
	"testing"

	"tertial/internal/change"
	"tertial/internal/edition"
)

// everything is all that a comparison can show.
func everything(c *change.Changes) string {
	var b strings.Builder
	for _, list := range [][]change.Fact{c.Facts, c.Statuses, c.Restated, c.Added, c.Removed, c.Protected} {
		for _, f := range list {
			fmt.Fprintf(&b, "%+v %+v %+v %+v\n", f.Old, f.New, f.Difference, f.Share)
		}
	}
	for _, s := range c.Text {
		fmt.Fprintf(&b, "%s %s\n", s.ID, s.Heading)
		for _, p := range s.Passages {
			for _, side := range []*edition.Passage{p.Old, p.New} {
				if side != nil {
					fmt.Fprintf(&b, "%s %s; ", side.Heading, side.Text)
				}
			}
			fmt.Fprintf(&b, "%+v\n", p.Words)
		}
	}
	for _, chart := range c.Charts {
		fmt.Fprintf(&b, "%+v %+v\n", chart.Old, chart.New)
	}
	return b.String()
}

// canaryRecord states 4711 in every way there is.
func canaryRecord(t *testing.T, protected bool) *edition.Record {
	t.Helper()
	source := "Det var [4\u00a0711] barn, [4,7] tusental.\n# Läget\nUtan bindning: 4\u00a0711 barn kom, och [12] till.\n# Antal 4711\nEtt avsnitt som tas bort."
	fact := tkr("0", "4711", 0)
	chart := edition.Chart{ID: "dia", Title: "De 4711", Sentence: "Störst är 4711.", Wide: "4711.svg", Narrow: "4711.svg", Digest: "1", Facts: []string{"0", "z"}}
	if protected {
		source = "Det var få barn.\n# Läget\nUtan bindning: några barn kom, och [12] till."
		fact = words("0", "", "suppressed")
		chart = edition.Chart{ID: "dia", Title: "Barnen", Sentence: "Ett värde är skyddat.", Wide: "w.svg", Narrow: "n.svg", Digest: "2", Facts: []string{"0", "z"}}
	}
	r := with(record(fact, tkr("z", "12", 0)), text(t, source))
	for i := range r.Text {
		for k := range r.Text[i].Figures {
			r.Text[i].Figures[k].Facts = []string{"0"}
			if got := r.Text[i].Text[r.Text[i].Figures[k].Start:r.Text[i].Figures[k].End]; got == "12" {
				r.Text[i].Figures[k].Facts = []string{"z"}
			}
		}
	}
	r.Charts = []edition.Chart{chart}
	return r
}

// TestProtectedLater: of a value that a later version protects nothing stands in
// any comparison of the row, in either direction, whatever the versions between
// say; what has nothing to do with it stands there.
func TestProtectedLater(t *testing.T) {
	t.Parallel()
	changed := canaryRecord(t, false)
	changed.Sets[0].Facts[0].Value, changed.Sets[0].Facts[0].Text = "4710", "4710"
	changed.Text[0].Text = strings.Replace(changed.Text[0].Text, "4\u00a0711", "4\u00a0710", 1)
	changed.Charts[0].Digest, changed.Charts[0].Title = "3", "De 4710"
	gone := canaryRecord(t, true)
	gone.Sets[0].Facts = gone.Sets[0].Facts[1:]
	line := change.NewTimeline([]change.Version{
		version(1, edition.First, canaryRecord(t, false)),
		version(2, edition.Correction, changed),
		version(3, edition.Revision, canaryRecord(t, true)),
		version(4, edition.Revision, gone),
	})
	for a := range line.Versions {
		for b := range line.Versions {
			got := everything(line.Compare(a, b))
			for _, canary := range []string{"4711", "4710", "4\u00a0711", "4\u00a0710", "4,7"} {
				if strings.Contains(got, canary) {
					t.Errorf("%d against %d holds %q:\n%s", b+1, a+1, canary, got)
				}
			}
		}
	}
	c := line.Compare(0, 2)
	if got := everything(c); !strings.Contains(got, "skyddat") || !strings.Contains(got, "w.svg") || len(c.Charts) != 1 || !c.Charts[0].Protected {
		t.Error(got)
	}
	marked := map[string]int{}
	for _, m := range line.Corrected(3) {
		marked[m.Fact+"#"+m.Section] = m.Edition
	}
	if marked["0#"] != 2 {
		t.Errorf("the mark of the correction is gone: %v", marked)
	}
	if direct := everything(change.Compare(canaryRecord(t, false), canaryRecord(t, true))); strings.Contains(direct, "711") {
		t.Error(direct)
	}
}

// TestProtectedBefore: what was protected and is no more is shown, and what it
// was before that is not.
func TestProtectedBefore(t *testing.T) {
	t.Parallel()
	line := change.NewTimeline([]change.Version{
		version(1, edition.First, record(tkr("a", "4711", 0))),
		version(2, edition.Revision, record(words("a", "", "suppressed"))),
		version(3, edition.Revision, record(tkr("a", "12", 0))),
	})
	for _, c := range []*change.Changes{line.Steps[2], line.Compare(0, 2)} {
		if len(c.Facts) != 1 || c.Facts[0].New.Value != "12" || c.Facts[0].Old.Value != "" || c.Facts[0].Difference != nil {
			t.Errorf("%+v", c)
		}
	}
	courses := line.History(3, "drift")
	if len(courses) != 1 || courses[0].Values[0].Value != "" || courses[0].Values[2].Value != "12" {
		t.Errorf("%+v", courses)
	}
}

// TestProtectedElsewhere: a fact of another report is followed by its name, and
// one that stands in two datasets by what it states.
func TestProtectedElsewhere(t *testing.T) {
	t.Parallel()
	old, now := text(t, "De var [4711] där."), text(t, "De var få där.")
	old.Text[0].Figures[0].Facts = []string{"annan/2026/rapport: k"}
	now.Protected = []string{"annan/2026/rapport: k"}
	now.Lang = "en"
	old.Lang = "en"
	if got := everything(change.Compare(old, now)); strings.Contains(got, "4711") || !strings.Contains(got, "protected") {
		t.Error(got)
	}
	one, two := tkr("k|a", "4711", 0), tkr("k|b", "4711", 0)
	one.Same, two.Same = "k", "k"
	if got := everything(change.Compare(record(one, two), record(words("k", "", "suppressed")))); strings.Contains(got, "4711") {
		t.Error(got)
	}
}
