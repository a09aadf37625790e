package chart

import (
	"fmt"
	"strings"
)

// Measures of a sparkline, which has no words of its own.
const (
	sparkWidth  = 110.0
	sparkHeight = 28.0
	sparkEdge   = 4.0 // room for the mark of the last value, on all sides
)

// Sparkline draws the course of a key figure as a line of 110 × 28 units, in pure
// Go and at once. Missing values are gaps, what leads to a forecast is dashed, the
// last value has a mark, hollow when it is a forecast, and there is a zero line
// where signs differ. Its title says the first, last, highest and lowest values
// as printed. It has no id and may stand in a page any number of times.
//
// The line shows the course alone: its scale begins at the lowest value, so it
// must stand beside the numbers. The error is a [SpecError] or [ErrNoData].
func Sparkline(points []Point, lang string) ([]byte, error) {
	s, err := readSparkline(points, lang)
	if err != nil {
		return nil, err
	}
	return s.write(`role="img"`, "<title>"+escape(s.describe())+"</title>"), nil
}

// SparklineColumn draws a sparkline for a column of a table, where all its values
// stand in the same row: assistive technology passes over it.
func SparklineColumn(points []Point, lang string) ([]byte, error) {
	s, err := readSparkline(points, lang)
	if err != nil {
		return nil, err
	}
	return s.write(`aria-hidden="true"`, ""), nil
}

// A sparkline is a single row of cells and where they stand.
type sparkline struct {
	*model
	lo, hi float64
}

func readSparkline(points []Point, lang string) (*sparkline, error) {
	spec := Spec{ID: "s", Form: Line, Lang: lang, Series: []Series{{Points: points}}, Categories: make([]Category, len(points))}
	for j := range spec.Categories {
		spec.Categories[j].Label = "s" // none is shown
	}
	for _, p := range points {
		spec.Decimals = min(max(spec.Decimals, decimalsOf(p.Value)), maxFraction)
	}
	m, err := readSpec(spec)
	if err != nil {
		return nil, err
	}
	s := &sparkline{model: m}
	s.lo, s.hi = m.extent()
	return s, nil
}

func (s *sparkline) write(role, title string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="spark" %s viewBox="0 0 %s %s" width="%s" height="%s">%s`,
		role, short(sparkWidth), short(sparkHeight), short(sparkWidth), short(sparkHeight), title)
	if s.lo < 0 && s.hi > 0 {
		fmt.Fprintf(&b, `<path d="M0 %sH%s" stroke="var(%s)" stroke-width=".75"/>`, short(round(s.y(0))), short(sparkWidth), paintSoft.property())
	}
	line := fmt.Sprintf(` fill="none" stroke="var(%s)" stroke-width="2" stroke-linejoin="round"`, paintSeries1.property())
	for _, forecast := range []bool{false, true} {
		if d := s.path(forecast); d != "" {
			dash := ""
			if forecast {
				dash = ` stroke-dasharray="3 2"`
			}
			fmt.Fprintf(&b, `<path d="%s"%s%s/>`, d, line, dash)
		}
	}
	s.dots(&b)
	b.WriteString("</svg>")
	return []byte(b.String())
}

// path joins neighbours; the piece that leads to a forecast is one itself.
func (s *sparkline) path(forecast bool) string {
	row := s.cells[0]
	var b strings.Builder
	pen := -1
	for j := 1; j < len(row); j++ {
		if row[j-1].missing || row[j].missing || s.forecast(j) != forecast {
			continue
		}
		if pen != j-1 {
			command(&b, 'M', round(s.x(j-1)), round(s.y(row[j-1].pos)))
		}
		command(&b, 'L', round(s.x(j)), round(s.y(row[j].pos)))
		pen = j
	}
	return b.String()
}

// dots marks the last value, and each that has no neighbour.
func (s *sparkline) dots(b *strings.Builder) {
	row := s.cells[0]
	_, last := s.ends()
	missing := func(j int) bool { return j < 0 || j >= len(row) || row[j].missing }
	for j, c := range row {
		if c.missing || j != last && (!missing(j-1) || !missing(j+1)) {
			continue
		}
		paint, radius := "var("+paintSeries1.property()+")", 2.0
		if j == last {
			radius = 3
		}
		edge := ""
		if s.forecast(j) {
			edge = ` stroke="` + paint + `" stroke-width="1.5"`
			paint = "var(" + paintPaper.property() + ")"
		}
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s" fill="%s"%s/>`, short(round(s.x(j))), short(round(s.y(c.pos))), short(radius), paint, edge)
	}
}

func (s *sparkline) forecast(j int) bool { return s.Series[0].Points[j].Forecast }

func (s *sparkline) x(j int) float64 {
	if len(s.cells[0]) == 1 {
		return sparkWidth / 2
	}
	return sparkEdge + float64(j)*(sparkWidth-2*sparkEdge)/float64(len(s.cells[0])-1)
}

func (s *sparkline) y(v float64) float64 {
	if s.lo == s.hi {
		return sparkHeight / 2
	}
	return sparkEdge + (s.hi-v)*(sparkHeight-2*sparkEdge)/(s.hi-s.lo)
}

// ends are the first and the last category that has a value.
func (s *sparkline) ends() (first, last int) {
	first = -1
	for j, c := range s.cells[0] {
		if c.missing {
			continue
		}
		if first < 0 {
			first = j
		}
		last = j
	}
	return first, last
}

// describe says in words what can be seen.
func (s *sparkline) describe() string {
	ph := struct{ one, run, forecast, missing string }{"%s", "Först %s, sist %s; högst %s, lägst %s", "; sist en prognos", "; värden saknas: %d"}
	if s.Lang == "en" {
		ph.run, ph.forecast, ph.missing = "First %s, last %s; highest %s, lowest %s", "; the last is a forecast", "; values missing: %d"
	}
	row := s.cells[0]
	first, last := s.ends()
	highest, lowest, missing := first, first, 0
	for j, c := range row {
		switch {
		case c.missing:
			missing++
		case c.pos > row[highest].pos:
			highest = j
		case c.pos < row[lowest].pos:
			lowest = j
		}
	}
	text := fmt.Sprintf(ph.one, row[first].text)
	if first != last {
		text = fmt.Sprintf(ph.run, row[first].text, row[last].text, row[highest].text, row[lowest].text)
	}
	if s.forecast(last) {
		text += ph.forecast
	}
	if missing > 0 {
		text += fmt.Sprintf(ph.missing, missing)
	}
	return text + "."
}
