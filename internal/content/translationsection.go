package content

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"tertial/internal/diag"
	"tertial/internal/tabular"
)

// Sections of a translation are those of the original: they have its ids, so that
// an address of one leads to the same place of the other. Which is which is told
// by the order, the levels, the blocks and the figures that stand in them.

// A sectionTrait is what is known of a section before its words.
type sectionTrait struct {
	id    string // that it names itself, or ""
	level int
	marks []string // blocks and figures in it, sorted, each once
}

// alignSections finds for each heading of a translation the section of the
// original, and reports what one of the two lacks.
func (b *builder) alignSections(headings []*ast.Heading) {
	var own []*ast.Heading
	for _, h := range headings {
		if h.Parent() == b.doc.Root {
			own = append(own, h)
		}
	}
	theirs := make([]int, len(b.from.Sections)+1)
	for i, s := range b.from.Sections {
		theirs[i] = s.Start
	}
	theirs[len(theirs)-1] = len(b.from.Text)
	ours := make([]int, len(own)+1)
	for i, h := range own {
		ours[i] = b.headingStart(h)
	}
	ours[len(ours)-1] = len(b.doc.Text)
	old, now := make([]sectionTrait, len(b.from.Sections)), make([]sectionTrait, len(own))
	for i, s := range b.from.Sections {
		old[i] = sectionTrait{s.ID, s.Level, b.from.marksIn(theirs[i], theirs[i+1])}
	}
	for i, h := range own {
		id, _ := h.AttributeString("id")
		named, _ := id.([]byte)
		now[i] = sectionTrait{string(named), max(h.Level-b.below, 1), b.doc.marksIn(ours[i], ours[i+1])}
	}
	b.aligned = map[*ast.Heading]string{}
	taken := make([]bool, len(old))
	for k, i := range alignTraits(old, now) {
		if i < 0 {
			b.heading(own[k], "TRANSLATION-SECTION", "extra", "title", strings.TrimSpace(b.plain(own[k]).text()))
			continue
		}
		taken[i] = true
		b.aligned[own[k]] = old[i].id
	}
	for i, s := range b.from.Sections {
		if !taken[i] {
			at := b.from.Place(s.Start, s.Start+1)
			b.diags.Add(diag.New("TRANSLATION-SECTION", b.doc.Meta.Source.File(), "title", s.Text, "number", s.Number).See("original", at))
		}
	}
}

// marksIn are the blocks and figures between two offsets.
func (d *Document) marksIn(start, end int) []string {
	var marks []string
	for _, b := range d.Blocks {
		if b.Start >= start && b.Start < end && b.ID != "" {
			marks = append(marks, "#"+b.ID)
		}
	}
	for _, f := range d.Figures {
		if f.Start >= start && f.Start < end {
			for i := range f.Terms {
				marks = append(marks, f.Terms[i].mark())
			}
		}
	}
	slices.Sort(marks)
	return slices.Compact(marks)
}

// mark writes a reference so that the same names give the same text.
func (r *Reference) mark() string {
	parts := []string{r.Report, r.Dataset}
	for _, p := range r.Parts {
		parts = append(parts, tabular.Fold(p.Text))
	}
	return strings.Join(parts, "|")
}

// likeness is how much speaks for two sections being the same; 0 when they
// cannot be.
func likeness(a, b *sectionTrait) int {
	switch {
	case a.level != b.level, b.id != "" && b.id != a.id:
		return 0
	case b.id != "":
		return 100
	}
	score := 2
	for _, m := range b.marks {
		if _, same := slices.BinarySearch(a.marks, m); same {
			score += 3
		}
	}
	return score
}

// alignTraits gives for each section of now the one of old that it is, or −1, so
// that both stand in the same order and as much as can be agrees.
func alignTraits(old, now []sectionTrait) []int {
	best := make([][]int, len(old)+1) // of the sections from i and k on
	for i := range best {
		best[i] = make([]int, len(now)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for k := len(now) - 1; k >= 0; k-- {
			best[i][k] = max(best[i+1][k], best[i][k+1])
			if n := likeness(&old[i], &now[k]); n > 0 {
				best[i][k] = max(best[i][k], n+best[i+1][k+1])
			}
		}
	}
	is := make([]int, len(now))
	for k := range is {
		is[k] = -1
	}
	for i, k := 0, 0; i < len(old) && k < len(now); {
		n := likeness(&old[i], &now[k])
		switch {
		case n > 0 && best[i][k] == n+best[i+1][k+1]:
			is[k] = i
			i, k = i+1, k+1
		case best[i][k] == best[i+1][k]:
			i++
		default:
			k++
		}
	}
	return is
}
