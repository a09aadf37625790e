package layout

import (
	"slices"
	"strconv"
	"strings"

	"tertial/internal/data"
	"tertial/internal/quantity"
	"tertial/internal/report"
)

// A tableMaker turns rows and columns of a dataset into a [Table].
type tableMaker struct {
	set      *Set
	d        *data.Dataset
	rows     []int
	columns  []int
	unit     quantity.Unit // "" keeps the facts' own
	decimals int           // −1 keeps the facts' own
	id       string
	cells    Cells                 // told where each fact is shown; nil tells nobody
	full     bool                  // the dataset's page: every column, rows numbered by their line in the file
	known    map[*data.Fact]string // mark of a fact's difference
	diffs    map[*data.Fact]*report.Difference

	corrected corrections

	whole  map[int]string // columns whose values all have one status: the flag of it
	notes  []string       // footnotes that its marks lead to
	course []int          // value columns of the trend column
	trends [][]byte       // drawings of the trend column, by row; nil for none
	common quantity.Unit  // unit of all facts, or "" when they differ
	mixed  bool
	flags  map[string]bool // signs that occur: for the legend
	keys   []int           // columns that name the row
	texts  []int           // columns of words beside them
	values []int
}

// build returns the table's columns and groups.
func (m *tableMaker) build(t *Table) {
	m.flags = map[string]bool{}
	m.sort()
	m.units()
	m.dropConstant()
	m.wholeColumns()
	grouped := m.grouped()
	t.ID = m.id
	t.Class = "plain"
	if grouped {
		t.Class = "grouped"
	}
	t.Columns = m.heads()
	if len(t.Columns) >= 8 {
		t.Class += " matrix"
	}
	if len(t.Columns) > wideTable {
		t.Class += " across"
	}
	m.set.foldLong(t, len(m.rows))
	if len(m.rows) > vastTable {
		t.Class, t.Vast = t.Class+" vast", true
	}
	t.Groups = m.groups(grouped)
	t.Notes = m.footnotes()
	t.Legend = m.legend()
}

// sort tells the columns apart: what names a row, words beside it, values.
func (m *tableMaker) sort() {
	m.keys, m.texts, m.values = nil, nil, nil
	named, measured := m.has(data.RoleName), m.has(data.RoleValue)
	for _, c := range m.columns {
		switch role := m.d.Columns[c].Role; role {
		case data.RoleValue:
			m.values = append(m.values, c)
		case data.RoleName, data.RoleLine, data.RoleSection:
			m.keys = append(m.keys, c)
		case data.RoleType:
			// Shown by the row's looks.
		case data.RolePeriod:
			if named {
				m.texts = append(m.texts, c)
			} else {
				m.keys = append(m.keys, c) // the period is what the row is called
			}
		case data.RoleText, data.RoleCode, data.RoleStatus:
			if m.full || !measured && role == data.RoleText {
				m.texts = append(m.texts, c) // words alone are what such a table says
			}
		default:
			m.texts = append(m.texts, c)
		}
	}
}

// has reports whether the table has a column of the role.
func (m *tableMaker) has(role data.Role) bool {
	return slices.ContainsFunc(m.columns, func(c int) bool { return m.d.Columns[c].Role == role })
}

// units finds the unit that all facts of the table share.
func (m *tableMaker) units() {
	first := true
	for _, r := range m.rows {
		for _, c := range m.values {
			for _, f := range m.d.Rows[r].Cells[c].Facts {
				unit := m.show(f).Unit
				switch {
				case !f.HasNumber():
				case first:
					m.common, first = unit, false
				case unit != m.common:
					m.mixed = true
				}
			}
		}
	}
	if m.mixed {
		m.common = ""
	}
}

// dropConstant leaves out the columns that say the same on every row: a unit
// that the subtitle says already, a group that is always the whole. A
// dataset's own page shows everything.
func (m *tableMaker) dropConstant() {
	if m.full || len(m.rows) < 2 {
		return
	}
	m.texts = slices.DeleteFunc(m.texts, func(c int) bool {
		role := m.d.Columns[c].Role
		if role == data.RoleUnit && m.common == "" || role != data.RoleUnit && role != data.RoleGroup {
			return false
		}
		first := m.d.Rows[m.rows[0]].Cells[c].Text
		return !slices.ContainsFunc(m.rows, func(r int) bool {
			row := &m.d.Rows[r]
			return row.Type != data.Heading && row.Cells[c].Text != first || role == data.RoleGroup && row.Group != ""
		})
	})
}

