package data

import (
	"strings"

	"tertial/internal/quantity"
)

// kindOfFile scores the kinds and returns the best, and whether the file leaves
// little doubt.
func (s *survey) kindOfFile(name string) (kind *Kind, sure bool) {
	scores := map[string]int{"table": 2}
	for _, hint := range kindHints {
		if strings.Contains(fold(name), hint.word) {
			scores[hint.kind] += 2
		}
		for _, c := range s.clues {
			if !c.isValue() && c.plain == hint.word {
				scores[hint.kind] += hint.weight
			}
		}
	}
	s.scoreValues(scores)
	best := "table"
	for i := range kinds {
		if scores[kinds[i].Name] > scores[best] {
			best = kinds[i].Name
		}
	}
	return kindOf(best), scores[best] > 3
}

// kindHints are folded headers that tell a kind from the others. In a file's
// name they count too.
var kindHints = []struct {
	word, kind string
	weight     int
}{
	{"verksamhet", "operating-budget", 2},
	{"drift", "operating-budget", 2},
	{"kontotyp", "cost-types", 5},
	{"kostnadstyp", "cost-types", 5},
	{"kostnadsslag", "cost-types", 5},
	{"kontogrupp", "cost-types", 5},
	{"målgrupp", "volumes", 3},
	{"räknesätt", "volumes", 3},
	{"regi", "volumes", 3},
	{"volym", "volumes", 3},
	{"basis", "key-figures", 6},
	{"nyckeltal", "key-figures", 4},
	{"mått", "indicators", 2},
	{"målsatt mått", "indicators", 4},
	{"indikator", "indicators", 4},
	{"mått id", "indicators", 3},
	{"riktning", "indicators", 3},
	{"serie", "series", 5},
	{"period", "series", 1},
	{"projekt", "table", 3},
}

// scoreValues adds what cells and value columns tell.
func (s *survey) scoreValues(scores map[string]int) {
	account := 0
	for _, c := range s.clues {
		switch {
		case c.isValue():
			if c.heading.line != "" {
				account++
			}
			switch c.heading.value {
			case Target:
				scores["indicators"] += 3
			case Forecast, Deviation:
				scores["operating-budget"]++
			case Budget:
				scores["operating-budget"]++
				scores["volumes"]++
			default:
			}
		case c.lines > 1 && 2*c.lines >= c.filled:
			scores["operating-budget"] += 3
			scores["cost-types"] += 3
		}
	}
	if account > 1 {
		scores["operating-budget"] += 3
	}
	measured := scores["volumes"]+scores["indicators"]+scores["key-figures"] > 0
	switch quotients, counts := s.measures(); {
	case measured && quotients > counts && quotients > 1:
		scores["key-figures"] += 4
	case counts > 1:
		scores["volumes"] += 2
	}
}

// measures counts the rows that speak of costs for each of something, and
// those that count things.
func (s *survey) measures() (quotients, counts int) {
	for _, c := range s.labels() {
		for _, t := range c.texts {
			folded := fold(t)
			unit, _ := quantity.ParseUnit(t)
			switch {
			case c.plain == "enhet":
				if unit.Money() || strings.Contains(string(unit), "/") {
					quotients++
				}
			case strings.HasPrefix(folded, "antal "), strings.Contains(folded, "årsplats"):
				counts++
			}
		}
	}
	return quotients, counts
}
