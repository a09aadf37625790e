package testsite

import "strconv"

// A relation is one that a description declares between columns.
type relation struct {
	rule   string
	result string   // key of the column
	terms  []string // keys of columns, in the rule's own order
}

// cases is how many were opened and closed, with a declared relation of each
// sort between its columns.
func (s *source) cases() *table {
	t := &table{id: "arenden", title: "Ärenden", kind: "table"}
	column := func(key, header, unit, scope string) column {
		c := column{key: key, header: header, role: "value", declare: true, unit: unit}
		c.spec = []pair{{"value", "number"}, {"scope", scope}, {"to", s.month(s.year)}, {"unit", quote(unit)}}
		return c
	}
	t.columns = append(t.columns, role("name", "avdelning", "name"))
	t.columns[0].declare = true
	t.columns = append(t.columns,
		column("opening", "vid_årets_början", "ärenden", "year-to-date"),
		column("started", "inkomna", "ärenden", "year-to-date"),
		column("closed", "avslutade", "ärenden", "year-to-date"),
		column("ongoing", "vid_periodens_slut", "ärenden", "at"),
		column("timely", "i_tid", "ärenden", "year-to-date"),
		column("share", "andel_i_tid", "%", "year-to-date"),
		column("price", "pris", "kr/ärende", "year-to-date"),
		column("cost", "kostnad", "kr", "year-to-date"))
	t.relations = []relation{
		{"FLOW", "ongoing", []string{"opening", "started", "closed"}},
		{"RATIO", "share", []string{"timely", "closed"}},
		{"MULT", "cost", []string{"closed", "price"}},
	}
	for k, name := range [...]string{"Mottagningen", "Utredningen", "Uppföljningen"} {
		r := newRand(s.seed, streamMeasures, s.committee.index, s.year, 600+k, s.typ.month)
		opening, started := int64(40+r.IntN(60)), int64(s.typ.month*(8+r.IntN(9)))
		closed := started - int64(r.IntN(7))
		timely := closed * int64(70+r.IntN(28)) / 100
		price := int64(900 + r.IntN(2000))
		t.add(row{key: name, name: name},
			value{digits: opening}, value{digits: started}, value{digits: closed}, value{digits: opening + started - closed},
			value{digits: timely}, value{digits: round(timely*1000, closed), decimals: 1}, value{digits: price}, value{digits: closed * price})
	}
	return t
}

// risks are points of a scale, of no unit.
func (s *source) risks() *table {
	t := &table{id: "risker", title: "Risker", kind: "table"}
	t.columns = []column{
		role("name", "risk", "name"),
		{key: "likely", header: "sannolikhet", role: "value", declare: true, spec: []pair{{"value", "number"}}},
		{key: "severe", header: "konsekvens", role: "value", declare: true, spec: []pair{{"value", "number"}}},
		{key: "score", header: "riskvärde", role: "value", declare: true, spec: []pair{{"value", "number"}}},
	}
	t.columns[0].declare = true
	t.relations = []relation{{"MULT", "score", []string{"likely", "severe"}}}
	for k, name := range [...]string{"Beslut dröjer", "Avtal följs inte", "Uppgifter sprids", "Vikarier saknas"} {
		r := newRand(s.seed, streamMeasures, s.committee.index, s.year, 700+k)
		a, b := int64(2+r.IntN(3)), int64(2+r.IntN(3))
		t.add(row{key: name, name: name}, value{digits: a}, value{digits: b}, value{digits: a * b})
	}
	return t
}

var goalNames = [...]struct{ id, parent, level, name string }{
	{"1", "", "område", "En trygg vardag"},
	{"1.1", "1", "nämndmål", "Stödet kommer i tid"},
	{"1.2", "1", "nämndmål", "Alla vet vart de kan vända sig"},
	{"2", "", "område", "Ordning i ekonomin"},
	{"2.1", "2", "nämndmål", "Budgeten hålls"},
}

// goals are a tree; its leaves are assessed.
func (s *source) goals() *table {
	t := &table{id: "mal", title: "Mål", kind: "goals"}
	t.columns = []column{
		role("code", "mål_id", "goal_id"), role("parent", "överordnat", "parent"), role("level", "nivå", "level"),
		role("name", "mål", "goal"), role("assessment", "bedömning", "assessment"), role("at", "bedömd", "assessed_at"),
	}
	for k, g := range goalNames {
		texts := map[string]string{"parent": g.parent, "level": g.level}
		if g.parent != "" {
			r := newRand(s.seed, streamMeasures, s.committee.index, s.year, 800+k, s.typ.month)
			texts["assessment"] = pick(r, "uppfyllt", "delvis uppfyllt", "inte uppfyllt", "ej bedömt")
			texts["at"] = s.date()
		}
		t.add(row{key: g.id, code: g.id, name: g.name, texts: texts})
	}
	return t
}

// assignments are what others have asked for; none is late.
func (s *source) assignments() *table {
	t := &table{id: "uppdrag", title: "Uppdrag", kind: "assignments"}
	t.columns = []column{
		role("name", "uppdrag", "assignment"), role("giver", "givare", "giver"), role("section", "§", "section"),
		role("due", "senast", "due"), role("status", "status", "status"),
	}
	for k, name := range [...]string{"Se över riktlinjerna", "Kartlägga köerna", "Redovisa planen för lokaler"} {
		due, status := monthEnd(s.year+1, 6), [...]string{"pågår", "ej påbörjat"}[k%2]
		if k == 2 {
			due, status = monthEnd(s.year, 1), "klart"
		}
		texts := map[string]string{"giver": "kommunfullmäktige", "section": strconv.Itoa(12 + k), "due": due, "status": status}
		t.add(row{key: name, name: name, texts: texts, status: status})
	}
	return t
}

// staff are measures of the last three years by occupation.
func (s *source) staff() *table {
	t := &table{id: "personal", title: "Personal", kind: "staff"}
	t.columns = []column{
		role("section", "mått", "measure"), role("definition", "definition_id", "definition_id"),
		role("code", "yrkesgrupp_kod", "occupation_code"), role("name", "yrkesgrupp", "occupation"), role("unit", "enhet", "unit"),
		numbers("base", "antal_anställda", "base"),
	}
	for year := s.year - 2; year <= s.year; year++ {
		text := strconv.Itoa(year)
		t.columns = append(t.columns, column{
			key: "y" + text, header: "utfall_" + text, role: "value",
			spec: []pair{{"value", "outcome"}, {"scope", "full-year"}, {"year", text}},
		})
	}
	for k, measure := range [...]string{"Omsättning, nya", "Omsättning, slutat"} {
		for n, occupation := range [...]struct{ code, name string }{{"207010", "Handläggare"}, {"207020", "Stödpersonal"}, {"207030", "Chefer"}} {
			values := []value{{digits: int64(14 + 11*n + s.committee.index)}}
			for year := s.year - 2; year <= s.year; year++ {
				r := newRand(s.seed, streamMeasures, s.committee.index, year, 900+k*10+n)
				values = append(values, value{digits: int64(90 + r.IntN(80)), decimals: 1})
			}
			texts := map[string]string{"definition": "d" + strconv.Itoa(k+1)}
			t.add(row{key: measure + occupation.code, code: occupation.code, name: occupation.name, section: measure, unit: "%", texts: texts}, values...)
		}
	}
	return t
}
