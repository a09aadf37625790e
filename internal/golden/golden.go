// Package golden compares what a test got with what a file says it should be.
//
// A case is a file: an input with its golden file beside it, or a txtar archive
// that holds both. Run the tests of a package with -update to write anew what is
// wanted, and read the difference before you commit it. A golden file that
// belongs to no input fails, so that none outlives its case. Only tests import
// this package.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what the golden files want anew from what the code does now")

// Updating reports whether golden files are written and not compared.
func Updating() bool { return *update }

// Compare fails unless the file holds exactly what was got, and names the first
// line that differs.
func Compare(t testing.TB, file, got string) {
	t.Helper()
	if *update {
		write(t, file, []byte(got))
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("%v (-update writes it)", err)
		return
	}
	differ(t, file, got, string(want))
}

// Inputs returns the files that match the pattern, in order. It fails when there
// are none, and for a file beside them with the suffix (".golden", say) whose
// input is not there. An input's golden file has its whole name and the suffix,
// or the suffix in place of its extension.
func Inputs(t testing.TB, pattern, suffix string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no files, %v", pattern, err)
	}
	owned := map[string]bool{}
	for _, f := range files {
		owned[f] = true
		owned[strings.TrimSuffix(f, filepath.Ext(f))] = true
	}
	goldens, _ := filepath.Glob(filepath.Join(filepath.Dir(pattern), "*"+suffix))
	for _, g := range goldens {
		if !owned[strings.TrimSuffix(g, suffix)] {
			t.Errorf("%s belongs to no input", g)
		}
	}
	return files
}

// A Case is an archive with input and what is wanted of it.
type Case struct {
	Name string // the file's, without folder and extension
	File string
	*txtar.Archive
}

// Cases reads the archives that match the pattern, in order.
func Cases(t testing.TB, pattern string) []*Case {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no cases, %v", pattern, err)
	}
	cases := make([]*Case, len(files))
	for i, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		cases[i] = &Case{Name: strings.TrimSuffix(name, filepath.Ext(name)), File: file, Archive: archive}
	}
	return cases
}

// Text returns a file of the archive; "" when it is not there.
func (c *Case) Text(name string) string {
	for _, f := range c.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// Compare fails unless the named file of the archive holds exactly what was got.
// Where nothing is wanted the archive needs no such file.
func (c *Case) Compare(t testing.TB, name, got string) {
	t.Helper()
	want := c.Text(name)
	if !*update {
		differ(t, c.File+" "+name, got, want)
		return
	}
	if got == want {
		return
	}
	kept := slices.Clone(c.Files)
	at := slices.IndexFunc(kept, func(f txtar.File) bool { return f.Name == name })
	switch file := (txtar.File{Name: name, Data: []byte(got)}); {
	case got == "":
		kept = slices.Delete(kept, at, at+1)
	case at < 0:
		kept = append(kept, file)
	default:
		kept[at] = file
	}
	write(t, c.File, txtar.Format(&txtar.Archive{Comment: c.Comment, Files: kept}))
}

func write(t testing.TB, file string, text []byte) {
	t.Helper()
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// differ says where two texts part, and shows what was got when that can be read.
func differ(t testing.TB, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.SplitAfter(got, "\n"), strings.SplitAfter(want, "\n")
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	t.Errorf("%s differs at line %d (-update rewrites it)\n got %.300q\nwant %.300q", what, n+1, line(a, n), line(b, n))
	if len(got) < 8000 {
		t.Logf("got all in all:\n%s", got)
	}
}

func line(lines []string, n int) string {
	if n < len(lines) {
		return lines[n]
	}
	return ""
}
