package data

import "slices"

// lineOrder is the order in which an account's lines stand.
var lineOrder = [...]Line{Income, Costs, Financial, Net}

// addendLines are the lines that add up to the net.
var addendLines = lineOrder[:3]

// A netKey is what the columns of one net have in common.
type netKey struct {
	value       ValueKind
	year        int
	scope       Scope
	from, to    Month
	version, at string
	group       string
	of, against ValueKind
}

// netsInColumns builds NETTO for files with a column for each line.
func (r *relater) netsInColumns() {
	sets := map[netKey]map[Line]int{}
	var order []netKey
	for k := range r.d.Columns {
		c := &r.d.Columns[k]
		if c.Role != RoleValue || c.Line == "" || c.Value == ShareUsed {
			continue
		}
		key := netKey{value: c.Value, year: c.Year, scope: c.Scope, from: c.From, to: c.To, version: c.Version, at: c.At, group: c.Group}
		if c.Of >= 0 {
			key.of = r.d.Columns[c.Of].Value
		}
		if c.Against >= 0 {
			key.against = r.d.Columns[c.Against].Value
		}
		if sets[key] == nil {
			sets[key] = map[Line]int{}
			order = append(order, key)
		}
		sets[key][c.Line] = k
	}
	for _, key := range order {
		lines := sets[key]
		_, income := lines[Income]
		_, costs := lines[Costs]
		if net, ok := lines[Net]; ok && income && costs {
			r.netColumn(net, lines)
		}
	}
}

// netColumn relates one net column to those of its lines, in every row.
func (r *relater) netColumn(net int, lines map[Line]int) {
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		for _, f := range row.Cells[net].Facts {
			if !f.HasNumber() {
				continue
			}
			if terms, ok := r.lineTerms(row, lines, f.Part); ok {
				r.state(&Relation{Rule: "NETTO", Result: f, Terms: terms})
			}
		}
	}
}

// lineTerms are the facts of one row in the columns of its lines.
func (r *relater) lineTerms(row *Row, lines map[Line]int, part int) ([]Term, bool) {
	terms := make([]Term, 0, len(lines))
	for _, line := range addendLines {
		k, ok := lines[line]
		if !ok {
			continue
		}
		f := row.fact(k, part)
		if f == nil || !f.HasNumber() {
			r.d.Untested++
			return nil, false
		}
		terms = append(terms, Term{1, f})
	}
	return terms, true
}

// An account is the rows of one activity: one a line.
type account struct {
	lines map[Line]*Row
	typ   RowType
	last  int // index of its last row
}

// accounts groups the rows that have lines by what they speak of.
func (r *relater) accounts() {
	type key struct{ code, name, under, group, period string }
	index := map[key]*account{}
	for i := range r.d.Rows {
		row := &r.d.Rows[i]
		if row.Line == "" || row.Type == Heading {
			continue
		}
		k := key{row.Code, row.Name, r.d.under(row), row.Group, row.Period}
		if row.Code != "" {
			k.name = ""
		}
		a := index[k]
		if a == nil {
			a = &account{lines: map[Line]*Row{}, typ: row.Type}
			index[k] = a
			r.list = append(r.list, a)
		}
		if a.lines[row.Line] == nil {
			a.lines[row.Line] = row
		}
		a.last = i
	}
}

// addends are the rows of the lines that add up to the net.
func (a *account) addends() []*Row {
	var rows []*Row
	for _, line := range addendLines {
		if row := a.lines[line]; row != nil {
			rows = append(rows, row)
		}
	}
	return rows
}

// nets builds NETTO for every activity, and derives the net that a file lacks.
// An activity without income has costs for its net, unless no activity of the
// file has any: then incomes stand elsewhere.
func (r *relater) nets() {
	incomes := false
	for _, a := range r.list {
		incomes = incomes || a.lines[Income] != nil
	}
	for _, a := range r.list {
		net, costs := a.lines[Net], a.lines[Costs]
		switch {
		case costs == nil || a.typ == OfWhich || a.typ == Overlapping:
		case net != nil && a.lines[Income] != nil:
			r.add("NETTO", net, a.addends())
		case net == nil && incomes && r.d.Description.Kind.Derive:
			row := r.newRow(costs, Net)
			if r.derive("NETTO", row, a.last, a.addends()) {
				a.lines[Net] = row
			}
		}
	}
}

// complete reports whether every activity has the line or may be without it,
// so that the line can be added up: an activity that shows its net alone has
// incomes and costs that nobody sees.
func (r *relater) complete(line Line) bool {
	for _, a := range r.list {
		if a.typ != Plain || a.lines[line] != nil {
			continue
		}
		if line == Net || len(a.addends()) == 0 {
			return false
		}
	}
	return true
}

// oneNet builds NETTO over all rows of a file with one account, and derives
// the net that it lacks.
func (r *relater) oneNet() {
	var addends []*Row
	var net *Row
	for i := range r.d.Rows {
		switch row := &r.d.Rows[i]; {
		case row.Line == Net || row.Line == "" && row.Type == Total:
			net = row
		case row.Type == Plain && slices.Contains(addendLines, row.Line):
			addends = append(addends, row)
		}
	}
	has := func(line Line) bool {
		return slices.ContainsFunc(addends, func(row *Row) bool { return row.Line == line })
	}
	switch {
	case net != nil && (!has(Income) || !has(Costs)):
		r.d.Untested++ // nobody says what the rows are
	case net != nil:
		r.add("NETTO", net, addends)
	case r.sumsWanted() && len(addends) > 1:
		row := r.newRow(addends[0], Net)
		row.Code, row.Name, row.Section, row.Type = "", Net.Name(r.d.lang), "", Total
		r.derive("NETTO", row, len(r.d.Rows)-1, addends)
	}
}
