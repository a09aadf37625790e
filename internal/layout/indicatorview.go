package layout

// An IndicatorPage is the content of indicator.html: one measure or activity
// through all the reports that have it.
type IndicatorPage struct {
	Kicker   string // "Socialnämnden · verksamhet 73"
	Title    string
	Deck     string   // in words first: what it is now, and from what
	Judgment string   // better or worse, by what is declared alone; or empty
	Tone     string   // better, worse or empty
	Target   string   // whether the target is reached; or empty
	Facts    []Term   // definition, direction, former names
	Chart    *Chart   // or nil
	Table    Table    // every value with its reports, the newest first
	Notes    []string // what makes it hard to compare
	Reports  []Link   // that have it, the newest first
	All      Link     // the index
}

// An IndicatorsPage is the content of indicators.html: all measures and
// activities of a committee.
type IndicatorsPage struct {
	Kicker    string
	Title     string
	Deck      string
	Forecasts *Link // the page of forecasts, or nil
	Economy   *Link // the table of all committees, or nil
	Kinds     []IndicatorKind
}

// An IndicatorKind is measures of one kind of dataset.
type IndicatorKind struct {
	ID     string // of its heading
	Title  string
	Count  string           // "34 mått"
	Groups []IndicatorGroup // under headings; one without a name where there are none
}

// An IndicatorGroup is the measures under one heading.
type IndicatorGroup struct {
	Name  string // or empty
	Fold  bool   // long lists are folded under their names
	Items []IndicatorLink
}

// An IndicatorLink is a measure in a list.
type IndicatorLink struct {
	Text    string
	Href    string
	Details string // its newest value: "86,2 % 2026"; or empty
}

// A ForecastsPage is the content of forecasts.html: a committee's forecasts
// against what became of them.
type ForecastsPage struct {
	Kicker     string
	Title      string
	Deck       string
	Reading    string // what minus means
	Chart      *Chart // or nil
	Table      Table
	Activities []Table // of years with several accounts, the newest first
	All        Link    // the index of measures
}

// An EconomyPage is the content of economy.html: all committees in one table.
type EconomyPage struct {
	Title   string
	Deck    string
	Reading string
	Bodies  []EconomyBody
}

// An EconomyBody is one municipality.
type EconomyBody struct {
	ID    string // of its heading
	Name  string
	Years []EconomyYear
}

// An EconomyYear is the accounts of one year.
type EconomyYear struct {
	Table Table
	Notes []string // why a column is not added up
}

// A ComparePage is the content of compare.html: two reports of a committee.
type ComparePage struct {
	Kicker  string
	Title   string
	Deck    string
	Reports []Link  // the old one and the new one
	Became  []Table // forecasts of the old one with their outcomes in the new one
	Tables  []Table
	Lists   []CompareList
	None    string // when no row is in both, or empty
}

// A CompareList is what only one of the reports has.
type CompareList struct {
	Title string
	Items []string
	Fold  bool
}

// A ThroughView is what the panel below a report, and below its datasets, says
// of time: through.html.
type ThroughView struct {
	Measures []IndicatorGroup // by the title of their datasets
	Count    string           // "34 mått och verksamheter"
	Fold     bool             // there are many
	Compare  []Link
}
