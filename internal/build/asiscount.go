package build

import (
	"slices"
	"strings"

	"tertial/internal/asis"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// A count reads one sheet as numbers and recounts it by what the numbers
// themselves show: which column is the difference of which, which row the sum of
// the rows above. A rule holds for a table when nearly all of its rows or columns
// obey it; what is left is a likely slip.
type count struct {
	*sheet
	doc   *asis.Document
	cells [][]*quantity.Quantity // by line and field; nil where there is no number
	heads []string               // folded
	wide  []bool                 // by field: a column of numbers
	found []counted
	// differs is, by field, what a column of differences has turned out to
	// compare; a field that is not here is not understood.
	differs map[int]pairOf
}

// A pairOf is two columns.
type pairOf struct{ a, b int }

// A counted finding knows its cell and by how much it is off.
type counted struct {
	diag.Finding
	sheet       *sheet
	line, field int
	off         quantity.Number // what was counted minus what stands there
}

// recountSheet returns what a sheet contradicts itself in.
func recountSheet(d *asis.Document, s *sheet) *count {
	c := &count{sheet: s, doc: d, differs: map[int]pairOf{}}
	if len(s.lines) < 2 {
		return c
	}
	c.read()
	for t := range c.heads {
		if c.wide[t] {
			c.column(t)
		}
	}
	c.splitColumns()
	c.splitRows()
	c.totals()
	c.bridge()
	return c
}

// read reads the cells.
func (c *count) read() {
	for _, h := range c.lines[0].fields {
		c.heads = append(c.heads, strings.ToLower(strings.Join(strings.Fields(h), " ")))
	}
	c.wide = make([]bool, len(c.heads))
	c.cells = make([][]*quantity.Quantity, len(c.lines))
	for i := range c.lines {
		c.cells[i] = make([]*quantity.Quantity, len(c.heads))
		for k, f := range c.lines[i].fields {
			got, err := quantity.Read(f, quantity.NumberFormat{Decimal: ',', Thousands: ' '})
			if i == 0 || err != nil || k >= len(c.heads) {
				continue
			}
			q := quantity.Quantity{Number: got.Number, Decimals: got.Decimals}
			if got.Percent {
				q.Unit = quantity.Percent
			}
			c.cells[i][k], c.wide[k] = &q, c.wide[k] || k > 0
		}
	}
}

// label is what a line is called: its last field of words before the numbers.
func (c *count) label(i int) string {
	label := ""
	for k, f := range c.lines[i].fields {
		if c.cells[i][k] != nil && c.wide[k] {
			break
		}
		if f != "" {
			label = f
		}
	}
	return label
}

// title is a column's header as the paper has it.
func (c *count) title(k int) string {
	if cell := c.lines[0].cells[k]; cell.Text != "" {
		return cell.Text
	}
	return c.lines[0].fields[k]
}

func (c *count) place(line, field int) diag.Place {
	cell := c.lines[line].cells[field]
	return c.doc.Place(cell.Start, cell.End)
}

// add keeps a finding about a cell.
func (c *count) add(f diag.Finding, line, field int, computed quantity.Number) {
	c.found = append(c.found, counted{Finding: f, sheet: c.sheet, line: line, field: field, off: computed.Sub(c.cells[line][field].Number)})
}

// column recounts a column that others explain.
func (c *count) column(t int) {
	head := c.heads[t]
	switch {
	case hasWord(head, "riskvärde", "risktal", "riskpoäng", "riskvärdering", "värde", "poäng"):
		c.product(t)
	case c.percent(t):
		c.ratio(t)
	case hasWord(head, "netto"):
		c.difference(t, "NETTO", func(k int) bool { return hasWord(c.heads[k], "intäkt", "kostnad") })
	case differs(head):
		c.difference(t, "DEV", func(int) bool { return true })
	}
}

// differs reports whether a header is that of a column of differences.
func differs(head string) bool {
	return hasWord(head, "avvik", "avv", "diff", "förändring", "förändr", "ökning", "minskning", "skillnad")
}

// hasWord reports whether a word of a folded text begins with, or ends in, one
// of the stems.
func hasWord(text string, stems ...string) bool {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,.()/–-:*", r) }) {
		for _, s := range stems {
			if strings.HasPrefix(w, s) || len(s) > 4 && strings.HasSuffix(w, s) {
				return true
			}
		}
	}
	return false
}

// percent reports whether a column is of shares.
func (c *count) percent(k int) bool {
	if strings.Contains(c.heads[k], "%") || hasWord(c.heads[k], "andel", "procent") {
		return true
	}
	for i := range c.cells {
		if q := c.cells[i][k]; q != nil && q.Unit == quantity.Percent {
			return true
		}
	}
	return false
}

// A tried pair of columns with the lines in which it holds and fails.
type tried struct {
	pairOf
	yes   int
	wrong []int
}

// learn finds the pair of columns that explains a column in nearly all lines.
// Lines where the column is next to zero hold for many pairs, and are no proof.
func (c *count) learn(t int, may func(k int) bool, holds func(t, a, b *quantity.Quantity) bool) (tried, bool) {
	best := tried{}
	for a := range c.heads {
		for b := range c.heads {
			if a == b || a == t || b == t || !c.wide[a] || !c.wide[b] || !may(a) || !may(b) {
				continue
			}
			one := c.try(t, pairOf{a, b}, holds)
			if one.yes > best.yes || one.yes == best.yes && one.yes > 0 && span(t, one.pairOf) < span(t, best.pairOf) {
				best = one
			}
		}
	}
	return best, best.yes >= 3 && len(best.wrong) <= max(1, best.yes/3)
}

