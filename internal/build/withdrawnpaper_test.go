package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tertial/internal/build"
)

// TestWithdrawnPaper: a meeting whose paper is withdrawn can still be built,
// and leads to the page that says so.
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
	} else if !strings.Contains(text, ofPublish+`/index.html">Indragen rapport</a>`) {
		t.Error("nothing leads to the page that says that it is withdrawn")
	}
}

// TestLinksToPublished: a text may lead to a report whose working copy the
// audience does not see, but whose edition it does, and to one that is withdrawn.
func TestLinksToPublished(t *testing.T) {
	t.Parallel()
	p := newPublication(t)
	p.must(t, ofPublish, nil)
	file := filepath.Join(p.root, "content", ofPublish, "report.md")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, strings.Replace(string(raw), "visibility: public", "visibility: internal", 1))
	writeFile(t, filepath.Join(p.root, "content/barnnamnden/2020/annan/report.md"),
		"---\ntitle: Annan\nkind: report\nperiod: 2020-01/2020-04\nvisibility: committee\n---\n\n# Läget\n\nSe [rapporten](/"+ofPublish+"/).\n")
	writeFile(t, filepath.Join(p.root, "content/barnnamnden/2020/meetings/2020-05-26.md"),
		"---\nstage: sent\nvisibility: committee\n---\n\nSe [rapporten](/"+ofPublish+"/).\n")
	for _, step := range []string{"published", "withdrawn"} {
		cfg := p.config()
		cfg.Audience = build.Committee
		result, err := build.Check(t.Context(), cfg)
		if err != nil || result.Failed() {
			t.Errorf("%s: %v %s", step, err, saidOf(result.Findings))
		}
		if step == "published" {
			if _, err := p.withdraw(quick); err != nil {
				t.Fatal(err)
			}
		}
	}
}
