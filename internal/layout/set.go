// Package layout turns linked reports into HTML pages with the templates in
// layouts/, which a site overrides by name.
//
// In come a [report.Report], its drawings and its verdict; out come the bytes
// of pages and of the files that they need. The fields that a template may use
// are the types of view.go; the markup is described in docs/markup.md. Tables
// and prose, which make up nearly all of a page, are written by Go code; the
// templates write the rest.
package layout

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tertial/internal/spreadsheet"
)

// Files are where templates, assets and texts come from: the site's own
// layouts folder first, then the built-in one. A file of an earlier layer hides
// the one of the same name in a later layer.
type Files []fs.FS

// read returns the first layer's file of the name.
func (l Files) read(name string) ([]byte, error) {
	var err error
	for _, layer := range l {
		var text []byte
		if text, err = fs.ReadFile(layer, name); err == nil {
			return text, nil
		}
	}
	return nil, err
}

// glob returns the names that any layer has, sorted, each once.
func (l Files) glob(pattern string) ([]string, error) {
	var names []string
	for _, layer := range l {
		found, err := fs.Glob(layer, pattern)
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// A Set is everything that renders pages of one language. It is safe for
// concurrent use.
type Set struct {
	lang      string
	texts     *Texts
	templates *template.Template
	sheets    spreadsheet.Writer
	files     Files
}

// NewSet reads the templates and texts of a language.
func NewSet(files Files, lang string) (*Set, error) {
	texts, err := ReadTexts(files, lang)
	if err != nil {
		return nil, err
	}
	s := &Set{lang: lang, texts: texts, files: files}
	s.templates = template.New("").Option("missingkey=error").Funcs(template.FuncMap{"t": texts.Text})
	names, err := files.glob("*.html")
	if err != nil {
		return nil, fmt.Errorf("find templates: %w", err)
	}
	for _, name := range names {
		text, err := files.read(name)
		if err != nil {
			return nil, fmt.Errorf("read template: %w", err)
		}
		if _, err := s.templates.New(name).Parse(string(text)); err != nil {
			return nil, templateError(name, err)
		}
	}
	return s, nil
}

// Lang is the language of the set.
func (s *Set) Lang() string { return s.lang }

// fragment renders one template with what it gets.
func (s *Set) fragment(name string, view any) (template.HTML, error) {
	var out bytes.Buffer
	if err := s.templates.ExecuteTemplate(&out, name, view); err != nil {
		return "", templateError(name, err)
	}
	return template.HTML(out.String()), nil //nolint:gosec // html/template has escaped it
}

// page renders the content of main and puts it into its frame.
func (s *Set) page(frame Frame, name string, view any) ([]byte, error) {
	main, err := s.fragment(name, view)
	if err != nil {
		return nil, err
	}
	return s.framed(frame, main)
}

// framed puts the finished content of main into its frame.
func (s *Set) framed(frame Frame, main template.HTML) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(main) + 4096)
	if err := s.templates.ExecuteTemplate(&out, "base.html", Page{Frame: frame, Main: main}); err != nil {
		return nil, templateError("base.html", err)
	}
	return out.Bytes(), nil
}

// An Asset is a file that pages need beside themselves.
type Asset struct {
	Path    string // in the output, with a digest in its name: assets/tertial-1a2b3c4d.css
	Content []byte
}

// Assets are the site's style sheets, fonts and pictures.
type Assets struct {
	Files   []Asset
	Styles  []string // paths of style sheets in their order
	Content string   // of Styles: the sheet of pages' content, in whose place an edition has its own
	Scripts []string // paths of scripts that pages with tables or charts have
	Search  *Asset   // the script of the page that searches, which is none of Files; or nil
	Icon    string   // path of the favourite icon, or ""
	Logo    string   // path of the publisher's logo, or ""
}

// ReadAssets collects assets/ of all layers, gives style sheets and scripts names with
// their digest, so that a server may let browsers keep them for ever, and adds
// the theme's.
func ReadAssets(files Files, theme []byte, logo string) (*Assets, error) {
	names, err := files.assets()
	if err != nil {
		return nil, fmt.Errorf("find assets: %w", err)
	}
	a := &Assets{}
	for _, name := range names {
		content, err := files.read(name)
		if err != nil {
			return nil, fmt.Errorf("read asset: %w", err)
		}
		a.add(name, content, logo)
	}
	a.add("assets/theme.css", theme, logo)
	return a, nil
}

// searchScript is of one page only: no other page loads it, and no edition freezes it.
const searchScript = "assets/search.js"

// contentSheet is the style sheet of pages' content.
const contentSheet = "assets/tertial.css"

func (a *Assets) add(name string, content []byte, logo string) {
	out := name
	switch ext := path.Ext(name); {
	case ext == ".css":
		sum := sha256.Sum256(content)
		out = strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext
		a.Styles = append(a.Styles, out)
		if name == contentSheet {
			a.Content = out
		}
	case ext == ".js":
		sum := sha256.Sum256(content)
		out = strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext
		if name == searchScript {
			a.Search = &Asset{Path: out, Content: content}
			return
		}
		a.Scripts = append(a.Scripts, out)
	case path.Base(name) == "icon.svg":
		a.Icon = out
	}
	if logo != "" && name == "assets/"+logo {
		a.Logo = out
	}
	a.Files = append(a.Files, Asset{Path: out, Content: content})
}

// assets lists the files under assets/ that a page may need.
func (l Files) assets() ([]string, error) {
	var names []string
	for _, layer := range l {
		err := fs.WalkDir(layer, "assets", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && servable(name) {
				names = append(names, name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// servable keeps notes, licences and hidden files out of the site.
func servable(name string) bool {
	switch path.Ext(name) {
	case ".css", ".js", ".woff2", ".svg", ".png", ".jpg", ".webp", ".ico":
		return !strings.HasPrefix(path.Base(name), ".")
	default:
		return false
	}
}
