package search

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A reader takes one page apart.
type reader struct {
	src     *Source
	kind    Kind   // of what is not a table, a chart or a figure
	where   string // the paper that the records belong to
	records []Record
	lang    string // of the page
	at      int    // the one of records that text is added to
}

// listed are kinds of pages that only lead to others, or say of numbers what
// other pages say: nothing of them is found.
var listed = []string{
	"start", "committee", "meetings", "matters", "datasets", "data", "log", "checks", "difference", "changes", "notfound", "tombstone", "redirect",
	"sent", "papers", "search", "economy", "todo", "measures", "forecasts", "language", "overview", "overview",
}

// kinds say what is found on the pages of a kind.
func kindOf(class string) Kind {
	switch class {
	case "report":
		return Text
	case "dataset":
		return Data
	case "meeting":
		return Meeting
	case "matter":
		return Matter
	case "indicator", "measure", "activity", "track", "series":
		return Measure
	case "glossary":
		return Term
	default:
		return Page
	}
}

// Read takes a page apart. A page that only leads to others gives nothing.
func Read(src Source) ([]Record, error) {
	doc, err := html.Parse(bytes.NewReader(src.HTML))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", src.Path, err)
	}
	body, main := first(doc, byTag(atom.Body)), first(doc, byTag(atom.Main))
	if main == nil {
		return nil, nil
	}
	class, _, _ := strings.Cut(attr(body, "class"), " ")
	if slices.Contains(listed, class) {
		return nil, nil
	}
	r := &reader{src: &src, kind: kindOf(class), lang: attr(first(doc, byTag(atom.Html)), "lang")}
	r.head(main)
	if r.kind == Term {
		r.terms(main)
		return r.records, nil
	}
	r.walk(main)
	return slices.DeleteFunc(r.records, func(rec Record) bool { return rec.Title == "" }), nil
}

// head makes the record of the page as a whole, to which what stands before the
// first section is added.
func (r *reader) head(main *html.Node) {
	title := words(first(main, byTag(atom.H1)), nil)
	kicker := words(first(main, byClass("kicker")), nil)
	r.where = title
	switch {
	case r.kind == Data:
		from := first(main, byClass("from"))
		r.where = words(first(from, byTag(atom.A)), nil)
	case r.src.Edition != "":
		r.where += ", " + r.src.Edition
	}
	r.add(Record{Address: r.src.Path, Title: title, Text: kicker, Main: true}, r.kind)
	r.open(len(r.records) - 1)
}

// add fills in what all records of the page share.
func (r *reader) add(rec Record, kind Kind) {
	rec.Kind, rec.Committee, rec.Year, rec.Old = kind, r.src.Committee, r.src.Year, r.src.Edition != ""
	rec.Lang = r.lang
	var parts []string
	for _, part := range []string{r.src.Name, r.where} {
		if part != "" && part != rec.Title {
			parts = append(parts, part)
		}
	}
	rec.Where = strings.Join(parts, " · ")
	r.records = append(r.records, rec)
}

// open lets a record take the text that follows.
func (r *reader) open(i int) { r.at = i }

// say adds text to the open record.
func (r *reader) say(text string) {
	if text == "" {
		return
	}
	rec := &r.records[r.at]
	if rec.Text != "" {
		rec.Text += " "
	}
	rec.Text += text
}

// walk goes through the content of main in its order.
func (r *reader) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !mute(c) && !r.aside(c) {
			r.element(c)
		} else if c.Type == html.TextNode {
			r.say(oneLine(c.Data))
		}
	}
}

// aside reports whether an element belongs to the frame of an edition, not to
// what it says: it has an id of ours, or is about files and editions.
func (r *reader) aside(n *html.Node) bool {
	id := attr(n, "id")
	switch {
	case id == "_frozen":
		return false
	case strings.HasPrefix(id, "_"), strings.HasPrefix(attr(n, "aria-labelledby"), "_"):
		return true
	case is(n, atom.H1), is(n, atom.Dl) && has(n, "legend"), is(n, atom.Section) && attr(n, "aria-labelledby") == "read":
		return true
	default:
		return has(n, "edline") || has(n, "kicker") || has(n, "side") || has(n, "old") || has(n, "panel") || has(n, "check") || has(n, "from") || has(n, "level")
	}
}

