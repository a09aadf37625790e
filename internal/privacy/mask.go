package privacy

import (
	"fmt"

	"tertial/internal/diag"
)

// Code is the finding of an identity number.
const Code diag.Code = "PERSONNUMMER"

// Mask hides the digits of every identity number in a text, and of everything
// that might be one. The text keeps its length in code points, so that columns
// stay where they are.
func Mask(text string) string {
	const most = 8 // what is hidden may leave its neighbour standing alone
	for range most {
		s := scanner{text: []byte(text), greedy: true}
		found := s.all()
		if len(found) == 0 {
			break
		}
		masked, at := make([]byte, 0, len(text)+32), 0
		for _, m := range found {
			masked = append(masked, text[at:m.Start]...)
			for _, b := range []byte(text[m.Start:m.End]) {
				if digit(b) {
					masked = append(masked, "•"...)
				} else {
					masked = append(masked, b)
				}
			}
			at = m.End
		}
		text = string(append(masked, text[at:]...))
	}
	return text
}

// A masked value is one whose words may hold an identity number.
type masked struct{ value any }

// Localize implements [diag.Localizer].
func (m masked) Localize(lang string) string { return Mask(m.text(lang)) }

// text is what the value says, unmasked.
func (m masked) text(lang string) string {
	if l, ok := m.value.(diag.Localizer); ok {
		return l.Localize(lang)
	}
	return fmt.Sprint(m.value)
}

// Conceal hides identity numbers in findings of any kind, which quote what
// stands in the files: in messages and in names of files. What else is wrong in
// a line with a number is left out, since it may quote a part of it; it is said
// when the number is gone. Conceal must be the last that is done to findings
// before anything is printed or exported. The findings are changed in place.
func Conceal(findings []diag.Finding) []diag.Finding {
	lines := numbered(findings)
	kept := findings[:0]
	for i := range findings {
		f := &findings[i]
		if lines[lineOf(f.Place)] && !ours(f.Code) {
			continue
		}
		conceal(&f.Place, lines)
		concealArgs(f.Args)
		if Mask(f.Instead) != f.Instead {
			f.Instead = "" // a number with its digits hidden is no correction
		}
		concealRelated(f, lines)
		if k := f.Accepted; k != nil {
			known := *k
			known.Reason, known.Role = Mask(k.Reason), Mask(k.Role)
			conceal(&known.Place, lines)
			f.Accepted = &known
		}
		kept = append(kept, *f)
	}
	return kept
}

// ours reports whether a code is of this package, which never quotes.
func ours(code diag.Code) bool {
	switch code {
	case Code, "CONTACT", "METADATA", "NAMECOLUMN", "PRIVACY-EXCEPTION", "SEKRETESS":
		return true
	default:
		return false
	}
}

// numbered returns the lines in which identity numbers were found.
func numbered(findings []diag.Finding) map[line]bool {
	lines := map[line]bool{}
	for i := range findings {
		if at := findings[i].Place; findings[i].Code == Code && at.Line > 0 {
			lines[lineOf(at)] = true
			if at.Part { // it goes on there
				lines[line{at.File, at.Line + 1}] = true
			}
		}
	}
	return lines
}

// concealRelated leaves out the related places in which a number stands.
func concealRelated(f *diag.Finding, lines map[line]bool) {
	var kept []diag.Related
	for _, r := range f.Related {
		if !lines[lineOf(r.Place)] {
			conceal(&r.Place, lines)
			concealArgs(r.Args)
			kept = append(kept, r)
		}
	}
	f.Related = kept
}

// A line is one line of a file.
type line struct {
	file   string
	number int
}

func lineOf(at diag.Place) line { return line{at.File, at.Line} }

func conceal(at *diag.Place, lines map[line]bool) {
	if lines[lineOf(*at)] {
		*at = at.Unseen()
	}
	at.File, at.Text, at.Header = Mask(at.File), Mask(at.Text), Mask(at.Header)
}

func concealArgs(args []diag.Arg) {
	for i, a := range args {
		switch v := a.Value.(type) {
		case string:
			args[i].Value = Mask(v)
		case int, masked:
		default:
			for _, lang := range diag.Languages() {
				text := masked{v}.text(lang)
				if Mask(text) != text {
					args[i].Value = masked{v}
				}
			}
		}
	}
}
