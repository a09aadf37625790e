package privacy

import (
	"bytes"
	"encoding/binary"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A form is what a file is.
type form int

const (
	formText form = iota
	formJPEG
	formPNG
	formWebP
	formTIFF
	formPDF
	formZip // of which workbooks and documents are made
	formOther
)

// formOf judges a file by its first bytes.
func formOf(name string, raw []byte) form {
	begins := func(magic string) bool { return bytes.HasPrefix(raw, []byte(magic)) }
	switch {
	case begins("\xff\xd8\xff"):
		return formJPEG
	case begins("\x89PNG\r\n\x1a\n"):
		return formPNG
	case begins("RIFF") && len(raw) > 12 && string(raw[8:12]) == "WEBP":
		return formWebP
	case begins("II*\x00") || begins("MM\x00*"):
		return formTIFF
	case bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")):
		return formPDF
	case begins("PK\x03\x04"):
		return formZip
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".csv", ".yaml", ".yml", ".txt", ".json", ".svg", ".html", ".css", ".xml", ".rdf", ".js":
		return formText
	}
	if bytes.IndexByte(raw[:min(len(raw), 4096)], 0) < 0 && utf8.Valid(raw[:min(len(raw), 4096)]) {
		return formText
	}
	return formOther
}

// decode turns a text of any encoding that Swedish offices use into UTF-8.
func decode(raw []byte) []byte {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), len(raw) > 3 && raw[1] == 0 && raw[3] == 0:
		return wide(raw, binary.LittleEndian)
	case bytes.HasPrefix(raw, []byte("\xfe\xff")), len(raw) > 3 && raw[0] == 0 && raw[2] == 0:
		return wide(raw, binary.BigEndian)
	case utf8.Valid(raw):
		return raw
	}
	text := make([]byte, 0, len(raw)+len(raw)/16)
	for _, b := range raw {
		text = utf8.AppendRune(text, rune(b)) // Windows-1252, but for a few signs that matter to nobody here
	}
	return text
}

func wide(raw []byte, order binary.ByteOrder) []byte {
	text := make([]byte, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		r := rune(order.Uint16(raw[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(raw) {
			r = utf16.DecodeRune(r, rune(order.Uint16(raw[i+2:])))
			i += 2
		}
		text = utf8.AppendRune(text, r)
	}
	return text
}

// columnsApart makes the commas that separate the columns of a table
// semicolons, so that numbers beside each other are not taken for one with
// decimals. The text keeps its length.
func columnsApart(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	if bytes.IndexByte(line, ',') < 0 || bytes.IndexByte(line, ';') >= 0 {
		return text
	}
	out := bytes.Clone(text)
	quoted := false
	for i, b := range out {
		switch b {
		case '"':
			quoted = !quoted
		case ',':
			if !quoted {
				out[i] = ';'
			}
		}
	}
	return out
}

// Secret returns where a description or front matter marks something as
// secret, or −1. It looks at no other key: a mark is obeyed wherever it stands,
// also in files that a build may not read for anything else.
func Secret(text []byte) int {
	for at := 0; ; {
		next := bytes.Index(text[at:], []byte("secret"))
		if next < 0 {
			return -1
		}
		at += next
		if keyHere(text, at) {
			after := bytes.TrimLeft(text[at+len("secret"):], `"' `)
			value, ok := bytes.CutPrefix(after, []byte(":"))
			if ok && !bytes.HasPrefix(bytes.TrimLeft(value, `"' `), []byte("false")) && !alone(text, at) {
				return at
			}
		}
		at += len("secret")
	}
}

// alone reports whether the mark is all that an item of a list holds: of such
// an item nothing is told.
func alone(text []byte, at int) bool {
	start := bytes.LastIndexByte(text[:at], '\n') + 1
	dash := bytes.IndexByte(text[start:at], '-')
	if dash < 0 || len(bytes.Trim(text[start+dash+1:at], ` "'`)) > 0 {
		return false
	}
	_, rest, _ := bytes.Cut(text[at:], []byte("\n"))
	indent := len(rest) - len(bytes.TrimLeft(rest, " "))
	return indent <= dash || indent == len(rest)
}

// keyHere reports whether a key of YAML may begin at the offset.
func keyHere(text []byte, at int) bool {
	line := text[bytes.LastIndexByte(text[:at], '\n')+1 : at]
	line = bytes.TrimRight(line, `"'`)
	before := bytes.TrimRight(line, " \t")
	if bytes.HasPrefix(bytes.TrimSpace(line), []byte("#")) {
		return false
	}
	return len(before) == 0 || bytes.IndexByte([]byte("-{,"), before[len(before)-1]) >= 0
}

// FrontMatter returns what stands between the two lines of hyphens with which
// a file of Markdown begins, or nothing.
func FrontMatter(text []byte) []byte {
	rest, ok := bytes.CutPrefix(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("---"))
	if !ok {
		return nil
	}
	end := bytes.Index(rest, []byte("\n---"))
	if end < 0 {
		return rest
	}
	return rest[:end+1]
}
