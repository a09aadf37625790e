package chart

import (
	"fmt"
	"math"
	"math/big"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// checkPie says what a pie cannot show.
func (m *model) checkPie() error {
	switch {
	case len(m.Series) > 1:
		return &SpecError{"Series", fmt.Sprintf("%d series; a pie shows the parts of one", len(m.Series))}
	case len(m.Categories) > maxSeries:
		return &SpecError{"Categories", fmt.Sprintf("%d parts; more than %d sectors cannot be compared: use bars", len(m.Categories), maxSeries)}
	case m.Direction == Horizontal:
		return &SpecError{"Direction", "a pie has no direction"}
	case m.Stack != Grouped:
		return &SpecError{"Stack", "sectors are not stacked"}
	case m.Diverging:
		return &SpecError{"Diverging", "two colours by sign need the bars of a single series"}
	}
	return nil
}

// checkSectors refuses what is no whole: a missing part, one below zero, nothing.
func (m *model) checkSectors() error {
	if err := m.checkParts(); err != nil {
		return err
	}
	for j, c := range m.cells[0] {
		if c.missing {
			return &SpecError{fmt.Sprintf("Series[0].Points[%d]", j), "without one of its parts a whole cannot be divided"}
		}
	}
	if m.sum().Sign() == 0 {
		return &SpecError{"Series", "the parts add up to zero"}
	}
	return nil
}

// sum is what the sectors are parts of.
func (m *model) sum() *big.Rat {
	sum := new(big.Rat)
	for _, c := range m.cells[0] {
		sum.Add(sum, c.value)
	}
	return sum
}

// A sector is a part of a pie.
type sector struct {
	mid   float64 // angle of its middle, clockwise from the top
	size  float64 // angle
	share string  // of the whole, as printed
	name  []string
	value string // the value with its share
}

// sectors divides the pie.
func (m *model) sectors() []sector {
	sum, from := m.sum(), 0.0
	list := make([]sector, len(m.Categories))
	for j, c := range m.cells[0] {
		v := new(big.Rat).Quo(c.value, sum)
		part, _ := v.Float64()
		s := sector{mid: 2 * math.Pi * (from + part/2), size: 2 * math.Pi * part}
		s.share = percent(v.Mul(v, new(big.Rat).SetInt64(100)), m.Lang)
		s.value = c.text + " (" + s.share + ")"
		if m.Unit == "%" {
			s.value = m.quantity(c.text)
		}
		list[j] = s
		from += part
	}
	return list
}

// Radius of a pie, and the way from its edge to the words: out, then across.
const (
	pieRadius  = 112.0
	pieOut     = 12.0
	pieAcross  = 16.0
	pieNarrow  = 104.0
	leastShare = 0.1 // of the circle: what has its share inside
)

// layOutPie lays out a pie with names, values and shares beside it. It reports
// false when there is no room for them.
func (p *plot) layOutPie() bool {
	p.frameless = true
	room := p.width/2 - pieRadius - pieOut - pieAcross - 8
	list := p.sectors()
	for j, c := range p.Categories {
		if p.metrics.width(longestWord(c.Label), p.label, regular) > room || p.metrics.width(list[j].value, p.label, semibold) > room {
			return false
		}
		list[j].name = p.metrics.wrap(c.Label, room, p.label, 4)
	}
	y := p.layOutUnit(0)
	places, height := p.pieWords(list)
	p.placePie(y+height/2+4, pieRadius)
	cy := p.top + pieRadius
	roof := cy - height/2
	for _, right := range []bool{true, false} {
		var mine []settler
		for j, s := range places {
			if list[j].right() == right {
				s.at += cy
				mine = append(mine, s)
			}
		}
		settle(mine, roof, roof+height)
		for j := range list {
			if list[j].right() == right {
				p.placeSector(list[j], mine[0].at, cy)
				mine = mine[1:]
			}
		}
	}
	p.height = math.Ceil(p.noteSectors(roof + height + 4))
	return true
}

func (s *sector) right() bool { return math.Sin(s.mid) >= -1e-9 }

// pieWords measures the words of each sector, and how high the taller side is.
func (p *plot) pieWords(list []sector) (places []settler, height float64) {
	var left, right float64
	for _, s := range list {
		half := float64(len(s.name)+1)*p.line()/2 + 3
		places = append(places, settler{at: -(pieRadius + pieOut/2) * math.Cos(s.mid), half: half})
		if s.right() {
			right += 2 * half
		} else {
			left += 2 * half
		}
	}
	return places, max(left, right, 2*pieRadius+24)
}

// placePie puts the circle into the middle of the width.
func (p *plot) placePie(cy, radius float64) {
	p.left, p.top = round(p.width/2-radius), round(cy-radius)
	p.gridWidth, p.gridHeight = 2*radius, 2*radius
	p.hi = 1
}

// placeSector sets name and value of a sector and draws the line to them.
func (p *plot) placeSector(s sector, y, cy float64) {
	cx := p.width / 2
	way, side := 1.0, start
	if !s.right() {
		way, side = -1, end
	}
	edge := func(r float64) (float64, float64) { return cx + r*math.Sin(s.mid), cy - r*math.Cos(s.mid) }
	// Out of the circle, along it to its side, and there to the words: so no
	// line crosses a sector or another line.
	x0, y0 := edge(pieRadius - 3)
	x1, y1 := edge(pieRadius + pieOut/2)
	x := cx + way*(pieRadius+pieOut+pieAcross)
	p.drawShape(shape{
		d: "M" + pair(round(x0), round(y0)) + "L" + pair(round(x1), round(y1)) + "H" + short(round(cx+way*(pieRadius+pieOut/2))) +
			"L" + pair(round(x-way*6), round(y)),
		fill: paintNone, stroke: paintSoft, width: 1,
	})
	block := float64(len(s.name)+1) * p.line()
	p.add(word{lines: []string{s.value}, x: x, y: y + block/2 - p.line()/2, anchor: side, size: p.label, weight: semibold, paint: paintInk})
	p.add(word{lines: s.name, x: x, y: y - p.line()/2, anchor: side, size: p.label, paint: paintInk})
}

// layOutPieList lays out a pie with a list under it, for words that have no room
// beside it. Sectors of some size have their share inside.
func (p *plot) layOutPieList() {
	p.frameless = true
	list := p.sectors()
	y := p.layOutUnit(0)
	p.placePie(y+pieNarrow+2, pieNarrow)
	cx, cy := p.width/2, p.top+pieNarrow
	for j, s := range list {
		if s.size < leastShare*2*math.Pi {
			continue
		}
		w := word{
			lines: []string{s.share}, x: cx + 0.64*pieNarrow*math.Sin(s.mid), y: cy - 0.64*pieNarrow*math.Cos(s.mid),
			anchor: center, size: p.value, weight: semibold, paint: on(j),
		}
		if len(list) == 1 {
			w.x, w.y = cx, cy
		}
		if p.patterned() && j >= patternFrom {
			w.upon = j + 1
		}
		p.add(w)
	}
	y = cy + pieNarrow + 16
	side := min(p.width, 440)
	for j, s := range list {
		y = p.listSector(j, s, (p.width-side)/2, y, side)
	}
	p.height = math.Ceil(p.noteSectors(y))
}

// listSector writes a row of the list, x from the edge and so wide: swatch, name,
// value with share; the value under the name where it does not fit beside it.
func (p *plot) listSector(j int, s sector, x, y, side float64) float64 {
	const swatch = 14 + 8
	wide := p.metrics.width(s.value, p.label, semibold)
	room := side - swatch - wide - 12
	label := p.Categories[j].Label
	value := word{lines: []string{s.value}, x: x + side, y: y + p.line()/2, anchor: end, size: p.label, weight: semibold, paint: paintInk}
	below := 0.0
	beside := wide <= 0.5*side && p.metrics.width(longestWord(label), p.label, regular) <= room
	if !beside {
		room = side - swatch
	}
	name := p.metrics.wrap(label, room, p.label, 4)
	block := float64(len(name)) * p.line()
	if !beside {
		value.x, value.anchor, value.y = x+swatch, start, y+block+p.line()/2
		below = p.line()
	}
	p.drawShape(box(x, y+p.line()/2-7, 14, 14, series(j)))
	p.add(word{lines: name, x: x + swatch, y: y + block/2, anchor: start, size: p.label, paint: paintInk})
	p.add(value)
	return y + block + below + 6
}

func (p *plot) pieChart() map[string]any {
	c := charts.NewPie()
	c.SetGlobalOptions(charts.WithAnimation(false))
	data := make([]opts.PieData, len(p.Categories))
	for j := range data {
		data[j] = opts.PieData{Value: p.datum(0, j), ItemStyle: &opts.ItemStyle{
			Color: series(j).sentinel(), BorderColor: paintPaper.sentinel(), BorderWidth: 1.5,
		}}
	}
	radius := p.gridWidth / 2
	hidden := opts.Bool(false)
	c.AddSeries(seriesID(0), data,
		charts.WithPieChartOpts(opts.PieChart{
			Radius: decimal(radius), Center: []string{decimal(p.left + radius), decimal(p.top + radius)},
		}),
		charts.WithLabelOpts(opts.Label{Show: hidden}), charts.WithLabelLineOpts(opts.LabelLine{Show: hidden}))
	return c.JSON()
}
