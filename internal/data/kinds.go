package data

import (
	"slices"
	"strings"

	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// A Role is what a column is for.
type Role string

// The roles of columns. All but RoleText and RoleValue say what the facts of
// their row have in common.
const (
	RoleCode    Role = "code"
	RoleName    Role = "name"
	RoleSection Role = "section"
	RoleLine    Role = "line"
	RoleGroup   Role = "group"
	RoleType    Role = "row_type"
	RoleUnit    Role = "unit"
	RolePeriod  Role = "period"
	RoleStatus  Role = "status"
	RoleText    Role = "text" // shown, means nothing to the program
	RoleValue   Role = "value"
	// The cells of these mean something by themselves: see Cell.Value.
	RoleDate     Role = "date"     // a day
	RoleMonth    Role = "month"    // a month
	RoleDeadline Role = "deadline" // a day, or the last one of a month, quarter or year
	RoleChoice   Role = "choice"   // one of the words that the column declares
)

// A Kind says what datasets of one sort have in common: which columns they
// know and which relations hold in them. Kinds are data: see kinds.
type Kind struct {
	Name    string // as in the description: operating-budget
	Title   string // in Swedish, for messages: driftuppföljning
	Account bool   // has income, costs and net, with the report's sign
	OneNet  bool   // one net of all rows, not one of each activity
	Sums    bool   // total rows are sums of the others without being declared
	Derive  bool   // a net or total that the file lacks is derived
	Years   bool   // headers such as utfall_2020 say themselves what they hold
	Means   bool   // its values are quotients or means: parts may be larger than their whole
	Spends  bool   // its amounts are expenditures: minus in the report
	Moves   bool   // its rows say from where to where their amounts go
	Words   []RoleWord

	groups   []string // role words of the columns by whose cells amounts are added up too
	formulas []formula
	checks   []func(*checker)
}

// A RoleWord is a word that a description may give a column, with what it means.
type RoleWord struct {
	Word   string // in English: activity_code
	Header string // in Swedish, as a header that needs no entry; "" for none
	Role   Role
	Value  shorthand // for RoleValue

	Unit    quantity.Unit // of the values, where the word settles it
	Choices []Choice      // for RoleChoice
}

// A shorthand is what a word such as budget_ytd says about a value column.
type shorthand struct {
	value   ValueKind
	scope   Scope
	back    int // how many years before the report's
	version string
}

// common are the words that every kind knows.
var common = []RoleWord{
	{Word: "code", Header: "kod", Role: RoleCode},
	{Word: "name", Header: "namn", Role: RoleName},
	{Word: "coded_name", Role: RoleName},
	{Word: "section", Header: "avsnitt", Role: RoleSection},
	{Word: "subsection", Header: "underavsnitt", Role: RoleSection},
	{Word: "line", Header: "rad", Role: RoleLine},
	{Word: "group", Header: "grupp", Role: RoleGroup},
	{Word: "row_type", Header: "radtyp", Role: RoleType},
	{Word: "unit", Header: "enhet", Role: RoleUnit},
	{Word: "period", Header: "period", Role: RolePeriod},
	{Word: "status", Header: "status", Role: RoleStatus},
	{Word: "text", Role: RoleText},
	{Word: "date", Role: RoleDate},
	{Word: "month", Role: RoleMonth},
	{Word: "deadline", Role: RoleDeadline},
	{Word: "choice", Role: RoleChoice},
	{Word: "note", Header: "anmärkning", Role: RoleText},
	{Word: "comment", Header: "kommentar", Role: RoleText},
	{Word: "deviation_stated", Header: "budgetavvikelse", Role: RoleValue, Value: shorthand{value: Deviation}},
	{Word: "series", Header: "serie", Role: RoleName},
	{Word: "value", Header: "värde", Role: RoleValue, Value: shorthand{value: Number}},
}

// amounts are the value columns of an account.
var amounts = []RoleWord{
	{Word: "actual_ytd", Header: "ack_utfall", Role: RoleValue, Value: shorthand{Outcome, YearToDate, 0, ""}},
	{Word: "actual_ytd_prev", Header: "ack_utfall_fg_år", Role: RoleValue, Value: shorthand{Outcome, YearToDate, 1, ""}},
	{Word: "actual_fy", Header: "bokslut", Role: RoleValue, Value: shorthand{Outcome, FullYear, 0, ""}},
	{Word: "actual_fy_prev", Header: "bokslut_fg_år", Role: RoleValue, Value: shorthand{Outcome, FullYear, 1, "final"}},
	{Word: "budget_ytd", Header: "ack_budget", Role: RoleValue, Value: shorthand{Budget, YearToDate, 0, "periodised"}},
	{Word: "budget_fy", Header: "helårsbudget", Role: RoleValue, Value: shorthand{Budget, FullYear, 0, ""}},
	{Word: "forecast_fy", Header: "prognos", Role: RoleValue, Value: shorthand{Forecast, FullYear, 0, ""}},
	{Word: "forecast_fy_prev", Header: "fg_prognos", Role: RoleValue, Value: shorthand{Forecast, FullYear, 0, "previous"}},
}

// measures are the columns that volumes and key figures share.
var measures = []RoleWord{
	{Word: "client_group", Header: "målgrupp", Role: RoleSection},
	{Word: "activity_code", Header: "verksamhet_kod", Role: RoleText},
	{Word: "pair_id", Header: "par", Role: RoleCode},
	{Word: "measure", Header: "mått", Role: RoleName},
	{Word: "provider", Header: "regi", Role: RoleGroup},
	{Word: "method", Header: "räknesätt", Role: RoleText},
	{Word: "annualised", Header: "annualiserad", Role: RoleText},
}

// kinds are the sorts of datasets, in the order in which they are listed.
var kinds = []Kind{
	{
		Name: "operating-budget", Title: "driftuppföljning", Account: true, Sums: true, Derive: true,
		Words: slices.Concat([]RoleWord{
			{Word: "activity_code", Header: "verksamhet_kod", Role: RoleCode},
			{Word: "activity", Header: "verksamhet", Role: RoleName},
		}, amounts),
	},
	{
		Name: "cost-types", Title: "kostnadsslag", Account: true, OneNet: true, Sums: true, Derive: true,
		Words: slices.Concat([]RoleWord{
			{Word: "group", Header: "grupp", Role: RoleLine},
			{Word: "account_group", Header: "kontogrupp", Role: RoleSection},
			{Word: "account_type", Header: "kontotyp", Role: RoleName},
			{Word: "change_stated", Header: "förändring", Role: RoleValue, Value: shorthand{value: Change}},
		}, amounts),
	},
	{
		Name: "volumes", Title: "volymer", Years: true,
		Words: measures,
	},
	{
		Name: "key-figures", Title: "nyckeltal", Years: true, Means: true,
		Words: slices.Concat([]RoleWord{
			{Word: "basis", Header: "basis", Role: RoleText},
			{Word: "basis", Header: "netto_eller_brutto", Role: RoleText},
			{Word: "excludes", Header: "exkl", Role: RoleText},
		}, measures),
	},
	{
		Name: "indicators", Title: "mått och indikatorer", Years: true,
		Words: []RoleWord{
			{Word: "goal_id", Header: "mål_id", Role: RoleText},
			{Word: "goal_id", Header: "mål-id", Role: RoleText},
			{Word: "measure_id", Header: "mått_id", Role: RoleCode},
			{Word: "measure", Header: "mått", Role: RoleName},
			{Word: "measure", Header: "indikator", Role: RoleName},
			{Word: "type", Header: "typ", Role: RoleText},
			{Word: "direction", Header: "riktning", Role: RoleText},
			{Word: "numerator", Header: "täljare", Role: RoleValue, Value: shorthand{value: Number}},
			{Word: "denominator", Header: "nämnare", Role: RoleValue, Value: shorthand{value: Number}},
			{Word: "measured", Header: "mätperiod", Role: RoleText},
			{Word: "valid_from", Header: "ny_från", Role: RoleText},
			{Word: "source", Header: "källa", Role: RoleText},
			{Word: "definition", Header: "definition", Role: RoleText},
			{Word: "split_basis", Header: "könsandel", Role: RoleText},
		},
	},
	{
		Name: "series", Title: "tidsserier",
		Words: []RoleWord{{Word: "days", Header: "dagar", Role: RoleText}},
	},
	investments,
	grants,
	staff,
	forecastHistory,
	budgetChanges,
	goals,
	assignments,
	actions,
	controls,
	risks,
	unenforced,
	delegations,
	{Name: "table", Title: "tabell"},
}

// Known reports whether the kind says what its rows are. A plain table does not.
func (k *Kind) Known() bool { return k.Name != "table" }

// KindOf returns the kind of the name, or nil.
func KindOf(name string) *Kind {
	for i := range kinds {
		if kinds[i].Name == name {
			return &kinds[i]
		}
	}
	return nil
}

// KindNames returns the names of all kinds.
func KindNames() []string {
	names := make([]string, len(kinds))
	for i := range kinds {
		names[i] = kinds[i].Name
	}
	return names
}

// word finds a role word by its English name; the kind's own come first.
func (k *Kind) word(name string) *RoleWord {
	for _, list := range [...][]RoleWord{k.Words, common} {
		for i := range list {
			if list[i].Word == name {
				return &list[i]
			}
		}
	}
	return nil
}

// Header finds the role word of a folded header that needs no entry.
func (k *Kind) Header(folded string) *RoleWord {
	for _, list := range [...][]RoleWord{k.Words, common} {
		for i := range list {
			w := &list[i]
			if !w.general() && (tabular.Same(w.Header, folded) || tabular.Same(w.Word, folded)) {
				return w
			}
		}
	}
	return nil
}

// WordFor returns the role word that a column of the role gets when nothing
// else is known of it; "" when the kind has none that means just that role.
func (k *Kind) WordFor(role Role) string {
	for _, list := range [...][]RoleWord{k.Words, common} {
		for i := range list {
			if list[i].Role == role && k.word(list[i].Word).Role == role {
				return list[i].Word
			}
		}
	}
	return ""
}

// Computes reports whether columns of the kind follow from others.
func (k *Kind) Computes() bool { return len(k.formulas) > 0 }

// Amounts reports whether the numbers of the kind are amounts of money.
func (k *Kind) Amounts() bool {
	return k.Account || k.Spends || k.Moves || k.Name == grantsName || k.Name == forecastsName
}

// general reports whether the word is for any header, so that none is it.
func (w *RoleWord) general() bool {
	return w.Header == "" && w.Role != RoleValue && string(w.Role) == w.Word
}

// words lists the English names of all role words of the kind, each once.
func (k *Kind) words() []string {
	var names []string
	for _, list := range [...][]RoleWord{k.Words, common} {
		for i := range list {
			if !slices.Contains(names, list[i].Word) {
				names = append(names, list[i].Word)
			}
		}
	}
	return names
}

// yearWords begin the headers of a kind with years: utfall_2020.
var yearWords = [...]struct {
	prefix string
	value  ValueKind
}{
	{"utfall", Outcome},
	{"bokslut", Outcome},
	{"outcome", Outcome},
	{"målvärde", Target},
	{"mål", Target},
	{"target", Target},
	{"budget", Budget},
	{"prognos", Forecast},
	{"forecast", Forecast},
}

// yearHeader reads a header such as utfall_2020: a whole year's value.
func yearHeader(folded string) (value ValueKind, year int, ok bool) {
	prefix, last, cut := strings.Cut(folded, " ")
	if !cut {
		return "", 0, false
	}
	year, ok = ParseYear(last)
	if !ok {
		return "", 0, false
	}
	for _, w := range yearWords {
		if w.prefix == prefix {
			return w.value, year, true
		}
	}
	return "", 0, false
}
