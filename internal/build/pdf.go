package build

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"sync"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/pdf"
)

// printVersion is part of what decides about a printed file: it is raised when
// package pdf makes other files of the same documents.
const printVersion = "1"

// A press prints documents, and keeps what it has printed. It looks for its
// browser when there is something to print. It is safe for concurrent use.
type press struct {
	wanted string // path of the browser, or ""
	keep   *pdf.Keep

	mu      sync.Mutex
	browser *pdf.Browser
}

// newPress is a press for a site; folder keeps its files, "" keeps none.
func newPress(browser, folder string) *press {
	return &press{wanted: browser, keep: pdf.OpenKeep(folder)}
}

// press is the one of a release; nil prints nothing.
func (c *Config) press() *press {
	if c.Delivery == nil || c.Delivery.PDF == PDFNone {
		return nil
	}
	return newPress(c.Delivery.Chromium, c.pdfCache())
}

// pdfCache is the folder of printed files, beside that of drawings.
func (c *Config) pdfCache() string {
	switch {
	case c.ChartCache == "":
		return ""
	case filepath.Base(c.ChartCache) == "charts":
		return filepath.Join(filepath.Dir(c.ChartCache), "pdf")
	default:
		return filepath.Join(c.ChartCache, "pdf")
	}
}

func (p *press) close() {
	if p != nil {
		p.keep.Close()
	}
}

// found is the browser, which is looked for once.
func (p *press) found(ctx context.Context) (*pdf.Browser, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.browser == nil {
		browser, err := pdf.FindBrowser(ctx, p.wanted)
		if err != nil {
			return nil, err
		}
		p.browser = browser
	}
	return p.browser, nil
}

// print makes the PDF of a document, or takes the one that is kept.
func (p *press) print(ctx context.Context, d *layout.StandAlone, program string) (*pdf.Printed, error) {
	browser, err := p.found(ctx)
	if err != nil {
		return nil, err
	}
	blank, err := d.HTML(nil)
	if err != nil {
		return nil, err
	}
	doc := pdf.Document{
		Meta: pdf.Meta{
			Title: d.Title, Author: d.Author, Subject: d.Subject, Lang: d.Lang, Date: d.Date, Program: program, Identifier: d.Address,
		},
		HTML: d.HTML, Words: d.Words,
	}
	for i := range d.Contents {
		doc.Contents = append(doc.Contents, pdf.Entry{Text: d.Contents[i].Label(), ID: d.Contents[i].ID})
	}
	key := pdf.Key(printVersion, browser.Version, fmt.Sprint(doc.Meta), string(blank))
	if file, ok := p.keep.Get(key); ok {
		if printed, err := pdf.Reopen(file, doc); err == nil && len(printed.Faults) == 0 {
			return printed, nil
		}
	}
	printed, err := pdf.Make(ctx, browser.Print, doc)
	if err != nil {
		return nil, err
	}
	if len(printed.Faults) == 0 {
		_ = p.keep.Put(key, printed.File) // it is printed again then
	}
	return printed, nil
}

// documentOf is an edition as layout composes documents of it.
func (b *builder) documentOf(report string, e *edition.Edition, snapshot *edition.Snapshot) layout.DocumentInput {
	in := layout.DocumentInput{Report: report, Snapshot: snapshot, Edition: e}
	in.Committee = b.committee(layout.SnapshotMeta(report, snapshot))
	in.Read = func(name string) ([]byte, error) {
		text, err := fs.ReadFile(b.fsys, path.Join(e.Public(), name))
		if err != nil {
			return nil, fmt.Errorf("edition %d: %w", e.Number, err)
		}
		return text, nil
	}
	return in
}

// setOf are the words of a language.
func (b *builder) setOf(lang string) (*layout.Set, error) {
	if lang == "" || lang == b.set.Lang() {
		return b.set, nil
	}
	return layout.NewSet(b.layers(), lang)
}

// printed reports whether a release prints an edition.
func (b *builder) prints(p *published, e *edition.Edition) bool {
	if b.press == nil || e.Withdrawn != nil {
		return false
	}
	return b.cfg.Delivery.PDF == PDFAll || e == p.newest
}

// printEditions prints those editions of a report that a release prints. A file
// that is not as every reader needs it is a finding, and nobody gets it.
func (b *builder) printEditions(ctx context.Context, p *published) error {
	for _, e := range p.editions {
		if !b.prints(p, e) || b.writer == nil || b.failed() || !e.Check(b.fsys, &diag.List{}) {
			continue
		}
		snapshot, err := e.Snapshot(b.fsys)
		if err != nil {
			return err
		}
		printed, err := b.printOne(ctx, b.documentOf(p.path, e, snapshot))
		if err != nil {
			return err
		}
		at := diag.Place{File: path.Join(e.Dir, edition.YAMLName)}
		if b.faulty(at, printed.Faults, b.diags) {
			continue
		}
		if p.printed == nil {
			p.printed = map[int]*layout.PDF{}
		}
		p.printed[e.Number] = &layout.PDF{Name: edition.PrintName, File: printed.File, Pages: printed.Pages}
	}
	return nil
}

// printOne composes and prints a document.
func (b *builder) printOne(ctx context.Context, in layout.DocumentInput) (*pdf.Printed, error) {
	set, err := b.setOf(in.Snapshot.Lang)
	if err != nil {
		return nil, err
	}
	document, err := set.Paper(b.site, in)
	if err != nil {
		return nil, err
	}
	return b.press.print(ctx, document, b.cfg.Program)
}

// faulty reports the faults of a printed file.
func (b *builder) faulty(at diag.Place, faults []pdf.Fault, diags *diag.List) bool {
	for _, f := range faults {
		diags.Add(diag.New("PDF", at, "what", f.Text).With(faultVariant(f.Kind)))
	}
	return len(faults) > 0
}

// faultVariant is how a fault is said.
func faultVariant(kind string) string {
	switch kind {
	case pdf.NoAlt:
		return "alt"
	case pdf.NoHeader:
		return "header"
	case pdf.Headings:
		return "headings"
	case pdf.Fonts:
		return "fonts"
	case pdf.Paper:
		return "paper"
	case pdf.Contents:
		return "contents"
	case pdf.Unmarked:
		return "unmarked"
	case pdf.Script:
		return "script"
	default:
		return "tags"
	}
}
