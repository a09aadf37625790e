package chart

import (
	"math"
	"strings"
)

// namesBelow fits the categories' names under a standing plot, where each has
// room units: in full on up to three lines, else their short forms, else, when
// categories are ordered, only some of them. Nil entries are not shown.
func (p *plot) namesBelow(room float64) ([][]string, bool) {
	if names, ok := p.wrapAll(func(c Category) string { return c.Label }, room-6); ok {
		return names, true
	}
	if names, ok := p.wrapAll(Category.brief, room-6); ok {
		return names, true
	}
	if p.Ordered || p.Form == Line {
		return p.thinOut(room), true
	}
	return nil, false
}

// brief is the short name of a category.
func (c Category) brief() string {
	if c.Short != "" {
		return c.Short
	}
	return c.Label
}

func (p *plot) wrapAll(name func(Category) string, room float64) ([][]string, bool) {
	names := make([][]string, len(p.Categories))
	for j, c := range p.Categories {
		text := name(c)
		if p.metrics.width(longestWord(text), p.label, regular) > room {
			return nil, false
		}
		names[j] = p.metrics.wrap(text, room, p.label, regular, 3)
		if strings.HasSuffix(names[j][len(names[j])-1], "…") && !strings.HasSuffix(text, "…") {
			return nil, false
		}
	}
	return names, true
}

// thinOut shows every n-th short name, the last one always: it is the newest.
func (p *plot) thinOut(room float64) [][]string {
	last := len(p.Categories) - 1
	widest := 0.0
	texts := make([]string, last+1)
	for j, c := range p.Categories {
		texts[j] = p.metrics.wrap(c.brief(), 0.4*p.gridWidth, p.label, regular, 1)[0]
		widest = max(widest, p.metrics.width(texts[j], p.label, regular))
	}
	every := max(1, int(math.Ceil((widest+12)/room)))
	names := make([][]string, last+1)
	for j := last; j >= 0; j -= every {
		names[j] = []string{texts[j]}
	}
	return names
}

// placeBelow sets names under the plot, hanging from one line, and closes the
// drawing below them. Names at the edges are moved inside.
func (p *plot) placeBelow(names [][]string, at func(j int) float64) {
	bottom := p.top + p.gridHeight + 6
	lines := 1
	for j, n := range names {
		if n == nil {
			continue
		}
		lines = max(lines, len(n))
		half := p.metrics.widest(n, p.label, regular) / 2
		x := min(max(at(j), half), p.width-half)
		y := bottom + float64(len(n))*p.line()/2
		p.add(word{lines: n, x: x, y: y, anchor: center, size: p.label, paint: paintInk})
	}
	p.height = math.Ceil(bottom + float64(lines)*p.line())
}

func longestWord(s string) string {
	longest := ""
	for w := range strings.SplitSeq(s, " ") {
		if len([]rune(w)) > len([]rune(longest)) {
			longest = w
		}
	}
	return longest
}
