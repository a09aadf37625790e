package quantity

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// A NumberFormat says how numbers are written in a column or a file. The zero
// NumberFormat finds out from each text alone, as far as that can be done.
type NumberFormat struct {
	Decimal   rune // ',' or '.'; 0 finds out
	Thousands rune // ' ' (any blank), '\'' (either apostrophe), '.' or ','; 0 allows any
	Percent   bool // every number carries a percent sign; learned by [Scan], not asked for by [Read]
	Words     bool // words may follow the number after a blank ("12 mnkr") and are returned
}

// A Reading is a number as a person wrote it.
type Reading struct {
	Number   Number
	Decimals int    // digits after the decimal sign
	Percent  bool   // a percent sign followed; the number is not divided by 100
	Words    string // what followed after a blank, when the format allows words
}

// A SyntaxError says that a text is no number.
type SyntaxError struct{ Text string }

func (e *SyntaxError) Error() string { return "not a number: " + strconv.Quote(e.Text) }

// An AmbiguousError says that a text can mean two numbers: 1.234 is 1,234 or 1 234.
type AmbiguousError struct {
	Text string
	A    Number // when the separator is the decimal sign
	B    Number // when it separates thousands
}

func (e *AmbiguousError) Error() string {
	return "ambiguous number: " + strconv.Quote(e.Text) + " can mean " + e.A.String() + " or " + e.B.String()
}

// Read reads a number as staff write it.
//
// It takes blanks of all kinds, points, commas and apostrophes between groups of
// three digits; a decimal comma or point; a leading + or minus of any kind, a trailing
// minus, or parentheses for negative numbers; a trailing percent sign. It refuses
// everything else, with a *[SyntaxError], above all what is nearly a number ("1 23"). A
// lone dash is no number: what it means is for the caller to say. A text that can mean
// two numbers gives an *[AmbiguousError], unless the format decides.
func Read(text string, f NumberFormat) (Reading, error) {
	s, ok := dissect(text, f.Words)
	if !ok {
		return Reading{}, &SyntaxError{Text: text}
	}
	switch s.role(f) {
	case isWhole:
		return s.reading(0), nil
	case isDecimal:
		return s.reading(s.tail), nil
	case isEither:
		return Reading{}, &AmbiguousError{Text: text, A: s.reading(s.tail).Number, B: s.reading(0).Number}
	default:
		return Reading{}, &SyntaxError{Text: text}
	}
}

// role is what the separators of a number turn out to be.
type role int

const (
	isNothing role = iota // no number
	isWhole               // every separator groups thousands, or there is none
	isDecimal             // the last separator is the decimal sign
	isEither              // whole or decimal
)

// shape is what a text looks like, before it is decided what its separators mean.
type shape struct {
	digits   digits
	zero     bool // the first digit is 0
	lead     int  // digits before the first separator
	group    rune // kind of the first separator, as NumberFormat.Thousands has it; 0 none
	groups   int  // how many of them
	threes   bool // each of them but perhaps the last is followed by three digits
	decimal  rune // kind of the last separator when it differs from the others; 0 none
	tail     int  // digits after the last separator
	negative bool
	percent  bool
	words    string
}

func (s *shape) reading(decimals int) Reading {
	return Reading{Number: s.digits.number(int32(decimals), s.negative), Decimals: decimals, Percent: s.percent, Words: s.words}
}

// groupable reports whether all separators of kind group can stand between thousands.
func (s *shape) groupable() bool {
	return s.lead >= 1 && s.lead <= 3 && !s.zero && s.threes && (s.decimal != 0 || s.tail == 3)
}

func (s *shape) role(f NumberFormat) role {
	switch {
	case s.group == 0:
		return isWhole
	case s.decimal != 0:
		if s.groupable() && f.mayGroup(s.group) && f.mayPoint(s.decimal) {
			return isDecimal
		}
		return isNothing
	case s.groups > 1 || !isPoint(s.group):
		if s.groupable() && f.mayGroup(s.group) {
			return isWhole
		}
		return isNothing
	default:
		return s.single(f)
	}
}

// single decides about a number with one point or comma.
func (s *shape) single(f NumberFormat) role {
	switch {
	case f.Decimal == s.group:
		return isDecimal
	case f.thousands() == s.group || (f.Decimal != 0 && f.Thousands == 0):
		if s.groupable() {
			return isWhole
		}
		return isNothing
	case f.Decimal != 0: // the column uses neither for anything
		if s.groupable() {
			return isEither
		}
		return isNothing
	case f.Thousands == 0 && s.groupable():
		return isEither
	default:
		return isDecimal
	}
}

