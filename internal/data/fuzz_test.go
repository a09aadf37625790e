package data

import (
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

// FuzzReadDataset reads any bytes as a CSV file with any bytes as its
// description. Nothing may panic; what comes out must keep its promises.
func FuzzReadDataset(f *testing.F) {
	for _, file := range []string{"wide-account", "long-account", "cost-types", "volumes", "indicators", "series-and-table", "signs", "bad-columns", "bad-cells", "bad-description"} {
		fsys := archive(f, "testdata/facts/"+file+".txtar")
		for _, id := range List(fsys, testReport) {
			base := "data/" + testReport + "/" + id
			csv, yaml := fsys[base+".csv"], fsys[base+".yaml"]
			if csv != nil && yaml != nil {
				f.Add(csv.Data, yaml.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, csv, yaml []byte) {
		fsys := fstest.MapFS{
			"data/" + testReport + "/x.csv":  {Data: csv},
			"data/" + testReport + "/x.yaml": {Data: yaml},
		}
		period, _ := ParsePeriod("2024-01/2024-04")
		var diags diag.List
		d, err := ReadDataset(fsys, testReport, "x", Defaults{Period: period}, nil, &diags)
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range diags.Sorted() {
			finding.Message("en")
		}
		if d == nil {
			return
		}
		checkFactPlaces(t, d)
		checkAddresses(t, d)
		for i := range d.Rows {
			if len(d.Rows[i].Cells) != len(d.Columns) {
				t.Fatalf("row %d has %d cells of %d", i, len(d.Rows[i].Cells), len(d.Columns))
			}
			if p := d.Rows[i].Parent; p >= i {
				t.Fatalf("row %d is part of row %d", i, p)
			}
		}
		for i := range d.Relations {
			d.Relations[i].Evaluate()
		}
		d.Names()
	})
}

// checkAddresses requires that every fact has an address of its own, and that
// it is found by the names it is given, perhaps among others.
func checkAddresses(t *testing.T, d *Dataset) {
	t.Helper()
	seen := map[string]bool{}
	for i := range d.Rows {
		for k := range d.Rows[i].Cells {
			for _, f := range d.Rows[i].Cells[k].Facts {
				address := d.Address(f)
				if seen[address] {
					t.Errorf("two facts have the address %s", address)
				}
				seen[address] = true
			}
		}
	}
}
