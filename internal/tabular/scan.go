package tabular

import (
	"strings"
	"unicode/utf8"

	"tertial/internal/diag"
)

// A scanner cuts text into records and fields. It knows nothing of a header.
type scanner struct {
	text      string // every line ends with a line feed or the text
	delimiter byte
	keep      int // fields of a record that are kept; the others are only counted
}

// A record is what the scanner has read of one record.
type record struct {
	fields  []Field // the first of them; valid until the next record is read
	count   int     // all of them
	named   int     // those that are not empty
	filled  int     // all but the empty ones at the end
	surplus Field   // the first one not empty that was not kept
	next    int     // offset after the record's end
	fault   quoteFault
	stray   quoteFault // the first quote in a field that does not begin with one
	multi   quoteFault // the first quoted field that goes over lines
}

// A quoteFault is a quote that stands where none may, and its field.
type quoteFault struct {
	kind       faultKind
	column     int
	start, end int // the field as far as it would go without the quotes
}

type faultKind int

const (
	noFault    faultKind = iota
	strayQuote           // inside a field that does not begin with one
	textAfter            // between the closing quote and the delimiter
	openQuote            // not closed
)

// variant is the name of the fault's message.
func (k faultKind) variant() string {
	switch k {
	case textAfter:
		return "after"
	case openQuote:
		return "open"
	default:
		return ""
	}
}

func (s *scanner) add(rec *record, f Field) {
	if f.Text != "" {
		rec.named++
		rec.filled = rec.count + 1
	}
	switch {
	case rec.count < s.keep:
		rec.fields = append(rec.fields, f)
	case f.Text != "" && rec.surplus.Text == "":
		rec.surplus = f
	}
	rec.count++
}

// strict reads a record by the rules. It stops at a fault that leaves open
// where the record ends; a stray quote is kept as part of its field.
func (s *scanner) strict(at int, room []Field) record {
	rec := record{fields: room[:0]}
	for {
		var next int
		if q := s.skipBlanks(at); q < len(s.text) && s.text[q] == '"' {
			f, end, kind := s.quoted(q)
			if kind != noFault {
				rec.fault = s.fault(kind, rec.count, q)
				return rec
			}
			if rec.multi.kind == noFault && strings.IndexByte(s.text[f.Start:f.End], '\n') >= 0 {
				rec.multi = s.fault(openQuote, rec.count, q)
			}
			s.add(&rec, f)
			next = end
		} else {
			next = s.plainEnd(at)
			f := s.plain(at, next)
			if rec.stray.kind == noFault && strings.IndexByte(s.text[at:next], '"') >= 0 {
				rec.stray = s.fault(strayQuote, rec.count, at)
			}
			s.add(&rec, f)
		}
		if next == len(s.text) || s.text[next] == '\n' {
			rec.next = min(next+1, len(s.text))
			return rec
		}
		at = next + 1
	}
}

// relaxed reads one physical line as a record: quotes that are not in order
// stand for themselves.
func (s *scanner) relaxed(at int, room []Field) record {
	rec := record{fields: room[:0]}
	eol := s.lineEnd(at)
	for {
		next := s.plainEnd(at)
		q := s.skipBlanks(at)
		f, end, kind := Field{}, 0, openQuote
		if q < eol && s.text[q] == '"' {
			line := scanner{text: s.text[:eol], delimiter: s.delimiter}
			f, end, kind = line.quoted(q)
		}
		if kind == noFault {
			next = end
		} else {
			f = s.plain(at, next)
		}
		s.add(&rec, f)
		if next >= eol {
			rec.next = min(eol+1, len(s.text))
			return rec
		}
		at = next + 1
	}
}

