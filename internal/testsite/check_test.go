package testsite

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/reconcile"
	link "tertial/internal/report"
)

// A checker takes reports through all stages up to the rules.
type checker struct {
	t     *testing.T
	fsys  fs.FS
	codes *data.Codes
	metas []*content.Meta
	diags *diag.List
	books *reconcile.Ledger // of all reports that were checked
}

func newChecker(t *testing.T, fsys fs.FS) *checker {
	t.Helper()
	c := &checker{t: t, fsys: fsys, diags: &diag.List{}, books: reconcile.NewLedger()}
	content.ReadSite(fsys, c.diags)
	content.ReadCommittees(fsys, c.diags)
	var err error
	if c.codes, err = data.ReadCodes(fsys, c.diags); err != nil {
		t.Fatal(err)
	}
	c.metas = content.Scan(fsys, nil, c.diags)
	return c
}

func (c *checker) datasets(meta *content.Meta, diags *diag.List) []*data.Dataset {
	c.t.Helper()
	period, ok := data.ParsePeriod(meta.Period.From + "/" + meta.Period.To)
	if !ok {
		c.t.Fatalf("%s: no period", meta.Path)
	}
	var sets []*data.Dataset
	for _, id := range data.List(c.fsys, meta.Path) {
		d, err := data.ReadDataset(c.fsys, meta.Path, id, data.Defaults{Period: period, Lang: "sv"}, c.codes, diags)
		if err != nil {
			c.t.Fatal(err)
		}
		if d != nil {
			sets = append(sets, d)
		}
	}
	return sets
}

// other returns the datasets of another report, as a build would.
func (c *checker) other(path string) ([]*data.Dataset, bool) {
	for _, m := range c.metas {
		if m.Path == path {
			return c.datasets(m, &diag.List{}), true
		}
	}
	return nil, false
}

// check returns one report with everything in it bound and judged.
func (c *checker) check(meta *content.Meta) (*link.Report, *link.Verdict) {
	c.t.Helper()
	doc := content.Parse(c.fsys, meta, c.diags)
	var paths []string
	for _, m := range c.metas {
		paths = append(paths, m.Path)
	}
	linked := link.Link(doc, link.Sources{Datasets: c.datasets(meta, c.diags), Other: c.other, Reports: paths}, c.diags)
	c.books.Add(linked)
	return linked, reconcile.Check(linked, c.diags)
}

func (c *checker) checkAll() {
	c.t.Helper()
	for _, meta := range c.metas {
		c.check(meta)
	}
	c.books.Check(c.other, c.diags)
}

// printed are the findings as lines, without their sources.
func (c *checker) printed() []string {
	var lines []string
	for _, f := range c.diags.Sorted() {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s: %s", f.Place.File, f.Place.Line, f.Place.Column, f.Code, f.Message("en")))
	}
	return lines
}

// TestNothingToFind: what is generated is right, in every dialect, unit and
// convention of sign, and no rule may find fault with rounding.
func TestNothingToFind(t *testing.T) {
	t.Parallel()
	c := newChecker(t, New(Options{Seed: 11, Committees: 12, Years: 2, Reports: 3, Charts: 6}))
	c.checkAll()
	for _, line := range c.printed() {
		t.Error(line)
	}
}

// TestRulesAreTried: the rules find the relations that are there to be tried.
func TestRulesAreTried(t *testing.T) {
	t.Parallel()
	c := newChecker(t, New(Options{Seed: 11}))
	tried := map[string]int{}
	linked, verdict := c.check(c.metas[0])
	for _, r := range verdict.Rules {
		tried[string(r.Rule)] += r.Tried
	}
	for rule, least := range map[string]int{"SIGN": 60, "NETTO": 40, "SUM": 20, "DEV": 20, "SPLIT": 8, "BUDGETBRYGGA": 6, "FLOW": 3, "RATIO": 3, "MULT": 7, "TRANSFER": 1, "GRANT": 8, "VERDICT": 3} {
		if tried[rule] < least {
			t.Errorf("%s was tried %d times, want at least %d", rule, tried[rule], least)
		}
	}
	if len(linked.Tables) != 16 || len(linked.Charts) != 2 {
		t.Errorf("%d tables and %d charts, want 16 and 2", len(linked.Tables), len(linked.Charts))
	}
	if n := len(linked.Figures); n < 15 {
		t.Errorf("%d figures, want at least 15", n)
	}
}

// TestPlantedFaults: each fault is found exactly where it was planted, and
// nothing else is.
func TestPlantedFaults(t *testing.T) {
	t.Parallel()
	for _, kind := range FaultKinds() {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			faultsFound(t, Options{Seed: 3, Committees: 2, Reports: 3, Faults: []Fault{{kind, 4}}})
		})
	}
}

// TestAllFaultsAtOnce: all of a run's findings come in one run.
func TestAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	o := Options{Seed: 4, Committees: 3, Years: 2, Reports: 12}
	for i, kind := range FaultKinds() {
		o.Faults = append(o.Faults, Fault{kind, i * 2})
	}
	faultsFound(t, o)
}

func faultsFound(t *testing.T, o Options) {
	t.Helper()
	site := New(o)
	c := newChecker(t, site)
	alone := len(o.Faults) == 1 && o.Faults[0].Kind == TwoReports
	for _, meta := range c.metas {
		c.check(meta)
	}
	if alone { // any other wrong number is also one that other reports give otherwise
		c.books.Check(c.other, c.diags)
	}
	var want, got []string
	for _, p := range site.Planted() {
		if alone || p.Kind != TwoReports {
			want = append(want, p.String())
		}
	}
	for _, f := range c.diags.Sorted() {
		got = append(got, fmt.Sprintf("%s:%d:%d: %s", f.Place.File, f.Place.Line, f.Place.Column, f.Code))
	}
	slices.Sort(want)
	slices.Sort(got)
	want = slices.Compact(want)
	if slices.Equal(got, want) {
		return
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("not found: %s", w)
		}
	}
	for i, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("found besides: %s", g)
		} else if i > 0 && got[i-1] == g {
			t.Errorf("found twice: %s", g)
		}
	}
	t.Log("all findings:\n" + strings.Join(c.printed(), "\n"))
}
