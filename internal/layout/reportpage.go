package layout

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/change"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// A Drawing is a finished chart: two SVG elements of the same values, and what
// they say in a sentence.
type Drawing struct {
	Wide, Narrow []byte
	Sentence     string // or empty
}

// A ReportInput is one report with everything that its pages show.
type ReportInput struct {
	Report   *report.Report
	Verdict  *report.Verdict
	Drawings map[string]Drawing  // by chart id
	Trends   map[string][][]byte // drawings of a table's trend column, by the table's id: one a row, nil for none
	// CardTrends are drawings of the cards' courses: one a card, nil for none.
	CardTrends map[*content.Block][][]byte
	// Corrected are the places that corrections have touched, this edition's own
	// included: change.NewTimeline(versions).Corrected(number), with the edition
	// that is being made as the last version. Nil when there was no correction.
	Corrected []change.Mark
	Edition   int // that is being made, whose address all links count from; 0 is the working copy
	// Newest is the number of another report's newest edition, 0 when it has none; nil when none has.
	Newest func(report string) int
	// Translations are the report in other languages.
	Translations []TranslationInput
	Through      *ThroughReport // what is known of the report through time, or nil
	Cells        Cells          // told where each fact is shown; nil tells nobody
}

// A File is one page or download of the output.
type File struct {
	Path    string // slash-separated, relative to the output's root
	Content []byte
}

// A Listing is what lists of reports show of one report. It is kept after the
// report itself is gone.
type Listing struct {
	Meta     *content.Meta
	Deck     template.HTML // phrasing content without links
	Cards    []Card
	Datasets []DatasetLink // with Href relative to the report's folder
	Edition  int           // whose content it is; 0 is the working copy
	Terms    []string      // words of the glossary that the report uses
	// Translations are the report in other languages.
	Translations []Translated
}

// A reportMaker makes the views of one report's pages.
type reportMaker struct {
	set   *Set
	site  *Site
	in    ReportInput
	r     *report.Report
	head  *content.Block // key figures before the first section stand in the head
	marks map[*data.Fact]string
	diffs map[*data.Fact]*report.Difference
	files map[*data.Dataset]*datasetFiles

	corrected corrections
	original  *reportMaker // of a translation; else nil
	err       error

	folder string // of the pages, with a final slash
	pages  *ReportPages
}

// collectDifferences numbers the differences, known or not, for their marks.
func (p *reportMaker) collectDifferences() {
	p.diffs = map[*data.Fact]*report.Difference{}
	if p.in.Verdict == nil {
		return
	}
	for i := range p.in.Verdict.Differences {
		d := &p.in.Verdict.Differences[i]
		if d.Computed && p.diffs[d.Fact] == nil {
			p.diffs[d.Fact] = d
		}
	}
}

func (p *reportMaker) body() (template.HTML, error) {
	first := len(p.r.Doc.Text)
	if len(p.r.Doc.Sections) > 0 {
		first = p.r.Doc.Sections[0].Start
	}
	for _, b := range p.r.Doc.Blocks {
		if b.KeyFigures != nil && b.Start < first && p.head == nil {
			p.head = b
		}
	}
	prose := &prose{set: p.set, report: p.r, depth: up(p.folder), folder: p.otherFolder, blocks: p.block, linked: map[string]bool{}}
	prose.after = p.correctedSection
	body, err := prose.render(p.r.Doc)
	body = p.correctedOpening(p.r.Doc, body)
	if err == nil {
		err = p.err
	}
	return body, err
}

func (p *reportMaker) view(body template.HTML) ReportPage {
	m := p.r.Meta
	view := ReportPage{
		Kicker: p.kicker(), Title: m.Title, Deck: p.inline(p.r.Doc.Summary), Stage: p.state(),
		Meta: p.meta(), Check: p.check(), TOC: p.toc(), Body: body, Datasets: p.datasetLinks(),
		Facts: len(p.r.Doc.Figures) > 0, Reading: p.reading(), Todo: p.todo(),
	}
	if p.head != nil {
		view.Cards = p.cards(p.head)
	}
	return view
}

func (p *reportMaker) kicker() string {
	parts := []string{p.site.committeeName(p.r.Committee), p.set.kind(p.r.Meta)}
	if period := Period(p.set.lang, p.r.Meta.Period.From, p.r.Meta.Period.To); period != "" {
		parts = append(parts, period)
	}
	return strings.Join(parts, " · ")
}

