package report

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// A List is a list block bound to its dataset. Exactly one of Goals, Risks,
// Controls, Actions, Unenforced and Delegations is filled.
type List struct {
	Block       *content.Block
	ID          string
	Number      int
	Title       string
	Note        string
	Dataset     *data.Dataset
	Goals       []GoalNode            // the highest ones; others are below them
	Risks       []data.Risk           // the greatest value first
	Treated     map[string]*Treatment // by folded id of a risk
	Controls    []data.Control        // in the file's order
	Actions     []data.Action         // likewise
	Effects     *Effects              // of the actions; nil when none states an effect
	Unenforced  []data.Unenforced     // likewise
	Delegations []data.Delegation     // likewise
}

// A GoalNode is a goal with those below it and the measures that belong to it.
type GoalNode struct {
	data.Goal
	Assessed bool // goals of its level are assessed in this tree
	Below    []GoalNode
	Measures []data.Measure
}

// A Treatment is what a report does about one risk.
type Treatment struct {
	Controls []data.Control
	Actions  []data.Action
}

// Effects are what the actions that are not cancelled give together, in one
// unit.
type Effects struct {
	ThisYear, FullYear quantity.Quantity
	HasYear, HasFull   bool
	Stated             int               // actions that state an effect
	Against            *Value            // nil for nothing
	Missing            quantity.Quantity // what is to be made up for, without sign
	Share              quantity.Quantity // this year's effect of that, per cent
	HasShare           bool              // false where nothing is to be made up for
}

// kindsOf are the kinds of datasets that a block shows.
func kindsOf(block string) []string {
	if block == "decisions" {
		return []string{"decisions-not-enforced", "decisions-delegation"}
	}
	return []string{block}
}

// list binds a list block.
func (l *linker) list(b *content.Block) {
	bound := &List{Block: b, ID: b.ID, Number: len(l.Lists) + 1, Title: l.inline(b.List.Title), Note: l.inline(b.List.Note)}
	l.target(ListTarget, b.ID, bound.Number, bound.Title)
	at := l.Doc.Place(b.List.DataAt[0], b.List.DataAt[1])
	d := l.dataset("", b.List.Data, at)
	if d == nil {
		return
	}
	kinds := kindsOf(b.List.Kind)
	if !slices.Contains(kinds, d.Description.Kind.Name) {
		l.diags.Add(diag.New("BLOCK-KIND", at, "block", b.List.Kind, "kinds", strings.Join(kinds, ", "), "id", d.ID, "kind", d.Description.Kind.Name))
		return
	}
	bound.Dataset = d
	l.fill(bound, b.List)
	if !bound.filled() {
		l.diags.Add(diag.New("BLOCK-EMPTY", at, "file", d.File).With("list"))
		return
	}
	l.Lists = append(l.Lists, bound)
	l.use(d, Use{Kind: UseList, ID: b.ID, Section: l.sectionAt(b.Start)})
}

func (l *linker) fill(bound *List, b *content.ListBlock) {
	d := bound.Dataset
	bound.Risks, bound.Controls, bound.Actions = d.Risks(), d.Controls(), d.Actions()
	bound.Unenforced, bound.Delegations = d.Unenforced(), d.Delegations()
	switch {
	case bound.Risks != nil:
		slices.SortStableFunc(bound.Risks, func(a, b data.Risk) int {
			return cmp.Or(-cmp.Compare(a.Value, b.Value), -cmp.Compare(a.Probability, b.Probability))
		})
		bound.Treated = Treatments(l.Datasets)
	case bound.Actions != nil:
		bound.Effects = l.effects(bound.Actions, b)
	case b.Kind == "goals":
		bound.Goals = l.goals(d, b)
	}
}

func (b *List) filled() bool {
	return len(b.Goals)+len(b.Risks)+len(b.Controls)+len(b.Actions)+len(b.Unenforced)+len(b.Delegations) > 0
}

// Treatments collects what controls and actions of a report name a risk, by
// the risk's folded id. It is nil when the report has neither.
func Treatments(sets []*data.Dataset) map[string]*Treatment {
	var all map[string]*Treatment
	of := func(id string) *Treatment {
		key := tabular.Fold(id)
		if all[key] == nil {
			all[key] = &Treatment{}
		}
		return all[key]
	}
	for _, d := range sets {
		controls, actions := d.Controls(), d.Actions()
		if all == nil && len(controls)+len(actions) > 0 {
			all = map[string]*Treatment{}
		}
		for i := range controls {
			for _, id := range controls[i].RiskIDs {
				t := of(id)
				t.Controls = append(t.Controls, controls[i])
			}
		}
		for i := range actions {
			for _, id := range actions[i].RiskIDs {
				t := of(id)
				t.Actions = append(t.Actions, actions[i])
			}
		}
	}
	return all
}

