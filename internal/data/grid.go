package data

import (
	"io/fs"

	"tertial/internal/diag"
)

// A Grid is a CSV file cut into fields, before anything of it is understood.
// Every field knows its place.
type Grid struct {
	Source    *diag.Source // the file as UTF-8, without byte order mark, lone carriage returns as line feeds
	Header    []Field      // the first record; repeated and empty headers are kept
	Records   []Record     // the others, each with as many fields as the header
	Delimiter rune         // as declared or found
	Encoding  string       // as declared or found: utf-8, utf-16le, utf-16be or windows-1252
}

// A Record is one record of a CSV file.
type Record struct {
	Line   int // physical line on which the record starts, 1-based
	Fields []Field
}

// A Field is one field of a record.
type Field struct {
	Text       string // unquoted, white space around it trimmed
	Start, End int    // bytes of Text in Grid.Source: inside the quotes, doubled quotes still doubled
	Quoted     bool
}

// Load reads a CSV file of the site. It asks for the size first and refuses a
// file that is too large: then, and when it cannot be a table at all, the
// bytes are nil and a finding says why. The error is for a file that could
// not be read.
func Load(fsys fs.FS, name string, diags *diag.List) ([]byte, error) {
	return fs.ReadFile(fsys, name)
}

// ReadGrid decodes the bytes of a CSV file and cuts them into fields. What the
// dialect leaves open is found out. Findings go to diags and lose nothing but
// the record that they speak of; nil is returned when nothing can be read.
func ReadGrid(name string, raw []byte, d Dialect, diags *diag.List) *Grid {
	return nil
}
