package data

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/tabular"
)

// A sealChange is one difference between a file and the export it came from.
type sealChange struct {
	kind      string // variant of SEAL: "" a cell, added or removed a row, column-added or column-removed
	at        diag.Place
	now, then string
}

// note is the related line that tells the change.
func (c *sealChange) note() string { return cmp.Or(c.kind, "cell") }

// gridChanges lists the differences in the order of the file as it is now, what
// is gone last. Columns are known by their headers, rows by the cells that name
// them, so that a row put in between does not change all those below it.
func (d *Dataset) gridChanges(now, then *tabular.Grid) []sealChange {
	columns, changes := d.columnChanges(now, then)
	rows := matchRows(d.sealKeys(now, columns, true), d.sealKeys(then, columns, false))
	used := make([]bool, len(then.Records))
	for i := range now.Records {
		record := &now.Records[i]
		if rows[i] < 0 {
			changes = append(changes, sealChange{kind: "added", at: rowPlace(now, record), now: shortRow(record)})
			continue
		}
		used[rows[i]] = true
		old := &then.Records[rows[i]]
		for _, c := range columns {
			if a, b := record.Fields[c.now], old.Fields[c.then]; a.Text != b.Text {
				changes = append(changes, sealChange{at: now.Place(a, c.now), now: a.Text, then: b.Text})
			}
		}
	}
	for i := range then.Records {
		if !used[i] {
			changes = append(changes, sealChange{kind: "removed", at: diag.Place{File: d.File}, then: shortRow(&then.Records[i])})
		}
	}
	return changes
}

// A sharedColumn is a column that both versions have.
type sharedColumn struct {
	now, then int
	names     bool // its cells name the row
}

func (d *Dataset) columnChanges(now, then *tabular.Grid) ([]sharedColumn, []sealChange) {
	var shared []sharedColumn
	var changes []sealChange
	used := make([]bool, len(then.Header))
	for i := range now.Header {
		at := -1
		for k := range then.Header {
			if !used[k] && then.Header[k].Text == now.Header[i].Text {
				at = k
				break
			}
		}
		if at < 0 {
			changes = append(changes, sealChange{kind: "column-added", at: now.Place(now.Header[i], i), now: now.Header[i].Text})
			continue
		}
		used[at] = true
		shared = append(shared, sharedColumn{now: i, then: at, names: d.names(i)})
	}
	for k := range then.Header {
		if !used[k] {
			changes = append(changes, sealChange{kind: "column-removed", at: diag.Place{File: d.File}, then: then.Header[k].Text})
		}
	}
	return shared, changes
}

// names reports whether a column of the file names its rows.
func (d *Dataset) names(column int) bool {
	for i := range d.Columns {
		if d.Columns[i].Index == column {
			return d.Columns[i].Role != RoleValue && d.Columns[i].Role != RoleText
		}
	}
	return false
}

// sealKeys joins the cells that name each row; equal ones are numbered.
func (d *Dataset) sealKeys(g *tabular.Grid, columns []sharedColumn, now bool) []string {
	keys := make([]string, len(g.Records))
	seen := map[string]int{}
	for i := range g.Records {
		var key strings.Builder
		for _, c := range columns {
			if !c.names {
				continue
			}
			at := c.then
			if now {
				at = c.now
			}
			key.WriteString(tabular.Fold(g.Records[i].Fields[at].Text) + "\x00")
		}
		name := key.String()
		seen[name]++
		keys[i] = name + strconv.Itoa(seen[name])
	}
	return keys
}

// matchRows returns for each row of the file the row of the earlier version
// with the same key, else the one in the same gap when as many were there; −1
// for a row that is new.
func matchRows(now, then []string) []int {
	index := make(map[string]int, len(then))
	for i, key := range then {
		index[key] = i
	}
	rows := make([]int, len(now))
	used := make([]bool, len(then))
	for i, key := range now {
		at, ok := index[key]
		if !ok {
			at = -1
		} else {
			used[at] = true
		}
		rows[i] = at
	}
	for from := 0; from < len(now); from++ {
		if rows[from] >= 0 {
			continue
		}
		to := from
		for to < len(now) && rows[to] < 0 {
			to++
		}
		start := 0
		if from > 0 {
			start = rows[from-1] + 1
		}
		free := start
		for free < len(then) && !used[free] {
			free++
		}
		if free-start == to-from { // renamed rows
			for i := from; i < to; i++ {
				rows[i] = start + i - from
			}
		}
		from = to
	}
	return rows
}

// rowPlace is the place of a row's first cell that says anything.
func rowPlace(g *tabular.Grid, r *tabular.Record) diag.Place {
	at := max(slices.IndexFunc(r.Fields, func(f tabular.Field) bool { return f.Text != "" }), 0)
	return g.Place(r.Fields[at], at)
}

// shortRow is a row as a message quotes it.
func shortRow(r *tabular.Record) string {
	const most = 80
	parts := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		parts[i] = f.Text
	}
	text := []rune(tabular.OneLine(strings.Join(parts, "; ")))
	if len(text) > most {
		return string(text[:most-1]) + "…"
	}
	return string(text)
}
