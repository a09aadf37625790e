package data

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tertial/internal/quantity"
)

// A proposedValue is what is proposed for one value column.
type proposedValue struct {
	heading
	clue    *clue
	at      string
	of, ag  *proposedValue
	proof   string // how the numbers bear a comparison out
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
		p.complete(v)
	}
	for _, v := range p.values {
		switch v.value {
		case Deviation, Change:
			p.compare(v)
		case ShareUsed:
			p.share(v)
		}
	}
	p.distinguish()
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
	case "":
		v.value = Number
		p.ask(v, "vad är talen?", " Utfall (outcome), budget, prognos (forecast) eller något annat (number)")
	}
	if v.unit == "" && v.clue.percent {
		v.unit = quantity.Percent
	}
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
		if v.heading.year != 0 && len(like) == 0 || v.clue.heading.scope != FullYear || v.value != Budget && v.value != Forecast {
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
		if !seen || v.value == Number || v.value == Deviation || v.value == Change {
			first[k] = v
			continue
		}
		v.value, v.scope, v.version, v.at = Number, "", "", ""
		v.doubt("rubriken säger samma sak som %s. Vad är skillnaden?", quoted(other.text))
	}
}

// compare finds the two columns that a deviation or a change compares. The
// numbers decide; where they don't, the words and the usual order do.
func (p *proposal) compare(v *proposedValue) {
	best, bestYes, bestNo := [2]*proposedValue{}, -1, 0
	for _, pair := range p.pairs(v) {
		yes, no := v.clue.explains(pair[0].clue, pair[1].clue, v.value == Change)
		if yes <= no {
			yes = 0
		}
		if yes > bestYes {
			best, bestYes, bestNo = pair, yes, no
		}
	}
	if best[0] == nil || v.unit == quantity.Percent {
		v.doubt("vad jämförs? Beskriv kolumnen med value: %s, of: och against:, när båda kolumnerna finns i filen", v.value)
		v.value, v.scope = Number, ""
		return
	}
	v.of, v.ag = best[0], best[1]
	if bestYes == 0 {
		v.doubt("jämförs rätt kolumner? Talen visar det inte")
		return
	}
	v.proof = fmt.Sprintf("stämmer på %d av %d rader", bestYes, bestYes+bestNo)
}

// pairs lists what a column may compare, the most likely first.
func (p *proposal) pairs(v *proposedValue) [][2]*proposedValue {
	const most = 100 // columns of a table that a person compares
	var all [][2]*proposedValue
	if len(p.values) > most {
		return nil
	}
	for _, of := range p.values {
		for _, against := range p.values {
			if of != against && v.mayCompare(of, against) {
				all = append(all, [2]*proposedValue{of, against})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b [2]*proposedValue) int { return v.likelihood(b) - v.likelihood(a) })
	return all
}

func (v *proposedValue) mayCompare(of, against *proposedValue) bool {
	if of.scope == "" || of.scope != against.scope || of.line != against.line || v.line != "" && v.line != of.line {
		return false
	}
	if v.value == Change {
		return of.value == against.value && of.year != against.year
	}
	if of.year != against.year || of.to != against.to || v.year != 0 && v.year != of.year {
		return false
	}
	for _, named := range v.compared {
		if named != of.value && named != against.value {
			return false
		}
	}
	return (of.value == Forecast || of.value == Outcome) && against.value == Budget || of.value == Outcome && against.value == Forecast
}

// likelihood ranks a pair where the numbers cannot: the same scope, then nets,
// then forecasts, then the nearest columns to the left.
func (v *proposedValue) likelihood(pair [2]*proposedValue) int {
	points := 0
	of, against := pair[0], pair[1]
	if v.scope != "" && v.scope == of.scope {
		points += 1000
	}
	if of.line == Net || of.line == "" {
		points += 500
	}
	if of.value == Forecast {
		points += 100
	}
	if of.year > against.year {
		points += 100
	}
	for _, c := range pair {
		if left := v.clue.index - c.clue.index; left > 0 {
			points += max(0, 20-left)
		}
	}
	return points
}

// share finds what a share used is a share of. One that is no percentage is an
// amount.
func (p *proposal) share(v *proposedValue) {
	if v.unit != quantity.Percent {
		v.value, v.scope = Number, ""
		v.doubt("är det en andel i procent (share-used) eller ett belopp?")
		return
	}
	for _, of := range p.values {
		for _, against := range p.values {
			if of.value == Outcome && of.scope == YearToDate && against.value == Budget && against.scope == FullYear && of.year == against.year {
				v.of, v.ag = of, against
			}
		}
	}
}

// yaml writes the description of the column as a map of one line.
func (v *proposedValue) yaml(unit quantity.Unit) string {
	parts := []string{"value: " + string(v.value)}
	add := func(key, value string) {
		if value != "" && value != "0" {
			parts = append(parts, key+": "+value)
		}
	}
	if v.of != nil {
		add("of", scalar(v.of.text))
		add("against", scalar(v.ag.text))
	} else {
		v.timeYAML(add)
	}
	add("version", v.version)
	add("at", v.at)
	add("line", string(v.line))
	if v.unit != "" && v.unit != unit {
		add("unit", scalar(string(v.unit)))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (v *proposedValue) timeYAML(add func(key, value string)) {
	add("scope", string(v.scope))
	if v.scope == PeriodScope {
		add("from", v.from.String())
	}
	if v.to != 0 {
		add("to", v.to.String())
		return
	}
	add("year", itoa(v.year))
}

// reading says in Swedish how the column is understood.
func (v *proposedValue) reading() string {
	words := map[ValueKind]string{
		Outcome: "utfall", Budget: "budget", Forecast: "prognos", Target: "målvärde", Number: "tal",
		Deviation: "avvikelse", Change: "förändring", ShareUsed: "förbrukad andel",
	}
	text := words[v.value]
	if v.of != nil {
		sign := " minus "
		if v.value == ShareUsed {
			sign = " av "
		}
		text += ": " + v.of.text + sign + v.ag.text
		if v.proof != "" {
			text += ", " + v.proof
		}
		return text
	}
	text = strings.TrimRight(text+" "+v.timeText(), " ")
	if v.line != "" {
		text += ", " + strings.ToLower(v.line.Name("sv"))
	}
	versions := map[string]string{
		"preliminary": "preliminärt", "final": "slutligt", "original": "ursprunglig", "revised": "reviderad",
		"periodised": "periodiserad", "previous": "den förra",
	}
	if v.version != "" {
		text += ", " + versions[v.version]
	}
	return text
}

func (v *proposedValue) timeText() string {
	switch {
	case v.scope == YearToDate && v.to.Month() > 1:
		return "januari–" + monthText(v.to)
	case v.scope == PeriodScope && v.from != 0:
		return monthText(v.from) + "–" + monthText(v.to)
	case v.to != 0:
		return monthText(v.to)
	case v.year == 0:
		return ""
	case v.scope == FullYear:
		return "hela " + itoa(v.year)
	case v.scope == MonthlyAverage:
		return "snitt per månad " + itoa(v.year)
	default:
		return itoa(v.year)
	}
}

// lastDay is the number of days of a month.
func lastDay(m Month) int {
	return time.Date(m.Year(), time.Month(m.Month())+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func monthText(m Month) string { return monthNames[m.Month()-1] + " " + itoa(m.Year()) }
