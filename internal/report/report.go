// Package report links documents to data: every figure, block and
// cross-reference is bound to facts and targets, or reported.
//
// In come the documents of package content and the datasets of package data;
// out goes a [Report], which is all that the later stages see: reconcile
// judges its relations, chart draws its series, layout renders its tree. A
// linked report does not change any more.
package report

import (
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/quantity"
)

// A Report is one document with everything in it bound.
type Report struct {
	Meta       *content.Meta
	Committee  *content.Committee
	Doc        *content.Document
	Datasets   []*data.Dataset // by id
	Figures    map[*content.Figure]*Value
	Tables     []*Table // in the document's order
	Charts     []*Chart
	Lists      []*List // likewise
	KeyFigures map[*content.Block]*Cards
	Targets    map[string]Target // what a cross-reference may lead to, by id
	Uses       map[string][]Use  // by dataset id, in the document's order
}

// A Value is a figure's number.
type Value struct {
	quantity.Quantity
	Figure *content.Figure
	Facts  []*data.Fact // one a term
	Word   string       // the word that stands instead of the number: underskott
	Words  string       // what a missing value says
}

// A Target is what a cross-reference may lead to.
type Target struct {
	Kind   TargetKind
	ID     string
	Number string // "3", "2.1"
	Text   string // the section's heading, the table's caption
}

// TargetKind is a kind of numbered thing.
type TargetKind string

// The kinds of targets.
const (
	SectionTarget TargetKind = "section"
	TableTarget   TargetKind = "table"
	ChartTarget   TargetKind = "chart"
	ListTarget    TargetKind = "list"
)

// A Table is a table block bound to its dataset.
type Table struct {
	Block    *content.Block
	ID       string
	Number   int
	Caption  string
	Note     string
	Dataset  *data.Dataset
	Rows     []int // indices into Dataset.Rows
	Columns  []int // indices into Dataset.Columns: labels first, then values
	Course   []int // value columns whose course a last column draws, in order; none for no such column
	Unit     quantity.Unit
	Decimals int // −1 is the facts' own
}

// A Chart is a chart block bound to its facts: series by categories.
type Chart struct {
	Block      *content.Block
	ID         string
	Number     int
	Title      string
	Subtitle   string
	Note       string
	Source     string // instead of the dataset's own
	Dataset    *data.Dataset
	Categories []string
	Series     []Series // empty where there are Panels
	Panels     []Panel  // small charts of the same categories and series
	Unit       quantity.Unit
	Decimals   int    // greatest number of decimals that is shown
	Timed      bool   // the categories are points in time
	Magnitude  bool   // costs are drawn without their minus; Cells keep it
	Rising     []int  // of a bullet chart, by category: +1 at least, −1 at most, 0 not known
	Neutral    string // of a chart of answers: the series in the middle, or ""
}

// A Panel is one of several small charts.
type Panel struct {
	Title  string
	Series []Series
}

// A Series is one value a category; nil where there is none.
type Series struct {
	Name  string
	Facts []*data.Fact
	Cells []Point
}

// A Point is a fact in the chart's unit.
type Point struct {
	quantity.Quantity
	Missing  bool
	Words    string // why it is missing
	Forecast bool   // a forecast or preliminary, where others of the series are outcomes
}

// Cards are the key figures of one block.
type Cards struct{ Items []Card }

// A Card is one key figure.
type Card struct {
	Label string
	Value *Value
	Note  string
	Word  string  // beside a negative number: underskott
	Trend []Point // the course that the value is part of, in one unit; nil for none
}

// A Use is a place in the report that shows facts of a dataset.
type Use struct {
	Kind    UseKind
	ID      string // fragment in the report's page
	Section string // id of the section it stands in
	Facts   []*data.Fact
}

// UseKind is how a report shows facts.
type UseKind string

// The kinds of uses.
const (
	UseTable  UseKind = "table"
	UseChart  UseKind = "chart"
	UseFigure UseKind = "figure"
	UseList   UseKind = "list"
)

// TableOf returns the first table of the report that shows the dataset, or
// nil: where "Källa: tabell 3" leads.
func (r *Report) TableOf(d *data.Dataset) *Table {
	for _, t := range r.Tables {
		if t.Dataset == d {
			return t
		}
	}
	return nil
}

// ListOf returns the first list of the report that shows the dataset, or nil.
func (r *Report) ListOf(d *data.Dataset) *List {
	for _, l := range r.Lists {
		if l.Dataset == d {
			return l
		}
	}
	return nil
}
