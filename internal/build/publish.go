package build

import (
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/privacy"
	"tertial/internal/publog"
	"tertial/internal/report"
	"tertial/internal/site"
)

// A PublishRequest says what is published, and who stands for it.
type PublishRequest struct {
	Report       string // its path: committee/year/report
	Reason       string // why there is a new edition; a first one needs none
	ApprovedBy   string // role
	Correction   bool
	SlipBy       string   // role that decided to correct a slip; of a correction
	Decision     string   // § of the decision that the edition follows
	Acknowledged []string // codes of warnings that the approver has read
	Uncommitted  []string // files of the site that version control has not got, as far as that is known
	Ignored      Ignored  // tells what version control would leave out of the edition; nil where there is none
	DryRun       bool     // only tell what would stand in the way
	Random       io.Reader
	Hook         site.ChangeHook // for tests
}

// A Release is what came of a request to publish: the list of what was tried,
// and the edition if nothing stood in its way.
type Release struct {
	Findings []diag.Finding
	Steps    []ReleaseStep // the checklist, in its order
	Number   int           // of the edition that is, or was to be, made
	Edition  *edition.Edition
}

// Failed reports whether nothing was published.
func (r *Release) Failed() bool { return r.Edition == nil }

// A ReleaseStep is a line of the checklist.
type ReleaseStep struct {
	Name  string // key of its text: findings, differences, stage …
	State StepState
	Count int // of the findings that decided about it
}

// StepState is how a line of the checklist came out.
type StepState string

// The states of a step.
const (
	Passed   StepState = "passed"
	Noted    StepState = "noted"    // there is something to know
	Accepted StepState = "accepted" // there are warnings, and each is acknowledged
	Refused  StepState = "refused"
)

// Publish checks the working copy of a report and freezes it as its next
// edition, in one step together with its entry in the publication log. With
// anything in its way nothing is changed, and the release says what it is.
func Publish(ctx context.Context, cfg Config, req PublishRequest) (release *Release, err error) {
	p, err := openPublisher(cfg, req)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	if err := p.check(ctx); err != nil {
		return nil, err
	}
	release = p.decide()
	if release.Failed() || req.DryRun {
		return release, nil
	}
	if err := p.freeze(ctx, release); err != nil {
		return nil, err
	}
	if release.Failed() {
		return release, nil
	}
	return release, p.store.Commit(ctx)
}

// A publisher is the state of one call of Publish.
type publisher struct {
	*opened
	req     PublishRequest
	meta    *content.Meta
	linked  *report.Report
	verdict *report.Verdict
	// translations are those of the report, by language
	translations []*report.Translation
	editions     []*edition.Edition
	sources      []edition.File
	record       *edition.Record
	next         *edition.Edition
	numbers      map[string]int // of other reports' newest editions
}

// openPublisher takes the site's lock, so that nothing of what is decided can
// be overtaken, and reads what all reports share.
func openPublisher(cfg Config, req PublishRequest) (*publisher, error) {
	o, err := openStore(cfg, Staff, req.Hook)
	if err != nil {
		return nil, err
	}
	p := &publisher{opened: o, req: req, numbers: map[string]int{}}
	p.site.Public = true // what is frozen is what the public sees
	if p.meta = o.meta(req.Report); p.meta == nil {
		return nil, errors.Join(NoReport(p.fsys, req.Report), p.close())
	}
	return p, nil
}

// check does all that a check of the report does, and reads its earlier editions.
func (p *publisher) check(ctx context.Context) error {
	p.checkStatement()
	p.editions = edition.ListIn(p.fsys, path.Join("content", p.meta.Path, edition.Folder), p.diags)
	p.formerly(p.meta, p.editions)
	for _, e := range p.editions {
		e.Check(p.fsys, p.diags)
	}
	err := p.logged()
	if err != nil {
		return err
	}
	if err := p.judgeFiles(ctx); err != nil {
		return err
	}
	if p.crossed, err = p.across(ctx); err != nil {
		return err
	}
	if p.linked, err = p.builder.linked(p.meta); err != nil {
		return err
	}
	if p.linked != nil {
		p.verdict = p.judged(p.linked)
		p.verdict.Text = nil // for staff only
		p.translations = p.builder.translations(p.linked)
	}
	p.sources, err = p.sourcesAt("", p.meta.Path)
	return err
}

// logged reads the log and compares it with the report's editions.
func (p *publisher) logged() (err error) {
	before := p.diags.Count(diag.Error)
	if p.log, err = p.readLog(); err != nil || p.diags.Count(diag.Error) > before {
		return err // a damaged log says nothing
	}
	p.misplaced()
	for _, e := range p.editions {
		if _, ok := p.log.Latest(e.Report, e.Number); !ok {
			p.diags.Add(diag.New("EDITION-LOG", diag.Place{File: path.Join(e.Dir, edition.YAMLName)}, "number", e.Number).With("unlogged"))
		}
	}
	for _, entry := range p.log.Entries() {
		last, _ := p.log.Latest(entry.Report, entry.Edition)
		if last.Number != entry.Number || !p.here(entry.Report) {
			continue
		}
		at := slices.IndexFunc(p.editions, func(e *edition.Edition) bool { return e.Number == entry.Edition })
		var e *edition.Edition
		if at >= 0 {
			e = p.editions[at]
		}
		if err := p.checkEntry(entry, e); err != nil {
			return err
		}
	}
	return nil
}

