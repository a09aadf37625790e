package reconcile

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// relations returns the check of all stated results of the rule's relations.
func relations(finding func(*data.Relation, quantity.Quantity) diag.Finding) func(*run) {
	return eachDataset(func(c *run, d *data.Dataset) {
		for i := range d.Relations {
			if r := &d.Relations[i]; r.Rule == c.rule.Code && judged(r) {
				c.relation(r, finding)
			}
		}
	})
}

// deviation judges the deviations of a dataset. Where all are turned, the first
// finding says that the description's sign may be wrong.
func deviation(c *run, d *data.Dataset) {
	hint := turned(d)
	for i := range d.Relations {
		r := &d.Relations[i]
		if r.Rule != c.rule.Code || !judged(r) {
			continue
		}
		finding := deviationFinding
		if hint && disagrees(r) {
			hint = false
			finding = func(r *data.Relation, derived quantity.Quantity) diag.Finding {
				return deviationFinding(r, derived).See("sign", d.Description.SignAt, "sign", string(d.Description.Sign))
			}
		}
		c.relation(r, finding)
	}
}

// turned reports whether all deviations of a dataset of amounts, at least two
// beside those of nothing, would hold with the other sign and none does as it
// is stated.
func turned(d *data.Dataset) bool {
	kind := d.Description.Kind
	if !kind.Account && !kind.Spends {
		return false
	}
	const least = 2
	n := 0
	for i := range d.Relations {
		r := &d.Relations[i]
		if r.Rule != "DEV" || !judged(r) || r.Result.Value != data.Deviation || r.Result.Number.IsZero() {
			continue
		}
		other, fact := *r, *r.Result
		fact.Quantity = fact.Neg()
		other.Result = &fact
		if !disagrees(r) || disagrees(&other) {
			return false
		}
		n++
	}
	return n >= least
}

// disagrees reports whether a relation can be tried and does not hold.
func disagrees(r *data.Relation) bool {
	d, ok := r.Evaluate()
	return ok && !d.Agrees
}

// relation judges one relation. One that nobody has declared is no certain
// contradiction.
func (c *run) relation(r *data.Relation, finding func(*data.Relation, quantity.Quantity) diag.Finding) {
	derived, ok := r.Evaluate()
	if !ok {
		return // no common unit: said by OMFATTNING
	}
	as := covered
	if r.Bounds() {
		as = bounded
	}
	c.cover(r.Result, as)
	for _, t := range r.Terms {
		c.cover(t.Fact, as)
	}
	c.found(outcome{
		fact: r.Result, derived: derived.Quantity, computes: true, agrees: derived.Agrees,
		finding: func() diag.Finding {
			f := finding(r, derived.Quantity)
			if r.Assumed && !exceeded(r) {
				f.Severity = diag.Warning
			}
			return f
		},
	})
}

// judged reports whether a relation can be tried: a stated result and terms
// that are all numbers.
func judged(r *data.Relation) bool {
	if r.Result == nil || !stated(r.Result) {
		return false
	}
	for _, t := range r.Terms {
		if !t.Fact.HasNumber() {
			return false
		}
	}
	return len(r.Terms) > 0
}

// exceeded reports whether one part alone is larger than its whole, which no
// overlap explains.
func exceeded(r *data.Relation) bool {
	if r.Form != data.AtMost {
		return false
	}
	for i := range r.Terms {
		one := *r
		one.Terms = r.Terms[i : i+1]
		if d, ok := one.Evaluate(); ok && !d.Agrees {
			return true
		}
	}
	return false
}

func sumFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("SUM", Place(r.Result), "name", Name(r.Result), "stated", r.Result.Quantity, "computed", derived,
		"difference", difference(r.Result.Quantity, derived))
	if r.Form == data.AtMost {
		f = f.With("parts")
		if len(r.Terms) == 1 {
			f = f.With("part")
		}
		return seeTerms(f, r)
	}
	first, last := r.Terms[0].Fact, r.Terms[len(r.Terms)-1].Fact
	return f.See("rows", Place(first), "first", Name(first), "last", Name(last), "count", len(r.Terms))
}

func netFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("NETTO", Place(r.Result), "stated", r.Result.Quantity, "computed", derived, "terms", terms(r, ""))
	return seeTerms(f, r)
}

func deviationFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	of, against := r.Terms[0].Fact, r.Terms[len(r.Terms)-1].Fact
	f := diag.New("DEV", Place(r.Result), "stated", r.Result.Quantity, "computed", derived,
		"of", column(of), "a", of.Quantity, "against", column(against), "b", against.Quantity)
	f = seeTerms(f, r)
	if other := copied(r); other != nil {
		f = f.See("copy", Place(other), "name", column(other))
	}
	return f
}

