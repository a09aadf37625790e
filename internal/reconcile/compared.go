package reconcile

import (
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// comparing visits the columns that compare two others.
func comparing(visit func(*run, *data.Dataset, int)) func(*run) {
	return eachDataset(func(c *run, d *data.Dataset) {
		for k := range d.Columns {
			if col := &d.Columns[k]; col.Role == data.RoleValue && !col.Derived && col.Of >= 0 && col.Against >= 0 {
				visit(c, d, k)
			}
		}
	})
}

// scopes checks OMFATTNING: what a column compares must be of one stretch of
// time and of units that can be compared.
func scopes(c *run, d *data.Dataset, k int) {
	col := &d.Columns[k]
	of, against := &d.Columns[col.Of], &d.Columns[col.Against]
	if !d.Comparable(col) {
		c.found(outcome{
			dataset: d, column: k, stated: of.Title, expected: against.Title,
			finding: func() diag.Finding {
				f := diag.New("OMFATTNING", d.ColumnPlace(k), "of", of.Title, "of_time", of.Stretch(), "against", against.Title, "against_time", against.Stretch())
				if col.Value == data.Change {
					f = f.With("change")
				}
				return f
			},
		})
		return
	}
	a, b := unlike(d, k)
	o := outcome{dataset: d, column: k, agrees: a == nil}
	if a != nil {
		o.stated, o.expected = string(a.Unit), string(b.Unit)
		o.finding = func() diag.Finding {
			return diag.New("OMFATTNING", Place(a), "of", of.Title, "unit", unitName(a.Unit), "against", against.Title, "other_unit", unitName(b.Unit)).
				With("unit").See("other", Place(b))
		}
	}
	c.found(o)
}

// unlike finds the first row in which the two units cannot be compared.
func unlike(d *data.Dataset, k int) (a, b *data.Fact) {
	col := &d.Columns[k]
	for i := range d.Rows {
		of, against := d.Rows[i].Cells[col.Of].Facts, d.Rows[i].Cells[col.Against].Facts
		for n := range min(len(of), len(against)) {
			if !of[n].HasNumber() || !against[n].HasNumber() || !stated(of[n]) {
				continue
			}
			if _, ok := of[n].In(against[n].Unit); !ok {
				return of[n], against[n]
			}
		}
	}
	return nil, nil
}

// unitName names a unit in a message, none too.
func unitName(u quantity.Unit) localized {
	return func(lang string) string {
		switch {
		case u != quantity.None:
			return u.Symbol(lang)
		case lang == "en":
			return "no unit"
		default:
			return "ingen enhet"
		}
	}
}

// points checks PP: a difference of two shares is in percentage points. What
// is a change in per cent of a share is another number, and may be in per cent.
func points(c *run, d *data.Dataset, k int) {
	col := &d.Columns[k]
	var first *data.Fact
	tried, wrong := 0, 0
	for i := range d.Rows {
		for _, f := range d.Rows[i].Cells[k].Facts {
			if !stated(f) || f.Value != data.Change && f.Value != data.Deviation {
				continue
			}
			share, difference := shareDifference(d, i, col, f)
			if !share {
				continue
			}
			tried++
			if f.Unit == quantity.Percent && difference {
				if wrong++; first == nil {
					first = f
				}
			}
		}
	}
	if tried == 0 {
		return
	}
	o := outcome{dataset: d, column: k, agrees: wrong == 0, stated: string(quantity.Percent), expected: string(quantity.PercentagePoints)}
	o.finding = func() diag.Finding {
		of, against := d.Rows[first.RowIndex].Cells[col.Of].Facts[first.Part], d.Rows[first.RowIndex].Cells[col.Against].Facts[first.Part]
		return diag.New("PP", Place(first), "a", of.Quantity, "b", against.Quantity, "difference", plain(quantity.Quantity{Number: first.Number, Decimals: first.Decimals}),
			"column", col.Title, "count", wrong)
	}
	c.found(o)
}

// shareDifference reports whether a fact compares two shares, and whether it is
// their difference, not nothing.
func shareDifference(d *data.Dataset, row int, col *data.Column, f *data.Fact) (share, difference bool) {
	of, against := d.Rows[row].Cells[col.Of].Facts, d.Rows[row].Cells[col.Against].Facts
	if f.Part >= len(of) || f.Part >= len(against) {
		return false, false
	}
	a, b := of[f.Part], against[f.Part]
	if !a.HasNumber() || !b.HasNumber() || a.Unit != quantity.Percent || b.Unit != quantity.Percent {
		return false, false
	}
	gap := a.Interval().Sub(b.Interval())
	return true, gap.Overlaps(f.Interval())
}

// headers checks DEVHDR: a header that names two values names them in the
// order in which the column compares them. The dash in such a header means
// "against" (domain.md §1), so that the other order is no error.
func headers(c *run, d *data.Dataset, k int) {
	col := &d.Columns[k]
	first, second := order(col.Header)
	if first == "" || second == "" {
		first, second = order(col.Title)
	}
	of, against := &d.Columns[col.Of], &d.Columns[col.Against]
	if first == "" || second == "" || first == second || of.Value == against.Value {
		return
	}
	c.found(outcome{
		dataset: d, column: k, agrees: first != against.Value || second != of.Value, stated: col.Header, expected: of.Title + " − " + against.Title,
		finding: func() diag.Finding {
			return diag.New("DEVHDR", d.HeaderPlace(k), "column", col.Header, "of", of.Title, "against", against.Title)
		},
	})
}

// headerWords are words by which headers name a value.
var headerWords = [...]struct {
	word  string
	value data.ValueKind
}{
	{"budget", data.Budget},
	{"prognos", data.Forecast},
	{"forecast", data.Forecast},
	{"utfall", data.Outcome},
	{"bokslut", data.Outcome},
	{"outcome", data.Outcome},
	{"actual", data.Outcome},
	{"målvärde", data.Target},
	{"target", data.Target},
}

// order returns the first two different values that a header names, as words of
// their own: "budgetavvikelse" compares with the budget, but names no order.
func order(header string) (first, second data.ValueKind) {
	words := strings.FieldsFunc(strings.ToLower(header), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '–' || r == '−' || r == '/' || r == '.' || r == ',' || r == '(' || r == ')'
	})
	for _, w := range words {
		value := valueNamed(w)
		switch {
		case value == "" || value == first:
		case first == "":
			first = value
		default:
			return first, value
		}
	}
	return first, ""
}

// valueNamed returns the value that a word names, also as a word's end, since
// blanks get lost in headers: AVVIKELSEBUDGET.
func valueNamed(word string) data.ValueKind {
	word = strings.TrimRight(word, "0123456789")
	for _, h := range headerWords {
		if word == h.word || strings.HasSuffix(word, h.word) {
			return h.value
		}
	}
	return ""
}
