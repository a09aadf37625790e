package change

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/edition"
)

// A textWriter writes down what has happened to paired passages.
type textWriter struct {
	place map[*line]int // of the new passages that stand where they did
}

func (w *textWriter) write(old, now []*block) []Section {
	w.findPlaces(now)
	owner := map[*line]*block{}
	for _, n := range now {
		for _, l := range n.lines {
			owner[l] = n
		}
	}
	var out []Section
	gone := w.gone(old)
	out = append(out, gone[nil]...)
	for _, n := range now {
		if s, ok := w.section(n, owner); ok {
			out = append(out, s)
		}
		out = append(out, gone[n]...)
	}
	return out
}

// gone are the sections that are removed as a whole, by the new section that
// they would stand after.
func (w *textWriter) gone(old []*block) map[*block][]Section {
	out := map[*block][]Section{}
	var last *block
	for _, o := range old {
		if o.pair != nil {
			last = o.pair
			continue
		}
		s := Section{ID: o.id, Number: o.number, Heading: o.heading, Kind: TextRemoved}
		for _, l := range o.lines {
			if l.pair == nil {
				s.Passages = append(s.Passages, Passage{Kind: TextRemoved, Old: l.Passage})
			}
		}
		out[last] = append(out[last], s)
	}
	return out
}

// findPlaces finds the passages that stand in the same order as before in the
// section they stood in: all others were moved.
func (w *textWriter) findPlaces(now []*block) {
	w.place = map[*line]int{}
	for _, n := range now {
		if n.pair == nil {
			continue
		}
		before, _ := paired(n.pair.lines, n.lines)
		after, lines := paired(n.lines, n.pair.lines)
		for _, m := range common(before, after) {
			w.place[lines[m[1]]] = 1
		}
	}
}

// paired returns labels of the lines that have their pair among others, which
// are equal for both of a pair.
func paired(lines, others []*line) (labels []string, found []*line) {
	in := make(map[*line]bool, len(others))
	for _, l := range others {
		in[l] = true
	}
	for _, l := range lines {
		if l.pair != nil && in[l.pair] {
			labels = append(labels, min(l.same, l.pair.same)+"\x00"+max(l.same, l.pair.same))
			found = append(found, l)
		}
	}
	return labels, found
}

// A placed is a passage with where it is read: after the n-th new one, the
// removed ones behind it in their order.
type placed struct {
	Passage
	after, order int
}

// section says what has happened in a section of the new record.
func (w *textWriter) section(n *block, owner map[*line]*block) (Section, bool) {
	s := Section{ID: n.id, id: n.id, Number: n.number, Heading: n.heading}
	switch {
	case n.pair == nil:
		s.Kind = TextAdded
	case n.moved:
		s.Kind = TextMoved
	}
	var all []placed
	for i, l := range n.lines {
		if p, ok := w.passage(l); ok {
			all = append(all, placed{p, i, -1})
		}
	}
	if n.pair != nil {
		after := -1
		for i, l := range n.pair.lines {
			if l.pair == nil {
				all = append(all, placed{Passage{Kind: TextRemoved, Old: l.Passage}, after, i})
			} else if owner[l.pair] == n {
				after = slices.Index(n.lines, l.pair)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.after, b.after), cmp.Compare(a.order, b.order))
	})
	for _, p := range all {
		s.Passages = append(s.Passages, p.Passage)
	}
	return s, s.Kind != "" || len(s.Passages) > 0
}

// passage says what has happened to a passage of the new record.
func (w *textWriter) passage(l *line) (Passage, bool) {
	if l.pair == nil {
		return Passage{Kind: TextAdded, New: l.Passage}, true
	}
	p := Passage{Old: l.pair.Passage, New: l.Passage, Moved: w.place[l] == 0}
	if l.same == l.pair.same {
		p.Kind, p.Moved = TextMoved, false
		return p, w.place[l] == 0
	}
	p.Kind = TextChanged
	p.Words = CompareWords(l.pair.Text, l.Text)
	p.Follows = l.template == l.pair.template && sameFacts(l, l.pair)
	p.Renumbered = p.Follows && renumbered(l, l.pair)
	return p, true
}

// renumbered reports whether all figures that differ are cross-references, whose
// names begin with #.
func renumbered(a, b *line) bool {
	for i, f := range a.Figures {
		g := b.Figures[i]
		if a.Text[f.Start:f.End] != b.Text[g.Start:g.End] && !slices.ContainsFunc(f.Facts, func(name string) bool { return strings.HasPrefix(name, "#") }) {
			return false
		}
	}
	return true
}

// sameFacts reports whether two passages are bound to the same facts, so that
// what differs in them follows from those.
func sameFacts(a, b *line) bool {
	return slices.EqualFunc(a.Figures, b.Figures, func(x, y edition.Figure) bool { return slices.Equal(x.Facts, y.Facts) })
}
