package layout

import "html/template"

// The types of this file are what the templates of lists get: goals, risks,
// controls, actions and decisions. The rules of view.go hold for them too.

// A ListView is the content of list.html: a list with what it adds up to.
type ListView struct {
	ID     string // id of the figure, cross-reference target
	Kind   string // goals, risks, controls, actions or decisions
	Number string // "Översikt 1"
	Title  template.HTML
	Say    []string      // the answer in whole sentences
	Body   template.HTML // flow content: tables and lists
	Known  []KnownDifference
	Note   template.HTML // phrasing content, or empty
	Source template.HTML // phrasing content: where it comes from, with links
}

// A Mark is a shape with a word that says the same: state never stands in
// colour alone. It is written by mark.html.
type Mark struct {
	Shape string // full, half, empty, none, cross, late, box-full, box-empty, box-none: see mark.html
	Word  string
	Class string // worse, or empty
}

// A ListTable is a table of words, marks and numbers, written by
// list-table.html.
type ListTable struct {
	ID      string
	Caption string // for those who do not see the title above
	Columns []ListColumn
	Groups  []ListGroup
	All     string     // what all entries share, or empty
	Legend  []Term     // signs used in it
	Foot    []ListCell // a last row of sums, its name first; or none
}

// A ListColumn is the head of a column.
type ListColumn struct {
	ID   string
	Text string
	Wide bool // holds texts, which may break
}

// A ListGroup is the rows under one heading, or all rows.
type ListGroup struct {
	ID   string // id of its heading
	Name string // or empty: no heading
	Rows []ListRow
}

// A ListRow is one entry of a list.
type ListRow struct {
	ID    string // address of the entry
	No    string // its own id, or empty
	Text  string
	Part  bool     // of the row above it: indented
	Tags  []string // short facts below the name: who, when, how
	Notes []Term   // sentences below the name: why, what is done
	Cells []ListCell
}

// A ListCell is one value: a mark with its word, or a text, with a smaller
// remark below.
type ListCell struct {
	ID    string
	Head  string // id of its column's head
	Mark  *Mark
	Text  string
	Small string
	None  bool   // nothing to say: shown as a dash that is spoken
	Wide  bool   // text, which may break
	Sign  string // key of a sign of official statistics, or empty
}

// A RiskView is the content of risks.html: a matrix and the list behind it.
type RiskView struct {
	ID      string
	Columns []RiskStep // consequence, from the first step
	Rows    []RiskRow  // probability, from the last step
	Levels  []RiskLevel
	All     string     // what all entries share, or empty
	First   []RiskItem // shown at once
	Rest    []RiskItem // folded
	More    string     // text of the fold
	Start   int        // number of the first folded one
}

// A RiskStep is one step of a scale.
type RiskStep struct {
	ID     string
	Number int
	Word   string // or empty
}

// A RiskRow is one row of the matrix.
type RiskRow struct {
	RiskStep
	Cells []RiskCell
}

// A RiskCell is one field of the matrix.
type RiskCell struct {
	Class string // lv1 … lv5, or empty without levels
	Value int
	Level string // its name, or empty
	Links []Link // to the risks in the list
	Many  *Link  // instead of Links, where they are too many
}

// A RiskLevel explains a level below the matrix.
type RiskLevel struct {
	Class string
	Name  string
	Text  string // "från 9", or empty
}

// A RiskItem is one risk in the list.
type RiskItem struct {
	ID     string
	No     string // its own id, or empty
	Class  string // lv1 … lv5, or empty
	Value  string // or empty where it is not assessed
	Level  string
	Name   string
	Tags   []string
	Sum    string // how the value comes about
	Notes  []Term
	Treats []Treat
	Reason string // folded
}

// A Treat is a control or an action against a risk.
type Treat struct {
	Label string // "Kontroll"
	Link  Link
	Mark  *Mark
}

// A GoalsView is the content of goals.html.
type GoalsView struct {
	How   string // how round and square marks are to be read, or empty
	Goals []GoalView
}

// A GoalView is one goal with those below it, the content of goal.html.
type GoalView struct {
	ID       string
	No       string
	Level    string
	Name     string
	Mark     *Mark  // the committee's assessment; nil where goals of the level have none
	Day      string // of the assessment, or empty
	Sum      string // how many measures reach their targets, or empty
	Measures []MeasureView
	Below    []GoalView
}

// A MeasureView is one measure of a goal.
type MeasureView struct {
	Mark Mark
	Name string
	Text string // outcome and target
	Href string // the measure's dataset
}
