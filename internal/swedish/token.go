package swedish

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A token is a run of letters, a run of digits, or one other sign. White space
// is none, but a token knows of what stands before it.
type token struct {
	Span
	kind tokenKind
	gap  bool // white space stands before
	line bool // a line break is in it
	one  bool // and it is a single blank
	fold string
}

type tokenKind byte

const (
	letters tokenKind = iota
	digits
	sign
	ending // beyond the last token
)

// A reader takes one text apart.
type reader struct {
	text   string
	opts   *Options
	tokens []token
	beyond token // stands before the first and after the last
	found  []Item
	from   []int // by item: its first token
	to     []int // and the one after its last
}

func newReader(text string, o *Options) *reader {
	if o == nil {
		o = &Options{}
	}
	end := Span{len(text), len(text)}
	r := &reader{text: text, opts: o, tokens: make([]token, 0, len(text)/5+4), beyond: token{Span: end, kind: ending, gap: true, line: true}}
	r.cut()
	return r
}

// cut makes the tokens.
func (r *reader) cut() {
	gap, line, blanks := true, true, 0
	for i := 0; i < len(r.text); {
		c, size := utf8.DecodeRuneInString(r.text[i:])
		if isSpace(c) {
			gap, blanks = true, blanks+1
			line = line || c == '\n' || c == '\r' || c == '\t'
			i += size
			continue
		}
		t := token{Span: Span{i, i + size}, gap: gap, line: line, one: blanks == 1 && !line, kind: kindOf(c)}
		if t.kind != sign {
			t.End = r.run(i+size, t.kind)
		}
		if t.kind == letters {
			t.fold = fold(r.text[t.Start:t.End])
		}
		r.tokens = append(r.tokens, t)
		i = t.End
		gap, line, blanks = false, false, 0
	}
}

// run returns where a run of letters or digits ends.
func (r *reader) run(i int, kind tokenKind) int {
	for i < len(r.text) {
		if c := r.text[i]; c < utf8.RuneSelf {
			if kindOf(rune(c)) != kind {
				return i
			}
			i++
			continue
		}
		c, size := utf8.DecodeRuneInString(r.text[i:])
		if kindOf(c) != kind || isSpace(c) {
			return i
		}
		i += size
	}
	return i
}

func kindOf(c rune) tokenKind {
	switch {
	case c >= '0' && c <= '9':
		return digits
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		return letters
	case c < utf8.RuneSelf:
		return sign
	case unicode.IsLetter(c), unicode.Is(unicode.Mn, c):
		return letters
	default:
		return sign
	}
}

func isSpace(c rune) bool {
	switch c {
	case ' ', '\n', '\t', '\r', '\u00a0', '\u202f', '\u2009', '\u2007', '\u2008', '\u200a', '\u2002', '\u2003', '\u200b', '\ufeff', '\u00ad':
		return true
	default:
		return c >= utf8.RuneSelf && unicode.IsSpace(c)
	}
}

// fold returns a word in lower case and composed form.
func fold(word string) string {
	plain := true
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	if !norm.NFC.IsNormalString(word) {
		word = norm.NFC.String(word)
	}
	return strings.ToLower(word)
}

// at returns the token at an index, or one beyond the text.
func (r *reader) at(i int) *token {
	if i < 0 || i >= len(r.tokens) {
		return &r.beyond
	}
	return &r.tokens[i]
}

func (r *reader) str(t *token) string { return r.text[t.Start:t.End] }

// is reports whether the token at an index is the sign.
func (r *reader) is(i int, signs string) bool {
	t := r.at(i)
	return t.kind == sign && strings.Contains(signs, r.str(t))
}

// word returns the folded word at an index, or "".
func (r *reader) word(i int) string {
	if t := r.at(i); t.kind == letters {
		return t.fold
	}
	return ""
}

// solid reports whether the digits at an index stand alone: with no letters or
// digits glued to either side.
func (r *reader) length(i int) int {
	t := r.at(i)
	return t.End - t.Start
}

// number returns the digits at an index as a small integer, −1 for others.
func (r *reader) number(i int) int {
	t := r.at(i)
	if t.kind != digits || t.End-t.Start > 9 {
		return -1
	}
	n := 0
	for _, c := range r.text[t.Start:t.End] {
		n = n*10 + int(c-'0')
	}
	return n
}

func isDash(s string) bool {
	switch s {
	case "-", "–", "−", "—", "‑":
		return true
	default:
		return false
	}
}

// dash reports whether the token at an index is a dash of any kind.
func (r *reader) dash(i int) bool {
	t := r.at(i)
	return t.kind == sign && isDash(r.str(t))
}

func (r *reader) upper(i int) bool {
	t := r.at(i)
	if t.kind != letters {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.text[t.Start:])
	return unicode.IsUpper(c)
}
