//go:build long || servers

package e2e

import (
	"path/filepath"
	"testing"

	"tertial/internal/build"
)

// visitors is what makes a site ready for its visitors, but for PDFs, which take
// their time.
func visitors(t *testing.T) *build.Delivery {
	t.Helper()
	return &build.Delivery{PDF: build.PDFNone, Pagefind: filepath.Join(checkout(t), "node_modules", "@pagefind", "linux-x64", "bin", "pagefind_extended")}
}