// kind is the report's kind in words; an unknown one is a report.
func (s *Set) kind(m *content.Meta) string {
	if text, err := s.texts.Text("kind." + m.Kind); err == nil {
		return text
	}
	return s.texts.must("kind.report")
}

func (s *Set) stage(m *content.Meta) Stage {
	if m.Stage == "" {
		return Stage{}
	}
	return Stage{Code: m.Stage, Text: s.texts.must("stage." + m.Stage)}
}

func (p *reportMaker) meta() []Term {
	m, lang := p.r.Meta, p.set.lang
	terms := term(nil, p.set.texts.must("report.meta.dnr"), p.number())
	for _, e := range [][2]string{
		{"report.meta.period", Period(lang, m.Period.From, m.Period.To)},
		{"report.meta.date", Date(lang, m.Date)},
	} {
		terms = term(terms, p.set.texts.must(e[0]), escape(e[1]))
	}
	meeting := escape(Date(lang, m.Meeting))
	if p.in.Edition == 0 {
		meeting = p.set.meetingOf(p.site, m, up(p.folder))
	}
	terms = term(terms, p.set.texts.must("report.meta.meeting"), meeting)
	return term(terms, p.set.texts.must("report.meta.source"), escape(m.Origin))
}

// state is what holds for the report. An edition keeps it out of what is
// frozen, where it would be untrue one day: the frame of each build says it.
func (p *reportMaker) state() Stage {
	if p.in.Edition > 0 {
		return Stage{}
	}
	return p.set.reportState(p.site, p.r.Meta)
}

// number is the report's diary number, which leads to the matter. An edition
// has no such link: the page it leads to may be hidden one day.
func (p *reportMaker) number() template.HTML {
	m := p.r.Meta
	if p.in.Edition > 0 || p.site.Agenda == nil {
		return escape(m.Dnr)
	}
	if matter := p.site.Agenda.MatterOf(m.Path); matter != nil {
		return anchor(up(p.folder)+matterPath(matter)+"index.html", m.Dnr)
	}
	return escape(m.Dnr)
}

func (p *reportMaker) check() *NumberCheck {
	if p.in.Verdict == nil || len(p.r.Datasets) == 0 {
		return nil
	}
	tried, agree, known := p.in.Verdict.CountRelations()
	return &NumberCheck{Tried: tried, Agree: agree, Known: known, Open: tried - agree - known, Href: checksFolder + "index.html"}
}

// toc lists the sections in two levels.
func (p *reportMaker) toc() []TOCEntry {
	var toc []TOCEntry
	for _, s := range p.r.Doc.Sections {
		e := TOCEntry{Number: s.Number, Text: p.plain(s.Title), Href: "#" + s.ID}
		switch {
		case s.Level == 1:
			toc = append(toc, e)
		case s.Level == 2 && len(toc) > 0:
			last := &toc[len(toc)-1]
			last.Sub = append(last.Sub, e)
		}
	}
	if len(toc) < 3 {
		return nil
	}
	return toc
}

// reading says how units and signs are to be read, when that is not obvious.
func (p *reportMaker) reading() template.HTML {
	var units []string
	seen := map[quantity.Unit]bool{}
	add := func(u quantity.Unit) {
		if u.Money() && u != quantity.Kronor && !seen[u] {
			seen[u] = true
			if symbol, long := u.Symbol(p.set.lang), u.Long(p.set.lang, quantity.Int(2)); symbol != long {
				units = append(units, symbol+" = "+long)
			}
		}
	}
	account := false
	for _, d := range p.r.Datasets {
		account = account || d.Description.Kind.Account && deviates(d)
		add(d.Description.Unit)
	}
	for _, b := range p.r.Doc.Blocks {
		if cards := p.r.KeyFigures[b]; cards != nil {
			for _, c := range cards.Items {
				add(c.Value.Unit)
			}
		}
	}
	if len(units) == 0 {
		return ""
	}
	text := strings.Join(units, "; ")
	if account {
		text = p.set.texts.must("reading.deviation") + "; " + text
	}
	return escape(p.set.texts.must("reading.units", "units", text))
}

// deviates reports whether a dataset has a column of deviations.
func deviates(d *data.Dataset) bool {
	return slices.ContainsFunc(d.Columns, func(c data.Column) bool { return c.Value == data.Deviation })
}

