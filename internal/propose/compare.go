package propose

import (
	"slices"

	"tertial/internal/data"
	"tertial/internal/quantity"
)

// compare finds the two columns that a deviation or a change compares. The
// numbers decide; where they don't, the words and the usual order do.
func (p *proposal) compare(v *proposedValue) {
	best, bestYes, bestNo := [2]*proposedValue{}, -1, 0
	for _, pair := range p.pairs(v) {
		yes, no := v.clue.explains(pair[0].clue, pair[1].clue, v.value == data.Change)
		if yes <= no {
			yes = 0
		}
		if yes > bestYes {
			best, bestYes, bestNo = pair, yes, no
		}
	}
	if best[0] == nil && v.value == data.Deviation && (p.left(v) || p.ownDeviation(v)) {
		return
	}
	if best[0] == nil || v.unit == quantity.Percent {
		v.doubt("vad jämförs? Beskriv kolumnen med value: %s, of: och against:, när båda kolumnerna finns i filen", v.value)
		v.value, v.scope = data.Number, ""
		return
	}
	v.of, v.ag = best[0], best[1]
	if bestYes == 0 {
		v.doubt("jämförs rätt kolumner? Talen visar det inte")
		return
	}
	v.proof = holding(bestYes, bestNo)
}

// left finds the budget and the outcome so far of which a column says what is
// left: no deviation, since their times differ.
func (p *proposal) left(v *proposedValue) bool {
	if !p.kind.Spends {
		return false
	}
	for _, of := range p.values {
		for _, against := range p.values {
			if of.value != data.Outcome || of.scope != data.YearToDate || against.value != data.Budget || against.scope != data.FullYear {
				continue
			}
			if yes, no := v.clue.explains(of.clue, against.clue, true); yes > no {
				v.value, v.of, v.ag = data.Remaining, of, against
				v.proof = holding(yes, no)
				return true
			}
		}
	}
	return false
}

// ownDeviation takes a column for the deviation that the kind knows.
func (p *proposal) ownDeviation(v *proposedValue) bool {
	s, ok := p.kind.ReadHeader(v.clue.folded)
	if !ok || s.Word == "" || s.Value != data.Deviation {
		return false
	}
	v.word, v.scope, v.year, v.to, v.version = s.Word, "", 0, 0, ""
	return true
}

// pairs lists what a column may compare, the most likely first.
func (p *proposal) pairs(v *proposedValue) [][2]*proposedValue {
	const most = 100 // columns of a table that a person compares
	var all [][2]*proposedValue
	if len(p.values) > most {
		return nil
	}
	for _, of := range p.values {
		for _, against := range p.values {
			if of != against && v.mayCompare(of, against) {
				all = append(all, [2]*proposedValue{of, against})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b [2]*proposedValue) int { return v.likelihood(b) - v.likelihood(a) })
	return all
}

func (v *proposedValue) mayCompare(of, against *proposedValue) bool {
	if of.scope == "" || of.scope != against.scope || of.line != against.line || v.line != "" && v.line != of.line {
		return false
	}
	if v.value == data.Change {
		return of.value == against.value && of.year != against.year
	}
	if of.year != against.year || of.to != against.to || v.year != 0 && v.year != of.year {
		return false
	}
	for _, named := range v.compared {
		if named != of.value && named != against.value {
			return false
		}
	}
	return (of.value == data.Forecast || of.value == data.Outcome) && against.value == data.Budget || of.value == data.Outcome && against.value == data.Forecast
}

// likelihood ranks a pair where the numbers cannot: the same scope, then nets,
// then forecasts, then the nearest columns to the left.
func (v *proposedValue) likelihood(pair [2]*proposedValue) int {
	points := 0
	of, against := pair[0], pair[1]
	if v.scope != "" && v.scope == of.scope {
		points += 1000
	}
	if of.line == data.Net || of.line == "" {
		points += 500
	}
	if of.value == data.Forecast {
		points += 100
	}
	if of.year > against.year {
		points += 100
	}
	for _, c := range pair {
		if left := v.clue.index - c.clue.index; left > 0 {
			points += max(0, 20-left)
		}
	}
	return points
}

// share finds what a share used is a share of. One that is no percentage is an
// amount.
func (p *proposal) share(v *proposedValue) {
	if v.unit != quantity.Percent {
		v.value, v.scope = data.Number, ""
		v.doubt("är det en andel i procent (share-used) eller ett belopp?")
		return
	}
	for _, of := range p.values {
		for _, against := range p.values {
			if of.value == data.Outcome && of.scope == data.YearToDate && against.value == data.Budget && against.scope == data.FullYear && of.year == against.year {
				v.of, v.ag = of, against
			}
		}
	}
}
