// Package data reads tables by their descriptions into datasets in which every
// number is a fact that knows its cell.
//
// In come data/<report>/<id>.csv, which package tabular cuts into fields,
// <id>.yaml and the register of codes; out go [Dataset] values with rows, facts
// and the relations that must hold between them, and findings for everything
// that could not be read. Package report binds prose, tables and charts to
// them; package reconcile judges the relations; package propose asks what words
// mean. The file is kept as it came: what is changed when it is read (sign, unit
// words, dialect) is changed in the facts only.
package data

import (
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A Dataset is one CSV file with its description, read whole.
type Dataset struct {
	ID          string // the file's name without ending: drift
	Report      string // path of the report it belongs to: committee/year/report
	File        string // path of the CSV file in the site
	Description *Description
	Columns     []Column // in the file's order, derived columns last
	Rows        []Row    // in the file's order, derived rows at their natural place
	Codes       *Codes   // the register that it was read with; may be nil
	Relations   []Relation
	Untested    int          // relations that could not be tested, since a number is missing
	Raw         []byte       // the file as it came
	Source      *diag.Source // the file decoded to UTF-8
	Today       string       // ISO: the report's date, else its period's last day; "" for none

	lang     string          // of derived rows' names
	original *Dataset        // of one that is in another language; else nil
	foreign  map[string]bool // of such a one: texts that are still in the original's
	formulas []boundFormula
}

// A Row is one line of the table: what its facts have in common.
type Row struct {
	ID      string   // stable in the dataset: a slug of code or name, line and group
	Code    string   // the row's code as text, or ""
	Name    string   // the row's name as printed
	Aliases []string // other names of it, from the description and the register of codes
	Section string   // the heading that the row stands under: målgrupp, avsnitt; or ""
	Line    Line     // which line of an activity: income, costs …; "" where the kind has none
	Group   string   // women, men, provider …; "" is the whole
	Period  string   // for a series: the period as printed
	From    Month    // and its first and last month
	To      Month
	At      string // for a series of forecasts: the ISO date on which the row's was made
	Type    RowType
	Parent  int  // index in Dataset.Rows of the row that an of_which row is part of; −1 for other rows
	Level   int  // depth below its parent, for indentation of of_which rows
	Derived bool // not in the file; computed and marked so
	Number  int  // 1-based line in the file; 0 for a derived row
	Cells   []Cell

	closed bool   // the row is of the final accounts, in a series of forecasts
	under  string // of a translated row: its section in the original's words
}

// A Cell is one field of a row, in the order of Dataset.Columns. It holds text
// or facts: one, or several in the column's declared order of parts.
type Cell struct {
	Text       string // as it stands in the file, white space trimmed
	Value      string // what the text of a date, deadline, month or chosen word means: an ISO date or month, or the word
	Facts      []*Fact
	Start, End int // byte offsets in Dataset.Source
}

// A Line is one line of an activity's account.
type Line string

// The lines of an account, in the order in which they are shown.
const (
	Income    Line = "income"
	Costs     Line = "costs"
	Financial Line = "financial"
	Net       Line = "net"
)

// RowType says how a row takes part in sums (domain.md §1).
type RowType string

// The types of rows.
const (
	Plain       RowType = "row"         // an addend
	Subtotal    RowType = "subtotal"    // the sum of the rows of its block
	Total       RowType = "total"       // the sum of all plain rows
	OfWhich     RowType = "of_which"    // part of its parent, never an addend
	Overlapping RowType = "overlapping" // one thing may count in several such rows
	Heading     RowType = "heading"     // a name alone, above a block of rows; it has no facts
)

// Status says what kind of statement a fact is.
type Status string

// The statuses of a fact.
const (
	Reported      Status = "reported"
	Derived       Status = "derived"
	Missing       Status = "missing" // Fact.Words says why
	NotApplicable Status = "not-applicable"
	Suppressed    Status = "suppressed"
	Preliminary   Status = "preliminary"
	Revised       Status = "revised"
)

// Dimensions say what a fact measures. Two facts are the same when all of
// them agree (with body, committee and kind of the dataset).
type Dimensions struct {
	Code    string // the row's code, "" where it has none
	Name    string // the row's name
	Under   string // what tells equal names apart: the heading, and an of_which row's parent
	Line    Line
	Group   string
	Value   ValueKind
	Year    int
	Scope   Scope
	From    Month // for series and months; zero otherwise
	To      Month // last month covered; zero when the year says it all
	Version string
	At      string // ISO date a budget was revised or a forecast made
	Of      string // for a deviation or change: header of the first value column
	Against string // and of the second
}

// ValueKind is what a value column holds.
type ValueKind string

// The kinds of values (domain.md §1). Number is any other measured number.
const (
	Outcome   ValueKind = "outcome"
	Budget    ValueKind = "budget"
	Forecast  ValueKind = "forecast"
	Target    ValueKind = "target"
	Deviation ValueKind = "deviation" // Of minus Against, plus is better for the result
	Change    ValueKind = "change"    // Of minus Against
	Remaining ValueKind = "remaining" // Of minus Against of any two times: what a project has left
	ShareUsed ValueKind = "share-used"
	Number    ValueKind = "number"
)

// Scope is the stretch of time that a value covers.
type Scope string

// The scopes of a value.
const (
	YearToDate     Scope = "year-to-date"
	FullYear       Scope = "full-year"
	MonthScope     Scope = "month"
	MonthlyAverage Scope = "monthly-average"
	PeriodScope    Scope = "period"        // from one month to another
	AtDate         Scope = "at"            // a stock at a date
	EarlierYears   Scope = "earlier-years" // of a project: all years before the report's
	Lifetime       Scope = "lifetime"      // of a project: from its first year to its last
)

// Month is a calendar month, year*12+month-1; zero is none.
type Month int

// A Fact is one number and everything that makes it checkable. Number, unit
// and accuracy are normalised: income plus and costs minus.
type Fact struct {
	Dimensions
	quantity.Quantity
	Status      Status
	Words       string // what stands instead of a number: Mäts i höst, Ja
	Dataset     *Dataset
	RowIndex    int // into Dataset.Rows
	ColumnIndex int // into Dataset.Columns
	Part        int // into Cell.Facts
	Start       int // byte offsets of the number in Dataset.Source
	End         int
	Written     int         // decimals as the cell has them; Decimals is the column's accuracy
	Derived     *Derivation // what the relations give for the same dimensions; nil when nothing does
}

// HasNumber reports whether the fact is a number rather than words: neither
// missing nor an answer such as Ja.
func (f *Fact) HasNumber() bool {
	switch f.Status {
	case Missing, NotApplicable, Suppressed:
		return false
	default:
		return f.Words == ""
	}
}

// A Term is one addend of a relation.
type Term struct {
	Factor int // +1 or −1
	Fact   *Fact
}

// A Relation is an equation or a bound that facts of a dataset must satisfy.
// Result is nil for a relation whose result the file does not state: then a
// derived fact holds it.
type Relation struct {
	Rule    diag.Code // SUM, NETTO, DEV, SPLIT, RATIO, MULT or FLOW
	Form    Form
	Result  *Fact
	Terms   []Term
	Scale   quantity.Number // a constant factor of a Product; 0 is none
	Assumed bool            // nobody has declared it: it is how such rows usually relate
}

// Form is how the terms of a relation give its result.
type Form string

// The forms of relations.
const (
	Linear   Form = ""         // the terms added, each with its factor
	Between  Form = "between"  // the result lies between the terms
	AtMost   Form = "at-most"  // the terms together are no larger than the result
	Product  Form = "product"  // all terms multiplied
	Quotient Form = "quotient" // the first by the second; a share when the result is one
	Relative Form = "relative" // the first minus the second, in per cent of the second
)

// Bounds reports whether the relation only bounds its result.
func (r *Relation) Bounds() bool { return r.Form == Between || r.Form == AtMost }

// A Derivation is a value computed by a relation beside a stated one.
type Derivation struct {
	quantity.Quantity                   // rounded to the result's accuracy
	Interval          quantity.Interval // what the terms' rounding allows
	Relation          *Relation
	Agrees            bool // the intervals of stated and derived overlap
}
