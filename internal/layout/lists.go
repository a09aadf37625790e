package layout

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// listBlock renders a list.
func (p *reportMaker) listBlock(b *content.Block) template.HTML {
	for _, l := range p.r.Lists {
		if l.Block == b {
			return p.list(l)
		}
	}
	return "" // reported when it was linked
}

func (p *reportMaker) list(l *report.List) template.HTML {
	view := ListView{
		ID: l.ID, Kind: l.Block.List.Kind, Number: p.set.texts.must("ref.list", "n", l.Number), Title: escape(l.Title),
		Note: escape(l.Note), Source: p.sourceOf(l.Dataset),
	}
	m := &listMaker{p: p, l: l, texts: p.set.texts}
	switch {
	case l.Risks != nil:
		view.Say, view.Body = m.riskSay(), p.fragment("risks.html", m.risks())
	case l.Controls != nil:
		view.Say, view.Body = m.controlSay(), p.fragment("list-table.html", m.controls())
	case l.Actions != nil:
		view.Say, view.Body = m.actionSay(), p.fragment("list-table.html", m.actions())
	case l.Unenforced != nil:
		view.Say, view.Body = m.unenforcedSay(), p.fragment("list-table.html", m.unenforced())
	case l.Delegations != nil:
		view.Say, view.Body = m.delegationSay(), p.fragment("list-table.html", m.delegations())
	default:
		view.Say, view.Body = m.goalSay(), p.fragment("goals.html", m.goals())
	}
	rows := make([]int, len(l.Dataset.Rows))
	for i := range rows {
		rows[i] = i
	}
	view.Known = p.known(l.Dataset, l.ID, rows, checksFolder).list
	return p.fragment("list.html", view)
}

// A listMaker makes the views of one list.
type listMaker struct {
	p     *reportMaker
	l     *report.List
	texts *Texts
}

func (m *listMaker) t(key string, pairs ...any) string { return m.texts.must(key, pairs...) }

func (m *listMaker) lang() string { return m.p.set.lang }

// rowID is the address of an entry: the row of the dataset that it stands in.
func (m *listMaker) rowID(row int) string { return m.l.ID + "-r" + m.number(row) }

// number is a row's line in the file, by which an entry is found again.
func (m *listMaker) number(row int) string { return strconv.Itoa(m.l.Dataset.Rows[row].Number) }

// entry is where a row of a dataset is shown in the report: in a list, else on
// the page of the dataset.
func (m *listMaker) entry(d *data.Dataset, row int) string {
	if l := m.p.r.ListOf(d); l != nil {
		return "#" + l.ID + "-r" + strconv.Itoa(d.Rows[row].Number)
	}
	return "data/" + d.ID + "/index.html"
}

// fact writes a fact as its cell does.
func (m *listMaker) fact(f *data.Fact) string {
	q := f.Quantity
	if f.Status != data.Derived {
		q.Decimals = f.Written
	}
	return q.Format(quantity.Style{Lang: m.lang(), Decimals: max(q.Decimals, 0)})
}

// words joins parts as in a sentence: a, b och c.
func (m *listMaker) words(parts []string) string {
	last := len(parts) - 1
	if last < 1 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:last], ", ") + " " + m.t("list.and") + " " + parts[last]
}

// tally counts the words of a list in their order and joins them: 2 klara och
// 1 pågår. Words that nothing has are left out.
func (m *listMaker) tally(prefix string, words []string, count map[string]int) string {
	var parts []string
	all := 0
	for _, n := range count {
		all += n
	}
	for _, w := range words {
		if n := count[w]; n > 0 {
			parts = append(parts, m.t(prefix+w, "n", n, "all", all))
		}
	}
	return m.words(parts)
}

// columns begins the columns of a table of entries.
func (m *listMaker) table(caption string, heads ...string) ListTable {
	t := ListTable{ID: m.l.ID + "-tab", Caption: caption}
	for i, h := range heads {
		t.Columns = append(t.Columns, ListColumn{ID: t.ID + "-h" + strconv.Itoa(i), Text: h, Wide: i == 0})
	}
	return t
}

// add puts a row into a table under the heading of its group.
func (t *ListTable) add(group string, row ListRow) {
	for i := range row.Cells {
		c := &row.Cells[i]
		c.Head = t.Columns[i+1].ID
		t.Columns[i+1].Wide = t.Columns[i+1].Wide || c.Wide || c.Mark != nil
	}
	last := len(t.Groups) - 1
	if last < 0 || t.Groups[last].Name != group {
		for i := range t.Groups {
			if t.Groups[i].Name == group {
				last = i
				t.Groups[last].Rows = append(t.Groups[last].Rows, row)
				return
			}
		}
		t.Groups = append(t.Groups, ListGroup{ID: t.ID + "-g" + strconv.Itoa(len(t.Groups)), Name: group})
		last = len(t.Groups) - 1
	}
	t.Groups[last].Rows = append(t.Groups[last].Rows, row)
}

// A sharing finds the tags that all entries of a list have, so that they are
// said once.
type sharing struct {
	rows [][]string
}

// add keeps the tags of an entry.
func (s *sharing) add(tags []string) { s.rows = append(s.rows, tags) }

// common returns the tags that each of several entries has.
func (s *sharing) common() []string {
	if len(s.rows) < 2 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.rows[0]), func(tag string) bool {
		return slices.ContainsFunc(s.rows, func(tags []string) bool { return !slices.Contains(tags, tag) })
	})
}

// without leaves out the tags that are said once.
func without(tags, said []string) []string {
	return slices.DeleteFunc(tags, func(tag string) bool { return slices.Contains(said, tag) })
}

// forAll says what all entries of the list share, "" for nothing.
func (m *listMaker) forAll(said []string) string {
	if len(said) == 0 {
		return ""
	}
	return m.t("list.all", "tags", strings.Join(said, " · "))
}

// cells numbers the cells of a row.
func cells(row string, all ...ListCell) []ListCell {
	for i := range all {
		all[i].ID = row + "c" + strconv.Itoa(i+1)
	}
	return all
}

// note is a sentence below a name, nothing for an empty text.
func (m *listMaker) note(notes []Term, key, text string) []Term {
	if text == "" {
		return notes
	}
	return append(notes, Term{Name: m.t(key), Value: escape(text)})
}

// filled leaves out empty texts.
func filled(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// share says the tags of all rows once.
func (m *listMaker) share(t *ListTable) {
	var s sharing
	for i := range t.Groups {
		for k := range t.Groups[i].Rows {
			s.add(t.Groups[i].Rows[k].Tags)
		}
	}
	said := s.common()
	for i := range t.Groups {
		for k := range t.Groups[i].Rows {
			t.Groups[i].Rows[k].Tags = without(t.Groups[i].Rows[k].Tags, said)
		}
	}
	t.All = m.forAll(said)
	m.legend(t)
}

// legend explains the signs in the cells of a table.
func (m *listMaker) legend(t *ListTable) {
	used := map[string]bool{}
	for i := range t.Groups {
		for k := range t.Groups[i].Rows {
			for _, c := range t.Groups[i].Rows[k].Cells {
				used[c.Sign] = true
				if c.None {
					used["table.nil"] = true
				}
			}
		}
	}
	for _, key := range [...]string{"table.missing", "table.nil", "table.suppressed"} {
		if used[key] {
			t.Legend = append(t.Legend, Term{Name: m.t(key + ".sign"), Value: escape(m.t(key))})
		}
	}
}
