package chart

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// lyingSpec makes a chart of one of the forms that are made of spans, with names
// and numbers of any length.
func lyingSpec(r *rand.Rand) Spec {
	s := randomSpec(r)
	s.Form = []Form{Waterfall, Dumbbell, Bullet, Paired, Likert}[r.IntN(5)]
	s.Direction, s.Stack, s.Diverging = "", "", false
	size := []int64{1, 20, 400, 90000, 7e8, 4e15}[r.IntN(6)]
	fill := func(n int, signed bool) {
		s.Series = nil
		for i := range n {
			one := Series{Name: strings.Repeat("Namn ", 1+r.IntN(6)) + strconv.Itoa(i)}
			for range s.Categories {
				p := randomPoint(r, size)
				if !signed {
					p.Value = strings.TrimPrefix(p.Value, "-")
				}
				p.Forecast = r.IntN(6) == 0
				one.Points = append(one.Points, p)
			}
			s.Series = append(s.Series, one)
		}
	}
	switch s.Form {
	case Waterfall:
		s.Series = []Series{{Points: randomWalk(r, s.Categories, size)}}
	case Paired:
		fill(2, false)
	case Likert:
		fill(2+r.IntN(6), false)
		s.Unit = []string{"%", "svar"}[r.IntN(2)]
		if n := len(s.Series); n%2 == 1 {
			s.Neutral = s.Series[n/2].Name
		}
	default:
		fill(2, true)
		for j := range s.Categories {
			s.Categories[j].Aim = []Aim{AimUnknown, AtLeast, AtMost}[r.IntN(3)]
		}
	}
	return s
}

// randomWalk makes totals and steps that agree; the first may dwarf the steps.
func randomWalk(r *rand.Rand, list []Category, size int64) []Point {
	at := (r.Int64N(2*size+1) - size) * []int64{1, 1, 40}[r.IntN(3)]
	var points []Point
	for j := range list {
		list[j].Total = j == 0 || j == len(list)-1 || r.IntN(8) == 0
		if list[j].Total {
			points = append(points, Point{Value: strconv.FormatInt(at, 10)})
			continue
		}
		by := r.Int64N(2*size+1) - size
		at += by
		points = append(points, Point{Value: strconv.FormatInt(by, 10)})
	}
	return points
}

