package layout

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"tertial/internal/quantity"
)

// Texts are the interface's texts in one language: a text for each key, with
// {name} where an argument stands. A key with the endings .one and .other has
// two forms, chosen by the argument n; one with the ending .zero besides is for
// none at all. A count that is written as {n:en} or {n:Ett} becomes a word, with
// the gender and the first letter that it is written with.
type Texts struct {
	lang  string
	texts map[string]string
}

// ReadTexts reads text/<lang>.txt of every layer; an earlier layer overrides
// single keys of a later one. A key that only an earlier layer has is an
// error: it is a slip, since nothing asks for it.
func ReadTexts(layers []fs.FS, lang string) (*Texts, error) {
	t := &Texts{lang: lang, texts: map[string]string{}}
	for i := len(layers) - 1; i >= 0; i-- {
		text, err := fs.ReadFile(layers[i], "text/"+lang+".txt")
		if err != nil && i < len(layers)-1 {
			continue // a site need not change any text
		}
		if err != nil {
			return nil, fmt.Errorf("read interface texts: %w", err)
		}
		if err := t.add(string(text), i == len(layers)-1); err != nil {
			return nil, fmt.Errorf("text/%s.txt: %w", lang, err)
		}
	}
	return t, nil
}

func (t *Texts) add(text string, base bool) error {
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, ": ")
		if !ok {
			return fmt.Errorf("line %d: want `key: text`", number)
		}
		if _, known := t.texts[key]; !known && !base {
			return fmt.Errorf("line %d: no text is called %q", number, key)
		}
		t.texts[key] = value
	}
	return nil
}

// Text returns the text of a key with its placeholders filled by alternating
// names and values. An int is written with the language's grouping. An unknown
// key is an error, so that a slip in a template does not stay silent.
func (t *Texts) Text(key string, pairs ...any) (string, error) {
	text, ok := t.texts[key]
	if !ok {
		text, ok = t.formed(key, pairs)
	}
	if !ok {
		return "", fmt.Errorf("no interface text %q in %s", key, t.lang)
	}
	few := fewCounts(pairs)
	for i := 0; i+1 < len(pairs); i += 2 {
		name := fmt.Sprint(pairs[i])
		text = strings.ReplaceAll(text, "{"+name+"}", t.value(pairs[i+1]))
		if n, counted := pairs[i+1].(int); counted {
			text = t.inWords(text, name, n, few)
		}
	}
	return text, nil
}

// formed is the text of a key in the form that the count n asks for.
func (t *Texts) formed(key string, pairs []any) (string, bool) {
	if text, ok := t.texts[key+".zero"]; ok && t.form(pairs) == "zero" {
		return text, true
	}
	form := t.form(pairs)
	if form == "zero" {
		form = "other"
	}
	text, ok := t.texts[key+"."+form]
	return text, ok
}

// must is Text for keys of the program's own, which a test holds to exist.
func (t *Texts) must(key string, pairs ...any) string {
	text, err := t.Text(key, pairs...)
	if err != nil {
		panic("layout: " + err.Error())
	}
	return text
}

func (t *Texts) form(pairs []any) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if n, ok := pairs[i+1].(int); ok && pairs[i] == "n" && n < 2 {
			return [...]string{"zero", "one"}[max(n, 0)]
		}
	}
	return "other"
}

func (t *Texts) value(v any) string {
	n, ok := v.(int)
	if !ok {
		return fmt.Sprint(v)
	}
	if n >= 0 && n < 1000 {
		return strconv.Itoa(n)
	}
	return quantity.Quantity{Number: quantity.Int(int64(n))}.Format(quantity.Style{Lang: t.lang})
}
