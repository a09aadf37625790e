package build

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/prose"
	"tertial/internal/reconcile"
	"tertial/internal/report"
)

// reports takes every report through all stages. The listings come back in
// the order of the reports' paths, whichever worker was first.
func (b *builder) reports(ctx context.Context) ([]*layout.Listing, error) {
	var err error
	if b.crossed, err = b.across(ctx); err != nil {
		return nil, err
	}
	if err := b.seriesPages(ctx); err != nil {
		return nil, err
	}
	listings := make([]*layout.Listing, len(b.metas))
	var next, done atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range min(b.cfg.Workers, len(b.metas)) {
		group.Go(func() error {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(b.metas) {
					return nil
				}
				listing, err := b.reportOnce(ctx, b.metas[i])
				if err != nil {
					return err
				}
				listings[i] = listing
				if b.cfg.Progress != nil {
					b.cfg.Progress(int(done.Add(1)), len(b.metas))
				}
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(listings, func(l *layout.Listing) bool { return l == nil }), nil
}

// report takes one report through all stages. After the first error of the
// run nothing more is drawn, but everything is still checked.
func (b *builder) report(ctx context.Context, meta *content.Meta) (*layout.Listing, error) {
	linked, err := b.linked(meta)
	if linked == nil || err != nil {
		return nil, err
	}
	in := layout.ReportInput{Report: linked, Verdict: b.judged(linked)}
	translations := b.translations(linked)
	if b.writer == nil || b.failed() || b.fronted(meta.Path) {
		return nil, nil
	}
	in.Newest, in.Through = b.newestShown, b.throughTime.panels[meta.Path]
	if err := b.drawn(ctx, &in); err != nil {
		return nil, err
	}
	if in.Translations, err = b.drawTranslations(ctx, translations); err != nil {
		return nil, err
	}
	files, listing, err := b.set.Report(b.site, in)
	if err != nil {
		return nil, err
	}
	if err := b.addAll(files); err != nil {
		return nil, err
	}
	return listing, nil
}

// linked reads a report and its datasets and binds them together; it is nil
// when there is nothing that could be read.
func (b *builder) linked(meta *content.Meta) (*report.Report, error) {
	doc := content.Parse(b.fsys, meta, b.diags)
	if doc == nil {
		return nil, nil
	}
	sets, unread, err := b.datasets(meta, b.diags)
	if err != nil {
		return nil, err
	}
	for _, d := range sets {
		d.CheckSeal(b.cfg.Past, b.diags)
	}
	return report.Link(doc, b.sourcesOfLink(meta, sets, unread), b.diags), nil
}

// judged puts a report through all checks.
func (b *builder) judged(linked *report.Report) *report.Verdict {
	meta := linked.Meta
	judgeCharts(linked, b.set.Lang(), b.diags)
	verdict := reconcile.Check(linked, b.diags)
	merge(verdict, b.crossed[meta.Path], linked.Datasets)
	left := b.proof(linked, linked.Datasets)
	b.checkLicense(meta.Path, linked.Datasets)
	numbers := prose.Check(prose.OfReport(linked), b.diags)
	b.counts.add(TextNumbers{meta.Path, numbers, strings.Join(b.termsOf(linked), "\n")})
	if b.cfg.audience() == Staff {
		verdict.Text, verdict.Left = &numbers, left
	}
	return verdict
}

// drawn adds all drawings to what the layout is given of a report.
func (b *builder) drawn(ctx context.Context, in *layout.ReportInput) (err error) {
	if in.Drawings, err = b.charts.draw(ctx, in.Report, b.set.Lang()); err != nil {
		return err
	}
	if in.Trends, err = drawTrends(in.Report, b.set.Lang()); err != nil {
		return err
	}
	in.CardTrends, err = drawCardTrends(in.Report, b.set.Lang())
	return err
}

// counts are how many numbers the texts of reports have. They are safe for
// concurrent use.
type counts struct {
	mu   sync.Mutex
	list []TextNumbers
}

func (c *counts) add(n TextNumbers) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, n)
}

// terms are the words of the glossary that any report uses.
func (c *counts) terms() []string {
	var all []string
	for _, n := range c.list {
		all = append(all, strings.Split(n.terms, "\n")...)
	}
	return all
}

// sorted returns the counts in the order of the reports' paths.
func (c *counts) sorted() []TextNumbers {
	slices.SortFunc(c.list, func(a, b TextNumbers) int { return strings.Compare(a.Report, b.Report) })
	return c.list
}

func (b *builder) committee(meta *content.Meta) *content.Committee {
	for _, c := range b.committees {
		if c.ID == meta.Committee() {
			return c
		}
	}
	return &content.Committee{ID: meta.Committee(), Name: meta.Committee()}
}

// committeeIDs are the committees that have a page.
func (b *builder) committeeIDs() []string {
	ids := []string{}
	for _, c := range b.committees {
		ids = append(ids, c.ID)
	}
	return ids
}

// datasets reads all datasets of a report, and returns the ids of those that
// cannot be read.
func (b *builder) datasets(meta *content.Meta, diags *diag.List) (sets []*data.Dataset, unread []string, err error) {
	period, _ := data.ParsePeriod(meta.Period.From + "/" + meta.Period.To) // content has checked it
	defaults := data.Defaults{Period: period, Date: meta.Date, Lang: b.set.Lang()}
	for _, id := range data.List(b.fsys, meta.Path) {
		d, err := data.ReadDataset(b.fsys, meta.Path, id, defaults, b.codes, diags)
		if err != nil {
			return nil, nil, err
		}
		if d == nil || len(d.Rows) == 0 {
			unread = append(unread, id)
			continue
		}
		sets = append(sets, d)
	}
	return sets, unread, nil
}
