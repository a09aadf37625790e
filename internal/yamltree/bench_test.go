package yamltree

import (
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"

	"tertial/internal/diag"
)

const frontMatter = `title: Delårsrapport 1 2020
kind: interim-report
dnr: SN/2020:238
period: 2020-01/2020-04
date: 2020-05-12
meeting: 2020-05-26
stage: sent
visibility: public
source: Exempelkommunen, socialnämnden, handlingar till 2020-05-26
`

// BenchmarkParse reads one report's front matter.
func BenchmarkParse(b *testing.B) {
	src := diag.NewSource("report.md", []byte(frontMatter))
	diags := new(diag.List)
	b.SetBytes(int64(len(frontMatter)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(src, 0, len(frontMatter), diags)
	}
}

// BenchmarkLibrary is the share of it that lies in the library.
func BenchmarkLibrary(b *testing.B) {
	b.SetBytes(int64(len(frontMatter)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parser.Parse(lexer.Tokenize(frontMatter), 0); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDescription reads a dataset's description with nested maps.
func BenchmarkDescription(b *testing.B) {
	text, err := os.ReadFile("testdata/parse/nested.yaml")
	if err != nil {
		b.Fatal(err)
	}
	src := diag.NewSource("drift.yaml", text)
	diags := new(diag.List)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(src, 0, len(text), diags)
	}
}

// BenchmarkHostile reads texts that cost the library most.
func BenchmarkHostile(b *testing.B) {
	const size = maxBytes / 2
	for _, c := range []struct{ name, unit, before, after string }{
		{"keys", "k: v\n", "", ""},
		{"literal", "  aaaa\n", "a: |\n", ""},
		{"long line", "a", "a: ", ""},
		{"literal line", "a", "a: |\n  ", ""},
		{"folded", "  aaaa\n", "a: >\n", ""},
		{"plain lines", "  aaaa\n", "a: b\n", ""},
		{"newlines", "\n", "a: b", "c: d"},
		{"blanks", " ", "a: b", "c"},
		{"flow", "a, ", "[", "]"},
		{"flow map", "a: b, ", "{", "}"},
		{"colons", ":", "a: ", ""},
		{"quotes", "'", "a: '", "'"},
		{"tabs", "\t", `a: "`, `"`},
		{"quoted lines", "a\n", `a: "`, `"`},
		{"escapes", `\t`, `a: "`, `"`},
		{"comments", "#\n", "", ""},
		{"dashes", "-\n", "", ""},
		{"aliases", "*a, ", "a: &a [", "]"},
		{"braces", "{}, ", "[", "]"},
		{"dash text", " -", "a: b", ""},
		{"carriage", "\r", "a: b", ""},
		{"tags", "!a ", "a: ", ""},
		{"percent", "%a\n", "", ""},
		{"questions", "? a\n", "", ""},
		{"keep", "\n", "a: |+\n", ""},
	} {
		unit := c.unit
		if !strings.HasSuffix(unit, "\n") {
			unit = strings.Repeat(unit, 1<<13/len(unit)) + "\n  "
		}
		text := c.before + strings.Repeat(unit, size/len(unit)) + c.after
		src := diag.NewSource("a.yaml", []byte(text))
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				Parse(src, 0, len(text), new(diag.List))
			}
		})
	}
}
