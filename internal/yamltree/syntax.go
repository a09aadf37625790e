package yamltree

import (
	"bytes"
	"strings"

	"tertial/internal/diag"
)

// libraryMessages says which of our messages stands for what the library says. The
// first part that the library's text contains decides.
var libraryMessages = [...]struct{ part, variant string }{
	{"mapping value is not allowed", "colon"},
	{"could not find end character", "quote"},
	{"document separator", "documents"},
	{"reserved character", "reserved"},
	{"escape", "escape"},
	{"UTF-16", "escape"},
	{"surrogate", "escape"},
	{"UTF-32", "escape"},
	{"tab character", "tab"},
	{"'\t'", "tab"},
	{"must be specified", "bracket"},
	{"end token", "bracket"},
	{"corresponding to", "bracket"},
	{"flow map content", "bracket"},
	{"expected sequence element", "bracket"},
	{"header option", "block"},
	{"multi-line", "block"},
	{"space only", "block"},
	{"directive", "directive"},
	{"YAML version", "directive"},
	{"not allowed in this context", "line"},
	{"non-map value", "line"},
	{"unexpected key name", "line"},
	{"invalid key", "line"},
	{"unexpected map key", "line"},
	{"key-value delimiter", "line"},
	{"implicit line break", "line"},
	{"unexpected end content", "line"},
}

// complain reports what the library says in words of ours.
func (r *reader) complain(message string, at span) {
	variant := ""
	for _, m := range libraryMessages {
		if strings.Contains(message, m.part) {
			variant = m.variant
			break
		}
	}
	if line := bytes.LastIndexByte(r.src.Text[at.start:at.end], '\n'); variant == "colon" && line >= 0 {
		// An indented line goes on with the value above it; its colon is the first sign
		// that it was not meant to.
		variant, at.start = "line", r.skipSpace(at.start+line)
	}
	if variant != "colon" && variant != "reserved" {
		r.syntax(variant, at.start, at.end)
		return
	}
	if !r.another("YAML-SYNTAX", variant) {
		return
	}
	// Both are cured by quotes around the value, which ends with its line.
	at.end = r.lineEnd(at.start)
	f := diag.New("YAML-SYNTAX", r.place(at.start, at.end)).With(variant)
	if value := string(r.src.Text[at.start:at.end]); value != "" && !strings.Contains(value, `"`) && !strings.Contains(value, `\`) {
		f = f.Propose(`"` + value + `"`)
	}
	r.diags.Add(f)
}

// lineEnd returns where the line's last visible character ends.
func (r *reader) lineEnd(start int) int {
	line := r.src.Text[start:r.end]
	if i := bytes.IndexAny(line, "\r\n"); i >= 0 {
		line = line[:i]
	}
	return start + len(bytes.TrimRight(line, " \t"))
}
