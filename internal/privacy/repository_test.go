package privacy_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"tertial/internal/archtest"
	"tertial/internal/diag"
	"tertial/internal/privacy"
	"tertial/internal/testsite"
)

// TestRepository: no identity number stands in this repository, which is public
// itself and whose tests speak of such numbers. Those are made when they run.
func TestRepository(t *testing.T) {
	t.Parallel()
	dir, err := archtest.Root(".")
	if err != nil {
		t.Fatal(err)
	}
	root := os.DirFS(dir)
	files, err := archtest.Files(root)
	if err != nil || len(files) < 500 {
		t.Fatal(len(files), err)
	}
	gate := privacy.NewGate(privacy.Allowed{})
	for _, name := range files {
		raw, err := fs.ReadFile(root, name)
		if err != nil {
			continue // gone since it was listed
		}
		if finding, bad := gate.Output(name, raw); bad {
			t.Errorf("%s:%d:%d: an identity number", name, finding.Place.Line, finding.Place.Column)
		}
		if found := privacy.Identity([]byte(path.Base(name))); len(found) > 0 {
			t.Errorf("a file's name has an identity number, in %s", path.Dir(name))
		}
	}
}

// TestGeneratedSources: of a generated municipality nothing is found fault
// with: more than 100,000 numbers, none of which is a person's.
func TestGeneratedSources(t *testing.T) {
	t.Parallel()
	site := testsite.New(testsite.Options{Seed: 11, Committees: 6, Years: 4, Reports: 8})
	gate := privacy.NewGate(privacy.Allowed{Contacts: declared(t, site)})
	diags := &diag.List{}
	numbers := 0
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		gate.Name(name, diags)
		if d.IsDir() {
			return nil
		}
		raw, err := fs.ReadFile(site, name)
		if strings.HasSuffix(name, ".csv") {
			numbers += bytes.Count(raw, []byte(";")) + bytes.Count(raw, []byte(","))
		}
		gate.File(name, raw, diags)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range diags.Sorted() {
		t.Errorf("%s:%d: %s %s", f.Place.File, f.Place.Line, f.Code, f.Variant)
	}
	if numbers < 100_000 {
		t.Errorf("only %d numbers", numbers)
	}
}

// declared are the contacts in the files that declare them.
func declared(t *testing.T, site fs.FS) []string {
	t.Helper()
	files, err := fs.Glob(site, "content/*/committee.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, name := range append(files, "content/site.yaml") {
		raw, err := fs.ReadFile(site, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range privacy.Contacts(raw) {
			all = append(all, c.Value)
		}
	}
	return all
}
