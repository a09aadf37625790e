package chart

import (
	"strconv"
	"strings"
)

// Neighbours in a stack or a group differ in lightness, but every other series has nearly
// the same: in black and white the third looks like the first. From the third on
// a series therefore carries a pattern of thin lines or dots in the colour of
// the paper, upon its own colour. They are drawn, not styled: a pattern looks the
// same in light, dark and print, and in forced colours it is what tells apart
// series that get the same system colour.

// patternFrom is the first series with a pattern.
const patternFrom = 2

// pattern is the tile of a series' pattern: its side and what is in it.
func pattern(i int) (side float64, content string) {
	stroke := ` fill="none" stroke="var(` + paintPaper.property() + `)" stroke-opacity="0.5"`
	switch i {
	case 2:
		return 8, `<path d="M-2 2l4-4M-1 9l10-10M6 10l4-4"` + stroke + `/>`
	case 3:
		return 6, `<path d="M1.5 .75v1.5M4.5 3.75v1.5"` + stroke + ` stroke-width="1.5"/>`
	case 4:
		return 6, `<path d="M0 3h6"` + stroke + `/>`
	default:
		return 8, `<path d="M-2 6l4 4M-1-1l10 10M6-2l4 4"` + stroke + `/>`
	}
}

// patterned reports whether series need more than lightness to be told apart.
func (p *plot) patterned() bool {
	if len(p.subs) > 0 {
		return p.subs[0].patterned()
	}
	switch p.Form {
	case Pie:
		return len(p.Categories) > patternFrom
	case Bar:
		return len(p.Series) > patternFrom
	case Area:
		return p.Stack == Stacked && len(p.Series) > patternFrom
	case Line, Waterfall, Slope, Dumbbell, Bullet, Heat, Paired, Likert:
	}
	return false
}

// overlay lays its pattern on each mark that is filled with a series' colour, and
// notes which patterns are used.
func (t *tailor) overlay(list []*node, used *[maxSeries]bool) []*node {
	var out []*node
	for _, n := range list {
		out = append(out, n)
		n.kids = t.overlay(n.kids, used)
		for i := patternFrom; i < maxSeries && n.name == "path"; i++ {
			if n.get("fill") == "var("+series(i).property()+")" {
				used[i] = true
				out = append(out, &node{name: "path", attrs: []attr{
					{"d", n.get("d")}, {"fill", "url(#" + t.patternID(i) + ")"},
				}})
			}
		}
	}
	return out
}

func (t *tailor) patternID(i int) string { return t.prefix + "p" + strconv.Itoa(i+1) }

// writePatterns defines the patterns that are used.
func (t *tailor) writePatterns(b *strings.Builder, used [maxSeries]bool) {
	open := false
	for i := patternFrom; i < maxSeries; i++ {
		if !used[i] {
			continue
		}
		if !open {
			b.WriteString("<defs>")
			open = true
		}
		side, content := pattern(i)
		b.WriteString(`<pattern id="` + escape(t.patternID(i)) + `" width="` + short(side) + `" height="` + short(side) +
			`" patternUnits="userSpaceOnUse">` + content + `</pattern>`)
	}
	if open {
		b.WriteString("</defs>")
	}
}
