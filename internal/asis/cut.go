package asis

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cut makes a block of every line that is not empty; a line that a lost line
// break has glued together becomes several.
func (d *Document) cut() {
	text := d.Source.Text
	gap, open := 0, -1
	wrapped := hardWrapped(text)
	for from := 0; from < len(text); {
		to, next := lineAt(text, from)
		line := text[from:to]
		if len(bytes.TrimSpace(cleanBlank(line))) == 0 {
			gap++
			from, open = next, -1
			continue
		}
		odd := bytes.Count(line, []byte("**"))%2 == 1
		if open >= 0 && odd { // bold text over two lines is one line
			b := &d.Blocks[open]
			b.End, b.Text = to, Plain(string(text[b.Start:to]))
			from, open = next, -1
			continue
		}
		if wrapped && gap == 0 && d.goesOn(from, to) {
			b := &d.Blocks[len(d.Blocks)-1]
			b.End, b.Text = to, Plain(string(text[b.Start:to]))
			from = next
			continue
		}
		d.pieces(from, to, gap)
		if open = -1; odd {
			open = len(d.Blocks) - 1
		}
		gap, from = 0, next
	}
}

// wrapAt is how long a line is at least that was broken because it was full.
const wrapAt = 55

// hardWrapped reports whether paragraphs are broken over lines: full lines are
// followed by lines that begin with a small letter.
func hardWrapped(text []byte) bool {
	const enough = 8
	n, full := 0, false
	for from := 0; from < len(text) && n < enough; {
		to, next := lineAt(text, from)
		line := text[from:to]
		if first, _ := utf8.DecodeRune(line); full && unicode.IsLower(first) {
			n++
		}
		full = len(line) >= wrapAt && len(line) < 3*wrapAt && bytes.IndexByte(line, '\t') < 0
		from = next
	}
	return n == enough
}

// goesOn reports whether a line goes on with the paragraph of the line above it.
func (d *Document) goesOn(from, to int) bool {
	if len(d.Blocks) == 0 {
		return false
	}
	b := &d.Blocks[len(d.Blocks)-1]
	text := d.Source.Text
	last := max(b.Start, bytes.LastIndexByte(text[:b.End], '\n')+1)
	if b.End-last < wrapAt || bytes.IndexByte(text[b.Start:to], '\t') >= 0 || bytes.HasPrefix(text[from:to], []byte("|")) {
		return false
	}
	line := Plain(string(text[from:to]))
	if mark, _ := bullet(line); mark != "" {
		return false
	}
	if _, page := cutPage(string(text[b.Start:b.End])); page != "" {
		return false
	}
	if label := strings.IndexByte(line, ':'); label > 0 && label < 40 && isTitle(line) { // a field
		return false
	}
	number, _, _ := SplitNumber(line)
	return number == nil && !strings.HasPrefix(line, "*")
}

// cleanBlank makes plain blanks of no-break ones, so that a line of them is empty.
func cleanBlank(line []byte) []byte {
	if bytes.IndexByte(line, 0xc2) < 0 {
		return line
	}
	return bytes.ReplaceAll(line, []byte("\u00a0"), []byte(" "))
}

// lineAt returns where the line at an offset ends and the next begins. A form
// feed ends a line too: it is how converters mark a page.
func lineAt(text []byte, from int) (end, next int) {
	i := bytes.IndexAny(text[from:], "\r\n\f")
	if i < 0 {
		return len(text), len(text)
	}
	end = from + i
	next = end + 1
	if text[end] == '\r' && next < len(text) && text[next] == '\n' {
		next++
	}
	return end, next
}

// pieces adds the blocks of one line.
func (d *Document) pieces(from, to, gap int) {
	text := d.Source.Text
	first := true
	add := func(start, end int) {
		if strings.Trim(string(text[start:end]), "* \t") == "" {
			return
		}
		glued := !first || gap == 0 && len(d.Blocks) > 0
		d.Blocks = append(d.Blocks, Block{Start: start, End: end, Text: Plain(string(text[start:end])), Gap: gap, Glued: glued})
		gap, first = 0, false
	}
	start := from
	if bytes.IndexByte(text[from:to], '\t') < 0 {
		for _, at := range seams(text[from:to]) {
			add(start, from+at)
			start = from + at
		}
	}
	add(start, to)
}

