package testsite

import (
	"slices"
	"strconv"
	"strings"
)

// A source is what the datasets of one report are made of.
type source struct {
	seed      uint64
	committee committee
	year      int
	typ       reportType
	now, then *ledger // the report's year and the one before
	lean      bool    // no more datasets than every report has
	complete  bool    // state all nets and totals, whatever the committee's habit
}

func (s *source) date() string { return monthEnd(s.year, s.typ.month) }

func (s *source) month(year int) string { return isoMonth(year, s.typ.month) }

func isoMonth(year, month int) string {
	return strconv.Itoa(year) + "-" + twoDigits(month)
}

func twoDigits(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

// monthEnd is the last day of a month as an ISO date.
func monthEnd(year, month int) string {
	day := 31
	switch month {
	case 4, 6, 9, 11:
		day = 30
	case 2:
		day = 28
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			day = 29
		}
	}
	return isoMonth(year, month) + "-" + twoDigits(day)
}

// tables returns the report's datasets in the order in which it shows them.
func (s *source) tables() []*table {
	return append([]*table{s.budget(), s.wide(), s.costTypes(), s.volumes(), s.keyFigures(), s.indicators(), s.series(), s.plain()}, s.later()...)
}

// An amount is a value column of an account with where its numbers come from.
type amount struct {
	column
	prior bool // of the year before
	get   getter
}

// amounts are the value columns of accounts in the report. The column of the
// year's result has the key result: a forecast, at the end the outcome.
func (s *source) amounts() []amount {
	y, m := s.year, s.typ.month
	this, last := strconv.Itoa(y), strconv.Itoa(y-1)
	final := amount{
		column: valueColumn("final_prev", "bokslut_"+last, "outcome", "full-year", pair{"year", last}, pair{"version", "final"}),
		prior:  true, get: func(e *entry) int64 { return e.final },
	}
	budget := amount{
		column: valueColumn("budget", "budget_"+this, "budget", "full-year", pair{"year", this}, pair{"version", "revised"}, pair{"at", s.date()}),
		get:    func(e *entry) int64 { return e.budget },
	}
	if s.typ.annual() {
		result := amount{
			column: valueColumn("result", "bokslut_"+this, "outcome", "full-year", pair{"year", this}, pair{"version", "final"}),
			get:    func(e *entry) int64 { return e.final },
		}
		return s.withOriginal([]amount{result, final, budget, s.deviation("avv_bokslut_budget", result.get)})
	}
	result := amount{
		column: valueColumn("result", "prognos_"+this, "forecast", "full-year", pair{"year", this}, pair{"at", s.date()}),
		get:    func(e *entry) int64 { return e.forecast[m] },
	}
	return s.withOriginal([]amount{
		s.toDate("ytd", y, false, "preliminary"), s.toDate("ytd_prev", y-1, true, "final"),
		final, budget, result, s.deviation("avv_prognos_budget", result.get),
	})
}

// withOriginal adds the original budget where the report says how the revised
// one came about.
func (s *source) withOriginal(amounts []amount) []amount {
	if !s.isLong() {
		return amounts
	}
	this := strconv.Itoa(s.year)
	return append(amounts, amount{
		column: valueColumn("original", "ursprunglig_budget_"+this, "budget", "full-year", pair{"year", this}, pair{"version", "original"}),
		get:    func(e *entry) int64 { return e.original },
	})
}

// toDate is an outcome from January to the report's month.
func (s *source) toDate(key string, year int, prior bool, version string) amount {
	header := "ack_utfall_" + strings.ReplaceAll(s.month(year), "-", "_")
	return amount{
		column: valueColumn(key, header, "outcome", "year-to-date", pair{"to", s.month(year)}, pair{"version", version}),
		prior:  prior, get: func(e *entry) int64 { return e.actual[s.typ.month] },
	}
}

// deviation is the result minus the budget.
func (s *source) deviation(header string, result getter) amount {
	c := column{key: "deviation", header: header, role: "value", declare: true, of: "result", against: "budget", spec: []pair{{"value", "deviation"}}}
	return amount{column: c, get: func(e *entry) int64 { return result(e) - e.budget }}
}

