package build_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestWithdrawnPaper: a meeting whose paper is withdrawn can still be built,
// and says nothing of it.
func TestWithdrawnPaper(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	writeFile(t, filepath.Join(p.root, "content/barnnamnden/2020/meetings/2020-05-26.md"), `---
stage: sent
visibility: public
dispatches:
  - date: 2020-05-19
items:
  - number: 1
    title: Ekonomin
    visibility: public
    attachments:
      - report: /`+ofPublish+`
---
`)
	p.must(t, ofPublish, nil)
	const page = "barnnamnden/2020/meetings/2020-05-26/index.html"
	if !strings.Contains(p.publicFiles(t)[page], "Delårsrapport 1 2020") {
		t.Error("the paper is not with its item")
	}
	if _, err := p.withdraw(quick); err != nil {
		t.Fatal(err)
	}
	if text := p.publicFiles(t)[page]; !strings.Contains(text, "Ekonomin") || strings.Contains(text, "Delårsrapport 1 2020") {
		t.Error("a paper that is withdrawn is shown")
	}
}
