package tabular

import (
	"bytes"
	"strings"
)

// A Dialect says how a CSV file is written. It comes from the dataset's
// description; what is zero there is found out from the file.
type Dialect struct {
	Encoding  string // one of encodingNames
	Delimiter rune   // ; , or tab
	Decimal   rune   // , or .
	Thousands string // the thousands separator, "" when not declared
}

// The encodings that a file may have.
const (
	utf8Encoding    = "utf-8"
	utf16LEEncoding = "utf-16le"
	utf16BEEncoding = "utf-16be"
	windows1252     = "windows-1252"
)

// encodingNames are the words for `encoding:` in a description.
var encodingNames = []string{utf8Encoding, "utf-16", utf16LEEncoding, utf16BEEncoding, windows1252}

// encodingByName returns the encoding that a word of a description names.
// ISO 8859-1 is read as Windows-1252, which fills the same letters and is what
// files called so are written in. UTF-16 without an order is little-endian
// unless the file's byte order mark says otherwise.
func encodingByName(word string) (encoding string, ok bool) {
	plain := strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(word))
	switch plain {
	case "utf8", "utf8bom", "utf8sig":
		return utf8Encoding, true
	case "utf16", "utf16le", "unicode":
		return utf16LEEncoding, true
	case "utf16be":
		return utf16BEEncoding, true
	case "windows1252", "cp1252", "ansi", "iso88591", "latin1":
		return windows1252, true
	}
	return "", false
}

// candidates are the delimiters that are looked for, the most telling first: a
// tab hardly ever stands in a text, a comma in every other number.
var candidates = [...]byte{'\t', ';', ','}

const (
	sampleLines = 200     // enough to tell a delimiter from a decimal comma
	sampleBytes = 1 << 18 // and no more of a file with endless lines
)

// A delimiterGuess is what the first lines say about the delimiter.
type delimiterGuess struct {
	delimiter byte
	title     bool // the first line has no delimiter, those of the table below have: it is a title
}

// findDelimiter finds the delimiter of the text, which begins with its header:
// one that stands in the header, as often as in nearly all lines below.
func findDelimiter(text []byte) delimiterGuess {
	lines := sample(text)
	delimiter, score := bestDelimiter(lines)
	if score >= convincing {
		return delimiterGuess{delimiter: delimiter}
	}
	for titles := 1; titles <= maxTitles && len(lines) > titles+1; titles++ {
		below, better := bestDelimiter(lines[titles:])
		if better > convincing && undivided(lines[:titles], below) {
			n, _ := countDelimiters(lines[0], below)
			return delimiterGuess{delimiter: below, title: n == 0}
		}
	}
	return delimiterGuess{delimiter: delimiter}
}

// maxTitles is how many lines above the header are looked at: a title, a unit,
// a date, an empty line.
const maxTitles = 6

// undivided reports whether no line has a delimiter but at its end.
func undivided(lines [][]byte, delimiter byte) bool {
	for _, line := range lines {
		if n, trailing := countDelimiters(line, delimiter); n > trailing {
			return false
		}
	}
	return true
}

// How consistent the lines must be. Below convincing the first lines may be
// something else than the header; nearly allows for a few faulty lines.
const (
	convincing = 0.8
	nearly     = 0.9
)

// sample returns the first lines that are not blank; those that an open quote
// joins are one. A line that the sample cuts is left out.
func sample(text []byte) [][]byte {
	whole := len(text)
	text = text[:min(whole, sampleBytes)]
	var lines [][]byte
	for len(text) > 0 && len(lines) < sampleLines {
		n := joinedLines(text)
		line := text[:n]
		text = text[n:]
		if len(text) == 0 && whole > sampleBytes && len(lines) > 0 {
			break
		}
		if len(bytes.TrimSpace(line)) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

// joinedLines returns the length of the first line with those after it that
// stand within its quotes; of the line alone, when no quote closes soon.
func joinedLines(text []byte) int {
	const soon = 10
	first, n, quotes := 0, 0, 0
	for range soon {
		end := bytes.IndexByte(text[n:], '\n') + 1
		if end == 0 {
			end = len(text) - n
		}
		quotes += bytes.Count(text[n:n+end], []byte{'"'})
		n += end
		if first == 0 {
			first = n
		}
		if quotes%2 == 0 || n == len(text) {
			break
		}
	}
	if quotes%2 == 1 {
		return first
	}
	return n
}

// bestDelimiter takes the first candidate whose consistency is nearly that of
// the most consistent, and a semicolon where none stands in the header.
func bestDelimiter(lines [][]byte) (delimiter byte, score float64) {
	if len(lines) == 0 {
		return ';', 0
	}
	var scores [len(candidates)]float64
	for i, c := range candidates {
		scores[i] = consistency(lines, c)
		score = max(score, scores[i])
	}
	for i, c := range candidates {
		if score > 0 && scores[i] >= score*nearly {
			return c, score
		}
	}
	return ';', 0
}

// consistency is the share of lines below the header that have as many
// delimiters as it has; for a header alone, their number. A header without any
// has none; one whose lines all differ keeps a trace, so that a table with
// nothing but faulty lines still is one.
func consistency(lines [][]byte, delimiter byte) float64 {
	const trace = 0.001
	want, _ := countDelimiters(lines[0], delimiter)
	if want == 0 {
		return 0
	}
	if len(lines) == 1 {
		return float64(want)
	}
	same := 0
	for _, line := range lines[1:] {
		n, trailing := countDelimiters(line, delimiter)
		if n == want || n > want && n-trailing <= want {
			same++
		}
	}
	return float64(same)/float64(len(lines)-1) + trace
}

// countDelimiters counts the delimiters of a line outside quotes, and those of
// them that end it. In a line whose quotes are not in pairs, all count.
func countDelimiters(line []byte, delimiter byte) (count, trailing int) {
	rest := bytes.TrimRight(line, "\r\n")
	plain := bytes.TrimRight(rest, string(rune(delimiter)))
	trailing = len(rest) - len(plain)
	if bytes.Count(plain, []byte{'"'})%2 == 1 || bytes.IndexByte(plain, '"') < 0 {
		return bytes.Count(rest, []byte{delimiter}), trailing
	}
	quoted := false
	for _, c := range plain {
		switch {
		case c == '"':
			quoted = !quoted
		case c == delimiter && !quoted:
			count++
		}
	}
	return count + trailing, trailing
}

// separatorLine reads the line `sep=;` by which Excel is told the delimiter.
// It returns the length of the line with its end; 0 when there is none.
func separatorLine(text []byte) (delimiter byte, length int) {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	length = min(len(line)+1, len(text))
	line = bytes.Trim(line, "\" \r")
	if len(line) < 5 || !bytes.EqualFold(line[:4], []byte("sep=")) {
		return 0, 0
	}
	delimiter = line[4]
	if len(bytes.Trim(line[4:], string(rune(delimiter)))) > 0 || !separates(delimiter) {
		return 0, 0
	}
	return delimiter, length
}

// separates reports whether a byte can be a delimiter at all: it must not be
// part of a number, a word, a quoted text or a line's end.
func separates(c byte) bool { return bytes.IndexByte([]byte(";,\t|:"), c) >= 0 }
