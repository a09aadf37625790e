package chart

import (
	"math/big"
	"strings"

	"tertial/internal/swedish"
)

// A Slip is a title that the values contradict.
type Slip struct {
	Word        string // the title's: störst, minskar
	Name        string // the category that it names; "" where it speaks of the whole course
	Value       string // as printed: of Name, or the first value
	Other       string // the category that the word is true of, or the last of the course
	OtherValue  string
	OfTheCourse bool
}

// superlatives are words that say of one thing that it is first among all: 1
// for most, −1 for least.
var superlatives = map[string]int{
	"störst": 1, "största": 1, "högst": 1, "högsta": 1, "flest": 1, "mest": 1, "dyrast": 1,
	"minst": -1, "minsta": -1, "lägst": -1, "lägsta": -1, "färst": -1, "billigast": -1,
}

// courseWords are words that say which way a course goes, from its first value to
// its last.
var courseWords = map[string]int{
	"ökar": 1, "ökade": 1, "ökat": 1, "stiger": 1, "steg": 1, "stigit": 1, "växer": 1, "växte": 1, "vuxit": 1,
	"minskar": -1, "minskade": -1, "minskat": -1, "sjunker": -1, "sjönk": -1, "sjunkit": -1, "krymper": -1,
}

// TitleSlip finds a Swedish title that names the wrong category as the first
// among all, or says that a course rises that falls. It speaks only where the
// title leaves one reading: one category, one word, one series.
func TitleSlip(spec Spec) (Slip, bool) {
	m, err := readSpec(spec)
	if err != nil || m.Lang != "sv" || len(m.Series) != 1 || len(m.Panels) > 0 || m.Form == Waterfall {
		return Slip{}, false
	}
	text := swedish.Read(m.Title, nil)
	if len(text.Sentences) != 1 {
		return Slip{}, false
	}
	words := text.Sentences[0].Words
	if word, way := onlyWord(words, superlatives); way != 0 {
		return m.wrongMost(words, word, way)
	}
	if word, way := onlyWord(words, courseWords); way != 0 && m.Ordered {
		return m.wrongCourse(word, way)
	}
	return Slip{}, false
}

// onlyWord returns the one word of a title that is in a list; none when there
// are two, or one that takes it back.
func onlyWord(words []swedish.Word, list map[string]int) (string, int) {
	word, way := "", 0
	for i := range words {
		switch words[i].Fold {
		case "inte", "ej", "aldrig", "utan", "näst", "nästan", "men", "medan", "bland", "än", "utom", "förutom":
			return "", 0
		}
		if found := list[words[i].Fold]; found != 0 {
			if way != 0 {
				return "", 0
			}
			word, way = words[i].Fold, found
		}
	}
	return word, way
}

// wrongMost compares the category that a title names with the one that is first.
func (m *model) wrongMost(words []swedish.Word, word string, way int) (Slip, bool) {
	named, first, tie := -1, -1, false
	for j, c := range m.Categories {
		if _, _, ok := swedish.NewName(c.Label).Find(words, 0); ok {
			if named >= 0 {
				return Slip{}, false
			}
			named = j
		}
		if m.cells[0][j].missing {
			continue
		}
		switch order := m.compareSizes(j, first) * way; {
		case first < 0 || order > 0:
			first, tie = j, false
		case order == 0:
			tie = true
		}
	}
	if named < 0 || first < 0 || tie || named == first || m.cells[0][named].missing || m.bothSides() {
		return Slip{}, false
	}
	return Slip{
		Word: word, Name: m.Categories[named].Label, Value: m.valued(named), Other: m.Categories[first].Label, OtherValue: m.valued(first),
	}, true
}

// compareSizes compares two values by how much they are: of amounts below zero, such as
// costs and deficits, without their sign.
func (m *model) compareSizes(a, b int) int {
	if b < 0 {
		return 1
	}
	x, y := m.cells[0][a].value, m.cells[0][b].value
	if x.Sign() <= 0 && y.Sign() <= 0 {
		return new(big.Rat).Abs(x).Cmp(new(big.Rat).Abs(y))
	}
	return x.Cmp(y)
}

// bothSides reports whether values lie on both sides of zero: the greatest is then
// the greatest surplus or the greatest deficit, and titles seldom say which.
func (m *model) bothSides() bool {
	minus, plus, _ := m.countSigns()
	return minus > 0 && plus > 0
}

// wrongCourse compares the first value of a course with its last.
func (m *model) wrongCourse(word string, way int) (Slip, bool) {
	first, last := -1, -1
	for j, c := range m.cells[0] {
		if c.missing {
			continue
		}
		if first < 0 {
			first = j
		}
		last = j
	}
	if first < 0 || first == last || strings.Contains(m.Title, "–") {
		return Slip{}, false
	}
	if m.compareSizes(last, first)*way >= 0 {
		return Slip{}, false
	}
	return Slip{
		Word: word, Name: m.Categories[first].Label, Value: m.valued(first), Other: m.Categories[last].Label, OtherValue: m.valued(last), OfTheCourse: true,
	}, true
}

// valued is a value as it is printed, with the unit.
func (m *model) valued(j int) string {
	return strings.TrimSpace(m.cells[0][j].text + " " + m.Unit)
}
