package chart

import (
	"context"
	"fmt"
)

// Render draws spec at both widths. The error is a [SpecError] or [ErrNoData]
// when spec cannot be drawn; any other is a failure of the engine, or ctx's.
func Render(ctx context.Context, e *Engine, spec Spec) (Image, error) {
	m, err := readSpec(spec)
	if err != nil {
		return Image{}, err
	}
	img := Image{Title: m.title(), Desc: m.describe(), Sentence: m.sentence()}
	for _, one := range []struct {
		sizes sizes
		out   *[]byte
	}{{wideSizes(), &img.Wide}, {narrowSizes(), &img.Narrow}} {
		p := layOut(m, one.sizes, e.lib.metrics)
		if *one.out, err = p.draw(ctx, e, img.Title, img.Desc); err != nil {
			return Image{}, fmt.Errorf("chart %s, %s: %w", m.ID, p.class, err)
		}
	}
	return img, nil
}

// draw makes the SVG of a plot.
func (p *plot) draw(ctx context.Context, e *Engine, title, desc string) ([]byte, error) {
	option, err := p.options()
	if err != nil {
		return nil, err
	}
	raw, err := e.Render(ctx, option, int(p.width), int(p.height))
	if err != nil {
		return nil, err
	}
	d := dress{
		id: p.ID, class: p.class, suffix: p.suffix, width: p.width, height: p.height,
		title: title, desc: desc, words: p.words, shapes: p.shapes, unclip: true, gaps: p.Stack == Stacked && p.manyBars(), patterned: p.patterned(), melt: p.Form == Heat,
	}
	return d.put(raw)
}
