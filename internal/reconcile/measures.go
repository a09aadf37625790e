package reconcile

import (
	"regexp"
	"strconv"

	"tertial/internal/data"
	"tertial/internal/diag"
)

var newSince = regexp.MustCompile(`(?i)\b(?:nytt|ny|nya|new)\s+(?:för\s+|från\s+|sedan\s+|in\s+|since\s+|from\s+)?((?:19|20|21)\d\d)\b`)

// newMeasures checks NEWMEASURE: a measure that is new from a year has no
// outcome of an earlier one, unless a remark says that it was worked out later.
func newMeasures(c *run, d *data.Dataset) {
	for i := range d.Rows {
		row := &d.Rows[i]
		since := newYear(d, row)
		if since == 0 || row.Type == data.Heading {
			continue
		}
		var early *data.Fact
		n := 0
		for k := range row.Cells {
			for _, f := range row.Cells[k].Facts {
				if f.Value == data.Outcome && f.Year < since && (stated(f) || yesNo(f)) {
					if n++; early == nil {
						early = f
					}
				}
			}
		}
		remark := d.Description.Restated != "" || remarked(d, row)
		c.found(outcome{
			fact: early, dataset: d, column: -1, agrees: early == nil || remark, stated: strconv.Itoa(since), expected: yearOf(early),
			finding: func() diag.Finding {
				return diag.New("NEWMEASURE", Place(early), "name", row.Name, "since", since, "year", early.Year, "value", shown(early), "count", n)
			},
		})
	}
}

func yearOf(f *data.Fact) string {
	if f == nil {
		return ""
	}
	return strconv.Itoa(f.Year)
}

// newYear is the year from which a row's measure is new: in its name, or in a
// column that says so. Zero is none.
func newYear(d *data.Dataset, row *data.Row) int {
	if m := newSince.FindStringSubmatch(row.Name); m != nil {
		year, _ := strconv.Atoi(m[1]) // four digits
		return year
	}
	for k := range d.Columns {
		if d.Columns[k].Word == "valid_from" {
			if years := yearsIn(row.Cells[k].Text); len(years) == 1 {
				return years[0]
			}
		}
	}
	return 0
}

// remarked reports whether a row has a remark of its own.
func remarked(d *data.Dataset, row *data.Row) bool {
	for k := range d.Columns {
		switch d.Columns[k].Word {
		case "note", "comment":
			if row.Cells[k].Text != "" {
				return true
			}
		}
	}
	return false
}

// targets checks TARGETMISSING: where measures have targets, one with an
// outcome of the target's year has a target too. Indicators are followed
// without; groups have the target of the whole.
func targets(c *run, d *data.Dataset) {
	for k := range d.Columns {
		col := &d.Columns[k]
		if col.Value != data.Target || col.Role != data.RoleValue || !filled(d, k) {
			continue
		}
		for i := range d.Rows {
			row := &d.Rows[i]
			reached := outcomeOf(d, i, col.Year)
			if row.Group != "" || row.Type != data.Plain || reached == nil || followed(d, row) {
				continue
			}
			missing := missingTarget(row.Cells[k].Facts)
			c.found(outcome{
				fact: missing, dataset: d, column: -1, agrees: missing == nil, expected: column(reached),
				finding: func() diag.Finding {
					return diag.New("TARGETMISSING", Place(missing), "name", row.Name, "year", col.Year, "value", shown(reached)).
						See("outcome", Place(reached))
				},
			})
		}
	}
}

// filled reports whether any row has a target in the column.
func filled(d *data.Dataset, k int) bool {
	for i := range d.Rows {
		for _, f := range d.Rows[i].Cells[k].Facts {
			if stated(f) || f.Words != "" {
				return true
			}
		}
	}
	return false
}

// outcomeOf returns what was reached in a year, or nil.
func outcomeOf(d *data.Dataset, i, year int) *data.Fact {
	for k := range d.Rows[i].Cells {
		for _, f := range d.Rows[i].Cells[k].Facts {
			if f.Value == data.Outcome && f.Year == year && (stated(f) || yesNo(f)) {
				return f
			}
		}
	}
	return nil
}

// followed reports whether a row says that it is followed without a target.
func followed(d *data.Dataset, row *data.Row) bool {
	for k := range d.Columns {
		if d.Columns[k].Word == "type" {
			switch fold(row.Cells[k].Text) {
			case "indikator", "nyckeltal", "indicator", "key figure":
				return true
			}
		}
	}
	return false
}

// missingTarget returns the empty fact of a target cell, nil when it has any
// number or words: minskar is a target too.
func missingTarget(facts []*data.Fact) *data.Fact {
	for _, f := range facts {
		if f.Status != data.Missing || f.Words != "" && f.Words != ".." {
			return nil
		}
	}
	if len(facts) == 0 {
		return nil
	}
	return facts[0]
}

// assessments checks VERDICT: the committee has assessed each goal. The tool
// makes no assessment of its own.
func assessments(c *run, d *data.Dataset) {
	goals := d.Goals()
	assessed := map[string]bool{}
	for i := range goals {
		if goals[i].Assessment != "" {
			assessed[fold(goals[i].Level)] = true
		}
	}
	for i := range goals {
		g := &goals[i]
		if len(assessed) > 0 && !assessed[fold(g.Level)] || len(assessed) == 0 && len(g.Children) > 0 {
			continue // goals of this level are not assessed
		}
		c.found(outcome{
			dataset: d, column: -1, agrees: g.Assessment != "", expected: g.Name,
			finding: func() diag.Finding {
				f := diag.New("VERDICT", g.Place, "goal", orElse(g.Name, g.ID))
				if c.report.Meta.Kind != "annual-report" {
					f.Severity = diag.Note
				}
				return f
			},
		})
	}
}
