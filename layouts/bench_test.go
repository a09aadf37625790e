package layouts_test

import (
	"html/template"
	"io"
	"io/fs"
	"strings"
	"testing"

	"tertial/internal/layout"
	"tertial/layouts"
)

// BenchmarkFrame measures what a page costs beside its text: the frame and a
// report's head around 20 KB of finished narrative.
func BenchmarkFrame(b *testing.B) {
	texts, err := layout.ReadTexts([]fs.FS{layouts.FS()}, "sv")
	if err != nil {
		b.Fatal(err)
	}
	set, err := template.New("").Funcs(template.FuncMap{"t": texts.Text}).ParseFS(layouts.FS(), "*.html")
	if err != nil {
		b.Fatal(err)
	}
	page := layout.Page{Frame: frame("report", "Delårsrapport 1 2020", 3, layout.Crumb{Text: "Omsorgsnämnden", Href: "../../index.html"})}
	report := layout.ReportPage{Kicker: "Omsorgsnämnden", Title: "Delårsrapport 1 2020", Cards: sampleCards(), Body: template.HTML("<p>" + strings.Repeat("ord och tal ", 1700) + "</p>")}
	b.ReportAllocs()
	for b.Loop() {
		var main strings.Builder
		if err := set.ExecuteTemplate(&main, "report.html", report); err != nil {
			b.Fatal(err)
		}
		page.Main = template.HTML(main.String())
		if err := set.ExecuteTemplate(io.Discard, "base.html", page); err != nil {
			b.Fatal(err)
		}
	}
}
