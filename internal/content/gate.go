package content

import (
	"bytes"
	"strings"
	"time"
)

// gate reads the keys that decide who may see a report, line by line, before
// anything else of the file is parsed. It is lenient about the form and strict
// about the meaning: what it does not understand keeps the report hidden, and
// is doubtful. An author who misspells the word that publishes a report must
// be told, or the report would leave the web without a sound.
func gate(text []byte) (g gated) {
	g.visibility = Internal
	found := findHead(text)
	if !found.ok {
		g.doubtful = found.start > 0 // begun and not ended
		return g
	}
	for at := found.start; at < found.end; {
		var line []byte
		line, at = nextLine(text, at)
		if key, value, ok := gateLine(line); ok {
			g.key(key, value)
		}
	}
	g.close()
	return g
}

// A gated is what the keys that decide who may see a report, a meeting or an
// item of its agenda say.
type gated struct {
	visibility Visibility
	from       string
	secret     bool
	adjusted   string // of meetings: a date, or ""
	meeting    string // of reports: the date of the meeting whose papers they are among, or ""
	doubtful   bool   // they could not be understood
	seen       bool   // the visibility is said
}

// key takes one key and its value. The visibility is internal until it is said.
func (g *gated) key(key, value string) {
	switch key {
	case "visibility":
		v := Visibility(value)
		if g.seen && v != g.visibility || !v.Known() {
			v, g.doubtful = Internal, true
		}
		g.visibility, g.seen = v, true
	case "from":
		g.from = value
	case "secret":
		g.secret = g.secret || value != "false"
	case "adjusted":
		g.adjusted = value
	case "meeting":
		g.meeting = value
	}
}

// close judges what all keys say together.
func (g *gated) close() {
	if g.from != "" && !isDate(g.from) {
		g.doubtful = g.doubtful || g.visibility != Internal
		g.visibility = Internal
	}
	if !isDate(g.adjusted) {
		g.adjusted = ""
	}
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
