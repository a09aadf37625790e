package change

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Op is what has happened to a piece of text.
type Op string

// The operations of a comparison of two texts.
const (
	Same     Op = "same"
	Deleted  Op = "deleted"
	Inserted Op = "inserted"
)

// A Piece is a stretch of a text that was compared with another.
type Piece struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// CompareWords compares two texts word by word. The pieces that are the same
// or deleted give the old text, those that are the same or inserted the new
// one; between two that are the same what is deleted stands before what is
// inserted.
func CompareWords(old, now string) []Piece {
	a, b := cut(old), cut(now)
	var w wordWriter
	i, k := 0, 0
	for _, m := range append(common(a, b), [2]int{len(a), len(b)}) {
		for ; i < m[0]; i++ {
			w.deleted.WriteString(a[i])
		}
		for ; k < m[1]; k++ {
			w.inserted.WriteString(b[k])
		}
		if i < len(a) && k < len(b) {
			w.same(a[i])
			i, k = i+1, k+1
		}
	}
	w.flush()
	return w.pieces
}

// A wordWriter collects pieces. What is the same is held back until it is clear
// that it stands for itself: a lone blank or a short word between two changes
// is read as a part of them.
type wordWriter struct {
	pieces            []Piece
	held              strings.Builder // what is the same, since the last change
	words             int             // in held
	deleted, inserted strings.Builder
}

func (w *wordWriter) same(token string) {
	if w.deleted.Len() > 0 || w.inserted.Len() > 0 {
		w.change()
	}
	w.held.WriteString(token)
	if utf8.RuneCountInString(token) > shortWord {
		w.words++
	}
}

// shortWord is how many letters a word may have that does not divide a change
// in two.
const shortWord = 3

// change writes the change before what is the same now.
func (w *wordWriter) change() {
	last := len(w.pieces) - 1
	held := w.held.String()
	w.held.Reset()
	switch {
	case last >= 0 && w.words == 0 && len(cut(held)) <= shortWord && w.pieces[last].Op != Same:
		w.extend(held)
	default:
		if held != "" {
			w.pieces = append(w.pieces, Piece{Same, held})
		}
		w.append(w.deleted.String(), w.inserted.String())
	}
	w.words = 0
	w.deleted.Reset()
	w.inserted.Reset()
}

// extend joins a change with the one before it and what stands between.
func (w *wordWriter) extend(between string) {
	deleted, inserted := between+w.deleted.String(), between+w.inserted.String()
	for len(w.pieces) > 0 && w.pieces[len(w.pieces)-1].Op != Same {
		last := w.pieces[len(w.pieces)-1]
		w.pieces = w.pieces[:len(w.pieces)-1]
		if last.Op == Deleted {
			deleted = last.Text + deleted
		} else {
			inserted = last.Text + inserted
		}
	}
	w.append(deleted, inserted)
}

func (w *wordWriter) append(deleted, inserted string) {
	if deleted != "" {
		w.pieces = append(w.pieces, Piece{Deleted, deleted})
	}
	if inserted != "" {
		w.pieces = append(w.pieces, Piece{Inserted, inserted})
	}
}

func (w *wordWriter) flush() {
	if w.deleted.Len() > 0 || w.inserted.Len() > 0 {
		w.change()
	}
	if w.held.Len() > 0 {
		w.pieces = append(w.pieces, Piece{Same, w.held.String()})
	}
}

// cut divides a text into words, blanks and signs. A number with its groups of
// three and its decimals is one word.
func cut(text string) []string {
	var out []string
	for i := 0; i < len(text); {
		end := i + token(text[i:])
		out = append(out, text[i:end])
		i = end
	}
	return out
}

// token returns the length of the first token of a text that is not empty.
func token(text string) int {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsSpace(r):
		return stretch(text, unicode.IsSpace)
	case (r == '−' || r == '+') && len(text) > size && isDigit(text[size]): // the sign of a number
	case !inWord(r):
		return size
	}
	i := size
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) && !joins(text, i, r, size) {
			break
		}
		i += size
	}
	return i
}

func stretch(text string, in func(rune) bool) int {
	for i, r := range text {
		if !in(r) {
			return i
		}
	}
	return len(text)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// joins reports whether a sign or blank in the midst of digits or letters
// belongs to the word: 1 234,5 and IT-stöd are one.
func joins(text string, at int, r rune, size int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+size:])
	digits := unicode.IsDigit(before) && unicode.IsDigit(after)
	switch r {
	case '\u00a0', '\u202f', ',', '.', ':', '/':
		return digits
	case '-', '\u2019', '\'':
		return inWord(before) && inWord(after)
	default:
		return false
	}
}
