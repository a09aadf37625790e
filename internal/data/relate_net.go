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
		if net, ok := sets[key][Net]; ok && len(sets[key]) > 1 {
			r.netColumn(net, sets[key])
		}
	}
}

// netColumn relates one net column to those of its lines, in every row.
func (r *relater) netColumn(net int, lines map[Line]int) {
	for i := range r.d.Rows {
		for _, f := range r.d.Rows[i].Cells[net].Facts {
			if !f.HasNumber() {
				continue
			}
			var terms []Term
			complete := true
			for _, line := range addendLines {
				k, ok := lines[line]
				if !ok {
					continue
				}
				term := r.d.Rows[i].fact(k, f.Part)
				if term == nil || !term.HasNumber() {
					complete = false
					break
				}
				terms = append(terms, Term{1, term})
			}
			if !complete {
				r.d.Untested++
				continue
			}
			r.state(&Relation{Rule: "NETTO", Result: f, Terms: terms})
		}
	}
}

// An account is the rows of one activity: one a line.
type account struct {
	lines map[Line]*Row
	typ   RowType
	last  int // index of its last row
}

// accounts groups the rows that have lines by what they speak of.
func (r *relater) accounts() []*account {
	type key struct{ code, name, under, group, period string }
	index := map[key]*account{}
	var all []*account
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
			all = append(all, a)
		}
		if a.lines[row.Line] == nil {
			a.lines[row.Line] = row
		}
		a.last = i
	}
	return all
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
func (r *relater) nets() {
	for _, a := range r.accounts() {
		addends := a.addends()
		switch net := a.lines[Net]; {
		case len(addends) == 0:
		case net != nil:
			r.add("NETTO", net, addends)
		case r.d.Description.Kind.Derive && (len(addends) > 1 || addends[0].Line == Costs):
			r.derive("NETTO", r.newRow(addends[0], Net), a.last, addends)
		}
	}
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
	switch {
	case net != nil:
		r.add("NETTO", net, addends)
	case r.sumsWanted() && len(addends) > 1:
		row := r.newRow(addends[0], Net)
		row.Code, row.Name, row.Section, row.Type = "", Net.Name(r.d.lang), "", Total
		r.derive("NETTO", row, len(r.d.Rows)-1, addends)
	}
}
