package series

import (
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/edition"
	"tertial/internal/quantity"
)

// A Report is who states something: a report in its newest edition, or its
// working copy.
type Report struct {
	Path     string // of today: committee/year/report
	Former   string // the path at which its edition was published, where that is another one
	Title    string
	Kind     string // as in the front matter: interim-report
	From, To string // first and last month of its period: 2026-01
	Date     string // ISO day that it belongs to
	Edition  int    // whose content it is; 0 is the working copy
}

// Year is the year that the report is of, or 0.
func (r *Report) Year() int {
	for _, text := range [...]string{r.To, r.From, r.Date} {
		if year := yearOf(text); year > 0 {
			return year
		}
	}
	if parts := strings.Split(r.Path, "/"); len(parts) > 1 {
		return yearOf(parts[1])
	}
	return 0
}

func yearOf(text string) int {
	const digits = 4
	if len(text) < digits {
		return 0
	}
	year, err := strconv.Atoi(text[:digits])
	if err != nil {
		return 0
	}
	return year
}

// Values of facts (data.ValueKind) that the package tells apart.
const (
	Outcome    = "outcome"
	Budget     = "budget"
	Forecast   = "forecast"
	Target     = "target"
	Deviation  = "deviation"
	Number     = "number"
	Assessment = "assessment" // of a goal, in words
)

// Scopes of facts (data.Scope).
const (
	YearToDate     = "year-to-date"
	FullYear       = "full-year"
	Month          = "month"
	MonthlyAverage = "monthly-average"
	PeriodScope    = "period"
	AtDate         = "at"
)

// Statuses of facts (data.Status).
const (
	Preliminary = "preliminary"
	Derived     = "derived"
	suppressed  = "suppressed"
	wordStatus  = "words"
)

// Lines of an account (data.Line).
const (
	Income    = "income"
	Costs     = "costs"
	Financial = "financial"
	Net       = "net"
)

// Types of rows (data.RowType); empty is a row that is added.
const (
	total    = "total"
	subtotal = "subtotal"
	plainRow = "row"
)

// A Fact is one statement of one report.
type Fact struct {
	Report     *Report
	Set        string // id of its dataset
	SetTitle   string
	Kind       string // of its dataset: indicators
	Subject    string // what it is of, whatever its row is called: #400, or folded names
	Name       string // of its row
	Under      string // heading that its row stands under, or empty
	Type       string // of its row, empty of one that is added
	Line       string // income, costs, net …, or empty
	Group      string // women, men …; empty is the whole
	Value      string // outcome, budget …
	Scope      string
	Year       int
	Span       string // months: 2026-01/2026-08, with one of them or both, or empty
	Version    string // of a budget
	At         string // ISO day on which a forecast or budget was made
	Basis      string // of a deviation: what is compared
	Column     string // id of its column where only that tells it from others of its row; else empty
	Title      string // of its column
	Cell       string // fragment of its cell on the dataset's page
	Status     string
	Text       string // as shown, with unit; or the words in place of a number
	Amount     quantity.Quantity
	Unassessed bool // a goal that the report states without an assessment
	Has        bool // whether there is a number: Amount says nothing otherwise

	identity string
	undated  string
}

// ID is the identity of the fact among those of its committee (design.md §5).
func (f *Fact) ID() string { return f.identity }

// A word is what a dataset says of a row in words: its direction, its definition.
type word struct {
	subject, word, text, means string
}

// A Part is what one report adds to the lines through time of its committee.
// Nobody changes it.
type Part struct {
	Report *Report

	facts     []*Fact
	words     []word
	notes     []edition.RowNote
	restated  map[string]string // by id of the dataset
	codes     map[string]string // system of codes, by id of the dataset
	protected []string          // identities of its own facts that are protected, without days
	elsewhere []string          // names of facts of other reports ("path: key") that it protects
}

// Empty reports whether the part states nothing.
func (p *Part) Empty() bool {
	return len(p.facts) == 0 && len(p.protected) == 0 && len(p.elsewhere) == 0
}

// Extract keeps of what a report states all that lines through time need:
// Protected is as in its record.
func Extract(r Report, sets []edition.Set, protected []string) *Part {
	p := &Part{Report: &r, restated: map[string]string{}, codes: map[string]string{}, elsewhere: protected}
	for i := range sets {
		p.take(&sets[i])
	}
	return p
}

func (p *Part) take(s *edition.Set) {
	for k := range s.Facts {
		f := &s.Facts[k]
		if f.Status == suppressed {
			p.protected = append(p.protected, f.Undated())
		}
	}
	if !followed[s.Kind] {
		return
	}
	if s.Restated != "" {
		p.restated[s.ID] = s.Restated
	}
	p.codes[s.ID] = s.Codes
	p.notes = append(p.notes, s.Notes...)
	p.unassessed(s)
	for k := range s.Facts {
		f := &s.Facts[k]
		if f.Status == wordStatus {
			p.takeWord(s, f)
			continue
		}
		if out := p.fact(s, f); out != nil {
			p.facts = append(p.facts, out)
		}
	}
}

