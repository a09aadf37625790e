package layout

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// textWidth is how many columns a plain text has at most. Only tables that are
// wider are not broken: their cells stand behind tabs.
const textWidth = 80

// A textMaker turns markup of our own into plain text. What only helps to look
// at a page (drawings, switches, files to fetch) is left out.
type textMaker struct {
	lines   []string
	text    strings.Builder // the open paragraph
	marks   []listMark      // of the lists that are open
	first   bool            // the open item has no line yet
	indents []string        // of quotations
	skip    int             // depth inside what is left out
	open    []textElement
	table   *textTable
	verse   bool // inside pre
	terms   int  // dd met since the last dt
}

// A listMark is what an item of a list begins with.
type listMark struct {
	next  int // number of the next item of an ordered list, or 0
	shown string
}

// A textElement is an element that is open.
type textElement struct {
	name, class, href string
	skips             bool
	before            int // bytes of the paragraph when it began
}

// void elements have no end.
var void = []string{"br", "hr", "img", "input", "wbr", "meta", "link", "col", "source", "use", "path"}

// paragraphs are elements that stand for themselves.
var paragraphs = []string{
	"p", "div", "section", "article", "header", "footer", "figure", "figcaption", "details", "summary", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
	"ul", "ol", "li", "blockquote", "pre", "table", "caption",
}

// dropped are classes of what a text has no use for: words for screen readers
// beside what is seen, switches, files, ways back.
var dropped = []string{"vh", "fold", "files", "back", "trend"}

// plainMarkup turns finished markup into plain text of textWidth columns. It
// ends with one line feed.
func plainMarkup(markup string) string {
	m := &textMaker{}
	for markup != "" {
		at := strings.IndexByte(markup, '<')
		if at < 0 {
			at = len(markup)
		}
		m.write(html.UnescapeString(markup[:at]))
		if markup = markup[at:]; markup == "" {
			break
		}
		end := tagEnd(markup)
		m.tag(strings.TrimSuffix(markup[1:end], ">"))
		markup = markup[end:]
	}
	m.flush()
	text := strings.Trim(strings.Join(m.lines, "\n"), "\n")
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u00ad", "").Replace(text) + "\n"
}

