package data

import (
	"cmp"
	"slices"
	"strconv"

	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/tabular"
	"tertial/internal/yamltree"
)

// Limits of a scale of risks.
const (
	mostSteps    = 10
	defaultSteps = 4
)

// A Matrix is the scale of a list of risks, as its description declares it:
//
//	matrix:
//	  probability: {3: Stor, 4: Mycket stor}
//	  consequence: [Försumbar, Lindrig, Kännbar, Allvarlig]
//	  levels: {låg: 1, medel: 4, hög: 9}
//	  limit: 9
//
// Where the value alone does not decide the level, the levels are a list, and a
// grid says it for each field, the least probability first:
//
//	levels: [låg, medel, hög]
//	grid: [[låg, låg, medel], [låg, medel, hög], [medel, hög, hög]]
type Matrix struct {
	Steps       int      // both scales go from 1 to this
	Probability []string // words from the first step; "" where none is declared
	Consequence []string
	Levels      []Level // the lowest first; none when none are declared
	Grid        [][]int // indices of Levels by probability and consequence from the first step; nil where the value decides
	Limit       int     // from this value on a risk needs a control or an action; 0 is none
}

// A Level is a range of risk values with its name.
type Level struct {
	Name string
	From int // the least value; 0 where a grid decides
}

// LevelAt returns the index of the level of a field, −1 for none.
func (m *Matrix) LevelAt(probability, consequence int) int {
	if m.Grid != nil {
		return m.Grid[probability-1][consequence-1]
	}
	return m.LevelOf(probability * consequence)
}

// LevelOf returns the index of the level of a risk value, −1 for none.
func (m *Matrix) LevelOf(value int) int {
	for i, l := range slices.Backward(m.Levels) {
		if value >= l.From && l.From > 0 {
			return i
		}
	}
	return -1
}

// Limits are the shares of what was checked without deviation from which on a
// control is good, or acceptable. They are per cent.
type Limits struct {
	Good, Acceptable quantity.Number
	Declared         bool
}

// Rate returns the rating that a share in per cent has by the limits.
func (l *Limits) Rate(share quantity.Number) string {
	switch {
	case share.Cmp(l.Good) >= 0:
		return Good
	case share.Cmp(l.Acceptable) >= 0:
		return Acceptable
	default:
		return NotAcceptable
	}
}

// decodeScales reads the keys that only some kinds have.
func (d *Description) decodeScales(o *yamltree.Object, diags *diag.List) {
	if d.Kind == nil {
		return
	}
	switch d.Kind.Name {
	case risksName:
		d.Matrix = decodeMatrix(o, diags)
	case controlsName:
		d.Limits = decodeLimits(o)
	case unenforcedName:
		d.Base = smallestCount
		if n, ok := o.Int("base", smallestCount, 1000); ok {
			d.Base = n
		}
	}
}

// smallestCount is the least count of persons' decisions that is shown unless
// the description asks for more.
const smallestCount = 5

func decodeMatrix(o *yamltree.Object, diags *diag.List) *Matrix {
	m := &Matrix{}
	if !o.Has("matrix") {
		o.Known("matrix")
		m.Steps = defaultSteps
		m.fill()
		return m
	}
	y := o.Map("matrix")
	m.Steps, _ = y.Int("steps", 2, mostSteps)
	m.Probability = decodeSteps(y, "probability")
	m.Consequence = decodeSteps(y, "consequence")
	m.decodeLevels(y)
	grid := y.List("grid")
	m.Limit, _ = y.Int("limit", 1, mostSteps*mostSteps)
	y.Close()
	if m.Steps == 0 {
		m.Steps = max(len(m.Probability), len(m.Consequence))
	}
	if m.Steps < 2 {
		m.Steps = defaultSteps
	}
	m.fill()
	m.decodeGrid(grid, diags)
	return m
}

