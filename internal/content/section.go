package content

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"tertial/internal/diag"
)

// Headings go down to numberedLevels with a number, and to lowestLevel at all:
// the report's title is the page's first level, and HTML has six.
const (
	numberedLevels = 3
	lowestLevel    = 5
)

// typedNumber is a section number that the author wrote: "1. ", "2.1 ", "3) ",
// or a small number before a capital letter. "3 åtgärder" and "2020" are none.
var typedNumber = regexp.MustCompile(`^(?:\d{1,2}(?:\.\d{1,2})*[.)]\s+|\d{1,2}(?:\.\d{1,2})+\s+|\d{1,2}\s+)(\pL|$)`)

// explicitIDs notes the ids that headings give themselves.
func (b *builder) explicitIDs(headings []*ast.Heading) {
	for _, node := range headings {
		value, ok := node.AttributeString("id")
		if !ok {
			continue
		}
		id, ok := value.([]byte)
		if !ok {
			continue
		}
		start := b.headingStart(node)
		if i := bytes.Index(b.doc.Text[start:], append([]byte("#"), id...)); i >= 0 {
			start += i
		}
		b.claim(string(id), b.doc.Place(start, start+1+len(id)))
	}
}

// claim notes the id of a heading or a block. It returns false, with a
// finding, when the id cannot be used.
func (b *builder) claim(id string, at diag.Place) bool {
	if !isSlug(id) {
		instead := slug(id)
		finding := diag.New("ID", at, "id", id, "instead", instead)
		if instead == "" {
			finding = finding.With("empty")
		}
		b.diags.Add(finding)
		b.lost[id] = true
		return false
	}
	if first, taken := b.ids[id]; taken {
		b.diags.Add(diag.New("ID", at, "id", id).With("twice").See("first", first, "id", id))
		return false
	}
	b.ids[id] = at
	return true
}

func (b *builder) headingStart(node *ast.Heading) int {
	if node.Lines().Len() > 0 {
		return node.Lines().At(0).Start
	}
	return max(node.Pos(), 0)
}

// A counter numbers sections.
type counter struct {
	numbers    [numberedLevels]int
	last       int // level of the heading before
	unnumbered int // level of the heading that took its part out of the count; 0 is none
}

// next returns the number of a heading, or "".
func (c *counter) next(level int, unnumbered bool) string {
	c.last = level
	if c.unnumbered > 0 && level > c.unnumbered {
		return ""
	}
	c.unnumbered = 0
	if unnumbered {
		c.unnumbered = level
		return ""
	}
	if level > numberedLevels {
		return ""
	}
	c.numbers[level-1]++
	clear(c.numbers[level:])
	parts := make([]string, level)
	for i := range parts {
		parts[i] = strconv.Itoa(c.numbers[i])
	}
	return strings.Join(parts, ".")
}

// sections turns the headings into sections.
func (b *builder) sections(headings []*ast.Heading) {
	var count counter
	used := make(idSet, len(b.ids)+len(headings))
	for id := range b.ids {
		used[id] = 1
	}
	if b.from != nil {
		b.alignSections(headings)
		for _, id := range b.aligned {
			used[id] = 1
		}
	}
	for _, node := range headings {
		if node.Parent() != b.doc.Root {
			b.heading(node, "HEADING-PLACE", "")
			node.RemoveAttributes()
			continue
		}
		b.section(node, &count, used)
	}
}

