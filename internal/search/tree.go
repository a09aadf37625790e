package search

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr is the value of an attribute, or "".
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// has reports whether an element is of a class.
func has(n *html.Node, class string) bool {
	return n.Type == html.ElementNode && slices.Contains(strings.Fields(attr(n, "class")), class)
}

// is reports whether a node is an element of one of the names.
func is(n *html.Node, names ...atom.Atom) bool {
	return n.Type == html.ElementNode && slices.Contains(names, n.DataAtom)
}

// first is the first element below a node, itself included, that fits; or nil.
func first(n *html.Node, fits func(*html.Node) bool) *html.Node {
	if n == nil || fits(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := first(c, fits); found != nil {
			return found
		}
	}
	return nil
}

// each calls a function for the elements below a node that fit, but for what is
// inside them.
func each(n *html.Node, fits func(*html.Node) bool, do func(*html.Node)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if fits(c) {
			do(c)
			continue
		}
		each(c, fits, do)
	}
}

// byTag and byClass are what first and each ask.
func byTag(names ...atom.Atom) func(*html.Node) bool {
	return func(n *html.Node) bool { return is(n, names...) }
}

func byClass(class string) func(*html.Node) bool {
	return func(n *html.Node) bool { return has(n, class) }
}

// silent are classes of what says nothing of its own: marks, signs whose words
// stand beside them, drawings, ways around, files to fetch, and what is only
// heard ("underskott" before −38,3), which nobody would find on the page.
var silent = [...]string{"mark", "alt", "nt", "fl", "trend", "fold", "back", "no", "toc", "view", "downloads", "get", "srcref", "src", "vh"}

// mute reports whether what is inside an element is not read.
func mute(n *html.Node) bool {
	if n.Type == html.CommentNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Svg, atom.Nav, atom.Form, atom.Button, atom.Template:
		return true
	default:
		return attr(n, "aria-hidden") == "true" || slices.ContainsFunc(silent[:], func(class string) bool { return has(n, class) })
	}
}

// words is the text below a node on one line. A block begins a new word.
func words(n *html.Node, skip func(*html.Node) bool) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	write(&b, n, skip)
	return oneLine(b.String())
}

func write(b *strings.Builder, n *html.Node, skip func(*html.Node) bool) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if mute(c) || skip != nil && skip(c) {
			continue
		}
		if block(c) {
			b.WriteByte(' ')
		}
		write(b, c, skip)
		if block(c) {
			b.WriteByte(' ')
		}
	}
}

// block reports whether an element stands for itself.
func block(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	if has(n, "tags") || has(n, "sub") { // lines of their own below what they tell of
		return true
	}
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Code, atom.Data, atom.Em, atom.I, atom.Mark, atom.Q, atom.Small, atom.Span, atom.Strong,
		atom.Sub, atom.Sup, atom.Time, atom.Wbr:
		return false
	default:
		return true
	}
}

// oneLine folds white space, but keeps the spaces that do not break, and drops
// soft hyphens.
func oneLine(s string) string {
	s = strings.ReplaceAll(s, "\u00ad", "")
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' })
	return strings.Join(fields, " ")
}