func valueColumn(key, header, value, scope string, more ...pair) column {
	spec := append([]pair{{"value", value}, {"scope", scope}}, more...)
	return column{key: key, header: header, role: "value", declare: true, spec: spec}
}

// budget is the operating budget in long form: a row a line.
func (s *source) budget() *table {
	t := &table{id: "drift", title: "Driftuppföljning", kind: "operating-budget", unit: "tkr", sign: "report"}
	t.columns = []column{
		{key: "code", header: "kod", role: "activity_code", declare: true},
		{key: "name", header: "verksamhet", role: "activity"},
		{key: "line", header: "rad", role: "line"},
	}
	amounts := s.amounts()
	for i := range amounts {
		t.columns = append(t.columns, amounts[i].column)
	}
	for i := range s.now.accounts {
		a := &s.now.accounts[i]
		for _, line := range [...]string{"income", "costs", "financial", "net"} {
			if a.has(line) {
				t.add(row{key: a.code, code: a.code, name: a.name, line: line}, s.values(amounts, a, line)...)
			}
		}
	}
	for _, line := range [...]string{"income", "costs", "financial", "net"} {
		t.add(row{key: "total", name: "Summa", line: line, typ: "total"}, s.totals(amounts, line)...)
	}
	s.undress(t)
	return t
}

// undress takes nets or totals from the tables of some committees: then they
// are derived.
func (s *source) undress(t *table) {
	lacks := func(*row) bool { return false }
	switch {
	case s.complete:
	case s.committee.index%4 == 1:
		lacks = func(r *row) bool { return r.line == "net" && r.typ == "row" }
	case s.committee.index%4 == 2:
		lacks = func(r *row) bool { return r.typ == "total" }
	}
	kept := t.rows[:0]
	for i := range t.rows {
		if !lacks(&t.rows[i]) {
			kept = append(kept, t.rows[i])
		}
	}
	t.rows = kept
}

// hundreds is how many kronor the last digit of tkr with one decimal is.
const hundreds = 100

func (s *source) values(amounts []amount, a *account, line string) []value {
	values := make([]value, len(amounts))
	for i := range amounts {
		from := a
		if amounts[i].prior {
			from = s.then.find(a.code)
		}
		values[i] = value{digits: round(from.line(line, amounts[i].get), hundreds), decimals: 1}
	}
	return values
}

func (s *source) totals(amounts []amount, line string) []value {
	values := make([]value, len(amounts))
	for i := range amounts {
		from := s.now
		if amounts[i].prior {
			from = s.then
		}
		values[i] = value{digits: round(from.total(line, amounts[i].get), hundreds), decimals: 1}
	}
	return values
}

// amountOf is an amount of the operating budget in kronor, rows of the total
// included.
func (s *source) amountOf(c cell) int64 {
	for _, a := range s.amounts() {
		if a.key != c.column {
			continue
		}
		from := s.now
		if a.prior {
			from = s.then
		}
		if c.key == "total" {
			return from.total(c.line, a.get)
		}
		return from.find(c.key).line(c.line, a.get)
	}
	return 0
}

