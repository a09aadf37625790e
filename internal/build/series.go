package build

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/report"
	"tertial/internal/series"
)

// throughTime is what a build knows of its reports through time. All of it is
// made before the first report is laid out, from what each shows: its working
// copy, or its newest edition.
type throughTime struct {
	working    []*made                          // of each of metas, in their order
	panels     map[string]*layout.ThroughReport // by the report's path
	committees map[string]layout.Through        // by id
	pages      []string                         // folders of all pages, for the sitemap
}

// workingPart is what the datasets of a working copy add to lines through time.
func (b *builder) workingPart(meta *content.Meta, sets []*data.Dataset) *series.Part {
	r := series.Report{
		Path: meta.Path, Title: meta.Title, Kind: meta.Kind, From: meta.Period.From, To: meta.Period.To,
		Date: cmp.Or(meta.Date, meta.Meeting, meta.Period.To), Edition: b.newestShown(meta.Path),
	}
	return series.Extract(r, report.MakeSets(sets, b.set.Lang()), nil)
}

// editionPart is what the newest edition of a report adds, from its record.
func (b *builder) editionPart(p *published) (*made, error) {
	inputs := fmt.Sprintf("%d %s", p.newest.Number, p.newest.Report)
	return b.step("part "+p.path, inputs, func(part *builder) (any, error) {
		snapshot, err := p.newest.Snapshot(part.fsys)
		if err != nil {
			return &series.Part{}, nil //nolint:nilerr // the check of the edition says why
		}
		record, err := p.newest.Record(part.fsys)
		if err != nil {
			return &series.Part{}, nil //nolint:nilerr // likewise
		}
		return partOf(p, snapshot, record), nil
	})
}

func partOf(p *published, s *edition.Snapshot, record *edition.Record) *series.Part {
	r := series.Report{
		Path: p.path, Former: p.newest.Report, Title: s.Title, Kind: s.Kind, From: s.From, To: s.To,
		Date: cmp.Or(s.Date, s.Meeting, s.To, p.newest.Date), Edition: p.newest.Number,
	}
	return series.Extract(r, record.Sets, record.Protected)
}

// seriesPages writes all pages of measures, forecasts and comparisons, committee
// by committee, so that the numbers of one are kept at a time, and at last the
// table of all committees.
func (b *builder) seriesPages(ctx context.Context) error {
	working := b.throughTime.working
	b.throughTime = throughTime{panels: map[string]*layout.ThroughReport{}, committees: map[string]layout.Through{}}
	if b.writer == nil || b.failed() {
		return nil
	}
	var all []layout.CommitteeAccounts
	var inputs strings.Builder
	for _, c := range b.committees {
		parts, err := b.partsOf(ctx, c, working)
		if err != nil {
			return err
		}
		if len(parts) == 0 {
			continue
		}
		s, err := b.committeeSeries(ctx, c, parts)
		if err != nil {
			return err
		}
		fmt.Fprintf(&inputs, "%s %d\n", c.ID, s.serial)
		known, ok := s.value.(*committeeKnown)
		if !ok {
			continue
		}
		b.throughTime.committees[c.ID] = known.through
		for path, panel := range known.panels {
			b.throughTime.panels[path] = panel
		}
		b.throughTime.pages = append(b.throughTime.pages, known.pages...)
		all = append(all, layout.CommitteeAccounts{Committee: c, Accounts: known.accounts})
	}
	return b.economy(all, inputs.String())
}

// partsOf are the parts of the reports of one committee.
func (b *builder) partsOf(ctx context.Context, c *content.Committee, working []*made) ([]*made, error) {
	var parts []*made
	for i, meta := range b.metas {
		if meta.Committee() == c.ID && i < len(working) {
			parts = append(parts, working[i])
		}
	}
	for _, p := range b.published {
		if p.committee != c || p.newest == nil || b.meta(p.path) != nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s, err := b.editionPart(p)
		if err != nil {
			return nil, err
		}
		parts = append(parts, s)
	}
	return parts, nil
}

// A committeeKnown is what is kept of a committee through time.
type committeeKnown struct {
	through  layout.Through
	panels   map[string]*layout.ThroughReport
	accounts []series.Account
	pages    []string
}

// committeeSeries writes the pages of one committee, if any of its reports has
// changed.
func (b *builder) committeeSeries(ctx context.Context, c *content.Committee, parts []*made) (*made, error) {
	inputs := ""
	if b.memo != nil {
		var key strings.Builder
		key.WriteString(b.shared + "\x00" + b.addresses() + "\x00")
		for _, s := range parts {
			fmt.Fprintf(&key, "%d ", s.serial)
		}
		inputs = key.String()
	}
	return b.step("series "+c.ID, inputs, func(part *builder) (any, error) {
		var own []*series.Part
		for _, s := range parts {
			switch v := s.value.(type) {
			case *reported:
				own = append(own, v.part)
			case *series.Part:
				own = append(own, v)
			}
		}
		return part.writeSeries(ctx, c, series.Join(c.ID, own, b.codes))
	})
}

// writeSeries writes the pages of a committee, and returns what is kept of it.
func (b *builder) writeSeries(ctx context.Context, c *content.Committee, s *series.Committee) (*committeeKnown, error) {
	known := &committeeKnown{panels: map[string]*layout.ThroughReport{}, accounts: s.Accounts()}
	if len(s.Measures) == 0 {
		return known, nil
	}
	known.through = b.set.ThroughOf(s)
	for _, r := range s.Reports {
		known.panels[r.Path] = b.set.ThroughReportOf(s, r)
	}
	drawings, err := b.seriesDrawings(ctx, s)
	if err != nil {
		return nil, err
	}
	files, err := b.set.SeriesPages(b.site, layout.SeriesInput{
		Committee: c, Series: s, Drawings: drawings, Economy: len(known.accounts) > 0,
	})
	if err != nil {
		return nil, err
	}
	compared, err := b.compareReports(c, s)
	if err != nil {
		return nil, err
	}
	files = append(files, compared...)
	for _, f := range files {
		known.pages = append(known.pages, strings.TrimSuffix(f.Path, "index.html"))
	}
	return known, b.addAll(files)
}

// economy writes the table of all committees.
func (b *builder) economy(all []layout.CommitteeAccounts, inputs string) error {
	s, err := b.step("economy", b.shared+"\x00"+b.addresses()+"\x00"+inputs, func(part *builder) (any, error) {
		files, err := part.set.Economy(part.site, all)
		if err != nil {
			return nil, err
		}
		return len(files) > 0, part.addAll(files)
	})
	if err != nil {
		return err
	}
	if written, _ := s.value.(bool); written {
		b.throughTime.pages = append(b.throughTime.pages, layout.EconomyFolder)
	}
	return nil
}

// panelKey writes down what the panel of a report shows.
func (b *builder) panelKey(path string) string {
	panel := b.throughTime.panels[path]
	if panel == nil {
		return ""
	}
	return fmt.Sprintf("%+v", *panel)
}
