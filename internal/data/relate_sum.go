package data

import "tertial/internal/tabular"

// sumsWanted reports whether total rows of the dataset are sums of the others.
func (r *relater) sumsWanted() bool {
	desc := r.d.Description
	return !desc.Overlapping && desc.Sums != SumsNone && (desc.Kind.Sums || desc.Sums == SumsRows)
}

// sums builds SUM for every total and subtotal that the file states.
func (r *relater) sums() {
	if !r.sumsWanted() {
		return
	}
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		switch row.Type {
		case Total:
			if !r.complete(row.Line) {
				r.d.Untested++
				continue
			}
			if row.Line != Net || !r.d.Description.Kind.OneNet {
				r.add("SUM", row, r.all(row))
			}
		case Subtotal:
			r.add("SUM", row, r.block(i))
		default:
		}
	}
}

// rows are all rows that a pass looks at: the file's and the derived ones.
func (r *relater) rows() []*Row {
	rows := make([]*Row, 0, len(r.d.Rows)+len(r.pending))
	for i := range r.d.Rows {
		rows = append(rows, &r.d.Rows[i])
	}
	for i := range r.pending {
		rows = append(rows, r.pending[i].row)
	}
	return rows
}

// all are the addends of a total: the plain rows of its line and group. A
// total under a heading adds that heading's rows.
func (r *relater) all(total *Row) []*Row {
	var addends []*Row
	for _, row := range r.rows() {
		if row.Type == Plain && !r.d.moved(row) && row.alike(total) && (total.Section == "" || row.Section == total.Section) {
			addends = append(addends, row)
		}
	}
	return addends
}

// alike reports whether two rows differ only in what they speak of.
func (row *Row) alike(other *Row) bool {
	return row.Line == other.Line && row.Group == other.Group && row.Period == other.Period
}

// block are the addends of a subtotal: the plain rows above it, up to the next
// subtotal or heading. A subtotal of nothing adds all plain rows above.
func (r *relater) block(i int) []*Row {
	sum := &r.d.Rows[i]
	var block, above []*Row
	closed := false
	for k := i - 1; k >= 0; k-- {
		row := &r.d.Rows[k]
		ends := row.Type == Heading || (row.Type == Subtotal || row.Type == Total) && !sameEntity(row, sum)
		closed = closed || ends
		if closed && len(block) > 0 {
			return block
		}
		if row.Type != Plain || !row.alike(sum) {
			continue
		}
		above = append(above, row)
		if !closed {
			block = append(block, row)
		}
	}
	if len(block) == 0 {
		return above
	}
	return block
}

// totals derives the total that an account lacks: one row a line.
func (r *relater) totals() {
	if !r.d.Description.Kind.Derive || !r.sumsWanted() || r.has(Total) {
		return
	}
	lines := []Line{""}
	if len(r.list) > 0 {
		lines = lineOrder[:]
	}
	for _, line := range lines {
		var addends []*Row
		for _, row := range r.rows() {
			if row.Type == Plain && row.Line == line && row.Group == "" && row.Period == "" {
				addends = append(addends, row)
			}
		}
		if len(addends) > 1 && r.complete(line) {
			row := r.newRow(addends[0], line)
			row.Code, row.Name, row.Section, row.Aliases, row.Type = "", totalName(r.d.lang), "", nil, Total
			r.derive("SUM", row, len(r.d.Rows)-1, addends)
		}
	}
}

func (r *relater) has(t RowType) bool {
	for i := range r.d.Rows {
		if r.d.Rows[i].Type == t {
			return true
		}
	}
	return false
}

func totalName(lang string) string {
	if lang == "en" {
		return "Total"
	}
	return "Totalt"
}

// groupSums derives the sum of each line in a file with one account.
func (r *relater) groupSums() {
	if !r.sumsWanted() {
		return
	}
	for _, line := range addendLines {
		var addends []*Row
		last, stated := 0, false
		for i := range r.d.Rows {
			row := &r.d.Rows[i]
			if row.Line != line {
				continue
			}
			stated = stated || row.Type == Subtotal || row.Type == Total
			if row.Type == Plain {
				addends, last = append(addends, row), i
			}
		}
		if len(addends) < 2 || stated {
			continue
		}
		row := r.newRow(addends[0], line)
		row.Code, row.Name, row.Aliases, row.Type = "", sumName(line, r.d.lang), nil, Subtotal
		r.derive("SUM", row, last, addends)
	}
}

func sumName(line Line, lang string) string {
	if lang == "en" {
		return "Total " + tabular.Fold(line.Name(lang))
	}
	return "Summa " + tabular.Fold(line.Name(lang))
}
