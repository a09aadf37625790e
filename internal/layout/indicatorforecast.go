package layout

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/quantity"
	"tertial/internal/series"
)

// forecasts is the page of a committee's forecasts against their outcomes; none
// where no report has a forecast.
func (m *indicatorMaker) forecasts() ([]File, error) {
	tracks := m.in.Series.Tracks()
	if !slices.ContainsFunc(tracks, func(t series.Track) bool { return len(t.Forecasts) > 0 }) {
		return nil, nil
	}
	address := m.folder + ForecastsName + "/index.html"
	root := up(address)
	view := ForecastsPage{
		Kicker: m.site.committeeName(m.in.Committee), Title: m.t("forecasts.title"), Deck: m.forecastDeck(tracks), Reading: m.t("forecasts.reading"),
		Table: m.forecastTable(tracks, root), Activities: m.activityTables(root), All: Link{Text: m.t("indicators.all"), Href: "../index.html"},
	}
	if d, ok := m.in.Drawings[ForecastsName]; ok {
		view.Chart = m.chart("dia", m.t("forecasts.chart"), m.t("forecasts.chart.sub"), d)
	}
	file, err := m.page(address, "forecasts", view.Title, view.Deck, "forecasts.html", view, crumb{m.t("indicators.title"), m.folder}, crumb{text: view.Title})
	return []File{file}, err
}

// forecastDeck says of the newest closed year how far its forecasts were from
// the outcome, else what is forecast.
func (m *indicatorMaker) forecastDeck(tracks []series.Track) string {
	for i := range tracks {
		t := &tracks[i]
		if t.Outcome == nil || len(t.Forecasts) == 0 {
			continue
		}
		first := &t.Forecasts[0]
		if first.Miss == nil {
			continue
		}
		key := "forecasts.deck"
		if first.Share != nil {
			key = "forecasts.deck.share"
		}
		pairs := []any{
			"year", strconv.Itoa(t.Year), "first", m.set.deviationWords(first.Deviation),
			"outcome", m.set.deviationWords(t.Outcome.Deviation), "miss", m.set.amount(Millions(first.Miss.Abs()), ""),
		}
		if first.Share != nil {
			pairs = append(pairs, "share", m.set.amount(*first.Share, ""))
		}
		return m.t(key, pairs...)
	}
	return m.t("forecasts.deck.open")
}

// Millions are amounts of money in millions with one decimal, as the results of
// whole committees are told; what is no money stays as it is. What is stated
// less accurately stays so.
func Millions(q quantity.Quantity) quantity.Quantity {
	m, ok := q.In(quantity.Millions)
	if !ok {
		return q
	}
	m.Decimals, m.Exact = min(m.Decimals, 1), false
	return m
}

// deviationWords is a deviation as a deficit or surplus, or that there is none.
// What is too small for millions is said as it is stated.
func (s *Set) deviationWords(stated quantity.Quantity) string {
	q := Millions(stated)
	if q.Number.Round(max(q.Decimals, 0)).IsZero() {
		q = stated
	}
	switch q.Number.Sign() {
	case -1:
		return s.texts.must("table.deficit") + " " + s.amount(q.Abs(), "")
	case 1:
		return s.texts.must("table.surplus") + " " + s.amount(q, "")
	default:
		return s.texts.must("economy.level")
	}
}

// LargestDeficit says which forecast or outcome was the furthest below the
// budget; nothing where none was.
func (s *Set) LargestDeficit(tracks []series.Track) string {
	var worst *series.Estimate
	what := ""
	for i := range tracks {
		t := &tracks[i]
		if len(t.Forecasts) == 0 {
			continue
		}
		try := func(e *series.Estimate, name string) {
			if e.Deviation.Number.Sign() >= 0 {
				return
			}
			if worst != nil {
				if own, ok := e.Deviation.In(worst.Deviation.Unit); !ok || own.Number.Cmp(worst.Deviation.Number) >= 0 {
					return
				}
			}
			worst, what = e, name+" "+strconv.Itoa(t.Year)
		}
		for k := range t.Forecasts {
			try(&t.Forecasts[k], s.Occasion(&t.Forecasts[k], t.Year))
		}
		if t.Outcome != nil {
			try(t.Outcome, s.texts.must("forecasts.final"))
		}
	}
	if worst == nil {
		return ""
	}
	return s.texts.must("forecasts.chart.says", "what", what, "value", s.amount(Millions(worst.Deviation.Abs()), ""))
}

