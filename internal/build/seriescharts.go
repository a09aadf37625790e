package build

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"tertial/internal/chart"
	"tertial/internal/data"
	"tertial/internal/layout"
	"tertial/internal/quantity"
	"tertial/internal/series"
)

// leastTimes is how many times a chart of a measure needs: two numbers are
// better said in the sentence above.
const leastTimes = 3

// seriesDrawings draws the courses of a committee's measures, and its forecasts.
func (b *builder) seriesDrawings(ctx context.Context, s *series.Committee) (map[string]layout.Drawing, error) {
	names, specs := []string{}, []chart.Spec{}
	for _, m := range s.Measures {
		if spec, ok := b.measureSpec(m); ok {
			names, specs = append(names, m.ID), append(specs, spec)
		}
	}
	tracks := s.Tracks()
	if spec, ok := b.forecastSpec(tracks); ok {
		names, specs = append(names, layout.ForecastsName), append(specs, spec)
	}
	drawn, err := b.charts.drawAll(ctx, specs)
	if err != nil {
		return nil, err
	}
	drawings := map[string]layout.Drawing{}
	for i, d := range drawn {
		if len(d.Wide) > 0 {
			// What a chart says by itself is of extremes. The page says the course in
			// its own words, and of forecasts which deficit is the largest.
			d.Sentence = ""
			if names[i] == layout.ForecastsName {
				d.Sentence = b.set.LargestDeficit(tracks)
			}
			drawings[names[i]] = d
		}
	}
	return drawings, nil
}

// drawAll draws charts. One that cannot be drawn is left out: the table beside
// it has its values.
func (c *chartRoom) drawAll(ctx context.Context, specs []chart.Spec) ([]layout.Drawing, error) {
	if len(specs) == 0 {
		return nil, nil
	}
	c.once.Do(c.open)
	if c.err != nil {
		return nil, c.err
	}
	list := make([]layout.Drawing, len(specs))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(c.workers)
	for i, spec := range specs {
		group.Go(func() error {
			image, err := c.pool.Render(ctx, spec)
			var unfit *chart.SpecError
			if errors.Is(err, chart.ErrNoData) || errors.As(err, &unfit) {
				return nil
			}
			list[i] = layout.Drawing{Wide: image.Wide, Narrow: image.Narrow, Sentence: image.Sentence}
			return err
		})
	}
	return list, group.Wait()
}

// A moment is one place on the axis of time of a measure's chart.
type moment struct {
	year int
	to   string
}

// measureSpec is the chart of a measure: its main course with its parts, and
// the target or budget. Years without a value are gaps.
func (b *builder) measureSpec(m *series.Measure) (chart.Spec, bool) {
	main := m.Main()
	moments := momentsOf(main)
	if len(moments) < leastTimes || len(main.Outcomes()) < 2 {
		return chart.Spec{}, false
	}
	lang := b.set.Lang()
	spec := chart.Spec{
		ID: "dia", Form: chart.Line, Title: b.set.MeasureName(m), Unit: unitWord(main.Unit, lang, 2), UnitOne: unitWord(main.Unit, lang, 1),
		Lang: lang, Ordered: true,
	}
	for _, at := range moments {
		spec.Categories = append(spec.Categories, chart.Category{Label: b.momentName(main, at)})
	}
	courses := partsOfCourse(m, main)
	for _, c := range courses {
		name := b.set.Text("indicators.chart.value")
		if c.Group != "" {
			name = data.GroupName(c.Group, lang)
		}
		spec.Series = append(spec.Series, courseSeries(name, moments, c, main.Unit, lang, valueAt))
	}
	if aims := courseSeries(b.aimName(main), moments, main, main.Unit, lang, aimAt); hasValues(aims) {
		spec.Series = append(spec.Series, aims)
	}
	for _, s := range spec.Series {
		for _, p := range s.Points {
			if n, err := quantity.Parse(p.Value); err == nil && !p.Missing {
				spec.Decimals = min(max(spec.Decimals, n.Decimals()), 3)
			}
		}
	}
	return spec, true
}

