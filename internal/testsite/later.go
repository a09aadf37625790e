package testsite

import "strconv"

// later are the datasets that annual and interim reports hold beside those of
// every report; one with faults holds them whatever its kind.
func (s *source) later() []*table {
	if !s.isLong() {
		return nil
	}
	all := []*table{s.changes(), s.investments(), s.grants(), s.forecasts(), s.cases(), s.risks(), s.goals(), s.assignments()}
	if s.typ.annual() || s.complete {
		all = append(all, s.staff())
	}
	return all
}

// isLong reports whether the report holds more than what every report does.
func (s *source) isLong() bool { return s.complete || !s.lean && s.typ.kind != "monthly-report" }

// role is a column of a word that the kind of the table knows.
func role(key, header, word string) column { return column{key: key, header: header, role: word} }

// numbers is a value column of a word that the kind of the table knows.
func numbers(key, header, word string) column {
	return column{key: key, header: header, role: "value", spec: []pair{{"role", word}}}
}

// none is an empty cell.
var none = value{none: true}

// changes are what led from the original budget to the revised one.
func (s *source) changes() *table {
	t := &table{id: "andringar", title: "Budgetändringar", kind: "budget-changes", unit: "tkr", adds: true}
	t.columns = []column{
		role("date", "datum", "date"), role("name", "beslut", "decision"), role("type", "slag", "type"),
		role("from", "från", "from"), role("to", "till", "to"), numbers("amount", "belopp", "amount"),
	}
	sum := int64(0)
	for i, c := range s.now.changes {
		if c.kind != transferred {
			sum += c.amount
		}
		decision := c.by + " § " + strconv.Itoa(c.number)
		if c.by == "" {
			decision = s.committee.diary + decision
		}
		texts := map[string]string{"date": isoMonth(s.year, c.month) + "-" + twoDigits(c.day), "type": c.kind, "from": c.from, "to": c.to}
		t.add(row{key: "change-" + strconv.Itoa(i), name: decision, texts: texts}, value{digits: round(c.amount, hundreds), decimals: 1})
	}
	t.add(row{key: "total", name: "Summa", typ: "total"}, value{digits: round(sum, hundreds), decimals: 1})
	return t
}

// projects are what is built: annual ones have a budget for a year only.
var projects = [...]struct {
	name   string
	annual bool
	size   int64 // in hundreds of kronor
}{
	{"Nya lokaler för mottagningen", false, 84_000},
	{"Ombyggnad av köket", false, 31_500},
	{"Inventarier", true, 6_200},
	{"Teknik i hemmet", true, 4_750},
}

func (s *source) investments() *table {
	t := &table{id: "investeringar", title: "Investeringar", kind: "investments", unit: "tkr", sign: "report", adds: true}
	outcome := numbers("ytd", "ack_utfall", "actual_ytd")
	if s.typ.annual() {
		outcome = numbers("ytd", "bokslut", "actual_fy")
	}
	t.columns = []column{
		role("code", "projekt_nr", "project_no"), role("name", "projekt", "project"), role("type", "typ", "type"),
		numbers("whole", "total_budget", "budget_total"), numbers("earlier", "utfall_tidigare_år", "actual_prior"),
		numbers("budget", "årsbudget", "budget_fy"), numbers("carried", "varav_ombudgeterat", "carried_over"), outcome,
		numbers("forecast", "prognos_år", "forecast_fy"),
		{key: "deviation", header: "avvikelse", role: "value", declare: true, of: "forecast", against: "budget", spec: []pair{{"value", "deviation"}}},
		role("done", "klart", "done_by"), role("decision", "beslut", "decision"),
	}
	var sums [4]int64
	for k, p := range projects {
		r := newRand(s.seed, streamMeasures, s.committee.index, s.year, 400+k)
		whole := p.size + int64(r.IntN(9))*500
		budget := whole * int64(30+r.IntN(20)) / 100
		carried := budget / 5
		luck := newRand(s.seed, streamMeasures, s.committee.index, s.year, 400+k, s.typ.month)
		forecast := budget * int64(85+luck.IntN(25)) / 100
		spent := forecast * int64(s.typ.month) / 12
		for i, n := range [...]int64{budget, spent, forecast, forecast - budget} {
			sums[i] += n
		}
		costs := func(n int64) value { return value{digits: -n, decimals: 1} }
		before := [...]value{costs(whole), costs(whole / 4), costs(carried)}
		texts := map[string]string{"type": "flerårigt", "done": isoMonth(s.year+1, 6), "decision": isoMonth(s.year, 2) + "-12 § 2" + strconv.Itoa(k)}
		if p.annual {
			before = [...]value{none, none, none}
			texts = map[string]string{"type": "årligt", "done": strconv.Itoa(s.year)}
		}
		no := strconv.Itoa(4000 + s.year%100*10 + k)
		t.add(row{key: no, code: no, name: p.name, texts: texts},
			before[0], before[1], costs(budget), before[2], costs(spent), costs(forecast), costs(forecast-budget))
	}
	sum := func(i int) value { return value{digits: -sums[i], decimals: 1} }
	t.add(row{key: "total", name: "Summa", typ: "total"}, none, none, sum(0), none, sum(1), sum(2), sum(3))
	return t
}

