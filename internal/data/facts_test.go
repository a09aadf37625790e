package data

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/diag"
	"tertial/internal/golden"
)

// testReport is the report to which the datasets of all cases belong.
const testReport = "namnd/2024/rapport"

// archive returns the files of a txtar case.
func archive(t testing.TB, file string) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// readAll reads all datasets of a case.
func readAll(t testing.TB, fsys fstest.MapFS, diags *diag.List) []*Dataset {
	t.Helper()
	codes, err := ReadCodes(fsys, diags)
	if err != nil {
		t.Fatal(err)
	}
	period, _ := ParsePeriod("2024-01/2024-04")
	var all []*Dataset
	for _, id := range List(fsys, testReport) {
		d, err := ReadDataset(fsys, testReport, id, Defaults{Period: period, Lang: "sv"}, codes, diags)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		if d != nil {
			all = append(all, d)
		}
	}
	return all
}

func TestFacts(t *testing.T) {
	t.Parallel()
	for _, file := range golden.Inputs(t, "testdata/facts/*.txtar", ".golden") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			var diags diag.List
			var out strings.Builder
			for _, d := range readAll(t, archive(t, file), &diags) {
				dumpFacts(&out, d)
				checkNames(t, d, !strings.HasPrefix(filepath.Base(file), "bad-"))
				checkFactPlaces(t, d)
			}
			for _, lang := range diag.Languages() {
				printer := diag.Printer{Lang: lang}
				if err := printer.Print(&out, diags.Sorted()); err != nil {
					t.Fatal(err)
				}
			}
			golden.Compare(t, file+".golden", out.String())
		})
	}
}

// dumpFacts writes all that is known of a dataset.
func dumpFacts(out *strings.Builder, d *Dataset) {
	fmt.Fprintf(out, "== %s: %s, %d untested\n", d.ID, d.Description.Title, d.Untested)
	for i := range d.Columns {
		dumpColumn(out, &d.Columns[i])
	}
	for i := range d.Rows {
		row := &d.Rows[i]
		fmt.Fprintf(out, "%d %s [%s] %s", row.Number, row.ID, d.Label(row), row.Type)
		if row.Parent >= 0 {
			fmt.Fprintf(out, " of %s, level %d", d.Rows[row.Parent].ID, row.Level)
		}
		if row.Section != "" {
			fmt.Fprintf(out, " under %s", row.Section)
		}
		if len(row.Aliases) > 0 {
			fmt.Fprintf(out, " alias %s", strings.Join(row.Aliases, ", "))
		}
		out.WriteByte('\n')
		for k := range row.Cells {
			for _, f := range row.Cells[k].Facts {
				dumpFact(out, d, f)
			}
		}
	}
	for i := range d.Relations {
		dumpRelation(out, d, &d.Relations[i])
	}
}

func dumpColumn(out *strings.Builder, c *Column) {
	fmt.Fprintf(out, "%s %s (%s)", c.ID, c.Role, c.Title)
	if c.Role == RoleValue {
		fmt.Fprintf(out, " %s %s %d %s..%s %s %s %s %s", c.Value, c.Scope, c.Year, c.From, c.To, c.Version, c.Line, c.Sign, c.Unit)
		if c.Of >= 0 {
			fmt.Fprintf(out, " %d−%d", c.Of, c.Against)
		}
	}
	out.WriteByte('\n')
}

func dumpFact(out *strings.Builder, d *Dataset, f *Fact) {
	fmt.Fprintf(out, "    %s = ", d.Address(f))
	if f.HasNumber() {
		out.WriteString(f.Localize("sv"))
		if f.Exact {
			out.WriteString(" exactly")
		}
	} else {
		fmt.Fprintf(out, "%q", f.Words)
	}
	fmt.Fprintf(out, " %s", f.Status)
	if f.Derived != nil && f.Status != Derived {
		fmt.Fprintf(out, ", %s gives %s, %t", f.Derived.Relation.Rule, f.Derived.Localize("sv"), f.Derived.Agrees)
	}
	out.WriteByte('\n')
}

func dumpRelation(out *strings.Builder, d *Dataset, r *Relation) {
	derived, _ := r.Evaluate()
	if r.Result == nil || derived.Agrees {
		return
	}
	fmt.Fprintf(out, "%s %s:", r.Rule, d.Reference(r.Result))
	for _, t := range r.Terms {
		fmt.Fprintf(out, " %+d×%s", t.Factor, d.Address(t.Fact))
	}
	fmt.Fprintf(out, " = %s in %s..%s\n", derived.Number, derived.Interval.Lo, derived.Interval.Hi)
}

