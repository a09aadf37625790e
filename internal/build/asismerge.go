package build

import (
	"slices"

	"tertial/internal/asis"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// located finds the cell of a finding that stands in a table's CSV file.
func (f counted) located(p diag.Place) counted {
	f.line, f.field = f.sheet.at(p)
	if stated, computed, ok := f.amounts(); ok {
		f.off = computed.Sub(stated)
	}
	return f
}

// at is the line and the field behind a place in the CSV file.
func (s *sheet) at(p diag.Place) (line, field int) {
	cell, ok := s.cell(p)
	if !ok {
		return 0, 0
	}
	line = p.Line - 1
	return line, slices.IndexFunc(s.lines[line].cells, func(c asis.Cell) bool { return c == cell })
}

// amounts are what a finding says stands there and what was counted.
func (f *counted) amounts() (stated, computed quantity.Number, ok bool) {
	a, first := f.arg("stated").(quantity.Quantity)
	b, second := f.arg("computed").(quantity.Quantity)
	return a.Number, b.Number, first && second
}

func (f *counted) arg(name string) any {
	for _, a := range f.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return nil
}

// together joins what the usual conventions of signs find with what each table's
// own numbers say. A table's own convention goes before the usual one.
func (r *reading) together(usual []counted) []counted {
	var all []counted
	for _, s := range r.all {
		c := recountSheet(r.doc, s)
		theirs := slices.DeleteFunc(slices.Clone(usual), func(f counted) bool { return f.sheet != s || c.overrules(&f, usual) })
		for i := range theirs {
			theirs[i].asPrinted(c)
		}
		own := slices.DeleteFunc(c.found, func(f counted) bool { return follows(&f.Finding, signs(theirs)) })
		all = append(all, consequences(append(theirs, own...))...)
	}
	return all
}

// signs are the places of wrong signs.
func signs(of []counted) map[diag.Place]bool {
	at := map[diag.Place]bool{}
	for i := range of {
		if of[i].Code == "SIGN" {
			at[of[i].Place] = true
		}
	}
	return at
}

// overrules reports whether a finding holds only by a convention that the table
// does not have.
func (c *count) overrules(f *counted, usual []counted) bool {
	if slices.ContainsFunc(c.found, func(o counted) bool { return o.Code == f.Code && o.line == f.line && o.field == f.field }) {
		return true
	}
	_, known := c.differs[f.field]
	switch f.Code {
	case "DEV", "NETTO", "DEVHDR":
		return known && (f.Code != "DEVHDR" || !c.inOrder(f.field)) || !known && c.mostFail(f, usual)
	default:
		return false
	}
}

// inOrder reports whether a column compares as reports do: the outcome or the
// forecast minus the budget.
func (c *count) inOrder(field int) bool {
	return hasWord(c.heads[c.differs[field].b], "budget")
}

// mostFail reports whether a rule finds fault with most of a column's cells: then
// the table has another convention, or the column is something else.
func (c *count) mostFail(f *counted, usual []counted) bool {
	if f.Code == "DEVHDR" || f.line == 0 {
		return false
	}
	failing, filled := 0, 0
	for i := range usual {
		if o := &usual[i]; o.sheet == f.sheet && o.Code == f.Code && o.field == f.field {
			failing++
		}
	}
	for i := range c.cells {
		if q := c.cells[i][f.field]; q != nil && !q.Number.IsZero() {
			filled++
		}
	}
	return failing >= 3 && failing*2 > filled
}

// asPrinted gives the numbers of a finding the signs that they have in the paper,
// and its words those for papers.
func (f *counted) asPrinted(c *count) {
	switch string(f.Code) + "." + f.Variant {
	case "SUM.", "DEV.":
		*f = counted{Finding: f.With("paper"), sheet: f.sheet, line: f.line, field: f.field, off: f.off}
	case "NETTO.":
	default:
		return
	}
	if f.line < 1 || f.field < 0 || f.line >= len(c.cells) {
		return
	}
	own := c.cells[f.line][f.field]
	stated, _, ok := f.amounts()
	turn := ok && own != nil && own.Number.Sign()*stated.Sign() < 0
	f.Args = slices.Clone(f.Args)
	for i := range f.Args {
		q, ok := f.Args[i].Value.(quantity.Quantity)
		if name := f.Args[i].Name; ok && turn && (name == "stated" || name == "computed" || name == "difference") {
			f.Args[i].Value = q.Neg()
		}
	}
	if turn {
		f.off = f.off.Neg()
	}
}

// consequences leaves out what only follows from another finding: the sum of a
// column of which one cell is wrong, and the difference of a sum or a net that is
// wrong, by the same amount.
func consequences(all []counted) []counted {
	return slices.DeleteFunc(slices.Clone(all), func(f counted) bool {
		return !f.off.IsZero() && slices.ContainsFunc(all, func(o counted) bool { return f.followsFrom(&o) })
	})
}

func (f *counted) followsFrom(o *counted) bool {
	switch {
	case o.off.IsZero() || o.off.Abs().Cmp(f.off.Abs()) != 0:
		return false
	case f.Code == "SUM":
		return o.Code != "SUM" && o.field == f.field && o.line < f.line && o.off.Cmp(f.off.Neg()) == 0
	case f.Code == "DEV" || f.Code == "NETTO":
		return (o.Code == "SUM" || o.Code == "NETTO" && f.Code == "DEV") && slices.ContainsFunc(f.Related, func(r diag.Related) bool { return r.Place == o.Place })
	}
	return false
}
