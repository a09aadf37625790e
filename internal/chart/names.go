package chart

import (
	"math"
	"strings"
)

// namesBelow fits the categories' names under a standing plot, where the middle of
// each is at and each has room units: in full on up to three lines, else their
// short forms, else, when categories are ordered, only some of them. Nil entries
// are not shown.
func (p *plot) namesBelow(room float64, at func(j int) float64) ([][]string, bool) {
	for _, name := range []func(Category) string{func(c Category) string { return c.Label }, Category.brief} {
		if names, ok := p.wrapAll(name, room-6); ok && p.apart(names, at) {
			return names, true
		}
	}
	if !p.Ordered && !p.Form.joined() {
		return nil, false
	}
	for every := 1; every < len(p.Categories); every = sparser(every) {
		if names := p.thinOut(every); p.apart(names, at) {
			return names, true
		}
	}
	return p.thinOut(len(p.Categories)), true
}

// sparser is the next way to count that suits months and years alike.
func sparser(every int) int {
	switch every {
	case 1, 2, 3:
		return every + 1
	case 4:
		return 6
	case 6:
		return 12
	}
	return every + 12
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
		names[j] = p.metrics.wrap(text, room, p.label, 3)
		if strings.HasSuffix(names[j][len(names[j])-1], "…") && !strings.HasSuffix(text, "…") {
			return nil, false
		}
	}
	return names, true
}

// thinOut shows every n-th short name, counted from the last: it is the newest.
func (p *plot) thinOut(every int) [][]string {
	names := make([][]string, len(p.Categories))
	for j := len(names) - 1; j >= 0; j -= every {
		names[j] = p.metrics.wrap(p.Categories[j].brief(), 0.55*p.gridWidth, p.label, 1)
	}
	return names
}

// apart reports whether names stand clear of each other.
func (p *plot) apart(names [][]string, at func(j int) float64) bool {
	free := math.Inf(-1)
	for j, n := range names {
		if n == nil {
			continue
		}
		x, half := p.inside(n, at(j))
		if x-half < free {
			return false
		}
		free = x + half + 6
	}
	return true
}

// inside moves a name that would stand over the edge of the drawing.
func (p *plot) inside(name []string, x float64) (middle, half float64) {
	half = p.metrics.widest(name, p.label, regular) / 2
	from, to := 0.0, p.width
	if p.bounds != nil {
		from, to = p.bounds[0], p.bounds[1]
	}
	return min(max(x, from+half), to-half), half
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
		x, _ := p.inside(n, at(j))
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
