package build

import (
	"context"

	"tertial/internal/diag"
	"tertial/internal/privacy"
)

// Record reads the working copy of a report and returns what it states, with
// its drawings by their names in the record when draw asks for them. Only what
// the privacy gate stops is not read; all other findings are returned beside
// the record, as far as they are met on the way.
func Record(ctx context.Context, cfg Config, path string, draw bool) (*Working, []diag.Finding, error) {
	r, err := openReport(cfg, path)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = r.close() }() // only read from
	working, err := r.working(ctx, draw)
	return working, privacy.Conceal(r.diags.Sorted()), err
}
