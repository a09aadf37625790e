package chart

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tertial/internal/golden"
)

// TestSays writes down what is said of values: in the sentence for all, and in
// the description. The file is read by people; -update writes it anew.
func TestSays(t *testing.T) {
	var b strings.Builder
	for _, c := range sayCases() {
		for _, lang := range [...]string{"sv", "en"} {
			s := c.spec
			s.Lang = lang
			m, err := readSpec(s)
			if err != nil {
				fmt.Fprintf(&b, "%s (%s): %v\n\n", c.name, lang, err)
				continue
			}
			fmt.Fprintf(&b, "%s (%s)\n  %s\n  %s\n\n", c.name, lang, m.sentence(), m.describe())
			if n := utf8.RuneCountInString(m.sentence()); n > 2*sentenceMost {
				t.Errorf("%s: a sentence of %d characters", c.name, n)
			}
		}
	}
	golden.Compare(t, "testdata/says.txt", b.String())
}

type sayCase struct {
	name string
	spec Spec
}

// grid is a Spec of several series, "name: values", over named categories.
func gridSpec(form Form, categories string, series ...string) Spec {
	s := Spec{ID: "dia", Form: form}
	for _, name := range strings.Split(categories, ",") {
		s.Categories = append(s.Categories, Category{Label: strings.TrimSpace(name)})
	}
	for _, one := range series {
		name, values, _ := strings.Cut(one, ":")
		s.Series = append(s.Series, Series{Name: name, Points: points(values)})
	}
	return s
}

