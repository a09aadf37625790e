// Package spreadsheet writes one table with its notes as an Office Open XML
// workbook (.xlsx) that anybody can read: one header row, no merged cells, real
// numbers, a sheet of notes.
//
// In comes a [Book], whose texts are finished and whose numbers are decimals
// written out; out goes the file, the same bytes for the same book. It serves
// package layout, which offers the file beside a dataset's other forms.
package spreadsheet

import (
	"archive/zip"
	"compress/flate"
	"io"
	"strings"
	"sync"
	"time"
)

// Excel's limits, beyond which no sheet is written.
const (
	maxRows    = 1_048_576
	maxColumns = 16_384
	maxText    = 32_767 // characters of a cell
	maxHeader  = 255    // of a table's header
)

// A Book is what a workbook says.
type Book struct {
	Title       string // of the document's properties
	Author      string // who publishes
	Description string
	Lang        string // BCP 47
	Created     string // ISO date of what is told, or ""
	TableName   string // of the table in formulas: Tabell_drift; what no name may hold becomes _
	TableSheet  string // name of the first sheet
	NotesSheet  string // name of the second one
	Columns     []Column
	Rows        [][]Cell  // each as long as Columns
	Head        [2]string // headers of the notes
	Notes       []Note
}

// A Column is a column of the table. Headers that are empty or equal get a number.
type Column struct {
	Title  string
	Number bool // its cells are numbers, so words among them are set to the right
}

// A Cell is a number or a text.
type Cell struct {
	Number   string // a decimal such as -1234.50, whose digits are kept; "" for a text
	Decimals int    // shown of a number
	Text     string
}

// A Note is one line of the notes.
type Note struct{ Name, Text string }

// Fits reports whether a table of the size can be written.
func Fits(rows, columns int) bool { return columns > 0 && columns <= maxColumns && rows < maxRows }

// A Writer writes workbooks. Its zero value is ready, and safe for concurrent use.
type Writer struct{ presses sync.Pool }

// epoch is the time of every file in a workbook: the first that the form knows.
func epoch() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

// Write writes a book whose table [Fits].
func (w *Writer) Write(out io.Writer, b *Book) error {
	z := zip.NewWriter(out)
	z.RegisterCompressor(zip.Deflate, w.press)
	for _, part := range newParts(b).list() {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: epoch()})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// press returns a compressor that has worked before, since a new one costs more
// than a small sheet.
func (w *Writer) press(out io.Writer) (io.WriteCloser, error) {
	if p, ok := w.presses.Get().(*flate.Writer); ok {
		p.Reset(out)
		return &pressed{p, w}, nil
	}
	p, err := flate.NewWriter(out, flate.BestSpeed)
	return &pressed{p, w}, err
}

// pressed goes back to its writer when it is closed.
type pressed struct {
	*flate.Writer
	home *Writer
}

func (p *pressed) Close() error {
	err := p.Writer.Close()
	p.home.presses.Put(p.Writer)
	return err
}

// clean makes a text that XML and Excel take as it is: no control characters,
// nothing that looks like Excel's own escapes, and no more than fits.
func clean(s string, most int) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	var b strings.Builder
	n := 0
	for i, r := range s {
		if n == most-1 && len(s)-i > 3 {
			b.WriteString("…")
			break
		}
		n++
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&#34;")
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r < ' ' || r == '\ufffe' || r == '\uffff':
			b.WriteRune('\ufffd')
		case r == '_' && isEscape(s[i:]):
			b.WriteString("_x005F_")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isEscape reports whether a text begins like _x0041_, which Excel reads as a
// character.
func isEscape(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	return strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}
