package audience_test

import (
	"strings"
	"testing"

	"tertial/internal/audience"
)

// table is who may see what, on the days around each date that decides it, as
// the design has it. Days are of May and June 2020: a paper opens on the 20th,
// its meeting's papers on the 19th, the minutes are adjusted on the 1st, and the
// preview closes ten days later. A line is: visibility, whether it has a date,
// whether its meeting has been adjusted; then for each day the audiences that
// see it: s staff, c committee, p public.
const table = `
visibility  from  adjusted  05-18  05-19  05-20  06-01  06-11  06-12
internal    no    no        s      s      s      s      s      s
internal    no    yes       s      s      s      s      s      s
internal    yes   no        s      s      s      s      s      s
internal    yes   yes       s      s      s      s      s      s
committee   no    no        s      sc     sc     sc     sc     sc
committee   no    yes       s      sc     sc     sc     sc     s
committee   yes   no        s      s      sc     sc     sc     sc
committee   yes   yes       s      s      sc     sc     sc     s
public      no    no        scp    scp    scp    scp    scp    scp
public      no    yes       scp    scp    scp    scp    scp    scp
public      yes   no        sc     sc     scp    scp    scp    scp
public      yes   yes       sc     sc     scp    scp    scp    scp
withdrawn   no    no        -      -      -      -      -      -
withdrawn   no    yes       -      -      -      -      -      -
withdrawn   yes   no        -      -      -      -      -      -
withdrawn   yes   yes       -      -      -      -      -      -
hemlig      no    no        -      -      -      -      -      -
`

func TestTable(t *testing.T) {
	t.Parallel()
	lines := strings.Split(strings.TrimSpace(table), "\n")
	days := strings.Fields(lines[0])[3:]
	for _, line := range lines[1:] {
		words := strings.Fields(line)
		rule := audience.Rule{Visibility: audience.Visibility(words[0])}
		if words[1] == "yes" {
			rule.From = "2020-05-20"
		}
		adjusted := ""
		if words[2] == "yes" {
			adjusted = "2020-06-01"
		}
		rule.Window = audience.MeetingWindow("2020-05-19", adjusted, 10)
		for i, day := range days {
			for _, who := range audience.All() {
				want := strings.Contains(words[3+i], string(who[:1]))
				if got := (audience.Reader{Audience: who, AsOf: "2020-" + day}).Sees(rule); got != want {
					t.Errorf("%s\n%s on %s: sees = %t", line, who, day, got)
				}
			}
		}
	}
}

// TestWithoutWindow: what has no meeting is for the committee from its own date,
// and without an end.
func TestWithoutWindow(t *testing.T) {
	t.Parallel()
	rule := audience.Rule{Visibility: audience.InCommittee, From: "2020-05-20"}
	for day, want := range map[string]bool{"2020-05-19": false, "2020-05-20": true, "2099-01-01": true} {
		if got := (audience.Reader{Audience: audience.Committee, AsOf: day}).Sees(rule); got != want {
			t.Errorf("%s: sees = %t", day, got)
		}
	}
}

func TestDecisions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		who           audience.Audience
		adjusted, day string
		want          bool
	}{
		{audience.Staff, "", "2020-05-26", true},
		{audience.Staff, "2020-06-01", "2020-05-26", true},
		{audience.Committee, "", "2020-06-30", false},
		{audience.Committee, "2020-06-01", "2020-05-31", false},
		{audience.Committee, "2020-06-01", "2020-06-01", true},
		{audience.Public, "", "2020-06-30", false},
		{audience.Public, "2020-06-01", "2020-05-31", false},
		{audience.Public, "2020-06-01", "2020-06-01", true},
		{audience.Public, "2020-06-01", "", false},
	} {
		if got := (audience.Reader{Audience: c.who, AsOf: c.day}).SeesDecision(c.adjusted); got != c.want {
			t.Errorf("%+v: sees = %t", c, got)
		}
	}
}

// TestUndecided: without a clock, and for nobody that is known, what cannot be
// decided is hidden.
func TestUndecided(t *testing.T) {
	t.Parallel()
	dated := []audience.Rule{
		{Visibility: audience.OnWeb, From: "2020-05-20"},
		{Visibility: audience.InCommittee, From: "2020-05-20"},
		{Visibility: audience.InCommittee, Window: audience.MeetingWindow("2020-05-19", "", 10)},
		{Visibility: audience.InCommittee, Window: audience.MeetingWindow("", "2020-05-19", 10)},
	}
	for i, rule := range dated {
		who := audience.Committee
		if i == 0 {
			who = audience.Public
		}
		if (audience.Reader{Audience: who}).Sees(rule) {
			t.Errorf("%+v is seen without a clock", rule)
		}
	}
	for _, who := range []audience.Audience{"", "press", "STAFF"} {
		if (audience.Reader{Audience: who, AsOf: "2020-05-26"}).Sees(audience.Rule{Visibility: audience.OnWeb}) {
			t.Errorf("%q sees something", who)
		}
	}
	if w := audience.MeetingWindow("2020-05-19", "soon", 10); w.Last != "" {
		t.Errorf("a day that is none ends the window on %s", w.Last)
	}
}

func TestRank(t *testing.T) {
	t.Parallel()
	order := []audience.Visibility{audience.Withdrawn, audience.Internal, audience.InCommittee, audience.OnWeb}
	for i, v := range order {
		if !v.Known() || i > 0 && v.Rank() <= order[i-1].Rank() {
			t.Errorf("%s: %d", v, v.Rank())
		}
		if v.ForWeb() != (i == len(order)-1) || v.ForStaff() != (i == 1) {
			t.Errorf("%s: for the web %t, for staff %t", v, v.ForWeb(), v.ForStaff())
		}
	}
	if audience.Visibility("Public").Known() || audience.Visibility("").Known() {
		t.Error("an unknown word is a visibility")
	}
}
