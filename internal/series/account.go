package series

import (
	"slices"
	"strings"

	"tertial/internal/data"
	"tertial/internal/edition"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// An Account is the result of a whole committee for one year, as one report
// states it.
type Account struct {
	Report   *Report
	Year     int
	Set      string // id of the dataset that states it
	Budget   *Entry // for the whole year, or nil; of several the newest
	ToDate   *Entry // outcome so far, or nil; of several the latest
	Forecast *Entry // for the whole year, or nil; of several the newest
	Outcome  *Entry // for the whole year, or nil
	// Deviation is the outcome, else the forecast, against the budget: stated, else
	// the exact difference; nil when there is nothing to compare. Where the report
	// states it, and the difference is another one, Counted is the difference, and
	// the deviation does not agree.
	Deviation *Entry
	Counted   *quantity.Quantity

	stated []*Entry // deviations of the whole year, in the order of the columns
}

// An Entry is one amount of an account.
type Entry struct {
	Fact   *Fact // nil of a difference that no report states
	Amount quantity.Quantity
	// Lines is the sum of the lines beneath a total, nil where it cannot be
	// counted, and Agrees whether the total may be their sum, given how all of
	// them are rounded.
	Lines  *quantity.Quantity
	Agrees bool
}

// typeOf is how a fact's row takes part in sums; records of before do not say.
func typeOf(f *Fact) string {
	if f.Type != "" {
		return f.Type
	}
	if t, _ := data.RowTypeByName(f.Name, nil); t != data.Plain {
		return string(t)
	}
	return plainRow
}

// operating is the kind of datasets that account for activities.
const operating = "operating-budget"

// Accounts are the results that the reports state of their own year, the oldest
// report first.
func (c *Committee) Accounts() []Account {
	var all []Account
	for _, r := range c.Reports {
		bySet := map[string][]*Fact{}
		var sets []string
		for _, f := range c.facts[r] {
			if f.Kind == operating && f.Group == "" && f.Year == r.Year() {
				if bySet[f.Set] == nil {
					sets = append(sets, f.Set)
				}
				bySet[f.Set] = append(bySet[f.Set], f)
			}
		}
		var best Account
		for _, set := range sets {
			a := account(bySet[set])
			if a.weight() > best.weight() {
				a.Report, a.Year, a.Set = r, r.Year(), set
				best = a
			}
		}
		if best.weight() > 0 {
			all = append(all, best)
		}
	}
	return all
}

// weight is how much an account says.
func (a *Account) weight() int {
	n := 0
	for _, e := range [...]*Entry{a.Budget, a.ToDate, a.Forecast, a.Outcome} {
		if e != nil {
			n++
		}
	}
	return n
}

// isResult reports whether a fact is of the line that an account ends with.
func isResult(f *Fact) bool { return f.Line == Net || f.Line == "" }

// account reads the result of a whole committee from one dataset.
func account(facts []*Fact) Account {
	var a Account
	for _, f := range facts {
		if !f.Has || typeOf(f) != total || !isResult(f) {
			continue
		}
		a.put(f, facts)
	}
	a.deviate()
	return a
}

// put takes a total to its place; of several of one sort the newest stays.
func (a *Account) put(f *Fact, facts []*Fact) {
	var place **Entry
	newer := func(old *Fact) bool { return f.At > old.At || f.At == old.At && old.Version == "original" }
	switch {
	case f.Scope == FullYear && f.Value == Budget:
		place = &a.Budget
	case f.Scope == FullYear && f.Value == Forecast:
		place = &a.Forecast
	case f.Scope == FullYear && f.Value == Outcome:
		place = &a.Outcome
	case f.Scope == YearToDate && f.Value == Outcome:
		place = &a.ToDate
		newer = func(old *Fact) bool { return f.Span > old.Span }
	case f.Scope == FullYear && f.Value == Deviation:
		a.stated = append(a.stated, entry(f, facts)) // deviate looks for the right one
		return
	default:
		return
	}
	if *place == nil || newer((*place).Fact) {
		*place = entry(f, facts)
	}
}

// entry sums up the lines beneath a total.
func entry(f *Fact, facts []*Fact) *Entry {
	e := &Entry{Fact: f, Amount: f.Amount, Agrees: true}
	sum, n := quantity.Quantity{Unit: f.Amount.Unit, Decimals: f.Amount.Decimals, Exact: true}, 0
	interval := quantity.Point(quantity.Int(0))
	for _, g := range facts {
		if typeOf(g) != plainRow || g.Line != f.Line || g.Value != f.Value || g.Scope != f.Scope || g.Span != f.Span || g.Version != f.Version || g.At != f.At || g.Basis != f.Basis {
			continue
		}
		own, ok := g.Amount.In(f.Amount.Unit)
		if !g.Has || !ok {
			return e
		}
		sum.Number, sum.Decimals = sum.Number.Add(own.Number), max(sum.Decimals, own.Decimals)
		interval = interval.Add(own.Interval())
		n++
	}
	if n > 0 {
		e.Lines, e.Agrees = &sum, interval.Overlaps(f.Amount.Interval())
	}
	return e
}

// deviate finds or counts the deviation of the forecast, else of the outcome.
func (a *Account) deviate() {
	a.Deviation, a.Counted = nil, nil
	result := a.Forecast
	if a.Outcome != nil {
		result = a.Outcome
	}
	if result == nil || a.Budget == nil {
		return
	}
	counted, ok := difference(result.Amount, a.Budget.Amount)
	if !ok {
		return
	}
	a.Deviation = &Entry{Amount: counted, Agrees: true}
	stated := a.statedOf(result.Fact, a.Budget.Fact)
	for _, e := range stated {
		if quantity.Agree(e.Amount, counted) {
			a.Deviation = e
			return
		}
	}
	if len(stated) > 0 {
		own := *stated[0]
		own.Agrees = false
		a.Deviation, a.Counted = &own, &counted
	}
}

// statedOf are the stated deviations that may be of a result against a budget:
// those that say so, else those that do not say what they compare.
func (a *Account) statedOf(result, budget *Fact) []*Entry {
	var of, open []*Entry
	for _, e := range a.stated {
		left, right, _ := strings.Cut(e.Fact.Basis, edition.KeySeparator)
		switch {
		case e.Fact.Basis == "":
			open = append(open, e)
		case strings.HasPrefix(left, result.Value+",") && strings.HasPrefix(right, budget.Value+","):
			of = append(of, e)
		}
	}
	if len(of) > 0 {
		return of
	}
	return open
}

// difference is a minus b in the unit of a, exactly.
func difference(a, b quantity.Quantity) (quantity.Quantity, bool) {
	other, ok := b.In(a.Unit)
	if !ok {
		return quantity.Quantity{}, false
	}
	return quantity.Quantity{
		Number: a.Number.Sub(other.Number), Unit: a.Unit, Decimals: min(a.Decimals, other.Decimals), Exact: a.Exact && other.Exact,
	}, true
}

// A Track is what was expected of one year, and what became of it.
type Track struct {
	Year      int
	Forecasts []Estimate // in the order of their days
	Outcome   *Estimate  // or nil as long as the year is not closed
	Budget    *quantity.Quantity
}

// An Estimate is a forecast of a year's deviation from the budget, or the
// deviation that it ended with.
type Estimate struct {
	Occasion  string // as a series of forecasts calls it: "Delår 1"; empty: the report's name says it
	At        string // ISO day, or empty
	Report    *Report
	Fact      *Fact              // that says so, else the forecast or outcome that the budget was taken from
	Stated    bool               // the report says the deviation itself
	Counted   *quantity.Quantity // the exact difference, where the stated deviation is another one
	Deviation quantity.Quantity
	Budget    *quantity.Quantity
	Miss      *quantity.Quantity // forecast minus outcome, when both are known
	Share     *quantity.Quantity // the size of the miss in per cent of the budget
}

// Tracks are the forecasts of a committee against their outcomes, the newest
// year first: of the totals of accounts, and of series of forecasts.
func (c *Committee) Tracks() []Track {
	t := &tracker{years: map[int]*Track{}}
	for _, a := range c.Accounts() {
		t.account(&a)
	}
	for _, r := range c.Reports {
		for _, f := range c.facts[r] {
			if f.Kind == forecastHistory && f.Value == Deviation && f.Has {
				t.history(f)
			}
		}
	}
	return t.finish()
}

type tracker struct{ years map[int]*Track }

func (t *tracker) year(n int) *Track {
	if t.years[n] == nil {
		t.years[n] = &Track{Year: n}
	}
	return t.years[n]
}

func (t *tracker) account(a *Account) {
	if a.Deviation == nil {
		return
	}
	result := a.Forecast
	if a.Outcome != nil {
		result = a.Outcome
	}
	e := Estimate{Report: a.Report, Fact: result.Fact, At: result.Fact.At, Deviation: a.Deviation.Amount, Budget: &a.Budget.Amount}
	if a.Deviation.Fact != nil {
		e.Fact, e.Stated, e.Counted = a.Deviation.Fact, true, a.Counted
	}
	y := t.year(a.Year)
	if a.Outcome != nil {
		y.Outcome, y.Budget = &e, &a.Budget.Amount
		return
	}
	t.forecast(y, e)
}

// history takes an entry of a series of forecasts, unless a report of that day
// says it already.
func (t *tracker) history(f *Fact) {
	y := t.year(f.Year)
	e := Estimate{Occasion: f.Name, At: f.At, Report: f.Report, Fact: f, Stated: true, Deviation: f.Amount}
	if !data.Closes(f.Name) {
		t.forecast(y, e)
		return
	}
	y.Outcome = &e // what the committee holds its forecasts against
}

// forecast adds a forecast unless one of the same day, or the same occasion, that
// agrees is there. The occasion's name is the shorter one.
func (t *tracker) forecast(y *Track, e Estimate) {
	for i := range y.Forecasts {
		old := &y.Forecasts[i]
		same := e.At != "" && old.At == e.At || e.At == "" && old.At == "" && tabular.Fold(old.Occasion) == tabular.Fold(e.Occasion)
		if !same || !quantity.Agree(old.Deviation, e.Deviation) {
			continue
		}
		if old.Occasion == "" {
			old.Occasion = e.Occasion
		}
		return
	}
	y.Forecasts = append(y.Forecasts, e)
}

func (t *tracker) finish() []Track {
	var all []Track
	for _, y := range t.years {
		slices.SortStableFunc(y.Forecasts, func(a, b Estimate) int { return compareDays(&a, &b) })
		for i := range y.Forecasts {
			y.Forecasts[i].miss(y)
		}
		all = append(all, *y)
	}
	slices.SortFunc(all, func(a, b Track) int { return b.Year - a.Year })
	return all
}

// compareDays orders by day; what has none keeps its place.
func compareDays(a, b *Estimate) int {
	switch {
	case a.At == "" || b.At == "":
		return 0
	case a.At < b.At:
		return -1
	case a.At > b.At:
		return 1
	default:
		return 0
	}
}

// shareDecimals is how exactly the size of a miss is said in per cent.
const shareDecimals = 1

// miss says how far a forecast was from the outcome.
func (e *Estimate) miss(y *Track) {
	if y.Outcome == nil {
		return
	}
	miss, ok := difference(e.Deviation, y.Outcome.Deviation)
	if !ok {
		return
	}
	e.Miss = &miss
	if y.Budget == nil {
		return
	}
	budget, ok := y.Budget.In(miss.Unit)
	if !ok || budget.Number.IsZero() {
		return
	}
	const percent = 2 // digits that per cent moves the point
	share, ok := quantity.Quo(miss.Number.Abs().Shift(percent), budget.Number.Abs(), shareDecimals)
	if ok {
		e.Share = &quantity.Quantity{Number: share, Unit: quantity.Percent, Decimals: shareDecimals}
	}
}
