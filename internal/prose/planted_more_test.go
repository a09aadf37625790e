package prose

import (
	"strconv"

	"tertial/internal/data"
	"tertial/internal/quantity"
)

// moreKinds are sentences whose way to the fact is longer: they name a change, a
// year to compare with, or leave the row to the sentence before.
var moreKinds = [...]string{"change of a count", "what it changed to", "row in the sentence before", "counted noun", "digits in another order"}

// more writes one of them, with a wrong number or the right one.
func (p *plan) more(f *data.Fact, wrong bool) planted {
	kind := moreKinds[p.rand.IntN(len(moreKinds))]
	one := planted{kind: kind}
	const tries = 50 // few facts have a year before
	for range tries {
		if kind != moreKinds[0] && kind != moreKinds[1] || p.countBefore(f) != nil {
			break
		}
		f = p.facts[p.rand.IntN(len(p.facts))]
	}
	n, unit, decimals := p.number(f)
	money, change := f.Unit.Money(), f.Value == data.Outcome && !f.Unit.Money()
	before := p.countBefore(f)
	var d quantity.Number
	if before != nil {
		d = f.Number.Sub(before.Number)
	}
	switch kind {
	case "change of a count":
		if before == nil {
			return planted{}
		}
		one.form = "{row} var " + p.write(n, unit, decimals) + ", vilket är {n} " + way(d, "fler", "färre") + " än " + strconv.Itoa(before.Year) + "."
		n, unit, decimals = d.Abs(), "", 0
	case "what it changed to":
		if before == nil {
			return planted{}
		}
		one.form = "{row} " + way(d, "ökade", "minskade") + " med " + p.write(d.Abs(), unit, 0) + " jämfört med " + strconv.Itoa(before.Year) + " till {n}."
	case "row in the sentence before":
		if !change {
			return planted{}
		}
		one.form = "{row} följs upp varje månad. Utfallet var {n} {year}."
	case "counted noun":
		if !change || f.Unit != "" && f.Unit != quantity.Pieces && !people[f.Unit] {
			return planted{}
		}
		one.form, unit = "{row} var {n} {year}.", "personer"
	default:
		if !money || f.Value != data.Budget {
			return planted{}
		}
		one.form, unit, decimals = "Budgeten för {row} är {n} netto.", "tkr", 0
		kronor, _ := quantity.Convert(f.Number.Abs(), f.Unit, quantity.Kronor)
		n = kronor.Shift(-3).Round(0)
	}
	text := digitsOf(n, decimals)
	least := 2
	if kind == moreKinds[len(moreKinds)-1] {
		least = 4
	}
	if len(text) < least {
		return planted{}
	}
	if wrong {
		changed := swapDigits(p.rand, text)
		if kind == moreKinds[len(moreKinds)-1] {
			changed = text[1:] + text[:1]
		}
		if changed == text || changed[0] == '0' {
			return planted{}
		}
		m, _ := quantity.Parse(changed)
		n = m.Shift(-decimals)
		if kind != "change of a count" && p.holds(f, n, unit, decimals) {
			return planted{}
		}
	} else {
		one.kind = ""
	}
	one.text = p.say(f, p.write(n, unit, decimals), one.form)
	return one
}

func way(d quantity.Number, up, down string) string {
	if d.Sign() < 0 {
		return down
	}
	return up
}

// countBefore is the outcome of the year before a count of the report's year; nil
// where the two hardly differ.
func (p *plan) countBefore(f *data.Fact) *data.Fact {
	if f.Value != data.Outcome || f.Unit.Money() || f.Year != p.year {
		return nil
	}
	for _, c := range f.Dataset.Rows[f.RowIndex].Cells {
		for _, g := range c.Facts {
			if g.HasNumber() && g.Value == data.Outcome && g.Scope == f.Scope && g.Year == f.Year-1 && g.Number.Sub(f.Number).Abs().Cmp(quantity.Int(10)) > 0 {
				return g
			}
		}
	}
	return nil
}
