package build

import (
	"slices"
	"strconv"

	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/report"
)

// A lastIn is the last edition that a language was published in.
type lastIn struct {
	lang   string
	number int
}

// goneFrom are the languages of translations that editions have and the newest
// has not, in order, each with the last edition that has it. Editions without a
// snapshot are withdrawn: they show nothing.
func goneFrom(editions []frozenPages) []lastIn {
	var now []string
	var gone []lastIn
	for _, e := range slices.Backward(editions) {
		if e.snapshot == nil {
			continue
		}
		var langs []string
		for _, p := range e.snapshot.Pages {
			if p.Lang != "" {
				langs = append(langs, p.Lang)
			}
		}
		if now == nil {
			now = append([]string{""}, langs...)
		}
		for _, lang := range langs {
			if !slices.Contains(now, lang) {
				now, gone = append(now, lang), append(gone, lastIn{lang, e.Number})
			}
		}
	}
	slices.SortFunc(gone, func(a, b lastIn) int { return b.number - a.number })
	return gone
}

// translationsGone lead from the address of a translation that the newest edition
// has not to the newest that has it.
func (r *moved) translationsGone() []layout.Redirect {
	if !r.front {
		return nil
	}
	var all []layout.Redirect
	for _, g := range goneFrom(r.editions) {
		all = append(all, layout.Redirect{From: r.path + "/" + g.lang + "/", To: r.path + "/" + strconv.Itoa(g.number) + "/" + g.lang + "/"})
	}
	return all
}

// olderTranslations are the translations that only older editions have, as lists
// show them.
func (p *published) olderTranslations() []layout.Translated {
	var editions []frozenPages
	for _, e := range p.editions {
		editions = append(editions, frozenPages{Edition: e, snapshot: p.snapshots[e.Number]})
	}
	var all []layout.Translated
	for _, g := range goneFrom(editions) {
		all = append(all, layout.OlderTranslation(g.number, p.snapshots[g.number], g.lang))
	}
	return all
}

// checkTranslations names the translations that the newest edition has and this
// one has not: whoever reads that language finds the older text only.
func (p *publisher) checkTranslations() []diag.Finding {
	newest := edition.Newest(p.editions)
	if newest == nil || p.linked == nil {
		return nil
	}
	snapshot, err := newest.Snapshot(p.fsys)
	if err != nil || snapshot == nil {
		return nil // said where the edition is checked
	}
	var found []diag.Finding
	for _, page := range snapshot.Pages {
		has := func(t *report.Translation) bool { return t.Lang == page.Lang }
		if page.Lang != "" && !slices.ContainsFunc(p.translations, has) {
			found = append(found, p.refuse("TRANSLATION-GONE", "", "number", newest.Number, "file", "report."+page.Lang+".md", "lang", page.Lang))
		}
	}
	return found
}
