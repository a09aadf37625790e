package pdf

import (
	"context"
	"fmt"
	"maps"
)

// A Printed is a finished file.
type Printed struct {
	File   []byte
	Pages  int
	Faults []Fault // what is wrong with it: then nobody should get it
}

// A Print turns a document into a PDF: [Browser.Print].
type Print func(ctx context.Context, document []byte) ([]byte, error)

// A Document is what is to be printed.
type Document struct {
	Meta Meta
	// HTML writes the document with the numbers of pages that its list of
	// contents shows, by the ids of the sections; none are known at first. The
	// room of a number is the same whether it is known or not.
	HTML     func(pages map[string]int) ([]byte, error)
	Contents []Entry // of the list of contents
	Words    string  // that must stand on every page, or ""
}

// passes is how often a document is printed at most: once to learn where its
// sections are, once to say so, and once more should that have moved them.
const passes = 4

// Make prints a document until the numbers in its list of contents are those of
// its pages, describes the file and checks it.
func Make(ctx context.Context, print Print, d Document) (*Printed, error) {
	known := map[string]int{}
	for range passes {
		document, err := d.HTML(known)
		if err != nil {
			return nil, err
		}
		raw, err := print(ctx, document)
		if err != nil {
			return nil, err
		}
		f, err := Parse(raw)
		if err != nil {
			return nil, fmt.Errorf("what the browser printed: %w", err)
		}
		found := map[string]int{}
		named := f.Destinations()
		for _, e := range d.Contents {
			found[e.ID] = named[e.ID]
		}
		if len(d.Contents) > 0 && !maps.Equal(found, known) {
			known = found
			continue
		}
		return finish(f, d), nil
	}
	return nil, errMoved
}

// finish makes the file that people get.
func finish(f *File, d Document) *Printed {
	f.Describe(d.Meta)
	p := &Printed{File: f.Bytes(), Pages: len(f.Pages())}
	p.Faults = append(Check(p.File, d.Words), CheckContents(p.File, d.Contents)...)
	return p
}

// Reopen reads a finished file that was kept, and checks it again.
func Reopen(file []byte, d Document) (*Printed, error) {
	f, err := Parse(file)
	if err != nil {
		return nil, err
	}
	p := &Printed{File: file, Pages: len(f.Pages())}
	p.Faults = append(Check(file, d.Words), CheckContents(file, d.Contents)...)
	return p, nil
}