// show is the fact in the table's unit.
func (m *tableMaker) show(f *data.Fact) quantity.Quantity {
	if m.unit == "" {
		return f.Quantity
	}
	if q, ok := f.In(m.unit); ok {
		return q
	}
	return f.Quantity
}

// grouped reports whether the rows stand under headings: an activity with its
// lines, or a section with its measures.
func (m *tableMaker) grouped() bool {
	for _, r := range m.rows {
		if m.heading(&m.d.Rows[r]) != "" {
			return true
		}
	}
	return false
}

// heading is what a row stands under, or "".
func (m *tableMaker) heading(row *data.Row) string {
	if row.Line != "" && row.Name != "" && m.hasLines() {
		return row.Name
	}
	return row.Section
}

// hasLines reports whether lines of an account are rows of the table.
func (m *tableMaker) hasLines() bool {
	for _, c := range m.keys {
		if m.d.Columns[c].Role == data.RoleLine {
			return m.d.Description.Kind.Name == "operating-budget"
		}
	}
	return false
}

// name is the header of a row inside its group.
func (m *tableMaker) name(row *data.Row) string {
	if m.hasLines() && row.Line != "" {
		return m.d.LineName(row.Line)
	}
	if row.Name == "" && row.Period != "" {
		return row.Time(m.set.lang)
	}
	return row.Name
}

func (m *tableMaker) heads() []Column {
	head := Column{ID: m.id + "-h0", Text: m.headOfRows()}
	columns := []Column{head}
	n := 0
	add := func(c int, class string) {
		n++
		columns = append(columns, Column{ID: m.id + "-h" + strconv.Itoa(n), Text: m.d.Columns[c].Title, Class: class, Note: m.noteMark(m.d.Columns[c].Note), Flag: m.whole[c]})
	}
	for _, c := range m.texts {
		add(c, "text")
	}
	for i, c := range m.values {
		add(c, strings.TrimSpace(m.columnClass(c)+" "+m.separator(i)))
	}
	return append(columns, m.extraHeads()...)
}

// headOfRows is the header above the rows' names.
func (m *tableMaker) headOfRows() string {
	for _, c := range m.keys {
		if role := m.d.Columns[c].Role; role == data.RoleName || role == data.RolePeriod {
			return m.d.Columns[c].Title
		}
	}
	if len(m.keys) > 0 {
		return m.d.Columns[m.keys[0]].Title
	}
	return m.set.texts.must("table.row")
}

func (m *tableMaker) columnClass(c int) string {
	switch m.d.Columns[c].Value {
	case data.Deviation, data.Change:
		return "dev"
	default:
		return ""
	}
}

// separator sets a line before a column that begins another kind of value or
// another stretch of time.
func (m *tableMaker) separator(i int) string {
	if i == 0 {
		return ""
	}
	a, b := &m.d.Columns[m.values[i-1]], &m.d.Columns[m.values[i]]
	if b.Value == data.Deviation || b.Value == data.Change || a.Line == "" && b.Line == "" {
		return ""
	}
	if a.Value != b.Value || a.Scope != b.Scope || a.Year != b.Year {
		return "sep"
	}
	return ""
}

func (m *tableMaker) groups(grouped bool) []Group {
	var groups []Group
	for n, r := range m.rows {
		row := &m.d.Rows[r]
		name := ""
		if grouped {
			name = m.heading(row)
		}
		last := len(groups) - 1
		if last < 0 || groups[last].Name != name || m.breaks(row, &groups[last]) {
			g := Group{Name: name}
			if name != "" && name == row.Name {
				g.Note = m.noteMark(m.d.NoteOf(row))
			}
			if name != "" {
				g.ID = m.id + "-g" + strconv.Itoa(len(groups)+1)
			}
			if grouped && row.Type == data.Total {
				g.Class = "total"
			}
			groups = append(groups, g)
			last++
		}
		if row.Type == data.Heading {
			continue
		}
		groups[last].Rows = append(groups[last].Rows, m.row(row, n))
	}
	return groups
}

// breaks reports whether a total must not stay in the group before it.
func (m *tableMaker) breaks(row *data.Row, g *Group) bool {
	return (row.Type == data.Total) != (g.Class == "total") && g.Name != ""
}

