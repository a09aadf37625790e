package build

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/reconcile"
	"tertial/internal/report"
	"tertial/internal/series"
)

// What the steps of a build take from the builder, besides the files that they
// read themselves, is written down here for [builder.step]. Whoever lets a step
// depend on more adds it; TestSessionIsABuild finds what is missing.

// opened reads what all reports share, as open does, and writes down all that
// was read of it but what each report answers for itself.
func (b *builder) opened() error {
	if b.memo == nil {
		return b.open()
	}
	t := newTracker(b.view)
	b.fsys = t
	err := b.open()
	b.fsys = b.view
	var told []string
	for q, answer := range t.all() {
		if common(q) {
			told = append(told, fmt.Sprintf("%c %q %s", q.look, q.name, answer))
		}
	}
	slices.Sort(told)
	b.shared = digestOf([]byte(strings.Join(told, "\n")), nil)
	b.view.heads(b.metas)
	return err
}

// common reports whether what was read when the site was opened concerns every
// report: site.yaml, the register of codes, the committees and the layouts, and
// not what lies in a committee's folder for single reports and meetings.
func common(q question) bool {
	top, rest, below := strings.Cut(q.name, "/")
	if top != "content" && top != "data" || !below {
		return true
	}
	_, file, deeper := strings.Cut(rest, "/")
	if !deeper {
		return q.look == lookFile
	}
	return top == "content" && file == "committee.yaml"
}

// heads lets steps ask for the front matter of a report as the build has read it.
func (v *view) heads(metas []*content.Meta) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, m := range metas {
		v.said[question{lookHead, m.Path}] = digestOf(m.Source.Text, nil)
	}
}

// reportOnce takes a report through all stages, if anything has changed for it.
func (b *builder) reportOnce(ctx context.Context, meta *content.Meta) (*layout.Listing, error) {
	inputs := ""
	if b.memo != nil {
		inputs = strings.Join([]string{
			b.shared, b.addresses(), verdictKey(b.crossed[meta.Path]), b.set.Standing(b.site, meta), b.panelKey(meta.Path),
		}, "\x00")
	}
	s, err := b.step("report "+meta.Path, inputs, func(part *builder) (any, error) {
		part.asks(meta)
		return part.report(ctx, meta)
	})
	if err != nil {
		return nil, err
	}
	listing, _ := s.value.(*layout.Listing)
	return listing, nil
}

// asks counts a report's front matter among what a step was told.
func (b *builder) asks(meta *content.Meta) {
	if t, ok := b.fsys.(*tracker); ok {
		t.note(lookHead, meta.Path)
	}
}

// other returns the datasets of another report, and counts all that they were
// made of among what the step was told.
func (b *builder) other(name string) ([]*data.Dataset, bool) {
	read, ok := b.others.get(name)
	if t, counts := b.fsys.(*tracker); counts && ok {
		t.absorb(read.told)
	}
	return read.sets, ok
}

// readAgain reads the datasets of a report for others. A failure is met when the
// report itself is taken.
func (b *builder) readAgain(meta *content.Meta) readSets {
	if b.memo == nil {
		sets, _, _ := b.datasets(meta, &diag.List{})
		return readSets{sets: sets}
	}
	part, _ := b.part()
	part.asks(meta)
	sets, _, _ := part.datasets(meta, &diag.List{})
	told, _ := part.fsys.(*tracker)
	return readSets{sets, told.all()}
}

// verdictKey writes down what was tried across reports, as far as a report shows it.
func verdictKey(v *report.Verdict) string {
	if v == nil {
		return ""
	}
	var key strings.Builder
	for _, r := range v.Rules {
		fmt.Fprintf(&key, "%+v\n", r)
	}
	for i := range v.Differences {
		d := &v.Differences[i]
		at := ""
		if d.Fact != nil {
			at = fmt.Sprint(d.Fact.RowIndex, d.Fact.ColumnIndex, d.Fact.Part)
		}
		id := ""
		if d.Dataset != nil {
			id = d.Dataset.ID
		}
		fmt.Fprintf(&key, "%s %s %s %d %s %s %d %t %t %q %q", d.Rule, id, at, d.Column, d.Derived.Number, d.Derived.Unit,
			d.Derived.Decimals, d.Derived.Exact, d.Computed, d.Stated, d.Expected)
		if d.Known != nil {
			fmt.Fprintf(&key, " %+v", *d.Known)
		}
		key.WriteByte('\n')
	}
	return key.String()
}

