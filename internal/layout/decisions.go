package layout

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/quantity"
)

// quarters lists the quarters of the counts, the earliest first.
func (m *listMaker) quarters() []data.Period {
	var all []data.Period
	for i := range m.l.Unenforced {
		if q := m.l.Unenforced[i].Quarter; !slices.Contains(all, q) {
			all = append(all, q)
		}
	}
	slices.SortFunc(all, func(a, b data.Period) int { return cmp.Compare(a.To, b.To) })
	return all
}

// quarter names a quarter: kvartal 1 2020; another stretch of time as months.
func (m *listMaker) quarter(q data.Period) string {
	if q.IsZero() {
		return m.t("decisions.undated")
	}
	if q.To-q.From == 2 && q.To.Month()%3 == 0 {
		return m.t("decisions.quarter", "n", q.To.Month()/3, "year", strconv.Itoa(q.To.Year()))
	}
	return Period(m.lang(), q.From.String(), q.To.String())
}

// count adds the counts of one category of a quarter that are of all measures
// and groups. It is false when one of them is no number, or there is none.
func (m *listMaker) count(q data.Period, category string) (quantity.Number, bool) {
	var sum quantity.Number
	found := false
	for i := range m.l.Unenforced {
		u := &m.l.Unenforced[i]
		if u.Quarter != q || u.Category != category || u.Measure != "" || u.Group != "" {
			continue
		}
		n, ok := u.Number()
		if !ok {
			return sum, false
		}
		sum, found = sum.Add(n), true
	}
	return sum, found
}

func (m *listMaker) written(n quantity.Number) string {
	return quantity.Quantity{Number: n}.Format(quantity.Style{Lang: m.lang()})
}

// unenforcedSay tells the newest quarter, and how new ones have changed.
func (m *listMaker) unenforcedSay() []string {
	quarters := m.quarters()
	now := quarters[len(quarters)-1]
	var say []string
	fresh, hasFresh := m.count(now, data.NewCase)
	if hasFresh && !now.IsZero() {
		say = append(say, m.t("decisions.say.new", "n", plural(fresh), "count", m.written(fresh), "quarter", m.quarter(now)))
	}
	if s := m.earlier(now); s != "" {
		say = append(say, s)
	}
	if len(quarters) > 1 && hasFresh {
		if before, ok := m.count(quarters[len(quarters)-2], data.NewCase); ok {
			say = append(say, m.change(fresh.Sub(before), m.quarter(quarters[len(quarters)-2])))
		}
	}
	return say
}

// plural is a number as texts choose their form by it.
func plural(n quantity.Number) int {
	i, ok := n.Int64()
	if !ok {
		return 2
	}
	return int(min(i, 1<<30))
}

// earlier says what has become of those that were reported before.
func (m *listMaker) earlier(now data.Period) string {
	executed, ok := m.count(now, data.Executed)
	if !ok {
		return ""
	}
	all := executed
	parts := []string{m.t("decisions.say.executed", "n", m.written(executed))}
	for _, category := range [...]string{data.Ended, data.Remains, data.EndedOrStill} {
		if n, ok := m.count(now, category); ok {
			all = all.Add(n)
			parts = append(parts, m.t("decisions.say."+category, "n", m.written(n)))
		} else if m.hidden(now, category) {
			return ""
		}
	}
	if len(parts) == 1 {
		return ""
	}
	return m.t("decisions.say.earlier", "all", m.written(all), "parts", m.words(parts))
}

// hidden reports whether a category of the quarter has a count that is no
// number.
func (m *listMaker) hidden(q data.Period, category string) bool {
	return slices.ContainsFunc(m.l.Unenforced, func(u data.Unenforced) bool {
		_, ok := u.Number()
		return u.Quarter == q && u.Category == category && u.Measure == "" && u.Group == "" && !ok
	})
}

func (m *listMaker) change(by quantity.Number, since string) string {
	switch by.Sign() {
	case 1:
		return m.t("decisions.say.more", "n", m.written(by), "quarter", since)
	case -1:
		return m.t("decisions.say.fewer", "n", m.written(by.Abs()), "quarter", since)
	default:
		return m.t("decisions.say.same", "quarter", since)
	}
}

