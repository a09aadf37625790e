package content

import (
	"bytes"
	"slices"

	"tertial/internal/diag"
)

// A veil is what a build may not see of a meeting's file. It covers it with
// blanks, so that all places stay where they are and nobody behind it knows
// what stood there.
type veil struct {
	items  [][2]int // the lines of hidden items in the front matter
	hidden []string // their ids
	some   bool     // there are any but secret ones, of which nothing is known anyway
	known  []string // ids of all items, hidden or not
}

// Cover returns the text of the meeting's file with blanks in place of what the
// build may not see. The text is the file's own, from its beginning.
func (m *Meeting) Cover(text []byte) []byte {
	out := m.veil.head(text)
	found := findHead(text)
	for _, s := range m.veil.sections(text, found.body, new(diag.List), nil) {
		if !s.shown {
			blank(out[s.start:s.end])
		}
	}
	return out
}

// head covers the front matter.
func (v *veil) head(text []byte) []byte {
	out := bytes.Clone(text)
	for _, span := range v.items {
		blank(out[min(span[0], len(out)):min(span[1], len(out))])
	}
	return out
}

// blank puts blanks in place of everything but the ends of lines.
func blank(text []byte) {
	for i, c := range text {
		if c != '\n' && c != '\r' {
			text[i] = ' '
		}
	}
}

// A part is the part of a meeting's text that belongs to one item, or what
// stands before the first.
type part struct {
	id         string // "" before the first item
	start, end int    // of the whole part
	body       int    // behind its heading
	shown      bool
}

// sections finds the parts of a meeting's text line by line. A heading of the
// first level names its item, as in "# Delårsrapport {#punkt-1}". One that
// names none, or one that does not exist, begins a part that nobody sees, since it might
// be a hidden item's; source is where that is said, if it is said at all.
func (v *veil) sections(text []byte, body int, diags *diag.List, source *diag.Source) []part {
	parts := []part{{start: body, body: body, shown: true}}
	var open fence
	for at := body; at < len(text); {
		line, next := nextLine(text, at)
		current := &parts[len(parts)-1]
		id, heading := headingID(line)
		switch {
		case v.names(line, &id):
			parts, open = append(parts, part{id: id, start: at, body: next}), fence{}
		case open.inside(line) || !heading:
		case slices.Contains(v.known, id):
			parts = append(parts, part{id: id, start: at, body: next, shown: true})
		case current.shown || !slices.Contains(v.hidden, current.id):
			if source != nil {
				v.stray(source, at, at+len(line), id, diags)
			}
			parts = append(parts, part{start: at, body: next})
		}
		at = next
	}
	for i := range parts {
		parts[i].end = len(text)
		if i+1 < len(parts) {
			parts[i].end = parts[i+1].start
		}
	}
	return parts
}

// stray reports a heading that belongs to no item. The line itself is not
// shown: it may be a hidden item's.
func (v *veil) stray(source *diag.Source, start, end int, id string, diags *diag.List) {
	finding := diag.New("MEETING-SECTION", source.Place(start, end).Unseen())
	if id != "" {
		shown := slices.DeleteFunc(slices.Clone(v.known), func(id string) bool { return slices.Contains(v.hidden, id) })
		near := diag.Nearest(id, shown)
		finding = diag.New("MEETING-SECTION", finding.Place, "id", id, "nearest", near).With("unknown")
		if near != "" {
			finding = finding.With("nearest")
		}
	}
	diags.Add(finding)
}

// names reports whether a line holds the id of a hidden item in braces,
// whatever else it is: what follows is not shown.
func (v *veil) names(line []byte, id *string) bool {
	for _, word := range bracedWords(line) {
		if slices.Contains(v.hidden, word) {
			*id = word
			return true
		}
	}
	return false
}

// bracedWords returns the words that stand in braces on a line, without the
// signs that attributes have.
func bracedWords(line []byte) []string {
	var words []string
	for {
		_, rest, ok := bytes.Cut(line, []byte("{"))
		if !ok {
			return words
		}
		inner, after, _ := bytes.Cut(rest, []byte("}"))
		for _, field := range bytes.FieldsFunc(inner, func(r rune) bool { return bytes.ContainsRune([]byte(" \t\r=\"'#"), r) }) {
			words = append(words, string(field))
		}
		line = after
	}
}

// headingID returns the id of a heading of the first level, and whether the
// line is one.
func headingID(line []byte) (string, bool) {
	trimmed := bytes.TrimLeft(line, " ")
	const code = 4 // so many blanks make a line of code
	if len(line)-len(trimmed) >= code || !bytes.HasPrefix(trimmed, []byte("#")) {
		return "", false
	}
	rest := trimmed[1:]
	if len(bytes.TrimRight(rest, "\r")) > 0 && rest[0] != ' ' && rest[0] != '\t' {
		return "", false
	}
	at := bytes.LastIndex(rest, []byte("{#"))
	if at < 0 {
		return "", true
	}
	words := bracedWords(rest[at:])
	if len(words) == 0 {
		return "", true
	}
	return words[0], true
}

// A fence is the fenced code that is open.
type fence struct {
	sign   byte
	length int
}

// inside takes the next line and reports whether it is part of fenced code.
func (f *fence) inside(line []byte) bool {
	trimmed := bytes.TrimLeft(line, " ")
	const code = 4
	length := 0
	if len(line)-len(trimmed) < code && len(trimmed) > 0 && (trimmed[0] == '`' || trimmed[0] == '~') {
		length = len(trimmed) - len(bytes.TrimLeft(trimmed, string(trimmed[:1])))
	}
	const shortest = 3
	switch {
	case f.length > 0:
		if length >= f.length && trimmed[0] == f.sign && len(bytes.TrimSpace(trimmed[length:])) == 0 {
			*f = fence{}
		}
		return true
	case length >= shortest && (trimmed[0] == '~' || bytes.IndexByte(trimmed[length:], '`') < 0):
		*f = fence{sign: trimmed[0], length: length}
		return true
	default:
		return false
	}
}

// Whole reports whether the build sees all items of the agenda, so that what
// is missing from it is missing for everyone.
func (m *Meeting) Whole() bool { return !m.veil.some }
