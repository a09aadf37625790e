package testsite

import (
	"slices"
	"strconv"
)

// A reading is what a measure was in three years' columns: outcome of the year
// before, budget, and the year's result.
type reading struct{ prior, budget, result int64 }

// volume returns the readings of a measure; other reports of the same year
// have the same prior and budget.
func (s *source) volume(k int) reading {
	prior := s.level(k, s.year-1)
	plan := newRand(s.seed, streamMeasures, s.committee.index, s.year, k)
	budget := prior + prior*int64(plan.IntN(9)-4)/100
	result := s.level(k, s.year)
	if !s.typ.annual() {
		luck := newRand(s.seed, streamMeasures, s.committee.index, s.year, k, s.typ.month)
		result += result * int64(luck.IntN(7)-3) / 100
	}
	return reading{prior, budget, result}
}

// level is a measure's outcome of a whole year.
func (s *source) level(k, year int) int64 {
	r := newRand(s.seed, streamMeasures, s.committee.index, year, 100+k)
	size := measures[k].size + measures[k].size*int64(s.committee.index%5)/7
	return size + size*int64(r.IntN(25)-12)/100
}

// yearColumns are the value columns of volumes and key figures. Their headers
// say themselves what they hold.
func (s *source) yearColumns() []column {
	this, last := strconv.Itoa(s.year), strconv.Itoa(s.year-1)
	result := column{key: "result", header: "prognos_" + this, role: "value", spec: []pair{{"value", "forecast"}, {"scope", "full-year"}, {"year", this}}}
	if s.typ.annual() {
		result = column{key: "result", header: "utfall_" + this, role: "value", spec: []pair{{"value", "outcome"}, {"scope", "full-year"}, {"year", this}}}
	}
	return []column{
		{key: "prior", header: "utfall_" + last, role: "value", spec: []pair{{"value", "outcome"}, {"scope", "full-year"}, {"year", last}}},
		{key: "budget", header: "budget_" + this, role: "value", spec: []pair{{"value", "budget"}, {"scope", "full-year"}, {"year", this}}},
		result,
	}
}

func (s *source) volumes() *table {
	t := &table{id: "volymer", title: "Volymer", kind: "volumes", missing: []string{"Mäts i höst"}}
	t.columns = append([]column{
		{key: "section", header: "målgrupp", role: "client_group"},
		{key: "code", header: "par", role: "pair_id"},
		{key: "name", header: "mått", role: "measure"},
		{key: "unit", header: "enhet", role: "unit"},
		{key: "method", header: "räknesätt", role: "method"},
	}, s.yearColumns()...)
	for k, m := range measures {
		v := s.volume(k)
		r := row{key: m.code, code: m.code, name: m.name, section: m.section, unit: m.unit, texts: map[string]string{"method": m.method}}
		t.add(r, value{digits: v.prior}, value{digits: v.budget}, value{digits: v.result})
		if k == 1 {
			part := row{key: "varav", code: m.code + "-extern", name: "varav hos andra utförare", section: m.section, unit: m.unit, typ: "of_which", texts: r.texts}
			t.add(part, value{digits: v.prior / 4}, value{digits: v.budget / 4}, value{digits: v.result / 4})
		}
	}
	last := &t.rows[len(t.rows)-1]
	if s.typ.month < 4 {
		last.values[2] = value{words: "Mäts i höst"}
	}
	t.rows[len(t.rows)-2].values[1] = value{words: ".."}
	return t
}

// keyFigures are what the volumes cost.
func (s *source) keyFigures() *table {
	t := &table{id: "nyckeltal", title: "Nyckeltal", kind: "key-figures"}
	t.columns = append([]column{
		{key: "section", header: "målgrupp", role: "client_group"},
		{key: "code", header: "par", role: "pair_id"},
		{key: "name", header: "mått", role: "measure"},
		{key: "unit", header: "enhet", role: "unit"},
		{key: "basis", header: "basis", role: "basis"},
	}, s.yearColumns()...)
	for k, m := range measures[:4] {
		price := int64(180+k*95) * 10
		v := s.volume(k)
		unit := [...]string{"tkr/årsplats", "kr/dag", "kr/timme", "kr/månad"}[k]
		decimals := [...]int{1, 0, 0, 0}[k]
		r := row{key: m.code, code: m.code, name: m.name + ", kostnad", section: m.section, unit: unit, texts: map[string]string{"basis": "netto"}}
		t.add(r,
			value{digits: price + v.prior%97, decimals: decimals},
			value{digits: price + v.budget%89, decimals: decimals},
			value{digits: price + v.result%97, decimals: decimals})
	}
	return t
}

// groups are the whole and its parts, as indicators print them.
var groups = [...]string{"", "women", "men"}

