package content

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A phrase is one or several words that a text is searched for.
type phrase struct {
	words []string // folded, but for those whose case is part of the word
	exact []bool   // by word: it has capitals, which the text must have too
	gaps  []string // by word: the signs between it and the one before, without white space
	of    int      // index of what it stands for
}

// phrases finds whole words in running text, by their forms alone: nothing is
// inflected and nothing guessed. A word with a capital inside (SoL, LSS) is found
// as it is written; any other is found in any case, since sentences begin with it.
type phrases struct {
	first map[string][]phrase // by their first word, folded; the longest first
}

// add lets a form be found.
func (p *phrases) add(form string, of int) {
	if p.first == nil {
		p.first = map[string][]phrase{}
	}
	one, end := phrase{of: of}, 0
	for word := range words(form) {
		one.gaps = append(one.gaps, signs(form[end:word.start]))
		end = word.end
		text := norm.NFC.String(form[word.start:word.end])
		exact := asWritten(text)
		if !exact {
			text = strings.ToLower(text)
		}
		one.words, one.exact = append(one.words, text), append(one.exact, exact)
	}
	if len(one.words) == 0 {
		return
	}
	key := strings.ToLower(one.words[0])
	p.first[key] = append(p.first[key], one)
	slices.SortStableFunc(p.first[key], func(a, b phrase) int { return cmp.Compare(len(b.words), len(a.words)) })
}

// A found phrase is where a text has one.
type found struct{ of, start, end int }

// in returns all phrases of a text in order. They do not overlap: of two that
// begin with the same word the longer one counts.
func (p *phrases) in(text string) []found {
	var all []found
	var list []stretch
	for word := range words(text) {
		list = append(list, word)
	}
	for i := 0; i < len(list); {
		n := 1
		for _, one := range p.first[foldWord(text[list[i].start:list[i].end])] {
			if one.matches(text, list[i:]) {
				n = len(one.words)
				all = append(all, found{one.of, list[i].start, list[i+n-1].end})
				break
			}
		}
		i += n
	}
	return all
}

func (p *phrase) matches(text string, list []stretch) bool {
	if len(list) < len(p.words) {
		return false
	}
	for i, want := range p.words {
		have := norm.NFC.String(text[list[i].start:list[i].end])
		if have != want && (p.exact[i] || strings.ToLower(have) != want) {
			return false
		}
		if i > 0 && signs(text[list[i-1].end:list[i].start]) != p.gaps[i] {
			return false
		}
	}
	return true
}

// signs is a text without its white space.
func signs(text string) string { return strings.Join(strings.Fields(text), "") }

// asWritten reports whether the case of a word's letters tells it from others: it
// has a capital behind its first letter.
func asWritten(word string) bool {
	_, size := utf8.DecodeRuneInString(word)
	return strings.ToLower(word[size:]) != word[size:]
}

func foldWord(word string) string { return strings.ToLower(norm.NFC.String(word)) }

// A stretch is a part of a text, in bytes.
type stretch struct{ start, end int }

// words goes through the words of a text: runs of letters and digits. A hyphen,
// colon or apostrophe between two letters belongs to its word, so that LSS-boende
// and LSS:s are words of their own.
func words(text string) func(yield func(stretch) bool) {
	return func(yield func(stretch) bool) {
		start := -1
		for i := 0; i < len(text); {
			r, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case inWord(r):
				if start < 0 {
					start = i
				}
			case start >= 0 && joins(r) && i+size < len(text) && startsWord(text[i+size:]):
			case start >= 0:
				if !yield(stretch{start, i}) {
					return
				}
				start = -1
			}
			i += size
		}
		if start >= 0 {
			yield(stretch{start, len(text)})
		}
	}
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func joins(r rune) bool { return r == '-' || r == '\u2011' || r == ':' || r == '\'' || r == '’' }

func startsWord(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}
