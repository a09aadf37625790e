package content

import (
	"strings"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

// A Former is an earlier path of a report, or an earlier id of a committee:
// its pages are still asked for there, so the site leads on from it.
type Former struct {
	Path  string // committee/year/report, or a committee's id; without slashes at the ends
	Place diag.Place
}

// formerly reads where a report or committee was before, in the order of the
// file. What cannot have been an address is a finding, and left out.
func formerly(o *yamltree.Object, fits func(string) bool, variant string, diags *diag.List) []Former {
	var all []Former
	for _, item := range o.List("formerly") {
		if !item.Scalar() {
			continue
		}
		old := strings.Trim(item.Text, "/")
		if !fits(old) {
			diags.Add(diag.New("FORMERLY", item.Place(), "path", item.Text).With(variant))
			continue
		}
		all = append(all, Former{Path: old, Place: item.Place()})
	}
	return all
}

// IsReportPath reports whether a path has the form of a report's:
// committee/year/report.
func IsReportPath(p string) bool {
	parts := strings.Split(p, "/")
	const depth = 3
	return len(parts) == depth && isCommittee(parts[0]) && isYear(parts[1]) && isCommittee(parts[2])
}

// isCommittee reports whether a name can be a committee's id.
func isCommittee(id string) bool { return isSlug(id) && !isReserved(id) }
