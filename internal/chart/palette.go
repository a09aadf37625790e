package chart

import "fmt"

// A paint is a part that a colour plays in a drawing. ECharts is given a sentinel
// colour for it, which the post-processing turns into a custom property, so that
// the page decides what it looks like in light, dark and forced colours.
type paint int

const (
	paintSeries1 paint = iota
	paintSeries2
	paintSeries3
	paintSeries4
	paintSeries5
	paintSeries6
	paintOn1
	paintOn2
	paintOn3
	paintOn4
	paintOn5
	paintOn6
	paintPositive
	paintNegative
	paintInk
	paintSoft
	paintGrid
	paintAxis
	paintPaper
	paints // how many there are
)

// maxSeries is how many series the palette can tell apart.
const maxSeries = int(paintOn1 - paintSeries1)

// A Colour is one custom property that a drawing paints with, and values for it
// that have been tested: 3:1 for marks, 4.5:1 for words.
type Colour struct {
	Property    string // "--c1"
	Light, Dark string // "#12436d"
}

// Palette returns the custom properties that drawings refer to, with values for
// a page of white and of #12181d, in the order of the package comment.
func Palette() []Colour {
	return []Colour{
		paintSeries1:  {"--c1", "#12436d", "#9ccbf5"},
		paintSeries2:  {"--c2", "#27a095", "#1b766c"},
		paintSeries3:  {"--c3", "#7a1549", "#f7b0d2"},
		paintSeries4:  {"--c4", "#ec6a1f", "#a9501a"},
		paintSeries5:  {"--c5", "#37424c", "#d3dbe2"},
		paintSeries6:  {"--c6", "#9a86cf", "#6f5eae"},
		paintOn1:      {"--c1-on", "#ffffff", "#12181d"},
		paintOn2:      {"--c2-on", "#1f2a33", "#ffffff"},
		paintOn3:      {"--c3-on", "#ffffff", "#12181d"},
		paintOn4:      {"--c4-on", "#1f2a33", "#ffffff"},
		paintOn5:      {"--c5-on", "#ffffff", "#12181d"},
		paintOn6:      {"--c6-on", "#1f2a33", "#ffffff"},
		paintPositive: {"--c-pos", "#12436d", "#9ccbf5"},
		paintNegative: {"--c-neg", "#a3195b", "#e0619f"},
		paintInk:      {"--c-ink", "#1f2a33", "#e8edf1"},
		paintSoft:     {"--c-soft", "#51606b", "#a9b6c0"},
		paintGrid:     {"--c-line", "#d8dfe4", "#34414b"},
		paintAxis:     {"--c-axis", "#1f2a33", "#e8edf1"},
		paintPaper:    {"--c-paper", "#ffffff", "#12181d"},
	}
}

// sentinel is the colour that stands for p in options.
func (p paint) sentinel() string { return fmt.Sprintf("#c0de%02x", int(p)+1) }

// series is the paint of the series with that number, and on that of words upon it.
func series(i int) paint { return paintSeries1 + paint(i%maxSeries) }
func on(i int) paint     { return paintOn1 + paint(i%maxSeries) }

// properties maps each sentinel to its value in the drawing.
func properties() map[string]string {
	m := make(map[string]string, paints)
	for i, c := range Palette() {
		m[paint(i).sentinel()] = "var(" + c.Property + ")"
	}
	return m
}
