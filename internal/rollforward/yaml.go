package rollforward

import (
	"strings"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// confirm begins what a person must decide; checks find it.
const confirm = "BEKRÄFTA: "

// An edit says what becomes of a key of a map: its new lines, each without an
// end, given the text of its old value. No lines take the key away.
type edit func(key, old string) []string

func drop(string, string) []string { return nil }

// remember takes a statement away and leaves it as a comment: it was about the
// figures of last time.
func remember(key, old string) []string {
	if old = strings.Join(strings.Fields(old), " "); old == "" {
		return nil
	}
	return []string{"# förra gången, " + key + ": " + old}
}

// write puts a text to be written in the place of a statement, and leaves the
// old one as a comment.
func write(text string) edit {
	return func(key, old string) []string {
		return append(remember(key, old), key+`: "`+text+`"`)
	}
}

// edited rewrites YAML: its top-level keys, or those of each item of a list,
// by the edits; all other lines move their periods. Comments of the outermost
// level that stand before a key belong to it.
func edited(text string, s *Shift, edits map[string]edit) string {
	tree := yamltree.Parse(diag.NewSource("", []byte(text)), 0, len(text), &diag.List{})
	if tree == nil {
		return s.Text(text)
	}
	maps := []*yamltree.Node{tree}
	if tree.Kind == yamltree.List {
		maps = tree.Items
	}
	var out strings.Builder
	done := 0
	for _, m := range maps {
		for i := range m.Fields {
			f := &m.Fields[i]
			change, ok := edits[f.Key]
			if !ok {
				continue
			}
			start, end := lineStart(text, f.KeyStart), fieldEnd(text, f.KeyStart, f.Value.End)
			lead := text[start:f.KeyStart]
			lines := change(f.Key, f.Value.Text)
			if first := strings.TrimSpace(lead) != ""; start < done || first && (len(lines) != 1 || strings.TrimSpace(lead) != "-") {
				continue // several keys on one line, or an item's first: it moves as it stands
			}
			out.WriteString(s.Text(text[done:start]))
			for _, line := range lines {
				out.WriteString(lead + line + "\n")
			}
			done = end
		}
	}
	out.WriteString(s.Text(text[done:]))
	return out.String()
}

func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// fieldEnd is where the lines of a key end: with the first line that is not
// deeper than the key, comments and blank lines not counted.
func fieldEnd(text string, key, value int) int {
	depth := key - lineStart(text, key)
	end := nextLine(text, max(key, value-1))
	for at := end; at < len(text); {
		next := nextLine(text, at)
		line := text[at:next]
		trimmed := strings.TrimLeft(line, " ")
		switch {
		case strings.TrimSpace(line) == "":
		case len(line)-len(trimmed) > depth, len(line)-len(trimmed) == depth && strings.HasPrefix(trimmed, "- ") && strings.HasSuffix(strings.TrimSpace(text[key:nextLine(text, key)]), ":"):
			end = next
		default:
			return end
		}
		at = next
	}
	return end
}

func nextLine(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}
