package data

import (
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/gocarina/gocsv"

	"tertial/internal/quantity"
	"tertial/internal/tabular"
)

// A piece is one value of a cell before it is typed: the long form of the
// table has one row a piece.
type piece struct {
	row, column int // in Dataset
	part        int
	text        string
	start, end  int    // in Dataset.Source
	status      Status // not "" for words that may stand instead of a number
}

// A typed piece is what gocsv makes of one row of the long form. Words are
// kept, not refused: they are reported with their place later.
type typed struct {
	Piece   int // index of the piece
	format  quantity.NumberFormat
	reading quantity.Reading
	err     error // from quantity.Read
}

// longHeader names the columns of the long form.
var longHeader = [...]string{"Piece", "Format", "Text"}

// UnmarshalCSVWithFields types one field of the long form. The format stands
// before the text that is read by it.
func (t *typed) UnmarshalCSVWithFields(key, value string) (err error) {
	switch key {
	case "Piece":
		t.Piece, err = strconv.Atoi(value)
	case "Format":
		t.format = parseFormat(value)
	case "Text":
		t.reading, t.err = quantity.Read(value, t.format)
	}
	return err
}

// A longReader gives gocsv the pieces of a table that may be numbers.
type longReader struct {
	pieces []piece
	format string
	next   int // 0 is the header
}

var _ gocsv.CSVReader = (*longReader)(nil)

// Read returns the next row of the long form.
func (r *longReader) Read() ([]string, error) {
	if r.next == 0 {
		r.next++
		return longHeader[:], nil
	}
	for ; r.next <= len(r.pieces); r.next++ {
		if p := &r.pieces[r.next-1]; p.status == "" {
			r.next++
			return []string{strconv.Itoa(r.next - 2), r.format, p.text}, nil
		}
	}
	return nil, io.EOF
}

// ReadAll returns all rows of the long form with its header. The rows share
// one allocation.
func (r *longReader) ReadAll() ([][]string, error) {
	const width = len(longHeader)
	fields := make([]string, 0, len(r.pieces)*width)
	rows := make([][]string, 1, len(r.pieces)+1)
	rows[0] = longHeader[:]
	for i := range r.pieces {
		if r.pieces[i].status != "" {
			continue
		}
		fields = append(fields, strconv.Itoa(i), r.format, r.pieces[i].text)
		rows = append(rows, fields[len(fields)-width:])
	}
	return rows, nil
}

// typePieces reads all numbers of the pieces by the file's own convention.
func typePieces(pieces []piece, declared tabular.Dialect) ([]typed, error) {
	format := numberFormat(pieces, declared)
	reader := &longReader{pieces: pieces, format: format}
	var out []typed
	if err := gocsv.UnmarshalCSV(reader, &out); err != nil {
		return nil, err
	}
	return out, nil
}

// numberFormat is the convention that the description declares, else the one
// that all numbers of the file teach together.
func numberFormat(pieces []piece, declared tabular.Dialect) string {
	f := quantity.NumberFormat{Decimal: declared.Decimal, Thousands: firstRune(declared.Thousands)}
	if f.Decimal == 0 {
		learned := quantity.Scan(numberTexts(pieces))
		f.Decimal = learned.Decimal
		f.Thousands = orElse(f.Thousands, learned.Thousands)
		if f.Decimal == f.Thousands {
			f.Decimal = 0
		}
	}
	return formatText(f)
}

func numberTexts(pieces []piece) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range pieces {
			if pieces[i].status == "" && !yield(pieces[i].text) {
				return
			}
		}
	}
}

// formatText writes a convention as a field of the long form: the decimal sign
// and the separator of thousands, ? for one that is open.
func formatText(f quantity.NumberFormat) string {
	return string([]rune{orElse(f.Decimal, '?'), orElse(f.Thousands, '?')})
}

func parseFormat(text string) quantity.NumberFormat {
	known := func(r rune) rune {
		if r == '?' {
			return 0
		}
		return r
	}
	decimal := firstRune(text)
	return quantity.NumberFormat{Decimal: known(decimal), Thousands: known(firstRune(strings.TrimPrefix(text, string(decimal))))}
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
