package layout

// The types of this file are what search.html and register.html get.

// A SearchPage is the content of search.html: what a reader asks with, where
// the build has made an index, and the register of all there is, which needs
// no script.
type SearchPage struct {
	Title string
	Deck  string
	Ask   *SearchAsk // or nil: this build has made no index
	// Parts are the whole register, or where that is long links to pages with
	// a committee each.
	Parts []RegisterPart
	Pages []RegisterLink
}

// A SearchAsk is the form. It stays hidden until the script that answers is there.
type SearchAsk struct {
	Action     string // href of the page itself
	Committees []SearchOption
	Years      []SearchOption
	Kinds      []SearchOption
	Older      bool // there are editions that are not the newest
}

// A SearchOption is one choice of a filter.
type SearchOption struct{ Value, Text string }

// A RegisterPage is the content of register.html: the register of one committee
// of a large site.
type RegisterPage struct {
	Kicker, Title string
	Part          RegisterPart
}

// A RegisterPart is what there is of one committee.
type RegisterPart struct {
	ID       string // of its heading
	Name     string
	Years    []RegisterYear   // reports, the newest first
	Measures *Link            // where its measures are listed, or nil
	Matters  []RegisterLink   // with their diary numbers, the newest first
	Letters  []RegisterLetter // its tables and datasets, by name
}

// A RegisterYear is the reports of a year.
type RegisterYear struct {
	Year    string
	Reports []RegisterLink
}

// A RegisterLetter is the tables and datasets whose names begin with a letter.
type RegisterLetter struct {
	Letter string
	Items  []RegisterLink
}

// A RegisterLink is one line of the register.
type RegisterLink struct {
	Text    string
	Href    string
	Details string // what tells it from its like, or empty
}
