package chart

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestFormErrors(t *testing.T) {
	two := func(form Form, values ...string) Spec {
		s := simple(values[0])
		s.Form, s.Direction, s.Series = form, "", nil
		for i, v := range values {
			s.Series = append(s.Series, Series{Name: string(rune('a' + i)), Points: points(v)})
		}
		return s
	}
	change := func(s Spec, f func(*Spec)) Spec {
		f(&s)
		return s
	}
	panels := func(titles ...string) Spec {
		s := two(Line, "1 2")
		s.Series = nil
		for _, title := range titles {
			s.Panels = append(s.Panels, Panel{title, []Series{{Points: points("1 2")}}})
		}
		return s
	}
	share := func(s *Spec) { s.Stack = Share }
	for name, c := range map[string]struct {
		give  Spec
		field string
	}{
		"share below zero":      {change(two(Bar, "1 2", "3 -4"), share), "Series[1].Points[1].Value"},
		"share of lines":        {change(two(Line, "1 2", "3 4"), share), "Stack"},
		"lying area":            {change(two(Area, "1 2"), func(s *Spec) { s.Direction = Horizontal }), "Direction"},
		"areas that cover":      {two(Area, "1 2", "3 4"), "Stack"},
		"diverging area":        {change(two(Area, "1 2"), func(s *Spec) { s.Diverging = true }), "Diverging"},
		"area not from zero":    {change(two(Area, "1 2"), func(s *Spec) { s.Baseline = BaselineFree }), "Baseline"},
		"layer below zero":      {change(two(Area, "1 2", "3 -4"), func(s *Spec) { s.Stack = Stacked }), "Series[1].Points[1].Value"},
		"slope of three":        {two(Slope, "1 2 3"), "Categories"},
		"lying slope":           {change(two(Slope, "1 2"), func(s *Spec) { s.Direction = Horizontal }), "Direction"},
		"stacked slope":         {change(two(Slope, "1 2"), func(s *Spec) { s.Stack = Stacked }), "Stack"},
		"diverging slope":       {change(two(Slope, "1 2"), func(s *Spec) { s.Diverging = true }), "Diverging"},
		"too many slopes":       {change(two(Slope, "1 2"), func(s *Spec) { s.Series = make([]Series, maxSlopes+1) }), "Series"},
		"stacked heat":          {change(two(Heat, "1 2"), func(s *Spec) { s.Stack = Stacked }), "Stack"},
		"lying heat":            {change(two(Heat, "1 2"), func(s *Spec) { s.Direction = Horizontal }), "Direction"},
		"too many columns":      {change(two(Heat, "1 2"), func(s *Spec) { s.Series = make([]Series, maxHeatColumns+1) }), "Series"},
		"too many cells":        {two(Heat, strings.Repeat("1 ", maxHeatCells+1)), "Categories"},
		"pie of two series":     {two(Pie, "1 2", "3 4"), "Series"},
		"pie of seven":          {two(Pie, "1 2 3 4 5 6 7"), "Categories"},
		"lying pie":             {change(two(Pie, "1 2"), func(s *Spec) { s.Direction = Horizontal }), "Direction"},
		"stacked pie":           {change(two(Pie, "1 2"), func(s *Spec) { s.Stack = Stacked }), "Stack"},
		"diverging pie":         {change(two(Pie, "1 2"), func(s *Spec) { s.Diverging = true }), "Diverging"},
		"sector below zero":     {two(Pie, "1 -2"), "Series[0].Points[1].Value"},
		"sector missing":        {two(Pie, "1 x:Skyddas"), "Series[0].Points[1]"},
		"pie of nothing":        {two(Pie, "0 0"), "Series"},
		"one panel":             {panels("A"), "Panels"},
		"thirteen panels":       {panels(strings.Fields("A B C D E F G H I J K L M")...), "Panels"},
		"panels and series":     {change(panels("A", "B"), func(s *Spec) { s.Series = []Series{{Points: points("1 2")}} }), "Series"},
		"panels of pies":        {change(panels("A", "B"), func(s *Spec) { s.Form = Pie }), "Panels"},
		"panel without title":   {panels("A", " "), "Panels[1].Title"},
		"panels of other names": {change(panels("A", "B"), func(s *Spec) { s.Panels[1].Series = []Series{{Name: "x", Points: points("1 2")}} }), "Panels[1].Series"},
		"panel of no number":    {change(panels("A", "B"), func(s *Spec) { s.Panels[1].Series = []Series{{Points: points("1 1,5")}} }), "Panels[1].Series[0].Points[1].Value"},
		"panel too short":       {change(panels("A", "B"), func(s *Spec) { s.Panels[1].Series = []Series{{Points: points("1")}} }), "Panels[1].Series[0].Points"},
		"lying lines in panels": {change(panels("A", "B"), func(s *Spec) { s.Direction = Horizontal }), "Direction"},
		"too many in panels": {change(panels("A", "B"), func(s *Spec) {
			*s = simple(strings.Repeat("1 ", maxBars))
			s.Panels = []Panel{{"A", s.Series}, {"B", s.Series}}
			s.Series = nil
			for j := range s.Categories {
				s.Categories[j].Label = "A"
			}
		}), "Categories"},
	} {
		var wrong *SpecError
		if err := Validate(c.give); !errors.As(err, &wrong) || wrong.Field != c.field {
			t.Errorf("%s: error is %v, want one of %s", name, err, c.field)
		}
	}
	for name, s := range map[string]Spec{
		"no whole at all": change(two(Bar, "0 x", "0 3"), share),
		"no whole layer":  change(two(Area, "x 2", "3 x"), func(s *Spec) { s.Stack = Stacked }),
		"panels without values": change(panels("A", "B"), func(s *Spec) {
			s.Panels[0].Series[0].Points, s.Panels[1].Series[0].Points = points("x x"), points("x x")
		}),
	} {
		if err := Validate(s); !errors.Is(err, ErrNoData) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPercent(t *testing.T) {
	for give, want := range map[string]string{"0": "0", "0.2": "<1", "0.5": "1", "49.5": "50", "99.4": "99", "99.5": ">99", "100": "100"} {
		v, _ := parseDecimal(give)
		if got := percent(v, "sv"); got != want+"\u00a0%" {
			t.Errorf("%s is %q", give, got)
		}
		if got := percent(v, "en"); got != want+"%" || bare(got) != want {
			t.Errorf("%s is %q in English, %q bare", give, got, bare(got))
		}
	}
}

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		at, want []float64
		fits     bool
	}{
		{[]float64{10, 50}, []float64{10, 50}, true},
		{[]float64{50, 50}, []float64{45, 55}, true},
		{[]float64{50, 51, 52}, []float64{41, 51, 61}, true},
		{[]float64{0, 2}, []float64{5, 15}, true},
		{[]float64{100, 99}, []float64{95, 85}, true},
		{[]float64{40, 44, 70}, []float64{37, 47, 70}, true},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, nil, false},
	} {
		list := make([]settler, len(c.at))
		for i, at := range c.at {
			list[i] = settler{at, 5}
		}
		if ok := settle(list, 0, 100); ok != c.fits {
			t.Errorf("%v: fits is %v", c.at, ok)
		}
		for i, want := range c.want {
			if math.Abs(list[i].at-want) > 0.01 {
				t.Errorf("%v: %d is at %.2f, want %v", c.at, i, list[i].at, want)
			}
		}
	}
}

