package layout

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// dataset renders a dataset's page and the files to fetch.
func (p *reportMaker) dataset(d *data.Dataset) error {
	files, err := p.filesOf(d)
	if err != nil {
		return err
	}
	view := p.datasetView(d, files)
	page := p.page("data/"+d.ID+"/index.html", "dataset", d.Description.Title+", "+p.r.Meta.Title, d.Description.Title)
	page.Description = plainText(view.Deck)
	p.pages.Files = append(p.pages.Files, files.list...)
	return p.render(page, "dataset.html", view)
}

func (p *reportMaker) datasetView(d *data.Dataset, files *datasetFiles) DatasetPage {
	t := p.set.texts
	deck := d.Description.Note
	if deck == "" {
		deck = t.must("dataset.deck", "title", d.Description.Title, "report", p.r.Meta.Title)
	}
	view := DatasetPage{
		Kicker: t.must("dataset.kicker") + " · " + d.Description.Kind.Title, Title: d.Description.Title,
		Report: Link{Text: p.r.Meta.Title, Href: "../../index.html"},
		Table:  p.fullTable(d), Columns: p.columnInfo(d), Source: p.sourceTerms(d), Uses: p.uses(d), Checks: p.checks(d),
		Downloads: files.downloads, Kept: protected(d), Cite: p.citation(d),
	}
	first, rest := opening(deck)
	view.Deck, view.More = escape(first), escape(rest)
	view.Reading = p.readingTerms(d)
	return view
}

// longDeck is how many letters a description may have to stand in large type.
const longDeck = 160

// opening cuts a long description after its first sentence.
func opening(text string) (first, rest string) {
	if utf8.RuneCountInString(text) <= longDeck {
		return text, ""
	}
	for i := 0; ; {
		next := strings.Index(text[i:], ". ")
		if next < 0 {
			return "", text // one long sentence is for reading, not for looking at
		}
		i += next + 2
		if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsUpper(r) {
			return text[:i-1], text[i:]
		}
	}
}

func (p *reportMaker) fullTable(d *data.Dataset) Table {
	view := Table{Title: escape(d.Description.Title)}
	m := p.fullMaker(d)
	known := p.known(d, d.ID, m.rows, "../../"+checksFolder)
	m.known = known.hrefs
	m.build(&view)
	view.Known = known.list
	view.Sub = p.sub(m)
	view.HTML = p.set.tableHTML(&view, "")
	return view
}

// fullMaker makes the table of a whole dataset, with its columns sorted.
func (p *reportMaker) fullMaker(d *data.Dataset) *tableMaker {
	m := p.maker(d, d.ID)
	m.full = true
	for i := range d.Rows {
		m.rows = append(m.rows, i)
	}
	for i := range d.Columns {
		m.columns = append(m.columns, i)
	}
	m.sort()
	return m
}

func (p *reportMaker) readingTerms(d *data.Dataset) []Term {
	t := p.set.texts
	unit := ""
	if d.Description.Unit == "" && d.HasUnits() {
		unit = t.must("dataset.reading.unit.mixed")
	} else if d.Description.Unit != "" {
		unit = d.Description.Unit.Long(p.set.lang, quantity.Int(2))
		if symbol := d.Description.Unit.Symbol(p.set.lang); symbol != unit {
			unit += " (" + symbol + ")"
		}
	}
	var terms []Term
	if unit != "" {
		terms = append(terms, Term{Name: t.must("dataset.reading.unit"), Value: escape(unit)})
	}
	if d.Description.Kind.Account {
		terms = append(terms, Term{Name: t.must("dataset.reading.sign"), Value: escape(t.must("table.sub.account") + " " + t.must("table.sub.deviation"))})
	}
	for i := range d.Rows {
		if d.Rows[i].Derived {
			terms = append(terms, Term{Name: t.must("dataset.reading.signs"), Value: escape(t.must("dataset.reading.derived"))})
			break
		}
	}
	return terms
}

func (p *reportMaker) columnInfo(d *data.Dataset) []ColumnInfo {
	infos := make([]ColumnInfo, 0, len(d.Columns))
	for i := range d.Columns {
		c := &d.Columns[i]
		info := ColumnInfo{ID: "kolumn-" + c.ID, Name: c.Header}
		if c.Role != data.RoleValue {
			info.Text, info.Details = p.set.roleText(c), c.Note
			infos = append(infos, info)
			continue
		}
		info.Text = p.set.valueText(d, c)
		info.Unit = cmp.Or(c.Unit, d.Description.Unit).Symbol(p.set.lang)
		info.Details = p.details(d, i)
		if c.Note != "" {
			info.Details = strings.TrimPrefix(info.Details+". "+c.Note, ". ")
		}
		infos = append(infos, info)
	}
	return infos
}

func (s *Set) roleText(c *data.Column) string {
	key := "column." + string(c.Role)
	if c.Role == data.RoleName {
		key = "column.row"
	}
	if text, err := s.texts.Text(key); err == nil {
		return text
	}
	return s.texts.must("column.text")
}

