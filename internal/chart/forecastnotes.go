package chart

import "strings"

// Slopes, cells and sectors have no dash or edge left that could say what is a
// forecast: words under the drawing do.

// note writes a line under the drawing, in as many lines as it needs, and
// returns where it ends.
func (p *plot) note(text string, y float64) float64 {
	lines := p.metrics.wrap(text, p.width, p.tick, 40)
	block := float64(len(lines)) * (p.tick + 4)
	p.add(word{lines: lines, y: y + block/2, anchor: start, size: p.tick, paint: paintSoft})
	return y + block + 4
}

// noteForecasts names the series of a category that are forecasts, or only the
// category when all are.
func (p *plot) noteForecasts(y float64) float64 {
	for j, c := range p.Categories {
		var names []string
		for i, s := range p.Series {
			if p.isForecast(i, j) && s.Name != "" {
				names = append(names, s.Name)
			}
		}
		switch {
		case p.forecastAt(j) && p.onlyForecasts(j):
			y = p.note(capital(p.uncertain())+": "+c.Label, y)
		case len(names) > 0:
			y = p.note(capital(p.uncertain())+" "+c.Label+": "+strings.Join(names, ", "), y)
		}
	}
	return y
}

// noteSectors names the parts of a pie that are forecasts.
func (p *plot) noteSectors(y float64) float64 {
	var names []string
	for j, c := range p.Categories {
		if p.isForecast(0, j) {
			names = append(names, c.Label)
		}
	}
	switch len(names) {
	case 0:
		return y
	case len(p.Categories):
		return p.note(capital(p.uncertain()), y)
	}
	return p.note(capital(p.uncertain())+": "+strings.Join(names, ", "), y)
}
