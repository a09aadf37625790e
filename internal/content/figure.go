package content

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/diag"
)

const (
	// maxDecimals is the largest number of decimals a figure may ask for; more
	// is a slip of the finger, not an accuracy that a report has.
	maxDecimals = 6
	// maxFigure is the most bytes of a figure. What is longer is a paragraph
	// between two backquotes that have nothing to do with each other.
	maxFigure = 2000
)

// filterWords are the filters that are words, in the order in which a finding
// lists them.
var filterWords = [...]string{"abs", "signed", "share", "word(…/…)"}

// A problem is what is wrong with a figure: a variant of the finding FIGURE
// and where in the figure's text it stands.
type problem struct {
	variant    string
	start, end int
	args       []any
	instead    string
}

// positions tell where the bytes of a text that was taken out of a document
// stand in it. The end of one byte need not be the start of the next.
type positions interface {
	start(i int) int // where the byte i stands
	end(i int) int   // where the first i bytes end
}

// A figureParser reads the text between the backquotes of a figure.
type figureParser struct {
	text string
	pos  int
	at   positions
}

// parseFigure reads what stands between the backquotes, the equals sign
// included. It returns a figure, or the first problem, whose positions count
// in the text.
func parseFigure(text string, at positions) (*Figure, *problem) {
	if len(text) > maxFigure {
		return nil, &problem{variant: "long", end: len(text)}
	}
	p := &figureParser{text: text, at: at}
	p.pos = len(text) - len(strings.TrimPrefix(strings.TrimLeft(text, " \n\r\t"), "="))
	figure := &Figure{Start: at.start(0), End: at.end(len(text)), Raw: text, Filters: Filters{Decimals: -1}}
	quotient := false
	for operator := byte(0); ; {
		reference, problem := p.reference(operator)
		if problem != nil {
			return nil, problem
		}
		figure.Terms = append(figure.Terms, FigureTerm{Operator: operator, Reference: *reference})
		p.blanks()
		if operator = p.operator(); operator == 0 {
			break
		}
		quotient = quotient || operator == '/'
	}
	if problem := p.filters(&figure.Filters); problem != nil {
		return nil, problem
	}
	return figure, p.checkFilters(&figure.Filters, quotient)
}

func (p *figureParser) blanks() {
	for p.pos < len(p.text) && isBlank(rune(p.text[p.pos])) {
		p.pos++
	}
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// operator reads a sign between two references, or returns 0. Editors that
// correct typing write a true minus or a dash where the author meant one.
func (p *figureParser) operator() byte {
	r, size := utf8.DecodeRuneInString(p.text[p.pos:])
	var operator byte
	switch r {
	case '+', '/':
		operator = byte(r)
	case '-', '−', '–':
		operator = '-'
	default:
		return 0
	}
	p.pos += size
	return operator
}

// reference reads one dataset[part; part], with a report's path before it or
// not.
func (p *figureParser) reference(operator byte) (*Reference, *problem) {
	p.blanks()
	start := p.pos
	for p.pos < len(p.text) && !strings.ContainsRune("[]; \t\r\n", rune(p.text[p.pos])) {
		p.pos++
	}
	name := p.text[start:p.pos]
	if problem := p.checkName(name, start, operator); problem != nil {
		return nil, problem
	}
	reference := &Reference{Dataset: name}
	if cut := strings.LastIndexByte(name, '/'); cut >= 0 {
		reference.Report, reference.Dataset = name[1:cut], name[cut+1:]
	}
	p.pos++
	parts, problem := p.parts(name, start)
	if problem != nil {
		return nil, problem
	}
	reference.Parts = parts
	reference.Start, reference.End = p.at.start(start), p.at.end(p.pos)
	return reference, nil
}

// checkName judges what stands before a bracket, and that there is one.
func (p *figureParser) checkName(name string, start int, operator byte) *problem {
	bracket := p.pos < len(p.text) && p.text[p.pos] == '['
	end := max(p.pos, min(start+1, len(p.text)))
	switch {
	case name == "" && operator != 0 && !bracket:
		return &problem{variant: "operand", start: start, end: end, args: []any{"operator", string(operator)}}
	case name == "":
		return &problem{variant: "name", start: start, end: end}
	case !bracket && strings.Trim(name, "/") != "" && strings.IndexFunc(name, notInName) < 0:
		return &problem{variant: "bracket", start: start, end: end, args: []any{"name", name}, instead: name + "[…]"}
	case !bracket:
		return &problem{variant: "code", start: start, end: end, args: []any{"text", p.text}}
	case strings.Contains(name, "/") && !isReportPath(name):
		return &problem{variant: "path", start: start, end: end, args: []any{"path", name}}
	}
	return nil
}

// notInName reports whether a letter cannot be part of a dataset's name or
// path: then the author may have meant code, not a figure.
func notInName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '/'
}