func (b *builder) aimName(c *series.Course) string {
	if c.Budget {
		return b.set.Text("indicators.chart.budget")
	}
	return b.set.Text("indicators.chart.target")
}

// mostParts is how many lines a chart has besides the target.
const mostParts = 4

// partsOfCourse are the main course and those of its groups.
func partsOfCourse(m *series.Measure, main *series.Course) []*series.Course {
	courses := []*series.Course{main}
	for _, c := range m.Courses {
		like := c.Scope == main.Scope && c.Until == main.Until && c.Line == main.Line && c.Name == main.Name && c.Column == main.Column
		if c != main && like && c.Unit == main.Unit && len(c.Outcomes()) > 1 && len(courses) < mostParts {
			courses = append(courses, c)
		}
	}
	return courses
}

// momentsOf are the times of a course, with the years between that have none.
func momentsOf(c *series.Course) []moment {
	var out []moment
	for _, p := range c.Points {
		if !p.Has {
			continue
		}
		at := moment{p.Year, p.To}
		if n := len(out); n > 0 {
			if out[n-1] == at {
				continue
			}
			for year := out[n-1].year + 1; year < p.Year && c.Scope != series.Month && c.Scope != series.PeriodScope; year++ {
				out = append(out, moment{year: year})
			}
		}
		out = append(out, at)
	}
	return out
}

func (b *builder) momentName(c *series.Course, at moment) string {
	if at.to == "" || c.Scope == series.YearToDate || c.Scope == series.FullYear {
		return strconv.Itoa(at.year)
	}
	return layout.Month(b.set.Lang(), at.to)
}

// valueAt is what a point says: an outcome rather than a forecast.
func valueAt(p *series.Point) (quantity.Quantity, bool, bool) {
	return p.Amount, p.Value == series.Forecast, p.Has
}

func aimAt(p *series.Point) (quantity.Quantity, bool, bool) {
	if p.Aim == nil {
		return quantity.Quantity{}, false, false
	}
	return p.Aim.Amount, false, p.Aim.Has
}

// courseSeries is a course as a line. The last point of a time counts: forecasts
// come before the outcome, and newer ones after older.
func courseSeries(name string, moments []moment, c *series.Course, unit quantity.Unit, lang string, at func(*series.Point) (quantity.Quantity, bool, bool)) chart.Series {
	s := chart.Series{Name: name, Points: make([]chart.Point, len(moments))}
	for i := range s.Points {
		s.Points[i].Missing = true
	}
	for _, p := range c.Points {
		q, forecast, ok := at(p)
		if !ok {
			continue
		}
		own, ok := q.In(unit)
		i := slices.Index(moments, moment{p.Year, p.To})
		if !ok || i < 0 {
			continue
		}
		s.Points[i] = chart.Point{
			Value: own.Number.String(), Text: own.Format(quantity.Style{Lang: lang, Decimals: quantity.AsAccurate}), Forecast: forecast,
		}
	}
	return s
}

func hasValues(s chart.Series) bool {
	return slices.ContainsFunc(s.Points, func(p chart.Point) bool { return !p.Missing })
}

// forecastSpec is the chart of forecasts against outcomes: a group of bars a
// year, of the years that have forecasts, the newest last; a bar for each where
// the years call their forecasts too many things.
func (b *builder) forecastSpec(tracks []series.Track) (chart.Spec, bool) {
	const mostYears = 12
	var years []series.Track
	for _, t := range tracks {
		if len(t.Forecasts) > 0 && len(years) < mostYears {
			years = append(years, t)
		}
	}
	if len(years) == 0 {
		return chart.Spec{}, false
	}
	slices.Reverse(years)
	unit, lang := layout.Millions(years[len(years)-1].Forecasts[0].Deviation).Unit, b.set.Lang()
	spec := chart.Spec{
		ID: "dia", Form: chart.Bar, Direction: chart.Horizontal, Signed: true, Title: b.set.Text("forecasts.chart"), Unit: unitWord(unit, lang, 2), Lang: lang, Decimals: 1,
	}
	if names, ok := b.occasions(years); ok && len(years) > 1 {
		return b.manyYears(spec, years, names, unit), true
	}
	return b.eachForecast(spec, years, unit)
}

