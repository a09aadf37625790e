package build

import (
	"context"
	"errors"
	"strings"
	"sync"

	"tertial/internal/chart"
	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// A chartRoom draws charts. Its engines start when the first chart comes: a
// site without charts pays nothing for them.
type chartRoom struct {
	workers int
	once    sync.Once
	pool    *chart.Pool
	err     error
}

func (c *chartRoom) open() {
	lib, err := chart.LoadLibrary()
	if err != nil {
		c.err = err
		return
	}
	c.pool = chart.NewPool(lib, chart.PoolOptions{Workers: c.workers})
}

func (c *chartRoom) close() {
	if c.pool != nil {
		_ = c.pool.Close() // nothing of it is needed any more
	}
}

// draw draws all charts of a report.
func (c *chartRoom) draw(ctx context.Context, r *report.Report, lang string) (map[string]layout.Drawing, error) {
	if len(r.Charts) == 0 {
		return nil, nil
	}
	c.once.Do(c.open)
	if c.err != nil {
		return nil, c.err
	}
	drawings := make(map[string]layout.Drawing, len(r.Charts))
	for _, ch := range r.Charts {
		image, err := c.pool.Render(ctx, chartSpec(ch, lang))
		if err != nil {
			return nil, err
		}
		drawings[ch.ID] = layout.Drawing{Wide: image.Wide, Narrow: image.Narrow}
	}
	return drawings, nil
}

// judgeCharts reports the charts that cannot be drawn, so that check says what
// build would meet.
func judgeCharts(r *report.Report, lang string, diags *diag.List) {
	for _, c := range r.Charts {
		if err := chart.Validate(chartSpec(c, lang)); err != nil {
			at := r.Doc.Place(c.Block.Start, c.Block.End)
			diags.Add(diag.New("CHART", at, "id", c.ID, "reason", err, "series", len(c.Series), "categories", len(c.Categories)).
				With(chartVariant(err)))
		}
	}
}

// chartVariant chooses the message for why a chart cannot be drawn.
func chartVariant(err error) string {
	var spec *chart.SpecError
	if errors.Is(err, chart.ErrNoData) {
		return "empty"
	}
	if !errors.As(err, &spec) {
		return ""
	}
	if field, _, inner := strings.Cut(spec.Field, "["); inner && (field == "Categories" || field == "Series") {
		return "name"
	}
	switch spec.Field {
	case "Series", "Categories", "Direction", "Stack", "Diverging":
		return strings.ToLower(spec.Field)
	default:
		return ""
	}
}

// chartSpec turns a bound chart into what package chart draws.
func chartSpec(c *report.Chart, lang string) chart.Spec {
	block := c.Block.Chart
	spec := chart.Spec{
		ID: c.ID, Form: chart.Form(block.Type), Direction: chart.Direction(block.Direction), Stack: chart.Stack(block.Stack),
		Diverging: block.Diverging, Title: c.Title, Unit: c.Unit.Symbol(lang), Decimals: c.Decimals, Lang: lang,
		Ordered: block.Type == "line" || c.Timed, Of: categoryWord(c, lang),
	}
	if block.Diverging && c.Account() {
		spec.Words = chart.Words{Negative: "Underskott", Positive: "Överskott"}
		if lang == "en" {
			spec.Words = chart.Words{Negative: "Deficit", Positive: "Surplus"}
		}
	}
	for _, name := range c.Categories {
		spec.Categories = append(spec.Categories, chart.Category{Label: name})
	}
	for _, s := range c.Series {
		series := chart.Series{Name: s.Name}
		for _, p := range s.Cells {
			series.Points = append(series.Points, point(p, c, lang))
		}
		spec.Series = append(spec.Series, series)
	}
	return spec
}

// categoryWord is what a chart's categories are, where that can be said.
func categoryWord(c *report.Chart, lang string) string {
	if c.Timed || c.Dataset.Description.Kind.Name != "operating-budget" {
		return ""
	}
	if lang == "en" {
		return "activities"
	}
	return "verksamheter"
}

func point(p report.Point, c *report.Chart, lang string) chart.Point {
	if p.Missing {
		return chart.Point{Missing: true, MissingText: p.Words}
	}
	style := quantity.Style{Lang: lang, Decimals: c.Decimals, Signed: c.Block.Chart.Diverging && !p.Number.IsZero()}
	return chart.Point{Value: p.Number.String(), Text: p.Format(style)}
}
