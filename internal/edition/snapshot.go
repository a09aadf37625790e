package edition

// SnapshotFormat names the form of snapshot.json.
const SnapshotFormat = "tertial-edition/1"

// A Snapshot is what frames and lists of a later build show of a frozen
// report, in the words and the markup of the day it was frozen.
type Snapshot struct {
	Format    string    `json:"format"`
	Lang      string    `json:"lang"`
	Title     string    `json:"title"`
	Kind      string    `json:"kind"`           // of report, as in the front matter
	Committee string    `json:"committee"`      // name of the committee, that day
	Body      string    `json:"body,omitempty"` // its municipality
	Dnr       string    `json:"dnr,omitempty"`
	From      string    `json:"from,omitempty"` // months of the period, inclusive
	To        string    `json:"to,omitempty"`
	Date      string    `json:"date,omitempty"`    // ISO date of the report
	Meeting   string    `json:"meeting,omitempty"` // ISO date
	Stage     string    `json:"stage,omitempty"`
	Example   bool      `json:"example,omitempty"`
	Origin    string    `json:"origin,omitempty"` // where the figures come from
	Deck      string    `json:"deck"`             // phrasing content without links: the answer in one sentence
	Cards     []Card    `json:"cards,omitempty"`  // key figures of the head
	Datasets  []Dataset `json:"datasets"`
	Pages     []Page    `json:"pages"`           // the report's own page first
	Files     []string  `json:"files"`           // all other published files, from the edition's own address
	Styles    []string  `json:"styles"`          // of Files: style sheets of the pages, in their order
	Scripts   []string  `json:"scripts"`         // of Files: scripts of the pages
	Facts     bool      `json:"facts"`           // the report's page has numbers whose source can be shown
	Words     string    `json:"words,omitempty"` // texts that the scripts need
}

// A Card is a key figure in the markup of the day. Its links count from the
// edition's own address.
type Card struct {
	Label string `json:"label"`
	Value string `json:"value"`
	Unit  string `json:"unit"`
	Tone  string `json:"tone"`
	Arrow string `json:"arrow"`
	Word  string `json:"word"`
	Trend string `json:"trend"`
	Text  string `json:"text"`
	Note  string `json:"note"`
	Href  string `json:"href"`
	From  string `json:"from"`
}

// A Dataset is a dataset in a list. Its links count from the edition's own address.
type Dataset struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Href   string `json:"href"`
	Text   string `json:"text"`
	CSV    string `json:"csv"`
	Format string `json:"format"`
	Kind   string `json:"kind,omitempty"` // as in its description: operating-budget
}

// A Page is one published page without its frame. The file of that name below
// public/ holds the content of its main element.
type Page struct {
	Path        string `json:"path"`  // from the edition's own address: index.html, data/drift/index.html
	Kind        string `json:"kind"`  // class of body: report, dataset, checks
	Title       string `json:"title"` // of the document, without the site's name
	Description string `json:"description,omitempty"`
	RunningHead string `json:"runningHead,omitempty"`
	Trail       []Step `json:"trail"` // from the committee's page to this one, which comes last
	// Lang is the language of a translation; empty for pages in the report's own.
	Lang  string `json:"lang,omitempty"`
	Words string `json:"words,omitempty"` // of a translation: texts that the scripts need
}

// A Step is one step of the way to a page.
type Step struct {
	Text string `json:"text"`
	Path string `json:"path"` // folder below the site's root, with a final slash; "" for the page itself
}