// wide is an operating budget with a column for each line, in millions.
func (s *source) wide() *table {
	t := &table{id: "period", title: "Periodens utfall mot budget", kind: "operating-budget", unit: "mnkr", sign: "report"}
	t.columns = []column{
		{key: "code", header: "verksamhet_kod", role: "activity_code"},
		{key: "name", header: "verksamhet", role: "activity"},
	}
	var gets []getter
	var lines []string
	m := s.typ.month
	add := func(key, header, line string, get getter, spec ...pair) {
		c := column{key: key, header: header + "_" + lineWord[line], role: "value", declare: true, line: line}
		c.spec = slices.Concat(spec, []pair{{"line", line}})
		t.columns = append(t.columns, c)
		gets, lines = append(gets, get), append(lines, line)
	}
	to := pair{"to", s.month(s.year)}
	for _, line := range [...]string{"income", "costs", "financial", "net"} {
		add("budget_"+line, "budget", line, func(e *entry) int64 { return e.periodic[m] },
			pair{"value", "budget"}, pair{"scope", "year-to-date"}, to, pair{"version", "periodised"})
	}
	for _, line := range [...]string{"income", "costs", "financial", "net"} {
		add("outcome_"+line, "utfall", line, func(e *entry) int64 { return e.actual[m] },
			pair{"value", "outcome"}, pair{"scope", "year-to-date"}, to, pair{"version", "preliminary"})
	}
	s.wideDeviation(t, &gets, &lines)
	const million = 100_000 // mnkr with one decimal
	values := func(total func(i int) int64) []value {
		all := make([]value, len(gets))
		for i := range gets {
			all[i] = value{digits: round(total(i), million), decimals: 1}
		}
		return all
	}
	for i := range s.now.accounts {
		a := &s.now.accounts[i]
		t.add(row{key: a.code, code: a.code, name: a.name}, values(func(i int) int64 { return a.line(lines[i], gets[i]) })...)
	}
	t.add(row{key: "total", name: "Totalt", typ: "total"}, values(func(i int) int64 { return s.now.total(lines[i], gets[i]) })...)
	return t
}

func (s *source) wideDeviation(t *table, gets *[]getter, lines *[]string) {
	m := s.typ.month
	t.columns = append(t.columns, column{
		key: "deviation", header: "avvikelse_netto", role: "value", declare: true, line: "net",
		of: "outcome_net", against: "budget_net", spec: []pair{{"value", "deviation"}, {"line", "net"}},
	})
	*gets = append(*gets, func(e *entry) int64 { return e.actual[m] - e.periodic[m] })
	*lines = append(*lines, "net")
}

// lineWord is how headers and rows name the lines.
var lineWord = map[string]string{"income": "intäkter", "costs": "kostnader", "financial": "finansiella_poster", "net": "netto"}

// costTypes is the committee's result by kind of income and cost.
func (s *source) costTypes() *table {
	t := &table{id: "kostnadsslag", title: "Resultat per kostnadsslag", kind: "cost-types", unit: "tkr", sign: "report"}
	t.columns = []column{
		{key: "group", header: "grupp", role: "lines"},
		{key: "name", header: "kontotyp", role: "account_type"},
	}
	var amounts []amount
	for _, a := range s.amounts() {
		if a.of == "" {
			t.columns = append(t.columns, a.column)
			amounts = append(amounts, a)
		}
	}
	parts := func(line string, k int, shares []int64) []value {
		values := make([]value, len(amounts))
		for i := range amounts {
			values[i] = value{digits: round(s.share(&amounts[i], line, k, shares), hundreds), decimals: 1}
		}
		return values
	}
	var shares []int64
	for _, c := range incomeTypes {
		shares = append(shares, c.share)
	}
	for k, c := range incomeTypes {
		t.add(row{key: c.name, name: c.name, line: "income"}, parts("income", k, shares)...)
	}
	shares = nil
	for _, c := range costTypes {
		shares = append(shares, c.share)
	}
	for k, c := range costTypes {
		t.add(row{key: c.name, name: c.name, line: "costs"}, parts("costs", k, shares)...)
	}
	t.add(row{key: "financial", name: "Finansiella poster", line: "financial"}, s.totals(amounts, "financial")...)
	t.add(row{key: "net", name: "Netto", line: "net", typ: "total"}, s.totals(amounts, "net")...)
	return t
}

// share is one kind's part of a line; the last kind takes what rounding leaves.
func (s *source) share(a *amount, line string, k int, shares []int64) int64 {
	from := s.now
	if a.prior {
		from = s.then
	}
	total := from.total(line, a.get)
	if k < len(shares)-1 {
		return total * shares[k] / 1000
	}
	rest := total
	for _, share := range shares[:k] {
		rest -= total * share / 1000
	}
	return rest
}
