package chart

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Most columns and cells of a heat map.
const (
	maxHeatColumns = 36
	maxHeatCells   = 600
)

// checkHeat says what a heat map cannot show.
func (m *model) checkHeat() error {
	switch {
	case m.Stack != Grouped:
		return &SpecError{"Stack", "cells are not stacked"}
	case m.Direction == Horizontal:
		return &SpecError{"Direction", "a heat map has no direction"}
	case len(m.Series) > maxHeatColumns:
		return m.checkCounts(maxHeatColumns)
	case len(m.Categories)*len(m.Series) > maxHeatCells:
		return &SpecError{"Categories", strconv.Itoa(len(m.Categories)) + " × " + strconv.Itoa(len(m.Series)) + " cells are too many for one chart"}
	}
	return nil
}

// A shade is a class of values that are filled alike.
type shade struct {
	from, to *big.Rat // from is in the class; to only where it is the last
	of       paint
	opacity  float64
	dark     bool // words upon it have the colour for words on of
}

// shadeOpacities are how much of its paint a shade has, from the faintest. None
// lies between the fourth and the fifth: there neither ink nor its opposite can be
// read on every page, in light, dark and forced colours.
func shadeOpacities() []float64 { return []float64{0.1, 0.18, 0.26, 0.33, 0.84, 1} }

// lightShades is how many of them carry ink.
const lightShades = 4

// spreadShades is the opacity of the k-th of n shades, and whether words upon it
// must be light.
func spreadShades(k, n int) (opacity float64, dark bool) {
	pick := [][]int{{1}, {1, 4}, {0, 3, 5}, {0, 2, 3, 5}, {0, 1, 3, 4, 5}, {0, 1, 2, 3, 4, 5}}[n-1][k]
	return shadeOpacities()[pick], pick >= lightShades
}

// heatShades divides the values into classes of equal width, six at most, or
// three on each side of zero when there are values on both.
func (m *model) heatShades() []shade {
	lo, hi := m.extent()
	if lo == hi {
		return []shade{m.oneShade()}
	}
	both := lo < 0 && hi > 0
	most := 6
	least := (hi - lo) / float64(most)
	if both {
		most = 3
		least = max(hi, -lo) / float64(most)
	}
	st := heatStep(least).coarse(m.valueDecimals())
	first, last := heatRange(st, lo, hi)
	for !both && last-first > int64(most) || both && max(last, -first) > int64(most) {
		st = heatStep(st.size() * 1.01)
		first, last = heatRange(st, lo, hi)
	}
	var list []shade
	for n := first; n < last; n++ {
		s := shade{from: st.times(n), to: st.times(n + 1), of: paintSeries1}
		switch {
		case both && n < 0:
			s.of = paintSeries3
			s.opacity, s.dark = spreadShades(int(-n-1), most)
		case both:
			s.opacity, s.dark = spreadShades(int(n), most)
		case hi <= 0: // the farther from zero the stronger
			s.opacity, s.dark = spreadShades(int(last-1-n), int(last-first))
		default:
			s.opacity, s.dark = spreadShades(int(n-first), int(last-first))
		}
		list = append(list, s)
	}
	return list
}

// heatStep is the smallest step, of more than an axis has, that is at least least.
func heatStep(least float64) step {
	e := int(math.Floor(math.Log10(least)))
	for {
		for _, s := range []step{{1, e}, {2, e}, {25, e - 1}, {3, e}, {4, e}, {5, e}} {
			if s.size() >= least*(1-1e-9) {
				return s
			}
		}
		e++
	}
}

// heatRange is which steps the classes begin and end at.
func heatRange(st step, lo, hi float64) (first, last int64) {
	size := st.size()
	first, last = int64(math.Floor(lo/size+1e-9)), int64(math.Ceil(hi/size-1e-9))
	return first, max(last, first+1)
}

// oneShade is the class of values that are all equal.
func (m *model) oneShade() shade {
	s := shade{of: paintSeries1}
	s.opacity, s.dark = spreadShades(0, 1)
	for i := range m.cells {
		for _, c := range m.cells[i] {
			if !c.missing {
				s.from, s.to = c.value, c.value
			}
		}
	}
	return s
}