// TestRandomSpansHaveRoom lays out many charts of spans that nobody thought of:
// words stand clear and inside, marks inside.
func TestRandomSpansHaveRoom(t *testing.T) {
	fonts := library(t).metrics
	seen := map[Form]int{}
	for seed := range uint64(2000) {
		m, err := readSpec(lyingSpec(rand.New(rand.NewPCG(seed, 7))))
		if err != nil {
			continue
		}
		seen[m.Form]++
		for _, z := range []sizes{wideSizes(), narrowSizes()} {
			p := layOut(m, z, fonts)
			what := fmt.Sprintf("seed %d, %s, %s, %d × %d", seed, z.class, m.Form, len(m.Categories), len(m.Series))
			checkBoxes(t, what, p)
			checkSpans(t, what, p)
			if _, err := p.options(); err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	for _, f := range []Form{Waterfall, Dumbbell, Bullet, Paired, Likert} {
		if seen[f] < 60 {
			t.Errorf("only %d charts of form %s", seen[f], f)
		}
	}
}

func checkSpans(t *testing.T, what string, p *plot) {
	t.Helper()
	for _, s := range p.spans {
		x, y, w, h := p.spanBox(s)
		if x < -0.5 || y < -0.5 || x+w > p.width+0.5 || y+h > p.height+0.5 || w < 0 || h < 0 {
			t.Errorf("%s: a bar of category %d stands outside: %.1f %.1f, %.1f × %.1f of %v × %v", what, s.category, x, y, w, h, p.width, p.height)
		}
	}
}

// TestSpansAreWhereWordsAre: ECharts puts spans where the layout thinks they are.
func TestSpansAreWhereWordsAre(t *testing.T) {
	e := engine(t)
	for seed := range uint64(40) {
		m, err := readSpec(lyingSpec(rand.New(rand.NewPCG(seed, 8))))
		if err != nil {
			continue
		}
		for _, z := range []sizes{wideSizes(), narrowSizes()} {
			p, raw := drawRaw(t, e, m, z)
			root, err := readSVG(raw)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]int{}
			for _, s := range p.spans {
				x, y, w, h := p.spanBox(s)
				want[place4(x, y, w, h)]++
			}
			var walk func(n *node)
			walk = func(n *node) {
				for _, k := range n.kids {
					walk(k)
				}
				if n.get("ecmeta_series_index") == "" {
					return
				}
				x, y, w, h := rectOf(t, n)
				if !near4(want, x, y, w, h) {
					t.Errorf("seed %d, %s, %s: no span at %.1f %.1f, %.1f × %.1f", seed, z.class, m.Form, x, y, w, h)
				}
			}
			walk(root)
		}
	}
}

func place4(x, y, w, h float64) string { return fmt.Sprintln(int(x), int(y), int(w), int(h)) }

// near4 reports whether a rectangle is among those wanted, but for rounding.
func near4(want map[string]int, x, y, w, h float64) bool {
	for i := range 81 {
		d := func(n int) float64 { return float64(i/n%3-1) * 0.75 }
		if want[place4(x+d(1), y+d(3), w+d(9), h+d(27))] > 0 {
			return true
		}
	}
	return false
}

// rectOf reads a rectangle that ECharts wrote as a path.
func rectOf(t *testing.T, n *node) (x, y, w, h float64) {
	t.Helper()
	list, err := readPath(n.get("d"))
	if err != nil || len(list) < 4 {
		t.Fatalf("no rectangle: %v (%v)", n, err)
	}
	return list[0].args[0], list[0].args[1], list[1].args[0], list[2].args[1]
}

func TestSpanFormsRefuse(t *testing.T) {
	two := func(form Form) Spec {
		s := simple("1 2")
		s.Form, s.Direction = form, ""
		s.Series[0].Name = "A"
		s.Series = append(s.Series, Series{Name: "B", Points: points("3 4")})
		return s
	}
	change := func(s Spec, f func(*Spec)) Spec { f(&s); return s }
	fall := change(simple("1 2 3"), func(s *Spec) {
		s.Form, s.Direction = Waterfall, ""
		s.Categories[0].Total, s.Categories[2].Total = true, true
	})
	if err := Validate(fall); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		spec  Spec
		field string
	}{
		"two walks":          {change(two(Waterfall), func(s *Spec) { s.Categories[0].Total = true }), "Series"},
		"no last total":      {change(fall, func(s *Spec) { s.Categories = append([]Category(nil), s.Categories...); s.Categories[2].Total = false }), "Steps"},
		"unknown step":       {change(fall, func(s *Spec) { s.Series = []Series{{Points: points("1 x 3")}} }), "Steps"},
		"steps lead astray":  {change(fall, func(s *Spec) { s.Series = []Series{{Points: points("1 2 9")}} }), "Steps"},
		"one dot":            {change(two(Dumbbell), func(s *Spec) { s.Series = s.Series[:1] }), "Series"},
		"no target":          {change(two(Bullet), func(s *Spec) { s.Series = s.Series[:1] }), "Series"},
		"unknown aim":        {change(two(Bullet), func(s *Spec) { s.Categories[0].Aim = "best" }), "Aim"},
		"one side":           {change(two(Paired), func(s *Spec) { s.Series = s.Series[:1] }), "Series"},
		"pointing inwards":   {change(two(Paired), func(s *Spec) { s.Series[0].Points = points("-1 2") }), "Series[0].Points[0].Value"},
		"one answer":         {change(two(Likert), func(s *Spec) { s.Series = s.Series[:1] }), "Series"},
		"negative answers":   {change(two(Likert), func(s *Spec) { s.Series[1].Points = points("1 -2") }), "Series[1].Points[1].Value"},
		"unknown middle":     {change(two(Likert), func(s *Spec) { s.Neutral = "C" }), "Neutral"},
		"middle at the end":  {change(two(Likert), func(s *Spec) { s.Neutral = "A" }), "Neutral"},
		"odd without middle": {change(two(Likert), func(s *Spec) { s.Series = append(s.Series, Series{Name: "C", Points: points("1 1")}) }), "Neutral"},
	} {
		err := Validate(c.spec)
		if bad := new(SpecError); !errors.As(err, &bad) || bad.Field != c.field {
			t.Errorf("%s: %v, want field %s", name, err, c.field)
		}
	}
}
