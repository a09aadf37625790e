package edition

import (
	"regexp"
	"strings"
)

// RecordFormat names the form of record.json.
const RecordFormat = "tertial-record/1"

// A Record is what a report states: its facts, its text and its charts, for
// comparisons with what it stated before. It holds nothing of a value that is
// protected but that it is. Package report makes it, package change compares
// two.
type Record struct {
	Format string    `json:"format"`
	Report string    `json:"report"` // path
	Title  string    `json:"title"`
	Lang   string    `json:"lang"`             // of its words
	Sets   []Set     `json:"sets,omitempty"`   // by id
	Text   []Passage `json:"text,omitempty"`   // in the document's order
	Charts []Chart   `json:"charts,omitempty"` // likewise
	// Protected are the names of facts of other reports ("path: key") that the
	// report refers to and that are protected, sorted, each once.
	Protected []string `json:"protected,omitempty"`
	// Translations are the texts in other languages, by language. They state the
	// same facts.
	Translations []Translation `json:"translations,omitempty"`
}

// A Translation is a report's text in another language.
type Translation struct {
	Lang  string    `json:"lang"`
	Title string    `json:"title"`
	Stale bool      `json:"stale,omitempty"` // it was made of an earlier text
	Text  []Passage `json:"text,omitempty"`
}

// A Set is a dataset of a record.
type Set struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Kind  string `json:"kind"`
	// Restated is why earlier values differ from those published before, or empty.
	Restated string    `json:"restated,omitempty"`
	Codes    string    `json:"codes,omitempty"` // system of its codes in the register; empty is any
	Notes    []RowNote `json:"notes,omitempty"` // what makes rows hard to compare, in their order
	Facts    []Fact    `json:"facts,omitempty"` // row by row, column by column
}

// A RowNote is the footnote of a row.
type RowNote struct {
	Subject string `json:"row"` // as [Fact.Subject] has it
	Text    string `json:"text"`
}

// A Fact is one number or the words that stand in its place.
type Fact struct {
	// Key says which fact it is, whatever the file, the row and the column are
	// called: facts of two records with the same key are the same fact (design.md
	// §5). It is unique in its record.
	Key string `json:"key"`
	// Same is Key without what tells the fact from others of its record that
	// state the same; empty where there are none, and Key says it.
	Same     string `json:"same,omitempty"`
	Row      string `json:"row"`             // name of its row, with line and group where it has them
	Name     string `json:"name,omitempty"`  // the row's own name, where Row says more
	Group    string `json:"group,omitempty"` // the heading that the row stands under
	Column   string `json:"column"`          // header in words
	ColumnID string `json:"columnId"`
	At       string `json:"at"`                 // fragment of its cell on the dataset's page: drift-r14c5
	Value    string `json:"value,omitempty"`    // canonical number, or "" where there is none
	Text     string `json:"text"`               // as shown, with unit; the words of a missing value; "" of a protected one
	Unit     string `json:"unit,omitempty"`     // code of the unit
	Acc      int    `json:"decimals,omitempty"` // decimals: its accuracy
	Status   string `json:"status"`             // reported, derived, missing, suppressed … (data.Status)
	Type     string `json:"type,omitempty"`     // how its row takes part in sums (data.RowType); empty of one that is added
	Word     string `json:"word,omitempty"`     // of words: what they say: direction, definition, assessment … (data.Column.Word)
	Means    string `json:"means,omitempty"`    // of words that are one of a list, or a day: which, in English: partly
	// Weight orders differences by importance: how often and where tables, charts
	// and sentences show it. Key figures have the most.
	Weight   int      `json:"weight,omitempty"`
	Headline bool     `json:"headline,omitempty"` // a key figure of the report
	Shown    []string `json:"shown,omitempty"`    // fragments of the report's page that show it, in order, each once
}

// Identity is what two facts have in common that state the same.
func (f *Fact) Identity() string {
	if f.Same != "" {
		return f.Same
	}
	return f.Key
}

// KeySeparator stands between the parts of a fact's identity: the kind of its
// dataset, its row (with the heading that it stands under), and what it
// measures, in several parts.
const KeySeparator = "|"

// Undated is the identity without days: what a forecast has in common with the
// one that comes after it.
func (f *Fact) Undated() string { return isoDay.ReplaceAllString(f.Identity(), "") }

var isoDay = regexp.MustCompile(`\d{4}-\d\d-\d\d`)

// Measure is the identity without the row: what facts of one column have in
// common, whatever the column is called.
func (f *Fact) Measure() string {
	parts := strings.SplitN(f.Identity(), KeySeparator, keyParts)
	if len(parts) < keyParts {
		return f.Identity()
	}
	return parts[0] + KeySeparator + parts[2]
}

// Subject is the row's part of the identity: what facts of one row, or of the
// lines and times of one thing, have in common.
func (f *Fact) Subject() string {
	parts := strings.SplitN(f.Identity(), KeySeparator, keyParts)
	if len(parts) < keyParts {
		return ""
	}
	return parts[1]
}

// keyParts: kind, row, and all the rest.
const keyParts = 3

// A Passage is a paragraph, heading, list item, cell or title as it is read,
// its figures resolved.
type Passage struct {
	Section string   `json:"section,omitempty"` // id of the section that it stands in
	Number  string   `json:"number,omitempty"`  // of that section: "2.1"
	Heading string   `json:"heading,omitempty"` // of that section
	Role    string   `json:"role"`              // as content.PassageRole
	Text    string   `json:"text"`              // without blanks at its ends
	Figures []Figure `json:"figures,omitempty"` // the stretches of Text that are bound to facts, in order
}

// A Figure is a stretch of a text that is made from facts.
type Figure struct {
	Start int      `json:"start"` // byte offsets in Passage.Text
	End   int      `json:"end"`
	Facts []string `json:"facts,omitempty"` // keys; of facts of other reports "path: key"
}

// A Chart is a chart with the names of its drawings below charts/.
type Chart struct {
	ID       string `json:"id"`
	Number   string `json:"number"`
	Title    string `json:"title"`
	Section  string `json:"section,omitempty"`  // id of the section that it stands in
	Sentence string `json:"sentence,omitempty"` // what its values say
	Wide     string `json:"wide,omitempty"`     // file names below charts/; empty when it was not drawn
	Narrow   string `json:"narrow,omitempty"`
	Digest   string `json:"digest"` // hex SHA-256 of its form and values: equal for charts that show the same
	// Facts are the keys of all facts that it shows, sorted, each once; of facts
	// of other reports "path: key".
	Facts []string `json:"facts,omitempty"`
}