// Occasion is what a forecast is called beside others of its year.
func (s *Set) Occasion(e *series.Estimate, year int) string {
	if e.Occasion != "" {
		return lowerFirst(e.Occasion)
	}
	title := strings.TrimSpace(strings.ReplaceAll(e.Report.Title, strconv.Itoa(year), ""))
	return lowerFirst(strings.Join(strings.Fields(title), " "))
}

// forecastTable has all forecasts with the outcome of their year.
func (m *indicatorMaker) forecastTable(tracks []series.Track, root string) Table {
	t := Table{ID: "forecasts", Class: "grouped", Title: escape(m.t("forecasts.table"))}
	unit, common := trackUnit(tracks)
	if common {
		t.Sub = m.set.unitText(unitOf{unit})
	}
	for i, key := range []string{"forecasts.occasion", "forecasts.deviation", "forecasts.outcome", "forecasts.miss", "forecasts.share", "forecasts.report"} {
		c := Column{ID: "forecasts-h" + strconv.Itoa(i), Text: m.t(key)}
		if key == "forecasts.report" {
			c.Class = "text"
		}
		t.Columns = append(t.Columns, c)
	}
	n := 0
	for i := range tracks {
		y := &tracks[i]
		if len(y.Forecasts) == 0 {
			continue
		}
		g := Group{ID: "forecasts-g" + strconv.Itoa(i+1), Name: strconv.Itoa(y.Year)}
		for k := range y.Forecasts {
			n++
			g.Rows = append(g.Rows, m.forecastRow(&y.Forecasts[k], y, n, root, unit))
		}
		t.Groups = append(t.Groups, g)
	}
	t.HTML = m.set.tableHTML(&t, "")
	return t
}

func trackUnit(tracks []series.Track) (quantity.Unit, bool) {
	var units []quantity.Unit
	for i := range tracks {
		for k := range tracks[i].Forecasts {
			units = append(units, Millions(tracks[i].Forecasts[k].Deviation).Unit)
		}
		if o := tracks[i].Outcome; o != nil && len(tracks[i].Forecasts) > 0 {
			units = append(units, Millions(o.Deviation).Unit)
		}
	}
	slices.Sort(units)
	if units = slices.Compact(units); len(units) != 1 {
		return "", false
	}
	return units[0], true
}

func (m *indicatorMaker) forecastRow(e *series.Estimate, y *series.Track, n int, root string, unit quantity.Unit) Row {
	name := upperFirst(m.set.Occasion(e, y.Year))
	if e.At != "" {
		name += ", " + Date(m.set.lang, e.At)
	}
	row := Row{ID: "forecasts-r" + strconv.Itoa(n), Text: name}
	row.Cells = []Cell{m.deviationCell(e, Millions(e.Deviation), root, unit), {Class: "missing words", Text: m.open(y.Year)}, {Class: "missing nil"}, {Class: "missing nil"}}
	if y.Outcome != nil {
		row.Cells[1] = m.deviationCell(y.Outcome, Millions(y.Outcome.Deviation), root, unit)
	}
	if e.Miss != nil {
		row.Cells[2] = Cell{Text: m.set.signed(Millions(*e.Miss), unit)}
	}
	if e.Share != nil {
		row.Cells[3] = Cell{Text: m.set.amount(*e.Share, "")}
	}
	row.Cells = append(row.Cells, Cell{HTML: factLink(root, e.Fact, m.set.reportName(e.Report)), Class: "text"})
	return row
}

// open says why a year has no outcome: it goes on, or its accounts are not here.
func (m *indicatorMaker) open(year int) string {
	if m.ended(year) {
		return m.t("forecasts.open.ended")
	}
	return m.t("forecasts.open")
}

// ended reports whether a year was over when the site was made.
func (m *indicatorMaker) ended(year int) bool { return m.site.AsOf > strconv.Itoa(year)+"-12-31" }

