package layout

import (
	"html/template"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/series"
)

// IndicatorsName is the folder of a committee's measures through time.
const IndicatorsName = "indicators"

// ForecastsName is the folder of a committee's forecasts, in that.
const ForecastsName = "forecasts"

// IndicatorsFolder is where a committee's measures through time are, from the
// site's root, with a final slash.
func IndicatorsFolder(committee string) string { return committee + "/" + IndicatorsName + "/" }

// A SeriesInput is what the pages of a committee through time show.
type SeriesInput struct {
	Committee *content.Committee
	Series    *series.Committee
	Drawings  map[string]Drawing // of measures by their ids, and of forecasts by [ForecastsName]
	Economy   bool               // there is a table of all committees
}

// SeriesPages renders the pages of a committee through time: the index, a page
// a measure and the forecasts.
func (s *Set) SeriesPages(site *Site, in SeriesInput) ([]File, error) {
	m := &indicatorMaker{set: s, site: site, in: in, folder: IndicatorsFolder(in.Committee.ID)}
	var files []File
	for _, measure := range in.Series.Measures {
		pages, err := m.measure(measure)
		if err != nil {
			return nil, err
		}
		files = append(files, pages...)
	}
	forecasts, err := m.forecasts()
	if err != nil {
		return nil, err
	}
	files = append(files, forecasts...)
	index, err := m.index(len(forecasts) > 0)
	if err != nil {
		return nil, err
	}
	return append(files, index), nil
}

// An indicatorMaker makes the pages of one committee.
type indicatorMaker struct {
	set    *Set
	site   *Site
	in     SeriesInput
	folder string // of the index, with a final slash
}

func (m *indicatorMaker) t(key string, pairs ...any) string { return m.set.texts.must(key, pairs...) }

// page puts a view into its frame.
func (m *indicatorMaker) page(address, kind, title, description, name string, view any, trail ...crumb) (File, error) {
	crumbs := append([]crumb{{m.in.Committee.Name, m.in.Committee.ID + "/"}}, trail...)
	frame := m.set.frame(m.site, address, kind, title, crumbs...)
	frame.Description = description
	frame.RunningHead = m.in.Committee.Name + " · " + title
	frame.Feeds = m.set.feedLinks(m.site, up(address), m.in.Committee)
	html, err := m.set.page(frame, name, view)
	return File{Path: address, Content: html}, err
}

// measure is the page of one measure, and what leads to it from other codes.
func (m *indicatorMaker) measure(x *series.Measure) ([]File, error) {
	address := m.folder + x.ID + "/index.html"
	root := up(address)
	view := IndicatorPage{
		Kicker: m.kicker(x), Title: m.set.MeasureName(x), Facts: m.facts(x), Notes: x.Notes,
		All: Link{Text: m.t("indicators.all"), Href: "../index.html"},
	}
	view.Deck, view.Judgment, view.Tone, view.Target = m.set.measureWords(x)
	view.Table = m.table(x, root)
	if d, ok := m.in.Drawings[x.ID]; ok {
		view.Chart = m.chart("dia", view.Title, m.set.CourseName(x.Main(), x), d)
	}
	for i := len(x.Reports) - 1; i >= 0; i-- {
		r := x.Reports[i]
		view.Reports = append(view.Reports, Link{Text: m.set.reportName(r), Href: root + reportFolder(r) + "index.html"})
	}
	file, err := m.page(address, "measure", view.Title, view.Deck, "indicator.html", view, crumb{m.t("indicators.title"), m.folder}, crumb{text: view.Title})
	if err != nil {
		return nil, err
	}
	files := []File{file}
	for _, other := range x.Addresses {
		page, err := m.set.redirect(m.site, Redirect{From: m.folder + other + "/", To: m.folder + x.ID + "/"})
		if err != nil {
			return nil, err
		}
		files = append(files, page)
	}
	return files, nil
}

// MeasureName is what a measure is called on its page.
func (s *Set) MeasureName(x *series.Measure) string {
	if x.Under != "" && x.Under != x.Name {
		return x.Under + ": " + lowerFirst(x.Name)
	}
	return upperFirst(x.Name)
}

func (m *indicatorMaker) kicker(x *series.Measure) string {
	text := m.site.committeeName(m.in.Committee) + " · " + m.set.kindWord(x.Kind)
	if strings.ContainsAny(x.Code, "0123456789") {
		text += " " + x.Code
	}
	return text
}

// kindWord is what one row of a kind of dataset is: mått, verksamhet.
func (s *Set) kindWord(kind string) string {
	if text, err := s.texts.Text("indicators.one." + kind); err == nil {
		return text
	}
	return s.texts.must("indicators.one")
}

// chart puts a drawing into its figure.
func (m *indicatorMaker) chart(id, title, sub string, d Drawing) *Chart {
	return &Chart{
		ID: id, Title: escape(title), Sub: sub, Sentence: d.Sentence,
		Wide: template.HTML(d.Wide), Narrow: template.HTML(d.Narrow), //nolint:gosec // drawn by package chart
	}
}

