package change

import (
	"strings"

	"tertial/internal/edition"
)

// compareCharts says which charts are not as they were: found by their ids,
// else by their titles.
func compareCharts(a, b []edition.Chart) []Chart {
	oldOf := make([]*edition.Chart, len(b))
	used := make([]bool, len(a))
	find := func(same func(o, n *edition.Chart) bool) {
		for i := range b {
			for k := range a {
				if oldOf[i] == nil && !used[k] && same(&a[k], &b[i]) {
					oldOf[i], used[k] = &a[k], true
				}
			}
		}
	}
	find(func(o, n *edition.Chart) bool { return o.ID == n.ID })
	find(func(o, n *edition.Chart) bool { return strings.EqualFold(o.Title, n.Title) })
	var changed, rest []Chart
	for i := range b {
		switch {
		case oldOf[i] == nil:
			rest = append(rest, Chart{Kind: TextAdded, New: &b[i]})
		case oldOf[i].Digest != b[i].Digest:
			changed = append(changed, Chart{Kind: TextChanged, Old: oldOf[i], New: &b[i]})
		}
	}
	for k := range a {
		if !used[k] {
			rest = append(rest, Chart{Kind: TextRemoved, Old: &a[k]})
		}
	}
	return append(changed, rest...)
}
