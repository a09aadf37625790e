package build

import (
	"context"
	"path"
	"slices"
	"strconv"

	"tertial/internal/change"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/privacy"
)

// The words that name a state of a report, beside the numbers of its editions.
const (
	LatestWord  = "latest"  // the newest edition that is published
	WorkingWord = "working" // the working copy
)

// A Comparison is what two states of a report differ in, with what writes it down.
type Comparison struct {
	Input layout.ChangesInput
	Set   *layout.Set // in the language that was asked for
	Site  *layout.Site
}

// A NotComparedError says that a report has no such edition to compare.
type NotComparedError struct {
	Report, Word string
	Withdrawn    bool
	Known        []string // what there is; none where nothing has been published
}

func (e *NotComparedError) Error() string { return "no edition " + e.Word + " of " + e.Report }

// Diff compares two states of a report: editions by their numbers, [LatestWord] or
// [WorkingWord]. An empty old one is the newest edition, an empty new one the
// working copy. Charts are drawn when draw asks for them. When the findings
// keep the working copy from being read, the comparison is nil. Words are
// those of the language, "" is the site's own.
func Diff(ctx context.Context, cfg Config, report, old, now, lang string, draw bool) (*Comparison, []diag.Finding, error) {
	r, err := openReport(cfg, report)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = r.close() }() // only read from
	c, err := r.compare(ctx, old, now, lang, draw)
	return c, privacy.Conceal(r.diags.Sorted()), err
}

func (r *reportReader) compare(ctx context.Context, old, now, lang string, draw bool) (*Comparison, error) {
	editions := edition.ListIn(r.fsys, path.Join("content", r.meta.Path, edition.Folder), r.diags)
	a, err := r.edition(editions, old, LatestWord)
	if err != nil {
		return nil, err
	}
	b, err := r.edition(editions, now, WorkingWord)
	if err != nil {
		return nil, err
	}
	c := &Comparison{Set: r.set, Site: r.site}
	if lang != "" && lang != r.set.Lang() {
		if c.Set, err = layout.NewSet(r.layers(), lang); err != nil {
			return nil, err
		}
	}
	working := &Working{}
	if a == nil || b == nil {
		if working, err = r.working(ctx, draw); err != nil || working.Record == nil {
			return nil, err
		}
	}
	versions, err := r.versions(&published{editions: editions, snapshots: map[int]*edition.Snapshot{}})
	if err != nil {
		return nil, err
	}
	line := change.NewTimeline(append(versions, change.Version{Record: working.Record}))
	at := func(e *edition.Edition) int {
		if e == nil {
			return len(line.Versions) - 1
		}
		return line.At(e.Number)
	}
	c.Input = layout.ChangesInput{
		Report: r.meta.Path, Title: r.meta.Title, Committee: r.committee(r.meta), Old: a, New: b,
		Changes: line.Compare(at(a), at(b)), Example: r.meta.Example,
	}
	if draw {
		c.Input.Drawing = r.drawings(c.Input.Changes, working, a, b)
	}
	return c, nil
}

// drawings returns the drawings of the charts that differ. They are read now:
// the site is closed when they are shown.
func (r *reportReader) drawings(changes *change.Changes, working *Working, a, b *edition.Edition) func(*edition.Edition, string) []byte {
	read := map[*edition.Edition]map[string][]byte{nil: working.Drawings}
	keep := func(e *edition.Edition, c *edition.Chart) {
		if e == nil || c == nil {
			return
		}
		if read[e] == nil {
			read[e] = map[string][]byte{}
		}
		for _, name := range [...]string{c.Wide, c.Narrow} {
			read[e][name] = r.frozenDrawing(e, name)
		}
	}
	for _, c := range changes.Charts {
		keep(a, c.Old)
		keep(b, c.New)
	}
	return func(e *edition.Edition, name string) []byte { return read[e][name] }
}

// edition finds the state that a word names; nil is the working copy.
func (r *reportReader) edition(all []*edition.Edition, word, instead string) (*edition.Edition, error) {
	if word == "" {
		word = instead
	}
	missing := &NotComparedError{Report: r.meta.Path, Word: word}
	for _, e := range all {
		if e.Withdrawn == nil {
			missing.Known = append(missing.Known, strconv.Itoa(e.Number))
		}
	}
	switch word {
	case WorkingWord:
		return nil, nil //nolint:nilnil // it is no edition
	case LatestWord:
		if e := edition.Newest(all); e != nil {
			return e, nil
		}
		return nil, missing
	}
	at := slices.IndexFunc(all, func(e *edition.Edition) bool { return strconv.Itoa(e.Number) == word })
	if at < 0 {
		return nil, missing
	}
	if missing.Withdrawn = all[at].Withdrawn != nil; missing.Withdrawn {
		return nil, missing
	}
	return all[at], nil
}
