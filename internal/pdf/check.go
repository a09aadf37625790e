package pdf

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Fault is what is wrong with a file for someone who reads it with a program.
type Fault struct {
	Kind string // one of the kinds below
	Text string // what it is about: a page, a tag, a font; or ""
}

// The kinds of faults.
const (
	Unread   = "unread"   // the file cannot be read
	Untagged = "untagged" // no tags
	Nameless = "nameless" // no language, no title, or the title is not shown
	NoAlt    = "alt"      // a figure without a description
	NoHeader = "header"   // a table without header cells, or header cells without scope
	Headings = "headings" // levels that do not begin at 1, or leave one out
	Fonts    = "fonts"    // a font that is not in the file, or without letters
	Script   = "script"   // something that runs
	Paper    = "paper"    // a page that is not A4
	Contents = "contents" // a list of contents that names another page
	Unmarked = "unmarked" // a page without the words that every page must have
)

// Check says what of a file is not as every reader needs it. words must stand on
// every page.
func Check(file []byte, words string) []Fault {
	f, err := Parse(file)
	if err != nil {
		return []Fault{{Unread, err.Error()}}
	}
	c := &checker{file: f}
	c.document()
	c.pages(words)
	if tree := f.dict(f.root()["StructTreeRoot"]); tree != nil {
		c.tree(tree)
	}
	c.fonts()
	c.scripts()
	return c.faults
}

type checker struct {
	file   *File
	faults []Fault
	level  int // of the last heading
}

func (c *checker) fault(kind, text string, args ...any) {
	c.faults = append(c.faults, Fault{kind, fmt.Sprintf(text, args...)})
}

func (c *checker) document() {
	root := c.file.root()
	if c.file.dict(root["MarkInfo"])["Marked"] != true || c.file.dict(root["StructTreeRoot"]) == nil {
		c.fault(Untagged, "")
	}
	if lang, _ := c.file.get(root["Lang"]).(String); len(lang) == 0 {
		c.fault(Nameless, "Lang")
	}
	if title, _ := c.file.get(c.file.dict(c.file.Trailer["Info"])["Title"]).(String); len(title) == 0 {
		c.fault(Nameless, "Title")
	}
	if c.file.dict(root["ViewerPreferences"])["DisplayDocTitle"] != true {
		c.fault(Nameless, "DisplayDocTitle")
	}
}

// A4 in points, and how far a browser's rounding may be from it.
const (
	a4Short, a4Long = 595.28, 841.89
	rounding        = 1
)

func (c *checker) pages(words string) {
	pages := c.file.Pages()
	if len(pages) == 0 {
		c.fault(Unread, "no page")
	}
	for i, page := range pages {
		box := c.file.array(c.file.dict(page)["MediaBox"])
		if len(box) != 4 || !isA4(float(box[2])-float(box[0]), float(box[3])-float(box[1])) {
			c.fault(Paper, "%d", i+1)
		}
		if words == "" {
			continue
		}
		if text, err := c.file.Text(page); err != nil || !strings.Contains(text, words) {
			c.fault(Unmarked, "%d", i+1)
		}
	}
}

func isA4(w, h float64) bool {
	near := func(a, b float64) bool { return a-b < rounding && b-a < rounding }
	return near(w, a4Short) && near(h, a4Long) || near(w, a4Long) && near(h, a4Short)
}

// tree walks the tags in the order in which they are read.
func (c *checker) tree(tree Dict) {
	seen := map[Ref]bool{}
	var walk func(object any, depth int)
	walk = func(object any, depth int) {
		if ref, ok := object.(Ref); ok {
			if seen[ref] {
				return
			}
			seen[ref] = true
		}
		e, ok := c.file.get(object).(Dict)
		if !ok || depth > 4*deepest {
			return
		}
		if e["Type"] == Name("StructElem") {
			c.element(e)
		}
		kids := c.file.array(e["K"])
		if kids == nil {
			kids = Array{e["K"]}
		}
		for _, kid := range kids {
			walk(kid, depth+1)
		}
	}
	walk(tree, 0)
}

func (c *checker) element(e Dict) {
	switch kind, _ := e["S"].(Name); kind {
	case "Figure":
		if alt, _ := c.file.get(e["Alt"]).(String); strings.TrimSpace(plain(alt)) == "" {
			c.fault(NoAlt, "%s", c.where(e))
		}
	case "Table":
		c.table(e)
	case "H1", "H2", "H3", "H4", "H5", "H6":
		level := int(kind[1] - '0')
		if level > c.level+1 {
			c.fault(Headings, "%s → %s", "H"+strconv.Itoa(c.level), kind)
		}
		c.level = level
	}
}

