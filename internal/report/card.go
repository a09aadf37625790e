package report

import (
	"slices"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
)

// cards binds a block of key figures.
func (l *linker) cards(b *content.Block) {
	cards := &Cards{}
	for i := range b.KeyFigures.Items {
		item := &b.KeyFigures.Items[i]
		card := Card{Label: l.inline(item.Label), Note: l.inline(item.Note), Word: item.Word}
		if item.Figure != nil {
			card.Value = l.figure(item.Figure)
		}
		if card.Value == nil {
			continue
		}
		if item.Trend != nil {
			card.Trend = l.cardTrend(b, item.Trend)
			if item.Figure.Filters.Abs { // the number has no sign, so its course has none
				for k := range card.Trend {
					card.Trend[k].Number = card.Trend[k].Number.Abs()
				}
			}
		}
		cards.Items = append(cards.Items, card)
	}
	l.KeyFigures[b] = cards
}

// cardTrend binds the course of a card: the facts of one row or of one column,
// or those of several figures. nil is one that was reported.
func (l *linker) cardTrend(b *content.Block, t *content.Trend) []Point {
	var facts []*data.Fact
	if t.Data != "" {
		facts = l.trendFacts(b, t)
	}
	var points []Point
	unit, numbers := quantity.Unit(""), 0
	add := func(q quantity.Quantity, words string, number, forecast bool) bool {
		if !number {
			points = append(points, Point{Missing: true, Words: words})
			return true
		}
		if numbers++; numbers == 1 {
			unit = q.Unit
		}
		q, ok := q.In(unit)
		points = append(points, Point{Quantity: q, Forecast: forecast})
		return ok
	}
	ok := true
	for _, f := range facts {
		ok = add(f.Quantity, f.Words, f.HasNumber(), f.Value == data.Forecast) && ok
	}
	for _, f := range t.Figures {
		v := l.figure(f)
		if v == nil {
			return nil
		}
		forecast := slices.ContainsFunc(v.Facts, func(f *data.Fact) bool { return f.Value == data.Forecast })
		ok = add(v.Quantity, v.Words, v.Words == "" && v.Word == "", forecast) && ok
	}
	at := l.Doc.Place(t.At[0], t.At[1])
	switch {
	case len(points) == 0:
		return nil // reported
	case !ok:
		l.diags.Add(diag.New("TREND", at, "count", len(points)).With("unit"))
		return nil
	case numbers < 2:
		l.diags.Add(diag.New("TREND", at, "count", numbers))
		return nil
	}
	return points
}

// trendFacts selects one row or one column.
func (l *linker) trendFacts(b *content.Block, t *content.Trend) []*data.Fact {
	d := l.dataset("", t.Data, l.Doc.Place(t.DataAt[0], t.DataAt[1]))
	if d == nil {
		return nil
	}
	rows := l.selectRows(d, b, &t.Selection, func(r *data.Row) bool { return r.Type != data.Heading })
	columns := l.selectColumns(d, &t.Selection)
	if len(rows) == 0 || len(columns) == 0 {
		return nil // reported
	}
	if len(rows) == 1 && len(t.Values) == 0 {
		columns = timeCourse(d, columns)
	}
	if len(rows) > 1 && len(columns) > 1 {
		f := diag.New("TREND", l.Doc.Place(t.At[0], t.At[1]), "rows", len(rows), "columns", len(columns))
		l.diags.Add(f.With("both"))
		return nil
	}
	var facts []*data.Fact
	for _, r := range rows {
		for _, c := range columns {
			if cell := d.Rows[r].Cells[c]; len(cell.Facts) > 0 {
				facts = append(facts, cell.Facts[0])
			}
		}
	}
	if len(facts) == 0 {
		l.diags.Add(diag.New("TREND", l.Doc.Place(t.At[0], t.At[1]), "count", 0))
	}
	return facts
}
