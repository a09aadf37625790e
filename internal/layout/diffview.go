package layout

import (
	"html/template"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/change"
	"tertial/internal/edition"
	"tertial/internal/quantity"
)

// A changesMaker makes the view of one comparison.
type changesMaker struct {
	set   *Set
	site  *Site
	in    ChangesInput
	root  string // way from the page to the report's folder
	alone bool   // no links: there is no site around
}

func (m *changesMaker) t(key string, pairs ...any) string { return m.set.texts.must(key, pairs...) }

// address is where the page stands.
func (m *changesMaker) address() string {
	if m.in.Sent != "" {
		return SentChanges(m.in.Sent, m.in.Old.Number, m.in.Report)
	}
	if m.in.Latest && m.in.Old != nil {
		return numbered(m.in.Report+"/", m.in.Old.Number) + "changes-to-latest/index.html"
	}
	folder := m.in.Report + "/"
	if m.in.New != nil {
		folder = numbered(folder, m.in.New.Number)
	}
	return folder + "changes/index.html"
}

// folder leads to the pages of an edition.
func (m *changesMaker) folder(e *edition.Edition) string {
	switch {
	case e == nil:
		return m.root
	case e.Kind == edition.Sent:
		return strings.Repeat("../", strings.Count(strings.TrimPrefix(m.address(), SentFolder(m.in.Sent, e.Number)), "/")) + m.in.SentPlace
	}
	return numbered(m.root, e.Number)
}

// name is what an edition is called: utgåva 2, arbetsversionen.
func (m *changesMaker) name(e *edition.Edition) string {
	if e == nil {
		return m.t("changes.working")
	}
	if e.Kind == edition.Sent {
		return m.t("changes.sent", "date", Date(m.set.lang, e.Date))
	}
	return m.t("edition.n", "n", e.Number)
}

func (m *changesMaker) view() ChangesView {
	in := &m.in
	view := ChangesView{
		Kicker: in.Committee.Name + " · " + in.Title, Title: m.t("changes.title", "edition", m.name(in.New)),
		Against: m.t("changes.against", "edition", m.name(in.Old)),
		Text:    m.sections(), Charts: m.charts(),
	}
	view.Deck, view.More = m.set.deck(in.Changes)
	if in.Latest {
		view.Title = m.t("changes.title.since", "edition", m.name(in.Old))
		view.Against = m.t("changes.against.newest", "edition", m.name(in.New))
	}
	if in.Old != nil && !in.Latest {
		view.Against = m.t("changes.against.date", "edition", m.name(in.Old), "date", Date(m.set.lang, in.Old.Date))
	}
	if !m.alone {
		for _, e := range []*edition.Edition{in.Old, in.New} {
			view.Links = append(view.Links, Link{Text: upperFirst(m.name(e)), Href: m.folder(e) + "index.html"})
		}
	}
	if in.New != nil && !in.Latest {
		view.Ground = m.set.changesGround(in.New)
	}
	view.Tables = m.tables()
	view.Rest = m.rest()
	return view
}

// changesGround says why an edition was made; nil for a first one.
func (s *Set) changesGround(e *edition.Edition) *ChangesGround {
	if e.Kind == edition.First {
		return nil
	}
	return &ChangesGround{
		Kind: string(e.Kind), Head: upperFirst(s.texts.must("edition.kind."+string(e.Kind))) + " " + Date(s.lang, e.Date),
		Ground: strings.TrimPrefix(s.ground(e), upperFirst(s.texts.must("edition.kind."+string(e.Kind)))+". "), Reason: e.Reason,
	}
}

// what names a fact: its row and its column.
func what(f *edition.Fact) string {
	text := f.Row
	if f.Group != "" && f.Group != f.Row {
		text = f.Group + ": " + text
	}
	if text == "" {
		return f.Column
	}
	return text + ", " + lowerFirst(f.Column)
}

