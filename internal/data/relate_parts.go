package data

// partsOfRows builds the bounds of varav rows: no part is larger than the
// whole, nor are all of them together where they don't overlap.
func (r *relater) partsOfRows() {
	if r.d.Description.Kind.Means {
		return
	}
	children := map[int][]int{}
	var parents []int
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		if row.Parent < 0 || row.Line == Net {
			continue
		}
		if children[row.Parent] == nil {
			parents = append(parents, row.Parent)
		}
		children[row.Parent] = append(children[row.Parent], i)
	}
	for _, parent := range parents {
		for k := range r.d.Columns {
			if c := &r.d.Columns[k]; c.Role == RoleValue && !c.compares() && c.Value != ShareUsed {
				r.partsOfCell(parent, children[parent], k)
			}
		}
	}
}

// partsOfCell bounds one cell of the whole.
func (r *relater) partsOfCell(parent int, children []int, k int) {
	for _, whole := range r.d.Rows[parent].Cells[k].Facts {
		if !whole.HasNumber() || !additive(whole.Unit) {
			continue
		}
		var together []Term
		for _, i := range children {
			part := r.d.Rows[i].fact(k, whole.Part)
			if part == nil || !part.HasNumber() || part.Number.Sign()*whole.Number.Sign() < 0 {
				continue
			}
			if !additive(part.Unit) {
				continue
			}
			if r.d.Rows[i].Type == Overlapping {
				r.state(&Relation{Rule: "SUM", Form: AtMost, Result: whole, Terms: []Term{{1, part}}})
				continue
			}
			together = append(together, Term{1, part})
		}
		if len(together) > 0 {
			r.state(&Relation{Rule: "SUM", Form: AtMost, Result: whole, Terms: together, Assumed: len(together) > 1})
		}
	}
}
