package edition

// SnapshotFormat names the form of snapshot.json.
const SnapshotFormat = "tertial-edition/1"

// A Snapshot is what frames and lists of a later build show of a frozen
// report, in the words and the markup of the day it was frozen.
type Snapshot struct {
	Format    string
	Lang      string
	Title     string
	Kind      string // of report, as in the front matter
	Committee string // name of the committee, that day
	Body      string `json:",omitempty"` // its municipality
	Dnr       string `json:",omitempty"`
	From, To  string `json:",omitempty"` // months of the period, inclusive
	Date      string `json:",omitempty"` // ISO date of the report
	Meeting   string `json:",omitempty"` // ISO date
	Stage     string `json:",omitempty"`
	Example   bool   `json:",omitempty"`
	Origin    string `json:",omitempty"` // where the figures come from
	Deck      string // phrasing content without links: the answer in one sentence
	Cards     []Card `json:",omitempty"` // key figures of the head
	Datasets  []Dataset
	Pages     []Page   // the report's own page first
	Files     []string // all other published files, from the edition's own address
	Styles    []string // of Files: style sheets of the pages, in their order
	Scripts   []string // of Files: scripts of the pages
	Facts     bool     // the report's page has numbers whose source can be shown
	Words     string   `json:",omitempty"` // texts that the scripts need
}

// A Card is a key figure in the markup of the day. Its links count from the
// edition's own address.
type Card struct {
	Label, Value, Unit, Tone, Arrow, Word, Trend, Text, Note, Href, From string
}

// A Dataset is a dataset in a list. Its links count from the edition's own address.
type Dataset struct {
	ID, Title, Href, Text, CSV, Format string
}

// A Page is one published page without its frame. The file of that name below
// public/ holds the content of its main element.
type Page struct {
	Path        string // from the edition's own address: index.html, data/drift/index.html
	Kind        string // class of body: report, dataset, checks
	Title       string // of the document, without the site's name
	Description string `json:",omitempty"`
	RunningHead string `json:",omitempty"`
	Trail       []Step // from the committee's page to this one, which comes last
}

// A Step is one step of the way to a page.
type Step struct {
	Text string
	Path string // folder below the site's root, with a final slash; "" for the page itself
}