var grantNames = [...]struct{ kind, name, by string }{
	{"statsbidrag", "Stöd till personer i utsatthet", "Välfärdsmyndigheten"},
	{"statsbidrag", "Språk i vardagen", "Välfärdsmyndigheten"},
	{"projekt", "Digital mötesplats", "Utvecklingsfonden"},
	{"tilläggsbudget", "Lokaler för fler", "Fullmäktige"},
}

func (s *source) grants() *table {
	t := &table{id: "bidrag", title: "Statsbidrag och extra medel", kind: "grants", unit: "kr", adds: true}
	t.columns = []column{
		role("kind", "slag", "kind"), role("name", "benämning", "name"), role("by", "givare", "grantor"), role("case", "diarienummer", "case_no"),
		role("activity", "verksamhet_kod", "activity_code"),
		numbers("granted", "beviljat", "granted"), numbers("claimed", "rekvirerat", "claimed"), numbers("used", "använt", "used"),
		role("claim", "rekvireras_senast", "claim_by"), role("report", "återrapporteras_senast", "report_by"),
	}
	var sums [3]int64
	for k, g := range grantNames {
		r := newRand(s.seed, streamMeasures, s.committee.index, s.year, 500+k)
		granted := int64(20+r.IntN(180)) * 25_000
		used := granted * int64(s.typ.month) / 12 * int64(60+r.IntN(40)) / 100
		for i, n := range [...]int64{granted, granted, used} {
			sums[i] += n
		}
		texts := map[string]string{
			"kind": g.kind, "by": g.by, "case": s.committee.diary + "/" + strconv.Itoa(s.year) + ":" + strconv.Itoa(80+k),
			"claim": isoMonth(s.year, 9) + "-01", "report": monthEnd(s.year+1, 3),
		}
		account := s.now.accounts[k%3]
		t.add(row{key: g.name, name: g.name, code: account.code, texts: texts}, value{digits: granted}, value{digits: granted}, value{digits: used})
	}
	t.add(row{key: "total", name: "Summa", typ: "total"}, value{digits: sums[0]}, value{digits: sums[1]}, value{digits: sums[2]})
	return t
}

// forecasts are those of the year before, to its final accounts, and of the
// year so far.
func (s *source) forecasts() *table {
	t := &table{id: "prognoser", title: "Prognoserna och bokslutet", kind: "forecast-history", unit: "mnkr", ordered: true}
	t.columns = []column{
		role("year", "budgetår", "year"), role("name", "tillfälle", "occasion"), role("at", "per", "as_of"),
		numbers("budget", "budget", "budget_fy"), numbers("forecast", "prognos", "forecast_fy"),
		{key: "deviation", header: "avvikelse", role: "value", declare: true, of: "forecast", against: "budget", spec: []pair{{"value", "deviation"}}},
		role("cause", "orsak", "cause"),
	}
	const million = 100_000
	add := func(l *ledger, name string, month int, get getter) {
		budget, forecast := l.total("net", func(e *entry) int64 { return e.budget }), l.total("net", get)
		year := strconv.Itoa(l.year)
		t.add(row{key: year + name, name: name, period: year, texts: map[string]string{"at": monthEnd(l.year, month)}},
			value{digits: round(budget, million), decimals: 1}, value{digits: round(forecast, million), decimals: 1},
			value{digits: round(forecast-budget, million), decimals: 1})
	}
	for _, l := range [...]*ledger{s.then, s.now} {
		last := 12
		if l == s.now {
			last = s.typ.month
		}
		for n, month := range [...]int{4, 8} {
			if month <= last {
				add(l, "Delår "+strconv.Itoa(n+1), month, func(e *entry) int64 { return e.forecast[month] })
			}
		}
		if last == 12 {
			add(l, "Bokslut", last, func(e *entry) int64 { return e.final })
		}
	}
	return t
}
