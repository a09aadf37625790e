package layout

import (
	"tertial/internal/data"
	"tertial/internal/quantity"
)

// ratingShapes draw a rating: full, half, a cross, nothing.
var ratingShapes = map[string]string{data.Good: "full", data.Acceptable: "half", data.NotAcceptable: "cross", data.NotDone: "none"}

var ratingOrder = []string{data.Good, data.Acceptable, data.NotAcceptable, data.NotDone}

// rating is the mark of a rating, nil for none.
func (m *listMaker) rating(word string) *Mark {
	if word == "" {
		return nil
	}
	mark := &Mark{Shape: ratingShapes[word], Word: m.t("rating." + word)}
	if word == data.NotAcceptable {
		mark.Class = "worse"
	}
	return mark
}

// controlSay counts ratings, what was done, and what has changed.
func (m *listMaker) controlSay() []string {
	count, changes := map[string]int{}, map[string]int{}
	done, before, all := 0, 0, len(m.l.Controls)
	for i := range m.l.Controls {
		c := &m.l.Controls[i]
		count[c.Rating]++
		changes[changeOf(c)]++
		if c.Rating != data.NotDone && c.Rating != "" {
			done++
		}
		if c.Before != "" {
			before++
		}
	}
	if count[""] == all {
		return []string{m.t("controls.say.count", "n", all)}
	}
	good := m.t("controls.say", "n", count[data.Good], "all", all)
	if rest := m.tally("controls.say.", ratingOrder[1:], count); rest != "" {
		good += ", " + rest
	}
	say := []string{good + ".", m.t("controls.say.done", "n", done, "all", all)}
	if before > 0 {
		say = append(say, m.t("controls.say.change", "parts", m.tally("controls.change.say.", changeOrder, changes)))
	}
	return say
}

// Ways in which a rating may have changed since last year.
var changeOrder = []string{"better", "worse", "same", "unknown"}

// changeOf compares a rating with last year's. What was not done in either year
// cannot be compared.
func changeOf(c *data.Control) string {
	rank := map[string]int{data.Good: 3, data.Acceptable: 2, data.NotAcceptable: 1}
	now, before := rank[c.Rating], rank[c.Before]
	switch {
	case now == 0 || before == 0:
		return "unknown"
	case now > before:
		return "better"
	case now < before:
		return "worse"
	default:
		return "same"
	}
}

// controls are a table of ratings with what they rest on.
func (m *listMaker) controls() ListTable {
	shares, before, rated := false, false, false
	for i := range m.l.Controls {
		c := &m.l.Controls[i]
		rated = rated || c.Rating != ""
		shares = shares || c.HasShare
		before = before || c.Before != ""
	}
	heads := []string{m.t("controls.control")}
	if rated {
		heads = append(heads, m.t("controls.rating"))
	}
	if shares {
		heads = append(heads, m.t("controls.share"))
	}
	if before {
		heads = append(heads, m.t("controls.change"))
	}
	t := m.table(m.l.Title, heads...)
	for i := range m.l.Controls {
		c := &m.l.Controls[i]
		row := ListRow{ID: m.rowID(c.Row), No: c.ID, Text: c.Name}
		if c.Common {
			row.Tags = append(row.Tags, m.t("list.common"))
		}
		row.Tags = append(row.Tags, filled(c.Method, c.Frequency, c.Owner)...)
		row.Notes = m.note(m.note(nil, "controls.reason", c.Reason), "controls.action", c.Action)
		var all []ListCell
		if rated {
			all = append(all, ListCell{Mark: m.rating(c.Rating), None: c.Rating == ""})
		}
		if shares {
			all = append(all, m.followed(c))
		}
		if before {
			all = append(all, ListCell{Text: m.t("controls.change." + m.changed(c)), Wide: true})
		}
		row.Cells = cells(row.ID, all...)
		t.add("", row)
	}
	m.share(&t)
	return t
}

// changed says how a rating has changed; what cannot be compared says why.
func (m *listMaker) changed(c *data.Control) string {
	if change := changeOf(c); change != "unknown" {
		return change
	}
	switch {
	case c.Rating == data.NotDone && c.Before == data.NotDone:
		return "never"
	case c.Rating == data.NotDone:
		return "not-now"
	case c.Before == data.NotDone:
		return "not-then"
	default:
		return "unknown"
	}
}

// followed is how much of what was checked does not deviate.
func (m *listMaker) followed(c *data.Control) ListCell {
	if !c.HasShare {
		return ListCell{None: true}
	}
	good := quantity.Quantity{Number: c.Checked.Number.Sub(c.Deviating.Number)}
	style := quantity.Style{Lang: m.lang()}
	return ListCell{
		Text:  c.Share.Format(quantity.Style{Lang: m.lang(), Unit: true}),
		Small: m.t("controls.of", "n", good.Format(style), "all", c.Checked.Format(style)),
	}
}
