// Package build opens a site and runs the stages in order: read, link,
// reconcile, compare the text, draw, lay out, write. Nothing is read or written
// past the gate of package privacy.
//
// In comes a folder with content/, data/ and layouts/; out come findings and,
// when there is no error among them, the files of the output folder. Reports
// are taken one at a time by as many workers as there are cores, and nothing
// of a report but what lists show of it is kept, so that memory does not grow
// with the site. The package draws no conclusion of its own: each stage says
// what is wrong, and build only decides whether the result may be written.
package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/privacy"
	"tertial/internal/publog"
	"tertial/internal/report"
	"tertial/internal/site"
)

// Config says what is built and for whom. Only Root is required.
type Config struct {
	Root     string   // the site's root folder
	Out      string   // output folder; "" is Root/public
	Audience Audience // "" is Public
	BaseURL  string   // "" is the site's own
	AsOf     string   // ISO date, required by Build: the only clock
	Today    string   // ISO date of the machine, after which nothing is published; "" is not known
	Lang     string   // of the interface; "" is the site's own
	Program  string   // name and version, shown in the footer
	Workers  int      // 0 is one a core
	// ChartCache is the folder in which drawings are kept for the next build; "" is none.
	ChartCache string
	BuiltIn    fs.FS // the built-in layouts; required
	Progress   func(done, total int)
	Signer     *publog.Signer // signs the checkpoint of the publication log; nil leaves it unsigned
	Delivery   *Delivery      // makes the site ready for its visitors; nil leaves out what only they need
	Past       data.Past      // earlier versions of the site's files; nil where there are none
}

// A Result is what a build or check found and wrote.
type Result struct {
	Findings []diag.Finding
	Reports  int
	Hidden   int               // reports that are not for this audience, or not yet
	Written  site.Result       // zero when nothing was written
	Texts    []TextNumbers     // the numbers in each report's text, in the reports' order
	Files    map[string][]byte // of a session: the site's files by path, nil with an error among the findings
}

// TextNumbers counts the numbers in one report's text.
type TextNumbers struct {
	Report string // its path
	report.Numbers
	terms string // words of the glossary that it uses, one a line
}

// Failed reports whether there is an error among the findings.
func (r *Result) Failed() bool {
	return slices.ContainsFunc(r.Findings, func(f diag.Finding) bool { return f.Severity == diag.Error })
}

// Build makes the site and writes it. With errors among the findings nothing
// is written and nothing removed. An error is a failure of the program or the
// machine, not of the author.
func Build(ctx context.Context, cfg Config) (*Result, error) {
	w, err := site.Open(cfg.out(), site.Options{AsOf: cfg.AsOf, Audience: string(cfg.audience()), Copies: cfg.copyScheme()})
	if found, ok := cfg.inTheWay(err); ok {
		return run(ctx, cfg, nil, found)
	}
	if err != nil {
		return nil, err
	}
	result, err := run(ctx, cfg, w)
	if err != nil || result.Failed() {
		return result, errors.Join(err, w.Discard())
	}
	result.Written, err = w.Commit(ctx)
	if found, ok := cfg.inTheWay(err); ok {
		result.Findings = append(result.Findings, found)
		return result, nil
	}
	return result, err
}

// Check does all that Build does short of drawing and writing.
func Check(ctx context.Context, cfg Config) (*Result, error) {
	return run(ctx, cfg, nil)
}

// A writer takes finished files; nil means that nothing is made of them. The
// only one is a [guard].
type writer interface {
	Add(path string, content []byte) error
}

// A builder is the state of one run.
type builder struct {
	cfg         Config
	fsys        fs.FS
	writer      writer
	finished    finished // the files that writer took; nil in a session, and when nothing is made
	indexer     string   // of a delivery: the program that makes the search index
	diags       *diag.List
	site        *layout.Site
	set         *layout.Set
	committees  []*content.Committee
	metas       []*content.Meta
	published   []*published // reports that have editions, in the order of their paths
	log         *publog.Log  // of publications
	written     []byte       // the log that stands in the output folder from an earlier build
	gate        *privacy.Gate
	hidden      int // reports that the audience does not see
	codes       *data.Codes
	others      *others
	renames     *renames // where what had another path before is
	charts      *chartRoom
	press       *press                     // of a release; nil prints nothing
	crossed     map[string]*report.Verdict // what was tried across reports, by path
	counts      *counts
	throughTime throughTime
	meetings    []*content.Meeting
	pages       []string // paths of the reports that have a page
	waiting     []string // paths of public reports without an edition
	languages   *languages

	// Of a session, whose builds do again only what has changed; else nil and "".
	memo   *memo
	view   *view
	shared string   // digest of what all reports share
	allows string   // what the gate allows
	whole  *builder // of which this one does a step
}

// run takes the site through all stages; without a writer nothing is drawn.
// What was found before it is added to its findings.
func run(ctx context.Context, cfg Config, w *site.Writer, before ...diag.Finding) (*Result, error) {
	root, err := os.OpenRoot(cfg.Root)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	defer func() { _ = root.Close() }() // only read from
	b := &builder{cfg: cfg, fsys: root.FS(), diags: &diag.List{}}
	for _, f := range before {
		b.diags.Add(f)
	}
	if w != nil {
		b.writer, b.finished, b.written = guard{to: w, b: b}, w, w.Earlier(writtenLog)
	}
	b.charts = newChartRoom(&cfg)
	defer b.charts.close()
	b.press = cfg.press()
	defer b.press.close()
	result, err := b.stages(ctx)
	if broken := b.brokenLayout(err); broken != nil {
		return broken, nil
	}
	return result, err
}