func (b *builder) section(node *ast.Heading, count *counter, used idSet) {
	node.Level = max(node.Level-b.below, 1)
	title := b.plain(node)
	text := strings.TrimSpace(title.text())
	id, is := b.attributes(node)
	switch {
	case len(title) == 0:
		b.heading(node, "HEADING-EMPTY", "")
	case node.Level > lowestLevel:
		b.heading(node, "HEADING-LEVEL", "deep", "most", strings.Repeat("#", lowestLevel))
	case node.Level > count.last+1:
		instead := strings.Repeat("#", count.last+1)
		b.heading(node, "HEADING-LEVEL", "", "is", strings.Repeat("#", node.Level), "instead", instead)
	}
	if match := typedNumber.FindStringSubmatchIndex(text); match != nil {
		b.typedNumber(node, text, match[2])
	}
	if id == "" {
		id = b.aligned[node]
	}
	if id == "" {
		id = used.unique(slug(text))
	}
	node.SetAttributeString("id", []byte(id))
	number := count.next(node.Level, is.unnumbered || b.plainHeadings)
	b.doc.Sections = append(b.doc.Sections, &Section{
		ID: id, Number: number, Level: node.Level,
		Start: max(node.Pos(), 0), Text: text, Title: title, Node: node, Owner: is.owner, Done: is.done,
	})
	if is.owner != "" && !is.done && b.doc.Meta.dispatched() {
		b.heading(node, "OWNER", "", "title", text, "role", is.owner)
	}
}

// typedNumber warns of a number that the author wrote before a heading. A lone
// number counts only before a capital letter.
func (b *builder) typedNumber(node *ast.Heading, text string, rest int) {
	number := strings.TrimSpace(text[:rest])
	if isDigits(number) && strings.ToLower(text[rest:]) == text[rest:] || rest == len(text) {
		return
	}
	b.diags.Add(diag.New("HEADING-NUMBER", b.headingPlace(node), "number", number).Propose(text[rest:]))
}

func (b *builder) heading(node *ast.Heading, code diag.Code, variant string, pairs ...any) {
	b.diags.Add(diag.New(code, b.headingPlace(node), pairs...).With(variant))
}

func (b *builder) headingPlace(node *ast.Heading) diag.Place {
	start := b.headingStart(node)
	end := start + 1
	if node.Lines().Len() > 0 {
		end = node.Lines().At(0).Stop
	}
	return b.doc.Place(start, end)
}

// A marking is what stands in braces behind a heading, beside its id.
type marking struct {
	owner            string
	done, unnumbered bool
}

// attributes reads what stands in braces behind a heading and takes it away.
// Only an id, an owner and the classes unnumbered and done mean anything.
func (b *builder) attributes(node *ast.Heading) (id string, is marking) {
	for _, a := range node.Attributes() {
		value, _ := a.Value.([]byte)
		switch {
		case string(a.Name) == "id" && len(value) > 0:
			if isSlug(string(value)) {
				id = string(value)
			}
		case string(a.Name) == "owner" && len(value) > 0:
			is.owner = foldBlanks(string(value))
		case string(a.Name) == "class":
			b.classes(node, string(value), &is)
		default:
			b.heading(node, "HEADING-ATTRIBUTE", "", "name", string(a.Name))
		}
	}
	node.RemoveAttributes()
	return id, is
}

func (b *builder) classes(node *ast.Heading, value string, is *marking) {
	for _, class := range strings.Fields(value) {
		switch class {
		case "unnumbered":
			is.unnumbered = true
		case "done":
			is.done = true
		default:
			b.heading(node, "HEADING-ATTRIBUTE", "", "name", "."+class)
		}
	}
}

// dispatched reports whether a report has left its authors' hands.
func (m *Meta) dispatched() bool { return m.Stage != "" && m.Stage != "draft" }

// An idSet is the ids of a page, each with the number that was last put behind
// it to tell another from it.
type idSet map[string]int

// unique returns the id, with a number behind it when it is taken, and takes it.
func (s idSet) unique(id string) string {
	if id == "" {
		id = "avsnitt"
	}
	last, taken := s[id]
	if !taken {
		s[id] = 1
		return id
	}
	for n := last + 1; ; n++ {
		try := id + "-" + strconv.Itoa(n)
		if _, taken := s[try]; !taken {
			s[id], s[try] = n, 1
			return try
		}
	}
}

// text returns the pieces without their figures.
func (in Inline) text() string {
	var out strings.Builder
	for _, piece := range in {
		out.WriteString(piece.Text)
	}
	return out.String()
}
