// Package content reads a site's text: site.yaml, committees, and reports in
// Markdown with front matter, blocks and figures, into trees with positions.
// It renders nothing and knows no data.
//
// In comes an fs.FS of the site's root; out go [Site], [Committee] and
// [Document] values. Package report binds a document's figures and blocks to
// facts; package layout renders its tree.
package content

import (
	"github.com/yuin/goldmark/ast"

	"tertial/internal/audience"
	"tertial/internal/diag"
	"tertial/internal/privacy"
)

// A Site is one publication: content/site.yaml.
type Site struct {
	Name        string
	BaseURL     string // absolute address the site is published at, or "" when unknown
	Lang        string // language of the interface: sv or en
	Theme       Theme
	Contact     Contact
	Contacts    []Contact            // further ones, each with its role
	Exceptions  []*privacy.Exception // what may pass the privacy gate, anywhere
	Links       []SiteLink           // where the foot of every page leads besides
	Notice      string               // a line on top of every page, such as "Exempel …"
	Description string
	Namings     []Naming // in other languages
	License     string   // of datasets that name none: an SPDX id, an address, or words
	NoHints     bool     // plain_language: off: staff get no hints about the language
	// Accessibility is the statement that the law asks for, or nil.
	Accessibility *Statement
	Feedback      Feedback // where a reader tells of something wrong, unless a committee says otherwise
	Source        *diag.Source

	colours  map[string]diag.Place
	misspelt bool // an address of the contact or for feedback is there, but cannot be read
}

// A Theme is a municipality's own colours and mark.
type Theme struct {
	Brand, Accent         string // #rrggbb, on a light page
	BrandDark, AccentDark string // on a dark page; "" is derived
	Logo                  string // file under layouts/assets, or ""
}

// A Contact says whom a reader asks.
type Contact struct {
	Name, Email, Phone, URL string
	Role                    string // the function that is asked; of Contacts only
}

// A Committee publishes reports: content/<id>/committee.yaml.
type Committee struct {
	ID       string // folder name
	Name     string
	Body     string   // municipality
	Task     string   // what it is responsible for, in one sentence
	Numbers  []string // printed patterns of its diary numbers
	Contact  Contact
	Contacts []Contact // further ones, each with its role
	Formerly []Former  // ids that it had before
	Namings  []Naming  // in other languages
	Feedback Feedback  // where a reader of its pages tells of something wrong
	Meetings MeetingDefaults
	// PreviewDays is how long after the minutes were adjusted the committee's
	// own papers stay in its preview.
	PreviewDays int
	Source      *diag.Source
}

// MeetingDefaults is what a committee's meetings have unless they say
// otherwise.
type MeetingDefaults struct{ Time, Place, NoticeBoard string }

// Visibility says who may read something; what follows from it, package audience
// decides.
type Visibility = audience.Visibility

// The visibilities; an absent one is internal.
const (
	Internal      = audience.Internal
	CommitteeOnly = audience.InCommittee
	Public        = audience.OnWeb
	Withdrawn     = audience.Withdrawn
)

// Meta is a report's front matter.
type Meta struct {
	Path       string // committee/year/report
	Title      string
	Kind       string // interim-report, monthly-report, annual-report …
	Dnr        string
	Related    []string // diary numbers of other authorities
	Period     Period
	Date       string // ISO date
	Meeting    string // ISO date
	Stage      string
	Visibility Visibility
	From       string // ISO date
	Secret     bool
	Origin     string // front matter's source: where the figures come from
	Summary    string // one sentence for lists and the head of the page; may hold figures
	Lang       string
	Example    bool
	Known      []diag.KnownDifference
	Exceptions []*privacy.Exception // what may pass the privacy gate, in this report
	Literals   []Literal            // numbers in the text that are no facts of a table
	Author     string               // role that answers for the content; who approves an edition is another one
	Formerly   []Former             // paths that it had before
	Overview   []SectionName        // sections that its overview begins with; nil is the summary
	Source     *diag.Source         // report.md as far as the front matter goes

	summaryAt scalar // where Summary stands in report.md
}

// A Period is the months that a report covers, inclusive: 2020-01/2020-04;
// 2020 is all of its months.
type Period struct{ From, To string }

// A Document is a report's narrative as a tree. Offsets of its nodes count in
// Text, which is all files of the narrative joined, front matter included;
// Place finds the file.
//
// The tree holds what CommonMark with tables, strikethrough and footnotes has,
// and [FigureNode] and [BlockNode]. It holds no raw HTML, no image and no link
// with a scheme that a page may not have. Every heading that is a section has
// the attribute id, and no heading any other.
type Document struct {
	Meta     *Meta
	Text     []byte
	Root     ast.Node
	Summary  Inline // Meta.Summary with its figures
	Sections []*Section
	Figures  []*Figure // of the summary and of the tree, in order; blocks hold their own
	Blocks   []*Block
	XRefs    []*XRef
	Links    []*Link // to other pages of the site
	files    []segment
	inlines  [][]Run // the short texts of the front matter and of blocks
}

// A Section is a heading with its number and id.
type Section struct {
	ID     string
	Number string // "2.1"; "" for an unnumbered one
	Level  int    // 1 for the report's own top level
	Start  int    // byte offset in Document.Text
	Text   string // the heading without markup and without its figures
	Title  Inline // the heading without markup, with its figures
	Owner  string // role that writes it, or ""
	Done   bool   // its owner says that it is
	Node   *ast.Heading
}

// A Link is a link to another page of the site, as it was written.
type Link struct {
	Address    string
	Start, End int // of the whole link

	node *ast.Link
}

// Lead makes the link lead to another address than the one that was written:
// to where the page is now.
func (l *Link) Lead(address string) { l.node.Destination = []byte(address) }

// A segment is one file of a joined narrative.
type segment struct {
	source *diag.Source
	start  int // where the file begins in Document.Text
	body   int // where its Markdown begins, likewise
	end    int
}

// Place returns where a stretch of Document.Text stands in its file.
func (d *Document) Place(start, end int) diag.Place {
	for i := len(d.files) - 1; i >= 0; i-- {
		if f := d.files[i]; start >= f.start {
			return f.source.Place(start-f.start, end-f.start)
		}
	}
	return d.Meta.Source.File()
}
