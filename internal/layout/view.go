package layout

import "html/template"

// The types of this file are the contract between the Go code and the templates
// in layouts/: a site that overrides a template may rely on every field here.
//
// Three rules hold for all of them. A string is ready to show: formatted, in the
// page's language, with no-break spaces and U+2212 in place; the template only
// escapes it. A template.HTML is finished, valid markup of phrasing or flow
// content, as its comment says. An Href is relative to the page (or absolute for
// the 404 page) and never empty unless the comment says "or empty".

// A Page is what base.html gets: the frame, and the content of main rendered
// before by the template of the page's kind. The two steps are separate so that
// a frozen edition can be put into the frame of a later build.
type Page struct {
	Frame
	Main template.HTML // flow content with exactly one h1
}

// A Frame is everything around main. All of it except Title, Description,
// Canonical, Crumbs, Notice and RunningHead is equal for pages of equal depth.
type Frame struct {
	Lang        string      // BCP 47, of the page and its interface texts
	Kind        string      // class of body: start, committee, report, dataset, checks, difference, meeting …; nothing inside a page has it
	Title       string      // without the site's name; empty on the start page
	SiteName    string      // ends every document title
	Description string      // for search engines, or empty
	Canonical   string      // absolute address, or empty when the site has no base URL
	Social      *Social     // for services that show a page whose address is passed on, or nil
	Schema      any         // description for search engines, written as JSON (schema.org), or nil
	NoIndex     bool        // true for every build that is not public, and for 404
	CSP         string      // content of the Content-Security-Policy meta element
	Styles      []string    // hrefs of style sheets, in order: frame.css, tertial.css, theme.css
	Scripts     []string    // hrefs of scripts, which only add comfort; empty where they have nothing to do
	Words       string      // texts that the scripts need: key=text, separated by |
	Icon        string      // href of the favourite icon
	Feeds       []Link      // Atom feeds of the site and of the committee, if there are any
	Brand       Brand       // who publishes
	Nav         []Link      // main menu
	Languages   []Language  // the same page in other languages
	Alternates  []Alternate // the page in all its languages, itself included, for search engines; empty where it has one
	Search      *SearchForm // where readers ask for words, or nil: there is no such page
	Crumbs      []Crumb     // from the start page to this page, empty on the start page
	Notice      *Notice     // state of what is shown, or nil
	RunningHead string      // head of every printed page: committee and report
	Footer      Footer      // foot of the page
}

// A Brand is the publisher's name and sign in the header.
type Brand struct {
	Name string // name of the site
	Home string // href of the start page
	Logo string // href of an SVG, or empty: the sheet draws a mark in the brand's colour
}

// A SearchForm leads to the page that searches the site.
type SearchForm struct {
	Action string // href of that page; it takes the words as q
	Here   bool   // the page itself asks, in its content: the header does not ask once more
}

// A Crumb is one step of the breadcrumb; the last one has an empty Href.
type Crumb struct {
	Text string
	Href string // or empty: the page itself
}

// A Link is a text that leads somewhere.
type Link struct {
	Text    string
	Href    string
	Current bool // the page itself or an ancestor of it
}

// A Notice is the line above the header that says what kind of paper this is.
type Notice struct {
	Kind string        // draft, info or example; draft is the loud one
	Word string        // "Arbetsmaterial", "Exempel"
	Text template.HTML // phrasing content: the rest of the sentence
}

// A Footer is the end of every page.
type Footer struct {
	Text    template.HTML // flow content: who publishes, where to ask
	Ask     template.HTML // phrasing content: whom a reader asks for a missing paper, on pages of a committee
	Links   []Link        // pages of this site: accessibility statement, publications, open data
	Out     []Link        // where else the publisher leads: the municipality's own site, personal data
	Program string        // name and version of the generator, or empty
	// Feedback tells of something wrong on the page, by letter or form; or nil.
	Feedback *Link
}

// A TOCEntry is one section in the list of contents.
type TOCEntry struct {
	Number string // "2.1", or empty
	Text   string
	Href   string
	Sub    []TOCEntry
}

// A Term is a name with its explanation, for description lists.
type Term struct {
	Name  string
	Value template.HTML // phrasing content
}

// A Card is one key figure.
type Card struct {
	Label string        // what is measured: "Prognos mot budget"
	Value template.HTML // the number, as a data element with its fact
	Unit  string        // "mnkr"
	Tone  string        // worse, better, or empty: no judgement
	Arrow string        // up, down, or empty
	Word  string        // what the sign means, in a word: "Underskott", or empty
	Trend template.HTML // drawing of the course that the number is part of, or empty
	Text  template.HTML // phrasing content: the comparison, or empty
	Note  template.HTML // phrasing content: what makes it hard to compare, or empty
	Href  string        // where the number stands in a table, or empty
	From  string        // text of that link: "Tabell 1"
}

