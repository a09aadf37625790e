package proofread

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/asis"
)

// words are the words of a line for comparison.
func words(text string) []string {
	return strings.FieldsFunc(asis.Fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '%' && r != '§'
	})
}

// distance is how many letters must be put in, taken out or changed to make b
// of a; more than most is as good as most+1.
func distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		before := row[0]
		row[0] = i + 1
		best := row[0]
		for j, s := range y {
			cost := 1
			if r == s {
				cost = 0
			}
			now := min(row[j]+1, row[j+1]+1, before+cost)
			before, row[j+1] = row[j+1], now
			best = min(best, now)
		}
		if best > most {
			return most + 1
		}
	}
	return row[len(y)]
}

// alike is how alike two lists of words are, in per cent: shared words twice
// over all words. A misspelt word counts as shared.
func alike(a, b []string) int {
	if len(a)+len(b) == 0 {
		return 0
	}
	left := slices.Clone(b)
	n := 0
	for _, w := range a {
		for i, v := range left {
			if v == w || v != "" && len(w) > 5 && len(v) > 5 && distance(w, v, 2) <= 2 {
				left[i] = ""
				n++
				break
			}
		}
	}
	return 200 * n / (len(a) + len(b))
}

// letters is how alike two lines are by their letters, in per cent.
func letters(a, b string) int {
	a, b = asis.Fold(a), asis.Fold(b)
	longest := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	if longest == 0 {
		return 0
	}
	const most = 20
	limit := min(most, longest/3)
	d := distance(a, b, limit)
	if d > limit {
		return 0
	}
	return 100 - 100*d/longest
}

// differing returns the words that only one of two lists has.
func differing(a, b []string) (onlyA, onlyB []string) {
	rest := func(x, y []string) []string {
		left := slices.Clone(y)
		var only []string
		for _, w := range x {
			if i := slices.Index(left, w); i >= 0 {
				left[i] = ""
				continue
			}
			only = append(only, w)
		}
		return only
	}
	return rest(a, b), rest(b, a)
}

// digits reports whether a word holds a digit.
func digits(word string) bool { return strings.ContainsAny(word, "0123456789") }

// hasPrefix reports whether a begins with all words of b, or b with those of a.
func hasPrefix(a, b []string) bool {
	n := min(len(a), len(b))
	return slices.Equal(a[:n], b[:n])
}

// number writes a section number: 2.1.
func number(n []int) string {
	var out strings.Builder
	for i, v := range n {
		if i > 0 {
			out.WriteByte('.')
		}
		out.WriteString(itoa(v))
	}
	return out.String()
}