func (f NumberFormat) thousands() rune {
	if kind := separator(f.Thousands); kind != 0 {
		return kind
	}
	return f.Thousands
}

func (f NumberFormat) mayGroup(kind rune) bool {
	return kind != f.Decimal && (f.Thousands == 0 || f.thousands() == kind)
}

func (f NumberFormat) mayPoint(kind rune) bool {
	return isPoint(kind) && (f.Decimal == 0 || f.Decimal == kind) && f.thousands() != kind
}

func isPoint(kind rune) bool { return kind == '.' || kind == ',' }

// separator returns the kind of a separator: a blank, an apostrophe, a point, a
// comma, or 0 for anything else.
func separator(r rune) rune {
	switch r {
	case '.', ',':
		return r
	case '\'', '’':
		return '\''
	case ' ', '\u00a0', '\u202f', '\u2009', '\u2007', '\u2008', '\u200a', '\u2002', '\u2003':
		return ' '
	default:
		return 0
	}
}

// dissect takes the text apart.
func dissect(text string, words bool) (s shape, ok bool) {
	body := trim(text)
	if words {
		body, s.words = cutWords(body)
	}
	body, s.percent = cutPercent(body)
	body, s.negative, ok = cutSign(body, &s)
	if !ok {
		return s, false
	}
	return s, s.scan(body)
}

// scan collects the digits and what stands between them.
func (s *shape) scan(body string) bool {
	s.threes = true
	for i := 0; i < len(body); {
		if c := body[i]; c >= '0' && c <= '9' {
			if first := s.group == 0 && s.tail == 0; first && c == '0' {
				s.zero = true // says nothing more, and doesn't count
			} else {
				s.digits.add(c)
			}
			s.tail++
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(body[i:])
		if !s.separate(separator(r)) {
			return false
		}
		i += size
	}
	if s.group == 0 {
		s.lead = s.tail
	}
	return s.tail > 0 && s.digits.count <= maxDigits
}

// separate ends a run of digits at a separator.
func (s *shape) separate(kind rune) bool {
	switch {
	case kind == 0 || s.decimal != 0:
		return false
	case s.group == 0:
		if s.tail == 0 && !isPoint(kind) {
			return false
		}
		s.lead, s.group, s.groups = s.tail, kind, 1
	default:
		s.threes = s.threes && s.tail == 3
		if kind == s.group {
			s.groups++
		} else {
			s.decimal = kind
		}
	}
	s.tail = 0
	return true
}

// cutSign takes off the sign, or the parentheses of a negative number.
func cutSign(body string, s *shape) (rest string, negative, ok bool) {
	if body == "" {
		return "", false, false
	}
	if body[0] == '(' {
		if body[len(body)-1] != ')' {
			return "", false, false
		}
		inner, percent := cutPercent(trim(body[1 : len(body)-1]))
		if percent && s.percent {
			return "", false, false
		}
		s.percent = s.percent || percent
		return inner, true, true
	}
	if body[0] == '+' {
		return trim(body[1:]), false, true
	}
	first, size := utf8.DecodeRuneInString(body)
	if isMinus(first) {
		return trim(body[size:]), true, true
	}
	last, size := utf8.DecodeLastRuneInString(body)
	if isMinus(last) {
		return body[:len(body)-size], true, true
	}
	return body, false, true
}

func isMinus(r rune) bool { return r == '-' || r == '−' || r == '–' }

func cutPercent(body string) (rest string, percent bool) {
	if body == "" || body[len(body)-1] != '%' {
		return body, false
	}
	return trim(body[:len(body)-1]), true
}

// cutWords cuts at the first letter that stands after a blank or a percent sign.
func cutWords(body string) (rest, words string) {
	for i, r := range body {
		if !unicode.IsLetter(r) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(body[:i])
		if i > 0 && separator(before) == ' ' {
			return trim(body[:i]), body[i:]
		}
		return body, ""
	}
	return body, ""
}

// trim takes blanks of all kinds off both ends.
func trim(s string) string {
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if separator(r) != ' ' && !unicode.IsSpace(r) {
			break
		}
		s = s[size:]
	}
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if separator(r) != ' ' && !unicode.IsSpace(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}
