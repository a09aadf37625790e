package build

import (
	"context"
	"fmt"
)

// A Delivery says how a site is made ready for its visitors, beyond its pages.
type Delivery struct {
	Pagefind string // the program that makes the search index; "" looks for it
	Chromium string // the browser that prints reports; "" looks for it
	PDF      string // which editions are printed: PDFNewest, PDFAll or PDFNone; "" is PDFNewest
}

// Which editions of a report a release prints.
const (
	PDFNewest = "newest"
	PDFAll    = "all"
	PDFNone   = "none"
)

// finished are the files that have been made so far.
type finished interface {
	Paths() []string                  // sorted
	Read(path string) ([]byte, error) // of one of them
	Copy(path, of string) []byte      // kept from the build before, if it was made of the same: see [site.Writer.Copy]
}

// A deliveryStep makes further files of the finished ones, which it reads
// from b.finished and adds with b.add.
type deliveryStep struct {
	name string
	run  func(ctx context.Context, b *builder) error
}

// deliverySteps are taken in their order, after all pages are made and before
// any of them is put in place; each sees what those before it have added.
func deliverySteps() []deliveryStep {
	return []deliveryStep{
		{"search", searchIndex},
		{"withdrawn", withdrawnLists},
		{"copies", copies}, // last: of all that the others have made
	}
}

// deliver takes the steps of a release build, unless there are errors.
func (b *builder) deliver(ctx context.Context) error {
	if b.cfg.Delivery == nil {
		return nil
	}
	for _, step := range deliverySteps() {
		if b.diags.Failed() {
			return nil
		}
		if err := step.run(ctx, b); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return nil
}
