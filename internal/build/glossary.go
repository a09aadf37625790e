package build

import (
	"slices"
	"strings"

	"tertial/internal/content"
	"tertial/internal/diag"
	"tertial/internal/edition"
	"tertial/internal/layout"
	"tertial/internal/report"
)

// openWords reads the words that the site explains and the acts that its reports
// cite. Both belong to what all reports share.
func (b *builder) openWords() {
	b.site.Glossary = content.ReadGlossary(b.fsys, b.diags)
	b.site.Laws = content.ReadLaws(b.fsys, b.diags)
	if len(b.site.Glossary.Terms) > 0 {
		b.site.Foot = append(b.site.Foot, b.set.GlossaryLink())
	}
}

// glossary writes the page of all words. It names the reports that this build
// shows, by what they say in it.
func (b *builder) glossary(listings []*layout.Listing) error {
	files, err := b.set.Glossary(b.site, listings)
	if err != nil {
		return err
	}
	return b.addAll(files)
}

// termsIn are the words of today's glossary that a frozen report uses.
func (b *builder) termsIn(record *edition.Record) []string {
	if record == nil {
		return nil
	}
	used := map[string]bool{}
	add := func(text string) {
		for _, u := range b.site.Glossary.Find(text) {
			used[u.Word] = true
		}
	}
	for i := range record.Text {
		add(record.Text[i].Text)
	}
	for i := range record.Sets {
		for k := range record.Sets[i].Facts {
			add(record.Sets[i].Facts[k].Row)
		}
	}
	return b.inGlossary(used)
}

// inGlossary orders words as the glossary does.
func (b *builder) inGlossary(used map[string]bool) []string {
	var words []string
	for _, t := range b.site.Glossary.Terms {
		if used[t.Word] {
			words = append(words, t.Word)
		}
	}
	return words
}

// termsOf are the words of the glossary that a working copy uses, in its text or in
// what its data call their rows and columns.
func (b *builder) termsOf(r *report.Report) []string {
	used := map[string]bool{}
	add := func(text string) {
		for _, u := range b.site.Glossary.Find(text) {
			used[u.Word] = true
		}
	}
	for _, p := range r.Doc.Passages() {
		var text strings.Builder
		for _, run := range p.Runs {
			text.WriteString(run.Text)
		}
		add(text.String())
	}
	for _, d := range r.Datasets {
		add(d.Description.Title)
		for i := range d.Columns {
			add(d.Columns[i].Title)
		}
		for i := range d.Rows {
			add(d.Rows[i].Name)
		}
	}
	return b.inGlossary(used)
}

// unusedTerms notes the site's own words that no report uses. Only staff see all
// reports, and so only their build can tell.
func (b *builder) unusedTerms() {
	if b.cfg.audience() != Staff || len(b.metas) == 0 {
		return
	}
	used := b.counts.terms()
	for _, t := range b.site.Glossary.Terms {
		if !t.BuiltIn && !slices.Contains(used, t.Word) {
			b.diags.Add(diag.New("GLOSSARY-UNUSED", t.Place, "term", t.Word))
		}
	}
}
