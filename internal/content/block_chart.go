package content

import (
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// The types of charts, as blocks name them.
const (
	BarChart       = "bar"
	LineChart      = "line"
	AreaChart      = "area"
	WaterfallChart = "waterfall" // from one total through steps to another
	SlopeChart     = "slope"     // two values of each row, joined by a line
	DumbbellChart  = "dumbbell"  // two values of each row as two dots
	BulletChart    = "bullet"    // outcome as a bar, target as a mark across it
	HeatChart      = "heat"      // a grid of shaded values
	PairedChart    = "paired"    // two series to the left and right of the names
	LikertChart    = "likert"    // shares of answers about the middle of their scale
	PieChart       = "pie"
)

// ChartTypes lists the types of charts.
func ChartTypes() []string {
	return []string{
		BarChart, LineChart, AreaChart, WaterfallChart, SlopeChart, DumbbellChart, BulletChart, HeatChart, PairedChart, LikertChart, PieChart,
	}
}

// A ChartBlock asks for a picture of facts.
type ChartBlock struct {
	Selection
	Type      string // one of ChartTypes
	Direction string // vertical or horizontal
	Stack     string // "", grouped, stacked or share
	Baseline  string // "", auto or zero
	Diverging bool   // two colours about zero: deviations
	Magnitude bool   // costs are drawn without their minus
	Order     string // "" keeps the file's order; value: least first; -value: greatest first
	Series    string // what becomes series: values (default; of a slope, row), line, group or row
	Panels    string // what each small chart is of: row, line, group, section or values; "" is one chart
	From, To  *ChartEnd
	Neutral   string // the series that lies astride the middle of a scale
	Unit      string
	Decimals  int // −1 is the facts' own
	Title     Inline
	Subtitle  Inline
	Note      Inline
	Source    Inline // "" is the dataset's own
	TitleAt   [2]int

	places map[string][2]int
}

// KeyAt returns where a key's value stands, and whether it was written at all.
func (c *ChartBlock) KeyAt(key string) (at [2]int, written bool) {
	at, written = c.places[key]
	return at, written
}

// A ChartEnd is the first or the last total of a waterfall.
type ChartEnd struct {
	Label  Inline
	Figure *Figure
}

// A KeyFiguresBlock asks for a row of cards.
type KeyFiguresBlock struct{ Items []KeyFigure }

// A KeyFigure is one card: a label, one figure in large type, and a note.
type KeyFigure struct {
	Label  Inline
	Figure *Figure
	Note   Inline
	Word   string // a word beside the number when it is negative: underskott
	Trend  *Trend // the course that the figure is part of, or nil
}

// A Trend is the course of a key figure: a selection of one row or of one
// column, or a list of figures.
type Trend struct {
	Selection
	Figures []*Figure
	At      [2]int
}

// chartKeys are the keys that mean something for some types of charts only.
var chartKeys = [...]struct {
	key   string
	types []string
}{
	{"direction", []string{BarChart}},
	{"stack", []string{BarChart, AreaChart}},
	{"diverging", []string{BarChart}},
	{"baseline", []string{LineChart}},
	{"panels", []string{BarChart, LineChart, AreaChart}},
	{"order", []string{BarChart, WaterfallChart, DumbbellChart, BulletChart, HeatChart, PairedChart, LikertChart, PieChart}},
	{"series", []string{BarChart, LineChart, AreaChart, SlopeChart, DumbbellChart, HeatChart, PairedChart, LikertChart}},
	{"magnitude", []string{BarChart, LineChart, AreaChart, SlopeChart, DumbbellChart, HeatChart, PairedChart, PieChart}},
	{"from", []string{WaterfallChart}},
	{"to", []string{WaterfallChart}},
	{"neutral", []string{LikertChart}},
}

func (r *blockReader) chart(o *yamltree.Object) bool {
	required(o, r.diags, "id", "data", "title")
	ok := r.id(o)
	c := &ChartBlock{
		Selection: r.selection(o),
		Type:      or(o.Enum("type", ChartTypes()...), BarChart),
		Direction: or(o.Enum("direction", "vertical", "horizontal"), "vertical"),
		Stack:     o.Enum("stack", "grouped", "stacked", "share"),
		Baseline:  o.Enum("baseline", "auto", "zero"),
		Diverging: o.Bool("diverging"),
		Magnitude: o.Bool("magnitude"),
		Order:     o.Enum("order", "value", "-value"),
		Series:    o.Enum("series", "values", "line", "group", "row"),
		Panels:    o.Enum("panels", "row", "line", "group", "section", "values"),
		From:      r.end(o, "from"),
		To:        r.end(o, "to"),
		Neutral:   foldBlanks(o.String("neutral")),
		Unit:      o.String("unit"),
		Decimals:  decimals(o),
		Title:     r.text(o, "title"),
		Subtitle:  r.text(o, "subtitle"),
		Note:      r.text(o, "note"),
		Source:    r.text(o, "source"),
		TitleAt:   r.span(o.Get("title")),
		places:    map[string][2]int{},
	}
	r.chartKeys(o, c)
	o.Close()
	if c.Type == SlopeChart {
		c.Series = or(c.Series, "row")
	}
	c.Series = or(c.Series, "values")
	r.block.Chart = c
	return ok && c.Data != "" && len(c.Title) > 0
}

// chartKeys notes where keys stand, and reports those that mean nothing for
// the chart's type. Of an unknown type nothing is said but that.
func (r *blockReader) chartKeys(o *yamltree.Object, c *ChartBlock) {
	for _, key := range [...]string{"type", "unit", "values", "rows"} {
		if n := o.Get(key); n != nil {
			c.places[key] = r.span(n)
		}
	}
	known := !o.Has("type") || o.Get("type").Text == c.Type
	for _, k := range chartKeys {
		n := o.Get(k.key)
		if n == nil {
			continue
		}
		c.places[k.key] = r.span(n)
		if known && !slices.Contains(k.types, c.Type) && n.Text != "false" {
			r.diags.Add(diag.New("CHART-KEY", o.PlaceOf(k.key), "key", k.key, "type", c.Type, "list", strings.Join(k.types, ", ")))
			c.forget(k.key)
		}
	}
	if known && c.Type == WaterfallChart {
		required(o, r.diags, "from", "to")
	}
}

// forget takes back a key that was refused, so that it is found fault with once.
func (c *ChartBlock) forget(key string) {
	switch key {
	case "direction":
		c.Direction = "vertical"
	case "stack":
		c.Stack = ""
	case "diverging":
		c.Diverging = false
	case "magnitude":
		c.Magnitude = false
	case "baseline":
		c.Baseline = ""
	case "panels":
		c.Panels = ""
	case "order":
		c.Order = ""
	case "series":
		c.Series = ""
	case "neutral":
		c.Neutral = ""
	}
}

// end reads a total of a waterfall: a label and one figure.
func (r *blockReader) end(o *yamltree.Object, key string) *ChartEnd {
	if !o.Has(key) {
		return nil
	}
	in := o.Map(key)
	required(in, r.diags, "label", "figure")
	end := &ChartEnd{Label: r.text(in, "label"), Figure: r.figureOf(r.value(in.Get("figure")))}
	in.Close()
	if len(end.Label) == 0 || end.Figure == nil {
		return nil
	}
	return end
}

// keyFigures reads a list of cards.
func (r *blockReader) keyFigures(tree *yamltree.Node) bool {
	if tree.Kind != yamltree.List {
		tree.WrongType("list")
		return false
	}
	k := &KeyFiguresBlock{}
	for _, item := range tree.Items {
		o := item.Object()
		if o == nil {
			continue
		}
		required(o, r.diags, "label", "figure")
		k.Items = append(k.Items, KeyFigure{
			Label:  r.text(o, "label"),
			Figure: r.figureOf(r.value(o.Get("figure"))),
			Note:   r.text(o, "note"),
			Word:   foldBlanks(o.String("word")),
			Trend:  r.course(o.Get("trend")),
		})
		o.Close()
	}
	r.block.KeyFigures = k
	return true
}

// course reads a selection, or a list of figures.
func (r *blockReader) course(n *yamltree.Node) *Trend {
	if n == nil {
		return nil
	}
	t := &Trend{At: r.span(n)}
	if n.Kind == yamltree.List {
		for _, item := range n.Items {
			if f := r.figureOf(r.value(item)); f != nil {
				t.Figures = append(t.Figures, f)
			}
		}
		if len(t.Figures) == 0 {
			return nil
		}
		return t
	}
	o := n.Object()
	if o == nil {
		return nil
	}
	required(o, r.diags, "data")
	t.Selection = r.selection(o)
	o.Close()
	if t.Data == "" {
		return nil
	}
	return t
}
