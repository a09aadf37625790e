package layout

import (
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/quantity"
	"tertial/internal/series"
)

// EconomyFolder holds the table of all committees.
const EconomyFolder = "economy/"

// A CommitteeAccounts is what the reports of one committee state of their year.
type CommitteeAccounts struct {
	Committee *content.Committee
	Accounts  []series.Account // the oldest report first
}

// Economy renders the table of all committees; nil where no report has an
// account and the main menu does not lead to it.
func (s *Set) Economy(site *Site, all []CommitteeAccounts) ([]File, error) {
	m := &economyMaker{set: s, root: up(EconomyFolder)}
	view := EconomyPage{Title: s.texts.must("economy.title"), Deck: s.texts.must("economy.deck"), Reading: s.texts.must("economy.reading")}
	var bodies []string
	byBody := map[string][]CommitteeAccounts{}
	for _, c := range all {
		if len(c.Accounts) == 0 {
			continue
		}
		if byBody[c.Committee.Body] == nil {
			bodies = append(bodies, c.Committee.Body)
		}
		byBody[c.Committee.Body] = append(byBody[c.Committee.Body], c)
	}
	if len(bodies) == 0 && !site.OpenData {
		return nil, nil
	}
	for i, name := range bodies {
		m.of = ""
		if len(bodies) > 1 {
			m.of = ", " + name // two tables of a year would be called the same
		}
		view.Bodies = append(view.Bodies, EconomyBody{ID: "body-" + strconv.Itoa(i+1), Name: name, Years: m.years(byBody[name], i+1)})
	}
	address := EconomyFolder + "index.html"
	frame := s.frame(site, address, "economy", view.Title, crumb{text: view.Title})
	frame.Description = view.Deck
	html, err := s.page(frame, "economy.html", view)
	return []File{{Path: address, Content: html}}, err
}

// An economyMaker makes the tables of all committees.
type economyMaker struct {
	set  *Set
	root string
	of   string // what the name of a table ends with where there are several municipalities
}

func (m *economyMaker) t(key string, pairs ...any) string { return m.set.texts.must(key, pairs...) }

// A committeeRow is the newest account of one committee for one year.
type committeeRow struct {
	name    string
	account series.Account
}

// years are the tables of one municipality, the newest year first.
func (m *economyMaker) years(all []CommitteeAccounts, body int) []EconomyYear {
	byYear := map[int][]committeeRow{}
	var years []int
	for _, c := range all {
		newest := map[int]series.Account{}
		var own []int
		for _, a := range c.Accounts {
			if _, ok := newest[a.Year]; !ok {
				own = append(own, a.Year)
			}
			newest[a.Year] = a
		}
		for _, year := range own {
			if byYear[year] == nil {
				years = append(years, year)
			}
			byYear[year] = append(byYear[year], committeeRow{c.Committee.Name, newest[year]})
		}
	}
	slices.SortFunc(years, func(a, b int) int { return b - a })
	out := make([]EconomyYear, len(years))
	for i, year := range years {
		out[i] = m.year(byYear[year], year, "economy-"+strconv.Itoa(body)+"-"+strconv.Itoa(year))
	}
	return out
}

// economyColumns are the columns of the table, what readers look for first
// where a phone shows it, with the entry that each shows and what it must share
// with the others to be added up.
var economyColumns = [...]struct {
	key   string
	entry func(*series.Account) *series.Entry
}{
	{"deviation", func(a *series.Account) *series.Entry { return a.Deviation }},
	{"forecast", func(a *series.Account) *series.Entry { return a.Forecast }},
	{"outcome", func(a *series.Account) *series.Entry { return a.Outcome }},
	{"budget", func(a *series.Account) *series.Entry { return a.Budget }},
	{"todate", func(a *series.Account) *series.Entry { return a.ToDate }},
}

func (m *economyMaker) year(rows []committeeRow, year int, id string) EconomyYear {
	var out EconomyYear
	t := Table{ID: id, Class: "plain", Title: escape(strconv.Itoa(year))}
	if m.of != "" {
		t.Title += hidden(m.of) // the heading above shows it; lists of tables lack that
	}
	unit := economyUnit(rows)
	t.Sub = m.set.unitText(unitOf{unit})
	t.Columns = []Column{{ID: id + "-h0", Text: m.t("economy.committee")}}
	group := Group{Rows: make([]Row, len(rows))}
	for i := range rows {
		group.Rows[i] = Row{ID: id + "-r" + strconv.Itoa(i+1), Text: rows[i].name}
	}
	sum := Row{ID: id + "-r" + strconv.Itoa(len(rows)+1), Text: m.t("economy.total"), Class: "total"}
	for _, c := range economyColumns {
		if !slices.ContainsFunc(rows, func(r committeeRow) bool { return c.entry(&r.account) != nil }) {
			continue
		}
		t.Columns = append(t.Columns, Column{ID: id + "-h" + strconv.Itoa(len(t.Columns)), Text: m.t("economy." + c.key)})
		for i := range rows {
			group.Rows[i].Cells = append(group.Rows[i].Cells, m.cell(c.entry(&rows[i].account), c.key, unit))
		}
		cell, why := m.sum(rows, c.key, c.entry, unit)
		sum.Cells = append(sum.Cells, cell)
		if why != "" && len(rows) > 1 {
			out.Notes = append(out.Notes, why)
		}
	}
	t.Columns = append(t.Columns, Column{ID: id + "-h" + strconv.Itoa(len(t.Columns)), Text: m.t("economy.report"), Class: "text"})
	for i := range rows {
		group.Rows[i].Cells = append(group.Rows[i].Cells, m.report(&rows[i].account))
	}
	if len(rows) > 1 {
		sum.Cells = append(sum.Cells, Cell{Class: "missing nil"})
		group.Rows = append(group.Rows, sum)
	}
	t.Groups = []Group{group}
	t.HTML = m.set.tableHTML(&t, "")
	out.Table = t
	return out
}

