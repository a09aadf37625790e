package edition

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"tertial/internal/diag"
)

// Home is the path of the report in whose folder the edition lies: that of
// [Edition.Report], if the report has not moved since.
func (e *Edition) Home() string {
	return strings.TrimPrefix(path.Dir(path.Dir(e.Dir)), "content/")
}

// Misplaced reports editions of a whole site that lie where they cannot, and
// whether there are any: one line of the publication log is about one folder,
// so no edition can be there twice, and one that was published by another
// report can only have moved with all that the report has published. Dispatches
// are left out.
func Misplaced(all []*Edition, diags *diag.List) bool {
	type published struct {
		report string
		number int
	}
	owner, stays := map[published]*Edition{}, map[string]*Edition{}
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b *Edition) int {
		return cmp.Or(cmp.Compare(away(a), away(b)), cmp.Compare(a.Dir, b.Dir))
	})
	wrong := false
	for _, e := range all {
		if e.Kind == Sent {
			continue
		}
		key := published{e.Report, e.Number}
		first, twice := owner[key]
		settled, split := stays[e.Report]
		switch {
		case twice:
			diags.Add(misplaced(e, first).With("copied"))
			wrong = true
			continue
		case away(e) > 0 && split:
			diags.Add(misplaced(e, settled).With("elsewhere"))
			wrong = true
		case away(e) == 0 && !split:
			stays[e.Report] = e
		}
		owner[key] = e
	}
	return wrong
}

func misplaced(e, other *Edition) diag.Finding {
	at := func(e *Edition) diag.Place { return diag.Place{File: path.Join(e.Dir, YAMLName)} }
	return diag.New("EDITION-LOG", at(e), "number", e.Number, "report", e.Report, "here", e.Dir, "other", other.Dir).See("other", at(other))
}

// away is 0 for an edition in the folder of the report that published it, else 1.
func away(e *Edition) int {
	if e.Home() == e.Report {
		return 0
	}
	return 1
}