// A Stage is the state of a report in the committee's work, in words.
type Stage struct {
	Code string // draft, sent, decided, adjusted … as in the front matter
	Text string // "Förslag till nämnden 26 maj 2020, punkt 1 – ej beslutad"
}

// A NumberCheck is the line that says what was checked by machine.
type NumberCheck struct {
	Tried   int    // relations tried
	Agree   int    // of them, those that agree
	Known   int    // known differences
	Open    int    // findings without an explanation, shown only in drafts
	Href    string // page of the checks, or empty
	Example bool   // unused numbers of the source were left out
}

// A Download is a file that can be fetched.
type Download struct {
	Text   string // "CSV som den kom"
	Href   string
	Format string // "CSV, UTF-8, semikolon"
	Size   string // "2,1 kB"
	Name   string // file name offered to the browser
}

// A StartPage is the content of start.html.
type StartPage struct {
	Title    string
	Deck     template.HTML // phrasing content, or empty
	Search   *SearchForm   // or nil
	Find     []Link        // other ways to a number or a matter
	Bodies   []BodyCards   // the committees, by municipality
	Few      bool          // so few committees that each says what it answers for
	News     []NewsDay     // what is new, corrected and withdrawn, newest first
	All      *Link         // everything that was ever published, or nil
	Meetings []MeetingCard // the committees' next meetings, the nearest first
	Text     template.HTML // flow content below, or empty
}

// BodyCards are the committees of a municipality.
type BodyCards struct {
	Name       string // or empty when all belong to one
	ID         string // id of the heading
	Committees []CommitteeCard
}

// A CommitteeCard is a committee in a list.
type CommitteeCard struct {
	Name  string
	Href  string
	Text  string // what it answers for, in a sentence, or empty
	Count int    // reports shown
}

// A NewsDay is what was published on a day.
type NewsDay struct {
	Date    string // "12 maj 2020"
	ISODate string
	Reports []ReportCard
}

// A ReportCard is a report in a list.
type ReportCard struct {
	Title     string
	Href      string
	Committee string        // or empty on the committee's own page
	Period    string        // "januari–april 2020"
	Date      string        // "12 maj 2020"
	ISODate   string        // 2020-05-12, for the time element
	Kind      string        // of what was published last: first, revision, correction or withdrawal; empty for a working copy
	Word      string        // the kind in words, where it is more than that the report is there: "Rättelse"
	Reason    string        // why it was corrected or withdrawn, or empty
	Stage     Stage         //
	Summary   template.HTML // phrasing content: the deck, or empty
	Cards     []Card        // for the featured report only
}

// A CommitteePage is the content of committee.html.
type CommitteePage struct {
	Kicker  string // municipality
	Title   string
	Deck    template.HTML // what it answers for
	Next    *MeetingCard  // the next meeting, or nil
	Decided *MeetingCard  // the latest meeting whose decisions are adjusted, or nil
	// Decisions are some of that meeting's.
	Decisions   []DecisionCard
	Latest      *ReportCard   // featured, or nil
	News        []ReportCard  // what was published last, newest first
	Meetings    []MeetingYear // the latest meetings, newest first
	AllMeetings *Link         // the page of all meetings, or nil
	Matters     *Link         // the index of matters, or nil
	Calendar    *Link         // the meetings for a calendar, or nil
	Years       []Year        // newest first
	Reports     int           // how many there are in all years
	Data        *Link         // its open data, or nil
	Contact     []Term
	Text        template.HTML // flow content of the committee's own page, or empty

	// What is known through time: one line each of phrasing content, or empty.
	Economy    template.HTML // this year's budget and forecast: "2020: nettobudget 669,9 mnkr, prognos efter april underskott 38,3"
	Goals      template.HTML // the committee's own assessment: "3 uppfyllda, 1 delvis, 0 inte, 2 ej bedömda"
	Forecasts  template.HTML // forecasts of a year against its outcome: "2021: delår 1 −16,7, oktober −6,3, bokslut +3,9 mnkr"
	Indicators *Link         // the page of the committee's measures and activities through time, or nil
}

// A Year groups the reports of a committee.
type Year struct {
	Year    string
	ID      string // id of its heading
	Folded  bool   // only shown when it is asked for: there are too many reports
	Reports []ReportCard
}

// A DatasetLink is a dataset in a list.
type DatasetLink struct {
	Title  string
	Href   string // page of the dataset
	Text   string // "36 rader, tusen kronor"
	CSV    string // href of the file, or empty
	Format string // text of that link: "CSV, 2,1 kB"
}

