package series

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/quantity"
)

// A Course is one line through time: one line, group and stretch of a measure.
type Course struct {
	Line   string // income, costs, net …, or empty
	Group  string // women, men …; empty is the whole
	Scope  string
	Until  string // of a year to date: its last month, 08
	Name   string // of the row, where several rows share a code; else empty
	Column string // header of the column, where only that tells it apart; else empty
	Unit   quantity.Unit
	Points []*Point // in the order of time, forecasts of a year before its outcome
	Budget bool     // aims are budgets, not targets

	key string
}

// A Point is what reports say of one time.
type Point struct {
	Year     int
	From, To string // months, or empty for the whole year
	At       string // ISO day on which a forecast was made
	Value    string // outcome, forecast, number, assessment; empty where only an aim is known
	Status   string
	Text     string // as stated: words in place of a number too
	Amount   quantity.Quantity
	Has      bool
	Stated   []*Fact // all that say so, the newest report first
	Aim      *Fact   // target or budget of the same time, or nil
	Change   *quantity.Quantity
	Since    *Point  // what Change is counted from
	Breaks   []Break // what parts it from the point before
	// Differs is set on points of one time that different reports give different
	// values, though none of them is preliminary.
	Differs  bool
	Restated string // why a report gives another value than earlier ones, in its words
}

// A BreakKind says why values before and after cannot simply be compared.
type BreakKind string

// The kinds of breaks.
const (
	UnitBreak       BreakKind = "unit"       // counted in another unit
	CodeBreak       BreakKind = "code"       // the code has replaced another
	DefinitionBreak BreakKind = "definition" // definition, method, basis or wording is another one
	NewBreak        BreakKind = "new"        // declared to be new from then on
	GapBreak        BreakKind = "gap"        // years without a value between
)

// A Break is one such reason.
type Break struct {
	Kind     BreakKind
	From, To string // before and after: units, codes, first and last missing year
}

// courses sorts the facts of a measure into lines and points.
func (m *Measure) courses() []*Course {
	shared := m.shared()
	byKey := map[string]*Course{}
	facts := map[*Course][]*Fact{}
	var list []*Course
	for _, f := range m.facts {
		c := courseOf(f, shared)
		if byKey[c.key] == nil {
			byKey[c.key] = c
			list = append(list, c)
		}
		own := byKey[c.key]
		facts[own] = append(facts[own], f)
	}
	list = slices.DeleteFunc(list, func(c *Course) bool { return !c.fill(facts[c], m) })
	slices.SortStableFunc(list, func(a, b *Course) int {
		return cmp.Or(
			cmp.Compare(scopeOrder(a.Scope), scopeOrder(b.Scope)), strings.Compare(a.Until, b.Until),
			cmp.Compare(lineOrder(a.Line), lineOrder(b.Line)), cmp.Compare(whole(a.Group), whole(b.Group)),
		)
	})
	return list
}

func whole(group string) int {
	if group == "" {
		return 0
	}
	return 1
}

func scopeOrder(scope string) int {
	return slices.Index([]string{FullYear, MonthlyAverage, AtDate, YearToDate, PeriodScope, Month, ""}, scope)
}

func lineOrder(line string) int {
	return slices.Index([]string{Net, "", Income, Costs, Financial}, line)
}

// shared reports whether several rows of one report share the code: then their
// names tell them apart.
func (m *Measure) shared() bool {
	if m.Code == "" {
		return false
	}
	type place struct {
		report *Report
		set    string
	}
	names := map[place]string{}
	for _, f := range m.facts {
		at := place{f.Report, f.Set}
		name := f.Under + "\n" + f.Name
		if before, ok := names[at]; ok && before != name {
			return true
		}
		names[at] = name
	}
	return false
}

// courseOf is the course that a fact belongs to, without its points.
func courseOf(f *Fact, shared bool) *Course {
	c := &Course{Line: f.Line, Group: f.Group, Scope: f.Scope}
	if _, to := months(f.Span); f.Scope == YearToDate && len(to) > len("2026-") {
		c.Until = to[len("2026-"):]
	}
	if shared {
		c.Name = f.Name
		if f.Under != "" && f.Under != f.Name {
			c.Name = f.Under + ": " + f.Name
		}
	}
	column := f.Column
	if f.Column != "" {
		c.Column = f.Title
	}
	c.key = strings.Join([]string{f.Scope, c.Until, f.Line, f.Group, c.Name, column}, "\n")
	return c
}