func (p *reportMaker) datasetLinks() []DatasetLink {
	links := make([]DatasetLink, 0, len(p.r.Datasets))
	for _, d := range p.r.Datasets {
		link := DatasetLink{Title: d.Description.Title, Href: "data/" + d.ID + "/index.html", Text: p.shape(d)}
		if files, err := p.filesOf(d); err == nil {
			first := files.downloads[0]
			link.CSV, link.Format = "data/"+d.ID+"/"+first.Href, first.Format+", "+first.Size
		} else {
			p.fail(err)
		}
		links = append(links, link)
	}
	return links
}

// shape says how large a dataset is and in what unit.
func (p *reportMaker) shape(d *data.Dataset) string {
	rows := p.set.texts.must("dataset.rows", "n", countRows(d))
	if d.Description.Unit == "" {
		return rows
	}
	return p.set.texts.must("dataset.shape", "rows", rows, "unit", d.Description.Unit.Long(p.set.lang, quantity.Int(2)))
}

func countRows(d *data.Dataset) int {
	n := 0
	for i := range d.Rows {
		if !d.Rows[i].Derived {
			n++
		}
	}
	return n
}

// size writes a number of bytes as kB with one decimal.
func size(lang string, bytes int) string {
	q := quantity.Quantity{Number: quantity.Int(int64(bytes)).Shift(-3), Decimals: 1}
	return q.Format(quantity.Style{Lang: lang, Decimals: 1}) + "\u00a0kB"
}

// block renders one block of the narrative.
func (p *reportMaker) block(b *content.Block) template.HTML {
	switch {
	case b == p.head:
		return ""
	case b.Table != nil:
		return p.tableBlock(b)
	case b.Chart != nil:
		return p.chartBlock(b)
	case b.List != nil:
		return p.listBlock(b)
	default:
		return p.fragment("keyfigures.html", p.cards(b))
	}
}

// fragment renders a template; an error is kept for body.
func (p *reportMaker) fragment(name string, view any) template.HTML {
	html, err := p.set.fragment(name, view)
	p.fail(err)
	return html
}

// fail keeps the first error for body.
func (p *reportMaker) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *reportMaker) cards(b *content.Block) []Card {
	var cards []Card
	bound := p.r.KeyFigures[b]
	if bound == nil {
		return nil
	}
	for i, c := range bound.Items {
		card := Card{Label: c.Label, Text: escape(c.Note)}
		if lines := p.in.CardTrends[b]; i < len(lines) {
			card.Trend = template.HTML(lines[i]) //nolint:gosec // written by package chart
		}
		if t := p.r.TableOf(c.Value.Facts[0].Dataset); t != nil {
			card.Href, card.From = "#"+t.ID, p.set.texts.must("ref.table", "n", t.Number)
		}
		card.Value = template.HTML(figureHTML(c.Value, c.Value.Numeral(p.set.lang), "")) //nolint:gosec // escapes its parts
		if c.Value.Words == "" && c.Value.Word == "" {
			p.set.unitOf(&card, c.Value.Unit)
		}
		if c.Value.Words == "" && c.Value.Number.Sign() < 0 && c.Word != "" {
			card.Tone, card.Arrow, card.Word = "worse", "down", upperFirst(c.Word)
		}
		cards = append(cards, card)
	}
	return cards
}

// unitOf sets the unit of a key figure where its language has it: in English a
// currency stands before the number, and a percent sign is part of it.
func (s *Set) unitOf(card *Card, u quantity.Unit) {
	card.Unit = u.Symbol(s.lang)
	if s.lang != "en" {
		return
	}
	const part = `<span class="unit">`
	switch rest, money := strings.CutPrefix(card.Unit, "SEK"); {
	case money:
		card.Value = part + "SEK</span>\u00a0" + card.Value
		card.Unit = strings.TrimPrefix(rest, " ")
	case card.Unit == "%":
		card.Value += part + "%</span>"
		card.Unit = ""
	}
}

func (p *reportMaker) tableBlock(b *content.Block) template.HTML {
	for _, t := range p.r.Tables {
		if t.Block == b {
			return p.table(t)
		}
	}
	return "" // reported when it was linked
}

