package privacy

import (
	"archive/zip"
	"bytes"
	"compress/flate"
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

// An unpacker reads the files of archives one after the other, in room that it
// keeps: a site may have as many workbooks as pages.
type unpacker struct {
	inflate io.ReadCloser
	packed  bytes.Reader
	text    bytes.Buffer
}

// packed looks for an identity number in what the program itself has packed:
// workbooks, in which no number is cut into runs.
func (g *Gate) packed(raw []byte) (Kind, bool) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return 0, false
	}
	u, ok := g.unpackers.Get().(*unpacker)
	if !ok {
		u = &unpacker{inflate: flate.NewReader(bytes.NewReader(nil))}
	}
	defer g.unpackers.Put(u)
	for _, entry := range archive.File {
		text := u.read(entry, raw)
		found := Identity(text)
		if len(found) == 0 && bytes.Contains(text, []byte("<w:t")) {
			found = Identity(plain(text)) // a document: there they are
		}
		if len(found) > 0 {
			return found[0].Kind, true
		}
		if form := formOf(entry.Name, text); form != formText && form != formOther && form != formZip {
			for _, p := range read(form, text) {
				if found := Identity(p.text()); len(found) > 0 {
					return found[0].Kind, true
				}
			}
		}
	}
	return 0, false
}

// read unpacks one file of an archive. What it returns holds until it is called
// again.
func (u *unpacker) read(entry *zip.File, raw []byte) []byte {
	start, err := entry.DataOffset()
	size := int64(min(entry.CompressedSize64, uint64(len(raw))))
	if err != nil || start+size > int64(len(raw)) {
		return nil
	}
	body := raw[start : start+size]
	if entry.Method != zip.Deflate {
		return body
	}
	u.packed.Reset(body)
	u.text.Reset()
	if r, ok := u.inflate.(flate.Resetter); !ok || r.Reset(&u.packed, nil) != nil {
		return nil
	}
	_, _ = u.text.ReadFrom(io.LimitReader(u.inflate, maxUnpacked)) // what came before an error counts
	return u.text.Bytes()
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
