package chart

import (
	"fmt"
	"strconv"
	"strings"
)

// says are the pieces of the sentence that stands beside a drawing, in one
// language. Names come as the author wrote them, so no piece bends them.
type says struct {
	most, least           string // name, value: of amounts
	high, low             string // the same of anything else
	mostMinus             string // of values with signs
	worst                 string // word for minus, name, value
	countedHigh           string // value, how many of how many
	countedMost           string
	countedMinus          string
	throughout            string // name
	firstLast             string // name, value
	withValue             string // what
	same                  string // value
	place                 string // category, series
	fromTo                string // value, place, value, place
	unchanged             string // place, place, value
	alsoHigh, alsoLow     string // value, place
	series                string // name, first value, last value
	lastMost              string // place, name, value
	also                  string // name, value
	inBoth                string // name, two values
	inAll, inAllShare     string // name, all; and least and greatest share
	biggest, biggestShare string // name, category, value
	one, oneShare         string // name, value
	steps                 string // start's value and name, end's value and name
	step                  string // names with values
	fewSteps              string // the same for one step
	rose, fell            string // how many
	roseFell              string // how many, how many
	none                  string // nothing changed
	change                string // name, value, value
	gap                   string // name, two values with their names
	gapNone               string
	reach                 string // how many, what
	farthest              string // name, outcome, target
	cells                 string // category, series, value; twice
	agree, disagree       string // name, value
	all, allOf            string // count; and what
	none1, noneNeuter     string // of how many
	one1, oneNeuter       string
	of                    string // some, all
	both                  string
	bars                  string // what things are called that nobody has named
	uncertain             string
	values                string // how many the drawing has
	valuesOne             string
}

func saysOf(lang string) says {
	if lang == "en" {
		return says{
			most: "The largest is %s, %s", least: "the smallest is %s, %s", high: "The highest is %s, %s", low: "the lowest is %s, %s",
			mostMinus: "The largest minus is in %s, %s", worst: "The largest %s is in %s, %s",
			countedHigh: "The highest, %s, are %s", countedMost: "The largest, %s, are %s", countedMinus: "The largest minus, %s, have %s",
			throughout: "%s is the largest throughout", firstLast: "%s: %s first and last", withValue: "%s with a value", same: "All values are %s", place: "%s (%s)",
			fromTo: "From %s (%s) to %s (%s)", unchanged: "The same value in %s and %s, %s", alsoHigh: "highest %s (%s)", alsoLow: "lowest %s (%s)",
			series: "%s: from %s to %s", lastMost: "The highest in %s is %s, %s", also: "the lowest is %s, %s",
			inBoth: "%s is the largest, %s and %s", inAll: "%s is the largest in %s", inAllShare: "%s is the largest in %s, %s to %s",
			biggest: "The largest part is %s (%s), %s", biggestShare: "The largest share is %s (%s), %s",
			one: "The largest part is %s, %s", oneShare: "The largest part is %s, %s of the whole",
			steps: "From %s (%s) to %s (%s)", step: "largest steps: %s", fewSteps: "largest step: %s",
			rose: "%s rose", fell: "%s fell", roseFell: "%s rose, %s fell", none: "None changed", change: "the largest change is %s, from %s to %s",
			gap: "The difference is largest for %s: %s and %s", gapNone: "The two values are equal everywhere",
			reach: "%s reach the target", farthest: "farthest from it is %s, %s against %s",
			cells: "The highest is %s, %s: %s; the lowest is %s, %s: %s",
			agree: "Most positive answers: %s, %s", disagree: "fewest: %s, %s",
			all: "all %s", allOf: "all %s %s", none1: "none of %s", noneNeuter: "none of %s", one1: "one of %s", oneNeuter: "one of %s", of: "%s of %s", both: "both",
			bars: "bars", uncertain: "forecast", values: "%s values", valuesOne: "One value",
		}
	}
	return says{
		most: "Störst är %s, %s", least: "minst är %s, %s", high: "Högst är %s, %s", low: "lägst är %s, %s",
		mostMinus: "Störst minus har %s, %s", worst: "Störst %s har %s, %s",
		countedHigh: "Högst, %s, är %s", countedMost: "Störst, %s, är %s", countedMinus: "Störst minus, %s, har %s",
		throughout: "%s är störst hela tiden", firstLast: "%s: %s först och sist", withValue: "%s med värde", same: "Alla värden är %s", place: "%s (%s)",
		fromTo: "Från %s (%s) till %s (%s)", unchanged: "Samma värde %s och %s, %s", alsoHigh: "högst %s (%s)", alsoLow: "lägst %s (%s)",
		series: "%s: från %s till %s", lastMost: "Högst %s är %s, %s", also: "lägst är %s, %s",
		inBoth: "%s är störst, %s och %s", inAll: "%s är störst i %s", inAllShare: "%s är störst i %s, %s till %s",
		biggest: "Störst del är %s (%s), %s", biggestShare: "Störst andel är %s (%s), %s",
		one: "Störst del är %s, %s", oneShare: "Störst del är %s, %s av helheten",
		steps: "Från %s (%s) till %s (%s)", step: "största stegen: %s", fewSteps: "största steget: %s",
		rose: "%s ökade", fell: "%s minskade", roseFell: "%s ökade, %s minskade", none: "Ingenting har ändrats", change: "mest ändrades %s, från %s till %s",
		gap: "Störst är skillnaden för %s: %s och %s", gapNone: "De två värdena är lika överallt",
		reach: "%s når målvärdet", farthest: "längst ifrån är %s, %s mot %s",
		cells: "Högst är %s, %s: %s; lägst är %s, %s: %s",
		agree: "Flest positiva svar: %s, %s", disagree: "färst: %s, %s",
		all: "alla %s", allOf: "alla %s %s", none1: "ingen av %s", noneNeuter: "inget av %s", one1: "en av %s", oneNeuter: "ett av %s", of: "%s av %s", both: "båda",
		bars: "staplar", uncertain: "prognos", values: "%s värden", valuesOne: "Ett värde",
	}
}