// A ReportPage is the content of report.html.
type ReportPage struct {
	Kicker    string // "Socialnämnden · delårsrapport · januari–april 2020"
	Title     string
	Stage     Stage
	Deck      template.HTML // phrasing content: the answer in one sentence
	Cards     []Card        // key figures of the head
	Reading   template.HTML // phrasing content: how to read sign and unit, or empty
	Meta      []Term        // diary number, period, edition, source
	Check     *NumberCheck  // or nil
	TOC       []TOCEntry    // empty for a report of fewer than three sections
	Downloads []Download    // beside the contents
	Facts     bool          // body holds figures with data-at: offer to show their sources
	Body      template.HTML // flow content: the narrative, sections from h2
	Datasets  []DatasetLink // data of the report, at its end
	Cite      string        // how to cite, or empty
	Plain     *Download     // the report as plain text, or nil
	Todo      *Todo         // what is left before dispatch: for staff only, else nil
	Overview  *Link         // the report in brief, with the time that it takes, or nil
	Time      string        // that the whole report takes, where there is an overview; else empty
	Words     template.HTML // flow content: the terms of the report explained, or empty
	Laws      template.HTML // flow content: the acts that the report names, or empty
}

// A Table is a table with its caption. Rows are written by the Go code, not by a
// template: docs/markup.md says how. table.html gets the result in HTML.
type Table struct {
	ID        string // id of the wrapper, cross-reference target: tab-drift
	Number    string // "Tabell 1", or empty for a table without a number
	Title     template.HTML
	Sub       string // unit and sign: "Tusen kronor. Intäkter är plus …"
	Class     string // grouped or plain; further: matrix, long, across (docs/markup.md)
	Fold      string // label of the box that shows a long table in its full length, or empty
	Vast      bool   // of so many rows that paper shows only the first
	Columns   []Column
	Groups    []Group       // one tbody each
	HTML      template.HTML // the scroll region with the table, as docs/markup.md
	Legend    []Term        // signs used in it: "b" beräknat, ".." uppgift saknas
	Known     []KnownDifference
	Notes     []TableNote   // footnotes, in the order of their marks
	Source    template.HTML // phrasing content: where it comes from, with links
	Downloads []Download    // the whole dataset for other programs
}

// A TableNote is a footnote of a table; its mark is its number.
type TableNote struct {
	ID   string // target of the marks
	Text template.HTML
}

// A Column is a column of a table.
type Column struct {
	ID    string // id of its header cell
	Text  string
	Class string // dev, sep, text, trend, line (docs/markup.md), blank separated
	Note  int    // number of its footnote, or 0
	Flag  string // preliminary or revised when all its values are, so that no cell says it; or empty
}

// A Group is the rows under one heading, or all rows of a plain table.
type Group struct {
	ID    string // id of its header cell, or empty
	Name  string // or empty: no heading row
	Class string // total, or empty
	Note  int    // number of its footnote, or 0
	Rows  []Row
}

// A Row is a row of a table.
type Row struct {
	ID    string // id of its header cell, address of the row
	Text  string // header of the row
	Class string // net, sub, total, of, derived, blank separated
	Note  int    // number of its footnote, or 0
	Cells []Cell
}

// A Cell is one value as shown.
type Cell struct {
	ID      string        // address of the cell, or empty for what holds no value
	Text    string        // the number, or the words that stand instead
	HTML    template.HTML // phrasing content in place of Text, or empty
	Class   string        // neg, pos, missing, derived, disputed …, blank separated
	Word    string        // spoken before the number: "underskott", or empty
	Derived string        // the derived value where it disagrees with the stated, or empty
	Other   bool          // Derived is not computed, but stands in another table or report
	Known   string        // href of the explanation of a disputed cell, or empty
	Fact    string        // address of the fact, for data-fact, or empty
	// Corrected leads to the list of corrections when one has touched the cell; else empty.
	Corrected string
	Value     string // machine-readable number, for data-value, or empty
}

// A Chart is the content of chart.html.
type Chart struct {
	ID     string // id of the figure, cross-reference target: dia-avvikelse
	Number string // "Diagram 1"
	Title  template.HTML
	Sub    string // measure, unit, period
	// Sentence is what the values say, or empty.
	Sentence string
	Legend   []Swatch      // series in order; empty when the drawing labels them itself
	Wide     template.HTML // svg class="wide", laid out for 720 px
	Narrow   template.HTML // svg class="narrow", laid out for 340 px
	Data     template.HTML // scroll region with the table of the same values, or empty
	Signs    []Term        // what stands instead of values, explained
	Note     template.HTML // phrasing content, or empty
	Source   template.HTML // phrasing content: where it comes from, with links
}

