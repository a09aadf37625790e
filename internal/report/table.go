package report

import (
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// table binds a table block.
func (l *linker) table(b *content.Block) {
	t := &Table{
		Block: b, ID: b.ID, Number: len(l.Tables) + 1,
		Caption: l.inline(b.Table.Caption), Note: l.inline(b.Table.Note), Decimals: b.Table.Decimals,
	}
	l.target(TableTarget, t.ID, t.Number, t.Caption)
	sel := &b.Table.Selection
	d := l.dataset("", sel.Data, l.Doc.Place(sel.DataAt[0], sel.DataAt[1]))
	if d == nil {
		return
	}
	t.Dataset = d
	t.Columns = append(d.LabelColumns(), l.selectColumns(d, sel)...)
	t.Rows = l.selectRows(d, b, sel, func(*data.Row) bool { return true })
	if len(t.Rows) == 0 {
		return
	}
	t.Unit = l.unit(b.Table.Unit, b)
	t.Course = l.course(d, t, b)
	l.Tables = append(l.Tables, t)
	l.use(d, Use{Kind: UseTable, ID: t.ID, Section: l.sectionAt(b.Start), Facts: factsOf(d, t.Rows, t.Columns)})
}

// unit reads the unit that a block asks for; "" keeps the facts' own.
func (l *linker) unit(word string, b *content.Block) quantity.Unit {
	if word == "" {
		return ""
	}
	unit, known := quantity.ParseUnit(word)
	if !known {
		l.diags.Add(diag.New("FIGURE-UNIT", l.Doc.Place(b.Start, b.End), "b", word).With("unknown"))
	}
	return unit
}

func factsOf(d *data.Dataset, rows, columns []int) []*data.Fact {
	var facts []*data.Fact
	for _, r := range rows {
		for _, c := range columns {
			if c < len(d.Rows[r].Cells) {
				facts = append(facts, d.Rows[r].Cells[c].Facts...)
			}
		}
	}
	return facts
}
