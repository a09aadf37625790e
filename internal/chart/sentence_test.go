package chart

import (
	"strings"
	"testing"
)

func TestDescribe(t *testing.T) {
	signed := func(s Spec) Spec {
		s.Diverging, s.Words, s.Of = true, Words{Negative: "Underskott", Positive: "Överskott"}, "enheter"
		return s
	}
	english := func(s Spec) Spec {
		s.Lang = "en"
		return s
	}
	line := func(s Spec) Spec {
		s.Form, s.Direction = Line, ""
		return s
	}
	for _, c := range []struct {
		give Spec
		want string
	}{
		{simple("3 1 2"), "Högst: A, 3; lägst: B, 1."},
		{simple("3 3 2"), "Högst: A och B, 3 vardera; lägst: C, 2."},
		{simple("3 3 3 2 2"), "Högst: A, B och C, 3 vardera; lägst: D och E, 2 vardera."},
		{simple("3 3 3 3 2"), "Högst, 3, är fyra av fem; lägst: E, 2."},
		{simple("3 2 2 2 2"), "Högst: A, 3; lägst, 2, är fyra av fem."},
		{simple("3.4 3.3 2"), "Högst: A och B, avrundat 3 vardera; lägst: C, 2."},
		{simple("3.4 3.3 3"), "Alla värden är avrundat 3."},
		{simple("3 3"), "Alla värden är 3."},
		{simple("3 x"), "3 (A); värde saknas för B."},
		{simple("3 x x x x 1"), "Högst: A, 3; lägst: F, 1; värde saknas för fyra av sex."},
		{simple("1 " + strings.Repeat("x ", 13) + "2"), "Högst: O, 2; lägst: A, 1; värde saknas för 13 av 15."},
		{simple("-3 -1 -2"), "Störst minus: A, −3; minst: B, −1."},
		{simple("-3 -1 -1 -1 -1"), "Störst minus: A, −3; minst, −1, är fyra av fem."},
		{simple("-3 0 -2"), "Högst: B, 0; lägst: A, −3."},
		{signed(simple("-1 2 -3")), "Underskott i två av tre enheter. Högst: B, +2; lägst: C, −3."},
		{signed(simple("-1 2 x")), "Underskott i 1 av 2 enheter. Högst: B, +2; lägst: A, −1; värde saknas för C."},
		{signed(simple("-0.2 2 3")), "Överskott i två av tre enheter. Högst: C, +3; lägst: A, 0."},
		{signed(simple("0 0.1 -0.1")), "Alla värden är avrundat 0."},
		{english(signed(simple("-1 2 -3"))), "Underskott in two of three enheter. Highest: B, +2; lowest: C, −3."},
		{english(simple("3 3 2")), "Highest: A and B, 3 each; lowest: C, 2."},
		{line(simple("3 1 x")), "Från 3 (A) till 1 (B); högst: A, 3; lägst: B, 1; värde saknas för C."},
		{line(simple("93 91 92")), "Från 93 (A) till 92 (C); högst: A, 93; lägst: B, 91. Noll finns inte på värdeaxeln."},
		{english(line(simple("-93 -91 -92"))), "From −93 (A) to −92 (C); highest: B, −91; lowest: A, −93. Zero is not on the value axis."},
	} {
		m, err := readSpec(c.give)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.describe(); got != c.want {
			t.Errorf("%+v:\n got %s\nwant %s", c.give.Series, got, c.want)
		}
	}
}

// TestZeroOnAxis: what is said about zero holds in both drawings.
func TestZeroOnAxis(t *testing.T) {
	for _, values := range []string{"93 91 92", "5 50 28", "-93 -91", "40 30 38", "0.93 0.95", "7 7"} {
		for _, baseline := range []Baseline{BaselineAuto, BaselineFree, BaselineZero} {
			s := simple(values)
			s.Form, s.Direction, s.Baseline = Line, "", baseline
			m, err := readSpec(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, z := range []sizes{wideSizes(), narrowSizes()} {
				p := layOut(m, z, library(t).metrics)
				if cut := p.lo > 0 || p.hi < 0; cut != m.cut() {
					t.Errorf("%s %s %s: axis from %v to %v, but cut is %v", values, baseline, z.class, p.lo, p.hi, m.cut())
				}
			}
		}
	}
}
