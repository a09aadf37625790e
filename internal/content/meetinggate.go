package content

import (
	"bytes"
	"strconv"
	"strings"
)

// A meetingGate is what decides who may see a meeting and each of its items,
// read line by line before anything else of the file is parsed. As of reports,
// what it does not understand stays hidden and is said.
type meetingGate struct {
	gated
	items []itemGate
	// unclear is where the items cannot be told apart, in which case none of
	// them may be seen; 0 is nowhere.
	unclear int
}

// An itemGate is what decides who may see an item, and where its lines are.
type itemGate struct {
	gated
	id         string
	start, end int  // of its lines in the file
	key        int  // where its first key stands, or its dash
	bare       bool // it has no keys but those that decide
}

// gateMeeting reads the gate of a meeting and its items.
func gateMeeting(text []byte) meetingGate {
	g := meetingGate{gated: gate(text)}
	if found := findHead(text); found.ok {
		r := itemReader{text: text, gate: &g, dash: -1, keys: -1, scalar: -1}
		r.read(found)
	}
	return g
}

// An itemReader finds the items of an agenda by the indents of their lines.
type itemReader struct {
	text   []byte
	gate   *meetingGate
	inside bool // below the key items
	done   bool // behind its last item
	dash   int  // column of the items' dashes; −1 before the first
	keys   int  // column of the item's keys; −1 until one is seen
	scalar int  // column of the key whose value is a block of lines; −1 is none
	number int
}

// read goes through the front matter and stops where lines become unclear.
func (r *itemReader) read(found head) {
	for at := found.start; at < found.end && r.gate.unclear == 0; {
		line, next := nextLine(r.text, at)
		if !r.line(bytes.TrimRight(line, " \t\r"), at) {
			r.gate.unclear = at
		}
		at = next
	}
	r.closeItem(found.end)
}

// line reads one line and reports whether it is clear what it belongs to.
func (r *itemReader) line(line []byte, at int) bool {
	indent := len(line) - len(bytes.TrimLeft(line, " "))
	rest := line[indent:]
	switch {
	case len(rest) == 0:
		return true
	case r.scalar >= 0 && indent > r.scalar:
		return true // inside a block of lines
	case rest[0] == '#':
		return true
	}
	r.scalar = -1
	if indent == 0 && !isDash(rest) {
		return r.outer(rest, at)
	}
	if !r.inside {
		return true
	}
	return r.inner(rest, indent, at)
}

// outer reads a line of the outermost level.
func (r *itemReader) outer(line []byte, at int) bool {
	if r.inside {
		if line[0] == '\t' {
			return false
		}
		r.closeItem(at)
		r.inside, r.done = false, true
	}
	key, value, ok := gateLine(line)
	if !ok || key != "items" {
		return true
	}
	r.inside = true
	return !r.done && (value == "" || value == "[]")
}

// inner reads a line of the agenda.
func (r *itemReader) inner(line []byte, indent, at int) bool {
	if line[0] == '\t' || indent < r.dash {
		return false
	}
	if r.dash < 0 {
		r.dash = indent
	}
	if indent == r.dash {
		if !isDash(line) {
			return false
		}
		r.closeItem(at)
		return r.open(line, indent, at)
	}
	if len(r.gate.items) == 0 {
		return false
	}
	if r.keys < 0 {
		r.keys = indent
		r.item().key = at + indent
	}
	switch {
	case indent < r.keys:
		return false
	case indent > r.keys || isDash(line):
		return r.nested(line, indent)
	default:
		return r.key(line, indent)
	}
}

func (r *itemReader) item() *itemGate { return &r.gate.items[len(r.gate.items)-1] }

// open begins an item, whose first key may stand behind the dash.
func (r *itemReader) open(line []byte, indent, at int) bool {
	r.gate.items = append(r.gate.items, itemGate{gated: gated{visibility: Internal}, start: at, end: at, key: at + indent, bare: true})
	r.keys, r.number = -1, 0
	rest := bytes.TrimLeft(line[1:], " ")
	if len(rest) == 0 {
		return true
	}
	r.keys = indent + len(line) - len(rest)
	r.item().key = at + r.keys
	return r.key(rest, r.keys)
}

// key reads a key of the item.
func (r *itemReader) key(line []byte, column int) bool {
	key, value, ok := gateLine(line)
	if !ok || strings.ContainsAny(key, "{}[]&*!?|>,#") || !r.value(line, column) {
		return false
	}
	item := r.item()
	switch key {
	case "visibility", "from", "secret":
	case "id":
		item.id, item.bare = value, false
	case "number":
		r.number, _ = strconv.Atoi(value)
		item.bare = false
	default:
		item.bare = false
	}
	item.gated.key(key, value)
	return true
}

// nested reads a line within the value of a key, whose own keys decide nothing.
func (r *itemReader) nested(line []byte, indent int) bool {
	r.item().bare = false
	for isDash(line) {
		rest := bytes.TrimLeft(line[1:], " ")
		indent += len(line) - len(rest)
		line = rest
	}
	return len(line) == 0 || r.value(line, indent)
}

// value reports whether what a line holds ends with it, or is a block of lines
// that the indent sets apart. Quotes and brackets that go on in the next line
// could hide where an item ends.
func (r *itemReader) value(line []byte, column int) bool {
	value := line
	if at := bytes.Index(line, []byte(": ")); at >= 0 {
		value = bytes.TrimLeft(line[at+1:], " ")
	}
	if len(value) > 0 && (value[0] == '|' || value[0] == '>') {
		r.scalar = column
		return true
	}
	return closed(value) && closed(line)
}

// closed reports whether a value that begins with a quote or bracket has its
// end on the same line. What has another meaning in front of a quote is taken
// for open.
func closed(value []byte) bool {
	if len(value) == 0 || bytes.IndexByte([]byte("\"'[{!&*"), value[0]) < 0 {
		return true
	}
	depth, before := 0, byte(',')
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '!' || c == '&' || c == '*':
			if before == ',' && depth == 0 {
				return false
			}
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		case (c == '"' || c == '\'') && bytes.IndexByte([]byte(",:[{"), before) >= 0:
			length := quoted(value[i:])
			if length == 0 {
				return false
			}
			i += length - 1
		}
		if c := value[i]; c != ' ' {
			before = c
		}
	}
	return depth <= 0
}

// quoted returns the length of the quoted text that a value begins with, or 0
// when it does not end.
func quoted(value []byte) int {
	for i := 1; i < len(value); i++ {
		switch c := value[i]; {
		case c == '\\' && value[0] == '"':
			i++
		case c == '\'' && value[0] == c && i+1 < len(value) && value[i+1] == c:
			i++
		case c == value[0]:
			return i + 1
		}
	}
	return 0
}

// closeItem ends the item that is open.
func (r *itemReader) closeItem(at int) {
	if len(r.gate.items) == 0 || !r.inside {
		return
	}
	item := r.item()
	item.end = at
	if item.id == "" {
		item.id = itemID(r.number)
	}
	item.close()
}

// isDash reports whether a line begins an entry of a list.
func isDash(line []byte) bool {
	return len(line) > 0 && line[0] == '-' && (len(line) == 1 || line[1] == ' ')
}
