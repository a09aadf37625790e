package testsite

import "strings"

// A driftCell is what the operating budget says of the same thing as a cell of
// another table, and how many of its last digits are one of the other's.
type driftCell struct {
	key, line, column string
	scale             int64
}

// twinOf returns the cell of the operating budget that measures the same as a
// cell of another table, and false when there is none.
func twinOf(t *table, r *row, c *column) (driftCell, bool) {
	switch {
	case t.id == "kostnadsslag" && c.of == "" && (r.line == "net" || r.line == "financial"):
		return driftCell{"total", r.line, c.key, 1}, true
	case t.id == "period" && c.of == "" && strings.HasPrefix(c.key, "outcome_"):
		return driftCell{r.key, c.line, "ytd", 1000}, true
	}
	return driftCell{}, false
}

// twins returns the cells of a table that disagree with the operating budget,
// which is at least as accurate.
func (t *table) twins(drift *table) []miss {
	code := "SAMETWICE"
	if t.unit != drift.unit {
		code = "DETAIL"
	}
	j, by := newJudge(t), newJudge(drift)
	for i := range t.rows {
		for v, k := range j.indexOf {
			same, ok := twinOf(t, &t.rows[i], &t.columns[k])
			stated, isNumber := j.of(i, v)
			if !ok || !isNumber {
				continue
			}
			stated = interval{stated.lo * same.scale, stated.hi * same.scale}
			if other, ok := by.known(same.key, same.line, same.column); ok && !stated.overlaps(other) {
				j.miss(code, i, v)
			}
		}
	}
	return j.misses
}

// known is what a table says of a cell, or what its other rows give for it.
func (j *judge) known(key, line, column string) (interval, bool) {
	v := j.valueIndex(column)
	if v < 0 {
		return interval{}, false
	}
	for i := range j.rows {
		if r := &j.rows[i]; r.key == key && r.line == line {
			return j.of(i, v)
		}
	}
	var parts []int
	for i := range j.rows {
		r := &j.rows[i]
		switch {
		case r.typ == "total":
		case key != "total" && r.key != key:
		case r.line == line, line == "net" && r.line != "net" && j.find(r.key, "net", "") == nil:
			parts = append(parts, i)
		}
	}
	return j.sum(parts, v)
}
