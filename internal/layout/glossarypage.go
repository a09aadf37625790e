package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/content"
)

// GlossaryFolder holds the page of all words that a site explains.
const GlossaryFolder = "glossary/"

// A GlossaryPage is the content of glossary.html.
type GlossaryPage struct {
	Title   string
	Deck    string
	Letters []GlossaryLetter // from A to Ö, those that words begin with
}

// A GlossaryLetter is the words that begin with a letter.
type GlossaryLetter struct {
	ID     string // of its heading
	Letter string
	Words  []WordView
}

// GlossaryLink leads to the page of all words from the site's root.
func (s *Set) GlossaryLink() Link {
	return Link{Text: s.texts.must("glossary.title"), Href: GlossaryFolder + "index.html"}
}

// mostUses is how many reports are named at a word, the newest ones.
const mostUses = 3

// Glossary renders the page of all words. The listings say which reports use
// them: those that the build shows, and no others.
func (s *Set) Glossary(site *Site, listings []*Listing) ([]File, error) {
	if site.Glossary == nil || len(site.Glossary.Terms) == 0 {
		return nil, nil
	}
	t := s.texts
	view := GlossaryPage{Title: t.must("glossary.title"), Deck: t.must("glossary.deck")}
	recent := slices.Clone(listings)
	slices.SortStableFunc(recent, func(a, b *Listing) int {
		return cmp.Or(strings.Compare(b.Meta.Date, a.Meta.Date), strings.Compare(a.Meta.Path, b.Meta.Path))
	})
	for _, term := range site.Glossary.Terms {
		letter := firstLetter(term.Word)
		if n := len(view.Letters); n == 0 || view.Letters[n-1].Letter != letter {
			view.Letters = append(view.Letters, GlossaryLetter{ID: "_" + letterID(letter), Letter: letter})
		}
		word := s.word(term, term.ID, func(other *content.Term) string { return "#" + other.ID })
		for _, l := range recent {
			if slices.Contains(l.Terms, term.Word) && len(word.Reports) < mostUses {
				word.Reports = append(word.Reports, Link{Text: useOf(site, l), Href: up(GlossaryFolder) + l.Meta.Path + "/index.html"})
			}
		}
		last := &view.Letters[len(view.Letters)-1]
		last.Words = append(last.Words, word)
	}
	page := GlossaryFolder + "index.html"
	frame := s.frame(site, page, "glossary", view.Title, crumb{text: view.Title})
	frame.Description = view.Deck
	html, err := s.page(frame, "glossary.html", view)
	return []File{{Path: page, Content: html}}, err
}

// useOf names a report that uses a word, with its committee where there are several.
func useOf(site *Site, l *Listing) string {
	if len(site.Committees) > 1 {
		for _, c := range site.Committees {
			if c.ID == l.Meta.Committee() {
				return l.Meta.Title + ", " + site.committeeName(c)
			}
		}
	}
	return l.Meta.Title
}

// firstLetter is the letter that a word stands under; what begins with none
// stands under #.
func firstLetter(word string) string {
	if r, _ := utf8.DecodeRuneInString(strings.ToUpper(word)); unicode.IsLetter(r) {
		return string(r)
	}
	return "#"
}

// letterID is the id of a letter: å, ä and ö in letters that every address may have.
func letterID(letter string) string {
	switch letter {
	case "Å":
		return "aa"
	case "Ä":
		return "ae"
	case "Ö":
		return "oe"
	case "#":
		return "other"
	default:
		return strings.ToLower(letter)
	}
}
