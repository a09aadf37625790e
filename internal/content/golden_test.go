package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"tertial/internal/diag"
	"tertial/internal/golden"
)

// TestGolden reads each testdata/*.md as a report, and each testdata/*.txtar
// as a site, and compares the result with the file of the same name that ends
// in .golden.
func TestGolden(t *testing.T) {
	for _, name := range golden.Inputs(t, "testdata/*.[mt]*", ".golden") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			if strings.HasSuffix(name, ".md") {
				got = readReport(t, text)
			} else {
				got = readArchive(t, text)
			}
			golden.Compare(t, strings.TrimSuffix(name, filepath.Ext(name))+".golden", got)
		})
	}
}

const reportPath = "namnd/2020/rapport"

func reportFS(text []byte) fstest.MapFS {
	return fstest.MapFS{"content/" + reportPath + "/report.md": {Data: text}}
}

// readReport reads one report as every stage would, and dumps it.
func readReport(t *testing.T, text []byte) string {
	t.Helper()
	return readSite(t, reportFS(text), false)
}

func readArchive(t *testing.T, text []byte) string {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse(text).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return readSite(t, fsys, true)
}

func readSite(t *testing.T, fsys fs.FS, whole bool) string {
	t.Helper()
	diags := new(diag.List)
	d := &dumper{}
	if whole {
		site := ReadSite(fsys, diags)
		d.line(0, "site %q %q lang=%s notice=%q %q", site.Name, site.BaseURL, site.Lang, site.Notice, site.Description)
		d.line(1, "theme %q contact %q", site.Theme, site.Contact)
		for _, c := range site.Contacts {
			d.line(1, "contact %q %v", c, Addresses(c))
		}
		for _, e := range site.Exceptions {
			d.line(1, "exception %s %q %q at=%q %q %q lines %d–%d", e.Kind, e.Text, e.Digest, e.At, e.Reason, e.Role, e.Place.Line, e.Last)
		}
		for _, c := range ReadCommittees(fsys, diags) {
			d.line(0, "committee %s: %q body=%q task=%q numbers=%q contact=%q", c.ID, c.Name, c.Body, c.Task, c.Numbers, c.Contact)
		}
	}
	for _, meta := range Scan(fsys, nil, diags) {
		doc := Parse(fsys, meta, diags)
		checkSpans(t, doc)
		d.out.WriteString(dumpDocument(doc))
	}
	return d.out.String() + "findings:\n" + dumpFindings(t, diags)
}
