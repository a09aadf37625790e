package asis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// pageHeaders marks the lines that stand on pages and belong to no text: page
// numbers, and short lines that come again and again and once at least cut a
// sentence in two, or name the committee.
func (d *Document) pageHeaders() {
	count := map[string]int{}
	cuts := map[string]bool{}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if len(b.Text) > 70 || strings.IndexByte(b.Text, '\t') >= 0 {
			continue
		}
		if pageNumber(b.Text) {
			b.Kind = PageHeader
			continue
		}
		count[b.Text]++
		if d.cutsSentence(i) {
			cuts[b.Text] = true
		}
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if n := count[b.Text]; n >= 3 && (cuts[b.Text] || names(b.Text)) && len(b.Text) <= 70 {
			b.Kind = PageHeader
		}
	}
}

// cutsSentence reports whether the line stands between a line that ends in the
// middle of a sentence and one that goes on.
func (d *Document) cutsSentence(i int) bool {
	if i == 0 || i+1 >= len(d.Blocks) {
		return false
	}
	before, after := d.Blocks[i-1].Text, d.Blocks[i+1].Text
	first, _ := utf8.DecodeRuneInString(after)
	return len(before) > 60 && !Sentence(before) && unicode.IsLower(first) && !strings.Contains(after, "\t")
}

// names reports whether a line is the name of a body, and no more.
func names(text string) bool {
	if strings.Contains(text, " ") && !strings.HasSuffix(text, " kommun") {
		return false
	}
	for _, end := range []string{"nämnden", "styrelsen", "förvaltningen", "kommun", "kontoret", "fullmäktige"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// pageNumber recognises "3 (12)", "3(12)", "Sida 3 av 12", "Sida 3", "- 3 -", "2 [15]".
func pageNumber(text string) bool {
	words := strings.TrimSpace(strings.ToLower(text))
	if len(words) > 20 || len(words) == 0 {
		return false
	}
	sida := strings.HasPrefix(words, "sida")
	words = strings.TrimPrefix(words, "sida")
	digits, signs := 0, 0
	for _, r := range strings.ReplaceAll(words, "av", "/") {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune("()[]/-–", r):
			signs++
		case r != ' ':
			return false
		}
	}
	bracket := strings.ContainsAny(words, "([") && words[0] >= '0' && words[0] <= '9'
	dashes := strings.HasPrefix(words, "- ") && strings.HasSuffix(words, " -")
	return digits > 0 && digits <= 6 && (sida || bracket && signs == 2 || dashes)
}
