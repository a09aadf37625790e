package chart

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// randomSpec makes a chart of any shape, with names and numbers of any length.
func randomSpec(r *rand.Rand) Spec {
	names := strings.Fields("Barn Vuxna Äldreomsorg Försörjningsstöd och med utan beroendeproblematik IFO 2019 januari Funktionsnedsättning A stöd-/hjälpinsatser")
	name := func() string {
		var words []string
		for range 1 + r.IntN(5) {
			words = append(words, names[r.IntN(len(names))])
		}
		return strings.Join(words, " ")
	}
	s := Spec{
		ID: "dia", Form: []Form{Bar, Bar, Line}[r.IntN(3)], Ordered: r.IntN(2) == 0, Signed: r.IntN(3) == 0,
		Unit: []string{"", "mnkr", "kronor per invånare och år"}[r.IntN(3)], Decimals: r.IntN(3), Lang: []string{"sv", "en"}[r.IntN(2)],
	}
	if s.Form == Bar {
		s.Direction = []Direction{Vertical, Horizontal}[r.IntN(2)]
		s.Stack = []Stack{Grouped, Stacked}[r.IntN(2)]
	}
	n := 1 + r.IntN(14)
	if r.IntN(4) == 0 {
		n = 1 + r.IntN(60)
	}
	for range n {
		s.Categories = append(s.Categories, Category{Label: name(), Short: []string{"", "jan", "2020-01"}[r.IntN(3)]})
	}
	size := []int64{1, 20, 400, 90000, 7e8, 4e15}[r.IntN(6)]
	for range 1 + r.IntN(maxSeries) {
		one := Series{Name: name()}
		for range n {
			one.Points = append(one.Points, randomPoint(r, size))
		}
		s.Series = append(s.Series, one)
	}
	s.Diverging = s.Form == Bar && len(s.Series) == 1 && r.IntN(2) == 0
	return s
}

func randomPoint(r *rand.Rand, size int64) Point {
	if r.IntN(12) == 0 {
		return Point{Missing: true, MissingText: []string{"", "Saknas", "Mäts först i höst"}[r.IntN(3)]}
	}
	v := r.Int64N(2*size+1) - size/[]int64{1, 1000}[r.IntN(2)]
	return Point{Value: fmt.Sprintf("%d.%d", v, r.IntN(10))}
}

// boxes returns the places of all words of a plot.
func (p *plot) boxes() []textBox {
	var list []textBox
	add := func(text string, x, y, size float64, w weight, a anchor) {
		wide := p.metrics.width(text, size, w) / slack
		switch a {
		case start:
		case center:
			x -= wide / 2
		case end:
			x -= wide
		}
		list = append(list, textBox{text, x, y - 0.36*size, x + wide, y + 0.49*size})
	}
	for _, w := range p.words {
		for i, l := range w.lines {
			add(l, w.x, w.y+(float64(i)-float64(len(w.lines)-1)/2)*(w.size+4), w.size, w.weight, w.anchor)
		}
	}
	return list
}

// TestRandomChartsHaveRoom lays out many charts that nobody thought of.
func TestRandomChartsHaveRoom(t *testing.T) {
	fonts := library(t).metrics
	for seed := range uint64(1500) {
		spec := randomSpec(rand.New(rand.NewPCG(seed, 1)))
		m, err := readSpec(spec)
		if err != nil {
			continue // all missing, or too many bars
		}
		for _, z := range []sizes{wideSizes(), narrowSizes()} {
			p := layOut(m, z, fonts)
			what := fmt.Sprintf("seed %d, %s, %s %s %s, %d × %d", seed, z.class, m.Form, m.Direction, m.Stack, len(m.Categories), len(m.Series))
			checkBoxes(t, what, p)
			if p.gridWidth < 60 || p.gridHeight < 20 || p.lo > p.hi {
				t.Errorf("%s: grid of %v × %v, axis from %v to %v", what, p.gridWidth, p.gridHeight, p.lo, p.hi)
			}
			if _, err := p.options(); err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
}

func checkBoxes(t *testing.T, what string, p *plot) {
	t.Helper()
	boxes := p.boxes()
	for i, b := range boxes {
		if b.left < -0.5 || b.top < -0.5 || b.right > p.width+0.5 || b.bottom > p.height+0.5 {
			t.Errorf("%s: %q stands outside: %+v of %v × %v", what, b.text, b, p.width, p.height)
		}
		for _, c := range boxes[:i] {
			if b.over(c) {
				t.Errorf("%s: %q stands over %q", what, b.text, c.text)
			}
		}
	}
}