// report says from which report a row is.
func (m *economyMaker) report(a *series.Account) Cell {
	return Cell{HTML: textLink(m.root+reportFolder(a.Report)+"index.html", m.set.reportName(a.Report)), Class: "text"}
}

// economyUnit is the unit of the first amount: all are money and shown in it.
func economyUnit(rows []committeeRow) quantity.Unit {
	for i := range rows {
		for _, c := range economyColumns {
			if e := c.entry(&rows[i].account); e != nil {
				return e.Amount.Unit
			}
		}
	}
	return ""
}

// cell is one amount in the table's unit, with the way to the cell that states
// it. A total that its lines do not add up to says so.
func (m *economyMaker) cell(e *series.Entry, key string, unit quantity.Unit) Cell {
	if e == nil {
		return Cell{Class: "missing"}
	}
	amount := inUnit(e.Amount, unit)
	c := Cell{Text: m.set.amount(amount, unit)}
	if key == "deviation" {
		c = m.set.deviationCell(amount, unit)
	}
	html := escape(c.Text)
	switch {
	case e.Fact != nil:
		html = factLink(m.root, e.Fact, c.Text)
	case key == "deviation":
		html += m.set.derivedSign()
	}
	if c.Word != "" {
		html = hidden(c.Word+" ") + html
	}
	if when := m.when(e, key); when != "" {
		html += small(when)
	}
	if !e.Agrees && e.Lines != nil {
		c.Class = add(c.Class, "disputed")
		lines := m.set.amount(inUnit(*e.Lines, unit), unit)
		if key == "deviation" {
			lines = m.set.signed(inUnit(*e.Lines, unit), unit)
		}
		html += alternative(m.t("economy.lines", "value", lines))
	}
	c.HTML = html
	return c
}

// when says of what time an amount is, where that is not the whole year.
func (m *economyMaker) when(e *series.Entry, key string) string {
	switch {
	case e.Fact == nil:
		return ""
	case key == "todate":
		_, to, _ := strings.Cut(e.Fact.Span, "/")
		if len(to) < len("2026-08") {
			return ""
		}
		return m.set.monthSpan(to[len("2026-"):])
	case key == "forecast" && e.Fact.At != "":
		return Date(m.set.lang, e.Fact.At)
	default:
		return ""
	}
}

// inUnit converts an amount exactly; one that cannot be stays as it is.
func inUnit(q quantity.Quantity, unit quantity.Unit) quantity.Quantity {
	if other, ok := q.In(unit); ok {
		return other
	}
	return q
}

// sum adds up a column, or says why not.
func (m *economyMaker) sum(rows []committeeRow, key string, entry func(*series.Account) *series.Entry, unit quantity.Unit) (cell Cell, why string) {
	total := quantity.Quantity{Unit: unit, Exact: true}
	meaning := ""
	for i := range rows {
		a := &rows[i].account
		e := entry(a)
		if e == nil {
			return Cell{Class: "missing nil"}, m.t("economy.notsummed.missing", "column", m.t("economy."+key), "committee", rows[i].name)
		}
		if own := m.meaning(a, e, key); i > 0 && own != meaning {
			return Cell{Class: "missing nil"}, m.t("economy.notsummed.unlike", "column", m.t("economy."+key))
		}
		meaning = m.meaning(a, e, key)
		own, ok := e.Amount.In(unit)
		if !ok {
			return Cell{Class: "missing nil"}, m.t("economy.notsummed.unlike", "column", m.t("economy."+key))
		}
		total.Number, total.Decimals = total.Number.Add(own.Number), max(total.Decimals, own.Decimals)
		if i == 0 {
			total.Decimals = own.Decimals
		}
	}
	total.Exact = false
	if key == "deviation" {
		cell = m.set.deviationCell(total, unit)
	} else {
		cell = Cell{Text: m.set.amount(total, unit)}
	}
	cell.Class = add(cell.Class, "derived")
	return cell, ""
}

// meaning is what amounts must have in common to be added up: months of an
// outcome so far, the month in which forecasts were made, what is compared.
func (m *economyMaker) meaning(a *series.Account, e *series.Entry, key string) string {
	const month = len("2026-08")
	made := ""
	if a.Forecast != nil && a.Forecast.Fact != nil {
		made = a.Forecast.Fact.At
	}
	made = made[:min(len(made), month)]
	switch key {
	case "todate":
		return e.Fact.Span
	case "forecast":
		return made
	case "deviation":
		if a.Outcome != nil {
			return "outcome"
		}
		return "forecast " + made
	default:
		return ""
	}
}
