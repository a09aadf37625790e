package privacy

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"regexp"
	"strings"
)

// readZip reads a workbook or document: its properties, what is hidden in it,
// its comments and tracked changes, and its text.
func readZip(raw []byte) []property {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil
	}
	var found []property
	room := int64(maxUnpacked)
	for _, entry := range archive.File {
		if room <= 0 || len(found) >= maxProperties || entry.FileInfo().IsDir() {
			continue
		}
		text := unpack(entry, &room)
		found = append(found, part(entry.Name, text)...)
	}
	return found
}

// unpack reads one file of an archive, within the room that is left.
func unpack(entry *zip.File, room *int64) []byte {
	r, err := entry.Open()
	if err != nil {
		return nil
	}
	defer func() { _ = r.Close() }()                // only read from
	text, _ := io.ReadAll(io.LimitReader(r, *room)) // what came before an error counts
	*room -= int64(len(text))
	return text
}

// person is a property with a value in it; an empty one tells nothing.
var person = regexp.MustCompile(`<((?:dc:creator|cp:lastModifiedBy|dc:description|cp:keywords|dc:title|dc:subject|Company|Manager|meta:initial-creator|meta:printed-by))(?:\s[^>]*)?>[^<\s]`)

// traces are marks of what a reader of the file does not see.
var traces = [...]struct {
	name string
	mark *regexp.Regexp
	in   string // which files of the archive
}{
	{"hidden sheet", regexp.MustCompile(`<sheet\s[^>]*state="(?:hidden|veryHidden)"`), "workbook.xml"},
	{"hidden row or column", regexp.MustCompile(`<(?:row|col)\s[^>]*hidden="(?:1|true)"`), "sheet"},
	{"tracked change", regexp.MustCompile(`<w:(?:ins|del|moveFrom)\s`), "document.xml"},
	{"hidden text", regexp.MustCompile(`<w:vanish\s*/>`), "document.xml"},
}

// part judges one file of the archive.
func part(name string, text []byte) []property {
	var found []property
	base := path.Base(name)
	switch {
	case base == "core.xml" || base == "app.xml" || base == "meta.xml":
		for _, m := range person.FindAllSubmatch(text, maxProperties) {
			found = append(found, property{name: string(m[1]), value: text, markup: true})
		}
	case strings.HasPrefix(base, "comments") || strings.HasPrefix(base, "threadedComment"):
		found = append(found, property{name: "comment", value: plain(text), content: false})
	case base == "custom.xml" && strings.HasPrefix(name, "docProps/"):
		found = append(found, property{name: "custom property", value: text, markup: true})
	}
	for _, t := range traces {
		if strings.Contains(base, t.in) && t.mark.Match(text) {
			found = append(found, property{name: t.name, markup: true})
		}
	}
	switch path.Ext(base) {
	case ".xml", ".rels":
		found = append(found, property{name: name, value: plain(text), content: true})
	default:
		if form := formOf(name, text); form != formZip {
			found = append(found, read(form, text)...)
		}
	}
	return found
}

// The pieces into which a program cuts a run of text, and the numbers of cells.
var (
	between = regexp.MustCompile(`</(?:w:t|t|a:t)>(?:</?(?:w:r|w:rPr|r|rPr|a:r|a:rPr)\b[^>]*>|<(?:w:b|w:i|b|i|sz|color|rFont|family|w:[a-zA-Z]+)\b[^>]*/>)*<(?:w:t|t|a:t)\b[^>]*>`)
	styled  = regexp.MustCompile(`\s(?:r|s|ht|spans|rsid\w*|w:rsid\w*|customHeight|x14ac:\w+)="[^"]*"`)
)

// plain joins text that is cut into runs.
func plain(text []byte) []byte { return styled.ReplaceAll(between.ReplaceAll(text, nil), nil) }
