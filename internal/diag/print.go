package diag

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// A Printer writes findings for a person to read, like a good compiler does.
type Printer struct {
	Lang  string
	Color bool
	Most  int      // findings shown of each code and severity, the others counted; 0 shows all
	Least Severity // milder findings are only counted
	// Aside are codes of what only helps: such findings come last, under AsideTitle.
	Aside      []Code
	AsideTitle string
}

// words of the printer itself, by language.
var printerWords = map[string]map[string]string{
	"sv": {
		"error": "fel", "warning": "varning", "note": "upplysning", "known": "känd skillnad",
		"line": "rad", "column": "kolumn", "see": "se", "instead": "Skriv: %s", "site": "webbplatsen",
		"explain": "Läs mer: tertial explain %s\n", "errors": "fel", "warnings": "varningar", "notes": "upplysningar", "knowns": "kända skillnader",
		"more": "och %d till av samma slag i %d filer: %s (%s)\n", "more.one": "och %d till av samma slag i %s: %s (%s)\n",
		"all": "Visa alla: tertial check --all\n",
	},
	"en": {
		"error": "error", "warning": "warning", "note": "note", "known": "known difference",
		"line": "line", "column": "column", "see": "see", "instead": "Write: %s", "site": "the site",
		"explain": "Read more: tertial explain %s\n", "errors": "errors", "warnings": "warnings", "notes": "notes", "knowns": "known differences",
		"more": "and %d more of the same kind in %d files: %s (%s)\n", "more.one": "and %d more of the same kind in %s: %s (%s)\n",
		"all": "Show all: tertial check --all\n",
	},
}

// Print writes the findings in order, then a line that counts them. It writes
// nothing when there are none.
func (p Printer) Print(w io.Writer, findings []Finding) error {
	if len(findings) == 0 {
		return nil
	}
	out := bufio.NewWriter(w)
	var rest leftOut
	shown := func(aside bool) {
		for i := range findings {
			f := &findings[i]
			if f.Severity < p.Least || slices.Contains(p.Aside, f.Code) != aside || !rest.take(f, p.Most) {
				continue
			}
			if aside && p.AsideTitle != "" {
				fmt.Fprintln(out, p.AsideTitle)
				p.AsideTitle = ""
			}
			p.one(out, f)
		}
	}
	shown(false)
	shown(true)
	p.more(out, &rest)
	p.summary(out, findings)
	return out.Flush()
}

func (p Printer) word(key string) string { return printerWords[language(p.Lang)][key] }

func (p Printer) one(w io.Writer, f *Finding) {
	paint := map[Severity]string{Error: "1;31", Warning: "1;33", Note: "1;36", Known: "1;32"}[f.Severity]
	fmt.Fprintf(w, "%s: %s: %s [%s]\n", p.where(f.Place), p.paint(paint, p.word(f.Severity.String())), visible(f.Message(p.Lang)), f.Code)
	if f.Severity == Known {
		return // accepted: a reminder is enough
	}
	p.snippet(w, f.Place, f.Instead, paint)
	for _, r := range f.Related {
		fmt.Fprintf(w, "  %s: %s: %s\n", p.where(r.Place), p.word("see"), visible(f.RelatedText(r, p.Lang)))
		p.snippet(w, r.Place, "", paint)
	}
}

// where is file:line:column, for a CSV cell with header and Excel's letter.
func (p Printer) where(at Place) string {
	if at.File == "" {
		return p.word("site")
	}
	if at.Line == 0 {
		return visible(at.File)
	}
	s := fmt.Sprintf("%s:%d:%d", visible(at.File), at.Line, at.Column)
	if at.Letter != "" {
		s += fmt.Sprintf(" (%s %s, %s)", p.word("column"), at.Letter, p.quote(visible(at.Header)))
	}
	return s
}

func (p Printer) quote(text string) string {
	if language(p.Lang) == "sv" {
		return "”" + text + "”"
	}
	return "“" + text + "”"
}

// visible puts a sign of its own in the place of each character that a terminal
// would obey: what stands in a file is shown and never acts.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ':
			return '␀' + r
		case r == 0x7f:
			return '␡'
		case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029':
			return '\ufffd'
		default:
			return r
		}
	}, text)
}

func (p Printer) snippet(w io.Writer, at Place, instead, paint string) {
	if at.Line == 0 || at.Hidden {
		return
	}
	number := fmt.Sprintf("%5d", at.Line)
	text := visible(strings.ReplaceAll(at.Text, "\t", " "))
	fmt.Fprintf(w, "%s | %s\n", number, text)
	indent := strings.Repeat(" ", max(at.Column-1-at.Shift, 0))
	room := max(len([]rune(text))-len(indent), 1)
	marks := "^" + strings.Repeat("~", max(min(at.Length, room)-1, 0))
	fmt.Fprintf(w, "      | %s%s\n", indent, p.paint(paint, marks))
	if instead != "" {
		fmt.Fprintf(w, "      | %s%s\n", indent, p.paint("32", visible(instead)))
	}
}

// counted is a number of findings with the word for them: 1 fel, 2 varningar.
func (p Printer) counted(n int, s Severity) string {
	key := s.String()
	if n != 1 {
		key += "s"
	}
	return fmt.Sprintf("%d %s", n, p.word(key))
}

func (p Printer) summary(w io.Writer, findings []Finding) {
	var count [Error + 1]int
	first := Code("")
	for i := range findings {
		count[findings[i].Severity]++
		if first == "" && findings[i].Severity == Error {
			first = findings[i].Code
		}
	}
	for s := Error; s >= Known; s-- {
		fmt.Fprint(w, p.counted(count[s], s), map[bool]string{true: "\n", false: ", "}[s == Known])
	}
	if first != "" {
		fmt.Fprintf(w, p.word("explain"), first)
	}
}

func (p Printer) paint(code, text string) string {
	if !p.Color || code == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
