package chart

// A legendKey is one entry of a legend that is not about series: a swatch, or a
// marker, and what it means.
type legendKey struct {
	name   string
	paint  paint
	hatch  hatch
	tint   float64
	marker marker // in place of the swatch
	hollow bool   // of the marker: a forecast's
	edge   bool   // the colour alone is too light: it has an edge
	across bool   // a stroke across a bar, in place of the swatch
}

// layOutKeys packs entries into rows from the top and returns where they end.
func (p *plot) layOutKeys(keys []legendKey) float64 {
	const icon = 14
	x, y := 0.0, 0.0
	before := icon + legendSpace
	for _, k := range keys {
		name := p.metrics.wrap(k.name, p.width-before, p.label, 1)
		w := before + p.metrics.width(name[0], p.label, regular)
		if x > 0 && x+w > p.width {
			x, y = 0, y+legendLine
		}
		p.drawShape(k.swatch(round(x), y)...)
		p.add(word{lines: name, x: x + before, y: y + 8, anchor: start, size: p.label, paint: paintInk})
		x += w + legendGap
	}
	return y + legendLine + 6
}

// A forecast's bar has a dashed edge, and inside a little of its colour.
const (
	hollowTint = 0.2
	hollowDash = "4 2"
)

// hollowKey is the entry for forecasts, where there are any.
func (p *plot) hollowKey(of marker) []legendKey {
	if !p.hasForecast() {
		return nil
	}
	name := p.metrics.wrap(capital(p.uncertain()), 0.45*p.width, p.label, 1)[0]
	if of != "" {
		return []legendKey{{name: name, paint: paintInk, marker: of}}
	}
	return []legendKey{{name: name, paint: paintInk, tint: hollowTint}}
}

// swatch is the icon of an entry, fourteen units wide and high.
func (k legendKey) swatch(x, y float64) []shape {
	switch {
	case k.marker != "":
		return []shape{k.marker.at(x+7, y+8, 11, k.paint, k.hollow)}
	case k.across:
		return []shape{box(x+5.5, y, 3, 16, k.paint)}
	}
	list := []shape{box(x, y+1, 14, 14, k.paint)}
	if k.tint != 0 || k.edge {
		list[0].opacity = k.tint
		edge := box(x+0.5, y+1.5, 13, 13, paintNone)
		edge.stroke = k.paint
		if k.tint == hollowTint {
			edge.dash = hollowDash
		}
		if k.edge {
			edge.stroke = paintSoft
		}
		list = append(list, edge)
	}
	if k.hatch != plain {
		pattern := box(x, y+1, 14, 14, k.paint)
		pattern.hatch = k.hatch
		list = append(list, pattern)
	}
	return list
}

// layOutHead2 sets entries of a legend and the unit above a standing plot and
// returns where it begins.
func (p *plot) layOutHead2(keys []legendKey) float64 {
	return p.layOutUnit(p.layOutKeys(keys)) + p.tick/2
}

// formWords are what forms say in the drawing themselves, in one language.
type formWords struct {
	total, rise, fall, broken string
	cut                       string // the axis of dots does not begin at zero
	noValue                   string
	target, noTarget          string
	over, under, on           string // the target
	reached, missed           string
}

func formWordsOf(lang string) formWords {
	if lang == "en" {
		return formWords{
			total: "Total", rise: "Increase", fall: "Decrease",
			broken: "The axis is broken: the bars of totals do not begin at 0.",
			cut:    "The axis does not begin at 0.", noValue: "no value",
			target: "target", noTarget: "no target", over: "above target", under: "below target", on: "on target",
			reached: "reached", missed: "not reached",
		}
	}
	return formWords{
		total: "Summa", rise: "Ökning", fall: "Minskning",
		broken: "Axeln är bruten: summornas staplar börjar inte vid 0.",
		cut:    "Axeln börjar inte vid 0.", noValue: "uppgift saknas",
		target: "mål", noTarget: "inget mål", over: "över målet", under: "under målet", on: "på målet",
		reached: "nått", missed: "inte nått",
	}
}