// occasions are what the forecasts of some years are called, in the order of
// the year; false where they are too many, or two of one year are called the
// same.
func (b *builder) occasions(years []series.Track) ([]string, bool) {
	var names []string
	for i := range years {
		at := 0
		var own []string
		for k := range years[i].Forecasts {
			name := b.set.Occasion(&years[i].Forecasts[k], years[i].Year)
			if slices.Contains(own, name) {
				return nil, false
			}
			own = append(own, name)
			if n := slices.Index(names, name); n >= 0 {
				at = n + 1
				continue
			}
			names = slices.Insert(names, min(at, len(names)), name)
			at++
		}
	}
	return names, len(names) < mostParts
}

// eachForecast puts the forecasts and outcomes of the newest years below each
// other.
func (b *builder) eachForecast(spec chart.Spec, years []series.Track, unit quantity.Unit) (chart.Spec, bool) {
	const mostBars = 12
	points := chart.Series{Name: b.set.Text("forecasts.deviation")}
	for i := range years {
		t := &years[i]
		add := func(name string, e *series.Estimate, forecast bool) {
			spec.Categories = append(spec.Categories, chart.Category{Label: name + " " + strconv.Itoa(t.Year)})
			points.Points = append(points.Points, deviationPoint(e, unit, spec.Lang, forecast))
		}
		for k := range t.Forecasts {
			add(b.set.Occasion(&t.Forecasts[k], t.Year), &t.Forecasts[k], true)
		}
		if t.Outcome != nil {
			add(b.set.Text("forecasts.final"), t.Outcome, false)
		}
	}
	over := max(0, len(points.Points)-mostBars)
	points.Points, spec.Categories = points.Points[over:], spec.Categories[over:]
	spec.Series = []chart.Series{points}
	return spec, len(points.Points) > 1
}

// manyYears puts the forecasts of each year and its outcome beside each other.
func (b *builder) manyYears(spec chart.Spec, years []series.Track, names []string, unit quantity.Unit) chart.Spec {
	spec.Series = make([]chart.Series, len(names)+1)
	for k, name := range names {
		spec.Series[k].Name = name
	}
	final := len(names)
	spec.Series[final].Name = b.set.Text("forecasts.final")
	for i := range years {
		t := &years[i]
		spec.Categories = append(spec.Categories, chart.Category{Label: strconv.Itoa(t.Year)})
		for k := range spec.Series {
			spec.Series[k].Points = append(spec.Series[k].Points, chart.Point{Missing: true})
		}
		for k := range t.Forecasts {
			e := &t.Forecasts[k]
			spec.Series[slices.Index(names, b.set.Occasion(e, t.Year))].Points[i] = deviationPoint(e, unit, spec.Lang, false)
		}
		if t.Outcome != nil {
			spec.Series[final].Points[i] = deviationPoint(t.Outcome, unit, spec.Lang, false)
		}
	}
	return spec
}

func deviationPoint(e *series.Estimate, unit quantity.Unit, lang string, forecast bool) chart.Point {
	q := layout.Millions(e.Deviation)
	if q.Unit != unit {
		return chart.Point{Missing: true}
	}
	return chart.Point{
		Value: q.Number.Round(max(q.Decimals, 0)).String(), Text: q.Format(quantity.Style{Lang: lang, Decimals: quantity.AsAccurate, Signed: true}), Forecast: forecast,
	}
}
