package layout

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/quantity"
	"tertial/internal/series"
)

// CompareFolder is where a report is compared with another one of its committee,
// from the site's root, with a final slash.
func CompareFolder(report, other string) string {
	_, rest, _ := strings.Cut(other, "/")
	return CompareOf(report) + strings.ReplaceAll(rest, "/", "-") + "/"
}

// CompareOf is the folder of all comparisons of a report.
func CompareOf(report string) string { return report + "/compare/" }

// A CompareInput is two reports side by side.
type CompareInput struct {
	Committee  *content.Committee
	Comparison *series.Comparison
	Became     []series.ComparedSet // forecasts of the old one with their outcomes in the new one
}

// Compare renders the page of a report against an earlier one.
func (s *Set) Compare(site *Site, in CompareInput) (File, error) {
	c := in.Comparison
	address := CompareFolder(c.New.Path, c.Old.Path) + "index.html"
	m := &compareMaker{set: s, c: c, root: up(address), used: map[string]int{}}
	view := ComparePage{
		Kicker: site.committeeName(in.Committee) + " · " + c.New.Title, Title: s.texts.must("compare.title", "old", c.Old.Title),
		Deck: m.deck(), Reports: []Link{m.link(c.Old), m.link(c.New)}, Lists: m.lists(),
	}
	for i := range in.Became {
		view.Became = append(view.Became, m.became(&in.Became[i], "b"+strconv.Itoa(i+1)))
	}
	for i := range c.Sets {
		view.Tables = append(view.Tables, m.table(&c.Sets[i], "t"+strconv.Itoa(i+1)))
	}
	if n := pairsOf(in.Became); n > 0 {
		view.Deck = s.texts.must("compare.became.deck", "n", n)
		if len(view.Tables) > 0 {
			view.Deck += " " + m.deck()
		}
	}
	if len(view.Tables)+len(view.Became) == 0 {
		view.None = s.texts.must("compare.none")
	}
	frame := s.frame(site, address, "difference", view.Title, crumb{in.Committee.Name, in.Committee.ID + "/"}, crumb{c.New.Title, c.New.Path + "/"}, crumb{text: view.Title})
	frame.Description = view.Deck
	frame.RunningHead = in.Committee.Name + " · " + c.New.Title + " · " + view.Title
	html, err := s.page(frame, "compare.html", view)
	return File{Path: address, Content: html}, err
}

// A compareMaker makes the page of one comparison.
type compareMaker struct {
	set  *Set
	c    *series.Comparison
	root string
	used map[string]int // how often a table's title has been given
}

// named is a title that no other table of the page has.
func (m *compareMaker) named(title string) string {
	if m.used[title]++; m.used[title] > 1 {
		return title + " (" + strconv.Itoa(m.used[title]) + ")"
	}
	return title
}

func (m *compareMaker) t(key string, pairs ...any) string { return m.set.texts.must(key, pairs...) }

func (m *compareMaker) link(r *series.Report) Link {
	return Link{Text: m.set.reportName(r), Href: m.root + reportFolder(r) + "index.html"}
}

// deck says how many numbers are in both, and how many of them differ.
func (m *compareMaker) deck() string {
	all, differ := 0, 0
	for i := range m.c.Sets {
		for k := range m.c.Sets[i].Pairs {
			p := &m.c.Sets[i].Pairs[k]
			all++
			if p.Difference != nil && !p.Difference.Number.IsZero() {
				differ++
			}
		}
	}
	key := "compare.deck"
	if m.c.Years > 0 {
		key = "compare.deck.years"
	}
	return m.t(key, "n", all, "all", differ)
}

// table has the rows of one dataset that are in both reports.
func (m *compareMaker) table(s *series.ComparedSet, id string) Table {
	return m.pairs(s, id, s.Title, []string{m.t("changes.what"), m.c.Old.Title, m.c.New.Title, m.t("changes.difference")}, m.what)
}

// became has the forecasts of one dataset with their outcomes.
func (m *compareMaker) became(s *series.ComparedSet, id string) Table {
	heads := []string{
		m.t("changes.what"), m.t("compare.became.forecast", "report", m.c.Old.Title), m.t("compare.became.outcome", "report", m.c.New.Title), m.t("compare.became.miss"),
	}
	return m.pairs(s, id, m.t("compare.became.caption", "title", s.Title), heads, m.row)
}

// pairsOf counts the pairs of datasets.
func pairsOf(sets []series.ComparedSet) int {
	n := 0
	for i := range sets {
		n += len(sets[i].Pairs)
	}
	return n
}

