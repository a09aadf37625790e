package propose

import (
	"cmp"
	"fmt"
	"slices"

	"tertial/internal/data"
	"tertial/internal/quantity"
)

// A proposedValue is what is proposed for one value column.
type proposedValue struct {
	heading
	clue    *clue
	at      string
	of, ag  *proposedValue
	proof   string // how the numbers bear a comparison out
	word    string // the role word by which the kind knows the header; then nothing is supposed
	confirm []string
}

// proposeValues describes the value columns: what each says by itself, then
// what depends on the others.
func (p *proposal) proposeValues() {
	for _, c := range p.survey.values() {
		p.values = append(p.values, &proposedValue{heading: c.heading, clue: c})
	}
	p.findPeriod()
	for _, v := range p.values {
		if !p.known(v) {
			p.complete(v)
		}
	}
	for _, v := range p.values {
		switch v.value {
		case data.Deviation, data.Change:
			p.compare(v)
		case data.ShareUsed:
			p.share(v)
		default:
		}
	}
	p.distinguish()
}

// known takes the meaning of a header from a kind that knows it. What compares
// others is left to the numbers.
func (p *proposal) known(v *proposedValue) bool {
	if !p.kind.Computes() && !p.kind.Moves && !p.kind.Lists() {
		return false
	}
	s, ok := p.kind.ReadHeader(v.clue.folded)
	if !ok || s.Word == "" || s.Role != data.RoleValue || s.Value == data.Deviation {
		return false
	}
	v.word, v.value, v.scope, v.version = s.Word, s.Value, s.Scope, s.Version
	v.unit = cmp.Or(s.Unit, v.unit)
	v.year, v.to = s.Year, s.To
	if v.scope != "" && v.year == 0 && p.labelOf(data.RolePeriod) == nil {
		p.needsPeriod = p.needsPeriod || p.period.IsZero()
	}
	return true
}

// findPeriod takes the report's period, else what the headers tell: from
// January to the last month of any column, or the last year of outcomes.
func (p *proposal) findPeriod() {
	var last data.Month
	year, open := 0, false
	for _, v := range p.values {
		last = max(last, v.to)
		p.newest = max(p.newest, v.year)
		if v.value == data.Outcome {
			year = max(year, v.year)
		}
		open = open || v.value == data.Forecast || v.scope == data.YearToDate
	}
	switch {
	case !p.defaults.Period.IsZero():
		p.period = p.defaults.Period
		p.newest = max(p.newest, p.period.Year())
	case last != 0:
		p.period = data.Period{From: data.MonthOf(last.Year(), 1), To: last}
	case year != 0 && !open:
		p.period = data.Period{From: data.MonthOf(year, 1), To: data.MonthOf(year, 12)}
	}
}

// complete fills in time and version of one column, and notes what is only
// supposed.
func (p *proposal) complete(v *proposedValue) {
	switch v.value {
	case data.Outcome, data.Budget, data.Forecast, data.Target:
		p.completeTime(v)
		p.completeVersion(v)
	case "", data.Number:
		if p.grant(v) {
			return
		}
		if v.value == data.Number {
			break
		}
		v.value = data.Number
		p.ask(v, "vad är talen?", " Utfall (outcome), budget, prognos (forecast) eller något annat (number)")
	default:
	}
	if v.unit == "" && v.clue.percent {
		v.unit = quantity.Percent
	}
}

// grant takes the one amount of a file of grants for what was granted.
func (p *proposal) grant(v *proposedValue) bool {
	if p.kind.Name != "grants" || len(p.values) > 1 {
		return false
	}
	v.word, v.value = "granted", data.Number
	v.doubt("är beloppen beviljade? De kan också vara rekvirerade (claimed) eller använda (used)")
	return true
}

func (v *proposedValue) doubt(format string, args ...any) {
	v.confirm = append(v.confirm, fmt.Sprintf(format, args...))
}

func (p *proposal) completeTime(v *proposedValue) {
	if p.labelOf(data.RolePeriod) != nil {
		return
	}
	if v.year == 0 {
		p.supposeYear(v)
	}
	if v.scope == "" {
		p.supposeScope(v)
	}
	if v.scope == data.YearToDate && v.to == 0 && v.year != 0 && !p.period.IsZero() {
		v.to = data.MonthOf(v.year, p.period.To.Month())
	}
	if (v.scope == data.YearToDate && v.to == 0) || v.year == 0 {
		p.needsPeriod = true
	}
}