// table looks for header cells, and for the scope of each.
func (c *checker) table(e Dict) {
	headers, unscoped := 0, 0
	var walk func(e Dict, depth int)
	walk = func(e Dict, depth int) {
		for _, kid := range c.file.elements(e) {
			if kid["S"] == Name("TH") {
				headers++
				if !c.scoped(kid) {
					unscoped++
				}
			}
			if depth < 4 && kid["S"] != Name("Table") {
				walk(kid, depth+1)
			}
		}
	}
	walk(e, 0)
	if headers == 0 || unscoped > 0 {
		c.fault(NoHeader, "%s", c.where(e))
	}
}

func (c *checker) scoped(cell Dict) bool {
	attributes := c.file.array(cell["A"])
	if attributes == nil {
		attributes = Array{cell["A"]}
	}
	return slices.ContainsFunc(attributes, func(a any) bool { return c.file.dict(a)["Scope"] != nil })
}

// where is the page of an element, as a number, as far as it is known.
func (c *checker) where(e Dict) string {
	for range deepest {
		if page, ok := e["Pg"].(Ref); ok {
			return strconv.Itoa(slices.Index(c.file.Pages(), page) + 1)
		}
		kids := c.file.elements(e)
		if len(kids) == 0 {
			break
		}
		e = kids[0]
	}
	return "?"
}

func (c *checker) fonts() {
	var bad []string
	for _, object := range c.file.Objects {
		d, ok := object.(Dict)
		if !ok || d["Type"] != Name("Font") {
			continue
		}
		name, _ := d["BaseFont"].(Name)
		switch kind := d["Subtype"]; {
		case kind == Name("Type0"):
			if list := c.file.array(d["DescendantFonts"]); len(list) != 1 || !c.embedded(c.file.dict(list[0])) || d["ToUnicode"] == nil {
				bad = append(bad, string(name))
			}
		case kind == Name("Type3"):
			if d["ToUnicode"] == nil {
				bad = append(bad, "Type3")
			}
		case kind != Name("CIDFontType0") && kind != Name("CIDFontType2"):
			if !c.embedded(d) || d["ToUnicode"] == nil {
				bad = append(bad, string(name))
			}
		}
	}
	slices.Sort(bad)
	for _, name := range slices.Compact(bad) {
		c.fault(Fonts, "%s", name)
	}
}

func (c *checker) embedded(font Dict) bool {
	d := c.file.dict(font["FontDescriptor"])
	return d["FontFile"] != nil || d["FontFile2"] != nil || d["FontFile3"] != nil
}

// scripts looks for whatever runs when a file is opened or a link is followed.
func (c *checker) scripts() {
	for _, object := range c.file.Objects {
		d := c.file.dict(object)
		if d["S"] == Name("JavaScript") || d["S"] == Name("Launch") || d["JS"] != nil || d["OpenAction"] != nil || d["AA"] != nil {
			c.fault(Script, "")
			return
		}
	}
}

// An Entry is one of a list of contents.
type Entry struct {
	Text string // as it stands in the list
	ID   string // of what it leads to
}

// CheckContents says which entries of a list of contents name another page than
// that on which their section begins: the words and the number are read from the
// pages, and the section's page from where links lead. Texts of headings are
// looked for on that page too.
func CheckContents(file []byte, entries []Entry) []Fault {
	f, err := Parse(file)
	if err != nil {
		return []Fault{{Unread, err.Error()}}
	}
	texts := make([]string, 0, len(f.Pages()))
	for _, page := range f.Pages() {
		text, err := f.Text(page)
		if err != nil {
			return []Fault{{Unread, err.Error()}}
		}
		texts = append(texts, text)
	}
	named := f.Destinations()
	var faults []Fault
	for _, e := range entries {
		page := named[e.ID]
		if page < 1 || page > len(texts) || !stands(texts[page-1], e.Text) || !listed(texts[:page], e.Text, page) {
			faults = append(faults, Fault{Contents, e.Text})
		}
	}
	return faults
}

// joined is a text without blanks: where lines are broken does not matter, nor a
// hyphen at their ends.
func joined(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\u00a0", "", "\u00ad", "", "-", "", "‐", "").Replace(s)
}

func stands(page, text string) bool { return strings.Contains(joined(page), joined(text)) }

// listed reports whether one of the pages has the text with the number behind it.
func listed(pages []string, text string, number int) bool {
	return slices.ContainsFunc(pages, func(page string) bool {
		_, after, ok := strings.Cut(joined(page), joined(text))
		for ok {
			digits := strings.TrimLeft(after, ".·…")
			if strings.HasPrefix(digits, strconv.Itoa(number)) {
				return true
			}
			_, after, ok = strings.Cut(after, joined(text))
		}
		return false
	})
}

// errMoved says that a document never settled.
var errMoved = errors.New("the pages move with the numbers in the list of contents")