// pairs are the rows of one dataset under their heads, each called by a name.
func (m *compareMaker) pairs(s *series.ComparedSet, id, title string, heads []string, name func(*series.Pair) string) Table {
	t := Table{ID: id, Class: "plain", Title: escape(m.named(title))}
	unit := pairUnit(s.Pairs)
	t.Sub = m.set.unitText(unitOf{unit})
	for i, text := range heads {
		t.Columns = append(t.Columns, Column{ID: id + "-h" + strconv.Itoa(i), Text: text})
	}
	g := Group{}
	for i := range s.Pairs {
		p := &s.Pairs[i]
		row := Row{ID: id + "-r" + strconv.Itoa(i+1), Text: name(p)}
		difference := Cell{Class: "missing nil"}
		if p.Difference != nil {
			difference = Cell{Text: m.set.signed(*p.Difference, unit)}
		}
		row.Cells = []Cell{m.side(p.Old, unit), m.side(p.New, unit), difference}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []Group{g}
	m.set.foldLong(&t, len(g.Rows))
	t.HTML = m.set.tableHTML(&t, "")
	return t
}

// row names the row of a pair.
func (m *compareMaker) row(p *series.Pair) string {
	name := p.New.Name
	if p.New.Under != "" && p.New.Under != name {
		name = p.New.Under + ": " + name
	}
	if p.New.Line != "" {
		name += ", " + lowerFirst(m.t("line."+p.New.Line))
	}
	if p.New.Group != "" {
		name += ", " + lowerFirst(groupName(p.New.Group, m.set.lang))
	}
	return name
}

// what names a pair: its row, and its column as both reports call it.
func (m *compareMaker) what(p *series.Pair) string {
	name := m.row(p)
	columns := lowerFirst(p.New.Title)
	if p.Old.Title != p.New.Title {
		columns = lowerFirst(p.Old.Title) + " – " + columns
	}
	return name + ", " + columns
}

func (m *compareMaker) side(f *series.Fact, unit quantity.Unit) Cell {
	switch {
	case f.Has:
		return Cell{HTML: factLink(m.root, f, m.set.amount(f.Amount, unit))}
	case f.Text != "":
		return Cell{HTML: factLink(m.root, f, f.Text), Class: "missing words"}
	default:
		return Cell{Class: "missing"}
	}
}

// pairUnit is the unit of all values, or empty.
func pairUnit(pairs []series.Pair) quantity.Unit {
	var units []quantity.Unit
	for i := range pairs {
		for _, f := range [...]*series.Fact{pairs[i].Old, pairs[i].New} {
			if f.Has {
				units = append(units, f.Amount.Unit)
			}
		}
	}
	slices.Sort(units)
	if units = slices.Compact(units); len(units) != 1 {
		return ""
	}
	return units[0]
}

// lists are what only one of the reports has.
func (m *compareMaker) lists() []CompareList {
	var out []CompareList
	for _, l := range [...]struct {
		key   string
		r     *series.Report
		items []string
	}{
		{"compare.only", m.c.New, m.c.OnlyNew},
		{"compare.only", m.c.Old, m.c.OnlyOld},
		{"compare.unlike", m.c.New, m.c.UnlikeNew},
		{"compare.unlike", m.c.Old, m.c.UnlikeOld},
	} {
		if len(l.items) > 0 {
			out = append(out, CompareList{Title: m.t(l.key, "report", l.r.Title), Items: l.items, Fold: len(l.items) > mostOpen})
		}
	}
	return out
}

// textLink is a text that leads somewhere.
func textLink(href, text string) template.HTML {
	return template.HTML(`<a href="` + template.HTMLEscapeString(href) + `">` + template.HTMLEscapeString(text) + `</a>`) //nolint:gosec // escaped here
}

// hidden is a text for screen readers alone.
func hidden(text string) template.HTML {
	return template.HTML(`<span class="vh">` + template.HTMLEscapeString(text) + `</span>`) //nolint:gosec // escaped here
}

// small is a remark below a number.
func small(text string) template.HTML {
	return template.HTML(`<br><span class="small">` + template.HTMLEscapeString(text) + `</span>`) //nolint:gosec // escaped here
}

// alternative is another value of the same, beside the one that is stated.
func alternative(text string) template.HTML {
	return template.HTML(` <span class="alt">` + template.HTMLEscapeString(text) + `</span>`) //nolint:gosec // escaped here
}