// isReportPath reports whether a name is /committee/year/report/dataset.
func isReportPath(name string) bool {
	steps := strings.Split(name, "/")
	if len(steps) != 5 || steps[0] != "" || !isYear(steps[2]) {
		return false
	}
	return steps[1] != "" && steps[3] != "" && steps[4] != ""
}

// parts reads the names within the brackets; the opening one is behind it.
func (p *figureParser) parts(name string, start int) ([]Part, *problem) {
	var parts []Part
	nested := -1
	for {
		part, end := p.part(&nested)
		if end == 0 {
			return nil, p.unclosed(name, start)
		}
		if part.Text == "" {
			return nil, &problem{variant: "empty", start: p.pos - 1, end: p.pos, args: []any{"name", name}}
		}
		parts = append(parts, part)
		if end == ';' {
			continue
		}
		if nested >= 0 && strings.ContainsRune(p.text[p.pos:], ']') && !strings.ContainsRune(p.text[p.pos:], '[') {
			return nil, &problem{variant: "nested", start: nested, end: p.pos, instead: escapeBrackets(p.text[nested:p.pos])}
		}
		return parts, nil
	}
}

// unclosed is the problem of a bracket that never ends.
func (p *figureParser) unclosed(name string, start int) *problem {
	bad := &problem{variant: "close", start: start, end: len(p.text), args: []any{"name", name}}
	text := strings.TrimRight(p.text[start:], " \n\r\t;")
	if !strings.HasSuffix(text, "[") && !strings.Contains(text, "\n") {
		bad.instead = text + "]"
	}
	return bad
}

func escapeBrackets(s string) string { return strings.NewReplacer("[", `\[`, "]", `\]`).Replace(s) }

// part reads one name up to a semicolon or the closing bracket, which it
// returns, or 0 at the end of the text. It notes where a bracket opens inside.
func (p *figureParser) part(nested *int) (Part, byte) {
	p.blanks()
	start, end := p.pos, p.pos
	var text strings.Builder
	for p.pos < len(p.text) {
		c := p.text[p.pos]
		if c == ';' || c == ']' {
			p.pos++
			return Part{Text: foldBlanks(text.String()), Start: p.at.start(start), End: p.at.end(end)}, c
		}
		if c == '[' && *nested < 0 {
			*nested = p.pos
		}
		if c == '\\' && p.pos+1 < len(p.text) && strings.IndexByte(`;[]\|`, p.text[p.pos+1]) >= 0 {
			p.pos++
			c = p.text[p.pos]
		}
		text.WriteByte(c)
		p.pos++
		if !isBlank(rune(c)) {
			end = p.pos
		}
	}
	return Part{}, 0
}

// foldBlanks joins a name's words with one space each.
func foldBlanks(s string) string {
	if !strings.ContainsAny(s, "\t\r\n") && !strings.Contains(s, "  ") {
		return strings.TrimRight(s, " ")
	}
	return strings.Join(strings.FieldsFunc(s, isBlank), " ")
}

// filters reads the words after the last reference.
func (p *figureParser) filters(f *Filters) *problem {
	p.blanks()
	end := p.pos
	f.Start = p.at.start(p.pos)
	for p.pos < len(p.text) {
		start := p.pos
		word := p.filterWord()
		end = p.pos
		if problem := p.filter(f, word, start); problem != nil {
			return problem
		}
		p.blanks()
	}
	f.End = max(f.Start, p.at.end(end))
	return nil
}

// filterWord reads up to the next blank; within word(…) blanks are part of it.
func (p *figureParser) filterWord() string {
	start := p.pos
	if strings.HasPrefix(p.text[p.pos:], "word(") {
		if end := strings.IndexByte(p.text[p.pos:], ')'); end >= 0 {
			p.pos += end
		}
	}
	for p.pos < len(p.text) && !isBlank(rune(p.text[p.pos])) {
		p.pos++
	}
	return p.text[start:p.pos]
}

