package content

import (
	"bytes"
	"strings"
	"time"
)

// gate reads the keys that decide who may see a report, line by line, before
// anything else of the file is parsed. It is lenient about the form and strict
// about the meaning: what it does not understand keeps the report hidden.
func gate(head []byte) (visibility Visibility, from string, secret bool) {
	visibility = Internal
	found := findHead(head)
	if !found.ok {
		return Internal, "", false
	}
	seen := false
	for at := found.start; at < found.end; {
		var line []byte
		line, at = nextLine(head, at)
		key, value, ok := gateLine(line)
		if !ok {
			continue
		}
		switch key {
		case "visibility":
			v := Visibility(value)
			if seen && v != visibility || !v.known() {
				v = Internal
			}
			visibility, seen = v, true
		case "from":
			from = value
		case "secret":
			secret = secret || value != "false"
		}
	}
	if from != "" && !isDate(from) {
		visibility = Internal
	}
	return visibility, from, secret
}

// gateLine takes a line of the front matter apart when it is a key of the
// outermost level with its value.
func gateLine(line []byte) (key, value string, ok bool) {
	if len(line) == 0 || line[0] == ' ' || line[0] == '\t' || line[0] == '#' {
		return "", "", false
	}
	before, after, ok := bytes.Cut(line, []byte(":"))
	if i := bytes.Index(after, []byte(" #")); i >= 0 {
		after = after[:i]
	}
	return bare(before), bare(after), ok
}

// bare takes blanks and quotes off a word.
func bare(word []byte) string {
	return strings.Trim(strings.TrimSpace(string(word)), `"'`)
}

// known reports whether the word is one of the visibilities.
func (v Visibility) known() bool {
	switch v {
	case Internal, CommitteeOnly, Public, Withdrawn:
		return true
	default:
		return false
	}
}

// rank orders visibilities from the most hidden on. A tombstone shows nothing
// of a report to anyone.
func (v Visibility) rank() int {
	switch v {
	case Withdrawn:
		return 0
	case Internal:
		return 1
	case CommitteeOnly:
		return 2
	default:
		return 3
	}
}

// isDate reports whether the text is an ISO date that exists.
func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// isMonth reports whether the text is an ISO month.
func isMonth(s string) bool {
	_, err := time.Parse("2006-01", s)
	return err == nil
}
