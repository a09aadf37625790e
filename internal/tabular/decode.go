package tabular

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"tertial/internal/diag"
)

// maxFileSize is far more than any table for readers, and little enough to be
// held in memory several times.
const maxFileSize = 64 << 20

// Load reads a CSV file of the site. It asks for the size first and refuses a
// file that is too large or no file at all: then the bytes are nil and a
// finding says why. The error is for a file that could not be read.
func Load(fsys fs.FS, name string, diags *diag.List) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	if info.Size() > maxFileSize {
		reportSize(name, info.Size(), diags)
		return nil, nil
	}
	// One byte more than allowed, for a file that grows while it is read.
	var raw bytes.Buffer
	raw.Grow(int(info.Size()) + bytes.MinRead)
	if _, err := raw.ReadFrom(io.LimitReader(file, maxFileSize+1)); err != nil {
		return nil, err
	}
	if raw.Len() > maxFileSize {
		reportSize(name, int64(raw.Len()), diags)
		return nil, nil
	}
	return raw.Bytes(), nil
}

func reportSize(name string, size int64, diags *diag.List) {
	const mebibyte = 1 << 20
	diags.Report("CSV-SIZE", diag.Place{File: name},
		"size", int((size+mebibyte-1)/mebibyte), "limit", maxFileSize/mebibyte)
}

// A decoder turns the bytes of one file into UTF-8 and reports what does not
// fit. One finding a kind of fault is enough: it counts the others.
type decoder struct {
	name  string
	raw   []byte
	diags *diag.List
}

// decode returns the file's text as UTF-8 with every line ended by a line feed
// (a carriage return may stand before it), and the encoding declared or found.
// The text is nil when the file is no text at all.
func decode(name string, raw []byte, declared string, diags *diag.List) (text []byte, encoding string) {
	d := decoder{name: name, raw: raw, diags: diags}
	if d.binary() {
		return nil, ""
	}
	encoding, rest := d.encoding(declared)
	switch encoding {
	case utf16LEEncoding, utf16BEEncoding:
		text = d.utf16(rest, encoding)
	case windows1252:
		text = d.single(rest, declared != "")
	default:
		text = d.utf8(rest, declared != "")
	}
	return loneReturns(d.nul(text)), encoding
}

// binary reports files that are no text but are often given the name of one.
func (d *decoder) binary() bool {
	signatures := []struct{ prefix, kind string }{
		{"PK\x03\x04", "Excel (.xlsx)"}, {"\xd0\xcf\x11\xe0", "Excel (.xls)"}, {"%PDF-", "PDF"},
	}
	for _, s := range signatures {
		if bytes.HasPrefix(d.raw, []byte(s.prefix)) {
			d.diags.Add(diag.New("CSV-ENCODING", diag.Place{File: d.name}, "kind", s.kind).With("binary"))
			return true
		}
	}
	return false
}

// encoding says how the file is written and returns the bytes after the byte
// order mark. The mark decides, then the description, then the pattern of NUL
// bytes, then whether the bytes are valid UTF-8.
func (d *decoder) encoding(declared string) (encoding string, rest []byte) {
	want, known := encodingByName(declared)
	marks := []struct{ mark, encoding string }{
		{"\xef\xbb\xbf", utf8Encoding}, {"\xff\xfe", utf16LEEncoding}, {"\xfe\xff", utf16BEEncoding},
	}
	for _, m := range marks {
		if rest, ok := bytes.CutPrefix(d.raw, []byte(m.mark)); ok {
			d.contradiction(declared, want, m.encoding)
			return m.encoding, rest
		}
	}
	switch {
	case known:
		return want, d.raw
	case declared != "":
		d.unknown(declared)
	}
	return d.guess(), d.raw
}

// contradiction reports a description that says otherwise than the byte order
// mark. The word utf-16 leaves the order to the mark.
func (d *decoder) contradiction(declared, want, found string) {
	if want == "" || want == found || want == utf16LEEncoding && found == utf16BEEncoding && declared != utf16LEEncoding {
		return
	}
	d.diags.Add(diag.New("CSV-ENCODING", diag.Place{File: d.name}, "declared", declared, "found", found).With("declared"))
}

func (d *decoder) unknown(declared string) {
	f := diag.New("CSV-ENCODING", diag.Place{File: d.name}, "declared", declared, "known", diag.Shortlist(encodingNames))
	d.diags.Add(f.With("unknown").Propose(diag.Nearest(declared, encodingNames)))
}

