package privacy

import (
	"bytes"
	"slices"
	"strings"
)

// An identity number is a date of six or eight digits, something that joins,
// and four digits of which the last is computed from the nine before it. What
// joins may be a sign, blanks, markup, or nothing at all; the less it looks
// like an identity number, the more else must speak for one:
//
//   - with a hyphen or plus, date and check digit are enough;
//   - with a dash, a blank or markup alone, the last four may not be what they
//     usually are then: a year, a time, the second day of a period;
//   - without anything the ten or twelve digits must stand alone and may not
//     look like a telephone number, an amount in thousands or a time.
//
// A word such as "pnr" or "född" before the number settles a doubt.

// stride is the length of the shortest run of digits that can begin a number.
// Of so many bytes in a row at least one must be looked at.
const stride = 4

// A scanner finds identity numbers in one text.
type scanner struct {
	text   []byte
	greedy bool // no doubt is in favour of the number: what is found is only hidden
	json   bool // a number behind a comma or bracket is one that a program wrote
}

// Identity returns the identity numbers of a text, in order.
func Identity(text []byte) []Match {
	s := scanner{text: text}
	return s.all()
}

func (s *scanner) all() []Match {
	var found []Match
	for at := 0; ; {
		m, ok := s.next(at)
		if !ok {
			return found
		}
		found = append(found, m)
		at = m.End
	}
}

// next finds the first identity number from an offset on, before which there
// is no digit that belongs to what follows.
func (s *scanner) next(from int) (Match, bool) {
	text := s.text
	for i := from + stride - 1; i < len(text); {
		if !digit(text[i]) {
			i += stride
			continue
		}
		start, end := i, i+1
		for start > from && digit(text[start-1]) {
			start--
		}
		for end < len(text) && digit(text[end]) {
			end++
		}
		if end-start >= stride && end-start <= 12 {
			if m, ok := s.candidate(start, end); ok {
				return m, true
			}
		}
		from = end
		i = end + stride
	}
	return Match{}, false
}

func digit(b byte) bool { return b-'0' < 10 }

// candidate judges a run of digits.
func (s *scanner) candidate(start, end int) (Match, bool) {
	switch end - start {
	case 4:
		return s.dashed(start)
	case 6, 8:
		return s.joined(start, end)
	case 10, 12:
		return s.bare(start, end)
	}
	return Match{}, false
}

// dashed judges a date with hyphens and four digits behind it.
func (s *scanner) dashed(start int) (Match, bool) {
	const length = len("YYYY-MM-DD")
	date := s.text[start:min(start+length, len(s.text))]
	if len(date) < length || date[4] != '-' || date[7] != '-' {
		return Match{}, false
	}
	if !digits(date[5:7]) || !digits(date[8:]) {
		return Match{}, false
	}
	whole := slices.Concat(date[:4], date[5:7], date[8:])
	joint, ok := join(s.text, start+length)
	if !ok {
		return Match{}, false
	}
	kind, ok := judge(whole, s.text[joint.end:joint.end+4])
	if !ok || !s.apart(start, joint.end+4, joint.form) {
		return Match{}, false
	}
	if joint.form != hyphen && !s.likely(start) {
		return Match{}, false
	}
	return Match{start, joint.end + 4, kind}, true
}

// joined judges a date of six or eight digits, what joins and the last four.
func (s *scanner) joined(start, end int) (Match, bool) {
	joint, ok := join(s.text, end)
	if !ok {
		return Match{}, false
	}
	date, last := s.text[start:end], s.text[joint.end:joint.end+4]
	kind, ok := judge(date, last)
	stop := joint.end + 4
	if !ok || !s.apart(start, stop, joint.form) || s.inUUID(start) {
		return Match{}, false
	}
	if joint.form != hyphen && s.doubtful(joint.form, date, last, start, stop) && !s.likely(start) {
		return Match{}, false
	}
	return Match{start, stop, kind}, true
}

// doubtful reports whether two groups of digits that no hyphen joins are
// something else in all likelihood.
func (s *scanner) doubtful(form jointForm, date, last []byte, start, stop int) bool {
	switch {
	case form == listed:
		return true
	case form == dash:
		return monthAndDay(last)
	case isYear(last) || len(date) == 8 && isTime(last):
		return true
	}
	return digitBefore(s.text, start) || digitAfter(s.text, stop)
}

// digitBefore and digitAfter report whether a number is one of a row of them.
func digitBefore(text []byte, at int) bool {
	return at > 1 && text[at-1] == ' ' && digit(text[at-2])
}

func digitAfter(text []byte, at int) bool {
	return at+1 < len(text) && text[at] == ' ' && digit(text[at+1])
}