// A Swatch is a series in a chart's legend.
type Swatch struct {
	Class string // k1 … k6, pos or neg: the colour of the same name
	Text  string
}

// A KnownDifference is a finding accepted in the open. One that nobody has
// accepted yet is shown the same way in a draft, without Reason and Role.
type KnownDifference struct {
	ID       string        // kd-1: target of the link in the cell
	Mark     string        // the letter or number at the cell: "1"
	Rule     string        // DEV
	RuleText string        // "Avvikelsen stämmer inte"
	Where    template.HTML // phrasing content: row and column, with a link to the cell
	Stated   string        // with unit: "2 000 tkr"
	Derived  string        // with unit: "1 000 tkr"
	Words    bool          // Stated and Derived are words: nothing was computed
	Other    bool          // Derived stands in another table or report: nothing was computed
	Reason   string        // or empty
	Role     string        // who accepted it, or empty
	Href     string        // the rule on the page of checks, or empty
}

// A DatasetPage is the content of dataset.html.
type DatasetPage struct {
	Kicker    string
	Title     string
	Deck      template.HTML // phrasing content: what the dataset is
	More      template.HTML // phrasing content: the rest of a long description, or empty
	Report    Link          // the report it belongs to
	Reading   []Term        // how to read: unit, sign, signs in cells; stands above the table
	Table     Table         // everything, as shown in full
	Columns   []ColumnInfo
	Source    []Term // system, extracted, by which role, changes by hand
	Uses      []Use  // where it is shown
	Checks    []Check
	Known     []KnownDifference // when not shown at the table
	Downloads []Download
	Kept      bool   // a value is protected: the file as it came is not offered
	Cite      []Term // how to cite the dataset, and one of its numbers
}

// A ColumnInfo explains one column of the file.
type ColumnInfo struct {
	ID      string // id of its row: target of links
	Name    string // header in the file
	Text    string // what it means: "Prognos för helåret 2020 per 30 april"
	Unit    string // or empty for keys
	Details string // accuracy, version, sign where it differs; or empty
}

// A Use is a place where a dataset is shown.
type Use struct {
	Text    string // "Tabell 1, Driftredovisning per verksamhet"
	Href    string
	Details string // "12 rader, 6 kolumner", or empty
}

// A Check is a rule and what it found in this dataset.
type Check struct {
	Code  string // SUM
	Text  string // "Delarna blir summan"
	Tried int
	Agree int
	Known int
	Href  string // the rule on the page of checks, or empty
}

// A CheckPage is the content of checks.html: what the check of a report's
// numbers has tried, and what it found.
type CheckPage struct {
	Kicker    string
	Title     string
	Deck      template.HTML // phrasing content: the result in one sentence
	Report    Link          // the report that was checked
	Known     []CheckedSet  // known differences, by dataset
	Open      []CheckedSet  // those without an explanation; empty in a public build
	AnyOpen   bool          // some rule has differences without an explanation, shown or not
	Rules     []CheckRule   // those that were tried, in the rules' order
	Untried   []CheckRule   // those that there was nothing to try with
	Reach     *CheckReach   // how much of the numbers is covered, or nil when there are none
	Text      string        // how many of the text's numbers are bound, for staff; "" for others
	Downloads []Download    // the same for programs
}

// A CheckedSet is a dataset with its differences.
type CheckedSet struct {
	ID    string // of its heading
	Title string
	Href  string // page of the dataset
	List  []KnownDifference
}

// A CheckRule is a rule and what it tried in the whole report.
type CheckRule struct {
	ID    string // of its row or entry: rule-sum
	Code  string // SUM
	Text  string // what holds when it agrees: "Delarna blir summan"
	Tried int
	Agree int
	Known int
	Open  int
	Sets  []CheckCount // datasets in which it was tried, in the report's order
}

// A CheckCount is what a rule tried in one dataset.
type CheckCount struct {
	ID    string // of its row: rule-sum-drift
	Title string // of the dataset
	Href  string // page of the dataset, or empty
	Tried int
	Agree int
	Known int
	Open  int
}

// A CheckReach says how many of the stated numbers the rules cover.
type CheckReach struct {
	Cells     int // numbers in the report's datasets
	Covered   int // in at least one equation that was tried
	Bounded   int // of the others: only held between two limits
	Uncovered int // compared with nothing
	Parts     []ReachPart
}

// A ReachPart is a stretch of the bar that shows the reach, 1000 wide.
type ReachPart struct {
	Class string // covered, bounded or uncovered
	X     int
	Width int
}

// A NotFoundPage is the content of notfound.html. Its hrefs begin at the root,
// since the server shows it at any address.
type NotFoundPage struct {
	Links []Link // where to go instead
	Text  template.HTML
}
