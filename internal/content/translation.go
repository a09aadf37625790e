package content

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tertial/internal/diag"
	"tertial/internal/tabular"
	"tertial/internal/yamltree"
)

// A Translation is the narrative of a report in another language: report.en.md,
// with the files 10-….en.md behind it. It states nothing of its own: its blocks,
// its figures and its sections are those of the original.
type Translation struct {
	Lang string
	Meta *Meta // the report's, with the words of the translation
	Doc  *Document
	// Translates is the digest of the text that was translated, as the translator
	// has noted it, or "".
	Translates   string
	TranslatesAt diag.Place
	Words        []Word // what the data say, in this language; in the file's order
}

// A Word is a text of the data in another language: a name, a heading, a comment.
type Word struct {
	From, To string
	Place    diag.Place
}

// Digest is a short digest of the report's text, from which a translator sees
// whether it is the one that was translated: title, summary and narrative,
// whatever their line ends, and none of the other keys.
func (d *Document) Digest() string {
	sum := sha256.New()
	add := func(text []byte) {
		sum.Write(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
		sum.Write([]byte{0})
	}
	add([]byte(d.Meta.Title))
	add([]byte(d.Meta.Summary))
	for _, file := range d.files {
		add(d.Text[file.body:file.end])
	}
	return hex.EncodeToString(sum.Sum(nil)[:digestBytes])
}

const digestBytes = 6

// LooksLikeDigest reports whether a text may be a digest of a narrative: twelve
// hexadecimal digits.
func LooksLikeDigest(s string) bool {
	sum, err := hex.DecodeString(s)
	return err == nil && len(sum) == digestBytes
}

// FileLanguage is the language that the name of a Markdown file gives: en of
// report.en.md; "" where it gives none.
func FileLanguage(name string) string {
	stem, ok := strings.CutSuffix(name, ".md")
	if !ok {
		return ""
	}
	lang := strings.TrimPrefix(path.Ext(stem), ".")
	main, region, both := strings.Cut(lang, "-")
	if !letters(main, 2) || both && !letters(region, 2) {
		return ""
	}
	return lang
}

// letters reports whether a text is just so many letters of ASCII.
func letters(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// Translations reads the translations of a report whose narrative has been read,
// in the order of their languages. own is the language of the original. What is
// wrong with the folder otherwise was said when the original was read.
func Translations(fsys fs.FS, original *Document, own string, diags *diag.List) []*Translation {
	dir := path.Join(root, original.Meta.Path)
	in := folder{fsys: fsys, dir: dir, diags: &diag.List{}}
	byLang := map[string][]string{}
	var langs []string
	for _, name := range files(in.items()) {
		lang := FileLanguage(name)
		if lang == "" {
			continue
		}
		if byLang[lang] == nil {
			langs = append(langs, lang)
		}
		byLang[lang] = append(byLang[lang], name)
	}
	slices.Sort(langs)
	var all []*Translation
	for _, lang := range langs {
		names := byLang[lang]
		head := "report." + lang + ".md"
		at := diag.Place{File: path.Join(dir, names[0])}
		switch {
		case lang == own:
			diags.Add(diag.New("TRANSLATION-LANG", at, "lang", lang).With("own"))
		case !slices.Contains(diag.Languages(), lang):
			diags.Add(diag.New("TRANSLATION-LANG", at, "lang", lang, "list", strings.Join(others(own), ", ")))
		case !slices.Contains(names, head):
			diags.Add(diag.New("TRANSLATION-FILE", at, "file", names[0], "head", head))
		default:
			if t := readTranslation(fsys, original, lang, head, names, diags); t != nil {
				all = append(all, t)
			}
		}
	}
	return all
}

// others are the languages of translations of what is written in one.
func others(own string) []string {
	return slices.DeleteFunc(diag.Languages(), func(lang string) bool { return lang == own })
}

// readTranslation reads one translation from its files.
func readTranslation(fsys fs.FS, original *Document, lang, head string, names []string, diags *diag.List) *Translation {
	dir := path.Join(root, original.Meta.Path)
	meta := *original.Meta
	t := &Translation{Lang: lang, Meta: &meta}
	b := &builder{
		doc: &Document{Meta: &meta}, diags: diags, ids: map[string]diag.Place{}, lost: map[string]bool{}, found: map[diag.Code]int{},
		from: original,
	}
	source, err := readFile(fsys, path.Join(dir, head), diags)
	if err != nil && !errors.Is(err, fs.ErrNotExist) || source == nil {
		return nil // reported
	}
	t.readHead(source, original, diags)
	b.join(source, true)
	for _, name := range b.parts(dir, head, names) {
		if source, err := readFile(fsys, path.Join(dir, name), diags); err == nil && source != nil {
			b.join(source, false)
		}
	}
	b.readSummary()
	b.parseText()
	b.compareBlocks()
	t.Doc = b.doc
	return t
}

// parts are the further files of a translation, in the order of their numbers.
func (b *builder) parts(dir, head string, names []string) []string {
	var parts []string
	for _, name := range names {
		if name == head {
			continue
		}
		if _, ok := order(name); !ok {
			b.diags.Add(diag.New("PATH-ORDER", diag.Place{File: path.Join(dir, name)}, "name", name, "instead", "10-"+name))
			continue
		}
		parts = append(parts, name)
	}
	slices.SortStableFunc(parts, func(a, b string) int {
		first, _ := order(a)
		second, _ := order(b)
		return cmp.Or(cmp.Compare(first, second), cmp.Compare(a, b))
	})
	return parts
}

// readHead reads the front matter of a translation: the words that differ. All
// else is the report's.
func (t *Translation) readHead(source *diag.Source, original *Document, diags *diag.List) {
	m := t.Meta
	m.Source, m.Lang, m.Title, m.Summary, m.summaryAt, m.Literals, m.Known = source, t.Lang, original.Meta.Title, "", scalar{}, nil, nil
	found := findHead(source.Text)
	if !found.ok {
		variant := "missing"
		if found.start > 0 {
			variant = "open"
		}
		diags.Add(diag.New("FRONT", source.Place(found.first, min(found.first+3, len(source.Text)))).With(variant))
		return
	}
	o := yamltree.Parse(source, found.start, found.end, diags).Object()
	keys := []string{"title"}
	if original.Meta.Summary != "" {
		keys = append(keys, "summary")
	}
	required(o, diags, keys...)
	if title := foldBlanks(o.String("title")); title != "" {
		m.Title = title
	}
	m.summaryAt = scalarOf(o.Get("summary"), source, 0)
	m.Summary = m.summaryAt.text
	if origin := foldBlanks(o.String("source")); origin != "" {
		m.Origin = origin
	}
	m.Literals = literals(o, diags)
	t.Translates, t.TranslatesAt = o.String("translates"), o.PlaceOf("translates")
	if !o.Has("translates") {
		t.TranslatesAt = source.File()
	}
	for _, f := range o.Pairs("words") {
		if f.Value.Scalar() && strings.TrimSpace(f.Value.Text) != "" {
			t.Words = append(t.Words, Word{foldBlanks(f.Key), foldBlanks(f.Value.Text), source.Place(f.KeyStart, f.KeyEnd)})
		}
	}
	o.Close()
}

// Word is a text of the data in the translation's language, and whether the
// translation says it.
func (t *Translation) Word(text string) (string, bool) {
	folded := tabular.Fold(text)
	for i := range t.Words {
		if tabular.Same(t.Words[i].From, folded) {
			return t.Words[i].To, true
		}
	}
	return text, false
}
