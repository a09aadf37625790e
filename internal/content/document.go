package content

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"tertial/internal/diag"
)

// Parse reads the narrative of one report: report.md behind its front matter,
// then the files of its folder that begin with a number, 10-….md before
// 20-….md. It always returns a document, of what could be read.
func Parse(fsys fs.FS, meta *Meta, diags *diag.List) *Document {
	b := &builder{
		doc:   &Document{Meta: meta},
		diags: diags,
		ids:   map[string]diag.Place{},
		lost:  map[string]bool{},
		found: map[diag.Code]int{},
	}
	b.readFiles(fsys)
	if meta.summaryAt.last <= len(b.doc.Text) { // else report.md could not be used, which has been said
		b.readSummary()
	}
	b.parseText()
	b.checkOverview()
	return b.doc
}

// readSummary reads the summary, whose figures come before those of the text.
func (b *builder) readSummary() {
	b.doc.Summary = b.inline(b.doc.Meta.summaryAt)
	for _, piece := range b.doc.Summary {
		if piece.Figure != nil {
			b.doc.Figures = append(b.doc.Figures, piece.Figure)
		}
	}
}

// readFiles joins the files of the narrative. The only file of most reports is
// not copied.
func (b *builder) readFiles(fsys fs.FS) {
	dir := path.Join(root, b.doc.Meta.Path)
	for _, name := range b.narrative(fsys, dir) {
		source, err := readFile(fsys, path.Join(dir, name), b.diags)
		if err != nil || source == nil {
			continue // reported, or gone since the folder was read
		}
		b.join(source, name == reportFile)
	}
}

func (b *builder) join(source *diag.Source, first bool) {
	text := b.doc.Text
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	file := segment{source: source, start: len(text)}
	if len(text) == 0 {
		text = slices.Clip(source.Text)
	} else {
		text = append(text, source.Text...)
	}
	file.end = len(text)
	file.body = file.start + findHead(source.Text).body
	if !first {
		file.body = file.start + b.noHead(source)
	}
	b.doc.Text = text
	b.doc.files = append(b.doc.files, file)
}

// noHead returns where the Markdown of a further file begins. It has no front
// matter of its own.
func (b *builder) noHead(source *diag.Source) int {
	found := findHead(source.Text)
	if !found.ok {
		return found.first
	}
	b.diags.Add(diag.New("FRONT", source.Place(found.start, found.start)).With("second"))
	return found.body
}

// narrative returns the names of the files to join, in order.
func (b *builder) narrative(fsys fs.FS, dir string) []string {
	in := folder{fsys: fsys, dir: dir, diags: b.diags}
	items := in.items()
	in.checkFiles(items)
	all := files(items)
	in.checkCase(all)
	names := []string{reportFile}
	for _, name := range all {
		if name == reportFile || path.Ext(name) != ".md" || FileLanguage(name) != "" {
			continue // Translations reads those of other languages
		}
		if _, ok := order(name); !ok {
			at := diag.Place{File: path.Join(dir, name)}
			b.diags.Add(diag.New("PATH-ORDER", at, "name", name, "instead", "10-"+name))
			continue
		}
		names = append(names, name)
	}
	slices.SortStableFunc(names[1:], func(a, b string) int {
		first, _ := order(a)
		second, _ := order(b)
		return cmp.Or(cmp.Compare(first, second), cmp.Compare(a, b))
	})
	return names
}

// order returns the number that a file's name begins with.
func order(name string) (int, bool) {
	digits, _, ok := strings.Cut(name, "-")
	if !ok || !isDigits(digits) || len(digits) > 4 {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}
