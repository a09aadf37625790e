package quantity

import (
	"slices"
	"strings"
)

// A Unit is the canonical name of a unit: "kr", "tkr", "mnkr", "mdkr", "%",
// "procentenheter", "personer", "tkr/årsplats" … The empty Unit is no unit. A word
// that the package does not know is a unit too: that of itself.
type Unit string

// The units that other packages name.
const (
	None             Unit = ""
	Kronor           Unit = "kr"
	Thousands        Unit = "tkr"
	Millions         Unit = "mnkr"
	Billions         Unit = "mdkr"
	Percent          Unit = "%"
	PercentagePoints Unit = "procentenheter"
	Index            Unit = "index"
	Pieces           Unit = "st"
)

// ParseUnit returns the unit that a text names, and whether it is a known one. Case,
// outer blanks and the ways to write it don't count: "Mkr", "MSEK" and "miljoner kronor"
// are mnkr, "kronor per månad" is kr/månad. An unknown word comes back folded. The text is
// expected in composed form (NFC), as readers of files make it.
func ParseUnit(s string) (unit Unit, known bool) {
	folded := foldUnit(s)
	if strings.Count(folded, "/") > maxStrokes {
		return Unit(folded), false
	}
	return parseUnit(folded)
}

// maxStrokes is how many strokes a quotient has at most: kr/timme/person has two. What
// has more is a word.
const maxStrokes = 3

func parseUnit(s string) (Unit, bool) {
	if e := lookUp(s); e != nil {
		return e.id, true
	}
	cut := strings.LastIndexByte(s, '/')
	if cut < 0 {
		return Unit(s), s == ""
	}
	numerator, knownA := parseUnit(strings.TrimSpace(s[:cut]))
	denominator, knownB := parseDenominator(strings.TrimSpace(s[cut+1:]))
	return numerator + "/" + denominator, knownA && knownB && numerator != None && denominator != None
}

// parseDenominator reads what stands after "per", where a single thing is meant:
// "kr per månad", and "kr/månader" too.
func parseDenominator(s string) (Unit, bool) {
	e := lookUp(s)
	switch {
	case e == nil:
		return Unit(s), s == ""
	case e.per != "":
		return e.per, true
	default:
		return e.id, true
	}
}

// foldUnit makes spellings of the same unit the same.
func foldUnit(s string) string {
	s = strings.ToLower(s)
	s = strings.ReplaceAll(strings.Join(strings.Fields(s), " "), " per ", "/")
	return strings.TrimRight(s, ". ")
}

// lookUp finds a folded spelling, or returns nil.
func lookUp(s string) *unitEntry {
	if s == "" {
		return nil // most entries have no form of their own below the line
	}
	for i := range unitTable {
		e := &unitTable[i]
		if string(e.id) == s || string(e.per) == s || slices.Contains(e.aliases, s) {
			return e
		}
	}
	return nil
}

// parts splits a quotient at its last stroke.
func (u Unit) parts() (numerator, denominator Unit, quotient bool) {
	cut := strings.LastIndexByte(string(u), '/')
	if cut < 0 || strings.Count(string(u), "/") > maxStrokes {
		return u, None, false
	}
	return u[:cut], u[cut+1:], true
}

// moneyPower returns by which power of ten kronor are counted.
func (u Unit) moneyPower() (power int, ok bool) {
	switch u {
	case Kronor:
		return 0, true
	case Thousands:
		return 3, true
	case Millions:
		return 6, true
	case Billions:
		return 9, true
	default:
		return 0, false
	}
}

// Money reports whether the unit is an amount in kronor; a quotient is not.
func (u Unit) Money() bool {
	_, ok := u.moneyPower()
	return ok
}

// Share reports whether the unit is a share of something: percent. Percentage points,
// a difference of shares, are not.
func (u Unit) Share() bool { return u == Percent }

// Counted reports whether the unit is of things that are counted one by one, so that
// whole numbers of it are exact unless somebody says that they are rounded. Time,
// full-time equivalents, quotients and unknown words are not: for them a whole number
// may well be rounded.
func (u Unit) Counted() bool {
	e := lookUp(string(u))
	return e != nil && e.counted && e.id == u
}

// Convert returns n in another unit: amounts of money by powers of ten, also above the
// line of a quotient (kr/dygn to tkr/dygn). It returns false for units that don't convert.
func Convert(n Number, from, to Unit) (Number, bool) {
	shift, ok := shiftBetween(from, to)
	if !ok {
		return Number{}, false
	}
	return n.Shift(shift), true
}

// shiftBetween returns the power of ten between two units.
func shiftBetween(from, to Unit) (int, bool) {
	if from == to {
		return 0, true
	}
	a, per, quotient := from.parts()
	b, perB, quotientB := to.parts()
	if quotient != quotientB || per != perB {
		return 0, false
	}
	if quotient && (strings.Contains(string(a), "/") || strings.Contains(string(b), "/")) {
		return shiftBetween(a, b)
	}
	powerA, okA := a.moneyPower()
	powerB, okB := b.moneyPower()
	return powerA - powerB, okA && okB
}

// Symbol returns how the unit is written beside a number or in a table's head: "tkr",
// in English "SEK thousand". A unit without an English word keeps its Swedish one.
func (u Unit) Symbol(lang string) string {
	if numerator, denominator, quotient := u.parts(); quotient {
		if lang == "en" {
			return numerator.Symbol(lang) + " per " + denominator.english(true)
		}
		return string(u)
	}
	if lang == "en" {
		return u.english(false)
	}
	return string(u)
}

// Long returns the unit in words as it follows the number n: "miljoner kronor",
// "person" after 1 and "personer" after other numbers, 1,0 among them.
func (u Unit) Long(lang string, n Number) string {
	if n.Decimals() == 0 && n.Abs().Equal(Int(1)) {
		return u.singular(lang)
	}
	return u.plural(lang)
}

func (u Unit) plural(lang string) string {
	if numerator, denominator, quotient := u.parts(); quotient {
		return numerator.plural(lang) + " per " + denominator.singular(lang)
	}
	if lang == "en" {
		return u.english(false)
	}
	if e := lookUp(string(u)); e != nil && e.long != "" {
		return e.long
	}
	return string(u)
}

// singular is the word for one of it.
func (u Unit) singular(lang string) string {
	if numerator, denominator, quotient := u.parts(); quotient {
		return numerator.singular(lang) + " per " + denominator.singular(lang)
	}
	if lang == "en" {
		return u.english(true)
	}
	e := lookUp(string(u))
	switch {
	case e == nil:
		return string(u)
	case e.single != "":
		return e.single
	case e.per != "":
		return string(e.per)
	case e.long != "":
		return e.long
	default:
		return string(u)
	}
}

func (u Unit) english(single bool) string {
	e := lookUp(string(u))
	switch {
	case e == nil || e.en == "":
		return string(u)
	case single && e.enOne != "":
		return e.enOne
	default:
		return e.en
	}
}

// Localize returns the symbol, so that a finding can name the unit.
func (u Unit) Localize(lang string) string { return u.Symbol(lang) }
