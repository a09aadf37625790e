package report_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/report"
	"tertial/internal/testsite"
)

// TestReferences: of every cell of the generated municipality the reference,
// written into a text, leads back to that very fact.
func TestReferences(t *testing.T) {
	t.Parallel()
	site := testsite.New(testsite.Options{Seed: 3, Committees: 4, Reports: 6})
	leadBack(t, site)
}

// leadBack tries the references of all cells of all datasets of a site.
func leadBack(t *testing.T, fsys fs.FS) {
	t.Helper()
	diags := &diag.List{}
	codes, err := data.ReadCodes(fsys, diags)
	if err != nil {
		t.Fatal(err)
	}
	cells, none := 0, 0
	for _, meta := range content.Scan(fsys, nil, diags) {
		period, _ := data.ParsePeriod(meta.Period.From + "/" + meta.Period.To)
		var sets []*data.Dataset
		for _, id := range data.List(fsys, meta.Path) {
			d, err := data.ReadDataset(fsys, meta.Path, id, data.Defaults{Period: period, Lang: "sv"}, codes, diags)
			if err != nil {
				t.Fatal(err)
			}
			if d != nil {
				sets = append(sets, d)
			}
		}
		facts := factsOf(sets)
		c, n := tryReferences(t, sets, facts)
		cells, none = cells+c, none+n
	}
	t.Logf("%d cells, %d of them without a reference", cells, none)
	if cells < 5000 || none*20 > cells {
		t.Errorf("of %d cells %d have no reference", cells, none)
	}
}

func factsOf(sets []*data.Dataset) []*data.Fact {
	var facts []*data.Fact
	for _, d := range sets {
		for i := range d.Rows {
			for k := range d.Rows[i].Cells {
				facts = append(facts, d.Rows[i].Cells[k].Facts...)
			}
		}
	}
	return facts
}

// tryReferences writes a report of nothing but the facts' references, links it
// and compares.
func tryReferences(t *testing.T, sets []*data.Dataset, facts []*data.Fact) (cells, none int) {
	t.Helper()
	var text strings.Builder
	text.WriteString("---\ntitle: R\nkind: annual-report\nperiod: 2020-01/2020-12\nvisibility: public\n---\n\n")
	var meant []*data.Fact
	for _, f := range facts {
		reference, ok := report.Reference(f)
		if !ok {
			if long, _ := f.Dataset.Lookup(f.Dataset.Keys(f)); long == f && f.Status != data.Suppressed {
				t.Errorf("%s has no reference, but %s leads to it", f.Dataset.Address(f), f.Dataset.Reference(f))
			}
			none++
			continue
		}
		if long := f.Dataset.Keys(f); strings.Count(reference, "; ") >= len(long) {
			if found, _ := f.Dataset.Lookup(long); found == f {
				t.Errorf("%s is longer than %s", reference, f.Dataset.Reference(f))
			}
		}
		meant = append(meant, f)
		text.WriteString("`=" + reference + "`\n\n")
	}
	diags := &diag.List{}
	files := fstest.MapFS{"content/n/2020/r/report.md": &fstest.MapFile{Data: []byte(text.String())}}
	metas := content.Scan(files, nil, diags)
	if len(metas) != 1 {
		t.Fatal("the report of references cannot be read")
	}
	for _, d := range sets {
		d.Report = metas[0].Path
	}
	linked := report.Link(content.Parse(files, metas[0], diags), report.Sources{Datasets: sets}, diags)
	figures := linked.Doc.Figures
	if len(figures) != len(meant) {
		t.Fatalf("%d figures of %d references", len(figures), len(meant))
	}
	for i, figure := range figures {
		v := linked.Figures[figure]
		if v == nil || len(v.Facts) != 1 || v.Facts[0] != meant[i] {
			t.Errorf("%s leads elsewhere than to %s of %s", figure.Raw, meant[i].Dataset.Address(meant[i]), meant[i].Dataset.File)
		}
	}
	return len(facts), none
}

// TestReferenceEscapes: names with the signs of a figure in them are escaped;
// one with a backquote, or a protected value, has no reference.
func TestReferenceEscapes(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"content/n/2020/r/report.md": &fstest.MapFile{Data: []byte("---\ntitle: R\nkind: annual-report\nperiod: 2020-01/2020-12\nvisibility: public\n---\n")},
		"data/n/2020/r/antal.yaml": &fstest.MapFile{Data: []byte("title: Antal\nkind: table\ncolumns:\n  namn: {role: name}\n  antal [st]: {value: number}\n" +
			"  andra: {value: number}\nmissing: {x: suppressed}\n")},
		"data/n/2020/r/antal.csv": &fstest.MapFile{Data: []byte("namn;antal [st];andra\n\"a; b | c\\d\";1;2\nB `C`;3;4\nC;x;5\n")},
	}
	diags := &diag.List{}
	linked := link(t, files, diags)
	var got []string
	for _, f := range factsOf(linked.Datasets) {
		reference, ok := report.Reference(f)
		if !ok {
			reference = "-"
		}
		got = append(got, reference)
	}
	want := []string{`antal[a\; b \| c\\d; antal \[st\]]`, `antal[a\; b \| c\\d; andra]`, "-", "-", "-", "antal[C; andra]"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		for _, f := range diags.Sorted() {
			t.Log(f.Message("en"))
		}
	}
}
