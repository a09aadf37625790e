package content

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"unicode/utf8"

	"tertial/internal/diag"
)

const (
	// maxFile is the most that a text file may hold. A long report is a tenth
	// of a megabyte; what is larger is not text.
	maxFile = 4 << 20
	// maxHead is the most that front matter may hold.
	maxHead = 64 << 10
)

// byteOrderMark is what some editors put before UTF-8.
var byteOrderMark = []byte("\ufeff")

// readFile reads a text file whole. It returns nil, with a finding, when the
// file cannot be used; a file that does not exist is the caller's business.
func readFile(fsys fs.FS, name string, diags *diag.List) (*diag.Source, error) {
	info, err := fs.Stat(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	at := diag.Place{File: name}
	if err == nil && info.Size() > maxFile {
		diags.Report("SIZE", at, "size", int(info.Size()>>20), "most", maxFile>>20)
		return nil, nil
	}
	var text []byte
	if err == nil {
		text, err = fs.ReadFile(fsys, name)
	}
	if err != nil {
		diags.Report("FILE", at, "reason", err)
		return nil, nil
	}
	source := diag.NewSource(name, text)
	if !checkText(source, diags) {
		return nil, nil
	}
	return source, nil
}

// checkText reports the first byte that is no text. Everything else is
// measured in code points, so that such a file is not read on.
func checkText(source *diag.Source, diags *diag.List) bool {
	if i := bytes.IndexByte(source.Text, 0); i >= 0 {
		diags.Add(diag.New("UTF8", source.Place(i, i+1)).With("nul"))
		return false
	}
	if utf8.Valid(source.Text) {
		return true
	}
	for i := 0; i < len(source.Text); {
		r, size := utf8.DecodeRune(source.Text[i:])
		if r == utf8.RuneError && size <= 1 {
			at := source.Place(i, i+1)
			at.Text = string(bytes.ToValidUTF8([]byte(at.Text), []byte("\ufffd")))
			diags.Report("UTF8", at, "byte", hexByte(source.Text[i]))
			return false
		}
		i += size
	}
	return true
}

func hexByte(b byte) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{digits[b>>4], digits[b&15]})
}

// A head is the front matter of a file: the YAML between two lines of three
// hyphens at its very beginning.
type head struct {
	first      int // behind a byte order mark
	start, end int // the YAML, in the file
	body       int // where the Markdown begins; the file's end when the front matter never ends
	ok         bool
}

// findHead finds the front matter in the beginning of a file.
func findHead(text []byte) head {
	at := 0
	if bytes.HasPrefix(text, byteOrderMark) {
		at = len(byteOrderMark)
	}
	line, next := nextLine(text, at)
	if !isDashes(line) {
		return head{first: at, body: at}
	}
	found := head{first: at, start: next, end: len(text), body: len(text)}
	for at = next; at < len(text); at = next {
		line, next = nextLine(text, at)
		if isDashes(line) {
			found.end, found.body, found.ok = at, next, true
			break
		}
	}
	return found
}

// nextLine returns the line at an offset without its end, and where the next
// one begins.
func nextLine(text []byte, at int) (line []byte, next int) {
	end := bytes.IndexByte(text[at:], '\n')
	if end < 0 {
		return text[at:], len(text)
	}
	return text[at : at+end], at + end + 1
}

func isDashes(line []byte) bool {
	return string(bytes.TrimRight(line, " \t\r")) == "---"
}

// readHead reads the beginning of a file, as far as its front matter goes and
// not further.
func readHead(fsys fs.FS, name string) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var text []byte
	chunk := make([]byte, 2048)
	for len(text) < maxHead {
		n, err := file.Read(chunk)
		text = append(text, chunk[:n]...)
		found := findHead(text)
		if found.ok && (found.body < len(text) || err != nil) {
			return text[:found.body], nil
		}
		if !found.ok && found.start == 0 && len(text) > len(byteOrderMark)+len("---\r\n") {
			return nil, nil // it does not begin as front matter does
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	return text, nil
}