// guess looks for the NUL bytes that letters leave in UTF-16, then for valid
// UTF-8, and takes Windows-1252 otherwise.
func (d *decoder) guess() string {
	if order, ok := UTF16Order(d.raw); ok {
		if order == unicode.LittleEndian {
			return utf16LEEncoding
		}
		return utf16BEEncoding
	}
	if utf8.Valid(d.raw) || d.firstMixed() >= 0 {
		return utf8Encoding
	}
	return windows1252
}

// UTF16Order recognises UTF-16 that has no byte order mark by the NUL bytes that
// letters leave in it.
func UTF16Order(raw []byte) (order unicode.Endianness, ok bool) {
	const enough = 4096
	head := raw[:min(len(raw), enough)&^1]
	var nul [2]int
	for i, c := range head {
		if c == 0 {
			nul[i&1]++
		}
	}
	pairs := len(head) / 2
	switch {
	case nul[1] > pairs/2 && nul[0] <= pairs/10:
		return unicode.LittleEndian, true
	case nul[0] > pairs/2 && nul[1] <= pairs/10:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// firstMixed returns the offset of the first Swedish letter written in UTF-8
// although other bytes of the file are not, or −1. Read as Windows-1252 it
// would be à and a sign, which no text holds.
func (d *decoder) firstMixed() int {
	for i := 0; ; i++ {
		next := bytes.IndexByte(d.raw[i:], 0xc3)
		if next < 0 || i+next+1 == len(d.raw) {
			return -1
		}
		i += next
		if bytes.IndexByte([]byte("\xa5\xa4\xb6\x85\x84\x96\xa9"), d.raw[i+1]) >= 0 {
			return i
		}
	}
}

// utf8 returns the bytes themselves where they are valid. Text that was encoded
// twice is put right and reported.
func (d *decoder) utf8(rest []byte, declared bool) []byte {
	if !utf8.Valid(rest) {
		return d.mixed(rest)
	}
	d.lost(rest)
	if declared {
		return rest
	}
	return d.twice(rest)
}

// lost reports letters that an earlier conversion has replaced.
func (d *decoder) lost(text []byte) {
	replacement := []byte(string(utf8.RuneError))
	if at := bytes.Index(text, replacement); at >= 0 {
		d.report("lost", text, at, "count", bytes.Count(text, replacement))
	}
}

// mixed reads what is UTF-8 as that and every other byte as Windows-1252. The
// finding points at the first character in the encoding that is the rarer one.
func (d *decoder) mixed(rest []byte) []byte {
	var out bytes.Buffer
	var wide, narrow tally
	for i := 0; i < len(rest); {
		r, size := utf8.DecodeRune(rest[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			narrow.add(out.Len(), rest[i])
			out.WriteRune(charmap.Windows1252.DecodeByte(rest[i]))
		case size > 1:
			wide.add(out.Len(), rest[i])
			fallthrough
		default:
			out.Write(rest[i : i+size])
		}
		i += size
	}
	text := out.Bytes()
	rare, here, elsewhere := narrow, "Windows-1252", "UTF-8"
	if wide.count > 0 && wide.count < narrow.count {
		rare, here, elsewhere = wide, elsewhere, here
	}
	sign, _ := utf8.DecodeRune(text[rare.at:])
	d.report("mixed", text, rare.at, "sign", string(sign), "byte", hexByte(rare.first),
		"here", here, "elsewhere", elsewhere, "count", rare.count)
	return text
}

// twice finds text that was saved as UTF-8, read as Windows-1252 and saved as
// UTF-8 again. What it was is returned where all of the file can be put right.
func (d *decoder) twice(text []byte) []byte {
	const mark = "Ã"
	count, at := 0, 0
	for i := 0; ; i += len(mark) {
		next := bytes.Index(text[i:], []byte(mark))
		if next < 0 {
			break
		}
		i += next
		if twiceEncoded(text[i+len(mark):]) == "" {
			continue
		}
		if count == 0 {
			at = i
		}
		count++
	}
	if count == 0 {
		return text
	}
	after := text[at+len(mark):]
	sign, _ := utf8.DecodeRune(after)
	d.report("twice", text, at, "found", mark+string(sign), "letter", twiceEncoded(after), "count", count)
	once, err := charmap.Windows1252.NewEncoder().Bytes(text)
	if err != nil || !utf8.Valid(once) {
		return text
	}
	return once
}

// twiceEncoded returns the letter that Ã and the sign at the beginning of the
// text were before they were encoded twice, or "".
func twiceEncoded(text []byte) string {
	sign, _ := utf8.DecodeRune(text)
	switch sign {
	case '¥':
		return "å"
	case '¤':
		return "ä"
	case '¶':
		return "ö"
	case '…', '\u0085':
		return "Å"
	case '„', '\u0084':
		return "Ä"
	case '–', '\u0096':
		return "Ö"
	case '©':
		return "é"
	}
	return ""
}

// single decodes Windows-1252. Where that is a guess, bytes that it does not
// have, and signs that are letters in other code pages, are reported.
func (d *decoder) single(rest []byte, declared bool) []byte {
	out := make([]byte, 0, len(rest)+len(rest)/16)
	var undefined, inWord tally
	for i, c := range rest {
		if c >= utf8.RuneSelf && !declared {
			switch {
			case bytes.IndexByte([]byte("\x81\x8d\x8f\x90\x9d"), c) >= 0:
				undefined.add(len(out), c)
			case foreignLetter(rest, i):
				inWord.add(len(out), c)
			}
		}
		out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(c))
	}
	if undefined.count > 0 {
		d.report("", out, undefined.at, "byte", hexByte(undefined.first), "count", undefined.count)
	} else if inWord.count > 0 {
		sign := string(charmap.Windows1252.DecodeByte(inWord.first))
		d.report("letter", out, inWord.at, "sign", sign, "byte", hexByte(inWord.first), "count", inWord.count)
	}
	return out
}

// A tally counts faults of one kind and keeps the first.
type tally struct {
	count, at int
	first     byte
}

func (t *tally) add(at int, c byte) {
	if t.count == 0 {
		t.at, t.first = at, c
	}
	t.count++
}

// foreignLetter reports whether the byte is a sign that cannot stand inside a
// word, but is å, ä or ö in the code pages of DOS and old Macs.
func foreignLetter(text []byte, i int) bool {
	if bytes.IndexByte([]byte("\x84\x86\x94\x8a\x8c"), text[i]) < 0 || i == 0 || i+1 == len(text) {
		return false
	}
	return isSmall(text[i-1]|0x20) && isSmall(text[i+1]) // the bit makes a letter small
}

func isSmall(c byte) bool { return 'a' <= c && c <= 'z' }

// utf16 decodes UTF-16. A broken character becomes U+FFFD and is reported.
func (d *decoder) utf16(rest []byte, encoding string) []byte {
	order := unicode.LittleEndian
	if encoding == utf16BEEncoding {
		order = unicode.BigEndian
	}
	// Cannot fail: the decoder replaces what it does not understand.
	text, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(rest[:len(rest)&^1])
	replacement := []byte(string(utf8.RuneError))
	if at := bytes.Index(text, replacement); at >= 0 {
		d.report("utf-16", text, at, "encoding", encoding, "count", bytes.Count(text, replacement))
	} else if err != nil || len(rest)%2 == 1 {
		d.report("utf-16", text, len(text), "encoding", encoding, "count", 1)
	}
	return text
}

// nul reports NUL characters and makes them blanks, so that the rest can be read.
func (d *decoder) nul(text []byte) []byte {
	at := bytes.IndexByte(text, 0)
	if at < 0 {
		return text
	}
	d.report("nul", text, at, "count", bytes.Count(text, []byte{0}))
	return bytes.ReplaceAll(text, []byte{0}, []byte(" "))
}

func (d *decoder) report(variant string, text []byte, at int, pairs ...any) {
	_, size := utf8.DecodeRune(text[min(at, len(text)):])
	place := diag.NewSource(d.name, loneReturns(text)).Place(at, at+size)
	d.diags.Add(diag.New("CSV-ENCODING", place, pairs...).With(variant))
}

func hexByte(c byte) string { return fmt.Sprintf("%02X", c) }

// loneReturns makes line feeds of the carriage returns that stand alone, as old
// Macs and some exports end lines. No offset changes.
func loneReturns(text []byte) []byte {
	if loneReturn(text, 0) < 0 {
		return text
	}
	out := bytes.Clone(text)
	for i := loneReturn(out, 0); i >= 0; i = loneReturn(out, i+1) {
		out[i] = '\n'
	}
	return out
}

func loneReturn(text []byte, from int) int {
	for {
		next := bytes.IndexByte(text[from:], '\r')
		if next < 0 {
			return -1
		}
		from += next
		if from+1 == len(text) || text[from+1] != '\n' {
			return from
		}
		from++
	}
}