// valueText says what a value column holds, in words.
func (s *Set) valueText(d *data.Dataset, c *data.Column) string {
	text := s.texts.must("value." + string(cmp.Or(c.Value, data.Number)))
	if c.Of >= 0 && c.Against >= 0 {
		between := s.texts.must("value.between", "of", d.Columns[c.Of].Title, "against", d.Columns[c.Against].Title)
		return text + ": " + between
	}
	if c.Line != "" {
		text += ", " + strings.ToLower(c.Line.Name(s.lang))
	}
	if scope := s.scope(c); scope != "" {
		text += ", " + scope
	}
	if version, err := s.texts.Text("version." + c.Version); err == nil {
		text += ", " + version
	}
	return text
}

func (s *Set) scope(c *data.Column) string {
	to := ""
	if c.To != 0 {
		to = Month(s.lang, c.To.String())
	}
	if c.Scope == data.PeriodScope {
		return Period(s.lang, c.From.String(), c.To.String())
	}
	if c.Scope == "" || to == "" && c.Year == 0 {
		return ""
	}
	text, err := s.texts.Text("scope."+string(c.Scope), "to", to, "year", itoaYear(c.Year))
	if err != nil {
		return ""
	}
	return text
}

// details says how accurate a column is.
func (p *reportMaker) details(d *data.Dataset, column int) string {
	for i := range d.Rows {
		if d.Rows[i].Derived || column >= len(d.Rows[i].Cells) {
			continue
		}
		for _, f := range d.Rows[i].Cells[column].Facts {
			if !f.HasNumber() {
				continue
			}
			if f.Decimals <= 0 {
				return p.set.texts.must("column.integers")
			}
			return p.set.texts.must("column.decimals", "n", f.Decimals)
		}
	}
	return ""
}

func (p *reportMaker) sourceTerms(d *data.Dataset) []Term {
	var terms []Term
	s := d.Description.Source
	manual, origin := s.Note, p.r.Meta.Origin
	if s.System == "" && s.Note != "" {
		manual, origin = "", s.Note // a source in one sentence, nearer than the report's
	}
	for _, e := range [][2]string{
		{"dataset.source.system", s.System},
		{"dataset.source.extracted", Date(p.set.lang, s.Extracted)},
		{"dataset.source.manual", manual},
		{"report.meta.source", origin},
	} {
		if e[1] != "" {
			terms = append(terms, Term{Name: p.set.texts.must(e[0]), Value: escape(e[1])})
		}
	}
	return terms
}

// uses lists where the report shows the dataset's facts.
func (p *reportMaker) uses(d *data.Dataset) []Use {
	var uses []Use
	inText := map[string][]string{} // names of the facts, by section
	var sections []string
	for _, u := range p.r.Uses[d.ID] {
		switch u.Kind {
		case report.UseTable, report.UseChart, report.UseList:
			target := p.r.Targets[u.ID]
			uses = append(uses, Use{Text: p.set.texts.must("use."+string(u.Kind), "n", target.Number) + ". " + target.Text, Href: "../../index.html#" + u.ID})
		default:
			if inText[u.Section] == nil {
				sections = append(sections, u.Section)
			}
			for _, f := range u.Facts {
				inText[u.Section] = append(inText[u.Section], cellName(f))
			}
		}
	}
	for _, id := range sections {
		use := Use{Text: p.r.Meta.Title, Href: "../../index.html", Details: p.set.texts.must("use.text", "n", len(inText[id]))}
		slices.Sort(inText[id])
		use.Details += ": " + strings.Join(slices.Compact(inText[id]), "; ")
		if target, ok := p.r.Targets[id]; ok {
			use.Text, use.Href = strings.TrimSpace(target.Number+" "+target.Text), use.Href+"#"+id
		}
		uses = append(uses, use)
	}
	return uses
}

// cellName is what a reader calls a cell: its row and its column.
func cellName(f *data.Fact) string {
	d := f.Dataset
	return d.Label(&d.Rows[f.RowIndex]) + ", " + lowerFirst(d.Columns[f.ColumnIndex].Title)
}

func (p *reportMaker) checks(d *data.Dataset) []Check {
	var checks []Check
	for _, r := range p.in.verdict().Rules {
		if r.Dataset == d.ID && r.Tried > 0 {
			checks = append(checks, Check{
				Code: string(r.Rule), Text: p.set.ruleText(string(r.Rule)), Tried: r.Tried, Agree: r.Agree, Known: r.Known,
				Href: "../../" + checksFolder + "index.html#" + ruleID(string(r.Rule)),
			})
		}
	}
	return checks
}

func (s *Set) ruleText(code string) string {
	if text, err := s.texts.Text("rule." + strings.ToLower(code)); err == nil {
		return text
	}
	return code
}

func itoaYear(year int) string {
	if year == 0 {
		return ""
	}
	return template.HTMLEscapeString(quantity.Int(int64(year)).String())
}
