package change

import (
	"cmp"
	"slices"
	"strings"

	"tertial/internal/edition"
)

// alike is how much of their words two passages must share to be one passage
// that was changed, by Dice's measure; more where they stand in different places.
const (
	alike     = 0.5
	alikeFar  = 0.6
	fewTokens = 3 // a shorter passage that stands in two places is no move
)

// A line is a passage with what is asked of it more than once.
type line struct {
	*edition.Passage
	same     string   // equal for passages that say the same in the same role
	template string   // the text without what facts say
	tokens   []string // of the template, sorted
	at       int      // in the record's text
	pair     *line    // of the other record, or nil
}

// A block is the passages of one section.
type block struct {
	id, number, heading string
	lines               []*line
	pair                *block
	moved               bool
}

// compareText says what has happened to the text.
func compareText(a, b []edition.Passage) []Section {
	old, now := blocks(a), blocks(b)
	pairBlocks(old, now)
	markMoved(old, now)
	for _, o := range old {
		if o.pair != nil {
			pairLines(o.lines, o.pair.lines)
		}
	}
	pairFar(old, now)
	w := &textWriter{}
	return w.write(old, now)
}

// blocks divides the passages by their sections.
func blocks(all []edition.Passage) []*block {
	var out []*block
	for i := range all {
		p := &all[i]
		if len(out) == 0 || out[len(out)-1].id != p.Section {
			out = append(out, &block{id: p.Section, number: p.Number, heading: p.Heading})
		}
		last := out[len(out)-1]
		l := &line{Passage: p, same: p.Role + "\x00" + p.Text, template: template(p), at: i}
		l.tokens = wordsOf(l.template)
		last.lines = append(last.lines, l)
	}
	return out
}

// template is a passage's text with a sign in place of each figure.
func template(p *edition.Passage) string {
	if len(p.Figures) == 0 {
		return p.Text
	}
	var b strings.Builder
	last := 0
	for _, f := range p.Figures {
		b.WriteString(p.Text[last:f.Start])
		b.WriteString("\uFFFC")
		last = f.End
	}
	b.WriteString(p.Text[last:])
	return b.String()
}

// wordsOf returns the words of a text, sorted.
func wordsOf(text string) []string {
	words := slices.DeleteFunc(cut(strings.ToLower(text)), func(t string) bool { return strings.TrimSpace(t) == "" })
	slices.Sort(words)
	return words
}