func (p *reportMaker) table(t *report.Table) template.HTML {
	view := Table{Number: p.set.texts.must("ref.table", "n", t.Number), Title: escape(t.Caption)}
	m := p.maker(t.Dataset, t.ID)
	m.rows, m.columns, m.unit, m.decimals = t.Rows, t.Columns, t.Unit, t.Decimals
	m.course, m.trends = t.Course, p.in.Trends[t.ID]
	known := p.known(t.Dataset, t.ID, t.Rows, checksFolder)
	m.known = known.hrefs
	m.build(&view)
	view.Known = known.list
	view.Sub = joinSentences(p.sub(m), t.Note)
	view.Source = p.sourceOf(t.Dataset)
	view.Downloads = p.fromReport(t.Dataset)
	view.HTML = p.set.tableHTML(&view, "")
	return p.fragment("table.html", view)
}

func (p *reportMaker) maker(d *data.Dataset, id string) *tableMaker {
	return &tableMaker{set: p.set, d: d, id: id, decimals: -1, diffs: p.diffs, known: p.marks, cells: p.in.Cells, corrected: p.corrected}
}

// sub is a table's subtitle: its unit and how its signs are read.
func (p *reportMaker) sub(m *tableMaker) string {
	var parts []string
	switch {
	case m.mixed && !m.d.HasUnits() && m.d.Description.Unit != "":
		unit := upperFirst(m.d.Description.Unit.Long(p.set.lang, quantity.Int(2)))
		parts = append(parts, p.set.texts.must("table.sub.unless", "unit", unit))
	case m.mixed:
		parts = append(parts, p.set.texts.must("table.sub.mixed"))
	case m.common != "":
		parts = append(parts, upperFirst(m.common.Long(p.set.lang, quantity.Int(2)))+".")
	}
	account, deviation := false, false
	for _, c := range m.values {
		column := &m.d.Columns[c]
		account = account || column.Line == data.Costs
		deviation = deviation || column.Value == data.Deviation
	}
	if m.d.Description.Kind.Account && (account || m.hasLines()) {
		parts = append(parts, p.set.texts.must("table.sub.account"))
	}
	if m.d.Description.Kind.Account && deviation {
		parts = append(parts, p.set.texts.must("table.sub.deviation"))
	}
	return strings.Join(parts, " ")
}

func joinSentences(a, b string) string { return strings.TrimSpace(a + " " + b) }

// sourceOf links a table or chart to its dataset and says where that came from.
func (p *reportMaker) sourceOf(d *data.Dataset) template.HTML {
	text := `<a href="data/` + d.ID + `/index.html">` + template.HTMLEscapeString(d.Description.Title) + `</a>`
	if s := d.Description.Source; s.System != "" {
		text += template.HTMLEscapeString(", " + s.System)
		if s.Extracted != "" {
			text += template.HTMLEscapeString(" " + Date(p.set.lang, s.Extracted))
		}
	}
	return template.HTML(text) //nolint:gosec // every piece is escaped above
}

// chartBlock renders a chart with its data.
func (p *reportMaker) chartBlock(b *content.Block) template.HTML {
	for _, c := range p.r.Charts {
		if c.Block == b {
			return p.chart(c)
		}
	}
	return "" // reported when it was linked
}

func (p *reportMaker) chart(c *report.Chart) template.HTML {
	drawing := p.in.Drawings[c.ID]
	table, signs := p.chartData(c)
	view := Chart{
		ID: c.ID, Number: p.set.texts.must("ref.chart", "n", c.Number), Title: escape(c.Title), Sub: p.chartSub(c), Sentence: drawing.Sentence,
		Wide: template.HTML(drawing.Wide), Narrow: template.HTML(drawing.Narrow), //nolint:gosec // written by package chart, which escapes text
		Note: escape(c.Note), Source: p.chartSource(c), Data: table, Signs: signs,
	}
	return p.fragment("chart.html", view)
}

// chartSource is where the values come from; an author may say it in other
// words, and the link to the dataset stays.
func (p *reportMaker) chartSource(c *report.Chart) template.HTML {
	if c.Source == "" {
		return p.sourceOf(c.Dataset)
	}
	return template.HTML(template.HTMLEscapeString(c.Source) + `. <a href="data/` + c.Dataset.ID + `/index.html">` + //nolint:gosec // escaped
		template.HTMLEscapeString(c.Dataset.Description.Title) + `</a>`)
}

// chartSub says what is measured, and that costs are drawn without their sign.
func (p *reportMaker) chartSub(c *report.Chart) string {
	sub := c.Subtitle
	if sub == "" {
		sub = upperFirst(c.Unit.Long(p.set.lang, quantity.Int(2)))
	}
	switch {
	case c.Magnitude && c.Costs():
		sub = joinWith(sub, ", ", p.set.texts.must("chart.costs"))
	case c.Magnitude:
		sub = joinWith(sub, ", ", p.set.texts.must("chart.unsigned"))
	}
	return sub
}

