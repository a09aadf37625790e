package data

import (
	"strings"

	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// accuracy gives every number its accuracy: as its column declares, else the
// most decimals that are seen where the same thing is measured. That is the
// column, for its unit; where each row is a measure with a unit of its own, it
// is the row, since one measure's decimals say nothing of another's. What is
// counted is exact, unless the column says that it is rounded.
func (d *Dataset) accuracy(facts []Fact) {
	type key struct {
		column  int
		measure string
		unit    quantity.Unit
	}
	byRow := d.has(RoleUnit)
	of := func(f *Fact) key {
		if byRow {
			return key{measure: f.Code + "\x00" + f.Name + "\x00" + f.Under, unit: f.Unit}
		}
		return key{column: f.ColumnIndex, unit: f.Unit}
	}
	seen := map[key]int{}
	for i := range facts {
		if f := &facts[i]; f.HasNumber() {
			seen[of(f)] = max(seen[of(f)], f.Written)
		}
	}
	exact := map[quantity.Unit]bool{}
	for i := range facts {
		f := &facts[i]
		if !f.HasNumber() {
			continue
		}
		c := &d.Columns[f.ColumnIndex]
		f.Decimals = seen[of(f)]
		if c.Decimals >= 0 {
			f.Decimals = c.Decimals
		}
		counted, known := exact[f.Unit]
		if !known {
			counted = f.Unit.Counted()
			exact[f.Unit] = counted
		}
		f.Exact = counted && f.Decimals == 0 && !c.Rounded
	}
}

// normalise gives every amount of an account the sign of the report: income
// plus, costs minus.
func (d *Dataset) normalise(facts []Fact) {
	for i := range facts {
		if f := &facts[i]; f.HasNumber() && d.opposite(f) {
			f.Number = f.Number.Neg()
		}
	}
}

// Side returns the line of an account on which a fact stands: its own, costs
// for an expenditure, "" where neither is.
func (f *Fact) Side() Line {
	d := f.Dataset
	if f.Line != "" || !d.Description.Kind.Spends {
		return f.Line
	}
	name := tabular.Fold(d.Rows[f.RowIndex].Name)
	for _, word := range [...]string{"bidrag", "inkomst", "intäkt", "försäljning", "grant", "income", "sale"} {
		if strings.Contains(name, word) {
			return Income
		}
	}
	return Costs
}

// opposite reports whether the file writes the fact with the other sign than
// the report's. A deviation is plus where it is better, in every file.
func (d *Dataset) opposite(f *Fact) bool {
	c := &d.Columns[f.ColumnIndex]
	kind := d.Description.Kind
	amount := kind.Account || kind.Spends || f.Line != ""
	money := f.Unit.Money() || f.Unit == quantity.None
	if !amount || !money || f.Value == Deviation || f.Value == ShareUsed || f.Value == Remaining {
		return false
	}
	switch c.Sign {
	case SignLedger:
		return true
	case SignUnsigned:
		return f.Line == Costs || f.Line == Net && d.magnitude(f) || f.Side() == Costs
	default:
		return false
	}
}

// magnitude reports whether a net is written as a net cost, which is positive.
func (d *Dataset) magnitude(f *Fact) bool {
	row, c := &d.Rows[f.RowIndex], &d.Columns[f.ColumnIndex]
	if magnitudeWord(c.Header) || magnitudeWord(row.Name) {
		return true
	}
	for k := range d.Columns {
		if d.Columns[k].Role == RoleLine && magnitudeWord(row.Cells[k].Text) {
			return true
		}
	}
	return false
}

// additive reports whether amounts of the unit may be added up. Shares, index
// numbers, quotients and lengths of time that are means may not.
func additive(u quantity.Unit) bool {
	switch u {
	case quantity.Percent, quantity.PercentagePoints, quantity.Index, YesNo:
		return false
	default:
		return !strings.Contains(string(u), "/")
	}
}