// shadeOf is the class of a value: −1 for zero between two signs, which is
// neither. What lies on an edge belongs to the class farther from zero.
func shadeOf(list []shade, v *big.Rat) int {
	last := len(list) - 1
	if v.Sign() == 0 && list[0].of != list[last].of {
		return -1
	}
	for k, s := range list {
		if edge := v.Cmp(s.to); edge < 0 || edge == 0 && v.Sign() < 0 {
			return k
		}
	}
	return last
}

// A heatBlock is some columns of the grid with its own names of rows: a grid
// that is too wide goes on below.
type heatBlock struct {
	from, to int // columns
	top      float64
	left     float64
	column   float64 // width
	heads    [][]string
}

// layOutHeat lays out a heat map: rows are categories, columns series. Where that
// needs several blocks and the other way round does not, it is turned.
func (p *plot) layOutHeat() {
	p.frameless = true
	if size := p.heatFit(); size.perBlock < len(p.Series) {
		turned := *p
		turned.model = p.transposed()
		if other := turned.heatFit(); other.perBlock >= len(turned.Series) && p.namedSeries() {
			p.model = turned.model
		}
	}
	fit := p.heatFit()
	p.shades = p.heatShades()
	y := p.heatLegend(p.layOutUnit(0))
	names := make([][]string, len(p.Categories))
	p.heatRow = 2*heatPad + p.value
	for j, c := range p.Categories {
		names[j] = p.metrics.wrap(c.Label, fit.names, p.label, 3)
		p.heatRow = max(p.heatRow, float64(len(names[j]))*p.line()+heatPad)
	}
	notes := &heatNotes{}
	n := len(p.Series)
	for from := 0; from < n; from += fit.perBlock {
		b := heatBlock{from: from, to: min(from+fit.perBlock, n), left: fit.left, column: fit.column}
		y = p.placeHeads(&b, y)
		b.top = round(y)
		p.placeRows(names, b)
		p.placeFigures(b, notes)
		p.blocks = append(p.blocks, b)
		y = b.top + p.heatRow*float64(len(p.Categories)) + 14
	}
	y = notes.place(p, y-6)
	if p.hasForecast() {
		y = p.note(fmt.Sprintf(termsOf(p.Lang).italic, p.uncertain()), y)
	}
	p.height = math.Ceil(y)
	p.left, p.top, p.gridWidth, p.gridHeight = p.blocks[0].left, p.blocks[0].top, p.blocks[0].column*float64(p.blocks[0].to-p.blocks[0].from), p.heatRow*float64(len(p.Categories))
	p.hi = 1
}

func (m *model) namedSeries() bool {
	for _, s := range m.Series {
		if s.Name == "" {
			return false
		}
	}
	return true
}

const (
	heatPad    = 7.0   // about a figure in its cell
	heatWidest = 132.0 // of a column
)

// A heatFit is how the columns fit the width.
type heatFit struct {
	names    float64 // width of the names
	left     float64 // where cells begin
	column   float64 // width of one
	perBlock int
}

// heatFit measures names and figures, and how many columns stand beside each other.
func (p *plot) heatFit() heatFit {
	var f heatFit
	for _, c := range p.Categories {
		w := p.metrics.width(c.Label, p.label, regular)
		f.names = max(f.names, min(w, max(0.3*p.width, p.metrics.width(longestWord(c.Label), p.label, regular))))
	}
	f.names = min(f.names, 0.42*p.width)
	f.left = math.Ceil(f.names + 10)
	least := 30.0
	for i, s := range p.Series {
		head := min(p.metrics.width(longestWord(p.headOf(i)), p.tick, regular), 0.2*p.width)
		if s.Name != "" {
			least = max(least, head+6)
		}
		for _, c := range p.cells[i] {
			if !c.missing {
				least = max(least, p.metrics.width(c.text, p.value-1, semibold)+8)
			}
		}
	}
	least = min(least, 0.6*p.width)
	if p.width-f.left < least {
		f.names = p.width - least - 10
		f.left = math.Ceil(f.names + 10)
	}
	room := p.width - f.left
	f.perBlock = max(1, min(len(p.Series), int(room/least)))
	// Blocks of equal size look like parts of one grid.
	blocks := (len(p.Series) + f.perBlock - 1) / f.perBlock
	f.perBlock = (len(p.Series) + blocks - 1) / blocks
	f.column = math.Floor(min(room/float64(f.perBlock), max(heatWidest, least)))
	return f
}