// quoted reads the field whose opening quote stands at q. It returns the offset
// of the delimiter or line feed after it.
func (s *scanner) quoted(q int) (f Field, next int, kind faultKind) {
	doubled := false
	i := q + 1
	for {
		n := strings.IndexByte(s.text[i:], '"')
		if n < 0 {
			return Field{}, 0, openQuote
		}
		i += n
		if i+1 == len(s.text) || s.text[i+1] != '"' {
			break
		}
		doubled = true
		i += 2
	}
	next = s.skipBlanks(i + 1)
	if next < len(s.text) && s.text[next] != s.delimiter && s.text[next] != '\n' {
		// A quote that begins a field elsewhere closes none here.
		if s.text[i-1] == s.delimiter || strings.IndexByte(s.text[q:i], '\n') >= 0 {
			return Field{}, 0, openQuote
		}
		return Field{}, 0, textAfter
	}
	start, end := trim(s.text, q+1, i)
	text := s.text[start:end]
	if doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return Field{Text: text, Start: start, End: end, Quoted: true}, next, noFault
}

// plain makes a field of text that is not quoted. A single quote at one of its
// ends is left over from a pair, and not part of it.
func (s *scanner) plain(start, end int) Field {
	start, end = trim(s.text, start, end)
	text := s.text[start:end]
	if q := strings.IndexByte(text, '"'); q >= 0 && strings.Count(text, `"`) == 1 {
		switch q {
		case 0:
			start, end = trim(s.text, start+1, end)
		case len(text) - 1:
			start, end = trim(s.text, start, end-1)
		}
	}
	return Field{Text: s.text[start:end], Start: start, End: end}
}

// plainEnd returns the offset of the next delimiter or line feed.
func (s *scanner) plainEnd(at int) int {
	for i := at; i < len(s.text); i++ {
		if c := s.text[i]; c == s.delimiter || c == '\n' {
			return i
		}
	}
	return len(s.text)
}

func (s *scanner) lineEnd(at int) int {
	if n := strings.IndexByte(s.text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(s.text)
}

// skipBlanks passes over the blanks that may stand around quotes. A carriage
// return is one, since a line feed always follows it.
func (s *scanner) skipBlanks(at int) int {
	for ; at < len(s.text); at++ {
		if c := s.text[at]; c == s.delimiter || c != ' ' && c != '\t' && c != '\r' {
			break
		}
	}
	return at
}

// skipEmpty passes over lines that hold nothing but blanks and delimiters.
func (s *scanner) skipEmpty(at int) int {
	for start := at; at < len(s.text); at++ {
		switch c := s.text[at]; {
		case c == '\n':
			start = at + 1
		case c != s.delimiter && c != ' ' && c != '\t' && c != '\r':
			return start
		}
	}
	return at
}

func (s *scanner) fault(kind faultKind, column, at int) quoteFault {
	start, end := trim(s.text, at, s.plainEnd(at))
	return quoteFault{kind: kind, column: column, start: start, end: end}
}

// trim moves the ends of a stretch inwards over blanks.
func trim(text string, start, end int) (from, to int) {
	if start < end && isSign(text[start]) && isSign(text[end-1]) {
		return start, end
	}
	for start < end {
		r, size := utf8.DecodeRuneInString(text[start:end])
		if !isBlank(r) {
			break
		}
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if !isBlank(r) {
			break
		}
		end -= size
	}
	return start, end
}

// isSign reports whether a byte is a letter, digit or sign of ASCII: most
// fields begin and end with one.
func isSign(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// reportQuote reports quotes that are not in order, with the field as it should
// be written. The record is what was read instead; kept says whether it counts,
// and if not, the reader goes on at record.next.
func (r *reader) reportQuote(rec record, q quoteFault, kept bool) {
	field := r.text[q.start:q.end]
	place := r.place(Field{Start: q.start, End: q.end}, q.column)
	f := diag.New("CSV-QUOTE", place, "text", field).With(q.kind.variant()).Propose(quoteAgain(field, q.kind))
	if !kept && rec.next < len(r.text) {
		f = f.See("resumed", r.grid.Source.Place(rec.next, r.lineEnd(rec.next)))
	}
	r.report(f)
}

// quoteAgain writes a field with its quotes in order.
func quoteAgain(field string, kind faultKind) string {
	if kind == openQuote || strings.Count(field, `"`) == 1 {
		field = strings.Trim(field, `"`)
	}
	return `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
}
