package diag

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Nearest returns the candidate that the word was most likely meant to be, or
// "" when none is near: letters differ in at most a third of the longer word,
// case and outer white space apart. Ties go to the candidate that comes first.
// Other digits mean something else, such as another year, unless they are the
// same in another order.
func Nearest(word string, candidates []string) string {
	best, bestDistance := "", -1
	w := strings.ToLower(strings.TrimSpace(word))
	for _, candidate := range candidates {
		c := strings.ToLower(candidate)
		if a, b := digits(w), digits(c); a != "" && b != "" && a != b {
			continue
		}
		limit := max(utf8.RuneCountInString(w), utf8.RuneCountInString(c)) / 3
		d := distance([]rune(w), []rune(c))
		if d <= max(limit, 1) && (bestDistance < 0 || d < bestDistance) {
			best, bestDistance = candidate, d
		}
	}
	return best
}

// digits are the digits of a word, in order of size.
func digits(word string) string {
	var all []byte
	for i := range len(word) {
		if '0' <= word[i] && word[i] <= '9' {
			all = append(all, word[i])
		}
	}
	slices.Sort(all)
	return string(all)
}

// Shortlist joins at most five words for a message; more are counted.
func Shortlist(words []string) string {
	const most = 5
	if len(words) <= most {
		return strings.Join(words, ", ")
	}
	return strings.Join(words[:most], ", ") + " …"
}

// distance is the Damerau–Levenshtein distance with adjacent swaps.
func distance(a, b []rune) int {
	previous := make([]int, len(b)+1)
	before := make([]int, len(b)+1)
	current := make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		current[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			current[j] = min(previous[j]+1, current[j-1]+1, previous[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
		}
		before, previous, current = previous, current, slices.Clone(before)
	}
	return previous[len(b)]
}
