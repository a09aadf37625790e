package build

import (
	"io/fs"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// A NoReportError says that a site has no such report.
type NoReportError struct {
	Path    string
	Nearest string // that may have been meant, or empty
	Now     string // where the report that was there is today, or empty
}

func (e *NoReportError) Error() string { return "no report " + e.Path }

// NoReport says of a path at which no report is what is known of it: that the
// report is elsewhere now, or which one is nearest.
func NoReport(site fs.FS, report string) *NoReportError {
	b := &builder{fsys: site, diags: &diag.List{}} // whatever is wrong with the site is said by others
	b.committees = content.ReadCommittees(site, b.diags)
	b.metas = content.Scan(site, func(*content.Meta) bool { return true }, b.diags)
	b.findPublished()
	missing := &NoReportError{Path: report}
	if now, ok := newRenames(b.committees, b.movable(), b.diags).now(report); ok {
		missing.Now = now
		return missing
	}
	missing.Nearest = diag.Nearest(report, newOthers(b).paths)
	return missing
}
