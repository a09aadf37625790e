package privacy

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Contact is an e-mail address or telephone number in a text.
type Contact struct {
	Start, End int
	Email      bool
	Value      string // in one spelling: lower case, or digits from the 0 on
}

// Contacts returns the e-mail addresses and Swedish telephone numbers of a
// text, the addresses first.
func Contacts(text []byte) []Contact { return append(emails(text), phones(text)...) }

// emails finds addresses around their at signs.
func emails(text []byte) []Contact {
	var found []Contact
	for at := 0; ; {
		next := bytes.IndexByte(text[at:], '@')
		if next < 0 {
			return found
		}
		at += next
		start := at
		for start > 0 && inLocal(text[:start]) {
			_, size := utf8.DecodeLastRune(text[:start])
			start -= size
		}
		end := at + 1
		for end < len(text) && inHost(text[end:]) {
			_, size := utf8.DecodeRune(text[end:])
			end += size
		}
		for end > at+1 && (text[end-1] == '.' || text[end-1] == '-') {
			end--
		}
		for start < at && (text[start] == '.' || text[start] == '-') {
			start++
		}
		if start < at && isHost(text[at+1:end]) {
			found = append(found, Contact{start, end, true, strings.ToLower(string(text[start:end]))})
		}
		at = max(end, at+1)
	}
}

func inLocal(before []byte) bool {
	r, _ := utf8.DecodeLastRune(before)
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._%+-", r))
}

func inHost(rest []byte) bool {
	r, _ := utf8.DecodeRune(rest)
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '-')
}

// isHost reports whether a name has two parts at least, and a last one of
// letters.
func isHost(host []byte) bool {
	cut := bytes.LastIndexByte(host, '.')
	if cut < 1 || len(host)-cut < 3 {
		return false
	}
	for _, b := range host[cut+1:] {
		if digit(b) || b == '-' {
			return false
		}
	}
	return true
}

// A phoneReader reads groups of digits that may be a telephone number.
type phoneReader struct {
	text   []byte
	start  int
	at     int
	groups []string // the first is the area code where a hyphen or bracket ends it
	hyphen bool     // behind the first group
	plus   bool
	row    bool // a digit and a blank stand before it: without a hyphen it is a group of a longer number
	last   byte // the separator read last
}

// phones finds telephone numbers: 08-123 456 78, 070 123 45 67, +46 8 123 45.
func phones(text []byte) []Contact {
	var found []Contact
	for at := 0; at < len(text); {
		step := bytes.IndexAny(text[at:], "0+")
		if step < 0 {
			break
		}
		at += step
		p := phoneReader{text: text, start: at, at: at}
		if value, ok := p.read(); ok {
			found = append(found, Contact{at, p.at, false, value})
			at = p.at
			continue
		}
		at++
		for at < len(text) && digit(text[at-1]) && digit(text[at]) {
			at++
		}
	}
	return found
}

// read reads the number and returns it in one spelling.
func (p *phoneReader) read() (string, bool) {
	if p.start > 0 {
		if before := p.text[p.start-1]; digit(before) || letter(before) || strings.IndexByte(".,-/:_=#&", before) >= 0 {
			return "", false
		}
		if row := bytes.TrimSuffix(bytes.TrimSuffix(p.text[:p.start], []byte(" ")), []byte("\u00a0")); len(row) > 0 && len(row) < p.start {
			p.row = digit(row[len(row)-1])
		}
	}
	for _, prefix := range [...]string{"+46", "0046"} {
		if bytes.HasPrefix(p.text[p.at:], []byte(prefix)) {
			p.plus = true
			p.at += len(prefix)
			p.separator()
			break
		}
	}
	if p.text[p.start] == '+' && !p.plus {
		return "", false
	}
	for len(p.groups) < 7 && p.group() {
		end := p.at
		if !p.separator() {
			break
		}
		if p.at >= len(p.text) || !digit(p.text[p.at]) {
			p.at = end
			break
		}
		if len(p.groups) == 1 {
			p.hyphen = p.last == '-'
		}
	}
	return p.judge()
}

