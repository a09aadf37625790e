package tabular

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes spellings of one name the same: NFC, lower case, underscores as
// blanks, and one blank between words.
func Fold(s string) string {
	if simple(s) {
		return strings.ToLower(s)
	}
	s = strings.ReplaceAll(strings.ToLower(norm.NFC.String(s)), "_", " ")
	return strings.Join(strings.Fields(s), " ")
}

// simple reports whether only the case of letters has to be folded, as in
// nearly all names: letters of Western Europe, with single blanks between words.
func simple(s string) bool {
	blank := true // what stands before is a blank or the beginning
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ':
			if blank {
				return false
			}
			blank = true
			continue
		case c == '_', c < ' ':
			return false
		case c < utf8.RuneSelf:
		case c == latinLead && i+1 < len(s):
			i++
		default:
			return false
		}
		blank = false
	}
	return !blank || s == ""
}

// latinLead begins the letters from À to ÿ in UTF-8.
const latinLead = 0xc3

// Same reports whether a name is spelled like the folded word.
func Same(name, folded string) bool {
	if simple(name) {
		return strings.EqualFold(name, folded)
	}
	return Fold(name) == folded
}

// OneLine returns a text as it can stand in a comment or message: without line
// breaks and signs that cannot be printed.
func OneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
