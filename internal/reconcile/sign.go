package reconcile

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// sign checks that costs are not positive and income is not negative, after
// the file's own convention has been turned into the report's. Deviations and
// changes may have either sign.
func sign(c *run, d *data.Dataset) {
	eachFact(d, func(f *data.Fact) {
		if signed(f) {
			c.found(signOutcome(d, f))
		}
	})
}

// signed reports whether a fact's sign is fixed by its line, or by what the
// kind of dataset is about.
func signed(f *data.Fact) bool {
	amount := f.Unit.Money() || f.Unit == quantity.None
	side := f.Side()
	if !stated(f) || !amount || (side != data.Income && side != data.Costs) {
		return false
	}
	switch f.Value {
	case data.Outcome, data.Budget, data.Forecast:
		return true
	default:
		return false
	}
}

func signOutcome(d *data.Dataset, f *data.Fact) outcome {
	want, side := 1, f.Side()
	if side == data.Costs {
		want = -1
	}
	o := outcome{fact: f, derived: f.Quantity, computes: true, agrees: f.Number.Sign() != -want}
	if o.agrees {
		return o
	}
	o.derived = f.Neg()
	o.finding = func() diag.Finding {
		shown, proposal := f.Quantity, o.derived
		if opposite(d.Description.Sign, side) {
			shown, proposal = proposal, shown // as the file writes them
		}
		return diag.New("SIGN", Place(f), "row", Name(f), "stated", shown, "proposal", proposal,
			"line", sideName(d, f), "sign", signWord(d.Description.Sign, side))
	}
	return o
}

// sideName is what a file calls amounts of the fact's sign: its line, or
// expenditures where it has none.
func sideName(d *data.Dataset, f *data.Fact) string {
	switch {
	case f.Line != "" || f.Side() == data.Income:
		return strings.ToLower(d.LineName(f.Side()))
	case d.Lang() == "en":
		return "expenditures"
	default:
		return "utgifter"
	}
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
