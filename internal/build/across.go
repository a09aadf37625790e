package build

import (
	"context"
	"maps"
	"sync"

	"golang.org/x/sync/errgroup"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/report"
)

// across reads the numbers of all reports once and checks what different
// reports say of the same thing, before any of them is laid out: each report's
// own page of checks tells of it. It returns what was tried of each, by path.
func (b *builder) across(ctx context.Context) (map[string]*report.Verdict, error) {
	all := make([]*made, len(b.metas))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(b.cfg.Workers)
	for i, meta := range b.metas {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			var err error
			all[i], err = b.entries(meta)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	b.throughTime.working = all
	crossed, again := map[string]*report.Verdict{}, b.again()
	for from := 0; from < len(b.metas); { // a committee's reports follow each other
		to, committee := from, b.metas[from].Committee()
		for to < len(b.metas) && b.metas[to].Committee() == committee {
			to++
		}
		verdicts, err := b.compared(committee, all[from:to], again)
		if err != nil {
			return nil, err
		}
		maps.Copy(crossed, verdicts)
		from = to
	}
	return crossed, nil
}

// again returns what gives the datasets of a report once more, the same ones
// each time: the few reports that differ are asked for several times.
func (b *builder) again() func(path string) ([]*data.Dataset, bool) {
	byPath := make(map[string]*content.Meta, len(b.metas))
	for _, m := range b.metas {
		byPath[m.Path] = m
	}
	var mu sync.Mutex
	read := map[string][]*data.Dataset{}
	return func(path string) ([]*data.Dataset, bool) {
		mu.Lock()
		defer mu.Unlock()
		meta, ok := byPath[path]
		if !ok {
			return nil, false
		}
		sets, ok := read[path]
		if !ok {
			sets, _, _ = b.datasets(meta, &diag.List{}) // a failure is met when the report is taken
			read[path] = sets
		}
		return sets, true
	}
}

// merge adds to a report's verdict what was tried across reports. Its facts
// were read another time; they stand at the same rows and columns of the
// report's own datasets.
func merge(verdict, across *report.Verdict, sets []*data.Dataset) {
	if across == nil {
		return
	}
	for _, more := range across.Rules {
		for i := range verdict.Rules {
			if own := &verdict.Rules[i]; own.Rule == more.Rule && own.Dataset == more.Dataset {
				own.Tried += more.Tried
				own.Agree += more.Agree
				own.Known += more.Known
			}
		}
	}
	for _, diff := range across.Differences {
		if fact := twin(diff.Fact, sets); fact != nil {
			diff.Fact, diff.Dataset = fact, fact.Dataset
			verdict.Differences = append(verdict.Differences, diff)
		}
	}
}

// twin finds the fact at the same place of another reading.
func twin(f *data.Fact, sets []*data.Dataset) *data.Fact {
	if f == nil {
		return nil
	}
	for _, d := range sets {
		if d.ID != f.Dataset.ID || f.RowIndex >= len(d.Rows) {
			continue
		}
		for _, cell := range d.Rows[f.RowIndex].Cells {
			for _, own := range cell.Facts {
				if own.ColumnIndex == f.ColumnIndex && own.Part == f.Part {
					return own
				}
			}
		}
	}
	return nil
}
