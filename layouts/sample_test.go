package layouts_test

import (
	"bytes"
	"flag"
	"html/template"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tertial/internal/layout"
	"tertial/layouts"
)

var out = flag.String("out", "", "write the sample pages to this folder and keep them")

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'"

// A samplePage is a page of the invented municipality's site.
type samplePage struct {
	path     string // of the file
	template string
	content  any
	frame    layout.Frame
}

// renderSample renders the sample pages and returns them by path.
func renderSample(t *testing.T, lang string) map[string]string {
	t.Helper()
	texts, err := layout.ReadTexts([]fs.FS{layouts.FS()}, lang)
	if err != nil {
		t.Fatal(err)
	}
	set, err := template.New("").Funcs(template.FuncMap{"t": texts.Text}).ParseFS(layouts.FS(), "*.html")
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for _, p := range slices.Concat(samplePages(t, set), sampleMeetings(t, set)) {
		var page bytes.Buffer
		p.frame.Lang = lang
		if err := set.ExecuteTemplate(&page, "base.html", layout.Page{Frame: p.frame, Main: execute(t, set, p.template, p.content)}); err != nil {
			t.Fatal(err)
		}
		pages[p.path] = page.String()
	}
	return pages
}

func execute(t *testing.T, set *template.Template, name string, data any) template.HTML {
	t.Helper()
	var b bytes.Buffer
	if err := set.ExecuteTemplate(&b, name, data); err != nil {
		t.Fatal(err)
	}
	return template.HTML(b.String())
}

// TestSample renders every template with a sample and looks at the result; with
// -out the pages stay for the eye.
func TestSample(t *testing.T) {
	pages := renderSample(t, "sv")
	for name, page := range pages {
		t.Run(name, func(t *testing.T) { checkPage(t, page) })
	}
	if *out != "" {
		writeSample(t, *out, pages)
	}
}

// TestSampleEnglish holds that the English catalogue has every text that the
// templates ask for.
func TestSampleEnglish(t *testing.T) {
	for name, page := range renderSample(t, "en") {
		if !strings.Contains(page, `<html lang="en">`) || !strings.Contains(page, "Skip to content") {
			t.Errorf("%s is not in English", name)
		}
	}
}

func writeSample(t *testing.T, dir string, pages map[string]string) {
	t.Helper()
	for name, page := range pages {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), []byte(page))
	}
	write(t, filepath.Join(dir, "assets", "theme.css"), nil)
	err := fs.WalkDir(layouts.FS(), "assets", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) == "" {
			return err
		}
		data, err := fs.ReadFile(layouts.FS(), p)
		if err == nil {
			write(t, filepath.Join(dir, filepath.FromSlash(p)), data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