// row writes one row, the n-th of the table from 0.
func (m *tableMaker) row(row *data.Row, n int) Row {
	out := Row{ID: m.rowID(row, n+1), Text: m.name(row), Class: m.rowClass(row)}
	c := 0
	for _, col := range m.texts {
		c++
		out.Cells = append(out.Cells, m.textCell(row, col, out.ID+"c"+strconv.Itoa(c)))
	}
	for _, col := range m.values {
		c++
		out.Cells = append(out.Cells, m.valueCell(row, col, out.ID+"c"+strconv.Itoa(c)))
	}
	if !m.hasLines() {
		out.Note = m.noteMark(m.d.NoteOf(row))
	}
	out.Cells = append(out.Cells, m.extraCells(row, n)...)
	return out
}

// rowID is the id of a row: the n-th of the table, or by its line in the file.
func (m *tableMaker) rowID(row *data.Row, n int) string {
	number := strconv.Itoa(n)
	if m.full && row.Number > 0 {
		number = strconv.Itoa(row.Number)
	} else if m.full {
		number = row.ID
	}
	return m.id + "-r" + number
}

func (m *tableMaker) rowClass(row *data.Row) string {
	var classes []string
	if row.Line == data.Net && m.hasLines() {
		classes = append(classes, "net")
	}
	switch row.Type {
	case data.Total:
		if m.hasLines() {
			break
		}
		classes = append(classes, "total")
	case data.Subtotal:
		classes = append(classes, "sub")
	case data.OfWhich, data.Overlapping:
		if row.Level > 0 {
			classes = append(classes, "of")
		}
	default: // nothing to mark
	}
	if row.Derived {
		classes = append(classes, "derived")
		m.flags["derived"] = true
	}
	return strings.Join(classes, " ")
}

func (m *tableMaker) textCell(row *data.Row, col int, id string) Cell {
	text := row.Cells[col].Text
	if text == "" && m.d.Columns[col].Role == data.RoleGroup {
		text = data.GroupName("", m.set.lang)
	}
	if text == "" {
		m.flags["nil"] = true
		return Cell{ID: id, Class: "text missing nil"}
	}
	return Cell{ID: id, Text: text, Class: "text"}
}

// valueCell writes the facts of one cell, as a rule one.
func (m *tableMaker) valueCell(row *data.Row, col int, id string) Cell {
	facts := row.Cells[col].Facts
	if len(facts) == 0 {
		m.flags["missing"] = true
		return Cell{ID: id, Class: "missing"}
	}
	cell := m.factCell(facts[0], id)
	if cell.Corrected = m.corrected.cell(facts, m.home()); cell.Corrected != "" {
		m.flags["corrected"] = true
	}
	for _, f := range facts[1:] {
		cell.Text += " / " + m.number(f)
	}
	return cell
}

func (m *tableMaker) factCell(f *data.Fact, id string) Cell {
	cell := Cell{ID: id, Fact: m.d.Address(f)}
	m.told(f, id)
	if !f.HasNumber() {
		return m.wordsCell(f, cell)
	}
	cell.Text = m.number(f)
	cell.Value = f.Number.String()
	m.judge(f, &cell)
	switch flag := statusFlag(f.Status); {
	case f.Status == data.Derived:
		if !m.d.Rows[f.RowIndex].Derived {
			cell.Class = add(cell.Class, "derived")
		}
		m.flags["derived"] = true
	case flag != "" && m.whole[f.ColumnIndex] != flag:
		cell.Class = add(cell.Class, flagClass(flag))
		m.flags[flag] = true
	}
	if diff := m.diffs[f]; diff != nil {
		cell.Class = add(cell.Class, "disputed")
		cell.Derived = m.format(diff.Derived, f.Value == data.Deviation || f.Value == data.Change)
		cell.Known, cell.Other = m.known[f], saidTwice(diff.Rule)
	}
	return cell
}

// judge gives deviations and changes their word, since the minus is not always
// spoken and colour never stands alone.
func (m *tableMaker) judge(f *data.Fact, cell *Cell) {
	if f.Value != data.Deviation && f.Value != data.Change {
		return
	}
	switch {
	case f.Value == data.Change:
		m.judgeChange(f, cell)
	case f.Number.Sign() < 0:
		cell.Class = "neg"
		if m.d.Description.Kind.Account {
			cell.Word = m.set.texts.must(map[bool]string{true: "table.deficit", false: "table.worse"}[m.isResult(f)])
		}
	case f.Number.Sign() > 0:
		cell.Class = "pos"
	}
}

