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
// its data for what must hold whatever the numbers are. It returns what a
// template left there.
func (b *builder) proof(r *report.Report, sets []*data.Dataset) *report.Unfinished {
	own := &diag.List{}
	proofread.Check(proofread.FromReport(r), own)
	proofread.Description(r.Meta.Source, own)
	for _, d := range sets {
		name := strings.TrimSuffix(d.File, ".csv") + ".yaml"
		if text, err := fs.ReadFile(b.fsys, name); err == nil { // it has been read once: what is wrong has been said
			proofread.Description(diag.NewSource(name, text), own)
		}
	}
	left := &report.Unfinished{}
	for _, f := range own.Sorted() {
		b.diags.Add(f)
		if f.Code == "TEMPLATE" {
			left.Places = append(left.Places, f)
		}
	}
	return left
}