// followed are the kinds of datasets whose rows are followed through time.
var followed = map[string]bool{
	"operating-budget": true, "cost-types": true, "investments": true, "indicators": true, "volumes": true, "key-figures": true,
	"series": true, "grants": true, "staff": true, "survey": true, "decisions-not-enforced": true, "goals": true, "table": true,
	forecastHistory: true,
}

const forecastHistory = "forecast-history"

// subjectOf names what a fact is of: its kind and its row.
func subjectOf(kind, subject string) string { return kind + edition.KeySeparator + subject }

func (p *Part) takeWord(s *edition.Set, f *edition.Fact) {
	name, subject := f.Word, unsigned(f.Subject())
	if name == "" {
		name = usualWords[f.ColumnID] // a record of before said no more
	}
	if name == "" {
		return
	}
	p.words = append(p.words, word{subjectOf(s.Kind, subject), name, f.Text, f.Means})
	if name != Assessment {
		return
	}
	if year := p.Report.Year(); year > 0 {
		p.facts = append(p.facts, &Fact{
			Report: p.Report, Set: s.ID, SetTitle: s.Title, Kind: s.Kind, Subject: subject, Name: nameOf(f), Under: f.Group, Type: f.Type,
			Value: Assessment, Scope: FullYear, Year: year, Title: f.Column, Cell: f.At, Status: f.Status, Text: f.Text,
			identity: f.Identity() + edition.KeySeparator + p.Report.Path, undated: f.Identity(),
		})
	}
}

// usualWords are what columns of words say that have their kind's own header.
var usualWords = map[string]string{
	"riktning": "direction", "definition": "definition", "bedomning": Assessment, "ny-fran": "valid_from", "raknesatt": "method",
	"definition-id": "definition_id", "basis": "basis", "lydelse": "wording_version",
}

func nameOf(f *edition.Fact) string {
	if f.Name != "" {
		return f.Name
	}
	parts := strings.Split(f.Identity(), edition.KeySeparator)
	if len(parts) <= partGroup {
		return f.Row
	}
	return bareName(f.Row, parts[partLine], parts[partGroup])
}

// lineWords are what a line of an account is called at the end of a row's name.
var lineWords = map[string]string{
	"intäkter": Income, "kostnader": Costs, "finansiella poster": Financial, "netto": Net,
	"income": Income, "costs": Costs, "financial items": Financial, "net": Net,
}

// bareName takes line and group, and a year, off the name of a row: records of
// before have no other name of it.
func bareName(name, line, group string) string {
	drop := func(is func(string) bool) {
		if i := strings.LastIndex(name, ", "); i > 0 && is(strings.ToLower(name[i+2:])) {
			name = name[:i]
		}
	}
	if group != "" {
		drop(func(last string) bool {
			return last == group || last == strings.ToLower(data.GroupName(group, "sv")) || last == strings.ToLower(data.GroupName(group, "en"))
		})
	}
	if line != "" {
		drop(func(last string) bool { return lineWords[last] == line })
	}
	drop(func(last string) bool { return len(last) == len("2026") && yearOf(last) > 0 })
	return name
}

// The parts of an identity, as package report writes them.
const (
	partLine = 2 + iota
	partGroup
	partValue
	partScope
	partYear
	partSpan
	partVersion
	partAt
	partOf
)

// fact reads a fact's identity; nil for one without a year or with one that no
// line can go through: a whole project, all years before.
func (p *Part) fact(s *edition.Set, f *edition.Fact) *Fact {
	identity := f.Identity()
	parts := strings.Split(identity, edition.KeySeparator)
	at := func(i int) string {
		if i < len(parts) {
			return parts[i]
		}
		return ""
	}
	year, err := strconv.Atoi(at(partYear))
	if s.Kind == forecastHistory && year == 0 {
		year = p.Report.Year()
	}
	if err != nil || year == 0 || at(partScope) == "earlier-years" || at(partScope) == "lifetime" || f.Status == suppressed {
		return nil
	}
	out := &Fact{
		Report: p.Report, Set: s.ID, SetTitle: s.Title, Kind: s.Kind, Subject: unsigned(f.Subject()), Name: unsigned(nameOf(f)), Under: f.Group, Type: f.Type,
		Line: at(partLine), Group: at(partGroup), Value: at(partValue), Scope: at(partScope), Year: year, Span: at(partSpan),
		Version: at(partVersion), At: at(partAt), Title: f.Column, Cell: f.At, Status: f.Status, Text: f.Text,
		identity: identity, undated: f.Undated(),
	}
	if len(parts) > partOf {
		out.Basis = strings.Join(parts[partOf:], edition.KeySeparator)
	}
	if out.Value == Number && f.Same != "" && f.Key != f.Same {
		out.Column = f.ColumnID
	}
	if n, err := quantity.Parse(f.Value); f.Value != "" && err == nil {
		unit := quantity.Unit(f.Unit)
		out.Amount, out.Has = quantity.Quantity{Number: n, Unit: unit, Decimals: f.Acc, Exact: unit.Counted() && f.Acc == 0 && n.IsInt()}, true
	}
	return out
}
