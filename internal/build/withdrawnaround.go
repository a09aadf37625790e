package build

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/privacy"
	"tertial/internal/site"
)

// A rendering is what a build for the public would write, without the content.
type rendering struct {
	needle []byte // what names the report in an address
	mu     sync.Mutex
	sums   map[string]string // digest of each file by path; none when errors keep it from being built
	naming []string          // the files with the needle in them
	errors []diag.Finding
	failed bool // it could not even be tried
}

// Add implements writer.
func (r *rendering) Add(name string, content []byte) error {
	sum, names := edition.Digest(content), bytes.Contains(content, r.needle)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sums[name] = sum
	if names {
		r.naming = append(r.naming, name)
	}
	return nil
}

// built reports whether there is anything.
func (r *rendering) built() bool { return !r.failed && len(r.errors) == 0 }

// render builds the site for an audience and writes nothing; all others than
// the public's are only checked. A failure must not keep anything on the web:
// less can be told then.
func render(ctx context.Context, cfg Config, report string, audience Audience) *rendering {
	out := &rendering{sums: map[string]string{}, needle: []byte(path.Base(report) + "/")}
	if err := out.render(ctx, cfg, audience); err != nil {
		out.failed = true
	}
	return out
}

func (r *rendering) render(ctx context.Context, cfg Config, audience Audience) error {
	cfg.Audience = audience
	root, err := os.OpenRoot(cfg.Root)
	if err != nil {
		return fmt.Errorf("open site: %w", err)
	}
	defer func() { _ = root.Close() }() // only read from
	b := &builder{cfg: cfg, fsys: root.FS(), diags: &diag.List{}}
	if audience == Public {
		b.writer = guard{to: r, b: b}
	}
	b.charts = newChartRoom(&cfg)
	defer b.charts.close()
	result, err := b.stages(ctx)
	if err != nil {
		return err
	}
	r.errors = slices.DeleteFunc(result.Findings, func(f diag.Finding) bool { return f.Severity != diag.Error })
	return nil
}

// changed are the paths of all files that one of two renderings lacks, or has
// with other content.
func changed(before, after *rendering) []string {
	var names []string
	for name, sum := range before.sums {
		if after.sums[name] != sum {
			names = append(names, name)
		}
	}
	for name := range after.sums {
		if _, there := before.sums[name]; !there {
			names = append(names, name)
		}
	}
	return names
}

// around completes what is told of a withdrawal: a build without the editions
// shows each address that is not as it was, and all that stops the next one.
func (w *withdrawer) around(ctx context.Context, before *rendering) error {
	after := render(ctx, w.cfg, w.req.Report, Public)
	var old []string
	for i := range before.errors {
		old = append(old, spoken(&before.errors[i]))
	}
	stops := &diag.List{}
	for _, f := range after.errors {
		if !slices.Contains(old, spoken(&f)) {
			stops.Add(f)
		}
	}
	for _, audience := range [...]Audience{Committee, Staff} { // whose drafts may have faults of their own
		for _, f := range render(ctx, w.cfg, w.req.Report, audience).errors {
			if strings.Contains(f.Message("en"), w.req.Report) && !slices.Contains(old, spoken(&f)) {
				stops.Add(f)
			}
		}
	}
	w.result.Stopping = privacy.Conceal(stops.Sorted())
	var err error
	w.result.Purge, err = w.purge(before, after)
	return err
}

// spoken is what a finding says, and where.
func spoken(f *diag.Finding) string { return fmt.Sprint(f.Place, f.Code, f.Message("en")) }

// purge are the addresses that caches and search engines may still hold: those
// of the editions' own pages and files, and of all that changed with them. Where
// the site cannot be built it is all that named the report before, or lists reports.
func (w *withdrawer) purge(before, after *rendering) ([]string, error) {
	names := append(slices.Clone(w.pagesOf), indexFolder) // the parts of an index have names of their own
	if w.result.Guessed = !before.built() || !after.built(); w.result.Guessed {
		lists, err := w.lists()
		if err != nil {
			return nil, err
		}
		names = append(append(names, lists...), before.naming...)
		for name := range before.sums {
			if strings.HasPrefix(name, layout.LogFolder) { // its tiles have other names when it has grown
				names = append(names, name)
			}
		}
	} else {
		names = append(names, changed(before, after)...)
		names = append(names, site.ManifestName)
	}
	var all []string
	for _, name := range names {
		if name == "index.html" || strings.HasSuffix(name, "/index.html") {
			name = strings.TrimSuffix(name, "index.html")
		}
		all = append(all, w.site.BaseURL+name)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// lists are the pages and files that no single report owns, and the pages of
// the meetings that name this one.
func (w *withdrawer) lists() ([]string, error) {
	log, err := w.readLog()
	if err != nil {
		return nil, err
	}
	names := []string{"", layout.FeedName, layout.SearchFolder, layout.EconomyFolder, layout.GlossaryFolder, layout.LogFolder, layout.DataFolder, layout.SitemapPath, layout.RedirectList, site.ManifestName}
	for _, c := range w.committees {
		names = append(names, c.ID+"/", c.ID+"/"+layout.FeedName, layout.IndicatorsFolder(c.ID), layout.IndicatorsFolder(c.ID)+layout.ForecastsName+"/")
	}
	files, err := log.Files(nil)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		names = append(names, layout.LogFolder+f.Path)
	}
	for _, name := range w.result.Referring {
		if meeting, rest, ok := strings.Cut(strings.TrimPrefix(name, "content/"), "/meetings/"); ok {
			day, _, _ := strings.Cut(strings.TrimSuffix(rest, ".md"), "/")
			names = append(names, meeting+"/meetings/"+day+"/")
		}
	}
	return names, nil
}
