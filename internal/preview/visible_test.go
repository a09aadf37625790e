package preview_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"tertial/internal/browsertest"
	"tertial/internal/testsite"
)

// BenchmarkVisible measures what an author waits for, from the save of a text to
// the moment when a browser shows it. The aims are 150 ms in the worked example
// and 500 ms in a municipality of 200 reports.
func BenchmarkVisible(b *testing.B) {
	b.Run("example", func(b *testing.B) {
		root := b.TempDir()
		for _, top := range [...]string{"content", "data"} {
			if err := os.CopyFS(filepath.Join(root, top), os.DirFS("../../"+top)); err != nil {
				b.Fatal(err)
			}
		}
		found, err := filepath.Glob(filepath.Join(root, "content", "*", "*", "delarsrapport-1", "report.md"))
		if err != nil || len(found) == 0 {
			b.Fatal("no report", err)
		}
		visible(b, liveAt(b, root), found[0])
	})
	b.Run("200", func(b *testing.B) {
		l := live(b, testsite.Options{Seed: 1, Committees: 5, Years: 5, Reports: 8})
		visible(b, l, filepath.Join(l.root, "content", filepath.FromSlash(l.reports[99]), "report.md"))
	})
}

// visible saves a report again and again while a browser shows it.
func visible(b *testing.B, l *livePreview, file string) {
	b.Helper()
	defer l.end()
	before, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	report, err := filepath.Rel(filepath.Join(l.root, "content"), filepath.Dir(file))
	if err != nil {
		b.Fatal(err)
	}
	page := browsertest.Start(b).Open(b, l.address+filepath.ToSlash(report)+"/", browsertest.View{Width: 1280})
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		page.Until(b, `document.getElementById('_preview')?.dataset.build`)
		word := "prov" + strconv.Itoa(n) + "ord"
		text := slices.Concat(before, []byte("\n\nHär står "+word+" nu.\n"))
		b.StartTimer()
		if err := os.WriteFile(file, text, 0o644); err != nil {
			b.Fatal(err)
		}
		page.Until(b, `document.querySelector('main')?.textContent.includes('`+word+`')`)
	}
}
