package edition

// RecordFormat names the form of record.json.
const RecordFormat = "tertial-record/1"

// A Record is what a report states: its facts, its text and its charts. It
// holds nothing of a value that is protected but that it is.
type Record struct {
	Format string
	Report string // path
	Title  string
	Sets   []Set
	Text   []Passage
	Charts []Chart
}

// A Set is a dataset of a record.
type Set struct {
	ID, Title, Kind string
	Facts           []Fact
}

// A Fact is one number or the words that stand in its place.
type Fact struct {
	// Key says which fact it is, whatever the file, the row and the column are
	// called: facts of two records with the same key are the same fact (design.md §5).
	Key    string
	Row    string // name of its row, with its group or code where that is needed
	Column string // header in words
	At     string // fragment of its cell on the dataset's page: r5c2
	Value  string // machine-readable number, or "" where there is none
	Text   string // as shown, with unit; the words of a missing value
	Unit   string // code of the unit, or ""
	Acc    int    // decimals: its accuracy
	Status string // reported, derived, missing, suppressed …
	// Weight orders differences by importance: how many tables, charts, key figures and sentences show it.
	Weight int
	Shown  []string // fragments of the report's page that show it, in order
}

// A Passage is a paragraph, heading, list item, cell or title as it is read,
// its figures resolved.
type Passage struct {
	Section string // id of the section, or ""
	Number  string // of that section: "2.1", or ""
	Heading string // of that section
	Role    string // as content.PassageRole
	Text    string
}

// A Chart is a chart with the names of its drawings below charts/.
type Chart struct {
	ID, Number, Title, Sentence string
	Wide, Narrow                string // file names, or "" when it was not drawn
	Digest                      string // hex SHA-256 of its values and titles: equal for charts that say the same
}
