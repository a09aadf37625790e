package chart

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// CutAxis reports whether the value axis of a Spec leaves zero out, which its
// drawings say. A Spec that cannot be drawn has no axis.
func CutAxis(spec Spec) bool {
	m, err := readSpec(spec)
	return err == nil && len(m.Panels) == 0 && m.cut()
}

// A Count is what a title says of how many values have a sign, beside how many
// have it.
type Count struct {
	Stated           string // "fem av åtta"
	Minus, Plus, All int
}

// TitleCount compares a count in the title of a chart of signed values, "fem av
// åtta", with the values as they are printed. It reports a wrong one only where
// the title speaks of as many as the chart shows, and neither those below nor
// those above zero nor all without one of them are so many.
func TitleCount(spec Spec) (Count, bool) {
	m, err := readSpec(spec)
	if err != nil || len(m.Series) != 1 {
		return Count{}, false
	}
	minus, plus, all := m.countSigns()
	words := strings.FieldsFunc(strings.ToLower(m.Title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := 1; i+1 < len(words); i++ {
		if words[i] != "av" && words[i] != "of" {
			continue
		}
		n, ok := m.countOf(words[i-1])
		whole, known := m.countOf(words[i+1])
		if ok && known && whole == all && !slices.Contains([]int{minus, plus, all - minus, all - plus}, n) {
			return Count{strings.Join(words[i-1:i+2], " "), minus, plus, all}, true
		}
	}
	return Count{}, false
}

// countOf reads a count in digits or words.
func (m *model) countOf(word string) (int, bool) {
	switch word {
	case "ett":
		return 1, true
	case "inget":
		return 0, true
	}
	if n := slices.Index(phrasesOf(m.Lang).numbers, word); n >= 0 {
		return n, true
	}
	n, err := strconv.Atoi(word)
	return n, err == nil
}
