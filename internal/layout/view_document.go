package layout

import "html/template"

// A DocumentPage is the content of document.html: a report that stands alone, on
// paper or as a single file.
type DocumentPage struct {
	Lang       string
	Title      string
	CSP        string
	Kind       string // class of body: paper or single
	Long       bool   // on paper: the text begins on a page of its own, after the list of contents
	Meta       []DocumentMeta
	Style      template.CSS
	Head       [2]string // who publishes, and which edition it is
	Notice     *Notice   // or nil
	Contents   []ContentsEntry
	Main       template.HTML // flow content with the h1, up to where the list of contents stands
	Rest       template.HTML // what follows it; the two are one element
	Appendices []Appendix    // of a single file: the report's other pages
	Files      []EmbeddedFile
	About      []Term
}

// A DocumentMeta is a meta element.
type DocumentMeta struct{ Name, Content string }

// An Appendix is a page of the report in the document.
type Appendix struct {
	ID    string
	Title string
	Main  template.HTML // flow content that begins with an h2
}

// An EmbeddedFile is a file within its link.
type EmbeddedFile struct {
	Name string // path in the edition
	File string // name under which it is kept
	Size string
	Href template.URL
}
