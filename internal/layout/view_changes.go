package layout

import "html/template"

// A ChangesView is the content of difference.html: what differs between two
// editions of a report. A list that is empty is left out.
type ChangesView struct {
	Kicker  string
	Title   string // "Vad som ändrades i utgåva 2"
	Deck    string // the summary sentence
	More    string // what it leaves out, or empty
	Against string // "Jämförd med utgåva 1 från 12 maj 2020."
	Links   []Link // the two editions; empty in a file that stands alone
	Ground  *ChangesGround
	Tables  []ChangesTable // changed numbers first
	Text    []ChangesSection
	Charts  []ChangesChart
	Rest    []ChangesTable // added and removed numbers
}

// A ChangesGround says why a new edition was made.
type ChangesGround struct {
	Kind   string // correction or revision
	Head   string // "Rättelse 22 november 2026"
	Ground string // "Skrivfel, rättat av controller. Godkänd av nämndsekreterare."
	Reason string // or empty
}

// A ChangesTable is a group of numbers that have changed alike.
type ChangesTable struct {
	ID    string // of its heading
	Title string
	Text  string // what the group is, or empty
	Table template.HTML
	Items []string // instead of a table, or besides
}

// A ChangesSection is a section of the text with what has changed in it.
type ChangesSection struct {
	ID       string // of its heading on the page
	Name     string // "2.1 Ekonomi"
	Href     string // the section in the new edition, else in the old one; or empty
	Note     string // "Avsnittet är nytt", or empty
	Passages []ChangesPassage
}

// A ChangesPassage is a paragraph word by word.
type ChangesPassage struct {
	Class string        // changed, added, removed or moved
	Label string        // "Omskrivet stycke"
	Note  string        // "Följer av ändrade tal", or empty
	HTML  template.HTML // phrasing content with ins and del
}

// A ChangesChart is a chart then and now.
type ChangesChart struct {
	ID    string // of its heading
	Title string
	Note  string // "Diagrammet är ritat om", "Diagrammet är nytt" …
	Sides []ChangesDrawing
}

// A ChangesDrawing is one of the two drawings of a chart.
type ChangesDrawing struct {
	Label    string        // "Utgåva 1"
	Title    string        // of the chart
	Sentence string        // what its values say, or empty
	Wide     template.HTML // as in Chart
	Narrow   template.HTML
}

// A ChangesDocument is the content of difference-file.html.
type ChangesDocument struct {
	Lang  string
	Title string
	Style template.CSS
	Main  template.HTML
}

// A CorrectionsView is the content of corrections.html: all corrections of a
// report so far, the last one first.
type CorrectionsView struct {
	ID    string
	Items []CorrectionItem
}

// A CorrectionItem is one correction.
type CorrectionItem struct {
	Head    string // "Utgåva 2, 22 november 2026"
	ISODate string
	Ground  string
	Reason  string // or empty
	Lang    string // of the reason and of what the facts are called, where it is not the page's
	Facts   []CorrectedFact
	More    string // "och 12 tal till", or empty
	Places  []Link // sections whose text was corrected, and charts
	// Protected are the numbers that it protected or that are protected since.
	Protected []string
	Changes   *Link // nil when there is nothing left to compare with
}

// A CorrectedFact is one number that was put right.
type CorrectedFact struct {
	What string
	Href string // its cell, or empty where it is gone
	Old  string
	New  string
}

// A HistoryView is the content of history.html: numbers of a dataset through
// the editions.
type HistoryView struct {
	ID    string
	Text  string
	Table template.HTML
}