func (c *count) try(t int, p pairOf, holds func(t, a, b *quantity.Quantity) bool) tried {
	one := tried{pairOf: p}
	for i := range c.cells {
		x, a, b := c.cells[i][t], c.cells[i][p.a], c.cells[i][p.b]
		switch {
		case x == nil || a == nil || b == nil:
		case !holds(x, a, b):
			one.wrong = append(one.wrong, i)
		case x.Number.Abs().Cmp(slack(x)) >= 0:
			one.yes++
		}
	}
	return one
}

// span is how far from a column two others stand; those to its left are nearer.
func span(t int, p pairOf) int {
	far := func(k int) int {
		if k > t {
			return 10 * (k - t)
		}
		return t - k
	}
	return far(p.a) + far(p.b)
}

// slack is what numbers of so many decimals may differ by when two are counted
// with.
func slack(of ...*quantity.Quantity) quantity.Number {
	least := of[0].Decimals
	for _, q := range of {
		least = min(least, q.Decimals)
	}
	return quantity.Int(2).Shift(-least)
}

// difference recounts a column that is one column minus another, in whichever
// order this table has.
func (c *count) difference(t int, code diag.Code, may func(k int) bool) {
	best, ok := c.learn(t, may, func(x, a, b *quantity.Quantity) bool {
		return a.Number.Sub(b.Number).Sub(x.Number).Abs().Cmp(slack(x, a, b)) < 0
	})
	if code == "NETTO" { // costs with a minus sign
		sum, known := c.learn(t, may, func(x, a, b *quantity.Quantity) bool {
			return a.Number.Add(b.Number).Sub(x.Number).Abs().Cmp(slack(x, a, b)) < 0
		})
		if known && sum.yes > best.yes {
			return // the usual convention
		}
	}
	if !ok {
		return
	}
	c.differs[t] = best.pairOf
	for _, i := range best.wrong {
		x, a, b := c.cells[i][t], c.cells[i][best.a], c.cells[i][best.b]
		computed := quantity.Quantity{Number: a.Number.Sub(b.Number), Decimals: max(a.Decimals, b.Decimals)}
		var f diag.Finding
		if code == "NETTO" {
			f = diag.New(code, c.place(i, t), "stated", *x, "computed", computed, "terms", terms{{c.title(best.a), a}, {c.title(best.b), b}})
		} else {
			f = diag.New(code, c.place(i, t), "stated", *x, "computed", computed, "of", c.title(best.a), "a", *a, "against", c.title(best.b), "b", *b).With("paper")
		}
		c.add(c.see(f, i, best.pairOf), i, t, computed.Number)
	}
}

// see names the two cells that a finding counts with.
func (c *count) see(f diag.Finding, i int, p pairOf) diag.Finding {
	for _, k := range [...]int{p.a, p.b} {
		f = f.See("term", c.place(i, k), "name", c.label(i)+", "+c.title(k), "value", *c.cells[i][k])
	}
	return f
}

// product recounts a risk's value.
func (c *count) product(t int) {
	best, ok := c.learn(t, func(k int) bool { return hasWord(c.heads[k], "sannolikhet", "konsekvens") }, func(x, a, b *quantity.Quantity) bool {
		return a.Number.Mul(b.Number).Equal(x.Number)
	})
	if !ok {
		return
	}
	for _, i := range best.wrong {
		a, b := c.cells[i][best.a], c.cells[i][best.b]
		computed := a.Number.Mul(b.Number)
		f := diag.New("MULT", c.place(i, t), "name", c.title(t), "stated", *c.cells[i][t], "computed", quantity.Quantity{Number: computed},
			"terms", terms{{c.title(best.a), a}, {c.title(best.b), b}})
		c.add(c.see(f, i, best.pairOf), i, t, computed)
	}
}

// ratio recounts a column of shares of which the table has both counts.
func (c *count) ratio(t int) {
	whole := func(k int) bool { return !c.percent(k) }
	best, ok := c.learn(t, whole, func(x, a, b *quantity.Quantity) bool {
		share, ok := quantity.Quo(a.Number.Shift(2), b.Number, x.Decimals+2)
		return ok && share.Sub(x.Number).Abs().Shift(x.Decimals).Cmp(quantity.Int(6).Shift(-1)) < 0
	})
	if !ok {
		return
	}
	for _, i := range best.wrong {
		x, a, b := c.cells[i][t], c.cells[i][best.a], c.cells[i][best.b]
		share, ok := quantity.Quo(a.Number.Shift(2), b.Number, x.Decimals)
		if !ok {
			continue
		}
		stated := quantity.Quantity{Number: x.Number, Decimals: x.Decimals, Unit: quantity.Percent}
		computed := quantity.Quantity{Number: share, Decimals: x.Decimals, Unit: quantity.Percent}
		f := diag.New("RATIO", c.place(i, t), "stated", stated, "computed", computed, "a", *a, "b", *b)
		c.add(c.see(f, i, best.pairOf), i, t, share)
	}
}

// Terms are named numbers as a message lists them.
type terms []term

type term struct {
	name   string
	number *quantity.Quantity
}

// Localize lists the terms.
func (t terms) Localize(lang string) string {
	var out strings.Builder
	for i, one := range t {
		switch {
		case i == 0:
		case i < len(t)-1:
			out.WriteString(", ")
		case lang == "en":
			out.WriteString(" and ")
		default:
			out.WriteString(" och ")
		}
		out.WriteString(one.name + " " + one.number.Localize(lang))
	}
	return out.String()
}

// folds reports whether a text is one of some words.
func folds(text string, words ...string) bool { return slices.Contains(words, asis.Fold(text)) }