// unenforced is a table of categories by quarter, under the law that they are
// decided by. Medians stand below their counts.
func (m *listMaker) unenforced() ListTable {
	quarters := m.quarters()
	heads := []string{m.t("decisions.category")}
	for _, q := range quarters {
		heads = append(heads, upperFirst(m.quarter(q)))
	}
	t := m.table(m.l.Title, heads...)
	laws := map[string]bool{}
	for i := range m.l.Unenforced {
		laws[m.l.Unenforced[i].Law] = true
	}
	type key struct{ law, category, measure, group string }
	seen := map[key]bool{}
	for _, category := range append(data.CategoryNames(), "") {
		for i := range m.l.Unenforced {
			u := &m.l.Unenforced[i]
			k := key{u.Law, u.Category, u.Measure, u.Group}
			if u.Category != category || seen[k] {
				continue
			}
			seen[k] = true
			row := ListRow{ID: m.rowID(u.Row), Text: m.category(u)}
			if part := strings.Join(filled(u.Measure, m.group(u.Group)), ", "); part != "" {
				row.Text, row.Part = m.t("decisions.part", "part", lowerFirst(part)), true
			}
			all := make([]ListCell, len(quarters))
			for n, q := range quarters {
				all[n] = m.counted(u, q)
			}
			row.Cells = cells(row.ID, all...)
			group := ""
			if len(laws) > 1 {
				group = u.Law
			}
			t.add(group, row)
		}
	}
	m.legend(&t)
	return t
}

func (m *listMaker) category(u *data.Unenforced) string {
	if u.Category == "" {
		return m.l.Dataset.Rows[u.Row].Name
	}
	return m.t("category." + u.Category)
}

func (m *listMaker) group(group string) string {
	if group == "" {
		return ""
	}
	return data.GroupName(group, m.lang())
}

// counted is the count of the same thing in a quarter.
func (m *listMaker) counted(like *data.Unenforced, q data.Period) ListCell {
	for i := range m.l.Unenforced {
		u := &m.l.Unenforced[i]
		if u.Quarter != q || u.Law != like.Law || u.Category != like.Category || u.Measure != like.Measure || u.Group != like.Group {
			continue
		}
		cell := ListCell{}
		switch n, ok := u.Number(); {
		case ok:
			cell.Text = m.written(n)
		case u.Count != nil && u.Count.Status == data.Suppressed:
			cell.Sign = "table.suppressed"
		default:
			cell.Sign = "table.missing"
		}
		if u.Days != nil {
			cell.Small = m.t("decisions.median", "days", m.fact(u.Days))
		}
		return cell
	}
	return ListCell{None: true}
}

// delegationSay counts the decisions that the committee was told of, and names
// the type that is most frequent.
func (m *listMaker) delegationSay() []string {
	var sum, most quantity.Number
	var days []string
	types := map[string]quantity.Number{}
	top := ""
	for i := range m.l.Delegations {
		d := &m.l.Delegations[i]
		if d.Reported != "" && !slices.Contains(days, d.Reported) {
			days = append(days, d.Reported)
		}
		if d.Count == nil {
			continue
		}
		sum = sum.Add(d.Count.Number)
		types[d.Type] = types[d.Type].Add(d.Count.Number)
		if n := types[d.Type]; n.Cmp(most) > 0 {
			most, top = n, d.Type
		}
	}
	slices.Sort(days)
	for i := range days {
		days[i] = Date(m.lang(), days[i])
	}
	say := []string{m.t("delegations.say", "n", plural(sum), "count", m.written(sum))}
	if len(days) > 0 {
		say = []string{m.t("delegations.say.at", "n", plural(sum), "count", m.written(sum), "days", m.words(days))}
	}
	if len(types) > 1 && most.Cmp(quantity.Int(1)) > 0 {
		say = append(say, m.t("delegations.most", "type", lowerFirst(top), "count", m.written(most)))
	}
	return say
}

// delegations are a table by delegate.
func (m *listMaker) delegations() ListTable {
	dated := false
	first := m.l.Delegations[0].Reported
	for i := range m.l.Delegations {
		dated = dated || m.l.Delegations[i].Reported != first
	}
	heads := []string{m.t("delegations.type")}
	if dated {
		heads = append(heads, m.t("delegations.reported"))
	}
	t := m.table(m.l.Title, append(heads, m.t("delegations.count"))...)
	for i := range m.l.Delegations {
		d := &m.l.Delegations[i]
		row := ListRow{ID: m.rowID(d.Row), Text: d.Type, Tags: filled(strings.TrimSpace(d.Law), d.Case)}
		if d.Clause != "" {
			row.Tags = append(row.Tags, m.t("delegations.clause", "clause", d.Clause))
		}
		var all []ListCell
		if dated {
			all = append(all, ListCell{Text: Date(m.lang(), d.Reported), None: d.Reported == ""})
		}
		count := ListCell{Sign: "table.missing"}
		if d.Count != nil {
			count = ListCell{Text: m.fact(d.Count)}
		}
		row.Cells = cells(row.ID, append(all, count)...)
		t.add(d.Delegate, row)
	}
	m.share(&t)
	return t
}
