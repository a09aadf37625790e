package asis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// SplitNumber cuts a section number from the front of a line: "2.1 Ekonomi",
// "3.\tText", "4) Svar". The number is nil where there is none. Years, amounts
// and dates are no section numbers: a part has at most two digits and the
// first is not 0 alone.
func SplitNumber(text string) (number []int, dotted bool, rest string) {
	i, n, digits := 0, 0, 0
	for i < len(text) {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			n, digits = n*10+int(c-'0'), digits+1
			if digits > 2 {
				return nil, false, text
			}
			i++
			continue
		case c == '.' && digits > 0 && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9':
			number = append(number, n)
			n, digits = 0, 0
			i++
			continue
		}
		break
	}
	if digits == 0 {
		return nil, false, text
	}
	number = append(number, n)
	if i < len(text) && (text[i] == '.' || text[i] == ')' || text[i] == ':') {
		dotted = true
		i++
	}
	rest = strings.TrimLeft(text[i:], " \t")
	spaced := len(rest) < len(text[i:])
	if number[0] == 0 || rest != "" && !spaced {
		return nil, false, text
	}
	return number, dotted, rest
}

// isTitle reports whether words could be a heading: they begin with a capital
// letter or a quotation mark and do not end as a sentence.
func isTitle(words string) bool {
	words = strings.TrimSpace(words)
	if words == "" || utf8.RuneCountInString(words) > 240 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words)
	if !unicode.IsUpper(first) && !strings.ContainsRune("”\"“'’", first) {
		return false
	}
	return true
}

// Sentence reports whether words end as a sentence does.
func Sentence(words string) bool {
	words = strings.TrimRight(words, " \t\"”'’)*")
	return strings.HasSuffix(words, ".") || strings.HasSuffix(words, "!") || strings.HasSuffix(words, "?") ||
		strings.HasSuffix(words, ";") || strings.HasSuffix(words, ":") || strings.HasSuffix(words, ",")
}

// Fold returns words for comparison: small letters, one kind of dash and
// quotation mark, no punctuation at the end, blanks folded.
func Fold(words string) string {
	var out strings.Builder
	out.Grow(len(words))
	blank := false
	for _, r := range words {
		switch r {
		case '–', '—', '−', '‑', '‐':
			r = '-'
		case '“', '”', '„', '»', '«':
			r = '"'
		case '’', '´', '`':
			r = '\''
		case '\u00a0', '\t', ' ', '\u202f':
			blank = true
			continue
		}
		if blank && out.Len() > 0 {
			out.WriteByte(' ')
		}
		blank = false
		out.WriteRune(unicode.ToLower(r))
	}
	return strings.Trim(out.String(), " .,:;*-_")
}
