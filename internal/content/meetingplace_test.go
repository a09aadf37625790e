package content_test

import (
	"testing"
	"testing/fstest"

	"tertial/internal/content"
	"tertial/internal/diag"
)

// TestUnclearItemsNameTheirFile: what is said of items that cannot be told apart
// names the file, also where the front matter has no such key any more.
func TestUnclearItemsNameTheirFile(t *testing.T) {
	t.Parallel()
	const name = "content/namnd/2020/meetings/2020-05-26.md"
	fsys := fstest.MapFS{
		"content/namnd/committee.yaml": {Data: []byte("name: Nämnden\n")},
		name:                           {Data: []byte("---\nvisibility: public\ntitle: [x\nitems:\n  - number: 1\n    title: x\n---\n")},
	}
	diags := &diag.List{}
	content.ScanMeetings(fsys, content.Seen{}, diags)
	said := false
	for _, f := range diags.Sorted() {
		said = said || f.Code == "VISIBILITY"
		if f.Place.File != name {
			t.Errorf("%s is said of %q", f.Code, f.Place.File)
		}
	}
	if !said {
		t.Error("nothing is said of the items")
	}
}
