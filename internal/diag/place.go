package diag

import (
	"bytes"
	"sort"
	"strconv"
	"sync"
	"unicode/utf8"
)

// A Place is a stretch of one line in one source file, as a person would
// point at it. The zero Place means the site as a whole; a Place with only a
// File means that file as a whole.
type Place struct {
	File   string // slash-separated, relative to the site's root
	Line   int    // 1-based; 0 is the whole file
	Column int    // 1-based, in code points
	Length int    // in code points, at least 1 where Line is set
	Text   string // the line itself, cut to a readable length around the place
	Shift  int    // how many code points of the line were cut from the front of Text
	Header string // for a CSV cell: the header of its column
	Letter string // for a CSV cell: Excel's letter of its column
	Part   bool   // the stretch is not all that is meant: it goes on in the next line, or is empty
	Hidden bool   // the line may not be shown to anyone: what stands in it is nobody's business; Text is empty
}

// Unseen returns the place without the line that stands there.
func (p Place) Unseen() Place {
	p.Text, p.Shift, p.Hidden = "", 0, true
	return p
}

// InCell returns the place with the column's header and Excel's letter for
// the zero-based column.
func (p Place) InCell(header string, column int) Place {
	p.Header = header
	p.Letter = ColumnLetter(column)
	return p
}

// ColumnLetter returns Excel's name of a zero-based column: A, B … Z, AA.
func ColumnLetter(column int) string {
	if column < 0 {
		return ""
	}
	name := string(rune('A' + column%26))
	if column < 26 {
		return name
	}
	return ColumnLetter(column/26-1) + name
}

func (p Place) key() string {
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
}

// A Source is the text of one file as UTF-8, which turns byte offsets into
// places. A file in another encoding is decoded first, so that lines and
// columns are those that its author sees. It is safe for concurrent use.
type Source struct {
	Name string // slash-separated, relative to the site's root
	Text []byte

	once  sync.Once
	lines []int // offset of each line's first byte
}

// NewSource returns a source over the text, which must not change.
func NewSource(name string, text []byte) *Source {
	return &Source{Name: name, Text: text}
}

// File returns the place that means the whole file.
func (s *Source) File() Place { return Place{File: s.Name} }

// Place returns the place of the half-open range of bytes. A range that
// crosses a line's end is cut there; offsets outside the text are clamped.
func (s *Source) Place(start, end int) Place {
	s.once.Do(s.index)
	start = min(max(start, 0), len(s.Text))
	line := sort.SearchInts(s.lines, start+1) - 1
	from := s.lines[line]
	to := s.lineEnd(line)
	start = min(start, to)
	part := end <= start || end > to
	end = min(max(end, start), to)
	column := utf8.RuneCount(s.Text[from:start]) + 1
	length := max(utf8.RuneCount(s.Text[start:end]), 1)
	text, shift := excerpt(s.Text[from:to], start-from, column)
	return Place{File: s.Name, Line: line + 1, Column: column, Length: length, Text: text, Shift: shift, Part: part}
}

// Line returns the 1-based line of a byte offset.
func (s *Source) Line(offset int) int {
	s.once.Do(s.index)
	return sort.SearchInts(s.lines, min(max(offset, 0), len(s.Text))+1)
}

// index notes where lines begin: after LF, CRLF, or the lone CR of old exports.
func (s *Source) index() {
	s.lines = []int{0}
	for i := 0; ; {
		next := bytes.IndexAny(s.Text[i:], "\r\n")
		if next < 0 {
			return
		}
		i += next + 1
		if s.Text[i-1] == '\r' && i < len(s.Text) && s.Text[i] == '\n' {
			i++
		}
		s.lines = append(s.lines, i)
	}
}

func (s *Source) lineEnd(line int) int {
	to := len(s.Text)
	if line+1 < len(s.lines) {
		to = s.lines[line+1]
	}
	for to > s.lines[line] && (s.Text[to-1] == '\n' || s.Text[to-1] == '\r') {
		to--
	}
	return to
}

// excerptWidth is as much of a long line as is shown, in code points: enough
// to recognise the place, little enough for a terminal and for ten thousand
// findings.
const excerptWidth = 160

// excerpt cuts a long line to a window around the column, and says how many
// code points stand before the window. It looks at no more of the line than
// it must: a line may be megabytes long and have findings all over.
func excerpt(line []byte, start, column int) (text string, shift int) {
	if len(line) <= excerptWidth*utf8.UTFMax && utf8.RuneCount(line) <= excerptWidth {
		return string(line), 0
	}
	from, before := start, 0
	for from > 0 && before < excerptWidth/3 {
		_, size := utf8.DecodeLastRune(line[:from])
		from -= size
		before++
	}
	to, width := from, 0
	for to < len(line) && width < excerptWidth {
		_, size := utf8.DecodeRune(line[to:])
		to += size
		width++
	}
	return string(line[from:to]), column - 1 - before
}
