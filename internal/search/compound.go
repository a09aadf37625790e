package search

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"
)

// Shortest parts of a compound, in letters. A first part may be short ("vård");
// short last parts are mostly endings.
const (
	shortestHead = 3
	shortestTail = 4
	longest      = 60 // of the words that are taken apart
)

// common are words that compounds of municipal Swedish are made of, so that a
// site of few words has its compounds split too.
//
//go:embed common.txt
var common string

// A Splitter takes Swedish compounds apart by a vocabulary. It is not a
// dictionary: a word is a compound when its end is a word and its beginning is
// one too, with the letters that join them.
type Splitter struct {
	words map[string]bool // as they are written, in lower case
	known map[string]bool // these, and their stems
}

// NewSplitter makes a splitter that knows the words given, and the common ones.
func NewSplitter(vocabulary []string) *Splitter {
	s := &Splitter{words: map[string]bool{}, known: map[string]bool{}}
	for _, w := range append(strings.Fields(common), vocabulary...) {
		if utf8.RuneCountInString(w) >= shortestHead && letters(w) {
			w = strings.ToLower(w)
			s.words[w], s.known[w], s.known[stem(w)] = true, true, true
		}
	}
	return s
}

// letters reports whether a word has nothing but letters.
func letters(w string) bool {
	for _, r := range w {
		if !letter(r) {
			return false
		}
	}
	return true
}

func letter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || strings.ContainsRune("åäöéüÅÄÖÉÜ", r)
}

// Split returns the parts of a compound, in lower case and without the letters
// that joined them: skolskjutskostnader is skol, skjuts and kostnader. A word
// that is no compound gives nil.
func (s *Splitter) Split(word string) []string {
	word = strings.ToLower(word)
	n := utf8.RuneCountInString(word)
	if !letters(word) || n < shortestHead+shortestTail || n > longest {
		return nil
	}
	return splitting{s, map[string][]string{}}.split(word)
}

// A splitting takes one word apart. It keeps what it has found of beginnings.
type splitting struct {
	*Splitter
	found map[string][]string
}

// split finds the fewest parts: the last one is a word, what is before it one
// or a compound itself. Of equals the one with the longer last part is taken.
func (s splitting) split(word string) []string {
	if parts, ok := s.found[word]; ok {
		return parts
	}
	s.found[word] = nil
	var best []string
	runes := []rune(word)
	for i := shortestHead; i <= len(runes)-shortestTail; i++ {
		head, tail := string(runes[:i]), string(runes[i:])
		if !s.is(tail) || !vowel(tail) || !vowel(head) || misplaced(tail) {
			continue
		}
		if parts := s.head(head); parts != nil && (best == nil || len(parts)+1 < len(best)) {
			best = slices.Concat(parts, []string{tail})
		}
	}
	s.found[word] = best
	return best
}

// is reports whether a word or another form of it is known.
func (s *Splitter) is(word string) bool { return s.known[word] || s.known[stem(word)] }

// head takes the beginning of a compound apart, which may be joined to the rest
// with a letter more or one less: verksamhet-s, flick(a), kyrk(a)-o.
func (s splitting) head(head string) []string {
	if s.words[head] {
		return []string{head}
	}
	bare := bareHeads(head)
	for _, h := range bare {
		if utf8.RuneCountInString(h) >= shortestHead && (s.is(h) || s.is(h+"a") || s.is(h+"e")) {
			return []string{h}
		}
	}
	if parts := s.split(head); parts != nil && s.words[parts[len(parts)-1]] {
		return parts
	}
	for _, h := range bare {
		if parts := s.split(h); parts != nil {
			return parts
		}
	}
	return derived(head)
}

// bareHeads are what a head may be without a joining letter, and as it is.
func bareHeads(head string) []string {
	var heads []string
	for _, joint := range [...]string{"s", "o", "a", "u", "e"} {
		if bare, ok := strings.CutSuffix(head, joint); ok && utf8.RuneCountInString(bare) >= shortestHead {
			heads = append(heads, bare)
		}
	}
	return append(heads, head)
}

// derived accepts a head that no text has by itself when it ends as derived
// nouns do where they are joined: försörjning-s, möjlighet-s, ledar-skap-s.
func derived(head string) []string {
	for _, ending := range [...]string{"nings", "ings", "hets", "tets", "skaps", "ions", "doms", "ments"} {
		if strings.HasSuffix(head, ending) && utf8.RuneCountInString(head) >= len(ending)+shortestHead {
			return []string{strings.TrimSuffix(head, "s")}
		}
	}
	return nil
}

// vowel reports whether a part has one, as every word does.
func vowel(part string) bool { return strings.ContainsAny(part, "aeiouyåäöé") }

// misplaced reports whether a part begins with an s that belongs to the part
// before it: no word begins with s and one of these.
func misplaced(part string) bool {
	return len(part) > 1 && part[0] == 's' && strings.ContainsRune("bdfghrsxz", rune(part[1]))
}

// endings of Swedish nouns and verbs, the longest first. Words that differ in
// them only are one word for the splitter.
var endings = [...]string{
	"arnas", "ernas", "ornas", "andes", "arna", "erna", "orna", "ades", "ande", "ende", "aren", "aste", "heten", "ens", "ets", "ade", "are", "ast",
	"ens", "ers", "ars", "ors", "nas", "en", "et", "er", "ar", "or", "na", "as", "ad", "at", "an", "es", "ns", "a", "e", "n", "s", "t", "r",
}

// stem takes one ending off a word of enough letters.
func stem(word string) string {
	for _, ending := range endings {
		if bare, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(bare) >= shortestHead {
			return bare
		}
	}
	return word
}

// tails are what is found inside compounds: each rest of the word from a later
// part on. A search finds words by their beginnings, so skjutskostnader finds
// skjuts too.
func (s *Splitter) tails(word string) []string {
	parts := s.Split(word)
	if parts == nil {
		return nil
	}
	var tails []string
	lower := strings.ToLower(word)
	from := 0
	for _, part := range parts[1:] {
		at := strings.Index(lower[from+1:], part)
		if at < 0 {
			break
		}
		from += 1 + at
		tails = append(tails, lower[from:])
	}
	return tails
}
