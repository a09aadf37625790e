package proofread

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"tertial/internal/asis"
	"tertial/internal/diag"
)

// A marker refers to a note: an asterisk or a raised digit behind a word.
type marker struct {
	block, start, end int
	mark              string
}

// notes checks that markers have notes and notes have markers. What a
// conversion makes of lists and of bold text is no marker.
func (c *checker) notes() {
	if c.Report {
		return // reports have real footnotes, which package content checks
	}
	for p := range c.Parts {
		part := &c.Parts[p]
		var marks []marker
		var notes []int
		for i := part.From; i < part.To; i++ {
			b := &c.Blocks[i]
			if b.Kind == asis.Footnote {
				notes = append(notes, i)
				continue
			}
			marks = append(marks, c.markers(i)...)
		}
		c.pair(marks, notes)
	}
}

// markers finds the markers of a block. An asterisk that opens or closes
// emphasis is none.
func (c *checker) markers(i int) []marker {
	b := &c.Blocks[i]
	line := c.raw(b)
	var found []marker
	if strings.IndexByte(line, '*') >= 0 {
		found = c.asterisks(i, line)
	}
	if strings.ContainsAny(line, "¹²³⁴⁵⁶⁷⁸⁹") {
		for at, r := range line {
			if strings.ContainsRune("¹²³⁴⁵⁶⁷⁸⁹", r) && !unitBefore(line[:at]) {
				found = append(found, marker{i, at, at + utf8.RuneLen(r), string(r)})
			}
		}
	}
	return found
}

// unitBefore reports whether a raised digit belongs to a unit: m², km³.
func unitBefore(before string) bool {
	r, size := utf8.DecodeLastRuneInString(before)
	if r != 'm' {
		return false
	}
	word := before[:len(before)-size]
	for _, unit := range []string{"", "k", "d", "c"} {
		w := strings.TrimSuffix(word, unit)
		if last, _ := utf8.DecodeLastRuneInString(w); (unit == "" || w != word) && !unicode.IsLetter(last) {
			return true
		}
	}
	return false
}

func (c *checker) asterisks(i int, line string) []marker {
	const most = 50 // markers a line has; more are an ornament
	var found []marker
	if strings.Count(line, "*") > most {
		return nil
	}
	if n := strings.Count(line, "**"); n > 1 || n == 1 && bytes.IndexByte(c.Raw[c.Blocks[i].Start:c.Blocks[i].End], '\n') >= 0 { // bold
		return nil
	}
	for at := 0; at < len(line); at++ {
		if line[at] != '*' {
			continue
		}
		end := at
		for end < len(line) && line[end] == '*' {
			end++
		}
		if end-at <= 3 && marks(line, at, end) {
			stop := end
			if stop < len(line) && line[stop] == ')' && !strings.Contains(line[:at], "(") {
				stop++
			}
			found = append(found, marker{i, at, stop, line[at:end]})
		}
		at = end
	}
	return found
}

// marks reports whether asterisks stand behind a word or alone in a cell, and
// close no emphasis.
func marks(line string, at, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:at])
	after, _ := utf8.DecodeRuneInString(line[end:])
	if unicode.IsLetter(after) || unicode.IsDigit(after) || after == '"' || after == '”' {
		return false
	}
	alone := (at == 0 || before == '\t') && after == ')'
	if last := strings.TrimRight(line[:at], " "); before == ' ' && last != "" && (end == len(line) || after == '\t') { // a label and its star: Namn *
		before, _ = utf8.DecodeLastRuneInString(last)
	}
	if !alone && !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != ')' && before != '%' {
		return false
	}
	cell := line[strings.LastIndexByte(line[:at], '\t')+1:]
	cell, _, _ = strings.Cut(cell, "\t")
	stars := line[at:end]
	for rest := cell; ; { // emphasis opens before a word: *ord*
		open := strings.Index(rest, stars)
		if open < 0 {
			return true
		}
		previous, _ := utf8.DecodeLastRuneInString(rest[:open])
		next, _ := utf8.DecodeRuneInString(rest[open+len(stars):])
		if (open == 0 || !unicode.IsLetter(previous) && !unicode.IsDigit(previous)) && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
			return false
		}
		rest = rest[open+len(stars):]
	}
}

// pair reports markers without notes, once a mark, and notes without markers.
func (c *checker) pair(marks []marker, notes []int) {
	used := map[string]bool{}
	for _, m := range marks {
		used[m.mark] = true
	}
	have := map[string]bool{}
	for _, i := range notes {
		b := &c.Blocks[i]
		have[b.Mark] = true
		if b.Mark == "**" && !used["**"] { // bold that lost its end
			continue
		}
		if !c.marked(marks, b.Mark, i) {
			c.add(diag.Finding{Code: "FOOTNOTE", Severity: diag.Warning, Place: c.at(b, 0, c.lead(b)), Args: diag.Args("mark", b.Mark)}.With("lone"))
		}
	}
	told := map[string]bool{}
	for _, m := range marks {
		if have[m.mark] || told[m.mark] || m.mark == "**" && !have["*"] {
			continue
		}
		told[m.mark] = true
		b := &c.Blocks[m.block]
		line := c.raw(b)
		f := diag.Finding{Code: "FOOTNOTE", Severity: diag.Warning, Place: c.at(b, m.start, m.end), Args: diag.Args("mark", line[m.start:m.end])}
		c.add(f.With("unexplained"))
	}
}

// lead is how many bytes the mark of a note has.
func (c *checker) lead(b *asis.Block) int { return max(1, len(b.Mark)) }

// far is how many blocks before its note a marker may stand.
const far = 60

func (c *checker) marked(marks []marker, mark string, note int) bool {
	for _, m := range marks {
		if m.mark == mark && m.block < note && note-m.block < far {
			return true
		}
	}
	return false
}
