package content

import (
	"testing"
	"testing/fstest"

	"tertial/internal/diag"
)

// TestTranslationSections finds which sections of a translation are which of the
// original, by what stands in them, and says what is missing.
func TestTranslationSections(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{
		"content/a/2020/x/report.md": {Data: []byte("---\ntitle: X\n---\n\n# Ett\n\nText.\n\n## Två\n\n`=d[a]`\n\n## Tre\n\n`=d[b]`\n\n# Fyra\n")},
		"content/a/2020/x/report.en.md": {Data: []byte(
			"---\ntitle: X\n---\n\n# One\n\nText.\n\n## Three\n\n`=d[b]`\n\n# Four {#fyra}\n\n# Five\n")},
	}
	doc := Parse(fsys, &Meta{Path: "a/2020/x", Title: "X"}, &diag.List{})
	diags := &diag.List{}
	all := Translations(fsys, doc, "sv", diags)
	if len(all) != 1 {
		t.Fatalf("%d translations", len(all))
	}
	var ids []string
	for _, s := range all[0].Doc.Sections {
		ids = append(ids, s.ID)
	}
	want := []string{"ett", "tre", "fyra", "five"}
	for i := range want {
		if i >= len(ids) || ids[i] != want[i] {
			t.Fatalf("sections %v, want %v", ids, want)
		}
	}
	found := map[string]int{}
	for _, f := range diags.Sorted() {
		found[string(f.Code)+f.Variant]++
	}
	if found["TRANSLATION-SECTION"] != 1 || found["TRANSLATION-SECTIONextra"] != 1 {
		t.Errorf("findings %v", found)
	}
}

// TestTranslationDigest is another one when the text is, and the same when only
// keys or line ends are.
func TestTranslationDigest(t *testing.T) {
	t.Parallel()
	digest := func(text string) string {
		fsys := fstest.MapFS{"content/a/2020/x/report.md": {Data: []byte(text)}}
		return Parse(fsys, &Meta{Path: "a/2020/x", Title: "X"}, &diag.List{}).Digest()
	}
	first := digest("---\ntitle: X\n---\nEtt.\n")
	if digest("---\ntitle: X\nstage: sent\n---\r\nEtt.\r\n") != first {
		t.Error("keys and line ends make another digest")
	}
	if digest("---\ntitle: X\n---\nTvå.\n") == first {
		t.Error("another text has the same digest")
	}
}

// TestTranslationFiles refuses a text that is not UTF-8, whatever its language.
func TestTranslationFiles(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{
		"content/a/2020/x/report.md":    {Data: []byte("---\ntitle: X\n---\nEtt.\n")},
		"content/a/2020/x/report.en.md": {Data: []byte("---\ntitle: Caf\xe9\n---\nOne.\n")},
	}
	doc := Parse(fsys, &Meta{Path: "a/2020/x", Title: "X"}, &diag.List{})
	diags := &diag.List{}
	if all := Translations(fsys, doc, "sv", diags); len(all) != 0 || !diags.Failed() {
		t.Errorf("%d translations, %v", len(all), diags.Sorted())
	}
}
