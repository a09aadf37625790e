package layout

import "html/template"

// An EditionPage is the content of edition.html: a frozen page with what a
// build of today says around it.
type EditionPage struct {
	Number      int
	Date        string        // "22 november 2026"
	ISODate     string        // of the time element
	Kind        string        // first, revision or correction
	KindText    string        // "rättelse"
	Old         *OldEdition   // nil on a page of the newest edition
	Frozen      template.HTML // flow content with the page's h1, between two marks
	Corrections template.HTML // flow content: all corrections so far, or empty
	History     template.HTML // flow content: numbers through editions, or empty
	Through     template.HTML // flow content: the report through time, or empty
	Editions    []EditionItem // newest first; empty on pages other than the report's own
	Cite        []Term        // how to cite; empty likewise
	PDF         *Download     // the edition on paper, on the report's own page; or nil
	All         string        // href of the list of editions, or empty where it stands on the page
}

// An OldEdition leads from an old edition to the newest.
type OldEdition struct {
	Text     string // "Den nyaste är utgåva 3 från 1 december 2026."
	Newest   Link   // the same page of the newest edition, else its first
	Sections []Link // sections of the page that the newest edition has too
	Changes  *Link  // what has changed since, or nil
}

// An EditionItem is an edition in the list of a report's editions.
type EditionItem struct {
	Number  int
	Href    string // or empty: the edition of this page
	Current bool   // the edition of this page
	Newest  bool
	Date    string // "22 november 2026"
	ISODate string
	Kind    string        // first, revision, correction or withdrawn
	Text    string        // "Rättelse av skrivfel, beslutad av controller"
	Reason  string        // or empty
	Changes *Link         // what it changed, or nil
	Digest  string        // of what it published, or empty
	Gone    template.HTML // phrasing content: when and why it was withdrawn, or empty
}

// A TombstonePage is the content of tombstone.html: all that is left of a
// withdrawn edition.
type TombstonePage struct {
	Kicker   string
	Title    string
	Deck     string
	Terms    []Term        // dates, reason, role, where it is kept
	Editions []EditionItem // the others of the report; empty when there is none
	Ask      template.HTML // phrasing content: whom to ask
}
