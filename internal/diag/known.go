package diag

// A KnownDifference is a finding that the authors have accepted in the open:
// an entry of known_differences in a report's front matter or a dataset's
// description. It accepts a finding only when rule, place and both values are
// the finding's own; where it accepts nothing it is a finding itself.
type KnownDifference struct {
	Rule     Code
	At       string // where, as the author writes it: "3698; avv_budget_prognos"
	Stated   string // the value in the file, as printed
	Expected string // the value that the rule computes
	Reason   string // why the difference stands, for readers
	Role     string // who accepts it: a role, never a person's name
	Place    Place  // where the entry stands
}
