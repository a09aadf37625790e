//go:build long

package e2e

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/build"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/publog"
	"tertial/internal/testpublish"
	"tertial/internal/testsite"
	"tertial/layouts"
)

// TestThousandEditions gives twenty published reports fifty editions each, every
// one with another number than the one before, and measures as weighed does.
func TestThousandEditions(t *testing.T) {
	root := municipality(t, testsite.Options{Seed: 11, Committees: 2, Years: 2, Reports: 5, Charts: 1, Lean: true})
	cfg := build.Config{Root: root, AsOf: "2026-01-01", Program: "Tertial", BuiltIn: layouts.FS(), BaseURL: base, ChartCache: t.TempDir()}
	reports, err := testpublish.All(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	const each = 50
	for _, report := range reports {
		again(t, root, report, each)
	}
	t.Logf("%d reports with %d editions each", len(reports), each)
	weighed(t, cfg, reports)
}

// again freezes the first edition of a report as its next ones, with the log.
func again(t *testing.T, root, report string, upTo int) {
	t.Helper()
	store, err := edition.Open(root, func(string, string) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	fsys := os.DirFS(root)
	first := edition.List(fsys, report, nil, &diag.List{})[0]
	record, err := first.Record(fsys)
	if err != nil {
		t.Fatal(err)
	}
	files := frozenFiles(t, root, first)
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(publog.Path)))
	if err != nil {
		t.Fatal(err)
	}
	for n := 2; n <= upTo; n++ {
		log := publog.Parse(diag.NewSource(publog.Path, text), &diag.List{})
		e := &edition.Edition{
			Dir: edition.Dir(report, n), Report: report, Number: n, Date: first.Date, Kind: edition.Revision,
			Reason: "En ny utgåva.", Author: first.Author, ApprovedBy: first.ApprovedBy, Tool: first.Tool, Checkpoint: log.CheckpointAt(log.Size()),
		}
		record.Sets[0].Facts[0].Value = strconv.Itoa(n)
		if files[edition.RecordName], err = edition.JSON(record); err != nil {
			t.Fatal(err)
		}
		page := path.Join(edition.PublicFolder, "index.html")
		files[page] = []byte(strings.TrimSuffix(string(files[page]), "</div>\n") + fmt.Sprintf("<p>%d</p>\n</div>\n", n))
		var list []edition.File
		for name, content := range files {
			list = append(list, edition.File{Path: name, Content: content})
		}
		yaml, err := store.Freeze(e, list, testpublish.Random(uint64(n)))
		if err != nil {
			t.Fatal(err)
		}
		found := &diag.List{}
		more := log.Next(publog.Entry{
			Date: e.Date, Kind: publog.Revision, Report: report, Edition: n, Public: e.PublicDigest, Digest: edition.Digest(yaml),
		}, found)
		if more == nil {
			t.Fatal(codes(found.Sorted()))
		}
		text = append(text, more...)
	}
	if err := store.Put(publog.Path, text); err != nil {
		t.Fatal(err)
	}
	if err := store.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// frozenFiles are the files of an edition but for those that Freeze writes.
func frozenFiles(t *testing.T, root string, e *edition.Edition) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(root), e.Dir, func(name string, d fs.DirEntry, err error) error {
		rel := strings.TrimPrefix(name, e.Dir+"/")
		if err != nil || d.IsDir() || rel == edition.YAMLName || rel == edition.ManifestName {
			return err
		}
		files[rel], err = os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
