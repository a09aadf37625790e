package layout

import (
	"bytes"
	"path"
	"strconv"

	"tertial/internal/change"
	"tertial/internal/edition"
)

// An InLanguage is what pages in another language are made with.
type InLanguage struct {
	Set  *Set
	Site *Site
}

// of is the maker of a page's frame: in the page's own language.
func (e *editionMaker) of(p edition.Page) *editionMaker {
	in, ok := e.in.Languages[p.Lang]
	if !ok {
		return e
	}
	own := *e
	own.set, own.site = in.Set, in.Site
	own.in.Committee = e.in.Committee.In(p.Lang)
	return &own
}

// way leads from the report's own page, or that of a translation, to the page of
// the edition that it shows.
func (e *editionMaker) way(p edition.Page) string {
	folder := path.Dir(p.Path)
	if folder == "." {
		return strconv.Itoa(e.in.Edition.Number)
	}
	return "../" + path.Join(strconv.Itoa(e.in.Edition.Number), folder)
}

// marked marks the links of a frame that lead to pages in the report's own
// language. What is frozen is left as it is.
func (e *editionMaker) marked(page []byte) []byte {
	lang := e.in.Snapshot.Lang
	before, rest, ok := bytes.Cut(page, []byte(edition.FragmentStart))
	end := bytes.LastIndex(rest, []byte(edition.FragmentEnd))
	if !ok || end < 0 {
		return page
	}
	var out bytes.Buffer
	out.WriteString(foreignLinks(string(before), lang))
	out.WriteString(edition.FragmentStart)
	out.Write(rest[:end])
	out.WriteString(foreignLinks(string(rest[end:]), lang))
	return out.Bytes()
}

// translatedListing are the translations of an edition, as lists show them.
func translatedListing(pages []edition.Page) []Translated {
	var all []Translated
	for _, p := range pages {
		if p.Lang != "" {
			all = append(all, Translated{Lang: p.Lang, Title: p.Title, Text: p.Description, Href: p.Path})
		}
	}
	return all
}

// InLanguages are the report's page of an edition and its translations, by their
// paths from the site's root; none where there is no translation.
func InLanguages(s *edition.Snapshot, folder string) []Alternate {
	if len(languagesOf(s.Pages)) == 0 {
		return nil
	}
	all := []Alternate{{Lang: s.Lang, Href: folder}}
	for _, p := range s.Pages {
		if p.Lang != "" {
			all = append(all, Alternate{Lang: p.Lang, Href: folder + p.Lang + "/"})
		}
	}
	return append(all, Alternate{Lang: "x-default", Href: folder})
}

// sectionIn is the name of a section in a comparison; one of a translation says
// its language.
func (s *Set) sectionIn(section *change.Section) string {
	name := s.sectionName(section.Number, section.Heading)
	if section.Lang != "" {
		return s.texts.must("language.to."+section.Lang) + ": " + name
	}
	return name
}

// OlderTranslation is a translation that only an older edition of a report has, as
// lists show it.
func OlderTranslation(number int, s *edition.Snapshot, lang string) Translated {
	for _, t := range translatedListing(s.Pages) {
		if t.Lang == lang {
			t.Href, t.Edition = strconv.Itoa(number)+"/"+t.Href, number
			return t
		}
	}
	return Translated{}
}