// group reads digits, in brackets or not.
func (p *phoneReader) group() bool {
	start := p.at
	for p.at < len(p.text) && digit(p.text[p.at]) {
		p.at++
	}
	if p.at == start {
		return false
	}
	p.groups = append(p.groups, string(p.text[start:p.at]))
	return true
}

// separator reads what stands between two groups.
func (p *phoneReader) separator() bool {
	before := p.at
	for p.at < len(p.text) && p.at-before < 6 {
		rest := p.text[p.at:]
		switch {
		case rest[0] == ' ' || rest[0] == '-' || rest[0] == '(' || rest[0] == ')':
			p.last = rest[0]
			p.at++
		case bytes.HasPrefix(rest, []byte("\u00a0")):
			p.last = ' '
			p.at += len("\u00a0")
		case bytes.HasPrefix(rest, []byte("\u2011")) || bytes.HasPrefix(rest, []byte("\u2013")):
			p.last = '-'
			p.at += len("\u2011")
		default:
			return p.at > before
		}
	}
	return p.at > before
}

// judge reports whether the groups are those of a telephone number.
func (p *phoneReader) judge() (string, bool) {
	if len(p.groups) == 0 || p.at < len(p.text) && letter(p.text[p.at]) {
		return "", false
	}
	value := strings.Join(p.groups, "")
	if p.plus {
		value = "0" + strings.TrimLeft(value, "0")
		return value, len(value) >= 8 && len(value) <= 11 && len(value) > 1 && value[1] != '0'
	}
	if len(value) < 8 || len(value) > 11 || value[0] != '0' || value[1] == '0' {
		return "", false
	}
	if p.at+1 < len(p.text) && (p.text[p.at] == ',' || p.text[p.at] == '.' || p.text[p.at] == ':') && digit(p.text[p.at+1]) {
		return "", false
	}
	return value, (p.hyphen || !p.row) && p.shaped(value)
}

// shaped reports whether the groups are put as those of a telephone number are:
// an area code with its hyphen or blank and at least two groups, or a mobile
// number without anything.
func (p *phoneReader) shaped(value string) bool {
	area := p.groups[0]
	switch {
	case len(p.groups) == 1:
		return len(value) == 10 && mobile(value)
	case len(area) < 2 || len(area) > 4:
		return false
	case len(p.groups) == 2 && len(p.groups[1]) == 4:
		return false // a time of day to another: 0800-1700
	case p.hyphen:
		return len(p.groups) > 2 && short(p.groups[1:]) || len(p.groups) == 2 && len(p.groups[1]) >= 5
	case area == "08" || mobile(area):
		return len(p.groups) > 2 && short(p.groups[1:])
	default:
		return len(area) > 2 && len(p.groups) > 3 && short(p.groups[1:]) && len(p.groups[len(p.groups)-1]) == 2
	}
}

func mobile(s string) bool {
	return len(s) > 2 && s[0] == '0' && s[1] == '7' && strings.IndexByte("02369", s[2]) >= 0
}

// short reports whether all groups have two or three digits.
func short(groups []string) bool {
	for _, g := range groups {
		if len(g) < 2 || len(g) > 3 {
			return false
		}
	}
	return true
}

// sameContact brings a declared address or number to the spelling of
// [Contact.Value].
func sameContact(text string) string {
	if strings.Contains(text, "@") {
		return strings.ToLower(strings.TrimSpace(text))
	}
	var out strings.Builder
	for _, b := range []byte(text) {
		if digit(b) {
			out.WriteByte(b)
		}
	}
	value := out.String()
	for _, prefix := range [...]string{"0046", "46"} {
		if rest, ok := strings.CutPrefix(value, prefix); ok && (prefix == "0046" || strings.Contains(text, "+")) {
			return "0" + strings.TrimLeft(rest, "0")
		}
	}
	return value
}
