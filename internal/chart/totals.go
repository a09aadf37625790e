package chart

import "math/big"

// totals are the sums of stacked bars as they are written at their ends; nil
// where the bars have none: shares, single series, parts below zero. A bar of
// which a part is missing has "".
func (p *plot) totals() []string {
	if p.Form != Bar || p.Stack != Stacked || p.inShares || len(p.cells) < 2 {
		return nil
	}
	list := make([]string, len(p.Categories))
	for j := range p.Categories {
		sum, whole := new(big.Rat), true
		for i := range p.cells {
			c := p.cells[i][j]
			if whole = whole && !c.missing; c.missing {
				continue
			}
			if c.value.Sign() < 0 {
				return nil
			}
			sum.Add(sum, c.value)
		}
		if whole {
			list[j] = formatNumber(sum, p.Lang, p.Decimals, p.Signed)
		}
	}
	return list
}

// widestTotal is the room that the longest sum takes.
func (p *plot) widestTotal() float64 {
	wide := 0.0
	for _, text := range p.totals() {
		wide = max(wide, p.metrics.width(text, p.valueSize(), semibold))
	}
	return wide
}

// end is how far a stacked bar of positive parts reaches.
func (p *plot) end(j int) float64 {
	to := 0.0
	p.eachSegment(j, func(_ int, _, end float64) { to = max(to, end) })
	return to
}

// columnTotals sets the sums above standing bars.
func (p *plot) columnTotals(band float64) {
	for j, text := range p.totals() {
		if text != "" {
			y := p.y(p.end(j)) - labelGap/2 - p.valueSize()/2
			p.add(p.valueWord(cell{text: text}, p.left+(float64(j)+0.5)*band, y, center))
		}
	}
}

// barTotals sets the sums behind lying bars.
func (p *plot) barTotals() {
	for j, text := range p.totals() {
		if text != "" {
			y := p.top + (float64(j)+0.5)*p.gridHeight/float64(len(p.Categories))
			p.add(p.valueWord(cell{text: text}, p.x(p.end(j))+labelGap, y, start))
		}
	}
}