// likeness is how much two sorted lists of words share: twice the common ones
// by all of them.
func likeness(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	shared := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch c := strings.Compare(a[i], b[k]); {
		case c < 0:
			i++
		case c > 0:
			k++
		default:
			shared++
			i++
			k++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

// pairBlocks finds which section is which: by its id, else by its heading, else
// by what it says.
func pairBlocks(old, now []*block) {
	by := func(key func(*block) string) {
		first := map[string]*block{}
		for _, n := range now {
			if k := key(n); n.pair == nil && first[k] == nil {
				first[k] = n
			}
		}
		for _, o := range old {
			if n := first[key(o)]; o.pair == nil && n != nil && n.pair == nil {
				o.pair, n.pair = n, o
			}
		}
	}
	by(func(b *block) string { return "#" + b.id })
	by(func(b *block) string {
		if b.heading == "" {
			return "#" + b.id
		}
		return strings.ToLower(b.heading)
	})
	best(free(old), free(now), func(o, n *block) float64 { return likeness(o.words(), n.words()) },
		alike, func(b *block) string { return b.id }, func(o, n *block) { o.pair, n.pair = n, o })
}

func free(all []*block) []*block {
	return slices.DeleteFunc(slices.Clone(all), func(b *block) bool { return b.pair != nil })
}

func (b *block) words() []string {
	var all []string
	for _, l := range b.lines {
		all = append(all, l.tokens...)
	}
	slices.Sort(all)
	return all
}

// mostPairs bounds how many pairs are weighed against each other.
const mostPairs = 1 << 20

// best joins the items of two lists, the likest first, as long as they are
// like enough. Of equally like ones those with the first names come first,
// whichever side they are of.
func best[T any](old, now []T, like func(o, n T) float64, least float64, name func(T) string, join func(o, n T)) {
	type candidate struct {
		o, n int
		like float64
	}
	if len(old)*len(now) > mostPairs {
		return
	}
	var all []candidate
	for i := range old {
		for k := range now {
			if l := like(old[i], now[k]); l >= least {
				all = append(all, candidate{i, k, l})
			}
		}
	}
	names := func(c candidate) (first, second string) {
		o, n := name(old[c.o]), name(now[c.n])
		return min(o, n), max(o, n)
	}
	slices.SortStableFunc(all, func(x, y candidate) int {
		x1, x2 := names(x)
		y1, y2 := names(y)
		return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(x1, y1), cmp.Compare(x2, y2),
			cmp.Compare(x.o+x.n, y.o+y.n), cmp.Compare(min(x.o, x.n), min(y.o, y.n)))
	})
	usedOld, usedNow := map[int]bool{}, map[int]bool{}
	for _, c := range all {
		if !usedOld[c.o] && !usedNow[c.n] {
			usedOld[c.o], usedNow[c.n] = true, true
			join(old[c.o], now[c.n])
		}
	}
}

// markMoved finds the sections that do not stand in the order of the others.
func markMoved(old, now []*block) {
	label := func(o, n *block) string { return min(o.id, n.id) + "\x00" + max(o.id, n.id) }
	var before, after []string
	var blocks []*block
	for _, o := range old {
		if o.pair != nil {
			before = append(before, label(o, o.pair))
		}
	}
	for _, n := range now {
		if n.pair != nil {
			after = append(after, label(n.pair, n))
			blocks = append(blocks, n)
		}
	}
	inPlace := map[int]bool{}
	for _, m := range common(before, after) {
		inPlace[m[1]] = true
	}
	for i, n := range blocks {
		n.moved = !inPlace[i]
		n.pair.moved = n.moved
	}
}

// pairLines pairs the passages of a section that is in both records.
func pairLines(old, now []*line) {
	a, b := make([]string, len(old)), make([]string, len(now))
	for i, l := range old {
		a[i] = l.same
	}
	for i, l := range now {
		b[i] = l.same
	}
	for _, m := range common(a, b) {
		join(old[m[0]], now[m[1]])
	}
	pairEqual(old, now, 0)
	pairAlike(old, now, alike)
	pairInPlace(old, now)
}

func join(o, n *line) { o.pair, n.pair = n, o }

func freeLines(all []*line) []*line {
	return slices.DeleteFunc(slices.Clone(all), func(l *line) bool { return l.pair != nil })
}

// pairEqual pairs passages that say the same elsewhere.
func pairEqual(old, now []*line, least int) {
	first := map[string][]*line{}
	for _, n := range freeLines(now) {
		first[n.same] = append(first[n.same], n)
	}
	for _, o := range freeLines(old) {
		if list := first[o.same]; len(list) > 0 && len(o.tokens) >= least {
			join(o, list[0])
			first[o.same] = list[1:]
		}
	}
}

// pairAlike pairs passages of one role that share most of their words.
func pairAlike(old, now []*line, least float64) {
	like := func(o, n *line) float64 {
		switch {
		case o.Role != n.Role:
			return 0
		case o.template == n.template:
			return 2 // likest of all: only numbers differ
		default:
			return likeness(o.tokens, n.tokens)
		}
	}
	best(freeLines(old), freeLines(now), like, least, func(l *line) string { return l.same }, join)
}

// pairInPlace pairs what is left between two passages that are in both records,
// where there are as many of a role on both sides: a cell or a heading that
// says something else. A paragraph that shares no words with the one in its
// place is another one.
func pairInPlace(old, now []*line) {
	gaps := func(all []*line) map[*line][]*line {
		out := map[*line][]*line{}
		var last *line
		for _, l := range all {
			switch {
			case l.pair == nil && l.Role != "paragraph":
				out[last] = append(out[last], l)
			case l.pair != nil:
				last = l
			}
		}
		return out
	}
	inOld, inNew := gaps(old), gaps(now)
	for _, n := range append([]*line{nil}, now...) {
		o := (*line)(nil)
		if n != nil {
			o = n.pair
		}
		if n != nil && o == nil || len(inOld[o]) != len(inNew[n]) {
			continue
		}
		for i := range inNew[n] {
			if inOld[o][i].Role == inNew[n][i].Role {
				join(inOld[o][i], inNew[n][i])
			}
		}
	}
}

// pairFar pairs passages across sections.
func pairFar(old, now []*block) {
	var a, b []*line
	for _, o := range old {
		a = append(a, o.lines...)
	}
	for _, n := range now {
		b = append(b, n.lines...)
	}
	pairEqual(a, b, fewTokens)
	far := func(all []*line) []*line {
		return slices.DeleteFunc(slices.Clone(all), func(l *line) bool { return len(l.tokens) < fewTokens })
	}
	pairAlike(far(a), far(b), alikeFar)
}
