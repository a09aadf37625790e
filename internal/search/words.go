package search

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// mark stands between the parts of a record in the index. The script of the
// page takes them apart again; as a word it is nothing.
const mark = "¶"

// thousands are the spaces inside a number.
var thousands = regexp.MustCompile(`(\d)[\x{a0}\x{202f}](\d)`)

// indexed writes text as the index takes it: numbers in one word, whose spaces
// are apostrophes and whose sign is a hyphen, since then both 669900 and 669
// find it; nothing that the index would take for its own marks.
func indexed(text string) string {
	for range 2 { // a match takes the digit that the next one begins with
		text = thousands.ReplaceAllString(text, "$1'$2")
	}
	text = minus.ReplaceAllString(text, "$1-$2")
	return strings.NewReplacer(mark, "", "___", "", "\u200b", "", "\u2060", "").Replace(text)
}

var minus = regexp.MustCompile(`(^|[\s(])\x{2212}(\d)`)

// diary is a diary number in any of its forms, with what stands before it.
var diary = regexp.MustCompile(`(?:(\pL{1,6})[ \x{a0}/-]?)?\b((?:19|20)\d\d)[:/]0*(\d{1,6})\b`)

// paragraph is the number of a decision.
var paragraph = regexp.MustCompile(`§[\s\x{a0}]*(\d+)`)

// aliases are further words by which a text is found: diary numbers in one
// word, with and without the letters before them, and paragraphs.
func aliases(text string) []string {
	var words []string
	for _, m := range diary.FindAllStringSubmatch(text, -1) {
		words = append(words, m[2]+m[3])
		if m[1] != "" {
			words = append(words, strings.ToLower(m[1])+m[2]+m[3])
		}
	}
	for _, m := range paragraph.FindAllStringSubmatch(text, -1) {
		words = append(words, "paragraf"+m[1])
	}
	return words
}

// wordsOf are the words of a text that are letters only.
func wordsOf(text string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool { return !letters(w) })
}

// vocabulary are the words of all records, each once, in no order.
func vocabulary(records []Record) []string {
	seen := map[string]bool{}
	var words []string
	for i := range records {
		r := &records[i]
		for _, text := range append(texts(r), r.Title, r.Head) {
			for _, w := range wordsOf(text) {
				if !seen[w] {
					seen[w] = true
					words = append(words, w)
				}
			}
		}
	}
	return words
}

// A finder adds to records what they are found by but do not show.
type finder struct {
	splitter *Splitter
	tails    map[string][]string
}

func newFinder(records []Record) *finder {
	return &finder{NewSplitter(vocabulary(records)), map[string][]string{}}
}

// hidden are the words by which a record is found beside its own: the parts of
// its compounds and aliases of its numbers, each once, in their order.
func (f *finder) hidden(r *Record) string {
	seen := map[string]bool{}
	var words []string
	add := func(w string) {
		if w != "" && !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	for _, text := range append([]string{r.Title, r.Head, r.Where}, texts(r)...) {
		for _, w := range aliases(text) {
			add(w)
		}
		for _, w := range wordsOf(text) {
			tails, ok := f.tails[w]
			if !ok {
				tails = f.splitter.tails(w)
				f.tails[w] = tails
			}
			for _, tail := range tails {
				add(tail)
			}
		}
	}
	return strings.Join(words, " ")
}

// texts are the text of a record and of its rows.
func texts(r *Record) []string {
	all := []string{r.Text}
	for _, row := range r.rows {
		all = append(all, row.text)
	}
	return all
}