// bare judges ten or twelve digits in a row.
func (s *scanner) bare(start, end int) (Match, bool) {
	run := s.text[start:end]
	cut := len(run) - 4
	kind, ok := judge(run[:cut], run[cut:])
	if !ok || !s.apart(start, end, blank) || s.inUUID(start) {
		return Match{}, false
	}
	if s.signed(start) || s.unit(end) {
		return Match{start, end, kind}, s.greedy
	}
	doubt := s.value(start) || run[0] == '0' || bytes.HasSuffix(run, []byte("000"))
	if len(run) == 12 {
		doubt = s.value(start) || isTime(run[cut:]) && string(run[:4]) >= "1990"
	}
	if doubt && !s.likely(start) {
		return Match{}, false
	}
	return Match{start, end, kind}, true
}

// signed reports whether what stands before a number makes it an amount.
func (s *scanner) signed(start int) bool {
	before := s.text[:start]
	if bytes.HasSuffix(before, []byte("−")) {
		return true
	}
	if start == 0 || before[start-1] != '-' && before[start-1] != '+' {
		return false
	}
	return start < 2 || !letter(before[start-2])
}

// unit reports whether what stands behind a number makes it an amount.
func (s *scanner) unit(end int) bool {
	rest := s.text[end:min(end+8, len(s.text))]
	for _, blank := range [...]string{" ", "\u00a0", "&nbsp;"} {
		rest = bytes.TrimPrefix(rest, []byte(blank))
	}
	for _, unit := range [...]string{"kr", "tkr", "kkr", "mnkr", "mkr", "SEK", "%", "-0", "-1"} {
		if bytes.HasPrefix(rest, []byte(unit)) {
			return true
		}
	}
	return false
}

// value reports whether a program wrote the number as a number.
func (s *scanner) value(start int) bool {
	before := bytes.TrimRight(s.text[max(start-16, 0):start], " ")
	if bytes.HasSuffix(before, []byte(`-value="`)) || bytes.HasSuffix(before, []byte(`":`)) {
		return true
	}
	return s.json && len(before) > 0 && bytes.IndexByte([]byte(",["), before[len(before)-1]) >= 0
}

// apart reports whether a stretch is not part of a longer word or number. A
// number with a hyphen in it may stand between commas, which separate columns.
func (s *scanner) apart(start, end int, form jointForm) bool {
	points := ".,:"
	if form == hyphen {
		points = "."
	}
	text := s.text
	if start > 0 {
		b := text[start-1]
		if letter(b) || digit(b) || start > 1 && strings.IndexByte(points, b) >= 0 && digit(text[start-2]) {
			return false
		}
	}
	if end < len(text) {
		b := text[end]
		return !letter(b) && !digit(b) && (end+1 == len(text) || strings.IndexByte(points, b) < 0 || !digit(text[end+1]))
	}
	return true
}

// letter reports whether a byte is of an ASCII letter. Bytes of other letters
// are not, so that a number may touch any sign that is written with them.
func letter(b byte) bool {
	b |= 0x20
	return 'a' <= b && b <= 'z'
}

// inUUID reports whether an offset is within a UUID.
func (s *scanner) inUUID(at int) bool {
	const length = 36
	start, end := at, at
	for start > 0 && at-start < length && hexOrDash(s.text[start-1]) {
		start--
	}
	for end < len(s.text) && end-at < length && hexOrDash(s.text[end]) {
		end++
	}
	token := s.text[start:end]
	if len(token) != length {
		return false
	}
	return token[8] == '-' && token[13] == '-' && token[18] == '-' && token[23] == '-'
}

func hexOrDash(b byte) bool {
	return digit(b) || b == '-' || 'a' <= b|0x20 && b|0x20 <= 'f'
}

// signals are words before a number that make it one of a person.
var signals = [...]string{
	"personn", "person-n", "person n", "pers.n", "persn", "pnr", "p.nr", "p-nr", "samordn", "samnr", "född", "födelse",
	"brukare", "klient", "patient", "elev", "barnet", "vårdnadshavare", "sökande", "identity number", "date of birth", "born",
}

// likely reports whether a word before the offset says that a number of a
// person follows.
func (s *scanner) likely(start int) bool {
	if s.greedy {
		return true
	}
	const back = 80
	before := s.text[max(start-back, 0):start]
	if cut := bytes.LastIndexByte(before, '\n'); cut >= 0 {
		before = before[cut:]
	}
	before = bytes.ToLower(before)
	for _, word := range signals {
		if bytes.Contains(before, []byte(word)) {
			return true
		}
	}
	return false
}
