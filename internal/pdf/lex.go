package pdf

import (
	"errors"
	"fmt"
	"strconv"
)

// A lexer reads objects from bytes. It never goes back, and never below a depth.
type lexer struct {
	text []byte
	at   int
}

// deepest is how far objects may be in one another.
const deepest = 64

var (
	errEnd  = errors.New("the file ends in the middle of an object")
	errDeep = errors.New("objects are too deep in one another")
)

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	default:
		return false
	}
}

// blanks passes over white space and comments.
func (l *lexer) blanks() {
	for l.at < len(l.text) {
		switch c := l.text[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.text) && l.text[l.at] != '\n' && l.text[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// word is a run of regular characters.
func (l *lexer) word() string {
	start := l.at
	for l.at < len(l.text) && !isSpace(l.text[l.at]) && !isDelimiter(l.text[l.at]) {
		l.at++
	}
	return string(l.text[start:l.at])
}

// peek reports whether a text comes next, and passes over it.
func (l *lexer) peek(s string) bool {
	if len(l.text)-l.at < len(s) || string(l.text[l.at:l.at+len(s)]) != s {
		return false
	}
	l.at += len(s)
	return true
}

// An operator is a word of a content stream, or a key word of a file.
type operator string

// object reads the next object, or the word in its place.
func (l *lexer) object(depth int) (any, error) {
	if depth > deepest {
		return nil, errDeep
	}
	l.blanks()
	if l.at >= len(l.text) {
		return nil, errEnd
	}
	switch c := l.text[l.at]; {
	case c == '/':
		l.at++
		return l.name(), nil
	case c == '(':
		l.at++
		return l.literal()
	case l.peek("<<"):
		return l.dict(depth)
	case c == '<':
		l.at++
		return l.hex()
	case c == '[':
		l.at++
		return l.array(depth)
	case isDelimiter(c):
		return nil, fmt.Errorf("a stray %q", c)
	}
	return l.plain()
}

// plain reads a number, a reference, a key word.
func (l *lexer) plain() (any, error) {
	switch word := l.word(); {
	case word == "true", word == "false":
		return word == "true", nil
	case word == "null":
		return nil, nil //nolint:nilnil // that is what null is
	case word == "":
		return nil, errEnd
	case !isNumber(word):
		return operator(word), nil
	default:
		if number, ok := l.reference(word); ok {
			return Ref(number), nil
		}
		return Number(word), nil
	}
}

func isNumber(word string) bool {
	digits := 0
	for i := range len(word) {
		switch c := word[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.', i == 0 && (c == '-' || c == '+'):
		default:
			return false
		}
	}
	return digits > 0
}

// reference looks whether a number is the first of "12 0 R".
func (l *lexer) reference(word string) (int, bool) {
	number, err := strconv.Atoi(word)
	if err != nil || number < 0 || word[0] == '+' {
		return 0, false
	}
	back := l.at
	l.blanks()
	if l.word() == "0" {
		l.blanks()
		if l.at < len(l.text) && l.text[l.at] == 'R' && l.word() == "R" {
			return number, true
		}
	}
	l.at = back
	return 0, false
}

func (l *lexer) name() Name {
	word := l.word()
	out := make([]byte, 0, len(word))
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if v, err := strconv.ParseUint(word[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, word[i])
	}
	return Name(out)
}

func (l *lexer) array(depth int) (any, error) {
	list := Array{}
	for {
		l.blanks()
		if l.peek("]") {
			return list, nil
		}
		item, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if word, ok := item.(operator); ok {
			return nil, fmt.Errorf("%q in a list", word)
		}
		list = append(list, item)
	}
}

func (l *lexer) dict(depth int) (any, error) {
	dict := Dict{}
	for {
		l.blanks()
		if l.peek(">>") {
			return dict, nil
		}
		if !l.peek("/") {
			return nil, errors.New("a dictionary with a key that is no name")
		}
		key := l.name()
		value, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if word, ok := value.(operator); ok {
			return nil, fmt.Errorf("%q in a dictionary", word)
		}
		if value != nil { // null is as if it were not there
			dict[key] = value
		}
	}
}

func (l *lexer) hex() (any, error) {
	out := String{}
	half, have := byte(0), false
	for l.at < len(l.text) {
		c := l.text[l.at]
		l.at++
		if c == '>' {
			if have {
				out = append(out, half<<4)
			}
			return out, nil
		}
		if isSpace(c) {
			continue
		}
		v, err := strconv.ParseUint(string(c), 16, 8)
		if err != nil {
			return nil, fmt.Errorf("%q in a text of digits", c)
		}
		if have {
			out = append(out, half<<4|byte(v))
		} else {
			half = byte(v)
		}
		have = !have
	}
	return nil, errEnd
}

// literal reads a text in parentheses.
func (l *lexer) literal() (any, error) {
	out := String{}
	open := 1
	for l.at < len(l.text) {
		c := l.text[l.at]
		l.at++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return out, nil
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return nil, errEnd
}

// escape reads what follows a backslash.
func (l *lexer) escape(out String) String {
	if l.at >= len(l.text) {
		return out
	}
	c := l.text[l.at]
	l.at++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		l.peek("\n")
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for range 2 {
		if l.at < len(l.text) && l.text[l.at] >= '0' && l.text[l.at] <= '7' {
			v = v<<3 | int(l.text[l.at]-'0')
			l.at++
		}
	}
	return append(out, byte(v))
}
