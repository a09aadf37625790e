package reconcile_test

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/golden"
	"tertial/internal/reconcile"
	"tertial/internal/report"
)

// TestCases runs each testdata/CODE-*.txtar. A file such as drift.csv is a
// dataset of the one report that a case has; report.md is its text, which may
// be left out. Files in folders are reports of their own: mars/drift.csv. The
// file koder.csv is the register. In want.txt stands what is said in Swedish,
// and for the rule that the case is named for how much was tried.
func TestCases(t *testing.T) {
	t.Parallel()
	for _, c := range golden.Cases(t, "testdata/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			c.Compare(t, "want.txt", say(t, open(t, c.Archive), ruleOf(c.File)))
		})
	}
}

// TestEveryRuleHasCases: a rule is held by a case in which it speaks and one
// in which it is silent.
func TestEveryRuleHasCases(t *testing.T) {
	t.Parallel()
	needs := map[diag.Code]string{"VERDICT": "goals", "BUDGETBRYGGA": "budget-changes"}
	for _, rule := range reconcile.Rules() {
		if kind := needs[rule.Code]; kind != "" && !slices.Contains(data.KindNames(), kind) {
			continue
		}
		var speaks, silent bool
		for _, c := range golden.Cases(t, "testdata/"+string(rule.Code)+"-*.txtar") {
			want := c.Text("want.txt")
			found := strings.Contains(want, " "+string(rule.Code)+"\n")
			speaks, silent = speaks || found, silent || !found
		}
		if !speaks || !silent {
			t.Errorf("%s: speaks in a case: %v, is silent in one: %v", rule.Code, speaks, silent)
		}
	}
}

// ruleOf is the rule that a case is named for: SUM-rounding.txtar.
func ruleOf(file string) diag.Code {
	rule, _, _ := strings.Cut(filepath.Base(file), "-")
	return diag.Code(rule)
}

// open lays a case out as a site.
func open(t testing.TB, archive *txtar.Archive) fs.FS {
	t.Helper()
	site := fstest.MapFS{
		"content/site.yaml":              {Data: []byte("name: Exempel\nlang: sv\n")},
		"content/namnden/committee.yaml": {Data: []byte("name: Nämnden\nbody: Exempelköping\ntask: Är ett exempel.\n")},
	}
	for _, f := range archive.Files {
		dir, name := path.Split(f.Name)
		dir = strings.TrimSuffix(dir, "/")
		if dir == "" {
			dir = "rapport"
		}
		switch name {
		case "want.txt":
		case "koder.csv":
			site["data/koder.csv"] = &fstest.MapFile{Data: f.Data}
		case "report.md":
			site["content/namnden/2020/"+dir+"/report.md"] = &fstest.MapFile{Data: f.Data}
		default:
			site["data/namnden/2020/"+dir+"/"+name] = &fstest.MapFile{Data: f.Data}
			if text := "content/namnden/2020/" + dir + "/report.md"; site[text] == nil {
				site[text] = &fstest.MapFile{Data: []byte(plainReport)}
			}
		}
	}
	return site
}

const plainReport = "---\ntitle: Rapport\nkind: interim-report\nperiod: 2020-01/2020-04\ndate: 2020-05-12\n---\n"

// A reader takes a site through all stages up to the rules.
type reader struct {
	t     testing.TB
	fsys  fs.FS
	codes *data.Codes
	metas []*content.Meta
	diags *diag.List
}

func newReader(t testing.TB, fsys fs.FS) *reader {
	t.Helper()
	r := &reader{t: t, fsys: fsys, diags: &diag.List{}}
	var err error
	if r.codes, err = data.ReadCodes(fsys, r.diags); err != nil {
		t.Fatal(err)
	}
	r.metas = content.Scan(fsys, nil, r.diags)
	return r
}

func (r *reader) datasets(meta *content.Meta, diags *diag.List) []*data.Dataset {
	r.t.Helper()
	period, _ := data.ParsePeriod(meta.Period.From + "/" + meta.Period.To)
	var sets []*data.Dataset
	for _, id := range data.List(r.fsys, meta.Path) {
		d, err := data.ReadDataset(r.fsys, meta.Path, id, data.Defaults{Period: period, Lang: "sv"}, r.codes, diags)
		if err != nil {
			r.t.Fatal(err)
		}
		if d != nil {
			sets = append(sets, d)
		}
	}
	return sets
}

func (r *reader) get(path string) ([]*data.Dataset, bool) {
	for _, m := range r.metas {
		if m.Path == path {
			return r.datasets(m, &diag.List{}), true
		}
	}
	return nil, false
}

func (r *reader) link(meta *content.Meta) *report.Report {
	r.t.Helper()
	doc := content.Parse(r.fsys, meta, r.diags)
	return report.Link(doc, report.Sources{Datasets: r.datasets(meta, r.diags), Other: r.get}, r.diags)
}

// say returns all findings, and what one rule tried.
func say(t testing.TB, fsys fs.FS, rule diag.Code) string {
	t.Helper()
	r := newReader(t, fsys)
	ledger := reconcile.NewLedger()
	count := report.RuleCount{Rule: rule}
	add := func(v *report.Verdict) {
		for _, c := range v.ByRule() {
			if c.Rule == rule {
				count.Tried, count.Agree, count.Known = count.Tried+c.Tried, count.Agree+c.Agree, count.Known+c.Known
			}
		}
	}
	for _, meta := range r.metas {
		linked := r.link(meta)
		add(reconcile.Check(linked, r.diags))
		ledger.Add(linked)
	}
	for _, v := range ledger.Check(r.get, r.diags) {
		add(v)
	}
	var said strings.Builder
	findings := r.diags.Sorted()
	for i := range findings {
		f := &findings[i]
		fmt.Fprintf(&said, "%s %s %s\n  %s\n", where(f.Place), f.Severity, f.Code, f.Message("sv"))
		for _, other := range f.Related {
			fmt.Fprintf(&said, "  %s %s\n", where(other.Place), f.RelatedText(other, "sv"))
		}
		if text := findings[i].Message("en") + findings[i].Message("sv"); strings.ContainsAny(text, "{}") {
			t.Errorf("unfilled: %s", text)
		}
	}
	said.WriteString(counted(count))
	return said.String()
}

// where is a place with what stands there.
func where(at diag.Place) string {
	_, file, _ := strings.Cut(strings.TrimPrefix(at.File, "content/"), "data/namnden/2020/")
	if file == "" {
		file = at.File
	}
	if at.Line == 0 {
		return file
	}
	text := []rune(at.Text)
	from := min(max(at.Column-1-at.Shift, 0), len(text))
	return fmt.Sprintf("%s:%d:%d %q", file, at.Line, at.Column, string(text[from:min(from+at.Length, len(text))]))
}

func counted(c report.RuleCount) string {
	line := string(c.Rule) + ": prövade " + strconv.Itoa(c.Tried) + ", stämmer " + strconv.Itoa(c.Agree)
	if c.Known > 0 {
		line += ", kända " + strconv.Itoa(c.Known)
	}
	return line + "\n"
}