// tables are the numbers that both editions have.
func (m *changesMaker) tables() []ChangesTable {
	c := m.in.Changes
	var out []ChangesTable
	stated, derived, worded := split(c.Facts)
	if numbers := slices.Concat(stated, derived); len(numbers) > 0 {
		out = append(out, ChangesTable{ID: "numbers", Title: m.t("changes.facts"), Text: m.set.unitText(commonUnit(numbers)), Table: m.factTable("numbers", numbers)})
	}
	if len(worded) > 0 {
		out = append(out, ChangesTable{ID: "stated", Title: m.t("changes.words"), Table: m.wordTable(worded)})
	}
	if len(c.Statuses) > 0 {
		out = append(out, ChangesTable{ID: "statuses", Title: m.t("changes.statuses"), Text: joinSentences(m.t("changes.statuses.text"), m.set.unitText(commonUnit(c.Statuses))), Table: m.statusTable(c.Statuses)})
	}
	if items := m.protected(); len(items) > 0 {
		out = append(out, ChangesTable{ID: "protected", Title: m.t("changes.protected"), Text: m.t("changes.protected.text"), Items: items})
	}
	if items := m.restated(); len(items) > 0 {
		out = append(out, ChangesTable{ID: "restated", Title: m.t("changes.restated"), Text: m.t("changes.restated.text"), Items: items})
	}
	return out
}

// A unitOf is the unit that all numbers of a table share, or none.
type unitOf struct{ unit quantity.Unit }

// commonUnit finds the unit of all numbers on both sides.
func commonUnit(facts []change.Fact) unitOf {
	var units []string
	for i := range facts {
		for _, f := range []*edition.Fact{facts[i].Old, facts[i].New} {
			if f != nil && f.Value != "" {
				units = append(units, f.Unit)
			}
		}
	}
	slices.Sort(units)
	if units = slices.Compact(units); len(units) != 1 {
		return unitOf{}
	}
	return unitOf{quantity.Unit(units[0])}
}

// unitText says the unit of all numbers of a table.
func (s *Set) unitText(u unitOf) string {
	if u.unit == "" {
		return ""
	}
	return upperFirst(u.unit.Long(s.lang, quantity.Int(2))) + "."
}

// number writes what a fact says, without the unit that the whole table has.
func (m *changesMaker) number(f *edition.Fact, u unitOf) string { return m.set.said(f, u.unit) }

// said is what a fact says: its number with its unit unless all around have
// that, or the words in its place.
func (s *Set) said(f *edition.Fact, without quantity.Unit) string {
	n, err := quantity.Parse(f.Value)
	switch {
	case f.Value == "" && f.Text != "":
		return f.Text
	case f.Value == "" || err != nil:
		return s.statusWord(f.Status)
	}
	q := quantity.Quantity{Number: n, Unit: quantity.Unit(f.Unit), Decimals: f.Acc}
	return q.Format(quantity.Style{Lang: s.lang, Decimals: quantity.AsAccurate, Unit: q.Unit != without})
}

func (s *Set) statusWord(status string) string { return s.texts.must("changes.status." + status) }

// cellLink is a number that leads to its cell in its edition.
func (m *changesMaker) cellLink(e *edition.Edition, set string, f *edition.Fact, u unitOf) template.HTML {
	text := template.HTMLEscapeString(m.number(f, u))
	if m.alone || set == "" || f.At == "" {
		return template.HTML(text) //nolint:gosec // escaped above
	}
	href := m.folder(e) + "data/" + set + "/index.html#" + f.At
	return template.HTML(`<a href="` + template.HTMLEscapeString(href) + `">` + text + `</a>`) //nolint:gosec // escaped above
}

// factTable is the table of changed numbers.
func (m *changesMaker) factTable(id string, facts []change.Fact) template.HTML {
	u := commonUnit(facts)
	t := m.table(id, len(facts), "changes.what", m.heading(m.in.Old), m.heading(m.in.New), "changes.difference", "changes.share")
	return m.grouped(&t, id, facts, func(f *change.Fact) []Cell {
		sign := quantity.Style{Lang: m.set.lang, Decimals: quantity.AsAccurate, Signed: true}
		difference, share := Cell{Class: "missing nil"}, Cell{Class: "missing nil"}
		if f.Difference != nil {
			sign.Unit = f.Difference.Unit != u.unit
			difference = Cell{Text: f.Difference.Quantity().Format(sign)}
		}
		if f.Share != nil {
			sign.Unit = true
			share = Cell{Text: f.Share.Quantity().Format(sign)}
		}
		return []Cell{
			{HTML: m.cellLink(m.in.Old, f.OldSet, f.Old, u), Class: wordsClass(f.Old)},
			{HTML: m.cellLink(m.in.New, f.NewSet, f.New, u), Class: wordsClass(f.New)},
			difference, share,
		}
	})
}

