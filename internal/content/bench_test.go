package content

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tertial/internal/diag"
)

// page is a page of 20 KB with 8 pipe tables, sections and links; figures says
// whether numbers in prose are figures or plain.
func page(figures bool) string {
	number := "12,5 miljoner kronor"
	if figures {
		number = "`=drift[Totalt; Netto; avvikelse] mnkr abs`"
	}
	var out strings.Builder
	out.WriteString("---\ntitle: Lång rapport\nvisibility: public\n---\n")
	for i := range 8 {
		fmt.Fprintf(&out, "# Avsnitt %c {#avsnitt-%d}\n\n", 'A'+i, i)
		for range 4 {
			fmt.Fprintf(&out, "Nämnden räknar med ett underskott på %s för **hela** året, se [mer](https://www.exempel.se/). "+
				"Volymen ökar inom öppenvården, medan *institutionsvården* minskar något jämfört med samma tid förra året.\n\n", number)
		}
		out.WriteString("| Verksamhet | Utfall | Budget | Prognos | Avvikelse |\n|---|---:|---:|---:|---:|\n")
		for row := range 26 {
			fmt.Fprintf(&out, "| Verksamhet %02d | %d | %d | %d | %d |\n", row, row*7919%9973, row*6007%9973, row*5003%9973, row*97-800)
		}
		out.WriteString("\n## Kommentar\n\n- Punkt ett\n- Punkt två med `kod`\n\n")
	}
	return out.String()
}

// BenchmarkParse measures a whole report, from the file system to the tree.
func BenchmarkParse(b *testing.B) {
	for _, figures := range []bool{false, true} {
		b.Run(fmt.Sprintf("figures=%v", figures), func(b *testing.B) {
			fsys := reportFS([]byte(page(figures)))
			metas := Scan(fsys, nil, new(diag.List))
			b.SetBytes(int64(len(page(figures))))
			b.ReportAllocs()
			for b.Loop() {
				diags := new(diag.List)
				if doc := Parse(fsys, metas[0], diags); len(doc.Sections) != 16 || diags.Len() > 0 {
					b.Fatal("not the page that was meant")
				}
			}
		})
	}
}

// BenchmarkGoldmark measures goldmark itself on the same page with the same
// extensions: what BenchmarkParse is compared with.
func BenchmarkGoldmark(b *testing.B) {
	bare := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID()),
	).Parser()
	source := []byte(page(false))
	source = source[findHead(source).body:]
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		bare.Parse(text.NewReader(source))
	}
}

// BenchmarkScan measures the front matter of 500 reports.
func BenchmarkScan(b *testing.B) {
	fsys := reportFS(nil)
	clear(fsys)
	for i := range 500 {
		fsys[fmt.Sprintf("content/namnd/%d/rapport-%d/report.md", 2000+i%10, i)] = reportFS([]byte(page(false)))["content/"+reportPath+"/report.md"]
	}
	b.ReportAllocs()
	for b.Loop() {
		if got := len(Scan(fsys, nil, new(diag.List))); got != 500 {
			b.Fatal(got)
		}
	}
}
