package reconcile

import (
	"regexp"
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
)

// pairWords are the names of groups that a label may announce two of: those
// that everybody knows, and those that the report's own tables divide by.
type pairWords struct {
	groups map[string]bool
	parts  map[*data.Dataset]map[rowKey]int // rows of one measure that have a group
}

// A rowKey is a measure, whatever the group.
type rowKey struct{ code, name, under, period string }

func newPairWords(sets []*data.Dataset) *pairWords {
	p := &pairWords{groups: map[string]bool{}, parts: map[*data.Dataset]map[rowKey]int{}}
	for _, known := range [...]string{"women", "men", "girls", "boys"} {
		p.groups[known] = true
	}
	for _, d := range sets {
		parts := map[rowKey]int{}
		for i := range d.Rows {
			if group := d.Rows[i].Group; group != "" {
				p.groups[fold(group)] = true
				parts[measureOf(d, i)]++
			}
		}
		p.parts[d] = parts
		for k := range d.Columns {
			for _, group := range append([]string{d.Columns[k].Group}, d.Columns[k].Parts...) {
				if group != "" {
					p.groups[fold(group)] = true
				}
			}
		}
	}
	return p
}

func measureOf(d *data.Dataset, i int) rowKey {
	row := &d.Rows[i]
	return rowKey{row.Code, fold(row.Name), row.Section, row.Period}
}

var slashed = regexp.MustCompile(`(\p{L}+) ?/ ?(\p{L}+)`)

// announced returns the two groups that a label names with a stroke between.
func (p *pairWords) announced(name string) (a, b string, ok bool) {
	for _, m := range slashed.FindAllStringSubmatch(name, -1) {
		first, second := fold(data.ParseGroup(m[1])), fold(data.ParseGroup(m[2]))
		if first != second && p.groups[first] && p.groups[second] {
			return m[1], m[2], true
		}
	}
	return "", "", false
}

// check looks for both values of a label that announces two.
func (p *pairWords) check(c *run, d *data.Dataset, i int) {
	row := &d.Rows[i]
	a, b, ok := p.announced(row.Name)
	if !ok || row.Group != "" {
		return
	}
	var single *data.Fact
	tried := false
	eachValue(d, i, func(f *data.Fact) {
		tried = true
		if len(d.Columns[f.ColumnIndex].Parts) < 2 && d.Columns[f.ColumnIndex].Group == "" && single == nil {
			single = f
		}
	})
	if !tried {
		return
	}
	if p.parts[d][measureOf(d, i)] > 0 {
		single = nil // the groups have rows of their own
	}
	c.found(outcome{
		fact: single, dataset: d, column: -1, agrees: single == nil, stated: "1", expected: "2",
		finding: func() diag.Finding {
			f := diag.New("LABELUNIT", Place(single), "name", strings.TrimSpace(row.Name), "a", a, "b", b, "value", shown(single))
			return f.With("pair")
		},
	})
}
