package build

import (
	"context"
	"errors"
	"io/fs"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/report"
)

// recordOf is what a linked report states, with what its drawings say and the
// names that they have in an edition.
func recordOf(set *layout.Set, linked *report.Report, drawings map[string]layout.Drawing) *edition.Record {
	record := report.MakeRecord(linked, set.RecordWords())
	for i := range record.Charts {
		c := &record.Charts[i]
		if d, ok := drawings[c.ID]; ok {
			c.Sentence, c.Wide, c.Narrow = d.Sentence, c.ID+"-wide.svg", c.ID+"-narrow.svg"
		}
	}
	return record
}

// A Working is the working copy of a report as it would be compared.
type Working struct {
	Record   *edition.Record // nil when it could not be read: then the findings say why
	Drawings map[string][]byte
}

// A reportReader reads one report of a site for staff.
type reportReader struct {
	*opened
	meta *content.Meta
}

func openReport(cfg Config, path string) (*reportReader, error) {
	o, err := openSite(cfg, Staff)
	if err != nil {
		return nil, err
	}
	meta := o.meta(path)
	if meta == nil {
		return nil, errors.Join(NoReport(o.fsys, path), o.close())
	}
	r := &reportReader{opened: o, meta: meta}
	r.diags = &diag.List{} // what is wrong with other files is no matter of this report
	return r, nil
}

// working reads the working copy.
func (r *reportReader) working(ctx context.Context, draw bool) (*Working, error) {
	working := &Working{Drawings: map[string][]byte{}}
	r.metas = []*content.Meta{r.meta}
	if err := r.sourcesOf(ctx, false); err != nil || r.diags.Failed() {
		return working, err // nothing of it may be quoted
	}
	linked, err := r.linked(r.meta)
	if linked == nil || err != nil {
		return working, err
	}
	var drawings map[string]layout.Drawing
	if draw {
		if drawings, err = r.charts.draw(ctx, linked, r.set.Lang()); err != nil {
			return nil, err
		}
	}
	working.Record = recordOf(r.set, linked, drawings)
	if err := r.recordTranslations(working.Record, r.translations(linked)); err != nil {
		return nil, err
	}
	for _, c := range working.Record.Charts {
		if d, ok := drawings[c.ID]; ok {
			working.Drawings[c.Wide], working.Drawings[c.Narrow] = d.Wide, d.Narrow
		}
	}
	return working, nil
}

// layers are where layouts come from: the site's own first.
func (b *builder) layers() layout.Files {
	files := layout.Files{b.cfg.BuiltIn}
	if own, err := fs.Sub(b.fsys, "layouts"); err == nil {
		files = append(layout.Files{own}, files...)
	}
	return files
}