// kinds names the forms of charts.
func kindOf(m *model) string {
	sv, en := "Stapeldiagram", "Bar chart"
	switch m.Form {
	case Bar:
		switch {
		case m.Stack == Share:
			sv, en = "Stapeldiagram till 100 procent", "Bar chart to 100 per cent"
		case m.count() > 1 && m.Stack == Stacked:
			sv, en = "Staplat stapeldiagram", "Stacked bar chart"
		case m.count() > 1:
			sv, en = "Grupperat stapeldiagram", "Grouped bar chart"
		}
	case Line:
		sv, en = "Linjediagram", "Line chart"
	case Area:
		sv, en = "Ytdiagram", "Area chart"
	case Waterfall:
		sv, en = "Vattenfallsdiagram", "Waterfall chart"
	case Slope:
		sv, en = "Lutningsdiagram", "Slope chart"
	case Dumbbell:
		sv, en = "Punktdiagram med två värden", "Dot chart of two values"
	case Bullet:
		sv, en = "Stapeldiagram mot målvärden", "Bar chart with targets"
	case Heat:
		sv, en = "Värmekarta", "Heat map"
	case Paired:
		sv, en = "Parvisa staplar", "Paired bars"
	case Likert:
		sv, en = "Svarsdiagram", "Chart of answers"
	case Pie:
		sv, en = "Cirkeldiagram", "Pie chart"
	}
	kind := sv
	if m.Lang == "en" {
		kind = en
	}
	if n := len(m.Panels); n > 0 {
		some, _ := m.share(n, n)
		if m.Lang == "en" {
			return capital(some) + " small " + strings.ToLower(kind) + "s"
		}
		return capital(some) + " små " + strings.ToLower(kind)
	}
	return kind
}

// count is how many series there are in one picture.
func (m *model) count() int {
	if len(m.Panels) > 0 {
		return len(m.Panels[0].Series)
	}
	return len(m.Series)
}

// part writes "fem av åtta verksamheter": how many of all the things that the
// chart shows. one is written in words only where its gender is known.
func (m *model) part(n, all int, what string) string {
	w, words := saysOf(m.Lang), phrasesOf(m.Lang).numbers
	number := func(n int) string {
		if all < len(words) && n > 1 {
			return words[n]
		}
		return strconv.Itoa(n)
	}
	of := number(all)
	if what != "" {
		of += " " + what
	}
	switch {
	case n == all && all == 1:
		return of
	case n == all && all == 2 && what == "":
		return w.both
	case n == all && all == 2: // the words for both ask for another form of the noun
		return fmt.Sprintf(w.of, number(n), of)
	case n == all && what != "":
		return fmt.Sprintf(w.allOf, number(all), what)
	case n == all:
		return fmt.Sprintf(w.all, number(all))
	case all >= len(words) && n > 0:
		return fmt.Sprintf(w.of, number(n), of)
	case n == 0 && m.Neuter:
		return fmt.Sprintf(w.noneNeuter, of)
	case n == 0:
		return fmt.Sprintf(w.none1, of)
	case n == 1 && m.Neuter:
		return fmt.Sprintf(w.oneNeuter, of)
	case n == 1:
		return fmt.Sprintf(w.one1, of)
	}
	return fmt.Sprintf(w.of, number(n), of)
}

// amount reports whether the values are amounts, which are large and small
// rather than high and low.
func (m *model) amount() bool {
	switch m.Unit {
	case "kr", "tkr", "mnkr", "mdkr", "mkr", "SEK", "SEK thousand", "SEK million", "SEK billion":
		return true
	}
	return strings.HasPrefix(m.Unit, "SEK")
}
