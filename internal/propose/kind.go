package propose

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// kindOfFile scores the kinds and returns the best, and whether the file leaves
// little doubt.
func (s *survey) kindOfFile(name string) (kind *data.Kind, sure bool) {
	scores := map[string]int{"table": 2}
	for _, hint := range kindHints {
		if strings.Contains(tabular.Fold(name), hint.word) || len(hint.word) > longestParticle && strings.Contains(name, data.Slug(hint.word)) {
			scores[hint.kind] += 2
		}
		for _, c := range s.clues {
			if !c.isValue() && c.plain == hint.word {
				scores[hint.kind] += hint.weight
			}
		}
	}
	for _, hint := range headerHints {
		for _, c := range s.clues {
			if c.plain == hint.word || withoutUnit(c.plain) == hint.word {
				scores[hint.kind] += hint.weight
			}
		}
	}
	s.scoreValues(scores)
	best := "table"
	for _, name := range data.KindNames() {
		if scores[name] > scores[best] {
			best = name
		}
	}
	return data.KindOf(best), scores[best] > 3
}

// withoutUnit cuts a unit from the end of a folded header.
func withoutUnit(header string) string {
	at := strings.LastIndexByte(header, ' ')
	if at < 0 {
		return header
	}
	if _, ok := headingUnit(header[at+1:]); !ok {
		return header
	}
	return header[:at]
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
	{"projekt", "investments", 4},
	{"investering", "investments", 3},
	{"statsbidrag", "grants", 5},
	{"tilläggsanslag", "grants", 5},
	{"yrkesgrupp", "staff", 4},
	{"befattning", "staff", 4},
	{"personalomsättning", "staff", 4},
	{"sjukfrånvaro", "staff", 4},
	{"budgetår", "forecast-history", 4},
	{"budgetändring", "budget-changes", 4},
	{"uppdrag", "assignments", 5},
	{"överordnat", "goals", 6},
}

// longestParticle is the length of words that stand in all sorts of names.
const longestParticle = 5

// headerHints tell a kind by a header, of a value too, but not by a file's name.
var headerHints = []struct {
	word, kind string
	weight     int
}{
	{"projekt nr", "investments", 2},
	{"total budget", "investments", 3},
	{"utfall tidigare år", "investments", 3},
	{"varav ombudgeterat", "investments", 3},
	{"ombudgeterat", "investments", 2},
	{"prognos total", "investments", 3},
	{"beviljat", "grants", 4},
	{"rekvirerat", "grants", 4},
	{"använt", "grants", 2},
	{"återbetalas", "grants", 3},
	{"rekvireras senast", "grants", 4},
	{"återrapporteras senast", "grants", 4},
	{"benämning", "grants", 1},
	{"givare", "grants", 1},
	{"givare", "assignments", 1},
	{"yrkesgrupp kod", "staff", 3},
	{"antal anställda", "staff", 3},
	{"tillfälle", "forecast-history", 4},
	{"per", "forecast-history", 2},
	{"orsak", "forecast-history", 1},
	{"från", "budget-changes", 3},
	{"till", "budget-changes", 3},
	{"datum", "budget-changes", 1},
	{"beslut", "budget-changes", 1},
	{"senast", "assignments", 2},
	{"§", "assignments", 2},
	{"nivå", "goals", 2},
	{"mål", "goals", 2},
	{"bedömning", "goals", 3},
	{"bedömd", "goals", 2},
	{"riskvärde", "risks", 5},
	{"sannolikhet", "risks", 3},
	{"konsekvens", "risks", 3},
	{"kontrollmoment", "controls", 6},
	{"kontroll id", "controls", 4},
	{"granskade", "controls", 3},
	{"avvikande", "controls", 3},
	{"åtgärd", "actions", 3},
	{"åtgärd id", "actions", 4},
	{"effekt i år", "actions", 4},
	{"effekt helår", "actions", 4},
	{"ansvarig roll", "actions", 1},
	{"status", "actions", 1},
	{"rapportkategori", "decisions-not-enforced", 6},
	{"insatstyp", "decisions-not-enforced", 2},
	{"mediandagar", "decisions-not-enforced", 3},
	{"beslutstyp", "decisions-delegation", 4},
	{"delegat roll", "decisions-delegation", 4},
	{"delegationspunkt", "decisions-delegation", 4},
	{"anmäls", "decisions-delegation", 2},
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
			case data.Target:
				scores["indicators"] += 3
			case data.Forecast, data.Deviation:
				scores["operating-budget"]++
			case data.Budget:
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
			folded := tabular.Fold(t)
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