// checkNames requires that every fact is found by the names that the dataset
// gives it, and has an address of its own.
func checkNames(t *testing.T, d *Dataset, clean bool) {
	t.Helper()
	seen := map[string]bool{}
	for i := range d.Rows {
		for k := range d.Rows[i].Cells {
			for _, f := range d.Rows[i].Cells[k].Facts {
				if address := d.Address(f); seen[address] {
					t.Errorf("%s: two facts have the address %s", d.ID, address)
				} else {
					seen[address] = true
				}
				keys := d.Keys(f)
				if got, found := d.Lookup(keys); clean && got != f && !duplicated(found) || !slices.Contains(found, f) {
					t.Errorf("%s: %q finds %d facts, not %s", d.ID, keys, len(found), d.Address(f))
				}
				for _, key := range keys {
					if !d.Known(key) {
						t.Errorf("%s: %q is not known", d.ID, key)
					}
				}
			}
		}
	}
}

// duplicated reports whether facts are of rows that the file has twice, which
// is a finding.
func duplicated(found []*Fact) bool {
	for _, f := range found {
		if f.Dimensions != found[0].Dimensions {
			return false
		}
	}
	return len(found) > 1
}

// checkFactPlaces requires that indices and places of all facts are right.
func checkFactPlaces(t *testing.T, d *Dataset) {
	t.Helper()
	for i := range d.Rows {
		for k := range d.Rows[i].Cells {
			for part, f := range d.Rows[i].Cells[k].Facts {
				if f.RowIndex != i || f.ColumnIndex != k || f.Part != part || f.Dataset != d {
					t.Errorf("%s: %s says that it stands in %d, %d, %d", d.ID, d.Address(f), f.RowIndex, f.ColumnIndex, f.Part)
				}
				if f.Start < 0 || f.End < f.Start || f.End > len(d.Source.Text) {
					t.Errorf("%s: %s stands in %d–%d", d.ID, d.Address(f), f.Start, f.End)
				}
			}
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	fsys := archive(t, "testdata/facts/bad-description.txtar")
	got := strings.Join(List(fsys, testReport), " ")
	if want := "Stor ensam fel-namn okand sen tom tomt trasig"; got != want {
		t.Errorf("List = %s, want %s", got, want)
	}
	if got := List(fsys, "namnd/2024/annan"); got != nil {
		t.Errorf("List of a folder that is not there = %v", got)
	}
}

func TestReadDatasetLink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	inside := filepath.Join(dir, "data", "n", "2024", "r")
	if err := os.MkdirAll(inside, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"ut.csv": "../../../../../ute.csv", "rot.csv": "/etc/hostname"} {
		if err := os.Symlink(target, filepath.Join(inside, name)); err != nil {
			t.Fatal(err)
		}
		var diags diag.List
		d, err := ReadDataset(os.DirFS(dir), "n/2024/r", strings.TrimSuffix(name, ".csv"), Defaults{}, nil, &diags)
		if d != nil || err != nil || diags.Len() != 1 || diags.Sorted()[0].Code != "DATA-FILE" {
			t.Errorf("%s: %v, %v, %v", name, d, err, diags.Sorted())
		}
	}
}

func TestReadDatasetEnglish(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"wide-account/utan-summa": "Total",
		"cost-types/utan-netto":   "Total costs Net",
		"long-account/drift":      "Total",
	} {
		name, id, _ := strings.Cut(file, "/")
		var diags diag.List
		period, _ := ParsePeriod("2024-01/2024-04")
		d, err := ReadDataset(archive(t, "testdata/facts/"+name+".txtar"), testReport, id, Defaults{Period: period, Lang: "en"}, nil, &diags)
		if err != nil || d == nil {
			t.Fatal(err)
		}
		var got []string
		for i := range d.Rows {
			row := &d.Rows[i]
			if row.Derived && row.Type != Plain && !slices.Contains(got, row.Name) {
				got = append(got, row.Name)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s derives %v, want %s", file, got, want)
		}
	}
}

func TestReadDatasetWithoutPeriod(t *testing.T) {
	t.Parallel()
	var diags diag.List
	if _, err := ReadDataset(archive(t, "testdata/facts/long-account.txtar"), testReport, "drift", Defaults{}, nil, &diags); err != nil {
		t.Fatal(err)
	}
	if found := diags.Sorted(); len(found) != 5 || found[0].Code != "DATA-COLUMN" || found[0].Variant != "period" {
		t.Errorf("%v", found)
	}
}

// TestLongReader reads the long form row by row, as the interface allows.
func TestLongReader(t *testing.T) {
	t.Parallel()
	pieces := []piece{{text: "1"}, {text: "", status: Missing}, {text: "2,5"}}
	r := &longReader{pieces: pieces, format: ",?"}
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; ; i++ {
		row, err := r.Read()
		if errors.Is(err, io.EOF) && i == len(all) {
			return
		}
		if err != nil || i >= len(all) || !slices.Equal(row, all[i]) {
			t.Fatalf("row %d is %q, %v", i, row, err)
		}
	}
}
