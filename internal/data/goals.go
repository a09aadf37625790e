package data

import (
	"slices"

	"tertial/internal/diag"
	"tertial/internal/tabular"
)

// A Goal is one row of a tree of goals. The assessment is the committee's own:
// it is declared, and never computed from measures or other goals.
type Goal struct {
	Row        int    // index in Dataset.Rows
	ID         string // as the file has it
	Name       string
	Level      string // as the site calls it: fullmäktiges utvecklingsmål
	Assessment string // Met, Partly, NotMet, NotAssessed; "" where it is missing
	AssessedAt string // ISO date, or ""
	Parent     int    // index among the goals, −1 for the top
	Children   []int  // likewise
	Place      diag.Place
}

// Goals returns the goals of a dataset of that kind in the file's order, nil
// for other kinds.
func (d *Dataset) Goals() []Goal {
	if d.Description.Kind.Name != goalsName {
		return nil
	}
	var all []Goal
	index := map[string]int{}
	for i := range d.Rows {
		row := &d.Rows[i]
		if row.Type == Heading || row.Derived {
			continue
		}
		g := Goal{
			Row: i, ID: row.Code, Name: row.Name, Level: d.Entry(row, "level"), Parent: -1, Place: d.NamePlace(i),
			Assessment: d.Entry(row, "assessment"), AssessedAt: d.Entry(row, "assessed_at"),
		}
		if id := tabular.Fold(row.Code); id != "" {
			if _, seen := index[id]; !seen {
				index[id] = len(all)
			}
		}
		all = append(all, g)
	}
	for i := range all {
		parent, ok := index[tabular.Fold(d.Entry(&d.Rows[all[i].Row], "parent"))]
		if ok && parent != i && !leadsTo(all, parent, i) {
			all[i].Parent = parent
			all[parent].Children = append(all[parent].Children, i)
		}
	}
	return all
}

// leadsTo reports whether the parents of a goal lead to another one.
func leadsTo(all []Goal, from, to int) bool {
	for i := from; i >= 0; i = all[i].Parent {
		if i == to {
			return true
		}
	}
	return false
}

// tree checks that goals are one tree: parents exist, nobody is its own
// ancestor, and what has no parent is of the highest level.
func (c *checker) tree() {
	all := c.d.Goals()
	ids := make([]string, 0, len(all))
	for i := range all {
		ids = append(ids, all[i].ID)
	}
	top := -1
	for i := range all {
		g := &all[i]
		parent := c.d.Entry(&c.d.Rows[g.Row], "parent")
		switch {
		case parent != "" && !slices.ContainsFunc(ids, func(id string) bool { return id != "" && tabular.Same(id, tabular.Fold(parent)) }):
			near := ""
			if len(parent) > 1 { // every number of one digit is near
				near = diag.Nearest(parent, ids)
			}
			f := diag.New("GOAL", c.entryPlace(g.Row, "parent"), "goal", g.Name, "parent", parent, "nearest", near)
			if near != "" {
				f = f.With("near").Propose(near)
			}
			c.diags.Add(f)
		case parent != "" && g.Parent < 0:
			c.diags.Add(diag.New("GOAL", c.entryPlace(g.Row, "parent"), "goal", g.Name, "parent", parent).With("cycle"))
		case parent == "" && top < 0:
			top = i
		case parent == "" && !tabular.Same(g.Level, tabular.Fold(all[top].Level)):
			c.diags.Add(diag.New("GOAL", g.Place, "goal", g.Name, "level", g.Level, "top", all[top].Name).With("orphan").
				See("top", all[top].Place))
		}
	}
}

// A BudgetChange is one row of a dataset of budget changes: a decision that
// adds to a budget, or moves from one to another.
type BudgetChange struct {
	Row      int    // index in Dataset.Rows
	Date     string // ISO, or ""
	Decision string
	Type     string // supplement, carried-over or transfer; "" where it is missing
	From, To string // activities as the file has them: codes or names; "" is none
	Amount   *Fact  // plus is more money for To; nil where the file has no number
}

// BudgetChanges returns the changes of a dataset of that kind in the file's
// order, nil for other kinds. Original budget and changes give the revised
// budget: an amount is added to To and taken from From, as more and less to
// use, so that of a net budget, which is negative in a report, it is
// subtracted.
func (d *Dataset) BudgetChanges() []BudgetChange {
	if !d.Description.Kind.Moves {
		return nil
	}
	var all []BudgetChange
	k := d.columnOf("amount")
	for i := range d.Rows {
		row := &d.Rows[i]
		if row.Type != Plain || row.Derived {
			continue
		}
		b := BudgetChange{
			Row: i, Date: d.Entry(row, "date"), Decision: row.Name, Type: d.Entry(row, "type"),
			From: d.Entry(row, "from"), To: d.Entry(row, "to"),
		}
		if k >= 0 {
			if f := row.fact(k, 0); f != nil && f.HasNumber() {
				b.Amount = f
			}
		}
		all = append(all, b)
	}
	return all
}
