package privacy

import "bytes"

// A joint is what stands between the date and the last four of a number.
type joint struct {
	form jointForm
	end  int // where the last four begin
}

// A jointForm says how sure a joint is.
type jointForm int

const (
	hyphen jointForm = iota // the sign that belongs there
	dash                    // a longer one, which may mean "to"
	blank                   // a blank, a line's end or markup alone
	listed                  // a comma: only a word before the number makes it one
)

// maxJoint is how far apart the two parts may stand: enough for a pair of tags.
const maxJoint = 64

// A token is a way to write something that may stand in a joint.
type token struct {
	text string
	form jointForm
}

// joints are what may stand in a joint, beside markup.
var joints = [...]token{
	{"-", hyphen},
	{"+", hyphen},
	{"\u2010", hyphen},
	{"\u2011", hyphen},
	{"\u2212", hyphen},
	{"&#43;", hyphen},
	{"&#45;", hyphen},
	{"&minus;", hyphen},
	{"\u2012", dash},
	{"\u2013", dash},
	{"\u2014", dash},
	{"&ndash;", dash},
	{"&#8211;", dash},
	{"&mdash;", dash},
	{" ", blank},
	{"\u00a0", blank},
	{"\u202f", blank},
	{"\u2009", blank},
	{"&nbsp;", blank},
	{"&#160;", blank},
	{"\r\n", blank},
	{"\n", blank},
	{", ", listed},
	{"\u00ad", ignored},
	{"\u200b", ignored},
	{"\u2060", ignored},
	{"&shy;", ignored},
	{"\\", ignored},
	{"*", ignored},
	{"_", ignored},
	{"`", ignored},
}

// ignored is the form of what cannot be seen on a page.
const ignored jointForm = -1

// join reads what stands between two groups of digits. It fails when the
// second is not one of four.
func join(text []byte, at int) (joint, bool) {
	if at >= len(text) || letter(text[at]) {
		return joint{}, false
	}
	found := joint{form: blank}
	signs, blanks, start := 0, 0, at
	for at < len(text) && at-start < maxJoint && !digit(text[at]) {
		form, length := piece(text[at:])
		if length == 0 {
			return joint{}, false
		}
		switch form {
		case hyphen, dash, listed:
			found.form = form
			signs++
		case blank:
			blanks++
		case ignored:
		}
		at += length
	}
	if signs > 1 || blanks > 3 || bytes.Count(text[start:at], []byte("\n")) > 1 || at+4 > len(text) || !digits(text[at:at+4]) || at == start {
		return joint{}, false
	}
	found.end = at
	return found, true
}

// piece reads one piece of a joint; its length is 0 when it is none.
func piece(text []byte) (jointForm, int) {
	if text[0] == '<' {
		return ignored, inlineTag(text)
	}
	for _, t := range joints {
		if len(text) >= len(t.text) && string(text[:len(t.text)]) == t.text {
			return t.form, len(t.text)
		}
	}
	return 0, 0
}

// inlineTag returns the length of a tag that does not end a line or a cell, or 0.
func inlineTag(text []byte) int {
	end := bytes.IndexByte(text[:min(len(text), maxJoint)], '>')
	if end < 0 {
		return 0
	}
	name := bytes.TrimPrefix(text[1:end], []byte("/"))
	if cut := bytes.IndexAny(name, " /"); cut >= 0 {
		name = name[:cut]
	}
	switch string(name) {
	case "a", "b", "i", "u", "em", "strong", "span", "wbr", "code", "mark", "data", "sub", "sup", "small", "del", "ins", "tspan", "bdi":
		return end + 1
	default:
		return 0
	}
}
