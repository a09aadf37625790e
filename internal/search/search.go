// Package search makes the search index of a finished site.
//
// In come pages as they were written, frozen or not; out come the files that a
// browser searches in. [Read] takes a page apart into records: its sections,
// the rows of its tables, its charts, key figures, items, each with the address
// at which a reader lands. [Index] gives the records, with the parts of their
// compounds, to Pagefind's own program and returns what that makes of them. So
// nothing can be found that no page shows. Package build chooses the pages and
// says what they are; the script of the page search/ asks the index.
package search

// A Kind is what a record is, as readers may choose.
type Kind string

// The kinds, in the order in which readers are offered them.
const (
	Text    Kind = "text"    // a section of a report, or the whole of it
	Table   Kind = "table"   // a table or a row of one
	Chart   Kind = "chart"   // a chart
	Key     Kind = "key"     // a key figure
	Data    Kind = "data"    // a dataset
	Measure Kind = "measure" // a measure or activity through time
	Meeting Kind = "meeting" // a meeting or an item of it, with its decisions
	Matter  Kind = "matter"  // a matter of the diary
	Term    Kind = "term"    // a word that is explained
	Page    Kind = "page"    // anything else
)

// Kinds lists all kinds, in the order in which readers are offered them.
func Kinds() []Kind {
	return []Kind{Text, Table, Chart, Key, Data, Measure, Meeting, Matter, Term, Page}
}

// A Source is a finished page and what the build knows of it.
type Source struct {
	Path      string // in the output: a/b/index.html
	HTML      []byte
	Committee string // id, or ""
	Name      string // of the committee, as readers know it
	Year      string // four digits, or ""
	Edition   string // of an edition that is not the newest, in words: "utgåva 1"; else ""
}

// A Record is one thing that can be found.
type Record struct {
	Address   string // from the site's root, with a fragment where it is part of a page
	Kind      Kind
	Title     string // what it is called
	Head      string // what it stands under: the caption of a row's table, or ""
	Text      string // what it says
	Where     string // the paper that it belongs to, with its period
	Committee string
	Year      string
	Lang      string // the language of its page, or ""
	Old       bool   // of an edition that is not the newest
	Main      bool   // what a reader most likely means among its neighbours: a net, a sum, a page as a whole
	Hidden    string // words by which it is found besides
	rows      []row  // of a dataset
}

// A row is one row of a dataset, which is found as part of it.
type row struct {
	number int // by which its address ends, or 0: it has none
	text   string
}