// supposeScope takes a value for a whole year's, unless the file has another
// column that says so of itself, or the report's year is not over.
func (p *proposal) supposeScope(v *proposedValue) {
	v.scope = data.FullYear
	switch {
	case v.value == data.Forecast || v.value == data.Target:
	case v.year == 0 && p.hasWholeYear(), v.value == data.Budget && p.hasWholeYear(v):
		v.scope = data.YearToDate
		p.ask(v, "till och med rapportens sista månad?", " Andra kolumner säger att de gäller hela året")
	case v.value == data.Outcome && p.interim() && v.year == p.period.Year():
		v.scope, v.to = data.YearToDate, p.period.To
		v.doubt("gäller utfallet hela %d, eller till och med %s?", v.year, monthText(v.to))
	}
}

// hasWholeYear reports whether a header says that it speaks of a whole year: any
// header, or one of the same value, line and year as the given one.
func (p *proposal) hasWholeYear(like ...*proposedValue) bool {
	return slices.ContainsFunc(p.values, func(v *proposedValue) bool {
		if v.year != 0 && len(like) == 0 || v.clue.heading.scope != data.FullYear || v.value != data.Budget && v.value != data.Forecast {
			return false
		}
		return len(like) == 0 || v.value == like[0].value && v.line == like[0].line && v.year == like[0].year
	})
}

// supposeYear takes the report's year, or the one before.
func (p *proposal) supposeYear(v *proposedValue) {
	v.year = p.period.Year()
	if p.period.IsZero() {
		v.year = p.newest
	}
	if v.year == 0 {
		return
	}
	if v.back {
		v.year--
	}
	if len(v.months) > 0 && v.scope != data.FullYear && v.to == 0 {
		v.to = data.MonthOf(v.year, int(v.months[len(v.months)-1]))
	}
	if v.value != data.Forecast {
		v.doubt("gäller kolumnen %d?", v.year)
	}
}

// interim reports whether the period ends before its year does.
func (p *proposal) interim() bool { return !p.period.IsZero() && p.period.To.Month() < 12 }

// completeVersion supposes the version of an amount: what earlier years' is
// final, this year's outcome to date is preliminary. The budget's must be told.
func (p *proposal) completeVersion(v *proposedValue) {
	if !p.kind.Account {
		return
	}
	switch {
	case v.value == data.Budget && v.version == "" && v.scope == data.YearToDate:
		v.version = "periodised"
	case v.value == data.Budget && v.version == "":
		p.ask(v, "vilken budget?", " Lägg till version: original, eller version: revised och at: med datumet")
	case v.value == data.Outcome && v.version == "" && v.year != 0 && v.scope == data.FullYear:
		v.version = "final"
	case v.value == data.Outcome && v.version == "" && v.year != 0 && v.scope == data.YearToDate:
		v.version = "final"
		if v.year == p.newest {
			v.version = "preliminary"
		}
	case v.value == data.Forecast && v.version == "" && !p.period.IsZero() && v.year == p.period.Year():
		v.at = fmt.Sprintf("%s-%02d", p.period.To, p.period.To.LastDay())
		v.doubt("är prognosen gjord per den %d %s?", p.period.To.LastDay(), monthText(p.period.To))
	}
}

// ask puts a question to a column, with an explanation the first time.
func (p *proposal) ask(v *proposedValue, question, explanation string) {
	if slices.Contains(p.asked, question) {
		v.doubt("%s", question)
		return
	}
	p.asked = append(p.asked, question)
	v.doubt("%s%s", question, explanation)
}

// distinguish makes plain numbers of columns that would say the same as another.
func (p *proposal) distinguish() {
	type key struct {
		value    data.ValueKind
		scope    data.Scope
		year     int
		from, to data.Month
		version  string
		at       string
		line     data.Line
	}
	first := map[key]*proposedValue{}
	for _, v := range p.values {
		k := key{v.value, v.scope, v.year, v.from, v.to, v.version, v.at, v.line}
		other, seen := first[k]
		if !seen || v.word != "" || v.value == data.Number || v.value == data.Deviation || v.value == data.Change {
			first[k] = v
			continue
		}
		v.value, v.scope, v.version, v.at = data.Number, "", "", ""
		v.doubt("rubriken säger samma sak som %s. Vad är skillnaden?", quoted(other.text))
	}
}