// decodeLevels reads the names of levels with the values from which they begin,
// or the names alone where a grid says the rest.
func (m *Matrix) decodeLevels(y *yamltree.Object) {
	if n := y.Get("levels"); n != nil && n.Kind == yamltree.List {
		for _, name := range y.Strings("levels") {
			m.Levels = append(m.Levels, Level{Name: name})
		}
		return
	}
	for _, f := range y.Pairs("levels") {
		if from, ok := stepOf(f.Value, mostSteps*mostSteps); ok {
			m.Levels = append(m.Levels, Level{Name: f.Key, From: from})
		}
	}
	slices.SortStableFunc(m.Levels, func(a, b Level) int { return cmp.Compare(a.From, b.From) })
}

// decodeGrid reads the level of each field: as many rows as steps, each with as
// many names. A grid with less is reported and left out.
func (m *Matrix) decodeGrid(rows []*yamltree.Node, diags *diag.List) {
	names := make([]string, len(m.Levels))
	for i := range m.Levels {
		names[i] = m.Levels[i].Name
	}
	var grid [][]int
	for _, row := range rows {
		if row.Kind != yamltree.List || len(row.Items) != m.Steps || len(rows) != m.Steps {
			diags.Add(diag.New("RISK", row.Place(), "steps", m.Steps).With("grid"))
			return
		}
		levels := make([]int, m.Steps)
		for i, item := range row.Items {
			levels[i] = slices.Index(names, item.Enum(names...))
			if levels[i] < 0 {
				return
			}
		}
		grid = append(grid, levels)
	}
	m.Grid = grid
}

// fill gives both scales a word for each step, if an empty one.
func (m *Matrix) fill() {
	for _, words := range [...]*[]string{&m.Probability, &m.Consequence} {
		for len(*words) < m.Steps {
			*words = append(*words, "")
		}
		*words = (*words)[:m.Steps]
	}
}

// decodeSteps reads the words of a scale: a list from the first step, or a map
// from the number of a step.
func decodeSteps(o *yamltree.Object, key string) []string {
	n := o.Get(key)
	if n == nil || n.Kind != yamltree.Map {
		return o.Strings(key)
	}
	var words []string
	for _, f := range o.Pairs(key) {
		step, err := strconv.Atoi(f.Key)
		if err != nil || step < 1 || step > mostSteps || !f.Value.Scalar() {
			f.Value.WrongValue("number")
			continue
		}
		for len(words) < step {
			words = append(words, "")
		}
		words[step-1] = f.Value.Text
	}
	return words
}

// stepOf reads a value that is a whole number.
func stepOf(n *yamltree.Node, most int) (int, bool) {
	if !n.Scalar() {
		return 0, false
	}
	i, err := strconv.Atoi(n.Text)
	if err != nil || i < 1 || i > most {
		n.WrongValue("number")
		return 0, false
	}
	return i, true
}

func decodeLimits(o *yamltree.Object) Limits {
	var l Limits
	if !o.Has("limits") {
		o.Known("limits")
		return l
	}
	y := o.Map("limits")
	y.Required(Good, Acceptable)
	good, okGood := shareOf(y.Get(Good))
	acceptable, ok := shareOf(y.Get(Acceptable))
	y.Close()
	return Limits{good, acceptable, ok && okGood}
}

// shareOf reads a share in per cent, with its sign or without.
func shareOf(n *yamltree.Node) (quantity.Number, bool) {
	if n == nil || !n.Scalar() {
		return quantity.Number{}, false
	}
	r, err := quantity.Read(n.Text, quantity.NumberFormat{Decimal: ','})
	hundred := quantity.Int(100)
	if err != nil || r.Number.Sign() < 0 || r.Number.Cmp(hundred) > 0 {
		n.WrongValue("number")
		return quantity.Number{}, false
	}
	return r.Number, true
}

// stepWord judges the word that a row has for a number of the scale.
func (c *checker) stepWord(i int, column, word string, words []string, step int) {
	given := c.d.Entry(&c.d.Rows[i], word)
	if given == "" || step < 1 || step > len(words) || words[step-1] == "" {
		return
	}
	if tabular.Same(words[step-1], tabular.Fold(given)) {
		return
	}
	c.diags.Add(diag.New("RISK", c.entryPlace(i, word), "row", c.d.Label(&c.d.Rows[i]), "column", column,
		"word", given, "number", step, "expected", words[step-1]).With("word").Propose(words[step-1]))
}
