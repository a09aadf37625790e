package e2e

import (
	"io/fs"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/quantity"
	"tertial/internal/reconcile"
	"tertial/internal/report"
)

// An example is the repository's own site, read once into memory.
type example struct {
	fsys   fs.FS
	codes  *data.Codes
	papers []*paper
}

// A paper is one of its reports, as it stands.
type paper struct {
	of      *example
	meta    *content.Meta
	doc     *content.Document
	sets    []*data.Dataset
	linked  *report.Report
	verdict *report.Verdict
	said    []diag.Finding
	judging map[diag.Code]bool // rules that say what a number should be, and have said so here
	cells   []cell
}

var exampleOnce = sync.OnceValues(readExample)

func ownExample(t testing.TB) *example {
	t.Helper()
	x, err := exampleOnce()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func readExample() (*example, error) {
	fsys, err := inMemory(os.DirFS("../.."), "content", "data")
	if err != nil {
		return nil, err
	}
	x := &example{fsys: fsys}
	if x.codes, err = data.ReadCodes(fsys, new(diag.List)); err != nil {
		return nil, err
	}
	for _, meta := range content.Scan(fsys, nil, new(diag.List)) {
		p := &paper{of: x, meta: meta, doc: content.Parse(fsys, meta, new(diag.List)), judging: map[diag.Code]bool{}}
		var diags diag.List
		for _, id := range data.List(fsys, meta.Path) {
			d, err := p.read(fsys, id, &diags)
			if err != nil {
				return nil, err
			}
			if d != nil {
				p.sets = append(p.sets, d)
			}
		}
		p.said = diags.Sorted()
		x.papers = append(x.papers, p)
	}
	for _, p := range x.papers {
		var diags diag.List
		p.linked, p.verdict = p.judge(p.sets, &diags)
		p.said = append(p.said, diags.Sorted()...)
		for _, d := range p.verdict.Differences {
			p.judging[d.Rule] = p.judging[d.Rule] || d.Computed
		}
		p.classify()
	}
	return x, nil
}

// inMemory copies folders, so that what is compared is one state of them.
func inMemory(from fs.FS, folders ...string) (fstest.MapFS, error) {
	files := fstest.MapFS{}
	for _, folder := range folders {
		err := fs.WalkDir(from, folder, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := fs.ReadFile(from, name)
			files[name] = &fstest.MapFile{Data: text}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// other returns the datasets of another report, as they stand.
func (x *example) other(path string) ([]*data.Dataset, bool) {
	for _, p := range x.papers {
		if p.meta.Path == path {
			return p.sets, true
		}
	}
	return nil, false
}

func (p *paper) read(fsys fs.FS, id string, diags *diag.List) (*data.Dataset, error) {
	period, _ := data.ParsePeriod(p.meta.Period.From + "/" + p.meta.Period.To)
	return data.ReadDataset(fsys, p.meta.Path, id, data.Defaults{Period: period, Lang: "sv"}, p.of.codes, diags)
}

func (p *paper) judge(sets []*data.Dataset, diags *diag.List) (*report.Report, *report.Verdict) {
	linked := report.Link(p.doc, report.Sources{Datasets: sets, Other: p.of.other}, diags)
	return linked, reconcile.Check(linked, diags)
}

// A trial is what is found when one digit of a report has been changed.
type trial struct {
	sets    []*data.Dataset
	verdict *report.Verdict
	found   []diag.Finding // errors and warnings that were not there before
}

// change writes another digit over one byte of a dataset's text, and reads and
// checks the report again.
func (p *paper) change(t testing.TB, set, offset int, digit byte) *trial {
	t.Helper()
	d := p.sets[set]
	raw := slices.Clone(d.Raw)
	raw[len(d.Raw)-len(d.Source.Text)+offset] = digit // behind the byte order mark
	var diags diag.List
	again, err := p.read(changed{p.of.fsys, d.File, raw}, d.ID, &diags)
	if err != nil {
		t.Fatal(err)
	}
	now := &trial{sets: slices.Clone(p.sets)}
	now.sets[set] = again
	if again == nil {
		now.sets = slices.Delete(now.sets, set, set+1)
	}
	_, now.verdict = p.judge(now.sets, &diags)
	now.found = slices.DeleteFunc(diags.Sorted(), func(f diag.Finding) bool { return f.Severity < diag.Warning || p.saysAlready(&f) })
	return now
}

// saysAlready reports whether a finding stands of the report as it is. One that
// says what a number should be is another when its numbers are.
func (p *paper) saysAlready(f *diag.Finding) bool {
	return slices.ContainsFunc(p.said, func(old diag.Finding) bool {
		return old.Severity == f.Severity && old.Code == f.Code &&
			old.Place.File == f.Place.File && old.Place.Line == f.Place.Line && old.Place.Column == f.Place.Column &&
			(!p.judging[f.Code] || old.Message("en") == f.Message("en"))
	})
}

// changed is a file system with other bytes in one file.
type changed struct {
	fs.FS
	name string
	raw  []byte
}

func (c changed) Open(name string) (fs.File, error) {
	if name == c.name {
		return fstest.MapFS{name: {Data: c.raw}}.Open(name)
	}
	return c.FS.Open(name)
}

// A cell is a number that a file of the example states.
type cell struct {
	paper     *paper
	set       int // into paper.sets
	fact      *data.Fact
	equations []*data.Relation // in which it is a term or the result
	elsewhere bool             // an equation that is no relation of its own dataset
	bounded   bool             // it stands in an inequality
}

// in returns the fact at the same place of another reading of its file.
func in(d *data.Dataset, f *data.Fact) *data.Fact {
	if f.RowIndex >= len(d.Rows) || f.ColumnIndex >= len(d.Columns) {
		return nil
	}
	facts := d.Rows[f.RowIndex].Cells[f.ColumnIndex].Facts
	if f.Part >= len(facts) {
		return nil
	}
	return facts[f.Part]
}

// classify finds out of every cell what it takes part in.
func (p *paper) classify() {
	index := map[*data.Fact]int{}
	var all []*data.Fact
	for set, d := range p.sets {
		for i := range d.Rows {
			for k := range d.Rows[i].Cells {
				for _, f := range d.Rows[i].Cells[k].Facts {
					if !f.HasNumber() {
						continue
					}
					all = append(all, f)
					if f.Status != data.Derived {
						index[f] = len(p.cells)
						p.cells = append(p.cells, cell{paper: p, set: set, fact: f})
					}
				}
			}
		}
	}
	for _, d := range p.sets {
		for i := range d.Relations {
			if r := &d.Relations[i]; tried(r) {
				for _, f := range members(r) {
					for _, s := range sources(f) {
						p.cells[index[s]].takesPart(r)
					}
				}
			}
		}
	}
	for _, f := range all {
		from := sources(f)
		open := func(s *data.Fact) bool { return len(p.cells[index[s]].equations) == 0 }
		if slices.ContainsFunc(from, open) && p.matters(f) {
			for _, s := range from {
				p.cells[index[s]].elsewhere = true
			}
		}
	}
}

func (c *cell) takesPart(r *data.Relation) {
	if r.Bounds() {
		c.bounded = true
	} else {
		c.equations = append(c.equations, r)
	}
}

// sources are the stated facts that a fact comes from: itself, or what it was
// derived from.
func sources(f *data.Fact) []*data.Fact {
	if f.Status != data.Derived {
		return []*data.Fact{f}
	}
	if f.Derived == nil || f.Derived.Relation == nil {
		return nil
	}
	var all []*data.Fact
	for _, t := range f.Derived.Relation.Terms {
		all = append(all, sources(t.Fact)...)
	}
	return all
}

// members are the result and the terms of a relation.
func members(r *data.Relation) []*data.Fact {
	facts := []*data.Fact{r.Result}
	for _, t := range r.Terms {
		facts = append(facts, t.Fact)
	}
	return facts
}

// tried reports whether a relation judges a number that a file states.
func tried(r *data.Relation) bool {
	if r.Result == nil || !r.Result.HasNumber() || r.Result.Status == data.Derived {
		return false
	}
	for _, t := range r.Terms {
		if !t.Fact.HasNumber() {
			return false
		}
	}
	_, ok := r.Evaluate()
	return ok
}

// between are the rules whose equations are not relations of one dataset.
var between = [...]diag.Code{"SAMETWICE", "DETAIL", "VXP", "BUDGETBRYGGA"}

// matters reports whether a rule between datasets looks at a fact: with a
// number far from its own the rule counts otherwise.
func (p *paper) matters(f *data.Fact) bool {
	before := countBetween(p.verdict)
	tried := func(c report.RuleCount) bool { return c.Tried > 0 }
	if !slices.ContainsFunc(before, tried) {
		return false
	}
	kept := f.Number
	f.Number = kept.Add(quantity.Int(1e15))
	after := countBetween(reconcile.Check(p.linked, new(diag.List)))
	f.Number = kept
	return !slices.Equal(before, after)
}

// countBetween returns the counts of the rules between datasets.
func countBetween(v *report.Verdict) []report.RuleCount {
	return slices.DeleteFunc(v.ByRule(), func(c report.RuleCount) bool { return !slices.Contains(between[:], c.Rule) })
}
