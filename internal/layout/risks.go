package layout

import (
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/report"
	"tertial/internal/tabular"
)

// As many entries as a list shows before it is folded, and as many names as a
// field of the matrix holds.
const (
	shownRisks = 20
	namedRisks = 6
)

// levelClass is the class of a level: five steps, the highest is always the
// last, however many levels there are.
func levelClass(level, levels int) string {
	if level < 0 || levels == 0 {
		return ""
	}
	if levels == 1 {
		return "lv5"
	}
	return "lv" + strconv.Itoa(1+level*4/(levels-1))
}

func (m *listMaker) matrix() *data.Matrix { return m.l.Dataset.Description.Matrix }

// riskSay counts the risks of the highest level, else those of the greatest
// value.
func (m *listMaker) riskSay() []string {
	scale, n, top := m.matrix(), len(m.l.Risks), 0
	greatest := m.l.Risks[0].Value
	for i := range m.l.Risks {
		r := &m.l.Risks[i]
		if len(scale.Levels) > 0 && r.Level == len(scale.Levels)-1 || len(scale.Levels) == 0 && r.Value == greatest && greatest > 0 {
			top++
		}
	}
	var say []string
	switch {
	case len(scale.Levels) > 0:
		say = append(say, m.t("risks.say.level", "n", top, "all", n, "level", scale.Levels[len(scale.Levels)-1].Name))
	case greatest > 0:
		say = append(say, m.t("risks.say.value", "n", top, "all", n, "value", greatest, "most", scale.Steps*scale.Steps))
	}
	if open := m.untreated(); open > 0 {
		say = append(say, m.t("risks.say.untreated", "n", open, "limit", scale.Limit))
	} else if scale.Limit > 0 && m.l.Treated != nil {
		say = append(say, m.t("risks.say.treated", "limit", scale.Limit))
	}
	return say
}

// untreated counts risks over the limit with neither a control nor an action,
// in a report that has such lists.
func (m *listMaker) untreated() int {
	n := 0
	for i := range m.l.Risks {
		if r := &m.l.Risks[i]; r.Untreated(m.matrix(), m.l.Treated[tabular.Fold(r.ID)] != nil) && m.l.Treated != nil {
			n++
		}
	}
	return n
}

func (m *listMaker) risks() RiskView {
	scale := m.matrix()
	v := RiskView{ID: m.l.ID}
	for c := 1; c <= scale.Steps; c++ {
		v.Columns = append(v.Columns, RiskStep{ID: m.l.ID + "-k" + strconv.Itoa(c), Number: c, Word: scale.Consequence[c-1]})
	}
	for p := scale.Steps; p >= 1; p-- {
		row := RiskRow{RiskStep: RiskStep{ID: m.l.ID + "-s" + strconv.Itoa(p), Number: p, Word: scale.Probability[p-1]}}
		for c := 1; c <= scale.Steps; c++ {
			row.Cells = append(row.Cells, m.field(p, c))
		}
		v.Rows = append(v.Rows, row)
	}
	for i, l := range scale.Levels {
		level := RiskLevel{Class: levelClass(i, len(scale.Levels)), Name: l.Name}
		if l.From > 0 {
			level.Text = m.t("risks.from", "from", l.From)
		}
		v.Levels = append(v.Levels, level)
	}
	items := make([]RiskItem, len(m.l.Risks))
	var tags sharing
	for i := range m.l.Risks {
		items[i] = m.risk(&m.l.Risks[i])
		tags.add(items[i].Tags)
	}
	said := tags.common()
	v.All = m.forAll(said)
	for i, item := range items {
		item.Tags = without(item.Tags, said)
		if i < shownRisks || len(m.l.Risks) == shownRisks+1 {
			v.First = append(v.First, item)
		} else {
			v.Rest = append(v.Rest, item)
		}
	}
	v.More, v.Start = m.t("risks.more", "n", len(v.Rest)), shownRisks+1
	return v
}