func sayCases() []sayCase {
	var list []sayCase
	add := func(name string, s Spec) { list = append(list, sayCase{name, s}) }
	money := func(s Spec) Spec { s.Unit, s.Decimals = "mnkr", 1; return s }
	of := func(s Spec, what string, neuter bool) Spec { s.Of, s.Neuter = what, neuter; return s }
	signed := func(s Spec) Spec {
		s.Diverging, s.Words = true, Words{Negative: "Underskott", Positive: "Överskott"}
		return of(s, "enheter", false)
	}
	for _, values := range []string{
		"3 1 2", "3 3 2", "3 3 3 2 2", "3 3 3 3 2", "3 2 2 2 2", "3.4 3.3 2", "3.4 3.3 3", "3 3", "3 x", "3",
		"3 x x x x 1", "1 " + strings.Repeat("x ", 13) + "2", "-3 -1 -2", "-3 -1 -1 -1 -1", "-3 0 -2", "0 0 0",
	} {
		add("bars "+values, simple(values))
		add("deviations "+values, signed(simple(values)))
	}
	for _, values := range []string{"-1 2 -3", "-1 2 x", "-1 2", "-0.2 2 3", "0 0.1 -0.1", "-1 -2 -3 -4", "1 2 3 -4", "-4 -4 -4 -4 1", "2 3 4"} {
		add("deviations "+values, signed(simple(values)))
	}
	add("money", money(simple("3.25 1.5 2")))
	add("thirteen of fourteen", signed(simple(strings.Repeat("-1 ", 12)+"-2 1")))
	title := signed(simple("-1 2 -3 4 5"))
	title.Title = "Två av fem enheter går minus"
	add("the title counts", title)
	title.Title = "Underskottet är 3"
	add("the title has the worst", title)
	title.Title = "Två av fem går minus, mest C med −3"
	add("the title says all", title)
	long := simple("3 1 2")
	long.Categories[0].Label = strings.Repeat("Ett långt namn på en verksamhet ", 5)
	add("a long name", long)
	for _, values := range []string{"3 1 x", "93 91 92", "-93 -91 -92", "1 5 1", "1 5 2", "2 2 2", "3 5 5 4", "x 3 x", "3 1 0 9 4"} {
		s := simple(values)
		s.Form, s.Direction = Line, ""
		add("line "+values, s)
		s.Form = Area
		add("area "+values, s)
	}
	timed := simple("3 1 2")
	timed.Ordered, timed.Direction = true, ""
	add("months", timed)
	forecast := gridSpec(Line, "2018,2019,2020", "A: 3 4 5")
	forecast.Series[0].Points[2].Forecast = true
	add("forecast", forecast)
	forecast.Uncertain = "preliminärt"
	add("preliminary", forecast)
	add("two lines", gridSpec(Line, "2018,2019,2020", "Kvinnor: 3 4 5", "Män: 4 4 4"))
	add("two lines that end apart", gridSpec(Line, "2018,2019,2020", "Kvinnor: 3 4 x", "Män: 4 4 4"))
	add("three lines", gridSpec(Line, "2018,2019,2020", "A: 3 4 5", "B: 4 4 4", "C: 1 1 1"))
	add("three lines, a tie", gridSpec(Line, "2018,2019", "A: 3 4", "B: 4 4", "C: 1 1"))
	add("three lines that end apart", gridSpec(Line, "2018,2019", "A: 3 x", "B: 4 5", "C: 1 1"))
	add("two series", money(gridSpec(Bar, "A,B,C", "Budget: 3 4 5", "Utfall: 4 4 4.5")))
	add("two equal series", gridSpec(Bar, "A,B", "Budget: 3 4", "Utfall: 3 4"))
	add("two series, a tie", gridSpec(Bar, "A,B", "Budget: 3 4", "Utfall: 4 5"))
	add("three series", gridSpec(Bar, "A,B,C", "2018: 3 4 5", "2019: 4 4 4", "2020: 1 2 9"))
	stack := func(s Spec, how Stack) Spec { s.Stack = how; return s }
	for _, how := range []Stack{Stacked, Share} {
		name := "parts " + string(how)
		add(name, stack(money(gridSpec(Bar, "2019,2020", "Personal: 5 6", "Lokaler: 2 3", "Övrigt: 1 1")), how))
		add(name+" one bar", stack(gridSpec(Bar, "2019", "Personal: 5", "Lokaler: 2"), how))
		add(name+" leader changes", stack(gridSpec(Bar, "2019,2020", "Personal: 5 2", "Lokaler: 2 3"), how))
		add(name+" a tie", stack(gridSpec(Bar, "2019,2020", "Personal: 5 2", "Lokaler: 5 2"), how))
		add(name+" gaps", stack(gridSpec(Bar, "2019,2020", "Personal: 5 x", "Lokaler: 4 x"), how))
		add("area "+name, stack(gridSpec(Area, "2019,2020", "Personal: 5 6", "Lokaler: 4 5"), how))
	}
	walk := money(gridSpec(Waterfall, "Budget,A,B,C,Prognos", ": -669.9 -17.2 -13.8 1.1 -699.8"))
	walk.Categories[0].Total, walk.Categories[4].Total = true, true
	add("waterfall", walk)
	tie := gridSpec(Waterfall, "Budget,A,B,Prognos", ": 10 -2 2 10")
	tie.Categories[0].Total, tie.Categories[3].Total = true, true
	add("waterfall of equal steps", tie)
	add("slope", of(money(gridSpec(Slope, "2019,2020", "A: 3 4", "B: 4 2", "C: 1 1")), "verksamheter", false))
	add("slope of costs", of(money(gridSpec(Slope, "2019,2020", "A: -3 -4", "B: -4 -5", "C: -1 -9")), "verksamheter", false))
	add("slope, one fell", of(gridSpec(Slope, "2019,2020", "A: 4 3", "B: 4 4", "C: 1 1"), "mått", true))
	add("slope, unchanged", gridSpec(Slope, "2019,2020", "A: 4 4", "B: 4 4"))
	add("slope, all rose", of(gridSpec(Slope, "2019,2020", "A: 4 5", "B: 4 6"), "mått", true))
	add("slope of one", gridSpec(Slope, "2019,2020", "A: 4 5"))
	add("dumbbell", gridSpec(Dumbbell, "A,B,C", "2019: 3 4 5", "2020: 4 4 9"))
	add("paired", gridSpec(Paired, "A,B,C", "Kvinnor: 54 48 51", "Män: 41 44 49"))
	aims := func(values string, aims ...Aim) Spec {
		a, b, _ := strings.Cut(values, "/")
		s := of(gridSpec(Bullet, "A,B,C,D", "Utfall:"+a, "Målvärde:"+b), "mått", true)
		for i, aim := range aims {
			s.Categories[i].Aim = aim
		}
		return s
	}
	add("bullet", aims("81 70 5 9 / 80 75 6 9", AtLeast, AtLeast, AtMost, AtMost))
	add("bullet, none", aims("71 70 7 10 / 80 75 6 9", AtLeast, AtLeast, AtMost, AtMost))
	add("bullet, one", aims("81 70 7 10 / 80 75 6 9", AtLeast, AtLeast, AtMost, AtMost))
	add("bullet, all", aims("81 75 5 8 / 80 75 6 9", AtLeast, AtLeast, AtMost, AtMost))
	add("bullet, direction not known", aims("81 70 5 9 / 80 75 6 9", AtLeast, AtLeast))
	add("bullet, hidden by rounding", aims("80.4 70 5 9 / 80.3 75 6 9", AtLeast, AtLeast, AtMost, AtMost))
	add("bullet, a gap", aims("81 x 5 9 / 80 75 6 9", AtLeast, AtLeast, AtMost, AtMost))
	add("heat", gridSpec(Heat, "A,B,C", "jan: 3 4 5", "feb: 4 4 9", "mar: 1 2 3"))
	answers := gridSpec(Likert, "Bemötande,Väntetid,Information", "Missnöjd: 10 30 20", "Varken: 20 20 20", "Nöjd: 70 50 60")
	answers.Unit, answers.Neutral = "%", "Varken"
	add("answers", answers)
	equal := answers
	equal.Series = append(slices.Clone(answers.Series[:2]), Series{Name: "Nöjd", Points: points("60 60 60")})
	add("answers, a tie", equal)
	add("pie", gridSpec(Pie, "A,B,C", ": 3 4 5"))
	add("pie with a gap", gridSpec(Pie, "A,B,C", ": 3 4 x"))
	add("pie, a tie", gridSpec(Pie, "A,B", ": 3 3"))
	panels := gridSpec(Line, "2019,2020")
	panels.Series = nil
	panels.Panels = []Panel{{Title: "Norr", Series: []Series{{Points: points("3 4")}}}, {Title: "Söder", Series: []Series{{Points: points("1 9")}}}}
	add("panels", panels)
	return list
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
