package swedish

import "unicode/utf8"

// words returns the words of a stretch of tokens. Words with a hyphen are one:
// barn-, jour- and familjehem; what stands around the hyphen counts by itself too
// for names, which [Name] sees to.
func (r *reader) words(from, to int) []Word {
	out := make([]Word, 0, to-from)
	for i := from; i < to; i++ {
		t := &r.tokens[i]
		if t.kind == letters {
			out = append(out, Word{Span: t.Span, Fold: t.fold, Stem: Stem(t.fold)})
		}
	}
	return out
}

// endings are cut off words, the longest first.
var endings = [...]string{
	"orna", "arna", "erna", "ena", "en", "et", "ar", "er", "or", "an", "na", "a", "e", "n", "t",
}

// shortest is how many letters a stem has at least.
const shortest = 3

// Stem cuts endings off a folded word until none is left: verksamhet,
// verksamheten and verksamheternas have the same stem. It is made to compare
// words, not to be read.
func Stem(word string) string {
	for {
		cut := cutEnding(cutGenitive(word))
		if cut == word {
			return word
		}
		word = cut
	}
}

func cutGenitive(w string) string {
	if n := len(w); n > shortest+1 && w[n-1] == 's' && letterCount(w[:n-1]) > shortest-1 {
		return w[:n-1]
	}
	return w
}

func cutEnding(w string) string {
	for _, e := range endings {
		n := len(w) - len(e)
		if n < shortest || w[n:] != e {
			continue
		}
		stem := w[:n]
		if letterCount(stem) < shortest || !mayEnd(stem, e) {
			continue
		}
		return undouble(stem)
	}
	return w
}

// mayEnd keeps single letters on where they belong to the stem: barn, ansvar.
func mayEnd(stem, ending string) bool {
	switch ending {
	case "n", "t":
		return isVowel(stem) && letterCount(stem) > shortest
	case "e", "a":
		return true
	default:
		return hasVowel(stem)
	}
}

func isVowel(s string) bool {
	c, _ := utf8.DecodeLastRuneInString(s)
	return vowel(c)
}

func vowel(c rune) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö', 'é':
		return true
	default:
		return false
	}
}

func hasVowel(s string) bool {
	for _, c := range s {
		if vowel(c) {
			return true
		}
	}
	return false
}

// undouble makes hemm of familjehemmet the hem of familjehem.
func undouble(s string) string {
	n := len(s)
	if n > shortest && s[n-1] == s[n-2] && (s[n-1] == 'm' || s[n-1] == 'n') {
		return s[:n-1]
	}
	return s
}

func letterCount(s string) int { return utf8.RuneCountInString(s) }
