package build

import (
	"bytes"
	"errors"
	"io/fs"
	"path"

	"tertial/internal/diag"
	"tertial/internal/layout"
	"tertial/internal/privacy"
)

// brokenLayout is the result of a build that a template of the site's own has
// stopped; nil when the error is another.
func (b *builder) brokenLayout(err error) *Result {
	var broken *layout.TemplateError
	if !errors.As(err, &broken) {
		return nil
	}
	name := path.Join("layouts", broken.File)
	text, err := fs.ReadFile(b.fsys, name)
	if err != nil {
		return nil // a built-in one: a fault of the program
	}
	at := diag.Place{File: name}
	if start, end := lineOf(text, broken.Line); start < end {
		at = diag.NewSource(name, text).Place(start, end)
	}
	b.diags.Report("LAYOUT", at, "file", name, "reason", broken.Reason)
	return &Result{Findings: privacy.Conceal(b.diags.Sorted())}
}

// lineOf is where a line of a text begins and ends, counted from 1.
func lineOf(text []byte, number int) (start, end int) {
	for range number - 1 {
		i := bytes.IndexByte(text[start:], '\n')
		if i < 0 {
			return 0, 0
		}
		start += i + 1
	}
	if i := bytes.IndexByte(text[start:], '\n'); i >= 0 && number > 0 {
		return start, start + i
	}
	return start, len(text)
}