// filter applies one word to the filters.
func (p *figureParser) filter(f *Filters, word string, start int) *problem {
	set := func(flag *bool) *problem {
		if *flag {
			return p.wrong("twice", word, start)
		}
		*flag = true
		return nil
	}
	switch {
	case word == "abs":
		return set(&f.Abs)
	case word == "signed":
		return set(&f.Signed)
	case word == "share":
		return set(&f.Share)
	case word == "word" || strings.HasPrefix(word, "word("):
		return p.wordFilter(f, word, start)
	case isDigits(word):
		return p.decimalsFilter(f, word, start)
	case strings.ContainsAny(word[:1], "+-/[];") || strings.HasPrefix(word, "−") || strings.HasPrefix(word, "–"):
		return p.wrong("stray", word, start)
	case strings.Contains(word, "["):
		return p.wrong("unjoined", word, start)
	default:
		return p.unitFilter(f, word, start)
	}
}

func (p *figureParser) wrong(variant, word string, start int) *problem {
	return &problem{variant: variant, start: start, end: start + len(word), args: []any{"word", word}}
}

func (p *figureParser) wordFilter(f *Filters, word string, start int) *problem {
	inner, ok := strings.CutPrefix(word, "word(")
	inner, closed := strings.CutSuffix(inner, ")")
	positive, negative, two := strings.Cut(inner, "/")
	positive, negative = foldBlanks(strings.TrimSpace(positive)), foldBlanks(strings.TrimSpace(negative))
	if !ok || !closed || !two || positive == "" || negative == "" || strings.ContainsAny(negative, "/()") {
		bad := p.wrong("word", word, start)
		bad.instead = "word(överskott/underskott)"
		return bad
	}
	if f.Positive != "" {
		return p.wrong("twice", word, start)
	}
	f.Positive, f.Negative = positive, negative
	return nil
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func (p *figureParser) decimalsFilter(f *Filters, word string, start int) *problem {
	n, err := strconv.Atoi(word)
	if err != nil || n > maxDecimals {
		bad := p.wrong("decimals", word, start)
		bad.args = append(bad.args, "most", maxDecimals)
		return bad
	}
	if f.Decimals >= 0 {
		return p.wrong("twice", word, start)
	}
	f.Decimals = n
	return nil
}

// unitFilter takes any other word as a unit. Whether the unit exists and fits
// the fact is not known here; a near miss of a filter's name is.
func (p *figureParser) unitFilter(f *Filters, word string, start int) *problem {
	if near := diag.Nearest(word, filterWords[:3]); near != "" && strings.HasPrefix(near, word[:1]) {
		bad := p.wrong("filter", word, start)
		bad.args = append(bad.args, "nearest", near)
		bad.instead = near
		return bad
	}
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsLetter(first) && first != '%' {
		bad := p.wrong("unit", word, start)
		bad.args = append(bad.args, "filters", strings.Join(filterWords[:], ", "))
		return bad
	}
	if f.Unit != "" {
		bad := p.wrong("units", word, start)
		bad.args = append(bad.args, "unit", f.Unit)
		return bad
	}
	f.Unit = word
	return nil
}

// checkFilters judges filters that cannot stand together.
func (p *figureParser) checkFilters(f *Filters, quotient bool) *problem {
	clash := func(a, b string) *problem {
		end := len(strings.TrimRight(p.text, " \n\r\t"))
		start := strings.LastIndexByte(p.text, ']') + 1
		start += len(p.text[start:end]) - len(strings.TrimLeft(p.text[start:end], " \n\r\t"))
		return &problem{variant: "clash", start: start, end: end, args: []any{"a", a, "b", b}}
	}
	switch {
	case f.Abs && f.Signed:
		return clash("abs", "signed")
	case f.Signed && f.Positive != "":
		return clash("signed", "word")
	case f.Share && f.Unit != "" && f.Unit != "%":
		return clash("share", f.Unit)
	case f.Share && !quotient:
		bad := clash("share", "")
		bad.variant, bad.args = "share", nil
		return bad
	}
	return nil
}
