package build

import (
	"io/fs"
	"strings"

	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/proofread"
	"tertial/internal/report"
)

// proof reads the text of a report, its front matter and the descriptions of
// its data for what must hold whatever the numbers are.
func (b *builder) proof(r *report.Report, sets []*data.Dataset) {
	proofread.Check(proofread.FromReport(r), b.diags)
	proofread.Description(r.Meta.Source, b.diags)
	for _, d := range sets {
		name := strings.TrimSuffix(d.File, ".csv") + ".yaml"
		if text, err := fs.ReadFile(b.fsys, name); err == nil { // it has been read once: what is wrong has been said
			proofread.Description(diag.NewSource(name, text), b.diags)
		}
	}
}