// joinWith joins two texts unless the first is empty.
func joinWith(a, sep, b string) string {
	if a == "" {
		return upperFirst(b)
	}
	return a + sep + b
}

// chartData is the table of the chart's own values, and what the signs mean that
// stand in it and in the picture instead of values.
func (p *reportMaker) chartData(c *report.Chart) (template.HTML, []Term) {
	t := Table{
		ID: c.ID + "-data", Class: "plain",
		Title: escape(p.set.texts.must("chart.data.caption", "chart", p.set.texts.must("ref.chart", "n", c.Number))),
		Sub:   upperFirst(c.Unit.Long(p.set.lang, quantity.Int(2))),
	}
	columns := c.Columns()
	t.Columns = []Column{{ID: t.ID + "-h0", Text: p.headOf(c)}}
	for i, s := range columns {
		t.Columns = append(t.Columns, Column{ID: fmt.Sprintf("%s-h%d", t.ID, i+1), Text: s.Name})
	}
	group, used := Group{}, map[string]bool{}
	for i, category := range c.Categories {
		row := Row{ID: fmt.Sprintf("%s-r%d", t.ID, i+1), Text: category}
		for k := range columns {
			cell := p.point(c, &columns[k], i, row.ID+"c"+strconv.Itoa(k+1))
			if columns[k].Cells[i].Words != "" && cell.Text == "" {
				used[missingKey(cell.Class)] = true
			}
			row.Cells = append(row.Cells, cell)
		}
		group.Rows = append(group.Rows, row)
	}
	t.Groups = []Group{group}
	var signs []Term
	gaps := c.Block.Chart.Type == content.LineChart || c.Block.Chart.Type == content.AreaChart // show no sign where a value is missing
	for _, key := range []string{"table.missing", "table.notapplicable", "table.suppressed"} {
		if used[key] && (!gaps || key != "table.missing") {
			signs = append(signs, p.set.term(key, ".sign"))
		}
	}
	return p.set.tableHTML(&t, ""), signs
}

// headOf names the categories of a chart's table: what the dataset calls its
// rows, or the time.
func (p *reportMaker) headOf(c *report.Chart) string {
	if c.Timed {
		return p.set.texts.must("column.period")
	}
	for i := range c.Dataset.Columns {
		if column := &c.Dataset.Columns[i]; column.Role == data.RoleName {
			return column.Title
		}
	}
	return p.set.texts.must("table.row")
}

// point is the cell of a value of a chart; one that is missing says why.
func (p *reportMaker) point(c *report.Chart, s *report.Series, i int, id string) Cell {
	v := s.Cells[i]
	switch {
	case !v.Missing:
		return Cell{ID: id, Text: v.Format(quantity.Style{Lang: p.set.lang, Decimals: c.Decimals, Signed: c.Block.Chart.Diverging && !v.Number.IsZero()})}
	case v.Words != "" && !isSign(v.Words):
		return Cell{ID: id, Class: "missing words", Text: v.Words}
	case s.Facts[i] != nil && s.Facts[i].Status == data.Suppressed:
		return Cell{ID: id, Class: "missing suppressed"}
	case s.Facts[i] != nil && s.Facts[i].Status == data.NotApplicable:
		return Cell{ID: id, Class: "missing notapplicable"}
	}
	return Cell{ID: id, Class: "missing"}
}

// inline writes a short text with its figures as data.
func (p *reportMaker) inline(text content.Inline) template.HTML {
	var b strings.Builder
	for _, piece := range text {
		if piece.Figure == nil {
			b.WriteString(template.HTMLEscapeString(piece.Text))
			continue
		}
		if v := p.r.Figures[piece.Figure]; v != nil {
			b.WriteString(figureHTML(v, v.Format(p.set.lang, true), ""))
		}
	}
	return template.HTML(b.String()) //nolint:gosec // every piece is escaped above
}

func (p *reportMaker) plain(text content.Inline) string {
	var b strings.Builder
	for _, piece := range text {
		if piece.Figure == nil {
			b.WriteString(piece.Text)
		} else if v := p.r.Figures[piece.Figure]; v != nil {
			b.WriteString(v.Format(p.set.lang, true))
		}
	}
	return b.String()
}