// element reads one element that is not left out.
func (r *reader) element(n *html.Node) {
	switch {
	case is(n, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6):
		r.heading(n)
	case is(n, atom.Figure) && has(n, "chart"):
		r.chart(n)
	case has(n, "card") && is(n.Parent, atom.Dl):
		r.card(n)
	case has(n, "tbl"), is(n, atom.Table):
		r.table(n)
	case is(n, atom.P, atom.Li, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre) && first(n, structured) == nil:
		r.say(words(n, nil))
	case !block(n):
		r.say(words(n, nil))
	case attr(n, "id") != "" && is(n, atom.Section, atom.Li, atom.Article):
		r.own(n)
	default:
		r.walk(n)
	}
}

// structured reports whether an element is more than text.
func structured(n *html.Node) bool {
	return is(n, atom.Table, atom.Figure, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) || attr(n, "id") != "" && is(n, atom.Li, atom.Section)
}

// heading begins a section at a heading with an address of its own. A heading
// without one is text of the section around it.
func (r *reader) heading(n *html.Node) {
	title := words(n, nil)
	id := attr(n, "id")
	if id == "" || r.kind == Data || r.kind == Matter || r.kind == Measure {
		r.say(title)
		return
	}
	r.begin(id, title)
}

// begin adds a record of a part of the page and opens it.
func (r *reader) begin(id, title string) {
	r.add(Record{Address: r.src.Path + "#" + id, Title: title}, r.kind)
	r.open(len(r.records) - 1)
}

// own reads an element with an address of its own: an item of a meeting, an
// entry of a list. Its heading is its title, and it ends where it ends.
func (r *reader) own(n *html.Node) {
	head := first(n, byTag(atom.H2, atom.H3, atom.H4))
	if head == nil || r.kind != Meeting {
		r.walk(n)
		return
	}
	outer := r.at
	r.begin(attr(n, "id"), words(head, nil))
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c != head && !mute(c) {
			r.say(words(c, func(n *html.Node) bool { return n == head || is(n, atom.Table) }))
		}
	}
	r.open(outer)
}

// chart adds a chart: its title, what it says, what it shows.
func (r *reader) chart(n *html.Node) {
	caption := first(n, byTag(atom.Figcaption))
	title := words(first(caption, byTag(atom.Strong)), nil)
	text := []string{words(first(caption, byClass("sub")), nil), words(first(n, byClass("says")), nil)}
	each(n, byTag(atom.Tr), func(row *html.Node) {
		if head := first(row, byTag(atom.Th)); head != nil && attr(head, "scope") == "row" {
			text = append(text, words(row, nil))
		}
	})
	text = slices.DeleteFunc(text, func(s string) bool { return s == "" })
	r.add(Record{
		Address: r.src.Path + "#" + attr(n, "id"), Title: title, Head: words(first(caption, byClass("fno")), nil), Text: strings.Join(text, sep),
	}, Chart)
}

// card adds a key figure. It leads to the number in its table, if it says where.
func (r *reader) card(n *html.Node) {
	address := r.src.Path
	var text []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !is(c, atom.Dd) {
			continue
		}
		if has(c, "small") {
			if a := first(c, byTag(atom.A)); a != nil {
				address = target(r.src.Path, attr(a, "href"))
			}
			continue
		}
		text = append(text, words(c, nil))
	}
	r.add(Record{Address: address, Title: words(first(n, byTag(atom.Dt)), nil), Text: strings.Join(text, sep), Main: true}, Key)
}

// target is where a link on a page leads, from the site's root.
func target(page, href string) string {
	name, fragment, _ := strings.Cut(href, "#")
	if name == "" {
		name = page
	} else {
		name = path.Join(path.Dir(page), name)
	}
	if fragment != "" {
		name += "#" + fragment
	}
	return name
}

// terms adds each explained word of a glossary.
func (r *reader) terms(main *html.Node) {
	each(main, byTag(atom.Dt), func(dt *html.Node) {
		id := attr(dt, "id")
		if id == "" {
			id = attr(dt.Parent, "id")
		}
		address := r.src.Path
		if id != "" {
			address += "#" + id
		}
		var text []string
		for c := dt.NextSibling; c != nil && !is(c, atom.Dt); c = c.NextSibling {
			if is(c, atom.Dd) {
				text = append(text, words(c, nil))
			}
		}
		r.add(Record{Address: address, Title: words(dt, nil), Text: strings.Join(text, " "), Main: true}, Term)
	})
}