// grouped fills a table with a row a fact, under the titles of their datasets
// where there are several: the dataset with the most important change first.
func (m *changesMaker) grouped(t *Table, id string, facts []change.Fact, cells func(*change.Fact) []Cell) template.HTML {
	at, later := map[string]int{}, map[string]bool{}
	for i := range facts {
		set := facts[i].Set
		if _, ok := at[set]; !ok {
			at[set], later[set] = len(t.Groups), true
			t.Groups = append(t.Groups, Group{ID: id + "-g" + strconv.Itoa(len(t.Groups)+1), Name: set})
		}
		later[set] = later[set] && facts[i].Later
	}
	for i := range facts {
		f := &facts[i]
		row := m.row(id, i, f, f.Later && !later[f.Set])
		row.Cells = append(row.Cells, cells(f)...)
		group := &t.Groups[at[f.Set]]
		group.Rows = append(group.Rows, row)
	}
	many := len(t.Groups) > 1
	for i := range t.Groups {
		g := &t.Groups[i]
		switch all := later[g.Name]; {
		case many && all:
			g.Name += " (" + m.t("changes.later") + ")"
		case many:
		case all:
			g.Name = upperFirst(m.t("changes.later"))
		default:
			g.ID, g.Name = "", ""
		}
	}
	if t.Groups[0].Name != "" {
		t.Class = strings.Replace(t.Class, "plain", "grouped", 1)
	}
	return m.finish(t)
}

func wordsClass(f *edition.Fact) string {
	if f.Value == "" {
		return "words"
	}
	return ""
}

// heading is the key of a column, or its text for an edition.
func (m *changesMaker) heading(e *edition.Edition) string { return "=" + upperFirst(m.name(e)) }

// row begins the row of one fact with what it is.
func (m *changesMaker) row(id string, i int, f *change.Fact, later bool) Row {
	fact := f.Fact()
	var notes []string
	if f.Headline() {
		notes = append(notes, m.t("changes.headline"))
	}
	if fact.Status == derivedStatus {
		notes = append(notes, m.t("changes.derived"))
	}
	if later {
		notes = append(notes, m.t("changes.later"))
	}
	text := what(fact)
	if len(notes) > 0 {
		text += " (" + strings.Join(notes, ", ") + ")"
	}
	return Row{ID: id + "-r" + strconv.Itoa(i+1), Text: text}
}

// table begins a table; a head that begins with = is its text.
func (m *changesMaker) table(id string, rows int, heads ...string) Table {
	t := Table{ID: id + "-t", Class: "plain"}
	m.set.foldLong(&t, rows)
	for i, key := range heads {
		text, literal := strings.CutPrefix(key, "=")
		if !literal {
			text = m.t(key)
		}
		t.Columns = append(t.Columns, Column{ID: id + "-h" + strconv.Itoa(i), Text: text})
	}
	return t
}

// finish writes a table with all that table.html puts around it.
func (m *changesMaker) finish(t *Table) template.HTML {
	t.HTML = m.set.tableHTML(t, strings.TrimSuffix(t.ID, "-t"))
	html, err := m.set.fragment("table.html", t)
	if err != nil {
		panic("layout: " + err.Error()) // the template is our own, and gets what it always gets
	}
	return html
}

// wordTable is the table of what is stated in words.
func (m *changesMaker) wordTable(facts []change.Fact) template.HTML {
	t := m.table("stated", len(facts), "changes.what", m.heading(m.in.Old), m.heading(m.in.New))
	for k := range t.Columns[1:] {
		t.Columns[k+1].Class = "text"
	}
	return m.grouped(&t, "stated", facts, func(f *change.Fact) []Cell {
		return []Cell{
			{HTML: m.cellLink(m.in.Old, f.OldSet, f.Old, unitOf{}), Class: "text"},
			{HTML: m.cellLink(m.in.New, f.NewSet, f.New, unitOf{}), Class: "text"},
		}
	})
}