// months cuts a span into its first and last month, either empty.
func months(span string) (from, to string) {
	from, to, _ = strings.Cut(span, "/")
	return from, to
}

// fill makes the points of a course; false when none says anything.
func (c *Course) fill(facts []*Fact, m *Measure) bool {
	c.Unit = unitOf(facts)
	var aims []*Fact
	for _, f := range facts {
		switch f.Value {
		case Budget, Target:
			if f.Has || f.Text != "" {
				aims = append(aims, f)
			}
		default:
			c.state(f)
		}
	}
	c.aim(aims)
	slices.SortStableFunc(c.Points, func(a, b *Point) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), strings.Compare(a.To, b.To), cmp.Compare(last(a), last(b)), strings.Compare(a.At, b.At))
	})
	c.compare(m)
	return slices.ContainsFunc(c.Points, func(p *Point) bool { return p.Has || p.Text != "" })
}

// last orders forecasts before the outcome of the same time.
func last(p *Point) int {
	if p.Value == Forecast {
		return 0
	}
	return 1
}

// state puts a statement to the point that says the same, or makes a new one.
// An empty cell of a report says nothing where another has the number.
func (c *Course) state(f *Fact) {
	from, to := months(f.Span)
	if c.Scope == FullYear {
		from, to = "", ""
	}
	for i, p := range c.Points {
		if p.Year != f.Year || p.To != to || p.From != from || p.At != f.At || p.Value != f.Value {
			continue
		}
		switch {
		case !p.says(f):
		case f.Has && !p.Has:
			c.Points[i] = newPoint(f, from, to)
			return
		default:
			p.add(f)
			return
		}
	}
	c.Points = append(c.Points, newPoint(f, from, to))
}

func newPoint(f *Fact, from, to string) *Point {
	return &Point{
		Year: f.Year, From: from, To: to, At: f.At, Value: f.Value, Status: f.Status, Text: f.Text, Amount: f.Amount, Has: f.Has, Stated: []*Fact{f},
	}
}

// says reports whether a statement can be joined with a point: it agrees as far
// as both are accurate, or one of the two says nothing in numbers.
func (p *Point) says(f *Fact) bool {
	if !p.Has || !f.Has {
		return p.Value != Assessment && (p.Has != f.Has || p.Text == f.Text) && (p.Has || p.Text == "" || p.Text == f.Text)
	}
	return quantity.Agree(p.Amount, f.Amount)
}

// add joins a statement of a later or the same report. What is more accurate is
// shown, and of equally accurate ones the newest.
func (p *Point) add(f *Fact) {
	if !f.Has {
		return // an empty cell adds nothing to a number
	}
	p.Stated = append([]*Fact{f}, p.Stated...)
	own, ok := f.Amount.In(p.Amount.Unit)
	if ok && own.Decimals >= p.Amount.Decimals {
		p.Amount, p.Status, p.Text = f.Amount, f.Status, f.Text
	}
	if p.Status == Preliminary && f.Status != Preliminary {
		p.Status = f.Status
	}
}

// aim gives each point the target or budget of its time: that of its own
// newest report, else the newest. A time with an aim alone is a point too.
func (c *Course) aim(aims []*Fact) {
	for _, f := range aims {
		from, to := months(f.Span)
		if c.Scope == FullYear {
			from, to = "", ""
		}
		c.Budget = c.Budget || f.Value == Budget
		found := false
		for _, p := range c.Points {
			if p.Year != f.Year || p.To != to {
				continue
			}
			found = true
			own := slices.ContainsFunc(p.Stated, func(s *Fact) bool { return s.Report == f.Report })
			if p.Aim == nil || own || !slices.ContainsFunc(p.Stated, func(s *Fact) bool { return s.Report == p.Aim.Report }) {
				if p.Aim == nil || p.Aim.Report != f.Report || p.Aim.At <= f.At && f.Version != "original" {
					p.Aim = f
				}
			}
		}
		if !found && f.Has {
			c.Points = append(c.Points, &Point{Year: f.Year, From: from, To: to, Aim: f})
		}
	}
}