// headOf is the name of a column.
func (p *plot) headOf(i int) string { return p.Series[i].Name }

// placeHeads names the columns of a block and returns where its rows begin.
func (p *plot) placeHeads(b *heatBlock, y float64) float64 {
	lines := 0
	for i := b.from; i < b.to; i++ {
		var head []string
		if name := p.headOf(i); name != "" {
			head = p.metrics.wrap(name, b.column-4, p.tick, 4)
		}
		b.heads = append(b.heads, head)
		lines = max(lines, len(head))
	}
	pitch := p.tick + 4
	for k, head := range b.heads {
		x := b.left + (float64(k)+0.5)*b.column
		p.add(word{lines: head, x: x, y: y + (float64(lines)-float64(len(head))/2)*pitch, anchor: center, size: p.tick, paint: paintSoft})
	}
	return y + float64(lines)*pitch + 4
}

func (p *plot) placeRows(names [][]string, b heatBlock) {
	wide := b.column * float64(b.to-b.from)
	for j, n := range names {
		y := b.top + (float64(j)+0.5)*p.heatRow
		p.add(word{lines: n, y: y, anchor: start, size: p.label, paint: paintInk})
		if j > 0 { // gaps of paper, also between cells of one shade
			at := round(b.top + float64(j)*p.heatRow)
			p.drawShape(rule(b.left, at, b.left+wide, at, paintPaper, 2))
		}
	}
	for k := 1; k < b.to-b.from; k++ {
		x := b.left + float64(k)*b.column
		p.drawShape(rule(x, b.top, x, round(b.top+p.heatRow*float64(len(names))), paintPaper, 2))
	}
}

// placeFigures writes the values into the cells of a block.
func (p *plot) placeFigures(b heatBlock, notes *heatNotes) {
	for i := b.from; i < b.to; i++ {
		for j := range p.Categories {
			c := p.cells[i][j]
			w := word{
				lines: []string{c.text}, x: b.left + (float64(i-b.from)+0.5)*b.column, y: b.top + (float64(j)+0.5)*p.heatRow,
				anchor: center, size: p.value - 1, paint: paintInk, weight: semibold,
			}
			if !c.missing {
				if p.metrics.width(c.text, w.size, semibold) > b.column-4 {
					w.lines = []string{notes.sign(c.text)}
				}
				if k := shadeOf(p.shades, c.value); k >= 0 && p.shades[k].dark {
					w.paint = p.shades[k].of - paintSeries1 + paintOn1
				}
				w.italic = p.isForecast(i, j)
				p.add(w)
				continue
			}
			w.weight, w.paint, w.italic = regular, paintSoft, true
			if c.text == "" || p.metrics.width(c.text, w.size, regular) > b.column-6 {
				w.lines, w.italic = []string{notes.sign(c.text)}, false
			}
			p.add(w)
		}
	}
}

// heatNotes are the words for missing values that do not fit into a cell.
type heatNotes struct{ texts []string }

// sign stands in the cell: a dash for no value, else the number of a note.
func (n *heatNotes) sign(text string) string {
	if text == "" {
		return "–"
	}
	for k, known := range n.texts {
		if known == text {
			return strconv.Itoa(k+1) + ")"
		}
	}
	n.texts = append(n.texts, text)
	return strconv.Itoa(len(n.texts)) + ")"
}

// place writes the notes under the grid.
func (n *heatNotes) place(p *plot, y float64) float64 {
	for k, text := range n.texts {
		lines := p.metrics.wrap(strconv.Itoa(k+1)+")\u00a0"+text, p.width, p.tick, 4)
		block := float64(len(lines)) * (p.tick + 4)
		p.add(word{lines: lines, y: y + block/2, anchor: start, size: p.tick, paint: paintSoft})
		y += block
	}
	return y
}

