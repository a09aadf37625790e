package prose

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
	"tertial/internal/report"
	"tertial/internal/testsite"
)

// longReport is a report with so many sentences about its numbers, half of
// which are wrong.
func longReport(b *testing.B, sentenceCount int) *report.Report {
	b.Helper()
	all, site := plantAll(b, 3, 600)
	var linking diag.List
	for _, r := range linkAll(b, site, &linking) {
		name := "content/" + r.Meta.Path + "/report.md"
		text, err := fs.ReadFile(site, name)
		if err != nil {
			b.Fatal(err)
		}
		var body strings.Builder
		for n := 0; n < sentenceCount; n++ {
			body.WriteString(all[name][n%len(all[name])].text)
			if n%5 == 4 {
				body.WriteByte('\n')
			}
			body.WriteByte('\n')
		}
		long := withText{site, fstest.MapFS{name: {Data: append(text, body.String()...)}}}
		for _, l := range linkAll(b, long, &linking) {
			if l.Meta.Path == r.Meta.Path {
				return l
			}
		}
	}
	b.Fatal("no report")
	return nil
}

// BenchmarkReport checks the text of a report of 60 pages: 1,500 sentences.
func BenchmarkReport(b *testing.B) {
	const sentenceCount = 1500
	r := longReport(b, sentenceCount)
	b.ReportAllocs()
	for b.Loop() {
		var found diag.List
		Check(OfReport(r), &found)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/sentenceCount, "µs/sentence")
}

// BenchmarkTypical checks the text of a report of ten pages whose numbers are
// all figures.
func BenchmarkTypical(b *testing.B) {
	var linking diag.List
	r := linkAll(b, testsite.New(testsite.Options{Seed: 3}), &linking)[0]
	b.ReportAllocs()
	for b.Loop() {
		var found diag.List
		Check(OfReport(r), &found)
	}
}
