package data

import (
	"strings"

	"tertial/internal/tabular"
)

// Reach says whether a measure reaches its target. It is computed, and says
// nothing of how the committee assesses the goal.
type Reach string

// The ways in which a measure may stand to its target.
const (
	Reached   Reach = "reached"
	Missed    Reach = "missed"
	NoTarget  Reach = "no-target"
	NoOutcome Reach = "no-outcome"
	Undecided Reach = "undecided" // both are there, but not how they compare
)

// A Measure is one row of indicators with the newest year's target and
// outcome.
type Measure struct {
	Row      int // index in Dataset.Rows
	Dataset  *Dataset
	GoalID   string
	Name     string
	Year     int
	Target   *Fact // nil where the file has no such column
	Outcome  *Fact // likewise
	Rising   int   // +1: at least, −1: at most, 0: not said
	Reach    Reach
	Previous *Fact // the outcome of the year before, or nil
}

// Measures returns the measures of a dataset of indicators in the file's order,
// without those of single groups; nil for other kinds.
func (d *Dataset) Measures() []Measure {
	if d.Description.Kind.Name != "indicators" {
		return nil
	}
	year := d.targetYear()
	target, outcome, before := d.yearly(Target, year), d.yearly(Outcome, year), d.yearly(Outcome, year-1)
	var all []Measure
	for i := range d.Rows {
		row := &d.Rows[i]
		if !row.listed() || row.Group != "" {
			continue
		}
		m := Measure{
			Row: i, Dataset: d, GoalID: d.Entry(row, "goal_id"), Name: row.Name, Year: year, Rising: Rising(d.Entry(row, "direction")),
			Target: row.whole(target), Outcome: row.whole(outcome), Previous: row.whole(before),
		}
		m.Reach = m.reach()
		all = append(all, m)
	}
	return all
}

// targetYear is the newest year that has a column of outcomes and one of
// targets, else the newest with targets.
func (d *Dataset) targetYear() int {
	both, alone := 0, 0
	for k := range d.Columns {
		c := &d.Columns[k]
		if c.Role != RoleValue || c.Value != Target {
			continue
		}
		alone = max(alone, c.Year)
		if d.yearly(Outcome, c.Year) >= 0 {
			both = max(both, c.Year)
		}
	}
	if both > 0 {
		return both
	}
	if alone > 0 {
		return alone
	}
	if k := d.outcome(0); k >= 0 {
		return d.Columns[k].Year
	}
	return 0
}

func (d *Dataset) yearly(value ValueKind, year int) int {
	for k := range d.Columns {
		if c := &d.Columns[k]; c.Role == RoleValue && c.Value == value && c.Year == year && year > 0 {
			return k
		}
	}
	return -1
}

// whole is the fact of a cell that is no group's.
func (row *Row) whole(column int) *Fact {
	if column < 0 {
		return nil
	}
	for _, f := range row.Cells[column].Facts {
		if f.Group == "" {
			return f
		}
	}
	return nil
}

// Rising reads how a measure's outcome should stand to its target: +1 at least,
// −1 at most, 0 not said.
func Rising(direction string) int {
	switch strings.TrimSpace(tabular.Fold(direction)) {
	case "ökar", "öka", "ökning", "upp", "minst", "högre", "högt", "increase", "increases", "up", "at least", ">=", "≥", "+":
		return 1
	case "minskar", "minska", "minskning", "ned", "ner", "högst", "lägre", "lågt", "decrease", "decreases", "down", "at most", "<=", "≤", "-":
		return -1
	default:
		return 0
	}
}

// said reports whether a fact says anything, in a number or in words.
func (f *Fact) said() bool {
	return f != nil && (f.HasNumber() || f.Status != Suppressed && IsYesNo(f.Words))
}

// reach compares outcome and target as they are printed.
func (m *Measure) reach() Reach {
	wish := 0
	if m.Target != nil && !m.Target.said() {
		wish = Rising(m.Target.Words)
	}
	switch {
	case wish == 0 && !m.Target.said():
		return NoTarget
	case !m.Outcome.said():
		return NoOutcome
	case wish != 0:
		return against(m.Outcome, m.Previous, wish, true)
	case m.Target.HasNumber() != m.Outcome.HasNumber():
		return Undecided
	case !m.Target.HasNumber():
		return reachIf(tabular.Fold(m.Target.Words) == tabular.Fold(m.Outcome.Words))
	default:
		return against(m.Outcome, m.Target, m.Rising, false)
	}
}

// against compares an outcome with a target, or with the year before, when it
// must be better than that.
func against(outcome, other *Fact, rising int, strictly bool) Reach {
	if other == nil || !other.HasNumber() || !outcome.HasNumber() {
		return Undecided
	}
	want, ok := other.In(outcome.Unit)
	if !ok {
		return Undecided
	}
	cmp := outcome.Number.Cmp(want.Number)
	switch {
	case cmp == 0:
		return reachIf(!strictly)
	case rising == 0:
		return Undecided
	default:
		return reachIf(cmp == rising)
	}
}

func reachIf(reached bool) Reach {
	if reached {
		return Reached
	}
	return Missed
}
