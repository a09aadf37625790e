package swedish

import "tertial/internal/quantity"

// cardinals are numbers in words. One is left out: en and ett are articles, and
// count only before a unit of number or "av".
var cardinals = map[string]int64{
	"noll": 0, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
	"tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19, "tjugo": 20, "trettio": 30, "fyrtio": 40,
	"femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90, "hundra": 100, "hundratals": 0, "etthundra": 100, "tvåhundra": 200, "trehundra": 300,
	"fyrahundra": 400, "femhundra": 500, "ettusen": 1000,
}

// tens are first parts of compounds: tjugofem.
var tens = [...]struct {
	word string
	n    int64
}{
	{"tjugo", 20}, {"trettio", 30}, {"fyrtio", 40}, {"femtio", 50}, {"sextio", 60}, {"sjuttio", 70}, {"åttio", 80}, {"nittio", 90}, {"hundra", 100},
}

// cardinal returns the number that a word stands for.
func cardinal(w string) (int64, bool) {
	if n, ok := cardinals[w]; ok {
		return n, w != "hundratals"
	}
	if len(w) < 6 {
		return 0, false
	}
	for _, t := range tens {
		if rest := w[min(len(t.word), len(w)):]; len(w) > len(t.word) && w[:len(t.word)] == t.word {
			if rest == "ett" || rest == "en" {
				return t.n + 1, true
			}
			if n, ok := cardinals[rest]; ok && n > 0 && n < t.n {
				return t.n + n, true
			}
		}
	}
	return 0, false
}

// fractions are parts of a whole, in per cent with the decimals that hold.
var fractions = map[string]struct {
	percent  int64 // in tenths
	decimals int
}{
	"hälften": {500, 0}, "tredjedel": {333, 0}, "tredjedelar": {667, 0}, "fjärdedel": {250, 0}, "fjärdedelar": {750, 0}, "femtedel": {200, 0}, "tiondel": {100, 0},
}

// worded reads a number in words: tolv personer, en halv miljon kronor, två
// tredjedelar, dubbelt, tre gånger.
func (r *reader) worded(i int) (Item, int) {
	w := r.word(i)
	switch w {
	case "hälften":
		return r.fraction(i, 500, 1), 1
	case "dubbelt", "dubbla", "fördubblats", "fördubblades", "fördubblas":
		return r.times(i, 2, 1), 1
	case "en", "ett":
		return r.one(i)
	}
	n, ok := cardinal(w)
	if !ok {
		return Item{}, 0
	}
	next := r.word(i + 1)
	if f, ok := fractions[next]; ok && next[len(next)-1] == 'r' {
		return r.fraction(i, f.percent*n/partsOf(next), 2), 2
	}
	if next == "gånger" && (r.word(i+2) == "så" || r.word(i+2) == "fler" || r.word(i+2) == "mer") {
		return r.times(i, n, 2), 2
	}
	it := Item{Kind: Amount, Worded: true, Number: quantity.Int(n), Digits: r.at(i).Span}
	k := i + 1
	if next == "och" && r.word(i+2) == "en" && r.word(i+3) == "halv" {
		it.Number, it.Decimals = half(n), 1
		k = i + 4
		it.Digits.End = r.at(k - 1).End
	}
	end := r.measure(&it, k)
	r.hedge(&it, i)
	return it, end - i
}

func half(n int64) quantity.Number { return quantity.Int(n*10 + 5).Shift(-1) }

// partsOf is how many of a part the table's share is for: two thirds, three
// quarters.
func partsOf(word string) int64 {
	if word == "fjärdedelar" {
		return 3
	}
	return 2
}

func (r *reader) fraction(i int, tenths int64, n int) Item {
	it := Item{
		Kind: Amount, Worded: true, Part: true, Unit: quantity.Percent,
		Number: quantity.Int(tenths).Shift(-1), Digits: Span{r.at(i).Start, r.at(i + n - 1).End},
	}
	r.hedge(&it, i)
	return it
}

func (r *reader) times(i int, factor int64, n int) Item {
	it := Item{Kind: Amount, Worded: true, Times: true, Number: quantity.Int(factor), Digits: Span{r.at(i).Start, r.at(i + n - 1).End}}
	r.hedge(&it, i)
	return it
}

