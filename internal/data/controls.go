package data

import (
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A Control is one row of a dataset of controls.
type Control struct {
	Dataset   *Dataset
	Row       int // index in Dataset.Rows
	ID, Name  string
	RiskIDs   []string
	Common    bool // of the whole municipality
	Method    string
	Frequency string
	Owner     string // a role
	Checked   *Fact  // nil where there is no number
	Deviating *Fact
	Share     quantity.Quantity // what of the checked does not deviate, per cent, one decimal
	HasShare  bool
	Rating    string // Good, Acceptable, NotAcceptable, NotDone; "" where it is missing
	Before    string // last year's
	Reason    string // why it was not done
	Action    string
	Place     diag.Place
}

// Controls returns the controls of a dataset of that kind in the file's order,
// nil for other kinds.
func (d *Dataset) Controls() []Control {
	if d.Description.Kind.Name != controlsName {
		return nil
	}
	checked, deviating := d.columnOf("checked"), d.columnOf("deviating")
	var all []Control
	for i := range d.Rows {
		row := &d.Rows[i]
		if !row.listed() {
			continue
		}
		c := Control{
			Dataset: d, Row: i, ID: row.Code, Name: row.Name, RiskIDs: SplitIDs(d.Entry(row, "risk_id")),
			Common: d.Entry(row, "municipality_wide") == "yes", Method: d.Entry(row, "method"), Frequency: d.Entry(row, "frequency"),
			Owner: d.Entry(row, "owner_role"), Checked: row.number(checked), Deviating: row.number(deviating),
			Rating: d.Entry(row, "rating"), Before: d.Entry(row, "rating_prev"), Reason: d.Entry(row, "reason"),
			Action: d.Entry(row, "action"), Place: d.NamePlace(i),
		}
		c.Share, c.HasShare = followed(c.Checked, c.Deviating)
		all = append(all, c)
	}
	return all
}

// followed is the share of what was checked that does not deviate.
func followed(checked, deviating *Fact) (quantity.Quantity, bool) {
	if checked == nil || deviating == nil || deviating.Number.Sign() < 0 || deviating.Number.Cmp(checked.Number) > 0 {
		return quantity.Quantity{}, false
	}
	good := checked.Number.Sub(deviating.Number)
	n, ok := quantity.Quo(good.Shift(2), checked.Number, 1)
	return quantity.Quantity{Number: n, Unit: quantity.Percent, Decimals: 1}, ok
}

// compliance relates what was checked: no more deviates than was checked, and
// a share that the file states is what the counts give.
func (r *relater) compliance() {
	if r.d.Description.Kind.Name != controlsName {
		return
	}
	checked, deviating, share := r.d.columnOf("checked"), r.d.columnOf("deviating"), r.d.columnOf("compliance")
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		all, some := row.number(checked), row.number(deviating)
		if all == nil || some == nil {
			continue
		}
		r.state(&Relation{Rule: "SUM", Form: AtMost, Result: all, Terms: []Term{{1, some}}})
		if f := row.number(share); f != nil {
			r.statedShare(f, []Term{{1, all}, {-1, some}}, all)
		}
	}
}

// controls checks that a control that was not done says why, and has no
// numbers.
func (c *checker) controls() {
	all := c.d.Controls()
	for i := range all {
		it := &all[i]
		if it.Rating != NotDone {
			continue
		}
		for _, f := range [...]*Fact{it.Checked, it.Deviating} {
			if f != nil {
				c.diags.Add(diag.New("CONTROL", c.d.factPlace(f), "row", it.Name, "value", f.Quantity).See("rating", c.entryPlace(it.Row, "rating")))
				break
			}
		}
		if it.Reason == "" {
			c.diags.Add(diag.New("CONTROL", c.entryPlace(it.Row, "rating"), "row", it.Name).With("reason"))
		}
	}
}
