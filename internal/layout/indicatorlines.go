package layout

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/series"
)

func groupName(group, lang string) string { return data.GroupName(group, lang) }

// ThroughOf is what the page of a committee says of time: its economy, its
// goals, its forecasts, and the way to its measures.
func (s *Set) ThroughOf(c *series.Committee) Through {
	out := Through{Goals: escape(s.goalsLine(c))}
	root, tracks := "../", c.Tracks()
	if accounts := c.Accounts(); len(accounts) > 0 {
		out.Economy = s.economyLine(root, &accounts[len(accounts)-1], tracks)
	}
	out.Forecasts = s.forecastLines(tracks)
	if len(c.Measures) > 0 {
		out.Indicators = &Link{Text: s.texts.must("indicators.title"), Href: IndicatorsFolder(c.ID) + "index.html"}
	}
	return out
}

// economyLine is the newest account in one line. The outcome is the one that
// forecasts are held against, so that a page says one number.
func (s *Set) economyLine(root string, a *series.Account, tracks []series.Track) template.HTML {
	if a.Budget == nil || a.Budget.Fact == nil {
		return ""
	}
	parts := []string{s.texts.must("economy.line.budget", "year", strconv.Itoa(a.Year), "value", s.amount(Millions(a.Budget.Amount.Abs()), ""))}
	if a.Deviation != nil {
		deviation, key, day := a.Deviation.Amount, "economy.line.forecast", ""
		i := slices.IndexFunc(tracks, func(t series.Track) bool { return t.Year == a.Year && t.Outcome != nil })
		switch {
		case a.Outcome != nil && i >= 0:
			key, deviation = "economy.line.outcome", tracks[i].Outcome.Deviation
		case a.Outcome != nil:
			key = "economy.line.outcome"
		case a.Forecast != nil && a.Forecast.Fact != nil && a.Forecast.Fact.At != "":
			key, day = "economy.line.forecast.at", s.dayIn(a.Year, a.Forecast.Fact.At)
		}
		parts = append(parts, s.texts.must(key, "deviation", s.deviationWords(deviation), "day", day))
	}
	return escape(strings.Join(parts, ", ")+". ") + textLink(root+reportFolder(a.Report)+"index.html", s.texts.must("economy.line.report", "report", a.Report.Title))
}

// dayIn is a day beside its year: 12 oktober.
func (s *Set) dayIn(year int, iso string) string {
	return strings.TrimSuffix(Date(s.lang, iso), " "+strconv.Itoa(year))
}

// goalsLine counts the committee's own assessments in its newest report that
// has any.
func (s *Set) goalsLine(c *series.Committee) string {
	report, counts := c.Goals()
	if report == nil {
		return ""
	}
	var parts []string
	for _, key := range []string{"met", "partly", "not-met", "not-assessed"} {
		parts = append(parts, s.texts.must("goals.line."+key, "n", counts[key]))
	}
	return strings.Join(parts, ", ") + " (" + report.Title + ")"
}

// forecastLines are the newest year with a forecast and the newest closed one.
func (s *Set) forecastLines(tracks []series.Track) template.HTML {
	newest := slices.IndexFunc(tracks, func(t series.Track) bool { return len(t.Forecasts) > 0 })
	if newest < 0 {
		return ""
	}
	lines := s.forecastLine(&tracks[newest])
	closed := slices.IndexFunc(tracks, func(t series.Track) bool { return t.Outcome != nil && len(t.Forecasts) > 0 })
	if closed > newest {
		lines += "<br>" + s.forecastLine(&tracks[closed])
	}
	return lines
}

// forecastLine is the forecasts of a year and its outcome; of many forecasts the
// first and the last two.
func (s *Set) forecastLine(t *series.Track) template.HTML {
	const most = 3
	var parts []string
	unit := Millions(t.Forecasts[0].Deviation).Unit
	for k := range t.Forecasts {
		if k > 0 && k < len(t.Forecasts)-most+1 {
			continue
		}
		e := &t.Forecasts[k]
		parts = append(parts, s.Occasion(e, t.Year)+" "+s.signed(Millions(e.Deviation), unit))
	}
	if t.Outcome != nil {
		parts = append(parts, s.texts.must("forecasts.final")+" "+s.signed(Millions(t.Outcome.Deviation), unit))
	}
	text := strconv.Itoa(t.Year) + ": " + strings.Join(parts, ", ") + "\u00a0" + unit.Symbol(s.lang)
	return textLink(IndicatorsName+"/"+ForecastsName+"/index.html", text)
}

// A ThroughReport is what the panel below a report says of time. Links count
// from the site's root.
type ThroughReport struct {
	Measures []IndicatorGroup // that the report states, by their kind
	Compare  []Link           // with which reports it is compared
}

// mostThrough is how many measures a panel lists without folding.
const mostThrough = 12

// ThroughReportOf collects the panel of a report.
func (s *Set) ThroughReportOf(c *series.Committee, r *series.Report) *ThroughReport {
	out := &ThroughReport{}
	for _, x := range c.Of(r) {
		title := s.kindGroup(x.Kind)
		i := slices.IndexFunc(out.Measures, func(g IndicatorGroup) bool { return g.Name == title })
		if i < 0 {
			i = len(out.Measures)
			out.Measures = append(out.Measures, IndicatorGroup{Name: title})
		}
		out.Measures[i].Items = append(out.Measures[i].Items, IndicatorLink{Text: s.MeasureName(x), Href: IndicatorsFolder(c.ID) + x.ID + "/index.html"})
	}
	for _, o := range c.Earlier(r) {
		out.Compare = append(out.Compare, Link{Text: o.Title, Href: CompareFolder(r.Path, o.Path) + "index.html"})
	}
	return out
}

// throughPanel renders the panel of a report for a page: root is the way from it
// to the site's root. A report that is nil has none.
func (s *Set) throughPanel(t *ThroughReport, root string) (template.HTML, error) {
	if t == nil || len(t.Measures) == 0 && len(t.Compare) == 0 {
		return "", nil
	}
	view := ThroughView{}
	n := 0
	for _, g := range t.Measures {
		own := IndicatorGroup{Name: g.Name}
		for _, x := range g.Items {
			own.Items = append(own.Items, IndicatorLink{Text: x.Text, Href: root + x.Href})
		}
		n += len(own.Items)
		view.Measures = append(view.Measures, own)
	}
	for _, l := range t.Compare {
		view.Compare = append(view.Compare, Link{Text: l.Text, Href: root + l.Href})
	}
	view.Count, view.Fold = s.texts.must("through.count", "n", n), n > mostThrough
	return s.fragment("through.html", view)
}
