package reconcile

import (
	"regexp"
	"slices"
	"strconv"

	"tertial/internal/data"
	"tertial/internal/diag"
)

var yearPattern = regexp.MustCompile(`(?:^|[^\d-])((?:19|20|21)\d\d)\b`)

// yearsIn returns the different years that a text names.
func yearsIn(text string) []int {
	var years []int
	for _, m := range yearPattern.FindAllStringSubmatch(text, -1) {
		if y, err := strconv.Atoi(m[1]); err == nil && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	return years
}

// titleYear compares the year in the titles of a table with those of its
// columns: a single year in the title is one of theirs, and a plain series of
// years is not called after its last.
func titleYear(c *run, d *data.Dataset) {
	columns, series := columnYears(d)
	if len(columns) == 0 {
		return
	}
	titles := []string{d.Description.Title}
	places := []diag.Place{{File: d.Description.File}}
	for _, t := range c.report.Tables {
		if t.Dataset == d && t.Caption != d.Description.Title {
			titles = append(titles, t.Caption)
			places = append(places, c.report.Doc.Place(t.Block.Start, t.Block.Start))
		}
	}
	for n, title := range titles {
		named := yearsIn(title)
		if len(named) != 1 {
			continue
		}
		variant := ""
		switch {
		case !slices.Contains(columns, named[0]):
			variant = "year"
		case series && len(columns) > 2:
			variant = "span"
		}
		c.found(outcome{
			dataset: d, column: -1, agrees: variant == "", stated: strconv.Itoa(named[0]), expected: span(columns),
			finding: func() diag.Finding {
				f := diag.New("LABELUNIT", places[n], "title", title, "year", named[0], "years", span(columns)).With(variant)
				if variant == "span" {
					f.Severity = diag.Note
				}
				return f
			},
		})
	}
}

// columnYears returns the years of a table's values in order, and whether they
// are one series: the same kind of value of the same scope.
func columnYears(d *data.Dataset) (years []int, series bool) {
	var first *data.Column
	series = !d.Description.Kind.Account
	add := func(y int) {
		if y != 0 && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	for k := range d.Columns {
		col := &d.Columns[k]
		if col.Role != data.RoleValue || compares(col) || col.Value == data.ShareUsed || col.Value == data.Number {
			continue
		}
		if first == nil {
			first = col
		}
		series = series && col.Value == first.Value && col.Scope == first.Scope
		add(col.Year)
	}
	for i := range d.Rows {
		if d.Rows[i].To != 0 {
			add(d.Rows[i].To.Year())
		}
	}
	slices.Sort(years)
	return years, series
}

// span writes years as a title would: 2019, 2017–2019.
func span(years []int) string {
	first, last := years[0], years[len(years)-1]
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}