// tagEnd is where the tag that a text begins with ends.
func tagEnd(markup string) int {
	if strings.HasPrefix(markup, "<!--") {
		if end := strings.Index(markup, "-->"); end >= 0 {
			return end + len("-->")
		}
		return len(markup)
	}
	var quote byte
	for i := range len(markup) {
		switch c := markup[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(markup)
}

func (m *textMaker) tag(tag string) {
	if strings.HasPrefix(tag, "!") {
		return
	}
	if name, ok := strings.CutPrefix(tag, "/"); ok {
		m.end(strings.TrimSpace(name))
		return
	}
	name := tag
	if i := strings.IndexAny(tag, " \t\n/"); i >= 0 {
		name = tag[:i]
	}
	if m.skip == 0 {
		m.alone(name, tag)
	}
	if slices.Contains(void, name) || strings.HasSuffix(tag, "/") {
		return
	}
	e := textElement{name: name, class: attributeOf(tag, "class"), href: attributeOf(tag, "href")}
	classes := strings.Fields(e.class)
	e.skips = name == "svg" || name == "script" || name == "style" || name == "label" || name == "summary" && m.inData() ||
		slices.ContainsFunc(classes, func(c string) bool { return slices.Contains(dropped, c) })
	if e.skips {
		m.skip++
	}
	if m.skip == 0 {
		m.start(name, tag, classes)
	}
	e.before = m.text.Len()
	m.open = append(m.open, e)
}

// inData reports whether the last element that was opened holds a chart's values.
func (m *textMaker) inData() bool {
	return len(m.open) > 0 && m.open[len(m.open)-1].name == "details" && m.open[len(m.open)-1].class == "data"
}

// alone writes an element without an end.
func (m *textMaker) alone(name, tag string) {
	switch name {
	case "br":
		m.flush()
	case "hr":
		m.flush()
		m.gap()
		m.put(strings.Repeat("-", textWidth/2))
	case "img":
		m.write(attributeOf(tag, "alt"))
	}
}

// attributeOf is an attribute's value in a tag of our own, which have straight quotes.
func attributeOf(tag, name string) string {
	_, value, ok := strings.Cut(tag, " "+name+`="`)
	if !ok {
		return ""
	}
	value, _, _ = strings.Cut(value, `"`)
	return html.UnescapeString(value)
}

// start begins an element that is shown.
func (m *textMaker) start(name, tag string, classes []string) {
	if m.table != nil {
		m.table.start(name, tag, &m.text)
		return
	}
	if slices.Contains(paragraphs, name) {
		m.flush()
	}
	switch name {
	case "table":
		m.table = &textTable{}
	case "ul", "ol":
		m.gap()
		mark := listMark{shown: "- "}
		if name == "ol" {
			mark.next = 1
			if n, err := strconv.Atoi(attributeOf(tag, "start")); err == nil {
				mark.next = n
			}
		}
		m.marks = append(m.marks, mark)
	case "li":
		if len(m.marks) > 0 {
			mark := &m.marks[len(m.marks)-1]
			if mark.next > 0 {
				mark.shown = strconv.Itoa(mark.next) + ". "
				mark.next++
			}
		}
		m.first = true
	case "blockquote":
		m.gap()
		m.indents = append(m.indents, "> ")
	case "pre":
		m.gap()
		m.verse = true
	case "dt":
		m.terms = 0
	case "dd":
		m.join()
	case "sup":
		m.text.WriteByte('[')
	case "span":
		spaced(classes, &m.text)
	}
}

// join puts an explanation behind its word or behind the one before it.
func (m *textMaker) join() {
	text := strings.TrimRight(m.text.String(), " \n\t")
	m.text.Reset()
	m.text.WriteString(text)
	switch {
	case text == "":
	case m.terms == 0:
		m.text.WriteString(": ")
	default:
		m.text.WriteString("; ")
	}
	m.terms++
}

// end ends an element.
func (m *textMaker) end(name string) {
	at := len(m.open) - 1
	for at >= 0 && m.open[at].name != name {
		at--
	}
	if at < 0 {
		return
	}
	e := m.open[at]
	m.open = m.open[:at]
	if e.skips {
		m.skip--
	}
	if m.skip > 0 || e.skips {
		return
	}
	if m.table != nil && name != "table" {
		m.table.end(&e, &m.text)
		return
	}
	if e.class == "fno" {
		m.text.WriteByte(':')
	}
	m.close(e)
}

// spaced sets off a part of a line that its looks set off on a page.
func spaced(classes []string, text *strings.Builder) {
	switch {
	case slices.Contains(classes, "sub"):
		if shown := strings.TrimRight(text.String(), " "); shown != "" && !strings.ContainsAny(shown[len(shown)-1:], ".:!?") {
			text.Reset()
			text.WriteString(shown + ". ")
		}
	case slices.Contains(classes, "fl"), slices.Contains(classes, "tags"), slices.Contains(classes, "alt"):
		text.WriteByte(' ')
	}
}

func (m *textMaker) close(e textElement) {
	switch e.name {
	case "a":
		if shown := m.text.String(); strings.HasPrefix(e.href, "http") && e.before <= len(shown) && strings.TrimSpace(shown[e.before:]) != e.href {
			m.text.WriteString(" <" + e.href + ">")
		}
	case "sup":
		m.text.WriteByte(']')
	case "table":
		table := m.table
		m.table = nil
		m.tabular(table)
	case "h1", "h2", "h3":
		m.heading(e.name)
	case "ul", "ol":
		m.flush()
		m.marks = m.marks[:max(len(m.marks)-1, 0)]
		m.first = false
		m.gap()
	case "blockquote":
		m.flush()
		m.indents = m.indents[:max(len(m.indents)-1, 0)]
	case "pre":
		m.flush()
		m.verse = false
	default:
		if slices.Contains(paragraphs, e.name) && e.name != "dt" {
			m.flush()
		}
	}
}

// heading underlines a heading of the upper levels.
func (m *textMaker) heading(name string) {
	text := strings.Join(words(m.text.String()), " ")
	m.text.Reset()
	if text == "" {
		return
	}
	m.gap()
	before := len(m.lines)
	m.wrap(text)
	longest := 0
	for _, line := range m.lines[before:] {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	m.put(strings.Repeat(map[string]string{"h1": "=", "h2": "=", "h3": "-"}[name], longest))
	m.gap()
}

// write adds text to the open paragraph.
func (m *textMaker) write(text string) {
	if m.skip == 0 {
		m.text.WriteString(text)
	}
}

// flush ends the open paragraph.
func (m *textMaker) flush() {
	text := m.text.String()
	m.text.Reset()
	if m.verse {
		for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
			m.put("    " + line)
		}
		return
	}
	text = strings.Join(words(text), " ")
	if text == "" {
		return
	}
	if len(m.marks) == 0 {
		m.gap()
	}
	m.wrap(text)
}

// words cuts a text at blanks, but not at those that keep words together.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' })
}

// wrap writes a paragraph in lines.
func (m *textMaker) wrap(text string) {
	lead, rest := m.leads()
	line := lead
	empty := true
	for _, word := range words(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > textWidth {
			m.put(line)
			line, empty = rest, true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	m.put(line)
}

// leads are what the first line of a paragraph and the others begin with.
func (m *textMaker) leads() (first, rest string) {
	indent := strings.Join(m.indents, "")
	if len(m.marks) == 0 {
		return indent, indent
	}
	outer := 0
	for _, mark := range m.marks[:len(m.marks)-1] {
		outer += len(mark.shown)
	}
	indent += strings.Repeat(" ", outer)
	shown := m.marks[len(m.marks)-1].shown
	rest = indent + strings.Repeat(" ", len(shown))
	if m.first {
		m.first = false
		return indent + shown, rest
	}
	return rest, rest
}

// gap leaves one line empty, but not between the items of a list.
func (m *textMaker) gap() {
	if len(m.marks) == 0 && len(m.lines) > 0 && m.lines[len(m.lines)-1] != "" {
		m.lines = append(m.lines, "")
	}
}

func (m *textMaker) put(line string) { m.lines = append(m.lines, strings.TrimRight(line, " ")) }