// facts are what is declared of a measure.
func (m *indicatorMaker) facts(x *series.Measure) []Term {
	var terms []Term
	terms = term(terms, m.t("indicators.definition"), escape(x.Definition))
	if x.Rising != 0 {
		key := "indicators.rising"
		if x.Rising < 0 {
			key = "indicators.falling"
		}
		terms = term(terms, m.t("indicators.direction"), escape(m.t(key)))
	}
	var former []string
	for _, f := range x.Former {
		name := f.Name
		if f.Code != "" {
			name += " (" + f.Code + ")"
		}
		former = append(former, m.t("indicators.former.until", "name", name, "report", f.Until.Title))
	}
	return term(terms, m.t("indicators.former"), escape(strings.Join(former, "; ")))
}

// reportName names a report with its edition.
func (s *Set) reportName(r *series.Report) string {
	if r.Edition == 0 {
		return r.Title
	}
	return r.Title + ", " + s.texts.must("edition.n", "n", r.Edition)
}

// reportFolder is where a report's pages are from the site's root, in the
// edition that is spoken of.
func reportFolder(r *series.Report) string {
	if r.Edition == 0 {
		return r.Path + "/"
	}
	return numbered(r.Path+"/", r.Edition)
}

// factHref leads to the very cell of a statement.
func factHref(root string, f *series.Fact) string {
	return root + reportFolder(f.Report) + "data/" + f.Set + "/index.html#" + f.Cell
}

// factLink is a text that leads to the cell of a statement.
func factLink(root string, f *series.Fact, text string) template.HTML {
	return template.HTML(`<a href="` + template.HTMLEscapeString(factHref(root, f)) + `">` + template.HTMLEscapeString(text) + `</a>`) //nolint:gosec // escaped here
}

// amount writes a quantity, with its unit unless all around have it.
func (s *Set) amount(q quantity.Quantity, without quantity.Unit) string {
	return q.Format(quantity.Style{Lang: s.lang, Decimals: quantity.AsAccurate, Unit: q.Unit != without})
}

// signed is amount for a difference.
func (s *Set) signed(q quantity.Quantity, without quantity.Unit) string {
	return q.Format(quantity.Style{Lang: s.lang, Decimals: quantity.AsAccurate, Signed: true, Unit: q.Unit != without})
}

// CourseName says what a course is of: the whole year, net; girls.
func (s *Set) CourseName(c *series.Course, x *series.Measure) string {
	var parts []string
	if c.Name != "" && c.Name != x.Name {
		parts = append(parts, c.Name)
	}
	if c.Column != "" {
		parts = append(parts, c.Column)
	}
	if c.Line != "" {
		parts = append(parts, s.texts.must("line."+c.Line))
	}
	if c.Group != "" {
		parts = append(parts, data.GroupName(c.Group, s.lang))
	}
	parts = append(parts, s.scopeName(c))
	for i := range parts {
		if i > 0 {
			parts[i] = lowerFirst(parts[i])
		}
	}
	return upperFirst(strings.Join(parts, ", "))
}

func (s *Set) scopeName(c *series.Course) string {
	if c.Scope == series.YearToDate && c.Until != "" {
		// The year is no matter: only months are said.
		return s.texts.must("indicators.scope.until", "months", s.monthSpan(c.Until))
	}
	if text, err := s.texts.Text("indicators.scope." + c.Scope); err == nil {
		return text
	}
	return s.texts.must("indicators.scope")
}

// monthSpan is January to a month, without a year.
func (s *Set) monthSpan(until string) string {
	first, _ := monthName(s.lang, "01")
	last, ok := monthName(s.lang, until)
	if !ok || until == "01" {
		return first
	}
	return first + "–" + last
}

// PointTime is the time of a point in words: 2026, augusti 2026.
func (s *Set) PointTime(p *series.Point) string {
	year := strconv.Itoa(p.Year)
	switch {
	case p.From != "" && p.To != "":
		return Period(s.lang, p.From, p.To)
	case p.To != "":
		return Period(s.lang, year+"-01", p.To)
	default:
		return year
	}
}

// status says what sort of value a point has.
func (m *indicatorMaker) status(p *series.Point) string {
	switch {
	case p.Value == "" && m.ended(p.Year):
		return m.t("indicators.status.none.ended")
	case p.Value == "":
		return m.t("indicators.status.none")
	case p.Value == series.Forecast && p.At != "":
		return m.t("indicators.status.forecast.at", "date", Date(m.set.lang, p.At))
	case p.Value == series.Forecast:
		return m.t("indicators.status.forecast")
	case p.Value == series.Assessment:
		return m.t("indicators.status.assessment")
	}
	if text, err := m.set.texts.Text("indicators.status." + p.Status); err == nil {
		return text
	}
	return m.t("indicators.status.outcome")
}

// Text is a text of the interface, for what is drawn rather than laid out.
func (s *Set) Text(key string, pairs ...any) string { return s.texts.must(key, pairs...) }
