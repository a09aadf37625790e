package layout

import (
	"strconv"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// Shapes of assessments are round, those of measures are square: what the
// committee thinks is never taken for what was computed.
var (
	assessmentShapes = map[string]string{data.Met: "full", data.Partly: "half", data.NotMet: "empty", data.NotAssessed: "none"}
	reachShapes      = map[data.Reach]string{
		data.Reached: "box-full", data.Missed: "box-empty", data.NoTarget: "box-none", data.NoOutcome: "box-none", data.Undecided: "box-none",
	}
)

// goalSay counts the committee's own assessments. Measures are not mentioned:
// they do not decide it.
func (m *listMaker) goalSay() []string {
	count, all := map[string]int{}, 0
	var visit func([]report.GoalNode)
	visit = func(goals []report.GoalNode) {
		for i := range goals {
			if g := &goals[i]; g.Assessed {
				all++
				count[g.Assessment]++
			}
			visit(goals[i].Below)
		}
	}
	visit(m.l.Goals)
	if all == 0 {
		return []string{m.t("goals.say.none")}
	}
	say := m.t("goals.say", "n", count[data.Met], "all", all)
	if parts := m.tally("goals.say.", []string{data.Partly, data.NotMet, data.NotAssessed}, count); parts != "" {
		say = m.t("goals.say.rest", "first", say, "parts", parts)
	}
	out := []string{say + "."}
	if n := count[""]; n > 0 {
		out = append(out, m.t("goals.say.missing", "n", n))
	}
	return out
}

func (m *listMaker) goals() GoalsView {
	v := GoalsView{Goals: m.siblings(m.l.Goals)}
	assessed := anyGoal(v.Goals, func(g *GoalView) bool { return g.Mark != nil })
	measured := anyGoal(v.Goals, func(g *GoalView) bool { return len(g.Measures) > 0 })
	if assessed && measured {
		v.How = m.t("goals.how")
	}
	return v
}

// siblings are goals side by side. The level that they share is named at the
// first.
func (m *listMaker) siblings(goals []report.GoalNode) []GoalView {
	all := make([]GoalView, len(goals))
	level := ""
	for i := range goals {
		all[i] = m.goal(&goals[i])
		if all[i].Level == level {
			all[i].Level = ""
		} else {
			level = all[i].Level
		}
	}
	return all
}

// anyGoal reports whether any goal of a tree is of the sort.
func anyGoal(goals []GoalView, is func(*GoalView) bool) bool {
	for i := range goals {
		if is(&goals[i]) || anyGoal(goals[i].Below, is) {
			return true
		}
	}
	return false
}

func (m *listMaker) goal(g *report.GoalNode) GoalView {
	v := GoalView{ID: m.rowID(g.Row), No: g.ID, Level: upperFirst(g.Level), Name: g.Name, Day: Date(m.lang(), g.AssessedAt)}
	switch {
	case g.Assessment != "":
		v.Mark = &Mark{Shape: assessmentShapes[g.Assessment], Word: m.t("assessment." + g.Assessment)}
	case g.Assessed:
		v.Mark = &Mark{Shape: "none", Word: m.t("assessment.missing")}
	}
	count := map[data.Reach]int{}
	for i := range g.Measures {
		count[g.Measures[i].Reach]++
		v.Measures = append(v.Measures, m.measure(&g.Measures[i]))
	}
	if len(g.Measures) > 0 {
		v.Sum = m.reached(count)
	}
	v.Below = m.siblings(g.Below)
	return v
}

// reached says how many of the measures that can be compared with a target
// reach it, and why others cannot.
func (m *listMaker) reached(count map[data.Reach]int) string {
	tried := count[data.Reached] + count[data.Missed]
	if n := count[data.NoTarget]; tried+count[data.NoOutcome]+count[data.Undecided] == 0 {
		return m.t("goals.followed", "n", n)
	}
	text := m.t("goals.reached.none")
	if tried > 0 {
		text = m.t("goals.reached", "n", count[data.Reached], "all", tried)
	}
	words := map[string]int{}
	for _, r := range [...]data.Reach{data.NoTarget, data.NoOutcome, data.Undecided} {
		words[string(r)] = count[r]
	}
	if rest := m.tally("goals.reached.", []string{string(data.NoTarget), string(data.NoOutcome), string(data.Undecided)}, words); rest != "" {
		text += "; " + rest
	}
	return text
}

func (m *listMaker) measure(x *data.Measure) MeasureView {
	v := MeasureView{
		Mark: Mark{Shape: reachShapes[x.Reach], Word: m.t("reach." + string(x.Reach))}, Name: x.Name,
		Href: "data/" + x.Dataset.ID + "/index.html",
	}
	if t := m.p.r.TableOf(x.Dataset); t != nil {
		v.Href = "#" + t.ID
	}
	outcome := m.t("goals.outcome", "year", strconv.Itoa(x.Year), "value", m.measured(x.Outcome))
	if x.Reach == data.NoTarget {
		v.Text = outcome
		return v
	}
	key := "goals.target"
	if x.Target.HasNumber() && x.Rising > 0 {
		key = "goals.target.least"
	} else if x.Target.HasNumber() && x.Rising < 0 {
		key = "goals.target.most"
	}
	v.Text = outcome + ", " + m.t(key, "value", m.measured(x.Target))
	return v
}

// measured writes what a measure's cell says: a number with its unit, or
// words.
func (m *listMaker) measured(f *data.Fact) string {
	switch {
	case f == nil || !f.HasNumber() && isSign(f.Words):
		return m.t("table.missing")
	case !f.HasNumber():
		return lowerFirst(f.Words)
	}
	q := f.Quantity
	q.Decimals = f.Written
	unit, long := q.Unit != quantity.Index, q.Unit != quantity.Percent
	return q.Format(quantity.Style{Lang: m.lang(), Decimals: max(q.Decimals, 0), Unit: unit, Long: unit && long})
}
