package build

import (
	"context"
	"html/template"
	"slices"
	"strings"
	"sync"

	"tertial/internal/change"
	"tertial/internal/content"
	"tertial/internal/data"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/report"
)

// languages are the sets of pages in other languages than the site's own, made
// when a page needs one. They are safe for concurrent use.
type languages struct {
	files layout.Files
	mu    sync.Mutex
	sets  map[string]*layout.Set
}

// in is what pages in a language are made with.
func (b *builder) in(lang string) (layout.InLanguage, error) {
	l := b.languages
	l.mu.Lock()
	defer l.mu.Unlock()
	set := l.sets[lang]
	if set == nil {
		var err error
		if set, err = layout.NewSet(l.files, lang); err != nil {
			return layout.InLanguage{}, err
		}
		if l.sets == nil {
			l.sets = map[string]*layout.Set{}
		}
		l.sets[lang] = set
	}
	return layout.InLanguage{Set: set, Site: b.site.In(b.set, set)}, nil
}

// translations reads the translations of a report that is linked, and binds them
// to its facts.
func (b *builder) translations(of *report.Report) []*report.Translation {
	var all []*report.Translation
	for _, t := range content.Translations(b.fsys, of.Doc, b.set.Lang(), b.diags) {
		src := b.sourcesOfLink(of.Meta, of.Datasets, b.unread(of))
		src.Committee = src.Committee.In(t.Lang)
		all = append(all, report.LinkTranslation(t, of, src, b.diags))
	}
	return all
}

// sourcesOfLink is what a document of a report is linked to.
func (b *builder) sourcesOfLink(meta *content.Meta, sets []*data.Dataset, unread []string) report.Sources {
	return report.Sources{
		Committee: b.committee(meta), Datasets: sets, Unread: unread, Other: b.other, Reports: b.others.paths,
		Committees: b.committeeIDs(), Meetings: b.meetingPaths(), Moved: b.renames.now,
	}
}

// unread are the ids of a report's datasets that could not be read.
func (b *builder) unread(of *report.Report) []string {
	return slices.DeleteFunc(data.List(b.fsys, of.Meta.Path), func(id string) bool {
		return slices.ContainsFunc(of.Datasets, func(d *data.Dataset) bool { return d.ID == id })
	})
}

// drawTranslations draws the charts of translations.
func (b *builder) drawTranslations(ctx context.Context, all []*report.Translation) ([]layout.TranslationInput, error) {
	var out []layout.TranslationInput
	for _, t := range all {
		in, err := b.in(t.Lang)
		if err != nil {
			return nil, err
		}
		input := layout.TranslationInput{Report: t, Set: in.Set, Site: in.Site}
		if input.Drawings, err = b.charts.draw(ctx, t.Report, t.Lang); err != nil {
			return nil, err
		}
		if input.Trends, err = drawTrends(t.Report, t.Lang); err != nil {
			return nil, err
		}
		if input.CardTrends, err = drawCardTrends(t.Report, t.Lang); err != nil {
			return nil, err
		}
		out = append(out, input)
	}
	return out, nil
}

// recordTranslations puts the texts of translations into a record.
func (b *builder) recordTranslations(record *edition.Record, all []*report.Translation) error {
	for _, t := range all {
		in, err := b.in(t.Lang)
		if err != nil {
			return err
		}
		record.Translations = append(record.Translations, report.MakeTranslation(t, in.Set.RecordWords()))
	}
	return nil
}

// addLanguages gives an edition what its pages in other languages are made with.
func (b *builder) addLanguages(in *layout.EditionInput, line *change.Timeline) error {
	for _, p := range in.Snapshot.Pages {
		if p.Lang == "" || p.Lang == b.set.Lang() || !slices.Contains(diag.Languages(), p.Lang) {
			continue
		}
		with, err := b.in(p.Lang)
		if err != nil {
			return err
		}
		if in.Languages == nil {
			in.Languages, in.CorrectionsIn = map[string]layout.InLanguage{}, map[string]template.HTML{}
		}
		in.Languages[p.Lang] = with
		if in.CorrectionsIn[p.Lang], err = with.Set.CorrectionsSection(layout.CorrectionSteps(line, in.Edition.Number)); err != nil {
			return err
		}
	}
	return nil
}

// ofTranslations takes what is wrong with translations.
func ofTranslations(_ *publisher, code diag.Code) bool {
	return strings.HasPrefix(string(code), "TRANSLATION-")
}

// languagePages writes the start pages in the languages of translations.
func (b *builder) languagePages(listings []*layout.Listing) error {
	for _, lang := range b.site.Languages {
		in, err := b.in(lang)
		if err != nil {
			return err
		}
		file, err := in.Set.LanguagePage(in.Site, b.set.Lang(), b.committees, listings)
		if err != nil {
			return err
		}
		if err := b.add(file.Path, file.Content); err != nil {
			return err
		}
	}
	return nil
}

// languagesOf are the languages of translations that lists show, sorted.
func languagesOf(listings []*layout.Listing) []string {
	var langs []string
	for _, l := range listings {
		for _, t := range l.Translations {
			langs = append(langs, t.Lang)
		}
	}
	slices.Sort(langs)
	return slices.Compact(langs)
}