// heatLegend draws the scale: a row of shades with the numbers at their edges.
func (p *plot) heatLegend(y float64) float64 {
	list := p.shades
	if len(list) < 2 {
		return y
	}
	texts := make([]string, len(list)+1)
	decimals := 0
	for _, s := range list {
		decimals = max(decimals, ratDecimals(s.from), ratDecimals(s.to))
	}
	widest := 0.0
	for k := range texts {
		edge := list[min(k, len(list)-1)].from
		if k == len(list) {
			edge = list[k-1].to
		}
		texts[k] = formatNumber(edge, p.Lang, decimals, p.Signed)
		widest = max(widest, p.metrics.width(texts[k], p.tick, regular))
	}
	if float64(len(list))*(widest+10)+widest > p.width {
		return p.heatLegendRows(y, texts)
	}
	side := math.Ceil(max(40, widest+10))
	if float64(len(list))*side+widest > p.width {
		side = math.Floor((p.width - widest) / float64(len(list)))
	}
	x := math.Ceil(widest / 2)
	for k, s := range list {
		p.drawSwatch(x+float64(k)*side, y, side, s)
	}
	for k, t := range texts {
		p.add(word{lines: []string{t}, x: x + float64(k)*side, y: y + 12 + 5 + p.tick/2, anchor: center, size: p.tick, paint: paintSoft})
	}
	return y + 12 + 5 + p.tick + 12
}

// heatLegendRows is the scale with a row a shade, for numbers that are too wide.
func (p *plot) heatLegendRows(y float64, texts []string) float64 {
	for k, s := range p.shades {
		p.drawSwatch(0, y+2, 28, s)
		text := texts[k] + " – " + texts[k+1]
		lines := p.metrics.wrap(text, p.width-36, p.tick, 2)
		block := float64(len(lines)) * (p.tick + 4)
		p.add(word{lines: lines, x: 36, y: y + block/2, anchor: start, size: p.tick, paint: paintSoft})
		y += block + 2
	}
	return y + 8
}

func (p *plot) drawSwatch(x, y, side float64, s shade) {
	swatch := box(x, y, side-1, 12, s.of)
	swatch.opacity = s.opacity
	edge := box(x+0.5, y+0.5, side-2, 11, paintNone)
	edge.stroke = paintSoft
	p.drawShape(swatch, edge)
}

// ratDecimals is how many decimals a number needs.
func ratDecimals(r *big.Rat) int {
	for d := range maxDecimals {
		if back, _ := new(big.Rat).SetString(r.FloatString(d)); back.Cmp(r) == 0 {
			return d
		}
	}
	return maxDecimals
}

// heatChart has a series a shade and block: a colour for each cell would take
// ECharts three times as long.
func (p *plot) heatChart() map[string]any {
	c := charts.NewHeatMap()
	c.SetGlobalOptions(charts.WithAnimation(false))
	var grids []opts.Grid
	for n, b := range p.blocks {
		grids = append(grids, opts.Grid{
			Left: decimal(b.left), Top: decimal(b.top), Width: decimal(b.column * float64(b.to-b.from)), Height: decimal(p.heatRow * float64(len(p.Categories))),
		})
		x := opts.XAxis{Type: "category", Data: counted(b.to - b.from), Show: opts.Bool(false), GridIndex: n}
		y := opts.YAxis{Type: "category", Data: counted(len(p.Categories)), Show: opts.Bool(false), Inverse: opts.Bool(true), GridIndex: n}
		if n == 0 {
			c.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(y))
		} else {
			c.ExtendXAxis(x)
			c.ExtendYAxis(y)
		}
		for k := range p.shades {
			p.addShade(c, n, k)
		}
	}
	c.SetGlobalOptions(charts.WithGridOpts(grids...))
	return c.JSON()
}

func (p *plot) addShade(c *charts.HeatMap, block, k int) {
	b := p.blocks[block]
	var data []opts.HeatMapData
	for i := b.from; i < b.to; i++ {
		for j := range p.Categories {
			if one := p.cells[i][j]; !one.missing && shadeOf(p.shades, one.value) == k {
				data = append(data, opts.HeatMapData{Value: [3]json.Number{json.Number(strconv.Itoa(i - b.from)), json.Number(strconv.Itoa(j)), "1"}})
			}
		}
	}
	if data == nil {
		return
	}
	s := p.shades[k]
	c.AddSeries(seriesID(k), data, charts.WithItemStyleOpts(opts.ItemStyle{
		Color: s.of.sentinel(), Opacity: opts.Float(float32(s.opacity)),
	}), charts.WithSeriesOpts(func(one *charts.SingleSeries) { one.XAxisIndex, one.YAxisIndex = block, block }))
}

// counted are the names 0 … n−1; the words are ours.
func counted(n int) []string {
	names := make([]string, n)
	for j := range names {
		names[j] = strconv.Itoa(j)
	}
	return names
}