// compare counts changes, and finds breaks and disagreements.
func (c *Course) compare(m *Measure) {
	var outcome *Point
	for i, p := range c.Points {
		p.disagree(c.Points[:i])
		if !p.Has {
			continue
		}
		if p.Value == Forecast {
			if i > 0 && c.Points[i-1].Value == Forecast && c.Points[i-1].Year == p.Year && c.Points[i-1].To == p.To && !p.Differs {
				p.since(c.Points[i-1])
			}
			continue
		}
		if outcome != nil && (outcome.Year != p.Year || outcome.To != p.To) {
			p.Breaks = c.breaks(m, outcome, p)
			p.since(outcome)
		}
		outcome = p
	}
}

// disagree marks points of one time with different values.
func (p *Point) disagree(before []*Point) {
	for _, q := range before {
		if !p.Has || !q.Has || q.Year != p.Year || q.To != p.To || q.From != p.From || q.At != p.At || q.Value != p.Value {
			continue
		}
		if p.Status != Preliminary && q.Status != Preliminary {
			p.Differs, q.Differs = true, true
		}
	}
}

// since counts the change from an earlier point.
func (p *Point) since(q *Point) {
	before, ok := q.Amount.In(p.Amount.Unit)
	if !ok || slices.ContainsFunc(p.Breaks, func(b Break) bool { return b.Kind == UnitBreak }) {
		return
	}
	unit := p.Amount.Unit
	if unit.Share() {
		unit = quantity.PercentagePoints
	}
	p.Change = &quantity.Quantity{
		Number: p.Amount.Number.Sub(before.Number), Unit: unit, Decimals: min(p.Amount.Decimals, before.Decimals), Exact: p.Amount.Exact && before.Exact,
	}
	p.Since = q
}

// breaks are the reasons not to compare two points that follow each other.
func (c *Course) breaks(m *Measure, a, b *Point) []Break {
	var out []Break
	if _, ok := a.Amount.In(b.Amount.Unit); !ok {
		out = append(out, Break{UnitBreak, string(a.Amount.Unit), string(b.Amount.Unit)})
	}
	old, before := codeOf(a.Stated[0].Subject)
	now, after := codeOf(b.Stated[0].Subject)
	if before && after && old != now && !slices.ContainsFunc(b.Stated, func(f *Fact) bool { code, _ := codeOf(f.Subject); return code == old }) {
		out = append(out, Break{CodeBreak, old, now})
	}
	if redefined(m, a, b) {
		out = append(out, Break{Kind: DefinitionBreak})
	}
	if year := m.newFrom(b); year == b.Year && a.Year < year {
		out = append(out, Break{Kind: NewBreak, To: itoa(year)})
	}
	if gap := b.Year - a.Year; gap > 1 && c.Scope != Month && c.Scope != PeriodScope {
		out = append(out, Break{GapBreak, itoa(a.Year + 1), itoa(b.Year - 1)})
	}
	return out
}

// definitions are the words that say how a measure is counted.
var definitions = [...]string{"definition", "definition_id", "method", "basis", "wording_version"}

// redefined reports whether the reports of two points, none of which states
// both, say differently how the measure is counted.
func redefined(m *Measure, a, b *Point) bool {
	for _, f := range b.Stated {
		if slices.ContainsFunc(a.Stated, func(o *Fact) bool { return o.Report == f.Report }) {
			return false // one report compares the two
		}
	}
	for _, name := range definitions {
		before, now := m.wordIn(a.Stated[0].Report, name), m.wordIn(b.Stated[len(b.Stated)-1].Report, name)
		if before != "" && now != "" && !strings.EqualFold(before, now) {
			return true
		}
	}
	return false
}

func (m *Measure) wordIn(r *Report, name string) string {
	for _, w := range m.words[r] {
		if w.word == name {
			return w.text
		}
	}
	return ""
}

// newFrom is the year from which the measure is declared to be new, or 0.
func (m *Measure) newFrom(p *Point) int { return yearOf(m.wordIn(p.Stated[0].Report, "valid_from")) }
