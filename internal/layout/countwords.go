package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// countWords are the words for counts up to twelve, by the word for one that a
// text asks with: en and ett are the genders of Swedish.
var countWords = map[string][]string{
	"en":  strings.Fields("ingen en två tre fyra fem sex sju åtta nio tio elva tolv"),
	"ett": strings.Fields("inget ett två tre fyra fem sex sju åtta nio tio elva tolv"),
	"one": strings.Fields("none one two three four five six seven eight nine ten eleven twelve"),
}

// fewCounts reports whether the counts of a text have words: in one sentence all
// are words or all are digits.
func fewCounts(pairs []any) bool {
	for i := 0; i+1 < len(pairs); i += 2 {
		if n, ok := pairs[i+1].(int); ok && (pairs[i] == "n" || pairs[i] == "all") && (n < 0 || n > 12) {
			return false
		}
	}
	return true
}

// inWords fills the places of a count that ask for a word.
func (t *Texts) inWords(text, name string, n int, few bool) string {
	for strings.Contains(text, "{"+name+":") {
		before, rest, _ := strings.Cut(text, "{"+name+":")
		asked, after, ok := strings.Cut(rest, "}")
		words := countWords[strings.ToLower(asked)]
		if !ok || words == nil {
			return text // a test holds that no text of ours asks so
		}
		word := t.value(n)
		if few {
			word = words[n]
		}
		if asked != strings.ToLower(asked) {
			first, size := utf8.DecodeRuneInString(word)
			word = string(unicode.ToUpper(first)) + word[size:]
		}
		text = before + word + after
	}
	return text
}