// copied returns the deviation of another column in the row that has the very
// value that is stated: perhaps it was copied from there.
func copied(r *data.Relation) *data.Fact {
	f := r.Result
	row := &f.Dataset.Rows[f.RowIndex]
	for k := range row.Cells {
		if k == f.ColumnIndex {
			continue
		}
		for _, other := range row.Cells[k].Facts {
			if stated(other) && compares(&f.Dataset.Columns[k]) && !other.Number.IsZero() && other.Number.Equal(f.Number) {
				return other
			}
		}
	}
	return nil
}

// compares reports whether a column holds differences of two others.
func compares(c *data.Column) bool {
	switch c.Value {
	case data.Deviation, data.Change, data.Remaining:
		return true
	default:
		return false
	}
}

func splitFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("SPLIT", Place(r.Result), "stated", r.Result.Quantity, "computed", derived, "terms", terms(r, ""))
	switch {
	case r.Assumed:
		f = f.With("undeclared")
	case r.Form == data.Between:
		f = f.With("within")
	}
	return seeTerms(f, r)
}

func ratioFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	a, b := r.Terms[0].Fact, r.Terms[1].Fact
	f := diag.New("RATIO", Place(r.Result), "stated", r.Result.Quantity, "computed", derived,
		"a", plain(a.Quantity), "b", plain(b.Quantity))
	return seeTerms(f, r)
}

// plain leaves the unit out: that of a numerator may be its quotient's.
func plain(q quantity.Quantity) quantity.Quantity {
	if !q.Unit.Money() {
		q.Unit = quantity.None
	}
	return q
}

func productFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("MULT", Place(r.Result), "name", resultName(r), "stated", r.Result.Quantity, "computed", derived,
		"terms", terms(r, " × "))
	return seeTerms(f, r)
}

func flowFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("FLOW", Place(r.Result), "name", resultName(r), "stated", r.Result.Quantity, "computed", derived,
		"terms", terms(r, ""))
	return seeTerms(f, r)
}

// resultName names a declared result by its row, and by its column too where
// the relation is between columns.
func resultName(r *data.Relation) string {
	if inOneRow(r) {
		return cell(r.Result)
	}
	return Name(r.Result)
}

func grantFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	part := r.Terms[0].Fact
	return diag.New("GRANT", Place(r.Result), "row", Name(r.Result), "column", column(part), "part", part.Quantity, "whole", r.Result.Quantity).
		See("part", Place(part))
}

func transferFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	return seeTerms(diag.New("TRANSFER", Place(r.Result), "row", Name(r.Result), "stated", r.Result.Quantity, "computed", derived), r)
}

// localized joins values in the language in which the message is read.
type localized func(lang string) string

// Localize writes the values.
func (l localized) Localize(lang string) string { return l(lang) }

// terms lists the terms with their values. Without a separator they are a list
// in words.
func terms(r *data.Relation, separator string) localized {
	name := Name
	if declared := r.Rule == "MULT" || r.Rule == "FLOW"; declared && inOneRow(r) {
		name = column
	}
	return func(lang string) string {
		parts := make([]string, len(r.Terms))
		for i, t := range r.Terms {
			parts[i] = name(t.Fact) + " " + t.Fact.Localize(lang)
		}
		if !r.Scale.IsZero() {
			parts = append(parts, r.Scale.Localize(lang))
		}
		if separator != "" {
			return strings.Join(parts, separator)
		}
		last := len(parts) - 1
		if last == 0 {
			return parts[0]
		}
		return strings.Join(parts[:last], ", ") + and(lang) + parts[last]
	}
}

// inOneRow reports whether a relation is between columns.
func inOneRow(r *data.Relation) bool {
	for _, t := range r.Terms {
		if t.Fact.RowIndex != r.Result.RowIndex {
			return false
		}
	}
	return true
}

func and(lang string) string {
	if lang == "en" {
		return " and "
	}
	return " och "
}

func seeTerms(f diag.Finding, r *data.Relation) diag.Finding {
	for _, t := range r.Terms {
		if t.Fact.Start == r.Result.Start {
			continue // another part of the same cell
		}
		f = f.See("term", Place(t.Fact), "name", cell(t.Fact), "value", t.Fact.Quantity)
	}
	return f
}

func difference(stated, derived quantity.Quantity) quantity.Quantity {
	d := derived
	d.Number = stated.Number.Sub(derived.Number)
	return d
}
