package asis

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"tertial/internal/diag"
	"tertial/internal/tabular"
)

// MaxSize is more than any dispatch of papers: two thousand pages.
const MaxSize = 16 << 20

// decode returns the text as UTF-8. The order is design.md's: byte order mark,
// pattern of NUL bytes, valid UTF-8, else Windows-1252.
func decode(name string, raw []byte, diags *diag.List) ([]byte, bool) {
	at := diag.Place{File: name}
	if len(raw) > MaxSize {
		diags.Add(diag.New("AS-IS", at, "limit", MaxSize>>20).With("size"))
		return nil, false
	}
	signatures := []struct{ prefix, kind string }{
		{"%PDF-", "PDF"}, {"PK\x03\x04", "Word/Excel"}, {"\xd0\xcf\x11\xe0", "Word/Excel"}, {"{\\rtf", "RTF"},
	}
	for _, s := range signatures {
		if bytes.HasPrefix(raw, []byte(s.prefix)) {
			diags.Add(diag.New("AS-IS", at, "kind", s.kind))
			return nil, false
		}
	}
	text := transcode(raw)
	if bytes.IndexByte(text, 0) >= 0 {
		diags.Add(diag.New("AS-IS", at).With("binary"))
		return nil, false
	}
	if len(bytes.TrimSpace(text)) == 0 {
		diags.Add(diag.New("AS-IS", at).With("empty"))
		return nil, false
	}
	return text, true
}

func transcode(raw []byte) []byte {
	if rest, ok := bytes.CutPrefix(raw, []byte("\xef\xbb\xbf")); ok {
		return bytes.ToValidUTF8(rest, []byte("\uFFFD"))
	}
	if order, ok := utf16Order(raw); ok {
		text, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(raw)
		if err == nil {
			return text
		}
	}
	if utf8.Valid(raw) {
		return raw
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(raw)
	if err != nil {
		return bytes.ToValidUTF8(raw, []byte("\uFFFD"))
	}
	return text
}

// utf16Order recognises UTF-16 by its mark, or by the NUL bytes that letters leave.
func utf16Order(raw []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return unicode.BigEndian, true
	}
	return tabular.UTF16Order(raw)
}