// former are the paths that a report had before.
func former(m *content.Meta) []string {
	var paths []string
	for _, f := range m.Formerly {
		paths = append(paths, f.Path)
	}
	return paths
}

// here reports whether a path is the report's, or was: what its editions say
// counts as what its front matter does.
func (p *publisher) here(report string) bool {
	_, rest, _ := strings.Cut(p.meta.Path, "/")
	return report == p.meta.Path ||
		slices.Contains(former(p.meta), report) ||
		slices.ContainsFunc(p.editions, func(e *edition.Edition) bool { return e.Report == report }) ||
		slices.ContainsFunc(p.committee(p.meta).Formerly, func(f content.Former) bool { return f.Path+"/"+rest == report })
}

// judgeFiles puts the report's files before the privacy gate, and those that
// all reports share.
func (p *publisher) judgeFiles(ctx context.Context) error {
	all := p.metas
	p.metas = []*content.Meta{p.meta}
	defer func() { p.metas = all }()
	return p.sourcesOf(ctx, false)
}

// concerns reports whether a finding is about the report, or about what all
// reports share: others may have faults that do not matter for this one. What
// another report says otherwise does, but its draft must not keep this one from
// being published: such an error counts as a warning.
func (p *publisher) concerns(f *diag.Finding) bool {
	own := func(at diag.Place) bool {
		return below(at.File, path.Join("content", p.meta.Path)) || below(at.File, path.Join("data", p.meta.Path))
	}
	switch f.Place.File {
	case "", "content/site.yaml", "content/glossary.yaml", "content/laws.yaml", "data/koder.csv", publog.Path, path.Join("content", p.meta.Committee(), "committee.yaml"):
		return true
	}
	if own(f.Place) || below(f.Place.File, "layouts") {
		return true
	}
	related := slices.ContainsFunc(f.Related, func(r diag.Related) bool { return own(r.Place) })
	if related && f.Severity == diag.Error {
		f.Severity = diag.Warning
	}
	return related
}

func below(name, dir string) bool { return name == dir || strings.HasPrefix(name, dir+"/") }

// decide makes the checklist of what was found.
func (p *publisher) decide() *Release {
	p.next = p.nextEdition()
	release := &Release{Number: p.next.Number}
	var found []diag.Finding
	for _, f := range p.diags.Sorted() {
		if p.concerns(&f) {
			found = append(found, f)
		}
	}
	release.Steps, found = p.steps(found)
	release.Findings = privacy.Conceal(found)
	refused := slices.ContainsFunc(release.Steps, func(s ReleaseStep) bool { return s.State == Refused })
	if !refused && p.linked != nil {
		release.Edition = p.next
	}
	return release
}

// nextEdition is the edition that is asked for, without its digests.
func (p *publisher) nextEdition() *edition.Edition {
	e := &edition.Edition{
		Report: p.meta.Path, Number: 1, Date: p.cfg.AsOf, Kind: edition.First,
		Reason: p.req.Reason, Author: p.meta.Author, ApprovedBy: p.req.ApprovedBy, SlipBy: p.req.SlipBy, Decision: p.req.Decision,
		Tool: p.cfg.Program,
	}
	for _, old := range p.editions {
		e.Number = max(e.Number, old.Number+1)
	}
	if p.log != nil {
		for _, entry := range p.log.Entries() {
			if p.here(entry.Report) {
				e.Number = max(e.Number, entry.Edition+1)
			}
		}
		e.Checkpoint = p.log.CheckpointAt(p.log.Size())
	}
	switch {
	case p.req.Correction:
		e.Kind = edition.Correction
	case e.Number > 1:
		e.Kind = edition.Revision
	}
	e.Dir = edition.Dir(p.meta.Path, e.Number)
	return e
}

// readLog reads the publication log; a site that has published nothing has none.
func (b *builder) readLog() (*publog.Log, error) {
	text, err := readIfThere(b.fsys, publog.Path)
	if err != nil {
		return nil, err
	}
	return publog.Parse(diag.NewSource(publog.Path, text), b.diags), nil
}

// newest finds the newest edition of other reports, for links to them; 0 is none.
func (p *publisher) newest(report string) int {
	number, known := p.numbers[report]
	if report == p.meta.Path {
		return p.next.Number
	}
	if !known {
		if e := edition.Newest(edition.List(p.fsys, report, nil, &diag.List{})); e != nil {
			number = e.Number
		}
		p.numbers[report] = number
	}
	return number
}

// input is what the layout is given of the report.
func (p *publisher) input(ctx context.Context) (layout.ReportInput, error) {
	in := layout.ReportInput{Report: p.linked, Verdict: p.verdict, Edition: p.next.Number, Newest: p.newest}
	if err := p.drawn(ctx, &in); err != nil {
		return in, err
	}
	var err error
	in.Translations, err = p.drawTranslations(ctx, p.translations)
	return in, err
}