// stages is run for a builder that is ready.
func (b *builder) stages(ctx context.Context) (*Result, error) {
	b.cfg.Workers = workers(&b.cfg)
	if err := b.findIndexer(); err != nil {
		return nil, err
	}
	if err := b.opened(); err != nil {
		return nil, err
	}
	b.checkStatement()
	b.checkFeedback()
	if err := b.sources(ctx); err != nil {
		return nil, err
	}
	if err := b.checkLog(); err != nil {
		return nil, err
	}
	listings, err := b.reports(ctx)
	if err != nil {
		return nil, err
	}
	frozen, err := b.editions(ctx)
	if err != nil {
		return nil, err
	}
	listings = append(listings, frozen...)
	if err := b.meetingPages(ctx); err != nil {
		return nil, err
	}
	b.unusedTerms()
	if b.writer != nil && !b.diags.Failed() {
		if err := b.rest(listings); err != nil {
			return nil, err
		}
		if err := b.deliver(ctx); err != nil {
			return nil, err
		}
	}
	return &Result{Findings: privacy.Conceal(b.diags.Sorted()), Reports: b.shown(), Hidden: b.hidden, Texts: b.counts.sorted()}, nil
}

// workers is how many reports are taken at a time.
func workers(cfg *Config) int {
	if cfg.Workers <= 0 {
		return runtime.GOMAXPROCS(0)
	}
	return cfg.Workers
}

// open reads what all reports share.
func (b *builder) open() error {
	files := b.layers()
	own := content.ReadSite(b.fsys, b.diags)
	lang := b.cfg.Lang
	if lang == "" {
		lang = own.Lang
	}
	theme := layout.Theme(own.Theme, own.ColourPlace, b.diags)
	layout.CheckLogo(files, own.Theme.Logo, own.ColourPlace("theme.logo"), b.diags)
	assets, err := layout.ReadAssets(files, theme, own.Theme.Logo)
	if err != nil {
		return err
	}
	if b.set, err = layout.NewSet(files, lang); err != nil {
		return err
	}
	b.languages = &languages{files: files}
	base := b.cfg.BaseURL
	if base == "" {
		base = own.BaseURL
	}
	b.site = &layout.Site{Site: own, Assets: assets, Public: b.cfg.audience() == Public, BaseURL: withSlash(base), Program: b.cfg.Program}
	b.committees = content.ReadCommittees(b.fsys, b.diags)
	b.site.Bodies = severalBodies(b.committees)
	b.site.Committees, b.site.AsOf = b.committees, b.cfg.AsOf
	b.scan()
	b.site.OpenData = b.hasOpenData()
	b.renames = newRenames(b.committees, b.movable(), b.diags)
	b.openMeetings()
	b.openSearch()
	b.openWords()
	if b.codes, err = data.ReadCodes(b.fsys, b.diags); err != nil {
		return err
	}
	b.gate = b.newGate()
	b.others = newOthers(b)
	if b.charts == nil {
		b.charts = newChartRoom(&b.cfg)
	}
	if b.counts == nil {
		b.counts = &counts{}
	}
	return nil
}

// scan finds the reports that this build shows. The public sees a report only
// through its editions: of its working copy nothing is read but who may see it.
func (b *builder) scan() {
	var waiting []*content.Meta
	b.metas = content.Scan(b.fsys, func(m *content.Meta) bool {
		shown := b.sees(m)
		if shown && b.cfg.audience() == Public {
			waiting = append(waiting, m)
			return false
		}
		if !shown {
			b.hidden++
		}
		return shown
	}, b.diags)
	b.findPublished()
	for _, m := range waiting {
		if !slices.ContainsFunc(b.published, func(p *published) bool { return p.path == m.Path }) {
			b.hidden++
			b.waiting = append(b.waiting, m.Path)
			b.diags.Report("EDITION-NONE", m.Source.File(), "report", m.Path)
		}
	}
	for _, p := range b.published { // of which only tombstones are left
		if p.newest == nil && b.meta(p.path) == nil {
			b.waiting = append(b.waiting, p.path)
		}
	}
}

// shown is how many reports have a page, as working copies or editions.
func (b *builder) shown() int {
	n := len(b.metas)
	for _, p := range b.published {
		if p.newest != nil && b.meta(p.path) == nil {
			n++
		}
	}
	return n
}

// severalBodies reports whether the committees are of more than one municipality.
func severalBodies(committees []*content.Committee) bool {
	return slices.ContainsFunc(committees, func(c *content.Committee) bool { return c.Body != committees[0].Body })
}

func withSlash(base string) string {
	if base == "" || base[len(base)-1] == '/' {
		return base
	}
	return base + "/"
}

// rest writes the pages and files that no single report owns.
func (b *builder) rest(listings []*layout.Listing) error {
	list, err := b.publicLog()
	if err != nil {
		return err
	}
	b.site.Languages = languagesOf(listings)
	if err := b.languagePages(listings); err != nil {
		return err
	}
	files, err := b.set.Lists(b.site, layout.ListsInput{Committees: b.committees, Listings: listings, Log: list, Through: b.throughTime.committees})
	if err != nil {
		return err
	}
	if err := b.addAll(files); err != nil {
		return err
	}
	statement, err := b.set.Statement(b.site)
	if err != nil {
		return err
	}
	if err := b.addAll(statement); err != nil {
		return err
	}
	if err := b.public(list); err != nil {
		return err
	}
	if err := b.glossary(listings); err != nil {
		return err
	}
	if err := b.searchPage(listings); err != nil {
		return err
	}
	if err := b.openData(); err != nil {
		return err
	}
	for _, a := range b.site.Assets.Files {
		if err := b.add(a.Path, a.Content); err != nil {
			return err
		}
	}
	return nil
}
