package swedish

import (
	"unicode"
	"unicode/utf8"
)

// longWord is how many letters a word has at most that is not long.
const longWord = 6

// A Readability is what the readability index of a text is made of.
type Readability struct {
	Words     int // with at least one letter; numbers in digits do not count
	Long      int // of them, those of more than six letters
	Sentences int
}

// LIX is the readability index of Carl-Hugo Björnsson (Läsbarhet, 1968): words
// for each sentence plus the percentage of long words, rounded half up. It is 0
// of a text without words.
func (r Readability) LIX() int {
	if r.Words == 0 || r.Sentences == 0 {
		return 0
	}
	// (words/sentences + 100·long/words) with the fractions kept until the end.
	top := r.Words*r.Words + 100*r.Long*r.Sentences
	bottom := r.Words * r.Sentences
	return (2*top + bottom) / (2 * bottom)
}

// Add counts another text in.
func (r Readability) Add(other Readability) Readability {
	return Readability{r.Words + other.Words, r.Long + other.Long, r.Sentences + other.Sentences}
}

// Readable counts what the readability index of a text is made of. Words with a
// hyphen or a colon inside are one. What ends a sentence, [Read] decides; a
// sentence without words counts as none.
func Readable(t *Text) Readability {
	var r Readability
	for i := range t.Sentences {
		words, long := count(t.Sentences[i].Of(t.Source))
		if words > 0 {
			r = r.Add(Readability{words, long, 1})
		}
	}
	return r
}

// Length is how many words a sentence has, counted as for the readability index.
func (s *Sentence) Length(source string) int {
	words, _ := count(s.Of(source))
	return words
}

// count counts the words of a text, and the long ones.
func count(text string) (words, long int) {
	letters, open := 0, false
	end := func() {
		if letters > 0 {
			words++
			if letters > longWord {
				long++
			}
		}
		letters, open = 0, false
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r):
			letters, open = letters+1, true
		case unicode.IsDigit(r):
			open = true
		case unicode.Is(unicode.Mn, r):
		case open && (r == '-' || r == ':' || r == '\u2011') && i+size < len(text) && letterAt(text[i+size:]):
		default:
			end()
		}
		i += size
	}
	end()
	return words, long
}

func letterAt(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}