// goals joins a tree of goals with the measures that name them.
func (l *linker) goals(d *data.Dataset, b *content.ListBlock) []GoalNode {
	goals := d.Goals()
	assessed, any := map[string]bool{}, false
	for i := range goals {
		if goals[i].Assessment != "" {
			assessed[tabular.Fold(goals[i].Level)], any = true, true
		}
	}
	measures := l.measures(goals, b)
	var build func(i int) GoalNode
	build = func(i int) GoalNode {
		g := GoalNode{Goal: goals[i], Assessed: any && assessed[tabular.Fold(goals[i].Level)], Measures: measures[tabular.Fold(goals[i].ID)]}
		for _, child := range goals[i].Children {
			g.Below = append(g.Below, build(child))
		}
		return g
	}
	var top []GoalNode
	for i := range goals {
		if goals[i].Parent < 0 {
			top = append(top, build(i))
		}
	}
	return top
}

// measures collects the measures of the report, or of the datasets that the
// block names, by the folded id of their goal.
func (l *linker) measures(goals []data.Goal, b *content.ListBlock) map[string][]data.Measure {
	sets := l.Datasets
	if b.Measures != nil {
		sets = nil
		for _, p := range b.Measures {
			if d := l.dataset("", p.Text, l.Doc.Place(p.Start, p.End)); d != nil {
				sets = append(sets, d)
			}
		}
	}
	ids := make([]string, 0, len(goals))
	for i := range goals {
		ids = append(ids, goals[i].ID)
	}
	all := map[string][]data.Measure{}
	said := map[string]bool{}
	for _, d := range sets {
		linked := false
		for _, m := range d.Measures() {
			key := tabular.Fold(m.GoalID)
			linked = linked || key != ""
			switch {
			case key == "":
			case slices.ContainsFunc(ids, func(id string) bool { return tabular.Same(id, key) }):
				all[key] = append(all[key], m)
			case !said[key]:
				said[key] = true
				l.goalless(d, &m, ids)
			}
		}
		if b.Measures != nil && !linked {
			f := diag.New("GOAL", l.Doc.Place(b.Measures[0].Start, b.Measures[len(b.Measures)-1].End), "table", d.Description.Title).With("unlinked")
			f.Severity = diag.Warning
			l.diags.Add(f)
		}
	}
	return all
}

// goalless reports a measure whose goal is not in the tree.
func (l *linker) goalless(d *data.Dataset, m *data.Measure, ids []string) {
	f := diag.New("GOAL", d.NamePlace(m.Row), "goal", m.Name, "parent", m.GoalID, "list", diag.Shortlist(ids)).With("measure")
	f.Severity = diag.Warning
	l.diags.Add(f)
}

// effects adds up what actions give. Effects whose units do not convert are
// reported, and nothing is added.
func (l *linker) effects(actions []data.Action, b *content.ListBlock) *Effects {
	e := &Effects{}
	var unit quantity.Unit
	if b.Against != nil {
		if e.Against = l.figure(b.Against); e.Against != nil {
			unit = e.Against.Unit
		}
	}
	for i := range actions {
		a := &actions[i]
		if a.Status == data.Cancelled || a.ThisYear == nil && a.FullYear == nil {
			continue
		}
		e.Stated++
		for _, part := range [...]struct {
			fact *data.Fact
			sum  *quantity.Quantity
			has  *bool
		}{{a.ThisYear, &e.ThisYear, &e.HasYear}, {a.FullYear, &e.FullYear, &e.HasFull}} {
			if part.fact == nil {
				continue
			}
			if unit == "" {
				unit = part.fact.Unit
			}
			if !addTo(part.sum, part.fact, unit, !*part.has) {
				l.diags.Add(diag.New("CHART-UNIT", l.Doc.Place(b.DataAt[0], b.DataAt[1]), "a", unit.Symbol("sv"), "b", part.fact.Unit.Symbol("sv"), "name", a.Name))
				return nil
			}
			*part.has = true
		}
	}
	if e.Stated == 0 {
		return nil
	}
	e.share()
	return e
}

// addTo adds a fact in the unit of the sum, which is as accurate as the least
// accurate of its parts.
func addTo(sum *quantity.Quantity, f *data.Fact, unit quantity.Unit, first bool) bool {
	q, ok := f.In(unit)
	if !ok {
		return false
	}
	if first {
		*sum = q
		return true
	}
	sum.Number = sum.Number.Add(q.Number)
	sum.Decimals = min(sum.Decimals, q.Decimals)
	return true
}

// share compares this year's effect with what is to be made up for: a figure
// below nothing, or one that its author has freed of its minus.
func (e *Effects) share() {
	if e.Against == nil || e.Against.Words != "" {
		return
	}
	q := e.Against.Quantity
	deficit := q.Number.Sign() < 0 || e.Against.Figure.Filters.Abs && e.Against.Facts[0].Number.Sign() < 0
	e.Missing = q.Abs()
	if !deficit || !e.HasYear {
		return
	}
	e.Share.Number, e.HasShare = quantity.Quo(e.ThisYear.Number.Shift(2), e.Missing.Number, 0)
	e.Share.Unit = quantity.Percent
}
