package reconcile

import (
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A pairing is a volume with its price: rows of two tables that have one pair
// id, or of one table.
type pairing struct {
	code, group string
	year        int
	volume      [2]*data.Fact // outcome, budget
	price       [2]*data.Fact
}

// volumesTimesPrices checks VXP: what volumes and prices differ from the
// budget explains the deviation that is stated for the pair.
func volumesTimesPrices(c *run) {
	stated := map[string][]*data.Fact{}
	for _, d := range c.report.Datasets {
		eachFact(d, func(f *data.Fact) {
			if f.Code != "" && pairDeviation(f) {
				stated[f.Code+"\x00"+f.Group] = append(stated[f.Code+"\x00"+f.Group], f)
			}
		})
	}
	if len(stated) == 0 {
		return
	}
	for _, p := range c.pairings() {
		for _, f := range stated[p.code+"\x00"+p.group] {
			if f.Year == p.year || f.Year == 0 {
				c.pairing(p, f)
			}
		}
	}
}

// pairDeviation reports whether a fact is the deviation of outcome from
// budget, in money, of something that has a code.
func pairDeviation(f *data.Fact) bool {
	if !stated(f) || f.Value != data.Deviation || !f.Unit.Money() || f.Line != "" && f.Line != data.Net && f.Line != data.Costs {
		return false
	}
	d := f.Dataset
	col := &d.Columns[f.ColumnIndex]
	return col.Of < 0 || d.Columns[col.Of].Value == data.Outcome && f.Scope == data.FullYear
}

// pairings finds the volumes and prices of one pair, group and year for which
// outcome and budget are known.
func (c *run) pairings() []*pairing {
	type key struct {
		code, group string
		year        int
	}
	index := map[key]*pairing{}
	var all []*pairing
	for _, d := range c.report.Datasets {
		eachFact(d, func(f *data.Fact) {
			n, ok := map[data.ValueKind]int{data.Outcome: 0, data.Budget: 1}[f.Value]
			if !ok || f.Code == "" || !stated(f) || f.Scope != data.FullYear || f.Line != "" {
				return
			}
			k := key{f.Code, f.Group, f.Year}
			p := index[k]
			if p == nil {
				p = &pairing{code: f.Code, group: f.Group, year: f.Year}
				index[k] = p
				all = append(all, p)
			}
			if _, money := moneyIn(f.Unit); money {
				p.price[n] = f
			} else {
				p.volume[n] = f
			}
		})
	}
	complete := all[:0]
	for _, p := range all {
		if p.volume[0] != nil && p.volume[1] != nil && p.price[0] != nil && p.price[1] != nil {
			complete = append(complete, p)
		}
	}
	return complete
}

// moneyIn returns the money in a unit: tkr of tkr/årsplats.
func moneyIn(u quantity.Unit) (quantity.Unit, bool) {
	for _, m := range [...]quantity.Unit{quantity.Kronor, quantity.Thousands, quantity.Millions, quantity.Billions} {
		if _, ok := quantity.Convert(quantity.Int(1), u, m); ok {
			return u, true
		}
		if len(u) > len(m) && u[:len(m)] == m && u[len(m)] == '/' {
			return m, true
		}
	}
	return u, false
}

// pairing judges one deviation. More cost is worse, so that its sign is minus;
// a table that shows the extra cost as plus is right too.
func (c *run) pairing(p *pairing, f *data.Fact) {
	unit, _ := moneyIn(p.price[0].Unit)
	product := func(n int) quantity.Interval {
		price, _ := p.price[n].In(p.price[0].Unit)
		return p.volume[n].Quantity.Interval().Mul(price.Interval())
	}
	extra := product(0).Sub(product(1))
	value, ok := f.In(unit)
	if !ok {
		return
	}
	months := quantity.Int(1)
	if p.price[0].Unit == unit+"/månad" {
		months = quantity.Int(12)
	}
	extra = extra.MulNumber(months)
	at := value.Interval()
	for _, t := range [...]*data.Fact{p.volume[0], p.volume[1], p.price[0], p.price[1]} {
		c.cover(t, covered)
	}
	c.cover(f, covered)
	effect := p.volume[0].Number.Mul(p.price[0].Number).Sub(p.volume[1].Number.Mul(p.price[1].Number)).Mul(months)
	derived, _ := quantity.Quantity{Number: effect.Neg(), Unit: unit}.In(f.Unit)
	derived.Number, derived.Decimals = derived.Number.Round(max(f.Decimals, 0)), max(f.Decimals, 0)
	c.found(outcome{
		fact: f, derived: derived, computes: true, agrees: at.Overlaps(extra.Neg()) || at.Overlaps(extra),
		finding: func() diag.Finding {
			v := diag.New("VXP", Place(f), "name", Name(f), "stated", f.Quantity, "computed", derived,
				"v", p.volume[0].Quantity, "p", p.price[0].Quantity, "vb", p.volume[1].Quantity, "pb", p.price[1].Quantity)
			return v.See("volume", Place(p.volume[0])).See("price", Place(p.price[0]))
		},
	})
}