// isResult reports whether a fact is a net or the sum of an account: only a
// result has a deficit, one line of costs or income is just worse than its budget.
func (m *tableMaker) isResult(f *data.Fact) bool {
	return f.Line == data.Net || f.Line == "" && f.Side() == "" && m.d.Rows[f.RowIndex].Type == data.Total
}

// judgeChange says whether something grew or shrank, which depends on which
// year is compared with which, and on cost rows concerns the amount without
// its sign (domain.md, words of direction). Only an account knows what is worse.
func (m *tableMaker) judgeChange(f *data.Fact, cell *Cell) {
	better := f.Number.Sign()
	if column := &m.d.Columns[f.ColumnIndex]; column.Of >= 0 && column.Against >= 0 {
		if m.d.Columns[column.Of].Before(&m.d.Columns[column.Against]) {
			better = -better
		}
	}
	grew := better
	if f.Line == data.Costs || f.Line == data.Net {
		grew = -grew
	}
	if f.Number.Sign() < 0 && f.Line != data.Net {
		cell.Word = m.set.texts.must(map[bool]string{true: "table.increase", false: "table.decrease"}[grew > 0])
	}
	if m.d.Description.Kind.Account && better < 0 {
		cell.Class = "neg"
	}
}

func (m *tableMaker) wordsCell(f *data.Fact, cell Cell) Cell {
	cell.Class = "missing"
	switch {
	case f.Status == data.Suppressed:
		cell.Class = "missing suppressed"
		m.flags["suppressed"] = true
	case f.Status == data.NotApplicable && isSign(f.Words):
		cell.Class = "missing notapplicable"
		m.flags["notapplicable"] = true
	case !isSign(f.Words):
		cell.Class = "missing words"
		cell.Text = f.Words
	default:
		m.flags["missing"] = true
	}
	return cell
}

// isSign reports whether what stands instead of a number is no word.
func isSign(words string) bool {
	return strings.Trim(words, ".-–−xX ") == ""
}

// number writes a fact as the table shows it.
func (m *tableMaker) number(f *data.Fact) string {
	signed := f.Value == data.Deviation || f.Value == data.Change
	q := m.show(f)
	if m.unit == "" && f.Status != data.Derived && m.d.HasUnits() {
		q.Decimals = f.Written // each row is a measure of its own: no digits are lined up
	}
	text := m.format(q, signed)
	if m.mixed && f.Unit.Share() && !m.hasUnits() {
		text += "\u00a0%"
	}
	return text
}

// hasUnits reports whether a column of the table says the unit of each row.
func (m *tableMaker) hasUnits() bool {
	return slices.ContainsFunc(m.texts, func(c int) bool { return m.d.Columns[c].Role == data.RoleUnit })
}

func (m *tableMaker) format(q quantity.Quantity, signed bool) string {
	if m.unit != "" {
		if c, ok := report.Convert(q, m.unit); ok {
			q = c
		}
	}
	decimals := max(q.Decimals, 0)
	if m.decimals >= 0 {
		decimals = m.decimals
	}
	return q.Format(quantity.Style{Lang: m.set.lang, Decimals: decimals, Signed: signed && !q.Number.IsZero()})
}

func (m *tableMaker) legend() []Term {
	var terms []Term
	for _, key := range []string{"derived", "preliminary", "revised"} {
		if m.flags[key] {
			terms = append(terms, m.set.term("table."+key, ".flag"))
		}
	}
	if m.flags["corrected"] {
		terms = append(terms, m.set.term("changes.mark", ".sign"))
	}
	for _, key := range []string{"missing", "notapplicable", "nil", "suppressed"} {
		if m.flags[key] {
			terms = append(terms, m.set.term("table."+key, ".sign"))
		}
	}
	return terms
}

// term explains a sign: its longer explanation where the catalogue has one.
func (s *Set) term(key, sign string) Term {
	text, err := s.texts.Text(key + ".legend")
	if err != nil {
		text = s.texts.must(key)
	}
	return Term{Name: s.texts.must(key + sign), Value: escape(text)}
}

func add(class, more string) string {
	if class == "" {
		return more
	}
	return class + " " + more
}

// home leads from the table's page to the report's own.
func (m *tableMaker) home() string {
	if m.full {
		return "../../index.html"
	}
	return ""
}
