package change

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/edition"
	"tertial/internal/quantity"
)

// facts sorts the pairs into what has changed. It returns the new facts whose
// value is another one.
func (c *Changes) facts(pairs []pair, before, after *guard) (changed []*edition.Fact) {
	renamed := map[rowName][]*pair{}
	var names []rowName
	for i := range pairs {
		p := &pairs[i]
		if p.renamed {
			name := rowOf(p.new)
			if renamed[name] == nil {
				names = append(names, name)
			}
			renamed[name] = append(renamed[name], p)
			continue
		}
		f, ok := compareFacts(p)
		if !ok {
			continue
		}
		if f.isValue() {
			changed = append(changed, f.New)
		}
		c.sort(&f, f.protect(before, after))
	}
	for _, name := range names {
		list := renamed[name]
		old, now := list[0].old.Row, list[0].new.Row
		for _, p := range list[1:] {
			old, now = sharedName(old, p.old.Row), sharedName(now, p.new.Row)
		}
		c.Renamed = append(c.Renamed, Rename{Set: list[0].new.set.Title, Old: old, New: now, Facts: len(list)})
	}
	for _, list := range [...][]Fact{c.Facts, c.Statuses, c.Restated, c.Added, c.Removed, c.Protected} {
		slices.SortStableFunc(list, byImportance)
	}
	return changed
}

// sort puts a change into its list.
func (c *Changes) sort(f *Fact, protected bool) {
	switch {
	case f.Kind == Added:
		c.Added = append(c.Added, *f)
	case f.Kind == Removed:
		c.Removed = append(c.Removed, *f)
	case protected && (f.Kind == Unit || f.Kind == Accuracy): // how it is written says something of it
	case protected && f.New.Status == suppressed:
		c.Protected = append(c.Protected, *f)
	case f.Kind == Status:
		c.Statuses = append(c.Statuses, *f)
	case f.Kind == Unit, f.Kind == Accuracy:
		c.Restated = append(c.Restated, *f)
	default:
		c.Facts = append(c.Facts, *f)
	}
}

// sharedName is what the names of two rows of one thing begin with: the thing's
// own name, before its lines, groups and times.
func sharedName(a, b string) string {
	const sep = ", "
	x, y := strings.Split(a, sep), strings.Split(b, sep)
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	if n == 0 {
		return a
	}
	return strings.Join(x[:n], sep)
}

// compareFacts says what has happened to one fact, and false when nothing has.
func compareFacts(p *pair) (Fact, bool) {
	f := Fact{Old: p.old.Fact, New: p.new.Fact, Later: p.later}
	if f.Old == nil {
		f.Kind, f.Set, f.NewSet = Added, p.new.set.Title, p.new.set.ID
		return f, states(f.New)
	}
	f.OldSet, f.Set = p.old.set.ID, p.old.set.Title
	if f.New == nil {
		f.Kind = Removed
		return f, states(f.Old)
	}
	f.NewSet, f.Set = p.new.set.ID, p.new.set.Title
	f.StatusChanged = f.Old.Status != f.New.Status
	_, hadNumber := numberOf(f.Old)
	_, hasNumber := numberOf(f.New)
	switch {
	case hadNumber && !hasNumber:
		f.Kind = Emptied
	case !hadNumber && hasNumber:
		f.Kind = Filled
	case !hadNumber:
		f.Kind = Words
		if f.Old.Text == f.New.Text {
			f.Kind = Status
		}
		return f, f.Kind == Words || f.StatusChanged
	default:
		f.Kind = compareNumbers(f.Old, f.New)
		if f.Kind == Value {
			f.difference()
		} else if f.Kind == "" && f.StatusChanged {
			f.Kind, f.StatusChanged = Status, false
		}
	}
	return f, f.Kind != ""
}

// states reports whether a fact says anything. An empty cell of a new row does not.
func states(f *edition.Fact) bool {
	return f.Value != "" || f.Text != "" || f.Status != missing
}

// numberOf is the number of a fact, and false where words stand in its place.
func numberOf(f *edition.Fact) (quantity.Number, bool) {
	if f.Value == "" {
		return quantity.Number{}, false
	}
	n, err := quantity.Parse(f.Value)
	return n, err == nil
}

