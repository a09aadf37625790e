package swedish

import "tertial/internal/quantity"

// A Hedge is a word before a number that says how exact it is.
type Hedge int

// The hedges, and what a text with them allows (docs/prose.en.md).
const (
	None      Hedge = iota // as printed: half of the last digit to each side
	About                  // cirka, omkring, runt, ungefär: one of the last digit that counts, at most a tenth, to each side
	JustOver               // drygt, något över: from the number up by one of the last digit that counts, at most a tenth
	JustUnder              // knappt, nästan, närmare: likewise down
	Above                  // över, mer än, minst: the number or more
	Below                  // under, upp till, högst: the number or less
)

// hedgeWords are single words; hedgePairs end with the word before the number.
var hedgeWords = map[string]Hedge{
	"ca": About, "cirka": About, "circa": About, "c:a": About, "omkring": About, "runt": About, "ungefär": About, "kring": About,
	"uppskattningsvis": About, "approximativt": About, "runtom": About,
	"drygt":  JustOver,
	"knappt": JustUnder, "nästan": JustUnder, "närmare": JustUnder, "inemot": JustUnder, "nära": JustUnder,
	"över": Above, "minst": Above, "åtminstone": Above, "lägst": Above,
	"högst": Below, "maximalt": Below, "max": Below, "under": Below,
}

var hedgePairs = map[string]map[string]Hedge{
	"än":         {"mer": Above, "fler": Above, "större": Above, "mindre": Below, "färre": Below, "högre": Above, "lägre": Below},
	"till":       {"upp": Below, "uppemot": Below},
	"mot":        {"upp": JustUnder},
	"över":       {"något": JustOver, "strax": JustOver, "precis": JustOver},
	"under":      {"strax": JustUnder, "precis": JustUnder, "något": JustUnder},
	"mest":       {"som": Below},
	"storleken":  {"i": About},
	"rund":       {"i": About},
	"häromkring": {},
}

// Interval returns what an Amount may stand for: what its printed digits allow,
// widened as its hedge says. The second result is false where one end is open:
// then Lo or Hi, the number itself, is the other.
func (it *Item) Interval() (allowed quantity.Interval, closed bool) {
	half := quantity.Int(5).Shift(-it.Decimals - 1)
	n := it.Number
	if it.Range {
		return quantity.Interval{Lo: n.Sub(half), Hi: it.High.Add(half)}, true
	}
	room := it.room()
	switch it.Hedge {
	case About:
		return quantity.Interval{Lo: n.Sub(room), Hi: n.Add(room)}, true
	case JustOver:
		return away(n, half, room), true
	case JustUnder:
		return away(n, room, half), true
	case Above, Below:
		return quantity.Interval{Lo: n.Sub(half), Hi: n.Add(half)}, false
	default:
		return quantity.Interval{Lo: n.Sub(half), Hi: n.Add(half)}, true
	}
}

// away returns n with room toward zero and away from it.
func away(n, toward, from quantity.Number) quantity.Interval {
	if n.Sign() < 0 {
		toward, from = from, toward
	}
	return quantity.Interval{Lo: n.Sub(toward), Hi: n.Add(from)}
}

// room is one unit of the last digit that counts, at most a tenth of the
// number and at least half of the last printed digit. Zeros at the end of a
// whole number don't count: "cirka 1 400" is exact to hundreds.
func (it *Item) room() quantity.Number {
	n := it.Number.Abs()
	half := quantity.Int(5).Shift(-it.Decimals - 1)
	decimals := it.Decimals
	for decimals <= 0 && decimals > -maxZeros && !n.IsZero() && n.Round(decimals-1).Equal(n) {
		decimals--
	}
	room := quantity.Int(1).Shift(-decimals)
	if tenth := n.Shift(-1); room.Cmp(tenth) > 0 {
		room = tenth
	}
	if most := quantity.Int(mostPoints); it.Unit.Share() && room.Cmp(most) > 0 {
		room = most
	}
	if room.Cmp(half) < 0 {
		return half
	}
	return room
}

// mostPoints is how many percentage points a hedged share may be off: nobody
// calls 81 per cent "knappt 90".
const mostPoints = 3

// maxZeros is as many zeros at the end of a number as are looked at.
const maxZeros = 15
