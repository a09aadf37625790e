package report

import (
	"math/bits"
	"slices"
	"strings"

	"tertial/internal/data"
)

// Reference returns what a figure must say between its backquotes, without the
// equals sign, to show a fact in its own report: drift[Totalt; Netto; prognos].
// It is the shortest that [Link] binds to this very fact: as few names as do,
// and among as many the ones that a reader knows best. It is false for a fact
// that no figure may show, or that nothing tells from others.
func Reference(f *data.Fact) (string, bool) {
	if f.Status == data.Suppressed {
		return "", false
	}
	names := namesOf(f)
	for _, choice := range choices(names) {
		parts := make([]string, 0, len(names))
		for i, n := range names {
			if choice&(1<<i) != 0 {
				parts = append(parts, n.text)
			}
		}
		if found, _ := f.Dataset.Lookup(parts); found == f {
			return written(f.Dataset.ID, parts)
		}
	}
	return "", false
}

// A keyName is one name by which a fact may be found. The plainest have the
// least weight.
type keyName struct {
	text   string
	weight int
}

// The weights of names: a row is called by its name, a column by its header.
// What a reader must think about comes last.
const (
	plainest = iota
	lineOrGroup
	aboveRow
	coded
)

// namesOf are the names that lead to a fact, in the order in which
// [data.Dataset.Lookup] reads them.
func namesOf(f *data.Fact) []keyName {
	d := f.Dataset
	row, c := &d.Rows[f.RowIndex], &d.Columns[f.ColumnIndex]
	var names []keyName
	add := func(text string, weight int) {
		text = strings.Join(strings.Fields(text), " ")
		if text != "" && !slices.ContainsFunc(names, func(n keyName) bool { return n.text == text }) {
			names = append(names, keyName{text, weight})
		}
	}
	for k := range d.Columns {
		switch d.Columns[k].Role {
		case data.RoleCode:
			add(row.Code, coded)
		case data.RoleName:
			add(row.Section, aboveRow)
			if row.Parent >= 0 {
				add(d.Rows[row.Parent].Name, aboveRow)
			}
			add(row.Name, plainest)
		case data.RoleSection:
			add(row.Section, aboveRow)
		case data.RolePeriod:
			add(row.Period, plainest)
		case data.RoleLine:
			if row.Line != "" {
				add(d.LineName(row.Line), lineOrGroup)
			}
		case data.RoleGroup:
			add(data.GroupName(row.Group, d.Lang()), lineOrGroup)
		default: // names no row
		}
	}
	if c.Line != "" {
		add(d.LineName(c.Line), lineOrGroup)
	}
	if len(c.Parts) > 0 || c.Group != "" {
		add(data.GroupName(f.Group, d.Lang()), lineOrGroup)
	}
	add(c.Header, plainest)
	return names
}

// choices are the ways to take some of the names, each a set of bits: fewer
// names before more, and then the plainer ones.
func choices(names []keyName) []int {
	weight := func(choice int) int {
		sum := 0
		for i, n := range names {
			if choice&(1<<i) != 0 {
				sum += n.weight
			}
		}
		return sum
	}
	all := make([]int, 0, 1<<len(names))
	for choice := 1; choice < 1<<len(names); choice++ {
		all = append(all, choice)
	}
	slices.SortStableFunc(all, func(a, b int) int {
		if n := bits.OnesCount(uint(a)) - bits.OnesCount(uint(b)); n != 0 {
			return n
		}
		return weight(a) - weight(b)
	})
	return all
}

// written joins the names as a figure writes them. A name with a backquote would
// end the figure.
func written(id string, parts []string) (string, bool) {
	escape := strings.NewReplacer(`;`, `\;`, `[`, `\[`, `]`, `\]`, `|`, `\|`, `\`, `\\`)
	for i := range parts {
		parts[i] = escape.Replace(parts[i])
	}
	reference := id + "[" + strings.Join(parts, "; ") + "]"
	return reference, !strings.ContainsRune(reference, '`')
}
