package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tertial/internal/archtest"
	"tertial/internal/diag"
	"tertial/internal/golden"
)

// checksFolder is where the catalogue's pages are published.
const checksFolder = "../../docs/checks"

// TestCheckPages holds docs/checks to the catalogue: a page a code and a
// language, and an index; nothing that is stale and nothing besides.
func TestCheckPages(t *testing.T) {
	t.Parallel()
	want := map[string]string{"README.md": checkIndex()}
	for _, lang := range diag.Languages() {
		for _, code := range diag.Codes() {
			page, ok := diag.Explain(code, lang)
			if !ok {
				t.Fatalf("no page of %s in %s", code, lang)
			}
			want[string(code)+"."+lang+".md"] = page.Markdown(lang)
		}
	}
	if golden.Updating() {
		writeChecks(t, want)
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		got, err := os.ReadFile(filepath.Join(checksFolder, name))
		if err != nil || string(got) != want[name] {
			t.Errorf("docs/checks/%s is missing or stale: make golden", name)
		}
	}
	for _, name := range checkFiles(t) {
		if want[name] == "" {
			t.Errorf("docs/checks/%s belongs to no code: make golden", name)
		}
	}
}

func checkIndex() string {
	var b strings.Builder
	b.WriteString("# Checks\n\nWhat `tertial check` and `tertial build` can say, one page a code. " +
		"`tertial explain CODE` shows the same.\n\n")
	for _, code := range diag.Codes() {
		fmt.Fprintf(&b, "- %s:", code)
		for i, lang := range diag.Languages() {
			page, _ := diag.Explain(code, lang)
			fmt.Fprintf(&b, "%s [%s](%s.%s.md)", strings.Repeat(" ·", min(i, 1)), page.Title, code, lang)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func writeChecks(t *testing.T, pages map[string]string) {
	t.Helper()
	if err := os.MkdirAll(checksFolder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(checksFolder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range checkFiles(t) {
		if pages[name] == "" {
			if err := os.Remove(filepath.Join(checksFolder, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func checkFiles(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(checksFolder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

var placeholder = regexp.MustCompile(`\{\w+\}`)

// placeholders are the {name}s of a text, sorted, each once.
func placeholders(text string) []string {
	return slices.Compact(slices.Sorted(slices.Values(placeholder.FindAllString(text, -1))))
}

// TestCatalogueSpeaksBothLanguages: both pages of a code have the same severity,
// variants, notes and placeholders, and something to say beyond the message.
func TestCatalogueSpeaksBothLanguages(t *testing.T) {
	t.Parallel()
	langs := diag.Languages()
	for _, code := range codes() {
		first, _ := diag.Explain(diag.Code(code), langs[0])
		for _, lang := range langs[1:] {
			other, ok := diag.Explain(diag.Code(code), lang)
			if !ok {
				t.Errorf("%s has no page in %s", code, lang)
				continue
			}
			if first.Severity != other.Severity {
				t.Errorf("%s: the severity differs between %s and %s", code, langs[0], lang)
			}
			sameTexts(t, code+" message", first.Messages, other.Messages)
			sameTexts(t, code+" note", first.Notes, other.Notes)
			if len(first.Body) < 40 || len(other.Body) < 40 {
				t.Errorf("%s: the page says next to nothing", code)
			}
		}
		for lang := range langs {
			if _, ok := diag.Explain(diag.Code(code), langs[lang]); !ok {
				t.Errorf("%s has no page in %s", code, langs[lang])
			}
		}
	}
	for _, lang := range langs[1:] {
		for code := range catalogueFiles(t, lang) {
			if _, ok := diag.Explain(diag.Code(code), langs[0]); !ok {
				t.Errorf("%s has a page in %s and none in %s", code, lang, langs[0])
			}
		}
	}
}

func sameTexts(t *testing.T, what string, a, b map[string]string) {
	t.Helper()
	keys := slices.Sorted(maps.Keys(a))
	if others := slices.Sorted(maps.Keys(b)); !slices.Equal(keys, others) {
		t.Errorf("%s: %q in one language and %q in the other", what, keys, others)
		return
	}
	for _, key := range keys {
		if x, y := placeholders(a[key]), placeholders(b[key]); !slices.Equal(x, y) {
			t.Errorf("%s.%s: placeholders %v in one language and %v in the other", what, key, x, y)
		}
	}
}

// catalogueFiles are the codes that have a source file in the language.
func catalogueFiles(t *testing.T, lang string) map[string]bool {
	t.Helper()
	names, err := filepath.Glob("../../internal/diag/catalog/*." + lang + ".md")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, name := range names {
		found[strings.TrimSuffix(filepath.Base(name), "."+lang+".md")] = true
	}
	return found
}

// A use is one place of the sources that makes a finding of a code.
type use struct {
	at      token.Position
	code    string
	variant string // of a With that follows at once
	open    bool   // a variant may be set later, or the arguments are not all written here
	names   []string
	notes   map[string][]string // of Sees that follow at once: key to names; nil names are open
}

// codeWord is what a code looks like.
var codeWord = regexp.MustCompile(`^[A-Z][A-Z0-9]+(-[A-Z0-9]+)*$`)

// TestCodesAndSources: every code that the sources use has a page, every page is
// used, and where a finding is made in one breath its arguments fill the message.
func TestCodesAndSources(t *testing.T) {
	t.Parallel()
	root, err := archtest.Root(".")
	if err != nil {
		t.Fatal(err)
	}
	set, files, err := archtest.GoFiles(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{} // all string literals of the product
	var uses []use
	for _, f := range files {
		if f.Test() || strings.HasPrefix(f.Path, "internal/testsite/") {
			continue
		}
		uses = append(uses, usesOf(set, f.AST)...)
		for n := range ast.Preorder(f.AST) {
			if word, ok := literal(n); ok {
				words[word] = true
			}
		}
	}
	for _, u := range uses {
		u.judge(t)
	}
	for _, code := range codes() {
		page, _ := diag.Explain(diag.Code(code), diag.Languages()[0])
		if !words[code] {
			t.Errorf("%s has a page, but nothing in the sources says it", code)
		}
		for _, key := range slices.Concat(slices.Collect(maps.Keys(page.Messages)), slices.Collect(maps.Keys(page.Notes))) {
			if !words[key] && key != "" {
				t.Errorf("%s: nothing in the sources names the variant or note %q", code, key)
			}
		}
	}
}

func literal(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	word, err := strconv.Unquote(lit.Value)
	return word, err == nil
}

// usesOf finds the calls diag.New("CODE", …) and x.Report("CODE", …) of a file
// with the Withs and Sees that are chained to them.
func usesOf(set *token.FileSet, file *ast.File) []use {
	var uses []use
	ast.PreorderStack(file, nil, func(n ast.Node, stack []ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "New" && sel.Sel.Name != "Report" || len(call.Args) < 2 {
			return true
		}
		code, ok := literal(call.Args[0])
		if !ok || !codeWord.MatchString(code) {
			return true
		}
		u := use{at: set.Position(call.Pos()), code: code, notes: map[string][]string{}}
		u.names, u.open = argNames(call, 2)
		u.follow(stack)
		uses = append(uses, u)
		return true
	})
	return uses
}

// argNames are the names among alternating names and values.
func argNames(call *ast.CallExpr, from int) (names []string, open bool) {
	for i := from; i < len(call.Args); i += 2 {
		name, ok := literal(call.Args[i])
		if !ok || call.Ellipsis.IsValid() {
			return nil, true
		}
		names = append(names, "{"+name+"}")
	}
	return names, false
}

// follow climbs from the call over the methods that are chained to it.
func (u *use) follow(stack []ast.Node) {
	for i := len(stack) - 1; i > 0; i -= 2 {
		sel, ok := stack[i].(*ast.SelectorExpr)
		if !ok {
			if _, kept := stack[i].(*ast.AssignStmt); kept {
				u.open = true // a variant may be set further down
			}
			_, returned := stack[i].(*ast.ReturnStmt)
			u.open = u.open || returned
			return
		}
		call, ok := stack[i-1].(*ast.CallExpr)
		if !ok {
			return
		}
		switch sel.Sel.Name {
		case "With":
			word, ok := literal(call.Args[0])
			u.variant, u.open = word, u.open || !ok
		case "See":
			if key, ok := literal(call.Args[0]); ok {
				names, open := argNames(call, 2)
				if !open {
					u.notes[key] = append([]string{}, names...)
				}
			}
		}
	}
}

func (u *use) judge(t *testing.T) {
	t.Helper()
	for _, lang := range diag.Languages() {
		page, ok := diag.Explain(diag.Code(u.code), lang)
		if !ok {
			t.Errorf("%s: %s has no page in %s", u.at, u.code, lang)
			continue
		}
		text, ok := page.Messages[u.variant]
		switch {
		case u.open:
		case !ok:
			t.Errorf("%s: %s has no message %q in %s", u.at, u.code, u.variant, lang)
		case !within(placeholders(text), u.names):
			t.Errorf("%s: %s message %q wants %v and is given %v", u.at, u.code, u.variant, placeholders(text), u.names)
		}
		for key, names := range u.notes {
			note, ok := page.Notes[key]
			if !ok || !within(placeholders(note), names) {
				t.Errorf("%s: %s note %q (%q) is given %v", u.at, u.code, key, note, names)
			}
		}
	}
}

func within(wanted, given []string) bool {
	return !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(given, w) })
}

// TestTextsBothLanguages holds the command's own texts to the same rule.
func TestTextsBothLanguages(t *testing.T) {
	t.Parallel()
	all := texts()
	langs := diag.Languages()
	for _, lang := range langs[1:] {
		sameTexts(t, "text", all[langs[0]], all[lang])
	}
	for _, lang := range langs {
		raw, err := fs.ReadFile(textFiles, "text/"+lang+".txt")
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.Count(raw, []byte("\n")) - bytes.Count(raw, []byte("# "))
		if lines != len(all[lang]) {
			t.Errorf("text/%s.txt has %d lines of text but %d keys", lang, lines, len(all[lang]))
		}
	}
}
