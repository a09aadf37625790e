package chart

// transposed is the model with its series as categories and its categories as
// series.
func (m *model) transposed() *model {
	t := *m
	t.Categories = make([]Category, len(m.Series))
	t.Series = make([]Series, len(m.Categories))
	t.cells = make([][]cell, len(m.Categories))
	for i, s := range m.Series {
		t.Categories[i] = Category{Label: s.Name}
	}
	for j, c := range m.Categories {
		t.Series[j] = Series{Name: c.Label, Points: make([]Point, len(m.Series))}
		t.cells[j] = make([]cell, len(m.Series))
		for i := range m.Series {
			t.Series[j].Points[i] = m.Series[i].Points[j]
			t.cells[j][i] = m.cells[i][j]
		}
	}
	return &t
}
