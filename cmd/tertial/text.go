package main

import (
	"embed"
	"strings"
	"sync"

	"tertial/internal/diag"
)

//go:embed text
var textFiles embed.FS

// texts are the command's own texts by language and key.
var texts = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, lang := range diag.Languages() {
		file, err := textFiles.ReadFile("text/" + lang + ".txt")
		if err != nil {
			panic("tertial: " + err.Error())
		}
		all[lang] = map[string]string{}
		for line := range strings.Lines(string(file)) {
			if key, text, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && key[0] != '#' {
				all[lang][key] = text
			}
		}
	}
	return all
})

// text returns a text in the reader's language with its placeholders filled by
// alternating names and values.
func (c *Command) text(key string, pairs ...any) string {
	lang := c.lang
	if texts()[lang] == nil {
		lang = diag.Languages()[0]
	}
	text, ok := texts()[lang][key]
	if !ok {
		panic("tertial: no text " + key)
	}
	return diag.Fill(text, lang, diag.Args(pairs...))
}
