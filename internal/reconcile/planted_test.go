package reconcile_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/reconcile"
)

// TestPlantedDigits changes one digit in each of 500 cells of the worked
// example that take part in an equation. At least nine of ten are found; what
// is not found lies inside the rounding of its equations.
func TestPlantedDigits(t *testing.T) {
	t.Parallel()
	whole := newReader(t, os.DirFS("../.."))
	type cell struct {
		meta *content.Meta
		fact *data.Fact
	}
	var cells []cell
	before := map[string]map[string]bool{}
	for _, meta := range whole.metas {
		r := &reader{t: t, fsys: whole.fsys, codes: whole.codes, metas: whole.metas, diags: &diag.List{}}
		linked := r.link(meta)
		for _, f := range reconcile.CoveredFacts(linked) {
			cells = append(cells, cell{meta, f})
		}
		reconcile.Check(linked, r.diags)
		before[meta.Path] = heard(r.diags)
	}
	const plant, least = 500, 450
	if len(cells) < plant {
		t.Fatalf("only %d cells take part in an equation", len(cells))
	}
	random := rand.New(rand.NewPCG(7, 11))
	found := 0
	for _, i := range random.Perm(len(cells))[:plant] {
		c := cells[i]
		changed, was, is := digitChanged(random, c.fact)
		r := &reader{t: t, fsys: overlay{whole.fsys, c.fact.Dataset.File, changed}, codes: whole.codes, metas: whole.metas, diags: &diag.List{}}
		reconcile.Check(r.link(c.meta), r.diags)
		if differs(before[c.meta.Path], heard(r.diags)) {
			found++
			continue
		}
		if !insideRounding(t, r, c.meta, c.fact) {
			t.Errorf("%s: %s for %s is not found, and more than rounding", c.fact.Dataset.Reference(c.fact), is, was)
		}
	}
	t.Logf("%d of %d found, the others lie inside the rounding", found, plant)
	if found < least {
		t.Errorf("%d of %d found, want at least %d", found, plant, least)
	}
}

// digitChanged returns the fact's file with one digit of its cell changed.
func digitChanged(random *rand.Rand, f *data.Fact) (file []byte, was, is string) {
	var digits []int
	for i := f.Start; i < f.End; i++ {
		if c := f.Dataset.Source.Text[i]; c >= '0' && c <= '9' {
			digits = append(digits, i)
		}
	}
	file = append(file, f.Dataset.Source.Text...)
	at := digits[random.IntN(len(digits))]
	file[at] = '0' + (file[at]-'0'+byte(1+random.IntN(9)))%10
	return file, string(f.Dataset.Source.Text[f.Start:f.End]), string(file[f.Start:f.End])
}

// heard are the errors and warnings of a list, as printed.
func heard(diags *diag.List) map[string]bool {
	all := map[string]bool{}
	for _, f := range diags.Sorted() {
		if f.Severity >= diag.Warning {
			all[fmt.Sprint(f.Place.File, f.Place.Line, f.Place.Column, f.Code, f.Message("en"))] = true
		}
	}
	return all
}

func differs(before, after map[string]bool) bool {
	if len(before) != len(after) {
		return true
	}
	for text := range after {
		if !before[text] {
			return true
		}
	}
	return false
}

// insideRounding reports whether every equation of the cell holds with the
// changed number, within the intervals of its terms, and the change is no
// larger than their rounding together.
func insideRounding(t *testing.T, r *reader, meta *content.Meta, was *data.Fact) bool {
	t.Helper()
	for _, d := range r.datasets(meta, &diag.List{}) {
		if d.ID != was.Dataset.ID {
			continue
		}
		is := d.Rows[was.RowIndex].Cells[was.ColumnIndex].Facts[was.Part]
		change := is.Number.Sub(was.Number).Abs()
		room := quantity.Number{}
		for i := range d.Relations {
			rel := &d.Relations[i]
			stands := rel.Result == is
			for _, term := range rel.Terms {
				stands = stands || term.Fact == is
			}
			if got, ok := rel.Evaluate(); stands && ok {
				if rel.Result != nil && !got.Agrees && was.Dataset.Relations[i].Result.Derived.Agrees {
					return false
				}
				if width := got.Interval.Width().Add(is.Interval().Width()); width.Cmp(room) > 0 {
					room = width
				}
			}
		}
		return room.IsZero() || change.Cmp(room) <= 0
	}
	return false
}

// An overlay is a site with one file replaced.
type overlay struct {
	fs.FS
	name string
	text []byte
}

func (o overlay) Open(name string) (fs.File, error) {
	if name == o.name {
		return fstest.MapFS{name: {Data: o.text}}.Open(name)
	}
	return o.FS.Open(name)
}
