package reconcile

import (
	"hash/maphash"
	"strconv"
	"strings"

	"tertial/internal/data"
)

// budgetChanges is the kind of datasets that bridge one budget to the next.
const budgetChanges = "budget-changes"

// An identity is all that must be equal for two facts to be the same
// (design.md §5), with what a report's total is called left out.
type identity struct {
	committee  string
	kind       string
	fact       *data.Fact
	anyVersion bool // whatever the budget's version and date
}

// seed is one for a process: digests are compared within one run only.
var seed = maphash.MakeSeed()

// digest returns a number that equal identities share.
func (id identity) digest() uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	part := func(s string) {
		_, _ = h.WriteString(s) // a Hash does not fail
		_ = h.WriteByte(0)
	}
	f := id.fact
	part(id.committee)
	part(id.kind)
	for _, s := range entity(f) {
		part(s)
	}
	part(string(f.Line))
	part(f.Group)
	part(string(f.Value))
	part(strconv.Itoa(f.Year))
	part(string(f.Scope))
	part(strconv.Itoa(int(f.From)) + "-" + strconv.Itoa(int(f.To)))
	if !id.anyVersion {
		part(f.Version)
		part(f.At)
	}
	return h.Sum64()
}

// sameThing reports whether two facts of one committee measure the same.
func sameThing(a, b *data.Fact) bool {
	x, y := a.Dimensions, b.Dimensions
	for _, d := range [...]*data.Dimensions{&x, &y} {
		d.Code, d.Name, d.Under, d.Of, d.Against = "", "", "", "", ""
	}
	return x == y && entity(a) == entity(b) && a.Dataset.Description.Kind.Name == b.Dataset.Description.Kind.Name
}

// entity says what a row speaks of. A total of an account is the whole,
// whatever it is called; another total, and all of a table of no kind, means
// something within its own dataset only.
func entity(f *data.Fact) [4]string {
	d := f.Dataset
	row := &d.Rows[f.RowIndex]
	kind := d.Description.Kind
	of := ""
	if f.Value == data.Number || !kind.Known() {
		of = fold(column(f))
	}
	switch {
	case kind.Account && isWhole(f):
		return [4]string{"whole"}
	case !kind.Known():
		return [4]string{"table", d.ID, orElse(f.Code, fold(f.Name)) + "\x00" + fold(f.Under), of}
	case row.Type == data.Total || row.Type == data.Subtotal:
		return [4]string{"sum", d.ID, fold(f.Name), fold(f.Under)}
	case f.Code != "":
		return [4]string{"code", f.Code, fold(f.Under), of}
	default:
		return [4]string{"name", fold(f.Name), fold(f.Under), of}
	}
}

// isWhole reports whether a fact is about all activities together: a total of
// an account that stands under no heading and is no part of another.
func isWhole(f *data.Fact) bool {
	row := &f.Dataset.Rows[f.RowIndex]
	if row.Section != "" || row.Group != "" {
		return false
	}
	if row.Type == data.Total {
		return true
	}
	return f.Dataset.Description.Kind.OneNet && row.Line == data.Net
}

// fold makes spellings of one name the same.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func orElse(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