func (s *source) indicators() *table {
	t := &table{id: "indikatorer", title: "Mått och indikatorer", kind: "indicators", split: "within"}
	this, last := strconv.Itoa(s.year), strconv.Itoa(s.year-1)
	t.columns = []column{
		{key: "code", header: "mått_id", role: "measure_id"},
		{key: "name", header: "mått", role: "measure"},
		{key: "group", header: "grupp", role: "group"},
		{key: "unit", header: "enhet", role: "unit"},
		{key: "direction", header: "riktning", role: "direction"},
		{key: "prior", header: "utfall_" + last, role: "value", spec: []pair{{"value", "outcome"}, {"scope", "full-year"}, {"year", last}}},
		{key: "target", header: "målvärde_" + this, role: "value", spec: []pair{{"value", "target"}, {"scope", "full-year"}, {"year", this}}},
		s.measured("utfall_" + this),
	}
	for k, m := range indicators {
		prior, result := s.split(k, s.year-1, 12), s.split(k, s.year, s.typ.month)
		for g, group := range groups {
			target := value{words: ".."}
			if group == "" {
				target = value{digits: m.level + 2, decimals: m.decimals}
			}
			r := row{key: m.code, code: m.code, name: m.name, group: group, unit: m.unit, texts: map[string]string{"direction": m.direction}}
			t.add(r, value{digits: prior[g], decimals: m.decimals}, target, value{digits: result[g], decimals: m.decimals})
		}
	}
	return t
}

// measured is the column of what indicators are this year: so far, until it
// is over.
func (s *source) measured(header string) column {
	c := column{key: "result", header: header, role: "value", spec: []pair{{"value", "outcome"}, {"scope", "full-year"}, {"year", strconv.Itoa(s.year)}}}
	if !s.typ.annual() {
		c.declare, c.spec = true, []pair{{"value", "outcome"}, {"scope", "year-to-date"}, {"to", s.month(s.year)}}
	}
	return c
}

// split returns a measure of all, of women and of men; the whole is the mean
// weighted by how many answered, so that it lies between the parts.
func (s *source) split(k, year, month int) [3]int64 {
	r := newRand(s.seed, streamMeasures, s.committee.index, year, 200+k, month)
	level := indicators[k].level
	women := level + level*int64(r.IntN(13)-6)/100
	men := level + level*int64(r.IntN(13)-6)/100
	answers := [2]int64{int64(20 + r.IntN(60)), int64(20 + r.IntN(60))}
	whole := round(women*answers[0]+men*answers[1], answers[0]+answers[1])
	return [3]int64{whole, women, men}
}

// series is a year of months, one row a month and series.
func (s *source) series() *table {
	t := &table{id: "manader", title: "Pågående insatser månad för månad", kind: "series"}
	t.columns = []column{
		{key: "period", header: "period", role: "period"},
		{key: "name", header: "serie", role: "series"},
		{key: "unit", header: "enhet", role: "unit"},
		{key: "value", header: "värde", role: "value"},
		{key: "status", header: "status", role: "status"},
	}
	for back := 11; back >= 0; back-- {
		year, month := s.year, s.typ.month-back
		if month < 1 {
			year, month = year-1, month+12
		}
		status := "slutlig"
		if back == 0 && !s.typ.annual() {
			status = "preliminär"
		}
		r := newRand(s.seed, streamSeries, s.committee.index, year, month)
		whole := int64(90 + month*2 + r.IntN(30))
		for k, name := range [...]string{"Pågående insatser", "Väntande ärenden"} {
			unit := [...]string{"insatser", "ärenden"}[k]
			n := whole / int64(1+k*2)
			t.add(row{key: isoMonth(year, month) + " " + name, name: name, unit: unit, period: isoMonth(year, month), status: status}, value{digits: n})
		}
	}
	return t
}

// plain is a table of no other kind: texts with what CSV has to quote, dates,
// yes and no, numbers with a declared unit and a declared sum.
func (s *source) plain() *table {
	t := &table{id: "enheter", title: "Enheter", kind: "table", sums: "rows", unit: ""}
	at := []pair{{"value", "number"}, {"scope", "at"}, {"to", s.month(s.year)}}
	t.columns = []column{
		{key: "name", header: "enhet", role: "name", declare: true},
		{key: "opened", header: "öppnad", role: "text", declare: true},
		{key: "places", header: "platser", role: "value", declare: true, unit: "platser", spec: slices.Concat(at, []pair{{"unit", "platser"}})},
		{key: "used", header: "belagda", role: "value", declare: true, unit: "platser", spec: slices.Concat(at, []pair{{"unit", "platser"}})},
		{key: "share", header: "beläggning", role: "value", declare: true, unit: "%", spec: slices.Concat(at, []pair{{"unit", `"%"`}})},
		{key: "own", header: "egen_regi", role: "text", declare: true},
		{key: "note", header: "anmärkning", role: "note"},
	}
	var places, used int64
	for k, u := range units {
		r := newRand(s.seed, streamMeasures, s.committee.index, s.year, 300+k, s.typ.month)
		n := u.places - int64(r.IntN(4))
		places, used = places+u.places, used+n
		t.add(row{key: u.name, name: u.name, texts: map[string]string{"opened": u.opened, "own": u.own, "note": u.note}}, occupancy(u.places, n)...)
	}
	t.add(row{key: "total", name: "Summa", typ: "total", texts: map[string]string{}}, occupancy(places, used)...)
	return t
}

func occupancy(places, used int64) []value {
	return []value{{digits: places}, {digits: used}, {digits: round(used*1000, places), decimals: 1}}
}
