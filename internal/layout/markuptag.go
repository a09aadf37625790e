package layout

import (
	"slices"
	"strings"
)

// A startTag is one of our own markup, which writes attributes with straight
// quotes and their values escaped.
type startTag struct {
	name       string
	attributes []tagValue
	closed     bool // it ends with a slash
	drop       bool // leaves the element out, with all that is in it
	after      string
}

// A tagValue is an attribute; it has no value where there is no equals sign.
type tagValue struct {
	name, value string
	bare        bool
}

// get is the value of an attribute, or "".
func (t *startTag) get(name string) string {
	for _, a := range t.attributes {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// set changes an attribute, or adds it.
func (t *startTag) set(name, value string) {
	for i := range t.attributes {
		if t.attributes[i].name == name {
			t.attributes[i].value = value
			return
		}
	}
	t.attributes = append(t.attributes, tagValue{name: name, value: value})
}

// unset takes an attribute away.
func (t *startTag) unset(name string) {
	t.attributes = slices.DeleteFunc(t.attributes, func(a tagValue) bool { return a.name == name })
}

// has reports whether the element is of a class.
func (t *startTag) has(class string) bool {
	return slices.Contains(strings.Fields(t.get("class")), class)
}

func (t *startTag) write(out *strings.Builder) {
	out.WriteString("<" + t.name)
	for _, a := range t.attributes {
		out.WriteString(" " + a.name)
		if !a.bare {
			out.WriteString(`="` + a.value + `"`)
		}
	}
	if t.closed {
		out.WriteByte('/')
	}
	out.WriteByte('>')
}

// parseTag takes a start tag apart: what stands between its brackets.
func parseTag(text string) startTag {
	var t startTag
	if text, t.closed = strings.CutSuffix(text, "/"); t.closed {
		text = strings.TrimRight(text, " ")
	}
	end := strings.IndexAny(text, " \n\t")
	if end < 0 {
		t.name = text
		return t
	}
	t.name = text[:end]
	for text = strings.TrimLeft(text[end:], " \n\t"); text != ""; text = strings.TrimLeft(text, " \n\t") {
		end := strings.IndexAny(text, "= \n\t")
		if end < 0 || text[end] != '=' {
			if end < 0 {
				end = len(text)
			}
			t.attributes = append(t.attributes, tagValue{name: text[:end], bare: true})
			text = text[end:]
			continue
		}
		name := text[:end]
		text = text[end+1:]
		if text == "" {
			break
		}
		var value string
		quote := text[:1]
		if quote == `"` || quote == "'" {
			value, text, _ = strings.Cut(text[1:], quote)
		} else {
			stop := strings.IndexAny(text, " \n\t")
			if stop < 0 {
				stop = len(text)
			}
			value, text = text[:stop], text[stop:]
		}
		t.attributes = append(t.attributes, tagValue{name: name, value: strings.ReplaceAll(value, `"`, "&quot;")})
	}
	return t
}

// edited goes through the start tags of finished markup, which edit may change,
// and the names of end tags after them. Texts and comments stay as they are.
func edited(markup string, edit func(*startTag)) string {
	var out strings.Builder
	out.Grow(len(markup))
	var renamed []startTag // of the elements that are open and have another name now
	depth, dropped := 0, ""
	for markup != "" {
		at := strings.IndexByte(markup, '<')
		if at < 0 {
			at = len(markup)
		}
		if dropped == "" {
			out.WriteString(markup[:at])
		}
		if markup = markup[at:]; markup == "" {
			break
		}
		end := tagEnd(markup)
		raw := markup[:end]
		markup = markup[end:]
		switch inner := strings.TrimSuffix(strings.TrimPrefix(raw, "<"), ">"); {
		case strings.HasPrefix(raw, "<!"):
			if dropped == "" {
				out.WriteString(raw)
			}
		case dropped != "":
			depth += nesting(inner, dropped)
			if depth == 0 {
				dropped = ""
			}
		case strings.HasPrefix(inner, "/"):
			name := strings.TrimSpace(inner[1:])
			if n := len(renamed); n > 0 && renamed[n-1].name == name {
				name = renamed[n-1].after
				renamed = renamed[:n-1]
			}
			out.WriteString("</" + name + ">")
		default:
			t := parseTag(inner)
			was := t.name
			edit(&t)
			if t.drop {
				if !t.closed && !slices.Contains(void, was) {
					depth, dropped = 1, was
				}
				continue
			}
			if heading(was) {
				renamed = append(renamed, startTag{name: was, after: t.name})
			}
			t.write(&out)
		}
	}
	return out.String()
}

// heading reports whether an element is one: those alone may be renamed, and
// they are never in one another.
func heading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'
}

// nesting is how much deeper a tag leads into elements of a name.
func nesting(inner, name string) int {
	if strings.HasPrefix(inner, "/") {
		if strings.TrimSpace(inner[1:]) == name {
			return -1
		}
		return 0
	}
	if t := parseTag(inner); t.name == name && !t.closed {
		return 1
	}
	return 0
}
