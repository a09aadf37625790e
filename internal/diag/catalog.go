package diag

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed catalog
var catalogFiles embed.FS

// languages are those in which every message exists; the first is the default.
var languages = [...]string{"sv", "en"}

// Languages returns the languages in which every message exists; the first is
// the default.
func Languages() []string { return slices.Clone(languages[:]) }

// A Page is the catalogue's page of one code in one language.
type Page struct {
	Code     Code
	Severity Severity
	Title    string
	Messages map[string]string // by variant; "" is the plain message
	Notes    map[string]string // texts of related places
	Body     string            // Markdown: what it means, an example, what to do
}

var catalog = sync.OnceValue(func() map[string]map[Code]*Page {
	pages, err := readCatalog(catalogFiles)
	if err != nil {
		panic("diag: " + err.Error())
	}
	return pages
})

func readCatalog(files fs.FS) (map[string]map[Code]*Page, error) {
	all := make(map[string]map[Code]*Page)
	for _, lang := range languages {
		all[lang] = make(map[Code]*Page)
	}
	names, err := fs.Glob(files, "catalog/*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		code, lang, ok := strings.Cut(strings.TrimSuffix(path.Base(name), ".md"), ".")
		if !ok || all[lang] == nil {
			return nil, fmt.Errorf("%s: want CODE.sv.md or CODE.en.md", name)
		}
		page, err := parsePage(Code(code), string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all[lang][page.Code] = page
	}
	return all, nil
}

// parsePage reads a page: a head of `key: text` lines between `---` lines,
// then Markdown.
func parsePage(code Code, text string) (*Page, error) {
	page := &Page{Code: code, Messages: map[string]string{}, Notes: map[string]string{}}
	rest, ok := strings.CutPrefix(text, "---\n")
	head, body, closed := strings.Cut(rest, "\n---\n")
	if !ok || !closed {
		return nil, errors.New("the head must stand between two lines of three dashes")
	}
	page.Body = strings.TrimSpace(body) + "\n"
	for line := range strings.Lines(head) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			return nil, fmt.Errorf("not a `key: text` line: %q", line)
		}
		if err := page.set(key, value); err != nil {
			return nil, err
		}
	}
	if page.Title == "" || len(page.Messages) == 0 {
		return nil, errors.New("title or message is missing")
	}
	return page, nil
}

func (p *Page) set(key, value string) error {
	kind, name, _ := strings.Cut(key, ".")
	switch kind {
	case "title":
		p.Title = value
	case "message":
		p.Messages[name] = value
	case "note":
		p.Notes[name] = value
	case "severity":
		return p.setSeverity(value)
	default:
		return fmt.Errorf("unknown key %q", key)
	}
	return nil
}

func (p *Page) setSeverity(word string) error {
	for _, s := range []Severity{Note, Warning, Error} {
		if s.String() == word {
			p.Severity = s
			return nil
		}
	}
	return fmt.Errorf("severity is note, warning or error, not %q", word)
}

// Codes returns all codes of the catalogue in alphabetical order.
func Codes() []Code {
	var codes []Code
	for code := range catalog()[languages[0]] {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// Explain returns the page of a code, or false when there is none.
func Explain(code Code, lang string) (*Page, bool) {
	page, ok := catalog()[language(lang)][code]
	return page, ok
}

// SeverityOf returns the severity that the catalogue gives a code. It panics
// for a code without a page: that is a programmer's error, which a test finds.
func SeverityOf(code Code) Severity {
	page, ok := Explain(code, languages[0])
	if !ok {
		panic("diag: no catalogue page for code " + string(code))
	}
	return page.Severity
}

// Message returns what the finding says, in the given language.
func (f *Finding) Message(lang string) string {
	page, ok := Explain(f.Code, lang)
	if !ok {
		return string(f.Code)
	}
	text, ok := page.Messages[f.Variant]
	if !ok {
		panic("diag: " + string(f.Code) + " has no message variant " + f.Variant)
	}
	return Fill(text, lang, f.Args)
}

// RelatedText returns the line that belongs to a related place.
func (f *Finding) RelatedText(r Related, lang string) string {
	page, ok := Explain(f.Code, lang)
	if !ok {
		return ""
	}
	text, ok := page.Notes[r.Key]
	if !ok {
		panic("diag: " + string(f.Code) + " has no note " + r.Key)
	}
	return Fill(text, lang, r.Args)
}

// Localizer is a value that knows how it is written in a language.
type Localizer interface{ Localize(lang string) string }

// Fill replaces {name} in a message by the argument of that name. A name
// without an argument stays as it is, so that a test can find it.
func Fill(text, lang string, args []Arg) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			out.WriteString("{" + rest)
			return out.String()
		}
		out.WriteString(argument(name, lang, args))
		text = after
	}
}

func argument(name, lang string, args []Arg) string {
	for _, a := range args {
		if a.Name == name {
			return argText(a.Value, lang)
		}
	}
	return "{" + name + "}"
}

func argText(value any, lang string) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case Localizer:
		return v.Localize(lang)
	case fmt.Stringer:
		return v.String()
	case error:
		return v.Error()
	default:
		return fmt.Sprint(v)
	}
}

func language(lang string) string {
	if slices.Contains(languages[:], lang) {
		return lang
	}
	return languages[0]
}

// Markdown is the page as it is printed by `tertial explain` and published
// under docs/checks.
func (p *Page) Markdown(lang string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s: %s\n\n", p.Code, p.Title)
	fmt.Fprintf(&b, "*%s*\n\n", printerWords[language(lang)][p.Severity.String()])
	variants := make([]string, 0, len(p.Messages))
	for v := range p.Messages {
		variants = append(variants, v)
	}
	slices.Sort(variants)
	for _, v := range variants {
		fmt.Fprintf(&b, "> %s\n", p.Messages[v])
		if v != variants[len(variants)-1] {
			b.WriteString(">\n")
		}
	}
	b.WriteString("\n" + p.Body)
	return b.String()
}
