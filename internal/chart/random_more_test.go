package chart

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// newSpec makes a chart of shares, areas, lines with forecasts, slopes, heat
// maps, pies or panels, with names and numbers of any length.
func newSpec(r *rand.Rand) Spec {
	s := randomSpec(r)
	if len(s.Categories) > 20 && r.IntN(3) > 0 {
		shorten(&s, 20)
	}
	if r.IntN(8) == 0 {
		s.Categories[0].Label = strings.Repeat("Namn på en verksamhet ", 6)[:120]
	}
	s.Diverging = false
	switch r.IntN(7) {
	case 0:
		s.Form, s.Stack = Bar, Share
		s.Direction = []Direction{Vertical, Horizontal}[r.IntN(2)]
	case 1:
		s.Form, s.Direction, s.Stack = Area, "", []Stack{Stacked, Share}[r.IntN(2)]
		if r.IntN(3) == 0 {
			s.Stack, s.Series = "", s.Series[:1]
		}
	case 2:
		s.Form, s.Direction, s.Stack = Line, "", ""
		s.Baseline = []Baseline{"", BaselineFree, BaselineZero}[r.IntN(3)]
	case 3:
		s.Form, s.Direction, s.Stack = Slope, "", ""
		shorten(&s, 2)
		for range r.IntN(14) {
			s.Series = append(s.Series, Series{s.Series[0].Name + " igen", []Point{randomPoint(r, 400), randomPoint(r, 400)}})
		}
	case 4:
		s.Form, s.Direction, s.Stack = Heat, "", ""
		for range r.IntN(12) {
			s.Series = append(s.Series, s.Series[0])
		}
	case 5:
		s.Form, s.Direction, s.Stack = Pie, "", ""
		shorten(&s, 1+r.IntN(6))
		s.Series = s.Series[:1]
	default:
		panelled(r, &s)
	}
	parts := s.Stack == Share || s.Form == Pie || s.Form == Area && s.Stack == Stacked
	from := r.IntN(len(s.Categories) + 1)
	eachPoint(&s, func(j int, p *Point) {
		if parts {
			p.Value = strings.TrimPrefix(p.Value, "-")
			p.Missing = p.Missing && (r.IntN(3) == 0) && s.Form != Pie
			if p.Value == "" {
				p.Value = "3"
			}
		}
		p.Forecast = j >= from || r.IntN(40) == 0
	})
	return s
}

func shorten(s *Spec, n int) {
	for len(s.Categories) < n {
		s.Categories = append(s.Categories, Category{Label: fmt.Sprint("Sak ", len(s.Categories))})
		for i := range s.Series {
			s.Series[i].Points = append(s.Series[i].Points, Point{Value: "7"})
		}
	}
	s.Categories = s.Categories[:n]
	for i := range s.Series {
		s.Series[i].Points = s.Series[i].Points[:n]
	}
}

// panelled moves the series into panels.
func panelled(r *rand.Rand, s *Spec) {
	s.Form = []Form{Bar, Bar, Line, Area}[r.IntN(4)]
	if s.Form != Bar {
		s.Direction = ""
		s.Stack = ""
	}
	if s.Form != Line {
		stacks := []Stack{Stacked, Share, Grouped}
		if s.Form == Area {
			stacks = stacks[:2]
		}
		s.Stack = stacks[r.IntN(len(stacks))]
	}
	n := 2 + r.IntN(8)
	for k := range n {
		panel := Panel{Title: s.Categories[k%len(s.Categories)].Label}
		for _, one := range s.Series {
			copied := Series{Name: one.Name}
			for _, p := range one.Points {
				if r.IntN(3) == 0 && !p.Missing {
					p.Value = "2" + strings.TrimPrefix(p.Value, "-")[1:]
				}
				p.Missing = p.Missing || k == 1 && r.IntN(2) == 0
				copied.Points = append(copied.Points, p)
			}
			panel.Series = append(panel.Series, copied)
		}
		s.Panels = append(s.Panels, panel)
	}
	s.Series = nil
}

func eachPoint(s *Spec, f func(j int, p *Point)) {
	for i := range s.Series {
		for j := range s.Series[i].Points {
			f(j, &s.Series[i].Points[j])
		}
	}
	for _, panel := range s.Panels {
		for i := range panel.Series {
			for j := range panel.Series[i].Points {
				f(j, &panel.Series[i].Points[j])
			}
		}
	}
}

// TestRandomFormsHaveRoom lays out many charts of the forms that nobody thought of.
func TestRandomFormsHaveRoom(t *testing.T) {
	fonts := library(t).metrics
	drawn := map[Form]int{}
	for seed := range uint64(1200) {
		spec := newSpec(rand.New(rand.NewPCG(seed, 2)))
		m, err := readSpec(spec)
		if err != nil {
			continue // nothing left, or too many values
		}
		for _, z := range []sizes{wideSizes(), narrowSizes()} {
			p := layOut(m, z, fonts)
			what := fmt.Sprintf("seed %d, %s, %s %s %s, %d × %d × %d", seed, z.class, m.Form, m.Direction, m.Stack, len(m.Categories), m.count(), len(m.Panels))
			checkBoxes(t, what, p)
			checkGrids(t, what, p)
			if _, err := p.options(); err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
		drawn[m.Form]++
		if len(m.Panels) > 0 {
			drawn["panels"]++
		}
	}
	for _, form := range []Form{Bar, Line, Area, Slope, Heat, Pie, "panels"} {
		if drawn[form] < 50 {
			t.Errorf("only %d of form %s", drawn[form], form)
		}
	}
}

func checkGrids(t *testing.T, what string, p *plot) {
	t.Helper()
	plots := p.subs
	if len(plots) == 0 {
		plots = []*plot{p}
	}
	for _, one := range plots {
		if one.gridWidth < 30 || one.gridHeight < 18 || one.lo > one.hi || one.left < 0 || one.left+one.gridWidth > p.width+0.5 || one.top+one.gridHeight > p.height+0.5 {
			t.Errorf("%s: grid at %v, %v of %v × %v, axis from %v to %v", what, one.left, one.top, one.gridWidth, one.gridHeight, one.lo, one.hi)
		}
	}
}

// TestRandomFormsAreDrawn draws some of them: ECharts takes what the layouts ask.
func TestRandomFormsAreDrawn(t *testing.T) {
	e := engine(t)
	for seed := range uint64(60) {
		spec := newSpec(rand.New(rand.NewPCG(seed, 3)))
		if Validate(spec) != nil {
			continue
		}
		img := draw(t, e, spec)
		for _, svg := range [][]byte{img.Wide, img.Narrow} {
			if strings.Contains(string(svg), "NaN") || strings.Contains(string(svg), "Infinity") {
				t.Errorf("seed %d: a place that is no number", seed)
			}
		}
	}
}
