package reconcile

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// relations returns the check of all stated results of one kind of relation.
func relations(code diag.Code, finding func(*data.Relation, quantity.Quantity) diag.Finding) func(*data.Dataset, func(Outcome)) {
	return func(d *data.Dataset, found func(Outcome)) {
		for i := range d.Relations {
			r := &d.Relations[i]
			if r.Rule != code || !judged(r) {
				continue
			}
			derived, ok := r.Evaluate()
			if !ok {
				continue // no common unit: nothing can be said
			}
			o := Outcome{Fact: r.Result, Derived: derived.Quantity, Agrees: derived.Agrees}
			if !o.Agrees {
				o.Finding = finding(r, derived.Quantity)
			}
			found(o)
		}
	}
}

// judged reports whether a relation can be tried: a stated result and terms
// that are all numbers.
func judged(r *data.Relation) bool {
	if r.Result == nil || !r.Result.HasNumber() || r.Result.Status == data.Derived {
		return false
	}
	for _, t := range r.Terms {
		if !t.Fact.HasNumber() {
			return false
		}
	}
	return len(r.Terms) > 0
}

func sumFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("SUM", Place(r.Result), "stated", r.Result.Quantity, "computed", derived,
		"difference", difference(r.Result.Quantity, derived))
	first, last := r.Terms[0].Fact, r.Terms[len(r.Terms)-1].Fact
	return f.See("rows", Place(first), "first", Name(first), "last", Name(last), "count", len(r.Terms))
}

func netFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("NETTO", Place(r.Result), "stated", r.Result.Quantity, "computed", derived, "terms", terms(r, " och "))
	return seeTerms(f, r)
}

func deviationFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	of, against := r.Terms[0].Fact, r.Terms[len(r.Terms)-1].Fact
	f := diag.New("DEV", Place(r.Result), "stated", r.Result.Quantity, "computed", derived,
		"of", column(of), "a", of.Quantity, "against", column(against), "b", against.Quantity)
	return seeTerms(f, r)
}

func splitFinding(r *data.Relation, derived quantity.Quantity) diag.Finding {
	f := diag.New("SPLIT", Place(r.Result), "stated", r.Result.Quantity, "computed", derived, "terms", terms(r, ", "))
	if r.Within {
		f = f.With("within")
	}
	return seeTerms(f, r)
}

func column(f *data.Fact) string { return f.Dataset.Columns[f.ColumnIndex].Title }

// localized joins values in the language in which the message is read.
type localized func(lang string) string

// Localize writes the values.
func (l localized) Localize(lang string) string { return l(lang) }

func terms(r *data.Relation, separator string) localized {
	return func(lang string) string {
		parts := make([]string, len(r.Terms))
		for i, t := range r.Terms {
			parts[i] = Name(t.Fact) + " " + t.Fact.Localize(lang)
		}
		return strings.Join(parts, separator)
	}
}

func seeTerms(f diag.Finding, r *data.Relation) diag.Finding {
	for _, t := range r.Terms {
		if t.Fact.Start == r.Result.Start {
			continue // another part of the same cell
		}
		f = f.See("term", Place(t.Fact), "name", Name(t.Fact)+", "+column(t.Fact), "value", t.Fact.Quantity)
	}
	return f
}

func difference(stated, derived quantity.Quantity) quantity.Quantity {
	d := derived
	d.Number = stated.Number.Sub(derived.Number)
	return d
}

// sign checks that costs are not positive and income is not negative, after
// the file's own convention has been turned into the report's. Deviations and
// changes may have either sign.
func sign(d *data.Dataset, found func(Outcome)) {
	for r := range d.Rows {
		for c := range d.Rows[r].Cells {
			for _, f := range d.Rows[r].Cells[c].Facts {
				if signed(f) {
					found(signOutcome(d, f))
				}
			}
		}
	}
}

// signed reports whether a fact's sign is fixed by its line.
func signed(f *data.Fact) bool {
	if !f.HasNumber() || f.Status == data.Derived || (f.Line != data.Income && f.Line != data.Costs) {
		return false
	}
	switch f.Value {
	case data.Outcome, data.Budget, data.Forecast:
		return true
	default:
		return false
	}
}

func signOutcome(d *data.Dataset, f *data.Fact) Outcome {
	want := 1
	if f.Line == data.Costs {
		want = -1
	}
	o := Outcome{Fact: f, Derived: f.Quantity, Agrees: f.Number.Sign() != -want}
	if o.Agrees {
		return o
	}
	o.Derived = f.Neg()
	shown, proposal := f.Quantity, o.Derived
	if opposite(d.Description.Sign, f.Line) {
		shown, proposal = proposal, shown // as the file writes them
	}
	o.Finding = diag.New("SIGN", Place(f), "row", Name(f), "stated", shown, "proposal", proposal,
		"line", strings.ToLower(d.LineName(f.Line)), "sign", signWord(d.Description.Sign, f.Line))
	return o
}

// opposite reports whether a file writes a line with the other sign than a
// report does.
func opposite(convention data.Sign, line data.Line) bool {
	return convention == data.SignLedger || convention == data.SignUnsigned && line == data.Costs
}

// signWord says how the file's convention writes a line; the word is the same
// in both languages.
func signWord(convention data.Sign, line data.Line) string {
	if (line == data.Costs) != opposite(convention, line) {
		return "minus"
	}
	return "plus"
}
