package layout

import (
	"tertial/internal/data"
	"tertial/internal/quantity"
)

// statusShapes draw how far an action has come: a full ring when it is done.
var statusShapes = map[string]string{
	data.NotStarted: "empty", data.Ongoing: "half", data.Delayed: "late", data.Done: "full", data.Cancelled: "cross",
}

var statusOrder = []string{data.Done, data.Ongoing, data.Delayed, data.NotStarted, data.Cancelled}

// status is the mark of an action's status. One that is open after its day is
// late, whatever it says itself.
func (m *listMaker) status(a *data.Action) *Mark {
	if a.Status == "" {
		return nil
	}
	mark := &Mark{Shape: statusShapes[a.Status], Word: m.t("status." + a.Status)}
	if a.Overdue && a.Status != data.Delayed {
		mark.Shape, mark.Word = "late", mark.Word+", "+m.t("actions.late")
	}
	if mark.Shape == "late" {
		mark.Class = "worse"
	}
	return mark
}

// actionSay counts statuses and says what the actions give.
func (m *listMaker) actionSay() []string {
	count, late := map[string]int{}, 0
	for i := range m.l.Actions {
		a := &m.l.Actions[i]
		count[a.Status]++
		if a.Overdue {
			late++
		}
	}
	var say []string
	if parts := m.tally("actions.say.", statusOrder, count); parts != "" {
		say = append(say, m.t("actions.say", "n", len(m.l.Actions), "parts", parts))
	}
	if late > 0 {
		say = append(say, m.t("actions.say.late", "n", late, "today", Date(m.lang(), m.l.Dataset.Today)))
	}
	if e := m.l.Effects; e != nil {
		say = append(say, m.effect()...)
	}
	return say
}

// effect says what the actions give together, and against what.
func (m *listMaker) effect() []string {
	e := m.l.Effects
	write := func(q quantity.Quantity, unit bool) string {
		decimals := max(q.Decimals, 0)
		if e.Against != nil {
			decimals = min(decimals, max(e.Missing.Decimals, 0))
		}
		return q.Format(quantity.Style{Lang: m.lang(), Decimals: decimals, Unit: unit})
	}
	amount := func(q quantity.Quantity) string { return write(q, true) }
	var say []string
	switch {
	case e.HasShare:
		say = append(say, m.t("actions.effect.share", "effect", write(e.ThisYear, false), "deficit", amount(e.Missing),
			"share", e.Share.Format(quantity.Style{Lang: m.lang(), Unit: true})))
	case e.HasYear:
		say = append(say, m.t("actions.effect.year", "effect", amount(e.ThisYear)))
	}
	if e.Against != nil && !e.HasShare && e.Against.Words == "" && e.HasYear {
		say = append(say, m.t("actions.effect.none"))
	}
	if e.HasFull {
		say = append(say, m.t("actions.effect.full", "effect", amount(e.FullYear)))
	}
	if silent := len(m.l.Actions) - e.Stated; silent > 0 {
		say = append(say, m.t("actions.effect.silent", "n", silent, "all", len(m.l.Actions)))
	}
	return say
}

// actions are a table by what they are for. Columns that nobody has filled are
// left out.
func (m *listMaker) actions() ListTable {
	due, known, e := false, false, m.l.Effects
	for i := range m.l.Actions {
		due = due || m.l.Actions[i].DueText != ""
		known = known || m.l.Actions[i].Status != ""
	}
	heads, unit := []string{m.t("actions.action")}, m.effectUnit()
	if known {
		heads = append(heads, m.t("actions.status"))
	}
	if due {
		heads = append(heads, m.t("actions.due"))
	}
	if e != nil && e.HasYear {
		heads = append(heads, m.t("actions.year", "unit", unit.Symbol(m.lang())))
	}
	if e != nil && e.HasFull {
		heads = append(heads, m.t("actions.full", "unit", unit.Symbol(m.lang())))
	}
	t := m.table(m.l.Title, heads...)
	for i := range m.l.Actions {
		a := &m.l.Actions[i]
		row := ListRow{ID: m.rowID(a.Row), No: a.ID, Text: a.Name, Tags: filled(a.Area, a.Owner, a.Decision), Notes: m.note(nil, "actions.comment", a.Comment)}
		var all []ListCell
		if known {
			mark := m.status(a)
			all = append(all, ListCell{Mark: mark, None: mark == nil})
		}
		if due {
			all = append(all, ListCell{Text: m.day(a), None: a.DueText == ""})
		}
		if e != nil && e.HasYear {
			all = append(all, m.amount(a.ThisYear, unit))
		}
		if e != nil && e.HasFull {
			all = append(all, m.amount(a.FullYear, unit))
		}
		row.Cells = cells(row.ID, all...)
		t.add(upperFirst(a.Origin), row)
	}
	m.share(&t)
	if e != nil && e.Stated > 1 {
		t.Foot = m.sums(len(heads), unit)
		for i := range t.Foot {
			t.Foot[i].Head = t.Columns[i].ID
		}
	}
	return t
}

// day is when an action is due: a day, or the word of the file for a longer
// time.
func (m *listMaker) day(a *data.Action) string {
	if _, ok := data.ParseDate(a.DueText); ok {
		return Date(m.lang(), a.Due)
	}
	return a.DueText
}

// effectUnit is the unit of the table: that of the first effect that is stated.
func (m *listMaker) effectUnit() quantity.Unit {
	for i := range m.l.Actions {
		for _, f := range [...]*data.Fact{m.l.Actions[i].ThisYear, m.l.Actions[i].FullYear} {
			if f != nil {
				return f.Unit
			}
		}
	}
	return quantity.None
}

// amount writes an effect in the unit of the table.
func (m *listMaker) amount(f *data.Fact, unit quantity.Unit) ListCell {
	if f == nil {
		return ListCell{None: true}
	}
	return m.inUnit(f.Quantity, unit)
}

func (m *listMaker) inUnit(q quantity.Quantity, unit quantity.Unit) ListCell {
	style := quantity.Style{Lang: m.lang(), Decimals: quantity.AsAccurate}
	if c, ok := q.In(unit); ok {
		return ListCell{Text: c.Format(style)}
	}
	style.Unit = true
	return ListCell{Text: q.Format(style)}
}

// sums are the last row of a table of effects, whose columns are the last.
func (m *listMaker) sums(columns int, unit quantity.Unit) []ListCell {
	e := m.l.Effects
	var sums []ListCell
	if e.HasYear {
		sums = append(sums, m.inUnit(e.ThisYear, unit))
	}
	if e.HasFull {
		sums = append(sums, m.inUnit(e.FullYear, unit))
	}
	foot := append([]ListCell{{Text: m.t("actions.sum")}}, make([]ListCell, columns-1-len(sums))...)
	return append(foot, sums...)
}
