package sitecheck

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A use says what a browser does with a reference.
type use int

const (
	useLink     use = iota // the reader may follow it
	useFetch               // the browser gets it at once
	useIdentity            // it only says an address, as a canonical link does
)

// A reference is an address as it stands in a file.
type reference struct {
	where string // element and attribute
	value string
	use   use
}

// A document is what is kept of a page or style sheet.
type document struct {
	ids      map[string]int // how often each id is given
	refs     []reference
	idRefs   []reference // single ids that the page itself must have
	problems []Problem   // without File
	moves    bool        // it leads on by itself: from where something was before
}

// fetched lists the attributes that a browser gets at once, by element; "*" is
// any element.
var fetched = map[string][]string{
	"*":      {"poster", "background"},
	"img":    {"src", "srcset"},
	"source": {"src", "srcset"},
	"script": {"src"},
	"iframe": {"src"},
	"embed":  {"src"},
	"audio":  {"src"},
	"video":  {"src"},
	"track":  {"src"},
	"input":  {"src"},
	"frame":  {"src"},
	"object": {"data"},
	"use":    {"href", "xlink:href"},
	"image":  {"href", "xlink:href"},
}

// followed lists the attributes that a reader may follow.
var followed = map[string][]string{
	"a":      {"href", "xlink:href"},
	"area":   {"href"},
	"form":   {"action"},
	"button": {"formaction"},
	"q":      {"cite"},
}

// identities are the rel values of a link element that fetch nothing.
var identities = []string{
	"canonical", "alternate", "author", "help", "license", "next", "prev", "search",
	"describedby", "predecessor-version", "successor-version", "latest-version", "version-history", "up",
}

// idLists are the attributes that hold ids of the same page.
var idLists = []string{
	"for", "form", "headers", "list", "popovertarget",
	"aria-activedescendant", "aria-controls", "aria-describedby", "aria-details",
	"aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns",
}

// pageOf collects ids and references of a page, and reports what is wrong with
// the page alone.
func pageOf(root *html.Node) *document {
	d := &document{ids: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			d.element(n)
		}
	}
	for _, ref := range d.idRefs {
		if d.ids[ref.value] == 0 {
			d.fault(ref, "the page has no id %q", ref.value)
		}
	}
	return d
}

func (d *document) fault(ref reference, format string, args ...any) {
	d.problems = append(d.problems, Problem{Where: ref.where, Value: ref.value, Message: fmt.Sprintf(format, args...)})
}

func (d *document) element(n *html.Node) {
	switch {
	case n.Data == "style":
		d.fault(reference{where: "style"}, "inline style sheet, which the page's policy blocks")
	case n.Data == "base":
		d.fault(reference{where: "base"}, "moves all links, so that they break from file://")
	case n.Data == "script" && attr(n, "src") == "" && !isData(attr(n, "type")):
		d.fault(reference{where: "script"}, "inline script, which the page's policy blocks")
	case n.Data == "meta" && strings.EqualFold(attr(n, "http-equiv"), "refresh"):
		if _, to, ok := strings.Cut(attr(n, "content"), "url="); ok {
			d.moves = true
			d.refs = append(d.refs, reference{"meta refresh", strings.Trim(to, ` '"`), useLink})
		}
	}
	for _, a := range n.Attr {
		d.attribute(n, a)
	}
}

// attribute sorts one attribute by what it refers to.
func (d *document) attribute(n *html.Node, a html.Attribute) {
	key := a.Key
	if a.Namespace != "" {
		key = a.Namespace + ":" + key
	}
	ref := reference{where: n.Data + " " + key, value: strings.TrimSpace(a.Val)}
	switch {
	case key == "id" || key == "name" && n.Data == "a":
		d.id(ref)
	case key == "style" || strings.HasPrefix(key, "on"):
		d.fault(ref, "inline style or script, which the page's policy blocks")
	case n.Data == "link" && key == "href":
		ref.use = linkUse(n)
		d.refs = append(d.refs, ref)
	case strings.HasSuffix(key, "srcset"):
		d.srcset(ref)
	case slices.Contains(fetched["*"], key), slices.Contains(fetched[n.Data], key):
		ref.use = useFetch
		d.refs = append(d.refs, ref)
	case slices.Contains(followed[n.Data], key):
		d.refs = append(d.refs, ref)
	case slices.Contains(idLists, key):
		for id := range strings.FieldsSeq(ref.value) {
			d.idRefs = append(d.idRefs, reference{ref.where, id, useLink})
		}
	case strings.Contains(ref.value, "url("):
		d.refs = append(d.refs, styleRefs(ref.where, ref.value)...)
	}
}

func (d *document) id(ref reference) {
	d.ids[ref.value]++
	switch {
	case ref.value == "":
		d.fault(ref, "empty id")
	case strings.ContainsAny(ref.value, " \t\n\r\f"):
		d.fault(ref, "an id has no blanks")
	case d.ids[ref.value] == 2:
		d.fault(ref, "used more than once")
	}
}

func (d *document) srcset(ref reference) {
	for candidate := range strings.SplitSeq(ref.value, ",") {
		address, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
		d.refs = append(d.refs, reference{ref.where, address, useFetch})
	}
}

// linkUse tells a link that says something of the page from one that is fetched,
// such as a style sheet, an icon or a preload.
func linkUse(n *html.Node) use {
	for rel := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
		if slices.Contains(identities, rel) && !strings.Contains(attr(n, "rel"), "stylesheet") {
			return useIdentity
		}
	}
	return useFetch
}

// isData reports whether a script of this type is data that nothing runs.
func isData(typ string) bool {
	return strings.HasSuffix(typ, "json") || strings.HasPrefix(typ, "text/x-")
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssURL     = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)`)
	cssImport  = regexp.MustCompile(`@import\s+(?:"([^"]*)"|'([^']*)')`)
)

// styleRefs finds what CSS text fetches.
func styleRefs(where, css string) []reference {
	css = cssComment.ReplaceAllString(css, " ")
	var refs []reference
	for _, re := range []*regexp.Regexp{cssURL, cssImport} {
		for _, m := range re.FindAllStringSubmatch(css, -1) {
			refs = append(refs, reference{where, strings.Join(m[1:], ""), useFetch})
		}
	}
	return refs
}
