package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/privacy"
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

// Record reads the working copy of a report and returns what it states, with
// its drawings by their names in the record when draw asks for them. Only what
// the privacy gate stops is not read; all other findings are returned beside
// the record, as far as they are met on the way.
func Record(ctx context.Context, cfg Config, path string, draw bool) (*Working, []diag.Finding, error) {
	cfg.Audience = Staff
	if cfg.Workers <= 0 {
		cfg.Workers = runtime.GOMAXPROCS(0)
	}
	root, err := os.OpenRoot(cfg.Root)
	if err != nil {
		return nil, nil, fmt.Errorf("open site: %w", err)
	}
	defer func() { _ = root.Close() }() // only read from
	b := &builder{cfg: cfg, fsys: root.FS(), diags: &diag.List{}}
	if err := b.open(); err != nil {
		return nil, nil, err
	}
	defer b.charts.close()
	at := slices.IndexFunc(b.metas, func(m *content.Meta) bool { return m.Path == path })
	if at < 0 {
		return nil, nil, &NoReportError{Path: path, Nearest: diag.Nearest(path, b.others.paths)}
	}
	b.diags = &diag.List{} // what is wrong with other files is no matter of this report
	b.metas = b.metas[at : at+1]
	working := &Working{Drawings: map[string][]byte{}}
	if err := b.sourcesOf(ctx, false); err != nil || b.diags.Failed() {
		return working, privacy.Conceal(b.diags.Sorted()), err // nothing of it may be quoted
	}
	linked, err := b.linked(b.metas[0])
	if linked == nil || err != nil {
		return working, privacy.Conceal(b.diags.Sorted()), err
	}
	var drawings map[string]layout.Drawing
	if draw {
		if drawings, err = b.charts.draw(ctx, linked, b.set.Lang()); err != nil {
			return nil, nil, errors.Join(err, ctx.Err())
		}
	}
	working.Record = recordOf(b.set, linked, drawings)
	for _, c := range working.Record.Charts {
		if d, ok := drawings[c.ID]; ok {
			working.Drawings[c.Wide], working.Drawings[c.Narrow] = d.Wide, d.Narrow
		}
	}
	return working, privacy.Conceal(b.diags.Sorted()), nil
}