// statusTable is the table of numbers that only have another status.
func (m *changesMaker) statusTable(facts []change.Fact) template.HTML {
	u := commonUnit(facts)
	t := m.table("statuses", len(facts), "changes.what", "changes.value", m.heading(m.in.Old), m.heading(m.in.New))
	for _, k := range []int{2, 3} {
		t.Columns[k].Class = "text"
	}
	return m.grouped(&t, "statuses", facts, func(f *change.Fact) []Cell {
		return []Cell{
			{HTML: m.cellLink(m.in.New, f.NewSet, f.New, u), Class: wordsClass(f.New)},
			{Text: m.set.statusWord(f.Old.Status), Class: "text"},
			{Text: m.set.statusWord(f.New.Status), Class: "text"},
		}
	})
}

// protected says of what nothing is said any more, and from when.
func (m *changesMaker) protected() []string {
	var items []string
	for i := range m.in.Changes.Protected {
		f := &m.in.Changes.Protected[i]
		items = append(items, what(f.Fact())+": "+m.t("changes.protected.from", "edition", m.name(m.protector(f))))
	}
	return items
}

// protector is the edition that protects a fact, nil for the working copy.
func (m *changesMaker) protector(f *change.Fact) *edition.Edition {
	if f.From == nil && m.in.Old != nil {
		return m.in.New
	}
	return f.From
}

// restated says column by column what is now stated in another unit or more or
// less accurately, and which rows have another name.
func (m *changesMaker) restated() []string {
	var items []string
	type kind struct {
		set, column, what, from, to string
	}
	counts := map[kind]int{}
	var order []kind
	for i := range m.in.Changes.Restated {
		f := &m.in.Changes.Restated[i]
		k := kind{set: f.Set, column: f.New.Column, what: string(f.Kind), from: strconv.Itoa(f.Old.Acc), to: strconv.Itoa(f.New.Acc)}
		if f.Kind == change.Unit {
			k.from, k.to = quantity.Unit(f.Old.Unit).Symbol(m.set.lang), quantity.Unit(f.New.Unit).Symbol(m.set.lang)
		}
		if counts[k]++; counts[k] == 1 {
			order = append(order, k)
		}
	}
	for _, k := range order {
		items = append(items, m.t("changes.restated."+k.what, "n", counts[k], "set", k.set, "column", k.column, "old", k.from, "new", k.to))
	}
	for _, r := range m.in.Changes.Renamed {
		items = append(items, m.t("changes.renamed", "set", r.Set, "old", r.Old, "new", r.New))
	}
	return items
}

// rest are the numbers that only one edition has.
func (m *changesMaker) rest() []ChangesTable {
	var out []ChangesTable
	for _, g := range []struct {
		id    string
		facts []change.Fact
	}{{"added", m.in.Changes.Added}, {"removed", m.in.Changes.Removed}} {
		if len(g.facts) > 0 {
			out = append(out, ChangesTable{ID: g.id, Title: m.t("changes." + g.id), Text: m.set.unitText(commonUnit(g.facts)), Table: m.oneSided(g.id, g.facts)})
		}
	}
	return out
}

func (m *changesMaker) oneSided(id string, facts []change.Fact) template.HTML {
	u := commonUnit(facts)
	e := m.in.New
	if id == "removed" {
		e = m.in.Old
	}
	t := m.table(id, len(facts), "changes.what", m.heading(e))
	return m.grouped(&t, id, facts, func(f *change.Fact) []Cell {
		set := f.NewSet
		if id == "removed" {
			set = f.OldSet
		}
		return []Cell{{HTML: m.cellLink(e, set, f.Fact(), u), Class: wordsClass(f.Fact())}}
	})
}

// sheetsOf are all style sheets of a site as one text, without the fonts, which
// lie beside it.
func sheetsOf(a *Assets) template.CSS {
	var b strings.Builder
	for _, style := range a.Styles {
		for _, f := range a.Files {
			if f.Path == style {
				b.WriteString(fontFace.ReplaceAllString(string(f.Content), ""))
			}
		}
	}
	return template.CSS(b.String()) //nolint:gosec // the site's own style sheets
}

var fontFace = regexp.MustCompile(`@font-face\{[^}]*\}`)