// seams returns where a line of bold pieces without blanks between them was
// several lines: A**B** and **A****B**. A lone number stays with its title.
func seams(line []byte) []int {
	if bytes.Count(line, []byte("**")) < 2 {
		return nil
	}
	var at []int
	last, openBold := 0, false
	for i := 0; i+1 < len(line); {
		if line[i] != '*' || line[i+1] != '*' {
			i++
			continue
		}
		if bytes.HasPrefix(line[i:], []byte("****")) {
			at = append(at, i+2)
			last = i + 2
			i += 4
			openBold = true
			continue
		}
		openBold = !openBold
		if openBold && i > 0 && line[i-1] != ' ' && line[i-1] != '(' && endsLine(line[i+2:]) && !onlyNumber(line[last:i]) {
			at = append(at, i)
			last = i
		}
		i += 2
	}
	return at
}

// endsLine reports whether bold text runs to the end of its line, or to more
// bold text.
func endsLine(rest []byte) bool {
	end := bytes.Index(rest, []byte("**"))
	return end < 0 || end+2 == len(rest) || bytes.HasPrefix(rest[end:], []byte("****"))
}

func onlyNumber(b []byte) bool {
	return len(bytes.Trim(b, "0123456789. *")) == 0
}

// tags are what converters leave of a page's markup.
var tags = map[string]bool{
	"p": true, "i": true, "b": true, "u": true, "br": true, "em": true, "strong": true, "sup": true, "sub": true, "input": true,
	"td": true, "tr": true, "th": true, "table": true, "span": true, "div": true, "a": true, "li": true, "ul": true, "ol": true,
}

// Plain returns what a line says: without markup, with blanks folded and tabs
// kept between cells.
func Plain(line string) string {
	var out strings.Builder
	out.Grow(len(line))
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == '<':
			if n := tagAt(line[i:]); n > 0 {
				out.WriteByte(' ')
				i += n
				continue
			}
			out.WriteByte(c)
			i++
		case c == '*' && i+1 < len(line) && line[i+1] == '*':
			out.WriteByte(' ')
			i += 2
		case c == '[' && strings.Contains(line[i:], "]("):
			i = link(&out, line, i)
		case c == '#' && strings.Trim(line[:i], "# ") == "":
			i++
		case c == 0xc2 && i+1 < len(line) && line[i+1] == 0xa0:
			out.WriteByte(' ')
			i += 2
		case c == 0xc2 && i+1 < len(line) && line[i+1] == 0xad: // a soft hyphen
			i += 2
		default:
			out.WriteByte(c)
			i++
		}
	}
	return foldCells(out.String())
}

// link writes the words of [words](address) and returns the offset behind it.
func link(out *strings.Builder, line string, i int) int {
	words := strings.Index(line[i:], "](")
	end := strings.IndexByte(line[i:], ')')
	if words < 0 || end < words || strings.ContainsAny(line[i+1:i+words], "[]") {
		out.WriteByte(line[i])
		return i + 1
	}
	out.WriteString(line[i+1 : i+words])
	return i + end + 1
}

func tagAt(s string) int {
	end := strings.IndexByte(s, '>')
	if end < 0 || end > 80 {
		return 0
	}
	name := strings.TrimLeft(s[1:end], "/")
	if j := strings.IndexAny(name, " /\t"); j >= 0 {
		name = name[:j]
	}
	if !tags[strings.ToLower(name)] {
		return 0
	}
	return end + 1
}

// foldCells folds runs of blanks and trims; tabs stay, one by one.
func foldCells(s string) string {
	if strings.IndexByte(s, '\t') < 0 {
		return strings.Join(strings.Fields(s), " ")
	}
	cells := strings.Split(s, "\t")
	for i, c := range cells {
		cells[i] = strings.Join(strings.Fields(c), " ")
	}
	return strings.Join(cells, "\t")
}