// field is one field of the matrix with the risks that fall there.
func (m *listMaker) field(p, c int) RiskCell {
	scale := m.matrix()
	cell := RiskCell{Value: p * c}
	if level := scale.LevelAt(p, c); level >= 0 {
		cell.Class, cell.Level = levelClass(level, len(scale.Levels)), scale.Levels[level].Name
	}
	for i := range m.l.Risks {
		if r := &m.l.Risks[i]; r.Probability == p && r.Consequence == c {
			cell.Links = append(cell.Links, Link{Text: m.short(r), Href: "#" + m.rowID(r.Row)})
		}
	}
	if len(cell.Links) > 0 {
		cell.Class = strings.TrimSpace(cell.Class + " has")
	}
	if n := len(cell.Links); n > namedRisks {
		cell.Many = &Link{Text: m.t("risks.count", "n", n), Href: cell.Links[0].Href}
		cell.Links = nil
	}
	return cell
}

// short is what a risk is called in the matrix.
func (m *listMaker) short(r *data.Risk) string {
	const longest = 8
	if r.ID != "" && len([]rune(r.ID)) <= longest {
		return r.ID
	}
	for i := range m.l.Risks {
		if m.l.Risks[i].Row == r.Row {
			return m.t("risks.nth", "n", strconv.Itoa(i+1))
		}
	}
	return r.ID
}

func (m *listMaker) risk(r *data.Risk) RiskItem {
	scale := m.matrix()
	item := RiskItem{ID: m.rowID(r.Row), No: m.short(r), Name: r.Name, Reason: r.Reason}
	item.Tags = filled(r.Area)
	if r.Common {
		item.Tags = append(item.Tags, m.t("list.common"))
	}
	if r.List != "" {
		item.Tags = append(item.Tags, m.t("risks.list."+r.List))
	}
	switch {
	case r.Value == 0 && r.Stated == nil:
		item.Sum = m.t("risks.none")
	case r.Value == 0:
		item.Value = m.fact(r.Stated)
	default:
		item.Value = strconv.Itoa(r.Value)
		item.Sum = m.t("risks.sum", "p", m.step(r.Probability, scale.Probability), "c", m.step(r.Consequence, scale.Consequence))
		if r.Stated != nil && r.Stated.Derived != nil && !r.Stated.Derived.Agrees {
			item.Value = m.fact(r.Stated)
			item.Sum += " " + m.t("risks.differs", "stated", item.Value, "value", strconv.Itoa(r.Value))
		}
	}
	if r.Level >= 0 {
		item.Class, item.Level = levelClass(r.Level, len(scale.Levels)), scale.Levels[r.Level].Name
	}
	item.Notes = m.note(nil, "risks.treatment", r.Treatment)
	item.Treats = m.treats(m.l.Treated[tabular.Fold(r.ID)])
	return item
}

// step names a step of a scale: 3 (stor).
func (m *listMaker) step(n int, words []string) string {
	if w := words[n-1]; w != "" {
		return strconv.Itoa(n) + " (" + lowerFirst(w) + ")"
	}
	return strconv.Itoa(n)
}

// treats lists what is done about a risk.
func (m *listMaker) treats(t *report.Treatment) []Treat {
	if t == nil {
		return nil
	}
	var all []Treat
	for _, d := range m.p.r.Datasets {
		controls, actions := t.Controls, t.Actions
		for i := range controls {
			if c := &controls[i]; c.Dataset == d {
				mark := m.rating(c.Rating)
				all = append(all, Treat{Label: m.t("risks.control"), Link: Link{Text: c.Name, Href: m.entry(d, c.Row)}, Mark: mark})
			}
		}
		for i := range actions {
			if a := &actions[i]; a.Dataset == d {
				all = append(all, Treat{Label: m.t("risks.action"), Link: Link{Text: a.Name, Href: m.entry(d, a.Row)}, Mark: m.status(a)})
			}
		}
	}
	return all
}