// one reads what begins with en or ett: en halv miljon, en tredjedel, en av
// fem, en procentenhet.
func (r *reader) one(i int) (Item, int) {
	next := r.word(i + 1)
	if f, ok := fractions[next]; ok {
		return r.fraction(i, f.percent, 2), 2
	}
	it := Item{Kind: Amount, Worded: true, Number: quantity.Int(1), Digits: r.at(i).Span}
	k := i + 1
	if next == "halv" {
		it.Number, it.Decimals = half(0), 1
		it.Digits.End = r.at(k).End
		k++
	}
	switch unit, n := r.unit(k); {
	case n > 0 && (unit.Money() && unit != quantity.Kronor || unit.Share() || unit == quantity.PercentagePoints):
	case next == "av" && r.countsAfter(i+2):
	default:
		return Item{}, 0
	}
	end := r.measure(&it, k)
	r.hedge(&it, i)
	return it, end - i
}

// countsAfter reports whether a number stands at the token.
func (r *reader) countsAfter(i int) bool {
	if r.at(i).kind == digits {
		return true
	}
	_, ok := cardinal(r.word(i))
	return ok
}

// functionWords stand behind a number without being what is counted.
var functionWords = map[string]bool{
	"och": true, "eller": true, "samt": true, "av": true, "till": true, "mot": true, "i": true, "på": true, "för": true, "från": true, "per": true, "som": true,
	"är": true, "var": true, "har": true, "hade": true, "under": true, "över": true, "vid": true, "med": true, "respektive": true, "resp": true, "jämfört": true,
	"år": true, "om": true, "än": true, "då": true, "när": true, "där": true, "den": true, "det": true, "en": true, "ett": true, "men": true, "vilket": true,
	"lägre": true, "högre": true, "fler": true, "färre": true, "mer": true, "mindre": true, "st": false, "inom": true, "enligt": true, "efter": true, "före": true,
	"bättre": true, "sämre": true, "nya": true, "nu": true, "medan": true, "utan": true, "genom": true, "kommer": true, "kan": true, "ska": true, "blir": true, "blev": true,
	"samma": true, "årligen": true, "totalt": true, "netto": true, "avser": true, "gäller": true, "varav": true,
}

// unitWords are units that a text names with one word.
var unitWords = map[string]quantity.Unit{
	"mnkr": quantity.Millions, "mkr": quantity.Millions, "msek": quantity.Millions, "mnsek": quantity.Millions,
	"tkr": quantity.Thousands, "kkr": quantity.Thousands, "tsek": quantity.Thousands, "ksek": quantity.Thousands,
	"mdkr": quantity.Billions, "mdsek": quantity.Billions,
	"index": quantity.Index, "indexenheter": quantity.Index, "poäng": "poäng", "st": quantity.Pieces, "stycken": quantity.Pieces,
	"personer": "personer", "person": "personer", "individer": "personer", "pers": "personer",
	"barn": "barn", "flickor": "flickor", "flicka": "flickor", "pojkar": "pojkar", "pojke": "pojkar", "kvinnor": "kvinnor", "kvinna": "kvinnor", "män": "män", "man": "män",
	"invånare": "invånare", "elever": "elever", "elev": "elever", "brukare": "brukare", "klienter": "klienter", "klient": "klienter", "anställda": "anställda", "anställd": "anställda",
	"hushåll": "hushåll", "familjer": "familjer", "familj": "familjer", "ärenden": "ärenden", "ärende": "ärenden", "beslut": "beslut", "insatser": "insatser", "insats": "insatser",
	"placeringar": "placeringar", "placering": "placeringar", "anmälningar": "anmälningar", "anmälan": "anmälningar", "ansökningar": "ansökningar", "ansökan": "ansökningar",
	"utredningar": "utredningar", "utredning": "utredningar", "platser": "platser", "plats": "platser", "lägenheter": "lägenheter", "lägenhet": "lägenheter", "besök": "besök", "svar": "svar",
	"årsarbetare": "årsarbetare", "årsplatser": "årsplats", "årsplats": "årsplats", "årsplaceringar": "årsplats", "årsplacering": "årsplats", "årsboende": "årsboende", "årsboenden": "årsboende",
	"dygn": "dygn", "vårddygn": "dygn", "dagar": "dagar", "dag": "dagar", "timmar": "timmar", "timme": "timmar", "tim": "timmar", "minuter": "minuter", "minut": "minuter",
	"veckor": "veckor", "vecka": "veckor", "månader": "månader", "månad": "månader", "år": "år", "kvm": "kvm", "kvadratmeter": "kvm",
}
