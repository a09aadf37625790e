package build

import (
	"context"
	"errors"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"tertial/internal/chart"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// A chartRoom draws charts. Its engines start when the first chart comes: a
// site without charts pays nothing for them.
type chartRoom struct {
	workers int
	folder  string // of the cache; "" is none
	once    sync.Once
	pool    *chart.Pool
	cache   *chart.DirCache
	kept    *drawings // of a session; else nil
	err     error
}

// cacheLimit is how many bytes of drawings the cache may hold before those that a
// build has no use for are removed.
const cacheLimit = 64 << 20

func newChartRoom(cfg *Config) *chartRoom {
	return &chartRoom{workers: workers(cfg), folder: cfg.ChartCache}
}

func (c *chartRoom) open() {
	lib, err := chart.LoadLibrary()
	if err != nil {
		c.err = err
		return
	}
	options := chart.PoolOptions{Workers: c.workers}
	if c.folder != "" {
		c.cache = chart.NewDirCache(c.folder)
		options.Cache = c.cache
	}
	if c.kept != nil {
		c.kept.behind = options.Cache
		options.Cache = c.kept
	}
	c.pool = chart.NewPool(lib, options)
}

func (c *chartRoom) close() {
	if c.pool != nil {
		_ = c.pool.Close() // nothing of it is needed any more
	}
	if c.cache != nil {
		_, _ = c.cache.Prune(cacheLimit) // a cache that stays large harms nobody
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
	list := make([]layout.Drawing, len(r.Charts))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(c.workers) // a single long report shall keep all cores busy
	for i, ch := range r.Charts {
		group.Go(func() error {
			image, err := c.pool.Render(ctx, chartSpec(ch, lang))
			list[i] = layout.Drawing{Wide: image.Wide, Narrow: image.Narrow, Sentence: image.Sentence}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	drawings := make(map[string]layout.Drawing, len(r.Charts))
	for i, ch := range r.Charts {
		drawings[ch.ID] = list[i]
	}
	return drawings, nil
}

// judgeCharts reports the charts that cannot be drawn, so that check says what
// build would meet, and what their pictures make of the values.
func judgeCharts(r *report.Report, lang string, diags *diag.List) {
	for _, c := range r.Charts {
		spec, at := chartSpec(c, lang), r.Doc.Place(c.Block.Start, c.Block.End)
		if err := chart.Validate(spec); err != nil {
			diags.Add(diag.New("CHART", at, "id", c.ID, "reason", err, "series", len(c.Columns()), "categories", len(c.Categories)).
				With(chartVariant(c, err)))
			continue
		}
		if chart.CutAxis(spec) {
			diags.Add(diag.New("CHART-AXIS", at, "id", c.ID))
		}
		judgeTitle(r, c, lang, diags)
	}
}

// judgeTitle compares what a title says with the chart: which is the greatest,
// which way it goes, how many go over or under.
func judgeTitle(r *report.Report, c *report.Chart, lang string, diags *diag.List) {
	if slip, wrong := chart.TitleSlip(chartSpec(c, lang)); wrong {
		at := r.Doc.Place(c.Block.Chart.TitleAt[0], c.Block.Chart.TitleAt[1])
		diags.Add(diag.New("CHART-TITLE", at, "id", c.ID, "word", slip.Word, "name", slip.Name, "value", slip.Value,
			"other", slip.Other, "otherValue", slip.OtherValue).With(map[bool]string{true: "course", false: "most"}[slip.OfTheCourse]))
		return
	}
	if !c.Block.Chart.Diverging || !c.Account() {
		return
	}
	count, wrong := chart.TitleCount(chartSpec(c, lang))
	if !wrong {
		return
	}
	at := r.Doc.Place(c.Block.Chart.TitleAt[0], c.Block.Chart.TitleAt[1])
	diags.Add(diag.New("CHART-TITLE", at, "id", c.ID, "stated", count.Stated, "minus", count.Minus, "plus", count.Plus, "all", count.All))
}

// chartVariant chooses the message for why a chart cannot be drawn.
func chartVariant(c *report.Chart, err error) string {
	var spec *chart.SpecError
	if errors.Is(err, chart.ErrNoData) {
		return "empty"
	}
	if !errors.As(err, &spec) {
		return ""
	}
	field, _, inner := strings.Cut(spec.Field, "[")
	switch {
	case c.Block.Chart.Type == content.PieChart && field == "Categories" && !inner:
		return "pie"
	case c.Block.Chart.Type == content.PieChart && field == "Series":
		return map[bool]string{true: "part", false: "zero"}[inner]
	case field == "Steps":
		return "step"
	case field == "Neutral":
		return "answers"
	case inner && (field == "Categories" || field == "Series"):
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
		Baseline: chart.Baseline(block.Baseline), Neutral: c.Neutral, Uncertain: uncertain(c, lang), Unlike: c.Unlike(),
		Diverging: block.Diverging, Title: c.Title, Unit: unitWord(c.Unit, lang, 2), UnitOne: unitWord(c.Unit, lang, 1), Decimals: c.Decimals, Lang: lang,
		Ordered: block.Type == content.LineChart || block.Type == content.AreaChart || c.Timed,
	}
	if block.Type == content.AreaChart && spec.Stack == "" && len(c.Series) > 1 {
		spec.Stack = chart.Stacked // areas that cover each other cannot be read
	}
	spec.Of, spec.Neuter = categoryWord(c, lang)
	if (block.Diverging || block.Type == content.WaterfallChart) && c.Account() {
		spec.Words = chart.Words{Negative: "Underskott", Positive: "Överskott"}
		if lang == "en" {
			spec.Words = chart.Words{Negative: "Deficit", Positive: "Surplus"}
		}
	}
	spec.Categories = categories(c)
	spec.Series = seriesOf(c, c.Series, lang)
	for _, p := range c.Panels {
		spec.Panels = append(spec.Panels, chart.Panel{Title: p.Title, Series: seriesOf(c, p.Series, lang)})
	}
	return spec
}

// unitWord is a unit as it follows a number: a symbol, or what is counted in
// words.
func unitWord(u quantity.Unit, lang string, n int64) string {
	if u.Money() || u.Share() || u == quantity.Pieces || u == quantity.Index || strings.Contains(string(u), "/") {
		return u.Symbol(lang)
	}
	return u.Long(lang, quantity.Int(n))
}

func categories(c *report.Chart) []chart.Category {
	list := make([]chart.Category, len(c.Categories))
	for i, name := range c.Categories {
		list[i].Label = name
		list[i].Total = c.Block.Chart.Type == content.WaterfallChart && (i == 0 || i == len(list)-1)
		if i < len(c.Rising) {
			list[i].Aim = map[int]chart.Aim{1: chart.AtLeast, -1: chart.AtMost}[c.Rising[i]]
		}
	}
	return list
}

func seriesOf(c *report.Chart, bound []report.Series, lang string) []chart.Series {
	var list []chart.Series
	for _, s := range bound {
		series := chart.Series{Name: s.Name}
		for i, p := range s.Cells {
			step := c.Block.Chart.Type == content.WaterfallChart && i > 0 && i < len(s.Cells)-1
			series.Points = append(series.Points, point(p, c, lang, step || c.Block.Chart.Diverging))
		}
		list = append(list, series)
	}
	return list
}

// uncertain is what points are called that are no outcomes, where they are no
// forecasts either.
func uncertain(c *report.Chart, lang string) string {
	for _, s := range c.Columns() {
		for i, p := range s.Cells {
			if p.Forecast && s.Facts[i].Value == data.Forecast {
				return ""
			}
		}
	}
	if lang == "en" {
		return "preliminary"
	}
	return "preliminärt"
}

// categoryWord is what a chart's categories are in the plural, where that can be
// said, and whether the word is neuter.
func categoryWord(c *report.Chart, lang string) (word string, neuter bool) {
	kind := c.Dataset.Description.Kind.Name
	switch {
	case c.Timed, c.Block.Chart.Type == content.WaterfallChart:
		return "", false
	case kind == "operating-budget":
		return pick(lang, "verksamheter", "activities"), false
	case kind == "indicators":
		return pick(lang, "mått", "measures"), true
	}
	return "", false
}

func pick(lang, sv, en string) string {
	if lang == "en" {
		return en
	}
	return sv
}

func point(p report.Point, c *report.Chart, lang string, signed bool) chart.Point {
	if p.Missing {
		return chart.Point{Missing: true, MissingText: p.Words}
	}
	if c.Magnitude {
		p.Number = p.Number.Abs()
	}
	style := quantity.Style{Lang: lang, Decimals: c.Decimals, Signed: signed && !p.Number.IsZero()}
	return chart.Point{Value: p.Number.String(), Text: p.Format(style), Forecast: p.Forecast}
}