// TestMarksOfForms: ECharts puts cells and sectors where the layout thinks they are.
func TestMarksOfForms(t *testing.T) {
	e := engine(t)
	all := cases(t)
	for _, z := range []sizes{wideSizes(), narrowSizes()} {
		for _, name := range []string{"heat", "heat-signs", "heat-months"} {
			m, err := readSpec(all[name])
			if err != nil {
				t.Fatal(err)
			}
			p, raw := drawRaw(t, e, m, z)
			checkCells(t, name+" "+z.class, p, raw)
		}
		m, err := readSpec(all["pie"])
		if err != nil {
			t.Fatal(err)
		}
		p, raw := drawRaw(t, e, m, z)
		checkSectors(t, "pie "+z.class, p, raw)
	}
}

// marks are the path elements that stand for values, in order.
func marks(t *testing.T, raw []byte) (list [][]segment) {
	t.Helper()
	root, err := readSVG(raw)
	if err != nil {
		t.Fatal(err)
	}
	var walk func(n *node)
	walk = func(n *node) {
		if n.name == "path" && n.get("ecmeta_data_index") != "" {
			path, err := readPath(n.get("d"))
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, path)
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(root)
	return list
}

func checkCells(t *testing.T, what string, p *plot, raw []byte) {
	t.Helper()
	want := 0
	for i := range p.cells {
		for _, c := range p.cells[i] {
			if !c.missing && shadeOf(p.shades, c.value) >= 0 {
				want++
			}
		}
	}
	found := marks(t, raw)
	if len(found) != want {
		t.Errorf("%s: %d cells are shaded, want %d", what, len(found), want)
	}
	for _, path := range found {
		x, y := path[0].args[0], path[0].args[1]
		inside := false
		for _, b := range p.blocks {
			column, row := (x-b.left)/b.column, (y-b.top)/p.heatRow
			if math.Abs(column-math.Round(column)) < 0.03 && math.Abs(row-math.Round(row)) < 0.05 && column > -0.5 && column < float64(b.to-b.from) {
				inside = true
			}
		}
		if !inside {
			t.Errorf("%s: a cell at %v, %v", what, x, y)
		}
	}
}

func checkSectors(t *testing.T, what string, p *plot, raw []byte) {
	t.Helper()
	found := marks(t, raw)
	list := p.sectors()
	if len(found) != len(list) {
		t.Fatalf("%s: %d sectors, want %d", what, len(found), len(list))
	}
	r := p.gridWidth / 2
	cx, cy := p.left+r, p.top+r
	for j, path := range found {
		onEdge := false
		for _, s := range path {
			if len(s.args) < 2 {
				continue
			}
			x, y := s.args[len(s.args)-2], s.args[len(s.args)-1]
			angle := list[j].mid + list[j].size/2
			if math.Hypot(x-cx-r*math.Sin(angle), y-cy+r*math.Cos(angle)) < 1 {
				onEdge = true
			}
		}
		if !onEdge {
			t.Errorf("%s: sector %d does not end where the layout thinks: %v", what, j, path)
		}
	}
}

// TestPatterns: from the third series on marks and their icons carry patterns,
// with ids of the chart's own.
func TestPatterns(t *testing.T) {
	images := drawn(t)
	for name, want := range map[string]int{"share-six": 4, "share": 2, "share-columns": 1, "share-gaps": 0, "area-stacked": 2, "pie": 3, "panels-share": 1, "grouped": 0, "line-six": 0} {
		svg := string(images[name].Wide)
		if got := strings.Count(svg, "<pattern "); got != want {
			t.Errorf("%s: %d patterns, want %d", name, got, want)
		}
		if strings.Count(svg, `id="dia-`+name+`-w-p`) != want || want > 0 && strings.Count(svg, "url(#dia-"+name+"-w-p") < want {
			t.Errorf("%s: patterns are not named after the chart, or not used", name)
		}
	}
}
