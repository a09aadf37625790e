package data

import "tertial/internal/tabular"

// groupTotals derives what the rows of each kind, giver or activity are
// together, where a file has several and states no such sums itself.
func (r *relater) groupTotals() {
	if len(r.d.Description.Kind.groups) == 0 || r.has(Subtotal) {
		return
	}
	after := -1
	for i := range r.d.Rows {
		if r.d.Rows[i].Type == Plain {
			after = i
		}
	}
	activity := false
	for _, word := range r.d.Description.Kind.groups {
		k := r.d.labelColumn(word)
		isActivity := word == "activity_code" || word == "activity"
		if k < 0 || isActivity && activity {
			continue
		}
		activity = activity || isActivity
		r.groupTotal(k, after)
	}
}

// groupTotal derives one sum for each word of a label column that several rows
// have.
func (r *relater) groupTotal(k, after int) {
	rows := map[string][]*Row{}
	var order []string
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		text := row.Cells[k].Text
		if row.Type != Plain || text == "" {
			continue
		}
		key := orElse(row.Cells[k].Value, tabular.Fold(text))
		if rows[key] == nil {
			order = append(order, key)
		}
		rows[key] = append(rows[key], row)
	}
	if len(order) < 2 {
		return
	}
	for _, key := range order {
		addends := rows[key]
		if len(addends) < 2 {
			continue
		}
		row := r.newRow(addends[0], "")
		row.Code, row.Section, row.Aliases, row.Type = "", "", nil, Subtotal
		row.Name = sumOf(addends[0].Cells[k].Text, r.d.lang)
		r.derive("SUM", row, after, addends)
	}
}

func sumOf(name, lang string) string {
	if lang == "en" {
		return "Total " + name
	}
	return "Summa " + name
}

// labelColumn returns the column of a role word that is no value, −1 for none.
func (d *Dataset) labelColumn(word string) int {
	for k := range d.Columns {
		if c := &d.Columns[k]; c.Word == word && c.Role != RoleValue {
			return k
		}
	}
	return -1
}

// Entry returns what a row says in the label column of a role word: the date,
// month or word that it means, else its text; "" where there is nothing.
func (d *Dataset) Entry(row *Row, word string) string {
	k := d.labelColumn(word)
	if k < 0 {
		return ""
	}
	cell := &row.Cells[k]
	switch d.Columns[k].Role {
	case RoleDate, RoleMonth, RoleDeadline, RoleChoice:
		return cell.Value
	default:
		return cell.Text
	}
}

// grantBounds builds the bounds of a grant: no more is claimed or used than
// was granted.
func (r *relater) grantBounds() {
	if r.d.Description.Kind.Name != grantsName {
		return
	}
	granted := r.d.columnOf("granted")
	for _, word := range [...]string{"claimed", "used"} {
		k := r.d.columnOf(word)
		if granted < 0 || k < 0 {
			continue
		}
		for i := range r.d.Rows {
			row := &r.d.Rows[i]
			whole, part := row.fact(granted, 0), row.fact(k, 0)
			if whole != nil && whole.HasNumber() && part != nil && part.HasNumber() {
				r.state(&Relation{Rule: "GRANT", Form: AtMost, Result: whole, Terms: []Term{{1, part}}})
			}
		}
	}
}

// transfers builds TRANSFER for the transfers of a decision that say only from
// or only to where they go: together they are nothing. The last one is what
// the others leave.
func (r *relater) transfers() {
	if !r.d.Description.Kind.Moves {
		return
	}
	sets := map[string][]Term{}
	var order []string
	k := r.d.columnOf("amount")
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		sign := r.d.oneSided(row)
		if k < 0 || sign == 0 {
			continue
		}
		f := row.fact(k, 0)
		if f == nil || !f.HasNumber() {
			r.d.Untested++
			continue
		}
		if sign < 0 && f.Number.Sign() < 0 {
			sign = 1 // the minus says it already
		}
		key := r.d.Entry(row, "date") + "\x00" + tabular.Fold(row.Name)
		if sets[key] == nil {
			order = append(order, key)
		}
		sets[key] = append(sets[key], Term{sign, f})
	}
	for _, key := range order {
		terms := sets[key]
		n := len(terms) - 1
		if n == 0 {
			continue // reported by moves
		}
		result := terms[n]
		for i := range terms[:n] {
			terms[i].Factor *= -result.Factor
		}
		r.state(&Relation{Rule: "TRANSFER", Result: result.Fact, Terms: terms[:n]})
	}
}

// oneSided returns +1 for a transfer that only says where its amount goes to,
// −1 for one that only says where it is taken from, else 0.
func (d *Dataset) oneSided(row *Row) int {
	if row.Type != Plain || d.Entry(row, "type") != transfer {
		return 0
	}
	from, to := d.Entry(row, "from") != "", d.Entry(row, "to") != ""
	switch {
	case to && !from:
		return 1
	case from && !to:
		return -1
	default:
		return 0
	}
}

// moved reports whether a row only moves its amount, so that a sum of what is
// added to the budget leaves it out.
func (d *Dataset) moved(row *Row) bool {
	return d.Description.Kind.Moves && (d.Entry(row, "type") == transfer || d.Entry(row, "from") != "" && d.Entry(row, "to") != "")
}
