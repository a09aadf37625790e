package data

import (
	"fmt"
	"slices"

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
		case Deviation, Change:
			p.compare(v)
		case ShareUsed:
			p.share(v)
		default:
		}
	}
	p.distinguish()
}

// known takes the meaning of a header from a kind that knows it. What compares
// others is left to the numbers.
func (p *proposal) known(v *proposedValue) bool {
	if len(p.kind.formulas) == 0 && !p.kind.Moves {
		return false
	}
	s, ok := p.kind.headerSpec(v.clue.folded)
	if !ok || s.Word == "" || s.Role != RoleValue || s.Value == Deviation {
		return false
	}
	v.word, v.value, v.scope, v.version = s.Word, s.Value, s.short.scope, s.short.version
	v.unit = orElse(s.Unit, v.unit)
	v.year, v.to = s.Year, s.To
	if v.scope != "" && v.year == 0 && p.labelOf(RolePeriod) == nil {
		p.needsPeriod = p.needsPeriod || p.period.IsZero()
	}
	return true
}

// findPeriod takes the report's period, else what the headers tell: from
// January to the last month of any column, or the last year of outcomes.
func (p *proposal) findPeriod() {
	var last Month
	year, open := 0, false
	for _, v := range p.values {
		last = max(last, v.to)
		p.newest = max(p.newest, v.year)
		if v.value == Outcome {
			year = max(year, v.year)
		}
		open = open || v.value == Forecast || v.scope == YearToDate
	}
	switch {
	case !p.defaults.Period.IsZero():
		p.period = p.defaults.Period
		p.newest = max(p.newest, p.period.Year())
	case last != 0:
		p.period = Period{MonthOf(last.Year(), 1), last}
	case year != 0 && !open:
		p.period = Period{MonthOf(year, 1), MonthOf(year, 12)}
	}
}

// complete fills in time and version of one column, and notes what is only
// supposed.
func (p *proposal) complete(v *proposedValue) {
	switch v.value {
	case Outcome, Budget, Forecast, Target:
		p.completeTime(v)
		p.completeVersion(v)
	case "", Number:
		if p.grant(v) {
			return
		}
		if v.value == Number {
			break
		}
		v.value = Number
		p.ask(v, "vad är talen?", " Utfall (outcome), budget, prognos (forecast) eller något annat (number)")
	default:
	}
	if v.unit == "" && v.clue.percent {
		v.unit = quantity.Percent
	}
}

// grant takes the one amount of a file of grants for what was granted.
func (p *proposal) grant(v *proposedValue) bool {
	if p.kind.Name != grantsName || len(p.values) > 1 {
		return false
	}
	v.word, v.value = "granted", Number
	v.doubt("är beloppen beviljade? De kan också vara rekvirerade (claimed) eller använda (used)")
	return true
}

func (v *proposedValue) doubt(format string, args ...any) {
	v.confirm = append(v.confirm, fmt.Sprintf(format, args...))
}

func (p *proposal) completeTime(v *proposedValue) {
	if p.labelOf(RolePeriod) != nil {
		return
	}
	if v.year == 0 {
		p.supposeYear(v)
	}
	if v.scope == "" {
		p.supposeScope(v)
	}
	if v.scope == YearToDate && v.to == 0 && v.year != 0 && !p.period.IsZero() {
		v.to = MonthOf(v.year, p.period.To.Month())
	}
	if (v.scope == YearToDate && v.to == 0) || v.year == 0 {
		p.needsPeriod = true
	}
}

// supposeScope takes a value for a whole year's, unless the file has another
// column that says so of itself, or the report's year is not over.
func (p *proposal) supposeScope(v *proposedValue) {
	v.scope = FullYear
	switch {
	case v.value == Forecast || v.value == Target:
	case v.year == 0 && p.hasWholeYear(), v.value == Budget && p.hasWholeYear(v):
		v.scope = YearToDate
		p.ask(v, "till och med rapportens sista månad?", " Andra kolumner säger att de gäller hela året")
	case v.value == Outcome && p.interim() && v.year == p.period.Year():
		v.scope, v.to = YearToDate, p.period.To
		v.doubt("gäller utfallet hela %d, eller till och med %s?", v.year, monthText(v.to))
	}
}

// hasWholeYear reports whether a header says that it speaks of a whole year: any
// header, or one of the same value, line and year as the given one.
func (p *proposal) hasWholeYear(like ...*proposedValue) bool {
	return slices.ContainsFunc(p.values, func(v *proposedValue) bool {
		if v.year != 0 && len(like) == 0 || v.clue.heading.scope != FullYear || v.value != Budget && v.value != Forecast {
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
	if len(v.months) > 0 && v.scope != FullYear && v.to == 0 {
		v.to = MonthOf(v.year, int(v.months[len(v.months)-1]))
	}
	if v.value != Forecast {
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
	case v.value == Budget && v.version == "" && v.scope == YearToDate:
		v.version = "periodised"
	case v.value == Budget && v.version == "":
		p.ask(v, "vilken budget?", " Lägg till version: original, eller version: revised och at: med datumet")
	case v.value == Outcome && v.version == "" && v.year != 0 && v.scope == FullYear:
		v.version = "final"
	case v.value == Outcome && v.version == "" && v.year != 0 && v.scope == YearToDate:
		v.version = "final"
		if v.year == p.newest {
			v.version = "preliminary"
		}
	case v.value == Forecast && v.version == "" && !p.period.IsZero() && v.year == p.period.Year():
		v.at = fmt.Sprintf("%s-%02d", p.period.To, lastDay(p.period.To))
		v.doubt("är prognosen gjord per den %d %s?", lastDay(p.period.To), monthText(p.period.To))
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
		value    ValueKind
		scope    Scope
		year     int
		from, to Month
		version  string
		at       string
		line     Line
	}
	first := map[key]*proposedValue{}
	for _, v := range p.values {
		k := key{v.value, v.scope, v.year, v.from, v.to, v.version, v.at, v.line}
		other, seen := first[k]
		if !seen || v.word != "" || v.value == Number || v.value == Deviation || v.value == Change {
			first[k] = v
			continue
		}
		v.value, v.scope, v.version, v.at = Number, "", "", ""
		v.doubt("rubriken säger samma sak som %s. Vad är skillnaden?", quoted(other.text))
	}
}