func quantityOf(f *edition.Fact) quantity.Quantity {
	n, _ := numberOf(f)
	return quantity.Quantity{Number: n, Unit: quantity.Unit(f.Unit), Decimals: f.Acc}
}

// compareNumbers says whether two numbers are the same value. A value that the
// less accurate of the two statements gives when the other is rounded is the
// same one, stated anew.
func compareNumbers(a, b *edition.Fact) Kind {
	old := quantityOf(a)
	now, ok := quantityOf(b).In(old.Unit)
	if !ok {
		return Value
	}
	restated := Kind("")
	switch {
	case a.Unit != b.Unit:
		restated = Unit
	case a.Acc != b.Acc:
		restated = Accuracy
	}
	coarse, fine := old, now
	if now.Decimals < old.Decimals {
		coarse, fine = now, old
	}
	switch {
	case old.Number.Equal(now.Number):
		return restated
	case coarse.Decimals < fine.Decimals && fine.Number.Round(coarse.Decimals).Equal(coarse.Number):
		return restated
	default:
		return Value
	}
}

// missing is the status of a fact that is not there (data.Missing).
const missing = "missing"

// shareDecimals is how accurately a difference in per cent is said.
const shareDecimals = 1

// difference fills in the difference in the new unit and its share.
func (f *Fact) difference() {
	now := quantityOf(f.New)
	old, ok := quantityOf(f.Old).In(now.Unit)
	if !ok {
		return
	}
	unit := now.Unit
	if unit == quantity.Percent {
		unit = quantity.PercentagePoints
	}
	f.Difference = &Amount{Value: now.Number.Sub(old.Number), Unit: unit, Decimals: max(now.Decimals, old.Decimals, 0)}
	if now.Unit.Share() || old.Number.Sign()*now.Number.Sign() < 0 {
		return // points are no per cent, and a deficit that became a surplus has not grown by any
	}
	if share, ok := quantity.Quo(f.Difference.Value.Shift(2), old.Number.Abs(), shareDecimals); ok { //nolint:mnd // per cent
		f.Share = &Amount{Value: share, Unit: quantity.Percent, Decimals: shareDecimals}
	}
}

// Size is how large the difference is: amounts of money in kronor; other
// numbers, and what cannot be subtracted, have none.
func (f *Fact) Size() (quantity.Number, bool) {
	if f.Difference == nil {
		return quantity.Number{}, false
	}
	n, ok := quantity.Convert(f.Difference.Value, f.Difference.Unit, quantity.Kronor)
	return n.Abs(), ok
}

// relative is the difference as a part of the larger of the two numbers, so
// that it is the same backwards.
func (f *Fact) relative() quantity.Number {
	if f.Difference == nil {
		return quantity.Number{}
	}
	now := quantityOf(f.New)
	old, _ := quantityOf(f.Old).In(now.Unit)
	largest := now.Number.Abs()
	if old.Number.Abs().Cmp(largest) > 0 {
		largest = old.Number.Abs()
	}
	const digits = 9
	part, _ := quantity.Quo(f.Difference.Value.Abs(), largest, digits)
	return part
}

// Larger orders by the size of the difference, the largest first: amounts of
// money before other numbers, those by what part of the number has changed.
func Larger(a, b Fact) int {
	x, money := a.Size()
	y, too := b.Size()
	if money != too {
		return cmp.Compare(rank(too), rank(money))
	}
	if money {
		return y.Cmp(x)
	}
	return b.relative().Cmp(a.relative())
}

// byImportance orders facts: key figures first, then what is shown most, then
// the largest differences. Facts that are equal in all that stay in the order
// of their keys, so that a comparison backwards has the same order.
func byImportance(a, b Fact) int {
	return cmp.Or(
		cmp.Compare(rank(b.Headline()), rank(a.Headline())),
		cmp.Compare(b.weight(), a.weight()),
		Larger(a, b),
		cmp.Compare(a.key(), b.key()),
	)
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (f *Fact) weight() int {
	w := 0
	if f.Old != nil {
		w = f.Old.Weight
	}
	if f.New != nil {
		w = max(w, f.New.Weight)
	}
	return w
}

// key orders what is equally important; what was added or removed stays in the
// order of its table.
func (f *Fact) key() string {
	if f.Old == nil || f.New == nil {
		return ""
	}
	return min(f.Old.Key, f.New.Key)
}