// deviationCell is a deviation with its word and the way to the cell that says
// it, or that it was counted from.
func (m *indicatorMaker) deviationCell(e *series.Estimate, q quantity.Quantity, root string, unit quantity.Unit) Cell {
	c := m.set.deviationCell(q, unit)
	word := ""
	if c.Word != "" {
		word = `<span class="vh">` + template.HTMLEscapeString(c.Word) + ` </span>`
	}
	c.HTML = template.HTML(word) + factLink(root, e.Fact, c.Text) //nolint:gosec // escaped above
	if !e.Stated {
		c.HTML += m.set.derivedSign()
	}
	if e.Counted != nil {
		c.Class = add(c.Class, "disputed")
		c.HTML += alternative(m.t("forecasts.counted", "value", m.set.signed(inUnit(*e.Counted, unit), unit)))
	}
	return c
}

// deviationCell is a deviation, worse than the budget or better.
func (s *Set) deviationCell(q quantity.Quantity, unit quantity.Unit) Cell {
	c := Cell{Text: s.signed(q, unit)}
	switch q.Number.Sign() {
	case -1:
		c.Class, c.Word = "neg", s.texts.must("table.deficit")
	case 1:
		c.Class, c.Word = "pos", s.texts.must("table.surplus")
	}
	return c
}

// derivedSign marks a number that no report states.
func (s *Set) derivedSign() template.HTML {
	return template.HTML(`<span class="fl" aria-hidden="true">` + template.HTMLEscapeString(s.texts.must("table.derived.flag")) + //nolint:gosec // escaped here
		`</span><span class="vh"> ` + template.HTMLEscapeString(s.texts.must("table.derived")) + `</span>`)
}

// activityTables have each activity's forecasts, one table a year.
func (m *indicatorMaker) activityTables(root string) []Table {
	byYear := map[int][]series.Account{}
	var years []int
	for _, a := range m.in.Series.Accounts() {
		if a.Deviation == nil {
			continue
		}
		if byYear[a.Year] == nil {
			years = append(years, a.Year)
		}
		byYear[a.Year] = append(byYear[a.Year], a)
	}
	slices.SortFunc(years, func(a, b int) int { return b - a })
	var tables []Table
	for _, year := range years {
		accounts := byYear[year]
		tracks := m.in.Series.Activities(accounts)
		if len(tracks) == 0 {
			continue
		}
		tables = append(tables, m.activityTable(year, accounts, tracks, root))
	}
	return tables
}

func (m *indicatorMaker) activityTable(year int, accounts []series.Account, tracks []series.ActivityTrack, root string) Table {
	id := "year-" + strconv.Itoa(year)
	t := Table{ID: id, Class: "plain", Title: escape(m.t("forecasts.activities", "year", strconv.Itoa(year)))}
	unit := activityUnit(tracks)
	if unit != "" {
		t.Sub = m.set.unitText(unitOf{unit})
	}
	t.Columns = []Column{{ID: id + "-h0", Text: m.t("forecasts.activity")}}
	for i := range accounts {
		e := &series.Estimate{Report: accounts[i].Report}
		t.Columns = append(t.Columns, Column{ID: id + "-h" + strconv.Itoa(i+1), Text: upperFirst(m.set.Occasion(e, year))})
	}
	g := Group{}
	for i := range tracks {
		row := Row{ID: id + "-r" + strconv.Itoa(i+1), Text: tracks[i].Name}
		for _, e := range tracks[i].Estimates {
			if e == nil {
				row.Cells = append(row.Cells, Cell{Class: "missing"})
				continue
			}
			row.Cells = append(row.Cells, m.deviationCell(e, e.Deviation, root, unit))
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []Group{g}
	m.set.foldLong(&t, len(g.Rows))
	t.HTML = m.set.tableHTML(&t, "")
	return t
}

// activityUnit is the unit of all estimates, or empty.
func activityUnit(tracks []series.ActivityTrack) quantity.Unit {
	var units []quantity.Unit
	for i := range tracks {
		for _, e := range tracks[i].Estimates {
			if e != nil {
				units = append(units, e.Deviation.Unit)
			}
		}
	}
	slices.Sort(units)
	if units = slices.Compact(units); len(units) != 1 {
		return ""
	}
	return units[0]
}
