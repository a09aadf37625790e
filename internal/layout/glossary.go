package layout

import (
	"html"
	"html/template"
	"slices"
	"strings"

	"tertial/internal/content"
)

// A WordsView is the content of words.html: terms that a page uses, explained.
type WordsView struct {
	Title string
	Text  string
	Words []WordView
}

// A WordView is one term.
type WordView struct {
	ID      string // target of the marks in the text
	Word    string
	Text    string
	Source  string // or empty
	See     []Link // related terms of the same page
	Reports []Link // reports that use it, on the site's page; else none
}

// wordID is the id of a term's explanation on a page of other things.
func wordID(t *content.Term) string { return "_ord-" + t.ID }

// inline elements may stand around running text in which terms are marked; any
// other element keeps what is in it as it is.
var inline = []string{"p", "ul", "ol", "li", "blockquote", "em", "strong", "del"}

// A segment of a page's markup is a tag or the text between two tags.
type segment struct {
	text    string
	tag     bool
	running bool // text of a paragraph or an item, outside of links, headings, tables and blocks
	hidden  bool // inside a drawing, which is no text
}

// segments takes markup of our own apart.
func segments(markup string) []segment {
	var all []segment
	var open []string
	for markup != "" {
		at := strings.IndexByte(markup, '<')
		if at != 0 {
			if at < 0 {
				at = len(markup)
			}
			all = append(all, segment{text: markup[:at], running: isRunning(open), hidden: slices.Contains(open, "svg")})
			markup = markup[at:]
			continue
		}
		end := tagEnd(markup)
		tag := markup[:end]
		all = append(all, segment{text: tag, tag: true, hidden: slices.Contains(open, "svg")})
		markup = markup[end:]
		name := strings.TrimLeft(tag, "</")
		if i := strings.IndexAny(name, " \t\n/>"); i >= 0 {
			name = name[:i]
		}
		switch {
		case strings.HasPrefix(tag, "</"):
			for i, o := range slices.Backward(open) {
				if o == name {
					open = open[:i]
					break
				}
			}
		case strings.HasPrefix(tag, "<!"), strings.HasSuffix(tag, "/>"), slices.Contains(void, name):
		default:
			open = append(open, name)
		}
	}
	return all
}

// isRunning reports whether text inside these elements is running text.
func isRunning(open []string) bool {
	return slices.ContainsFunc(open, func(name string) bool { return name == "p" || name == "li" }) &&
		!slices.ContainsFunc(open, func(name string) bool { return !slices.Contains(inline, name) })
}

// visibleText is the text of markup as a reader meets it, each paragraph, item
// and cell on a line of its own.
func visibleText(markup template.HTML) string {
	var b strings.Builder
	for _, s := range segments(string(markup)) {
		switch {
		case s.hidden:
		case !s.tag:
			b.WriteString(html.UnescapeString(s.text))
		case !phrasing(s.text):
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// phrasing reports whether a tag is of an element inside a line.
func phrasing(tag string) bool {
	name := strings.Trim(tag, "</>")
	if i := strings.IndexAny(name, " \t\n/"); i >= 0 {
		name = name[:i]
	}
	switch name {
	case "a", "abbr", "b", "code", "data", "del", "em", "i", "span", "strong", "sub", "sup", "time", "wbr":
		return true
	default:
		return false
	}
}

// termsOf are the terms that a text uses, in alphabetical order.
func termsOf(g *content.Glossary, text string) []*content.Term {
	if g == nil {
		return nil
	}
	used := map[*content.Term]bool{}
	for line := range strings.SplitSeq(text, "\n") {
		for _, u := range g.Find(line) {
			used[u.Term] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(g.Terms), func(t *content.Term) bool { return !used[t] })
}

// markTerms leads the first use of each term in running text to its explanation,
// on the page that explains them, and notes it: what is marked is not marked again. A line break inside a
// paragraph does not part a term.
func markTerms(g *content.Glossary, markup template.HTML, page string, marked map[*content.Term]bool) template.HTML {
	if g == nil {
		return markup
	}
	var b strings.Builder
	for _, s := range segments(string(markup)) {
		if s.tag || !s.running {
			b.WriteString(s.text)
			continue
		}
		last := 0
		for _, u := range g.Find(s.text) {
			if marked[u.Term] || inEntity(s.text, u.Start) {
				continue
			}
			marked[u.Term] = true
			b.WriteString(s.text[last:u.Start])
			b.WriteString(`<a class="ord" role="doc-glossref" href="` + page + `#` + wordID(u.Term) + `">` + s.text[u.Start:u.End] + `</a>`)
			last = u.End
		}
		b.WriteString(s.text[last:])
	}
	return template.HTML(b.String()) //nolint:gosec // the markup was finished before; what is added is escaped
}

// inEntity reports whether a word is the name of a character: amp in &amp;.
func inEntity(text string, at int) bool {
	return at > 0 && (text[at-1] == '&' || text[at-1] == '#')
}

// words are the views of terms; nil for none.
func (p *reportMaker) words(terms []*content.Term, title, text string) *WordsView {
	if len(terms) == 0 {
		return nil
	}
	view := &WordsView{Title: title, Text: text}
	for _, t := range terms {
		view.Words = append(view.Words, p.set.word(t, wordID(t), func(other *content.Term) string {
			if slices.Contains(terms, other) {
				return "#" + wordID(other)
			}
			return ""
		}))
	}
	return view
}

// word is the view of one term; where leads to another, or is empty.
func (s *Set) word(t *content.Term, id string, where func(*content.Term) string) WordView {
	w := WordView{ID: id, Word: t.Word, Text: t.Explains(s.lang), Source: t.Source}
	for _, other := range t.See {
		if href := where(other); href != "" {
			w.See = append(w.See, Link{Text: other.Word, Href: href})
		}
	}
	return w
}
