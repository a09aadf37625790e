package search

import (
	"cmp"
	"context"
	"html"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A File is one file of an index, by its path from the index's own folder.
type File struct {
	Path    string
	Content []byte
}

// Filters of the index, and the only value of the one by which what is not of the
// newest edition is left out.
const (
	filterKind      = "kind"
	filterCommittee = "committee"
	filterYear      = "year"
	filterEdition   = "edition"
	older           = "older"
	filterLanguage  = "language"
	foreign         = "other"
)

// Index makes the index of records, in a language such as sv, with the program
// at a path. The same records give the same files, in whichever order they come.
func Index(ctx context.Context, program, lang string, records []Record) ([]File, error) {
	records = slices.Clone(records)
	slices.SortStableFunc(records, byAge)
	find := newFinder(records)
	documents := make([]document, len(records))
	for i := range records {
		r := &records[i]
		documents[i] = document{url: r.Address, html: markup(lang, r, find.hidden(r))}
	}
	files, err := serve(ctx, program, lang, documents)
	if err != nil {
		return nil, err
	}
	files = slices.DeleteFunc(files, func(f File) bool { return !needed(f.Path, lang) })
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files, nil
}

// byAge puts the newest first: of records that fit equally well, the index shows
// the one that it was given first.
func byAge(a, b Record) int {
	return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(a.Address, b.Address), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Text, b.Text))
}

// needed leaves out what the program has for pages of its own making, and its
// reader for languages that it does not know.
func needed(name, lang string) bool {
	switch path.Ext(name) {
	case ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment":
		return true
	default:
		return name == "pagefind.js" || name == "pagefind-entry.json" || name == "wasm."+lang+".pagefind"
	}
}

// titleWeight says how much the words of a title count: more, the fewer they
// are, and the more likely the record is what is meant.
func titleWeight(r *Record) string {
	w := 6
	switch n := len(strings.Fields(r.Title)); {
	case n > 8:
		w = 3
	case n > 4:
		w = 4
	case n > 2:
		w = 5
	}
	if r.Main {
		w++
	}
	if r.Old {
		w -= 2
	}
	return strconv.Itoa(w)
}

// What the words of the other parts of a record count.
const (
	headWeight   = "1.5"
	textWeight   = "1"
	whereWeight  = "0.7"
	hiddenWeight = "0.3"
)

// markup writes a record as a page that the program reads. What a reader is
// shown of it is its text, taken apart at the marks.
func markup(lang string, r *Record, hidden string) string {
	lines := []string{r.Text}
	for _, row := range r.rows {
		lines = append(lines, signed(row.number), row.text)
	}
	text := strings.Join(lines, " ")
	var b strings.Builder
	b.WriteString(`<html lang="` + html.EscapeString(lang) + `"><body><p>`)
	for i, part := range [...]struct{ weight, text string }{
		{titleWeight(r), r.Title}, {headWeight, r.Head}, {textWeight, text}, {whereWeight, r.Where}, {hiddenWeight, strings.TrimSpace(r.Hidden + " " + hidden)},
	} {
		if i > 0 {
			b.WriteString(" " + mark + " ")
		}
		if part.text != "" {
			b.WriteString(`<span data-pagefind-weight="` + part.weight + `">` + html.EscapeString(indexed(part.text)) + `</span>`)
		}
	}
	b.WriteString("</p>")
	edition, language := "", ""
	if r.Old {
		edition = older
	}
	if r.Lang != "" && r.Lang != lang {
		language = foreign
	}
	for _, f := range [...][2]string{
		{filterKind, string(r.Kind)}, {filterCommittee, r.Committee}, {filterYear, r.Year}, {filterEdition, edition}, {filterLanguage, language},
	} {
		if f[1] != "" {
			b.WriteString(`<i data-pagefind-filter="` + f[0] + ":" + html.EscapeString(f[1]) + `"></i>`)
		}
	}
	b.WriteString("</body></html>")
	return b.String()
}

// rowMark begins a row of a dataset in the text of its record, and the signs after
// it are the digits of its number. As a word it is nothing, so that only the
// script sees it.
const (
	rowMark = "‖"
	signs   = "─│┌┐└┘├┤┬┴"
)

// signed writes the mark of a row.
func signed(number int) string {
	if number == 0 {
		return rowMark
	}
	digits, all := []rune(strconv.Itoa(number)), []rune(signs)
	for i, digit := range digits {
		digits[i] = all[digit-'0']
	}
	return rowMark + string(digits)
}
