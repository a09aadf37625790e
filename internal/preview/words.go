package preview

import (
	"html"
	"strings"

	"tertial/internal/diag"
)

// words are the preview's own texts in one language, by key. The script gets
// them all.
type words map[string]string

// wordsOf reads the texts of a language, else those of the first one.
func wordsOf(lang string) words {
	text, err := files.ReadFile("text/" + lang + ".txt")
	if err != nil {
		if text, err = files.ReadFile("text/" + diag.Languages()[0] + ".txt"); err != nil {
			panic("preview: " + err.Error())
		}
	}
	all := words{}
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && key[0] != '#' {
			all[key] = value
		}
	}
	return all
}

// say is a text with its placeholders filled.
func (w words) say(key string, pairs ...any) string {
	return diag.Fill(w[key], "sv", diag.Args(pairs...))
}

// empty is the page that stands where there is no build without errors yet.
func (w words) empty() []byte {
	title := html.EscapeString(w["empty.title"])
	return []byte("<!DOCTYPE html>\n<html lang=\"" + w["lang"] + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">` + "\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title + "</title>\n</head>\n<body>\n<main>\n<h1>" + title +
		"</h1>\n<p>" + html.EscapeString(w["empty.text"]) + "</p>\n</main>\n</body>\n</html>\n")
}
