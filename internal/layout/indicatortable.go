package layout

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/quantity"
	"tertial/internal/series"
)

// table has every value of a measure: a group a course, the newest time first.
func (m *indicatorMaker) table(x *series.Measure, root string) Table {
	t := Table{ID: "values", Class: "grouped indicator", Title: escape(m.t("indicators.table"))}
	unit, common := commonCourseUnit(x)
	if common {
		t.Sub = m.set.unitText(unitOf{unit})
	}
	w := &indicatorTable{indicatorMaker: m, x: x, root: root, unit: unit}
	w.columns()
	t.Columns = w.heads()
	for i, c := range x.Courses {
		t.Groups = append(t.Groups, Group{ID: "values-g" + strconv.Itoa(i+1), Name: m.set.CourseName(c, x), Rows: w.rows(c)})
	}
	m.set.foldLong(&t, w.row)
	t.HTML = m.set.tableHTML(&t, "")
	return t
}

// commonCourseUnit is the unit of all values, where they have one.
func commonCourseUnit(x *series.Measure) (quantity.Unit, bool) {
	var units []quantity.Unit
	for _, c := range x.Courses {
		for _, p := range c.Points {
			if p.Has {
				units = append(units, p.Amount.Unit)
			}
		}
	}
	slices.Sort(units)
	if units = slices.Compact(units); len(units) != 1 {
		return "", false
	}
	return units[0], units[0] != ""
}

// An indicatorTable writes the rows of a measure's table.
type indicatorTable struct {
	*indicatorMaker
	x     *series.Measure
	root  string
	unit  quantity.Unit // that all values have, or empty
	row   int           // so far
	aims  bool
	notes bool
	moves bool
}

// columns decides which columns the table has use for.
func (w *indicatorTable) columns() {
	for _, c := range w.x.Courses {
		for _, p := range c.Points {
			w.aims = w.aims || p.Aim != nil
			w.moves = w.moves || p.Change != nil
			w.notes = w.notes || p.Differs || p.Restated != "" || len(p.Breaks) > 0
		}
	}
}

func (w *indicatorTable) heads() []Column {
	keys := []string{"indicators.time", "indicators.value"}
	if w.aims {
		key := "indicators.target"
		if w.x.Courses[0].Budget {
			key = "indicators.budget"
		}
		keys = append(keys, key)
	}
	if w.moves {
		keys = append(keys, "indicators.change")
	}
	keys = append(keys, "indicators.status", "indicators.reports")
	if w.notes {
		keys = append(keys, "indicators.note")
	}
	var out []Column
	for i, key := range keys {
		c := Column{ID: "values-h" + strconv.Itoa(i), Text: w.t(key)}
		if key == "indicators.status" || key == "indicators.reports" || key == "indicators.note" {
			c.Class = "text"
		}
		out = append(out, c)
	}
	return out
}

func (w *indicatorTable) rows(c *series.Course) []Row {
	var rows []Row
	for _, p := range slices.Backward(c.Points) {
		w.row++
		row := Row{ID: "values-r" + strconv.Itoa(w.row), Text: w.set.PointTime(p), Cells: []Cell{w.value(p)}}
		if w.aims {
			row.Cells = append(row.Cells, w.aim(p))
		}
		if w.moves {
			row.Cells = append(row.Cells, w.change(p))
		}
		row.Cells = append(row.Cells, Cell{Text: w.status(p), Class: "text"}, Cell{HTML: w.reports(p), Class: "text"})
		if w.notes {
			row.Cells = append(row.Cells, Cell{Text: w.note(p), Class: "text"})
		}
		for k := range row.Cells {
			row.Cells[k].ID = row.ID + "c" + strconv.Itoa(k+1)
		}
		rows = append(rows, row)
	}
	return rows
}

// value is the value of a time with the way to the cell that states it.
func (w *indicatorTable) value(p *series.Point) Cell {
	switch {
	case p.Has:
		html := factLink(w.root, p.Stated[0], w.set.amount(p.Amount, w.unit))
		class := ""
		if p.Differs {
			class = "disputed"
		}
		return Cell{HTML: html, Class: class}
	case p.Text != "":
		return Cell{HTML: factLink(w.root, p.Stated[0], p.Text), Class: "missing words"}
	case p.Status == "not-applicable":
		return Cell{Class: "missing notapplicable"}
	default:
		return Cell{Class: "missing"}
	}
}

func (w *indicatorTable) aim(p *series.Point) Cell {
	switch {
	case p.Aim == nil:
		return Cell{Class: "missing nil"}
	case p.Aim.Has:
		return Cell{HTML: factLink(w.root, p.Aim, w.set.amount(p.Aim.Amount, w.unit))}
	default:
		return Cell{HTML: factLink(w.root, p.Aim, p.Aim.Text), Class: "missing words"}
	}
}

// change is what has changed since the time before, which is named where it is
// not the one below.
func (w *indicatorTable) change(p *series.Point) Cell {
	if p.Change == nil {
		return Cell{Class: "missing nil"}
	}
	text := w.set.signed(*p.Change, w.unit)
	if p.Since.Year+1 < p.Year {
		text += " " + w.t("indicators.since", "time", w.set.PointTime(p.Since))
	}
	return Cell{Text: text}
}

// reports are all that state the value, each with the way to its cell.
func (w *indicatorTable) reports(p *series.Point) template.HTML {
	var parts []string
	seen := map[*series.Report]bool{}
	facts := p.Stated
	if len(facts) == 0 && p.Aim != nil {
		facts = []*series.Fact{p.Aim}
	}
	for _, f := range facts {
		if seen[f.Report] {
			continue
		}
		seen[f.Report] = true
		parts = append(parts, string(factLink(w.root, f, w.set.reportName(f.Report))))
	}
	return template.HTML(strings.Join(parts, "<br>")) //nolint:gosec // escaped by factLink
}

// note says what to know before a value is compared.
func (w *indicatorTable) note(p *series.Point) string {
	var parts []string
	for _, b := range p.Breaks {
		parts = append(parts, w.set.breakText(b))
	}
	if p.Differs {
		parts = append(parts, w.t("indicators.differs"))
	}
	if p.Restated != "" {
		parts = append(parts, w.t("indicators.restated", "reason", p.Restated))
	}
	return strings.Join(parts, " ")
}

// breakText says why a series cannot simply be followed past a point.
func (s *Set) breakText(b series.Break) string {
	switch b.Kind {
	case series.UnitBreak:
		return s.texts.must("indicators.break.unit", "from", quantity.Unit(b.From).Symbol(s.lang), "to", quantity.Unit(b.To).Symbol(s.lang))
	case series.CodeBreak:
		return s.texts.must("indicators.break.code", "from", b.From, "to", b.To)
	case series.DefinitionBreak:
		return s.texts.must("indicators.break.definition")
	case series.NewBreak:
		return s.texts.must("indicators.break.new", "year", b.To)
	case series.GapBreak:
		if b.From == b.To {
			return s.texts.must("indicators.break.gap", "year", b.From)
		}
		return s.texts.must("indicators.break.gaps", "from", b.From, "to", b.To)
	default:
		return ""
	}
}