// addresses write down what there is to link to: reports, meetings, what has moved,
// and which edition the address of each report shows.
func (b *builder) addresses() string {
	var key strings.Builder
	// Maps are printed sorted.
	fmt.Fprintf(&key, "%t %t\n%q\n%q\n%v\n%v\n", b.site.Published, b.site.OpenData, b.others.paths, b.meetingPaths(), b.renames.reports, b.renames.committees)
	for _, p := range b.published {
		fmt.Fprintf(&key, "%s %d\n", p.path, b.newestShown(p.path))
	}
	return key.String()
}

// A reported is what is known of a report's numbers before it is laid out.
type reported struct {
	ledger *reconcile.Ledger
	part   *series.Part // nil when nothing is made of it
}

// entries are what a report adds to the ledger of its committee, and to its
// lines through time.
func (b *builder) entries(meta *content.Meta) (*made, error) {
	inputs := fmt.Sprintf("%s %d", b.shared, b.newestShown(meta.Path))
	return b.step("ledger "+meta.Path, inputs, func(part *builder) (any, error) {
		part.asks(meta)
		r := &reported{ledger: reconcile.NewLedger()}
		// What is wrong with a dataset is said when its report is taken.
		sets, _, err := part.datasets(meta, &diag.List{})
		if err == nil && len(sets) > 0 {
			r.ledger.Add(&report.Report{Meta: meta, Datasets: sets})
			if b.writer != nil {
				r.part = part.workingPart(meta, sets)
			}
		}
		return r, err
	})
}

// compared checks what the reports of one committee say of the same things.
func (b *builder) compared(committee string, entries []*made, again func(string) ([]*data.Dataset, bool)) (map[string]*report.Verdict, error) {
	var inputs strings.Builder
	for _, e := range entries {
		inputs.WriteString(strconv.Itoa(e.serial) + " ")
	}
	s, err := b.step("across "+committee, inputs.String(), func(part *builder) (any, error) {
		ledger := reconcile.NewLedger()
		for _, e := range entries {
			if own, ok := e.value.(*reported); ok {
				ledger.Join(own.ledger)
			}
		}
		return ledger.Check(again, part.diags), nil
	})
	if err != nil {
		return nil, err
	}
	verdicts, _ := s.value.(map[string]*report.Verdict)
	return verdicts, nil
}

// judgeOnce puts a file before the gate, if it or what the gate allows has
// changed. What a meeting hides from the build is no property of the file.
func (b *builder) judgeOnce(f sourceFile) error {
	if b.memo == nil || slices.ContainsFunc(b.meetings, func(m *content.Meeting) bool { return m.Source.Name == f.name }) {
		b.judge(f)
		return nil
	}
	name := fmt.Sprintf("judge %t %t %t %s", f.folder, f.mark, f.frozen, f.name)
	s, err := b.step(name, b.allows, func(part *builder) (any, error) {
		gate, used := b.gate.Alone()
		part.gate, part.writer = gate, nil
		part.judge(f)
		return used(), nil
	})
	if err != nil {
		return err
	}
	used, _ := s.value.([]int)
	b.gate.Use(used)
	return nil
}

// publishedOnce writes the pages of a report's editions, if anything has changed
// for them.
func (b *builder) publishedOnce(p *published) (*layout.Listing, error) {
	inputs := ""
	if b.memo != nil {
		inputs = fmt.Sprintf("%s\x00%s\x00%t %s\x00%s", b.shared, b.addresses(), p.front, p.committee.ID, b.panelKey(p.path))
	}
	s, err := b.step("editions "+p.path, inputs, func(part *builder) (any, error) {
		for _, e := range p.editions {
			_, _ = fs.ReadFile(part.fsys, path.Join(e.Dir, "edition.yaml")) // it was read when the site was opened
		}
		listing, err := part.publishedReport(p)
		return &frozenReport{p: p, listing: listing, standing: part.standings(p)}, err
	})
	if err != nil {
		return nil, err
	}
	r, ok := s.value.(*frozenReport)
	if !ok {
		return nil, nil
	}
	p.snapshots = r.p.snapshots
	return r.listing, nil
}

// A frozenReport is what the step of a report's editions made, beside the pages.
type frozenReport struct {
	p        *published
	listing  *layout.Listing
	standing string // what the frames of the editions show of the meetings
}

var _ conditional = (*frozenReport)(nil)

// holds implements conditional.
func (r *frozenReport) holds(b *builder) bool { return r.standing == b.standings(r.p) }

// standings writes down what the frames of a report's editions show of the meetings.
func (b *builder) standings(p *published) string {
	var all strings.Builder
	for _, e := range p.editions {
		if s := p.snapshots[e.Number]; s != nil {
			all.WriteString(b.set.Standing(b.site, layout.SnapshotMeta(p.path, s)) + "\x00")
		}
	}
	return all.String()
}
