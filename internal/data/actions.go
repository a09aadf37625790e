package data

import (
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// An Action is one row of a dataset of actions.
type Action struct {
	Dataset  *Dataset
	Row      int // index in Dataset.Rows
	ID, Name string
	RiskIDs  []string
	Origin   string // what it is for: a goal, a risk, the budget
	Area     string
	Owner    string // a role
	Decision string
	Due      string // ISO date, or ""
	DueText  string // as the file has it
	Status   string // NotStarted, Ongoing, Delayed, Done, Cancelled; "" where it is missing
	Overdue  bool   // open after its day, by the report's date
	ThisYear *Fact  // effect; nil where there is no number
	FullYear *Fact
	Comment  string
	Place    diag.Place
}

// Open reports whether the action is still to be done.
func (a *Action) Open() bool { return a.Status != Done && a.Status != Cancelled }

// Actions returns the actions of a dataset of that kind in the file's order,
// nil for other kinds.
func (d *Dataset) Actions() []Action {
	if d.Description.Kind.Name != actionsName {
		return nil
	}
	year, full := d.columnOf("effect_this_year"), d.columnOf("effect_full_year")
	due := d.labelColumn("due")
	var all []Action
	for i := range d.Rows {
		row := &d.Rows[i]
		if !row.listed() {
			continue
		}
		a := Action{
			Dataset: d, Row: i, ID: row.Code, Name: row.Name, RiskIDs: SplitIDs(d.Entry(row, "risk_id")), Origin: d.Entry(row, "origin"),
			Area: d.Entry(row, "area"), Owner: d.Entry(row, "owner_role"), Decision: d.Entry(row, "decision"),
			Due: d.Entry(row, "due"), Status: d.Entry(row, "status"), ThisYear: row.number(year), FullYear: row.number(full),
			Comment: d.Entry(row, "comment"), Place: d.NamePlace(i),
		}
		if due >= 0 {
			a.DueText = row.Cells[due].Text
		}
		a.Overdue = a.Due != "" && d.Today != "" && a.Due < d.Today && a.Open()
		all = append(all, a)
	}
	return all
}

// fewest is how many comments must be equal before it is worth a note.
const fewest = 3

// actions checks that what is done has a day, that effects have a unit, that
// nothing is open after its day without being called delayed, and that the
// comments say something.
func (c *checker) actions() {
	all := c.d.Actions()
	same := len(all) >= fewest
	for i := range all {
		a := &all[i]
		switch {
		case a.Status == Done && a.DueText == "":
			c.diags.Add(diag.New("ACTION", c.entryPlace(a.Row, "status"), "row", a.Name))
		case a.Overdue && a.Status != Delayed:
			c.diags.Add(diag.New("DEADLINE", c.entryPlace(a.Row, "due"), "row", a.Name, "day", a.Due, "today", c.today))
		}
		for _, f := range [...]*Fact{a.ThisYear, a.FullYear} {
			if f != nil && f.Unit == quantity.None {
				c.diags.Add(diag.New("ACTION", c.d.factPlace(f), "row", a.Name, "value", f.Quantity).With("unit"))
				break
			}
		}
		same = same && a.Comment != "" && tabular.Fold(a.Comment) == tabular.Fold(all[0].Comment)
	}
	if same {
		f := diag.New("ACTION", c.entryPlace(all[0].Row, "comment"), "comment", all[0].Comment, "count", len(all)).With("comments")
		f.Severity = diag.Note
		c.diags.Add(f)
	}
}
