package build

import (
	"tertial/internal/diag"
)

// alternatives are the findings that say of a heading, link, picture or chart that a reader
// who cannot see it is told too little.
var alternatives = [...]diag.Code{"CHART-NOUNIT", "HEADING-EMPTY", "HEADING-LEVEL", "IMAGE", "LINK"}

// checkStatement judges the accessibility statement. The public's site is not
// built without a whole one; for others it is a note.
func (b *builder) checkStatement() {
	for _, f := range b.site.CheckStatement(b.cfg.AsOf, b.cfg.Today) {
		if !b.site.Public {
			f.Severity = diag.Note
		}
		b.diags.Add(f)
	}
}

// checkFeedback tells staff that readers have nobody to tell of something wrong.
func (b *builder) checkFeedback() {
	if b.cfg.audience() == Staff && b.site.NoFeedback() {
		b.diags.Add(diag.New("FEEDBACK", diag.Place{File: "content/site.yaml"}))
	}
}
