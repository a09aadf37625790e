package build

import (
	"cmp"
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
	text := proofread.FromReport(r)
	text.Laws = b.site.Laws
	text.First, text.Last = r.Meta.Days()
	proofread.Check(text, own)
	if b.hints(r) {
		proofread.Plain(text, b.site.Glossary, own)
	}
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

// hints reports whether whoever asks writes the report, in Swedish, and wants to
// hear how it becomes easier to read.
func (b *builder) hints(r *report.Report) bool {
	lang := cmp.Or(r.Meta.Lang, b.site.Lang)
	return b.cfg.audience() == Staff && !b.site.Public && !b.site.NoHints && lang == "sv"
}
