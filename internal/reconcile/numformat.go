package reconcile

import (
	"strings"
	"unicode"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// formats checks NUMFORMAT: how the file writes its numbers. There is at most
// one finding of a sort for a column.
func formats(c *run, d *data.Dataset) {
	unitOfMoney(c, d)
	for k := range d.Columns {
		if d.Columns[k].Role != data.RoleValue {
			continue
		}
		written := columnTexts(d, k)
		if len(written) < 2 {
			continue
		}
		column := func(variant string, odd *data.Fact, args ...any) {
			o := outcome{dataset: d, column: k, agrees: odd == nil}
			if odd != nil {
				o.stated, o.expected = text(odd), likeOthers(odd, written)
				o.finding = func() diag.Finding {
					return diag.New("NUMFORMAT", Place(odd), append(args, "column", d.Columns[k].Title, "value", text(odd))...).With(variant)
				}
			}
			c.found(o)
		}
		if !d.Description.Kind.Years {
			odd, n, most := decimalsApart(written)
			column("decimals", odd, "count", n, "decimals", most)
		}
		column("thousands", thousandsApart(written))
		column("percent", percentApart(written))
	}
	if d.Description.Kind.Years {
		measureDecimals(c, d)
	}
	timeForms(c, d)
}

// likeOthers is the number as the file has it with as many decimals as others
// of its unit, which is what a known difference calls the expected value.
func likeOthers(odd *data.Fact, facts []*data.Fact) string {
	most := odd.Written
	for _, f := range facts {
		if f.Unit == odd.Unit {
			most = max(most, f.Written)
		}
	}
	number := strings.TrimRight(text(odd), " %")
	if odd.Written == 0 && most > 0 {
		number += ","
	}
	return number + strings.Repeat("0", most-odd.Written)
}

// text is the number as the file has it.
func text(f *data.Fact) string { return string(f.Dataset.Source.Text[f.Start:f.End]) }

// columnTexts are the numbers of a column that may be expected to look alike:
// those of one unit. Rows of different measures have a look of their own.
func columnTexts(d *data.Dataset, k int) []*data.Fact {
	var facts []*data.Fact
	for i := range d.Rows {
		for _, f := range d.Rows[i].Cells[k].Facts {
			if stated(f) {
				facts = append(facts, f)
			}
		}
	}
	return facts
}

// decimalsApart returns the first number that has fewer decimals than others of
// its unit, how many there are, and the decimals of the others.
func decimalsApart(facts []*data.Fact) (odd *data.Fact, count, most int) {
	deepest := map[quantity.Unit]int{}
	for _, f := range facts {
		deepest[f.Unit] = max(deepest[f.Unit], f.Written)
	}
	for _, f := range facts {
		if f.Written < deepest[f.Unit] && f.Dataset.Columns[f.ColumnIndex].Decimals < 0 {
			if count++; odd == nil {
				odd, most = f, deepest[f.Unit]
			}
		}
	}
	return odd, count, most
}

// measureDecimals compares the decimals of each measure through its row: other
// rows are other measures. There is one finding for the table.
func measureDecimals(c *run, d *data.Dataset) {
	var first *data.Fact
	tried, count, most := 0, 0, 0
	for i := range d.Rows {
		var facts []*data.Fact
		eachValue(d, i, func(f *data.Fact) {
			if stated(f) && f.Value == data.Outcome {
				facts = append(facts, f)
			}
		})
		if len(facts) < 2 {
			continue
		}
		tried++
		odd, n, decimals := decimalsApart(facts)
		if count += n; first == nil {
			first, most = odd, decimals
		}
	}
	if tried == 0 {
		return
	}
	o := outcome{fact: first, dataset: d, column: -1, agrees: first == nil}
	if first != nil {
		o.stated = text(first)
		o.finding = func() diag.Finding {
			return diag.New("NUMFORMAT", Place(first), "name", Name(first), "value", text(first), "decimals", most, "count", count).With("measure")
		}
	}
	c.found(o)
}

// thousandsApart returns the first number that separates its thousands in
// another way than the number before it.
func thousandsApart(facts []*data.Fact) *data.Fact {
	first, seen := rune(0), false
	for _, f := range facts {
		sep, long := groupSign(text(f), f.Written > 0)
		if !long {
			continue
		}
		if !seen {
			first, seen = sep, true
			continue
		}
		if sep != first {
			return f
		}
	}
	return nil
}

// groupSign returns what stands between the thousands of a text, 0 for nothing,
// and whether it has so many digits that anything could. All blanks are one.
func groupSign(text string, decimals bool) (sign rune, long bool) {
	whole := strings.TrimFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	if i := strings.LastIndexAny(whole, ".,"); i >= 0 && decimals {
		whole = whole[:i]
	}
	digits := 0
	for _, r := range whole {
		switch {
		case unicode.IsDigit(r):
			digits++
		case blank(r):
			sign = ' '
		default:
			sign = r
		}
	}
	return sign, digits > 3
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u202f' }

// percentApart returns the first number that has its percent sign in another
// way than the one before it: with a blank, without, or none.
func percentApart(facts []*data.Fact) *data.Fact {
	const none, tight, spaced = 1, 2, 3
	first := 0
	for _, f := range facts {
		if f.Unit != quantity.Percent && f.Unit != quantity.None {
			continue
		}
		form := none
		if number, ok := strings.CutSuffix(text(f), "%"); ok {
			form = tight
			if strings.TrimRightFunc(number, blank) != number {
				form = spaced
			}
		}
		switch {
		case first == 0:
			first = form
		case form != first && (f.Unit == quantity.Percent || first != none):
			return f
		}
	}
	return nil
}

// unitOfMoney asks for the unit of a table of money: amounts without it are
// right only by guessing.
func unitOfMoney(c *run, d *data.Dataset) {
	var bare *data.Fact
	tried := false
	eachFact(d, func(f *data.Fact) {
		if !stated(f) || !speaksOfMoney(f) {
			return
		}
		tried = true
		if f.Unit == quantity.None && bare == nil {
			bare = f
		}
	})
	if !tried {
		return
	}
	c.found(outcome{
		fact: bare, dataset: d, column: -1, agrees: bare == nil, expected: string(quantity.Thousands),
		finding: func() diag.Finding {
			f := diag.New("NUMFORMAT", Place(bare), "title", d.Description.Title, "value", text(bare), "column", column(bare)).With("unit")
			f.Severity = diag.Warning
			if d.Description.Kind.Account {
				f.Severity = diag.Error // an amount without its unit means nothing
			}
			return f
		},
	})
}

// moneyWords are words of headers and names that speak of amounts of money.
var moneyWords = [...]string{"kostnad", "intäkt", "belopp", "budget", "netto", "bidrag", "anslag", "pris", "lön", "cost", "income", "amount"}

// speaksOfMoney reports whether a fact is an amount: of an account, or in a
// column that is called so. A budget of volumes is none.
func speaksOfMoney(f *data.Fact) bool {
	kind := f.Dataset.Description.Kind
	if kind.Account || kind.Name == "investments" {
		return f.Value != data.ShareUsed && f.Value != data.Number
	}
	if kind.Known() {
		return false
	}
	header := fold(f.Dataset.Columns[f.ColumnIndex].Header)
	for _, w := range moneyWords {
		if strings.Contains(header, w) {
			return true
		}
	}
	return false
}
