package build

import (
	"slices"
	"testing"

	"tertial/internal/edition"
	"tertial/internal/layout"
)

// TestTranslationsGone leads from a language that the newest edition has not to
// the last one that has it, and only where the report's address shows an edition.
func TestTranslationsGone(t *testing.T) {
	t.Parallel()
	in := func(number int, withdrawn bool, langs ...string) frozenPages {
		e := frozenAt(number, "a/2020/x", withdrawn)
		for _, lang := range langs {
			e.snapshot.Pages = append(e.snapshot.Pages, edition.Page{Path: lang + "/index.html", Lang: lang})
		}
		return e
	}
	r := moved{path: "a/2020/x", front: true, editions: []frozenPages{in(1, false, "en"), in(2, false, "en"), in(3, false), in(4, true)}}
	want := []layout.Redirect{{From: "a/2020/x/en/", To: "a/2020/x/2/en/"}}
	if got := r.translationsGone(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	r.editions = append(r.editions, in(5, false, "en"))
	if got := r.translationsGone(); len(got) > 0 {
		t.Errorf("the newest has it: %v", got)
	}
	r.editions, r.front = r.editions[:3], false
	if got := r.translationsGone(); len(got) > 0 {
		t.Errorf("a working copy: %v", got)
	}
}
