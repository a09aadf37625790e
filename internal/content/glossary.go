package content

import (
	"cmp"
	_ "embed"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tertial/internal/diag"
	"tertial/internal/yamltree"
)

const (
	glossaryFile = "glossary.yaml"
	// longestExplanation is how many characters an explanation may have: two or
	// three sentences, which a phone shows without scrolling.
	longestExplanation = 320
)

//go:embed glossary_builtin.yaml
var builtInGlossary []byte

// A Glossary is the words that a site explains: its own, in
// content/glossary.yaml, and the built-in ones that it has not replaced.
type Glossary struct {
	Terms []*Term // in Swedish alphabetical order

	forms phrases // of Terms, by index
}

// A Term is a word that is explained.
type Term struct {
	ID      string // of its anchor: no two terms of a glossary have the same
	Word    string
	Forms   []string // inflections and other spellings, without Word
	Text    string   // what it means, in Swedish
	English string   // what it means, in English; or ""
	Source  string   // who says so, often a law; or ""
	See     []*Term  // related terms
	BuiltIn bool
	Place   diag.Place

	see []*yamltree.Node
}

// Explains returns what the term means in a language, in Swedish where it has
// no explanation in that language.
func (t *Term) Explains(lang string) string {
	if lang == "en" && t.English != "" {
		return t.English
	}
	return t.Text
}

// A TermUse is a place where a text uses a term.
type TermUse struct {
	*Term
	Start, End int // bytes of the text
}

// Find returns where a text uses terms, in order.
func (g *Glossary) Find(text string) []TermUse {
	if g == nil {
		return nil
	}
	var uses []TermUse
	for _, f := range g.forms.in(text) {
		uses = append(uses, TermUse{g.Terms[f.of], f.start, f.end})
	}
	return uses
}

// ReadGlossary reads the words that a site explains. Without a file they are the
// built-in ones; a file may switch those off, and replaces each that it explains
// itself.
func ReadGlossary(fsys fs.FS, diags *diag.List) *Glossary {
	g := &glossaryReader{diags: diags, terms: map[string]*Term{}, forms: map[string]*Term{}}
	builtIn := true
	if _, err := fs.Stat(fsys, path.Join(root, glossaryFile)); err == nil {
		if o := readYAML(fsys, root, glossaryFile, diags); o != nil {
			if o.Has("built_in") {
				builtIn = o.Bool("built_in")
			}
			g.read(o.Object)
		}
	}
	if builtIn {
		g.builtIn = true
		source := diag.NewSource(glossaryFile, builtInGlossary)
		g.read(yamltree.Parse(source, 0, len(source.Text), &diag.List{}).Object())
	}
	return g.glossary()
}

// A glossaryReader is the state of one reading.
type glossaryReader struct {
	diags   *diag.List
	builtIn bool
	all     []*Term
	terms   map[string]*Term // by folded word
	forms   map[string]*Term // whose a form is, by the form as it is found
}

func (g *glossaryReader) read(o *yamltree.Object) {
	for _, item := range o.List("terms") {
		if entry := item.Object(); entry != nil {
			g.term(entry)
		}
	}
	o.Close()
}

func (g *glossaryReader) term(o *yamltree.Object) {
	required(o, g.diags, "term", "text")
	t := &Term{
		Word: foldBlanks(o.String("term")), Text: foldBlanks(o.String("text")), English: foldBlanks(o.String("text_en")),
		Source: foldBlanks(o.String("source")), BuiltIn: g.builtIn, Place: o.PlaceOf("term"),
	}
	forms := o.List("forms")
	t.see = o.List("see")
	o.Close()
	if t.Word == "" || t.Text == "" {
		return
	}
	if first := g.terms[foldWord(t.Word)]; first != nil {
		if !g.builtIn {
			g.report("twice", t.Place, t.Word).See("first", first.Place).to(g.diags)
		}
		return
	}
	g.terms[foldWord(t.Word)] = t
	g.long(o, "text", t.Text)
	g.long(o, "text_en", t.English)
	if !g.claim(t, t.Word, t.Place) {
		return
	}
	for _, n := range forms {
		if form := foldBlanks(n.Text); n.Scalar() && form != "" && g.claim(t, form, n.Place()) {
			t.Forms = append(t.Forms, form)
		}
	}
	g.all = append(g.all, t)
}

// A glossaryFinding is a finding on its way to the list.
type glossaryFinding struct{ diag.Finding }

// See adds another place.
func (f glossaryFinding) See(key string, at diag.Place) glossaryFinding {
	return glossaryFinding{f.Finding.See(key, at)}
}

func (f glossaryFinding) to(diags *diag.List) { diags.Add(f.Finding) }

func (g *glossaryReader) report(variant string, at diag.Place, term string, pairs ...any) glossaryFinding {
	return glossaryFinding{diag.New("GLOSSARY", at, append([]any{"term", term}, pairs...)...).With(variant)}
}

// long reports an explanation that nobody reads to its end.
func (g *glossaryReader) long(o *yamltree.Object, key, text string) {
	if n := utf8.RuneCountInString(text); n > longestExplanation && !g.builtIn {
		g.report("long", o.PlaceOf(key), foldBlanks(o.String("term")), "count", n, "most", longestExplanation).to(g.diags)
	}
}

// claim notes whose a form is. A form of a built-in term that the site uses for a
// term of its own is the site's.
func (g *glossaryReader) claim(t *Term, form string, at diag.Place) bool {
	key := form
	if !asWritten(form) {
		key = foldWord(form)
	}
	other := g.forms[key]
	if other == nil {
		g.forms[key] = t
		return true
	}
	if !g.builtIn {
		variant := "shared"
		if other == t {
			variant = "again"
		}
		g.report(variant, at, t.Word, "form", form, "other", other.Word).See("first", other.Place).to(g.diags)
	}
	return false
}

// glossary orders the terms, gives them their ids and leads each to those that it names.
func (g *glossaryReader) glossary() *Glossary {
	slices.SortStableFunc(g.all, func(a, b *Term) int {
		return cmp.Or(strings.Compare(alphabetical(a.Word), alphabetical(b.Word)), strings.Compare(a.Word, b.Word))
	})
	out, ids := &Glossary{Terms: g.all}, idSet{}
	for i, t := range g.all {
		t.ID = ids.unique(cmp.Or(slug(t.Word), "ord"))
		for _, form := range append([]string{t.Word}, t.Forms...) {
			out.forms.add(form, i)
		}
		for _, n := range t.see {
			g.related(t, n)
		}
	}
	return out
}

func (g *glossaryReader) related(t *Term, n *yamltree.Node) {
	if !n.Scalar() {
		return
	}
	to := g.terms[foldWord(foldBlanks(n.Text))]
	switch {
	case to != nil && to != t && slices.Contains(g.all, to):
		t.See = append(t.See, to)
	case !t.BuiltIn:
		g.report("see", n.Place(), t.Word, "other", foldBlanks(n.Text)).to(g.diags)
	}
}

// alphabetical is what words are put in Swedish order by: å, ä and ö after z, no
// other letter with marks told from the one without.
func alphabetical(word string) string {
	word = strings.NewReplacer("å", "{", "ä", "|", "æ", "|", "ö", "}", "ø", "}").Replace(foldWord(word))
	var out strings.Builder
	for _, r := range norm.NFD.String(word) {
		if !unicode.Is(unicode.Mn, r) {
			out.WriteRune(r)
		}
	}
	return out.String()
}
